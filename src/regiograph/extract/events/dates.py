"""When events were: which date of a sentence belongs to which event, and from when to when a call is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regiograph.extract.reading.focus import Focus, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.time.calendar import date_lines
from regiograph.extract.time.dates import DateSpan
from regiograph.extract.time.edges import Edge, edges

_YEAR_DIGITS = 4
_PAGE_SENTENCES = 8
_TITLE = 3
_LINE = 40
"""Characters that a date line or a line of links has at most."""
_LABEL = re.compile(r"[^:|\n]{3,40}[:|]")
_EDGES = ("start", "end", "period")


@dataclass(frozen=True, slots=True)
class EventDate:
    """The date (``rule`` says how it was found) of one event; a call has ``opens`` and ``closes`` instead."""

    rule: str
    confidence: float
    date: DateSpan | None = None
    opens: DateSpan | None = None
    closes: DateSpan | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where the text says it."""
        shown = self.date or self.opens or self.closes
        return (shown.start, shown.end) if shown else (0, 0)


def event_dates(page: Page, focus: Focus, calls: frozenset[str]) -> Mapping[str, EventDate]:
    """Event key → its date. One date belongs to one event, the nearest in its sentence."""
    lines = {(d.start, d.end) for d in date_lines(page)}
    found: dict[str, EventDate] = {}
    for again in (False, True):
        for sentence in page.naming("Event"):
            events = [m for m in in_sentence(page, sentence, "Event") if m.key not in calls]
            wanted = [m for m in events if (m.rule == "event-again") is again and _wants(found, m)]
            for key, d in _assigned(page, sentence, wanted, events, lines).items():
                if key not in found or _sharper(d, found[key].date):
                    found[key] = EventDate("event-date", 0.85 if d.said else 0.75, d)
    used = {e.span for e in found.values()}
    for event in page.of("Event"):
        if event.key not in found and event.key not in calls and (near := _beside(page, event, lines, used)):
            found[event.key] = EventDate("event-date-beside", 0.65, near)
            used.add((near.start, near.end))
    for key in calls:
        if window := _window(page, [m for m in page.of("Event") if m.key == key], lines):
            found[key] = window
    own = focus.event
    if own and own.key not in found and own.key not in calls and (day := _first_day(page, own, lines, used)):
        found[own.key] = EventDate("event-date-page", 0.65, day)
    return found


def _wants(found: Mapping[str, EventDate], event: Mention) -> bool:
    known = found.get(event.key)
    return known is None or (known.date is not None and not known.date.day and event.rule != "event-again")


def _sharper(d: DateSpan, known: DateSpan | None) -> bool:
    return known is None or (len(d.first) > len(known.first) and d.first.startswith(known.first))


def usable(page: Page, sentence: Sentence, lines: set[tuple[int, int]]) -> list[DateSpan]:
    """The dates of a sentence that may be an event's: no date line, no period of years, not inside another's name."""
    out = []
    for d in page.dates_in(sentence.start, sentence.end):
        if (d.start, d.end) in lines or not d.year:
            continue
        if len(d.first) == _YEAR_DIGITS and d.last:
            continue
        if any(m.type != "Event" and m.start <= d.start < m.end for m in page.within(sentence.start, sentence.end)):
            continue
        out.append(d)
    return out


def _assigned(
    page: Page, sentence: Sentence, wanted: list[Mention], events: list[Mention], lines: set[tuple[int, int]]
) -> dict[str, DateSpan]:
    """Event key → date for the events of one sentence, nearest pairs first; no other event stands between."""
    dates = usable(page, sentence, lines) if wanted else []
    bounds = edges(page, sentence) if dates else {}
    pairs = []
    for event in wanted:
        for d in dates:
            if any(m.key != event.key and _between(m, event, d) for m in events) or not _fits(
                page, sentence, d, bounds
            ):
                continue
            distance = max(d.start - event.end, event.start - d.end, 0)
            behind = d.start < event.start
            inside = (
                event.start <= d.start < event.end and not d.day
            )  # the year of a name ("Forum 2023") is the last choice
            pairs.append(
                ((-len(d.first) if len(d.first) < 10 else -10, distance + 25 * behind + 500 * inside), event.key, d)
            )
    out: dict[str, DateSpan] = {}
    for _, key, d in sorted(pairs, key=lambda p: (p[0], p[2].start)):
        if key not in out and d not in out.values():
            out[key] = d
    return out


def _between(other: Mention, event: Mention, d: DateSpan) -> bool:
    low, high = min(event.start, d.start), max(event.start, d.start)
    return low < other.start < high


def _fits(page: Page, sentence: Sentence, d: DateSpan, bounds: Mapping[int, Edge]) -> bool:
    """A date that a verb of starting or ending takes is a project's, not the event's; a range of days is no such."""
    if d.start not in bounds or (d.last and d.day) or d.worded:
        return True
    return (
        d.day
        and not in_sentence(page, sentence, "Project")
        and not page.heads_in(sentence.start, sentence.end, "project")
    )


def _beside(page: Page, event: Mention, lines: set[tuple[int, int]], used: set[tuple[int, int]]) -> DateSpan | None:
    """A day in the sentence after the event's, or before it, in the same block, where no other event stands."""
    here = page.sentence_at(event.start)
    index = page.index_of(here)
    heading = page.blocks[here.block].kind == "heading"
    for at, next_block in ((index + 1, heading), (index - 1, False)):
        if not 0 <= at < len(page.sentences):
            continue
        sentence = page.sentences[at]
        if sentence.block != here.block and not (next_block and sentence.block == here.block + 1):
            continue
        if in_sentence(page, sentence, "Event"):
            continue
        bounds = edges(page, sentence)
        for d in usable(page, sentence, lines):
            free = d.day and (d.start, d.end) not in used and (d.start not in bounds or d.last or d.worded)
            if free and not _project_span(page, sentence, d):
                return d
    return None


