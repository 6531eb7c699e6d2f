"""The gate of a build: each document with the reference triples it uses, then what must be there, over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from regiograph.model import Finding, Quad, Value
from regiograph.processes import each
from regiograph.terms import PREFIXES
from regiograph.validate._background import Background, load_background
from regiograph.validate._engine import DEFAULT
from regiograph.validate._evidence import ASSERTION_KIND, HAS_BODY, Sources, Triple, sources, unquoted
from regiograph.validate._report import SHAPES, Report, Result
from regiograph.validate._shacl import DataGraph, choose, in_scopes, label, load_shapes, ordered, quiet, run, short

STATEMENT_QUOTED = URIRef(SHAPES + "Statement-quoted")
COMPUTED = URIRef("https://w3id.org/regiograph/voc/assertion/computed")
_XSD = PREFIXES["xsd"]
SHARE = 20
"""Documents that make a process worth its start."""


def validate_release_data(
    documents: Mapping[str, Sequence[Quad]],
    reference: Sequence[Quad],
    shapes: Sequence[Path],
    *,
    annotations: Mapping[str, Sequence[Quad]] | None = None,
    language: str = "en",
    background: Background | None = None,
    workers: int = 1,
) -> Report:
    """Check what a build is about to publish.

    ``documents`` maps a document's id to its domain quads, ``annotations`` to its evidence quads (None: evidence is
    not checked), ``reference`` are the quads of graph/reference; only those of the things used are looked at.
    With more than one of ``workers``, many documents are checked in so many processes, with the same results; a
    script that asks for this must be importable (``if __name__ == "__main__"``).
    Raises InputError when a shape file cannot be read or is no valid SHACL.
    """
    with quiet():
        known = load_background() if background is None else background
        return Report.of(_results(documents, reference, load_shapes(shapes), annotations, language, known, workers))


def _results(
    documents: Mapping[str, Sequence[Quad]],
    reference: Sequence[Quad],
    shapes: Graph,
    annotations: Mapping[str, Sequence[Quad]] | None,
    language: str,
    background: Background,
    workers: int,
) -> Iterator[Result]:
    by_page, by_release, by_quote = (in_scopes(shapes, [scope]) for scope in ("document", "release", "evidence"))
    pages = {name: list(_triples(quads)) for name, quads in sorted(documents.items())}
    known = _Known.of(pages, reference)
    asked = _Asked(known, shapes, by_page, by_quote, language, background)
    items = [(name, documents[name], None if annotations is None else annotations.get(name, ())) for name in pages]
    cited: dict[tuple[str, ...], tuple[str, str]] = {}
    computed = [t for n, quads in (annotations or {}).items() if n not in pages for t in _computed([*_triples(quads)])]
    for page in each(_page, asked, items, workers, SHARE):
        yield from page.results
        computed += page.computed
        for key, place in page.cited.items():
            cited.setdefault(key, place)

    rows = [triple for page in pages.values() for triple in page]
    authority = [triple for node in known.used(rows) for triple in known.authority[node]]
    data = known.view(authority)
    background.add_to(data)
    mine = {s for s, _, _ in authority} | {o for _, _, o in authority if not known.describes(o)}
    yield from (r for r in run(data, by_page, language, {}, "reference") if r.focus in mine)
    core = known.view([*rows, *authority, *computed])
    background.add_to(core)
    yield from run(core, by_release, language, cited, "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the check of every document needs."""

    known: _Known
    shapes: Graph
    by_page: Graph
    by_quote: Graph
    language: str
    background: Background


@dataclass(frozen=True, slots=True)
class _Page:
    """The results of one document, and what the check of all together needs of its evidence."""

    results: list[Result]
    cited: Sources
    computed: list[Triple]


