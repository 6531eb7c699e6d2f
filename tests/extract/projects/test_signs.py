"""Names that only what is told of them explains, and the names that open the entries of a list of projects."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "nl",
            "Zachte Éùver eindigt\n\nIn Gent was de slotdag van Zachte Éùver. Het project kostte 2 miljoen euro.",
            "Zachte Éùver",
        ),
        (
            "sv",
            "Ålgräs åter\n\nÅlgräs åter kostade 1,2 miljoner euro. Projektet leddes av Region Gotland.",
            "Ålgräs åter",
        ),
        (
            "fr",
            "Les partenaires d'Éauterre se sont réunis. Éauterre se terminera en juin 2023. Le projet avance.",
            "Éauterre",
        ),
        (
            "de",
            "Übermoor startet\n\nMit Übermoor forschen zwei Länder. Das Projekt kostet 2 Millionen Euro.",
            "Übermoor",
        ),
        (
            "mt",
            "Il-proġett intemm. Fil-konferenza tal-għeluq ta' ĠEBLA ĦAJJA tkellmu ħamsa.",
            "ĠEBLA ĦAJJA",
        ),
    ],
)
def test_enough_signs_make_a_project(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Project {name}")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "The fair of Åmålby drew 80 people. Åmålby hosted the project. It ends in 2025.",
            "Åmålby",
        ),
        (
            "de",
            "Wasserstoff kostete 9 Euro. Es ging um das Projekt. Wasserstoff bleibt.",
            "Wasserstoff",
        ),
    ],
)
def test_a_town_or_a_common_noun_is_none(language: str, text: str, name: str) -> None:
    assert not read(text, language).has(f"Project {name}")


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "sl",
            "Iz drugega razpisa se izvajajo:\n- Glas gozda – otroci snemajo zvoke. Nosilec je Občina Puconci.\n"
            "- Most sonca – gradijo elektrarne. Proračun: 780.000 EUR.",
            ("Glas gozda", "Most sonca"),
        ),
        (
            "lv",
            "Daži projektu piemēri\n\n„Jūras ēnas”. Kuldīgas pašvaldība kopj bākas; budžets – 540 000 eiro.",
            ("Jūras ēnas",),
        ),
    ],
)
def test_names_open_the_entries_of_a_list_of_projects(language: str, text: str, names: tuple[str, ...]) -> None:
    page = read(text, language)
    assert all(page.has(f"Project {name}") for name in names)


def test_entries_of_a_list_of_partners_or_of_a_programme_are_no_projects() -> None:
    page = read("Partnerji\n\n- Zavod Tolminka – partner od 2020\n- Delavnica znanja – maj 2025, vodi občina", "sl")
    assert not page.entities("Project")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sk", "V máji vznikla Sieť obcí s ovčiarňou, do ktorej vstúpil aj Žilinský kraj.", "Sieť obcí s ovčiarňou"),
        ("sl", "Iz projekta je zrasla Mreža obmejnih šol, ki šteje 21 članic.", "Mreža obmejnih šol"),
        ("it", "Dal progetto è nata una rete di comuni, ÀlpiViva, alla quale aderisce il Veneto.", "ÀlpiViva"),
    ],
)
def test_a_network_is_named_amid_a_sentence_or_beside_its_noun(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Network {name}")


def test_a_title_and_its_acronym_in_columns_are_one_project() -> None:
    text = (
        "KARTA PROJEKTU\n\nTytuł              Sady pogranicza. Nowe życie odmian\nAkronim            ŚLIWKA\n"
        "Program            Interreg VI-A Polska – Słowacja 2021–2027\nPartner wiodący    Gmina Krościenko\n"
    )
    page = read(text, "pl")
    assert page.says("Gmina Krościenko | leads | ŚLIWKA")
    assert len(page.entities("Project")) == 1
