"""Other dates and amounts in the same format: "15-16 stycznia 2020" → "17-18 marca 2022", "432 760 €" → "617 240 €"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from random import Random

from babel import Locale

from regiograph.extract.pack import Pack
from regiograph.extract.time.dates import month_number

_PERIODS = frozenset({"2000/2006", "2007/2013", "2014/2020", "2021/2027", "2028/2034"})
"""The Union's programming periods belong to the names of programmes."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NORM = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TRIES = 200
_YEAR = 4
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Shift:
    """How far every date of a page moves."""

    years: int
    months: int
    days: int

    def of(self, norm: str) -> str | None:
        """The date ``yyyy[-mm[-dd]]`` moved part by part; None where the calendar has no such day."""
        parts = [int(p) for p in norm.split("-")]
        moved = [parts[0] + self.years, *(p + s for p, s in zip(parts[1:], (self.months, self.days), strict=False))]
        if len(moved) > 1 and not 1 <= moved[1] <= 12:
            return None
        if len(moved) > 2 and not 1 <= moved[2] <= monthrange(moved[0], moved[1])[1]:
            return None
        return "-".join([f"{moved[0]:04}", *(f"{p:02}" for p in moved[1:])])


def month_word(word: str, number: int, other: int, pack: Pack) -> str | None:
    """The name of another month in the form that ``word`` has; None if the calendar's names give no such form."""
    folded = word.casefold()
    found: list[tuple[int, str]] = []
    for language in (pack.language, "en"):
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = locale.months[context][width]
                stem, rest = names[number].rstrip("."), folded[len(names[number].rstrip(".")) :]
                if folded.startswith(stem.casefold()) and (not rest or (len(rest) <= 4 and pack.cased_places)):
                    found.append((len(rest), names[other].rstrip(".") + rest))
    if not found:
        return None
    new = min(found, key=lambda f: f[0])[1]
    return new[0].upper() + new[1:] if word[0].isupper() else new.lower() if word.islower() else new


def moved_text(text: str, norms: Sequence[str], shift: Shift, pack: Pack) -> str | None:
    """A date as the page writes it, moved; None if a part of it cannot be made."""
    days = {int(n[8:10]) for n in norms if len(n) == 10}
    months = {int(n[5:7]) for n in norms if len(n) >= 7}
    years = {int(n[:4]) for n in norms}
    iso = bool(re.match(r"\s*\d{4}\D", text))
    american = _american(text, norms)
    worded = any(month_number(w, pack) in months for w in re.findall(r"[^\W\d_]+", text))
    out, last, small = [], 0, 0
    for token in _TOKEN.finditer(text):
        out.append(text[last : token.start()])
        last, word = token.end(), token.group()
        new: str | None = word
        if word.isdigit() and len(word) == _YEAR and int(word) in years:
            new = str(int(word) + shift.years)
        elif word.isdigit() and len(word) <= 2 and days | months and not text[token.end() :].startswith(":"):
            month_turn = not worded and (small % 2 == (0 if iso or american else 1)) and int(word) in months
            if month_turn:
                new = _like(word, int(word) + shift.months)
            elif int(word) in days:
                new = _like(word, int(word) + shift.days)
            small += 1
        elif (number := month_number(word, pack)) in months and number:
            new = month_word(word, number, number + shift.months, pack) if shift.months else word
        elif weekday := _weekday(word, norms, shift, pack):
            new = weekday
        if new is None:
            return None
        out.append(new)
    return "".join(out) + text[last:]


def _american(text: str, norms: Sequence[str]) -> bool:
    m = re.search(r"(\d{1,2})/(\d{1,2})/\d{4}", text)
    full = next((n for n in norms if len(n) == 10), None)
    return bool(m and full and int(m[2]) == int(full[8:10]) != int(full[5:7]) and int(m[1]) == int(full[5:7]))


def _like(old: str, value: int) -> str:
    return f"{value:02}" if len(old) == 2 and (old[0] == "0" or value < 10) else str(value)