def _page(asked: _Asked, item: tuple[str, Sequence[Quad], Sequence[Quad] | None]) -> _Page:
    name, quads, quotes = item
    known, language, background = asked.known, asked.language, asked.background
    # A worker has loggers and warnings of its own.
    with quiet():
        rows, evidence = list(_triples(quads)), list(_triples(quotes or ()))
        own = sources(evidence)
        data = known.view(rows)
        background.add_to(data)
        mine = {s for s, _, _ in rows} | {o for _, _, o in rows if not known.describes(o)}
        found = [
            result
            for result in run(data, asked.by_page, language, own, name)
            if (result.focus in mine or isinstance(result.focus, BNode)) and not known.says(result)
        ]
        if quotes is not None:
            found += _unsupported(rows, evidence, asked.shapes, data, language, name)
            found += _annotations(evidence, asked.by_quote, language, background, name)
    return _Page(found, own, list(_computed(evidence)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the reference says of each thing, and the types that anybody gives to each thing."""

    authority: Mapping[Node, list[Triple]]
    types: Mapping[Node, set[Triple]]

    @classmethod
    def of(cls, pages: Mapping[str, list[Triple]], reference: Iterable[Quad]) -> _Known:
        authority: dict[Node, list[Triple]] = {}
        types: dict[Node, set[Triple]] = {}
        for triple in _triples(reference):
            authority.setdefault(triple[0], []).append(triple)
        for triple in [t for rows in (*pages.values(), *authority.values()) for t in rows]:
            if triple[1] == RDF.type:
                types.setdefault(triple[0], set()).add(triple)
        return cls(authority, types)

    def describes(self, node: Node) -> bool:
        """Whether a result on the node belongs to another graph, where it is a subject."""
        return node in self.authority or node in self.types

    def says(self, result: Result) -> bool:
        """Whether the value in question stands in the reference: then it is that graph's fault, not the page's."""
        return (result.focus, result.path, result.value) in self.authority.get(result.focus, ())

    def view(self, rows: Iterable[Triple]) -> DataGraph:
        """Some triples, what the reference says of the things in them, and the types of all of these."""
        graph = DataGraph()
        for triple in rows:
            graph.add(triple)
        for term in {*graph.subjects(), *graph.objects()}:
            for triple in self.authority.get(term, ()):
                graph.add(triple)
        for term in {*graph.subjects(), *graph.objects()}:
            for triple in self.types.get(term, ()):
                graph.add(triple)
        return graph

    def used(self, rows: Iterable[Triple]) -> list[Node]:
        """The reference subjects that the rows lead to, directly or through other reference triples; sorted."""
        waiting = [n for s, _, o in rows for n in (s, o) if n in self.authority]
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting += [o for _, _, o in self.authority[node] if o in self.authority]
        return sorted(seen, key=str)


def check_evidence(
    rows: Sequence[Triple],
    evidence: Sequence[Triple],
    shapes: Graph,
    language: str,
    background: Background,
    document: str,
    engine: str = DEFAULT,
) -> Iterator[Result]:
    """The evidence rules on one document: statements without a quote, and annotations that are not in order."""
    data = DataGraph()
    for triple in rows:
        data.add(triple)
    yield from _unsupported(rows, evidence, shapes, data, language, document)
    yield from _annotations(evidence, in_scopes(shapes, ["evidence"]), language, background, document, engine)


def _annotations(
    evidence: Iterable[Triple],
    shapes: Graph,
    language: str,
    background: Background,
    document: str,
    engine: str = DEFAULT,
) -> Iterator[Result]:
    # Without the domain triples, shape:Statement-quoted finds no target; _unsupported has checked it.
    graph = DataGraph()
    for triple in evidence:
        graph.add(triple)
    background.add_to(graph)
    return run(graph, shapes, language, {}, document, engine)


def _computed(evidence: Sequence[Triple]) -> Iterator[Triple]:
    """The part of the evidence that says which statements were computed: the money shapes ask for it."""
    kinds = {s for s, p, o in evidence if p == ASSERTION_KIND and o == COMPUTED}
    bodies = {o for s, p, o in evidence if p == HAS_BODY and s in kinds}
    wanted = {RDF.subject, RDF.predicate, RDF.object}
    for s, p, o in evidence:
        if (s in kinds and p in {ASSERTION_KIND, HAS_BODY}) or (s in bodies and p in wanted):
            yield s, p, o


def _unsupported(
    rows: Sequence[Triple], evidence: Sequence[Triple], shapes: Graph, data: Graph, language: str, document: str
) -> Iterator[Result]:
    messages = ordered(m for c in shapes.objects(STATEMENT_QUOTED, SH.sparql) for m in shapes.objects(c, SH.message))
    what, _, remedy = choose(messages, language).partition(" → ")
    for s, p, o in unquoted(rows, evidence):
        finding = Finding(
            severity="violation", message=f"{label(data, s, language)}: {what or 'no quote'}",
            focus=str(s), path=short(p), value=short(o), rule="Statement-quoted", document=document, remedy=remedy,
        )  # fmt: skip
        yield Result(finding, s, URIRef(str(p)), o, STATEMENT_QUOTED, SH.SPARQLConstraintComponent, messages)


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    for quad in quads:
        yield _resource(quad.subject), URIRef(quad.predicate), _term(quad.object)


def _resource(text: str) -> Node:
    return BNode(text[2:]) if text.startswith("_:") else URIRef(text)


def _term(value: str | Value) -> Node:
    if isinstance(value, str):
        return _resource(value)
    if value.language:
        return Literal(value.lexical, lang=value.language)
    if value.datatype == "string":
        return Literal(value.lexical)
    datatype = URIRef(value.datatype if ":" in value.datatype else _XSD + value.datatype)
    return Literal(value.lexical, datatype=datatype, normalize=False)
