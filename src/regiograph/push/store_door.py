"""The two ways into a store, Graph Store Protocol and SPARQL Update, and what a push asks of them, alone or together.

Together, Update makes every switch, for there are stores that show an empty graph while they take a PUT; the Graph
Store Protocol then carries the parts of large graphs, which it does without the limits of a parser of queries.

All requests may be sent twice without harm: PUT, POST and DELETE of ground triples, INSERT DATA, DROP SILENT and COPY
(not MOVE, which empties its goal where it is sent again and the store thinks that a missing graph is an empty one).
Specifications: SPARQL 1.1 Graph Store HTTP Protocol, SPARQL 1.1 Protocol and Update.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from regiograph.errors import RemoteError
from regiograph.media import MEDIA, by_media_type
from regiograph.push.store_graphs import GraphFile, named
from regiograph.push.store_http import Body, Client, Patience
from regiograph.push.store_record import OURS, PART, VERSION, Names, Record, Row, record_of, triple
from regiograph.remote import RemoteEndpoint
from regiograph.results import Result
from regiograph.store import parse

_READABLE = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_PAGE = 5000

Arrived = Callable[[int], None]
"""Told after each request how many triples of a graph have arrived with it."""


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A Graph Store Protocol address (``?graph=IRI`` is added to it)."""

    client: Client

    def get(self, graph: str) -> Record:
        """A graph of IRIs only; one that does not exist is empty."""
        answer = self.client.send("GET", {"graph": graph}, headers={"Accept": _READABLE}, fine=(200, 204, 404))
        known = by_media_type(answer.media_type)
        if answer.status != 200:
            # A store says of a graph that it is not there; a server without a store there says so with a page.
            if answer.media_type == "text/html" and answer.body.strip():
                raise RemoteError(
                    "the server answers 404 with a web page", where=self.client.shown,
                    todo="check the address; docs/stores.md shows it for each store",
                )  # fmt: skip
            return Record()
        if known is None or known.rdflib is None or known.quads:
            raise RemoteError(
                f"the server answers with {answer.media_type or 'something unnamed'}, not with a graph",
                where=self.client.shown, todo="check the address; docs/stores.md shows it for each store",
            )  # fmt: skip
        rows = ((q.subject, q.predicate, q.object) for q in parse(answer.body, known.name, where=self.client.shown))
        return record_of(rows, self.client.shown)

    def put(self, graph: str, body: Body) -> None:
        """Replace a graph in one request."""
        self.client.send("PUT", {"graph": graph}, body, headers=_kind("nt"))

    def post(self, graph: str, body: Body) -> None:
        """Add to a graph."""
        self.client.send("POST", {"graph": graph}, body, headers=_kind("nt"))

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        self.client.send("DELETE", {"graph": graph}, headers={}, fine=(200, 202, 204, 404))


