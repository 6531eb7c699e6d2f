"""A fetched page as a file of the documents folder, with its entry in sources.toml: then it is read as any other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from regiograph.errors import InputError
from regiograph.read.fetch import Fetched
from regiograph.read.formats import READERS
from regiograph.read.sources import FILE, is_date, load_sources
from regiograph.terms import digest, slug_or_hash

_LONGEST = 80
_TEXTS = {".html", ".htm", ".txt", ".md"}


def sources_of(folder: Path) -> Path:
    """The sources.toml of a documents folder: the one in it, else the one beside it in a workspace's data folder."""
    inside = folder / FILE
    return folder.parent / FILE if folder.resolve().parent.name == "data" and not inside.is_file() else inside


def save(page: Fetched, folder: Path, *, day: str | None = None) -> Path:
    """Write the page into the folder and note in sources.toml where and when it was retrieved; returns the file.

    A page of the same address is replaced. ``day`` (ISO date) stands for the date of the server's answer. Raises
    InputError when the page cannot be read or there is no date, ConfigError when sources.toml is not understood.
    """
    day = day or page.day
    if day is None or not is_date(day):
        raise InputError("no date of retrieval: the server names none", where=page.url, todo="give --date yyyy-mm-dd")
    folder.mkdir(parents=True, exist_ok=True)
    sources = sources_of(folder)
    known = load_sources(sources if sources.is_file() else None)
    entry = next((e for e in known.entries if e.url == page.url and e.path), None)
    if entry is None or not entry.path or Path(entry.path).suffix.lower() != page.suffix:
        name = f"{_stem(page.url)}{page.suffix}"
        if (folder / name).exists() or known.by_path(name):
            name = f"{_stem(page.url)}-{digest(page.url, length=6)}{page.suffix}"
        entry, path = known.by_path(name), folder / name
    else:
        path = folder / entry.path
        if not path.resolve().is_relative_to(folder.resolve()):
            raise InputError("its entry leads out of the folder", where=f"{sources}:{entry.line}", todo="mend the path")
        path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, readable(page))
    text = sources.read_text("utf-8-sig") if sources.is_file() else ""
    _write(sources, (_dated(text, entry.line, day) if entry else _added(text, path.name, page.url, day)).encode())
    return path


def copy(page: Fetched, folder: Path) -> Path:
    """Write the page into a folder, without an entry in sources.toml. Raises InputError when it cannot be read."""
    path = folder / f"{_stem(page.url)}{page.suffix}"
    _write(path, readable(page))
    return path


def readable(page: Fetched) -> bytes:
    """The page's bytes, as UTF-8 where only the server's header says which other encoding they are in.

    Raises InputError, naming the address, when its reader cannot read them.
    """
    data = page.data
    if page.suffix in _TEXTS and page.charset and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                # With a mark, which outweighs whatever the page itself may still declare.
                data = b"\xef\xbb\xbf" + data.decode(page.charset).encode("utf-8")
            except (LookupError, UnicodeError):
                data = page.data
    try:
        READERS[page.suffix](data)
    except InputError as error:
        raise InputError(error.what, where=page.url, todo=error.todo) from error
    return data


def _stem(url: str) -> str:
    parts = urlsplit(url)
    name = re.sub(r"\.(?:html?|php|aspx?|pdf|docx|odt|txt|md)$", "", unquote(parts.path), flags=re.IGNORECASE)
    stem = slug_or_hash(f"{parts.hostname or ''} {name} {unquote(parts.query)}")
    return stem if len(stem) <= _LONGEST else f"{stem[:_LONGEST].rstrip('-')}-{digest(url, length=6)}"


def _added(text: str, name: str, url: str, day: str) -> str:
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in
            (("path", name), ("url", url), ("retrieved", day))]  # fmt: skip
    above = text.rstrip("\n") + "\n\n" if text.strip() else ""
    return above + "\n".join(["[[source]]", *rows]) + "\n"


def _dated(text: str, line: int, day: str) -> str:
    """The text with a new date in the entry whose heading is on this line."""
    lines = text.splitlines()
    at = line
    while at < len(lines) and not re.match(r"\s*\[", lines[at]):
        if re.match(r"\s*[\"']?retrieved[\"']?\s*=", lines[at]):
            lines[at] = f'retrieved = "{day}"'
            return "\n".join(lines) + "\n"
        at += 1
    lines.insert(line, f'retrieved = "{day}"')
    return "\n".join(lines) + "\n"


def _write(path: Path, data: bytes) -> None:
    """All or nothing. Raises InputError when the disk or the permissions are against it."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"cannot be written: {error.strerror}", where=str(path), todo="check the disk") from error
