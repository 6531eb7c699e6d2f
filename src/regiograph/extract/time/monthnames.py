"""Names of months and weekdays in a language, from CLDR through Babel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError

STEM = 4
"""Letters that a form of a month shares with its name at least."""


def months_of(language: str, extra: Mapping[str, int]) -> dict[str, int]:
    """Every spelling of a month, case-folded, to its number: CLDR wide and abbreviated, both contexts, and English."""
    found: dict[str, int] = {}
    for name in ("en", language):
        try:
            locale = Locale.parse(name)
        except (ValueError, UnknownLocaleError):
            continue
        for context in ("stand-alone", "format"):
            for width in ("wide", "abbreviated"):
                for number, month in locale.months[context][width].items():
                    plain = month.casefold().rstrip(".")
                    if not plain.isdigit():
                        found[plain] = number
    return found | {k.casefold(): v for k, v in extra.items()}


def month_first(language: str) -> bool:
    """Whether CLDR's long date of a language writes the month before the day (hu, lt, en)."""
    try:
        pattern: str = Locale.parse(language).date_formats["long"].pattern
    except (ValueError, UnknownLocaleError):
        return False
    return pattern.index("M") < pattern.index("d")


def weekdays(language: str) -> frozenset[str]:
    """The names of the weekdays, case-folded."""
    try:
        locale = Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return frozenset()
    names = [n for context in ("stand-alone", "format") for n in locale.days[context]["wide"].values()]
    return frozenset(n.casefold() for n in names)


def week(language: str, endings: Iterable[str]) -> dict[str, int]:
    """The weekdays' names, and their forms with some endings, to their numbers from Monday on."""
    try:
        locale = Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return {}
    wide = {n.casefold(): number for c in ("stand-alone", "format") for number, n in locale.days[c]["wide"].items()}
    return {name + ending: number for name, number in wide.items() for ending in ("", *endings)}


def by_stem(months: Mapping[str, int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """First letters → the months that begin so, in their order."""
    stems: dict[str, tuple[tuple[str, int], ...]] = {}
    for name, number in months.items():
        if len(name) >= STEM:
            stems[name[:STEM]] = (*stems.get(name[:STEM], ()), (name, number))
    return stems
