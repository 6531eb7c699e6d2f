"""From when to when projects run: whom a time is said of in sentences that do not name the project."""

from __future__ import annotations

import pytest

from extract_reading import read

OPENING = {
    "cs": "Projekt KRAJKOVNA oživuje paličkování v Ústeckém kraji.",
    "da": "Projektet HEDEHAV hjælper fåreavlere i Nordjylland.",
    "en": "The HEATHMAKERS project helps shepherds in Drenthe.",
    "es": "El proyecto ESPARTEJE recupera el esparto en Murcia.",
    "fi": "SUOVOIMA-hanke auttaa turvetuottajia Lapissa.",
    "hu": "A GYAPJÚÚT projekt a Vas megyei juhászoknak segít.",
    "lt": "Projektas GINTARIS gaivina amato dirbtuves Klaipėdoje.",
    "nl": "Het project RIETKRACHT zoekt markten voor riet uit Friesland.",
    "ro": "Proiectul LÂNAVIE redă valoare lânii din Județul Sibiu.",
}


def times(language: str, sentence: str) -> set[tuple[str, str]]:
    """What a page says of when its project, named in the first sentence, began and ended."""
    reading = read(f"# 1\n\n{OPENING[language]} {sentence}\n", language)
    return {
        (c.predicate, c.value.lexical)
        for c in reading.claims
        if c.predicate in {"startDate", "endDate"} and c.value and c.subject.type == "Project"
    }


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        # a span of months is the project's, whatever body or programme the sentence names
        ("cs", "Provádí jej Technická univerzita v programu Interreg Sasko – Česko od 1. 1. 2024 do 31. 12. 2026.",
         {("startDate", "2024-01-01"), ("endDate", "2026-12-31")}),
        ("es", "Se ejecuta entre el 1 de febrero de 2024 y el 31 de enero de 2027 en el programa Interreg Euro-MED.",
         {("startDate", "2024-02-01"), ("endDate", "2027-01-31")}),
        ("lt", "Su Klaipėdos universitetu jį vykdome nuo 2024 m. sausio 1 d. iki 2026 m. gruodžio 31 d.",
         {("startDate", "2024-01-01"), ("endDate", "2026-12-31")}),
        ("ro", "Îl implementăm cu Universitatea din Sibiu din aprilie 2023 până la sfârșitul lunii iunie 2027.",
         {("startDate", "2023-04"), ("endDate", "2027-06")}),
        # the work, a verb of lasting, an elided subject
        ("da", "Arbejdet gik i gang i januar 2024 og varer til udgangen af december 2026.",
         {("startDate", "2024-01"), ("endDate", "2026-12")}),
        ("fi", "Työt alkoivat toukokuussa 2023, ja ne jatkuvat huhtikuun 2026 loppuun.",
         {("startDate", "2023-05"), ("endDate", "2026-04")}),
        ("hu", "A munka 2023 áprilisában kezdődött, és 2026 márciusának végéig tart.",
         {("startDate", "2023-04"), ("endDate", "2026-03")}),
        ("cs", "Skončit má v lednu 2026.", {("endDate", "2026-01")}),
        # years of a statistic, of a museum, of a programme
        ("en", "Between 2010 and 2016 the number of shepherds had halved.", set()),
        ("nl", "Tussen 2000 en 2015 verdween de helft van de rietsnijders.", set()),
        ("es", "De 2005 a 2015 la superficie cultivada se redujo a la mitad.", set()),
        ("cs", "Muzeum bylo otevřeno v květnu 1999.", set()),
        ("en", "HEATHMAKERS is paid for by Interreg Europe, 2021–2027.", set()),
    ],
)  # fmt: skip
def test_the_time_of_a_project(language: str, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert times(language, sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        # a month up to which work goes on opens or ends the sentence
        ("en", "By March 2026 four trails are to be laid out.", {("endDate", "2026-03")}),
        ("lt", "Iki 2026 m. birželio bus pasodinta aštuoni šimtai medžių.", {("endDate", "2026-06")}),
        ("en", "The municipality, asked by March 2026 for its opinion, said nothing.", set()),
        # both ends in a sentence that the payer opens
        (
            "nl",
            "Interreg Europe betaalt de helft; het werk begon in mei 2022 en wordt in juni 2025 afgerond.",
            {("startDate", "2022-05"), ("endDate", "2025-06")},
        ),
        # days in brackets are a meeting's
        ("en", "The review of HEATHMAKERS (14-16 May 2024) went well.", set()),
        # a preposition that leads to something else than the date
        ("en", "HEATHMAKERS was approved by the same programme in November 2024.", set()),
    ],
)
def test_a_time_is_said_of_the_project_or_of_nothing(
    language: str, sentence: str, expected: set[tuple[str, str]]
) -> None:
    assert times(language, sentence) == expected


def test_the_line_with_the_label_is_surer_than_prose() -> None:
    text = (
        "# ÉÙTURVE\n\nName: ÉÙTURVE\nProgramme: Interreg Europe\nDuration: 01.01.2023–31.12.2025\n\n"
        "In January 2026 starts a second village, which is run by Łódź, by Åland and by many others "
        "and which takes up the methods of ÉÙTURVE.\n"
    )
    assert set(read(text, "en").facts("startDate")) == {"ÉÙTURVE | startDate | 2023-01-01"}


def test_yesterday_is_a_meetings_day_and_no_projects_end() -> None:
    text = "# 1\n\nThe HEATHMAKERS project ended yesterday with a conference in Łódź.\n"
    reading = read(text, "en", "2024-05-15")
    assert not reading.facts("endDate")
    assert [f.split(" | ")[2] for f in reading.facts("date")] == ["2024-05-14"]
