"""Who leads and who takes part: phrases, lists, fact lines and tables."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "leaders"),
    [
        ("en", "The FERNWAY project is led by Kainuu.", {"Kainuu"}),
        ("en", "Kainuu leads the FERNWAY project.", {"Kainuu"}),
        ("en", "Kainuu and Tuscany lead the FERNWAY project.", {"Kainuu", "Tuscany"}),
        ("en", "The lead partner of the FERNWAY project is the Fernhill Development Agency.",
         {"Fernhill Development Agency"}),
        ("fi", "MARJAPOLKU-hanketta koordinoi Kainuun liitto.", {"Kainuun liitto"}),
        ("fi", "Kainuun liitto johtaa MARJAPOLKU-hanketta.", {"Kainuun liitto"}),
        ("pl", "Liderem projektu LASOWIR jest Urząd Miasta Mchowo.", {"Urząd Miasta Mchowo"}),
        ("de", "Leadpartner des Projekts MOORGRÜN ist die Hochschule Wismar.", {"Hochschule Wismar"}),
        ("fr", "Le projet VENTOURNEL est piloté par le Piémont.", {"Piémont"}),
        ("es", "La Universidad de Cantabria lidera el proyecto MARISOLA.", {"Universidad de Cantabria"}),
        ("en", "Kainuu leads the way in the north.", set()),
        ("en", "The path leads to Kainuu.", set()),
        ("en", "The FERNWAY project began.\n\nIn trees Kainuu leads all others of the wide and cold north.", set()),
    ],
)  # fmt: skip
def test_who_leads(language: str, text: str, leaders: set[str]) -> None:
    assert {f.split(" | ")[0] for f in read(text, language).facts("leads")} == leaders


@pytest.mark.parametrize(
    ("language", "text", "partners"),
    [
        ("en", "The partners of the FERNWAY project are Kainuu, Tuscany and Crete.", {"Kainuu", "Tuscany", "Crete"}),
        ("en", "Kainuu takes part in the FERNWAY project.", {"Kainuu"}),
        ("en", "The Fernhill Development Agency is a partner in the FERNWAY project.", {"Fernhill Development Agency"}),
        ("fi", "MARJAPOLKU-hankkeen kumppanit ovat Kainuu, Toscana ja Kreeta.", {"Kainuu", "Toscana", "Kreeta"}),
        ("fi", "Kainuu on mukana MARJAPOLKU-hankkeessa.", {"Kainuu"}),
        ("pl", "Partnerami projektu LASOWIR są Mazowieckie, Toskania i Kreta.", {"Mazowieckie", "Toskania", "Kreta"}),
        ("de", "Partner des Projekts MOORGRÜN sind Kainuu, die Toskana und Kreta.", {"Kainuu", "Toskana", "Kreta"}),
        ("en", "Kainuu sold partners of the bank a house.", set()),
        ("en", "Experts of Tuscany praised the FERNWAY project.", set()),
    ],
)
def test_who_takes_part(language: str, text: str, partners: set[str]) -> None:
    reading = read(text, language)
    assert {f.split(" | ")[0] for f in reading.facts("partnerIn")} == partners
    assert all(c.qualifier("role") == "partner" for c in reading.claims if c.predicate == "partnerIn")


def test_both_projects_have_those_who_are_in_both() -> None:
    text = "Lapland and Tuscany are partners in both projects, FERNWAY and MOSSLINK."
    assert read(text).facts("partnerIn") == {
        f"{region} | partnerIn | {project}" for region in ("Lapland", "Tuscany") for project in ("FERNWAY", "MOSSLINK")
    }


def test_a_list_below_a_heading_for_partners() -> None:
    text = "# The FERNWAY project\n\n## Partners\n\n- Fernhill Development Agency\n- Moss University\n- Tuscany\n"
    assert {f.split(" | ")[0] for f in read(text).facts("partnerIn")} == {
        "Fernhill Development Agency", "Moss University", "Tuscany",
    }  # fmt: skip


def test_a_list_ends_at_the_next_heading() -> None:
    text = "# The FERNWAY project\n\n## Partners\n\n- Moss University\n\n## Visitors\n\n- Fernhill Development Agency\n"
    assert {f.split(" | ")[0] for f in read(text).facts("partnerIn")} == {"Moss University"}


def test_fact_lines() -> None:
    text = "# The FERNWAY project\n\nLead partner: Moss University\nPartners: Fernhill Development Agency, Tuscany\n"
    reading = read(text)
    assert {f.split(" | ")[0] for f in reading.facts("leads")} == {"Moss University"}
    assert "Fernhill Development Agency" in {f.split(" | ")[0] for f in reading.facts("partnerIn")}


def test_a_table_of_roles_and_countries() -> None:
    text = (
        "# The FERNWAY project\n\n| Body | Country | Role |\n| --- | --- | --- |\n"
        "| Moss University | Finland | Lead partner |\n| Tuscany | Italy | Partner |\n"
    )
    reading = read(text)
    assert reading.facts("leads") == {"Moss University | leads | FERNWAY"}
    assert reading.facts("partnerIn") == {"Tuscany | partnerIn | FERNWAY"}
    assert "Tuscany | locatedIn | Italy" in reading.facts("locatedIn")


def test_a_body_of_a_region_takes_part_and_not_the_region() -> None:
    facts = read("Lapin liitto on mukana MARJAPOLKU-hankkeessa.", "fi").facts("partnerIn")
    assert {f.split(" | ")[0] for f in facts} == {"Lapin liitto"}


@pytest.mark.parametrize(
    ("language", "text", "leader", "partner"),
    [
        ("en", "FERNWAY project – lead partner: Fernhill Development Agency; partner: Kainuu; budget: EUR 1 million",
         "Fernhill Development Agency", "Kainuu"),
        ("pl", "Projekt LASOWIR – lider: Stowarzyszenie Dobra Łódź; partner: Szkoła Technologii Mchowo; budżet: 1 mln",
         "Stowarzyszenie Dobra Łódź", "Szkoła Technologii Mchowo"),
    ],
)  # fmt: skip
def test_each_label_of_a_line_has_its_own_names(language: str, text: str, leader: str, partner: str) -> None:
    reading = read(text, language)
    assert {f.split(" | ")[0] for f in reading.facts("leads")} == {leader}
    assert {f.split(" | ")[0] for f in reading.facts("partnerIn")} == {partner}


def test_a_second_phrase_of_a_sentence_speaks_of_the_name_behind_it() -> None:
    reading = read(
        "The FERNWAY partner regions Kainuu, Crete and Tuscany have together with Lapland joined the MOSSLINK project."
    )
    assert "Lapland | partnerIn | FERNWAY" not in reading.facts("partnerIn")
    assert "Lapland | partnerIn | MOSSLINK" in reading.facts("partnerIn")


def test_what_came_of_something_leads_nobody() -> None:
    reading = read("The visit led to the project FERNWAY, in which Kainuu and Crete work together.")
    assert reading.facts("leads") == set()
    assert reading.facts("partnerIn") == {"Kainuu | partnerIn | FERNWAY", "Crete | partnerIn | FERNWAY"}


def test_a_list_of_themes_holds_no_bodies() -> None:
    text = "# The FERNWAY project\n\n## Key themes of the partnership\n\n- Education in the woods;\n- New trees.\n"
    assert read(text).entities("Organisation") == set()
