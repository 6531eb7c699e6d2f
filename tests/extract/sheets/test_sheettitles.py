"""The title above a sheet of labelled lines names what the sheet is about."""

from __future__ import annotations

import pytest

from extract_reading import read

_SHEETS = {
    "en": "Lead partner: Moss University\nPartners: Tuscany, Fernhill Agency\nTotal budget: EUR 1 million\n",
    "sv": "Projektägare: Åbo Akademi\nÖvriga partner: Gotland, Kurzeme\nTotal budget: 1 000 000 euro\n",
    "da": "Leadpartner: Åbo Akademi\nØvrige partnere: Gotland, Kurzeme\nSamlet budget: 1.000.000 euro\n",
    "nl": "Penvoerder: Universiteit Gent\nPartners: Gotland, Kurzeme\nTotale begroting: € 1.000.000\n",
    "de": "Leadpartner: Universität Gent\nPartner: Gotland, Kurzeme\nGesamtbudget: 1.000.000 Euro\n",
}


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("en", "Peat for Łódź", "Peat for Łódź"),
        ("en", "Peat for Łódź in brief", "Peat for Łódź"),
        ("sv", "Projektfakta: Älgar utan gräns", "Älgar utan gräns"),
        ("da", "Fakta om Små øer", "Små øer"),
        ("nl", "Boeren op de dijk (DIJKBOER)", "Boeren op de dijk"),
        ("de", "Moor und Mehr im Überblick", "Moor und Mehr"),
    ],
)
def test_what_a_sheet_is_about(language: str, title: str, name: str) -> None:
    reading = read(f"{title}\n\n{_SHEETS[language]}", language)
    assert reading.has(f"Project {name}")
    assert {f.split(" | ")[2] for f in reading.facts("leads")} == {name}


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "At a glance"), ("sv", "Fakta"), ("da", "Om projektet"), ("nl", "Feiten en cijfers"), ("de", "Überblick")],
)
def test_a_heading_that_says_only_that_facts_follow_names_nothing(language: str, title: str) -> None:
    reading = read(f"{title}\n\n{_SHEETS[language]}", language)
    assert reading.facts("leads") == set()


def test_a_profile_of_a_partnership_is_one() -> None:
    text = f"Partnership profile\n\nBLUEÅLAND: paint for ships\n\n{_SHEETS['en']}"
    assert read(text).has("Partnership BLUEÅLAND")


def test_a_sentence_above_a_sheet_is_no_title() -> None:
    text = f"# Farmers save water.\n\n{_SHEETS['en']}"
    assert read(text).facts("leads") == set()
