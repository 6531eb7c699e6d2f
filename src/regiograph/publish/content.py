"""What a release says, before it is written: quads by graph, masked texts, reports; and which triples are core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regiograph.errors import ReleaseError
from regiograph.model import Document, Quad
from regiograph.terms import PATH_TYPES, Iris, expand


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a release is rendered from.

    ``documents`` hold masked texts and titles; ``domain`` and ``annotations`` map a document's id to its quads;
    ``reports`` maps a file name below reports/ to its text; ``context`` is the ontology's JSON-LD context.
    """

    iris: Iris
    documents: Sequence[Document] = ()
    domain: Mapping[str, Sequence[Quad]] = field(default_factory=dict)
    annotations: Mapping[str, Sequence[Quad]] = field(default_factory=dict)
    reference: Sequence[Quad] = ()
    vocabulary: Sequence[Quad] = ()
    reports: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    title: str = ""

    def graphs(self) -> Iterator[tuple[str, list[Quad]]]:
        """(graph IRI, its quads): documents by id, then reference, then vocabulary."""
        for document in sorted(self.domain.keys() | self.annotations.keys()):
            yield self.iris.graph(document), [*self.domain.get(document, ()), *self.annotations.get(document, ())]
        yield self.iris.graph("reference"), list(self.reference)
        yield self.iris.graph("vocabulary"), list(self.vocabulary)

    def check(self) -> None:
        """Raises ReleaseError when a quad stands in the wrong graph or holds a blank node: both would be our defect."""
        for graph, quads in self.graphs():
            for q in quads:
                blank = q.subject.startswith("_:") or (isinstance(q.object, str) and q.object.startswith("_:"))
                if q.graph != graph or blank:
                    what = "a blank node would be published" if blank else f"a quad belongs to {q.graph}"
                    raise ReleaseError(what, where=f"{graph}: {q.line()}", todo="this is a defect, please report it")


def statements(content: Content) -> list[Quad]:
    """The domain triples of all documents, each once, with an empty graph name, in no particular order."""
    return list(dict.fromkeys(_bare(q) for d in sorted(content.domain) for q in content.domain[d]))


def core(content: Content) -> list[Quad]:
    """The core triples: all statements, and what the reference says of the things they use (and those use in turn)."""
    found = dict.fromkeys(statements(content))
    known: dict[str, list[Quad]] = {}
    for q in content.reference:
        known.setdefault(q.subject, []).append(_bare(q))
    todo = [t for q in found for t in (q.subject, q.object) if isinstance(t, str) and t in known]
    done: set[str] = set()
    while todo:
        thing = todo.pop()
        if thing in done:
            continue
        done.add(thing)
        found.update(dict.fromkeys(known[thing]))
        todo.extend(q.object for q in known[thing] if isinstance(q.object, str) and q.object in known)
    return list(found)


def counts(content: Content) -> dict[str, int]:
    """The figures of a release: documents, statements, core triples, annotations, reference, and things by class."""
    own, home = statements(content), f"{content.iris.base}id/"
    things: dict[str, set[str]] = {}
    for q in own:
        if q.subject.startswith(home):
            things.setdefault(q.subject[len(home) :].partition("/")[0], set()).add(q.subject)
    classes = {path: len(things[path]) for path in PATH_TYPES if path in things}
    kind = expand("oa:Annotation")
    return {
        "documents": len(content.documents),
        "statements": len(own),
        "core": len(core(content)),
        "annotations": len({q.subject for quads in content.annotations.values() for q in quads if q.object == kind}),
        "reference": len(set(content.reference)),
        "vocabulary": len(set(content.vocabulary)),
        **classes,
    }


def _bare(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, "")


def triple_line(quad: Quad) -> str:
    """The N-Triples line of a quad, its graph left out."""
    return f"{quad.line()[: -len(quad.graph) - 5]} ."


def sorted_lines(lines: Iterable[str]) -> bytes:
    """Lines in code-point order, each once, each with its line feed."""
    kept = sorted(set(lines))
    return ("\n".join(kept) + "\n").encode() if kept else b""
