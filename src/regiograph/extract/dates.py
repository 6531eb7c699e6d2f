"""Dates as pages write them: days, ranges, months, years, vague ends, missing years. Month names come from the pack.

A found date is kept as EDTF parts ("2020-01-15", "2020-01", "2020"); a missing year stays missing until the page's
own date completes it.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from regiograph.extract.pack import STEM, Pack
from regiograph.extract.spans import Spans

_SEP = (
    r"(?:\s*[-–—]\s*|\s+(?:to|and|au|et|bis|und|al|a|ao|e|y|till|til|och|og|tot|en|do|i|až|ja|și|la|līdz|iki|kuni|az|da|"
    r"until|по|до|и|έως|και)\s+)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:\.|st|nd|rd|th|er|º|°|ª|ης|η|-?a|\.\s?d\.|-go)?"
_OF = r"(?:[\s\u00a0]+(?:(?:of|de|del|da|di)[\s\u00a0]+|d['’]|ta['’][\s\u00a0]+)?|[\s\u00a0]*)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<m>[^\W\d_]{3,})\.?"

_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<mm>[01]\d)(?:-(?P<d>[0-3]\d))?(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d.,/])(?:(?P<d0>[0-3]?\d)(?:(?P<s0>[./])(?P<m0>[01]?\d))?\.?(?:[./](?P<y0>(?:19|20)\d\d))?\s*[-–—]\s*)?"
    r"(?P<d>[0-3]?\d)\s?(?P<s>[./-])\s?(?P<mm>[0-3]?\d)\s?(?P=s)\s?(?P<y>(?:19|20)\d\d)(?![\d])"
)
_WORDS = re.compile(
    rf"(?<![\d.,/])(?:{_DAY.format('d0')}{_SEP})?{_DAY.format('d')}{_OF}{_MONTH}(?:,?{_OF}{_YEAR})?(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![\w])(?:(?P<y1>(?:19|20)\d\d)[.,]?\s*(?:m\.\s*|gada\s+)?)?{_MONTH}\s+(?:{_DAY.format('d0')}{_SEP})?"
    rf"{_DAY.format('d')}(?:,\s*{_YEAR})?(?![\d])",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d)\.?[\s\u00a0]+(?:gada|aasta|m\.)[\s\u00a0]+"
    rf"(?:{_DAY.format('d')}[\s\u00a0]+)?{_MONTH}(?:[\s\u00a0]+{_DAY.format('d1')})?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"(?<!\w){_MONTH}{_OF}{_YEAR}(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[.,]?\s+(?P<m>[^\W\d_]{3,})", re.IGNORECASE)
_RUN = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_MONTH_ONLY = re.compile(r"(?<![\w.])(?P<m>[^\W\d_]{4,})(?!\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s\u00a0-]+$")
_YEARS = re.compile(
    r"(?:(?<![\w.,/€$£-])|(?<=\b[Mm]id-))(?<!\d[ \u00a0])(?P<y>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<e>(?:19|20)\d\d|\d\d))?"
    r"(?![\w/]|[.,]\d|\s?[€%$£])"
)
_BETWEEN = re.compile(rf"{_SEP}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or range in the text. ``first``/``last`` are EDTF dates; without ``year`` they begin with ``XXXX``."""

    start: int
    end: int
    first: str
    last: str | None = None
    vague: str | None = None

    @property
    def year(self) -> bool:
        """Whether the text gives the year."""
        return not self.first.startswith("XXXX")

    @property
    def day(self) -> bool:
        """Whether the first date is a whole day."""
        return len(self.first) == 10

    def edtf(self) -> str:
        """The whole as one EDTF expression: a date, an interval or a vague part of a year."""
        if self.vague:
            return self.vague
        return f"{self.first}/{self.last}" if self.last else self.first


