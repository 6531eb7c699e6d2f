"""Projects named with words in lower case, territories that act as bodies, and who leads or takes part."""

from __future__ import annotations

import pytest

from extract_reading import analysed, read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        # The title, said again where it opens a sentence, or inside one.
        ("da", "Fjord uden grænser\n\nFjord uden grænser samler fiskere på øerne. Projektet varer tre år.",
         "Fjord uden grænser"),
        ("nl", "Home > Projecten > Duin en dorp\n\nDuin en dorp helpt boeren aan de kust. Het project duurt twee jaar.",
         "Duin en dorp"),
        ("lt", "Pienas iš pievų (PIEVA LT)\n\nProjektu siekiama padėti mažiems ūkiams.", "Pienas iš pievų"),
        # Words in lower case up to a mark, a date, or as the page repeats them.
        ("sk", "Obec predstavila projekt Zelená brána, ktorý trvá rok.", "Zelená brána"),
        ("cs", "Kraj podpořil projekt Most bez konce z roku 2019.", "Most bez konce"),
        ("hr", "Otvoren je projekt Tihani val. Uz projekt Tihani val raste i otok.", "Tihani val"),
        # English names on pages in other languages.
        ("fi", "Työ jatkuu uudessa Cows on Hills -hankkeessa.", "Cows on Hills"),
        ("et", "Sellest kasvas projekt Ferries on Wires (2019–2021).", "Ferries on Wires"),
        # Phrases of naming, ordinals, appositions, a verb of beginning, a participle of leading.
        ("de", "Das Projekt begann klein. Der Versuch hieß MoorLicht und dauerte ein Jahr.", "MoorLicht"),
        ("sv", "Projektet började smått. Försöket fick namnet Stilla Vatten och blev lyckat.", "Stilla Vatten"),
        ("sl", "Mesto sodeluje v dveh projektih. Prvi je GozdKrog, ki traja tri leta.", "GozdKrog"),
        ("en", "The town works on two projects. The second, Young joiner, is meant for pupils.", "Young joiner"),
        ("ga", "Tosóidh tionscadal nua, Cladach Ciúin, an bhliain seo chugainn.", "Cladach Ciúin"),
        ("et", "Projekt on kolmas. Rannik Rohelisemaks algas 2023. aasta jaanuaris.", "Rannik Rohelisemaks"),
        ("pt", "Foram aprovados 12 projetos, entre os quais o Serra Sem Fumo, coordenado pela Universidade de Évora.",
         "Serra Sem Fumo"),
    ],
)  # fmt: skip
def test_a_project_named_in_plain_words(language: str, text: str, name: str) -> None:
    assert name in read(text, language).entities("Project")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Circular economy\n\nCircular economy is on the rise. It needs time."),
        ("sk", "Projekt pomáha obciam, ktoré rastú."),
        ("et", "Kuidas sai sellest Läänemere projekt? Läänemere ääres on ilus."),
        ("sv", "Projekttid: 2023-01-01 – 2025-12-31\nProjektägare: Högskolan i Gävle"),
        ("en", "The first, Monday, is a holiday."),
    ],
)
def test_plain_words_that_name_no_project(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()


@pytest.mark.parametrize(
    ("language", "text", "leads", "joins"),
    [
        ("it", "Il progetto LAGOVIVO è nuovo. La Regione Marche è capofila; gli altri partner sono il Comune di Rimini"
         " e l'Università di Trento.", "Regione Marche", {"Comune di Rimini", "Università di Trento"}),
        ("sk", "Projekt LESOVAR sa začal. Hlavným partnerom je mesto Levoča. Podieľajú sa na ňom gmina Muszyna a"
         " Karpatský inštitút v Krosne.", "mesto Levoča", {"gmina Muszyna", "Karpatský inštitút v Krosne"}),
        ("da", "Projektejer: Vejle Kommune\nPartnere: Region Syddanmark, Aarhus Universitet\nProjekt: FJORDLYS",
         "Vejle Kommune", {"Region Syddanmark", "Aarhus Universitet"}),
        ("en", "FERNWAY is a project led by the Region of Crete.", "Region of Crete", set()),
        ("hr", "Projekt MORSKA je nov. Vodeći partner je Zadarska županija, a sudjeluju Sveučilište u Zadru i Općina"
         " Tivat.",
         "Zadarska županija", {"Sveučilište u Zadru", "Općina Tivat"}),
        ("nl", "Het project DUINWEG is klaar. North Shore Port leidt het project. De partners zijn de Universiteit Gent"
         " en het bedrijf Windstroom.", "North Shore Port", {"Universiteit Gent", "Windstroom"}),
        ("de", "Das Projekt MOORGRÜN läuft. Leadpartner ist der Holzcluster Tirol. Aus Bayern beteiligt sich die"
         " Hochschule Rosenheim, aus Italien ist die Handelskammer Bozen dabei.", "Holzcluster Tirol",
         {"Hochschule Rosenheim", "Handelskammer Bozen"}),
        ("ga", "Tá an tionscadal GAOTHLÁR thart. Ollscoil na Gaillimhe a bhí i gceannas ar an tionscadal. Ba iad Údarás"
         " na Gaeltachta agus Comhairle Contae Mhaigh Eo na comhpháirtithe.", "Ollscoil na Gaillimhe",
         {"Údarás na Gaeltachta", "Comhairle Contae Mhaigh Eo"}),
        ("mt", "Il-proġett BAĦARNA beda. Is-sieħeb ewlieni hu l-Ministeru għat-Turiżmu. Is-sħab l-oħra huma"
         " l-Università ta' Malta u l-muniċipalità ta' Ragusa.", "Ministeru għat-Turiżmu",
         {"Università ta’ Malta", "muniċipalità ta' Ragusa"}),
    ],
)  # fmt: skip
def test_bodies_and_authorities_that_act(language: str, text: str, leads: str, joins: set[str]) -> None:
    found = read(text, language)
    assert {c.subject.name for c in found.claims if c.predicate == "leads"} == {leads}
    assert {c.subject.name for c in found.claims if c.predicate == "partnerIn"} == joins
    assert {c.subject.type for c in found.claims if c.predicate in {"leads", "partnerIn"}} <= {
        "Organisation",
        "Cluster",
    }


@pytest.mark.parametrize(
    ("language", "text", "regions"),
    [
        ("en", "The partners of the FERNWAY project are the Region of Crete, Kainuu and Tuscany.",
         {"Crete", "Kainuu", "Tuscany"}),
        ("el", "Η Περιφέρεια Κρήτης και η Περιφέρεια Ηπείρου συντονίζουν το έργο ΘΑΛΑΣΣΑ.", {"Κρήτη", "Ήπειρος"}),
        ("cs", "Na projektu LESOVIT spolupracují Kraj Vysočina a Jihomoravský kraj.",
         {"Kraj Vysočina", "Jihomoravský kraj"}),
    ],
)  # fmt: skip
def test_a_list_of_regions_stays_one(language: str, text: str, regions: set[str]) -> None:
    found = {m.type for m in analysed(text, language).mentions if m.type in {"Organisation", "Region"}}
    assert found == {"Region"}
    named = [c for c in read(text, language).claims if c.predicate in {"leads", "partnerIn"}]
    assert len({c.subject.id for c in named}) == len(regions)


def test_a_town_in_which_something_is_stays_a_place() -> None:
    page = analysed("Partneri projektu LESOVAR sa stretli v meste Levoča a v obci Zborov.", "sk")
    assert {m.type for m in page.mentions} & {"Organisation"} == set()


@pytest.mark.parametrize(
    ("language", "text", "alliance"),
    [
        ("en", "Mossland Wood Cluster is a member of the European Paper Clusters Alliance.",
         "European Paper Clusters Alliance"),
        ("es", "Cluster de la Madera Éù es miembro de la Red Europea de Clústeres del Papel.",
         "Red Europea de Clústeres del Papel"),
    ],
)  # fmt: skip
def test_a_cluster_in_a_network_of_clusters(language: str, text: str, alliance: str) -> None:
    found = [c for c in read(text, language).claims if c.predicate == "memberOfInitiative"]
    assert {c.object.name for c in found if c.object} == {alliance}


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("sk", "Nadväzuje na projekt RECELIA, v ktorom Horné Rakúsko a Piemont overovali triedenie.",
         {"Horné Rakúsko", "Piemont"}),
        ("es", "La idea es hija del proyecto RAIALUM, con el que Galicia y Asturias levantaron dos redes.",
         {"Galicia", "Asturias"}),
        ("pt", "Tudo começou no projeto FORNIVO, no qual já estavam a Galiza e a Estremadura espanhola.", {"Galiza"}),
    ],
)  # fmt: skip
def test_who_stands_behind_in_which_takes_part(language: str, text: str, who: set[str]) -> None:
    reading = read(text, language)
    assert who <= {c.subject.name for c in reading.claims if c.predicate == "partnerIn"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The project TIDELUM ended with a conference, in which Galicia and Lapland showed films."),
        ("en", "They visited the project TIDELUM, in which from Lapland only reports were read."),
    ],
)
def test_in_which_an_event_or_a_place_is_meant_makes_no_partner(language: str, text: str) -> None:
    assert read(text, language).facts("partnerIn") == set()
