"""Answers for people and files: an aligned plain table, the SPARQL result formats, and RDF for CONSTRUCT."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from regiograph.errors import QueryError
from regiograph.model import Value
from regiograph.resolve import compact
from regiograph.results import GRAPH_FORMATS, TABLE_FORMATS, Result, Term
from regiograph.store import serialize
from regiograph.terms import PREFIXES

FORMATS = ("table", *TABLE_FORMATS, *GRAPH_FORMATS)
"""Names of formats: ``table`` fits every answer, the next four SELECT and ASK, the others CONSTRUCT and DESCRIBE."""

NUMBERS = frozenset({"integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long"})
"""XSD datatypes whose columns a table sets flush right."""


def render(result: Result, format: str = "table", limit: int | None = None) -> bytes:  # noqa: A002
    """The whole answer in one of :data:`FORMATS`, UTF-8.

    Raises QueryError for a format that is unknown or does not fit, TooManyRows beyond ``limit`` rows.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no format {format!r}", todo=f"choose one of {', '.join(FORMATS)}")
    if result.kind == "graph":
        if format in TABLE_FORMATS:
            raise QueryError(f"a graph has no {format}", todo=f"choose one of {', '.join(GRAPH_FORMATS)}")
        return serialize(result.triples(limit), "ttl" if format == "table" else format, PREFIXES)
    if format in GRAPH_FORMATS:
        raise QueryError(f"a table has no {format}", todo=f"choose one of table, {', '.join(TABLE_FORMATS)}")
    if format != "table":
        return result.serialize(format, limit)
    if result.kind == "ask":
        return b"true\n" if result.truth else b"false\n"
    return table(result.variables, list(result.rows(limit))).encode()


def table(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """Rows as text in aligned columns under their names, numbers flush right, with the number of rows below."""
    cells = [[_cell(term) for term in row] for row in rows]
    widths = [max([width(name), *(width(row[n]) for row in cells)]) for n, name in enumerate(names)]
    right = [_numeric([row[n] for row in rows]) for n in range(len(names))]
    lines = [_line(names, widths, right), _line(["─" * w for w in widths], widths, right)]
    lines += [_line(row, widths, right) for row in cells]
    lines += ["", "1 row" if len(rows) == 1 else f"{len(rows)} rows"]
    return "\n".join(lines) + "\n"


def width(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian wide letters two, combining marks none.

    >>> width("Łódź"), width("e\\u0301"), width("日本")
    (4, 1, 4)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c))


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = compact(term) if isinstance(term, str) else term.lexical
    # A control character would act on the reader's terminal.
    return "".join(c if c.isprintable() or c == "\u00ad" else " " for c in text)


def _numeric(column: Sequence[Term | None]) -> bool:
    given = [term for term in column if term is not None]
    return bool(given) and all(isinstance(t, Value) and t.datatype in NUMBERS for t in given)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        " " * (size - width(cell)) + cell if flush else cell + " " * (size - width(cell))
        for cell, size, flush in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()
