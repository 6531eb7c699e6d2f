"""Names that follow from others: acronyms in brackets, definitions, lists of one type, bodies before a country."""

from __future__ import annotations

import pytest

from extract_reading import Reading, read
from regiograph.model import BLOCK


def ids(reading: Reading, surface: str) -> set[str]:
    return {c.subject.id for c in reading.claims if c.predicate == "mention" and c.value and c.value.lexical == surface}


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The Mossland Packaging Cluster (MPC) grew. MPC is new.", "Mossland Packaging Cluster", "MPC"),
        ("The Fernhill Development Agency (FDA) and others.", "Fernhill Development Agency", "FDA"),
    ],
)
def test_a_short_form_in_brackets_names_the_same_thing(text: str, long: str, short: str) -> None:
    reading = read(text)
    assert ids(reading, long) == ids(reading, short) != set()
    assert {c.qualifier("form") for c in reading.claims if c.value and c.value.lexical == short} == {"acronym"}


def test_a_long_form_in_brackets_names_the_same_thing() -> None:
    reading = read("The project FERN (Forests for European Rural Neighbours) began.")
    assert ids(reading, "FERN") == ids(reading, "Forests for European Rural Neighbours") != set()


def test_brackets_with_other_initials_are_no_short_form() -> None:
    reading = read("The Mossland Packaging Cluster (XQZ) grew.")
    assert ids(reading, "XQZ") != ids(reading, "Mossland Packaging Cluster")


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("en", "Fern Way is a project of five regions.", "Project Fern Way"),
        ("en", "MossLink is a network of towns.", "Network MossLink"),
        ("fi", "SAMMAL on uusi viisivuotinen hanke.", "Project SAMMAL"),
        ("pl", "MCHOWISKO jest projektem pięciu regionów.", "Project MCHOWISKO"),
        ("de", "MOOSWEG ist ein Projekt von fünf Regionen.", "Project MOOSWEG"),
        ("fr", "MOUSSOVIE est un projet de cinq régions.", "Project MOUSSOVIE"),
        ("en", "MOSSWAY partners met. All like MOSSWAY.", "Project MOSSWAY"),
    ],
)
def test_a_definition_or_its_partners_give_the_type(language: str, text: str, entity: str) -> None:
    assert read(text, language).has(entity)


def test_a_definition_of_something_else_gives_none() -> None:
    assert not read("Fern Way is a road of five regions.").entities("Project", "Network")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The projects FERNWAY and MOSSLINK ended.", {"FERNWAY", "MOSSLINK"}),
        ("en", "The projects FERNWAY, MOSSLINK and REEDBED ended.", {"FERNWAY", "MOSSLINK", "REEDBED"}),
        ("fi", "Hankkeet FERNWAY ja MOSSLINK päättyivät.", {"FERNWAY", "MOSSLINK"}),
        ("fi", "FERNWAY- ja MOSSLINK-hankkeet päättyivät.", {"FERNWAY", "MOSSLINK"}),
        ("pl", "Projekty FERNWAY i MOSSLINK zakończyły się.", {"FERNWAY", "MOSSLINK"}),
        ("es", "Los proyectos FERNWAY y MOSSLINK terminaron.", {"FERNWAY", "MOSSLINK"}),
    ],
)
def test_a_list_shares_the_type(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names


def test_items_below_a_heading_on_projects_are_projects() -> None:
    text = "# News\n\nText of the page.\n\n## Our projects\n\n- Green Paths: a walk\n- Blue Roads – a swim\n"
    assert read(text).entities("Project") == {"Green Paths", "Blue Roads"}


def test_a_name_before_a_country_in_brackets_is_a_body() -> None:
    reading = read("Speakers came from the Fern House (Poland) and Moss & Sons (Finland).")
    assert {"Fern House", "Moss & Sons"} <= reading.entities("Organisation")
    assert "Fern House | locatedIn | Poland" in reading.facts("locatedIn")


def test_the_body_behind_a_masked_person_is_an_organisation() -> None:
    reading = read(f"We heard {BLOCK * 4} {BLOCK * 6}, Fern House, on trees.")
    assert reading.entities("Organisation") == {"Fern House"}


def test_a_name_explained_once_is_known_everywhere_with_its_endings() -> None:
    reading = read(
        "MARJAPOLKU-hanke alkoi. Kainuu vetää. MARJAPOLKUN tulos on hyvä. Kaikki pitävät MARJAPOLKU:sta.", "fi"
    )
    assert len(reading.entities("Project")) == 1
    assert reading.surfaces("Project") == ["MARJAPOLKU"] * 3
    inflected = [c for c in reading.claims if c.predicate == "mention" and c.qualifier("form") == "inflected"]
    assert len(inflected) == 2


def test_a_repeat_keeps_its_capital() -> None:
    assert read("The Rising Tide project began. A rising tide lifts boats.").surfaces("Project") == ["Rising Tide"]


def test_a_bracket_spells_out_an_acronym_that_is_no_initials() -> None:
    for noun in ("", " project"):
        text = f"The project FERNWAY began.\n\nFERNWAY{noun} (European Network of Mossland Wood Regions) went on."
        assert read(text).entities("Project", "Network") == {"FERNWAY"}


def test_a_listed_project_goes_on_to_the_bracket_with_its_time() -> None:
    reading = read("## Projects\n\n- Less plastic at sea (01.03.2023 - 31.10.2024)\n- Fern helps (a little)\n")
    assert "Less plastic at sea" in reading.entities("Project")
    assert reading.facts("startDate", "endDate") == {
        "Less plastic at sea | startDate | 2023-03-01",
        "Less plastic at sea | endDate | 2024-10-31",
    }
