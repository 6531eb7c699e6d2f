"""The official languages of countries, from CLDR."""

from __future__ import annotations

from functools import cache

from babel.languages import get_official_languages


@cache
def native_languages(country: str) -> frozenset[str]:
    """Official languages of a country (ISO 3166-1 alpha-2), from CLDR."""
    return frozenset(get_official_languages(country, regional=True, de_facto=True))


@cache
def main_language(country: str) -> str | None:
    """The official language that most people of a country speak, from CLDR."""
    return next(iter(get_official_languages(country)), None)
