"""nuts.csv and region-names.csv: units, their slugs and their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from authority_build import cldr, crosswalk, native, tables
from authority_build.compass import Compass
from authority_build.units import Unit, join
from authority_build.workbook import read_rows
from regiograph.terms import slug, slug_or_hash

TOWN = 5_000
CITY = 50_000
"""A unit of level 3 named like a town, one of level 1 or 2 named like a city, leaves the plain slug to that."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Units; by unit code their names and slugs (empty for a whole country); ISO codes left without a unit."""

    units: list[Unit]
    names: dict[str, tables.Names]
    slugs: dict[str, str]
    left: list[str]


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
    british = {name for name, people in towns.get("GB", {}).items() if people >= TOWN}
    for code in [c for c in iso if c.startswith("gb") and iso[c].get("en", [""])[0].casefold() in british]:
        del iso[code]  # a district called like its town would only shadow it
    pairs, left = crosswalk.match(units, own, iso)
    lands = cldr.countries()
    compass = Compass(lands)
    countries = {n.casefold() for names in lands.values() for ns in names.values() for n in ns}
    drop = {(cells[0], lang, cells[2]) for cells in tables.curated("names-drop.tsv") for lang in _languages(cells[1])}
    names: dict[str, tables.Names] = {}
    taken = {(u.country, lang, n) for u in units for lang, found in own[u.code].items() for n in found}
    for unit in units:
        codes = [r.code for r in unit.rows]
        composed = {
            lang: [n for n in found if (unit.country, lang, n) not in taken]
            for lang, found in compass.names(unit.country, codes).items()
        }
        merged = tables.merge(own[unit.code], *(iso[c] for c in pairs.get(unit.code, [])), composed)
        names[unit.code] = {
            lang: kept
            for lang, found in merged.items()
            if (
                kept := [
                    n for n in found if n.casefold() not in countries and not any((c, lang, n) in drop for c in codes)
                ]
            )
        }
    return Regions(units, names, _slugs(units, names, towns), left)


def _languages(cell: str) -> tuple[str, ...]:
    return (*tables.EU_LANGUAGES, *cldr.OTHER_LANGUAGES, "mul") if cell == "*" else (cell,)


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
    by_slug: dict[str, dict[str, int]] = defaultdict(dict)
    for country, known in towns.items():
        for name, people in known.items():
            by_slug[country][slug(name)] = max(people, by_slug[country].get(slug(name), 0))
    taken = {s for s in slugs.values() if s}
    if len(taken) != sum(1 for s in slugs.values() if s):
        raise ValueError("nuts-slugs.tsv gives one slug to two units")
    for base in sorted(wanted):
        for unit in sorted(wanted[base], key=lambda u: (u.level, u.code)):
            word = kinds.get((unit.country, unit.level), f"nuts-{unit.level}")
            country = unit.country.lower()
            long = base if base.endswith(word) else f"{base}-{word}"
            namesakes = {u.country for u in wanted[base]}
            # The higher unit keeps the plain slug at home; of two countries' units neither or the larger does.
            town = by_slug[unit.country].get(base, 0) >= (TOWN if unit.level == 3 else CITY)
            plain = not town and (len(namesakes) == 1 or unit.level < 3)
            chain = [
                *([base] if plain else []),
                long,
                f"{base}-{country}",
                f"{long}-{country}",
                f"{base}-{slug(unit.code)}",
            ]
            slugs[unit.code] = next(c for c in chain if c not in taken)
            taken.add(slugs[unit.code])
    return slugs


def _base(unit: Unit, names: Mapping[str, list[str]]) -> str:
    """English, else Latin transliteration, else the native name."""
    lang = native.language(unit.code, unit.country)
    for key in ("en", "mul", lang):
        if names.get(key) and slug(names[key][0]):
            return slug(re.sub("[’'–]", "-", names[key][0]))
    return slug_or_hash(unit.rows[0].label)


def write(regions: Regions, out: Path) -> None:
    """Write both files; rows by code, and by slug and language."""
    rows = [
        (r.code, r.level, " ".join(sorted(r.versions)), r.label, r.parent, r.country, regions.slugs[unit.code],
         " ".join(sorted(r.replaced_by)), " ".join(sorted(r.replaces)))
        for unit in regions.units for r in unit.rows
    ]  # fmt: skip
    header = ("code", "level", "versions", "name", "parent", "country", "slug", "replaced_by", "replaces")
    tables.write(out / "nuts.csv", header, sorted(rows))
    by_slug = {regions.slugs[code]: names for code, names in regions.names.items() if regions.slugs[code]}
    tables.write(out / "region-names.csv", ("slug", "lang", "name"), tables.name_rows(by_slug))
