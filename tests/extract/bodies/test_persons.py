"""Persons beside a noun for what they do, what they say, and bare figures are no names of projects."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("sv", "Projektledaren Åsa Ekholmen är nöjd med projektet.", "Åsa Ekholmen"),
        ("fr", "Le projet avance, se réjouit la cheffe de projet Éloïse Trévan.", "Éloïse Trévan"),
        ("pl", "Koordynatorka projektu Łucja Brzozowiec liczy na tłumy.", "Łucja Brzozowiec"),
        ("bg", "Ръководителят на проекта Радослава Миленкова благодари на всички.", "Радослава Миленкова"),
        ("el", "Το έργο ξεκίνησε, είπε η υπεύθυνη του έργου Μελπομένη Καρανδή.", "Μελπομένη Καρανδή"),
        ("hu", "Szabolcsvári Enikő projektvezető szerint a projekt jól halad.", "Szabolcsvári Enikő"),
        ("ro", "„Am pornit de la un proiect mic”, spune Crina Văduvaru, coordonatoarea proiectului.", "Crina Văduvaru"),
    ],
)
def test_a_name_beside_what_somebody_does_is_a_persons(language: str, text: str, person: str) -> None:
    assert not any(read(text, language).has(f"{kind} {person}") for kind in ("Project", "Organisation"))


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The leader of the project is Kainuu. The project Øresund Éclat ends in May 2026.", "Øresund Éclat"),
        ("sk", "Vedúci partner projektu Zelená Ľúbosť je mesto Nitra.", "Zelená Ľúbosť"),
    ],
)
def test_a_project_behind_another_noun_stays_one(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Project {name}")


def test_what_somebody_says_and_a_date_are_no_projects() -> None:
    page = read("03/06/2023 · Nieuws van het project\n\nProjectleider Åke Vermolen: 'We zijn er nog niet'", "nl")
    assert not page.entities("Project")
