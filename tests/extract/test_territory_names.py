"""Names of territories and bodies: codes, lists with "or", longer names, seats, authorities, countries in a case."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("nl", "Partner van WATERKAS is Thessalië (EL).", "Country Greece"),
        ("it", "L'incontro si tiene a Mondovì (CN).", "Region Cuneo"),
        ("sk", "Žiadateľ sídli v Trnavskom, Trenčianskom alebo Žilinskom kraji.", "Region Trenčín Region"),
        ("lt", "Atrinkta 17 dirbtuvių iš Alytaus ir Tauragės apskričių.", "Region Alytus County"),
        ("lv", "Partneri ir Dienvidostrobotnija Somijā un Blēkinge Zviedrijā.", "Region South Ostrobothnia"),
        ("es", "En Haro de Valdesol los vecinos mostraron la bodega.", "Place Haro de Valdesol"),
        ("es", "Lo coordina desde Oporto la Universidad de Oporto.", "Organisation Universidad de Oporto"),
        (
            "de",
            "Das Institut für Wasser, Boden und Luft (IWBL) leitet das Projekt MOORZEIT.",
            "Organisation Institut für Wasser, Boden und Luft",
        ),
        ("da", "Projektet FJORDRING ledes af Region Sjælland.", "Organisation Region Sjælland"),
        ("en", "The quays were restored by the municipality of Coevorden.", "Organisation municipality of Coevorden"),
        ("da", "Kredsene Nordfrisland og Østholsten er med.", "Region Nordfriesland"),
    ],
)
def test_a_name_is_found(language: str, text: str, entity: str) -> None:
    assert read(text, language).has(entity)


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("de", "Die Region Oderland und das Projekt MOORZEIT gewinnen.", "Programme Programul Operațional Regional"),
        ("en", "The group met in Łódź. None of it was planned.", "Place None"),
        ("hu", "A muraközi fejlesztési ügynökség (REDEA) később elindult.", "Place REDEA"),
        ("da", "Kig forbi på Kystvejen i Aarhus.", "Place Kystvejen"),
        (
            "de",
            "Dabei sind die Hochschule Merseburg, das Institut für Moor und Heide (IMH) und andere.",
            "Organisation Hochschule Merseburg, das Institut für Moor und Heide",
        ),
        ("da", "Mødet holdes i Haderslev, Region Syddanmark, i maj.", "Organisation Region Syddanmark"),
    ],
)
def test_what_is_no_such_name(language: str, text: str, entity: str) -> None:
    assert not read(text, language).has(entity)


def test_a_seat_in_a_sentence_of_its_own_is_that_of_the_cluster_named_before() -> None:
    told = read("Le pôle BoisVif réunit 76 entreprises. Son siège se trouve à Épinal (Vosges).", "fr")
    assert told.says("BoisVif | locatedIn | Vosges")
    other = read("Le pôle BoisVif réunit 76 entreprises. L'institut Ifremer a son siège à Brest (Finistère).", "fr")
    assert not other.says("BoisVif | locatedIn | Finistère")


def test_a_country_in_a_case_belongs_to_the_body_before_it() -> None:
    text = (
        "Projekti RandRing partnerid on Turu Ülikool Soomest, Sigulda vallavalitsus Lätist ning Gotlandi omavalitsus."
    )
    reading = read(text, "et")
    assert reading.says("Turu Ülikool | locatedIn | Finland")
    assert reading.says("Sigulda vallavalitsus | locatedIn | Latvia")
    assert not reading.says("Gotlandi omavalitsus | locatedIn | Latvia")
