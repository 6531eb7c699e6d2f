"""Turns of German, Dutch, Danish and Swedish pages, and the rules made for them, in other languages too."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("nl", "Het partnerschap „Éùs Aan Zee“ wordt geleid door Zeeland. Verder nemen Normandië, Navarra en, sinds "
         "vorig jaar, Gelderland deel.", ["Normandie | partnerIn | Éùs Aan Zee", "NL22 | partnerIn | Éùs Aan Zee"]),
        ("de", "Die Partnerschaft „Éù im Wald“ besteht seit 2020. Neu sind seit Mai auch Tirol und Kärnten dabei.",
         ["Tirol | partnerIn | Éù im Wald", "Kärnten | partnerIn | Éù im Wald"]),
        ("sv", "Projektet ÅLGRÄS startade 2021. I projektet är även Blekinge och Skåne med.",
         ["Blekinge | partnerIn | ÅLGRÄS", "Skåne | partnerIn | ÅLGRÄS"]),
    ],
)  # fmt: skip
def test_a_verb_and_its_particle_frame_who_takes_part(language: str, text: str, facts: list[str]) -> None:
    reading = read(text, language)
    assert [f for f in facts if not reading.says(f)] == []


def test_who_attends_an_event_is_no_partner() -> None:
    reading = read(
        "Projektet ÅLGRÄS startade 2021.\n\nSeminariet hölls i Umeå den 3 maj 2021. Där var Blekinge och Skåne med.",
        "sv",
    )
    assert not reading.says("Blekinge | partnerIn | ÅLGRÄS")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Het comité gaf groen licht aan Éùveen Vooruit. Boeren in Drenthe juichen.\n\nHet project kost 3 "
         "miljoen euro. Op 1 september 2024 gaat Éùveen Vooruit van start.", "Éùveen Vooruit"),
        ("de", "Zum Auftakttreffen von „Holzwege Éù“ kamen 70 Fachleute nach Dornbirn. Das Projekt läuft drei Jahre.",
         "Holzwege Éù"),
        ("de", "Dass es sich lohnt, hat „Schindelwege Östal“ gezeigt: Dieses Vorhaben, 2021 begonnen, ist beliebt.",
         "Schindelwege Östal"),
        ("en", "Guests from Crete came to the kick-off of “Green Éù roofs”. The project began in May 2020.",
         "Green Éù roofs"),
    ],
)  # fmt: skip
def test_the_project_is_the_one_name_before_it(language: str, text: str, name: str) -> None:
    assert read(text, language).entities("Project") == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Zeitung „Łódź heute“ und das Blatt „Éù morgen“ schreiben. Das Projekt läuft drei Jahre."),
        ("nl", "In Éùhoek Zuid wonen 40 boeren. Het project kost 3 miljoen euro. In Éùhoek Zuid gaat het van start."),
    ],
)
def test_what_may_be_another_thing_is_not_the_project(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("nl", "Het netwerk groeide uit twee oudere projecten, Heggenrijk en Beekdal 2000.",
         {"Heggenrijk", "Beekdal 2000"}),
        ("sv", "Tre projekt, Ålskog, Våtmark och Éùkust, gick före.", {"Ålskog", "Våtmark", "Éùkust"}),
        ("nl", "Het netwerk groeide uit drie oudere projecten, Heggenrijk en Beekdal.", set()),
    ],
)  # fmt: skip
def test_as_many_projects_as_the_number_says(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names


@pytest.mark.parametrize(
    ("language", "line", "rate"),
    [("da", "EU-tilskud: 75 procent", "75"), ("sv", "Stödandel: 50 %", "50"), ("nl", "EU-subsidie: 60%", "60")],
)
def test_a_label_says_that_a_percentage_is_the_rate(language: str, line: str, rate: str) -> None:
    title = {"da": "Projektnavn", "sv": "Projektets namn", "nl": "Projectnaam"}[language]
    partner = {"da": "Projektejer", "sv": "Projektägare", "nl": "Penvoerder"}[language]
    page = f"{title}: Éùgräs Åter\n{line}\n{partner}: Drenthe\nProgram: Interreg Europe\n"
    assert read(page, language).says(f"Éùgräs Åter | fundingRate | {rate}")


def test_another_label_makes_a_percentage_no_rate() -> None:
    reading = read(
        "Projektnavn: Éùgräs Åter\nTilfredshed: 75 procent\nProjektejer: Fyn\nProgram: Interreg Europe\n", "da"
    )
    assert not reading.says("Éùgräs Åter | fundingRate | 75")


def test_a_line_with_a_span_of_dates_alone_is_the_time_of_the_sheets_project() -> None:
    page = (
        "Projektets namn: Éùgräs Åter\n{}: 1 mars 2021–31 augusti 2024\nProjektägare: Skåne\nProgram: Interreg Europe\n"
    )
    reading = read(page.format("När"), "sv")
    assert reading.says("Éùgräs Åter | startDate | 2021-03-01")
    assert reading.says("Éùgräs Åter | endDate | 2024-08-31")


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("nl", "Tijdens de bijeenkomst werd De Éùse Akker, een goede praktijk uit Drenthe, toegelicht.", "GoodPractice",
         "De Éùse Akker"),
        ("sv", "Ålviks Viva är ett av tolv praktikfall i projektet BETESKULTUR.", "CaseStudy", "Ålviks Viva"),
        ("fr", "« Éù Partagé » est une bonne pratique de la Bretagne.", "GoodPractice", "Éù Partagé"),
    ],
)  # fmt: skip
def test_a_definition_names_a_practice(language: str, text: str, kind: str, name: str) -> None:
    assert name in read(text, language).entities(kind)


def test_a_pronoun_that_is_a_good_example_is_no_practice() -> None:
    assert read("Det är ett gott exempel. Åland är ett gott exempel på öar.", "sv").entities("GoodPractice") == set()


def test_what_somebody_says_is_no_name() -> None:
    text = "Das Projekt ÉÙNETZ bietet gute Beispiele. „Wir beginnen nicht bei Null“, sagt die Leiterin in Graz."
    assert read(text, "de").entities("GoodPractice") == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Projektet ÅLGRÄS fick 6,4 miljoner kronor, hälften av den totala kostnaden på 12,8 miljoner.", True),
        ("Projektet ÅLGRÄS fick 6,4 miljoner kronor, och den totala budgeten når 12,8 miljoner människor.", False),
    ],
)
def test_a_bare_sum_has_the_currency_of_the_one_before(text: str, value: bool) -> None:
    assert read(text, "sv").says("ÅLGRÄS | totalBudget | 12800000") is value


def test_a_list_that_a_linking_word_closed_does_not_go_on() -> None:
    reading = read("Bag projektet ÉÙBY står Fyn, Skåne og Tirol, og Teknologisk Institut er projektleder.", "da")
    assert reading.says("Teknologisk Institut | leads | ÉÙBY")
    assert not reading.says("Skåne | leads | ÉÙBY")


def test_the_exact_number_of_people_wins_over_the_rough_one() -> None:
    reading = read(
        "Projektet ÅLGRÄS höll sitt tredje studiebesök i Umeå den 30 januari 2024. Ett trettiotal gäster kom. "
        "Närmare bestämt kom 33 personer.",
        "sv",
    )
    assert reading.says("~studiebesök | participants | 33")


def test_both_clusters_belong_to_an_initiative() -> None:
    reading = read(
        "Der Cluster Éùtech in Tirol wächst. Der Cluster Ąžtech in Kärnten auch.\n\nBeide Cluster gehören der "
        "Vanguard-Initiative an.",
        "de",
    )
    assert reading.says("Cluster Éùtech | memberOfInitiative | vanguard-initiative")
    assert reading.says("Cluster Ąžtech | memberOfInitiative | vanguard-initiative")


def test_a_word_of_another_language_is_no_verb() -> None:
    text = (
        "Het project ÉÙBODEM liep af. Emilia-Romagna en Navarra wisselden er ervaringen uit met penvoerder Gelderland."
    )
    reading = read(text, "nl")
    assert reading.says("Gelderland | leads | ÉÙBODEM")
    assert not reading.says("Navarra | leads | ÉÙBODEM")
