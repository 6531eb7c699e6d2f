"""Regions and bodies that come to a project's meeting, or receive those who come."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "joins"),
    [
        ("en", "Study visit of the HAYLOOP project\n\nThe study visit took place in Trento on 4 May 2022. The team had"
         " come from Carinthia, Kainuu and Podlaskie.", {"Carinthia", "Kainuu", "Podlaskie"}),
        ("de", "Peer-Review im Projekt HeuWiese\n\nDas Peer-Review fand am 4. Mai 2022 in Emmen statt. Gastgeber war"
         " die Provinz Drenthe.", {"Provinz Drenthe"}),
        ("es", "Visita de estudio del proyecto PAJARERA\n\nLa visita de estudio fue en Teruel el 4 de mayo de 2022. A"
         " los compañeros de Vidzeme les gustó.", {"Vidzeme"}),
    ],
)  # fmt: skip
def test_who_meets_for_a_project_works_in_it(language: str, text: str, joins: set[str]) -> None:
    assert joins == {f.split(" | ")[0] for f in read(text, language).facts("partnerIn")}


@pytest.mark.parametrize(
    "text",
    [
        # A conference has guests from everywhere.
        "The HAYLOOP project\n\nThe final conference took place in Trento on 4 May 2022. Guests came from Carinthia"
        " and Kainuu.",
        # What the partners do something with.
        "Study visit of the HAYLOOP project\n\nThe study visit took place in Trento on 4 May 2022. The partners of"
        " HAYLOOP toured Carinthia.",
    ],
)
def test_guests_of_a_conference_and_what_is_seen_are_no_partners(text: str) -> None:
    assert read(text).facts("partnerIn") == set()
