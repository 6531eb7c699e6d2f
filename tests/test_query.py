"""Loading, binding, resolving, running and rendering queries."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from query_sample import BASE, oxigraph, rdflib_source
from regiograph.errors import QueryError
from regiograph.model import Value
from regiograph.output import FORMATS, render, table, width
from regiograph.query import Parameter, bind, load_query, named_queries, parse_query, run
from regiograph.resolve import KINDS, resolve_term, resolve_terms
from regiograph.results import TooManyRows
from regiograph.store import Store

HEADER = "# title: Łódź\n# question: Which?\n# parameter: who thing(project): the project\n"
BODY = "SELECT ?x {\n  # bind: who ?x\n  ?x a ?c\n}\nORDER BY ?x\n"


def refusal(error: pytest.ExceptionInfo[QueryError]) -> tuple[str, str, str]:
    return error.value.what, error.value.where, error.value.todo


# --- files and headers


def test_header_is_read() -> None:
    query = parse_query(HEADER + "# joined: x with comma\n# money: total amount\n" + BODY, "éù")
    assert (query.name, query.title, query.question, query.media_type) == ("éù", "Łódź", "Which?", "text/csv")
    assert query.parameters == (Parameter("who", "thing", ("project",), "the project"),)
    assert (query.joined, query.money) == ((("x", ", "),), ("total", "amount"))


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        (BODY, "no title", "# title"),
        ("# title: A\n" + BODY, "no question", "# question"),
        (HEADER + "SELECT * { }", "differ: who", "# bind"),
        ("# title: A\n# question: B?\n" + BODY, "differ: who", "# parameter"),
        (HEADER.replace("thing(", "thingy(") + BODY, "unknown kind of parameter 'thingy'", "mean thing"),
        (HEADER.replace("project)", "projekt)") + BODY, "unknown type of thing 'projekt'", "mean project"),
        (HEADER.replace(": the", " the") + BODY, "parameter line", "NAME KIND"),
        ("# titel: A\n" + HEADER + BODY, "unknown header line 'titel'", "mean title"),
        (HEADER + "# joined: x with dash\n" + BODY, "separator", "comma"),
    ],
)
def test_a_bad_header_is_refused(text: str, what: str, todo: str) -> None:
    with pytest.raises(QueryError) as error:
        parse_query(text, "bad")
    assert what in error.value.what
    assert error.value.where.startswith("bad")
    assert todo in error.value.todo


def test_a_workspace_adds_and_replaces_queries(tmp_path: Path) -> None:
    own = tmp_path / "queries"
    own.mkdir()
    (own / "mine.rq").write_text(HEADER + BODY, "utf-8")
    (own / "events.rq").write_text(HEADER + BODY, "utf-8")
    found = named_queries(tmp_path)
    assert set(found) == {*named_queries(), "mine"}
    assert list(found) == sorted(found)
    assert found["events"].title == "Łódź"
    assert load_query("mine", tmp_path) == found["mine"]


def test_load_by_name_path_and_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "kysely.rq"
    file.write_text("\ufeffSELECT ?x {\r\n  # bind: x\r\n  ?x a ?c }\r\n", "utf-8")
    loaded = load_query(str(file))
    assert (loaded.name, loaded.title, [p.kind for p in loaded.parameters]) == ("kysely", "kysely", ["term"])
    assert load_query("-", stdin=io.StringIO("ASK { ?s ?p ?o }")).text == "ASK { ?s ?p ?o }"
    assert load_query("events").name == "events"


def test_unknown_names_list_the_nearest() -> None:
    with pytest.raises(QueryError) as error:
        load_query("event")
    assert refusal(error) == ("there is no query 'event'", "", "did you mean events or evidence or planned-events?")
    with pytest.raises(QueryError, match="known: case-studies, cluster-labels"):
        load_query("xyzzy")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        load_query(str(tmp_path / "none.rq"))
    (tmp_path / "latin.rq").write_bytes("# title: Łódź\n".encode("iso-8859-2"))
    with pytest.raises(QueryError, match=r"latin\.rq"):
        load_query(str(tmp_path / "latin.rq"))


# --- binding


def test_bind_leaves_marks_that_are_not_given() -> None:
    text = 'SELECT * {\n  VALUES ?lang { "en" } # bind: lang\n  # bind: who ?x\n  ?x ?p ?o }'
    assert bind(text, {}) == text
    assert bind(text, {"lang": Value("fi")}).splitlines()[1:3] == ['  VALUES ?lang { "fi" }', "  # bind: who ?x"]
    several = bind(text, {"who": (f"{BASE}id/fund/erdf", Value("1.50", "decimal"), Value("é", language="pt-BR"))})
    assert several.splitlines()[2] == (
        f'  VALUES ?x {{ <{BASE}id/fund/erdf> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> "é"@pt-BR }}'
    )


def test_bind_refuses_names_without_a_mark() -> None:
    with pytest.raises(QueryError, match="no place for 'wo'") as error:
        bind(BODY, {"wo": Value("x")})
    assert error.value.todo == "did you mean who?"


@pytest.mark.parametrize(
    "iri",
    [
        "urn:x> } ?s ?p ?o #",
        "urn:a b",
        "urn:a\n",
        'urn:"',
        "urn:{",
        "urn:\\u003e",
        "relative",
        "",
        "urn:a`b",
        "urn:\x00",
    ],
)
def test_an_iri_that_is_none_is_refused(iri: str) -> None:
    with pytest.raises(QueryError, match="not an IRI"):
        bind(BODY, {"who": iri})


@pytest.mark.parametrize("value", [Value("x", language='en"'), Value("x", "urn:a> }"), Value("\ud800")])
def test_a_literal_that_is_none_is_refused(value: Value) -> None:
    with pytest.raises(QueryError):
        bind(BODY, {"who": value})


ECHO = "SELECT ?given {\n  # bind: given\n}"


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
@example('" } UNION { ?s ?p ?given } #')
@example('\\" } #')
@example("\\u0022 } UNION { ?s ?p ?given } # \\U00000022")
@example("\\\\u005C\"\n# bind: given\n'''")
@example("\r\n\t\x08")
def test_no_text_breaks_out_of_its_literal(text: str) -> None:
    for source in (oxigraph(), rdflib_source()):
        found = list(source.query(bind(ECHO, {"given": Value(text)})).rows())
        assert found == [(Value(text),)]


@pytest.mark.parametrize("text", ['Lapland" } #', "Lapland> } #", "<urn:x> } #", "a/b } UNION { ?s ?p ?o", "FI1D7 }"])
def test_hostile_parameters_find_nothing(text: str) -> None:
    for name, parameter in (("partnership-members", "partnership"), ("evidence", "object"), ("evidence", "predicate")):
        with pytest.raises(QueryError):
            run(oxigraph(), name, {parameter: text})


# --- resolving


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BASE}id/territory/lapland", "territory/lapland"),
        (f"<{BASE}id/territory/lapland>", "territory/lapland"),
        ("territory/lapland", "territory/lapland"),
        ("designation/lapland-2014", "designation/lapland-2014"),
        ("FI1D7", "territory/lapland"),
        ("fi1d3", "territory/north-karelia"),
        ("FI1DC", "territory/north-karelia"),
        ("Lappi", "territory/lapland"),
        ("  LAPPI ", "territory/lapland"),
        ("LAPONIA", "territory/lapland"),
        ("åland", "territory/aland"),
        ("WOJEWÓDZTWO  łódzkie", "territory/lodzkie"),
        ("ERDF", "fund/erdf"),
        ("eakr", "fund/erdf"),
        ("Lumiverkko kokoaa pohjoisen", "document/lumi"),
    ],
)
def test_things_by_iri_path_code_and_name(text: str, expected: str) -> None:
    assert resolve_term(oxigraph(), text) == f"{BASE}id/{expected}"
    assert resolve_term(rdflib_source(), text) == f"{BASE}id/{expected}"


@pytest.mark.parametrize("text", ["FI", "FIN", "country/FIN", "Suomi"])
def test_countries(text: str) -> None:
    assert resolve_term(oxigraph(), text) == "http://publications.europa.eu/resource/authority/country/FIN"


def test_unknown_things_name_the_nearest() -> None:
    with pytest.raises(QueryError) as error:
        resolve_term(oxigraph(), "Laplant")
    assert refusal(error)[0] == "there is no thing called 'Laplant'"
    assert "did you mean Lapland" in error.value.todo
    with pytest.raises(QueryError, match="know nothing of <https"):
        resolve_term(oxigraph(), f"{BASE}id/fund/none")
    with pytest.raises(QueryError, match="no project or network called 'Lapland'"):
        resolve_term(oxigraph(), "Lapland", types=("project", "network"))


def test_ambiguous_names_list_the_candidates() -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    store = Store.memory(
        (
            f'<{BASE}id/project/e> {label} "ESSEN"@de <urn:g> .\n<{BASE}id/territory/e> {label} "Essen"@de <urn:g> .\n'
        ).encode()
    )
    with pytest.raises(QueryError) as error:
        resolve_term(store, "essen")
    assert refusal(error) == ("'essen' names 2 things", "", "choose one of project/e, territory/e")
    assert resolve_term(store, "essen", types=("territory",)) == f"{BASE}id/territory/e"


def test_a_preferred_name_wins_over_another_ones_alias() -> None:
    skos = "http://www.w3.org/2004/02/skos/core#"
    store = Store.memory(
        (
            f'<{BASE}id/project/a> <{skos}altLabel> "Éù"@fr <urn:g> .\n'
            f'<{BASE}id/fund/b> <{skos}prefLabel> "éù"@fr <urn:g> .\n'
        ).encode()
    )
    assert resolve_term(store, "ÉÙ") == f"{BASE}id/fund/b"


def test_case_folding_goes_beyond_lower_case() -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    store = Store.memory(f'<{BASE}id/territory/w> {label} "Weißenfels"@de <urn:g> .\n'.encode())
    assert resolve_term(store, "WEISSENFELS") == f"{BASE}id/territory/w"


@pytest.mark.parametrize(
    ("text", "kind", "types", "expected"),
    [
        ("difficulties", "concept", ("section-type",), "https://w3id.org/regiograph/voc/section-type/difficulties"),
        ("kiertotalous", "concept", (), "https://w3id.org/regiograph/voc/theme/circular-economy"),
        ("theme/circular-economy", "concept", (), "https://w3id.org/regiograph/voc/theme/circular-economy"),
        ("ledTo", "predicate", (), "https://w3id.org/regiograph/ns#ledTo"),
        ("rg:sisterOf", "predicate", (), "https://w3id.org/regiograph/ns#sisterOf"),
        ("http://purl.org/dc/terms/subject", "predicate", (), "http://purl.org/dc/terms/subject"),
        ("0,7", "number", (), Value("0.7", "decimal")),
        ("1", "number", (), Value("1.0", "decimal")),
        ("en-GB", "language", (), Value("en")),
        ("Łódź", "text", (), Value("Łódź")),
        ("mines", "term", (), Value("mines", language="en")),
        ("realisation/planned", "term", (), "https://w3id.org/regiograph/voc/realisation/planned"),
    ],
)
def test_other_kinds(text: str, kind: str, types: tuple[str, ...], expected: str | Value) -> None:
    assert resolve_term(oxigraph(), text, kind, types) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("x", "number"), ("NaN", "number"), ("e n", "language"), ("ledTwo", "predicate"), ("zz:x", "predicate"),
     ("qwertz", "concept"), ("qwertz", "term"), ("  ", "text"), ("x", "colour")],
)  # fmt: skip
def test_values_that_are_not_understood(text: str, kind: str) -> None:
    with pytest.raises(QueryError) as error:
        resolve_terms(oxigraph(), text, kind, where="below")
    assert error.value.where == "below"
    assert error.value.todo


def test_kinds_are_all_resolvable() -> None:
    for kind in KINDS:
        with pytest.raises(QueryError, match="empty"):
            resolve_terms(oxigraph(), "", kind)


# --- running


def test_unknown_parameters_list_the_nearest() -> None:
    with pytest.raises(QueryError) as error:
        run(oxigraph(), "matchmaking", {"regio": "Lapland"})
    assert refusal(error) == ("query matchmaking has no parameter 'regio'", "", "did you mean region?")


def test_values_are_taken_as_they_are() -> None:
    assert len(list(run(oxigraph(), "low-confidence", {"below": Value("0.55", "decimal")}).rows())) == 10


def test_queries_without_a_header_run_as_they_are() -> None:
    asked = load_query("-", stdin=io.StringIO("ASK { ?s a <https://w3id.org/regiograph/ns#Fund> }"))
    assert run(oxigraph(), asked).truth is True


def test_a_mark_for_the_language_follows_the_reader() -> None:
    own = load_query("-", stdin=io.StringIO('SELECT ?lang {\n  VALUES ?lang { "en" } # bind: lang\n}'))
    assert list(run(oxigraph(), own, language="pl").rows()) == [(Value("pl"),)]


# --- rendering


def test_table_is_aligned_and_safe_for_a_terminal() -> None:
    text = table(
        ("name", "n"), [(Value("Łódź\x1b[31m\n日本"), Value("7", "integer")), (None, Value("12.5", "decimal"))]
    )
    assert text.splitlines() == [
        "name               n",
        "──────────────  ────",
        "Łódź [31m 日本     7",
        "                12.5",
        "",
        "2 rows",
    ]


def test_width_counts_columns() -> None:
    assert [width(t) for t in ("Åland", "e\u0301", "日本", "")] == [5, 1, 4, 0]


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "xml"])
def test_formats_of_a_table(format_: str) -> None:
    body = render(run(oxigraph(), "functional-areas"), format_).decode()
    assert "Łódź" in body
    if format_ == "json":
        assert json.loads(body)["head"]["vars"] == ["territory", "within"]
    if format_ == "csv":
        assert body.splitlines()[0] == "territory,within"


@pytest.mark.parametrize("format_", ["table", "ttl", "nt", "rdf", "jsonld", "nq", "trig"])
def test_formats_of_a_graph(format_: str) -> None:
    asked = "CONSTRUCT WHERE { ?s <https://w3id.org/regiograph/ns#governs> ?o }"
    assert b"council-of-lapland" in render(oxigraph().query(asked), format_)


def test_formats_that_do_not_fit() -> None:
    with pytest.raises(QueryError, match="no format 'xls'"):
        render(oxigraph().query("ASK { }"), "xls")
    with pytest.raises(QueryError, match="a table has no ttl"):
        render(run(oxigraph(), "events"), "ttl")
    with pytest.raises(QueryError, match="a graph has no csv"):
        render(oxigraph().query("CONSTRUCT WHERE { ?s ?p ?o }"), "csv")
    assert set(FORMATS) == {"table", "csv", "tsv", "json", "xml", "ttl", "nt", "rdf", "jsonld", "nq", "trig"}


def test_an_answer_of_yes_or_no() -> None:
    assert render(oxigraph().query("ASK { ?s ?p ?o }")) == b"true\n"
    assert render(oxigraph().query("ASK { <urn:x> ?p ?o }"), "json") == b'{"head":{},"boolean":false}'


def test_a_limit_never_shortens_silently() -> None:
    with pytest.raises(TooManyRows):
        render(run(oxigraph(), "sources"), "csv", limit=2)
    assert render(run(oxigraph(), "sources"), "csv", limit=3).count(b"\n") == 4
