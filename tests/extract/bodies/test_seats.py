"""Bodies without the town they sit in, and without the country of the words before them."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "body", "town"),
    [
        ("sv", "Projektet leds av Högskolan Dalarna i Falun.", "Högskolan Dalarna", "Falun"),
        ("da", "Det er Syddansk Universitet i Odense, der koordinerer.", "Syddansk Universitet", "Odense"),
        ("nl", "De partner is HZ University of Applied Sciences uit Vlissingen.",
         "HZ University of Applied Sciences", "Vlissingen"),
    ],
)  # fmt: skip
def test_the_town_behind_in_is_where_the_body_is(language: str, text: str, body: str, town: str) -> None:
    reading = read(text, language)
    assert reading.entities("Organisation") == {body}
    assert reading.says(f"{body} | locatedIn | {town}")


def test_a_country_before_the_article_is_no_part_of_the_name() -> None:
    reading = read("Dabei sind aus Slowenien die Universität Ljubljana und viele andere Partner.", "de")
    assert reading.entities("Organisation") == {"Universität Ljubljana"}
    assert reading.has("Country Slowenien")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sl", "Partner je Univerza v Mariboru.", "Univerza v Mariboru"),
        ("it", "Il partner è la Camera di Commercio di Pesaro.", "Camera di Commercio di Pesaro"),
    ],
)
def test_a_town_that_the_name_is_made_with_stays(language: str, text: str, name: str) -> None:
    assert name in {s.strip() for s in read(text, language).surfaces("Organisation")}
