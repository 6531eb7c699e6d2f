"""Evidence: one oa:Annotation a claim, whose bodies are the rdf:Statements it supports and whose target is its quote.

The nodes of an annotation hang on its IRI by a fragment. The IRI of a statement is that of one triple in one document,
so statements map one to one to the reifiers of RDF 1.2. Quote and context are read from the document, not from the
claim: where the document is masked, so are they.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from regiograph.map.draft import Support, Triple
from regiograph.model import Document, Finding, Quad, Value
from regiograph.terms import VOC, Iris, digest, expand

CONTEXT = 32
"""Code points of text before and after a quote (prefix and suffix of the quote selector)."""

_TYPE, _BODY = expand("rdf:type"), expand("oa:hasBody")
_SUBJECT, _PREDICATE, _OBJECT = expand("rdf:subject"), expand("rdf:predicate"), expand("rdf:object")
_STATEMENT = expand("rdf:Statement")
_TARGET, _SELECTOR, _EXACT = expand("oa:hasTarget"), expand("oa:hasSelector"), expand("oa:exact")
_READ = (_BODY, _TARGET, _SELECTOR, _EXACT, _SUBJECT, _PREDICATE, _OBJECT)
"""What the gate of the evidence rule looks at."""


def statement(iris: Iris, document: str, triple: Triple) -> str:
    """The IRI of the rdf:Statement of a triple in a document."""
    subject, predicate, target = triple
    shown = (target,) if isinstance(target, str) else (target.lexical, target.datatype, target.language or "")
    return iris.thing(f"statement/{digest(document, subject, predicate, *shown, length=16)}")


def describe(
    document: Document, sheet: Mapping[Triple, list[Support]], iris: Iris, reasons: Mapping[str, str]
) -> Iterator[Quad]:
    """The evidence quads of one document: its statements, and the annotations that carry them.

    ``reasons`` gives the editor's reason of a claim, by claim id.
    """
    graph = iris.graph(document.id)
    # A claim object stands for itself: hashing all that it holds would cost more than the rest of this.
    bodies: dict[tuple[int, str, float], tuple[Support, list[str]]] = {}
    for triple, backing in sheet.items():
        subject, predicate, target = triple
        ident = statement(iris, document.id, triple)
        yield Quad(ident, _TYPE, _STATEMENT, graph)
        yield Quad(ident, _SUBJECT, subject, graph)
        yield Quad(ident, _PREDICATE, predicate, graph)
        yield Quad(ident, _OBJECT, target, graph)
        for support in backing:
            key = (id(support.claim), support.kind, support.confidence)
            bodies.setdefault(key, (support, []))[1].append(ident)
    for support, statements in bodies.values():
        for quad in _annotation(document, support, statements, iris, reasons):
            yield Quad(*quad, graph)


def _annotation(
    document: Document, support: Support, statements: Iterable[str], iris: Iris, reasons: Mapping[str, str]
) -> Iterator[Triple]:
    claim = support.claim
    evidence = claim.evidence
    # A claim has one annotation of its own and one for each computation that it took part in with another's confidence.
    suffix = "" if support.kind == claim.kind else f"-{support.kind}"
    if support.confidence != claim.confidence:
        suffix += "-" + confidence(support.confidence).lexical.replace(".", "-")
    ident = iris.thing(f"annotation/{claim.id}{suffix}")
    target, quote, position = f"{ident}#target", f"{ident}#quote", f"{ident}#position"
    yield ident, _TYPE, expand("oa:Annotation")
    for body in statements:
        yield ident, _BODY, body
    yield ident, _TARGET, target
    yield ident, expand("rg:confidence"), confidence(support.confidence)
    yield ident, expand("rg:assertionKind"), f"{VOC}assertion/{support.kind}"
    if claim.rule:
        yield ident, expand("schema:measurementTechnique"), Value(claim.rule)
    if claim.id in reasons:
        yield ident, expand("dcterms:description"), Value(reasons[claim.id])
    yield target, _TYPE, expand("oa:SpecificResource")
    yield target, expand("oa:hasSource"), iris.thing(f"document/{document.id}")
    yield target, _SELECTOR, quote
    yield target, _SELECTOR, position
    start, end = evidence.start, evidence.end
    yield quote, _TYPE, expand("oa:TextQuoteSelector")
    yield quote, _EXACT, Value(document.text[start:end])
    yield quote, expand("oa:prefix"), Value(document.text[max(0, start - CONTEXT) : start])
    yield quote, expand("oa:suffix"), Value(document.text[end : end + CONTEXT])
    yield position, _TYPE, expand("oa:TextPositionSelector")
    yield position, expand("oa:start"), Value(str(start), "nonNegativeInteger")
    yield position, expand("oa:end"), Value(str(end), "nonNegativeInteger")


def confidence(number: float) -> Value:
    """A confidence as xsd:decimal, rounded to four places ("0.97", "1.0")."""
    plain = format(Decimal(repr(round(number, 4))), "f")
    return Value(plain if "." in plain else f"{plain}.0", "decimal")


def unsupported(domain: Iterable[Quad], evidence: Iterable[Quad]) -> Iterator[Finding]:
    """A violation for every statement of a document's graph that no annotation with a quote supports.

    This is the gate of the evidence rule; the SHACL shape of the same rule proves it on small data.
    """
    said: dict[str, dict[str, list[str | Value]]] = {p: {} for p in _READ}
    for quad in evidence:
        own = said.get(quad.predicate)
        if own is not None:
            own.setdefault(quad.subject, []).append(quad.object)
    quoted: set[str | Value] = set()
    for node, targets in said[_TARGET].items():
        selectors = (s for t in targets for s in said[_SELECTOR].get(str(t), ()))
        exact = (e for s in selectors for e in said[_EXACT].get(str(s), ()))
        if any(isinstance(e, Value) and e.lexical.strip() for e in exact):
            quoted.update(said[_BODY].get(node, ()))
    backed = {
        (said[_SUBJECT][node][0], said[_PREDICATE][node][0], targets[0])
        for node, targets in said[_OBJECT].items()
        if node in quoted
    }
    for quad in domain:
        if (quad.subject, quad.predicate, quad.object) not in backed:
            yield Finding(
                severity="violation", message="a statement has no quoted sentence behind it", focus=quad.subject,
                path=quad.predicate, value=quad.object if isinstance(quad.object, str) else quad.object.lexical,
                rule="map/evidence", document=quad.graph.rpartition("/")[2],
                remedy="this is a fault of the mapping; please report it with the document",
            )  # fmt: skip
