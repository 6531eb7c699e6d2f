"""The code lists: labels of SKOS concepts by scheme, read from ``ontology/codes/`` and the workspace's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regiograph.model import folded
from regiograph.resources import layered
from regiograph.terms import VOC


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its slug in the scheme and its labels of all kinds by language, the preferred one first."""

    slug: str
    labels: Mapping[str, tuple[str, ...]]


@cache
def load_scheme(scheme: str, workspace: Path | None = None) -> tuple[Concept, ...]:
    """The concepts of a scheme (``theme``, ``role`` …), sorted by slug; empty if there is no such scheme."""
    from rdflib import Graph
    from rdflib.namespace import SKOS
    from rdflib.term import Literal

    home = f"{VOC}{scheme}/"
    found: dict[str, dict[str, list[str]]] = {}
    for file in layered("ontology", workspace, ".ttl"):
        if file.parent.name != "codes" or file.stem != scheme:
            continue
        graph = Graph().parse(file, format="turtle")
        for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for subject, label in sorted(graph.subject_objects(kind)):
                if isinstance(label, Literal) and str(subject).startswith(home):
                    labels = found.setdefault(str(subject)[len(home) :], {})
                    labels.setdefault(label.language or "mul", []).append(str(label))
    return tuple(Concept(s, {k: tuple(v) for k, v in sorted(found[s].items())}) for s in sorted(found))


def label_index(scheme: str, workspace: Path | None = None) -> dict[str, str]:
    """Folded label of any language and kind → slug of its concept; the first concept wins a shared label."""
    index: dict[str, str] = {}
    for concept in load_scheme(scheme, workspace):
        for labels in concept.labels.values():
            for label in labels:
                index.setdefault(folded(label), concept.slug)
    return index
