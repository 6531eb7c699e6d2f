"""The text layer of a PDF (ISO 32000), by pypdf: lines with their sizes → headings, items, paragraphs.

A PDF holds glyphs at places, no paragraphs. What is larger than the running text is a heading, what repeats at the head
or foot of pages is furniture, lines that run full are joined. Tables stay lines: their cells cannot be told apart.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from regiograph.errors import InputError
from regiograph.media import MEDIA
from regiograph.read.office import believed
from regiograph.read.parsed import Notice, Parsed
from regiograph.read.sources import is_date
from regiograph.read.text import normalise, title_of

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_000
"""Pages that are read; the rest is named in a notice."""
MAX_PAGE_CONTENT = 2 * 1024 * 1024
"""Bytes of one page's drawing instructions, beyond which it is a map or picture, and is left out."""
MAX_OPERATIONS = 1_000_000
"""Drawing instructions carried out for one file, forms within forms counted each time: half a minute's work."""
_HEADING = 1.15
_FULL = 0.7
_BULLET = re.compile(r"[•‣▪▫◦●○■□➢\uf0a7\uf0b7·–—-]\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|[a-z]\))\s")
_ENDS = (".", "!", "?", ":", ";", "…", "”", "»", '"')
_HANGING = {
    "a",
    "and",
    "e",
    "eller",
    "en",
    "és",
    "et",
    "i",
    "ir",
    "ja",
    "och",
    "oder",
    "of",
    "og",
    "or",
    "sekä",
    "tai",
    "un",
    "und",
    "või",
    "y",
}
"""Words before which a hyphen at the end of a line stands for the rest of a compound: "teollisuus- ja kiertotalous"."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its page (from 0), its text, the size of most of its letters and its height on the page (points)."""

    page: int
    text: str
    size: float
    y: float


class _Heard(logging.Handler):
    """Hears what pypdf says of its own limits; without it, its remarks on each flaw would go to standard error."""

    def __init__(self) -> None:
        super().__init__()
        self.limits: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if said.startswith("Exceeded"):
            self.limits.add(said)


class _Limit(Exception):  # noqa: N818 - it ends the reading of a page, nothing is wrong
    """More drawing instructions than will be carried out."""


