"""Verbs of growth: what pronouns, relative pronouns and bare nouns before them mean."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("cs", "Projekt ŽULA skončil v roce 2022. Podklady připravil malý projekt PÍSEK, z něhož ŽULA vzešla.",
         {"PÍSEK | ledTo | ŽULA"}),
        ("et", "Projekt RABALILL algas 2023. aastal. Eelmine oli projekt „Soosilm“, millest RABALILL sündis.",
         {"Soosilm | ledTo | RABALILL"}),
        ("en", "The project TIDEWELL closed in 2020. From it grew the network Salt Roads, and out of that the "
         "partnership “Åland Tides”.", {"TIDEWELL | ledTo | Salt Roads", "Salt Roads | ledTo | Åland Tides"}),
        ("de", "Am 14. März 2019 trafen sich Fachleute zu einer Studienreise nach Drenthe. Aus diesem Besuch erwuchs "
         "das Netzwerk „Nasse Wiesen“.", {"~Studienreise | ledTo | Nasse Wiesen"}),
    ],
)  # fmt: skip
def test_what_a_source_without_a_name_means(language: str, text: str, facts: set[str]) -> None:
    reading = read(text, language)
    assert {f for f in facts if not reading.says(f)} == set()


def test_an_article_before_a_noun_is_no_relative_pronoun() -> None:
    reading = read(
        "Das Projekt LÖSS endete 2020. Es half dem Projekt KIES, und aus dem Netzwerk „Łódź“ entstand TON.", "de"
    )
    assert not reading.says("KIES | ledTo | TON")


def test_what_a_page_on_a_practice_names_last_came_out_of_the_practice() -> None:
    text = (
        "Geroji praktika\n# Daržas ant stogo\n\nVieta: Kauno apskritis, Lietuva\n\n## Reikalingi ištekliai\n\n"
        "Vienam stogui reikia kelių savanorių.\n\n## Sėkmės įrodymai\n\nĮrengta 14 daržų.\n\n"
        "## Perkėlimo galimybės\n\nIš tų pokalbių gimė projektas KATUSEAED, kuriam vadovauja Tartu miestas."
    )
    reading = read(text, "lt")
    assert reading.says("Daržas ant stogo | ledTo | KATUSEAED")
    assert not reading.says("Daržas ant stogo | partOfProject | KATUSEAED")
