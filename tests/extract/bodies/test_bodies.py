"""Bodies and clusters whose names are partly in lower case, and names that stand in another case."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("hr", "Oznaku daje Europsko povjerenstvo za suradnju (EPS).", "Europsko povjerenstvo za suradnju"),
        ("bg", "Домакин беше Балканският институт „Ана Елинова“ заедно с града.", "Балканският институт „Ана Елинова“"),
        ("bg", "В Загорския университет те слушаха лекция.", "Загорския университет"),
        ("sl", "Med njimi je Posavski razvojni center, ki vodi pisarno.", "Posavski razvojni center"),
        ("sl", "Pridružila sta se Zavod za gozdove in Savski športni klub.", "Savski športni klub"),
        ("cs", "Projekt řídí Střední škola kamenictví Valašsko.", "Střední škola kamenictví Valašsko"),
        ("sk", "Partnerom je Ministerstvo pôdy, lesov a vodného hospodárstva SR.",
         "Ministerstvo pôdy, lesov a vodného hospodárstva SR"),
        ("hr", "Ministarstvo ribarstva\n\nPoziv je otvoren do 3. svibnja 2024.", "Ministarstvo ribarstva"),
    ],
)  # fmt: skip
def test_a_body_s_name_goes_on_in_lower_case(language: str, text: str, body: str) -> None:
    assert body in read(text, language).entities("Organisation")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hr", "To je pitanje, kaže se u Ministarstvu, samo kad će stići novac."),
        ("sk", "Nový ústav vznikol v Žiline."),
        ("bg", "Днес Министерството на горите обяви покана."),
    ],
)
def test_what_is_said_of_a_body_is_no_part_of_its_name(language: str, text: str) -> None:
    said = ("samo", "vznikol", "обяви", "Днес", "Nový")
    assert not [b for b in read(text, language).entities("Organisation") if any(w in b for w in said)]


@pytest.mark.parametrize(
    ("language", "text", "cluster"),
    [
        ("hr", "Krčki klaster brodogradnje (KKB) dobio je srebrnu oznaku izvrsnosti.", "Krčki klaster brodogradnje"),
        ("sk", "Certifikát má aj Liptovský klaster drevárov, ktorý vznikol v roku 2015.", "Liptovský klaster drevárov"),
    ],
)  # fmt: skip
def test_a_cluster_is_named_as_a_body_is(language: str, text: str, cluster: str) -> None:
    assert cluster in read(text, language).entities("Cluster")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sk", "Nový klaster vznikol v Žiline."),
        ("cs", "Členem je i Moravské klastrové asociace."),
    ],
)
def test_a_plain_noun_or_a_label_is_no_cluster(language: str, text: str) -> None:
    assert not read(text, language).entities("Cluster")


@pytest.mark.parametrize(
    ("language", "text", "cause", "effect"),
    [
        ("sk", "Začali sme projektom Iskierka. Z Iskierky potom vzišiel projekt MOSTIK.", "Iskierka", "MOSTIK"),
        ("cs", "Prvním byl projekt Jiskrička. Z Jiskričky vyrostl projekt MOSTEK.", "Jiskrička", "MOSTEK"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_another_case(language: str, text: str, cause: str, effect: str) -> None:
    assert read(text, language).says(f"{cause} | ledTo | {effect}")


def test_a_word_that_opens_a_sentence_or_stands_in_a_longer_name_is_no_case_form() -> None:
    reading = read("Začali sme projektom Iskierka. Iskierky lietali. Bola tam Iskierky Nováková z Nitry.", "sk")
    shown = [
        c.value.lexical for c in reading.claims if c.predicate == "mention" and c.value and "Iskier" in c.value.lexical
    ]
    assert shown == ["Iskierka"]


def test_a_place_behind_the_noun_and_small_words_name_a_project() -> None:
    assert "Pomurje diha" in read(
        "Potrdili so podporo projektu Pomurje diha, ki ga vodi Univerza v Mariboru.", "sl"
    ).entities("Project")
    assert not read("Projekt Pomurje, ki ga vodi Univerza v Mariboru, traja.", "sl").entities("Project") & {
        "Pomurje traja"
    }


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("cs", "Na závěrečné konferenci projektu KORMIDLO zaznělo mnoho díků.", "konferenc"),
        ("sk", "Na študijnú cestu poslal kraj ľudí. Cesta sa konala 3. mája 2022 v projekte KORMIDLO.", "cest"),
    ],
)  # fmt: skip
def test_an_event_is_told_by_its_project_or_by_the_next_sentence(language: str, text: str, kind: str) -> None:
    assert any(kind in e for e in read(text, language).entities("Event"))
    assert not read("Na konferencii sa hovorí veľa.", "sk").entities("Event")
