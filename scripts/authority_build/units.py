"""From codes to territories: codes that mean the same unit are joined, those that mean a whole country set apart."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from authority_build.tables import curated
from authority_build.workbook import Row


@dataclass(frozen=True, slots=True)
class Unit:
    """One territory and its codes, the current one of the highest level first; ``whole`` means the country itself."""

    rows: tuple[Row, ...]
    whole: bool

    @property
    def code(self) -> str:
        """The current code at the highest level the unit fills."""
        return self.rows[0].code

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.rows[0].country

    @property
    def level(self) -> int:
        """NUTS level of :attr:`code`."""
        return self.rows[0].level


def join(rows: dict[str, Row]) -> list[Unit]:
    """Units in the order of their codes.

    Joined are codes of one unit in two versions (recoded, or recalculated under the same name) and chains of
    parents with an only child. ``apart`` rows of nuts-apart.tsv name codes that only look alike.
    """
    apart = {frozenset(cells) for cells in curated("nuts-apart.tsv")}
    head = {code: code for code in rows}

    def find(code: str) -> str:
        while head[code] != code:
            code = head[code]
        return code

    def unite(first: str, second: str) -> None:
        if frozenset((first, second)) not in apart:
            low, high = sorted((find(first), find(second)), key=lambda c: (len(c), c))
            head[high] = low

    for old, new in _recoded(rows):
        unite(old, new)
        rows[old].replaced_by.add(new)
        rows[new].replaces.add(old)
    countries = _whole(rows)
    for version in ("2024", "2021"):
        children: dict[str, list[str]] = defaultdict(list)
        for row in rows.values():
            if version in row.versions:
                children[row.parent].append(row.code)
        for parent, codes in children.items():
            if len(codes) == 1 and parent in rows and version in rows[parent].versions:
                unite(parent, codes[0])
    groups: dict[str, list[Row]] = defaultdict(list)
    for code, row in rows.items():
        groups[find(code)].append(row)
    units = []
    for members in groups.values():
        members.sort(key=lambda r: ("2024" not in r.versions, r.level, r.code))
        units.append(Unit(tuple(members), any(r.code in countries for r in members)))
    return sorted(units, key=lambda u: u.code)


def plain(label: str) -> str:
    """A label for comparing: without brackets and case."""
    return re.sub(r"\s*\(.*?\)", "", label).casefold().strip()


def _recoded(rows: dict[str, Row]) -> list[tuple[str, str]]:
    """Pairs (old, new): the change table's own, and codes gone and come in one country and level under one name."""
    pairs = [
        (old.code, new)
        for old in rows.values()
        for new in old.replaced_by
        if plain(old.label) == plain(rows[new].label)
    ]
    come = {(r.country, r.level, plain(r.label)): r.code for r in rows.values() if r.versions == {"2024"}}
    gone = (r for r in rows.values() if r.versions == {"2021"})
    pairs += [(r.code, new) for r in gone if (new := come.get((r.country, r.level, plain(r.label))))]
    return sorted(set(pairs))


def _whole(rows: dict[str, Row]) -> set[str]:
    """Codes of level 1 that are their country's only one."""
    first: dict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        if row.level == 1:
            first[row.country].append(row.code)
    return {codes[0] for codes in first.values() if len(codes) == 1}