def month_number(word: str, pack: Pack) -> int | None:
    """The month a word names, inflected forms included: an exact name, or one that shares all but a short ending."""
    key = word.casefold().rstrip(".")
    if key in pack.months:
        return pack.months[key]
    if pack.language == "en":
        return None  # English months have no endings; "Augustinian" is none
    best: tuple[int, int] | None = None
    for name, number in pack.month_stems.get(key[:STEM], ()):
        shared = STEM
        for a, b in zip(name[STEM:], key[STEM:], strict=False):
            if a != b:
                break
            shared += 1
        if shared >= len(name) - 3 and len(key) - shared <= 4 and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the patterns may begin, in order: at numbers, at numbers like years, at the words before a number."""

    numbers: list[int]
    years: list[int]
    months: list[int]


def _places(text: str, words: list[tuple[int, str]]) -> _Places:
    numbers = [m.start() for m in _DIGITS.finditer(text)]
    starts = [start for start, _ in words] if numbers else []
    before: set[int] = set()
    for number in numbers:
        at = bisect_right(starts, number)
        before.update(starts[max(0, at - 3) : at])
    years = [n for n in numbers if text.startswith(("19", "20"), n)]
    return _Places(numbers, years, sorted(before.union(numbers)))


def _hits(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds for a pattern that can only begin at some places."""
    end = 0
    for place in places:
        if place >= end and (m := pattern.match(text, place)):
            yield m
            end = m.end()


def find_dates(text: str, pack: Pack) -> list[DateSpan]:
    """All dates of a text in order, no two overlapping; longer readings win."""
    words = [(m.start(), m.group()) for m in _RUN.finditer(text)]
    places = _places(text, words)
    taken, free = list[DateSpan](), Spans()
    if places.numbers:
        for finder in (_iso, _numeric, _year_first, _words, _month_first, _month_year, _years):
            taken.extend(s for s in finder(text, pack, places) if free.add(s.start, s.end))
    months = [start for start, word in words if len(word) >= STEM and word.casefold() in pack.months]
    fixed = Spans((t.start, t.end) for t in taken)
    taken.extend(s for s in _month_only(text, pack, months) if not fixed.meet(s.start, s.end))
    taken.sort(key=lambda s: s.start)
    return _joined(text, [_vague(text, s, pack) for s in taken])


def complete(span: DateSpan, page_date: str | None) -> DateSpan | None:
    """The span with a missing year taken from the page's own date (the nearest past or same year), or None."""
    if span.year:
        return span
    if not page_date:
        return None
    year = page_date[:4]
    return replace(span, first=year + span.first[4:], last=year + span.last[4:] if span.last else None)


def _date(year: str | None, month: int | None, day: str | None) -> str | None:
    if month is not None and not 1 <= month <= 12:
        return None
    head = year or "XXXX"
    if day is not None and month is not None:
        number = int(day)
        limit = calendar.monthrange(int(year) if year else 2000, month)[1]
        return f"{head}-{month:02d}-{number:02d}" if 1 <= number <= limit else None
    return f"{head}-{month:02d}" if month is not None else head


def _range(start: int, end: int, first: str | None, last: str | None) -> DateSpan | None:
    if first is None:
        return None
    if last is None or last == first:
        return DateSpan(start, end, first)
    return DateSpan(start, end, first, last) if last > first else None


def _iso(text: str, _: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_ISO, text, places.years):
        if date := _date(m["y"], int(m["mm"]), m["d"]):
            yield DateSpan(m.start(), m.end(), date)


def _numeric(text: str, _: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_NUMERIC, text, places.numbers):
        day, month = m["d"], int(m["mm"])
        if month > 12 and int(day) <= 12:
            day, month = m["mm"], int(m["d"])
        last = _date(m["y"], month, day)
        first = _date(m["y0"] or m["y"], int(m["m0"]) if m["m0"] else month, m["d0"]) if m["d0"] else last
        start = m.start()
        if first is None or (m["d0"] and last and first > last):
            first, start = last, m.start("d")
        if last and (span := _range(start, m.end(), first, last)):
            yield span


