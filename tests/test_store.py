"""Room 6: loading, querying, result formats, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from regiograph.errors import QueryError, ReleaseError
from regiograph.model import Quad, Value
from regiograph.results import TooManyRows
from regiograph.store import Store, parse, serialize

NQ = """\
<urn:remix> <urn:label> "éù \\"Łódź\\"\\n Åland"@fi <urn:g1> .
<urn:remix> <urn:label> "éù \\"Łódź\\"\\n Åland"@fi <urn:g2> .
<urn:remix> <urn:cost> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g1> .
<urn:remix> <urn:in> <urn:lapland> <urn:g1> .
<urn:lapland> <urn:label> "Lapland, FI\\t1" <urn:g2> .
""".encode()
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture
def store() -> Store:
    return Store.memory(NQ)


def test_queries_see_each_triple_of_the_union_once(store: Store) -> None:
    rows = list(store.query("SELECT ?o WHERE { <urn:remix> <urn:label> ?o }").rows())
    assert rows == [(Value('éù "Łódź"\n Åland', language="fi"),)]
    counted = list(store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s <urn:label> ?o }").rows())
    assert counted == [(Value("2", "integer"),)]


def test_graph_and_from_see_the_named_graphs(store: Store) -> None:
    graphs = store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert list(graphs.rows()) == [("urn:g1",), ("urn:g2",)]
    assert len(list(store.query("SELECT * FROM <urn:g2> WHERE { ?s ?p ?o }").rows())) == 2
    assert len(list(store.query("SELECT * WHERE { ?s ?p ?o }", default_graphs=["urn:g2"]).rows())) == 2
    named = store.query("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", named_graphs=["urn:g1"])
    assert len(list(named.rows())) == 3
    assert store.graphs() == ["urn:g1", "urn:g2"]


def test_bindings_put_a_thing_in_place_of_a_variable(store: Store) -> None:
    query = "SELECT ?thing ?o WHERE { ?thing <urn:in> ?o }"
    assert list(store.query(query, bindings={"thing": "urn:remix"}).rows()) == [("urn:remix", "urn:lapland")]
    assert list(store.query(query, bindings={"thing": "urn:x"}).rows()) == []
    with pytest.raises(QueryError, match="cannot be run"):
        store.query("SELECT ?o WHERE { ?thing <urn:in> ?o }", bindings={"thing": "urn:remix"})


def test_prefixes_need_no_declaration(store: Store) -> None:
    assert store.query("ASK { u:remix u:in u:lapland }", prefixes={"u": "urn:"}).truth is True


def test_a_disk_store_is_opened_read_only_and_by_several_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    file.write_bytes(NQ)
    Store.build(tmp_path / "store", file)
    (tmp_path / "store").rename(tmp_path / "moved")
    one, two = Store.open(tmp_path / "moved"), Store.open(tmp_path / "moved")
    assert list(one.query(ALL).rows()) == list(two.query(ALL).rows()) == list(Store.memory(NQ).query(ALL).rows())
    assert len(list(one.quads())) == 5
    assert len(list(one.union())) == 4
    assert one.difference(Store.memory(NQ)) is None
    missing = one.difference(Store.memory(NQ.splitlines(keepends=True)[0]))
    assert missing is not None
    assert "urn:" in missing


def test_a_store_that_cannot_be_built_or_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_text("<urn:a> <urn:b> .\n")
    with pytest.raises(ReleaseError, match="cannot be built"):
        Store.build(tmp_path / "store", tmp_path / "bad.nq")
    with pytest.raises(ReleaseError, match="no store here"):
        Store.open(tmp_path / "nowhere")
    with pytest.raises(ReleaseError, match="not valid N-Quads"):
        Store.memory(b"<urn:a> <urn:b> .")


def test_quads_for_gives_both_directions(store: Store) -> None:
    found = store.quads_for("urn:lapland")
    assert found.outgoing == (Quad("urn:lapland", "urn:label", Value("Lapland, FI\t1"), "urn:g2"),)
    assert found.incoming == (Quad("urn:remix", "urn:in", "urn:lapland", "urn:g1"),)
    assert store.quads_for("urn:lapland", incoming=0).incoming == ()
    with pytest.raises(QueryError, match="not an IRI"):
        store.quads_for("no iri <")


def test_a_syntax_error_names_line_and_column(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT * WHERE {\n ?s ?p }")
    assert caught.value.where == "2:9"
    with pytest.raises(QueryError, match="prefix is not declared"):
        store.query("SELECT * WHERE { ?s foo:bar ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
        "SELECT * WHERE { ?s <urn:in> 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE # here\n <http://127.0.0.1:9/#a> # there\n { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * WHERE { ?s ?p ?o SERVICESILENTe:x{ ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p ?o FILTER(?s<?p#>"""\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }#"""',
    ],
)
def test_no_other_server_is_ever_asked(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        store.query(query)


def test_the_word_service_is_no_crime(store: Store) -> None:
    query = 'PREFIX e: <urn:> SELECT ?service WHERE { ?service e:service ?o FILTER(?o != "service {") } # service'
    assert list(store.query(query).rows()) == []


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:a> <urn:a> }", "LOAD <http://127.0.0.1:9/>", "DROP ALL"]
)
def test_updates_are_no_queries(store: Store, update: str) -> None:
    with pytest.raises(QueryError, match="not a SPARQL query"):
        store.query(update)


