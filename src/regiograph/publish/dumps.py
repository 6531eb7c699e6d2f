"""The dumps: core and vocabulary (ttl, nt, jsonld, rdf), evidence (nq), all (nq, trig). The N-Quads are the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from regiograph.model import Quad
from regiograph.publish.content import Content, core, sorted_lines, triple_line
from regiograph.publish.jsonld import json_ld
from regiograph.publish.names import prefixes_for, subject_order
from regiograph.publish.rdfxml import rdf_xml
from regiograph.publish.turtle import trig, turtle

Writer = Callable[[Content, list[Quad]], bytes]


def _turtle(content: Content, quads: list[Quad]) -> bytes:
    return turtle(quads, prefixes_for(content.iris, quads), subject_order(content.iris))


def _ntriples(_content: Content, quads: list[Quad]) -> bytes:
    return sorted_lines(triple_line(q) for q in quads)


def _jsonld(content: Content, quads: list[Quad]) -> bytes:
    return json_ld(quads, content.context, prefixes_for(content.iris, quads), subject_order(content.iris))


def _rdfxml(content: Content, quads: list[Quad]) -> bytes:
    return rdf_xml(quads, prefixes_for(content.iris, quads), subject_order(content.iris))


TRIPLES: dict[str, Writer] = {"ttl": _turtle, "nt": _ntriples, "jsonld": _jsonld, "rdf": _rdfxml}
"""The formats of core and vocabulary: name to writer; the same writers serve the export of one class."""


def dumps(content: Content) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every dump, one at a time so that only one lies in memory."""
    kernel = core(content)
    for name, write in TRIPLES.items():
        yield f"dumps/core.{name}", write(content, kernel)
    del kernel
    if content.vocabulary:
        for name, write in TRIPLES.items():
            yield f"dumps/vocabulary.{name}", write(content, list(content.vocabulary))
    yield "dumps/evidence.nq", sorted_lines(q.line() for d in content.annotations.values() for q in d)
    yield "dumps/all.nq", sorted_lines(q.line() for _, quads in content.graphs() for q in quads)
    yield "dumps/all.trig", _trig(content)


def _trig(content: Content) -> bytes:
    table = prefixes_for(content.iris, (q for _, quads in content.graphs() for q in quads))
    return trig(content.graphs(), table, subject_order(content.iris))
