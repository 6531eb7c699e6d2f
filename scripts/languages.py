"""What each language has and what it reaches: languages.py [--write | --unseen].

Prints a table by language: words of its pack, names of the authority data, and F1 on the pages of tests/data/pages.
--write puts it into docs/languages.md, between the marks there. --unseen measures the pages of tests/data/unseen
instead, which nobody reads who writes rules, and prints figures over all of them and nothing of a page.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from page_scores import FIGURES, Tally, annotated, tally
from regiograph.authority import Authority, load_authority
from regiograph.concepts import label_index
from regiograph.extract.grammar import GrammarReader
from regiograph.extract.pack import Pack, languages, load_pack

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "data" / "pages"
UNSEEN = ROOT / "tests" / "data" / "unseen"
PAGE = ROOT / "docs" / "languages.md"
BEGIN, END = "<!-- made by make languages -->", "<!-- end -->"
KINDS = ("Region", "Country", "Programme", "Fund")
HEADS = ("heads", "triggers", "inflections", "month forms", *(f"{k.lower()} names" for k in KINDS))


def scores(reader: GrammarReader) -> dict[str, Tally]:
    """Language → what the reader finds in its annotated pages."""
    found: dict[str, Tally] = {}
    for document, gold in annotated(PAGES):
        total = found.setdefault(document.language, Tally())
        total += tally(reader, document, gold)
    return found


def unseen(reader: GrammarReader) -> str:
    """The figures of the pages that nobody reads: precision, recall, F1."""
    whole, pages = Tally(), list(annotated(UNSEEN))
    for document, gold in pages:
        whole += tally(reader, document, gold)
    rows = [
        f"{len(pages)} pages, {len({d.language for d, _ in pages})} languages",
        f"{'':<12}{'P':>7}{'R':>7}{'F1':>7}",
    ]
    for figure in FIGURES:
        hits, surplus, missed = whole.hits[figure], whole.surplus[figure], whole.missed[figure]
        precision, recall = hits / max(1, hits + surplus), hits / max(1, hits + missed)
        rows.append(f"{figure:<12}{precision:>7.3f}{recall:>7.3f}{whole.f1(figure) or 0:>7.3f}")
    return "\n".join(rows)


def names(authority: Authority) -> dict[str, Counter[str]]:
    """Language → how many things of each kind have a name in it; one that is alike in all languages counts for each."""
    found: dict[str, Counter[str]] = {code: Counter() for code in languages()}
    for record in authority.records.values():
        for code, count in found.items():
            count[record.type] += bool(record.names.get(code) or record.names.get("mul"))
    return found


def size(pack: Pack) -> tuple[int, int, int, int]:
    """Kinds of head nouns, kinds of phrases, inflection rules, and spellings of months."""
    rules = sum(map(len, pack.suffixes.values())) + len(pack.stems) + len(pack.lemmas)
    return len(pack.heads), len(pack.triggers), rules, len(pack.months)


def table(reader: GrammarReader, authority: Authority) -> str:
    """The table as Markdown, a row a language."""
    known, reached = names(authority), scores(reader)
    rows = [["language", *HEADS, *(f"{figure} F1" for figure in FIGURES)]]
    for code in languages():
        marks = (reached[code].f1(figure) for figure in FIGURES)
        shown = [*size(load_pack(code)), *(known[code][kind] for kind in KINDS)]
        rows.append([code, *map(str, shown), *("–" if mark is None else f"{mark:.2f}" for mark in marks)])
    whole = Tally()
    for one in reached.values():
        whole += one
    rows.append(["all", *[""] * len(HEADS), *(f"{whole.f1(figure) or 0:.2f}" for figure in FIGURES)])
    return "\n".join(_line(row) for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def _line(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"


def written(text: str, made: str) -> str:
    """A page with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main() -> int:
    """Print the table, or write it into its page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/languages.md")
    parser.add_argument("--unseen", action="store_true", help="measure the pages that nobody reads")
    given = parser.parse_args()
    authority = load_authority()
    reader = GrammarReader(authority, label_index("theme"), label_index("actor-type"))
    if given.unseen:
        print(unseen(reader))
        return 0
    made = table(reader, authority)
    if given.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), made), "utf-8")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
