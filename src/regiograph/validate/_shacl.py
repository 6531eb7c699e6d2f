"""One run of an engine over one graph, and its results told as findings."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rdflib import RDF, SKOS, BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from regiograph.errors import InputError
from regiograph.model import Finding, Severity
from regiograph.terms import NUTS, PREFIXES, RG, VOC, digest
from regiograph.validate._background import Background, load_background
from regiograph.validate._engine import DEFAULT, checker, first_line
from regiograph.validate._evidence import Sources
from regiograph.validate._report import SHAPES, Report, Result

SCOPE = URIRef(SHAPES + "scope")
SCOPES = {"release": URIRef(SHAPES + "Release"), "evidence": URIRef(SHAPES + "Evidence")}
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SEVERITY: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_PARENTS = (SH.property, SH.node, SH["not"], SH["or"], SH["and"], SH.xone, RDF.first, RDF.rest, SH.qualifiedValueShape)
_NAMES = {ns: prefix for prefix, ns in PREFIXES.items() if ns not in {RG, NUTS}}


def validate(
    graph: Graph,
    shapes: Sequence[Path],
    *,
    language: str = "en",
    evidence: Sources | None = None,
    background: Background | None = None,
    scopes: Collection[str] = ("document", "release"),
    document: str = "",
    engine: str = DEFAULT,
) -> Report:
    """Check a graph, or all graphs of a dataset together, against shape files.

    ``scopes`` chooses the shapes: ``document``, ``release`` (asks what must be there) and ``evidence`` (slow on much
    data). ``background`` defaults to the packaged code lists and NUTS codes. ``evidence`` gives findings their
    document and quote; ``document`` is the document of findings that have none there. Messages come in ``language``
    where the shape has it, else in English. ``engine`` is ``pyshacl`` or ``pyshacl-turbo``. The graph is not changed.
    Raises InputError when a shape file cannot be read or is no valid SHACL, and for an engine that is not known or
    not installed.
    """
    with quiet():
        data = working_copy(graph)
        (load_background() if background is None else background).add_to(data)
        chosen = in_scopes(load_shapes(shapes), scopes)
        return Report.of(run(data, chosen, language, evidence or {}, document, engine))


class DataGraph(Graph):
    """A plain graph that parses each SPARQL query once: pyshacl asks the same query again for each focus node."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> QueryResult:
        """As :meth:`rdflib.Graph.query`."""
        prepared = _prepared(_tidy(query_object)) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **options)


def _tidy(query: str) -> str:
    # pyshacl writes the declared prefixes in any order, which would make the same query look new.
    return "\n".join(sorted(query.split("\n"), key=lambda line: line if line.startswith("PREFIX ") else "~"))


@lru_cache(maxsize=64)
def _prepared(query: str) -> Query:
    return prepareQuery(query)


def working_copy(graph: Graph) -> Graph:
    """All triples in one plain graph; what only the gate itself may say (``shape:…``) is left out."""
    copy = DataGraph()
    triples = ((s, p, o) for s, p, o, _ in graph.quads()) if isinstance(graph, Dataset) else iter(graph)
    for s, p, o in triples:
        if not str(p).startswith(SHAPES):
            copy.add((s, p, o))
    return copy


def load_shapes(shapes: Sequence[Path]) -> Graph:
    """The shape files as one graph; raises InputError for a file that is not RDF."""
    graph = Graph(bind_namespaces="none")
    for path in sorted(shapes):
        try:
            graph.parse(path, format="turtle")
        except (SyntaxError, OSError, UnicodeError) as error:
            what = f"not a shapes file: {first_line(error)}"
            raise InputError(what, where=str(path), todo="mend that file") from error
    return graph


def run(
    data: Graph, shapes: Graph, language: str, evidence: Sources, document: str, engine: str = DEFAULT
) -> Iterator[Result]:
    """The results of the shapes that have targets, in no particular order."""
    report = checker(engine)(data, shapes)
    nodes = _BlankNames(data)
    for node in report.objects(None, SH.result):
        row = {p: o for p, o in report.predicate_objects(node) if p != SH.resultMessage}
        focus, path = nodes.term(row[SH.focusNode]), row.get(SH.resultPath)
        value = nodes.term(row[SH.value]) if SH.value in row else None
        shape = _named(shapes, row[SH.sourceShape])
        speakers = [row[p] for p in (SH.sourceShape, SH.sourceConstraint) if p in row]
        said = [m for speaker in speakers for m in shapes.objects(speaker, SH.message)]
        # The shape's own words keep their languages; the engine's are needed where they fill in {?variables}.
        plain = bool(said) and not any("{" in str(m) for m in said)
        messages = ordered(said if plain else report.objects(node, SH.resultMessage))
        what, _, remedy = choose(messages, language).partition(" → ")
        finding = Finding(
            severity=_SEVERITY.get(row.get(SH.resultSeverity, SH.Violation), "violation"),
            message=f"{label(data, focus, language)}: {what}", focus=str(focus), path=short(path) if path else "",
            value="" if value is None or value == focus else short(value), rule=_rule(shape), remedy=remedy,
            document=document,
        )  # fmt: skip
        yield Result(
            cite(finding, evidence, path, value), focus, path if isinstance(path, URIRef) else None, value, shape,
            URIRef(str(row[SH.sourceConstraintComponent])), messages,
        )  # fmt: skip


