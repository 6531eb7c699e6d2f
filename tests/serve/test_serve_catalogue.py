"""What the server says of the release, of itself, and of things that moved, went or have very many links."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import rdflib
from serve_sample import BASE, BROWSER, IRIS, Client, popular, put_release, run, sample, without

from regiograph.publish import open_release
from regiograph.serve import Settings, create_app

HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
CATALOG = rdflib.URIRef(f"{BASE}catalog")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
@pytest.mark.parametrize(("suffix", "reader"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld"), ("nt", "nt")])
def test_the_catalogue_in_every_form_says_the_same(client: Client, root: Path, suffix: str, reader: str) -> None:
    found = client.get(f"/catalog.{suffix}")
    assert found.status_code == 200
    expected = rdflib.Graph().parse(data=open_release(root).read("catalog.ttl"), format="turtle")
    assert len(rdflib.Graph().parse(data=found.text, format=reader)) == len(expected)
    by_accept = client.get("/catalog", found.headers["content-type"].partition(";")[0])
    assert by_accept.content == found.content


def test_the_catalogue_as_a_page_leads_to_the_files(client: Client) -> None:
    page = client.get("/catalog", BROWSER).text
    assert "Łódź &amp; Åland" in page
    assert "/dumps/core.ttl" in page
    assert ">Turtle</a>" in page.partition("</h2>")[2]
    assert client.get("/catalog.pdf").status_code == 404


def test_pages_of_the_catalogue_are_a_hydra_collection(client: Client) -> None:
    whole = rdflib.Graph().parse(data=client.get("/catalog.ttl").text, format="turtle")
    total = len(set(whole.objects(CATALOG, DCAT.dataset)))
    assert total > 1
    seen = rdflib.Graph()
    page: str | None = "/catalog?page=1&size=1"
    pages = 0
    while page:
        graph = rdflib.Graph().parse(data=client.get(page, "text/turtle").text, format="turtle")
        assert len(set(graph.objects(CATALOG, DCAT.dataset))) == 1
        view = graph.value(predicate=rdflib.RDF.type, object=HYDRA.PartialCollectionView)
        after = graph.value(view, HYDRA.next)
        seen += graph
        page = str(after).removeprefix("http://test.example") if after else None
        pages += 1
    assert pages == total
    assert set(seen.objects(CATALOG, DCAT.dataset)) == set(whole.objects(CATALOG, DCAT.dataset))
    assert set(seen.subjects(rdflib.RDF.type, DCAT.Distribution)) == set(
        whole.subjects(rdflib.RDF.type, DCAT.Distribution)
    )
    assert client.get("/catalog?page=99").status_code == 404


def test_a_dataset_leads_to_the_catalogue(client: Client) -> None:
    found = client.get("/dataset/core")
    assert (found.status_code, found.headers["location"].rpartition("/")[2]) == (303, "catalog")


def test_void_is_where_harvesters_look(client: Client) -> None:
    found = client.get("/.well-known/void", "text/turtle")
    graph = rdflib.Graph().parse(data=found.text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert int(str(graph.value(rdflib.URIRef(f"{BASE}dataset/core"), void.triples))) > 0
    assert len(
        rdflib.Graph().parse(data=client.get("/.well-known/void", "application/rdf+xml").text, format="xml")
    ) == len(graph)
    assert client.get("/void.ttl").text == found.text


def test_every_dataset_is_there_for_search_engines(client: Client, root: Path) -> None:
    page = client.get("/catalog", BROWSER).text
    paths = [e.path for e in open_release(root).manifest.files if e.path.startswith("schema/")]
    assert len(paths) == 3
    for path in paths:
        assert f'<link rel="alternate" type="application/ld+json" href="/{path}">' in page
        found = client.get(f"/{path}")
        assert found.headers["content-type"].startswith("application/ld+json")
        assert found.json()["@type"] == "Dataset"


def test_what_never_changes_again_may_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiograph.publish.ldes.PAGE", 2)
    put_release(tmp_path)
    client = Client(create_app(tmp_path))
    pages = [e.path for e in open_release(tmp_path).manifest.files if e.path.startswith("ldes/page-")]
    assert len(pages) > 1
    full = {p: "ldes:immutable true" in client.get(f"/{p}").text for p in pages}
    assert full[pages[0]]
    for path, settled in {**full, "ldes/feed.ttl": False}.items():
        kept = client.get(f"/{path}").headers["cache-control"]
        assert kept == ("public, max-age=31536000, immutable" if settled else "no-cache"), path


def test_an_address_with_a_slash_too_many_is_none(tight: Client) -> None:
    found = tight.get("/ldes/")
    assert (found.status_code, "location" in found.headers) == (404, False)


def test_the_sitemap_lists_pages_at_the_public_address(client: Client, tight: Client) -> None:
    def places(text: str) -> list[str]:
        return [e.text or "" for e in ET.fromstring(text).iter() if e.tag.endswith("loc")]  # noqa: S314

    found = places(client.get("/sitemap.xml").text)
    assert "http://test.example/doc/territory/lapland" in found
    assert "https://portal.example/data/doc/territory/lapland" in places(tight.get("/sitemap.xml").text)
    assert "Sitemap: https://portal.example/data/sitemap.xml" in tight.get("/robots.txt").text


def test_openapi_describes_every_address(client: Client) -> None:
    from regiograph.serve.app import ROUTES

    said = client.get("/openapi.json").json()
    assert said["openapi"] == "3.1.0"
    assert {"/sparql", "/queries/partnership-members", "/doc/{path}/{slug}"} <= set(said["paths"])
    hidden = {
        "/catalog.{suffix}",
        "/dataset/{rest:path}",
        "/service/{rest:path}",
        "/robots.txt",
        "/static/site.css",
        "/static/icon.svg",
    }
    assert set(ROUTES) - hidden <= set(said["paths"])
    for path, item in said["paths"].items():
        for method in item.values():
            declared = {p["name"] for p in method["parameters"] if p["in"] == "path"}
            assert declared == {part.partition("}")[0] for part in path.split("{")[1:]}
    partner = next(p for p in said["paths"]["/queries/partnership-members"]["get"]["parameters"])
    assert partner["name"] == "partnership"


def test_figures_count_what_was_answered(root: Path) -> None:
    client = Client(create_app(root))
    client.get("/doc/territory/lapland")
    client.get("/doc/territory/nothing")
    client.get("/sparql?query=ASK%7B%7D")
    found = client.get("/metrics")
    assert found.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = found.text.splitlines()
    for line in (
        'regiograph_requests_total{kind="doc",method="GET",status="404"} 1',
        'regiograph_request_seconds_count{kind="doc"} 2', "regiograph_workers 2", "regiograph_workers_busy 0",
    ):  # fmt: skip
        assert line in lines


def test_the_log_has_rows_and_a_hash_and_no_client(root: Path) -> None:
    lines: list[str] = []
    client = Client(create_app(root, Settings(log=lines.append)), address=("203.0.113.7", 5))
    query = "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+3"
    client.get(query)
    client.get(query)
    client.get("/doc/territory/%0Alapland")
    first, second, third = (json.loads(line) for line in lines)
    assert (first["status"], first["rows"], first["path"]) == (200, 3, "/sparql")
    assert first["query"] == second["query"]
    assert first["time"].endswith("+00:00")
    assert third["status"] == 404
    assert "203.0.113.7" not in "".join(lines)
    assert len(lines) == 3


def test_a_thing_with_ten_thousand_links_is_paged(tmp_path: Path) -> None:
    client = Client(create_app(put_release(tmp_path / "out", content=popular(sample(), 10_000))))
    client.get("/doc/country/FIN", BROWSER)
    begun = time.perf_counter()
    # In another language, so that it is no kept answer.
    page = client.get("/doc/country/FIN.html?lang=pl", BROWSER)
    assert time.perf_counter() - begun < 2
    assert 'rel="next" href="/doc/country/FIN.html?lang=pl&amp;page=2"' in page.text
    assert "page 1 of 51" in page.text
    assert client.get("/doc/country/FIN.html?page=51", BROWSER).status_code == 200
    assert client.get("/doc/country/FIN.html?page=52", BROWSER).status_code == 404
    first = client.get("/doc/country/FIN", "text/turtle")
    assert '</doc/country/FIN.ttl?page=2>; rel="next"' in first.headers["link"]
    seen: set[str] = set()
    for number in range(1, 12):
        data = client.get(f"/doc/country/FIN.nt?page={number}").text
        seen |= {line.split()[0] for line in data.splitlines() if "isPartOf" in line}
    assert len(seen) == 10_001


def test_others_do_not_wait_for_a_thing_with_very_many_links(tmp_path: Path) -> None:
    client = Client(create_app(put_release(tmp_path / "out", content=popular(sample(), 10_000))))
    done: list[str] = []

    async def ask(path: str) -> None:
        assert (await client._send("GET", path, {})).status_code == 200
        done.append(path)

    async def both() -> None:
        first = asyncio.create_task(ask("/doc/country/FIN.ttl"))
        # It is at the store by now, and would hold the event loop until its answer is written.
        await asyncio.sleep(0.005)
        await ask("/doc/project/remix.ttl")
        await first

    run(both)
    assert done == ["/doc/project/remix.ttl", "/doc/country/FIN.ttl"]


def test_what_was_replaced_moved_and_what_was_withdrawn_is_gone(tmp_path: Path) -> None:
    root = put_release(tmp_path / "out")
    client = Client(create_app(root))
    put_release(root, "2026-02-03", without(sample(), "territory/lapland", "project/remix"))
    for old, new in (
        ("/id/territory/lapland", "/id/project/remix"),
        ("/doc/territory/lapland.ttl", "/doc/project/remix.ttl"),
        ("/doc/territory/lapland?lang=fi", "/doc/project/remix?lang=fi"),
    ):
        moved = client.get(old)
        assert (moved.status_code, moved.headers["location"]) == (301, new)
    put_release(root, "2026-03-04", without(sample(), "territory/lapland"))
    for path in ("/id/territory/lapland", "/doc/territory/lapland"):
        gone = client.get(path)
        assert (gone.status_code, gone.json()["status"]) == (410, 410)
    assert client.get("/doc/territory/never").status_code == 404


def test_documents_link_to_their_licence_and_description(client: Client) -> None:
    links = client.get("/doc/territory/lapland", "text/turtle").headers["link"]
    assert 'rel="license"' in links
    assert '</catalog>; rel="describedby"' in links
    assert client.get("/doc/territory/lapland", method="HEAD").headers["last-modified"].endswith(" GMT")


def test_the_page_shows_what_the_queries_show(root: Path) -> None:
    from regiograph.serve.gather import gather
    from regiograph.serve.names import Catalogue
    from regiograph.serve.near import Near
    from regiograph.show import compose, show

    release = open_release(root)
    for ident in ("territory/lapland", "project/remix", "document/north"):
        iri = IRIS.thing(ident)
        near = Near.read(release.store, iri, lambda _: None)
        assert near is not None
        known = gather(release.store, Catalogue(release), iri, near.links)
        assert compose(known, iri, "fi") == show(release, iri, "fi")
