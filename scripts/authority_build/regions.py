"""nuts.csv and region-names.csv: units, their slugs and their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from authority_build import cldr, crosswalk, native, tables
from authority_build.units import Unit, join
from authority_build.workbook import read_rows
from regiograph.terms import slug, slug_or_hash

TOWN = 5_000
"""A unit named like a town of at least this many people leaves the plain slug to the town."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The units, the names of each by its code, the slug of each (empty for a whole country), the ISO codes left over."""

    units: list[Unit]
    names: dict[str, tables.Names]
    slugs: dict[str, str]
    left: list[str]

    def slug_of(self, code: str) -> str:
        """The slug of the unit that holds a NUTS code; KeyError when no unit does."""
        return next(self.slugs[u.code] for u in self.units if any(r.code == code for r in u.rows))


def build(folder: Path, towns: Mapping[str, Mapping[str, int]]) -> Regions:
    """``folder`` is CLDR's common/subdivisions; ``towns`` country → case-folded town name → population."""
    units = join(read_rows())
    mine = tables.curated_names("region-names.tsv")
    own: dict[str, tables.Names] = {}
    for unit in units:
        known = frozenset(towns.get(unit.country, {}))
        first = [mine[r.code] for r in unit.rows if r.code in mine]
        own[unit.code] = tables.merge(*first, *(native.names(r, known) for r in unit.rows))
    iso = cldr.subdivisions(folder)
    pairs, left = crosswalk.match(units, own, iso)
    names = {code: tables.merge(own[code], *(iso[c] for c in pairs.get(code, []))) for code in own}
    return Regions(units, names, _slugs(units, names, towns), left)


def _slugs(
    units: list[Unit], names: Mapping[str, tables.Names], towns: Mapping[str, Mapping[str, int]]
) -> dict[str, str]:
    pinned = dict(tables.curated("nuts-slugs.tsv"))
    kinds = {(country, int(level)): word for country, level, word in tables.curated("kinds.tsv")}
    slugs: dict[str, str] = {}
    wanted: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.whole:
            slugs[unit.code] = ""
        elif own := next((pinned[r.code] for r in unit.rows if r.code in pinned), ""):
            slugs[unit.code] = own
        else:
            wanted[_base(unit, names[unit.code])].append(unit)
    taken = {s for s in slugs.values() if s}
    if len(taken) != sum(1 for s in slugs.values() if s):
        raise ValueError("nuts-slugs.tsv gives one slug to two units")
    for base in sorted(wanted):
        for unit in sorted(wanted[base], key=lambda u: (u.level, u.code)):
            word = kinds.get((unit.country, unit.level), f"nuts-{unit.level}")
            town = max((towns.get(unit.country, {}).get(n.casefold(), 0) for n in _flat(names[unit.code])), default=0)
            alone = len({u.country for u in wanted[base]}) == 1
            chain = [base, f"{base}-{word}", f"{base}-{unit.country.lower()}", f"{base}-{word}-{unit.country.lower()}", f"{base}-{slug(unit.code)}"]
            if town >= TOWN or not alone and unit.level == 3:
                chain = chain[1:]
            slugs[unit.code] = next(c for c in chain if c not in taken)
            taken.add(slugs[unit.code])
    return slugs


def _base(unit: Unit, names: Mapping[str, list[str]]) -> str:
    """English, else Latin transliteration, else the native name."""
    lang = native.language(unit.code, unit.country)
    for key in ("en", "mul", lang):
        if names.get(key) and slug(names[key][0]):
            return slug(names[key][0])
    return slug_or_hash(unit.rows[0].label)


def _flat(names: Mapping[str, list[str]]) -> list[str]:
    return [n for own in names.values() for n in own]


def write(regions: Regions, out: Path) -> None:
    """Write both files; rows by code, and by slug and language."""
    rows = []
    for unit in regions.units:
        for row in unit.rows:
            rows.append((
                row.code, row.level, " ".join(sorted(row.versions)), row.label, row.parent, row.country, regions.slugs[unit.code],
                " ".join(sorted(row.replaced_by)), " ".join(sorted(row.replaces)),
            ))  # fmt: skip
    header = ("code", "level", "versions", "name", "parent", "country", "slug", "replaced_by", "replaces")
    tables.write(out / "nuts.csv", header, sorted(rows))
    by_slug = {regions.slugs[code]: names for code, names in regions.names.items() if regions.slugs[code]}
    tables.write(out / "region-names.csv", ("slug", "lang", "name"), tables.name_rows(by_slug))
