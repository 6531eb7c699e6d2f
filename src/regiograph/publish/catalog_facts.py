"""What the catalogue says of the data and reads from them: places, dates, languages, themes, quality figures."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regiograph.model import Quad, Value
from regiograph.publish.names import RDF_TYPE
from regiograph.resources import layered
from regiograph.store import parse
from regiograph.terms import EU, NUTS, VOC, expand

_COUNTRY = f"{EU}country/"
_PART_OF, _MENTIONS, _SUBJECT = expand("dcterms:isPartOf"), expand("schema:mentions"), expand("dcterms:subject")
_CODE, _EARLIEST, _LATEST = expand("cv:code"), expand("rg:earliest"), expand("rg:latest")
_CONFIDENCE, _KIND = expand("rg:confidence"), expand("rg:assertionKind")
_LABELS = {expand("rdfs:label"), expand("skos:prefLabel")}
_STATEMENT_PARTS = tuple(expand(c) for c in ("rdf:subject", "rdf:predicate", "rdf:object"))


@dataclass(frozen=True, slots=True)
class Metric:
    """One kind of quality figure: its key, dimension (W3C linked data quality dimensions), datatype and what it is."""

    key: str
    dimension: str
    datatype: str
    label: str


METRICS: tuple[Metric, ...] = (
    Metric("evidence-coverage", "trustworthiness", "decimal", "Share of statements with a quoted sentence"),
    Metric("mean-confidence", "trustworthiness", "decimal", "Mean confidence of the annotations, 0 to 1"),
    Metric("editorial-share", "trustworthiness", "decimal", "Share of annotations that an editor added"),
    Metric("shape-violations", "consistency", "integer", "Violations of the SHACL shapes"),
    Metric("shape-warnings", "consistency", "integer", "Warnings of the SHACL shapes"),
    Metric("statements", "completeness", "integer", "Statements, reference data apart"),
    Metric("source-pages", "completeness", "integer", "Source pages read"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data say of themselves. ``countries`` are ISO 3166-1 alpha-3, ``nuts`` codes of one NUTS version;
    dates are ISO 8601; ``measures`` maps a metric's key to its value; ``labels`` classes and themes to their names.
    """

    countries: tuple[str, ...] = ()
    nuts: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    languages: tuple[str, ...] = ()
    documents: Sequence[Mapping[str, Any]] = ()
    measures: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    themes: Mapping[str, tuple[Quad, ...]] = field(default_factory=dict)


def facts_of(
    folder: Path, about: Mapping[str, Any], counts: Mapping[str, int], nuts_version: int, workspace: Path | None = None
) -> Facts:
    """Read the facts from the data files of a release folder and what its manifest says. Raises ReleaseError."""
    core = _quads(folder, "dumps/core.nt")
    documents = list(about.get("documents", ()))
    used = _places(core, str(about.get("base", "")))
    starts = [q.object.lexical for q in core if q.predicate == _EARLIEST and isinstance(q.object, Value)]
    ends = [q.object.lexical for q in core if q.predicate == _LATEST and isinstance(q.object, Value)]
    read = [d for row in documents for d in (row.get("published"), row.get("retrieved")) if d]
    return Facts(
        countries=_countries(core, used),
        nuts=_codes(core, used, nuts_version, workspace),
        start=min(starts + ends or read, default=None),
        end=max(ends + starts or read, default=None),
        languages=tuple(sorted({str(row["language"]) for row in documents if row.get("language", "und") != "und"})),
        documents=documents,
        measures=_measures(folder, counts),
        labels=_labels(_quads(folder, "dumps/vocabulary.nt")),
        themes=_themes(core),
    )


def _quads(folder: Path, path: str) -> list[Quad]:
    file = folder / path
    return list(parse(file.read_bytes(), path.rpartition(".")[2], where=str(file))) if file.is_file() else []


def _places(core: Iterable[Quad], base: str) -> set[str]:
    """Territories and countries that a fact is about; where there is none, those that a page mentions."""
    home = f"{base}id/territory/"
    facts: set[str] = set()
    mentioned: set[str] = set()
    for q in core:
        if isinstance(q.object, str) and q.object.startswith((home, _COUNTRY)) and q.predicate != _PART_OF:
            (mentioned if q.predicate == _MENTIONS else facts).add(q.object)
    return facts or mentioned


