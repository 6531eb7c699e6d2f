"""graph/vocabulary: the ontology and code lists as quads. Blank nodes of OWL axioms become IRIs that stay the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.resources import layered
from regiograph.store import parse
from regiograph.terms import Iris, digest


def vocabulary_quads(iris: Iris, workspace: Path | None = None) -> list[Quad]:
    """The quads of graph/vocabulary from the packaged ontology and code lists and the workspace's own, sorted.

    Raises ReleaseError naming the file and line that cannot be read.
    """
    found: set[Quad] = set()
    for path in layered("ontology", workspace, ".ttl"):
        triples = list(parse(path.read_bytes(), "ttl", where=str(path)))
        found.update(skolemised(triples, iris, where=str(path)))
    return sorted(found, key=Quad.line)


def json_context(workspace: Path | None = None) -> dict[str, Any]:
    """The ontology's JSON-LD context (ontology/context.jsonld), or an empty one. Raises ReleaseError."""
    files = [p for p in layered("ontology", workspace, ".jsonld") if p.name == "context.jsonld"]
    if not files:
        return {}
    try:
        context = json.loads(files[0].read_text("utf-8"))["@context"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            "not a JSON-LD context", where=str(files[0]), todo='write one object under "@context"'
        ) from error
    if not isinstance(context, dict):
        raise ReleaseError("the context must be one object", where=str(files[0]), todo="merge its parts")
    return context


def skolemised(triples: Iterable[Quad], iris: Iris, *, where: str = "") -> list[Quad]:
    """The triples in graph/vocabulary, each blank node named by what it says and who points to it.

    The names are Skolem IRIs (RDF 1.1 Concepts, 3.5): they change only when the axiom does. Two blank nodes that say
    the same in the same place become one. Raises ReleaseError for blank nodes that point to each other in a circle.
    """
    known = list(triples)
    names = _Skolem(known, iris, where)
    graph = iris.graph("vocabulary")
    return [Quad(names.of(q.subject), q.predicate, names.of_term(q.object), graph) for q in known]


class _Skolem:
    def __init__(self, triples: list[Quad], iris: Iris, where: str) -> None:
        parts = urlsplit(iris.base)
        self._home = f"{parts.scheme}://{parts.netloc}/.well-known/genid/"
        self._where = where
        self._says: dict[str, list[Quad]] = {}
        self._told: dict[str, list[Quad]] = {}
        for q in triples:
            if q.subject.startswith("_:"):
                self._says.setdefault(q.subject, []).append(q)
            if isinstance(q.object, str) and q.object.startswith("_:"):
                self._told.setdefault(q.object, []).append(q)
        self._names: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        self._open: set[str] = set()

    def of(self, node: str) -> str:
        if not node.startswith("_:"):
            return node
        if node not in self._names:
            content = self._content(node)
            places = sorted(f"{self.of(q.subject)} {q.predicate}" for q in self._told.get(node, ()))
            self._names[node] = self._home + digest(content, *places)
        return self._names[node]

    def of_term(self, term: str | Value) -> str | Value:
        return self.of(term) if isinstance(term, str) else term

    def _content(self, node: str) -> str:
        if node in self._open:
            raise ReleaseError("blank nodes point to each other in a circle", where=self._where, todo="give one an IRI")
        if node not in self._hashes:
            self._open.add(node)
            self._hashes[node] = digest(*sorted(self._sentence(q) for q in self._says.get(node, ())), length=32)
            self._open.discard(node)
        return self._hashes[node]

    def _sentence(self, quad: Quad) -> str:
        if isinstance(quad.object, str) and quad.object.startswith("_:"):
            return f"{quad.predicate} _:{self._content(quad.object)}"
        return Quad("", quad.predicate, quad.object, "").line()
