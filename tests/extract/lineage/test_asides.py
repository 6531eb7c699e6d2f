"""What a thing came from is not what the next sentences speak of."""

from __future__ import annotations

import pytest

from extract_reading import read

GROWN = {
    "en": "The Åland Wood Partnership grew out of the BIOVALE project. It is led by Styria.",
    "de": "Die Partnerschaft „Łódź-Holz“ ist aus dem Projekt BIOVALE entstanden. Geleitet wird sie von der Steiermark.",
    "lt": "Projektas „Éù upė“ išaugo iš projekto BIOVALE. Jam vadovauja Štirija.",
    "lv": "Projekts “Éù upe” izauga no projekta BIOVALE. To vada Štīrija.",
}


@pytest.mark.parametrize("language", GROWN)
def test_a_pronoun_means_what_has_grown_and_not_its_source(language: str) -> None:
    reading = read(GROWN[language], language)
    leads = [c for c in reading.claims if c.predicate == "leads" and c.object]
    assert leads
    assert not any(c.object and reading.means(c.object, "BIOVALE") for c in leads)


def test_money_and_dates_behind_a_source_are_those_of_the_sequel() -> None:
    text = "The ALGANET project builds on results of the project BIOVALE. It began in May 2019 and costs EUR 2 million."
    reading = read(text)
    assert reading.says("ALGANET | startDate | 2019-05")
    assert reading.says("ALGANET | totalBudget | 2000000")


def test_a_name_behind_its_source_is_still_what_is_spoken_of() -> None:
    reading = read("Out of the BIOVALE project grew the project ALGANET. It is led by Styria.")
    assert reading.says("Styria | leads | ALGANET")
    assert not reading.says("Styria | leads | BIOVALE")


def test_a_time_before_a_source_is_that_of_the_project_spoken_of() -> None:
    text = "The lead partner of the ALGANET project is Styria. It runs until May 2023 and is a continuation of RETEX."
    reading = read(text)
    assert reading.says("ALGANET | endDate | 2023-05")
    assert not reading.says("RETEX | endDate | 2023-05")


def test_a_sentence_tells_what_a_project_came_from_and_what_it_led_to() -> None:
    text = "The ALGANET project is led by Styria. It builds on the project BIOVALE and inspired the project ÅLVA."
    assert read(text).facts("ledTo") == {"BIOVALE | ledTo | ALGANET", "ALGANET | ledTo | ÅLVA"}
