"""Dates as pages write them: days, ranges, months, years, vague ends, missing years. Month names come from the pack.

A found date is kept as EDTF parts ("2020-01-15", "2020-01", "2020"); a missing year stays missing until the page's
own date, or a year said beside it, completes it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace

from regiograph.extract.pack import Pack
from regiograph.extract.reading.openers import words_at, words_of
from regiograph.extract.reading.spans import Spans
from regiograph.extract.time.datedigits import (
    WORD_BEFORE,
    digit_months,
    iso_dates,
    numeric_dates,
    short_dates,
    year_spans,
)
from regiograph.extract.time.dateplaces import Places, find_places, hits
from regiograph.extract.time.dateranges import joined
from regiograph.extract.time.datespan import MONTH_DIGITS, YEAR_DIGITS, DateSpan, complete, edtf_date, span_of
from regiograph.extract.time.datewords import TO, DateWords, date_words
from regiograph.extract.time.monthnames import STEM

__all__ = ["DateSpan", "complete", "find_dates", "month_number"]
_MONTH_ONLY = re.compile(r"(?<![\w.])(?P<m>[^\W\d_]{3,}(?:[ \u00a0][Ff]h?ómhair)?)(?!\w)")
_OF_MONTH = re.compile(r"(?<!\w)mh?í[ \u00a0]na[ \u00a0]\Z")
"""The Irish noun for a month before its name in the genitive: "i mí na Samhna"."""
_NEXT_MONTH = re.compile(
    rf"[ \u00a0]?(?:{TO})[ \u00a0]?(?P<m>[^\W\d_]{{3,}})\.?[ \u00a0](?:[^\W\d_]{{1,3}}[ \u00a0])?(?:19|20)\d\d",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?:issue|no|n[°ºr]|numéro|número|numero|numărul|broj|br|č|číslo|številka|nummer|numer|ausgabe|edition|édition|vol|брой"
    r"|τεύχος|nro|numero|number|szám|nr|eagrán|ħarġa)\.?[ \u00a0]*$",
    re.IGNORECASE,
)
_DECLINED = frozenset(("cs", "el", "hr", "pl", "sk", "sl"))
"""Languages without endings for "in" whose months have endings all the same."""


def month_number(word: str, pack: Pack) -> int | None:
    """The month a word names, inflected forms included: an exact name, or one that shares all but a short ending."""
    key = re.sub(r"\s+", " ", word.casefold().rstrip("."))
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
        ending = 5 if pack.language == "hu" else 4  # "februárjának"
        if shared >= len(name) - 3 and len(key) - shared <= ending and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best else None


def find_dates(
    text: str, pack: Pack, words: list[tuple[int, str]] | None = None, months: list[int] | None = None
) -> list[DateSpan]:
    """All dates of a text in order, no two overlapping; longer readings win.

    ``words`` are those of the text with their offsets, ``months`` where words begin that may name one, if known.
    """
    patterns = date_words(pack.language)
    runs = words_of(text) if words is None else words
    places = find_places(text, runs)
    taken, free = list[DateSpan](), Spans()
    if places.numbers:
        for finder in _FINDERS:
            taken.extend(s for s in finder(text, pack, patterns, places) if free.add(s.start, s.end))
    named = {name.split(" ")[0] for name in pack.months}
    stems, alone = pack.month_stems, pack.lone_months
    begun = [
        start
        for start, word in (runs if months is None else words_at(text, months))
        if len(word) >= STEM - 1
        and (word.casefold() in named or (word.islower() and word[:STEM] in stems) or word.casefold() in alone)
    ]
    fixed = Spans((t.start, t.end) for t in taken)
    taken.extend(s for s in _month_only(text, pack, begun) if not fixed.meet(s.start, s.end))
    taken.sort(key=lambda s: s.start)
    return joined(text, [_vague(text, _wider(text, s, patterns), pack) for s in taken], pack)


def _year_first(text: str, pack: Pack, words: DateWords, places: Places) -> Iterator[DateSpan]:
    for m in hits(words.year_first, text, places.years):
        month = month_number(m["m"] or m["m2"], pack)
        if month is None:
            continue
        day, opening = (m["d"], m["p"] or m["d0"]) if m["m"] else (m["e"], m["e0"])
        last = edtf_date(m["y"], month, day)
        first = edtf_date(m["y"], month, opening) if opening else last
        if last and (span := span_of(m.start(), m.end(), first, last)):
            yield span


def _day_month(text: str, pack: Pack, words: DateWords, places: Places) -> Iterator[DateSpan]:
    for m, month in _named(words.day_month, text, pack, places.numbers):
        if text[m.end("d") : m.end("d") + 1] == "," and _ISSUE.search(text[max(0, m.start() - 12) : m.start()]):
            continue  # "No. 31, July 2021"
        last = edtf_date(m["y"], month, m["d"])
        opening = m["p"] or m["d0"]
        first = edtf_date(m["y"], month, opening) if opening else last
        end = m.end() if m["y"] else m.end("m")
        if last and (span := span_of(m.start() if first != last else m.start("d"), end, first, last)):
            yield span


def _month_day(text: str, pack: Pack, words: DateWords, places: Places) -> Iterator[DateSpan]:
    for m, month in _named(words.month_day, text, pack, places.months):
        if not (m["y"] or m["o"] or pack.month_first or m["m"][0].isupper()):
            continue
        if pack.month_first and pack.language == "en" and not m["m"][0].isupper():
            continue
        last = edtf_date(m["y"], month, m["d"])
        opening = m["p"] or m["d0"]
        first = edtf_date(m["y"], month, opening) if opening else last
        if last and (span := span_of(m.start("m"), m.end(), first, last)):
            yield span


def _month_year(text: str, pack: Pack, words: DateWords, places: Places) -> Iterator[DateSpan]:
    for pattern, begins in ((words.month_year, places.months), (words.year_month, places.years)):
        for m, month in _named(pattern, text, pack, begins):
            if date := edtf_date(m["y"], month, None):
                yield DateSpan(m.start(), m.end(), date)


def _named(pattern: re.Pattern[str], text: str, pack: Pack, places: list[int]) -> Iterator[tuple[re.Match[str], int]]:
    """What a pattern finds at some places where its word is a month, with the month's number."""
    end = 0
    for place in places:
        if place >= end and (m := pattern.match(text, place)):
            month = month_number(m["m"], pack)
            if month is not None:
                yield m, month
                end = m.end()


