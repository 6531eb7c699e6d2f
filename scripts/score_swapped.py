"""Measure extraction again with other names in the annotated pages: score_swapped.py FOLDER [--seeds N] [--details].

FOLDER holds seeds/ and eval/ (score.py, dev/). In each page and its annotation the names of projects, clusters and
organisations, amounts, dates and regions are replaced by others of the same form (scripts/swapping/). A reader that
knows how such pages are written finds as much as before; one that knows these pages finds less. Only figures are
printed. Ends with 1 if a figure falls by more than 0.03. Without the folder there is nothing to measure, which is no
mistake.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from calibrate import load_scorer, pages
from regiograph import extract
from regiograph.authority import load_authority
from swapping.pages import swap_page

FIGURES = ("entities", "codes", "relations", "literals", "themes")
MOST = 0.03
"""How far a figure may fall."""


def figure(scores: Mapping[str, Any], key: str) -> float:
    """F1 of a row of the scorer's table; the share of right codes."""
    row = scores.get(key, {})
    return float(row.get("accuracy", row.get("F1", 0.0)))


def measured(scorer: ModuleType, found: Mapping[str, tuple[str, Mapping[str, Any]]], folder: Path) -> Mapping[str, Any]:
    """Read each page (name → text and annotation) as a user's file and score what is found."""
    gold, pred, docs = (folder / name for name in ("gold", "pred", "docs"))
    for part in (gold, pred, docs):
        part.mkdir(parents=True)
    for name, (text, annotation) in found.items():
        page = docs / name
        page.write_text(text, encoding="utf-8")
        said = json.dumps(extract(page).to_json(), ensure_ascii=False)
        (pred / f"{page.stem}.json").write_text(said, encoding="utf-8")
        (gold / f"{page.stem}.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    result: Mapping[str, Any] = scorer.score(gold, pred)
    return result


def table(before: Mapping[str, Any], after: list[Mapping[str, Any]], keys: list[str]) -> list[str]:
    """One line a figure: before, after (the mean of all swaps, and the worst), and how far it falls at worst."""
    lines = [f"{'figure':<34}{'before':>8}{'mean':>8}{'worst':>8}{'fall':>8}"]
    for key in keys:
        old, new = figure(before, key), [figure(a, key) for a in after]
        name = key if key == "codes" else f"{key} F1"
        lines.append(f"{name:<34}{old:>8.3f}{sum(new) / len(new):>8.3f}{min(new):>8.3f}{old - min(new):>8.3f}")
    return lines


def main() -> int:
    """Score the pages as they are and swapped, print the table; 1 if a figure falls too far."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"), help="folder with seeds/ and eval/")
    parser.add_argument("--seeds", type=int, default=3, help="how many different swaps to try")
    parser.add_argument("--details", action="store_true", help="print every figure, not only the five that decide")
    parser.add_argument("--keep", type=Path, help="leave the pages, annotations and predictions in this folder")
    given = parser.parse_args()
    if not (given.shared / "eval" / "score.py").is_file():
        print(f"There are no annotated pages at {given.shared}: nothing to measure.")
        return 0
    scorer = load_scorer(given.shared / "eval" / "score.py")
    given_pages = {page.name: (page.read_text("utf-8"), gold) for page, gold in pages(given.shared)}
    authority = load_authority()
    done: Counter[str] = Counter()
    left: Counter[str] = Counter()
    after: list[Mapping[str, Any]] = []
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        before = measured(scorer, given_pages, folder / "before")
        for seed in range(1, given.seeds + 1):
            swapped = {
                name: swap_page(text, gold, authority, f"{seed}/{name}") for name, (text, gold) in given_pages.items()
            }
            for page in swapped.values():
                done, left = done + page.done, left + page.left
            after.append(measured(scorer, {n: (p.text, p.gold) for n, p in swapped.items()}, folder / str(seed)))
    keys = list(FIGURES)
    if given.details:
        keys += sorted(k for k in before if k not in FIGURES)
    print(f"{len(given_pages)} pages, {given.seeds} swaps of each")
    for kind in sorted({*done, *left}):
        print(f"  {kind:<10}{done[kind]:>6} swapped{left[kind]:>6} left")
    print("\n".join(table(before, after, keys)))
    fallen = [k for k in FIGURES if figure(before, k) - min(figure(a, k) for a in after) > MOST]
    if fallen:
        print(f"More than {MOST} lower: {', '.join(fallen)}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
