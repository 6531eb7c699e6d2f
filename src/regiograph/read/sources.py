"""sources.toml: what its keeper knows about each document (address, licence, dates) and the page does not say."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from regiograph.config import line_of
from regiograph.errors import ConfigError
from regiograph.terms import slug

FILE = "sources.toml"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Source:
    """One ``[[source]]``: found by ``path`` (relative to the documents folder) or, without one, by ``id``.

    ``retrieved`` and ``published`` are ISO 8601 dates, ``line`` the line of the entry.
    """

    path: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    retrieved: str | None = None
    published: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Sources:
    """All entries of one file; ``where`` is its path for messages."""

    entries: tuple[Source, ...] = ()
    where: str = ""

    def by_path(self, path: str) -> Source | None:
        """The entry of a relative path, or None."""
        return next((s for s in self.entries if s.path == path), None)

    def by_id(self, ident: str) -> Source | None:
        """The entry without a path that names a document by its id, or None."""
        return next((s for s in self.entries if s.path is None and s.id == ident), None)


def load_sources(path: Path | None) -> Sources:
    """The entries of a sources.toml; none when there is no file.

    Raises ConfigError naming file, line and the nearest known key.
    """
    if path is None:
        return Sources()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read it: {error}", where=str(path), todo="give a readable UTF-8 file") from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), todo="mend that line") from error
    for name in raw:
        if name != "source":
            raise _unknown(path, line_of(text, name), name, ["source"], "table")
    rows = raw.get("source", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError("source must be a list of tables", where=str(path), todo="write [[source]] above each entry")
    entries = tuple(_entry(path, text, number, row) for number, row in enumerate(rows))
    for key in ("path", "id"):
        _unique(path, entries, key)
    return Sources(entries, str(path))


def _entry(path: Path, text: str, number: int, row: dict[str, Any]) -> Source:
    known = [f.name for f in fields(Source) if f.name != "line"]
    values: dict[str, str] = {}
    for key, value in row.items():
        line = _line(text, number, key)
        if key not in known:
            raise _unknown(path, line, key, known, "key")
        if type(value) is dt.date and key in {"retrieved", "published"}:
            value = value.isoformat()
        wanted = _wanted(key, value)
        if wanted:
            raise ConfigError(f"{key} must be {wanted}", where=f"{path}:{line}", todo=f"mend {value!r}")
        values[key] = unicodedata.normalize("NFC", value)
    line = _line(text, number, None)
    if not values.get("path") and not values.get("id"):
        raise ConfigError("a source needs a path or an id", where=f"{path}:{line}", todo="name the document's file")
    if "path" in values:
        values["path"] = values["path"].replace("\\", "/").removeprefix("./")
    return Source(**values, line=line)


def _wanted(key: str, value: object) -> str:
    """What a key must be, where the value is not; empty when all is well."""
    if not isinstance(value, str) or not value.strip():
        return "an ISO date (yyyy-mm-dd)" if key in {"retrieved", "published"} else "a string that is not empty"
    if key == "id" and value != slug(value):
        return f"lower-case letters, digits and hyphens (for instance {slug(value) or 'my-page'!r})"
    if key == "language" and not _LANGUAGE.fullmatch(value):
        return "a language code such as fi"
    if key == "url" and not re.match(r"https?://[^\s/]+", value):
        return "an http(s) address"
    if key in {"retrieved", "published"} and not is_date(value):
        return "an ISO date (yyyy-mm-dd)"
    return ""


def is_date(value: str) -> bool:
    """Whether a text is a date of the calendar written yyyy-mm-dd.

    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("20240229")
    (True, False, False)
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _line(text: str, number: int, key: str | None) -> int:
    """The line of a key within the n-th [[source]], or of that heading."""
    seen, heading = -1, 0
    for at, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*\[\[\s*source\s*\]\]", line):
            seen += 1
            if seen == number:
                heading = at
        elif seen == number and key and line.partition("=")[0].strip().strip("\"'") == key:
            return at
    return heading or line_of(text, key or "source")


def _unique(path: Path, entries: tuple[Source, ...], key: str) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        value = getattr(entry, key)
        if value is not None and value in seen:
            raise ConfigError(
                f"{key} {value!r} stands twice", where=f"{path}:{entry.line}", todo=f"see also line {seen[value]}"
            )
        if value is not None:
            seen[value] = entry.line


def _unknown(path: Path, line: int, name: str, known: list[str], what: str) -> ConfigError:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return ConfigError(f"unknown {what} {name!r}", where=f"{path}:{line}", todo=hint)
