"""Opening a document: its layout, words, head nouns and literals, which every later step asks the page for."""

from __future__ import annotations

from collections.abc import Iterator

from regiograph.extract.money.numbers import SIGN, find_money, find_percentages, money_pattern
from regiograph.extract.pack import MONEY, MONTHS, PERCENTS, Pack
from regiograph.extract.reading.layout import blocks, sentences
from regiograph.extract.reading.mention import Head
from regiograph.extract.reading.openers import NUMBERS, words_of
from regiograph.extract.reading.page import Page
from regiograph.extract.reading.plaintext import links, menus, unwrapped
from regiograph.extract.reading.spans import Spans
from regiograph.extract.territories.gazetteer import tokenize
from regiograph.extract.time.dateplaces import hits
from regiograph.extract.time.dates import find_dates
from regiograph.model import Document

_HEADS = (
    "region", "city", "project", "cluster", "compound_cluster", "programme", "fund", "partnership", "network",
    "initiative", "strategy", "practice", "case", "organisation", "place", "label", "label_gold", "label_silver",
    "label_bronze", "event_conference", "event_seminar", "event_study_visit", "event_peer_review", "event_meeting",
    "event_launch", "event_call", "event_weak",
)  # fmt: skip


def open_page(document: Document, pack: Pack) -> Page:
    """Layout, words, head nouns and literals of a document: what every later step asks."""
    parts = blocks(document.text)
    text = unwrapped(document.text, parts)
    covered = links(text)
    tokens = tokenize(text)
    words = words_of(text) if "_" in text else [(t.start, t.text) for t in tokens]
    pack, places = pack.placed(text, words=words)
    bars = Spans(menus(text, parts))
    heads = sorted((h for kind in _HEADS for h in _heads(text, pack, kind, places)), key=lambda h: (h.start, -h.end))
    heads = [h for h in heads if not bars.meet(h.start, h.end)]
    numbers = places[NUMBERS]
    signs = (m.start() for m in SIGN.finditer(text))
    money = find_money(text, pack, money_pattern(pack), sorted({*numbers, *places.get(MONEY, ()), *signs}))
    percentages = find_percentages(text, pack, numbers, places.get(PERCENTS, []))
    numeric = Spans([*((a.start, a.end) for a in money), *((n.start, n.end) for n in percentages), *covered])
    dates = [d for d in find_dates(text, pack, words, places.get(MONTHS, [])) if not numeric.meet(d.start, d.end)]
    told = sentences(text, parts, pack.abbreviations)
    return Page(document, pack, parts, told, tokens, heads, dates, money, percentages, text, numbers)


def _heads(text: str, pack: Pack, kind: str, places: dict[str, list[int]]) -> Iterator[Head]:
    name = f"heads.{kind}"
    if name in pack.openers.unbound:
        found = pack.head(kind).finditer(text)
    elif name in places:
        found = hits(pack.head(kind), text, places[name])
    else:
        return iter(())
    return (Head(m.start(), m.end(), kind) for m in found)
