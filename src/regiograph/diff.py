"""What changed between two releases: statements added and removed, each with a sentence that supports it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from regiograph.errors import QueryError
from regiograph.model import Quad, Value
from regiograph.publish.opened import OpenRelease
from regiograph.terms import PREFIXES, Iris, expand

_BODY, _EXACT = expand("oa:hasBody"), expand("oa:exact")
_STEPS = frozenset(expand(c) for c in ("oa:hasTarget", "oa:hasSelector", "oa:refinedBy"))
_PARTS = {expand("rdf:subject"): 0, expand("rdf:predicate"): 1, expand("rdf:object"): 2}
_SPACES = {namespace: prefix for prefix, namespace in sorted(PREFIXES.items(), reverse=True)}


@dataclass(frozen=True, slots=True)
class Change:
    """One statement (a triple, its graph name empty), the documents that say it, and quotes from them, sorted."""

    statement: Quad
    documents: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """The way from release ``old`` to release ``new``.

    ``added`` and ``removed`` are statements; a statement that only gained or lost a document is in neither, but its
    quads are in ``quads_added`` and ``quads_removed``, which an RDF patch needs. ``old_id`` and ``new_id`` are IRIs.
    """

    old: str
    new: str
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    quads_added: tuple[Quad, ...]
    quads_removed: tuple[Quad, ...]
    iris: Iris
    old_id: str
    new_id: str


def diff(old: OpenRelease, new: OpenRelease) -> Diff:
    """Compare the documents' graphs of two releases as their N-Quads say them; ReleaseError for a damaged one."""
    before, after = _domain(old), _domain(new)
    gone, come = before - after, after - before
    said_before, said_after = ({_bare(q) for q in s} for s in (before, after))
    return Diff(
        old=old.version, new=new.version,
        added=_changes({_bare(q) for q in come} - said_before, come, new),
        removed=_changes({_bare(q) for q in gone} - said_after, gone, old),
        quads_added=tuple(sorted(come, key=Quad.line)), quads_removed=tuple(sorted(gone, key=Quad.line)),
        iris=new.iris, old_id=_urn(old), new_id=_urn(new),
    )  # fmt: skip


def as_text(found: Diff) -> str:
    """The changes for a person, one line a statement, with its documents and first quote."""
    lines = [f"{found.old} → {found.new}: {len(found.added)} added, {len(found.removed)} removed"]
    for mark, changes in (("-", found.removed), ("+", found.added)):
        for change in changes:
            subject, predicate, target = _words(change.statement, found.iris)
            lines.append(f"{mark} {subject} {predicate} {target}  [{', '.join(change.documents)}]")
            lines.extend(f"    “{' '.join(quote.split())}”" for quote in change.quotes[:1])
    return "\n".join(lines) + "\n"


def as_json(found: Diff) -> str:
    """The changes as JSON: from, to, added, removed."""

    def row(change: Change) -> dict[str, Any]:
        q = change.statement
        target: Any = q.object
        if isinstance(q.object, Value):
            target = {"value": q.object.lexical, "datatype": q.object.datatype}
            if q.object.language:
                target = {"value": q.object.lexical, "language": q.object.language}
        return {
            "subject": q.subject, "predicate": q.predicate, "object": target,
            "documents": list(change.documents), "quotes": list(change.quotes),
        }  # fmt: skip

    whole = {
        "from": found.old, "to": found.new,
        "added": [row(c) for c in found.added], "removed": [row(c) for c in found.removed],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_patch(found: Diff) -> str:
    """The changes as RDF Patch: one transaction of D and A lines on the documents' graphs."""
    lines = [f"H id <{found.new_id}> .", f"H prev <{found.old_id}> .", "TX ."]
    lines += [f"D {q.line()}" for q in found.quads_removed]
    lines += [f"A {q.line()}" for q in found.quads_added]
    return "\n".join([*lines, "TC ."]) + "\n"


FORMATS: dict[str, Callable[[Diff], str]] = {"text": as_text, "json": as_json, "patch": as_patch}
"""Output formats: name to writer."""


def write(found: Diff, format: str) -> str:  # noqa: A002
    """The changes in one of :data:`FORMATS`. Raises QueryError for another."""
    if format not in FORMATS:
        raise QueryError(f"no format {format!r} for changes", todo=f"choose one of {', '.join(FORMATS)}")
    return FORMATS[format](found)


def _domain(release: OpenRelease) -> set[Quad]:
    outside = {release.iris.graph("reference"), release.iris.graph("vocabulary")}
    return {q for q in release.quads() if q.graph not in outside} - set(release.quads("evidence.nq"))


def _bare(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, "")


def _urn(release: OpenRelease) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{release.version} {release.manifest.content}").urn


def _changes(wanted: set[Quad], quads: Iterable[Quad], release: OpenRelease) -> tuple[Change, ...]:
    documents: dict[Quad, set[str]] = {}
    home = release.iris.graph("")
    for q in quads:
        if _bare(q) in wanted:
            documents.setdefault(_bare(q), set()).add(q.graph.removeprefix(home))
    quotes = _quotes(wanted, release) if wanted else {}
    return tuple(
        Change(s, tuple(sorted(documents[s])), tuple(sorted(quotes.get(s, ()))))
        for s in sorted(wanted, key=lambda q: (q.subject, q.line()))
    )


def _quotes(wanted: set[Quad], release: OpenRelease) -> dict[Quad, set[str]]:
    """The quotes of the annotations whose body is an rdf:Statement of a wanted triple."""
    statements: dict[str, list[str | Value]] = {}
    annotations: dict[str, list[str]] = {}
    steps: dict[str, list[str]] = {}
    exact: dict[str, str] = {}
    for q in release.quads("evidence.nq"):
        if q.predicate in _PARTS:
            statements.setdefault(q.subject, ["", "", ""])[_PARTS[q.predicate]] = q.object
        elif q.predicate == _EXACT and isinstance(q.object, Value):
            exact[q.subject] = q.object.lexical
        elif isinstance(q.object, str) and q.predicate == _BODY:
            annotations.setdefault(q.object, []).append(q.subject)
        elif isinstance(q.object, str) and q.predicate in _STEPS:
            steps.setdefault(q.subject, []).append(q.object)
    found: dict[Quad, set[str]] = {}
    for name, (subject, predicate, target) in statements.items():
        triple = Quad(str(subject), str(predicate), target, "")
        if triple in wanted:
            for annotation in annotations.get(name, ()):
                found.setdefault(triple, set()).update(_reachable(annotation, steps, exact))
    return found


def _reachable(start: str, steps: dict[str, list[str]], exact: dict[str, str]) -> Iterator[str]:
    todo, done = [start], {start}
    while todo:
        node = todo.pop()
        if node in exact:
            yield exact[node]
        fresh = [n for n in steps.get(node, ()) if n not in done]
        done.update(fresh)
        todo.extend(fresh)


def _words(quad: Quad, iris: Iris) -> tuple[str, str, str]:
    cut = max(quad.predicate.rfind("/"), quad.predicate.rfind("#")) + 1
    prefix = _SPACES.get(quad.predicate[:cut])
    predicate = f"{prefix}:{quad.predicate[cut:]}" if prefix else f"<{quad.predicate}>"
    if isinstance(quad.object, str):
        return iris.compact(quad.subject), predicate, iris.compact(quad.object)
    mark = f"@{quad.object.language}" if quad.object.language else ""
    return iris.compact(quad.subject), predicate, json.dumps(quad.object.lexical, ensure_ascii=False) + mark
