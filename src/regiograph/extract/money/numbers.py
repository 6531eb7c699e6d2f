"""Money, percentages and counts as pages write them: "432 760 €", "1,97 millones de euros", "yli 200", "88,1%"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from regiograph.extract.money.spoken import spoken_number
from regiograph.extract.pack import APPROXIMATIONS, CODES, Pack

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"\d{{1,3}}(?:(?:{_SPACE}|[.,'’])\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?"
CURRENCIES: dict[str, str] = {
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "$": "USD", "usd": "USD", "zł": "PLN", "pln": "PLN",
    "sek": "SEK", "dkk": "DKK", "nok": "NOK", "czk": "CZK", "kč": "CZK", "huf": "HUF", "ft": "HUF", "ron": "RON",
    "lei": "RON", "bgn": "BGN", "лв": "BGN", "chf": "CHF", "euros": "EUR",
}  # fmt: skip
SIGN = re.compile(r"[€£$]")
"""Signs that may stand before a sum."""
_CURRENCY = (
    r"€|£|\$|EUR\b|GBP\b|USD\b|PLN\b|SEK\b|DKK\b|NOK\b|CZK\b|HUF\b|RON\b|BGN\b|CHF\b|zł\w*|złot\w+|Kč|korun\w*"
    r"|lei\b|лв\.?|лева|forint\w*|kronor|kroner|kr\b\.?|(?!euro[pc])(?:euro|eiro|ewro|eur[aoióuųō]|evr[aoi]|ευρώ|евро)\w*"
)
_BEFORE = rf"€|£|\$|(?:{'|'.join(CODES)})(?!\w)"
"""Currencies that may stand before their sum."""
_CURRENCY_WORDS = (
    ("zł", "PLN"), ("korun", "CZK"), ("forint", "HUF"), ("лева", "BGN"), ("kr", "crown"), ("eu", "EUR"), ("ei", "EUR"),
    ("ew", "EUR"), ("ev", "EUR"), ("ευ", "EUR"), ("ев", "EUR"),
)  # fmt: skip
_POINT = frozenset({"en", "ga", "mt"})
"""Languages that write decimals with a point."""
_CROWNS = {"sv": "SEK", "da": "DKK", "cs": "CZK"}
_BEHIND_SUM = 160
"""Characters behind a sum within which another of its currency may stand bare."""
_MILLION = 1_000_000
_SENTENCE_END = re.compile(r"[.!?][ \u00a0\n]+[A-ZÀ-Þ]|\n\n")
_SAID = 40
"""Characters before "million" within which a number is said in words."""
_SPOKEN = re.compile(r"[^\W\d_]+")
_HALF = "fél pool puoli pół půl pol half halb halbe halben halv halve medio mezzo meio demi половин μισό pusė puse"
_ONE_AND_A_HALF = (
    "másfél poolteist puolitoista półtora poldruga anderthalb eineinhalb anderhalf halvannan halvanden pusantro pusotru"
    " pusotra ενάμισι"
)
_PARTS: dict[str, Decimal] = {
    word: Decimal(value) for value, words in (("0.5", _HALF), ("1.5", _ONE_AND_A_HALF)) for word in words.split()
}
"""Words for a half and for one and a half."""
_BETWEEN_DIGITS = re.compile(r"[\s'’\u00a0\u202f\u2009]")
_LAST_WORD = re.compile(r"(?<!\w)(\w+)[ \u00a0]*$")
_NUMBER_ONLY = re.compile(rf"(?<![\w.,])(?P<n>{_NUMBER})(?![\d])")
_PER_CENT = (
    r"(?:per\s?cent\w*|pro[csz]ent\w*|por\s?ciento|pour\s?cent|p[oe]r\s?cento|τοις\s?εκατό|százalék\w*|protsen\w*"
    r"|процент\w*|la\s?sută|posto\b|odstot\w+|fil-mija|fil-mitt\w*|faoin\s?gcéad|proc\b\.?|pct\b\.?|на\s?сто\b|v\.\s?H\.|%)"
)
_PERCENT = re.compile(rf"(?<![\w.,])(?P<n>\d{{1,3}}(?:[.,]\d+)?)(?:{_SPACE}|[-‑])?{_PER_CENT}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: span, value, ISO 4217 currency and how exact it is (an approximation concept)."""

    start: int
    end: int
    value: Decimal
    currency: str
    approximation: str = "exactly"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is no money: span, value, approximation."""

    start: int
    end: int
    value: Decimal
    approximation: str = "exactly"


def parse_number(text: str, *, scaled: bool = False, comma: bool | None = None) -> Decimal:
    """A number with any European grouping: the last of two kinds of separator is the decimal one.

    With ``scaled`` (a multiplier follows) one separator marks decimals, unless it is the grouping mark of a language
    that writes its decimals with a ``comma`` (or, when False, with a point).

    >>> parse_number("696 160,35"), parse_number("349.396"), parse_number("1.97", scaled=True)
    (Decimal('696160.35'), Decimal('349396'), Decimal('1.97'))
    """
    digits = _BETWEEN_DIGITS.sub("", text)
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    single = len(set(marks)) == 1
    if scaled and comma is not None and single and len(fraction) == 3 and last == ("." if comma else ","):
        return Decimal(digits.replace(last, ""))
    if single and (len(marks) > 1 or (len(fraction) == 3 and 1 <= len(whole) <= 3 and whole != "0" and not scaled)):
        return Decimal(digits.replace(last, ""))
    return Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)


def plain(value: Decimal) -> str:
    """A number as a claim writes it: without an exponent or idle zeros."""
    return f"{value.normalize():f}"


def _multiplier(pack: Pack) -> str:
    words = sorted(pack.multipliers, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words)


def money_pattern(pack: Pack) -> re.Pattern[str]:
    """The compiled money pattern of a language."""
    return _money_of(_multiplier(pack))


@cache
def _money_of(times: str) -> re.Pattern[str]:
    scale = rf"(?:{_SPACE}?(?:de{_SPACE})?(?P<x>{times})\.?(?!\w))?" if times else "(?P<x>(?!))?"
    alone = rf"|(?<!\w)(?P<x2>{times})(?!\w)" if times else ""
    return re.compile(
        rf"(?<![\w.,])(?:(?P<c1>{_BEFORE})\s?(?P<n1>{_NUMBER}){scale.replace('<x>', '<x1>')}(?![\d])"
        rf"|(?:(?P<n>{_NUMBER}){scale}{alone}){_SPACE}?(?:(?:de|di|d['’]|of|din){_SPACE}?)?(?P<c>{_CURRENCY}))",
        re.IGNORECASE,
    )


def _hits(
    pattern: re.Pattern[str], text: str, places: Iterable[int] | None, start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds in a stretch, for a pattern that begins at ``places`` only, if these are known."""
    stop = len(text) if end is None else end
    if places is None:
        yield from pattern.finditer(text, start, stop)
        return
    for place in places:
        if start <= place < stop and (m := pattern.match(text, place, stop)):
            yield m
            start = m.end()


