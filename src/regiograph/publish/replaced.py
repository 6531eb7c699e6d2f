"""Slugs that were published and are gone because an editor merged or renamed the thing: who took their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regiograph.model import Quad
from regiograph.terms import Iris, expand

REPLACED = expand("dcterms:isReplacedBy")


def replaced(
    published: Iterable[Quad], renamed: Mapping[str, str], present: Iterable[Quad], iris: Iris
) -> tuple[Quad, ...]:
    """``old dcterms:isReplacedBy new`` in graph/reference for every published thing that a decision renamed, sorted.

    ``published`` are the quads of the previous release, ``renamed`` old id → new, ``present`` the quads about things of
    this one. What an earlier release said of replacements stays true, followed through to the last name; it is left
    out when the old name is used again or nothing has the new one any more.
    """
    home, graph = iris.thing(""), iris.graph("reference")
    steps: dict[str, str] = {}
    known: set[str] = set()
    for q in published:
        if q.subject.startswith(home):
            known.add(q.subject)
            if q.predicate == REPLACED and q.graph == graph and isinstance(q.object, str):
                steps[q.subject] = q.object
    steps |= {iris.thing(old): iris.thing(new) for old, new in renamed.items() if iris.thing(old) in known}
    here = {q.subject for q in present}
    found: list[Quad] = []
    for old in sorted(steps):
        new, seen = steps[old], {old}
        while new not in here and new in steps and new not in seen:
            seen.add(new)
            new = steps[new]
        if old not in here and new in here:
            found.append(Quad(old, REPLACED, new, graph))
    return tuple(found)
