"""Turns of French, Spanish, Italian and Portuguese pages, each with what it says and what it does not."""

from __future__ import annotations

import pytest

from extract_reading import read

SAID = [
    # a town that bears a province's name, before a verb of hosting an event
    ("es", "Teruel acogió el 21 de noviembre de 2022 la jornada de clausura del proyecto LÍNEA ALTA.",
     ("~jornada de clausura | heldIn | Teruel", "~jornada de clausura | date | 2022-11-21")),
    ("fr", "Le séminaire de clôture du projet BRUME s’est tenu à Aurillac le 3 mai 2023.",
     ("~séminaire de clôture | date | 2023-05-03",)),
    # a call named between guillemets with blanks
    ("fr", "L’appel à projets « Vergers d’été » est ouvert du 3 février au 30 avril 2025.",
     ("Vergers d’été | startDate | 2025-02-03", "Vergers d’été | endDate | 2025-04-30")),
    # a sum right behind the noun for a project
    ("fr", "BRUMÉA, un projet de 2,4 M€, est piloté par la Ville de Brest.", ("BRUMÉA | totalBudget | 2400000",)),
    ("it", "ALPEGGI VIVI, progetto ALCOTRA da 1,9 milioni di euro, è partito.",
     ("ALPEGGI VIVI | totalBudget | 1900000",)),
    # adjectives of origin, and what a cluster is for, before its name
    ("es", "El clúster sajón LeichtWerk forma parte de la alianza LightNet.",
     ("LeichtWerk | partnerIn | LightNet",)),
    ("pt", "O cluster da pedra Lápis Sul, sediado em Braga, conquistou o selo de prata.",
     ("Lápis Sul | hasLabel | silver",)),
    # others behind "together with" are no part of a body's name
    ("it", "Il progetto GRANI ALTI è promosso dalla Regione Umbria insieme alla Carinzia.",
     ("carinthia | partnerIn | GRANI ALTI",)),
    # a source behind a colon
    ("fr", "Le projet VALGO est fini. On n’en reste pas là : de ses essais est né le réseau MER CLAIRE.",
     ("VALGO | ledTo | MER CLAIRE",)),
    # a programme before its project
    ("es", "Financiado a través de Interreg Sudoe, el proyecto BIOPINAR arrancó en enero de 2020.",
     ("BIOPINAR | partOfProgramme | interreg-sudoe", "BIOPINAR | startDate | 2020-01")),
    # two leaders, the second behind the noun for a region
    ("es", "El proyecto LUMI está liderado por la Toscana y por la región de Murcia.",
     ("tuscany | leads | LUMI", "region-of-murcia | leads | LUMI")),
    # numbers in words
    ("it", "Il progetto ALBA è partito. All’evento di lancio hanno preso parte una settantina di allevatori.",
     ("~evento di lancio | participants | 70",)),
    # a place that was visited
    ("fr", "Du 11 au 13 juin 2023, les partenaires de BOISÉO ont sillonné la Carinthie lors d’un voyage d’étude.",
     ("~voyage d’étude | heldIn | carinthia",)),
]  # fmt: skip
UNSAID = [
    ("es", "Teruel recibió 2 millones de euros del FEDER para el proyecto LÍNEA ALTA.", "heldIn"),
    ("fr", "Les partenaires du projet BOISÉO ont sillonné la Carinthie et la Styrie.", "partnerIn"),
    ("es", "La convocatoria, dotada con 12 millones de euros, se abre el 10 de marzo de 2025. Es del POCTEP.",
     "totalBudget"),
    ("fr", "Soutenu par l’Union européenne, le projet BRUMÉA réunit dix villes.", "leads"),
    ("fr", "Le projet BRUMÉA a reçu 2,4 M€ de subventions.", "totalBudget"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "facts"), SAID)
def test_a_turn_is_understood(language: str, text: str, facts: tuple[str, ...]) -> None:
    reading = read(text, language)
    assert [f for f in facts if not reading.says(f)] == []


@pytest.mark.parametrize(("language", "text", "predicate"), UNSAID)
def test_what_only_looks_like_it_says_nothing(language: str, text: str, predicate: str) -> None:
    assert [c for c in read(text, language).claims if c.predicate == predicate] == []


def test_letters_behind_a_town_are_its_provinces_and_no_country() -> None:
    reading = read("Il cluster Officine Alte ha sede a Foligno (PG), in Umbria.", "it")
    assert {c.subject.id for c in reading.claims if c.subject.type == "Country"} == set()


def test_the_page_on_which_an_owner_tells_who_it_is_is_no_name() -> None:
    text = "Inicio > El clúster > Quiénes somos\n\nQuiénes somos\n\nEl clúster ÁLAMO tiene su sede en Elda."
    names = {c.subject.name for c in read(text, "es").claims if c.subject.type == "Cluster"}
    assert names == {"ÁLAMO"}


def test_what_stands_between_commas_behind_a_name_is_the_same_cluster() -> None:
    text = "CALÇADO VIVO, o Cluster do Calçado Circular, tem sede em Felgueiras. O cluster reúne 60 empresas."
    clusters = {c.subject.id for c in read(text, "pt").claims if c.subject.type == "Cluster"}
    assert len(clusters) == 1


def test_an_event_is_also_called_by_its_project() -> None:
    reading = read("Le projet CIMÉA est né en 2020. Le séminaire de CIMÉA à Grenoble a réuni 140 élus.", "fr")
    shown = {
        c.value.lexical for c in reading.claims if c.predicate == "mention" and c.subject.type == "Event" and c.value
    }
    assert "séminaire de CIMÉA" in shown
