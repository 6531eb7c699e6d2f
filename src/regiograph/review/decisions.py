"""Decision files: ``data/decisions/*.toml``, read with file and line, written so that people edit and git merges.

A file is a list of ``[[decision]]`` tables, see docs/decisions.md. :data:`KEYS` is what a table may hold.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast, get_args

from regiograph.errors import DecisionError
from regiograph.model import AssertionKind
from regiograph.terms import CLAIM_PREDICATES, PATH_TYPES, PREFIXES

Action = Literal["accept", "reject", "correct", "add", "merge"]

CONTENT = ("subject", "predicate", "object", "value", "datatype", "language", "qualifiers", "confidence", "kind")
"""Keys that say what a claim says; in a ``correct`` with ``claim`` (or in its ``set`` table) the new values."""

KEYS = ("action", "document", "claim", *CONTENT, "into", "slug", "set", "quote", "reason", "date")
"""All keys of a decision, in the order in which they are written."""

_NO_IRI = re.compile(r"[\s<>\"{}|\\^`]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HEADER = re.compile(r"^\s*\[\[\s*decision\s*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decision:
    """One editor's decision. Empty strings and None mean "not given"; ``file`` and ``line`` say where it stands.

    ``changes`` holds the new values of a ``correct``.
    """

    action: Action
    document: str = ""
    claim: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    value: str | None = None
    datatype: str = ""
    language: str = ""
    qualifiers: tuple[tuple[str, str], ...] | None = None
    confidence: float | None = None
    kind: AssertionKind | None = None
    into: str = ""
    slug: str = ""
    changes: Decision | None = None
    quote: str = ""
    reason: str = ""
    date: str = ""
    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """File and line, as an editor's program understands them."""
        return f"{self.file}:{self.line}" if self.file else "a decision"


def load_decisions(folder: Path) -> tuple[Decision, ...]:
    """All decisions of a folder's ``*.toml``, by file name and line; none when there is no such folder.

    Raises DecisionError naming file and line for TOML that does not parse, unknown keys, actions or predicates.
    """
    found: list[Decision] = []
    for path in sorted(folder.glob("*.toml")):
        found.extend(parse_decisions(path.read_text("utf-8"), str(path)))
    return tuple(found)


def parse_decisions(text: str, file: str) -> Iterator[Decision]:
    """The decisions of one file's text; raises DecisionError as :func:`load_decisions` does."""
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f"{file}:{place[1]}" if place else file
        raise DecisionError(f"not valid TOML: {error}", where=where, todo="mend that line") from error
    rows = table.get("decision", [])
    if set(table) - {"decision"} or not isinstance(rows, list):
        stray = next(iter(sorted(set(table) - {"decision"})), "decision")
        raise DecisionError(f"{stray!r} is no decision", where=file, todo="begin each decision with [[decision]]")
    lines = [text.count("\n", 0, m.end()) + 1 for m in _HEADER.finditer(text)]
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else 1
        yield _decision(row, file, line, text)


def format_decision(decision: Decision) -> str:
    """A decision as TOML, its keys in the order of :data:`KEYS`, what is not given left out."""
    rows = ["[[decision]]", *(f"{key} = {shown}" for key, shown in _pairs(decision, KEYS))]
    return "\n".join(rows) + "\n"


