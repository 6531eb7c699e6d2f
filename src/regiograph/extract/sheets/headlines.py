"""The headline above a fact sheet: the name of its project or partnership, by spelling, dash or repetition."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.factsheet import Field
from regiograph.extract.sheets.titles import of_cluster, sheet_kind
from regiograph.model import EntityType

_OPENING = 4
"""Blocks at the top of a page among which its title is, and words of a name."""

_ALIAS = re.compile(r"\s*\((?P<name>[^\W\d_][^()\n]{2,80})\)[ \t]*\n")
_SHEETS = frozenset({"project", "partnership", "network"})
_SUBTITLE = re.compile(r"(?P<name>[^\W\d_][^:|/>»›()\n–—]{3,40}?)[ \u00a0][–—-][ \u00a0](?P<told>[^|>»›\n]{12,})")
_HEADLINE = re.compile(r"(?P<name>[^:\n–—]{2,40}?)(?:[ \u00a0]?:|[ \u00a0][–—-])[ \u00a0]\S")


def everywhere(page: Page, named: Mention) -> None:
    """The name of several words wherever it stands, over parts of it that other rules took."""
    if " " not in named.name:
        return
    for hit in re.finditer(rf"(?<!\w){re.escape(named.name)}(?!\w)", page.text):
        if hit.start() != named.start and not any(m.record for m in page.overlapping(*hit.span())):
            page.replace(replace(named, start=hit.start(), end=hit.end(), rule="repeat"))


def find_headline(page: Page, before: int, told: list[Field]) -> None:
    """ "NAME: what it is about" above a sheet, its title where the text says it again: a project if a label has the
    noun, a partnership if the page speaks of one.
    """
    if any(m.start < before for m in page.of("Project", "Partnership")):
        return
    tops = [b for b in page.blocks[: 2 * _OPENING] if b.start < before and b.kind in {"heading", "para"}]
    sheet = page.pack.trigger("fact_sheet")
    for block in tops[:_OPENING]:
        name = _before_dash(page, block)
        if name:
            kind: EntityType = "Cluster" if of_cluster(page) else "Project"
            title = _titled(page, block.start, block.start + len(name), kind)
            page.replace(title)
            everywhere(page, title)
            return
    for block in tops[:_OPENING]:
        if sheet.fullmatch(page.text[block.start : block.end].strip(" :#*")):
            continue
        start = block.start
        label = sheet.match(page.text, start, block.end)
        colon = re.compile(r"[ \u00a0]?[:–—][ \u00a0]").match(page.text, label.end(), block.end) if label else None
        start = colon.end() if colon else start
        whole = page.text[start : block.end].strip()
        if block.kind == "heading" and _capitals(whole) and _free_of_names(page, start, start + len(whole)):
            title = _titled(page, start, start + len(whole), sheet_kind(page, before))
            page.replace(title)
            everywhere(page, title)
            return
        shouted = whole.isupper() and len(whole.split()) > _OPENING + 1  # where all is in capitals they mark no name
        m = None if label or shouted else _HEADLINE.match(page.text, block.start, block.end)
        if m and any(m["name"].casefold() == r.casefold() for r in _territories(page)):
            continue
        if m and _own_spelling(m["name"]) and _free(page, m.start("name"), m.end("name")):
            page.replace(_titled(page, m.start("name"), m.end("name"), sheet_kind(page, before)))
            return
    plain = [b for b in tops if _title_like(page, b)]
    nouns = Counter("project" if h.kind == "project" else "other" for h in page.heads if h.kind in _SHEETS)
    own = any(page.heads_in(f.start, f.parts[0][0], "project") for f in told)
    if own and nouns["project"] > nouns["other"]:
        again = [b for b in plain if page.text.count(page.text[b.start : b.end]) > 1]
        for block in again[-1:]:
            title = _titled(page, block.start, block.end, "Project")
            page.replace(title)
            everywhere(page, title)
        return
    if not any(h.kind in {"partnership", "network"} for h in page.heads):
        return
    repeated = [b for b in plain if page.text.count(page.text[b.start : b.end]) > 2]
    named = [b for b in plain if _ALIAS.match(page.text, b.end)]
    for block in (repeated or named)[-1:]:
        title = _titled(page, block.start, block.end, "Partnership")
        page.replace(title)
        other = _ALIAS.match(page.text, block.end)
        if other:
            page.replace(replace(title, start=other.start("name"), end=other.end("name"), form="alias"))


def _before_dash(page: Page, block: Block) -> str:
    """ "Gränslös gallring – skötsel av skog i norr": a short name, a dash, and words in small letters to explain it."""
    m = _SUBTITLE.fullmatch(page.text, block.start, block.end)
    if m is None or block.kind != "heading" or len(m["name"].split()) > _OPENING:
        return ""
    told = [w for w in m["told"].split() if w.isalpha()]
    small = sum(w.islower() for w in told) >= _OPENING - 2
    free = _free_of_names(page, *m.span("name")) and not page.dated.meet(*m.span("name"))
    return m["name"] if small and free and not page.pack.trigger("fact_sheet").match(m["name"]) else ""


def _title_like(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    return (
        block.kind == "heading"
        and len(text.split()) <= _OPENING + 1
        and re.fullmatch(r"[^|>»/:.?!()]+", text) is not None
        and text[:1].isupper()
        and not page.heads_in(block.start, block.end, "p")
        and _free(page, block.start, block.end)
    )


def _capitals(name: str) -> bool:
    """A name of one to five words, all in capitals: "SOL Y SAL"."""
    words = name.split()
    letters = [c for c in name if c.isalpha()]
    return (
        0 < len(words) <= _OPENING + 1
        and len(letters) > 3
        and all(c.isupper() or c == "h" for c in letters)
        and not re.search(r"[.!?:|›>]", name)
    )


def _free_of_names(page: Page, start: int, end: int) -> bool:
    """Nothing but a programme or territory whose name is one word of several, no noun for a thing of another kind."""
    taken = page.overlapping(start, end)
    if any(m.type not in {"Programme", "Place", "Region"} or (m.start == start and m.end == end) for m in taken):
        return False
    return not page.heads_in(start, end)


def _territories(page: Page) -> set[str]:
    """The regions and countries of the page as they are written there."""
    return {page.text[m.start : m.end] for m in page.of("Region", "Country") if m.record is not None}


def _free(page: Page, start: int, end: int) -> bool:
    """Nothing known stands there."""
    return all(m.record is None or m.type == "Place" for m in page.overlapping(start, end))


def _own_spelling(name: str) -> bool:
    words = name.split()
    return (
        bool(words) and len(words) <= _OPENING and all(distinctive(w) or w.isdigit() for w in words) and len(name) > 3
    )


def _titled(page: Page, start: int, end: int, kind: EntityType) -> Mention:
    name = page.text[start:end]
    return Mention(start, end, key_of(kind, name), kind, name, "headline", 0.75)