def _project_span(page: Page, sentence: Sentence, d: DateSpan) -> bool:
    """A period of a project: months apart, or in a sentence that speaks of the project."""
    if not d.last:
        return bool(in_sentence(page, sentence, "Project"))
    return d.first[:7] != d.last[:7]


def _first_day(page: Page, event: Mention, lines: set[tuple[int, int]], used: set[tuple[int, int]]) -> DateSpan | None:
    """The page's event without a date of its own: the first whole day of the first sentences."""
    for sentence in page.sentences[:_PAGE_SENTENCES]:
        others = in_sentence(page, sentence, "Event")
        if others and all(m.key != event.key for m in others):
            continue
        bounds = edges(page, sentence)
        for d in usable(page, sentence, lines):
            if not d.day or (d.start, d.end) in used or (d.last and _project_span(page, sentence, d)):
                continue
            if (
                d.start not in bounds
                or d.last
                or d.worded
                or (bounds[d.start].name == "startDate" and sentence in page.sentences[:4])
            ):
                return d
    return None


def _window(page: Page, mentions: list[Mention], lines: set[tuple[int, int]]) -> EventDate | None:
    """From when to when a call is open: the dates that words of opening and closing take in and beside it."""
    opens: DateSpan | None = None
    closes: DateSpan | None = None
    for sentence in _around(page, mentions):
        bounds = edges(page, sentence, single=True)
        dates = [d for d in usable(page, sentence, lines) if len(d.first) > _YEAR_DIGITS]
        for d in dates:
            if d.last and closes is None and (opens is None or (d.day and d.first.startswith(opens.first))):
                return EventDate("call-window", 0.8, d)
            edge = bounds[d.start].name if d.start in bounds else None
            if edge == "startDate" and (opens is None or (d.day and not opens.day and d.first.startswith(opens.first))):
                opens = d
            elif edge == "endDate" and closes is None and (opens is None or d.first > opens.first):
                closes = d
        if opens is None and closes is not None:
            opens = next((d for d in dates if d.day and d.first < closes.first and d is not closes), None)
        if closes is None and opens in dates:  # "opens on 15 January and takes proposals up to noon on 16 March"
            closes = next((d for d in dates if d.day and d.first > opens.first and d.start not in bounds), None)
    return EventDate("call-window", 0.8, None, opens, closes) if opens or closes else None


def _around(page: Page, mentions: list[Mention]) -> Iterator[Sentence]:
    """The sentences that name a call, then those right beside them in the same block or under its heading."""
    indexes = [page.index_of(page.sentence_at(m.start)) for m in mentions]
    events = {m.key for m in mentions}
    passing = all(_passing(page, m) for m in mentions)
    beside = [i + step for i in indexes for step in (1, -1)]
    blocks = {_told_in(page, page.sentences[i].block) for i in indexes}
    beside += [i for i, s in enumerate(page.sentences) if s.block in blocks]
    for i in dict.fromkeys([*indexes, *beside]):
        if not 0 <= i < len(page.sentences):
            continue
        sentence = page.sentences[i]
        others = [m for m in in_sentence(page, sentence, "Event") if m.key not in events]
        near = i in indexes or sentence.block in blocks
        near = near or any(abs(page.sentences[j].block - sentence.block) <= 1 for j in indexes)
        if not near or (i not in indexes and (others or passing or _of_project(page, sentence))):
            continue
        if not others or len(edges(page, sentence, single=True)) > 1:
            yield sentence
    if any(page.sentences[i].block < _TITLE for i in indexes):
        yield from _labelled(page)


def _passing(page: Page, call: Mention) -> bool:
    """ "ABC, chosen in the call of the programme": named only to say where a project comes from."""
    named = in_sentence(page, page.sentence_at(call.start), "Project")
    return bool(named) and named[0].end <= call.start


def _told_in(page: Page, block: int) -> int:
    """The block of a call's sentence, or the first paragraph under it, where that is a heading."""
    below = range(block, min(block + _TITLE, len(page.blocks)))
    text = (n for n in below if page.blocks[n].kind == "para" and page.blocks[n].end - page.blocks[n].start > _LINE)
    return next(text, block)


def _labelled(page: Page) -> Iterator[Sentence]:
    """Lines such as "Opens: 2 September 2024" on the page of a call, and where applications are spoken of."""
    for sentence in page.holding([d.start for d in page.dates]):
        label = _LABEL.match(page.text, sentence.start, sentence.end)
        told = label and any(page.pack.trigger(t).match(page.text, sentence.start, label.end()) for t in _EDGES)
        asked = page.pack.trigger("applications").search(page.text, sentence.start, sentence.end)
        if told or (asked and not in_sentence(page, sentence, "Event")):
            yield sentence


def _of_project(page: Page, sentence: Sentence) -> bool:
    """A sentence about a project, and not about applying: its dates are the project's."""
    if page.pack.trigger("applications").search(page.text, sentence.start, sentence.end):
        return False
    return bool(in_sentence(page, sentence, "Project") or page.heads_in(sentence.start, sentence.end, "project"))