def _countries(core: Iterable[Quad], used: Iterable[str]) -> tuple[str, ...]:
    above: dict[str, list[str]] = {}
    for q in core:
        if q.predicate == _PART_OF and isinstance(q.object, str):
            above.setdefault(q.subject, []).append(q.object)
    found: set[str] = set()
    seen: set[str] = set()
    todo = list(used)
    while todo:
        place = todo.pop()
        if place.startswith(_COUNTRY):
            found.add(place.removeprefix(_COUNTRY))
        elif place not in seen:
            seen.add(place)
            todo.extend(above.get(place, ()))
    return tuple(sorted(found))


def _codes(core: Iterable[Quad], used: set[str], version: int, workspace: Path | None) -> tuple[str, ...]:
    """The NUTS codes of the places in one version; those of a place that has none in it are left as they are."""
    valid: set[str] = set()
    for path in layered("authority", workspace, ".csv"):
        if path.name == "nuts.csv":
            with path.open(encoding="utf-8", newline="") as handle:
                valid |= {r["code"] for r in csv.DictReader(handle) if str(version) in r["versions"].split()}
    codes: dict[str, set[str]] = {}
    for q in core:
        if q.predicate == _CODE and q.subject in used and isinstance(q.object, str) and q.object.startswith(NUTS):
            codes.setdefault(q.subject, set()).add(q.object.removeprefix(NUTS))
    return tuple(sorted({c for known in codes.values() for c in (known & valid or known)}))


def _measures(folder: Path, counts: Mapping[str, int]) -> dict[str, str]:
    sure: list[float] = []
    kinds: Counter[str] = Counter()
    nodes: dict[str, dict[str, str | Value]] = {}
    for q in _quads(folder, "dumps/evidence.nq"):
        if q.predicate == _CONFIDENCE and isinstance(q.object, Value):
            sure.append(float(q.object.lexical))
        elif q.predicate == _KIND and isinstance(q.object, str):
            kinds[q.object.rpartition("/")[2]] += 1
        elif q.predicate in _STATEMENT_PARTS:
            nodes.setdefault(q.subject, {})[q.predicate] = q.object
    told = len({tuple(node.get(p) for p in _STATEMENT_PARTS) for node in nodes.values()})
    made = {"statements": str(counts.get("statements", 0)), "source-pages": str(counts.get("documents", 0))}
    if counts.get("statements"):
        made["evidence-coverage"] = f"{min(told / counts['statements'], 1):.4f}"
    if sure:
        made["mean-confidence"] = f"{sum(sure) / len(sure):.4f}"
        made["editorial-share"] = f"{kinds['editorial'] / max(sum(kinds.values()), 1):.4f}"
    report = folder / "reports" / "validation.json"
    if report.is_file():
        found = json.loads(report.read_text("utf-8")).get("counts", {})
        made["shape-violations"], made["shape-warnings"] = str(found.get("violation", 0)), str(found.get("warning", 0))
    return made


def _labels(vocabulary: Iterable[Quad]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for q in sorted(vocabulary, key=Quad.line):
        if q.predicate in _LABELS and isinstance(q.object, Value):
            found.setdefault(q.subject, {}).setdefault(q.object.language or "en", q.object.lexical)
    return found


def _themes(core: Sequence[Quad]) -> dict[str, tuple[Quad, ...]]:
    """Theme IRI → the triples of the things on it, with the types and names of what they point to."""
    things: dict[str, set[str]] = {}
    for q in core:
        if q.predicate == _SUBJECT and isinstance(q.object, str) and q.object.startswith(f"{VOC}theme/"):
            things.setdefault(q.object, set()).add(q.subject)
    by_subject: dict[str, list[Quad]] = {}
    for q in core:
        by_subject.setdefault(q.subject, []).append(q)
    made: dict[str, tuple[Quad, ...]] = {}
    for theme, members in sorted(things.items()):
        own = [q for m in sorted(members) for q in by_subject[m]]
        near = {q.object for q in own if isinstance(q.object, str)} - members
        named = [q for n in sorted(near) for q in by_subject.get(n, ()) if q.predicate in {*_LABELS, RDF_TYPE}]
        made[theme] = (*own, *named)
    return made
