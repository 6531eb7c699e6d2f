"""A noun for a meeting with what stands around it, and whether it tells of an event of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regiograph.extract.events.names import (
    is_venue,
)
from regiograph.extract.money.spoken import spoken_number
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page
from regiograph.extract.time.dates import DateSpan
from regiograph.extract.time.edges import edges

OPENER = 5
"""Characters of an article before a noun that opens a sentence."""
NAME_WORDS = 4
"""Words of the longest name between a noun and what tells of it."""
WEAK = "event_weak"
_SURE = frozenset({"event_peer_review", "event_study_visit", "event_launch", "event_conference"})
CALL = "event_call"
_ROOMS = frozenset({"event_seminar", "event_conference"})
"""Events whose nouns are also said of rooms and trades ("workshop", "fair")."""
_DAY = 10
_FULL = 11
"""Letters of a noun for an event that says which one it is."""
_HELD_WORD = 4
_STEM = 4
_SPOKEN, _CROWD = 3, 12
"""Words before people among which a number is spelled, and the least that it is."""
_PRONOUN = 7
"""Letters of the longest pronoun for an event told before ("Aceasta s-a desfășurat …")."""
_BEHIND = 40
"""Characters behind an event's noun within which its project is named."""
_ALIAS = re.compile(r"^ \([^()\d]*\)")
"""The same noun in another language, in brackets right behind it."""


@dataclass(frozen=True, slots=True)
class EventHit:
    """One mention of an event: its span, the kind's head, its series number and whether it is a coming one."""

    start: int
    end: int
    head: Head
    number: int | None
    place: Mention | None
    dates: tuple[DateSpan, ...]
    next_one: bool
    titled: bool
    named: bool


def coming(page: Page, head: Head) -> bool:
    """A word such as "next" right before an event's noun, or right behind it ("il-laqgħa li jmiss")."""
    if page.pack.trigger("coming").match(page.text, head.end + 1) and page.text[head.end] in " \u00a0":
        return True
    before = page.text[max(0, head.start - 40) : head.start]
    hits = list(page.pack.trigger("coming").finditer(before))
    return (
        bool(hits) and len(before[hits[-1].end() :].split()) <= 1 and not re.search(r"[.,;:]", before[hits[-1].end() :])
    )


def previous(page: Page, hit: EventHit) -> bool:
    """A word such as "previous" right beside an event's noun."""
    around = page.text[max(0, hit.start - 25) : hit.head.end + 25]
    found = page.pack.trigger("previous").search(around)
    if found is None:
        return False
    between = around[found.end() : hit.head.start - max(0, hit.start - 25)] if found.start() < hit.start else ""
    behind = around[hit.head.end - max(0, hit.start - 25) : found.start()] if found.start() > hit.start else ""
    return len((between + behind).split()) <= 1 and not re.search(r"[.,;:]", between + behind)


def counts(page: Page, hit: EventHit, sentence: Sentence, heads: list[Head], ongoing: bool) -> bool:
    """Whether a noun for an event names one here, by what stands around it."""
    days = [d for d in hit.dates if len(d.first) == _DAY]
    held = _held(page, sentence)
    if hit.head.kind == WEAK:
        better = [h for h in heads if h.kind != WEAK and _beside(sentence, hit, h, days) and not is_venue(page, h)]
        words = len(page.text[hit.start : hit.end].split())
        if hit.named and (words > 1 or hit.titled) and not better and hit.start != hit.head.start:
            return True
        some_place = hit.place or any(m.type == "Place" for m in page.within(sentence.start, sentence.end))
        told = coming(page, hit.head) or hit.next_one or (held and any(d.year for d in hit.dates))
        return not better and bool(
            (hit.dates and some_place and told)
            or (some_place and coming(page, hit.head))
            or (days and (some_place or held))
            or (some_place and _attended(page, sentence) and page.dates_in(sentence.start, sentence.end))
            or (hit.number is not None and (hit.dates or hit.place or hit.next_one))
        )
    if hit.head.kind == CALL:
        return hit.titled or (hit.named and bool(hit.dates)) or _open_call(page, sentence)
    prose = page.blocks[sentence.block].kind != "heading"
    if prose and coming(page, hit.head) and hit.next_one and hit.head.kind not in {CALL, WEAK}:
        return True
    shown = hit.dates or hit.named or hit.titled or hit.place
    if hit.head.kind == "event_meeting" and not (shown or hit.number):
        return False
    if shown or ongoing:
        only_place = hit.place is not None and not (hit.dates or hit.named or hit.titled or hit.number)
        return not (only_place and prose and hit.head.kind in _ROOMS and not _tells(page, hit, sentence))
    if hit.number is not None and (hit.head.kind != "event_meeting" or _tells(page, hit, sentence)):
        return True
    if held and prose and any(d.day for d in page.dates_in(sentence.start, sentence.end)):
        return True
    full = (
        hit.head.kind in {"event_launch", "event_conference"} and hit.head.end - hit.head.start >= _FULL
    )  # "slotcongres", "closing conference"
    if full and prose and (held or _attended(page, sentence)):
        return True
    if prose and page.pack.trigger("attended").search(page.text, sentence.start, sentence.end):
        people = page.pack.trigger("participants").search(page.text, sentence.start, sentence.end)
        if people and any(
            0 <= people.start() - n.end <= OPENER * 3 for n in page.numbers_in(sentence.start, people.start())
        ):
            return True
        near = page.tokens_in(sentence.start, people.start())[-_SPOKEN:] if people else []
        if any((spoken_number(t.folded, page.pack) or 0) >= _CROWD for t in near):
            return True
    telling = _told_beside(page, sentence) if hit.head.kind in _SURE else False
    if telling or _projects(page, hit, sentence) or _told_next(page, hit, sentence):
        return True
    return (held or _attended(page, sentence)) and bool(
        page.heads_in(sentence.start, sentence.end, "project")
        or any(m.type == "Project" for m in page.within(sentence.start, sentence.end))
    )


