"""Reading evidence back: which annotation quotes what, where, and for which statements (docs/claims.md, Evidence)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regiograph.model import Quad, Value
from regiograph.terms import Iris, expand

_BODY, _TARGET, _SELECTOR = expand("oa:hasBody"), expand("oa:hasTarget"), expand("oa:hasSelector")
_EXACT, _PREFIX, _SUFFIX = expand("oa:exact"), expand("oa:prefix"), expand("oa:suffix")
_START, _END = expand("oa:start"), expand("oa:end")
_CONFIDENCE, _KIND = expand("rg:confidence"), expand("rg:assertionKind")
_PARTS = tuple(expand(c) for c in ("rdf:subject", "rdf:predicate", "rdf:object"))

Node = Mapping[str, list[str | Value]]


@dataclass(frozen=True, slots=True)
class Quoted:
    """One annotation: the words it quotes, where they stand (code points, if it says so), how sure, and of which kind.

    ``document`` is a document's id, ``statements`` are triples with an empty graph name.
    """

    annotation: str
    document: str
    quote: str
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    confidence: str = ""
    kind: str = ""
    statements: tuple[Quad, ...] = ()


def quoted(evidence: Iterable[Quad], iris: Iris) -> Iterator[Quoted]:
    """The annotations of evidence quads, by document and IRI; one without a quote has an empty ``quote``."""
    graphs: dict[str, dict[str, dict[str, list[str | Value]]]] = {}
    for q in evidence:
        graphs.setdefault(q.graph, {}).setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    home = iris.graph("")
    for graph in sorted(graphs):
        nodes = graphs[graph]
        for name in sorted(n for n, node in nodes.items() if _BODY in node):
            node = nodes[name]
            said = _selectors(node, nodes)
            bodies = (triple for body in node[_BODY] if (triple := _triple(nodes.get(str(body), {}))))
            yield Quoted(
                annotation=name, document=graph.removeprefix(home), quote=_text(said, _EXACT),
                start=_number(said, _START), end=_number(said, _END), prefix=_text(said, _PREFIX),
                suffix=_text(said, _SUFFIX), confidence=_text(node, _CONFIDENCE),
                kind=str(node.get(_KIND, [""])[0]).rpartition("/")[2],
                statements=tuple(sorted(bodies, key=Quad.line)),
            )  # fmt: skip


def by_statement(evidence: Iterable[Quad], iris: Iris) -> dict[Quad, list[Quoted]]:
    """The annotations of each statement (a triple with an empty graph name), by document and place."""
    found: dict[Quad, list[Quoted]] = {}
    for note in quoted(evidence, iris):
        for triple in note.statements:
            found.setdefault(triple, []).append(note)
    for notes in found.values():
        notes.sort(key=lambda n: (n.document, n.start or 0, n.end or 0, n.annotation))
    return found


def _selectors(node: Node, nodes: Mapping[str, Node]) -> Node:
    """What all selectors of an annotation say, put together."""
    said: dict[str, list[str | Value]] = {}
    for target in node.get(_TARGET, ()):
        for selector in nodes.get(str(target), {}).get(_SELECTOR, ()):
            for predicate, objects in nodes.get(str(selector), {}).items():
                said.setdefault(predicate, []).extend(objects)
    return said


def _triple(node: Node) -> Quad | None:
    terms = [node.get(part, [""])[0] for part in _PARTS]
    subject, predicate, target = terms
    if not (isinstance(subject, str) and subject and isinstance(predicate, str) and predicate and target):
        return None
    return Quad(subject, predicate, target, "")


def _text(node: Node, predicate: str) -> str:
    found = node.get(predicate, [""])[0]
    return found.lexical if isinstance(found, Value) else found


def _number(node: Node, predicate: str) -> int | None:
    text = _text(node, predicate)
    return int(text) if text.isascii() and text.isdigit() else None
