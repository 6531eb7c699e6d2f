"""Which territory stands in for which: of the same country and level, and inside what stands in for the larger one.

A page that says "Veneto (Belluno, Vicenza)" says so of the stand-ins too, and it has to stay true: a reader may know
where a province lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from regiograph.authority import Authority, Record
from regiograph.extract.territories.gazetteer import Token, tokenize
from swapping.regions import derived, forms, swaps
from swapping.words import lot

_TOWN = 9
"""Where towns come in the order of levels: behind all regions."""
_TOWNS = 40
"""Among how many towns of the nearest size the lot falls."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A territory of the page, the one that takes its place (None: it stays) and form → form."""

    record: Record
    other: Record | None
    forms: Mapping[str, str]


def stand_ins(
    text: str, tokens: Sequence[Token], gold: Mapping[str, Any], authority: Authority, seed: str
) -> list[StandIn]:
    """Stand-ins of the annotation's regions with a code and of the towns in them, the larger territories first."""
    records = _territories(gold, authority)
    used = {r.id for r in records}
    chosen: dict[str, Record] = {}
    found: list[StandIn] = []
    for record in records:
        shown = forms(record, text, tokens, gold["lang"])
        made: dict[str, str] | None = None
        other: Record | None = None
        if shown and not derived(tokens, shown):
            around = {chosen.get(a, authority.records[a]).id for a in authority.ancestors(record) if a in used}
            inside = [r for r in records if record.id in authority.ancestors(r)]
            for option in _options(record, authority, around, inside, lot(f"{seed}/{record.id}")):
                if option.id in used or forms(option, text, tokens, gold["lang"]):
                    continue
                fits = swaps(option, shown)
                if fits is not None and (made is None or _alike(fits)):
                    other, made = option, fits
                    if _alike(fits):
                        break
        if other:
            chosen[record.id] = other
            used.add(other.id)
        found.append(StandIn(record, other, made or {}))
    return found


def _level(record: Record) -> int:
    return record.level or 0 if record.type == "Region" else _TOWN


def _territories(gold: Mapping[str, Any], authority: Authority) -> list[Record]:
    """The records of the annotation's regions with a code, and of the towns that lie in one of them."""
    coded = [authority.records.get(authority.by_code.get(e["code"] or "", "")) for e in gold["entities"]]
    regions = {r.id: r for r in coded if r is not None and r.type == "Region"}
    names = {n.casefold() for e in gold["entities"] if e["type"] == "Place" for n in (e["name"], *e["mentions"])}
    towns = [
        r
        for r in authority.records.values()
        if r.type == "Place"
        and names.intersection(n.casefold() for own in r.names.values() for n in own)
        and regions.keys() & authority.ancestors(r)
    ]
    largest: dict[str, Record] = {}
    for town in sorted(towns, key=lambda r: (-r.population, r.id)):
        largest.setdefault(town.label(), town)
    return sorted([*regions.values(), *largest.values()], key=lambda r: (_level(r), r.id))


def _options(
    record: Record, authority: Authority, around: set[str], inside: Sequence[Record], rng: Random
) -> Iterator[Record]:
    """Territories that may stand in, in an order of chance; codes that are the same in every version only."""
    kin = [
        r
        for r in authority.records.values()
        if (r.type, r.country, r.level, r.id != record.id) == (record.type, record.country, record.level, True)
        and around <= authority.ancestors(r)
        and len({c.rstrip("0") for c in r.codes}) <= 1
    ]
    kin.sort(key=lambda r: (abs(r.population - record.population), r.id))
    kin = kin[:_TOWNS] if record.type == "Place" else [r for r in kin if _holds(r, inside, authority)]
    rng.shuffle(kin)
    yield from kin


def _holds(region: Record, inside: Sequence[Record], authority: Authority) -> bool:
    """Whether a region has at least as many territories of each kind as the page names in the one it replaces."""
    for kind in {(r.type, r.level) for r in inside}:
        own = sum((r.type, r.level) == kind and region.id in authority.ancestors(r) for r in authority.records.values())
        if own < sum((r.type, r.level) == kind for r in inside):
            return False
    return True


def _alike(made: Mapping[str, str]) -> bool:
    """Every form has as many words as the one that it replaces."""
    return all(len(tokenize(old)) == len(tokenize(new)) for old, new in made.items())
