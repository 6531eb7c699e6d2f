"""The page's own date, and the years that its other dates leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from regiograph.extract.dates import DateSpan, complete
from regiograph.extract.focus import document_thing, literal
from regiograph.extract.layout import Sentence
from regiograph.extract.page import Page
from regiograph.model import Claim, Value

_DATE_LINE = re.compile(r"^[\s•*|#>(-]*(?:[^\W\d_]{2,16}\.?,?\s*){0,2}$")
_PLACE_LINE = re.compile(
    r"^[\s•*#>(-]*[^\W\d_][\w’'-]*(?:[ /-][^\W\d_][\w’'-]*){0,3}\s?[,|–—-]?\s*(?:\([^)\n]{2,30}\)[,\s]*)?"
    r"(?:\w{1,5}\s)?$"
)
_OPENING = re.compile(r"^\s?\)?(?:\s[-–—]{1,2}\s|\s?[:|]\s|\.\s?[-–—]\s?|\.\s+(?=[^\W\d_]))")
_WEEKDAY = re.compile(r"\.?,?[ \u00a0]\(?([^\W\d_]{3,14}(?:[- ][^\W\d_]+)?)\)?(?=[ \u00a0,.|]|$)")
"""A weekday behind its date ("2025. február 7., péntek 9:14")."""
_TIME = re.compile(
    r"^\.?[\s,]*(?:r\.?|g\.|m\.)?[\s,]*"
    r"(?:(?:at|klo|um|kl\.?|godz\.?|à|a las|ore|ora|om|u|v|ob|o|в|στις|plkst\.?|kell|val\.?)?\s*\d{1,2}\s?[:.h]\s?\d{2}"
    r"(?:\s?(?:h|Uhr|uur|am|pm|hod\.?|val\.?|ч\.?))?)?[\s|.*_)]*$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"(?:[ \t][|·•–—/-]|\||(?P<comma>,))[ \t\u00a0]+(?:[^\W\d_]{2,16}\.?,?[ \t\u00a0]*){0,2}$")
"""What parts the date from the rest of a masthead, with a weekday behind it at most."""
_ISSUE = re.compile(r"(?:\w+\.?|n[°º])[ \u00a0]?\d{1,4}[ \u00a0]?[,|–—-][ \u00a0]*$")
"""The number of an issue before its month: "No. 31, July 2021"."""
_AS_OF = frozenset(
    ("pr", "per", "pe", "am", "as", "of", "au", "al", "a", "na", "do", "til", "till", "la", "κατά", "към")
)
_MASTHEAD = 6
"""Blocks at the top of a page that may be its masthead."""
_MOST_WORDS = 9
_SHORT_LINE = 90
_LABEL = 40
_TOP_BLOCKS = 12
_MONTH_DIGITS, _DAY_DIGITS = 7, 10
_SPAN_WORDS = 3
"""Words between the two months of a span: "from May to the end of June 2024"."""
_LONG_VERB = 3
"""Letters that a verb has more than, and a preposition has not."""
_RECENT = 2
"""Months back in which a plan's sentence still speaks of what has been."""
_NEAR = 300
"""Characters back to the day that "the next day" follows."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date that a line gives for the page: published, or (``updated``) changed last."""

    date: DateSpan
    updated: bool
    labelled: bool


def date_lines(page: Page) -> list[DateSpan]:
    """Dates that stand alone in their line, with a weekday, a place, a time or a word such as "published" at most."""
    if page.date_lines is None:
        page.date_lines = [line.date for line in _lines(page)]
    return page.date_lines


def _lines(page: Page) -> list[DateLine]:
    out = []
    top = page.blocks[min(_TOP_BLOCKS, len(page.blocks)) - 1].end if page.blocks else 0
    for d in page.dates:
        if not (d.said and d.year and (d.day or d.start < top)) or d.last:
            continue
        start = page.text.rfind("\n", 0, d.start) + 1
        end = page.text.find("\n", d.end)
        before, after = page.text[start : d.start], page.text[d.end : end if end >= 0 else len(page.text)]
        day = _WEEKDAY.match(after)
        after = after[day.end() :] if day and day[1].casefold() in page.pack.weekdays else after
        label = before.strip(" \t:|•*#>-–(")
        if not d.day:
            if _TIME.match(after) and (_ISSUE.search(before) or (before.strip() and _masthead(page, d, before))):
                out.append(DateLine(d, False, False))
            continue
        if len(label) < _LABEL and page.pack.trigger("updated").search(label):
            out.append(DateLine(d, True, True))
        elif (
            len(label) < _LABEL
            and (m := page.pack.trigger("published").search(label))
            and _labels(label, after, m.end())
            and not _of_period(page, label, m)
        ):
            out.append(DateLine(d, False, True))
        elif (
            _TIME.match(after)
            and ((_DATE_LINE.match(before) and not _as_of(page, before)) or _masthead(page, d, before))
            and not _listed(page, page.sentence_at(d.start).block)
        ) or (d.start < top and _opens(page, d, before, after)):
            out.append(DateLine(d, False, False))
    return out


