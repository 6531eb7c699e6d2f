"""Answers to queries as values, and their SPARQL 1.1 result formats (JSON, XML, CSV, TSV), written as a stream."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from xml.sax.saxutils import escape, quoteattr

from regiograph.errors import QueryError
from regiograph.model import Quad, Value

Term = str | Value
"""An IRI (or ``_:name``, a blank node) as a string, or a literal."""

Row = Sequence[Term | None]
GRAPH_FORMATS = ("ttl", "nt", "rdf", "jsonld", "nq", "trig")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LINES = 512
_BARE = re.compile(r"[+-]?\d+(?:\.\d+)?")


class TooManyRows(QueryError):  # noqa: N818 - it reads as the sentence it says
    """An answer holds more rows than the caller allows; no shorter answer is given in its place."""

    code = "too-many-rows"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: rows (``select``), a truth value (``ask``) or triples (``graph``). Read it once."""

    kind: Literal["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    truth: bool | None = None
    source: Iterator[Any] = field(default_factory=lambda: iter(()))

    def rows(self, limit: int | None = None) -> Iterator[tuple[Term | None, ...]]:
        """The rows in order; raises TooManyRows after ``limit`` of them, QueryError when this is no table."""
        if self.kind != "select":
            raise QueryError("this query does not give a table", todo="write it as SELECT")
        return cast("Iterator[tuple[Term | None, ...]]", _limited(self.source, limit))

    def triples(self, limit: int | None = None) -> list[Quad]:
        """The triples of CONSTRUCT or DESCRIBE, each once, sorted; raises TooManyRows, or QueryError for a table."""
        if self.kind != "graph":
            raise QueryError("this query does not give a graph", todo="write it as CONSTRUCT or DESCRIBE")
        return sorted(set(_limited(self.source, limit)), key=lambda q: (q.subject, q.predicate, str(q.object)))

    def chunks(self, format: str, limit: int | None = None) -> Iterator[bytes]:  # noqa: A002
        """The answer to SELECT or ASK in ``json``, ``xml``, ``csv`` or ``tsv``, piece by piece.

        Raises QueryError for an unknown format before the first piece, TooManyRows when a row beyond ``limit`` comes.
        """
        name = {"srj": "json", "srx": "xml"}.get(format, format)
        if self.kind == "graph" or name not in TABLE_FORMATS:
            raise QueryError(f"no format {format!r} for this answer", todo=f"choose one of {', '.join(TABLE_FORMATS)}")
        if self.kind == "ask":
            return iter((_boolean(bool(self.truth), name),))
        return _joined(TABLE_FORMATS[name](self.variables, self.rows(limit)))

    def serialize(self, format: str, limit: int | None = None) -> bytes:  # noqa: A002
        """The whole of :meth:`chunks`."""
        return b"".join(self.chunks(format, limit))


def _limited(source: Iterator[Any], limit: int | None) -> Iterator[Any]:
    for number, row in enumerate(source, 1):
        if limit is not None and number > limit:
            raise TooManyRows(
                f"the answer has more than {limit} rows", todo=f"add LIMIT {limit} and OFFSET to the query"
            )
        yield row


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    buffer: list[str] = []
    for line in lines:
        buffer.append(line)
        if len(buffer) == _LINES:
            yield "".join(buffer).encode()
            buffer.clear()
    yield "".join(buffer).encode()


def _boolean(truth: bool, format: str) -> bytes:  # noqa: A002
    word = "true" if truth else "false"
    if format == "json":
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if format == "xml":
        return f"{_XML_HEAD}<head></head><boolean>{word}</boolean></sparql>".encode()
    return word.encode()


def _datatype(value: Value) -> str:
    return value.datatype if ":" in value.datatype else _XSD + value.datatype


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, str):
        return {"type": "bnode", "value": term[2:]} if term.startswith("_:") else {"type": "uri", "value": term}
    if term.language:
        return {"type": "literal", "value": term.lexical, "xml:lang": term.language}
    if term.datatype == "string":
        return {"type": "literal", "value": term.lexical}
    return {"type": "literal", "value": term.lexical, "datatype": _datatype(term)}


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(list(names), separators=(",", ":"))}}},"results":{{"bindings":['
    separator = "\n"
    for row in rows:
        bound = {n: _json_term(t) for n, t in zip(names, row, strict=True) if t is not None}
        yield separator + _ENCODE(bound)
        separator = ",\n"
    yield "\n]}}\n"


_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


# XML 1.0 cannot hold these at all; a mark in their place beats an answer that no client can read.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml_term(term: Term) -> str:
    if isinstance(term, str):
        return f"<bnode>{escape(term[2:])}</bnode>" if term.startswith("_:") else f"<uri>{escape(term)}</uri>"
    mark = ""
    if term.language:
        mark = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype != "string":
        mark = f" datatype={quoteattr(_datatype(term))}"
    return f"<literal{mark}>{escape(_NOT_XML.sub(chr(0xFFFD), term.lexical), {chr(13): '&#13;'})}</literal>"


def _xml(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    head = "".join(f"<variable name={quoteattr(n)}/>" for n in names)
    yield f"{_XML_HEAD}<head>{head}</head><results>"
    for row in rows:
        cells = (
            f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>"
            for n, t in zip(names, row, strict=True)
            if t is not None
        )
        yield f"\n<result>{''.join(cells)}</result>"
    yield "\n</results></sparql>\n"


def _csv(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(names)
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow("" if t is None else t if isinstance(t, str) else t.lexical for t in row)
        yield line.getvalue()


_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def _tsv_term(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, str):
        return term if term.startswith("_:") else f"<{term}>"
    if term.datatype in {"integer", "decimal"} and not term.language and _BARE.fullmatch(term.lexical):
        return term.lexical
    quoted = f'"{term.lexical.translate(_TSV_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype == "string" else f"{quoted}^^<{_datatype(term)}>"


def _tsv(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    yield "\t".join(f"?{n}" for n in names) + "\n"
    for row in rows:
        yield "\t".join(_tsv_term(t) for t in row) + "\n"


TABLE_FORMATS: dict[str, Callable[[Sequence[str], Iterator[Row]], Iterator[str]]] = {
    "json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv,
}  # fmt: skip
"""Result formats of SELECT: name to writer."""
