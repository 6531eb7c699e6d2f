"""Dumps: every format says the same, the same bytes twice, no blank nodes, readable Turtle."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from release_sample import BASE, CONTEXT, IRIS, ODD, quads_of, sample

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish.content import Content, core, counts, statements
from regiograph.publish.dumps import TRIPLES, dumps
from regiograph.publish.render import render
from regiograph.publish.vocabulary import json_context
from regiograph.store import parse
from regiograph.terms import EDTF, RG


@pytest.fixture
def content() -> Content:
    return sample()


def rdflib_triples(data: bytes, name: str) -> set[tuple[Any, ...]]:
    """Triples with their lexical forms, which rdflib would else normalise."""
    old, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Graph().parse(data=data, format=name)
        return {(s.n3(), p.n3(), o.n3(), type(o).__name__) for s, p, o in graph}
    finally:
        rdflib.NORMALIZE_LITERALS = old


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what rdflib deprecates
def test_formats_of_core_say_the_same_triples(content: Content) -> None:
    files = dict(dumps(content))
    wanted = set(core(content))
    names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
    theirs = rdflib_triples(files["dumps/core.nt"], "nt")
    assert len(theirs) == len(wanted) > 20
    for name, rdflib_name in names.items():
        assert set(parse(files[f"dumps/core.{name}"], name)) == wanted, name
        assert rdflib_triples(files[f"dumps/core.{name}"], rdflib_name) == theirs, name


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_all_holds_every_graph_and_evidence_the_annotations(content: Content) -> None:
    files = dict(dumps(content))
    every = {q for _, quads in content.graphs() for q in quads}
    assert set(parse(files["dumps/all.nq"], "nq")) == every
    assert set(parse(files["dumps/all.trig"], "trig")) == every
    notes = {q for quads in content.annotations.values() for q in quads}
    assert set(parse(files["dumps/evidence.nq"], "nq")) == notes
    dataset = rdflib.Dataset().parse(data=files["dumps/all.trig"], format="trig")
    assert len(list(dataset.quads())) == len(every)
    assert {g for q in every if (g := q.graph)} == {
        IRIS.graph(n) for n in ("north", "south", "reference", "vocabulary")
    }


def test_core_has_each_triple_once_and_the_reference_of_what_it_uses(content: Content) -> None:
    kernel = core(content)
    assert len(kernel) == len(set(kernel)) == len({(q.subject, q.predicate, q.object) for q in kernel})
    subjects = {IRIS.compact(q.subject) for q in kernel}
    assert {"territory/lapland", "country/FIN", "project/remix"} <= subjects
    assert not {"territory/unused", "annotation/a-north", "role/lead"} & subjects
    used = {IRIS.thing("territory/lapland"), IRIS.thing("country/FIN")}
    assert set(statements(content)) == {q for q in kernel if q.subject not in used}


def test_counts(content: Content) -> None:
    found = counts(content)
    assert found["documents"] == 2
    assert found["statements"] == 19
    assert found["core"] == 24
    assert found["annotations"] == 2
    assert found["project"] == 1
    assert "annotation" not in found


def test_nquads_are_canonical_and_sorted(content: Content) -> None:
    lines = dict(dumps(content))["dumps/all.nq"].decode().split("\n")
    assert lines[-1] == ""
    assert lines[:-1] == sorted(set(lines[:-1]))
    assert any(r"éù \"quotes\"\n Łódź" in line for line in lines)


def test_the_order_of_the_input_does_not_matter(content: Content) -> None:
    first = dict(dumps(content))
    shuffled = random.Random(7)  # noqa: S311 - not for secrets

    def mixed(quads: Any) -> list[Quad]:
        copy = list(quads)
        shuffled.shuffle(copy)
        return copy

    other = replace(
        content,
        domain={k: mixed(v) for k, v in reversed(list(content.domain.items()))},
        annotations={k: mixed(v) for k, v in content.annotations.items()},
        reference=mixed(content.reference), vocabulary=mixed(content.vocabulary),
    )  # fmt: skip
    assert dict(dumps(other)) == first


def test_hash_seed_and_time_zone_do_not_matter() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import release_sample\n"
        "from regiograph.publish.render import render\n"
        "for path, data in render(release_sample.sample()): print(path, hashlib.sha256(data).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)], check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Europe/Helsinki"))
    }  # fmt: skip
    assert len(runs) == 1
    assert runs.pop().count(b"\n") > 10


def test_turtle_is_pleasant_to_read(content: Content) -> None:
    text = dict(dumps(content))["dumps/core.ttl"].decode()
    head, _, body = text.partition("\n\n")
    declared = [line.split()[1] for line in head.splitlines()]
    assert declared == sorted(declared)
    assert all(f" {prefix}" in body or f"\n{prefix}" in body or f"^^{prefix}" in body for prefix in declared)
    starts = [block.split()[0] for block in body.split("\n\n")]
    assert starts == ["territory:lapland", "programme:interreg-europe", "project:remix", "membership:m1", "country:FIN"]
    assert 'project:remix a rg:Project ;\n    skos:prefLabel "REMIX"@mul , "Łódź – Åland \\"éù\\""@pl ;\n' in body
    assert "    rg:totalCost 432760.00 ;\n" in body
    assert "<https://example.org/wiki/a_(b)?q=ä&x=1#frag>" in body
    assert "dcterms:subject theme:mining-industry ;" in body
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_long_lists_of_values_take_a_line_each(content: Content) -> None:
    names = [Value(f"Pohjoinen klusteri numero {n}", language="fi") for n in range(9)]
    more = quads_of("north", *(("cluster/x", "skos:altLabel", name) for name in names))
    text = TRIPLES["ttl"](content, more).decode()
    assert text.count(" ,\n        ") == 8
    assert max(map(len, text.splitlines())) <= 120


def test_jsonld_reads_like_plain_json(content: Content) -> None:
    document = json.loads(dict(dumps(content))["dumps/core.jsonld"])
    assert document["@context"]["@base"] == f"{BASE}id/"
    assert document["@context"].items() >= CONTEXT.items()
    remix = next(node for node in document["@graph"] if node["id"] == "project/remix")
    assert remix["type"] == "Project"
    assert remix["prefLabel"] == {"mul": "REMIX", "pl": 'Łódź – Åland "éù"'}
    assert remix["underProgramme"] == "programme/interreg-europe"
    assert remix["totalCost"] == "432760.00"
    assert remix["schema:position"] == 3
    lapland = next(node for node in document["@graph"] if node["id"] == "territory/lapland")
    assert lapland["isPartOf"] == ["country:FIN"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_jsonld_with_the_packaged_context_says_the_same(content: Content) -> None:
    data = TRIPLES["jsonld"](replace(content, context=json_context()), core(content))
    assert set(parse(data, "jsonld")) == set(core(content))
    assert rdflib_triples(data, "json-ld") == rdflib_triples(TRIPLES["nt"](content, core(content)), "nt")


def test_jsonld_never_lets_a_term_change_a_value() -> None:
    plain = {k: v for k, v in CONTEXT.items() if k not in {"earliest", "prefLabel"}}
    curies = {
        **plain, "rg:earliest": {"@id": "rg:earliest", "@type": "xsd:date"},
        "rg:latest": {"@id": "rg:latest", "@container": "@list"},
        "skos:prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    }  # fmt: skip
    rows = (
        ("project/x", "rg:totalCost", Value("5", "integer")), ("project/x", "rg:earliest", Value("2018")),
        ("project/x", "rg:underProgramme", Value("programme/y")), ("project/x", "skos:prefLabel", Value("no language")),
        ("project/x", "skos:prefLabel", Value("éù", language="fr")), ("project/x", "rg:earliest", "programme/y"),
        ("project/x", "rg:latest", Value("2018-01-01", "date")), ("project/x", "rg:latest", Value("2018", "gYear")),
    )  # fmt: skip
    quads = [replace(q, graph="") for q in quads_of("north", *rows)]
    for context in (CONTEXT, plain, curies, {**CONTEXT, "@language": "fi"}, {}):
        assert set(parse(TRIPLES["jsonld"](Content(IRIS, context=context), quads), "jsonld")) == set(quads)


def test_a_blank_node_or_a_quad_in_a_foreign_graph_stops_the_dump(content: Content) -> None:
    blank = replace(content, reference=[Quad("_:b", RG + "x", "urn:x", IRIS.graph("reference"))])
    with pytest.raises(ReleaseError, match="blank node"):
        next(render(blank))
    foreign = replace(content, reference=quads_of("north", ("territory/x", "rdf:type", RG + "Territory")))
    with pytest.raises(ReleaseError, match="belongs to"):
        next(render(foreign))


def test_rdf_xml_refuses_what_xml_cannot_hold(content: Content) -> None:
    quads = quads_of("north", ("section/s", "schema:text", Value("form\x0cfeed")))
    with pytest.raises(ReleaseError, match="control character"):
        TRIPLES["rdf"](content, quads)
    nameless = [Quad("urn:a", "https://example.org/p/1", "urn:b", "")]
    with pytest.raises(ReleaseError, match="no XML name"):
        TRIPLES["rdf"](content, nameless)


LANGUAGES = st.sampled_from(["en", "fi", "pl", "mul", "pt-br"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20) | st.just(ODD)
XML_LETTERS = st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t\r")
XML_TEXTS = st.text(XML_LETTERS, max_size=20)
LOCALS = st.text(st.sampled_from("aZ09_-.~%()',;éŁ"), min_size=1, max_size=6).map(lambda t: t.replace("%", "%41"))
KINDS = st.sampled_from(["integer", "decimal", "boolean", "date", "string", "gYear", EDTF, RG + "kind"])
PROPERTIES = st.sampled_from(
    [
        "skos:prefLabel",
        "rg:underProgramme",
        "rg:earliest",
        "rg:totalCost",
        "dcterms:isPartOf",
        "schema:text",
        "rdf:type",
    ]
)


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    numbers = st.sampled_from(["5", "-1", "007", "1.50", ".5", "5.", "true", "1", "2018-10-01", "+3", "1e3", "-0", ""])
    return st.one_of(
        st.builds(Value, texts), st.builds(Value, texts, st.just("string"), LANGUAGES), st.builds(Value, numbers, KINDS)
    )


def triples(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, str, str | Value]]]:
    known = st.sampled_from(["project/remix", "theme/a", "https://schema.org", RG])
    iris = LOCALS.map(lambda t: f"https://data.example.org/id/project/{t}") | known
    return st.lists(st.tuples(iris, PROPERTIES, iris | literals(texts)), max_size=8)


@settings(max_examples=80, deadline=None, database=None, derandomize=True)
@given(rows=triples(TEXTS), name=st.sampled_from(["ttl", "nt", "jsonld"]))
def test_anything_survives_the_round_trip(rows: list[tuple[str, str, str | Value]], name: str) -> None:
    content = Content(IRIS, context=CONTEXT)
    quads = [replace(q, graph="") for q in quads_of("north", *rows)]
    assert set(parse(TRIPLES[name](content, quads), name)) == set(quads)


@settings(max_examples=80, deadline=None, database=None, derandomize=True)
@given(rows=triples(XML_TEXTS))
def test_anything_xml_can_hold_survives_rdf_xml(rows: list[tuple[str, str, str | Value]]) -> None:
    quads = [replace(q, graph="") for q in quads_of("north", *rows)]
    assert set(parse(TRIPLES["rdf"](Content(IRIS), quads), "rdf")) == set(quads)
