"""Lines → blocks (headings, list items, table rows, paragraphs) → sentences, all by offset into the normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["heading", "item", "para", "row"]

_ITEM = re.compile(
    r"[ \t\u00a0]*(?:[-–—•*·‣▪»→►▶➤✓✔◦●■](?=[ \t\u00a0])|o(?=\t|[ \u00a0]{2}|[ \u00a0][A-ZÀ-Þ\d])"
    r"|(?P<n>\d{1,3})[.)](?=[ \t\u00a0])|[a-z]\)(?=[ \t]))"
    r"[ \t\u00a0]*"
)
_MARK = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]+)")
_SETEXT = re.compile(r"[ \t]*(=+|-{3,})[ \t]*$")
_BREAK = re.compile(r"[.!?…]+[\"”’»“)\]]*(\s+)(?=[\"“„«»‘'(\[–—-]*\s?[\w])")

_YEARS = frozenset({"r", "г"})
"""What stands behind a year, with a full stop that may be that of the sentence as well (pl, bg)."""
_FULL_SENTENCE = 8
"""Words from which on such a full stop ends a sentence: "W 2024 r. Gmina …" goes on."""
_HOUR = re.compile(r"\d[ \u00a0]?h$")
_CLOCK = re.compile(r"(?<!\w)(?:kell|klo|kl\.?|plkst\.?|godz\.?|um)[ \u00a0]\d{1,2}$")
"""The hour of a day before a full stop: "kell 16."."""
_LABELLED = re.compile(r"[*_]{0,2}[^\W\d_][^:.\n]{1,38}(?::(?:[ \t\u00a0]|$)|[ \u00a0]\.{3}|[ \u00a0]{3,}\S)")
_LABEL = 40
"""Characters of a label before a colon or a row of dots."""
LONGEST = 4000
"""Characters of a sentence; a longer one is no sentence but a list or a page without full stops."""
HEADING_LIMIT = 160
WRAPPED_LINE = 60
_NARROWEST, _WIDEST = 38, 130
"""Characters of the lines of a text that is wrapped at a fixed width."""
_WRAPPED_LINES = 3
"""Lines of a paragraph that are enough to tell the width it is wrapped at."""
_RAGGED = 8
"""Characters that a full line may lack."""
_RUNNING = 3
"""Of so many lines of a wrapped paragraph one at least begins with a small letter."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, list item, table row or paragraph; ``start`` skips its mark, ``number`` is an item's number."""

    start: int
    end: int
    kind: Kind
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a whole heading, item or row, with the index of its block."""

    start: int
    end: int
    block: int


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order. Hard-wrapped lines of one paragraph are one block."""
    found: list[Block] = []
    lines = list(_lines(text))
    numbered = _numbered(text, lines)
    wrapped = _wrapped(text, lines, numbered)
    previous_blank = True
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip():
            previous_blank = True
            continue
        following_blank = index + 1 >= len(lines) or not text[slice(*lines[index + 1])].strip()
        runs_on = index - 1 in wrapped
        titled = index not in wrapped and not runs_on
        block = _block(
            text, start, end, previous_blank, following_blank, index in numbered, titled, _announces(text, lines, index)
        )
        previous_blank = False
        if block is None:
            if found and found[-1].kind == "para" and _SETEXT.match(text, start, end):
                found[-1] = Block(found[-1].start, found[-1].end, "heading")
            continue
        if found and _continues(text, found[-1], block, runs_on):
            found[-1] = Block(found[-1].start, block.end, found[-1].kind, found[-1].number)
        else:
            found.append(block)
    return found


