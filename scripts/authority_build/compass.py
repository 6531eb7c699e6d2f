"""Names such as "Northern Hungary" in many languages: the country's name and the words for its parts put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from authority_build import tables

_ENDINGS = {"{а}": "а", "{α}": "α", "{a}": "a", "{y}": "y", "{o}": "o", "{e}": "e"}
"""Fields that take only names with an ending, because the word beside them agrees with it."""


class Compass:
    """The curated words (compass.tsv) and units (compass-units.tsv); ``countries`` is CLDR's code → names."""

    def __init__(self, countries: Mapping[str, tables.Names]) -> None:
        self._countries = countries
        self._words = tables.curated_names("compass.tsv")
        self._units = dict(tables.curated("compass-units.tsv"))

    def names(self, country: str, codes: Iterable[str]) -> tables.Names:
        """Language → names of the unit that bears one of the codes; empty where none is a part of the wind rose."""
        part = next((self._units[code] for code in codes if code in self._units), "")
        found: tables.Names = {}
        for lang, words in self._words.items():
            land = self._countries.get(country, {}).get(lang, [""])[0]
            filled = [name for pattern in words.get(part, ()) if land and (name := _filled(pattern, land))]
            if filled:
                found[lang] = filled
        return found


def _filled(pattern: str, land: str) -> str:
    """The pattern with the country's name, or nothing where the name's ending does not agree with it."""
    for field, ending in _ENDINGS.items():
        if field in pattern:
            agrees = land.endswith(ending) or (field == "{а}" and land.endswith("я"))
            return pattern.replace(field, land) if agrees and " " not in land else ""
    return pattern.replace("{low}", land.lower()).replace("{}", land)
