"""Names of things and lists of them, as pages need them: one per release, filled when first asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from regiograph.model import Quad, Value
from regiograph.publish import OpenRelease
from regiograph.show import best_label
from regiograph.terms import PATH_TYPES, PREFIXES, expand

LABELS = tuple(expand(name) for name in ("skos:prefLabel", "rdfs:label", "dcterms:title"))
"""Properties whose value is what a thing is called, the best first."""

KEPT = 20_000
"""Things whose names are kept at hand."""

_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing in a list: its IRI, its slug and its name for the reader."""

    iri: str
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as pages cite it."""

    id: str
    title: str
    language: str
    licence: str | None
    url: str | None


class Catalogue:
    """Names and lists of one release."""

    def __init__(self, release: OpenRelease) -> None:
        self._release = release
        self._home = f"{release.iris.base}id/"
        self._called: dict[str, tuple[Quad, ...]] = {}

    @cached_property
    def things(self) -> Mapping[str, Mapping[str, None]]:
        """Path type to the IRIs of its things, in order; evidence nodes are left out."""
        found: dict[str, set[str]] = {}
        for quad in self._release.store.quads(predicate=_TYPE):
            if quad.subject.startswith(self._home) and "#" not in quad.subject:
                path = quad.subject[len(self._home) :].partition("/")[0]
                if path in PATH_TYPES and path not in {"annotation", "statement"}:
                    found.setdefault(path, set()).add(quad.subject)
        return {path: dict.fromkeys(sorted(found[path])) for path in PATH_TYPES if path in found}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The documents of the release by id."""
        rows = self._release.manifest.about.get("documents", ())
        return {
            r["id"]: Source(
                r["id"], r.get("title") or r["id"], r.get("language") or "und", r.get("licence"), r.get("url")
            )
            for r in rows
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the release has labels in."""
        return tuple(self._release.manifest.about.get("languages") or ("en",))

    def called(self, iri: str) -> tuple[Quad, ...]:
        """The triples that say what a thing or term is called; those asked for lately are kept."""
        found = self._called.get(iri)
        if found is None:
            store = self._release.store
            found = tuple(q for p in LABELS for q in store.union(subject=iri, predicate=p))
            if len(self._called) >= KEPT:
                self._called.clear()
            self._called[iri] = found
        return found

    def label(self, iri: str, language: str) -> str:
        """The name of a thing or term for a reader; empty when it has none."""
        return best_label(self.names(iri), language)

    def names(self, iri: str) -> list[Value]:
        """All names of one thing under the best property it has."""
        for predicate in LABELS:
            quads = self._release.store.union(subject=iri, predicate=predicate)
            names = [q.object for q in quads if isinstance(q.object, Value)]
            if names:
                return names
        return []

    def listed(self, iris: Iterable[str], language: str) -> list[Listed]:
        """Things with their names, in the order of the names."""
        rows = [Listed(iri, slug := iri.rpartition("/")[2], self.label(iri, language) or slug) for iri in iris]
        return sorted(rows, key=lambda r: (_letters(r.label), r.label, r.iri))

    def class_label(self, path: str, language: str) -> str:
        """What things of a path type are called ("Territory")."""
        name = self.label(expand(PATH_TYPES[path].rdf_class), language) or path
        return name[:1].upper() + name[1:]


def _letters(label: str) -> str:
    """A name by its plain letters, so that Ž stands with Z and Å with A for readers of all languages.

    >>> sorted(["Žilina", "Zielonki", "Ålesund", "Alentejo"], key=_letters)
    ['Alentejo', 'Ålesund', 'Zielonki', 'Žilina']
    """
    return "".join(c for c in unicodedata.normalize("NFKD", label.casefold()) if not unicodedata.combining(c))
