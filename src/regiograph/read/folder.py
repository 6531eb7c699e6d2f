"""A folder of pages → Documents, in the order of their ids, and findings on whatever could not be read."""

from __future__ import annotations

import datetime as dt
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regiograph.errors import InputError
from regiograph.model import Document, Finding, Severity
from regiograph.read.doubts import characters, languages
from regiograph.read.formats import READERS
from regiograph.read.language import identify
from regiograph.read.parsed import Parsed
from regiograph.read.passages import passages
from regiograph.read.sources import FILE, Source, Sources, is_date, load_sources
from regiograph.terms import digest, slug_or_hash

MAX_BYTES = 20 * 1024 * 1024
"""The size above which a file is refused unread."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Documents sorted by id, and findings (what was skipped, guessed or noticed), sorted by path."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that a reader is known for: where it is, its relative path (NFC, slashes), its id and its entry."""

    location: Path
    path: str
    id: str
    source: Source


def read_documents(
    folder: Path, *, sources: Path | None = None, date: str | None = None, max_bytes: int = MAX_BYTES
) -> ReadResult:
    """All documents of a folder and its subfolders; hidden files are ignored.

    ``sources`` is the sources.toml to use (default: the one in the folder, if any); ``date`` (yyyy-mm-dd) stands for
    ``retrieved`` where that file names none. A file that cannot be read becomes a finding and the rest goes on.
    Raises InputError when there is no such folder or nothing in it that could be a document, and ConfigError when
    sources.toml is not understood.
    """
    _check_date(date)
    if not folder.is_dir():
        raise InputError("there is no such folder", where=str(folder), todo="give the folder that holds the documents")
    beside = folder / FILE
    known = load_sources(sources if sources is not None else beside if beside.is_file() else None)
    findings: list[Finding] = []
    files = _with_ids(list(_walk(folder, findings)), known)
    documents: list[Document] = []
    undated: list[str] = []
    for file in files:
        try:
            document, notices = _load(file, date, max_bytes, undated)
        except InputError as error:
            findings.append(_finding("warning", file.path, error.what, error.todo, "read.refused", file.id))
        else:
            documents.append(document)
            findings.extend(notices)
    findings.extend(_unused(known, files))
    if undated:
        findings.append(_undated(undated))
    if not files and not any(f.severity == "warning" for f in findings):
        raise InputError(
            "the folder holds no documents", where=str(folder), todo=f"put {', '.join(READERS)} files there"
        )
    return ReadResult(
        tuple(sorted(documents, key=lambda d: d.id)),
        tuple(sorted(findings, key=lambda f: (f.path, f.rule, f.message))),
    )


def read_file(
    path: Path, *, source: Source | None = None, date: str | None = None, max_bytes: int = MAX_BYTES
) -> ReadResult:
    """One document from one file, whose path is its file name, with the notices on it.

    Raises InputError when the file cannot be read or no reader is known for its suffix.
    """
    _check_date(date)
    name = _shown(path.name)
    if path.suffix.lower() not in READERS:
        raise InputError(
            f"no reader for {path.suffix or 'a file without suffix'}",
            where=str(path),
            todo=f"known: {', '.join(READERS)}",
        )
    source = source or Source()
    file = _File(path, name, source.id or slug_or_hash(Path(name).stem), source)
    undated: list[str] = []
    try:
        document, notices = _load(file, date, max_bytes, undated)
    except InputError as error:
        raise InputError(error.what, where=str(path), todo=error.todo) from error
    return ReadResult((document,), (*notices, *([_undated(undated)] if undated else [])))


def _check_date(date: str | None) -> None:
    if date is not None and not is_date(date):
        raise InputError(f"{date!r} is no date", todo="write it as yyyy-mm-dd")


def _walk(folder: Path, findings: list[Finding]) -> Iterator[tuple[Path, str]]:
    """(location, relative path) of every file with a known suffix; links to folders and out of the folder are left."""
    root = folder.resolve()

    def unreadable(error: OSError) -> None:
        where = _shown(os.path.relpath(error.filename or str(folder), folder))
        findings.append(
            _finding("warning", where, f"cannot be listed: {error.strerror}", "check its permissions", "read.refused")
        )

    for place, folders, names in os.walk(folder, onerror=unreadable):
        here = Path(place)
        folders[:] = sorted(n for n in folders if not n.startswith("."))
        for name in [n for n in folders if (here / n).is_symlink()]:
            path = _relative(here / name, folder)
            findings.append(
                _finding("warning", path, "a link to a folder is not followed", "copy its files", "read.link")
            )
        for name in sorted(n for n in names if not n.startswith(".") and n != FILE):
            location, path = here / name, _relative(here / name, folder)
            if location.suffix.lower() not in READERS:
                todo = f"convert it to one of {', '.join(READERS)}"
                findings.append(
                    _finding(
                        "info",
                        path,
                        f"no reader for {location.suffix or 'a file without suffix'}: skipped",
                        todo,
                        "read.suffix",
                    )
                )
            elif location.is_symlink() and not _stays(location, root):
                todo = "copy the file into the folder"
                findings.append(
                    _finding(
                        "warning",
                        path,
                        "a link that leads out of the folder or nowhere is not followed",
                        todo,
                        "read.link",
                    )
                )
            else:
                yield location, path


