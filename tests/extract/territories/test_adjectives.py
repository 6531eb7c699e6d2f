"""Adjectives of countries, in any form, for the countries that a page names."""

from __future__ import annotations

import pytest

from extract_reading import analysed, authority
from regiograph.extract.pack import load_pack
from regiograph.extract.territories.adjectives import AdjectiveForms


@pytest.mark.parametrize(
    ("language", "text", "adjectives"),
    [
        ("en", "Finland is large. The Finnish and the Polish way.", {"finnish": "FI"}),
        ("en", "Finland and Poland. The Finnish and the Polish way.", {"finnish": "FI", "polish": "PL"}),
        ("en", "The Finnish way.", {}),
        ("en", "They know Austria. The German way.", {"german": "AT"}),
        ("en", "They know Austria and Germany. The German way.", {"german": "DE"}),
        ("pl", "Poznali Finlandię. Oto fińskie lasy.", {"fińskie": "FI"}),
    ],
)
def test_the_country_of_an_adjective(language: str, text: str, adjectives: dict[str, str]) -> None:
    page = analysed(text, language)
    countries = {m.record.code: m for m in page.of("Country") if m.record and m.record.code}
    found = AdjectiveForms(load_pack(language), authority()).on(page, countries)
    assert {word: m.record.code for word, m in found.items() if m.record} == adjectives


def test_the_adjectives_are_those_of_the_page_s_language() -> None:
    page = analysed("Finland. The Finnish way.")
    countries = {m.record.code: m for m in page.of("Country") if m.record and m.record.code}
    assert AdjectiveForms(load_pack("fr"), authority()).on(page, countries) == {}
    assert AdjectiveForms(load_pack("en"), authority()).on(page, {}) == {}
