"""Two dates with a range sign or a word for "and" between them as one range: "May to June 2024", "2019 and 2020"."""

from __future__ import annotations

import re

from regiograph.extract.pack import Pack
from regiograph.extract.time.datespan import MONTH_DIGITS, YEAR_DIGITS, DateSpan
from regiograph.extract.time.datewords import (
    AND_GAP,
    BETWEEN,
    BETWEEN_BEHIND,
    FROM_BEHIND,
    FROM_ENDING,
    RANGE_GAP,
    only_fillers,
)

_DOTTED_YEAR = re.compile(r"\.[ \u00a0][–-]?[ \u00a0]?(?:[^\W\d_A-Z]+[ \u00a0]?){0,4}$")
"""The dot of an ordinal behind a year, and small words: "no 2018. līdz 2021. gadam"."""
_YEAR_ENDING = re.compile(r"\A(?:\.|-[^\W\d_]{2,3}(?!\w))")


def joined(text: str, spans: list[DateSpan], pack: Pack) -> list[DateSpan]:
    """The dates of a text in order, those that make one range as one; its first takes the year of its second where it
    lacks one."""
    out: list[DateSpan] = []
    for span in spans:
        before = out[-1] if out else None
        if before and not before.last and not span.last:
            first = before.first if before.year or not span.year else span.first[:4] + before.first[4:]
            if _years_on(before, span) and _and_then(text, before, span, pack):
                out[-1] = DateSpan(before.start, span.end, before.first, span.first, said=span.said)
                continue
            comparable = len(first) == len(span.first) or (
                before.year and span.year and len(span.first) >= MONTH_DIGITS
            )
            if comparable and first < span.first and _leads_on(text, before, span, pack):
                last = span.first if span.year or not before.year else _onward(first, span.first)
                out[-1] = DateSpan(before.start, span.end, first, last, said=span.said, shift=span.shift)
                continue
        out.append(span)
    return out


def _years_on(before: DateSpan, span: DateSpan) -> bool:
    """Two years, the second right after the first."""
    years = len(before.first) == len(span.first) == YEAR_DIGITS and not (before.vague or span.vague)
    return years and int(span.first) == int(before.first) + 1


def _and_then(text: str, before: DateSpan, span: DateSpan, pack: Pack) -> bool:
    """ "in 2019 and 2020", "2017-ben és 2018-ban": a word for "and" joins two years."""
    between = text[before.end : span.start]
    m = AND_GAP.fullmatch(_YEAR_ENDING.sub("", between))
    return m is not None and only_fillers(m["rest"], pack)


def _onward(first: str, last: str) -> str:
    """The last day of a range that says its year at the first: in that year, or in the next."""
    year = int(first[:YEAR_DIGITS])
    return f"{year if last[YEAR_DIGITS:] > first[YEAR_DIGITS:] else year + 1:04d}{last[YEAR_DIGITS:]}"


def _leads_on(text: str, before: DateSpan, span: DateSpan, pack: Pack) -> bool:
    """What stands between two dates makes them the ends of a range."""
    between = text[before.end : span.start]
    if text[before.end - YEAR_DIGITS : before.end].isdigit() and _DOTTED_YEAR.match(between):
        between = between[1:]
    if not between.strip() and between:
        return bool(FROM_ENDING.search(text[before.start : before.end]))
    if (m := RANGE_GAP.fullmatch(between)) and only_fillers(m["rest"], pack):
        return True
    if FROM_BEHIND.fullmatch(between):
        return True
    lead = text[max(0, before.start - 25) : before.start]
    m = AND_GAP.fullmatch(between)
    told = BETWEEN.search(lead) or BETWEEN_BEHIND.match(text, span.end)
    return bool(m and only_fillers(m["rest"], pack) and told and len(before.first) == len(span.first))
