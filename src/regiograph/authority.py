"""Authority data: the regions, countries, towns, programmes, funds, initiatives and institutions known beforehand.

Read from ``data/authority/`` (packaged) and the workspace's own folder; SOURCES.md there names origin and licence of
every file. Nothing here ever holds a project, cluster, partnership or event: those are found in the pages.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from regiograph.errors import ConfigError
from regiograph.model import EntityType
from regiograph.resources import layered

CURATED: dict[str, tuple[EntityType, str]] = {
    "programmes.toml": ("Programme", "programme"),
    "funds.toml": ("Fund", "fund"),
    "initiatives.toml": ("Initiative", "initiative"),
    "organisations.toml": ("Organisation", "organisation"),
    "areas.toml": ("Region", "territory"),
}
"""Curated files: their entity type and path type."""


@dataclass(frozen=True, slots=True)
class Record:
    """One known thing. ``names`` maps a language (or ``mul``) to names, the preferred one first.

    ``code`` is the current NUTS code or the ISO 3166-1 alpha-2 code (GR, GB); ``codes`` all NUTS codes of any version;
    ``within`` the id of the larger territory or ``country/XXX``; ``governs`` the territory a body governs.
    """

    id: str
    type: EntityType
    names: Mapping[str, tuple[str, ...]]
    source: str
    code: str | None = None
    codes: tuple[str, ...] = ()
    level: int | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    governs: str | None = None
    periods: tuple[str, ...] = ()
    population: int = 0
    same_as: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """The preferred name in a language, else en, else mul, else any."""
        for key in (language, "en", "mul", *sorted(self.names)):
            if self.names.get(key):
                return self.names[key][0]
        return self.id


@dataclass(frozen=True, slots=True)
class Authority:
    """All records by id, and the ids by code (NUTS of any version, ISO alpha-2)."""

    records: Mapping[str, Record]
    by_code: Mapping[str, str] = field(default_factory=dict)

    def surfaces(self, languages: frozenset[str] | None = None) -> Iterator[tuple[str, str, Record]]:
        """(name, language, record) for every name, or for those in ``languages`` and ``mul``."""
        for record in self.records.values():
            for language, names in record.names.items():
                if languages is None or language in languages or language == "mul":
                    for name in names:
                        yield name, language, record

    def ancestors(self, record: Record) -> frozenset[str]:
        """Ids of all larger territories around one, its country included."""
        found: set[str] = set()
        waiting = list(record.within)
        while waiting:
            ident = waiting.pop()
            if ident not in found:
                found.add(ident)
                waiting.extend(self.records[ident].within if ident in self.records else ())
        return frozenset(found)

    def country_of(self, record: Record) -> Record | None:
        """The country record of a territory, if it lies in one."""
        return self.records.get(self.by_code.get(record.country or "", ""))


@cache
def load_authority(workspace: Path | None = None) -> Authority:
    """The packaged authority data, with the workspace's own files added or put in their place.

    Raises ConfigError naming the file and row that cannot be read.
    """
    files = {p.name: p for suffix in (".csv", ".toml") for p in layered("authority", workspace, suffix)}
    records: dict[str, Record] = {}
    for record in (*_countries(files), *_regions(files), *_places(files), *_curated(files)):
        records.setdefault(record.id, record)
    by_code = {c: r.id for r in records.values() if r.type in {"Region", "Country"} for c in (*r.codes, r.code) if c}
    return Authority(records, by_code)


def _table(path: Path | None) -> Iterator[list[str]]:
    """The rows of a CSV file without its header; a row of the wrong width names its line."""
    if path is None:
        return
    with path.open(encoding="utf-8", newline="") as handle:
        table = csv.reader(handle)
        width = len(next(table, []))
        for row in table:
            if len(row) != width:
                where = f"{path}, line {table.line_num}"
                raise ConfigError(f"{len(row)} cells instead of {width}", where=where, todo="mend that row")
            yield row


def _names(path: Path | None) -> dict[str, dict[str, list[str]]]:
    """key → language → names in file order (preferred first)."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, lang, name in _table(path):
        names = found.setdefault(key, {}).setdefault(lang, [])
        if name not in names:
            names.append(name)
    return found


def _frozen(names: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(n) for lang, n in sorted(names.items())}


def _countries(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("country-names.csv"))
    whole: dict[str, list[str]] = {}
    for code, _, _, _, _, country, slug, _, _ in _table(files.get("nuts.csv")):
        if not slug:
            whole.setdefault(country, []).append(code)
    for iso2, iso3, eurostat in _table(files.get("countries.csv")):
        yield Record(
            id=f"country/{iso3}", type="Country", names=_frozen(names.get(iso2, {})), source="countries.csv", code=iso2,
            codes=(*((eurostat,) if eurostat else ()), *whole.get(iso2, ())), level=0, country=iso2,
        )  # fmt: skip


def _regions(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("region-names.csv"))
    iso3 = {iso2: three for iso2, three, _ in _table(files.get("countries.csv"))}
    units: dict[str, list[list[str]]] = {}
    slugs: dict[str, str] = {}
    for row in _table(files.get("nuts.csv")):
        code, slug = row[0], row[6]
        slugs[code] = slug
        if slug:  # a unit without a slug is its whole country
            units.setdefault(slug, []).append(row)
    for slug, rows in units.items():
        # The unit's current code is that of the newest version at the highest level it fills.
        rows.sort(key=lambda r: ("2024" not in r[2], int(r[1]), r[0]))
        code, level, _, name, _, country, *_ = rows[0]
        parents = {slugs.get(r[4], "") for r in rows} - {slug, ""}
        within = (*(f"territory/{p}" for p in sorted(parents)), f"country/{iso3[country]}")
        yield Record(
            id=f"territory/{slug}", type="Region", names=_frozen(names.get(slug, {"mul": [name]})),
            source="nuts.csv", code=code, codes=tuple(r[0] for r in rows), level=int(level), country=country,
            within=within,
        )  # fmt: skip


def _places(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("place-names.csv"))
    home = {iso2: f"country/{three}" for iso2, three, _ in _table(files.get("countries.csv"))}
    none: dict[str, list[str]] = {}
    for slug, name, country, within, _, _, population in _table(files.get("places.csv")):
        # GeoNames' own name first; most towns have no other.
        own = names.get(slug, none)
        surfaces = {"mul": (name, *(n for n in own.get("mul", ()) if n != name))}
        if own:
            surfaces = {**{lang: tuple(n) for lang, n in own.items()}, **surfaces}
        inside = (f"territory/{within}", home[country]) if within else (home[country],)
        yield Record(
            id=f"territory/{slug}", type="Place", names=surfaces, source="places.csv", country=country, within=inside,
            population=int(population),
        )  # fmt: skip


def _curated(files: Mapping[str, Path]) -> Iterator[Record]:
    for name, (kind, path) in CURATED.items():
        file = files.get(name)
        if file is None:
            continue
        try:
            table = tomllib.loads(file.read_text("utf-8"))
            for row in table.get("record", []):
                yield Record(
                    id=f"{path}/{row['slug']}", type=kind, source=name,
                    names={lang: tuple(n) for lang, n in sorted(row["names"].items())},
                    country=row.get("country"), within=tuple(row.get("within", ())), governs=row.get("governs"),
                    periods=tuple(row.get("periods", ())), same_as=tuple(row.get("same_as", ())),
                )  # fmt: skip
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise ConfigError(
                f"cannot read authority records: {error}", where=str(file), todo="mend that file"
            ) from error
