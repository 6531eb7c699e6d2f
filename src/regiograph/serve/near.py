"""What an RDF document says of one thing: triples of the union of all graphs, read pattern by pattern, no SPARQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regiograph.model import Quad
from regiograph.resolve import compact
from regiograph.serve.gather import EVIDENCE
from regiograph.serve.names import Catalogue
from regiograph.show import DEPTH, NODES
from regiograph.store import Store

INCOMING = 1000
"""Links to a thing in one RDF document."""

Spend = Callable[[int], None]
"""Told how many triples are to be handled, before it is done; it may raise to break off."""


@dataclass(frozen=True, slots=True)
class Near:
    """The triples that ``iri`` is subject of, and (predicate, subject) of those that point to it, sorted."""

    iri: str
    outgoing: tuple[Quad, ...]
    links: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, store: Store, iri: str, spend: Spend) -> Near | None:
        """What the release says of ``iri``, evidence left out unless it is some itself; None when it says nothing."""
        outgoing = tuple(store.union(subject=iri))
        spend(len(outgoing))
        without, named = hidden(iri), bool(outgoing)
        links: list[tuple[str, str]] = []
        for pair in store.pointing(iri):
            spend(1)
            named = True
            if pair[0] not in without:
                links.append(pair)
        return cls(iri, outgoing, tuple(sorted(links))) if named else None

    def pages(self, size: int = INCOMING) -> int:
        """How many pages the links to it fill."""
        return max(1, -(-len(self.links) // size))

    def first(self, predicate: str) -> str | None:
        """The IRI that a property of it leads to, the first in order."""
        return min(
            (q.object for q in self.outgoing if q.predicate == predicate and isinstance(q.object, str)), default=None
        )


def describe(store: Store, catalogue: Catalogue, near: Near, number: int, spend: Spend) -> list[Quad]:
    """The triples from a thing and to it, those of joining nodes on either side, and what all these are called.

    Page 1 has all that the thing is subject of; each page has :data:`INCOMING` of the links to it.
    """
    iri = near.iri
    found = list(near.outgoing) if number == 1 else []
    found += [Quad(s, p, iri, "") for p, s in near.links[(number - 1) * INCOMING : number * INCOMING]]
    seen = {iri}
    for _ in range(DEPTH):
        ends = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)} - seen
        nodes = {t for t in ends if t.startswith(f"{iri}#") or ("/id/" in t and compact(t).partition("/")[0] in NODES)}
        for node in sorted(nodes):
            about = tuple(store.union(subject=node))
            spend(len(about))
            found += about
        seen |= nodes
    named = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)}
    spend(len(named))
    for thing in sorted(named - seen):
        found += catalogue.called(thing)
    # A triple between the thing and a node of it was found at both ends.
    return list(dict.fromkeys(found)) if len(seen) > 1 or near.links else found


def hidden(iri: str) -> frozenset[str]:
    """Evidence is not listed with the things it speaks of, but with itself."""
    return frozenset() if compact(iri).partition("/")[0] in {"annotation", "statement"} else EVIDENCE
