"""Reading and writing the small tables beside the code and under data/authority/: LF ends, deterministic order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""The 24 official languages of the Union."""

Names = dict[str, list[str]]
"""language → names, preferred first."""


def curated(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a table beside this file, without comments and blank lines."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def curated_names(name: str) -> dict[str, Names]:
    """key → names, from a table of rows ``key, lang=name|name; lang=name``.

    ``+`` before the names of a language appends them after those of other sources instead of putting them first.
    """
    found: dict[str, Names] = {}
    for key, cell in curated(name):
        names = found.setdefault(key, {})
        for part in cell.split(";"):
            lang, _, values = part.strip().partition("=")
            names.setdefault(lang, []).extend(v.strip() for v in values.split("|") if v.strip())
    return found


def merge(*sources: Mapping[str, Sequence[str]]) -> Names:
    """The names of all sources, earlier sources first, none twice in a language."""
    merged: Names = {}
    for source in sources:
        for lang, names in source.items():
            own = merged.setdefault(lang, [])
            own.extend(n for n in dict.fromkeys(names) if n and n not in own)
    return {lang: names for lang, names in sorted(merged.items()) if names}


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a CSV file in the order given; returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, lineterminator="\n")
        table.writerow(header)
        for row in rows:
            table.writerow(row)
            count += 1
    return count


def name_rows(names: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[tuple[str, str, str]]:
    """(key, lang, name) sorted by key and language, the preferred name of a language first."""
    for key in sorted(names):
        for lang in sorted(names[key]):
            for name in names[key][lang]:
                yield key, lang, name
