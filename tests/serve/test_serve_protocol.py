"""SPARQL 1.1 Protocol: the ways to ask, the formats of answers, and clear refusals."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
import rdflib
from serve_sample import BROWSER, IRIS, Client, run
from starlette.types import Message

from regiograph.serve import Server

NAMES = (
    f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    f"SELECT ?n {{ <{IRIS.thing('territory/lapland')}> skos:prefLabel ?n }} ORDER BY ?n"
)
ODD = "ASK { ?s ?p <https://example.org/a%2Fb?ä=1> }"
COST = f"SELECT ?v {{ <{IRIS.thing('amount/remix-total')}> <https://schema.org/value> ?v }}"
GRAPH = f"CONSTRUCT WHERE {{ <{IRIS.thing('project/remix')}> ?p ?o }}"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


def address(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


def test_a_query_by_get_form_and_body_gives_the_same_answer(client: Client) -> None:
    by_get = client.get(address(NAMES))
    by_form = client.post("/sparql", urlencode({"query": NAMES}).encode(), FORM)
    by_body = client.post("/sparql", NAMES.encode(), f"{DIRECT}; charset=utf-8")
    assert by_get.status_code == by_form.status_code == by_body.status_code == 200
    assert by_get.content == by_form.content == by_body.content
    rows = by_get.json()["results"]["bindings"]
    assert rows == [
        {"n": {"type": "literal", "value": "Lapland", "xml:lang": "en"}},
        {"n": {"type": "literal", "value": "Lappi", "xml:lang": "fi"}},
    ]


def test_a_form_is_decoded_once(client: Client) -> None:
    found = client.post("/sparql", f"query={quote(ODD, safe='')}".encode(), FORM)
    assert found.json()["boolean"] is True


def test_datatypes_survive(client: Client) -> None:
    value = client.get(address(COST)).json()["results"]["bindings"][0]["v"]
    assert value["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"


@pytest.mark.parametrize(
    ("accept", "kind", "start"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", b'{"head"'),
        ("application/json", "application/json", b'{"head"'),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.5", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv", b"n\r\nLapland"),
        ("text/tab-separated-values", "text/tab-separated-values", b"?n\n"),
        (BROWSER, "text/html", b"<!DOCTYPE html>"),
    ],
)
def test_the_formats_of_a_table(client: Client, accept: str, kind: str, start: bytes) -> None:
    found = client.get(address(NAMES), accept)
    assert found.headers["content-type"] == f"{kind}; charset=utf-8"
    assert found.content.startswith(start)
    assert "Accept" in found.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "reader"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
@pytest.mark.parametrize("query", [GRAPH, f"DESCRIBE <{IRIS.thing('project/remix')}>"])
def test_the_formats_of_a_graph(client: Client, accept: str, reader: str, query: str) -> None:
    found = client.get(address(query), accept)
    assert found.headers["content-type"].partition(";")[0] == accept
    assert len(rdflib.Graph().parse(data=found.text, format=reader)) == 8


def test_a_parameter_chooses_the_format_for_a_form(client: Client) -> None:
    assert client.get(address(NAMES, format="csv"), BROWSER).headers["content-type"].startswith("text/csv")


def test_a_format_that_does_not_fit_is_406_with_the_list(client: Client) -> None:
    for query, accept, offered in (
        (NAMES, "text/turtle", "text/csv"),
        (GRAPH, "text/csv", "text/turtle"),
        (NAMES, "image/png", "text/csv"),
    ):
        found = client.get(address(query), accept)
        assert found.status_code == 406
        assert found.headers["content-type"].startswith("application/problem+json")
        assert offered in found.json()["types"]


def test_a_bad_query_says_line_and_column(client: Client) -> None:
    found = client.get(address("SELECT *\n{ ?s éù }"))
    assert found.status_code == 400
    problem = found.json()
    assert (problem["status"], problem["line"]) == (400, 2)
    assert problem["column"] > 1


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403, "read-only"),
        ("# note\nPREFIX e: <urn:e> delete where { ?s ?p ?o }", 403, "read-only"),
        ("LOAD <http://127.0.0.1/x>", 403, "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", 400, "SERVICE"),
        (" ", 400, "empty"),
    ],
)
def test_what_would_write_or_reach_out_is_refused(client: Client, query: str, status: int, word: str) -> None:
    found = client.get(address(query))
    assert found.status_code == status
    assert word in found.json()["detail"]


def test_requests_that_are_no_query_are_told_so(client: Client) -> None:
    assert client.post("/sparql", b"INSERT", "application/sparql-update").status_code == 403
    assert client.post("/sparql", b"update=x", FORM).status_code == 403
    assert client.post("/sparql", b"{}", "application/json").status_code == 415
    assert client.post("/sparql", b"x=1", FORM).status_code == 400
    assert client.post("/sparql", b"\xff", DIRECT).status_code == 400
    assert client.post("/sparql?query=ASK%7B%7D", b"ASK {}", DIRECT).status_code == 400
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.get("/sparql", method="DELETE").status_code == 405


def test_limits_are_413_and_never_a_shorter_table(tight: Client) -> None:
    rows = tight.get(address("SELECT * { ?s ?p ?o }"))
    assert rows.status_code == 413
    assert "LIMIT" in rows.json()["todo"]
    assert tight.get(address("SELECT * { ?s ?p ?o } LIMIT 1")).status_code == 200
    triples = tight.get(address("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert triples.status_code == 413
    large = tight.get(address("SELECT (GROUP_CONCAT(STR(?s)) AS ?all) { ?s ?p ?o }"), BROWSER)
    assert large.status_code == 413
    assert "larger" in large.text
    long = "ASK { ?s ?p '" + "é" * 200 + "' }"
    assert tight.get(address(long)).status_code == 413
    assert tight.post("/sparql", long.encode() * 3, DIRECT).status_code == 413


def test_graphs_of_the_protocol_narrow_the_answer(client: Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    south = client.get(address(count, **{"default-graph-uri": IRIS.graph("south")}), "text/csv")
    assert south.text.split() == ["n", "1"]
    assert client.get(address(count, **{"default-graph-uri": "no iri"})).status_code == 400


def test_head_options_and_reading_from_any_site(client: Client) -> None:
    whole, head = client.get(address(NAMES)), client.get(address(NAMES), method="HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))
    asked = client.get(
        "/sparql", method="OPTIONS", Origin="https://elsewhere.example", Access_Control_Request_Method="POST"
    )
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    for found in (whole, asked, client.get("/sparql?query=x")):
        assert found.headers["access-control-allow-origin"] == "*"


def test_the_server_itself_sends_no_body_for_head(app: Server) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "HEAD", "path": "/sparql", "query_string": urlencode({"query": NAMES}).encode(),
        "headers": [(b"host", b"test.example")], "scheme": "http", "server": ("test.example", 80), "root_path": "",
    }  # fmt: skip
    run(app, scope, receive, send)
    assert sent[0]["status"] == 200
    assert b"".join(m.get("body", b"") for m in sent[1:]) == b""


def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    query = address("SELECT * { ?s ?p ?o }")
    first = client.get(query)
    again = client.get(query, If_None_Match=f'W/"other", {first.headers["etag"]}')
    assert (again.status_code, again.content) == (304, b"")
    zipped = client.get(query, Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == first.content
    assert zipped.headers["etag"] != first.headers["etag"]
    assert "Accept-Encoding" in zipped.headers["vary"]


def test_without_a_query_a_reader_gets_a_form_and_a_program_a_description(client: Client) -> None:
    page = client.get("/sparql", BROWSER)
    assert "<textarea" in page.text
    assert "<script" not in page.text
    graph = rdflib.Graph().parse(data=client.get("/sparql", "text/turtle").text, format="turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert graph.value(predicate=rdflib.RDF.type, object=service.Service) == rdflib.URIRef("http://test.example/sparql")
    assert {str(o) for o in graph.objects(predicate=service.name)} >= {IRIS.graph("north"), IRIS.graph("reference")}


def test_an_answer_as_a_page_links_our_things_only(client: Client) -> None:
    page = client.get(address(f"SELECT ?o {{ <{IRIS.thing('project/remix')}> ?p ?o }}"), BROWSER).text
    assert 'href="/doc/programme/interreg-europe"' in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;" in page