def find_money(text: str, pack: Pack, pattern: re.Pattern[str], places: Iterable[int] | None = None) -> list[Amount]:
    """All sums of money in order; ``places``, if known, holds every offset where one may begin."""
    found = []
    for m in _hits(pattern, text, places):
        number, times = (m["n1"], m["x1"]) if m["c1"] else (m["n"], m["x"])
        start, count = m.start(), Decimal(1)
        if m["c1"] is None and number is None:
            number, times = "1", m["x2"]
            start, count = _said_before(text, start, pack)
        factor = _factor(times, pack) * count
        currency = _currency(m["c1"] or m["c"], pack.language)
        if currency:
            value = parse_number(number, scaled=times is not None, comma=pack.language not in _POINT) * factor
            found.append(Amount(start, m.end(), value, currency, approximation(text, start, pack)))
    return _with_unsaid(text, pack, found)


def _with_unsaid(text: str, pack: Pack, told: list[Amount]) -> list[Amount]:
    """Sums and those behind them whose currency goes without saying: "6 miljoner kronor, hälften av 12 miljoner"."""
    found = []
    for n, amount in enumerate(told):
        found.append(amount)
        limit = min(amount.end + _BEHIND_SUM, told[n + 1].start if n + 1 < len(told) else len(text))
        stop = _SENTENCE_END.search(text, amount.end, limit)
        for m in _bare_sums(_multiplier(pack)).finditer(text, amount.end, stop.start() + 1 if stop else limit):
            factor, behind = _factor(m["x"], pack), _SPOKEN.match(text, m.end() + 1)
            ended = not text[m.end() : m.end() + 1].strip(".,;)")
            led = behind is not None and behind.group().casefold() in pack.locative
            if factor >= _MILLION and (led or (ended and text[m.end() : m.end() + 1] not in {" ", "\u00a0"})):
                value = parse_number(m["n"], scaled=True, comma=pack.language not in _POINT) * factor
                how = approximation(text, m.start(), pack)
                found.append(Amount(m.start(), m.end(), value, amount.currency, how))
    return found


