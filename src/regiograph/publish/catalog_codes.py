"""The code lists of a catalogue: EU file types, licences, themes and so on, and the boxes of countries.

Read from ``data/authority/dcat/`` (packaged) and the workspace's own folder; SOURCES.md there names their origin.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from regiograph.resources import layered
from regiograph.terms import EU

IANA = "http://www.iana.org/assignments/media-types/"
PUBLISHER_TYPE = "http://purl.org/adms/publishertype/"
FOLDER = "dcat"


@dataclass(frozen=True, slots=True)
class FileType:
    """What data.europa.eu thinks of an EU file type: can programs read it, and is it open?"""

    machine_readable: bool
    non_proprietary: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees of WGS 84. ``west`` is never greater than ``east`` in Europe."""

    west: float
    south: float
    east: float
    north: float

    def around(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.west, other.west), min(self.south, other.south),
            max(self.east, other.east), max(self.north, other.north),
        )  # fmt: skip

    def wkt(self) -> str:
        """The box as a WKT polygon, longitude first.

        >>> Box(20.6, 59.8, 31.6, 70.1).wkt()
        'POLYGON((20.6 59.8, 31.6 59.8, 31.6 70.1, 20.6 70.1, 20.6 59.8))'
        """
        w, s, e, n = (f"{x:.1f}" for x in (self.west, self.south, self.east, self.north))
        return f"POLYGON(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))"

    def centre(self) -> str:
        """The middle of the box as a WKT point."""
        return f"POINT({(self.west + self.east) / 2:.2f} {(self.south + self.north) / 2:.2f})"


@dataclass(frozen=True, slots=True)
class Codes:
    """The lists by code. ``listed`` holds the smaller ones by name: code → English label."""

    file_types: Mapping[str, FileType] = field(default_factory=dict)
    licences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    access_rights: frozenset[str] = frozenset()
    media_types: frozenset[str] = frozenset()
    themes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    listed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    boxes: Mapping[str, Box] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)

    def licence_of(self, iri: str) -> str | None:
        """The EU code of a licence given by its EU IRI or by one of its other addresses, or None.

        >>> Codes(licences={"CC0": ("https://creativecommons.org/publicdomain/zero/1.0/",)}).licence_of(
        ...     "https://creativecommons.org/publicdomain/zero/1.0/")
        'CC0'
        """
        code = iri.removeprefix(f"{EU}licence/")
        if code in self.licences:
            return code
        return next((c for c, same in self.licences.items() if iri in same), None)

    def media_type_of(self, iri: str) -> str | None:
        """The IANA media type that an IRI names, http or https, or None."""
        head, found, name = iri.replace("https://", "http://", 1).partition(IANA)
        return name if found and not head and name in self.media_types else None

    def code_of(self, iri: str, scheme: str) -> str | None:
        """The code behind an EU authority IRI of a scheme (``file-type``, ``frequency`` …) that is in the list."""
        if not iri.startswith(f"{EU}{scheme}/"):
            return None
        code = iri[len(f"{EU}{scheme}/") :]
        return code if code in self.scheme(scheme) else None

    def scheme(self, name: str) -> frozenset[str]:
        """All codes of an EU scheme that we know; empty for one we do not."""
        known: dict[str, frozenset[str]] = {
            "file-type": frozenset(self.file_types), "licence": frozenset(self.licences),
            "access-right": self.access_rights, "data-theme": frozenset(self.themes), "country": self.countries,
            "language": frozenset(self.languages.values()),
        }  # fmt: skip
        return known.get(name, frozenset(self.listed.get(name, ())))


@cache
def load_codes(workspace: Path | None = None) -> Codes:
    """The packaged lists, with the workspace's own files in their place."""
    files = {p.relative_to(p.parents[1]).as_posix(): p for p in layered("authority", workspace, ".csv")}
    inner = {name.removeprefix(f"{FOLDER}/"): p for name, p in files.items() if name.startswith(f"{FOLDER}/")}
    outer = {p.name: p for name, p in files.items() if not name.startswith(f"{FOLDER}/")}
    themes: dict[str, dict[str, str]] = {}
    for row in _rows(inner.get("data-themes.csv")):
        themes.setdefault(row["code"], {})[row["lang"]] = row["label"]
    listed: dict[str, dict[str, str]] = {}
    for row in _rows(inner.get("codes.csv")):
        listed.setdefault(row["list"], {})[row["code"]] = row["label"]
    return Codes(
        file_types={
            r["code"]: FileType(r["machine_readable"] == "yes", r["non_proprietary"] == "yes")
            for r in _rows(inner.get("file-types.csv"))
        },
        licences={r["code"]: tuple(r["same_as"].split()) for r in _rows(inner.get("licences.csv"))},
        access_rights=frozenset(r["code"] for r in _rows(inner.get("access-rights.csv"))),
        media_types=frozenset(r["media_type"] for r in _rows(inner.get("media-types.csv"))),
        themes=themes,
        listed=listed,
        boxes={
            r["country"]: Box(float(r["west"]), float(r["south"]), float(r["east"]), float(r["north"]))
            for r in _rows(inner.get("country-boxes.csv"))
        },
        countries=frozenset(r["iso3"] for r in _rows(outer.get("countries.csv"))),
        languages={r["code"]: r["authority"] for r in _rows(outer.get("languages.csv"))},
    )


def _rows(path: Path | None) -> Iterator[dict[str, str]]:
    if path is not None:
        with path.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle)
