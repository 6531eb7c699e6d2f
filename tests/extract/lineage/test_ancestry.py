"""What a page about one project names else: where it came from or went to, as time tells; and what is no relative."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "cause", "effect"),
    [
        ("en", "TARNWATCH: keeping upland lakes clear\n\nTARNWATCH is a project that began in 2021.\n\n"
               "The laboratories first swapped samples in the project DRUMLIN, which closed in 2018.",
         "DRUMLIN", "TARNWATCH"),
        ("de", "Das Projekt HECKENRING zieht Bilanz\n\nHECKENRING endete im Juni 2022.\n\n"
               "Im Januar 2024 startet das Projekt GRÜNSAUM, bei dem Łódź einsteigt.", "HECKENRING", "GRÜNSAUM"),
        ("pl", "Projekt ŁĄKA w liczbach\n\nProjekt ŁĄKA rozpoczął się w marcu 2020 r.\n\n"
               "Pierwsze mapy powstały w projekcie KOSZENIE, realizowanym w latach 2013–2015.", "KOSZENIE", "ŁĄKA"),
        ("fi", "SUOPOLKU-hanke\n\nSUOPOLKU-hanke alkoi tammikuussa 2021.\n\n"
               "Osapuolet tutustuivat RÄMEKARTTA-hankkeessa, joka päättyi vuonna 2016.", "RÄMEKARTTA", "SUOPOLKU"),
    ],
)  # fmt: skip
def test_time_tells_which_of_two_projects_came_first(language: str, text: str, cause: str, effect: str) -> None:
    assert read(text, language).says(f"{cause} | ledTo | {effect}")
    assert not read(text, language).says(f"{effect} | ledTo | {cause}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Projekt FLACHSBLAU\n\nFLACHSBLAU läuft bis 2026.\n\nAuch im Projekt DEICHKRONE wird Flachs angebaut."),
        ("en", "Harbour Wood Cluster\n\nHarbour Wood Cluster takes part in the project PLANKTRACE, which ended in 2018."
               "\n\nThe cluster leads the project ÅLAND BEAM since 2021."),
    ],
)  # fmt: skip
def test_nothing_is_said_without_a_time_or_on_a_page_about_another_thing(language: str, text: str) -> None:
    assert not read(text, language).facts("ledTo")


def test_what_was_over_before_the_other_began_did_not_come_out_of_it() -> None:
    reading = read(
        "The REEDRING project\n\nREEDRING ran from March 2019 to June 2022.\n\n"
        "REEDRING builds on BARGEWAY. BARGEWAY ran from January 2023 to May 2025."
    )
    assert reading.says("REEDRING | ledTo | BARGEWAY")
    assert not reading.says("BARGEWAY | ledTo | REEDRING")
