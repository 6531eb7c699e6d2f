"""What a store holds of ours, as a small graph in the store itself: so any machine can go on with a push.

    <{base}graph/NAME>  dcterms:isPartOf    <{base}push>     this graph is ours, and may be replaced or removed
    <{base}graph/NAME>  dcterms:hasVersion  <ni:///sha-256;…>   it is whole, and these are its N-Triples
    <{base}push/NAME/…> dcterms:isPartOf    <{base}push>     here a large graph is gathered before it is switched
    <{base}push/NAME/…> dcterms:hasPart     <ni:///sha-256;…>   this part of it has arrived

It holds IRIs only, which no store changes as some change literals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regiograph.errors import RemoteError
from regiograph.push.store_graphs import GraphFile
from regiograph.terms import PREFIXES, Iris

OURS, VERSION, PART = (PREFIXES["dcterms"] + word for word in ("isPartOf", "hasVersion", "hasPart"))

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs that a push uses beside those of the release's graphs."""

    iris: Iris

    @property
    def record(self) -> str:
        """The graph of the record."""
        return f"{self.iris.base}push"

    def staged(self, graph: GraphFile) -> str:
        """The graph in which a large graph is gathered before it is switched."""
        name = graph.iri.removeprefix(self.iris.graph(""))
        return f"{self.record}/{name}/{graph.version.rpartition(';')[2][:16]}"

    def is_staged(self, iri: str) -> bool:
        """Whether an IRI is one of :meth:`staged`."""
        return iri.startswith(f"{self.record}/")

    def is_graph(self, iri: str) -> bool:
        """Whether an IRI names a graph of a release with this base."""
        home = self.iris.graph("")
        return iri.startswith(home) and iri != home


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of the record: subject, predicate, object."""

    rows: frozenset[Row] = frozenset()

    def graphs(self, names: Names) -> set[str]:
        """The graphs of ours that the store holds, whole or not; others in the record are not believed."""
        return {s for s, p, _ in self.rows if p == OURS and names.is_graph(s)}

    def versions(self, graph: str) -> set[str]:
        """The versions that a graph is said to be: one, or none while it is being replaced."""
        return {o for s, p, o in self.rows if s == graph and p == VERSION}

    def staged(self, names: Names) -> set[str]:
        """The graphs on their way that an earlier push has left."""
        return {s for s, _, _ in self.rows if names.is_staged(s)}

    def parts(self, staged: str) -> set[str]:
        """The parts of a graph on its way that have arrived."""
        return {o for s, p, o in self.rows if s == staged and p == PART}

    def about(self, subject: str) -> frozenset[Row]:
        """The rows on one graph."""
        return frozenset(row for row in self.rows if row[0] == subject)

    def changed(self, add: Iterable[Row] = (), remove: Iterable[Row] = ()) -> Record:
        """The record with rows removed and then added."""
        return Record((self.rows - frozenset(remove)) | frozenset(add))

    def lines(self) -> list[str]:
        """The rows as sorted N-Triples lines."""
        return [triple(row) for row in sorted(self.rows)]


def triple(row: Row) -> str:
    """A row as N-Triples."""
    return "<{}> <{}> <{}> .".format(*row)


def record_of(rows: Iterable[tuple[object, object, object]], where: str) -> Record:
    """The record in the triples of its graph; raises RemoteError when there is anything but IRIs in it."""
    found = set()
    for row in rows:
        cells = [cell for cell in row if isinstance(cell, str) and not cell.startswith("_:")]
        if len(cells) != 3:
            raise RemoteError(
                "the graph in which pushes are noted holds something else", where=where,
                todo="look into it; if nobody needs it, remove it and push again with --all",
            )  # fmt: skip
        found.add((cells[0], cells[1], cells[2]))
    return Record(frozenset(found))