def _as_of(page: Page, before: str) -> bool:
    """ "Results as of 1 March": a heading whose last word leads to a time."""
    words = before.strip(" •*|#>(-").split()
    last = words[-1].casefold().rstrip(".") if len(words) == 2 else ""
    return last in _AS_OF and words[0].casefold() not in page.pack.weekdays


def _masthead(page: Page, d: DateSpan, before: str) -> bool:
    """A line at the top that ends with the date: paper, author, issue or place before it ("News | 2 May 2023")."""
    block = page.sentence_at(d.start).block
    separated = _SEPARATED.search(before)
    if block >= _MASTHEAD or separated is None or len(before.split()) > _MOST_WORDS:
        return False
    beside = page.blocks[max(0, block - 1) : block + 2]
    if sum(b.kind == "row" for b in beside) > 1:
        return False  # a row of a table
    # "Project meets in Graz, 4 October" is a headline, "From our correspondent, 4 October" none.
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", before)]
    low = before.casefold().find(words[0]) + len(words[0]) if words and words[0] in page.pack.locative else 0
    told = any(page.pack.trigger(n).search(before, low) for n in ("start", "end", "period", "planned", "gather"))
    if told or page.heads_in(d.start - len(before), d.start, "event"):
        return False
    return not separated["comma"] or not any(w in page.pack.locative for w in words[1:])


def _of_period(page: Page, label: str, hit: re.Match[str]) -> bool:
    """The word for "date" is part of a longer label: "start date"."""
    return any(
        m.start() <= hit.start() and m.end() >= hit.end() and len(m.group()) > len(hit.group())
        for name in ("start", "end", "period")
        for m in page.pack.trigger(name).finditer(label)
    )


def _labels(label: str, after: str, at: int) -> bool:
    """The word for "published" leads to the date: the line is short, or the date closes it."""
    return bool(_TIME.match(after)) or (len(label) - at <= 8 and len(after) < _SHORT_LINE)


def _opens(page: Page, d: DateSpan, before: str, after: str) -> bool:
    """A dateline that opens a report ("Firenze, 5 febbraio 2024 - …") or a line of facts on the page itself."""
    sentence = page.sentence_at(d.start)
    block = page.blocks[sentence.block]
    if page.text[block.start : d.start].strip(" (•*") != before.strip(" (•*#>"):
        return False
    if page.heads_in(sentence.start, d.start, "event") or _in_agenda(page, sentence.block):
        return False
    plain = before.rstrip(" \u00a0")
    if any(h.end() == len(plain) for n in ("start", "end") for h in page.pack.trigger(n).finditer(plain)):
        return False  # "Applications may be sent from 9 May 2024. …"
    if _OPENING.match(after) and len(after) > _SHORT_LINE:
        return bool(_PLACE_LINE.match(before)) and bool(before.strip())
    parts = re.match(r"^\s*[|·•–—]\s*(.{0,60})$", after)
    return not before.strip() and bool(parts) and not page.heads_in(d.end, d.end + len(after), "event")


def _in_agenda(page: Page, block: int) -> bool:
    """The heading right above, other days between aside, announces events."""
    above = page.blocks[at - 1] if (at := _first_dated(page, block)) else None
    if above is None or above.kind != "heading" or above.end - above.start > _LABEL:
        return False  # a headline speaks of one event
    return page.pack.trigger("agenda").search(page.text, above.start, above.end) is not None


def _listed(page: Page, block: int) -> bool:
    """One of several dated items under a noun for events: "Information days" above "Graz, 29 January"."""
    first, after = _first_dated(page, block), page.blocks[block + 1 : block + 2]
    if page.blocks[block].kind != "item" or not first:
        return False
    several = first < block or any(d.day for b in after for d in page.dates_in(b.start, b.end))
    above = page.blocks[first - 1]
    return several and bool(page.heads_in(above.start, above.end, "event"))


