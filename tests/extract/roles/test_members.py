"""Who holds an office, who is listed below a sentence or in a table, who "all of them" are, what belongs to what."""

from __future__ import annotations

import pytest

from extract_reading import read


def _who(text: str, language: str, predicate: str) -> set[str]:
    return {c.subject.name for c in read(text, language).claims if c.predicate == predicate}


@pytest.mark.parametrize(
    ("language", "text", "leader"),
    [
        ("en", "The FERNWAY project is over. The coordinator was the University of Oulu.", "University of Oulu"),
        ("pl", "Projekt ŁĄKA trwa. Koordynację powierzono Uniwersytetowi Gdańskiemu.", "Uniwersytetowi Gdańskiemu"),
        ("fr", "Le projet LANDEVIVE continue. La coordination est confiée à l'Université de Brest.",
         "Université de Brest"),
        ("it", "Il progetto PRATOVIVO va avanti. Il coordinamento spetta all'Università di Udine.",
         "Università di Udine"),
        ("nl", "Het project DUINWEG loopt. De trekker was in die jaren de Universiteit Gent.", "Universiteit Gent"),
        ("hu", "A RÉTVILÁG projekt véget ért. A koordinátori feladatokat a Pannon Egyetem látta el.", "Pannon Egyetem"),
        ("cs", "Projekt LOUKOVIT běží. Koordinátorem byla Mendelova univerzita v Brně.", "Mendelova univerzita v Brně"),
        ("de", "Das Projekt MOORGRÜN läuft. Die Koordination hat die Universität Bremen übernommen.",
         "Universität Bremen"),
    ],
)  # fmt: skip
def test_who_holds_an_office_leads(language: str, text: str, leader: str) -> None:
    assert _who(text, language, "leads") == {leader}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # The cluster's coordinator, and an office that no body holds.
        ("en", "FERNWAY is a project. Later came the Mossland Wood Cluster. Its coordinator is the Oak Foundation."),
        ("sv", "Projektet FJÄRDEN är slut. Samordnaren var nöjd med Uppsala universitet."),
    ],
)
def test_an_office_of_something_else(language: str, text: str) -> None:
    assert _who(text, language, "leads") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Projekt LOUKOVIT začal v květnu. Na práci se budou podílet:\n\n"
         "• Univerzita Karlova (Česko),\n• Technická univerzita v Liberci."),
        ("es", "El proyecto PRADOVIVO empieza ahora. En él participan:\n\n- Universidad de León\n- Cámara de"
         " Comercio de"
         " Burgos"),
        ("fi", "Hanke NIITTYLÄ alkoi.\n\nKetkä ovat mukana\n- Oulun yliopisto\n- Lapin ammattikorkeakoulu"),
        ("ro", "Proiectul LUNCA a început.\n\nCine participă\n• Universitatea din Oradea – 400 000 euro\n"
         "• Camera de Comerț Arad (România) – 20 000 euro"),
        ("sk", "Projekt LÚČINA\n\nPartneri projektu\nč.   Názov   Krajina   Rozpočet\n2   Vysoká škola Tirolsko"
         "   Rakúsko"
         "   318 500 EUR\n3   Župný úrad Zala   Maďarsko   274 000 EUR"),
        ("da", "Projektet FJORDLYS er slut. Der kom gæster fra de andre partnere: Aarhus Universitet; Institut"
         " for Skov,"
         " et center i nord."),
    ],
)  # fmt: skip
def test_members_listed_below_what_announces_them(language: str, text: str) -> None:
    assert len(_who(text, language, "partnerIn")) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("et", "Programm toetab projekti RANNIK. Osaleda saavad programmi piirkonnad:\n* Hiiumaa\n* Saaremaa"),
        ("en", "The FERNWAY project goes on. Partners will work together on:\n- wind power\n- small harbours"),
        ("de", "Das Projekt MOORGRÜN läuft.\n\nBeteiligte Partner\nHochschule Bremen | Deutschland | 12 000\n"
         "Summe | | 12 000"),
    ],
)  # fmt: skip
def test_lists_of_something_else(language: str, text: str) -> None:
    assert _who(text, language, "partnerIn") <= {"Hochschule Bremen"}


@pytest.mark.parametrize(
    ("language", "text", "regions"),
    [
        ("en", "Experts came from Tuscany and Kainuu; both are, like Crete, partners in the FERNWAY project.",
         {"Tuscany", "Kainuu", "Crete"}),
        ("de", "Im Projekt MOORGRÜN kamen Gäste aus Tirol und Kärnten. Beide sind Partner im Projekt, ebenso"
         " wie Salzburg.",
         {"Tirol", "Kärnten", "Salzburg"}),
        ("pt", "No projeto MARVIVO, os peritos vieram da Galiza e da Bretanha; ambas são parceiras do projeto MARVIVO.",
         {"Galiza", "Bretanha"}),
    ],
)  # fmt: skip
def test_all_that_were_named_are_partners(language: str, text: str, regions: set[str]) -> None:
    assert _who(text, language, "partnerIn") == regions


def test_besides_those_before_the_verb_also_the_one_behind() -> None:
    text = "Проектът ЛИВАДА е нов. Към проекта ЛИВАДА освен Кърджали вече се присъедини и Смолян."
    assert _who(text, "bg", "partnerIn") == {"Кърджали", "Смолян"}


