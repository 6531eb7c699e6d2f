"""The annotated pages of tests/data/pages: each language keeps to its floor, and the scorer counts rightly."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract_reading import reader
from regiograph.extract.pack import languages
from workspaces import ROOT

sys.path.append(str(ROOT / "scripts"))
from page_scores import FIGURES, Tally, annotated, tally

PAGES = Path(__file__).parents[1] / "data" / "pages"
FLOORS: dict[str, dict[str, float]] = tomllib.loads((PAGES / "floors.toml").read_text("utf-8"))


def test_every_language_has_a_page_and_a_floor() -> None:
    assert {document.language for document, _ in annotated(PAGES)} == set(languages()) == set(FLOORS)


@pytest.mark.parametrize("language", languages())
def test_a_language_keeps_to_its_floor(language: str) -> None:
    found = Tally()
    for document, gold in annotated(PAGES):
        if document.language == language:
            found += tally(reader(), document, gold)
    reached = {figure: found.f1(figure) or 0.0 for figure in FIGURES}
    assert {f: v for f, v in reached.items() if v < FLOORS[language][f]} == {}


def test_annotations_speak_of_what_stands_in_their_page() -> None:
    for document, gold in annotated(PAGES):
        known = {e["id"] for e in gold["entities"]}
        assert [m for e in gold["entities"] for m in e["mentions"] if m not in document.text] == []
        assert {r["s"] for r in gold["relations"]} <= known | {"doc"}


def _gold(**changes: Any) -> dict[str, Any]:
    return {
        "lang": "fi",
        "entities": [
            {"id": "a", "type": "Region", "name": "Lapland", "mentions": ["Lapin"], "code": "FI1D7"},
            {"id": "b", "type": "Organisation", "name": "Åbo Stad", "mentions": ["Åbo Stad"]},
        ],
        "relations": [{"s": "doc", "p": "publishedOn", "o": "2020-05-17"}],
    } | changes


def test_hits_misses_and_surplus_are_counted(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("17.5.2020\n\nLapin maakunta on pohjoisessa.\n", "utf-8")
    (tmp_path / "page.json").write_text(json.dumps(_gold()), "utf-8")
    ((document, gold),) = annotated(tmp_path)
    found = tally(reader(), document, gold)
    assert (found.hits["entities"], found.missed["entities"], found.hits["codes"]) == (1, 1, 1)
    assert (found.hits["literals"], found.missed["literals"]) == (1, 0)
    wrong = _gold(relations=[{"s": "doc", "p": "publishedOn", "o": "2020-05-18"}])
    found = tally(reader(), document, wrong)
    assert (found.hits["literals"], found.missed["literals"], found.surplus["literals"]) == (0, 1, 1)
    spare = _gold(entities=[{**e, "optional": True} for e in gold["entities"]])
    assert tally(reader(), document, spare).missed["entities"] == 0
