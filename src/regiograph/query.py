"""Named queries: .rq files with a comment header, their parameters bound as terms, run on any store.

A file is plain SPARQL that runs as it stands. Its header says what it is; its marks say where a parameter goes::

    # title: Members of a partnership
    # question: Which regions are the partners?
    # media-type: text/csv
    # parameter: partnership thing(partnership project): the collaboration
    # joined: nuts with space
    # money: total amount
    SELECT … { # bind: partnership ?whole
               VALUES ?lang { "en" } # bind: lang

A mark stands on a line of its own. When its parameter is given, the line becomes ``VALUES ?whole { <iri> }``; else it
stays the comment it is, and the query answers for all (or with the VALUES before the mark).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO

from regiograph.binding import MARK, bind, nearest
from regiograph.errors import QueryError
from regiograph.model import Value
from regiograph.resolve import KINDS, Answers, resolve_terms
from regiograph.resources import layered
from regiograph.results import Result, Term
from regiograph.terms import PATH_TYPES

__all__ = [
    "SEPARATORS", "NamedQuery", "Parameter", "bind", "load_query", "named_queries", "nearest", "parse_query", "run",
]  # fmt: skip

SEPARATORS = {"comma": ", ", "space": " ", "semicolon": "; "}
"""How a header names what stands between the parts of a joined cell."""

_HEADER = re.compile(r"#\s*([a-z-]+):\s*(.*\S)\s*$")
_PARAMETER = re.compile(r"(\w+) (\w+)(?:\(([\w -]+)\))?: (.+)")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One optional parameter: ``kind`` is a key of :data:`regiograph.resolve.KINDS`.

    ``types`` narrows a thing to path types (``project``) and a concept to code lists (``section-type``).
    """

    name: str
    kind: str
    types: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what its header says. ``joined`` maps a column to its separator; ``money`` lists columns."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    media_type: str = "text/csv"
    joined: tuple[tuple[str, str], ...] = ()
    money: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """One parameter by name; raises QueryError that lists the nearest."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [p.name for p in self.parameters]
        raise QueryError(f"query {self.name} has no parameter {name!r}", todo=nearest(name, known))


def named_queries(workspace: Path | None = None) -> Mapping[str, NamedQuery]:
    """The packaged queries and the workspace's own by name, sorted; the same name replaces. Raises QueryError."""
    found = {}
    for path in layered("queries", workspace, ".rq"):
        found[path.stem] = parse_query(_read(path), path.stem, where=str(path))
    return dict(sorted(found.items()))


def load_query(name: str, workspace: Path | None = None, stdin: TextIO | None = None) -> NamedQuery:
    """A named query, a query file, or with ``-`` the query on standard input (``stdin``).

    A file or standard input needs no header. Raises QueryError; for an unknown name with the nearest ones.
    """
    if name == "-":
        return parse_query((stdin or sys.stdin).read(), "-", strict=False)
    known = named_queries(workspace)
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in {".rq", ".sparql"} or "/" in name:
        return parse_query(_read(path), path.stem, where=name, strict=False)
    raise QueryError(f"there is no query {name!r}", todo=nearest(name, known))