def test_select_results_read_back_the_same_in_every_format(store: Store) -> None:
    query = "SELECT ?s ?o ?none WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
    native = ox.Store()
    native.bulk_load(NQ, ox.RdfFormat.N_QUADS)
    for name, theirs in (("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")):
        read = ox.parse_query_results(store.query(query).serialize(name), getattr(ox.QueryResultsFormat, theirs))
        assert isinstance(read, ox.QuerySolutions)
        again = [tuple(None if t is None else str(t) for t in row) for row in read]
        wanted = [(f"<{s}>", str(_native(o)), None) for s, o, _ in _rows(store, query)]
        assert again == wanted
    table = list(csv.reader(io.StringIO(store.query(query).serialize("csv").decode(), newline="")))
    assert table[0] == ["s", "o", "none"]
    assert ["urn:lapland", "Lapland, FI\t1", ""] in table
    assert ["urn:remix", 'éù "Łódź"\n Åland', ""] in table


def _rows(store: Store, query: str) -> list[tuple[str, str | Value, None]]:
    return [(str(s), o, None) for s, o, _ in store.query(query).rows() if o is not None]


def _native(term: str | Value) -> ox.NamedNode | ox.Literal:
    if isinstance(term, str):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    return ox.Literal(term.lexical, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#" + term.datatype))


def test_ask_results() -> None:
    store = Store.memory(NQ)
    assert json.loads(store.query("ASK {}").serialize("srj")) == {"head": {}, "boolean": True}
    root = ET.fromstring(store.query("ASK { ?s <urn:no> ?o }").serialize("srx"))  # noqa: S314 - our own bytes
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "false"
    assert store.query("ASK {}").serialize("csv") == b"true"


def test_a_control_character_leaves_the_xml_well_formed() -> None:
    store = Store.memory(b'<urn:a> <urn:b> "form\\u000Cfeed\\r" <urn:g> .\n')
    assert "form\ufffdfeed\r" in "".join(ET.fromstring(store.query(ALL).serialize("xml")).itertext())  # noqa: S314


def test_a_limit_is_an_error_and_never_a_shorter_answer(store: Store) -> None:
    assert len(list(store.query(ALL).rows(limit=4))) == 4
    with pytest.raises(TooManyRows, match="more than 3 rows"):
        store.query(ALL).serialize("json", limit=3)
    with pytest.raises(TooManyRows):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples(limit=3)


def test_results_come_in_pieces() -> None:
    lines = b"".join(b'<urn:a%d> <urn:b> "\xc3\xa9" <urn:g> .\n' % n for n in range(2000))
    pieces = list(Store.memory(lines).query(ALL).chunks("json"))
    assert len(pieces) > 2
    assert len(json.loads(b"".join(pieces))["results"]["bindings"]) == 2000


def test_construct_gives_sorted_triples_once(store: Store) -> None:
    triples = store.query("CONSTRUCT { ?s <urn:is> <urn:thing> } WHERE { ?s ?p ?o }").triples()
    assert triples == [Quad("urn:lapland", "urn:is", "urn:thing", ""), Quad("urn:remix", "urn:is", "urn:thing", "")]


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf", "jsonld", "nq", "trig"])
def test_serialised_statements_parse_again(name: str) -> None:
    quads = list(parse(NQ, "nq"))
    wanted = set(quads) if name in {"nq", "trig"} else {Quad(q.subject, q.predicate, q.object, "") for q in quads}
    assert set(parse(serialize(quads, name, {"urn": "urn:"}), name)) == wanted


def test_the_wrong_kind_of_answer_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="does not give a table"):
        store.query("ASK {}").rows()
    with pytest.raises(QueryError, match="does not give a graph"):
        store.query(ALL).triples()
    with pytest.raises(QueryError, match="no format 'pdf'"):
        store.query(ALL).chunks("pdf")
    with pytest.raises(QueryError, match="no format 'csv'"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }").chunks("csv")
    with pytest.raises(QueryError, match="no RDF format"):
        serialize([], "csv")


def test_parse_names_file_and_line() -> None:
    with pytest.raises(ReleaseError, match=r"x\.nt: not valid N-Triples: .*line 3"):
        list(parse(b"<urn:a> <urn:b> <urn:c> .\n<urn:a>\n", "nt", where="x.nt"))
