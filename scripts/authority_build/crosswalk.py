"""ISO 3166-2 → NUTS units: names matched country by country, then the curated exceptions of crosswalk.tsv."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from authority_build.tables import Names, curated
from authority_build.units import Unit
from regiograph.terms import slug

# Which ISO codes of a country are of a kind that NUTS knows (regions and provinces, not municipalities).
_KIND = {
    "al": r"\d\d", "at": r"\d", "ba": r"[a-z]+", "be": r"[a-z]+", "bg": r"\d\d", "ch": r"[a-z]+", "cz": r"\d\d",
    "de": r"[a-z]+", "dk": r"\d\d", "es": r"[a-z]+", "fi": r"\d\d", "fr": r"\w+", "gb": r"[a-z]+", "gr": r"\w+",
    "hr": r"\d\d", "hu": r"[a-z]+", "it": r"\w+", "lt": r"[a-z]+", "nl": r"[a-z]+", "no": r"\d\d", "pl": r"\d\d",
    "pt": r"[23]0", "ro": r"[a-z]+", "rs": r"\w+", "se": r"[a-z]+", "sk": r"[a-z]+", "tr": r"\d\d", "ua": r"\d\d",
}  # fmt: skip

_WORDS = re.compile(
    r"\b(province|county|region|regione|oblast|obshtina|voivodeship|wojewodztwo|apskritis|kraj|zupanija|lan|megye|judetul|nomos|"
    r"provincia|provincie|kanton|canton|qarku|ili|d|di|de|del|of|the|okrug|districtul|district|departement|region)\b"
)


def fold(name: str) -> str:
    """A name for comparing: ASCII, without words for kinds of units. Greek and Cyrillic names fold to themselves."""
    text = slug(name).replace("-", " ") or name.casefold()
    return re.sub(r"\s+", " ", _WORDS.sub(" ", text)).strip() or text


def match(
    units: list[Unit], own: Mapping[str, Names], iso: Mapping[str, Names]
) -> tuple[dict[str, list[str]], list[str]]:
    """NUTS code of a unit → its ISO codes, and the ISO codes of fitting kind left without a unit.

    ``own`` are the units' names by code. An ISO code is matched when exactly one unit of its country has one of its
    names; crosswalk.tsv overrules (``-`` as NUTS code: no unit).
    """
    index: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for unit in units:
        if not unit.whole:
            for names in own[unit.code].values():
                for name in names:
                    index[unit.country.lower()][fold(name)].add(unit.code)
    decided = {row[0]: row[1] for row in curated("crosswalk.tsv")}
    holder = {row.code: unit.code for unit in units for row in unit.rows}
    pairs: dict[str, list[str]] = {}
    left = []
    for code in sorted(iso):
        country = code[:2]
        if code in decided:
            if decided[code] != "-":
                pairs.setdefault(holder[decided[code]], []).append(code)
            continue
        if country not in _KIND or not re.fullmatch(_KIND[country], code[2:]):
            continue
        keys = {fold(n) for names in iso[code].values() for n in names}
        hits = set().union(*(index[country].get(k, set()) for k in keys))
        if len(hits) == 1:
            pairs.setdefault(hits.pop(), []).append(code)
        else:
            left.append(f"{code} {iso[code].get('en', ['?'])[0]}: {', '.join(sorted(hits)) or 'none'}")
    return pairs, left
