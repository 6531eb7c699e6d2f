"""Partial dates: the part of EDTF (ISO 8601-2, levels 0 and 1) that pages need, and the days it spans.

>>> span("[2018-10..2018-12]").latest.isoformat()
'2018-12-31'
>>> interval("2017-02-20", "2018-12-31")
'2017-02-20/2018-12-31'
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

UNBOUNDED = 10**6
"""Width in days of a span that is open at one end: wider than any that pages state."""

_POINT = re.compile(r"(?P<year>\d{2}(?:\d\d|\dX|XX))(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?")
_PARTS: dict[int, tuple[int, int]] = {n: (3 * (n - 33) + 1, 3 * (n - 33) + 3) for n in range(33, 37)} | {
    40: (1, 6), 41: (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day that a partial date allows; None where that end is open or unknown."""

    earliest: date | None
    latest: date | None

    @property
    def width(self) -> int:
        """Days from end to end, :data:`UNBOUNDED` where an end is open."""
        if self.earliest is None or self.latest is None:
            return UNBOUNDED
        return (self.latest - self.earliest).days

    def meets(self, other: Span) -> bool:
        """Whether some day lies in both spans."""
        return (self.earliest or date.min) <= (other.latest or date.max) and (other.earliest or date.min) <= (
            self.latest or date.max
        )


def span(text: str) -> Span:
    """The days of an EDTF string: a year, month or day, an interval, an open end, a set of alternatives.

    Years and months may hold X for unknown digits; quarters (33–36) and half years (40, 41) count as months do.
    Seasons are refused, for they differ between hemispheres. Raises ValueError for anything else.
    """
    text = text.strip()
    if text[:1] + text[-1:] in {"[]", "{}"}:
        return _alternatives(text[1:-1])
    if "/" in text:
        first, _, last = text.partition("/")
        if first in {"", ".."} and last in {"", ".."}:
            raise ValueError(f"{text!r} has no end at all")
        return Span(
            None if first in {"", ".."} else span(first).earliest, None if last in {"", ".."} else span(last).latest
        )
    return _point(text)


def interval(start: str | None, end: str | None) -> str:
    """One EDTF string from the two ends; ``..`` where an end is open, a single date where both are the same."""
    if start == end and start:
        return start
    return f"{_end(start, first=True)}/{_end(end, first=False)}"


def _end(text: str | None, *, first: bool) -> str:
    """An end of an interval: EDTF allows no set there, so a set gives its nearer bound."""
    if text is None:
        return ".."
    if text[:1] in "[{" or "/" in text:
        bounds = span(text)
        day = bounds.earliest if first else bounds.latest
        return day.isoformat() if day else ".."
    return text


def _alternatives(inside: str) -> Span:
    spans = []
    for part in inside.split(","):
        first, dots, last = part.strip().partition("..")
        spans.append(span(f"{first}/{last}") if dots else span(first))
    if not spans:
        raise ValueError("an empty set of dates")
    starts, ends = [s.earliest for s in spans], [s.latest for s in spans]
    return Span(
        None if None in starts else min(d for d in starts if d), None if None in ends else max(d for d in ends if d)
    )


def _point(text: str) -> Span:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date in EDTF")
    year, month, day = match["year"], match["month"], match["day"]
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX" or first != last:
        if day not in {None, "XX"}:
            raise ValueError(f"{text!r} names a day of an unknown month")
        return Span(date(first, 1, 1), date(last, 12, 31))
    head, tail = _PARTS.get(int(month), (int(month), int(month)))
    if not 1 <= head <= 12 or (day is not None and int(month) > 12):
        raise ValueError(f"{text!r} has no such month")
    if day is None or day == "XX":
        return Span(date(first, head, 1), date(first, tail, calendar.monthrange(first, tail)[1]))
    exact = date(first, head, int(day))
    return Span(exact, exact)