def sentences(text: str, parts: list[Block], abbreviations: frozenset[str] = frozenset()) -> list[Sentence]:
    """The sentences of all blocks. A full stop after an abbreviation, an initial or a day's number ends none."""
    found: list[Sentence] = []
    for number, block in enumerate(parts):
        if block.kind == "heading":
            found.append(Sentence(block.start, block.end, number))
            continue
        start = block.start
        for hit in _BREAK.finditer(text, block.start, block.end):
            if _ends(text, start, hit, abbreviations):
                found.extend(Sentence(*piece, number) for piece in _pieces(text, start, hit.start(1)))
                start = hit.end(1)
        if start < block.end:
            found.extend(Sentence(*piece, number) for piece in _pieces(text, start, block.end))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in several where it is longer than any sentence is: each thing in it is held against each other."""
    while end - start > LONGEST:
        half = start + LONGEST // 2
        at = max(text.rfind(", ", half, start + LONGEST) + 1, text.rfind("; ", half, start + LONGEST) + 1)
        at = at or text.rfind(" ", half, start + LONGEST) + 1 or start + LONGEST
        yield start, at
        start = at
    if start < end:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _numbered(text: str, lines: list[tuple[int, int]]) -> set[int]:
    """Lines whose leading number belongs to a list: 1 follows or precedes it ("3. spotkanie" alone is a name)."""
    numbers = {i: int(m["n"]) for i, (s, e) in enumerate(lines) if (m := _ITEM.match(text, s, e)) and m["n"]}
    order = sorted(numbers)
    kept: set[int] = set()
    begun: set[int] = set()
    for a, b in pairwise(order):
        first = numbers[a]
        # A list counts from one; "12. February", "13. February" below each other are days.
        if numbers[b] == first + 1 and (first <= 1 or first in begun):
            kept |= {a, b}
            begun |= {first, first + 1}
    return kept


def _announces(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """A short line after a finished sentence that a list item or a much longer line follows: a heading set tight."""
    line = text[slice(*lines[index])].strip()
    if index == 0 or index + 1 >= len(lines) or len(line) > 60 or len(line.split()) > 8 or not line[:1].isupper():
        return False
    before, after = text[slice(*lines[index - 1])].strip(), text[slice(*lines[index + 1])]
    finished = not before or before[-1] in ".!?:"
    return finished and bool(_ITEM.match(after) or len(after.strip()) > 2 * len(line))


def _block(
    text: str,
    start: int,
    end: int,
    after_blank: bool,
    before_blank: bool,
    numbered: bool,
    titled: bool,
    announces: bool,
) -> Block | None:
    if _SETEXT.match(text, start, end):
        return None
    if mark := _MARK.match(text, start, end):
        return _trimmed(text, mark.end(), end, "heading")
    item = _ITEM.match(text, start, end)
    if item and (not item["n"] or numbered):
        return _trimmed(text, item.end(), end, "item", int(item["n"]) if item["n"] else None)
    line = text[start:end].strip()
    if (line.count("|") >= 1 and " | " in line) or line.startswith("|") or "\t" in line:
        return _trimmed(text, start, end, "row") if re.search(r"\w", line) else None
    short = len(line) <= HEADING_LIMIT and line[-1] not in ".;,:!?…" and not line.endswith(("…",))
    alone = after_blank and before_blank
    if (short and titled) and (
        alone or (line.isupper() and len(line) > 3) or (after_blank and len(line) < WRAPPED_LINE) or announces
    ):
        return _trimmed(text, start, end, "heading")
    return _trimmed(text, start, end, "para")


def _trimmed(text: str, start: int, end: int, kind: Kind, number: int | None = None) -> Block | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(start, end, kind, number) if start < end else None


def _wrapped(text: str, lines: list[tuple[int, int]], numbered: set[int]) -> set[int]:
    """Lines that run on in the next one: its first word would hardly have fitted in the width that the text is set in.

    The width is that of the longest line of a paragraph of several lines, all of which but the last are full, and of
    which many begin in the middle of a sentence; a first line that is not full is a heading set tight.
    """
    stretches: list[list[str]] = []
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        item = _ITEM.match(line)
        listed = item is not None and (not item["n"] or number in numbered)
        apart = not line.strip() or "|" in line or "\t" in line or _SETEXT.match(line)
        if apart or not stretches or not stretches[-1][-1] or listed or _MARK.match(line):
            stretches.append([])
        stretches[-1].append("" if apart else line.rstrip())
    width = max((_width(part) or _width(part[1:]) for part in stretches), default=0)
    found: set[int] = set()
    index = 0
    for part in stretches:
        if width:
            found |= {index + n for n, (a, b) in enumerate(pairwise(part)) if _full(a, b, width) and len(a) <= width}
        index += len(part)
    return found


def _width(lines: list[str]) -> int:
    """The width of a paragraph's lines, 0 where they are not wrapped or too few to tell."""
    width = max(map(len, lines), default=0)
    rest = [line.lstrip() for line in lines[1:]]
    if len(lines) < _WRAPPED_LINES or not _NARROWEST <= width <= _WIDEST:
        return 0
    running = sum(line[:1].islower() for line in rest)
    return width if all(_full(a, b, width) for a, b in pairwise(lines)) and _RUNNING * running >= len(rest) else 0


def _full(line: str, following: str, width: int) -> bool:
    return bool(line) and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - _RAGGED


def _continues(text: str, before: Block, block: Block, runs_on: bool) -> bool:
    """Whether a block is the next line of a hard-wrapped paragraph or item."""
    if block.kind != "para" or before.kind not in {"para", "item"}:
        return False
    gap = text[before.end : block.start]
    if _LABELLED.match(text, block.start, block.end) and _LABELLED.match(text, before.start, before.end):
        return False
    last = text.rfind("\n", 0, before.end) + 1
    indented = gap.endswith("  ") or before.kind == "para" or runs_on
    full = runs_on or before.end - last >= WRAPPED_LINE
    return gap.count("\n") == 1 and full and indented and text[before.end - 1] != ":"


def _ends(text: str, start: int, hit: re.Match[str], abbreviations: frozenset[str]) -> bool:
    after = text[hit.end(1) : hit.end(1) + 3].lstrip("\"“„«»‘'([–—- ")[:1]
    if (
        hit.group().startswith("...")
        and text[hit.start() - 1 : hit.start()] in {" ", "\u00a0"}
        and hit.start() - start <= _LABEL
    ):
        return False  # "Budget ........ 2 million": a row of dots leads from a label to its value
    if hit.group().startswith((".", "…")):
        last = _last_word(text, start, hit.start())
        if last.isdigit() and not after.isupper():
            return False
        if last in _YEARS and after.isupper() and _long(text, start, hit.start()):
            return True
        if last == "h" and after.isupper() and _HOUR.search(text, max(start, hit.start() - 5), hit.start()):
            return True  # "at 12.00 h. The seminar …"
        if after.islower() or (len(last) == 1 and last.isalpha()) or last.casefold() in abbreviations:
            return False
        if last.isdigit() and len(last) <= 2 and _CLOCK.search(text[max(start, hit.start() - 9) : hit.start()]):
            return True
        if last.isdigit() and len(last) <= 2 and not hit.group(1).count("\n"):
            return False  # "15. Januar": a day or an ordinal, not the end of a sentence
    return True


def _long(text: str, start: int, end: int) -> bool:
    """A year ends a stretch of many words that no comma parts from the year's own few."""
    words = text[start:end].rsplit(",", 1)[-1].split()
    return len(text[start:end].split()) >= _FULL_SENTENCE and len(words) > 3 and words[-2].isdigit()


def _last_word(text: str, start: int, end: int) -> str:
    """The letters, digits and full stops that a stretch ends with, before a line feed too."""
    if end > start and text[end - 1] == "\n":
        end -= 1
    begin = end
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] in "._"):
        begin -= 1
    return text[begin:end]