@pytest.mark.parametrize(
    ("language", "text", "pairs"),
    [
        # Named last in the paragraph; named by the heading above it.
        ("en", "FERNWAY is a project from 2015. It led to the project MOSSWAY. The lead partner was the University of"
         " Oulu.", {("University of Oulu", "MOSSWAY")}),
        ("fr", "# Projets\n\n## Projet LANDEVIVE\n\nUn projet de trois ans.\n\n## Projet MARNEVERT\n\nLe chef"
         " de file est"
         " l'Université de Brest.", {("Université de Brest", "MARNEVERT")}),
    ],
)  # fmt: skip
def test_what_is_meant_is_what_was_named_last(language: str, text: str, pairs: set[tuple[str, str]]) -> None:
    found = read(text, language).claims
    assert {(c.subject.name, c.object.name) for c in found if c.predicate == "leads" and c.object} == pairs


@pytest.mark.parametrize(
    ("language", "text", "members"),
    [
        ("lt", "Medžio klasteris „Girios“ veikia nuo 2014 m. Drauge su Saksonijos klasteriu „Holzring“ jis taip pat"
         " priklauso iniciatyvai GREENSAW.", {"Girios", "Holzring"}),
        ("pl", "Wschodni Klaster Meblowy należy także do inicjatywy GREENSAW.", {"Wschodni Klaster Meblowy"}),
        ("da", "# Jysk Træklynge\n\nJysk Træklynge samler savværker.\n\nNetværk: European Cluster Collaboration"
         " Platform",
         {"Jysk Træklynge"}),
    ],
)  # fmt: skip
def test_clusters_belong_to_initiatives_and_their_regions_do_not(language: str, text: str, members: set[str]) -> None:
    assert _who(text, language, "memberOfInitiative") == members
    assert _who(text, language, "partnerIn") == set()


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("bg", "Проектът ЛИВАДА е нов. Партньори са Сдружение „Росна ливада“ и Университет Пловдив.", "Росна ливада"),
        ("pt", "O projeto MARVIVO é coordenado pelo Instituto da Madeira e do Mobiliário.",
         "Instituto da Madeira e do Mobiliário"),
        ("de", "Das Ministerium hat heute im Rahmen einer Feier den Bescheid an die Technische Universität Cottbus"
         " überreicht.", "Technische Universität Cottbus"),
        ("it", "Con il progetto PRATOVIVO lavorano l'Università di Udine e l'Institut Alpin Ladin.",
         "Institut Alpin Ladin"),
        ("fi", "Hanke NIITTYLÄ alkoi, ja sitä koordinoi ABTT.", "ABTT"),
    ],
)  # fmt: skip
def test_bodies_by_their_noun_and_their_place(language: str, text: str, body: str) -> None:
    assert body in read(text, language).entities("Organisation")


@pytest.mark.parametrize(
    ("language", "text", "leaders"),
    [
        # A clause set in, between a participle and "by", or between what is led and the verb.
        ("de", "Das Projekt MOORGRÜN läuft. Koordiniert wird das Vorhaben, das zwei Jahre dauert, von der Universität"
         " Bremen.", {"Universität Bremen"}),
        # A pronoun for what is led; a verb that stands last.
        ("es", "El proyecto PRADOVIVO empieza. La Universidad de León lo dirige.", {"Universidad de León"}),
        ("sk", "Projekt LÚČINA beží. Prišla aj Žilinská univerzita, ktorá projekt koordinuje.",
         {"Žilinská univerzita"}),
        ("hu", "Jó példa a RÉTVILÁG projekt, amelyet a Pannon Egyetem vezet.", {"Pannon Egyetem"}),
        # Whose pronoun is an article: no object.
        ("es", "El proyecto PRADOVIVO empieza. La Universidad de León dirige la banda de música.", set()),
    ],
)  # fmt: skip
def test_who_leads_past_clauses_and_pronouns(language: str, text: str, leaders: set[str]) -> None:
    assert _who(text, language, "leads") == leaders


def test_members_of_a_cluster_take_part_in_no_project() -> None:
    text = "Mossland Wood Cluster\n\nIt has 48 members, among them the University of Oulu and Fern Bank.\n\n"
    project = "The FERNWAY project is led by Kainuu."
    assert _who(text + project, "en", "partnerIn") == set()
    assert "University of Oulu" in _who(text.replace("It has", "The FERNWAY project has"), "en", "partnerIn")


def test_what_the_titles_noun_heralds_is_led_before_it_is_named() -> None:
    text = "Une nouvelle alliance pour le lin\n\nLa plateforme européenne vient d'admettre une nouvelle alliance, qui"
    text += " s'occupe du lin. La Normandie et la Flandre la dirigent ensemble. La Bretagne et le Tyrol s'y joindront."
    found = read(f"{text}\n\nL'Alliance S3 du Lin est née du projet LINUM.", "fr").facts("leads")
    assert found == {f"{region} | leads | Alliance S3 du Lin" for region in ("Normandie", "Flandre")}


def test_an_aside_on_another_project_does_not_take_over() -> None:
    text = "The Moss Partnership is new. Kainuu leads the partnership. Earlier it worked in the project FERNWAY."
    assert "Crete | partnerIn | Moss Partnership" in read(f"{text} Its partners are Crete and Tyrol.").facts(
        "partnerIn"
    )
