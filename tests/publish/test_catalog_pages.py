"""The catalogue in pages and over HTTP: every dataset once, no loops, links where readers find the server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from catalog_sample import CONFIG, build
from release_sample import BASE

from regiograph.publish import load_codes
from regiograph.publish.catalog_pages import HYDRA
from regiograph.quality import CatalogueGraph, read_catalogue, rule_findings
from regiograph.serve import Settings, create_app
from regiograph.store import parse


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = replace(CONFIG, catalog=replace(CONFIG.catalog, theme_datasets=True))
    return build(tmp_path_factory.mktemp("paged"), asked)


class Web:
    """Asks the application in memory, as a portal asks a server behind a proxy."""

    def __init__(self, release: Path, public: str = "") -> None:
        self.app = create_app(release, Settings(public))

    def get(self, address: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as client:
                return await client.request(
                    method, address, headers={k.replace("_", "-"): v for k, v in headers.items()}
                )

        with start_blocking_portal() as portal:
            return portal.call(ask)


@pytest.fixture(scope="module")
def web(release: Path) -> Iterator[Web]:
    made = Web(release, "https://portal.example/data")
    yield made
    with start_blocking_portal() as portal:
        portal.call(made.app.close)


def graph_of(answer: httpx.Response) -> CatalogueGraph:
    names = {"text/turtle": "ttl", "application/rdf+xml": "rdf", "application/ld+json": "jsonld"}
    return CatalogueGraph.of(parse(answer.content, names[answer.headers["content-type"].partition(";")[0]]))


@pytest.mark.parametrize(
    ("address", "accept", "name"),
    [
        ("/catalog", "application/rdf+xml", "rdf"), ("/catalog", "text/turtle", "ttl"), ("/catalog.rdf", "*/*", "rdf"),
        ("/catalog", "application/ld+json", "jsonld"), ("/catalog.jsonld", "text/turtle", "jsonld"),
    ],
)  # fmt: skip
def test_the_catalogue_is_served_in_three_forms(release: Path, web: Web, address: str, accept: str, name: str) -> None:
    answer = web.get(address, accept=accept)
    assert answer.status_code == 200
    assert answer.content == (release / f"catalog.{name}").read_bytes()
    assert graph_of(answer).of_type("dcat:Catalog") == [f"{BASE}catalog"]
    assert web.get(address, "HEAD", accept=accept).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".rdf", ".jsonld"])
def test_pages_hold_each_dataset_once_and_end(release: Path, web: Web, suffix: str) -> None:
    whole = read_catalogue(release / "catalog.ttl")
    address = f"https://portal.example/data/catalog{suffix}?page=1&size=2"
    seen: list[str] = []
    triples = set()
    visited: list[str] = []
    while address:
        assert address not in visited
        visited.append(address)
        page = graph_of(web.get(f"/catalog{suffix}?{address.partition('?')[2]}", accept="text/turtle"))
        (view,) = page.links(f"{BASE}catalog", "hydra:view")
        assert page.values(f"{BASE}catalog", "hydra:totalItems") == page.values(view, "hydra:totalItems")
        assert view == address
        assert page.is_a(view, "hydra:PagedCollection")
        assert page.is_a(view, "hydra:PartialCollectionView")
        assert [str(getattr(o, "lexical", "")) for o in page.values(view, "hydra:totalItems")] == ["4"]
        assert page.links(view, "hydra:next") == page.links(view, "hydra:nextPage")
        seen += page.of_type("dcat:Dataset")
        triples |= {q for q in page.quads() if not q.predicate.startswith(HYDRA) and q.subject != view}
        assert rule_findings(page, load_codes()) == []
        address = next(iter(page.links(view, "hydra:next")), "")
    assert len(visited) == 2
    assert seen == whole.of_type("dcat:Dataset")
    assert {q for q in triples if q.object != f"{HYDRA}Collection"} == set(whole.quads())


@pytest.mark.parametrize(
    ("address", "code"),
    [("/catalog?page=2", 404), ("/catalog?page=0", 400), ("/catalog?page=x", 400), ("/catalog?page=1&size=0", 400),
     ("/catalog?page=9999999999", 400), ("/catalog?page=1", 200)],
)  # fmt: skip
def test_pages_that_are_none(web: Web, address: str, code: int) -> None:
    assert web.get(address, accept="application/rdf+xml").status_code == code


def test_people_see_the_datasets_and_their_files(web: Web) -> None:
    page = web.get("/catalog?size=3", accept="text/html")
    assert page.status_code == 200
    assert "Łódź and Åland" in page.text
    assert f"{BASE}dumps/core.ttl" in page.text
    assert "Page 1 of 2" in page.text


def test_iris_of_datasets_files_and_services_lead_to_the_catalogue(web: Web) -> None:
    for path in ("/dataset/core", "/dataset/core/core-ttl", "/service/sparql"):
        answer = web.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].endswith("/catalog")
