"""Reading a release: its manifest, documents, graphs and SPARQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from regiograph.errors import ReleaseError
from regiograph.model import Document, Passage, Quad
from regiograph.publish.manifest import Manifest, read_manifest
from regiograph.publish.release import NQUADS, STORE, find_release
from regiograph.results import Result, Term
from regiograph.store import Store, parse
from regiograph.terms import Iris

if TYPE_CHECKING:
    from rdflib import Graph


def open_release(path: Path | str) -> OpenRelease:
    """Open a release for reading: a workspace, an --out folder, its ``release`` link, or a version folder.

    The link is resolved once, so a switch in the meantime changes nothing. Raises ReleaseError.
    """
    folder = find_release(Path(path))
    return OpenRelease(folder, read_manifest(folder))


class OpenRelease:
    """A finished release, read-only; nothing but the manifest is read before it is asked for."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest

    @property
    def version(self) -> str:
        """The release's name: an ISO date, with a number if it is not the first of that day."""
        return self.manifest.version

    @cached_property
    def iris(self) -> Iris:
        """Mints the IRIs of the release's base."""
        return Iris(str(self.manifest.about.get("base", "")))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents with their masked texts, by id."""
        rows = self.manifest.about.get("documents", ())
        return tuple(
            Document(
                text=self.read(f"texts/{row['id']}.txt").decode(),
                passages=tuple(Passage(**p) for p in row.get("passages", ())),
                **{k: v for k, v in row.items() if k != "passages"},
            )
            for row in rows
        )

    @cached_property
    def store(self) -> Store:
        """The release's store; where it is missing (a copied release), one in memory from the N-Quads."""
        if (self.folder / STORE / "CURRENT").is_file():
            return Store.open(self.folder / STORE)
        return Store.memory(self.folder / NQUADS)

    def query(self, sparql: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
        """Run a SPARQL query over all graphs (:meth:`regiograph.store.Store.query`). Raises QueryError."""
        return self.store.query(sparql, bindings=bindings)

    def read(self, path: str) -> bytes:
        """The bytes of one file of the release. Raises ReleaseError when it is not there."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise ReleaseError(
                "this release lacks a file", where=str(self.folder / path), todo="run: regiograph verify"
            ) from error

    def quads(self, dump: str = "all.nq") -> Iterator[Quad]:
        """The quads of an N-Quads or N-Triples dump, as written there and not as the store changes them."""
        path = f"dumps/{dump}"
        return parse(self.read(path), path.rpartition(".")[2], where=str(self.folder / path))

    def core(self) -> Graph:
        """The core triples as an rdflib Graph, with short names bound."""
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in self.iris.prefixes().items():
            graph.bind(prefix, namespace)
        return graph.parse(data=self.read("dumps/core.nt"), format="nt")
