"""Adjectives of countries: the name of a language is its country's adjective ("Finnish", "fiński"), in any form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from regiograph.authority import Authority
from regiograph.extract.pack import Pack
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.territories.countrylanguages import main_language
from regiograph.extract.territories.inflection import Inflector

_SHORTEST = 3
_KEPT = 100_000
"""Words whose countries are remembered; then the memory starts anew."""


class AdjectiveForms:
    """The adjectives that one page language has for countries, from CLDR's names of languages."""

    def __init__(self, pack: Pack, authority: Authority) -> None:
        self._countries: dict[str, list[str]] = {}
        try:
            names: Mapping[str, str] = Locale.parse(pack.language).languages
        except (UnknownLocaleError, ValueError):
            names = {}
        for record in authority.records.values():
            language = main_language(record.code) if record.type == "Country" and record.code else None
            if record.code and language and language in names:
                own = self._countries.setdefault(names[language].casefold(), [])
                own.insert(0 if language == record.code.lower() else len(own), record.code)
        self._inflector = Inflector(pack, frozenset(self._countries))
        self._seen: dict[str, tuple[list[str], ...]] = {}
        self._plain: set[str] = set()

    def on(self, page: Page, countries: Mapping[str, Mention]) -> dict[str, Mention]:
        """Word of the page → the country that it means, among those that the page names (by ISO code)."""
        found: dict[str, Mention] = {}
        plain = self._plain
        words = dict.fromkeys([t.folded for t in page.tokens if t.folded not in plain]) if countries else {}
        for word in words:
            for codes in self._meant(word):
                code = next((c for c in codes if c in countries), None)
                if code:
                    found[word] = countries[code]
        return found

    def _meant(self, word: str) -> tuple[list[str], ...]:
        """The countries of each adjective that a word may be a form of."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
                self._plain.clear()
            bases = (word, *self._inflector.bases(word))
            found = self._seen[word] = tuple(self._countries[b] for b in bases if b in self._countries)
            if not found:
                self._plain.add(word)
        return found


@cache
def peoples(language: str) -> tuple[str, ...]:
    """The names of languages, which are the adjectives of their countries too, from CLDR; shortest first."""
    try:
        names = Locale.parse(language).languages.values()
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(
        sorted({n.casefold() for n in names if len(n) > _SHORTEST and " " not in n}, key=lambda n: (len(n), n))
    )