def _first_dated(page: Page, block: int) -> int:
    """The first of the blocks with days that stand one under the other."""
    while block and any(d.day for d in page.dates_in(page.blocks[block - 1].start, page.blocks[block - 1].end)):
        block -= 1
    return block


def _own_line(page: Page) -> DateLine | None:
    """The line that dates the page: a label first, then the first date alone in its line, last a date of change."""
    lines = _lines(page)
    for wanted in ((False, True), (False, False), (True, True)):
        found = next((x for x in lines if (x.updated, x.labelled) == wanted), None)
        if found:
            return found
    return None


def page_date(page: Page) -> str | None:
    """The page's own date: its metadata's, else that of its date line."""
    if page.document.published:
        return page.document.published
    line = _own_line(page)
    return line.date.first if line else None


def published(page: Page) -> Iterator[Claim]:
    """publishedOn from a date line: the date of publication, else that of the last change."""
    if line := _own_line(page):
        d = line.date
        sure = 0.7 if line.updated else 0.9
        span = (d.start, d.end)
        yield literal(page, document_thing(page), "publishedOn", Value(d.first, "date"), span, "date-line", sure)


def resolve(page: Page) -> None:
    """Gives the page's dates the years they leave out, as far as the page tells them; adds the day before its own.

    A year comes from a fuller date right behind in the same sentence ("from 3 May to the end of June 2024"), from the
    words "of the same year", from the page's own date, else from the last year said in the same block.
    """
    own = page_date(page)
    line = None if page.document.published else _own_line(page)
    stale = line is not None and line.updated
    told = [*_resolved(page, own, stale), *_yesterday(page, own, stale), *_weekday(page, own, stale)]
    dates = sorted(told, key=lambda d: d.start)
    page.redate(dates)
    later = list(_later(page))
    page.redate(sorted([*dates, *later], key=lambda d: d.start))


def _resolved(page: Page, own: str | None, stale: bool) -> Iterator[DateSpan]:
    said: tuple[int, int] | None = None
    for index, d in enumerate(page.dates):
        sentence = page.sentence_at(d.start)
        if d.year:
            said = (sentence.block, int(d.first[:4]))
            yield d
            continue
        before = said[1] if said and said[0] == sentence.block else None
        year = _year(page, d, page.dates[index + 1 : index + 2], before, stale or own is None)
        if year is not None:
            full: DateSpan | None = d.in_year(year)
        else:
            planned = bool(page.pack.trigger("planned").search(page.text, sentence.start, sentence.end))
            full = _nearest(d, own, planned)
        yield full or d


def _year(page: Page, d: DateSpan, behind: list[DateSpan], before: int | None, loose: bool) -> int | None:
    """The year that the text beside a date gives it."""
    if d.shift is None and page.pack.trigger("same_year").search(page.text, d.start, d.end):
        return before
    if d.shift is None and behind and behind[0].said and behind[0].year and len(behind[0].first) == len(d.first):
        fuller = behind[0]
        month = (fuller.last or fuller.first)[5:]
        near = page.sentence_at(fuller.start) is page.sentence_at(d.start) and fuller.start - d.end <= 60
        short = len(page.text[d.end : fuller.start].split()) <= _SPAN_WORDS
        ends = loose and page.pack.trigger("end").search(page.text, d.end, fuller.start)
        near = near and (
            short or bool(ends)
        )  # else the page's own date tells: "began in May and lasts until June 2026"
        if near and d.first[5:] <= month:
            return int(fuller.first[:4])
    return before if loose and d.shift is None else None


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
                yield replace(DateSpan(m.start(), m.end(), (last + timedelta(days=days)).isoformat()), said=False)


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
        yield replace(DateSpan(token.start, token.end, (day - timedelta(days=back)).isoformat()), said=False)


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
            yield replace(DateSpan(m.start(), m.end(), day), said=False)
    for m in page.pack.trigger("today").finditer(page.text):
        sentence = page.sentence_at(m.start())
        # Elsewhere the word means these times.
        told = page.heads_in(sentence.start, sentence.end, "event")
        if told and not page.dates_in(sentence.start, sentence.end):
            yield replace(DateSpan(m.start(), m.end(), own), said=False)
