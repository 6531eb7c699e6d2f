"""Lists, seats, leaders and origins where endings say what other languages say by prepositions."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "body", "town"),
    [
        ("et", "Projekti ÅLANDRA katseid teeb Eesti Loodusülikool Tartus.", "Eesti Loodusülikool", "Tartu"),
        ("hu", "A Zalai Kőipari Klaszter Keszthelyen működik.", "Zalai Kőipari Klaszter", "Keszthely"),
    ],
)
def test_a_town_in_its_case_is_no_part_of_a_name(language: str, text: str, body: str, town: str) -> None:
    reading = read(text, language)
    assert body in reading.entities("Organisation") | reading.entities("Cluster")
    assert reading.has(f"Place {town}")


def test_a_region_in_its_case_does_not_begin_a_name() -> None:
    reading = read("Toimintaa pyörittää Pohjois-Karjalassa Suomen éùkeskus.", "fi")
    assert "Suomen éùkeskus" in reading.entities("Organisation")
    assert reading.has("Region Pohjois-Karjala")


@pytest.mark.parametrize(
    ("language", "text", "leader", "other"),
    [
        (
            "fi",
            "Lapin ja Kainuun yhteinen hanke ÅTUNDRA, jota johtaa Oulun yliopisto, alkoi.",
            "Oulun yliopisto",
            "Kainuu",
        ),
        ("et", "Kesk-Soome ja Vidzeme projekt ÅTUNDRA, mida juhib Tartu Ülikool, algas.", "Tartu Ülikool", "Vidzeme"),
    ],
)
def test_who_leads_what_stands_behind_which(language: str, text: str, leader: str, other: str) -> None:
    reading = read(text, language)
    assert reading.says(f"{leader} | leads | ÅTUNDRA")
    assert not reading.says(f"{other} | leads | ÅTUNDRA")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("et", "HÄRMATEE on varasema projekti SOOKAEV jätk."),
        ("hu", "A HÄRMATEE a korábbi SOOKAEV projekt folytatása."),
    ],
)
def test_the_source_stands_right_before_a_noun_of_origin(language: str, text: str) -> None:
    reading = read(f"Projekt HÄRMATEE\n\n{text}", language)
    assert reading.says("SOOKAEV | ledTo | HÄRMATEE")
    assert not reading.says("HÄRMATEE | ledTo | SOOKAEV")


def test_two_projects_side_by_side_are_not_each_others_source() -> None:
    reading = read("Projektid HÄRMATEE ja SOOKAEV on jätk. Projektid lõppesid.", "et")
    assert not [c for c in reading.claims if c.predicate == "ledTo"]


@pytest.mark.parametrize(
    ("language", "text", "where"),
    [
        ("fi", "Hankkeessa ÅLUMI ovat mukana Navarra, Viro ja Lombardia.", "Viro"),
        ("et", "Projektis ÅLUMI osalevad Andaluusia, Eesti ja Kesk-Soome.", "Eesti"),
        ("en", "The partners of the ÅLUMI project are Navarra, Estonia and Lombardy.", "Estonia"),
    ],
)
def test_a_member_of_a_list_is_not_where_the_one_before_it_lies(language: str, text: str, where: str) -> None:
    assert not [c for c in read(text, language).claims if c.predicate == "locatedIn"], where


def test_a_body_and_a_bare_region_in_one_list_are_both_partners() -> None:
    text = "Az ÉRCHÍD projekt partnerei a Pannon Egyetem, Stájerország és a Szegedi Főiskola."
    reading = read(text, "hu")
    assert reading.says("Styria | partnerIn | ÉRCHÍD")
    assert reading.says("Pannon Egyetem | partnerIn | ÉRCHÍD")
    assert not reading.says("Pannon Egyetem | locatedIn | Styria")


def test_the_cluster_takes_part_before_a_verb_only() -> None:
    start = "Az Éri Faipari Klaszter 2015-ben alakult. "
    told = read(start + "A klaszter partnerként vesz részt a KÉKMALOM projektben.", "hu")
    assert told.says("Éri Faipari Klaszter | partnerIn | KÉKMALOM")
    other = read(start + "A KÉKMALOM projekt nem a klaszteré.", "hu")
    assert not other.says("Éri Faipari Klaszter | partnerIn | KÉKMALOM")


def test_the_event_takes_up_the_meeting_just_named() -> None:
    text = (
        "A SÓÚT projekt Szegeden rendezte meg konferenciáját. A 2022. június 16-án tartott eseményen 80 fő vett részt."
    )
    events = {c.subject.id for c in read(text, "hu").claims if c.subject.type == "Event" and c.predicate != "mention"}
    assert len(events) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Hea tava: Éùbuss\n\nTeenust toetas Euroopa Sotsiaalfond.", True),
        ("# Uudised\n\nTeenust toetas Euroopa Sotsiaalfond.", False),
    ],
)
def test_what_pays_on_the_page_of_a_practice_pays_for_it(text: str, told: bool) -> None:
    assert read(text, "et").says("Éùbuss | fundedBy | esf") is told


def test_a_programme_spoken_of_with_one_project_is_not_the_others() -> None:
    reading = read("Projekti HÄRMATEE rahastab Interreg Europe. Varem oli projekt SOOKAEV.", "et")
    assert reading.says("HÄRMATEE | partOfProgramme | interreg-europe")
    assert not reading.says("SOOKAEV | partOfProgramme | interreg-europe")


def test_how_many_is_no_name_of_a_firm() -> None:
    assert read("Tizenkét vállalkozás és a Pannon Egyetem fogott össze.", "hu").entities("Organisation") == {
        "Pannon Egyetem"
    }
