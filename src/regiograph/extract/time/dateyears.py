"""The years that a page's dates leave out, and days told by words: "yesterday", "the next day", "on Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Page
from regiograph.extract.time.calendar import own_line, page_date
from regiograph.extract.time.dates import DateSpan, complete
from regiograph.extract.time.datespan import edtf_date
from regiograph.extract.time.edges import is_weak

_MONTH_DIGITS, _DAY_DIGITS = 7, 10
_SPAN_WORDS = 3
"""Words between the two months of a span: "from May to the end of June 2024"."""
_LONG_VERB = 3
"""Letters that a verb has more than, and a preposition has not."""
_RECENT = 2
"""Months back in which a plan's sentence still speaks of what has been."""
_NEAR = 300
"""Characters back to the day that "the next day" follows."""
_SHORT_LINE = 90
_MARKS = frozenset(",;:–—")
_DAY_BEFORE = re.compile(r"(?<![\d.,:])([1-3]?\d)(?:[.º°ª]|[-’']?[^\W\d_]{1,3})?[ \u00a0]\Z")
_DAY_BEHIND = re.compile(r"[ \u00a0]([1-3]?\d)(?![\d,:%])")
""""The number of a day on either side of the words for the current month: "the 30th of this month"."""


def resolve(page: Page) -> None:
    """Gives the page's dates the years they leave out, as far as the page tells them; adds the day before its own.

    A year comes from a fuller date right behind in the same sentence ("from 3 May to the end of June 2024"), from the
    words "of the same year", from the page's own date, else from the last year said in the same block.
    """
    own = page_date(page)
    line = None if page.document.published else own_line(page)
    stale = line is not None and line.updated
    told = [*_resolved(page, own, stale), *_yesterday(page, own, stale), *_weekday(page, own, stale)]
    told += _this_month(page, own, stale)
    dates = sorted(told, key=lambda d: d.start)
    page.redate(dates)
    later = list(_later(page))
    page.redate(sorted([*dates, *later], key=lambda d: d.start))


def _resolved(page: Page, own: str | None, stale: bool) -> Iterator[DateSpan]:
    said: tuple[Sentence, int] | None = None
    for index, d in enumerate(page.dates):
        sentence = page.sentence_at(d.start)
        if d.year:
            said = (sentence, int(d.first[:4]))
            yield d
            continue
        planned = bool(page.pack.trigger("planned").search(page.text, *_clause(page, sentence, d)))
        near = said is not None and (said[0] is sentence or (said[0].block == sentence.block and not planned))
        before = said[1] if said and near else None
        year = _year(page, d, page.dates[index + 1 : index + 2], before, None if stale else own)
        if year is not None:
            full: DateSpan | None = d.in_year(year)
        else:
            full = _nearest(d, own, planned)
        yield full or d


def _clause(page: Page, sentence: Sentence, d: DateSpan) -> tuple[int, int]:
    """The clause of a date: commas and words for "and" part it from others, of which some speak of other times."""
    start, end = sentence.start, sentence.end
    for word in page.tokens_in(sentence.start, sentence.end):
        parted = page.text[word.start - 2 : word.start - 1] in _MARKS or word.folded in page.pack.linking
        if parted and word.start < d.start:
            start = word.start
        elif parted and word.start >= d.end:
            end = word.start
            break
    return start, end


def _year(page: Page, d: DateSpan, behind: list[DateSpan], before: int | None, own: str | None) -> int | None:
    """The year that the text beside a date gives it."""
    loose = own is None
    if d.shift is None and page.pack.trigger("same_year").search(page.text, d.start, d.end):
        return before
    if d.shift is None and behind and behind[0].said and behind[0].year and len(behind[0].first) == len(d.first):
        fuller = behind[0]
        month = (fuller.last or fuller.first)[5:]
        near = page.sentence_at(fuller.start) is page.sentence_at(d.start) and fuller.start - d.end <= 60
        short = len(page.text[d.end : fuller.start].split()) <= _SPAN_WORDS
        ends = loose and page.pack.trigger("end").search(page.text, d.end, fuller.start)
        # else the page's own date tells: "began in May and lasts until June 2026"
        near = near and ((short and not (own and _begins_anew(page, d.end, fuller.start))) or bool(ends))
        if near and d.first[5:] <= month:
            return int(fuller.first[:4])
    return before if loose and d.shift is None else None


def _begins_anew(page: Page, start: int, end: int) -> bool:
    """A word for "and" or a comma, and a verb of ending, stand between two dates."""
    linked = any(t.folded in page.pack.linking for t in page.tokens_in(start, end)) or "," in page.text[start:end]
    verbs = page.pack.trigger("end").finditer(page.text, start, end)
    return linked and any(not is_weak(page, m.group()) for m in verbs)