def _weekday(word: str, norms: Sequence[str], shift: Shift, pack: Pack) -> str | None:
    full = next((n for n in norms if len(n) == 10), None)
    moved = shift.of(full) if full else None
    if full is None or moved is None or not word.isalpha():
        return None
    for language in (pack.language, "en"):
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = locale.days[context][width]
                if str(names[date.fromisoformat(full).weekday()]).rstrip(".").casefold() == word.casefold():
                    new = str(names[date.fromisoformat(moved).weekday()]).rstrip(".")
                    return new[0].upper() + new[1:] if word[0].isupper() else new.lower()
    return None


def date_swaps(
    literals: Iterable[Mapping[str, str]], pack: Pack, rng: Random
) -> tuple[dict[str, str], dict[str, str], int]:
    """(text → new text, value → new value, how many stay) for the dates and periods of a page, moved alike.

    Programming periods of the Union stay: they are part of programmes' names.
    """
    dated = [
        (item["text"], tuple(_NORM.findall(item["norm"])))
        for item in literals
        if item["kind"] in {"date", "period"} and item["norm"] not in _PERIODS
    ]
    for shift in _shifts(rng):
        values = {n: shift.of(n) for _, norms in dated for n in norms}
        if not all(values.values()):
            continue
        texts = {text: moved_text(text, norms, shift, pack) for text, norms in dated}
        if all(texts.values()):
            return (
                {t: new for t, new in texts.items() if new and new != t},
                {n: new for n, new in values.items() if new},
                sum(item["norm"] in _PERIODS for item in literals),
            )
    return {}, {}, len(dated)


def _shifts(rng: Random) -> list[Shift]:
    """All shifts in an order of chance, those that move every part first."""
    found = [
        Shift(y, m, d) for y in (-3, -2, -1, 1, 2, 3) for m in range(-6, 7) for d in range(1 - _MOST_DAYS, _MOST_DAYS)
    ]
    rng.shuffle(found)
    return sorted(found, key=lambda s: (not s.months) + (not s.days))


def amount_swaps(
    literals: Iterable[Mapping[str, str]], pack: Pack, rng: Random
) -> tuple[dict[str, str], dict[str, str], int]:
    """(text → new text, value → new value, how many stay) for the sums, rates and counts of a page."""
    texts: dict[str, str] = {}
    values: dict[str, str] = {}
    left = 0
    for item in literals:
        if item["kind"] not in {"money", "percent", "count"} or item["text"] in texts:
            continue
        new = other_amount(item["text"], item["norm"], pack, rng)
        if new is None:
            left += 1
        else:
            texts[item["text"]], values[item["norm"]] = new
    return texts, values, left


def other_amount(text: str, norm: str, pack: Pack, rng: Random) -> tuple[str, str] | None:
    """Another number in the same format and its value; None if the text has no digits or its value is not theirs."""
    number = re.search(r"\d+(?:\.\d+)?", norm)
    digits = "".join(re.findall(r"\d", text))
    try:
        scale = Decimal(number.group()) / Decimal(digits) if number else Decimal(0)
    except (InvalidOperation, ZeroDivisionError):
        return None
    if number is None or scale.as_tuple().digits.count(1) != 1 or any(d not in {0, 1} for d in scale.as_tuple().digits):
        return None
    tail = len(digits) - len(digits.rstrip("0"))
    plural = Locale.parse(pack.language).plural_form
    for _ in range(_TRIES):
        body = "".join(rng.choice("123456789" if not i else "0123456789") for i in range(len(digits) - tail))
        new = body + "0" * tail
        after = Decimal(new) * scale
        small = min(scale, Decimal(1))
        shown = Decimal(digits) * small, Decimal(new) * small
        if new == digits or not body or body[-1] == "0" or ("%" in text and after > 100):
            continue
        if plural(shown[0]) != plural(shown[1]):
            continue
        return _filled(text, new), norm.replace(number.group(), f"{after.normalize():f}")
    return None


def _filled(text: str, digits: str) -> str:
    """The text with its digits replaced one by one."""
    fill = iter(digits)
    return "".join(next(fill) if c.isdigit() else c for c in text)