def _pairs(decision: Decision, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys:
        if key == "set":
            if decision.changes is not None:
                inside = ", ".join(f"{k} = {v}" for k, v in _pairs(decision.changes, CONTENT))
                yield key, f"{{ {inside} }}"
            continue
        value = getattr(decision, key)
        if value in ("", None, ()):
            continue
        if key == "qualifiers":
            yield key, "{ " + ", ".join(f"{_key(k)} = {_string(v)}" for k, v in value) + " }"
        elif isinstance(value, float):
            yield key, format(Decimal(repr(value)), "f")
        else:
            yield key, _string(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _string(name)


def _string(text: str) -> str:
    # A JSON string is a basic string of TOML but for DEL, which TOML wants escaped as well.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _decision(row: Any, file: str, line: int, text: str) -> Decision:
    where = f"{file}:{line}" if file else "a decision"
    if not isinstance(row, dict):
        raise DecisionError("a decision must be a table", where=where, todo="begin it with [[decision]]")
    for key in row:
        if key not in KEYS:
            raise _unknown(f"key {key!r}", key, KEYS, f"{file}:{_line_of(text, key, line)}" if file else where)
    action = row.get("action", "")
    if action not in get_args(Action):
        raise _unknown(f"action {action!r}", str(action), get_args(Action), where)
    changes: Decision | None = None
    plain = {k: v for k, v in row.items() if k not in {"action", "set"}}
    if action == "correct":
        given = row.get("set")
        if given is None and row.get("claim"):
            given = {k: plain.pop(k) for k in CONTENT if k in plain}
        if given:
            _known_keys(given, where)
            changes = Decision("correct", **_values(given, where))
    decision = Decision(cast("Action", action), **_values(plain, where), changes=changes, file=file, line=line)
    _complete(decision)
    return decision


def _known_keys(given: Any, where: str) -> None:
    if not isinstance(given, dict):
        raise DecisionError("set must be a table", where=where, todo='write set = { object = "project/remix" }')
    for key in given:
        if key not in CONTENT:
            raise _unknown(f"key {key!r} in set", key, CONTENT, where)


def _values(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in row.items():
        if key == "qualifiers":
            if not isinstance(value, dict):
                raise DecisionError(
                    "qualifiers must be a table", where=where, todo='write qualifiers = { role = "lead" }'
                )
            made[key] = tuple(sorted((k, _plain(v)) for k, v in value.items()))
        elif key == "confidence":
            made[key] = _confidence(value, where)
        elif key == "value":
            made[key] = _plain(value)
            if not isinstance(value, str):
                made.setdefault("datatype", row.get("datatype") or _datatype(value))
        elif isinstance(value, date) and key == "date":
            made[key] = value.isoformat()
        elif isinstance(value, str):
            made[key] = value
        else:
            raise DecisionError(f"{key} must be a string", where=where, todo=f'write {key} = "…"')
    return made


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _datatype(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = {int: "integer", float: "decimal", Decimal: "decimal", date: "date"}
    return names.get(type(value), "string")


def _confidence(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not 0 <= value <= 1:
        raise DecisionError("confidence must be a number from 0 to 1", where=where, todo="write confidence = 0.7")
    return float(value)


def _complete(decision: Decision) -> None:
    """Raise DecisionError where a decision lacks what its action needs or names what nobody knows."""
    where, action = decision.where, decision.action
    for part in (decision, decision.changes):
        if part is not None:
            _terms(part, where)
    missing: tuple[str, ...] = ()
    if action == "add":
        missing = tuple(k for k in ("document", "subject", "predicate", "quote") if not getattr(decision, k))
        if not missing and (decision.value is None) == (not decision.object):
            raise DecisionError("an add needs either object or value", where=where, todo="give one of the two")
    elif action == "merge":
        missing = tuple(k for k in ("subject", "into") if not getattr(decision, k))
    elif not (decision.claim or decision.subject or decision.predicate or decision.object):
        missing = ("claim",)
    if missing:
        raise DecisionError(f"{action} needs {', '.join(missing)}", where=where, todo="add what is missing")
    if action == "correct" and decision.changes is None and not decision.slug:
        todo = 'give the new values, for example set = { object = "project/remix" }'
        raise DecisionError("correct does not say what to change", where=where, todo=todo)
    if decision.slug and (not decision.subject or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", decision.slug)):
        todo = "name the thing in subject, and use small letters, digits and hyphens"
        raise DecisionError(f"slug {decision.slug!r} cannot be pinned", where=where, todo=todo)


def _terms(part: Decision, where: str) -> None:
    if part.kind is not None and part.kind not in get_args(AssertionKind):
        raise _unknown(f"kind {part.kind!r}", part.kind, get_args(AssertionKind), where)
    prefix, colon, _ = part.predicate.partition(":")
    if part.predicate and part.predicate not in CLAIM_PREDICATES and not (colon and prefix in PREFIXES):
        raise _unknown(f"predicate {part.predicate!r}", part.predicate, tuple(sorted(CLAIM_PREDICATES)), where)
    for ident in (part.subject, part.object, part.into):
        path, slash, rest = ident.partition("/")
        known = (*PATH_TYPES, "country", "theme")
        if ident and ":" not in ident and not (slash and rest and path in known):
            raise _unknown(f"thing {ident!r} (type/slug)", path, known, where)
        if _NO_IRI.search(ident):
            raise DecisionError(
                f"{ident!r} cannot be part of an IRI", where=where, todo="use letters, digits and hyphens"
            )
    if part.language and not _LANGUAGE.fullmatch(part.language):
        raise DecisionError(f"{part.language!r} is no language tag", where=where, todo="write fi, pl, en or mul")


def _unknown(what: str, name: str, known: tuple[str, ...], where: str) -> DecisionError:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return DecisionError(f"unknown {what}", where=where, todo=hint)


def _line_of(text: str, key: str, start: int) -> int:
    for number, line in enumerate(text.splitlines()[start:], start + 1):
        if line.partition("=")[0].strip() == key:
            return number
    return start


def decision_of(row: Mapping[str, Any], file: str = "") -> Decision:
    """A decision from a plain mapping (a form, a command line), checked as one read from a file is."""
    return _decision(dict(cast("dict[str, Any]", row)), file, 0, "")
