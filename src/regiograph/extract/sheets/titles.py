"""The title right above a sheet of labelled lines: the name of what the sheet is about, whatever its spelling."""

from __future__ import annotations

import re
from collections.abc import Callable

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.factsheet import Field
from regiograph.model import EntityType

_LINES = 3
"""Labelled lines of a sheet at least, and blocks between its title and the first of them."""
_WORDS = 6
_TOP = 8
"""Words of a title at most, and blocks of a page among which it is."""
_SUBTITLE_WORDS = 14
_SPELLED = re.compile(r"[^|>»›/:.?!()\n]+")
_SHORT_FORM = re.compile(r"[ \u00a0]\((?P<short>[^\W\d_][^()\n]{1,24})\)$")
_TRAIL = re.compile(r" [>»›/|] ")
_MARKS = ' \t\u00a0:#*_"“„«»”–—-'
_HUBS: tuple[EntityType, ...] = ("Project", "Partnership", "Network", "Cluster", "GoodPractice", "Initiative")
_NAMING = frozenset({"place", "city", "region"})
_KINDS = ("partnership", "network")
_SAYING = ("copula", "lead_of", "start", "end", "held", "show", "planned", "relative", "gather", "lineage_to")


def sheet_kind(page: Page, before: int) -> EntityType:
    """A partnership or network where a heading says so of the sheet: "Partnership profile"; else a project."""
    tops = [b for b in page.blocks[:_TOP] if b.start < before and b.kind == "heading"]
    sheet = page.pack.trigger("fact_sheet")
    told = [b for b in tops if sheet.search(page.text, b.start, b.end)]
    tops = told or [b for b in page.blocks[:1] if _TRAIL.search(page.text, b.start, b.end)]  # "Home > Parcerias"
    if of_cluster(page):
        return "Cluster"
    nouns = [h.kind for b in tops for h in page.heads_in(b.start, b.end)]
    own = next((kind for kind in _KINDS if kind in nouns), None)
    if not nouns and not any(h.kind == "project" for h in page.heads):
        own = next((kind for kind in _KINDS if sum(h.kind == kind for h in page.heads) > 1), None)
    return HEAD_TYPES[own] if own and "project" not in nouns else "Project"


def of_cluster(page: Page) -> bool:
    """Whether a page is about a cluster: it has a label, or a trail leads to it, and fewer nouns speak of a project.

    Nouns inside known names and those of projects that have names of their own count for neither.
    """
    clusters = projects = 0
    for h in page.heads:
        taken = page.overlapping(h.start, h.end + 1)
        if any(m.record is not None for m in taken):
            continue
        if h.kind in {"cluster", "compound_cluster"}:
            clusters += 1
        elif h.kind == "project":
            own = page.within(h.end, h.end + _LINES + 1)
            projects += not any(m.type == "Project" for m in (*own, *taken))
    labels = any(h.kind in {"label_gold", "label_silver", "label_bronze"} for h in page.heads) and any(
        h.kind == "label" for h in page.heads
    )
    trail = page.blocks[:1]
    led = any(_TRAIL.search(page.text, b.start, b.end) and page.heads_in(b.start, b.end, "cluster") for b in trail)
    return (labels or led) and clusters + labels + led > projects


def find_sheet_title(page: Page, told: list[Field], everywhere: Callable[[Page, Mention], None]) -> None:
    """Takes the title above three or more labelled lines, some of which say who leads or takes part, for a name.

    "Fjäril i norr", "Facts: Fjäril i norr", "Fjäril i norr in brief", "Fjäril i norr (FIN)"; below it may stand a
    subtitle. ``everywhere`` takes in what the text says of it elsewhere.
    """
    first = min((f.start for f in told if f.kind in {"lead", "partners", "programme"}), default=-1)
    first = min((f.start for f in told if 0 <= first - f.start <= _lines_before(page, first)), default=first)
    if first < 0 or len(told) < _LINES:
        return
    named = [m for m in page.of(*_HUBS) if m.start < first and m.record is None]
    at = next((i for i, b in enumerate(page.blocks) if b.start <= first < b.end), 0)
    above: list[Block] = []
    for block in reversed(page.blocks[max(0, at - _LINES) : at]):
        text = page.text[block.start : block.end].rstrip()
        if text.endswith((".", "!", "?", ",", ";")) or len(text.split()) > _SUBTITLE_WORDS:
            break
        above.insert(0, block)
    for block in above if at <= _TOP else ():
        start, end, short = _name(page, block)
        if any((m.start, m.rule) != (start, "head-before") or m.end >= end for m in named):
            return  # a part of it at most is known, the first word behind "Facts:"
        if _may_be(page, start, end):
            name, kind = page.text[start:end], sheet_kind(page, first)
            title = Mention(start, end, key_of(kind, name), kind, name, "headline", 0.75)
            page.replace(title)
            everywhere(page, title)
            if short:
                acronym = page.text[slice(*short)]
                page.replace(Mention(*short, title.key, kind, name, "headline-short", 0.75, None, "acronym"))
                everywhere(page, Mention(*short, title.key, kind, acronym, "headline-short", 0.75, None, "acronym"))
            return


def _lines_before(page: Page, first: int) -> int:
    """How far above the first label that tells a role other labels of the same sheet may stand."""
    return 0 if first < 0 else first - next((b.start for b in page.blocks if b.kind != "heading"), first)


def _name(page: Page, block: Block) -> tuple[int, int, tuple[int, int] | None]:
    """Where a name stands in a title: without "Facts:", "About" before it and "in brief", "(ABC)" behind it."""
    start, end = _bare(page, block.start, block.end)
    sheet = page.pack.trigger("fact_sheet")
    while label := sheet.match(page.text, start, end):
        if label.end() == end:
            return start, start, None
        start, end = _bare(page, label.end(), end)
    for trigger in ("section_summary", "fact_sheet"):
        last = [h for h in page.pack.trigger(trigger).finditer(page.text, start, end) if h.end() == end]
        if last:
            start, end = _bare(page, start, last[0].start())
    short = _SHORT_FORM.search(page.text, start, end)
    return (start, short.start(), short.span("short")) if short else (start, end, None)


def _bare(page: Page, start: int, end: int) -> tuple[int, int]:
    while start < end and page.text[start] in _MARKS:
        start += 1
    while end > start and page.text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _may_be(page: Page, start: int, end: int) -> bool:
    """A short title without a verb, a date or a noun for another kind of thing, and more than a place's name."""
    words = page.tokens_in(start, end)
    if not 0 < len(words) <= _WORDS or end - start < _LINES + 1 or not page.text[start].isupper():
        return False
    if _SPELLED.fullmatch(page.text, start, end) is None or page.dated.meet(start, end):
        return False
    if len(words) == 1 and not distinctive(words[0].text) and page.text.count(words[0].text) == 1:
        return False
    if any(h.kind not in _NAMING for h in page.heads_in(start, end)):
        return False
    if any(
        (hit := page.pack.trigger(name).match(page.text, t.start, end)) and len(hit.group()) > _LINES
        for name in _SAYING
        for t in words[1:]
    ):
        return False
    taken = page.overlapping(start, end)
    whole = any(m.start <= start and m.end >= end for m in taken)
    return not whole and all(m.type in TERRITORIES or m.record is None for m in taken)
