"""Names that no list knows: dash names, quotes, runs of capitals with a head noun inside or beside them."""

from __future__ import annotations

import pytest

from extract_reading import analysed, read
from regiograph.extract.names.runs import capital_runs, quotes
from regiograph.extract.reading.spelling import distinctive


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("fi", "Kainuu on mukana MARJAPOLKU-hankkeessa.", "Project", "MARJAPOLKU"),
        ("fi", "Kunta vetää Sininen tie -hanketta.", "Project", "Sininen tie"),
        ("fi", "Se on Pohjoinen kivi ja metalli -klusteri.", "Cluster", "Pohjoinen kivi ja metalli -klusteri"),
        ("fi", "Lapin liitto ja Kainuun liitto tapasivat.", "Organisation", "Kainuun liitto"),
        ("fi", "Jäsenenä on Metsäpolun ammattikorkeakoulu Oulusta.", "Organisation", "Metsäpolun ammattikorkeakoulu"),
        ("en", "The FERNOVA project began.", "Project", "FERNOVA"),
        ("en", "The project FERNOVA began.", "Project", "FERNOVA"),
        ("en", 'The project "Paths of éù" began.', "Project", "Paths of éù"),
        ("en", "It is run by the Mossland Packaging Cluster.", "Cluster", "Mossland Packaging Cluster"),
        ("en", "They joined the Mossland Network of Mayors.", "Network", "Mossland Network of Mayors"),
        ("en", "He works at the University of Mossland.", "Organisation", "University of Mossland"),
        ("en", "They work at the Fernhill Development Agency.", "Organisation", "Fernhill Development Agency"),
        ("en", "They signed the Mossland Growth Strategy.", "Strategy", "Mossland Growth Strategy"),
        ("pl", "Projekt LASOWIR trwa od roku.", "Project", "LASOWIR"),
        ("pl", "Dziś zaprasza Bursztynowy Klaster Energii.", "Cluster", "Bursztynowy Klaster Energii"),
        ("pl", "Odpowiada za to Urząd Miasta Mchowo.", "Organisation", "Urząd Miasta Mchowo"),
        ("de", "Das Projekt MOORGRÜN läuft.", "Project", "MOORGRÜN"),
        ("de", "Es läuft das MOORGRÜN-Projekt.", "Project", "MOORGRÜN"),
        ("de", "Gefördert wird die Hochschule Moosburg.", "Organisation", "Hochschule Moosburg"),
        ("fr", "Le projet « Sentiers d’été » commence.", "Project", "Sentiers d’été"),
        ("es", "La Universidad de Musgo participa.", "Organisation", "Universidad de Musgo"),
        ("sv", "Projektet NORRGLÖD pågår.", "Project", "NORRGLÖD"),
        ("it", "Il progetto LAGOVIVO è nuovo.", "Project", "LAGOVIVO"),
        ("et", "Projekt MERETUUL algas.", "Project", "MERETUUL"),
    ],
)
def test_a_name_with_its_type(language: str, text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(m.type, m.name) for m in analysed(text, language).mentions}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The project began. Every project ends. Our projects are many."),
        ("en", "Projects like this need clusters, networks and a strategy."),
        ("en", "This Project and that Cluster and the University."),
        ("en", "Good partners make a good programme. Two clusters met."),
        ("en", "In 2019 the programme grew."),
        ("fi", "Tämä hanke ja nämä klusterit kasvavat. Hankkeen tulokset ovat hyviä."),
        ("pl", "Ten projekt trwa. Każdy klaster rośnie. Projekt ten jest nowy."),
        ("de", "Das Projekt läuft. Die Projekte enden. Ein Cluster wächst."),
    ],
)
def test_a_common_noun_is_no_name(language: str, text: str) -> None:
    named = {(m.type, m.name) for m in analysed(text, language).mentions if m.type not in {"Theme", "Event"}}
    assert named == set()


def test_a_strategy_beside_its_noun_needs_quotes() -> None:
    plain = read("They read of the strategy Warm Woods and the fund HALLS.")
    assert plain.entities("Strategy", "GoodPractice", "CaseStudy", "Fund") == set()
    assert read("They read of the strategy “Warm Woods” here.").entities("Strategy") == {"Warm Woods"}


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('the "Paths of éù" project', ["Paths of éù"]),
        ("the “Paths of Łódź” project", ["Paths of Łódź"]),
        ("projekt „Ścieżki” trwa", ["Ścieżki"]),
        ("le projet « Été » ici", ["Été"]),
        ("das »Moos« dort", ["Moos"]),
        ("the 'Green Way' there", ["Green Way"]),
        ("it's the dog's bone and the cats' milk", []),
        ('He said: "We are glad to be here."', []),
        ('the "lower case" one', []),
        ('an "open end', []),
        ('"One\nTwo"', []),
    ],
)
def test_quoted_names(text: str, inner: list[str]) -> None:
    page = analysed(text, "en")
    assert [page.text[r.start : r.end] for r in quotes(page)] == inner


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("the Council of Europe met", ["Council of Europe"]),
        ("Anna & Co of North", ["Anna & Co of North"]),
        ("Ruoho, Sammal and Kivi", ["Ruoho", "Sammal", "Kivi"]),
        ("Ruoho. Sammal", ["Ruoho", "Sammal"]),
        ("plain words only", []),
        ("see iMoss and eFern2 now", ["iMoss", "eFern2"]),
    ],
)
def test_runs_of_capitals(text: str, runs: list[str]) -> None:
    page = analysed(text, "en")
    assert [page.text[r.start : r.end] for r in capital_runs(page)] == runs


def test_a_distinctive_spelling() -> None:
    assert [w for w in ("EU", "ERDF", "Cohes3ion", "BioWood", "Wood", "wood", "ÅLAND") if distinctive(w)] == [
        "ERDF", "Cohes3ion", "BioWood", "ÅLAND",
    ]  # fmt: skip


def test_an_acronym_says_so() -> None:
    forms = {c.value.lexical: c.qualifier("form") for c in read("The FERNOVA project, a Mossland Network.").claims
             if c.predicate == "mention" and c.value}  # fmt: skip
    assert forms["FERNOVA"] == "acronym"
    assert forms["Mossland Network"] == "name"


def test_names_run_on_over_the_end_of_a_line() -> None:
    text = (
        "Eight towns on the coast have worked for years with the Mossland\nHarbour Foundation, which has its seat "
        "in the old town hall of Åland.\n"
    )
    reading = read(text)
    assert "Mossland Harbour Foundation" in reading.entities("Organisation")
    claim = next(c for c in reading.claims if c.predicate == "mention" and "Foundation" in c.subject.name)
    assert "Mossland\nHarbour" in claim.evidence.quote, "the quote is the page's own text"


def test_the_years_of_a_programme_are_no_part_of_its_name() -> None:
    reading = read("Program Łąkowe Miasta 2021-2027 zaprasza do składania wniosków.", "pl")
    assert reading.entities("Programme") == {"Program Łąkowe Miasta"}


def test_a_compound_of_several_clusters_is_no_name() -> None:
    assert read("Suomen ensimmäiset hopeaklusterit toimivat Lapissa.", "fi").entities("Cluster") == set()
