"""Writes tests/expected/NAME.csv: what each named query gives on the repository's own workspace.

Run it after a change of pages, rules or decisions, then read the difference row by row against the pages: a wrong row
is mended where it comes from, never kept. A release may be named; without one the workspace is built first.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from regiograph import build, open_release
from regiograph.query import named_queries, run
from regiograph.resolve import Answers
from regiograph.results import Term

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "expected"
PARAMETERS: Final[Mapping[str, Mapping[str, str]]] = {"low-confidence": {"below": "0.7"}}
"""What is asked; a query that is not named here is asked without parameters, for all."""


def table(source: Answers, name: str) -> list[list[str]]:
    """The columns and then the rows that a named query gives, every cell as text, an unbound one as an empty one."""
    result = run(source, name, PARAMETERS.get(name))
    return [list(result.variables), *([_text(cell) for cell in row] for row in result.rows())]


def as_csv(rows: list[list[str]]) -> str:
    """A table as the file has it: commas, quotes where needed, LF."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write(source: Answers) -> list[str]:
    """Write all tables; returns the names of those that changed."""
    EXPECTED.mkdir(exist_ok=True)
    changed = []
    for name in named_queries():
        path, text = EXPECTED / f"{name}.csv", as_csv(table(source, name))
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(name)
    return changed


def main() -> None:
    """Write them from the release named on the command line, or from one that is built now."""
    if len(sys.argv) > 1:
        changed = write(open_release(sys.argv[1]))
    else:
        with TemporaryDirectory() as folder:
            build(ROOT, out=folder)
            changed = write(open_release(folder))
    print(f"{len(changed)} changed: {', '.join(changed) or 'none'}")


def _text(cell: Term | None) -> str:
    return cell or "" if cell is None or isinstance(cell, str) else cell.lexical


if __name__ == "__main__":
    main()
