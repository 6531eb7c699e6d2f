"""Names of a noun and words in lower case, roles whose subject is left out, and successors told the other way round."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("cs", "Partnerství pro čistou řeku vzniklo v roce 2021.", "Partnership Partnerství pro čistou řeku"),
        ("sk", "Partnerstvo pre tiché mestá sa zrodilo v Nitre.", "Partnership Partnerstvo pre tiché mestá"),
        (
            "pl",
            "Partnerstwo na rzecz czystych rzek powstało w 2021 r.",
            "Partnership Partnerstwo na rzecz czystych rzek",
        ),
        (
            "sk",
            "Klaster tesárov Oravy\n\nKlaster tesárov Oravy pôsobí od roku 2012.",
            "Cluster Klaster tesárov Oravy",
        ),
        ("cs", "Síť pro hliněné stavby (SHS)\n\nSíť roste od roku 2016.", "Network Síť pro hliněné stavby"),
    ],
)
def test_a_name_goes_on_in_lower_case_to_where_the_page_shows_its_end(language: str, text: str, name: str) -> None:
    assert read(text, language).has(name)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Klastr v regionu roste. Klastr v regionu zaměstnává 300 lidí."),
        ("sk", "Partnerstvo a spolupráca\n\nO čom je partnerstvo? O dôvere."),
        ("en", "Cluster members met in Łódź. Cluster members pay a fee."),
    ],
)
def test_a_noun_with_what_is_said_of_it_is_no_name(language: str, text: str) -> None:
    page = read(text, language)
    assert not any(page.has(f"{kind} {text.split('.')[0].split(chr(10))[0]}") for kind in ("Cluster", "Partnership"))
    assert not page.has("Cluster Cluster members")


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        (
            "cs",
            "Klastr HLÍNA sídlí v Brně. Spolu se Štýrskem je partnerem projektu KOPEC.",
            "Klastr HLÍNA | partnerIn | KOPEC",
        ),
        ("sk", "Klaster HLINA sídli v Nitre. Zapojil sa do projektu KOPEC.", "Klaster HLINA | partnerIn | KOPEC"),
        (
            "pl",
            "Klaster GLINA działa w Opolu. W projekcie KOPIEC pełni rolę partnera wiodącego.",
            "Klaster GLINA | leads | KOPIEC",
        ),
    ],
)
def test_a_verb_without_a_subject_speaks_of_who_opened_the_sentence_before(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


def test_a_subject_of_its_own_is_nobody_named_before() -> None:
    page = read("Klastr HLÍNA sídlí v Brně. Starostové se zapojili do projektu KOPEC.", "cs")
    assert not page.says("Klastr HLÍNA | partnerIn | KOPEC")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Pokračováním projektu KAPKA je projekt POTOK."),
        ("pl", "Następcą projektu KAPKA jest projekt POTOK."),
        ("sk", "Predchodcom projektu POTOK bol projekt KAPKA."),
        ("cs", "Projekt POTOK roste. Předcházel mu projekt KAPKA."),
    ],
)
def test_what_is_called_a_successor_or_predecessor_may_stand_behind(language: str, text: str) -> None:
    assert read(text, language).facts("ledTo") == {"KAPKA | ledTo | POTOK"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("cs", "V projektu Dřevo za hranicí vlastně nic nechybí.", "Project Dřevo za hranicí"),
        ("sk", "O projekte Tichá záhrada sme už písali v minulom roku viackrát.", "Project Tichá záhrada"),
        ("cs", "V projektu Kompas za tři roky přibylo partnerů.", "Project Kompas"),
    ],
)
def test_a_name_goes_on_behind_an_adjective_or_preposition(language: str, text: str, name: str) -> None:
    assert read(text, language).has(name)


def test_what_a_network_is_for_belongs_to_its_name() -> None:
    text = "Те вече учредиха Дунавска мрежа за тихи пристани, към която се присъедини област Русе."
    assert read(text, "bg").has("Network Дунавска мрежа за тихи пристани")
    assert not read("Дунавска мрежа за 2024 г. има план.", "bg").has("Network Дунавска мрежа за")