def _nearest(d: DateSpan, own: str | None, planned: bool) -> DateSpan | None:
    """The year that puts a date nearest to the page's own; with words for what is planned it is no long-past one."""
    if own is None or d.shift is not None or len(own) < _MONTH_DIGITS or not planned:
        return complete(d, own)
    year, month = int(own[:4]), int(own[5:7])
    ago = month - int(d.first[5:7])
    return d.in_year(year if ago <= _RECENT else year + 1)


def _later(page: Page) -> Iterator[DateSpan]:
    """ "The next day", "a week later": counted from the last whole day said before in the block."""
    for name, days in (("next_day", 1), ("week_later", 7)):
        for m in page.pack.trigger(name).finditer(page.text):
            block = page.blocks[page.sentence_at(m.start()).block]
            told = [d for d in page.dates_in(max(block.start, m.start() - _NEAR), m.start()) if d.day and d.year]
            if told and not page.dated.meet(m.start(), m.end()):
                last = date.fromisoformat(told[-1].last or told[-1].first)
                full = (last + timedelta(days=days)).isoformat()
                yield DateSpan(m.start(), m.end(), full, said=False, worded=True)


def _weekday(page: Page, own: str | None, stale: bool) -> Iterator[DateSpan]:
    """ "On Tuesday the partners met": the last such day before the page's own, where a sentence tells of an event."""
    if own is None or stale or len(own) != _DAY_DIGITS or not page.pack.week:
        return
    day = date.fromisoformat(own)
    for token in page.tokens:
        number = page.pack.week.get(token.folded)
        if number is None or page.dated.meet(token.start, token.end):
            continue
        sentence = page.sentence_at(token.start)
        prose = page.blocks[sentence.block].kind == "para" and token.start - sentence.start < _NEAR
        if not prose or page.dates_in(sentence.start, sentence.end) or not _tells_event(page, sentence, token.start):
            continue
        before = page.tokens_in(max(sentence.start, token.start - _SHORT_LINE), token.start)[-1:]
        named = ("coming", "every")
        if any(
            t.folded in page.pack.numbers or any(page.pack.trigger(n).fullmatch(t.text) for n in named) for t in before
        ):
            continue  # "on a Sunday", "next Sunday", "every Sunday"
        back = (day.weekday() - number) % 7 or 7
        full = (day - timedelta(days=back)).isoformat()
        yield DateSpan(token.start, token.end, full, said=False, worded=True)


def _this_month(page: Page, own: str | None, stale: bool) -> Iterator[DateSpan]:
    """ "On the 30th of this month": a day of the month in which the page was published."""
    if own is None or stale or len(own) < _MONTH_DIGITS:
        return
    for m in page.pack.trigger("this_month").finditer(page.text):
        before = _DAY_BEFORE.search(page.text, max(0, m.start() - 10), m.start())
        day = before or _DAY_BEHIND.match(page.text, m.end())
        start, end = min(m.start(), day.start(1) if day else m.start()), max(m.end(), day.end(1) if day else 0)
        full = edtf_date(own[:4], int(own[5:7]), day[1]) if day else None
        if full and not page.dated.meet(start, end):
            yield DateSpan(start, end, full, said=False)


def _tells_event(page: Page, sentence: Sentence, at: int) -> bool:
    """A noun for an event, or verbs of coming and holding, in a sentence on what is not planned."""
    text = page.text
    if page.pack.trigger("planned").search(text, sentence.start, sentence.end):
        return False
    heads = [h for h in page.heads_in(sentence.start, sentence.end, "event") if h.kind != "event_call"]
    long = (h for h in page.pack.trigger("attended").finditer(text, sentence.start, sentence.end))
    came = any(h.end() - h.start() > _LONG_VERB for h in long)
    begun = page.pack.trigger("start").search(text, at, sentence.end)
    return bool(heads) or came or (begun is not None and begun.end() - begun.start() > _LONG_VERB)


def _yesterday(page: Page, own: str | None, stale: bool) -> Iterator[DateSpan]:
    if own is None or stale or len(own) != 10:
        return
    day = (date.fromisoformat(own) - timedelta(days=1)).isoformat()
    for m in page.pack.trigger("yesterday").finditer(page.text):
        if not page.dated.meet(m.start(), m.end()):
            yield DateSpan(m.start(), m.end(), day, said=False, worded=True)
    for m in page.pack.trigger("today").finditer(page.text):
        sentence = page.sentence_at(m.start())
        # Elsewhere the word means these times.
        told = page.heads_in(sentence.start, sentence.end, "event")
        if told and not page.dates_in(sentence.start, sentence.end):
            yield DateSpan(m.start(), m.end(), own, said=False, worded=True)
