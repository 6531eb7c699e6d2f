"""The page's own date: mastheads, datelines and labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.reading.focus import document_thing, literal
from regiograph.extract.reading.page import Page
from regiograph.extract.time.dates import DateSpan
from regiograph.model import Claim, Value

_DATE_LINE = re.compile(r"^[\s•*|#>(-]*(?:[^\W\d_](?:[^\W\d_]|[-’'](?!\s)){1,15}\.?,?\s*){0,2}$")
_PLACE_LINE = re.compile(
    r"^[\s•*#>(-]*[^\W\d_][\w’'-]*(?:[ /-][^\W\d_][\w’'-]*){0,3}\s?[,|–—-]?\s*(?:\([^)\n]{2,30}\)[,\s]*)?"
    r"(?:\w{1,5}\s)?$"
)
_OPENING = re.compile(r"^\s?\)?(?:\s[-–—]{1,2}\s|\s?[:|]\s|\.\s?[-–—]\s?|\.\s+(?=[^\W\d_]))")
_WEEKDAY = re.compile(r"\.?,?[ \u00a0]\(?([^\W\d_]{3,14}(?:[- ][^\W\d_]+)?)\)?(?=[ \u00a0,.|]|$)")
"""A weekday behind its date ("2025. február 7., péntek 9:14")."""
_TIME = re.compile(
    r"^\.?[\s,]*(?:r\.?|g\.|m\.)?[\s,]*(?:[|·•–—-][ \u00a0]*)?"
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
_YEAR = 4
_MOST_WORDS = 9
_SHORT_LINE = 90
_LONGEST = 200
"""Characters of a masthead before its date."""
_LABEL = 40
_TOP_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date that a line gives for the page: published, or (``updated``) changed last."""

    date: DateSpan
    updated: bool
    labelled: bool


def date_lines(page: Page) -> list[DateSpan]:
    """Dates that stand alone in their line, with a weekday, a place, a time or a word such as "published" at most."""
    return [line.date for line in _lines(page)]


def _lines(page: Page) -> list[DateLine]:
    if page.date_lines is None:
        page.date_lines = _found(page)
    return page.date_lines


def _found(page: Page) -> list[DateLine]:
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
            headed = _ISSUE.search(before) or (before.strip() and _masthead(page, d, before))
            if len(d.first) > _YEAR and _TIME.match(after) and headed:
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
    if len(before) > _LONGEST:
        return False
    block = page.sentence_at(d.start).block
    separated = _SEPARATED.search(before)
    signed = block == len(page.blocks) - 1 and ":" in before  # "Text: press office · 19 June 2019"
    if (block >= _MASTHEAD and not signed) or separated is None or len(before.split()) > _MOST_WORDS:
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
    near = max(0, len(plain) - _SHORT_LINE)
    if any(h.end() == len(plain) for n in ("start", "end") for h in page.pack.trigger(n).finditer(plain, near)):
        return False  # "Applications may be sent from 9 May 2024. …"
    if _OPENING.match(after) and len(after) > _SHORT_LINE:
        return bool(_PLACE_LINE.match(before)) and bool(before.strip())
    parts = re.match(r"^\.?\s*[|·•–—]\s*(.{0,60})$", after)
    alone = not before.strip() or _masthead(page, d, before)
    return alone and bool(parts) and not page.heads_in(d.end, d.end + len(after), "event")


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


def own_line(page: Page) -> DateLine | None:
    """The line that dates the page: a label first, then the first date alone in its line, last a date of change."""
    lines = _lines(page)
    for wanted in ((False, True), (False, False), (True, True)):
        found = next((x for x in lines if (x.updated, x.labelled) == wanted), None)
        if found:
            return found
    return next((DateLine(d, False, False) for d in page.dates if d.said and d.day and _is_today(page, d)), None)


def _is_today(page: Page, d: DateSpan) -> bool:
    """ "This was announced today, 3 July 2025, by …"."""
    opening = page.text[max(0, d.start - _LABEL) : d.start]
    return any(not opening[m.end() :].strip(" ,") for m in page.pack.trigger("today").finditer(opening))


def page_date(page: Page) -> str | None:
    """The page's own date: its metadata's, else that of its date line."""
    if page.document.published:
        return page.document.published
    line = own_line(page)
    return line.date.first if line else None


def published(page: Page) -> Iterator[Claim]:
    """publishedOn from a date line: the date of publication, else that of the last change."""
    if line := own_line(page):
        d = line.date
        sure = 0.7 if line.updated else 0.9
        span = (d.start, d.end)
        yield literal(page, document_thing(page), "publishedOn", Value(d.first, "date"), span, "date-line", sure)
