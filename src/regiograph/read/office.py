"""Zipped XML, of which .docx and .odt are made: opened within bounds, so that no bomb goes off.

Limits are on what is read, not on what the archive says of itself; parts that are not read (pictures, fonts) cost
nothing. Specifications: ECMA-376 part 2 (OPC), OASIS OpenDocument 1.3 part 2.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from regiograph.errors import InputError
from regiograph.read.language import UNDETERMINED, identify
from regiograph.read.lines import lines, squeeze
from regiograph.read.parsed import Notice, Parsed
from regiograph.read.sources import is_date
from regiograph.read.text import normalise, title_of

MAX_ENTRIES = 10_000
"""Files in one archive; a document with hundreds of pictures has hundreds."""
MAX_PART = 32 * 1024 * 1024
"""Bytes of one XML part once unpacked: some 3,000 pages of text."""
MAX_RATIO = 250
"""How much larger a part of over a megabyte may be than its packed form; XML of documents stays under 100."""
MAX_DEPTH = 40
"""Levels of lists and tables within each other; what is deeper keeps its text and loses its level."""
_FREE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """An opened archive; ``kind`` names the format in messages."""

    archive: zipfile.ZipFile
    kind: str

    def xml(self, name: str) -> Any | None:
        """The root element of a part, or None when there is no such part. Raises InputError naming the part."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise InputError(f"the {self.kind} file is encrypted", todo="save it without a password")
        if info.file_size > MAX_PART:
            raise self._bomb(name, f"is larger than {MAX_PART // _FREE} MB once unpacked")
        if info.file_size > max(_FREE, MAX_RATIO * info.compress_size):
            raise self._bomb(name, f"unpacks to more than {MAX_RATIO} times its size")
        try:
            with self.archive.open(info) as part:
                data = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise damaged(self.kind, f"{name}: {error}") from error
        # Both formats forbid a document type, and with it entities that stand for one another.
        if b"<!DOCTYPE" in data[: 64 * 1024]:
            raise InputError(f"{name} declares a document type, which {self.kind} files may not", todo="save it again")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise damaged(self.kind, f"{name}: {error.msg}") from error

    def _bomb(self, name: str, why: str) -> InputError:
        return InputError(f"{name} in the {self.kind} file {why}", todo="check where the file is from, or split it")


def opened(data: bytes, kind: str) -> Package:
    """The archive in these bytes. Raises InputError when it is none or holds too many files."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        count = len(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            # The container of Word 97, in which Office also keeps what it encrypts.
            raise InputError(
                f"the {kind} file is encrypted or of an older format", todo="save it as .docx, without a password"
            ) from error
        raise damaged(kind, str(error)) from error
    if count > MAX_ENTRIES:
        raise InputError(
            f"the {kind} file holds {count} files, more than {MAX_ENTRIES}", todo="check where the file is from"
        )
    return Package(archive, kind)


def damaged(kind: str, why: str) -> InputError:
    """The error for an archive or a part that breaks its format."""
    return InputError(f"the {kind} file is damaged: {' '.join(why.split())[:120]}", todo="open and save it again")


class Body:
    """Builds the tree that :func:`regiograph.read.lines.lines` prints: paragraphs, headings, nested lists, tables."""

    def __init__(self) -> None:
        self.root: Any = etree.Element("body")
        self._at: Any = self.root
        self._lists: list[Any] = []
        self._depth = 0
        self.flattened = False

    def paragraph(self, text: str, heading: int = 0) -> None:
        """A block of text, ``\\v`` within it for a forced line end; ``heading`` is its level, 0 for none."""
        self._lists.clear()
        self._add(self._at, f"h{min(heading, 6)}" if heading else "p", text)

    def item(self, text: str, level: int = 0, *, ordered: bool = False) -> None:
        """An item of a list, ``level`` lists deep (from 0); it goes on with the list before it."""
        if level >= MAX_DEPTH:
            level, self.flattened = MAX_DEPTH - 1, True
        tag = "ol" if ordered else "ul"
        del self._lists[level + 1 :]
        if len(self._lists) > level and self._lists[level].tag != tag:
            del self._lists[level:]
        while len(self._lists) <= level:
            above = self._lists[-1] if self._lists else None
            if above is None:
                self._lists.append(etree.SubElement(self._at, tag))
            else:
                holder = above[-1] if len(above) else etree.SubElement(above, "li")
                self._lists.append(etree.SubElement(holder, tag))
        self._add(self._lists[level], "li", text)

    def table(self) -> Any:
        """A new table, after which :meth:`cell` fills its rows; returns what :meth:`close` takes."""
        before = (self._at, list(self._lists), self._depth)
        self._lists.clear()
        self._depth += 1
        self._at = etree.SubElement(self._at, "table") if self._depth <= MAX_DEPTH else self._at
        return before

    def row(self) -> None:
        """Begin a row of the open table."""
        self._inside("tr", "table")

    def cell(self) -> None:
        """Begin a cell of the open row."""
        self._inside("td", "tr")

    def _inside(self, tag: str, parent: str) -> None:
        self._lists.clear()
        if self._depth > MAX_DEPTH:
            self.flattened = True
            return
        while self._at.tag != parent:
            self._at = self._at.getparent()
        self._at = etree.SubElement(self._at, tag)

    def close(self, before: Any) -> None:
        """End the open table: go on where it began."""
        self._at, self._lists, self._depth = before

    def _add(self, parent: Any, tag: str, text: str) -> None:
        node = etree.SubElement(parent, tag)
        first, *rest = re.sub(r"[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", text).split("\v")
        node.text = first
        for part in rest:
            etree.SubElement(node, "br").tail = part

    def parsed(
        self, media_type: str, kind: str, *, title: str, language: str, published: str, notices: tuple[Notice, ...] = ()
    ) -> Parsed:
        """The finished document; ``published`` counts if it begins with a date. Raises InputError without text."""
        text = normalise(lines(self.root)).strip()
        if not text:
            raise InputError(f"the {kind} file holds no text", todo="export the text itself, not a picture of it")
        if self.flattened:
            notices += (
                Notice(
                    f"lists or tables nest deeper than {MAX_DEPTH} levels: the deepest were read flat",
                    "check the text",
                    "read.markup",
                ),
            )
        day = published.strip()[:10]
        heading = next((h for n in self.root.iter("h1", "h2") if (h := squeeze("".join(n.itertext())))), "")
        stated, doubt = believed(language, text)
        return Parsed(
            text + "\n", media_type, normalise(squeeze(title) or heading) or title_of(text), stated,
            published=day if is_date(day) else None, notices=notices + doubt,
        )  # fmt: skip


def believed(stated: str, text: str) -> tuple[str | None, tuple[Notice, ...]]:
    """The language that a file's metadata state (ISO 639), unless the text is plainly in another; and then a notice.

    Programs for writing state the language of their menus; a page of HTML is believed, its words having an author.
    """
    code = re.match(r"[a-z]{2,3}(?![a-z])", stated.strip().lower())
    if code is None:
        return None, ()
    guess = identify(text)
    if guess in {code[0], UNDETERMINED}:
        return code[0], ()
    message = f"the file says its language is {code[0]}; its text is in {guess}, which was taken"
    return None, (Notice(message, "set language in sources.toml if that is wrong", "read.language", "info"),)
