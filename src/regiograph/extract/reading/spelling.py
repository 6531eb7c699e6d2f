"""How words are spelled: coined names, register numbers, and words that join names."""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = 65_536
"""Words whose spelling is remembered."""

_MUTATED = re.compile(r"(?:bhF|gC|mB|nD|nG|bP|dT|tS|n-?[AEIOUÁÉÍÓÚ]|t-?[AEIOUÁÉÍÓÚ]|h[AEIOUÁÉÍÓÚ])[a-záéíóú]+")
"""A capital behind the small letter of an Irish mutation: "bhFreaslainn"."""
_SMALL = "a-zà-ÿāăąćčďđēėęěģīįķľłńņňōőřśšşťūůűųźżžșțΐ-ώа-я"
_LARGE = "A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĢĪĮĶĽŁŃŅŇŌŐŘŚŠŞŤŪŮŰŲŹŻŽȘȚΑ-ΩА-Я"
"""Letters of the Union's languages, small and large."""
CAMEL = re.compile(rf"^(?=.*[{_LARGE}])(?=.*(?:\d|[{_SMALL}][{_LARGE}]))[\w&-]{{3,}}$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CODE = 3
"""Digits of a year, the years themselves, and the digits of the shortest number in a register."""
LINKING = frozenset(
    (
        "ja", "sekä", "ning", "and", "und", "et", "y", "e", "i", "oraz", "och", "og", "en", "és", "ir", "un", "și",
        "in", "a",
        "και", "и", "agus", "u", "ou", "or", "oder", "lub",
    )
)  # fmt: skip
OR: dict[str, tuple[str, ...]] = {
    "bg": ("или",), "cs": ("nebo", "anebo", "či"), "da": ("eller",), "de": ("oder", "bzw"), "el": ("ή",),
    "en": ("or",), "es": ("o", "u"), "et": ("või",), "fi": ("tai",), "fr": ("ou",), "ga": ("nó",),
    "hr": ("ili",), "hu": ("vagy", "illetve"), "it": ("o", "od"), "lt": ("arba", "ar"), "lv": ("vai",),
    "mt": ("jew",), "nl": ("of",), "pl": ("lub", "albo"), "pt": ("ou",), "ro": ("sau", "ori"),
    "sk": ("alebo", "či"), "sl": ("ali", "oziroma"), "sv": ("eller",),
}  # fmt: skip
"""Words for "or" between the members of a list, by language."""
ENGLISH = frozenset({"of", "on", "for", "the", "and", "in", "to", "with", "at", "by", "from", "without"})
"""Small words inside English names, which pages in any language use."""


@lru_cache(maxsize=_KEPT)
def distinctive(word: str) -> bool:
    """A spelling that no common word has: all capitals, digits or inner capitals."""
    return (word.isupper() and len(word) > 2) or bool(CAMEL.match(word) and not _MUTATED.fullmatch(word))


@lru_cache(maxsize=_KEPT)
def is_code(name: str) -> bool:
    """A number under which a register keeps something, no name of it: mostly digits, years aside, and few letters.

    >>> is_code("ÅÄ/2301/0147"), is_code("Łódź 2021-2027"), is_code("4 éùØ")
    (True, False, False)
    """
    digits = sum(c.isdigit() for c in _YEARS.sub("", name))
    return digits >= _CODE and digits >= sum(c.isalpha() for c in name)
