"""Bodies with their town behind a dash, names in sentence case behind their noun, labels and headings in capitals."""

from __future__ import annotations

import pytest

from extract_reading import read


def named(language: str, text: str, kind: str) -> set[str]:
    claims = read(text, language).claims
    return {c.value.lexical for c in claims if c.predicate == "mention" and c.subject.type == kind and c.value}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Начело на проекта „РОСА“ е Областна администрация – Видин.", "Областна администрация – Видин"),
        ("Партньор по проекта „РОСА“ е Търговско-промишлена палата – Враца.", "Търговско-промишлена палата – Враца"),
        ("В проекта „РОСА“ участва Икономически университет – Варна.", "Икономически университет – Варна"),
    ],
)
def test_a_town_behind_a_dash_ends_a_bulgarian_bodys_name(text: str, body: str) -> None:
    assert body in named("bg", text, "Organisation")


def test_a_dash_before_a_list_of_provinces_joins_no_body() -> None:
    assert not named("bg", "Участват петте области на района – Видин, Враца и Ловеч.", "Organisation")


def test_elsewhere_a_dash_begins_a_remark() -> None:
    assert "Sveučilište u Splitu – Zadar" not in named(
        "hr", "Partner projekta ROSA je Sveučilište u Splitu – Zadar nije uključen.", "Organisation"
    )


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("hr", "Projekt Mladi obrtnici vodi Grad Osijek.", "Project", "Mladi obrtnici"),
        ("hr", "Klaster Plava tehnologija ima 40 članova.", "Cluster", "Klaster Plava tehnologija"),
        ("hr", "Mreža Otoci bez smeća okuplja 12 otoka.", "Network", "Mreža Otoci bez smeća"),
        ("sl", "V partnerstvu Pametna obala sodelujeta Ligurija in Istra.", "Partnership", "Pametna obala"),
        ("sl", "Grozd Alpska mobilnost ima sedež v Kranju.", "Cluster", "Grozd Alpska mobilnost"),
        ("hr", "Projekt Obala okuplja Istru i Veneto.", "Project", "Obala"),
        ("sl", "Projekt Obala povezuje Ligurijo in Istro.", "Project", "Obala"),
    ],
)
def test_an_adjective_takes_its_noun_into_the_name_and_a_noun_no_verb(
    language: str, text: str, kind: str, name: str
) -> None:
    assert named(language, text, kind) in ({name}, set()) if name == "Obala" else name in named(language, text, kind)


@pytest.mark.parametrize("language", ["hr", "sl"])
def test_labels_and_headings_in_capitals_are_no_projects(language: str) -> None:
    text = (
        "NAZIV PROJEKTA: ÉÙMOR\nPARTNERI:\n- Regija Veneto\n- Grad Zadar\n"
        "TRAJANJE: 1. 3. 2019 – 30. 6. 2021\n\nO PROJEKTU\nProjekt ÉÙMOR se izvaja u Zadru.\n\n"
        "ZAVRŠNA KONFERENCIJA\nKonferencija je bila u Zadru 10. 6. 2021."
    )
    assert named(language, text, "Project") <= {"ÉÙMOR"}


def test_a_word_in_capitals_behind_a_quoted_name_is_its_short_form() -> None:
    text = "Nositelj projekta „Čista rijeka“ (CLEANFLOW) je Razvojna agencija Sjever. CLEANFLOW traje do 2024."
    ids = {c.subject.id for c in read(text, "hr").claims if c.predicate == "mention" and c.subject.type == "Project"}
    assert len(ids) == 1
    assert read(text, "hr").says("Razvojna agencija Sjever | leads | Čista rijeka")


@pytest.mark.parametrize(
    ("language", "text", "leader"),
    [
        ("en", "Behind the FERNWAY project stands Kainuu.", "Kainuu"),
        ("hr", "Iza projekta ČISTO MORE stoji Udruga Val.", "Udruga Val"),
        ("sl", "Za projektom MODRI TOK stoji Zadruga Sivka.", "Zadruga Sivka"),
        ("bg", "Зад проекта „РОСА“ стои Сдружение Бряг.", "Сдружение Бряг"),
    ],
)
def test_who_stands_behind_a_project_leads_it(language: str, text: str, leader: str) -> None:
    found = {c.subject.name for c in read(text, language).claims if c.predicate == "leads"}
    assert found == {leader}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FERNWAY project began. Behind the old mill stands the University of Leeds."),
        ("hr", "Projekt ČISTO MORE je počeo. Iza crkve stoji Muzej Val."),
    ],
)
def test_what_stands_behind_a_house_leads_nothing(language: str, text: str) -> None:
    assert not [c for c in read(text, language).claims if c.predicate == "leads"]


def test_its_predecessor_came_before() -> None:
    reading = read("Projekt Mladi obrtnici traje do 2024. Prethodio mu je projekt STOLAR.", "hr")
    assert reading.says("STOLAR | ledTo | Mladi obrtnici")
    assert not reading.says("Mladi obrtnici | ledTo | STOLAR")


def test_a_visits_project_is_told_by_the_sentence_that_takes_it_up() -> None:
    text = "Študijski obisk v Groningenu je trajal od 17. do 19. oktobra 2018. Obisk je pripravil projekt COOPGEN."
    assert read(text, "sl").says("~obisk | partOfProject | COOPGEN")


def test_a_practice_below_its_numbered_line_lies_where_its_paragraph_says() -> None:
    text = (
        "DOBRE PRAKSE\n\nTri zamisli iz projekta LesNaLes:\n\n"
        "1. Lesna knjižnica\nV opuščeni trgovini na Tirolskem si mizarji izposodijo vzorce.\n\n"
        "2. Mobilna žaga\nPo vaseh Lombardije kroži tovornjak.\n"
    )
    reading = read(text, "sl")
    assert reading.says("Lesna knjižnica | locatedIn | Tirolska")
    assert reading.says("Mobilna žaga | locatedIn | Lombardija")
