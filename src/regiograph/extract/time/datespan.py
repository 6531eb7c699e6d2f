"""A date or range as EDTF parts ("2020-01-15", "2020-01", "2020"), and how a missing year is completed."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace

YEAR_DIGITS = 4
MONTH_DIGITS = 7
_DAY_DIGITS = 10


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or range in the text. ``first``/``last`` are EDTF dates; without ``year`` they begin with ``XXXX``.

    ``said`` tells whether the text itself gives the year; ``shift`` counts years from the page's own ("next year": 1).
    A ``worded`` day is told as "yesterday" or "on Tuesday": a meeting's, projects are not dated so.
    """

    start: int
    end: int
    first: str
    last: str | None = None
    vague: str | None = None
    said: bool = True
    shift: int | None = None
    worded: bool = False

    @property
    def year(self) -> bool:
        """Whether the year is known."""
        return not self.first.startswith("XXXX")

    @property
    def day(self) -> bool:
        """Whether the first date is a whole day."""
        return len(self.first) == _DAY_DIGITS

    def edtf(self) -> str:
        """The whole as one EDTF expression: a date, an interval or a vague part of a year."""
        if self.vague:
            return self.vague
        return f"{self.first}/{self.last}" if self.last else self.first

    def in_year(self, year: int) -> DateSpan:
        """The same days of a given year, for a span that says none."""
        head = f"{year:04d}"
        first = head + self.first[YEAR_DIGITS:]
        return replace(self, first=first, last=head + self.last[YEAR_DIGITS:] if self.last else None, said=False)


def complete(span: DateSpan, page_date: str | None) -> DateSpan | None:
    """The span with a missing year taken from the page's own date (the same year, or the nearest), or None.

    >>> complete(DateSpan(0, 5, "XXXX-12-20"), "2024-01-10").first
    '2023-12-20'
    """
    if span.year:
        return span
    if not page_date:
        return None
    year = int(page_date[:YEAR_DIGITS])
    if span.shift is not None:
        return span.in_year(year + span.shift)
    if len(page_date) < MONTH_DIGITS:
        return span.in_year(year)
    month, own = int(span.first[5:7]), int(page_date[5:7])
    away = {y: abs((y - year) * 12 + month - own) + (4 if y != year else 0) for y in (year, year - 1, year + 1)}
    return span.in_year(min(away, key=lambda y: away[y]))


def edtf_date(year: str | None, month: int | None, day: str | None) -> str | None:
    """A year, month and day as an EDTF date, ``XXXX`` for a missing year; None where the calendar has no such day."""
    if month is not None and not 1 <= month <= 12:
        return None
    head = year or "XXXX"
    if day is not None and month is not None:
        number = int(day)
        limit = calendar.monthrange(int(year) if year else 2000, month)[1]
        return f"{head}-{month:02d}-{number:02d}" if 1 <= number <= limit else None
    return f"{head}-{month:02d}" if month is not None else head


def span_of(start: int, end: int, first: str | None, last: str | None) -> DateSpan | None:
    """A span from a first to a last date; None where there is no first one or it is the later."""
    if first is None:
        return None
    if last is None or last == first:
        return DateSpan(start, end, first)
    return DateSpan(start, end, first, last) if last > first else None
