"""Projects that open the entries of a list of projects: "Glass hills – children draw. Lead partner: …".

Capitals do not tell where such a name ends; the dash, bracket or closing quotation mark behind it does. What is told in
an entry, the line above the list, and an entry beside it that names a project say that the entries are projects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.labels import kind_of

_REST_OF_NAME = re.compile(r"(?:[ \u00a0][^\W\d_]+){1,5}(?=[ \u00a0]\(\d)")
_WORDS = 6
_SHORTEST = 4
_LABEL = 40
"""Characters of a label."""
_QUOTED = re.compile(r"[\"“„«»](?P<name>[^\"“”„«»\n.:!?]{3,60})[\"”»“](?=\s?(?:[.:(,]|[–—-][ \u00a0]))")
_PLAIN = re.compile(r"(?P<name>[^\W\d_][^\"“”„«»\n.:!?()–—;|]{2,60}?)[ \u00a0](?=[–—-][ \u00a0]|\((?:19|20)\d\d)")
_SIGNS = (
    ("lead_by", "led", "fact_lead", "lead_noun", "lead_of"),
    ("fact_partners", "partner_list", "joint", "partner_in"),
    ("start", "end", "period"),
    ("total", "cost"),
)
_ENOUGH = 2
_ANNOUNCING = frozenset({"project", "event_call", "programme"})
_OTHER = frozenset({"practice", "case", "cluster", "organisation", "network", "partnership"})
_PREPOSITION = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """The name that opens a block: where it stands, and how many signs the rest of the block shows."""

    start: int
    end: int
    signs: int
    known: bool


def find_entry_names(page: Page) -> None:
    """Takes in the names that open entries, section by section."""
    section: list[_Entry] = []
    announced, other = False, False
    for index, block in enumerate(page.blocks):
        line = page.text[block.start : block.end]
        leads = block.kind == "heading" or line.endswith(":")
        if leads:
            _take(page, section, announced=announced, other=other)
            kinds = {h.kind for h in page.heads_in(block.start, block.end)}
            shown = page.pack.trigger("examples").search(page.text, block.start, block.end) is not None
            announced, other = bool(kinds & _ANNOUNCING) or (shown and _of_projects(page)), bool(kinds & _OTHER)
            section = []
        elif block.kind in {"item", "para", "row"} and index and (entry := _entry(page, block)):
            section.append(entry)
    _take(page, section, announced=announced, other=other)


def _of_projects(page: Page) -> bool:
    return any(h.kind == "project" for h in page.heads)


def _take(page: Page, section: list[_Entry], *, announced: bool, other: bool) -> None:
    beside = any(e.known or e.signs >= _ENOUGH for e in section)
    for entry in section if not other else ():
        alone = entry.signs + announced > _ENOUGH
        if entry.known or not (alone or (announced and entry.signs) or (beside and announced)):
            continue
        name = page.text[entry.start : entry.end]
        page.replace(Mention(entry.start, entry.end, key_of("Project", name), "Project", name, "entry", 0.65))


def _entry(page: Page, block: Block) -> _Entry | None:
    quoted = _QUOTED.match(page.text, block.start, block.end)
    hit = quoted or (_PLAIN.match(page.text, block.start, block.end) if block.kind == "item" else None)
    if hit is None:
        return None
    start, end = hit.span("name")
    words = page.tokens_in(start, end)
    if not words or len(words) > _WORDS or end - start < _SHORTEST or not words[0].text[0].isupper():
        return None
    taken = page.overlapping(start, end)
    known = any(m.type == "Project" and m.start == start for m in taken)
    if not known and not all(m.type in TERRITORIES and (m.start, m.end) != (start, end) for m in taken):
        return None
    if not known and (page.heads_in(start, end) or page.dated.meet(start, end) or kind_of(page, hit["name"])):
        return None
    plain = len(words) == 1 and not quoted and not distinctive(words[0].text)
    if plain and page.pack.nouns_capital:
        return None
    return _Entry(start, end, _signs(page, hit.end(), block.end), known)


def _signs(page: Page, start: int, end: int) -> int:
    """How many kinds of things the rest of an entry tells that are told of projects."""
    told = sum(
        any(
            h.end() - h.start() > _PREPOSITION
            for name in names
            for h in page.pack.trigger(name).finditer(page.text, start, end)
        )
        for names in _SIGNS
    )
    money = any(start <= a.start < end for a in page.money)
    return told + money + bool(page.heads_in(start, end, "project"))


def find_listed_projects(page: Page, runs: list[Run]) -> None:
    """Items below a heading about projects begin with a project's name."""
    starts = {r.start: r for r in runs}
    announced = False
    for block in page.blocks:
        if block.kind == "heading":
            short = len(page.text[block.start : block.end].split()) <= 4
            named = [m for m in page.within(block.start, block.end) if m.type == "Project"]
            announced = short and not named and bool(page.heads_in(block.start, block.end, "project"))
            roles = (page.pack.trigger(name) for name in ("fact_partners", "fact_lead"))
            announced = announced and not any(r.search(page.text, block.start, block.end) for r in roles)
        elif block.kind == "para" and page.text[block.end - 1] == ":":
            announced = False
        elif announced and block.kind in {"item", "row"}:
            run = starts.get(block.start) or starts.get(block.start + 1)
            if run and _labels(page, run, block):
                continue
            if run and run.words <= 6 and not page.overlapping(run.start, run.end) and not _runs_on(page, run):
                more = _REST_OF_NAME.match(page.text, run.end)  # "Less plastic (2023-2024)"
                end = more.end() if more and not page.overlapping(run.end, more.end()) else run.end
                name = page.text[run.start : end]
                page.add(Mention(run.start, end, key_of("Project", name), "Project", name, "project-list", 0.75))


def _labels(page: Page, run: Run, block: Block) -> bool:
    """A colon ends the label that the words open: "Toteutusaika: 2023–2025", "EU-tuen osuus: 65 %"."""
    colon = page.text.find(":", run.end, min(block.end, run.end + _LABEL))
    if colon < 0 or run.quoted:
        return False
    small = page.tokens_in(run.end, colon)
    plain = not any(distinctive(t.text) for t in page.tokens[run.first : run.last])
    return kind_of(page, page.text[run.start : colon]) is not None or (
        plain and run.words == 1 and len(small) < _PREPOSITION
    )


def _runs_on(page: Page, run: Run) -> bool:
    """One plain word with a capital before words in lower case: a sentence, no name."""
    plain = run.words == 1 and not run.quoted and not distinctive(page.text[run.start : run.end])
    behind = page.text[run.end : run.end + 2]
    plain = plain and _REST_OF_NAME.match(page.text, run.end) is None
    return plain and behind[:1].isspace() and behind[1:].islower()
