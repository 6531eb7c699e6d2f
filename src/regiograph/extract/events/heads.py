"""How many people came to an event: "87 delegates", "τριάντα δύο στελέχη", "140-en jöttek el"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.money.numbers import approximation
from regiograph.extract.money.spoken import spoken_number
from regiograph.extract.reading.focus import Focus, heading_before, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.extract.territories.gazetteer import Token
from regiograph.extract.time.calendar import page_date

_UNIT_GAP = 3
_UNIT_FAR = 32
_FEWEST = 5
_MOST = 100_000
_WORDS_FROM = 12
"""Number words below this count things, not crowds ("two experts")."""
_TEN, _HUNDRED = 10, 100
_CLOSER = 200
"""Characters behind a rough number of people within which the exact one is given."""
_BACK, _FAR_BACK = 4, 3
"""Sentences back in which an event is named that people came to; from the third on, in the same paragraph."""
_TITLE_BLOCKS, _OPENING = 2, 7
"""Blocks that may be a title, and sentences of a page in which the event in its title is told."""
_CLOSE = 1
"""Words that may stand between a verb of coming and the number."""
_CLAUSE = re.compile(r"[,;:(–—](?!\d)")
_ONE_NOUN = re.compile(r"[ \u00a0](?:de[ \u00a0])?(?P<noun>[^\W\d_A-ZÀ-Þ][^\W\d_]{3,})(?=[.;,)]|$)")


@dataclass(frozen=True, slots=True)
class HeadCount:
    """A number of people: span with its unit, value, approximation concept, confidence."""

    start: int
    end: int
    value: int
    approximation: str
    confidence: float
    came: bool
    """A verb of coming is said of them."""


def head_counts(page: Page, focus: Focus, calls: frozenset[str]) -> dict[str, HeadCount]:
    """Event key → how many attended: said in a sentence that names the event, or right after or before it."""
    found: dict[str, HeadCount] = {}
    told = page.telling("attended", "guests")
    for sentence in page.either(page.naming("Event"), told) if page.of("Event") else ():
        index = page.index_of(sentence)
        events = [m for m in in_sentence(page, sentence, "Event") if m.key not in calls]
        for count in _counts(page, sentence, bool(events)):
            event = _whose(page, index, events, count, calls)
            if event is None and not events and count.came:
                event = _focus_event(page, focus, calls)
            known = found.get(event.key) if event else None
            surer = known is not None and known.approximation == "about" and count.approximation == "exactly"
            if event and (known is None or (surer and count.came and count.start - known.end <= _CLOSER)):
                found[event.key] = count
    for event in page.of("Event"):
        if event.key not in found and event.key not in calls and (near := _near(page, event)):
            found[event.key] = near
    return found


def _near(page: Page, event: Mention) -> HeadCount | None:
    """The number of people in an event's sentence, or in one beside it; of the event in the title, in the opening."""
    if _to_come(page, event) or _aside(page, event):
        return None
    here = page.sentence_at(event.start)
    index = page.index_of(here)
    spots = [index, index - 1, index + 1, index - 2]
    if here.block < _TITLE_BLOCKS:
        spots += range(index + 2, _OPENING)
    for at in spots:
        if not 0 <= at < len(page.sentences):
            continue
        near = page.sentences[at]
        beside = near.block == here.block or here.block < _TITLE_BLOCKS
        if at < index and not (page.named_in(near, ("Place",)) or page.dates_in(near.start, near.end)):
            continue
        between = page.within(min(here.start, near.start), max(here.end, near.end))
        if not beside or any(m.type == "Event" and m.key != event.key for m in between):
            continue
        for start, end, value in _numbers(page, near) if page.may_tell(near, "participants") else ():
            unit = page.pack.trigger("participants").match(page.text, end + 1, near.end)
            unit = unit or page.pack.trigger("participants").search(page.text, start, end)
            said = page.figures.meet(start, end) or not _FEWEST <= value <= _MOST or _of_others(page, near, start, end)
            if unit and not (said or _foreseen(page, near, start, end)):
                return HeadCount(start, unit.end(), value, approximation(page.text, start, page.pack), 0.6, False)
    return None