def _tells(page: Page, hit: EventHit, sentence: Sentence) -> bool:
    """Something is said of an event in its sentence: a day, a town, a verb of being held or planned, who came."""
    told = hit.next_one or page.dates_in(sentence.start, sentence.end) or page.named_in(sentence, ("Project",))
    return bool(told) or _held(page, sentence) or _attended(page, sentence)


def _projects(page: Page, hit: EventHit, sentence: Sentence) -> bool:
    """A project's name right behind the noun says whose event it is, "wizyta studyjna w projekcie ABC"; or before it,
    where names in the genitive stand there."""
    behind = next((m for m in page.within(hit.end, min(sentence.end, hit.end + _BEHIND)) if m.type == "Project"), None)
    between = _ALIAS.sub("", page.text[hit.end : behind.start]) if behind else ","
    if not re.search(r"[,;:()]", between) and len(between.split()) <= NAME_WORDS - 1:
        return True
    ahead = [m for m in page.within(sentence.start, hit.start) if m.type == "Project"] if page.pack.heads_follow else []
    led = page.text[ahead[-1].end : hit.start] if ahead else ","
    return not re.search(r"[,;:()]", led) and len(led.split()) <= 1  # "BeWood-hankkeen vertaisarviointi"


def _told_next(page: Page, hit: EventHit, sentence: Sentence) -> bool:
    """The next sentence begins with the noun, alone, and a day: "… na študijnú cestu. Cesta sa konala 23. mája".

    Or with the verb of being held, whose subject the noun is: "… strokovni pregled. Potekal je 16. maja".
    """
    index = page.index_of(sentence) + 1
    if index >= len(page.sentences) or hit.head.kind in {CALL, WEAK}:
        return False
    after = page.sentences[index]
    if not any(d.day and d.year for d in page.dates_in(after.start, after.end)):
        return False
    first = page.tokens_in(after.start, after.end)[:2]
    pronoun = len(first) > 1 and len(first[0].text) <= _PRONOUN and not page.overlapping(first[0].start, first[0].end)
    held = [page.pack.trigger("held").match(page.text, t.start) for t in first[: 1 + pronoun]]
    if after.block - sentence.block <= 1 and any(h and h.end() - h.start() > _HELD_WORD for h in held):
        return True
    first = first[:1]
    stems = {t.folded[:_STEM] for t in page.tokens_in(hit.head.start, hit.head.end) if len(t.text) > _STEM}
    return bool(first) and first[0].folded[:_STEM] in stems and len(first[0].text) > _STEM


def _beside(sentence: Sentence, hit: EventHit, other: Head, days: list[DateSpan]) -> bool:
    """Another noun of the sentence, unless a day and not that noun stands behind the weak one."""
    if not sentence.start <= other.start < sentence.end:
        return False
    own = next((d for d in days if d.start >= hit.end), None)
    return own is None or not (other.start < hit.start or other.start > own.end)


def _held(page: Page, sentence: Sentence) -> bool:
    """A verb of being held in a sentence; the bare prepositions of that list aside."""
    hits = page.pack.trigger("held").finditer(page.text, sentence.start, sentence.end)
    return any(m.end() - m.start() > _HELD_WORD for m in hits)


def _told_beside(page: Page, sentence: Sentence) -> bool:
    """A day and a place stand in the sentence before, which names no event: "From 3 to 5 May guests were in Ptuj."."""
    index = page.index_of(sentence)
    before = page.sentences[index - 1] if index else sentence
    if before.block != sentence.block or page.heads_in(before.start, before.end, "event"):
        return False
    days = [d for d in page.dates_in(before.start, before.end) if d.day and d.year]
    return len(days) == 1 and bool(page.named_in(before, ("Place",))) and not page.named_in(before, ("Project",))


def _attended(page: Page, sentence: Sentence) -> bool:
    """A verb of coming in a sentence."""
    return page.pack.trigger("attended").search(page.text, sentence.start, sentence.end) is not None


def _open_call(page: Page, sentence: Sentence) -> bool:
    """The sentence of a call, or one beside it in its block, says when it opens or closes."""
    index = page.index_of(sentence)
    for at in (index, index + 1, index - 1):
        if 0 <= at < len(page.sentences) and page.sentences[at].block == sentence.block:
            near = page.sentences[at]
            bounds = edges(page, near, single=True)
            if any(d.day and d.year and (d.start in bounds or d.last) for d in page.dates_in(near.start, near.end)):
                return True
    return False