@dataclass(frozen=True, slots=True)
class Updates:
    """A SPARQL Update address, and the SPARQL Query address of the same store."""

    client: Client
    endpoint: RemoteEndpoint
    patience: Patience

    def run(self, *operations: str) -> None:
        """Run operations in one request, which the specification asks a store to do wholly or not at all."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
        self.client.send("POST", {}, " ;\n".join(operations).encode(), headers=headers)

    def get(self, graph: str) -> Record:
        """A graph of IRIs only, asked for in pages: some stores cut long tables without a word."""
        rows: list[tuple[object, object, object]] = []
        while True:
            text = (
                f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o LIMIT {_PAGE} "
                f"OFFSET {len(rows)}"
            )

            def ask(text: str = text) -> Result:
                return self.endpoint.query(text)

            page = [(row[0], row[1], row[2]) for row in self.patience.run(ask).rows()]
            rows += page
            if len(page) < _PAGE:
                return record_of(rows, self.endpoint.shown)


@dataclass(frozen=True, slots=True)
class Door:
    """What a push asks of a store. One of ``graphs`` and ``updates`` may be None; ``batch`` is in triples."""

    names: Names
    graphs: GraphStore | None
    updates: Updates | None
    batch: int

    @property
    def ways(self) -> GraphStore | Updates:
        """The way that reads: the Graph Store Protocol where there is one."""
        way = self.graphs or self.updates
        if way is None:
            raise RemoteError("no address of a store was given", todo="give --graph-store URL or --update URL")
        return way

    def read(self) -> Record:
        """What earlier pushes noted in the store."""
        return self.ways.get(self.names.record)

    def note(self, before: Record, after: Record) -> None:
        """Change the record in the store; what is new is there before what is gone goes."""
        add, remove = sorted(after.rows - before.rows), sorted(before.rows - after.rows)
        if self.updates:
            for word, rows in (("INSERT", add), ("DELETE", remove)):
                for some in _pieces(rows, self.batch):
                    self.updates.run(self._data(word, self.names.record, map(triple, some)))
        elif self.graphs and (remove or add):
            if remove:
                self.graphs.put(self.names.record, _lines(after.lines()))
            else:
                self.graphs.post(self.names.record, _lines(map(triple, add)))

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        if self.updates:
            self.updates.run(f"DROP SILENT GRAPH <{graph}>")
        elif self.graphs:
            self.graphs.delete(graph)

    def is_staged(self, graph: GraphFile) -> bool:
        """Whether a graph is too large for one request and can be gathered elsewhere first."""
        return self.updates is not None and graph.triples > self.batch

    def replace(self, graph: GraphFile, record: Record, arrived: Arrived) -> Record:
        """Give a graph its new content, as readers see it in one step; the record with the graph in it."""
        if self.updates and self.is_staged(graph):
            return self._staged(self.updates, graph, record, arrived)
        done = self._with(graph, record)
        if self.updates:
            put = self._data("INSERT", graph.iri, _texts(graph.path.read_bytes().splitlines()))
            self.updates.run(f"DROP SILENT GRAPH <{graph.iri}>", put, *self._edits(record, done))
        elif self.graphs:
            self.graphs.put(graph.iri, graph.path)
            self.note(record, done)
        arrived(graph.triples)
        return done

    def sweep(self, record: Record, places: Collection[str]) -> Record:
        """Remove graphs that were gathered and are not wanted; the record without them.

        Their parts are forgotten before they go, and their names after: whatever breaks off, nothing is believed to
        be there that is not, and nothing stays that is not known.
        """
        forgotten = record.changed(remove=[r for p in places for r in record.about(p) if r[1] == PART])
        self.note(record, forgotten)
        for place in sorted(places):
            self.drop(place)
        clean = forgotten.changed(remove=[r for p in places for r in forgotten.about(p)])
        self.note(forgotten, clean)
        return clean

    def _staged(self, updates: Updates, graph: GraphFile, record: Record, arrived: Arrived) -> Record:
        place = self.names.staged(graph)
        begun = record.changed(add=[(place, OURS, self.names.record)])
        self.note(record, begun)
        record, there = begun, begun.parts(place)
        for lines in graph.parts(self.batch):
            part: Row = (place, PART, named(b"".join(lines)))
            if part[2] not in there:
                note = self._data("INSERT", self.names.record, [triple(part)])
                if self.graphs:
                    self.graphs.post(place, b"".join(lines))
                    updates.run(note)
                else:
                    updates.run(self._data("INSERT", place, _texts(lines)), note)
                record = record.changed(add=[part])
            arrived(len(lines))
        done = self._with(graph, record)
        updates.run(f"COPY <{place}> TO <{graph.iri}>", *self._edits(record, done))
        return self.sweep(done, [place])

    def _with(self, graph: GraphFile, record: Record) -> Record:
        return record.changed(
            add=[(graph.iri, OURS, self.names.record), (graph.iri, VERSION, graph.version)],
            remove=[r for r in record.about(graph.iri) if r[1] == VERSION],
        )

    def _edits(self, before: Record, after: Record) -> list[str]:
        """The operations that turn the rows of one record into those of another; few, as they stand in one request."""
        add, remove = sorted(after.rows - before.rows), sorted(before.rows - after.rows)
        home = self.names.record
        return [self._data(w, home, map(triple, rows)) for w, rows in (("DELETE", remove), ("INSERT", add)) if rows]

    def _data(self, word: str, graph: str, lines: Iterable[str]) -> str:
        return f"{word} DATA {{ GRAPH <{graph}> {{\n" + "\n".join(lines) + "\n} }"


def _pieces(rows: Sequence[Row], size: int) -> Iterator[list[Row]]:
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    return (line.decode().rstrip("\n") for line in lines)


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _kind(name: str) -> dict[str, str]:
    return {"Content-Type": MEDIA[name].media_type}
