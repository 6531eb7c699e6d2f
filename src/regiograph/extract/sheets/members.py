"""Bodies in a fact sheet's lists of members that no other rule explains."""

from __future__ import annotations

import re

from regiograph.extract.reading.page import ACTORS, TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import OR, distinctive
from regiograph.extract.sheets.entries import Entry, entries
from regiograph.extract.sheets.factsheet import Field, fields
from regiograph.extract.territories.gazetteer import Token

_NAME_WORDS, _OPENING = 12, 4
"""Words of a body's name, and letters of one plain word that may be one."""


def find_members(page: Page) -> None:
    """An entry of a list of members that no rule has explained is a body's name."""
    for field in fields(page):
        if field.kind in {"lead", "partners"} and not field.regions:
            for entry in list(entries(page, field)):
                _body(page, field, entry)


def _body(page: Page, field: Field, entry: Entry) -> None:
    start, end = entry.start, entry.name_end
    tokens = [t for t in page.tokens if start <= t.start < end]
    while tokens and tokens[0].folded in page.pack.articles and tokens[0].text[0].islower():
        tokens = tokens[1:]
    if not tokens or len(tokens) > _NAME_WORDS or not tokens[0].text[0].isupper():
        return
    start = tokens[0].start
    name = page.text[start:end].rstrip()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?", name):
        return  # a legal form behind a comma: "Agência do Ambiente, I.P."
    end = start + len(name)
    light = page.pack.connectors | page.pack.articles | page.pack.locative | page.pack.linking
    light |= {*OR.get(page.pack.language, ())}
    lower = [t for t in tokens if t.text[0].islower() and t.folded not in light]
    noun_last = any(h.end == end for h in page.heads_in(tokens[-1].start, end, "organisation"))
    if (
        (len(lower) > (len(tokens) + 1) // 2 and not noun_last)
        or re.search(r"\d{3}|@|[!?]", name)
        or any(d.start < end and d.end > start for d in page.dates)
    ):
        return
    taken = page.overlapping(start, end)
    if any(m.type in {"Project", "Programme", "Fund", "Cluster", "Event"} for m in taken):
        return
    if any(m.start <= start and m.end >= end for m in taken if m.type != "Place"):
        return
    if any(m.type == "Organisation" and page.text[m.start - 1] in '"“„«' for m in taken):
        return  # its name stands in quotation marks
    known = next((m for m in taken if m.type == "Organisation" and m.start == start and m.record is not None), None)
    if known:
        return
    places = [m for m in taken if m.type in TERRITORIES and m.record is not None]
    rest = [t for t in tokens if not any(m.start <= t.start < m.end for m in places)]
    heads = [t for t in rest if not page.heads_in(t.start, t.end, "region") and t.folded not in light]
    if places and not heads:
        return  # a region and its noun, or a town alone
    rest_of_row = page.text[entry.name_end : entry.end]
    sum_of_column = any(c.isdigit() for c in rest_of_row) and not any(c.isalpha() for c in rest_of_row)
    if (
        len(tokens) == 1
        and not distinctive(name)
        and (sum_of_column or not (field.listed or _in_row(page, field, tokens[0])))
    ):
        return
    page.replace(Mention(start, end, key_of("Organisation", name), "Organisation", name, "sheet-member", 0.7))


def _in_row(page: Page, field: Field, word: Token) -> bool:
    """One plain word that no noun is, in one row with bodies or regions: "Partners: Inagro, the University of Łódź"."""
    low, high = field.parts[0]
    others = [m for m in page.within(low, high) if m.type in ACTORS and not (m.start <= word.start < m.end)]
    common = page.heads_in(word.start, word.end) or f" {word.text.lower()}" in page.text
    return bool(others) and not common and len(word.text) >= _OPENING
