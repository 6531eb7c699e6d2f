"""Flat exports of one class: csv, xlsx, geojson, jsonl, and its RDF as ttl or jsonld; CSVW metadata for the CSV files.

A text cell that begins with = + - @ or a control character gets an apostrophe before it in csv and xlsx, so that no
spreadsheet runs it as a formula. Several values of a cell are joined by " | "; a value that holds " | " itself keeps
" ¦ " in its place. Other formats hold the values as they are.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from regiograph.errors import QueryError
from regiograph.publish.content import Content, core
from regiograph.publish.dumps import TRIPLES
from regiograph.publish.tables import Column, Table, tables
from regiograph.publish.workbook import workbook

SEPARATOR = " | "
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = {"integer", "decimal", "date", "gYear", "boolean", "double"}
_CSVW_TYPES = {"integer", "decimal", "date", "dateTime", "boolean", "gYear", "gYearMonth", "double", "anyURI"}


def cell(column: Column, values: tuple[str, ...]) -> str:
    """One spreadsheet cell: values joined, formulas disarmed."""
    if column.multiple:
        values = tuple(v.replace(SEPARATOR, " ¦ ") for v in values)
    text = SEPARATOR.join(values)
    return f"'{text}" if column.datatype not in _NUMBER and _FORMULA.match(text) else text


def to_csv(_content: Content, table: Table) -> bytes:
    """RFC 4180 CSV in UTF-8 with a header row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(c.name for c in table.columns)
    writer.writerows([cell(c, v) for c, v in zip(table.columns, row, strict=True)] for row in table.rows)
    return out.getvalue().encode()


def to_xlsx(_content: Content, table: Table) -> bytes:
    """An Excel workbook of one sheet, every cell a text or a number; needs the extra ``xlsx``."""
    rows = [[cell(c, v) for c, v in zip(table.columns, row, strict=True)] for row in table.rows]
    whole = [c.name for c in table.columns if c.datatype == "integer" and not c.multiple]
    return workbook(table.path, [c.name for c in table.columns], rows, frozenset(whole))


def to_jsonl(_content: Content, table: Table) -> bytes:
    """One JSON object a line and thing; a link is an object of id and label, decimals stay strings."""
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in _objects(table)).encode()


def to_geojson(_content: Content, table: Table) -> bytes:
    """A FeatureCollection (RFC 7946) whose geometries are null: no licence-free outlines of regions are at hand."""
    features = [
        {"type": "Feature", "id": o["iri"], "geometry": None, "properties": {k: v for k, v in o.items() if k != "iri"}}
        for o in _objects(table)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _rdf(format_name: str) -> Callable[[Content, Table], bytes]:
    def write(content: Content, table: Table) -> bytes:
        home = f"{content.iris.base}id/{table.path}/"
        return TRIPLES[format_name](content, [q for q in core(content) if q.subject.startswith(home)])

    return write


EXPORTS: dict[str, Callable[[Content, Table], bytes]] = {
    "csv": to_csv, "geojson": to_geojson, "jsonl": to_jsonl, "jsonld": _rdf("jsonld"), "ttl": _rdf("ttl"),
    "xlsx": to_xlsx,
}  # fmt: skip
"""Export formats: name to writer."""


def export_class(content: Content, path: str, format: str) -> bytes:  # noqa: A002
    """The things of one path type (``project``) in one of :data:`EXPORTS`.

    Raises QueryError for an unknown class or format, naming those there are.
    """
    if format not in EXPORTS:
        raise QueryError(f"no export format {format!r}", todo=f"choose one of {', '.join(EXPORTS)}")
    known = tables(content)
    if path not in known:
        raise QueryError(f"this release has nothing of class {path!r}", todo=f"choose one of {', '.join(known)}")
    return EXPORTS[format](content, known[path])


def exports(content: Content) -> Iterator[tuple[str, bytes]]:
    """exports/CLASS.csv for every class, and the CSVW metadata that describe them."""
    known = tables(content)
    for path, table in known.items():
        yield f"exports/{path}.csv", to_csv(content, table)
    if known:
        yield "exports/csv-metadata.json", csvw(content, list(known.values()))


def csvw(content: Content, known: list[Table]) -> bytes:
    """Metadata for tabular data (W3C Recommendation of 17 December 2015) on all CSV files at once."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": content.languages[0] if content.languages else "en"}],
        "dc:title": content.title or "Exports",
        "dc:description": (
            "One table for each class, one row for each thing. Columns ending in _id name the linked things of the "
            "column before. An apostrophe before = + - @ keeps spreadsheets from running a text."
        ),
        "tables": [
            {
                "url": f"{t.path}.csv",
                "tableSchema": {
                    "aboutUrl": "{+iri}",
                    "primaryKey": "id",
                    "columns": [_csvw_column(c) for c in t.columns],
                },
            }
            for t in known
        ],
    }
    return (json.dumps(group, ensure_ascii=False, indent=2) + "\n").encode()


def _csvw_column(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "titles": column.name}
    if column.kind in {"id", "iri"}:
        made["required"] = True
    made["datatype"] = (
        "anyURI" if column.kind == "iri" else column.datatype if column.datatype in _CSVW_TYPES else "string"
    )
    if column.multiple:
        made["separator"] = SEPARATOR
    if column.language:
        made["lang"] = column.language
    if column.kind == "literal" and column.property:
        made["propertyUrl"] = column.property
    else:
        made["suppressOutput"] = True
    if column.kind in {"link", "link-id"}:
        made["dc:description"] = f"Linked by {column.property}"
    return made


def _objects(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        made: dict[str, Any] = {}
        for number, column in enumerate(table.columns):
            values = row[number]
            if column.kind == "link-id" or not values:
                continue
            if column.kind == "link":
                shown: list[Any] = [{"id": i, "label": n} for n, i in zip(values, row[number + 1], strict=True)]
            else:
                shown = [_plain(column, v) for v in values]
            made[column.name] = shown if column.multiple else shown[0]
        yield made


def _plain(column: Column, value: str) -> str | int | bool:
    if column.datatype == "integer" and re.fullmatch(r"-?\d+", value):
        return int(value)
    return value == "true" if column.datatype == "boolean" and value in {"true", "false"} else value
