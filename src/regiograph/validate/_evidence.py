"""Evidence read from annotations: which sentence supports which statement, and which statement has none.

Web Annotation (W3C Recommendation of 2017): an annotation has rdf:Statement bodies and a target with a source document
and a text quote selector. This is the native form of the rule that ``shape:Statement-quoted`` proves on samples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from regiograph.terms import PREFIXES

Triple = tuple[Node, Node, Node]
Sources = Mapping[tuple[str, ...], tuple[str, str]]
"""(subject, property, object), (subject, property) or (subject,) as strings → (document id, quote)."""

_OA, _RG = PREFIXES["oa"], PREFIXES["rg"]
HAS_BODY, HAS_TARGET, HAS_SOURCE = URIRef(_OA + "hasBody"), URIRef(_OA + "hasTarget"), URIRef(_OA + "hasSource")
HAS_SELECTOR, EXACT, START = URIRef(_OA + "hasSelector"), URIRef(_OA + "exact"), URIRef(_OA + "start")
ASSERTION_KIND = URIRef(_RG + "assertionKind")
_WANTED = frozenset(
    (HAS_BODY, HAS_TARGET, HAS_SOURCE, HAS_SELECTOR, EXACT, START, RDF.subject, RDF.predicate, RDF.object)
)
_OWN = frozenset((*_WANTED, ASSERTION_KIND, URIRef(_RG + "confidence"), URIRef(_OA + "end")))


def sources(annotations: Iterable[Triple]) -> Sources:
    """The first quote (by document, place in the text, words) of each statement, property and thing."""
    best: dict[tuple[str, ...], tuple[str, int, str]] = {}
    for (s, p, o), place in _supported(annotations):
        for key in ((str(s), str(p), str(o)), (str(s), str(p)), (str(s),)):
            if place[2].strip() and (key not in best or place < best[key]):
                best[key] = place
    return {key: (document, quote) for key, (document, _, quote) in best.items()}


def unquoted(triples: Iterable[Triple], annotations: Iterable[Triple]) -> list[Triple]:
    """The statements without any annotation whose quote has words, sorted."""
    supported = {statement for statement, place in _supported(annotations) if place[2].strip()}
    return sorted({t for t in triples if t not in supported}, key=lambda t: tuple(map(str, t)))


def evidence_nodes(triples: Iterable[Triple]) -> frozenset[Node]:
    """The annotations, their statements, targets and selectors: all that is evidence and no domain node."""
    return frozenset(s for s, p, _ in triples if p in _OWN)


def _supported(annotations: Iterable[Triple]) -> Iterable[tuple[Triple, tuple[str, int, str]]]:
    found: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for s, p, o in annotations:
        if p in _WANTED:
            found[s][p].append(o)
    places: dict[Node, list[tuple[str, int, str]]] = {}
    for annotation in [n for n in found if HAS_BODY in found[n]]:
        for target in found[annotation][HAS_TARGET]:
            if target not in places:
                places[target] = _places(found, target)
            for body in found[annotation][HAS_BODY]:
                parts = found[body]
                for s in parts[RDF.subject]:
                    for p in parts[RDF.predicate]:
                        for o in parts[RDF.object]:
                            yield from (((s, p, o), place) for place in places[target])


def _places(found: Mapping[Node, Mapping[Node, list[Node]]], target: Node) -> list[tuple[str, int, str]]:
    selectors = [found[s] for s in found[target][HAS_SELECTOR]]
    documents = sorted(str(d).rpartition("/")[2] for d in found[target][HAS_SOURCE]) or [""]
    starts = [int(o) for s in selectors for o in s[START] if isinstance(o, Literal) and str(o).isdigit()]
    return [(documents[0], min(starts, default=0), str(quote)) for s in selectors for quote in s[EXACT]]
