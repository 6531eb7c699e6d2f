"""Things of one class as a table: one row a thing, links with their labels; the base of every flat export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from regiograph.model import Quad, Value
from regiograph.publish.content import Content, core
from regiograph.publish.names import RDF_TYPE, object_order, predicate_order, subject_order
from regiograph.terms import PATH_TYPES, Iris, expand

UNLISTED = frozenset({"annotation", "statement"})
"""Path types that have no table: they are evidence, and evidence.nq holds them."""

Things = Mapping[str, Mapping[str, list[str | Value]]]
"""Subject → property → objects."""

_LABELS = tuple(expand(c) for c in ("skos:prefLabel", "dcterms:title", "schema:name", "rdfs:label"))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what its cells are, and for a literal its property, datatype and language.

    ``link`` columns hold labels of linked things, ``link-id`` columns their ids in the same order.
    """

    name: str
    kind: Literal["id", "iri", "label", "literal", "link", "link-id", "documents"]
    property: str | None = None
    datatype: str = "string"
    language: str | None = None
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The things of one path type; a row holds a tuple of values for every column, empty where nothing is known."""

    path: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


class Labels:
    """The best label of a thing: reader's language, then en, mul, any (contract, Identity); else its short id."""

    def __init__(self, quads: Iterable[Quad], languages: Sequence[str], iris: Iris) -> None:
        self._order = {lang: n for n, lang in enumerate(dict.fromkeys((*languages, "en", "mul")))}
        self._iris = iris
        self._found: dict[str, tuple[tuple[int, int, str, str], str]] = {}
        ranks = {p: n for n, p in enumerate(_LABELS)}
        for q in quads:
            if q.predicate in ranks and isinstance(q.object, Value):
                language = q.object.language or ""
                key = (ranks[q.predicate], self._order.get(language, len(self._order)), language, q.object.lexical)
                if q.subject not in self._found or key < self._found[q.subject][0]:
                    self._found[q.subject] = key, q.object.lexical

    def of(self, iri: str) -> str:
        """The label of one thing."""
        return self._found[iri][1] if iri in self._found else self._iris.compact(iri)


def tables(content: Content) -> dict[str, Table]:
    """Path type → table, for every type with a thing in core, in the order of PATH_TYPES."""
    kernel = core(content)
    labels = Labels((*content.vocabulary, *content.reference, *kernel), content.languages, content.iris)
    seen: dict[str, set[str]] = {}
    for document, quads in content.domain.items():
        for q in quads:
            seen.setdefault(q.subject, set()).add(document)
    home = f"{content.iris.base}id/"
    by_path: dict[str, dict[str, dict[str, list[str | Value]]]] = {}
    for q in kernel:
        path = q.subject[len(home) :].partition("/")[0] if q.subject.startswith(home) else ""
        if path in PATH_TYPES and path not in UNLISTED:
            by_path.setdefault(path, {}).setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    return {p: _table(p, by_path[p], labels, seen, content.iris) for p in PATH_TYPES if p in by_path}


def _table(path: str, things: Things, labels: Labels, seen: Mapping[str, set[str]], iris: Iris) -> Table:
    parts = _parts(things)
    names = _names([p for p, *_ in parts])
    columns = [Column("id", "id"), Column("iri", "iri"), Column("label", "label")]
    values: list[dict[str, tuple[str, ...]]] = []
    for predicate, kind, datatype, language in parts:
        cells = {s: _cell(properties.get(predicate, []), kind, datatype, language) for s, properties in things.items()}
        several = any(len(c) > 1 for c in cells.values())
        name = names[predicate]
        if kind == "link":
            columns += [
                Column(name, "link", predicate, multiple=several),
                Column(f"{name}_id", "link-id", predicate, multiple=several),
            ]
            values.append({s: tuple(labels.of(i) for i in c) for s, c in cells.items()})
            values.append({s: tuple(iris.compact(i) for i in c) for s, c in cells.items()})
            continue
        suffix = "_" + re.sub(r"\W", "_", language) if language else ""
        columns.append(Column(name + suffix, "literal", predicate, datatype, language, several))
        values.append(cells)
    columns.append(Column("documents", "documents", multiple=True))
    rows = tuple(
        ((iris.compact(s),), (s,), (labels.of(s),), *(v[s] for v in values), tuple(sorted(seen.get(s, ()))))
        for s in sorted(things, key=subject_order(iris))
    )
    return Table(path, tuple(columns), rows)


def _parts(things: Things) -> list[tuple[str, str, str, str | None]]:
    """(property, link or literal, datatype, language) of every column that the things need."""
    found = {
        (p, "link", "", "")
        if isinstance(o, str)
        else (p, "literal", "" if o.language else o.datatype, o.language or "")
        for properties in things.values()
        for p, objects in properties.items()
        for o in objects
        if p != RDF_TYPE
    }
    ordered = sorted(found, key=lambda f: (predicate_order(f[0]), f[1:]))
    literals: dict[str, set[str]] = {}
    for p, kind, datatype, language in ordered:
        if kind == "literal" and not language:
            literals.setdefault(p, set()).add(datatype)
    merged = [
        (p, kind, "string" if kind == "link" or language or len(literals[p]) > 1 else datatype, language or None)
        for p, kind, datatype, language in ordered
    ]
    return list(dict.fromkeys(merged))


def _cell(objects: Sequence[str | Value], kind: str, datatype: str, language: str | None) -> tuple[str, ...]:
    chosen = sorted(set(objects), key=object_order)
    if kind == "link":
        return tuple(o for o in chosen if isinstance(o, str))
    literals = [o for o in chosen if isinstance(o, Value) and o.language == language]
    return tuple(o.lexical for o in literals if language or datatype in {"string", o.datatype})


def _names(predicates: Sequence[str]) -> dict[str, str]:
    """A header for each property: its local name, made unique by a number only where two vocabularies share one."""
    names: dict[str, str] = {}
    taken = {"id", "iri", "label", "documents"}
    for predicate in dict.fromkeys(predicates):
        local = re.sub(r"\W", "_", re.split(r"[/#]", predicate)[-1]) or "property"
        name, number = local, 1
        while name in taken:
            number += 1
            name = f"{local}{number}"
        taken.add(name)
        names[predicate] = name
    return names