def in_scopes(shapes: Graph, scopes: Collection[str]) -> Graph:
    """A copy in which the node shapes of other scopes have lost their targets, so that they only run when called."""
    wanted = {SCOPES.get(scope) for scope in scopes}
    idle = {s for s in {s for t in _TARGETS for s in shapes.subjects(t)} if shapes.value(s, SCOPE) not in wanted}
    copy = Graph(bind_namespaces="none")
    for s, p, o in shapes:
        if not (s in idle and p in _TARGETS):
            copy.add((s, p, o))
    return copy


def cite(finding: Finding, evidence: Sources, path: Node | None, value: Node | None) -> Finding:
    """The finding with the document and quote of its statement, else of its property, else of its thing."""
    for key in ((finding.focus, str(path), str(value)), (finding.focus, str(path)), (finding.focus,)):
        if key in evidence:
            document, quote = evidence[key]
            return replace(finding, document=document, quote=quote)
    return finding


def ordered(messages: Iterable[Node]) -> tuple[Literal, ...]:
    """The literals among the messages, by language and words."""
    return tuple(sorted((m for m in messages if isinstance(m, Literal)), key=lambda m: (m.language or "", str(m))))


def choose(messages: Sequence[Literal], language: str) -> str:
    """The message in a language, else in English, else without a language, else any."""
    by_language: Mapping[str, str] = {m.language or "": str(m) for m in reversed(messages)}
    return next((by_language[k] for k in (language, "en", "", *sorted(by_language)) if k in by_language), "")


def label(graph: Graph, node: Node, language: str) -> str:
    """``name (type/slug)``, the name falling back from the language to en, mul and any.

    A node without a name is told by the things around it: a membership by who takes part in what.
    """
    name = _name(graph, node, language)
    around = sorted({*graph.objects(node), *graph.subjects(None, node)}, key=str) if not name else []
    near = [n for n in (_name(graph, other, language) for other in around if isinstance(other, URIRef)) if n]
    shown = name or " – ".join(dict.fromkeys(near[:2]))
    return f"{shown} ({short(node)})" if shown else short(node)


def _name(graph: Graph, node: Node, language: str) -> str:
    names = sorted((n for n in graph.objects(node, SKOS.prefLabel) if isinstance(n, Literal)), key=str)
    by_language = {n.language or "": str(n) for n in reversed(names)}
    return next((by_language[k] for k in (language, "en", "mul", *sorted(by_language)) if k in by_language), "")


def short(term: Node) -> str:
    """A term for people: ``type/slug`` of our things, a CURIE of known terms, the text of a literal."""
    text = str(term)
    if not isinstance(term, URIRef):
        return text
    if "/id/" in text:
        return text.rpartition("/id/")[2]
    for namespace, prefix in {RG: "rg", VOC: "voc", NUTS: "nuts", **_NAMES}.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib and pyshacl from logging ill-typed literals to the terminal: that is what findings are for.

    rdflib also warns of its own use of what it deprecates in Dataset.
    """
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl-validate")]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"rdflib\.")
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled


class _BlankNames:
    """Stable names of the blank nodes of a file, made from what is said about them."""

    def __init__(self, data: Graph) -> None:
        self._data = data

    def term(self, term: Node) -> Node:
        if not isinstance(term, BNode):
            return term
        out = sorted(f"{p} {o}" for p, o in self._data.predicate_objects(term) if not isinstance(o, BNode))
        back = sorted(f"{s} {p}" for s, p in self._data.subject_predicates(term) if not isinstance(s, BNode))
        return BNode(digest(*out, "of", *back))


def _named(shapes: Graph, shape: Node) -> URIRef:
    """The shape itself or the nearest shape around it that has an IRI."""
    seen: set[Node] = set()
    frontier = [shape]
    while frontier:
        node = frontier.pop(0)
        if isinstance(node, URIRef):
            return node
        seen.add(node)
        frontier += sorted((s for p in _PARENTS for s in shapes.subjects(p, node) if s not in seen), key=_iris_first)
    return URIRef(SHAPES + "unnamed")


def _iris_first(node: Node) -> tuple[bool, str]:
    return (not isinstance(node, URIRef), str(node))


def _rule(shape: URIRef) -> str:
    return str(shape).removeprefix(SHAPES)
