"""Lists of what the guests of a visit saw: names that open the items, each with a few words about it."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("pl", "Wizyta studyjna w Sanoku\n\nCo zobaczyliśmy\n\n1. Kuźnia na godziny. Warsztat, w którym można kuć.\n\n"
         "2. Stary fach w plecaku. Skrzynki, które wędrują po szkołach.",
         {"Kuźnia na godziny", "Stary fach w plecaku"}),
        ("fr", "Visite d'étude à Quimper\n\nCe que nous avons vu\n\n- Algues au menu, une cantine qui sert du varech.\n"
         "- La Criée ouverte, où le public suit les enchères.", {"Algues au menu", "La Criée ouverte"}),
    ],
)  # fmt: skip
def test_what_guests_saw_is_a_practice_each(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("GoodPractice") == names


def test_what_guests_agreed_and_who_came_is_none() -> None:
    text = (
        "Study visit to Ljubljana\n\nWho took part\n\n- Asturias, with three people.\n- Kainuu, whose bus was full.\n\n"
        "What we agreed\n\n- A joint action plan, to be ready in June.\n- More money for training."
    )
    assert not read(text).entities("GoodPractice")


def test_a_descriptive_item_with_an_article_is_no_name() -> None:
    text = "Study visit to Åland\n\nWhat we saw\n\n- Wool by Post, which began in 2019.\n- The old quarry, now a lake."
    assert read(text).entities("GoodPractice") == {"Wool by Post"}
