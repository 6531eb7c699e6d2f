"""Compare how sure claims are said to be with how many are right: calibrate.py FOLDER [--out FILE].

FOLDER holds seeds/ and eval/ (score.py, dev/). One annotated page is left out at a time: each rule's confidence is set
from the other pages, and the page left out tells whether it holds. Only figures and names of rules are printed, never a
page's words. Without the folder there is nothing to measure, which is no mistake.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from regiograph import extract
from regiograph.extract.view import view
from regiograph.model import Claim

BINS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Lower edges of the bins; the last holds what is said to be certain."""
PRIOR = 4.0
"""How many claims the average over all rules counts for, so that a rule seen twice is not said to be certain."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim held against the annotation; ``kind`` is name, relation, literal or theme."""

    page: str
    rule: str
    kind: str
    confidence: float
    right: bool


def pages(shared: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each annotated page with its annotation, by name."""
    folders = (shared / "seeds", shared / "eval" / "dev" / "docs")
    for gold in sorted((shared / "eval" / "dev" / "gold").glob("*.json")):
        found = [page for folder in folders for page in sorted(folder.glob(f"{gold.stem}.*"))]
        if found:
            yield found[0], json.loads(gold.read_text("utf-8"))


def judged(page: Path, gold: dict[str, Any], scorer: ModuleType) -> Iterator[Judged]:
    """The claims of a page that the annotation can judge; what it calls optional, or does not cover, is left out."""
    extraction = extract(page)
    ids: dict[str, str] = scorer.match(gold["entities"], extraction.to_json()["entities"])
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    wanted, loose = _wanted(gold, optional, scorer)
    for claim in extraction.claims:
        if claim.predicate == "mention":
            if ids.get(claim.subject.id) not in optional:
                kind = "theme" if claim.subject.type == "Theme" else "name"
                yield Judged(page.stem, claim.rule, kind, claim.confidence, claim.subject.id in ids)
            continue
        fact = next(iter(view(extraction.document, [claim])["facts"]), None)
        if fact is None or fact["predicate"] not in scorer.PREDICATES:
            continue
        key = _key(fact, ids, scorer)
        if key in loose or {key[0], key[2]} & optional:
            continue
        yield Judged(page.stem, claim.rule, _kind(claim, scorer), claim.confidence, key in wanted)


def _wanted(gold: dict[str, Any], optional: set[str], scorer: ModuleType) -> tuple[set[Any], set[Any]]:
    wanted: set[Any] = set()
    loose: set[Any] = set()
    for row in gold["relations"]:
        target = scorer.value(row["p"], row["o"]) if row["literal"] else row["o"]
        free = row.get("optional") or row["s"] in optional or (not row["literal"] and row["o"] in optional)
        (loose if free else wanted).add((row["s"], row["p"], target))
    return wanted, loose


def _key(fact: dict[str, Any], ids: dict[str, str], scorer: ModuleType) -> tuple[str, str, str]:
    predicate = fact["predicate"]
    subject = "doc" if fact["subject"] == "doc" else ids.get(fact["subject"], f"?{fact['subject']}")
    if predicate in scorer.LITERAL_PREDICATES:
        return subject, predicate, scorer.value(predicate, scorer.pred_value(fact))
    return subject, predicate, ids.get(fact["object"], f"?{fact['object']}")


def _kind(claim: Claim, scorer: ModuleType) -> str:
    if claim.predicate == "hasTheme":
        return "theme"
    return "literal" if claim.predicate in scorer.LITERAL_PREDICATES else "relation"


def left_out(rows: list[Judged]) -> dict[Judged, float]:
    """Each claim → what the other pages give its rule: the share of right claims, drawn to that of its kind."""
    found: dict[Judged, float] = {}
    for page in {r.page for r in rows}:
        of_rule: dict[tuple[str, str], list[bool]] = defaultdict(list)
        of_kind: dict[str, list[bool]] = defaultdict(list)
        for row in rows:
            if row.page != page:
                of_rule[row.kind, row.rule].append(row.right)
                of_kind[row.kind].append(row.right)
        for row in rows:
            if row.page == page:
                same, kin = of_rule[row.kind, row.rule], of_kind[row.kind]
                average = sum(kin) / len(kin) if kin else 0.5
                found[row] = (sum(same) + PRIOR * average) / (len(same) + PRIOR)
    return found


def _share(rows: Iterable[Judged]) -> float:
    listed = list(rows)
    return sum(r.right for r in listed) / len(listed) if listed else 0.0


def by_bins(rows: list[Judged], sure: Callable[[Judged], float]) -> Iterator[str]:
    """The reliability table: of the claims said to be so sure, how many are right; then two measures of the whole."""
    yield f"{'said':<14}{'n':>6}{'right':>7}{'share':>8}{'mean said':>11}"
    gap = 0.0
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [r for r in rows if low <= round(sure(r), 4) < high]
        if inside:
            mean = sum(map(sure, inside)) / len(inside)
            gap += abs(mean - _share(inside)) * len(inside) / len(rows)
            label = f"{low:.2f} – {min(high, 1):.2f}"
            yield f"{label:<14}{len(inside):>6}{sum(r.right for r in inside):>7}{_share(inside):>8.2f}{mean:>11.2f}"
    brier = sum((sure(r) - r.right) ** 2 for r in rows) / len(rows)
    yield f"mean distance from the diagonal {gap:.3f}, Brier score {brier:.3f}"


def by_rule(rows: list[Judged], others: dict[Judged, float]) -> Iterator[str]:
    """One line a rule: kind, claims, right, share, what it says now, what the pages left out would make it say."""
    yield f"{'rule':<34}{'kind':<10}{'pages':>6}{'n':>6}{'right':>7}{'share':>8}{'says':>7}{'others':>8}"
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for row in rows:
        groups[row.kind, row.rule].append(row)
    for (kind, rule), listed in sorted(groups.items()):
        said = sum(r.confidence for r in listed) / len(listed)
        other = sum(others[r] for r in listed) / len(listed)
        yield (
            f"{rule:<34}{kind:<10}{len({r.page for r in listed}):>6}{len(listed):>6}{sum(r.right for r in listed):>7}"
            f"{_share(listed):>8.2f}{said:>7.2f}{other:>8.2f}"
        )


def report(rows: list[Judged]) -> str:
    """The three tables as text."""
    core = [r for r in rows if r.kind != "theme"]
    others = left_out(rows)
    parts = [
        f"{len(core)} claims on {len({r.page for r in rows})} pages (themes, on which readers differ, by rule only)",
        "",
    ]
    kinds_of = {"Names": ("name",), "Relations and literals": ("relation", "literal")}
    for title, kinds in (*kinds_of.items(), ("All", ("name", "relation", "literal"))):
        chosen = [r for r in core if r.kind in kinds]
        if chosen:
            parts += [f"{title}: what the rules say", *by_bins(chosen, lambda r: r.confidence), ""]
            parts += [f"{title}: what the other pages say", *by_bins(chosen, others.__getitem__), ""]
    return "\n".join([*parts, "By rule", *by_rule(rows, others)]) + "\n"


def load_scorer(path: Path) -> ModuleType:
    """The scorer beside the annotations, as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Judge all claims, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"), help="folder with seeds/ and eval/")
    parser.add_argument("--out", type=Path, help="write the tables to this file as well")
    given = parser.parse_args()
    if not (given.shared / "eval" / "score.py").is_file():
        print(f"There are no annotated pages at {given.shared}: nothing to measure.")
        return 0
    scorer = load_scorer(given.shared / "eval" / "score.py")
    rows = [row for page, gold in pages(given.shared) for row in judged(page, gold, scorer)]
    text = report(rows)
    print(text, end="")
    if given.out:
        given.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
