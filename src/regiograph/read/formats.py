"""The registry of input formats: a new one is a function from bytes to Parsed and a line of READERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regiograph.media import MEDIA
from regiograph.read.text import decode, normalise, title_of


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader finds inside one file: normalised text, and what the file says about itself.

    ``published`` is an ISO 8601 date; ``notices`` are sentences for the person who runs the build.
    """

    text: str
    media_type: str
    title: str = ""
    language: str | None = None
    url: str | None = None
    published: str | None = None
    notices: tuple[str, ...] = ()


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
        notices=(decoded.notice,) if decoded.notice else (),
    )  # fmt: skip


READERS: dict[str, Callable[[bytes], Parsed]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
"""File suffix (lower case) → reader."""


def _as_it_is(data: bytes, media_type: str) -> Parsed:
    decoded = decode(data)
    text = normalise(decoded.text)
    return Parsed(text, media_type, title_of(text), notices=(decoded.notice,) if decoded.notice else ())
