"""The text of a page as it is read: lines of a paragraph joined; targets of links and bars of menus are no prose."""

from __future__ import annotations

import re

from regiograph.extract.reading.layout import Block
from regiograph.model import BLOCK

_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\n]*)\)")
_LAST_DATE = re.compile(r"[^\d\n]{0,20}\d[^\n]{0,24}")
_BAR = re.compile(r"[^\W\d_][^\n:.,;\d]{0,24}(?:[ \t\u00a0]{3,}[^\s:.,;\d][^\n:.,;\d]{0,24}?){2,}")
_BARS = 3


def unwrapped(text: str, parts: list[Block]) -> str:
    """The text with a blank for each line end inside a paragraph or item, so that names and phrases run on.

    A short last line with a date in it keeps its own line, and so does what follows a masked name or number: these are
    signatures and lists of contacts rather than sentences.

    >>> sample = "- " + "word " * 12 + "Baltic\\n  Sea"
    >>> unwrapped(sample, blocks(sample)) == sample.replace("\\n", " ")
    True
    """
    pieces: list[str] = []
    done = 0
    for block in parts:
        if block.kind not in {"para", "item"}:
            continue
        at = text.find("\n", block.start, block.end)
        while at >= 0:
            signed = text.startswith(BLOCK, at - 1) or _LAST_DATE.fullmatch(text, at + 1, block.end)
            if not signed:
                pieces += (text[done:at], " ")
                done = at + 1
            at = text.find("\n", at + 1, block.end)
    return "".join([*pieces, text[done:]]) if pieces else text


def menus(text: str, parts: list[Block]) -> list[tuple[int, int]]:
    """Spans of the bars of links at the head of a page: short words with wide gaps between them."""
    return [(b.start, b.end) for b in parts[:_BARS] if _BAR.fullmatch(text, b.start, b.end)]


def links(text: str) -> list[tuple[int, int]]:
    """Spans of markdown link targets and their brackets, which are no prose."""
    return [(m.start(2) - 1, m.end(2) + 1) for m in _LINK.finditer(text)]
