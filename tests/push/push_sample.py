"""Two small releases, the oxigraph server, and a gate before it that counts, refuses, holds back, asks who."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlencode

from regiograph.model import Document, Quad, Value
from regiograph.publish import Content, OpenRelease, about, counts, open_release, publish, render
from regiograph.terms import Iris, expand

BASE = "https://data.example.org/"
IRIS = Iris(BASE)
FOREIGN = "https://data.example.org/graphics/of-somebody-else"


def _page(name: str, count: int, word: str) -> list[Quad]:
    return [
        Quad(
            IRIS.thing(f"project/{name}-{n}"), expand("skos:prefLabel"),
            Value(f'éù Łódź "{word}" \\u0041 \t{n}', language="pl"), IRIS.graph(name),
        )
        for n in range(count)
    ]  # fmt: skip


def release(root: Path, version: str, pages: dict[str, tuple[int, str]]) -> OpenRelease:
    """A release with one graph a page (how many triples, and a word in each), a reference and a vocabulary."""
    reference = [Quad(IRIS.thing("fund/erdf"), expand("rdf:type"), expand("rg:Fund"), IRIS.graph("reference"))]
    vocabulary = [Quad(expand("rg:Fund"), expand("rdf:type"), expand("owl:Class"), IRIS.graph("vocabulary"))]
    content = Content(
        iris=IRIS, documents=[Document(name, f"{name}.txt", "Åland.\n", "sv") for name in pages],
        domain={name: _page(name, *told) for name, told in pages.items()}, reference=reference, vocabulary=vocabulary,
    )  # fmt: skip
    publish(render(content), root, version, counts=counts(content), about=about(content))
    return open_release(root)


FIRST = {"north": (40, "yksi"), "south": (30, "yksi"), "west": (5, "yksi")}
SECOND = {"north": (57, "kaksi"), "south": (30, "yksi"), "east": (3, "kaksi")}


def server_program() -> str | None:
    """The oxigraph server, beside this Python or on the path."""
    return shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Oxigraph:
    """A running server: its port, and what the tests ask of it directly."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
        """One request; its answer, which must be a good one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            said = answer.read()
            assert answer.status < 300, said
            return said
        finally:
            connection.close()

    def update(self, text: str) -> None:
        """Run a SPARQL update."""
        self.send("POST", "/update", text.encode(), Content_Type="application/sparql-update")

    def rows(self, query: str) -> list[dict[str, str]]:
        """The rows of a query, values as text."""
        path = "/query?" + urlencode({"query": query})
        said = json.loads(self.send("GET", path, Accept="application/sparql-results+json"))
        return [{k: v["value"] for k, v in row.items()} for row in said["results"]["bindings"]]

    def counts(self) -> dict[str, int]:
        """How many triples stand in each named graph."""
        rows = self.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"]: int(row["n"]) for row in rows}

    def lines(self, graph: str) -> set[str]:
        """The triples of a graph as N-Triples."""
        path = f"/store?graph={quote(graph, safe='')}"
        return set(self.send("GET", path, Accept="application/n-triples").decode().split("\n")) - {""}


@contextmanager
def oxigraph_server(*options: str) -> Iterator[Oxigraph]:
    """A server in memory on a free loopback port."""
    program = server_program()
    assert program
    server = Oxigraph(free_port())
    with subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{server.port}", *options], stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(server.port)
            yield server
        finally:
            process.kill()


def _wait(port: int, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came to the gate."""

    method: str
    target: str
    authorization: str
    body: bytes

    @property
    def writes(self) -> bool:
        return self.method in {"PUT", "DELETE"} or (self.method == "POST" and not self.target.startswith("/query"))


Said = tuple[int, Sequence[tuple[str, str]], bytes]
Rule = Callable[[Asked], Said | None]


@dataclass(slots=True)
class Gate:
    """Passes requests on to a server, unless ``rule`` answers instead; it remembers them all."""

    server: Oxigraph
    rule: Rule = lambda _: None
    seen: list[Asked] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def writes(self) -> list[Asked]:
        """The requests that were to change something."""
        return [a for a in self.seen if a.writes]

    def answer(self, asked: Asked, headers: dict[str, str]) -> Said:
        """What the rule says, or else the server."""
        self.seen.append(asked)
        said = self.rule(asked)
        if said is not None:
            return said
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            connection.request(asked.method, asked.target, asked.body or None, headers)
            response = connection.getresponse()
            return response.status, [("Content-Type", response.headers.get("Content-Type", ""))], response.read()
        finally:
            connection.close()


@contextmanager
def gate_before(server: Oxigraph) -> Iterator[Gate]:
    """A gate on a free loopback port."""
    gate = Gate(server)

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, self.headers.get("Authorization", ""), body)
            passed = {k: self.headers[k] for k in ("Content-Type", "Accept") if k in self.headers}
            status, headers, said = gate.answer(asked, passed)
            self.close_connection = True
            if not status:
                return
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http_server:
        http_server.daemon_threads = True
        gate.port = int(http_server.server_address[1])
        thread = threading.Thread(target=http_server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield gate
        finally:
            gate.open.set()
            http_server.shutdown()
            thread.join()
