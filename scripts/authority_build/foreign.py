"""Names of larger towns abroad among GeoNames' alternate names, whose languages script, alphabet and endings tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from authority_build import romanise
from regiograph.terms import slug

LARGE = 20_000
"""Inhabitants from which a town's foreign names are kept."""

# The letters of an alphabet; what is typed with others is in another language of that script.
_BULGARIAN = re.compile(r"[А-ЪЮЯ](?:[а-ъюя]|ь(?=о)| (?=[А-Я])|-(?=[А-Я]))+")
_GREEK = re.compile(r"[Α-ΩΆΈΉΊΌΎΏ](?:[α-ώϊϋΐΰ]| (?=[Α-ΩΆ-Ώ])|-(?=[Α-ΩΆ-Ώ]))+")
_LATVIAN = re.compile(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ][a-pr-vzāčēģīķļņšūž]+(?:[aeē]|ene|iga|[āīēū]|i)")
_LITHUANIAN = re.compile(r"[A-ZČŠŪŽ][a-pr-vyząčęėįšųūž]+(?:as|is|us|ys|a|ė|ai)")
_SHORTEST = 5
_ALIKE = 0.55
_AT_MOST = 2


def names(name: str, alternates: Iterable[str], population: int) -> dict[str, list[str]]:
    """Language → spellings, the one nearest to the town's own name first; empty for a small town.

    >>> names("Innsbruck", ("Insbruka", "Insbrukas", "Инсбрук", "Ίνσμπρουκ", "Інсбрук"), 130_000)
    {'bg': ['Инсбрук'], 'el': ['Ίνσμπρουκ'], 'lt': ['Insbrukas'], 'lv': ['Insbruka']}
    """
    if population < LARGE or "/" in name:
        return {}
    other = sorted({a for a in alternates if len(a) >= (_SHORTEST if a[:1].isascii() else 4)})
    latin = set(other)
    found = {
        "bg": [a for a in other if _BULGARIAN.fullmatch(a) and not re.search("ош$|ий$|[ыэё]", a)],
        "el": [a for a in other if _GREEK.fullmatch(a)],
        "lt": [a for a in other if _LITHUANIAN.fullmatch(a) and _lithuanian(a, name, latin)],
        "lv": [a for a in other if _LATVIAN.fullmatch(a) and _latvian(a, name, latin)],
    }
    near = {
        lang: sorted((-_alike(a, name), a) for a in own if _alike(a, name) >= _ALIKE) for lang, own in found.items()
    }
    return {lang: _spelt([a for _, a in own])[:_AT_MOST] for lang, own in near.items() if own}


def _spelt(words: list[str]) -> list[str]:
    """Without the spellings that are others typed in plain letters."""
    full = {slug(w) for w in words if not w.isascii()}
    return [w for w in words if not (w.isascii() and slug(w) in full)]


def _lithuanian(word: str, name: str, latin: set[str]) -> bool:
    """A letter no other language has, or the masculine ending put to a name that the Latvians give theirs."""
    if re.search("[ėųį]", word):
        return True
    return word.endswith(("as", "is", "us")) and not name.endswith("s") and bool(
        {word[:-2] + "a", word[:-2] + "e", word[:-2], word[:-2] + "ė"} & (latin | {name})
    )  # fmt: skip


def _latvian(word: str, name: str, latin: set[str]) -> bool:
    if slug(word) == slug(name) and word.isascii():
        return False
    return bool(re.search("[āēīņļķģ]|ū$", word)) or (
        word[-1] in "ae" and word[-1] != name[-1] and word[:-1] + "as" in latin
    )


def _alike(word: str, name: str) -> float:
    latin = romanise.bulgarian(word) if re.match("[А-я]", word) else romanise.greek(word)
    return SequenceMatcher(None, slug(latin).replace("-", ""), slug(name).replace("-", ""), autojunk=False).ratio()
