"""Practices with a text of their own: the template's sections, and paragraphs below numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.reading.focus import claim
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim

SECTIONS = ("summary", "description", "resources", "evidence", "difficulties", "potential", "further")
_TEMPLATE = {"resources", "evidence", "difficulties", "potential"}
_SURE = 2
"""Headings of the template that make a page one of its kind."""
_PARAGRAPH = 100
_SHORT = 40
_PREPOSITION = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One block of text under a heading of the practice template, in order."""

    kind: str
    start: int
    end: int
    position: int


def template_sections(page: Page) -> list[Section]:
    """The sections of a page that follows the good-practice template: at least two of its four headings stand there.

    The first paragraph before any heading is the summary, what follows it the description; paragraphs under one
    heading are one section, list items one each.
    """
    announced = [section_kind(page, block) for block in page.blocks]
    if len(_TEMPLATE.intersection(k for k in announced if k)) < _SURE:
        return []
    kinds: set[str] = set()
    pieces: list[tuple[str, Block]] = []
    current = "summary"
    titled = False
    for kind, block in zip(announced, page.blocks, strict=True):
        if kind:
            current = kind
            kinds.add(kind)
            continue
        if block.kind == "heading":
            titled = True
            continue
        if not titled or _only_links(page, block) or _fact_line(page, block):
            continue
        if current == "further" and not kinds & _TEMPLATE and block.end - block.start > _PARAGRAPH:
            current = "summary"  # links above the text do not make it further information
        pieces.append((current, block))
        if current == "summary":
            current = "description"
    return _sections(pieces)


def _sections(pieces: list[tuple[str, Block]]) -> list[Section]:
    found: list[Section] = []
    before: Block | None = None
    for kind, block in pieces:
        last = found[-1] if found else None
        if last and before and last.kind == kind and block.kind == before.kind == "para":
            found[-1] = Section(kind, last.start, block.end, last.position)
        else:
            found.append(Section(kind, block.start, block.end, len(found) + 1))
        before = block
    return found


def _fact_line(page: Page, block: Block) -> bool:
    """Lines of a fact sheet ("Country: Estonia"), a date line or a signature in capitals: no text of a section."""
    lines = page.text[block.start : block.end].splitlines()
    facts = all(
        re.fullmatch(r"[^:.]{3,40}:\s?[^:]{2,80}", line.strip()) and not line.rstrip().endswith(".") for line in lines
    )
    short = block.end - block.start < _SHORT
    dated = short and any(d.end <= block.end for d in page.dates_in(block.start, block.end))
    return block.kind == "para" and (facts or dated)


def _only_links(page: Page, block: Block) -> bool:
    """A line of links or marks without a sentence of its own."""
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+", "", page.text[block.start : block.end])
    return len(re.findall(r"[^\W\d_]{2,}", text)) < 2


def section_kind(page: Page, block: Block) -> str | None:
    if block.kind not in {"heading", "para"}:
        return None
    text = page.text[block.start : block.end].strip(" :#*")
    if len(text) > 60:
        return None
    possible = page.pack.openers.opening(text)
    for kind in SECTIONS:
        if f"triggers.section_{kind}" not in possible:
            continue
        m = page.pack.trigger(f"section_{kind}").match(text)
        if m and m.end() >= len(text) - 2:
            return kind
    return None


def paragraph_below(page: Page, practice: Mention) -> Block | None:
    """The paragraph below a numbered line that is the practice's name alone."""
    index = page.sentence_at(practice.start).block
    block = page.blocks[index]
    below = next(iter(page.blocks[index + 1 : index + 2]), None)
    alone = block.number is not None and (practice.start, practice.end) == (block.start, block.end)
    return below if alone and below and below.kind == "para" else None


def told_below(page: Page, practice: Mention, block: Block) -> Iterator[Claim]:
    """The region and the event that the paragraph on a practice names first."""
    named = page.within(block.start, block.end)
    if region := next((m for m in named if m.type == "Region"), None):
        yield claim(page, practice, "locatedIn", region, "practice-of", 0.65, at=region)
    event = next((m for m in named if m.type == "Event" and page.events.get(m.key) != "event_call"), None)
    told = page.pack.trigger("show").finditer(page.text, block.start, block.end)
    if event and any(len(t.group()) > _PREPOSITION and t.group().casefold() not in page.pack.locative for t in told):
        yield claim(page, practice, "presentedAt", event, "practice-event", 0.7, at=event)
