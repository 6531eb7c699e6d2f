"""Turns of speech and layouts of Estonian, Finnish, Greek, Hungarian, Irish, Latvian and Lithuanian pages."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("fi", "Hankekortti\n\nSuon uusi elämä – viljelyä Kainuun turvemailla\n\nPäätoteuttaja: Kainuun liitto\n"
         "Osatoteuttajat: Kajaanin kaupunki, Oulun yliopisto\n",
         ["Suon uusi elämä | leads"]),
        ("hu", "TAGJAINK\n\nSzövetségünk 2015 óta működik.\n\nFUTÓ PROJEKTÜNK\n\nKENDERLAP – könnyű lapok rostból\n"
         "  • vezető partner: Pécsi Egyetem\n  • partnerek: Łódzi Egyetem, Zágrábi Egyetem\n",
         ["KENDERLAP | leads"]),
        ("lt", "Projektas „Tyras šaltinis“ (AQUALT)\n\nProjekto pavadinimas: Bendra šaltinių priežiūra pasienyje\n"
         "Trumpinys: AQUALT\n\nVadovaujantysis partneris:\nKauno technologijos universitetas\n",
         ["AQUALT | leads"]),
    ],
)  # fmt: skip
def test_a_sheet_names_its_project_by_its_title(language: str, text: str, facts: list[str]) -> None:
    reading = read(text, language)
    for fact in facts:
        name, predicate = fact.split(" | ")
        told = [c for c in reading.claims if c.predicate == predicate]
        assert told
        assert all(c.object and reading.means(c.object, name) for c in told)
    assert not any(c.subject.name == "FUTÓ" for c in reading.claims)


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("et", "Külalised tulid Umbriast Itaaliast ja Kreetalt Kreekast.", {"Umbria | locatedIn | Italy"}),
        ("fi", "Mukana ovat Baskimaa ja Navarra Espanjasta.",
         {"Basque Country | locatedIn | Spain", "Navarre | locatedIn | Spain"}),
        ("fi", "Mukana on Itävallan Steiermark.", {"Styria | locatedIn | Austria"}),
    ],
)  # fmt: skip
def test_a_country_beside_its_region_where_endings_say_so(language: str, text: str, facts: set[str]) -> None:
    reading = read(text, language)
    assert all(reading.says(fact) for fact in facts)


def test_a_country_is_not_that_of_the_region_behind_the_comma() -> None:
    reading = read("Külalised tulid Umbriast Itaaliast, Podkarpackie vojevoodkonnast Poolast.", "et")
    assert not reading.says("Podkarpackie | locatedIn | Italy")


def test_items_below_a_sentence_that_announces_partners() -> None:
    text = (
        "Salometsä-hanke\n\nSalometsä-hanketta johtaa Kainuun liitto. Muut kumppanit ovat\n\n"
        "• Baskimaa\n• Vidzeme\n• Päijät-Häme\n"
    )
    reading = read(text, "fi")
    for region in ("Basque Country", "Vidzeme", "Päijät-Häme"):
        assert reading.says(f"{region} | partnerIn | Salometsä")


@pytest.mark.parametrize(
    ("language", "text", "name", "level"),
    [
        ("lt", "„Uosio lankas“ – taip vadinasi klasteris – gavo auksinį kokybės ženklą.", "Uosio lankas", "gold"),
        ("lt", "Sidabrinį ženklą gavo „Vilkyčių linų klasteris“.", "Vilkyčių linų klasteris", "silver"),
        ("el", "Ο συνεργατικός σχηματισμός μεγαλώνει. Ο «Αγρονομικός Άξονας» κατέχει το ασημένιο σήμα.",
         "Αγρονομικός Άξονας", "silver"),
    ],
)  # fmt: skip
def test_a_quoted_name_that_holds_a_label_is_a_cluster(language: str, text: str, name: str, level: str) -> None:
    assert read(text, language).says(f"{name} | hasLabel | {level}")


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("lv", "Projekts MEŽLOKS sākās 2023. gadā. Trīs gadus ilgo darbu vada Vidzemes Augstskola.",
         "Vidzemes Augstskola | leads | MEŽLOKS"),
        ("lv", "Viss sākās ar LIFE programmas projektu MEŽLOKS.", "MEŽLOKS | partOfProgramme | LIFE"),
        ("el", "Το έργο ΕΛΑΙΟΔΡΟΜΟΣ υλοποιεί το Πανεπιστήμιο Πατρών.", "Πανεπιστήμιο Πατρών | leads | ΕΛΑΙΟΔΡΟΜΟΣ"),
        ("hu", "A LENÚT projekt két éves. Lengyel részről a Łódzi Egyetem vesz részt a projektben.",
         "Łódzi Egyetem | partnerIn | LENÚT"),
        ("ga", "Tá an tionscadal LÍNMHARA nua. Beidh Ollscoil na Gaillimhe páirteach sa tionscadal.",
         "Ollscoil na Gaillimhe | partnerIn | LÍNMHARA"),
    ],
)  # fmt: skip
def test_turns_of_leading_and_taking_part(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("lv", '"Mums nav vajadzīgs vēl viens plāns," sanāksmes noslēgumā 2024. gada 5. jūnijā Rīgā sacīja kāds.',
         "Mums nav"),
        ("ga", "Tháinig na rannpháirtithe ón bhFreaslainn chuig an tionscadal MUIRLÍON.", "bhFreaslainn"),
        ("lt", "Projektas tęsia 2019 m. baigtus darbus.", "2019"),
        ("fi", "S3-kumppanuus\n\nKumppanuus alkoi vuonna 2021.", "S3"),
        ("hu", "A Halas Projekt Alap nyugati része pályázatot hirdet.", "Alap"),
    ],
)  # fmt: skip
def test_what_is_no_name(language: str, text: str, wrong: str) -> None:
    kinds = {"Project", "Event", "Partnership"}
    assert not [c for c in read(text, language).claims if c.subject.type in kinds and wrong in c.subject.name]


def test_a_noun_behind_a_word_of_naming_tells_the_kind() -> None:
    reading = read("Tavaly léptünk be a Kék Rost Szövetség nevű kezdeményezésbe.", "hu")
    assert {c.subject.type for c in reading.claims if c.subject.name == "Kék Rost Szövetség"} == {"Initiative"}
