"""Dates written in digits: days, months, years and their ranges ("19.03-21.03.2018", "04/2024 – 03/2027")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.pack import Pack
from regiograph.extract.time.dateplaces import Places, hits
from regiograph.extract.time.datespan import YEAR_DIGITS, DateSpan, edtf_date, span_of
from regiograph.extract.time.datewords import DateWords

_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<mm>[01]\d)(?:-(?P<d>[0-3]\d))?(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d.,/])(?:(?P<d0>[0-3]?\d)(?:(?P<s0>[./])\s?(?P<m0>[01]?\d))?\.?(?:[./]\s?(?P<y0>(?:19|20)\d\d)\.?)?"
    r"(?:\s*[-–—]\s*|\s+(?:bis(?:\s+zum)?|au|al|to|do|til|till|tot|e|et|und|a|i|y|og|och|en|ja|in|și|un|ir|и|до|έως|και)\s+))?"
    r"(?P<d>[0-3]?\d)\s?(?P<s>[./-])\s?(?P<mm>[0-3]?\d)\s?(?P=s)\s?(?P<y>(?:19|20)\d\d)(?![\d])"
)
_DOTTED_ISO = re.compile(
    r"(?<![\d.,/-])(?P<y>(?:19|20)\d\d)(?P<s>\.\s?|/)(?P<mm>[01]?\d)(?P=s)(?P<d>[0-3]?\d)"
    r"(?:\.?\s?[-–—]\s?(?P<y2>(?:19|20)\d\d)(?P=s)(?P<m2>[01]?\d)(?P=s)(?P<d2>[0-3]?\d)|\.?[-–](?P<d1>[0-3]?\d))?"
    r"\.?(?![\d.,/-])"
)
_DAY_MONTH = re.compile(
    r"(?<![\d.,/:])(?:(?P<d0>[0-3]?\d)\.\s?[-–—]\s?)?(?P<d>[0-3]?\d)\.\s?(?P<mm>[01]?\d)\.(?!\s?\d)"
)
_MONTHS = re.compile(
    r"(?<![\d.,/-])(?P<m0>[01]?\d)(?P<s>[./])(?P<y0>(?:19|20)\d\d)(?![./]?\d)"
    r"(?:[ \u00a0]?\.?(?:[-–—−]|[ \u00a0](?:bis|to|au|al|a|à|do|til|till|tot|t/m|līdz|iki|kuni|έως|до))[ \u00a0]?"
    r"(?P<mm>[01]?\d)(?P=s)(?P<y>(?:19|20)\d\d)(?![./]?\d))?"
)
"""Months in digits: "04/2024 – 03/2027"; one alone only behind a label."""
_LABELLED = re.compile(r"[^\W\d_][.)]?:[ \u00a0]*$")
WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:\.?,?[\s\u00a0-]+|['’])$")
"""The word right before a date."""
_YEARS = re.compile(
    r"(?:(?<![\w.,/€$£-])|(?<=\b[Mm]id-))(?<!\d[ \u00a0])(?P<y>(?:19|20)\d\d)"
    r"(?:\.?\s?[-–/]\s?(?P<e>(?:19|20)\d\d|\d\d))?"
    r"(?![\w/]|[.,]\d|\s?[€%$£])"
)
_ARTICLED = re.compile(r"(?<=[Ll]-)(?P<y>(?:19|20)\d\d)(?:[-–/](?P<e>(?:19|20)\d\d|\d\d))?(?![\w/-]|[.,]\d|\s?[€%$£])")
"""A year joined to the Maltese article: "fl-2018", "bejn l-2018 u l-2021"."""


def iso_dates(text: str, _: Pack, __: DateWords, places: Places) -> Iterator[DateSpan]:
    """Dates in digits with the year first: "2024-03-01" or "2024. 03. 01."."""
    for m in hits(_ISO, text, places.years):
        if date := edtf_date(m["y"], int(m["mm"]), m["d"]):
            yield DateSpan(m.start(), m.end(), date)
    for m in hits(_DOTTED_ISO, text, places.years):
        first = edtf_date(m["y"], int(m["mm"]), m["d"])
        last = edtf_date(m["y2"], int(m["m2"]), m["d2"]) if m["y2"] else None
        last = edtf_date(m["y"], int(m["mm"]), m["d1"]) if m["d1"] else last
        if span := span_of(m.start(), m.end(), first, last):
            yield span


def numeric_dates(text: str, _: Pack, __: DateWords, places: Places) -> Iterator[DateSpan]:
    """Days before months, in digits alone: "1.3.2024", "23.-24.5.2017"."""
    for m in hits(_NUMERIC, text, places.numbers):
        day, month = m["d"], int(m["mm"])
        if month > 12 and int(day) <= 12:
            day, month = m["mm"], int(m["d"])
        last = edtf_date(m["y"], month, day)
        first = edtf_date(m["y0"] or m["y"], int(m["m0"]) if m["m0"] else month, m["d0"]) if m["d0"] else last
        start = m.start()
        if first is None or (m["d0"] and last and first > last):
            first, start = last, m.start("d")
        if last and (span := span_of(start, m.end(), first, last)):
            yield span


def digit_months(text: str, _: Pack, __: DateWords, places: Places) -> Iterator[DateSpan]:
    """Months in digits: a range, or one behind a label."""
    for m in hits(_MONTHS, text, places.numbers):
        last = edtf_date(m["y"], int(m["mm"]), None) if m["y"] else None
        if not last and not _LABELLED.search(text[max(0, m.start() - 4) : m.start()]):
            continue
        if span := span_of(m.start(), m.end(), edtf_date(m["y0"], int(m["m0"]), None), last):
            yield span


def short_dates(text: str, pack: Pack, _: DateWords, places: Places) -> Iterator[DateSpan]:
    """A day and a month in digits ("am 12.6.") behind a weekday or a word that leads to a time."""
    for m in hits(_DAY_MONTH, text, places.numbers):
        before = WORD_BEFORE.search(text[max(0, m.start() - 20) : m.start()])
        led = before and before[1].casefold() in pack.locative | pack.articles | pack.weekdays
        led = led or (before and any(pack.trigger(n).search(before[1]) for n in ("start", "end")))
        last = edtf_date(None, int(m["mm"]), m["d"]) if led else None
        first = edtf_date(None, int(m["mm"]), m["d0"]) if m["d0"] else last
        if last and (span := span_of(m.start(), m.end(), first, last)):
            yield span


def year_spans(text: str, pack: Pack, _: DateWords, places: Places) -> Iterator[DateSpan]:
    """Years and ranges of years."""
    found = [*hits(_YEARS, text, places.years)]
    found += hits(_ARTICLED, text, places.years) if pack.language == "mt" else ()
    for m in found:
        last = m["e"]
        if last and len(last) == 2:
            last = m["y"][:2] + last
        if last and not m["y"] < last < str(int(m["y"]) + 40):
            last = None
        yield DateSpan(m.start(), m.end() if last or not m["e"] else m.start("y") + YEAR_DIGITS, m["y"], last)
