"""Annotated pages against what the reader finds in them: counts of hits, surplus and misses in four figures.

An annotation (JSON) has ``lang``, ``entities`` (id, type, name, mentions, code, optional) and ``relations`` (s, p, o,
optional).
Things are paired by type and by code or a shared spelling; a fact counts when subject, predicate and object agree.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from regiograph.extract.grammar import GrammarReader
from regiograph.extract.view import view
from regiograph.model import Document, folded

FIGURES = ("entities", "codes", "relations", "literals")
LITERALS = frozenset(
    ("totalBudget", "fundingRate", "startDate", "endDate", "date", "publishedOn", "participants", "hasLabel")
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNTOLD = frozenset({"hasTheme"})
_ALIKE = (
    {"Place", "Region"},
    {"Partnership", "Network", "Initiative"},
    {"GoodPractice", "CaseStudy"},
    {"Organisation", "Cluster"},
)
"""Types between which readers differ: a thing of one is taken for the annotated one of the other."""


@dataclass(slots=True)
class Tally:
    """Hits, surplus and misses by figure."""

    hits: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def f1(self, figure: str) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing to find and nothing was found."""
        whole = 2 * self.hits[figure] + self.surplus[figure] + self.missed[figure]
        return 2 * self.hits[figure] / whole if whole else None

    def __iadd__(self, other: Tally) -> Tally:
        self.hits += other.hits
        self.surplus += other.surplus
        self.missed += other.missed
        return self


Fact = tuple[str, str, str]


def annotated(folder: Path) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    """The pages of a folder with their annotations, by name."""
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        page = file.with_suffix(".txt")
        yield Document(file.stem, page.name, page.read_text("utf-8"), gold["lang"]), gold


def tally(reader: GrammarReader, document: Document, gold: Mapping[str, Any]) -> Tally:
    """Reads a page and compares; what is optional counts for nothing, found or not."""
    found = view(document, list(reader.read(document)))
    known = {e["id"]: e for e in gold["entities"] if e["type"] != "Theme"}
    things = [e for e in found["entities"] if e["type"] != "Theme"]
    pairs = paired(gold, found)
    spare = {ident for ident, e in known.items() if e.get("optional")}
    result = Tally()
    for ident, entity in known.items():
        met = pairs.get(ident)
        if ident not in spare:
            (result.hits if met else result.missed)["entities"] += 1
        if entity.get("code") and (met or ident not in spare):
            right = met is not None and entity["code"] == met["code"]
            (result.hits if right else result.missed)["codes"] += 1
    result.surplus["entities"] += len(things) - len(pairs)
    names = {met["id"]: ident for ident, met in pairs.items()}
    wanted = wanted_of(gold)
    said = {fact_of(f, names) for f in found["facts"] if f["predicate"] not in _UNTOLD}
    for fact, free in wanted.items():
        if not free:
            (result.hits if fact in said else result.missed)[_figure(fact)] += 1
    for fact in said - wanted.keys():
        leads = fact[1] == "partnerIn" and (fact[0], "leads", fact[2]) in wanted
        if not leads and spare.isdisjoint((fact[0], fact[2])):
            result.surplus[_figure(fact)] += 1
    return result


def paired(gold: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Annotated id → the thing found for it, themes aside."""
    known = [e for e in gold["entities"] if e["type"] != "Theme"]
    return _pairs(known, [e for e in found["entities"] if e["type"] != "Theme"])


def wanted_of(gold: Mapping[str, Any]) -> dict[Fact, bool]:
    """The annotated facts, each with whether it is optional."""
    spare = {e["id"] for e in gold["entities"] if e.get("optional")}
    return {
        _fact(r["s"], r["p"], r["o"]): bool(r.get("optional")) or not spare.isdisjoint((r["s"], str(r["o"])))
        for r in gold["relations"] if r["p"] not in _UNTOLD
    }  # fmt: skip


def fact_of(fact: Mapping[str, Any], names: Mapping[str, str]) -> Fact:
    """A fact that was found, its things by their annotated ids where they have one."""
    target = fact.get("object") or fact["value"]
    return _fact(names.get(fact["subject"], fact["subject"]), fact["predicate"], names.get(target, target))


def _figure(fact: Fact) -> str:
    return "literals" if fact[1] in LITERALS else "relations"


def _fact(subject: str, predicate: str, target: object) -> Fact:
    shown = str(target)
    if predicate in {"totalBudget", "fundingRate", "participants"}:
        number = _NUMBER.search(shown)
        shown = f"{Decimal(number.group()).normalize():f}" if number else shown
    return subject, predicate, shown


def _pairs(known: Iterable[Mapping[str, Any]], things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Annotated id → the thing found for it; each is taken once, the likeliest pair first."""
    ranked = sorted(
        (
            (-rank, entity["id"], n)
            for entity in known
            for n, thing in enumerate(things)
            if (rank := _rank(entity, thing))
        )
    )
    pairs: dict[str, dict[str, Any]] = {}
    taken: set[int] = set()
    for _, ident, n in ranked:
        if ident not in pairs and n not in taken:
            pairs[ident] = things[n]
            taken.add(n)
    return pairs


def _rank(entity: Mapping[str, Any], thing: Mapping[str, Any]) -> float:
    """How well a found thing fits an annotated one: 0 not at all, most where type, code and spellings agree."""
    same = bool(entity["type"] == thing["type"])
    if not same and not any({entity["type"], thing["type"]} <= group for group in _ALIKE):
        return 0.0
    ours = {folded(name) for name in (entity["name"], *entity["mentions"])}
    theirs = {folded(thing["name"]), *(folded(m["text"]) for m in thing["mentions"])}
    shared = len(ours & theirs)
    part = any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in ours for b in theirs)
    coded = bool(entity.get("code") and entity.get("code") == thing["code"])
    if not (shared or part or coded):
        return 0.0
    return 4.0 * int(coded) + 2.0 * min(shared, 1) + 0.1 * shared + 0.5 * int(part) + int(same)