def parse_query(text: str, name: str, *, where: str = "", strict: bool = True) -> NamedQuery:
    """Read a query file. With ``strict`` the header must be whole and agree with the marks; raises QueryError.

    Without it the title may be missing, and a mark without a parameter line takes any term.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    query = NamedQuery(name=name, title="", question="", text=text)
    for number, line in enumerate(_head(text), 1):
        query = _with_line(query, line, f"{where or name}:{number}", strict)
    marks = dict.fromkeys(m[3] for m in MARK.finditer(text))
    declared = [p.name for p in query.parameters]
    if not strict:
        added = tuple(Parameter(m, "language" if m == "lang" else "term") for m in marks if m not in declared)
        return replace(query, title=query.title or name, parameters=query.parameters + added)
    for key, value in (("title", query.title), ("question", query.question)):
        if not value:
            raise QueryError(f"the query has no {key}", where=where or name, todo=f"write a line: # {key}: …")
    if len(set(declared)) != len(declared) or set(declared) != set(marks):
        odd = sorted(set(declared) ^ set(marks)) or sorted(declared)
        raise QueryError(
            f"parameter lines and bind marks differ: {', '.join(odd)}", where=where or name,
            todo="give each parameter one line '# parameter:' and at least one mark '# bind:'",
        )  # fmt: skip
    return query


def run(
    source: Answers, query: NamedQuery | str, params: Mapping[str, str | Value] | None = None, language: str = "en",
    workspace: Path | None = None,
) -> Result:  # fmt: skip
    """Run a query, by name or loaded, on a release, a store or an endpoint, with parameters as a reader gives them.

    A text is resolved by its parameter's kind (:func:`regiograph.resolve.resolve_terms`); a Value is taken as it is.
    ``language`` is the reader's. The parts of joined cells come sorted, money with two decimals. Raises QueryError.
    """
    named = load_query(query, workspace) if isinstance(query, str) else query
    terms: dict[str, Sequence[Term]] = {}
    wanted = dict(params or {})
    if any(p.name == "lang" for p in named.parameters):
        wanted.setdefault("lang", language)
    for name, given in wanted.items():
        parameter = named.parameter(name)
        if isinstance(given, Value):
            terms[name] = (given,)
        else:
            terms[name] = resolve_terms(source, given, parameter.kind, parameter.types, where=name)
    result = source.query(bind(named.text, terms))
    if result.kind != "select" or not (named.joined or named.money):
        return result
    return replace(result, source=iter([_tidy(named, result.variables, row) for row in result.rows()]))


def _tidy(query: NamedQuery, names: Sequence[str], row: Sequence[Term | None]) -> tuple[Term | None, ...]:
    joined = dict(query.joined)
    cells: list[Term | None] = []
    for name, term in zip(names, row, strict=True):
        if isinstance(term, Value) and name in joined:
            cells.append(_sorted_parts(term, joined[name]))
        elif isinstance(term, Value) and name in query.money:
            cells.append(_money(term))
        else:
            cells.append(term)
    return tuple(cells)


def _sorted_parts(value: Value, separator: str) -> Value:
    parts = sorted({part for part in value.lexical.split(separator) if part})
    return replace(value, lexical=separator.join(parts))


def _money(value: Value) -> Value:
    try:
        figure = Decimal(value.lexical).quantize(_CENT, rounding=ROUND_HALF_EVEN)
    except InvalidOperation:
        return value
    return Value(format(figure, "f"), "decimal")


def _head(text: str) -> list[str]:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return lines[:end]


def _with_line(query: NamedQuery, line: str, where: str, strict: bool) -> NamedQuery:
    found = _HEADER.match(line)
    if not found:
        return query
    key, value = found.groups()
    if key == "title":
        return replace(query, title=value)
    if key == "question":
        return replace(query, question=value)
    if key == "media-type":
        return replace(query, media_type=value)
    if key == "parameter":
        return replace(query, parameters=(*query.parameters, _parameter(value, where)))
    if key == "money":
        return replace(query, money=tuple(value.split()))
    if key == "joined":
        column, _, word = value.partition(" with ")
        if word not in SEPARATORS:
            todo = f"write: # joined: {column} with {'|'.join(SEPARATORS)}"
            raise QueryError("the separator of a joined column is not known", where=where, todo=todo)
        return replace(query, joined=(*query.joined, (column, SEPARATORS[word])))
    if strict:
        known = ("title", "question", "media-type", "parameter", "joined", "money")
        raise QueryError(f"unknown header line {key!r}", where=where, todo=nearest(key, known))
    return query


def _parameter(value: str, where: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found:
        todo = "write: # parameter: NAME KIND(TYPE …): what it is"
        raise QueryError("the parameter line is not understood", where=where, todo=todo)
    name, kind, types, words = found.groups()
    if kind not in KINDS:
        raise QueryError(f"unknown kind of parameter {kind!r}", where=where, todo=nearest(kind, KINDS))
    wanted = tuple((types or "").split())
    odd = [t for t in wanted if kind == "thing" and t not in PATH_TYPES and t != "country"]
    if odd:
        raise QueryError(f"unknown type of thing {odd[0]!r}", where=where, todo=nearest(odd[0], PATH_TYPES))
    return Parameter(name, kind, wanted, words)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"the query cannot be read: {error}", where=str(path), todo="check the path and its rights"
        ) from error