def _month_only(text: str, pack: Pack, begins: list[int]) -> Iterator[DateSpan]:
    """A month alone needs a word before it that leads to a time ("in March", "w marcu", "mid-March")."""
    leading = pack.locative | {"mid", "early", "late", "mí", "mhí"}
    for m in hits(_MONTH_ONLY, text, begins):
        exact = pack.months.get(m["m"].casefold())
        cased = pack.cased_places or pack.language in _DECLINED
        alone = m["m"].casefold() in pack.lone_months
        inflected = month_number(m["m"], pack) if exact is None and (alone or (cased and m["m"].islower())) else exact
        number = inflected if len(m["m"]) > 3 or pack.language != "en" else None
        before = WORD_BEFORE.search(text[max(0, m.start() - 20) : m.start()]) if number else None
        later = number and (
            pack.trigger("next_year").match(text, m.end() + 1) or pack.trigger("last_year").match(text, m.end() + 1)
        )
        about = number and not later and _begun_or_ended(text, m.start(), m.end(), pack)
        led = number and (alone or later or about or _to_month(text, m.end("m"), pack))
        led = led or (number and _OF_MONTH.search(text, max(0, m.start() - 8), m.start()))
        if number and ((before and before[1].casefold() in leading) or led):
            yield DateSpan(m.start("m"), m.end("m"), f"XXXX-{number:02d}")


def _to_month(text: str, end: int, pack: Pack) -> bool:
    """Another month with its year ends a range right behind a month: "mars-juin 2024"."""
    m = _NEXT_MONTH.match(text, end)
    return m is not None and month_number(m["m"], pack) is not None


def _begun_or_ended(text: str, start: int, end: int, pack: Pack) -> bool:
    """ "Early in October", "oktobra sākumā": a word for the beginning or the end on either side of a month."""
    before, after = text[max(0, start - 20) : start], text[end : end + 20].lstrip(" \u00a0")
    for name in ("start_of", "end_of"):
        near = list(pack.trigger(name).finditer(before))
        if (near and not before[near[-1].end() :].strip()) or pack.trigger(name).match(after):
            return True
    return False


_FINDERS = (
    iso_dates,
    numeric_dates,
    digit_months,
    _year_first,
    _day_month,
    _month_day,
    _month_year,
    short_dates,
    year_spans,
)
"""In this order: of two that overlap the first is kept."""


def _wider(text: str, span: DateSpan, words: DateWords) -> DateSpan:
    """The span with the word for "year" or "day" behind it ("2019 r.", "22 d.")."""
    pattern = words.year_suffix if span.year else words.day_suffix
    m = pattern.match(text, span.end) or words.day_suffix.match(text, span.end)
    return replace(span, end=m.end()) if m else span


def _vague(text: str, span: DateSpan, pack: Pack) -> DateSpan:
    """A year with "end of" beside it becomes the EDTF set of the quarter meant; "next year" sets the shift."""
    if not span.year:
        after = text[span.end : span.end + 40]
        for name, years in (("same_year", None), ("this_year", 0), ("next_year", 1), ("last_year", -1)):
            m = pack.trigger(name).search(after)
            if m and not re.search(r"\w", after[: m.start()].replace("w ", "").replace("i ", "")):
                return replace(span, shift=years, end=span.end + m.end())
            near = list(pack.trigger(name).finditer(text, max(0, span.start - 25), span.start))
            if near and near[-1].end() >= span.start - 1:
                return replace(span, shift=years, start=near[-1].start())  # "tavaly október 9-én"
        return span
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 25]
    if len(span.first) == MONTH_DIGITS and not span.last:
        told = list(pack.trigger("last_day").finditer(before))
        if told and not before[told[-1].end() :].strip():
            day = calendar.monthrange(int(span.first[:4]), int(span.first[5:7]))[1]
            return replace(span, first=f"{span.first}-{day:02d}")
    if len(span.first) != YEAR_DIGITS or span.last:
        return span
    for name, months in (("end_of", ("10", "12")), ("start_of", ("01", "03"))):
        match = pack.trigger(name)
        near = list(match.finditer(before))
        if (near and len(before) - near[-1].end() <= 8) or match.match(after.lstrip(" .r")):
            return replace(span, vague=f"[{span.first}-{months[0]}..{span.first}-{months[1]}]")
    return span