def _of_others(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """A word for staff, members, inhabitants or for training beside a number: not those who came."""
    low, high = max(sentence.start, start - _UNIT_FAR), min(sentence.end, end + _UNIT_FAR)
    hits = page.pack.trigger("not_guests").finditer(page.text, sentence.start, sentence.end)
    return any(low <= hit.start() < high for hit in hits)


def _foreseen(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """Who was expected or signed up, or the seats of a hall: nearer to the number in its clause than who came."""
    if not page.may_tell(sentence, "foreseen_guests"):
        return False
    before = [m.end() for m in _CLAUSE.finditer(page.text, sentence.start, start)]
    behind = _CLAUSE.search(page.text, end, sentence.end)
    low, high = before[-1] if before else sentence.start, behind.start() if behind else sentence.end
    people = page.pack.trigger("participants")
    ahead = [hit.span() for hit in page.pack.trigger("foreseen_guests").finditer(page.text, low, high)]
    came = [
        hit.span()
        for hit in page.pack.trigger("attended").finditer(page.text, low, high)
        if not people.fullmatch(hit.group()) and not any(a < hit.end() and hit.start() < b for a, b in ahead)
    ]
    near, nearest = ((max(a - end, start - b) for a, b in spans) for spans in (ahead, came))
    return bool(ahead) and (not came or min(near) < min(nearest))


def _focus_event(page: Page, focus: Focus, calls: frozenset[str]) -> Mention | None:
    """The page's event: the one in its title, or the only one, if it is not still to come."""
    event = focus.event
    if event is None or event.key in calls:
        return None
    titled = bool(page.blocks) and event.start < page.blocks[min(len(page.blocks), 4) - 1].end
    alone = len({m.key for m in page.of("Event")}) == 1
    return event if (titled or alone) and not _to_come(page, event) else None


def _to_come(page: Page, event: Mention) -> bool:
    """A word for what is planned in its sentence or the heading above, or dates later than the page's own only."""
    sentence = page.sentence_at(event.start)
    planned = page.pack.trigger("planned")
    if planned.search(page.text, sentence.start, sentence.end) or planned.search(heading_before(page, sentence.block)):
        return True
    own = page_date(page)
    dates = [d for d in page.dates_in(sentence.start, sentence.end) if d.year]
    return bool(own and dates) and all(d.first > (own or "")[: len(d.first)] for d in dates)


def _whose(page: Page, index: int, events: list[Mention], count: HeadCount, calls: frozenset[str]) -> Mention | None:
    """The event of a head count: the last named before it in its sentence, else the nearest; then the one before."""
    if events:
        before = [m for m in events if m.start <= count.start]
        return before[-1] if before else events[0]
    here = page.sentences[index]
    for at in range(index - 1, max(index - 1 - _BACK, -1), -1):
        named = in_sentence(page, page.sentences[at], "Event")
        known = [m for m in named if m.key not in calls and not _aside(page, m)]
        if known and (index - at < _FAR_BACK or page.sentences[at].block == here.block):
            return known[-1]
    if index + 1 < len(page.sentences) and page.sentences[index + 1].block == here.block:
        known = [m for m in in_sentence(page, page.sentences[index + 1], "Event") if m.key not in calls]
        return known[0] if known and not _to_come(page, known[0]) else None
    return None


def _aside(page: Page, event: Mention) -> bool:
    """An event that a sentence about something else recalls or announces: "…; they had hosted the second review"."""
    return event.rule == "event-next" and event.start > page.sentence_at(event.start).start + _UNIT_FAR


def _counts(page: Page, sentence: Sentence, named: bool) -> Iterator[HeadCount]:
    """The numbers of people that a sentence gives: attended, or said of those that only events have (delegates)."""
    attended = list(page.pack.trigger("attended").finditer(page.text, sentence.start, sentence.end))
    guests = list(page.pack.trigger("guests").finditer(page.text, sentence.start, sentence.end))
    if not attended and not guests:
        return
    people = list(page.pack.trigger("participants").finditer(page.text, sentence.start, sentence.end))
    for start, end, value in _numbers(page, sentence):
        if page.figures.meet(start, end) or not _FEWEST <= value <= _MOST or _foreseen(page, sentence, start, end):
            continue
        units = people if attended else guests
        if attended and any(start < u.start() < end for u in people):
            yield HeadCount(start, end, value, approximation(page.text, start, page.pack), 0.65, True)
            continue
        unit = next((u for u in units if 0 <= u.start() - end <= _UNIT_FAR), None)
        if (
            unit
            and len(gap(page.text, end, unit.start()).split()) <= _UNIT_GAP
            and "," not in page.text[end : unit.start()]
        ):
            how = approximation(page.text, start, page.pack)
            yield HeadCount(start, unit.end(), value, how, 0.8 if named else 0.7, bool(attended))
        elif attended and (
            _went(page, end, attended)
            or _came(page, start, end, attended)
            or (named and value >= _WORDS_FROM and _gathered(page, start, end, attended))
        ):
            yield HeadCount(start, end, value, approximation(page.text, start, page.pack), 0.65, True)


def _went(page: Page, end: int, attended: list[re.Match[str]]) -> bool:
    """The verb of coming follows the bare number ("140-en jöttek el", "came 140")."""
    m = re.match(r"(?:-[^\W\d_]{1,3})?[ \u00a0]+", page.text[end:])
    return bool(m and any(a.start() == end + m.end() for a in attended))


def _came(page: Page, start: int, end: int, attended: list[re.Match[str]]) -> bool:
    """The number closes its clause right behind the verb ("i presenti erano stati 312.")."""
    closed = re.match(r"[ \u00a0]*(?:[.;,)]|$)", page.text[end : end + 3])
    return bool(closed and any(start - a.end() >= 0 and len(page.text[a.end() : start].split()) <= 2 for a in attended))


def _gathered(page: Page, start: int, end: int, attended: list[re.Match[str]]) -> bool:
    """The verb of coming right before the number, and one noun behind it ends the clause ("drew 140 lifeguards.")."""
    noun = _ONE_NOUN.match(page.text, end)
    if noun is None or page.heads_in(*noun.span("noun")) or page.pack.trigger("fact_partners").fullmatch(noun["noun"]):
        return False
    return any(a.end() <= start and len(page.text[a.end() : start].split()) <= _CLOSE for a in attended)


def _numbers(page: Page, sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """(start, end, value) of whole numbers in digits and in words."""
    for n in page.numbers_in(sentence.start, sentence.end):
        if n.value == int(n.value):
            yield n.start, n.end, int(n.value)
    tokens = page.tokens_in(sentence.start, sentence.end)
    at = 0
    while at < len(tokens):
        used, value = _in_words(page, tokens[at : at + 5])
        if used and value >= _WORDS_FROM:
            yield tokens[at].start, tokens[at + used - 1].end, value
        at += max(used, 1)


def _spoken(page: Page, word: str) -> int | None:
    """The number that a word says, its parts joined by hyphens or not ("vingt-trois")."""
    parts = [spoken_number(part, page.pack) for part in word.split("-")]
    return sum(p for p in parts if p) if all(parts) else None


def _in_words(page: Page, tokens: list[Token]) -> tuple[int, int]:
    """How many words make a number, and its value ("сто двадесет и седем" → 4, 127)."""
    total, used, waiting, last = 0, 0, 0, 0
    for token in tokens:
        value = _spoken(page, token.folded)
        if value is None:
            if used and token.folded in page.pack.linking | {
                "and",
                "und",
                "et",
                "y",
                "e",
                "och",
                "og",
                "en",
                "и",
                "i",
                "a",
                "și",
                "és",
            }:
                waiting += 1
                continue
            break
        if used and not (value < last or value == _HUNDRED):
            break
        total = total * value if value == _HUNDRED and 0 < total < 10 else total + value
        used, waiting, last = used + waiting + 1, 0, value
    if used and total < _TEN and page.pack.mutations:
        return _irish(page, tokens, used, total)
    return used, total


def _irish(page: Page, tokens: list[Token], used: int, total: int) -> tuple[int, int]:
    """The ten behind what is counted, as Irish has it: "ocht nduine is tríocha" → 38."""
    if len(tokens) > used + 2 and tokens[used + 1].folded in page.pack.linking | {"is"}:
        ten = spoken_number(tokens[used + 2].folded, page.pack)
        if ten and _TEN < ten < _HUNDRED:
            return used + 3, total + ten
    return used, total
