"""Adjectives of countries: the name of a language is its country's adjective ("Finnish", "fiński"), in any form."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from regiograph.authority import Authority
from regiograph.extract.gazetteer import Inflector, main_language
from regiograph.extract.pack import Pack
from regiograph.extract.page import Mention, Page


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

    def on(self, page: Page, countries: Mapping[str, Mention]) -> dict[str, Mention]:
        """Word of the page → the country that it means, among those that the page names (by ISO code)."""
        found: dict[str, Mention] = {}
        for token in page.tokens if countries else ():
            for base in (token.folded, *self._inflector.bases(token.folded)):
                code = next((c for c in self._countries.get(base, ()) if c in countries), None)
                if code:
                    found[token.folded] = countries[code]
        return found
