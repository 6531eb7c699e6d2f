"""The registry of input formats: a new one is a function from bytes to Parsed and a line of READERS."""

from __future__ import annotations

from collections.abc import Callable

from regiograph.media import MEDIA
from regiograph.read.parsed import Notice, Parsed
from regiograph.read.text import Decoded, decode, normalise, title_of


def read_text(data: bytes) -> Parsed:
    """Plain text as it is. Raises InputError as :func:`regiograph.read.text.decode` does."""
    return _as_it_is(data, MEDIA["txt"].media_type)


def read_markdown(data: bytes) -> Parsed:
    """Markdown as it is: its marks stay in the text. Raises InputError as read_text does."""
    return _as_it_is(data, MEDIA["md"].media_type)


def read_html(data: bytes) -> Parsed:
    """The main text of a page, navigation dropped. Raises InputError when the page holds no text."""
    # trafilatura costs a third of a second to import: only those who read HTML pay.
    from regiograph.read.html import parse

    decoded = decode(data, markup=True)
    page = parse(decoded.text)
    return Parsed(
        text=normalise(page.text), media_type=MEDIA["html"].media_type, title=page.title or title_of(page.text),
        language=page.language, url=page.url, published=page.published,
        notices=(*_decoding(decoded), *page.notices),
    )  # fmt: skip


def read_pdf(data: bytes) -> Parsed:
    """The text layer of a PDF. Raises InputError: encrypted, no text, damaged, or pypdf is not installed."""
    from regiograph.read.pdf import parse

    return parse(data)


def read_docx(data: bytes) -> Parsed:
    """A Word document. Raises InputError when it is damaged, too large once unpacked, or holds no text."""
    from regiograph.read.docx import parse

    return parse(data)


def read_odt(data: bytes) -> Parsed:
    """An OpenDocument text. Raises InputError as read_docx does, and when it is encrypted."""
    from regiograph.read.odt import parse

    return parse(data)


READERS: dict[str, Callable[[bytes], Parsed]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
}
"""File suffix (lower case) → reader."""


def _as_it_is(data: bytes, media_type: str) -> Parsed:
    decoded = decode(data)
    text = normalise(decoded.text)
    return Parsed(text, media_type, title_of(text), notices=_decoding(decoded))


def _decoding(decoded: Decoded) -> tuple[Notice, ...]:
    return (Notice(decoded.notice),) if decoded.notice else ()
