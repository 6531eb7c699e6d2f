"""The packaged .rq files: headers, and the same rows from rdflib and from our store, with and without parameters."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from query_sample import BASE, lines, oxigraph, rdflib_source
from regiograph.media import by_media_type
from regiograph.query import NamedQuery, bind, named_queries, run
from regiograph.resolve import Answers
from regiograph.resources import packaged
from regiograph.store import Store

COLUMNS = {
    "case-studies": "event n case themes",
    "cluster-labels": "cluster level issuer knownBy",
    "cluster-managers": "cluster organisation confidence",
    "coverage": "entity documents languages",
    "disagreements": "thing status issuer when confidence quote",
    "document-statistics": "document annotations statements meanConfidence",
    "events": "from to event place status",
    "evidence": "subject predicate object document language quote start end confidence",
    "functional-areas": "territory within",
    "helix": "cluster group types",
    "lineage": "from relation to",
    "low-confidence": "confidence kind subject predicate object document",
    "matchmaking": "region theme via partner",
    "names": "thing name language document",
    "numbers": "about how value of",
    "partnership-members": "partnership region role country nuts",
    "planned-events": "event when place document",
    "practice-sections": "thing n text",
    "programmes": "what programme",
    "project-funding": "project total currency rate fund amount",
    "regions-in-several": "region n in",
    "shared-themes": "theme regions names",
    "sources": "document language title issued window",
    "territorial-map": "level kind source target area",
    "theme-mappings": "of en pl fi eurovoc",
}

QUERIES = named_queries()

Cells = list[tuple[str | Decimal, ...]]


def rows(source: Answers, name: str, params: dict[str, str] | None = None, language: str = "en") -> Cells:
    """The rows by value: numbers by magnitude, an unbound cell as an empty one."""
    return [
        tuple(_plain("" if cell is None else cell if isinstance(cell, str) else cell.lexical) for cell in row)
        for row in run(source, name, params, language).rows()
    ]


def texts(name: str, params: dict[str, str] | None = None, language: str = "en") -> list[str]:
    """The rows of our store, cells joined by bars."""
    return [" | ".join(str(cell) for cell in row) for row in rows(oxigraph(), name, params, language)]


def _plain(text: str) -> str | Decimal:
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        return text


def test_every_query_of_the_list_is_there() -> None:
    assert set(QUERIES) == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_headers_are_whole(name: str) -> None:
    query = QUERIES[name]
    assert query.title
    assert query.question.endswith("?")
    assert by_media_type(query.media_type)
    assert all(parameter.help for parameter in query.parameters)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str) -> None:
    assert " ".join(run(oxigraph(), name).variables) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_no_data_iri_and_no_service(name: str) -> None:
    iris = re.findall(r"<(https?:[^>]+)>", QUERIES[name].text)
    assert not [iri for iri in iris if "example" in iri or "/id/" in iri or "/graph/" in iri]
    assert "SERVICE" not in QUERIES[name].text.upper().split()


@pytest.mark.parametrize("name", COLUMNS)
def test_both_engines_give_the_same_rows_in_the_same_order(name: str) -> None:
    ours = rows(oxigraph(), name)
    assert ours, "the sample has something for every query"
    assert ours == rows(rdflib_source(), name)


@pytest.mark.parametrize("name", COLUMNS)
def test_order_does_not_depend_on_the_order_of_the_data(name: str) -> None:
    assert "ORDER BY" in QUERIES[name].text.splitlines()[-1]
    assert rows(oxigraph(), name) == rows(oxigraph(seed=7), name) == rows(oxigraph(seed=11), name)


@pytest.mark.parametrize("name", COLUMNS)
def test_other_base_gives_the_same_rows(name: str) -> None:
    assert rows(oxigraph(), name) == rows(oxigraph("https://lod.example.eu/regiony/voc/"), name)


@pytest.mark.parametrize("name", COLUMNS)
def test_runs_as_it_stands_without_our_code(name: str) -> None:
    raw = [tuple(r) for r in oxigraph().query(QUERIES[name].text).rows()]
    assert len(raw) == len(rows(oxigraph(), name))


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_store_gives_no_rows(name: str) -> None:
    assert rows(Store.memory(b""), name) == []


@pytest.mark.parametrize("name", ["case-studies", "coverage", "partnership-members", "regions-in-several"])
def test_rdflib_gives_no_rows_for_no_groups(name: str) -> None:
    nothing = bind(QUERIES[name].text, {QUERIES[name].parameters[0].name: f"{BASE}id/territory/nowhere"})
    assert list(rdflib_source().query(nothing).rows()) == []


PARAMETERS = {
    ("case-studies", "event", "Łódź"): 2,
    ("case-studies", "event", "wizyta studyjna w łodzi"): 2,
    ("case-studies", "event", "Åland"): 0,
    ("cluster-labels", "cluster", "Kiviklusteri"): 1,
    ("cluster-managers", "cluster", "cluster/kivi"): 1,
    ("coverage", "entity", "Lappi"): 1,
    ("disagreements", "thing", "Lapland"): 2,
    ("disagreements", "thing", "Åland"): 0,
    ("document-statistics", "document", "document/lumi"): 1,
    ("events", "event", "Pier Day"): 1,
    ("evidence", "predicate", "ledTo"): 1,
    ("evidence", "object", "mining industry"): 2,
    ("evidence", "object", "Brak szybkich zysków"): 1,
    ("functional-areas", "territory", "Łódź"): 1,
    ("functional-areas", "territory", "Åland"): 0,
    ("helix", "cluster", "Kiviklusteri"): 4,
    ("lineage", "to", "Stone Value Partnership"): 3,
    ("lineage", "to", "LUMI"): 2,
    ("low-confidence", "below", "0.7"): 11,
    ("low-confidence", "below", "0.5"): 0,
    ("matchmaking", "region", "Lapland"): 1,
    ("names", "thing", "ERDF"): 5,
    ("numbers", "thing", "LUMI"): 1,
    ("partnership-members", "partnership", "stone value partnership"): 4,
    ("planned-events", "event", "loppuseminaari"): 1,
    ("practice-sections", "thing", "Sieć tematyczna"): 3,
    ("practice-sections", "kind", "difficulties"): 2,
    ("practice-sections", "kind", "napotkane trudności"): 2,
    ("programmes", "what", "LUMI"): 1,
    ("programmes", "programme", "Horisontti 2020"): 1,
    ("project-funding", "project", "lumi"): 1,
    ("regions-in-several", "region", "FI1D3"): 1,
    ("shared-themes", "theme", "kiertotalous"): 1,
    ("sources", "document", "document/pier"): 1,
    ("territorial-map", "region", "FI1D7"): 3,
    ("territorial-map", "region", "Ruhrgebiet"): 1,
    ("theme-mappings", "of", "Stone Value Partnership"): 2,
}


@pytest.mark.parametrize(("name", "parameter", "text"), PARAMETERS)
def test_parameters_narrow_the_answer_on_both_engines(name: str, parameter: str, text: str) -> None:
    narrowed = rows(oxigraph(), name, {parameter: text})
    assert len(narrowed) == PARAMETERS[name, parameter, text]
    assert set(narrowed) <= set(rows(oxigraph(), name))
    assert narrowed == rows(rdflib_source(), name, {parameter: text})


def test_every_parameter_has_a_test() -> None:
    declared = {(q.name, p.name) for q in QUERIES.values() for p in q.parameters if p.name != "lang"}
    assert declared - {(name, parameter) for name, parameter, _ in PARAMETERS} == {("evidence", "subject")}


def test_members_with_lead_first_and_both_codes() -> None:
    assert texts("partnership-members", {"partnership": "Stone Value Partnership"}) == [
        "Stone Value Partnership | Lapland | lead partner | FIN | FI1D7",
        "Stone Value Partnership | North Karelia | lead partner | FIN | FI1D3 FI1DC",
        "Stone Value Partnership | Åland | partner | FIN | FI200",
        "Stone Value Partnership | Łódzkie | partner | POL | PL71",
    ]


def test_names_come_in_the_readers_language_then_en_then_mul_then_any() -> None:
    assert texts("functional-areas", language="de") == [
        "Brzeg Dolny | ", "Emscher-Lippe | Ruhrgebiet", "Ruhrgebiet | ", "Łódź | Łódzkie",
    ]  # fmt: skip
    members = texts("partnership-members", {"partnership": "Stone Value Partnership"}, language="fi")
    assert [line.split(" | ")[1:3] for line in members] == [
        ["Lappi", "pääkumppani"], ["Pohjois-Karjala", "pääkumppani"],
        ["Ahvenanmaa", "kumppani"], ["Łódzkie", "kumppani"],
    ]  # fmt: skip


def test_a_region_counts_through_its_authority() -> None:
    assert texts("regions-in-several")[0] == "Lapland | 3 | network/jaatie, partnership/stone-value, project/lumi"


def test_money_has_two_decimals() -> None:
    (row,) = run(oxigraph(), "project-funding").rows()
    assert [cell if cell is None or isinstance(cell, str) else cell.lexical for cell in row] == [
        "LUMI", "432760.00", "EUR", "88.1", "European Regional Development Fund", "381261.56",
    ]  # fmt: skip


def test_events_without_date_come_last_and_places_share_a_cell() -> None:
    lines_ = texts("events")
    assert lines_[0] == "2020-01-15 | 2020-01-16 | Wizyta studyjna w Łodzi | Poland, Łódź | reported as done"
    assert [line[:6] for line in lines_[2:]] == [" |  | "] * 3


def test_planned_events_name_the_document_that_plans_them() -> None:
    assert texts("planned-events") == [
        "spotkanie na Wyspach Alandzkich | 2020-04 | Åland | wizyta", "loppuseminaari |  |  | lumi",
    ]  # fmt: skip


def test_lineage_names_each_step() -> None:
    assert texts("lineage") == [
        "project/lumi | operationalisedBy | partnership/stone-value",
        "designation/lapland-2014 | precursorOf | project/lumi",
        "initiative/stone-pledge | ledTo | project/lumi",
    ]


def test_evidence_gives_quote_and_position() -> None:
    asked = {"subject": "Raw Materials Pledge", "predicate": "rg:ledTo", "object": "project/lumi"}
    assert texts("evidence", asked) == [
        "initiative/stone-pledge | ledTo | project/lumi | pier | ENG | It grew out of the LUMI project, which a raw "
        "materials pledge had brought about. | 3E+2 | 3.8E+2 | 0.9"
    ]


def test_helix_shows_the_missing_groups() -> None:
    assert texts("helix", {"cluster": "Kiviklusteri"}) == [
        "Kiviklusteri | business | business, small or medium-sized enterprise", "Kiviklusteri | civil society | -",
        "Kiviklusteri | public sector | -", "Kiviklusteri | research and education | university",
    ]  # fmt: skip


def test_disagreements_keep_both_designations() -> None:
    assert [line.rsplit(" | ", 1)[0] for line in texts("disagreements")] == [
        "Lapland | model region | Euroopan komissio | ../2018-02-14 | 0.5",
        "Lapland | model region | Cluster Observatory | 2014 | 1",
    ]


def test_matchmaking_leaves_out_partners_and_regions_within_each_other() -> None:
    assert texts("matchmaking") == [
        "Emscher-Lippe | circular economy | cluster | Lapland",
        "Lapland | circular economy | case study | Emscher-Lippe",
    ]


def test_the_surest_evidence_counts_for_a_manager() -> None:
    assert texts("cluster-managers") == ["Kiviklusteri | Kivikeskus | 0.8"]


def test_vague_numbers_stay_vague() -> None:
    assert texts("numbers") == [
        "event/pier-day | more than | 2E+2 | participants", "project/lumi | several | 2 | mines",
    ]  # fmt: skip


def test_themes_of_things_without_a_name_fall_back_to_their_slug() -> None:
    assert [line.split(" | ")[0] for line in texts("theme-mappings")][-1] == "capability/lapland-mining"
    assert texts("theme-mappings", {"of": "Stone Value Partnership"})[1].endswith(
        "relatedMatch:1411; relatedMatch:2270; relatedMatch:8418"
    )


def test_a_triple_of_two_documents_is_counted_once() -> None:
    doubled = Store.memory(lines() + lines().replace(b"/graph/pier>", b"/graph/lumi>"))
    wanted = ("partnership-members", "shared-themes", "programmes", "numbers")
    assert [rows(doubled, name) for name in wanted] == [rows(oxigraph(), name) for name in wanted]


def test_the_packaged_folder_holds_queries_only() -> None:
    assert {p.suffix for p in Path(packaged("queries")).iterdir()} == {".rq"}


def test_named_queries_are_values() -> None:
    assert all(isinstance(q, NamedQuery) for q in QUERIES.values())


ANSWERS = {
    "case-studies": [
        "Wizyta studyjna w Łodzi | 1 | Rynki wiodące | ",
        "Wizyta studyjna w Łodzi | 2 | Zmiana w regionie | circular economy, digitalisation",
    ],
    "cluster-labels": [
        "Kiviklusteri | silver | Cluster Secretariat | 2018-02-14", "Åäö Forest Cluster | bronze |  | ",
    ],
    "coverage": [
        "programme/interreg-europe | 3 | ENG FIN POL", "territory/lapland | 3 | ENG FIN POL",
        "cluster/kivi | 2 | FIN POL", "fund/erdf | 2 | FIN POL", "organisation/kivikeskus | 2 | FIN POL",
        "project/lumi | 2 | ENG FIN", "territory/aland | 2 | ENG POL", "territory/lodzkie | 2 | ENG POL",
        "territory/north-karelia | 2 | ENG FIN",
    ],
    "document-statistics": ["lumi | 11 | 71 | 0.89", "pier | 7 | 49 | 0.96", "wizyta | 9 | 66 | 0.91"],
    "programmes": ["initiative/stone-pledge | Horizon 2020", "project/lumi | Interreg Europe"],
    "shared-themes": [
        "mining industry | 4 | Lapland, North Karelia, Åland, Łódzkie",
        "social acceptance of mining | 4 | Lapland, North Karelia, Åland, Łódzkie",
        "circular economy | 2 | Emscher-Lippe, Lapland",
    ],
    "sources": [
        "lumi | FIN | Lumiverkko kokoaa pohjoisen |  | 2017-11-01/2018-12-31",
        "pier | ENG | Regions meet at the pier | 2021-05-20 | ", "wizyta | POL | Wizyta w Łodzi |  | ",
    ],
    "territorial-map": [
        "European Union | funding synergy | fund/erdf | programme/interreg-europe | Lapland",
        "national | policy dialogue | territory/lodzkie |  | ",
        "regional | funding synergy | fund/erdf | programme/interreg-europe | Lapland",
        "sub-regional or metropolitan | anchoring of a cluster around an institution | organisation/kivikeskus"
        " | cluster/kivi | Ruhr area",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_whole_answers(name: str) -> None:
    assert texts(name) == ANSWERS[name]
