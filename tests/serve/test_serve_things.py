"""Linked data: names lead to documents, in every form, with the sentence behind each statement."""

from __future__ import annotations

import pytest
import rdflib
from serve_sample import BASE, BROWSER, IRIS, Client

FORMS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".jsonld": "json-ld"}
LAPLAND = rdflib.URIRef(IRIS.thing("territory/lapland"))


def test_a_name_leads_to_its_document(client: Client) -> None:
    found = client.get("/id/territory/lapland")
    assert (found.status_code, found.headers["location"]) == (303, "/doc/territory/lapland")
    assert client.get("/id/territory/lapland?lang=fi").headers["location"] == "/doc/territory/lapland?lang=fi"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
@pytest.mark.parametrize("suffix", FORMS)
def test_the_document_says_what_is_known_in_every_form(client: Client, suffix: str) -> None:
    found = client.get(f"/doc/territory/lapland{suffix}", BROWSER)
    graph = rdflib.Graph().parse(data=found.text, format=FORMS[suffix])
    org, skos = rdflib.Namespace("http://www.w3.org/ns/org#"), rdflib.SKOS
    member = rdflib.URIRef(IRIS.thing("membership/remix-lapland"))
    assert (LAPLAND, skos.prefLabel, rdflib.Literal("Lappi", "fi")) in graph
    assert (member, org.role, rdflib.URIRef("https://w3id.org/regiograph/voc/role/lead")) in graph
    assert (rdflib.URIRef(IRIS.thing("project/remix")), skos.prefLabel, rdflib.Literal("REMIX", "mul")) in graph
    assert not list(graph.subjects(rdflib.RDF.subject))


def test_triples_come_in_order_whatever_the_hash_seed(client: Client) -> None:
    lines = client.get("/doc/territory/lapland.nt").text.splitlines()
    assert len(lines) > 10
    assert lines == sorted(set(lines))


def test_accept_chooses_and_the_alternates_are_named(client: Client) -> None:
    found = client.get("/doc/territory/lapland", "text/turtle;q=0.9, text/html;q=0.8")
    assert found.headers["content-type"] == "text/turtle; charset=utf-8"
    assert found.headers["content-location"] == "/doc/territory/lapland.ttl"
    links = found.headers["link"]
    assert f'<{LAPLAND}>; rel="canonical"' in links
    assert '</doc/territory/lapland.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert {"Accept", "Accept-Language"} <= {v.strip() for v in found.headers["vary"].split(",")}


def test_the_page_shows_each_statement_with_its_sentence(client: Client) -> None:
    page = client.get("/doc/territory/lapland", BROWSER).text
    assert "Lappi johtaa éù-hanketta &lt;b&gt;Łódź &amp; Åland&lt;/b&gt;" in page
    assert "Älykäs pohjoinen" in page
    assert "confidence 0.91" in page
    assert "implied" in page
    assert 'href="/doc/project/remix"' in page
    assert 'href="/doc/document/north"' in page
    assert 'href="/voc/role/lead"' in page
    assert "Reference data" in page


def test_labels_follow_the_reader(client: Client) -> None:
    assert "<h1>Lappi</h1>" in client.get("/doc/territory/lapland", BROWSER, Accept_Language="fi-FI, en;q=0.5").text
    page = client.get("/doc/territory/lapland?lang=fi", BROWSER).text
    assert "pääkumppani" in page
    assert 'href="/doc/project/remix?lang=fi"' in page
    assert "<h1>Lapland</h1>" in client.get("/doc/territory/lapland", BROWSER, Accept_Language="sv").text


def test_nothing_of_the_data_becomes_markup_or_a_dangerous_link(client: Client) -> None:
    page = client.get("/doc/project/remix", BROWSER).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert 'href="https://example.org/a%2Fb?ä=1"' in page


def test_money_has_cents_and_other_numbers_have_not(client: Client) -> None:
    page = client.get("/doc/project/remix", BROWSER).text
    assert ">432,760.00<" in page
    assert ">1200<" in page
    assert ">432\N{NO-BREAK SPACE}760,00<" in client.get("/doc/amount/remix-total?lang=fi", BROWSER).text


@pytest.mark.parametrize(
    "path", ["/doc/project/nothing", "/id/project/nothing", "/doc/nonsense/x", "/doc/project/a%3Eb", "/nowhere"]
)
def test_404_comes_in_the_form_that_was_asked_for(client: Client, path: str) -> None:
    page = client.get(path, BROWSER)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>Not Found</h1>" in page.text
    plain = client.get(path)
    assert (plain.status_code, plain.json()["status"]) == (404, 404)
    turtle = client.get(path, "text/turtle")
    assert turtle.status_code == 404
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "404 Not Found" in turtle.text


def test_a_form_that_is_not_offered_is_406(client: Client) -> None:
    found = client.get("/doc/project/remix", "application/pdf")
    assert found.status_code == 406
    assert "text/turtle" in found.json()["types"]


def test_an_annotation_brings_its_quote(client: Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/doc/annotation/a1.nt").text, format="nt")
    assert any("Łódź" in str(o) for o in graph.objects(predicate=rdflib.URIRef("http://www.w3.org/ns/oa#exact")))


def test_concepts_code_lists_and_terms_dereference(client: Client) -> None:
    assert "lead partner" in client.get("/voc/role", BROWSER).text
    assert 'href="/voc/role"' in client.get("/voc", BROWSER).text
    page = client.get("/voc/role/lead", BROWSER).text
    assert "<h1>lead partner</h1>" in page
    assert "pääkumppani" in client.get("/voc/role/lead.ttl").text
    assert client.get("/voc/role/nobody").status_code == 404
    assert client.get("/voc/nothing").status_code == 404
    assert 'id="forTerritory"' in client.get("/ns", BROWSER).text
    assert "owl:Class" in client.get("/ns", "text/turtle").text


def test_a_graph_in_forms_with_and_without_its_name(client: Client) -> None:
    quads = client.get("/graph/south", "application/n-quads").text
    assert quads.split()[-2] == f"<{BASE}graph/south>"
    assert len(client.get("/graph/south", "application/n-triples").text.splitlines()) == 1
    assert f"{BASE}graph/south" in client.get("/graph/south.trig").text
    assert "Älykäs pohjoinen" in client.get("/graph/north", BROWSER).text
    assert client.get("/graph/reference", "text/turtle").status_code == 200
    assert client.get("/graph/nothing").status_code == 404


def test_links_keep_the_path_that_a_proxy_cuts_off(tight: Client) -> None:
    assert tight.get("/id/territory/lapland").headers["location"] == "/data/doc/territory/lapland"
    page = tight.get("/doc/territory/lapland", BROWSER).text
    assert 'href="/data/doc/project/remix"' in page
    assert 'href="/data/static/site.css' in page
    assert f"<code>{LAPLAND}</code>" in page


def test_a_kept_answer_is_that_of_the_same_question_only(client: Client) -> None:
    first = client.get("/doc/territory/lapland", "text/turtle")
    again = client.get("/doc/territory/lapland", "text/turtle")
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["content-security-policy"]
    other = client.get("/doc/territory/lapland", BROWSER, Accept_Language="fi")
    assert "<h1>Lappi</h1>" in other.text
    assert "<h1>Lapland</h1>" in client.get("/doc/territory/lapland", BROWSER, Accept_Language="en").text
    assert client.get("/doc/territory/lapland", "text/turtle", If_None_Match=first.headers["etag"]).status_code == 304
    assert client.get("/doc/territory/lapland", "text/turtle", method="HEAD").content == b""
    assert client.get("/doc/territory/lapland", "text/turtle").content == first.content
