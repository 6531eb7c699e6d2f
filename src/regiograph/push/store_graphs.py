"""The named graphs of a release, each as N-Triples in a file of its own: in memory is one of them at a time."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from regiograph.errors import ReleaseError
from regiograph.publish import OpenRelease
from regiograph.publish.content import triple_line

_BUFFER = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One graph: its IRI, its triples as sorted N-Triples at ``path``, how many, and an ``ni:`` IRI (RFC 6920) that
    names these very bytes.
    """

    iri: str
    path: Path
    triples: int
    version: str

    def parts(self, size: int) -> Iterator[list[bytes]]:
        """The lines in pieces of at most ``size``."""
        with self.path.open("rb") as file:
            while lines := list(islice(file, size)):
                yield lines


def named(content: bytes) -> str:
    """The ``ni:`` IRI (RFC 6920) of some bytes.

    >>> named(b"")
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    return "ni:///sha-256;" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def split(release: OpenRelease, folder: Path) -> list[GraphFile]:
    """Write each graph of the release's N-Quads to a new file in ``folder``; by IRI.

    Raises ReleaseError when the dump is damaged, or holds a blank node or a graph that is not one of ours: what a push
    replaces, it must be able to name.
    """
    home = release.iris.graph("")
    places: dict[str, Path] = {}
    waiting: dict[str, list[str]] = {}
    held = 0

    def flush() -> None:
        for iri, lines in waiting.items():
            with places.setdefault(iri, folder / f"{len(places):06}.nt").open("a", encoding="utf-8") as file:
                file.writelines(lines)
        waiting.clear()

    for quad in release.quads():
        name = quad.graph.removeprefix(home)
        blank = quad.subject.startswith("_:") or (isinstance(quad.object, str) and quad.object.startswith("_:"))
        if blank or not name or not quad.graph.startswith(home):
            what = "a blank node cannot be pushed" if blank else f"the graph <{quad.graph}> is not below {home}"
            raise ReleaseError(what, where=str(release.folder), todo="build the release again")
        line = triple_line(quad) + "\n"
        waiting.setdefault(quad.graph, []).append(line)
        held += len(line)
        if held > _BUFFER:
            flush()
            held = 0
    flush()
    return [_finished(iri, places[iri]) for iri in sorted(places)]


def _finished(iri: str, path: Path) -> GraphFile:
    lines = sorted(set(path.read_bytes().splitlines(keepends=True)))
    data = b"".join(lines)
    path.write_bytes(data)
    return GraphFile(iri, path, len(lines), named(data))
