"""Programmes, money, initiatives and lineage: what one sentence says between two collaborations."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "programme"),
    [
        ("en", "The FERNWAY project (Interreg Europe) began.", "interreg-europe"),
        ("en", "The FERNWAY project is part of Interreg Europe.", "interreg-europe"),
        ("en", "# The FERNWAY project\n\nThe project was approved under Interreg Europe.\n", "interreg-europe"),
        ("fi", "MARJAPOLKU-hanke on osa Interreg Europe -ohjelmaa.", "interreg-europe"),
        ("pl", "Projekt LASOWIR jest realizowany w ramach programu Interreg Europa Środkowa.",
         "interreg-central-europe"),
        ("de", "Das Projekt MOORGRÜN läuft im Rahmen des Programms Interreg Europe.", "interreg-europe"),
        ("fr", "Le projet VENTOURNEL est soutenu dans le cadre du programme Horizon Europe.", "horizon-europe"),
        ("en", "The FERNWAY project is not part of Interreg Europe.", None),
        ("en", "The FERNWAY project met people who like Interreg Europe.", None),
    ],
)  # fmt: skip
def test_the_programme_of_a_project(language: str, text: str, programme: str | None) -> None:
    found = {c.object.id for c in read(text, language).claims if c.predicate == "partOfProgramme" and c.object}
    assert found == ({f"programme/{programme}"} if programme else set())


@pytest.mark.parametrize(
    ("language", "text", "funded"),
    [
        ("en", "The FERNWAY project is funded by the ERDF.", True),
        ("en", "The FERNWAY project is financed by the European Regional Development Fund.", True),
        ("fi", "MARJAPOLKU-hanketta rahoitetaan Euroopan aluekehitysrahastosta.", True),
        ("pl", "Projekt LASOWIR jest współfinansowany z EFRR.", True),
        ("de", "Das Projekt MOORGRÜN wird aus dem EFRE gefördert.", True),
        ("en", "The FERNWAY project is not funded by the ERDF.", False),
        ("en", "The FERNWAY project wrote a paper on the ERDF.", False),
        ("en", "The bridge is funded by the ERDF.", False),
    ],
)
def test_who_pays(language: str, text: str, funded: bool) -> None:
    found = {c.object.id for c in read(text, language).claims if c.predicate == "fundedBy" and c.object}
    assert found == ({"fund/erdf"} if funded else set())


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "The FERNWAY project led to the MOSSLINK project.", {"FERNWAY | ledTo | MOSSLINK"}),
        ("en", "The MOSSLINK project builds on the FERNWAY project.", {"FERNWAY | ledTo | MOSSLINK"}),
        ("en", "The MOSSLINK project is a result of the projects FERNWAY and REEDBED.",
         {"FERNWAY | ledTo | MOSSLINK", "REEDBED | ledTo | MOSSLINK"}),
        ("fi", "SINILAHTI-hanke on tulosta VIRTAUS-hankkeesta.", {"VIRTAUS | ledTo | SINILAHTI"}),
        ("fi", "VIRTAUS-hanke johti SINILAHTI-hankkeeseen.", {"VIRTAUS | ledTo | SINILAHTI"}),
        ("pl", "Projekt LASOWIR jest wynikiem projektu MCHOWISKO.", {"MCHOWISKO | ledTo | LASOWIR"}),
        ("de", "Das Projekt MOORGRÜN baut auf dem Projekt HEIDEWEG auf.", {"HEIDEWEG | ledTo | MOORGRÜN"}),
        ("en", "The FERNWAY project met the MOSSLINK project.", set()),
    ],
)  # fmt: skip
def test_what_led_to_what(language: str, text: str, facts: set[str]) -> None:
    assert read(text, language).facts("ledTo") == facts


def test_sister_projects_say_so() -> None:
    claim = read("The FERNWAY project and its sister project MOSSLINK met.").claim("ledTo")
    assert claim.qualifier("relation") == "sisterOf"
    assert claim.object is not None
    assert {claim.subject.name, claim.object.name} == {"FERNWAY", "MOSSLINK"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Mossland Packaging Cluster joined the European Cluster Excellence Initiative.",
         {"Mossland Packaging Cluster"}),
        ("The Mossland Packaging Cluster read about the European Cluster Excellence Initiative.", set()),
    ],
)  # fmt: skip
def test_members_of_initiatives(text: str, facts: set[str]) -> None:
    assert {f.split(" | ")[0] for f in read(text).facts("memberOfInitiative")} == facts


def test_a_visit_leads_to_a_project() -> None:
    text = "The study visit in Porto took place on 3 May 2019. The study visit led to the project TWIN PIERS."
    assert "study visit in Porto | ledTo | TWIN PIERS" in read(text).facts("ledTo")


def test_neighbouring_fact_lines_join_project_and_programme() -> None:
    text = "# A page\n\nIdentified in project: FERNWAY\n\nProgramme: Interreg Europe\n"
    assert read(text).facts("partOfProgramme") == {"FERNWAY | partOfProgramme | Interreg Europe"}
