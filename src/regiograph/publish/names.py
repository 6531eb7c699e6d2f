"""Short names for IRIs (CURIEs) and the order in which a reader meets things, properties and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from regiograph.model import Quad, Value
from regiograph.terms import PATH_TYPES, PREFIXES, VOC, Iris

RDF_TYPE = PREFIXES["rdf"] + "type"
_SAFE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
_FIRST = tuple(
    PREFIXES[p] + local
    for p, local in (
        ("rdf", "type"), ("skos", "prefLabel"), ("skos", "altLabel"), ("rdfs", "label"), ("dcterms", "title"),
        ("skos", "definition"), ("dcterms", "description"), ("dcterms", "identifier"), ("skos", "notation"),
    )
)  # fmt: skip
_RANK = {iri: number for number, iri in enumerate(_FIRST)}
_PATHS = {path: number for number, path in enumerate(PATH_TYPES)}


@lru_cache(maxsize=8192)
def _split(iri: str) -> tuple[str, str]:
    """An IRI's namespace, and its local name where that needs no escape, else nothing."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:] if _SAFE.fullmatch(iri, cut) else ""


@dataclass(slots=True)
class Names:
    """CURIEs over a prefix table; remembers which prefixes were used. An IRI that needs escapes has no CURIE."""

    prefixes: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    _spaces: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for prefix in sorted(self.prefixes, reverse=True):
            self._spaces[self.prefixes[prefix]] = prefix

    def curie(self, iri: str) -> str | None:
        """``prefix:local``, or None where no prefix fits or the local part is not plain ASCII."""
        space, local = _split(iri)
        prefix = self._spaces.get(space)
        if prefix is None or not local:
            return None
        self.used.add(prefix)
        return f"{prefix}:{local}"

    def declared(self) -> list[tuple[str, str]]:
        """The (prefix, namespace) pairs used so far, sorted."""
        return [(p, self.prefixes[p]) for p in sorted(self.used)]


def prefixes_for(iris: Iris, quads: Iterable[Quad]) -> dict[str, str]:
    """The workspace's prefixes, plus ``graph:`` and one for each code list that the quads point to (``role:lead``).

    A code list whose name is taken gets ``voc-`` before it.
    """
    schemes = {
        term[len(VOC) :].partition("/")[0]
        for q in quads
        for term in (q.subject, q.object)
        if isinstance(term, str) and term.startswith(VOC) and "/" in term[len(VOC) :]
    }
    table = iris.prefixes() | {"graph": f"{iris.base}graph/"}
    for scheme in sorted(schemes):
        if re.fullmatch(r"[a-z][a-z0-9-]*", scheme):
            table[f"voc-{scheme}" if scheme in table else scheme] = f"{VOC}{scheme}/"
    return table


def subject_order(iris: Iris) -> SubjectOrder:
    """The sort key of things: own things by type (the order of PATH_TYPES) and slug, then all others by IRI."""
    return SubjectOrder(f"{iris.base}id/")


@dataclass(frozen=True, slots=True)
class SubjectOrder:
    """Callable sort key; ``home`` is where the IRIs of things begin."""

    home: str

    def __call__(self, iri: str) -> tuple[int, str]:
        if iri.startswith(self.home):
            path = iri[len(self.home) :].partition("/")[0]
            return _PATHS.get(path, len(_PATHS)), iri
        return len(_PATHS) + 1, iri


def predicate_order(iri: str) -> tuple[int, str]:
    """Type, labels and identifiers first, then the rest by IRI."""
    return _RANK.get(iri, len(_RANK)), iri


def object_order(term: str | Value) -> tuple[int, str, str, str]:
    """IRIs before literals; literals by language, text and datatype."""
    if isinstance(term, str):
        return 0, term, "", ""
    return 1, term.language or "", term.lexical, term.datatype


def by_subject(quads: Iterable[Quad], order: SubjectOrder) -> list[tuple[str, list[tuple[str, list[str | Value]]]]]:
    """(subject, [(predicate, objects)]) in reading order, duplicates dropped."""
    grouped: dict[str, dict[str, list[str | Value]]] = {}
    for q in quads:
        grouped.setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    return [
        (s, [(p, _distinct(grouped[s][p])) for p in sorted(grouped[s], key=predicate_order)])
        for s in sorted(grouped, key=order)
    ]


def _distinct(terms: list[str | Value]) -> list[str | Value]:
    if len(terms) == 1:
        return terms
    return sorted(dict.fromkeys(terms), key=object_order)
