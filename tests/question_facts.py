"""What the named queries must say of the five public pages, whatever else they say: tests/data/questions.txt as values.

The tables in tests/expected are written by a script; those facts are written by hand, so that a wrong table is not
kept by mistake.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Facts(NamedTuple):
    """Some columns of a query and rows that it gives in them; for a value of a column they may be all its rows."""

    columns: tuple[str, ...]
    rows: frozenset[tuple[str, ...]]
    whole: tuple[str, str] | None = None


def _facts() -> dict[str, Facts]:
    found = {}
    lines = (Path(__file__).parent / "data" / "questions.txt").read_text("utf-8").splitlines()
    for block in "\n".join(line for line in lines if not line.startswith("#")).split("\n= ")[1:]:
        head, *table = [_cells(line) for line in block.strip().splitlines()]
        name, whole = head[0], (head[1], head[2]) if len(head) == 3 else None
        found[name] = Facts(table[0], frozenset(table[1:]), whole)
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


FACTS = _facts()
