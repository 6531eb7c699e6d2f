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


def _rows(path: Path | None) -> Iterator[dict[str, str]]:
    if path is None:
        return
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _names(path: Path | None, key: str) -> dict[str, dict[str, list[str]]]:
    """key → language → names in file order (preferred first)."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in _rows(path):
        names = found.setdefault(row[key], {}).setdefault(row["lang"], [])
        if row["name"] not in names:
            names.append(row["name"])
    return found


def _frozen(names: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(n) for lang, n in sorted(names.items())}


def _countries(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("country-names.csv"), "iso2")
    for row in _rows(files.get("countries.csv")):
        yield Record(
            id=f"country/{row['iso3']}", type="Country", names=_frozen(names.get(row["iso2"], {})),
            source="countries.csv", code=row["iso2"], codes=(row["eurostat"],) if row["eurostat"] else (),
            level=0, country=row["iso2"],
        )  # fmt: skip


def _regions(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("region-names.csv"), "slug")
    iso3 = {row["iso2"]: row["iso3"] for row in _rows(files.get("countries.csv"))}
    slugs = {row["code"]: row["slug"] for row in _rows(files.get("nuts.csv"))}
    units: dict[str, list[dict[str, str]]] = {}
    for row in _rows(files.get("nuts.csv")):
        units.setdefault(row["slug"], []).append(row)
    for slug, rows in units.items():
        # The unit's current code is that of the newest version at the highest level it fills.
        rows.sort(key=lambda r: ("2024" not in r["versions"], int(r["level"]), r["code"]))
        first = rows[0]
        parents = {slugs[r["parent"]] for r in rows if r["parent"] in slugs} - {slug}
        within = tuple(f"territory/{p}" for p in sorted(parents)) + _country_id(iso3, first["country"])
        yield Record(
            id=f"territory/{slug}", type="Region", names=_frozen(names.get(slug, {"mul": [first["name"]]})),
            source="nuts.csv", code=first["code"], codes=tuple(r["code"] for r in rows), level=int(first["level"]),
            country=first["country"], within=within,
        )  # fmt: skip


def _country_id(iso3: Mapping[str, str], country: str) -> tuple[str, ...]:
    return (f"country/{iso3[country]}",) if country in iso3 else ()


def _places(files: Mapping[str, Path]) -> Iterator[Record]:
    names = _names(files.get("place-names.csv"), "slug")
    iso3 = {row["iso2"]: row["iso3"] for row in _rows(files.get("countries.csv"))}
    for row in _rows(files.get("places.csv")):
        within = [f"territory/{row['within']}"] if row["within"] else []
        own = names.get(row["slug"], {})
        own.setdefault("mul", []).insert(0, row["name"])
        yield Record(
            id=f"territory/{row['slug']}", type="Place", names=_frozen(own), source="places.csv",
            country=row["country"], within=(*within, *_country_id(iso3, row["country"])), population=int(row["population"]),
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
            raise ConfigError(f"cannot read authority records: {error}", where=str(file), todo="mend that file") from error
