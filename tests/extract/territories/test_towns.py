"""Towns that no gazetteer knows, where a word or a case ending for "in" leads to them."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Les éleveurs louent ensemble un pâturage à Quercigliola.", "Quercigliola"),
        ("sl", "Stara žaga v Podgrajšici danes greje šolo.", "Podgrajšici"),
        ("pl", "Warsztat naprawczy działa też w Krzemienowie.", "Krzemienowie"),
        ("bg", "Мелницата в Горнопреслав пак мели брашно.", "Горнопреслав"),
        ("lv", "Darbnīca jau sen strādā Kalnmuižā.", "Kalnmuižā"),
    ],
)
def test_a_strange_word_behind_in_is_a_place(language: str, text: str, name: str) -> None:
    assert read(text, language).entities("Place") == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sl", "Topla voda na Podgrajskem polju greje rastlinjake."),
        ("sv", "Mötet hålls i Kvarnlidens nya lokaler."),
        ("en", "The firms compete in Europe and work in Global Value Chains."),
        ("de", "Die Firmen arbeiten gern in Werkstätten."),
        ("fi", "Yritykset kilpailevat koko Euroopassa."),
        ("pl", "Takie przepisy obowiązują w Unii od dawna."),
    ],
)
def test_adjectives_genitives_and_europe_are_none(language: str, text: str) -> None:
    assert read(text, language).entities("Place") == set()
