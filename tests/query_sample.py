"""A small hand-made data set with something for every named query, and the two engines that must agree on it."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import rdflib

from regiograph.model import Quad, Value
from regiograph.publish.vocabulary import vocabulary_quads
from regiograph.results import Result, Term
from regiograph.store import Store, parse
from regiograph.terms import EU, PATH_TYPES, PREFIXES, VOC, Iris, digest, expand

BASE = "https://data.example.org/"
DATA = Path(__file__).parent / "data" / "queries"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document with the triples it supports, in Turtle."""

    document: str
    quote: str
    confidence: str
    kind: str
    turtle: str


def sentences() -> list[Sentence]:
    """The blocks of sample.txt: ``document | confidence | kind | quote``, then indented Turtle."""
    found: list[Sentence] = []
    for block in (DATA / "sample.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            document, confidence, kind, quote = (part.strip() for part in lines[0].split("|", 3))
            found.append(Sentence(document, quote, confidence, kind, "\n".join(lines[1:])))
    return found


def sample_quads(base: str = BASE) -> list[Quad]:
    """The quads of the sample: every sentence in its document's graph with its evidence, and the vocabulary."""
    iris, quads = Iris(base), list[Quad]()
    for number, sentence in enumerate(sentences()):
        triples = _triples(sentence.turtle, base)
        graph = iris.graph(sentence.document)
        quads += [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        if sentence.document != "reference":
            quads += _evidence(sentence, number, triples, iris)
    return sorted({*quads, *_vocabulary(base)}, key=Quad.line)


@cache
def _vocabulary(base: str) -> list[Quad]:
    """What queries ask of the vocabulary; the rest would only slow rdflib down."""
    wanted = {expand(p) for p in ("rdf:type", "rdfs:label", "dcterms:title")}
    return [
        q for q in vocabulary_quads(Iris(base))
        if (q.predicate in wanted or q.predicate.startswith(PREFIXES["skos"]))
        and not (isinstance(q.object, Value) and q.object.language not in {"en", "fi", "pl", None})
        and q.predicate not in {expand("skos:definition"), expand("skos:hiddenLabel"), expand("skos:example")}
    ]  # fmt: skip


def _triples(turtle: str, base: str) -> list[Quad]:
    own = {path: f"{base}id/{path}/" for path in PATH_TYPES}
    prefixes = PREFIXES | own | {"country": f"{EU}country/", "lang": f"{EU}language/"}
    for scheme in ("role", "theme", "realisation", "approximation", "assertion", "status", "label-level"):
        prefixes[scheme] = f"{VOC}{scheme}/"
    for scheme in ("governance-level", "link-kind", "section-type", "actor-type", "statement-kind"):
        prefixes[scheme] = f"{VOC}{scheme}/"
    head = "".join(f"@prefix {p}: <{n}> .\n" for p, n in prefixes.items())
    return list(parse((head + turtle).encode(), "ttl"))


def _evidence(sentence: Sentence, number: int, triples: list[Quad], iris: Iris) -> Iterator[Quad]:
    graph, note = iris.graph(sentence.document), iris.thing(f"annotation/{number:03}")
    rows: list[tuple[str, str, Term]] = [
        (note, "rdf:type", expand("oa:Annotation")),
        (note, "oa:hasTarget", f"{note}#target"),
        (note, "rg:confidence", Value(sentence.confidence, "decimal")),
        (note, "rg:assertionKind", f"{VOC}assertion/{sentence.kind}"),
        (f"{note}#target", "oa:hasSource", iris.thing(f"document/{sentence.document}")),
        (f"{note}#target", "oa:hasSelector", f"{note}#quote"),
        (f"{note}#target", "oa:hasSelector", f"{note}#position"),
        (f"{note}#quote", "oa:exact", Value(sentence.quote)),
        (f"{note}#position", "oa:start", Value(str(100 * number), "nonNegativeInteger")),
        (f"{note}#position", "oa:end", Value(str(100 * number + len(sentence.quote)), "nonNegativeInteger")),
    ]
    for triple in triples:
        body = iris.thing(f"statement/{digest(sentence.document, triple.line())}")
        rows += [
            (note, "oa:hasBody", body), (body, "rdf:type", expand("rdf:Statement")),
            (body, "rdf:subject", triple.subject), (body, "rdf:predicate", triple.predicate),
            (body, "rdf:object", triple.object),
        ]  # fmt: skip
    return (Quad(s, expand(p), o, graph) for s, p, o in rows)


@cache
def lines(base: str = BASE, seed: int = 0) -> bytes:
    """The sample as N-Quads; a seed other than 0 shuffles the lines."""
    found = [quad.line() for quad in sample_quads(base)]
    if seed:
        random.Random(seed).shuffle(found)  # noqa: S311 - an order, not a secret
    return ("\n".join(found) + "\n").encode()


@cache
def oxigraph(base: str = BASE, seed: int = 0) -> Store:
    """The sample in our own store."""
    return Store.memory(lines(base, seed))


@contextmanager
def _own_warnings() -> Iterator[None]:
    """rdflib 7.6 warns of what it calls itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


class RdflibSource:
    """A rdflib Dataset whose default graph is the union, answering with our Result."""

    def __init__(self, nquads: bytes) -> None:
        self._dataset = rdflib.Dataset(default_union=True)
        with _own_warnings():
            self._dataset.parse(data=nquads, format="nquads")

    def query(self, sparql: str) -> Result:
        with _own_warnings():
            answer: Any = self._dataset.query(sparql)
            rows = [tuple(_term(cell) for cell in row) for row in answer] if answer.type == "SELECT" else []
        if answer.type == "ASK":
            return Result("ask", truth=bool(answer.askAnswer))
        return Result("select", tuple(str(v) for v in answer.vars), source=iter(rows))


@cache
def rdflib_source() -> RdflibSource:
    """The sample in rdflib."""
    return RdflibSource(lines())


def _term(node: Any) -> Term | None:
    if node is None or isinstance(node, rdflib.URIRef):
        return None if node is None else str(node)
    if node.language:
        return Value(str(node), language=node.language)
    kind = str(node.datatype or f"{PREFIXES['xsd']}string")
    return Value(str(node), kind.removeprefix(PREFIXES["xsd"]))
