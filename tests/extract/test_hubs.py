"""Names that a page is about, told by what is said of them: coined words, titles, labels, lists."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Startschuss für MoorÅland: Fünf Partner pflanzen ab Mai neue Moose. Der EFRE zahlt die Hälfte.",
         "MoorÅland"),
        ("da", "Godt 50 fagfolk mødtes i Esbjerg den 21. august 2019 til VINDØERs tredje partnermøde.", "VINDØER"),
        ("sv", "Konferensen för ALGVIND ägde rum på Åland den 12 mars 2021 och lockade många gäster dit.", "ALGVIND"),
        ("en", "It builds a bridge from Éire. That is the promise of Łódź Looks North, which opens in May.\n\n"
         "The project is worth EUR 2 million.", "Łódź Looks North"),
        ("sv", "Åbo Akademi har beviljats 9 miljoner kronor för Vägen tillbaka. Projektet startar den 1 mars 2023.",
         "Vägen tillbaka"),
    ],
)  # fmt: skip
def test_a_project_without_its_noun(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Project {name}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The meeting in Łódź was opened by the mayor. The next one follows in May."),
        ("de", "Das Treffen des Clusters BIOWALD fand am 3. Mai 2021 in Graz statt und war gut besucht."),
        ("fr", "La réunion du projet a eu lieu à Vigo chez CETMAR de Vigo le 3 mai 2021."),
    ],
)
def test_no_project_is_made_of_a_cluster_or_a_body(language: str, text: str) -> None:
    assert not [c for c in read(text, language).claims if c.subject.type == "Project"]


@pytest.mark.parametrize(
    ("language", "text", "cluster", "level"),
    [
        ("da", "På øen er der mange klynger. Smag af Klipper, som har 31 medlemmer, er blevet tildelt sølvmærket.",
         "Smag af Klipper", "silver"),
        ("nl", "De clusters vieren feest. Vorige week mocht PolymeerØst het Gold Label voeren.", "PolymeerØst", "gold"),
    ],
)  # fmt: skip
def test_the_one_strange_name_that_is_given_a_label_is_a_cluster(
    language: str, text: str, cluster: str, level: str
) -> None:
    assert f"{cluster} | hasLabel | {level}" in read(text, language).facts("hasLabel")


def test_capitals_of_a_whole_line_name_no_cluster() -> None:
    text = "ØEN KAN OGSÅ: KLYNGE FÅR SØLV\n\nKlyngen fik sølvmærket i går.\n"
    assert read(text, "da").facts("hasLabel") == set()


@pytest.mark.parametrize(
    ("language", "text", "partners"),
    [
        ("de", "Im Vorhaben „Grüne Dächer“ erproben Niederösterreich und Südmähren, wie das geht.",
         {"Niederösterreich", "Südmähren"}),
        ("sv", "Bakom projektet FJÄLLVIND står Gotland, Skåne och Västerbotten.", {"Gotland", "Skåne", "Västerbotten"}),
    ],
)  # fmt: skip
def test_a_list_behind_a_project_that_opens_its_sentence(language: str, text: str, partners: set[str]) -> None:
    assert {f.split(" | ")[0] for f in read(text, language).facts("partnerIn")} == partners


def test_regions_in_which_a_project_works_are_no_partners() -> None:
    assert read("I projektet FJÄLLVIND byggs hus på Gotland och i Skåne.", "sv").facts("partnerIn") == set()


def test_a_passive_at_the_end_has_all_its_agents() -> None:
    text = "Die Partnerschaft „Sichere Netze“ wird gemeinsam von der Lombardei und Katalonien geleitet."
    assert {f.split(" | ")[0] for f in read(text, "de").facts("leads")} == {"Lombardei", "Katalonien"}


def test_who_is_brought_as_leader_leads_alone() -> None:
    text = "I projektet TANGØ deltager Skåne og Bornholm med Aarhus Universitet som tovholder."
    assert {f.split(" | ")[0] for f in read(text, "da").facts("leads")} == {"Aarhus Universitet"}


def test_practices_numbered_below_what_counts_them() -> None:
    text = (
        "The second workshop of the project WINDÅ was held in Valletta on 9 May 2023.\n\n"
        "Two practices made the rounds.\n\n1. Shade First\nSchools were fitted with sails before summer came.\n\n"
        "2. Night Flush\nA faculty opened its windows at night, which helped.\n\nWhat now\n\nNobody knows yet.\n"
    )
    shown = {f.split(" | ")[0] for f in read(text).facts("presentedAt")}
    assert shown == {"Shade First", "Night Flush"}


def test_a_number_of_a_series_is_no_practice() -> None:
    text = "GOD PRAKSIS NR. 4\nVarme på øen\n\nHvem: Åbo Akademi\n\nDen blev vist i Łódź.\n"
    reading = read(text, "da")
    assert reading.has("GoodPractice Varme på øen")
    assert not reading.has("GoodPractice NR")


def test_narrow_lines_below_a_tight_heading_run_on() -> None:
    text = (
        "1. Anlass\nDer Freistaat ist seit 2020 am Projekt FJORDMOOR\nbeteiligt, in dem acht Regionen ihre Wege zum\n"
        "Monitoring der Strategie vergleichen und in dem sie\nvon den anderen lernen. Leadpartner ist die Universität\n"
        "Ghent.\n\n2. Verlauf\nEs gab viel zu sehen, und alle waren mit dem Ort und\nmit den Leuten zufrieden.\n"
    )
    assert read(text, "de").facts("leads") == {"Universität Ghent | leads | FJORDMOOR"}