def _stays(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _relative(location: Path, folder: Path) -> str:
    return _shown(location.relative_to(folder).as_posix())


def _shown(name: str) -> str:
    """A file name that can be written as UTF-8 and compared, whatever the file system's bytes are."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def _with_ids(found: list[tuple[Path, str]], known: Sources) -> list[_File]:
    """Ids of the contract: sources.toml's, else the slug of the path, with its suffix for all that would collide."""
    stated = {path: source.id for _, path in found if (source := known.by_path(path)) and source.id}
    taken = Counter(stated.values())
    short = {path: slug_or_hash(path.removesuffix(Path(path).suffix)) for _, path in found if path not in stated}
    counts = Counter(short.values()) + taken
    long = {path: ident if counts[ident] == 1 else slug_or_hash(path) for path, ident in short.items()}
    counts = Counter(long.values()) + taken
    files = []
    for location, path in sorted(found, key=lambda f: f[1]):
        ident = stated.get(path) or long[path]
        if path not in stated and counts[ident] > 1:
            ident = f"{ident}-{digest(path, length=6)}"
        files.append(_File(location, path, ident, known.by_path(path) or known.by_id(ident) or Source()))
    return files


def _load(file: _File, date: str | None, max_bytes: int, undated: list[str]) -> tuple[Document, list[Finding]]:
    data, modified = _bytes(file.location, max_bytes)
    parsed = READERS[file.location.suffix.lower()](data)
    source = file.source
    stated = source.language or parsed.language
    if source.retrieved is None and date is None:
        undated.append(file.path)
    language = stated or identify(parsed.text)
    document = Document(
        id=file.id, path=file.path, text=parsed.text, language=language,
        passages=passages(parsed.text, language),
        title=source.title or parsed.title,
        url=source.url or parsed.url,
        licence=source.licence,
        retrieved=source.retrieved or date or modified,
        published=source.published or parsed.published,
        media_type=parsed.media_type,
    )  # fmt: skip
    return document, list(_notices(document, parsed, source))


def _bytes(location: Path, max_bytes: int) -> tuple[bytes, str]:
    """The bytes of a regular file and the day of its last change (UTC). Raises InputError, whatever went wrong."""
    try:
        # Not blocking, so that a pipe named like a page cannot stop the build.
        handle = os.open(location, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("not a regular file", todo="remove it from the folder")
            data = b"" if status.st_size > max_bytes else file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError("there is no such file, or it has vanished", todo="check the path and run again") from error
    except PermissionError as error:
        raise InputError("no permission to read the file", todo="make it readable") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", todo="check the file and the disk") from error
    if status.st_size > max_bytes or len(data) > max_bytes:
        limit = f"{max_bytes / 1_048_576:.0f} MB" if max_bytes >= 1_048_576 else f"{max_bytes} bytes"
        raise InputError(f"the file is larger than {limit}", todo="split it")
    return data, dt.datetime.fromtimestamp(status.st_mtime, tz=dt.UTC).date().isoformat()


def _notices(document: Document, parsed: Parsed, source: Source) -> Iterator[Finding]:
    said = (
        *parsed.notices,
        *characters(document.text),
        *languages(document, stated=source.language, claimed=parsed.language),
    )
    for notice in said:
        yield _finding(notice.severity, document.path, notice.message, notice.todo, notice.rule, document.id)


def _unused(known: Sources, files: list[_File]) -> Iterator[Finding]:
    used = {id(file.source) for file in files}
    for entry in known.entries:
        if id(entry) not in used:
            where, what = f"{known.where}:{entry.line}", entry.path or entry.id or ""
            yield Finding(
                "warning", f"{where}: no document {what!r}", path=what, rule="read.sources",
                remedy="correct the path, or remove the entry",
            )  # fmt: skip


def _undated(paths: list[str]) -> Finding:
    count = f"{len(paths)} document" + ("s" if len(paths) > 1 else "")
    return Finding(
        "info", f"{count} without a date of retrieval: the files' own dates (UTC) are used", rule="read.retrieved",
        value=", ".join(sorted(paths)[:5]) + (", …" if len(paths) > 5 else ""),
        remedy=f"set retrieved in {FILE}, or give --date",
    )  # fmt: skip


def _finding(severity: Severity, path: str, what: str, todo: str, rule: str, document: str = "") -> Finding:
    return Finding(severity, f"{path}: {what}", path=path, rule=rule, document=document, remedy=todo)
