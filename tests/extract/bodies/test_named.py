"""Names of several plain words: before a word for "called" and a noun, and behind a noun up to the verb."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hu", "A megye vezeti az Élő források elnevezésű projektet.", "Élő források"),
        ("hu", "Véget ért a Szőlő és kő nevű projekt, amelyet az ERFA támogatott.", "Szőlő és kő"),
        ("fi", "Oulun yliopisto johtaa Metsän éù viesti -nimistä hanketta.", "Metsän éù viesti"),
        ("et", "Projekt lõppes. Mere ja maa nimelist projekti juhib Tartu Ülikool.", "Mere ja maa"),
    ],
)
def test_a_name_of_plain_words_stands_before_called(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Project {name}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "A projekt ilyen nevű projekt volt 2020-ban."),
        ("fi", "Hanke oli samanniminen, ja sen nimeltä tunnettu hanke päättyi."),
        ("en", "The project is called off, and no such project will start."),
    ],
)
def test_without_a_capital_nothing_is_called(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()


def test_practices_listed_before_called_are_practices_each() -> None:
    text = "A ZÖLDHÍD projekt partnerei megismerhették a Napos tetők és a Közös kert elnevezésű jó gyakorlatokat."
    assert {"Napos tetők", "Közös kert"} <= read(text, "hu").entities("GoodPractice")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("et", "Piirkondade partnerlus Digitaalne põld sündis 2019. aastal.", "Digitaalne põld"),
        ("fi", "Alueiden kumppanuus Alueelliset akut syntyi vuonna 2019.", "Alueelliset akut"),
    ],
)
def test_a_name_goes_on_in_small_letters_to_its_verb(language: str, text: str, name: str) -> None:
    assert read(text, language).entities("Partnership") == {name}


def test_a_plain_word_before_a_verb_stays_alone() -> None:
    assert "Saimaa" in read("Alueiden kumppanuus Saimaa syntyi vuonna 2019 ja jatkuu yhä.", "fi").entities(
        "Partnership"
    )


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fi", "Pilottia johtaa Trentino Sviluppo yhdessä muiden kanssa.", "Trentino Sviluppo"),
        ("sl", "Razstavo je pripravila agencija Business Upper Austria iz Linza.", "Business Upper Austria"),
        ("it", "Il monitoraggio è affidato ad ARPA Veneto fino a giugno.", "ARPA Veneto"),
    ],
)
def test_a_body_is_named_by_a_territory_among_capitals(language: str, text: str, name: str) -> None:
    assert name in read(text, language).entities("Organisation")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Projektet når også ud til Nedre Østrig og Tyrol."),
        ("en", "Only Brittany joined, and the Brittany Region pays."),
        ("pl", "Partnerem jest Żupania Zala na Węgrzech."),
    ],
)
def test_parts_and_kinds_of_territories_make_no_body(language: str, text: str) -> None:
    assert read(text, language).entities("Organisation") == set()