def _year_first(text: str, pack: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_YEAR_FIRST, text, places.years):
        month = month_number(m["m"], pack)
        if month is not None and (date := _date(m["y"], month, m["d"] or m["d1"])):
            yield DateSpan(m.start(), m.end(), date)


def _words(text: str, pack: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_WORDS, text, places.numbers):
        month = month_number(m["m"], pack)
        if month is None:
            continue
        last = _date(m["y"], month, m["d"])
        first = _date(m["y"], month, m["d0"]) if m["d0"] else last
        end = m.end() if m["y"] else m.end("m")
        if last and (span := _range(m.start() if first != last else m.start("d"), end, first, last)):
            yield span


def _month_first(text: str, pack: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_MONTH_FIRST, text, places.months):
        month = month_number(m["m"], pack)
        year = m["y"] or m["y1"]
        if month is None or not (year or m["m"][0].isupper()):
            continue
        last = _date(year, month, m["d"])
        first = _date(year, month, m["d0"]) if m["d0"] else last
        if last and (span := _range(m.start() if m["y1"] else m.start("m"), m.end(), first, last)):
            yield span


def _month_year(text: str, pack: Pack, places: _Places) -> Iterator[DateSpan]:
    for pattern, begins in ((_MONTH_YEAR, places.months), (_YEAR_MONTH, places.years)):
        for m in _hits(pattern, text, begins):
            month = month_number(m["m"], pack)
            if month is not None and (date := _date(m["y"], month, None)):
                yield DateSpan(m.start(), m.end(), date)


def _month_only(text: str, pack: Pack, begins: list[int]) -> Iterator[DateSpan]:
    """A month alone needs a word before it that leads to a time ("in March", "w marcu", "mid-March")."""
    leading = pack.locative | {"mid", "early", "late"}
    for m in _hits(_MONTH_ONLY, text, begins):
        number = pack.months.get(m["m"].casefold())
        before = _WORD_BEFORE.search(text[max(0, m.start() - 20) : m.start()]) if number else None
        if number and before and before[1].casefold() in leading:
            yield DateSpan(m.start("m"), m.end("m"), f"XXXX-{number:02d}")


def _years(text: str, _: Pack, places: _Places) -> Iterator[DateSpan]:
    for m in _hits(_YEARS, text, places.years):
        last = m["e"]
        if last and len(last) == 2:
            last = m["y"][:2] + last
        if last and not m["y"] < last < str(int(m["y"]) + 40):
            last = None
        yield DateSpan(m.start(), m.end() if last or not m["e"] else m.start("y") + 4, m["y"], last)


def _vague(text: str, span: DateSpan, pack: Pack) -> DateSpan:
    """A year with "end of" or "beginning of" beside it becomes the EDTF set of the quarter meant."""
    if len(span.first) != 4 or span.last or not span.year:
        return span
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 25]
    for name, months in (("end_of", ("10", "12")), ("start_of", ("01", "03"))):
        match = pack.trigger(name)
        near = list(match.finditer(before))
        if (near and len(before) - near[-1].end() <= 8) or match.match(after.lstrip(" .r")):
            return replace(span, vague=f"[{span.first}-{months[0]}..{span.first}-{months[1]}]")
    return span


def _joined(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Two dates with a range sign between them are one range; the first takes the second's year where it lacks one."""
    out: list[DateSpan] = []
    for span in spans:
        before = out[-1] if out else None
        if before and not before.last and not span.last and not before.vague and not span.vague:
            gap = text[before.end : span.start]
            first = before.first if before.year or not span.year else span.first[:4] + before.first[4:]
            same = len(first) == len(span.first)
            words = gap.strip(" \u00a0").casefold() in {
                "and",
                "i",
                "et",
                "und",
                "e",
                "y",
                "och",
                "og",
                "en",
                "ja",
                "la",
                "és",
            }
            if same and first < span.first and not words and _BETWEEN.fullmatch(f" {gap.strip()} "):
                out[-1] = DateSpan(before.start, span.end, first, span.first)
                continue
        out.append(span)
    return out
