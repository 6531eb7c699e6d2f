"""Compare how sure claims are said to be with how many are right: calibrate.py [FOLDER] [--out FILE] [--write].

The annotated pages are those of tests/data/pages and tests/data/unseen and, where it is there, those of FOLDER with
seeds/ and eval/. One page is left out at a time: each rule's confidence is set from the other pages, and the page left
out tells whether it holds. Only figures and names of rules are printed, never a page's words. --write puts what all
pages say of each rule into the file that the reader takes its confidences from.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from page_scores import LITERALS, annotated, fact_of, paired, wanted_of
from regiograph.authority import load_authority
from regiograph.concepts import label_index
from regiograph.extract.grammar import GrammarReader
from regiograph.extract.reliability import FILE
from regiograph.extract.view import view
from regiograph.model import Document

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(ROOT / "tests" / "data" / name for name in ("pages", "unseen"))
BINS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Lower edges of the bins; the last holds what is said to be certain."""
PRIOR = 4.0
"""How many claims the average over all rules counts for, so that a rule seen twice is not said to be certain."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim held against the annotation; ``kind`` is name, relation or literal."""

    page: str
    rule: str
    kind: str
    confidence: float
    right: bool


def pages(shared: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each annotated page of the folder beside with its annotation, by name."""
    folders = (shared / "seeds", shared / "eval" / "dev" / "docs")
    for gold in sorted((shared / "eval" / "dev" / "gold").glob("*.json")):
        found = [page for folder in folders for page in sorted(folder.glob(f"{gold.stem}.*"))]
        if found:
            yield found[0], json.loads(gold.read_text("utf-8"))


def documents(shared: Path) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    """All annotated pages, the repository's own first."""
    for folder in PAGES:
        yield from annotated(folder)
    for page, gold in pages(shared):
        yield Document(page.stem, page.name, page.read_text("utf-8"), gold["lang"]), gold


def judged(reader: GrammarReader, document: Document, gold: Mapping[str, Any]) -> Iterator[Judged]:
    """The claims of a page that the annotation can judge; what it calls optional, and themes, are left out."""
    claims = list(reader.read(document))
    found = view(document, claims)
    ids = {thing["id"]: known for known, thing in paired(gold, found).items()}
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    wanted = wanted_of(gold)
    for claim in claims:
        if claim.predicate == "mention":
            if claim.subject.type != "Theme" and ids.get(claim.subject.id) not in optional:
                yield Judged(document.id, claim.rule, "name", claim.confidence, claim.subject.id in ids)
            continue
        fact = next(iter(view(document, [claim])["facts"]), None)
        if fact is None or claim.predicate == "hasTheme":
            continue
        told = fact_of(fact, ids)
        if not wanted.get(told, False) and not {told[0], told[2]} & optional:
            kind = "literal" if claim.predicate in LITERALS else "relation"
            yield Judged(document.id, claim.rule, kind, claim.confidence, told in wanted)


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
    others = left_out(rows)
    parts = [f"{len(rows)} claims on {len({r.page for r in rows})} pages (themes, on which readers differ, aside)", ""]
    kinds_of = {"Names": ("name",), "Relations and literals": ("relation", "literal")}
    for title, kinds in (*kinds_of.items(), ("All", ("name", "relation", "literal"))):
        chosen = [r for r in rows if r.kind in kinds]
        if chosen:
            parts += [f"{title}: what the reader says", *by_bins(chosen, lambda r: r.confidence), ""]
            parts += [f"{title}: what the other pages say", *by_bins(chosen, others.__getitem__), ""]
    return "\n".join([*parts, "By rule", *by_rule(rows, others)]) + "\n"


def reliability(rows: list[Judged]) -> dict[str, float]:
    """Rule → its share of right relations and literals on all pages, drawn to that of its kind."""
    told = [r for r in rows if r.kind != "name"]
    spread = left_out([*told, *(replace(r, page="none") for r in {(r.kind, r.rule): r for r in told}.values())])
    return {r.rule: round(sure, 2) for r, sure in sorted(spread.items(), key=lambda x: x[0].rule) if r.page == "none"}


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
    parser.add_argument("--write", action="store_true", help="set the reader's confidences")
    given = parser.parse_args()
    reader = GrammarReader(load_authority(), label_index("theme"), label_index("actor-type"))
    rows = [row for document, gold in documents(given.shared) for row in judged(reader, document, gold)]
    text = report(rows)
    print(text, end="")
    if given.out:
        given.out.write_text(text, "utf-8")
    if given.write:
        made = "".join(f'"{rule}" = {sure:.2f}\n' for rule, sure in reliability(rows).items())
        FILE.write_text(f"# Share of right claims by rule. Made by: make calibrate-write\n{made}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