@cache
def _bare_sums(times: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,])(?P<n>{_NUMBER}){_SPACE}(?:de{_SPACE})?(?P<x>{times or '(?!)'})(?!\w)", re.IGNORECASE
    )


def _said_before(text: str, at: int, pack: Pack) -> tuple[int, Decimal]:
    """Where a sum begins and how often its "million" counts: "three", "one and a half", "kaksi ja puoli"; else once."""
    words = list(_SPOKEN.finditer(text, max(0, at - _SAID), at))
    if not words or text[words[-1].end() : at].strip(" \u00a0-"):
        return at, Decimal(1)
    last = words[-1].group().casefold()
    part = _PARTS.get(last)
    if part is None:
        count = spoken_number(last, pack)
        return (words[-1].start(), Decimal(count)) if count else (at, Decimal(1))
    if part < 1 and len(words) > 2 and words[-2].group().casefold() in pack.linking | {"és", "and"}:
        count = spoken_number(words[-3].group().casefold(), pack)
        if count and text[words[-3].end() : words[-1].start()].strip().isalpha():
            return words[-3].start(), count + part
    return words[-1].start(), part


def find_percentages(
    text: str, pack: Pack, places: Iterable[int] | None = None, spoken: Iterable[int] | None = None
) -> list[Number]:
    """All percentages in order, in figures or in words ("eighty-five per cent").

    ``places`` and ``spoken``, if known, hold every offset where a number and a number word of the pack begins.
    """
    told = [(m.start(), m.end(), Decimal(m["n"].replace(",", "."))) for m in _hits(_PERCENT, text, places)]
    words = _words_pattern(pack, "percents")
    told += [(m.start(), m.end(), Decimal(pack.percents[_folded(m["w"])])) for m in _hits(words, text, spoken)]
    return [Number(start, end, value, approximation(text, start, pack)) for start, end, value in sorted(told)]


def find_fractions(text: str, pack: Pack, start: int, end: int) -> list[Number]:
    """ "Half" and "three quarters" in a stretch, in per cent, unless a word before makes them vague."""
    found = [
        Number(m.start(), m.end(), Decimal(pack.fractions[_folded(m["w"])]), approximation(text, m.start(), pack))
        for m in _words_pattern(pack, "fractions").finditer(text, start, end)
    ]
    return [n for n in found if n.approximation == "exactly"]


@cache
def _pattern_of(words: tuple[str, ...], tail: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?P<w>{listed or '(?!)'}){tail}", re.IGNORECASE)


def _words_pattern(pack: Pack, table: str) -> re.Pattern[str]:
    if table == "fractions":
        return _pattern_of(tuple(pack.fractions), r"(?!\w)")
    return _pattern_of(tuple(pack.percents), rf"[\s-]{_PER_CENT}")


def _folded(word: str) -> str:
    return re.sub(r"\s", " ", word).casefold()


def find_numbers(
    text: str, pack: Pack, start: int = 0, end: int | None = None, places: Iterable[int] | None = None
) -> list[Number]:
    """All bare numbers of a stretch, in order; ``places``, if known, holds every offset where a number begins."""
    return [
        Number(m.start(), m.end(), parse_number(m["n"]), approximation(text, m.start(), pack))
        for m in _hits(_NUMBER_ONLY, text, places, start, end)
    ]


def approximation(text: str, start: int, pack: Pack) -> str:
    """The approximation concept that the words just before a number name: about, more-than, less-than or exactly."""
    before = text[max(0, start - 24) : start]
    last = _LAST_WORD.search(before)
    closing = pack.closers.of(last[1]) if last else ()
    for name in APPROXIMATIONS:
        if name not in closing and name not in pack.closers.unbound:
            continue
        hits = list(pack.trigger(name).finditer(before))
        if hits and not before[hits[-1].end() :].strip(" \u00a0"):
            return name
    return "exactly"


def _factor(word: str | None, pack: Pack) -> Decimal:
    if not word:
        return Decimal(1)
    key = word.casefold().rstrip(".")
    for name, value in pack.multipliers.items():
        bare = name.rstrip("*")
        if key == bare or (name.endswith("*") and key.startswith(bare)):
            return Decimal(value)
    return Decimal(1)


def _currency(text: str, language: str) -> str | None:
    key = text.casefold().rstrip(".")
    if key in CURRENCIES:
        return CURRENCIES[key]
    for start, code in _CURRENCY_WORDS:
        if key.startswith(start):
            return _CROWNS.get(language) if code == "crown" else code
    return None
