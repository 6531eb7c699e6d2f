"""The nominative of names that a page gives in another case only."""

from __future__ import annotations

import pytest

from extract_reading import read
from regiograph.extract.bodies.nominative import nominative
from regiograph.extract.pack import load_pack


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Urzędu Marszałkowskiego Województwa Łódzkiego", "Urząd Marszałkowski Województwa Łódzkiego"),
        ("Rady Regionalnej", "Rada Regionalna"),
        ("Stowarzyszenia Górskiego Łęg", "Stowarzyszenie Górskie Łęg"),
        ("Instytutu Łąk im. Jana", "Instytut Łąk im. Jana"),
        ("Szkołą Technologii", "Szkoła Technologii"),
        ("RADY REGIONALNEJ", "RADY REGIONALNEJ"),
        ("Mchowo", "Mchowo"),
    ],
)
def test_noun_and_adjectives_go_back_together(form: str, name: str) -> None:
    assert nominative(form, load_pack("pl")) == name


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Åmin kaupunkia", "Åmin kaupunki"),
        ("Porin kaupungille", "Porin kaupunki"),
        ("Etelä-Éùn liitosta", "Etelä-Éùn liitto"),
        ("Liiton toimisto", "Liiton toimisto"),
    ],
)
def test_where_nouns_end_names_the_last_word_goes_back(form: str, name: str) -> None:
    assert nominative(form, load_pack("fi")) == name


def test_a_language_without_such_nouns_changes_nothing() -> None:
    assert nominative("Rady Regionalnej", load_pack("en")) == "Rady Regionalnej"


def test_a_page_shows_the_nominative() -> None:
    reading = read("Delegacja Urzędu Marszałkowskiego Województwa Łódzkiego była w Porto.", "pl")
    assert "Urząd Marszałkowski Województwa Łódzkiego" in reading.entities("Organisation")


def test_a_case_form_and_the_name_are_one_body() -> None:
    text = "– Hyvä, sanoo johtaja ████ ███████ Porin Digipoliksesta.\n\nLisätietoja: ████ ███████ Porin Digipolis"
    assert read(text, "fi").entities("Organisation") == {"Porin Digipolis"}
