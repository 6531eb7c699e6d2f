"""Remote endpoints, against a small HTTP server of our own on the loopback address."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from query_sample import oxigraph
from regiograph.errors import RemoteError
from regiograph.model import Value
from regiograph.query import named_queries, run
from regiograph.remote import LONGEST_GET, USER_AGENT, RemoteEndpoint
from regiograph.show import show
from regiograph.store import serialize


class Double(ThreadingHTTPServer):
    """An endpoint over the sample; its path chooses how it misbehaves. It remembers the last request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str, str]] = []
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers as its path says."""

    server: Double

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self._answer(parts.path, parse_qs(parts.query).get("query", [""])[0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(urlsplit(self.path).path, parse_qs(body).get("query", [""])[0])

    def _answer(self, path: str, sparql: str) -> None:
        self.server.seen.append((self.command, self.headers.get("User-Agent", ""), self.headers.get("Accept", "")))
        BEHAVIOURS.get(path, _not_found)(self, sparql)

    def send(self, status: int, media_type: str, body: bytes) -> None:
        """One whole response."""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _not_found(handler: Handler, sparql: str) -> None:
    handler.send(404, "text/html", b"<h1>Not found</h1>")


def _sparql(handler: Handler, sparql: str) -> None:
    result = oxigraph().query(sparql)
    if result.kind == "graph":
        handler.send(200, "text/turtle; charset=utf-8", serialize(result.triples(), "ttl"))
    else:
        handler.send(200, "application/sparql-results+json", result.serialize("json"))


def _hang(handler: Handler, sparql: str) -> None:
    handler.server.release.wait(10)


def _stop_halfway(handler: Handler, sparql: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["x"]}')


def _fixed(status: int, media_type: str, body: str) -> Callable[[Handler, str], None]:
    return lambda handler, _: handler.send(status, media_type, body.encode())


JSON = "application/sparql-results+json"
BEHAVIOURS: dict[str, Callable[[Handler, str], None]] = {
    "/sparql": _sparql,
    "/hang": _hang,
    "/halfway": _stop_halfway,
    "/login": _fixed(401, "text/plain", "who are you?"),
    "/bad": _fixed(400, "text/plain", "Parse error: unexpected é at line 1"),
    "/forbidden": _fixed(403, "text/plain", "no"),
    "/broken": _fixed(500, "text/plain", "out of memory"),
    "/busy": _fixed(503, "text/plain", "later"),
    "/html": _fixed(200, "text/html; charset=utf-8", "<html><body>Welcome to our portal</body></html>"),
    "/nojson": _fixed(200, JSON, "{'head'"),
    "/nohead": _fixed(200, JSON, '{"results": {"bindings": []}}'),
    "/odd": _fixed(
        200, JSON, '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": 7}}]}}',
    ),
    "/ask-table": _fixed(
        200, JSON, '{"head": {"vars": ["r"]}, "results": {"bindings": [{"r": {"type": "typed-literal", "value": "1", '
        '"datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]}}',
    ),
    "/ask-zero": _fixed(
        200, JSON, '{"head": {"vars": ["r"]}, "results": {"bindings": [{"r": {"type": "literal", "value": "0"}}]}}',
    ),
    "/list": _fixed(200, JSON, "[]"),
    "/maybe": _fixed(200, JSON, '{"head": {}, "boolean": "perhaps"}'),
    "/badttl": _fixed(200, "text/turtle", "<urn:a> <urn:b"),
    "/csv": _fixed(200, "text/csv", "x\r\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def double() -> Iterator[Double]:
    server = Double()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_select_gives_terms_as_the_store_does(double: Double) -> None:
    sparql = 'SELECT ?a ?b ?c ?d { BIND(<urn:é> AS ?a) BIND("Łódź"@pl AS ?b) BIND(1.5 AS ?c) }'
    result = RemoteEndpoint(f"{double.url}/sparql").query(sparql)
    assert result.variables == ("a", "b", "c", "d")
    assert list(result.rows()) == [("urn:é", Value("Łódź", language="pl"), Value("1.5", "decimal"), None)]


def test_ask_and_construct(double: Double) -> None:
    endpoint = RemoteEndpoint(f"{double.url}/sparql")
    assert endpoint.query("ASK { ?s ?p ?o }").truth is True
    sparql = 'CONSTRUCT { <urn:a> <urn:b> "Åland"@sv , 7 } { }'
    assert endpoint.query(sparql).triples() == oxigraph().query(sparql).triples()
    assert "text/turtle" in double.seen[-1][2]


def test_an_ask_that_is_answered_by_a_table(double: Double) -> None:
    """As Virtuoso does."""
    assert RemoteEndpoint(f"{double.url}/ask-table").query("ASK { ?s ?p ?o }").truth is True
    assert RemoteEndpoint(f"{double.url}/ask-zero").query("ASK { ?s ?p ?o }").truth is False
    assert RemoteEndpoint(f"{double.url}/ask-table").query("SELECT ?r { ?s ?p ?r }").kind == "select"


def test_short_queries_go_by_get_and_long_ones_by_post(double: Double) -> None:
    endpoint = RemoteEndpoint(f"{double.url}/sparql")
    endpoint.query("ASK { }")
    assert double.seen[-1][:2] == ("GET", USER_AGENT)
    long = "ASK { } #" + "é" * LONGEST_GET
    assert endpoint.query(long).truth is True
    assert double.seen[-1][:2] == ("POST", USER_AGENT)


@pytest.mark.parametrize("name", named_queries())
def test_named_queries_give_the_same_rows_remotely(double: Double, name: str) -> None:
    endpoint = RemoteEndpoint(f"{double.url}/sparql")
    assert list(run(endpoint, name, language="fi").rows()) == list(run(oxigraph(), name, language="fi").rows())


def test_parameters_are_resolved_at_the_endpoint(double: Double) -> None:
    endpoint = RemoteEndpoint(f"{double.url}/sparql")
    asked = {"partnership": "stone value partnership"}
    assert len(list(run(endpoint, "partnership-members", asked).rows())) == 4
    assert show(endpoint, "Lappi") == show(oxigraph(), "Lappi")


@pytest.mark.parametrize(
    ("path", "what", "todo"),
    [
        ("/nowhere", "404 Not Found", "/sparql"),
        ("/login", "401 Unauthorized", "login"),
        ("/forbidden", "403 Forbidden", "keeper"),
        ("/bad", "400 Bad Request", "SPARQL 1.1"),
        ("/broken", "500 Internal Server Error", "keeper"),
        ("/busy", "503 Service Unavailable", "later"),
        ("/html", "web page", "/sparql"),
        ("/nojson", "not SPARQL results", "endpoint"),
        ("/nohead", "not SPARQL results", "endpoint"),
        ("/odd", "not SPARQL results", "endpoint"),
        ("/list", "not SPARQL results", "endpoint"),
        ("/maybe", "not SPARQL results", "endpoint"),
        ("/csv", "not SPARQL results", "endpoint"),
        ("/halfway", "connection broke", "again"),
    ],
)
def test_answers_that_are_no_result(double: Double, path: str, what: str, todo: str) -> None:
    with pytest.raises(RemoteError) as error:
        list(RemoteEndpoint(f"{double.url}{path}").query("SELECT * { ?s ?p ?o }").rows())
    assert what in error.value.what
    assert error.value.where == f"{double.url}{path}"
    assert todo in error.value.todo


def test_the_servers_words_on_a_bad_query_are_passed_on(double: Double) -> None:
    with pytest.raises(RemoteError, match="unexpected é at line 1"):
        RemoteEndpoint(f"{double.url}/bad").query("SELECT")


def test_graphs_that_cannot_be_read(double: Double) -> None:
    with pytest.raises(RemoteError, match="not valid Turtle"):
        RemoteEndpoint(f"{double.url}/badttl").query("CONSTRUCT WHERE { ?s ?p ?o }").triples()
    with pytest.raises(RemoteError, match="text/csv is no RDF format"):
        RemoteEndpoint(f"{double.url}/csv").query("DESCRIBE <urn:x>").triples()


def test_a_silent_server_is_left_at_the_time_limit(double: Double) -> None:
    start = time.monotonic()
    with pytest.raises(RemoteError, match=r"no answer within 0\.3 s"):
        RemoteEndpoint(f"{double.url}/hang", timeout=0.3).query("ASK { }")
    assert time.monotonic() - start < 5


def test_nobody_there() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        RemoteEndpoint("http://127.0.0.1:9/sparql").query("ASK { }")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "sparql", "http://", ""])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(RemoteError, match="http or https"):
        RemoteEndpoint(url)


def test_a_password_in_the_address_is_never_shown() -> None:
    assert RemoteEndpoint("http://user:geheim@127.0.0.1:9/sparql").shown == "http://127.0.0.1:9/sparql"
