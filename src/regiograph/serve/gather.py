"""What is known of one thing, read from the store pattern by pattern: a page costs what it shows, not what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from regiograph.model import Quad, Value
from regiograph.resolve import compact
from regiograph.results import Term
from regiograph.serve.names import Catalogue
from regiograph.show import DEPTH, HIDDEN, NODES, Known, Quote
from regiograph.store import Store
from regiograph.terms import PREFIXES, expand

PER_PAGE = 200
"""Links to a thing on one page."""

EVIDENCE = frozenset(expand(name) for name in HIDDEN)
_TYPE = PREFIXES["rdf"] + "type"
_SUBJECT, _PREDICATE, _OBJECT, _BODY = (expand(n) for n in ("rdf:subject", "rdf:predicate", "rdf:object", "oa:hasBody"))
_TARGET, _SOURCE, _SELECTOR = (expand(n) for n in ("oa:hasTarget", "oa:hasSource", "oa:hasSelector"))
_EXACT, _START, _END = (expand(n) for n in ("oa:exact", "oa:start", "oa:end"))
_SURE, _KIND = expand("rg:confidence"), expand("rg:assertionKind")

Triple = tuple[str, str, Term]


def gather(store: Store, catalogue: Catalogue, iri: str, links: Sequence[tuple[str, str]], number: int = 1) -> Known:
    """What page ``number`` shows: on the first all that the thing is subject of, on each its share of the ``links``.

    Joining nodes come with their own statements, and everything with its names and the sentences behind it.
    """
    reader = _Reader(store)
    if number == 1:
        reader.take(store.quads(subject=iri))
    for predicate, subject in links[(number - 1) * PER_PAGE : number * PER_PAGE]:
        reader.take(store.quads(subject, predicate, iri))
    reader.follow(iri)
    known = Known(set(reader.graphs))
    for triple, graphs in reader.graphs.items():
        quotes = {q for graph in graphs for q in reader.quotes(triple, graph, iri)}
        if quotes:
            known.quotes[triple] = quotes
    ends = {t for s, p, o in known.triples for t in (s, p, o) if isinstance(t, str)} | {iri}
    known.labels.update((end, names) for end in ends if (names := labels(catalogue, end)))
    return known


def labels(catalogue: Catalogue, iri: str) -> list[Value]:
    """All names of a thing or a term, each once."""
    return list(dict.fromkeys(q.object for q in catalogue.called(iri) if isinstance(q.object, Value)))


@dataclass(slots=True)
class _Reader:
    """Triples with the graphs they stand in, and the evidence read so far."""

    store: Store
    graphs: dict[Triple, set[str]] = field(default_factory=dict)
    _statements: dict[tuple[str, Term, str], dict[Triple, list[str]]] = field(default_factory=dict)
    _notes: dict[tuple[str, str], list[Quote]] = field(default_factory=dict)

    def take(self, quads: Iterable[Quad]) -> None:
        for q in quads:
            self.graphs.setdefault((q.subject, q.predicate, q.object), set()).add(q.graph)

    def follow(self, iri: str) -> None:
        """Read the statements of joining nodes, as deep as pages show them."""
        seen = {iri}
        for _ in range(DEPTH):
            ends = {t for s, _, o in self.graphs for t in (s, o) if isinstance(t, str)} - seen
            nodes = {t for t in ends if "/id/" in t and compact(t).partition("/")[0] in NODES}
            for node in nodes:
                self.take(self.store.quads(subject=node))
            seen |= nodes

    def quotes(self, triple: Triple, graph: str, focus: str) -> list[Quote]:
        """The sentences of one document behind a triple."""
        subject, predicate, term = triple
        # Whichever end has fewer statements in a document: a thing may be named often, but a class always is.
        by_object = isinstance(term, str) and subject != focus and predicate != _TYPE
        end: Term = term if by_object else subject
        key = (_OBJECT if by_object else _SUBJECT, end, graph)
        if key not in self._statements:
            self._statements[key] = self._read(*key)
        return [q for name in self._statements[key].get(triple, ()) for q in self._note(name, graph)]

    def _read(self, role: str, end: Term, graph: str) -> dict[Triple, list[str]]:
        found: dict[Triple, list[str]] = {}
        for q in self.store.quads(predicate=role, object=end, graph=graph):
            said = {x.predicate: x.object for x in self.store.quads(subject=q.subject, graph=graph)}
            if _SUBJECT in said and _PREDICATE in said and _OBJECT in said:
                triple = str(said[_SUBJECT]), str(said[_PREDICATE]), said[_OBJECT]
                found.setdefault(triple, []).append(q.subject)
        return found

    def _note(self, statement: str, graph: str) -> list[Quote]:
        found: list[Quote] = []
        for q in self.store.quads(predicate=_BODY, object=statement, graph=graph):
            key = q.subject, graph
            if key not in self._notes:
                self._notes[key] = list(self._quoted(q.subject, graph))
            found += self._notes[key]
        return found

    def _quoted(self, note: str, graph: str) -> Iterable[Quote]:
        said = {x.predicate: x.object for x in self.store.quads(subject=note, graph=graph)}
        kind = compact(str(said[_KIND])).rpartition("/")[2] if _KIND in said else "stated"
        for target in self.store.quads(subject=note, predicate=_TARGET, graph=graph):
            whole = list(self.store.quads(subject=str(target.object), graph=graph))
            parts: dict[str, Term] = {}
            for q in whole:
                if q.predicate == _SELECTOR:
                    parts |= {x.predicate: x.object for x in self.store.quads(subject=str(q.object), graph=graph)}
            if _EXACT not in parts:
                continue
            for q in whole:
                if q.predicate == _SOURCE:
                    document = compact(str(q.object)).removeprefix("document/")
                    sure = float(_text(said.get(_SURE), "1"))
                    yield Quote(document, _text(parts[_EXACT], ""), int(_text(parts.get(_START), "0")),
                                int(_text(parts.get(_END), "0")), sure, kind)  # fmt: skip


def _text(term: Term | None, other: str) -> str:
    return term.lexical if isinstance(term, Value) else other