def parse(data: bytes) -> Parsed:
    """The text and metadata of a PDF. Raises InputError: encrypted, damaged, without text, or pypdf is missing."""
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError as error:
        raise InputError("PDF files need pypdf", todo="run: pip install 'regiograph[pdf]'") from error
    heard = _Heard()
    logging.getLogger("pypdf").addHandler(heard)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is encrypted", todo="save it without a password")
        notices: list[Notice] = []
        lines = _pages(reader, notices)
        title, language, published = _metadata(reader)
    except InputError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        todo = "save it without a password, or run: pip install 'regiograph[pdf]', which brings cryptography"
        raise InputError("the PDF is encrypted", todo=todo) from error
    except Exception as error:
        # pypdf raises whatever Python does when a damaged file leads it astray.
        raise InputError(f"the PDF is damaged: {_brief(error)}", todo="open and save it again") from error
    finally:
        logging.getLogger("pypdf").removeHandler(heard)
    notices += [
        Notice(f"parts were left out: {said}", "export their text", "read.limit") for said in sorted(heard.limits)
    ]
    text = normalise(_text(_without_furniture(lines))).strip()
    if not any(c.isalnum() for c in text):
        raise InputError("the PDF holds no text", todo="it may be a scan: recognise its text (OCR) first")
    stated, doubt = believed(language, text)
    heading = re.search(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return Parsed(
        text + "\n", MEDIA["pdf"].media_type, title or (heading[1] if heading else title_of(text)), stated,
        published=published, notices=(*notices, *doubt),
    )  # fmt: skip


def _brief(error: Exception) -> str:
    return " ".join(f"{error}".split())[:120] or type(error).__name__


def _metadata(reader: PdfReader) -> tuple[str, str, str | None]:
    """Title, language and day of making; programs put file names into titles, which are none."""
    info: Any = reader.trailer.get("/Info")
    info = info.get_object() if info is not None else {}
    raw = info.get("/Title", "") if hasattr(info, "get") else ""
    title = normalise(" ".join(str(raw).replace("\x00", "").split()))
    if re.search(r"(?i)\.(?:docx?|pdf|odt|indd|pptx?|qxd|rtf)$|^microsoft |^untitled|^document ?\d*$", title):
        title = ""
    made = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", str(info.get("/CreationDate", "")) if hasattr(info, "get") else "")
    day = "-".join(made.groups()) if made else ""
    root: Any = reader.trailer["/Root"].get_object()
    language = str(root.get("/Lang", ""))
    return title, language, day if is_date(day) else None


def _pages(reader: PdfReader, notices: list[Notice]) -> list[_Line]:
    count = len(reader.pages)
    if count > MAX_PAGES:
        message = f"{count} pages: the first {MAX_PAGES} were read"
        notices.append(Notice(message, "split the file to have the rest read", "read.limit"))
    lines: list[_Line] = []
    skipped: list[str] = []
    done = 0

    def counted(*_: Any) -> None:
        nonlocal done
        done += 1
        if done > MAX_OPERATIONS:
            raise _Limit

    for number in range(min(count, MAX_PAGES)):
        pieces: list[tuple[str, float, float]] = []

        def keep(
            text: str, cm: Any, tm: Any, _: Any, size: float, into: list[tuple[str, float, float]] = pieces
        ) -> None:
            if text:
                scale = (abs(tm[3]) or abs(tm[1]) or 1.0) * (abs(cm[3]) or abs(cm[1]) or 1.0)
                into.append((text, abs(size) * scale, tm[5] * cm[3] + cm[5]))

        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > MAX_PAGE_CONTENT:
                skipped.append(str(number + 1))
                continue
            page.extract_text(visitor_text=keep, visitor_operand_before=counted)
        except _Limit:
            message = f"more than {MAX_OPERATIONS:,} drawing instructions: reading stopped on page {number + 1}"
            notices.append(Notice(message, "split the file, or export its text", "read.limit"))
            break
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception:
            # One broken page is no reason to lose the others.
            if reader.is_encrypted:
                raise
            skipped.append(str(number + 1))
        lines += _lines(number, pieces)
    if skipped:
        shown = ", ".join(skipped[:10]) + (", …" if len(skipped) > 10 else "")
        notices.append(Notice(f"pages too complex or damaged, left out: {shown}", "export their text", "read.limit"))
    if len(skipped) == min(count, MAX_PAGES) and count:
        raise ValueError("none of its pages can be read")
    return lines


def _lines(page: int, pieces: list[tuple[str, float, float]]) -> list[_Line]:
    """Pieces of text with sizes and places, whose line ends are in the text, as lines."""
    made: list[_Line] = []
    words: list[str] = []
    sizes: Counter[float] = Counter()
    places: list[float] = []

    def finish() -> None:
        text = " ".join("".join(words).replace("\x00", "").split())
        if text:
            size = max(sizes.items(), key=lambda s: (s[1], s[0]))[0] if sizes else 0.0
            made.append(_Line(page, text, size, places[0] if places else 0.0))
        words.clear()
        sizes.clear()
        places.clear()

    for text, size, y in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                finish()
            words.append(part)
            if part.strip():
                sizes[round(size, 1)] += len(part.strip())
                places.append(y)
    finish()
    return made


def _without_furniture(lines: list[_Line]) -> list[_Line]:
    """Without page numbers, and without what stands at the head or foot of half of the pages after its first time."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    ends = {id(line) for page in pages.values() for line in (*page[:2], *page[-2:])}
    forms: dict[str, list[str]] = {}
    for page in pages.values():
        for text in {line.text for line in page if id(line) in ends}:
            forms.setdefault(_shape(text), []).append(text)
    often = {shape: len(set(texts)) > 1 for shape, texts in forms.items() if len(texts) >= max(3, len(pages) / 2)}
    kept: list[_Line] = []
    shown: set[str] = set()
    for line in lines:
        shape = _shape(line.text)
        if id(line) in ends and (line.text == str(line.page + 1) or often.get(shape) or shape in shown):
            continue
        if shape in often:
            shown.add(shape)
        kept.append(line)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _text(lines: list[_Line]) -> str:
    letters: Counter[float] = Counter()
    lengths: list[int] = []
    for line in lines:
        letters[line.size] += len(line.text)
        lengths.append(len(line.text))
    body = max(letters.items(), key=lambda s: (s[1], -s[0]))[0] if letters else 0.0
    large = sorted({n.size for n in lines if n.size > body * _HEADING and len(n.text) < 200}, reverse=True)
    full = _FULL * sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0
    blocks: list[str] = []
    last: _Line | None = None
    for line in lines:
        heading = line.size in large and len(line.text) < 200
        bullet = _BULLET.match(line.text)
        if last is not None and not bullet and _goes_on(last, line, full, heading=heading):
            blocks[-1] = _joined(blocks[-1], line.text)
        elif heading:
            blocks.append("#" * min(large.index(line.size) + 1, 6) + " " + line.text)
        elif bullet:
            blocks.append("- " + line.text[bullet.end() :])
        else:
            blocks.append(line.text)
        last = line
    out = ""
    for block in blocks:
        near = out and block.startswith("- ") and out.rpartition("\n")[2].startswith("- ")
        out += ("\n" if near else "\n\n" if out else "") + block
    return out


def _goes_on(last: _Line, line: _Line, full: float, *, heading: bool) -> bool:
    """Whether a line continues the one before: the same letters, near below it, and that one ran to the margin."""
    ended = last.text.endswith(_ENDS)
    if last.size != line.size or _NUMBER.match(line.text) or (ended and line.text.endswith(":")):
        return False
    if last.page != line.page:
        return not heading and line.text[:1].islower() and not ended
    gap = last.y - line.y
    if not 0 <= gap <= 1.7 * max(line.size, 1.0):
        return False
    if heading:
        return not ended
    return len(last.text) >= full or (line.text[:1].islower() and not ended and len(last.text) >= full / 2)


def _joined(before: str, after: str) -> str:
    """Two lines as one; a hyphen at the end of the first goes where it only divides a word."""
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if (
        before.endswith("-")
        and before[-2:-1].isalpha()
        and after[:1].islower()
        and after.split()[0].strip(",.") not in _HANGING
    ):
        return before[:-1] + after
    return f"{before} {after}"
