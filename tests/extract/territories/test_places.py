"""Where things lie: appositions, brackets, lists of a larger territory, adjectives of countries, clusters."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "They met in Graz, Austria.", {"Graz | locatedIn | Austria"}),
        ("en", "They met in Graz (Austria).", {"Graz | locatedIn | Austria"}),
        ("en", "They met in Graz in Austria.", {"Graz | locatedIn | Austria"}),
        ("en", "They came from Tuscany, Italy, and Crete, Greece.",
         {"Tuscany | locatedIn | Italy", "Crete | locatedIn | Greece"}),
        ("en", "They met in Kajaani, Kainuu, Finland.",
         {"Kajaani | locatedIn | Kainuu", "Kainuu | locatedIn | Finland"}),
        ("en", "They met in Graz, and Austria paid.", set()),
        ("en", "They met in Austria, Graz came too.", set()),
        ("en", "The regions Tuscany, Crete and Kainuu met.", set()),
        ("en", "They know the Moss University in Tuscany.", {"Moss University | locatedIn | Tuscany"}),
        ("en", "They know the Moss University (Tuscany, Italy).",
         {"Moss University | locatedIn | Tuscany", "Moss University | locatedIn | Italy",
          "Tuscany | locatedIn | Italy"}),
        ("pl", "Spotkanie było w Gdańsku w Polsce.", {"Gdańsk | locatedIn | Polska"}),
    ],
)  # fmt: skip
def test_what_lies_beside_what(language: str, text: str, facts: set[str]) -> None:
    assert read(text, language).facts("locatedIn") == facts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Members are in Finland (Kainuu, Lapland)."),
        ("en", "Members are in Finland: Kainuu, Lapland."),
        ("fi", "Mukana on Suomi (Kainuu, Lappi)."),
    ],
)
def test_a_larger_territory_s_list(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.says("Kainuu | locatedIn | Finland")
    assert reading.says("Lapland | locatedIn | Finland")


def test_a_territory_elsewhere_is_not_in_the_larger_one() -> None:
    assert not read("Members are in Finland (Kainuu, Tuscany).").says("Tuscany | locatedIn | Finland")


@pytest.mark.parametrize(
    ("language", "text", "located"),
    [
        ("en", "Finland is large. The Finnish regions Kainuu and Lapland met.", True),
        ("fi", "Italia on suuri. Italialainen Toscana kävi täällä.", False),
        ("en", "The Finnish regions Kainuu and Lapland met.", False),
    ],
)
def test_the_adjective_of_a_country_that_the_page_names(language: str, text: str, located: bool) -> None:
    assert bool(read(text, language).facts("locatedIn")) is located


@pytest.mark.parametrize(
    ("language", "text", "region"),
    [
        ("en", "The Mossland Packaging Cluster grew in Lapland.", "Lapland"),
        ("fi", "Pohjoinen kivi ja metalli -klusteri toimii Kainuussa.", "Kainuu"),
    ],
)
def test_a_cluster_lies_in_the_region_of_its_sentence(language: str, text: str, region: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("locatedIn")} == {region}


def test_a_cluster_without_a_region_lies_nowhere() -> None:
    assert read("Lapland is cold. The Mossland Packaging Cluster grew.").facts("locatedIn") == set()


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("pt", "O Cluster Cerâmica Éù, com sede na Região de Aveiro, mobiliza as empresas.",
         {"Cluster Cerâmica Éù | locatedIn | Região de Aveiro"}),
        ("en", "The Mossland Wood Cluster is headquartered in Styria.",
         {"Mossland Wood Cluster | locatedIn | Styria"}),
        ("lt", "Dalyvauja Saksonijoje veikiantis klasteris „Metalrata“.", {"Metalrata | locatedIn | Saxony"}),
        ("cs", "• Žilinský kraj a Žilinská univerzita (oba Slovensko)\n",
         {"Žilinský kraj | locatedIn | Slovensko", "Žilinská univerzita | locatedIn | Slovensko"}),
        ("hr", "Sudjeluje Sveučilište Sjever, Koprivnica (HR).",
         {"Sveučilište Sjever | locatedIn | Hrvatska", "Sveučilište Sjever | locatedIn | Koprivnica"}),
        ("da", "Den Grønne Klynge\n\nKlyngen samler 40 virksomheder og dækker hele Nordjylland og Sjælland.\n", set()),
        ("sv", "Gröna Klustret\n\nGröna Klustret täcker Halland och Skåne.\n",
         {"Gröna Klustret | locatedIn | Halland", "Gröna Klustret | locatedIn | Skåne"}),
        ("en", "The secretariat works, based in Graz in Austria it is.", set()),
    ],
)  # fmt: skip
def test_words_for_a_seat_say_where_bodies_are(language: str, text: str, facts: set[str]) -> None:
    reading = read(text, language)
    assert all(reading.says(f) for f in facts)


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("es", "La cooperativa abrió un taller en Elda, en la provincia de Alicante, y creció.",
         "Elda | locatedIn | Alicante"),
        ("nl", "De gasten reizen door naar Emmen, in Drenthe.", "Emmen | locatedIn | Drenthe"),
        ("fr", "Les laboratoires se trouvent à Galway, en Irlande, depuis 2019.", "Galway | locatedIn | Irlande"),
    ],
)  # fmt: skip
def test_a_comma_and_in_lead_to_the_territory_around_a_town(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Hubo talleres en Elda, en Alicante y en Murcia."),
        ("de", "Aus Bayern kommt die Stadt Rosenheim, aus Italien die Handelskammer Bozen."),
    ],
)
def test_members_of_a_list_of_places_do_not_lie_in_each_other(language: str, text: str) -> None:
    assert not {f for f in read(text, language).facts("locatedIn") if f.startswith(("Elda", "Rosenheim"))}
