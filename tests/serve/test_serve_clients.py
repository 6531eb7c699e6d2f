"""The clients that people use, against a server in a process of its own."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper as sw  # noqa: N813 - its names stand before every line of the tests
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serve_sample import IRIS, wait_for

NAMES = (
    f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    f"SELECT ?n {{ <{IRIS.thing('territory/lapland')}> skos:prefLabel ?n }} ORDER BY ?n"
)
GRAPH = f"CONSTRUCT WHERE {{ <{IRIS.thing('project/remix')}> ?p ?o }}"
DESCRIBE = f"DESCRIBE <{IRIS.thing('project/remix')}>"
ASK = "ASK { ?s ?p <https://example.org/a%2Fb?ä=1> }"


def wrapper(live: str, query: str, form: str, method: str, request: str) -> Any:
    client = sw.SPARQLWrapper(f"{live}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(method)
    client.setRequestMethod(request)
    return client


@pytest.mark.parametrize(
    ("method", "request_method"), [(sw.GET, sw.URLENCODED), (sw.POST, sw.URLENCODED), (sw.POST, sw.POSTDIRECTLY)]
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
class TestSparqlWrapper:
    """SPARQLWrapper: every way to ask and every format it knows."""

    def test_tables(self, live: str, method: str, request_method: str) -> None:
        rows = wrapper(live, NAMES, sw.JSON, method, request_method).queryAndConvert()["results"]["bindings"]
        assert [(r["n"]["value"], r["n"]["xml:lang"]) for r in rows] == [("Lapland", "en"), ("Lappi", "fi")]
        document = wrapper(live, NAMES, sw.XML, method, request_method).queryAndConvert()
        assert [e.firstChild.data for e in document.getElementsByTagName("literal")] == ["Lapland", "Lappi"]
        for form in (sw.CSV, sw.TSV):
            text = wrapper(live, NAMES, form, method, request_method).queryAndConvert().decode()
            assert "Lapland" in text
            assert len(text.splitlines()) == 3

    def test_truth(self, live: str, method: str, request_method: str) -> None:
        assert wrapper(live, ASK, sw.JSON, method, request_method).queryAndConvert()["boolean"] is True
        document = wrapper(live, ASK, sw.XML, method, request_method).queryAndConvert()
        assert document.getElementsByTagName("boolean")[0].firstChild.data == "true"

    @pytest.mark.parametrize("query", [GRAPH, DESCRIBE])
    def test_graphs(self, live: str, method: str, request_method: str, query: str) -> None:
        for form, reader in ((sw.TURTLE, "turtle"), (sw.N3, "n3")):
            data = wrapper(live, query, form, method, request_method).queryAndConvert()
            assert len(rdflib.Graph().parse(data=data, format=reader)) == 8
        for form in (sw.RDFXML, sw.XML, sw.JSONLD):
            assert len(wrapper(live, query, form, method, request_method).queryAndConvert()) == 8

    def test_errors_are_told(self, live: str, method: str, request_method: str) -> None:
        with pytest.raises(sw.SPARQLExceptions.QueryBadFormed, match="line 1"):
            wrapper(live, "SELECT nonsense", sw.JSON, method, request_method).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_the_endpoint_as_a_store(live: str, method: str, form: str) -> None:
    store = SPARQLStore(f"{live}/sparql", method=method, returnFormat=form)
    graph = rdflib.Graph(store)
    names = [str(row[0]) for row in graph.query(NAMES)]  # type: ignore[index]
    assert names == ["Lapland", "Lappi"]
    if form in {"xml", "json"}:
        lapland = rdflib.URIRef(IRIS.thing("territory/lapland"))
        assert (lapland, rdflib.SKOS.prefLabel, rdflib.Literal("Lappi", "fi")) in graph
        assert len(graph) > 50
    store.close()


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ],
)
def test_pyoxigraph_parses_each_kind_of_table(live: str, media_type: str, form: ox.QueryResultsFormat) -> None:
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    found = httpx.get(f"{live}/sparql", params={"query": query}, headers={"Accept": media_type})
    rows = list(ox.parse_query_results(found.content, format=form))  # type: ignore[arg-type]
    assert len(rows) > 50
    assert any(row["o"] == ox.Literal("Lappi", language="fi") for row in rows)
    truth = httpx.get(f"{live}/sparql", params={"query": "ASK {}"}, headers={"Accept": media_type})
    if form != ox.QueryResultsFormat.TSV:
        assert bool(ox.parse_query_results(truth.content, format=form))


@pytest.mark.parametrize(
    "form", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD]
)
def test_pyoxigraph_parses_each_kind_of_graph(live: str, form: ox.RdfFormat) -> None:
    found = httpx.post(
        f"{live}/sparql", content=GRAPH, headers={"Accept": form.media_type, "Content-Type": "application/sparql-query"}
    )
    assert found.headers["content-type"].startswith(form.media_type)
    assert len(list(ox.parse(found.content, format=form))) == 8


HEADERS = [
    (["/id/territory/lapland"], 303, {"location": "/doc/territory/lapland"}),
    (["/doc/territory/lapland", "-H", "Accept: text/turtle"], 200, {"content-type": "text/turtle; charset=utf-8"}),
    (["/doc/territory/lapland.rdf"], 200, {"content-type": "application/rdf+xml; charset=utf-8"}),
    (["/doc/territory/lapland", "-H", "Accept: image/png"], 406, {"content-type": "application/problem+json; "}),
    (["/doc/territory/lapland", "-H", "Accept: text/turtle"], 200, {"vary": "Accept, Accept-Language, Accept-Encod"}),
    (["/doc/territory/lapland", "--compressed"], 200, {"content-encoding": "gzip"}),
    (["/doc/territory/lapland", "-X", "OPTIONS"], 204, {"allow": "GET, HEAD, OPTIONS"}),
    (["/doc/territory/lapland", "-I"], 200, {"etag": '"'}),
    (["/dumps/core.nt", "-r", "0-9"], 206, {"content-range": "bytes 0-9/"}),
    (["/dumps/core.nt", "-r", "99999999-"], 416, {"content-range": "bytes */"}),
    (["/sparql", "-d", "query=ASK{}"], 200, {"access-control-allow-origin": "*"}),
    (["/sparql", "-d", "query=ASK{"], 400, {"content-type": "application/problem+json"}),
    (["/nothing"], 404, {"content-type": "application/problem+json"}),
]  # fmt: skip


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(("arguments", "status", "headers"), HEADERS, ids=range(len(HEADERS)))
def test_the_header_table_by_curl(live: str, arguments: list[str], status: int, headers: dict[str, str]) -> None:
    path, *rest = arguments
    done = subprocess.run(
        ["curl", "-s", "-S", "-o", "/dev/null", "-D", "-", *rest, live + path],
        capture_output=True,
        text=True,
        check=True,
    )
    head, *lines = done.stdout.splitlines()
    assert head.split()[1] == str(status)
    found = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
    for name, value in headers.items():
        assert found[name].startswith(value)


def test_the_server_is_ready_at_once_logs_and_ends_in_order(root: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "regiograph", "serve", str(root), "--port", str(port), "--log", "json",
               "--query-timeout", "0.5", "--workers", "1"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            # Two seconds are the aim; a machine that runs other tests at the same time gets more.
            assert wait_for(f"http://127.0.0.1:{port}/health") < 10
            many = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
            query = {"query": f"SELECT (COUNT(*) AS ?n) {{ {many} }}"}
            assert httpx.get(f"http://127.0.0.1:{port}/sparql", params=query, timeout=30).status_code == 504
            assert httpx.get(f"http://127.0.0.1:{port}/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        finally:
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["status"] for line in lines[-2:]] == [504, 200]
    assert lines[-1]["rows"] == 1
    assert "Traceback" not in err
    assert process.returncode in {0, -signal.SIGTERM}


def test_what_is_no_http_is_refused(live: str) -> None:
    host, _, port = live.removeprefix("http://").partition(":")
    for sent in (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 500_000 + b"\r\n\r\n"):
        with socket.create_connection((host, int(port)), timeout=10) as line:
            try:
                line.sendall(sent)
                answer = line.recv(1000)
            except OSError:
                continue
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
