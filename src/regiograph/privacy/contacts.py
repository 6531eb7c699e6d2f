"""Telephone numbers and personal e-mail addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from regiograph.privacy.words import common_words, given_names

Kind = Literal["name", "phone", "email"]

_DIGITS = r"(?:\d[\s\u00a0./()–-]{0,3}){5,14}\d(?!\d)"
_INTERNATIONAL = re.compile(
    r"(?<![\w+])(?:\+|00[\s\u00a0]?(?=[1-9]))[\s\u00a0]?\(?(?=\d)(?:\d[ \u00a0./()–-]{0,3}){7,16}\d(?!\w)"
)
_MORE = re.compile(
    r"[ \u00a0]{0,2}(?:[,;/]|\b(?:or|tai|lub|oder|ou|o|eller|и|και)\b)[ \u00a0]{0,2}(\+?" + _DIGITS + r")"
)
_BARE = re.compile(
    r"(?<![\w.,+€$£-])(?:0\d|\(0\d|[2-9]\d)(?:[ \u00a0/()-]{0,2}\d){6,10}(?![\w%]|[.,]\d|[ \u00a0]?[€%])"
)
_DATE = re.compile(
    r"\d{1,2}[./-][ \u00a0]?\d{1,2}[./-][ \u00a0]?(?:\d{4}|\d{2})(?!\d)"
    r"|(?:19|20)\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d[ \u00a0]?[/–-][ \u00a0]?(?:19|20)\d\d")
_MONEY = re.compile(r"[ \u00a0]?(?:€|%|\$|£|EUR|euro|zł|PLN|SEK|kr\b|Kč|Ft\b|mln|mio|million|miljoon)", re.IGNORECASE)
_AT = re.compile(r"[@(\[{](?:(?<=@)|at[)\]}]|a\)|ät\))", re.IGNORECASE)
"""What every address holds: looked for first, because it is quick to find."""
_SIX_DIGITS = re.compile(r"\d(?:[\s\u00a0./()–-]{0,3}\d){5}")
_EMAIL = re.compile(
    r"(?<![\w.+%-])([\w.+%-]{1,64})[ ]?(?:@|\(at\)|\[at\]|\(a\)|\{at\}|\(ät\))[ ]?"
    r"((?:[\w-]{1,63}(?:\.|\(dot\)|\[dot\]|\(piste\)|\(kropka\)))+[A-Za-z]{2,24})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` of a text that tell of a person: a name, a telephone number or an address."""

    start: int
    end: int
    kind: Kind


def find_contacts(text: str, names: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Telephone numbers and personal e-mail addresses; ``names`` are spans beside which a bare number is one too."""
    found = [*emails(text), *_phones(text)]
    found.extend(_beside(text, [*names, *found]))
    return tuple(sorted(_without_overlap(found)))


def emails(text: str) -> Iterator[Span]:
    """Personal e-mail addresses, also those written with (at)."""
    for match in _EMAIL.finditer(text) if _AT.search(text) else ():
        if not is_functional(match[1], match[2], text):
            yield Span(match.start(), match.end(), "email")


def is_functional(local: str, domain: str = "", text: str = "") -> bool:
    """Whether a mailbox belongs to a function rather than a person: info, kirjaamo, the name of a project.

    >>> is_functional("info"), is_functional("kirjaamo.lappi"), is_functional("erika.musterfrau")
    (True, True, False)
    """
    low = local.lower().strip(".")
    parts = [p for p in re.split(r"[._+-]|\d+", low) if p]
    if low in common_words("mailbox"):
        return True
    if any(given_names().is_sure(p) for p in parts):
        return False
    if any(p in common_words("mailbox") for p in parts):
        return True
    if low in re.split(r"[.-]", domain.lower()):
        return True
    # A project's or programme's box: the page writes that very word, capitalised, outside addresses.
    if len(parts) != 1 or len(low) < 4:
        return False
    return re.search(rf"(?<![\w@.]){re.escape(low.upper())}(?![\w@]|\.\w)", text) is not None


def _phones(text: str) -> Iterator[Span]:
    if not _SIX_DIGITS.search(text):
        return
    for pattern, group in ((_INTERNATIONAL, 0), (_after_word(), 1)):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if not _is_number(text, start, end):
                continue
            yield _phone(text, start, end)
            while (more := _MORE.match(text, end)) and _is_number(text, *more.span(1)):
                start, end = more.span(1)
                yield _phone(text, start, end)


@cache
def _after_word() -> re.Pattern[str]:
    """A number after "puh.", "tel.:" and the like; one-letter words need their full stop or colon."""
    longer = "|".join(re.escape(w) for w in sorted(common_words("phone"), key=lambda w: (-len(w), w)) if len(w) > 2)
    shorter = "|".join(re.escape(w) for w in sorted(common_words("phone")) if len(w) <= 2)
    word = rf"(?:(?:{longer})[.:]{{0,2}}|(?:{shorter})[.:]{{1,2}})"
    label = r"(?:[ \u00a0]?\(?(?:nr|no|number|n°|nro|numer)[.:]{0,2}\)?)?[ \u00a0:]{0,3}"
    return re.compile(rf"(?<!\w){word}{label}(\+?\(?{_DIGITS})", re.IGNORECASE)


def _beside(text: str, anchors: list[Span]) -> Iterator[Span]:
    """Bare numbers on the line of a name or address, at most sixty characters after it."""
    for anchor in anchors:
        line_end = text.find("\n", anchor.end)
        reach = min(anchor.end + 60, len(text) if line_end < 0 else line_end + 1)
        for match in _BARE.finditer(text, anchor.end, min(len(text), reach + 20)):
            if match.start() <= reach and "\n" not in match[0] and _is_number(text, *match.span()):
                yield _phone(text, *match.span())


def _is_number(text: str, start: int, end: int) -> bool:
    raw = text[start:end]
    digits = sum(c.isdigit() for c in raw)
    if not 6 <= digits <= 15 or "\n\n" in raw or _MONEY.match(text, end):
        return False
    bare = raw.strip()
    return not (_DATE.match(bare) or _YEARS.search(bare) or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare))


def _phone(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    if "\n" in raw:  # the next line's digits are another thing
        raw = raw[: raw.index("\n")]
    tail = len(raw) - len(raw.rstrip(" \u00a0./(–-"))
    return Span(start, start + len(raw) - tail, "phone")


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
