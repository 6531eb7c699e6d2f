"""dumps/rdf12.nq: the evidence with RDF 1.2 reifiers in the place of rdf:Statement nodes, and the way back.

The four triples of an rdf:Statement node become one, ``node rdf:reifies <<( subject predicate object )>>``, in the same
graph; the node keeps its IRI, so that annotations point to it as before. Nothing else changes, so both files say the
same and each can be made from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiograph.model import Quad, Value
from regiograph.store import Reifier, from_rdf12, to_rdf12
from regiograph.terms import expand

_TYPE, _STATEMENT = expand("rdf:type"), expand("rdf:Statement")
_PARTS = {expand("rdf:subject"): 0, expand("rdf:predicate"): 1, expand("rdf:object"): 2}


def reified(evidence: Iterable[Quad]) -> bytes:
    """The evidence as N-Quads 1.2. An rdf:Statement that lacks a part, or has one twice, stays as it is."""
    plain: list[Quad] = []
    nodes: dict[tuple[str, str], list[Quad]] = {}
    for q in evidence:
        if q.predicate in _PARTS or (q.predicate == _TYPE and q.object == _STATEMENT):
            nodes.setdefault((q.graph, q.subject), []).append(q)
        else:
            plain.append(q)
    reifiers: list[Reifier] = []
    for (graph, name), quads in nodes.items():
        triple = _triple(quads, graph)
        if triple:
            reifiers.append(Reifier(name, triple))
        else:
            plain.extend(quads)
    return to_rdf12(plain, reifiers)


def unreified(data: bytes, *, where: str = "") -> Iterator[Quad]:
    """The evidence quads that a file of :func:`reified` stands for. Raises ReleaseError when it does not parse."""
    for found in from_rdf12(data, where=where):
        if isinstance(found, Quad):
            yield found
            continue
        triple = found.triple
        yield Quad(found.iri, _TYPE, _STATEMENT, triple.graph)
        for predicate, place in _PARTS.items():
            yield Quad(found.iri, predicate, (triple.subject, triple.predicate, triple.object)[place], triple.graph)


def _triple(quads: list[Quad], graph: str) -> Quad | None:
    terms: list[str | Value | None] = [None, None, None]
    for q in quads:
        if q.predicate in _PARTS:
            terms[_PARTS[q.predicate]] = q.object
    subject, predicate, target = terms
    if len(set(quads)) != 4 or not isinstance(subject, str) or not isinstance(predicate, str) or target is None:
        return None
    return Quad(subject, predicate, target, graph)
