"""The gate of a build: documents one by one, then all together; findings in words, reports in three formats."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef

import gate_sample as sample
from gate_sample import IRIS, SHAPES, check, node, pages, quads, reference, text, with_rows
from regiograph.config import PersonEntry
from regiograph.model import Finding, Quad, Value
from regiograph.terms import EDTF, expand
from regiograph.validate import (
    Background,
    Report,
    Sources,
    __all__,
    load_background,
    sources,
    unquoted,
    validate,
    validate_release_data,
)  # fmt: skip


def rules(report: Report) -> list[tuple[str, str, str]]:
    """(rule, type/slug of the thing, document) of all findings."""
    return [(f.rule, IRIS.compact(f.focus), f.document) for f in report.findings]


def graph_of(*rows: sample.Row) -> Graph:
    graph = Graph()
    for quad in quads("x", *rows):
        term = quad.object
        value = URIRef(term) if isinstance(term, str) else Literal(term.lexical, lang=term.language or None)
        graph.add((URIRef(quad.subject), URIRef(quad.predicate), value))
    return graph


def test_public_names_are_sorted_and_exist() -> None:
    assert __all__ == sorted(__all__)
    assert all(hasattr(sys.modules["regiograph.validate"], name) for name in __all__)


# A build


def test_a_sound_build_conforms() -> None:
    report = check()
    assert report.findings == ()
    assert report.conforms
    assert report.counts == {"violation": 0, "warning": 0, "info": 0}


def test_a_type_stated_on_another_page_counts() -> None:
    """Page two says the meeting is of the project; only page one says what the project is."""
    documents = with_rows("page-2", ("event/launch", "rg:eventOf", "initiative/ecei"))
    assert rules(check(documents)) == [("Event-of", "event/launch", "page-2")]
    documents["page-1"] += quads("page-1", ("initiative/ecei", "rdf:type", "rg:Initiative"),
                                 ("initiative/ecei", "skos:prefLabel", text("ECEI", "mul")))  # fmt: skip
    assert check(documents).findings == ()


def test_what_must_be_there_may_stand_on_any_page() -> None:
    """The role of the membership stands on page one only, its name on neither without the other."""
    documents = pages()
    documents["page-1"] = [q for q in documents["page-1"] if q.predicate != expand("org:role")]
    assert rules(check(documents)) == [("Membership-has-role", "membership/lodz-lapland", "page-1")]


def test_two_names_in_one_language_on_two_pages() -> None:
    report = check(with_rows("page-2", ("project/lodz", "skos:prefLabel", text("Toinen nimi", "fi"))))
    assert rules(report) == [("Label-one-per-language", "project/lodz", "page-1")]


def test_pages_may_differ_where_sources_differ() -> None:
    documents = with_rows("page-2", ("project/lodz", "rg:edtf", Value("2018", EDTF)))
    assert check(documents).findings == ()


def test_lead_on_one_page_and_partner_on_another_is_a_warning() -> None:
    row = ("membership/lodz-lapland", "org:role", "voc:role/partner")
    apart = check(with_rows("page-2", row))
    assert [(f.rule, f.severity) for f in apart.findings] == [("Membership-documents-agree", "warning")]
    assert apart.conforms
    assert apart.stops("warning")
    together = check(with_rows("page-1", row))
    assert not together.conforms


def test_the_total_may_stand_on_another_page_than_the_computed_amount() -> None:
    documents = pages()
    total = expand("schema:value")
    documents["page-2"] = [
        Quad(q.subject, q.predicate, Value("432761.00", "decimal"), q.graph) if q.predicate == total else q
        for q in documents["page-2"]
    ]
    assert rules(check(documents)) == [("Grant-computed", "grant/lodz-erdf", "page-1")]


def test_a_stated_amount_may_be_rounded() -> None:
    documents = pages()
    documents["page-1"] = [
        Quad(q.subject, q.predicate, Value("381000.00", "decimal"), q.graph)
        if q.predicate == expand("schema:value")
        else q
        for q in documents["page-1"]
    ]
    stated = {name: [q for q in rows if q.object != node("voc:assertion/computed")]
              for name, rows in sample.all_evidence(documents).items()}  # fmt: skip
    assert [f.rule for f in check(documents, quotes=stated).findings if "Grant" in f.rule] == []


def test_a_fault_of_the_reference_is_told_once_and_only_where_it_is_used() -> None:
    known = [*reference(), *quads("reference", ("territory/lapland", "cv:code", "nuts:FI9Z9"),
                                  ("territory/kainuu", "rdf:type", "rg:Territory"),
                                  ("territory/kainuu", "cv:code", "nuts:XX999"))]  # fmt: skip
    assert rules(check(known=known)) == [("Territory-code", "territory/lapland", "reference")]


def test_a_fault_without_a_value_is_told_once_as_well() -> None:
    known = [*reference(), *quads("reference", ("territory/lapland", "rdf:type", "cv:PublicOrganisation"))]
    found = {rule: document for rule, _, document in rules(check(known=known))}
    assert found == {"Territory-not-body": "reference", "Iri-organisation": "reference"}
    assert len(check(known=known).findings) == 2


def test_a_code_of_an_older_nuts_version_is_known() -> None:
    known = [*reference(), *quads("reference", ("territory/lapland", "cv:code", "nuts:FI1D3"))]
    assert check(known=known).findings == ()


def test_blank_nodes_of_the_mapping_are_found() -> None:
    documents = pages()
    graph = IRIS.graph("page-1")
    documents["page-1"].append(Quad(node("project/lodz"), expand("rg:totalCost"), "_:b0", graph))
    found = [f for f in check(documents).findings if f.rule == "Node"]
    assert [f.document for f in found] == ["page-1"]


# Evidence


def test_every_statement_needs_a_quote_with_words() -> None:
    documents = pages()
    quotes = sample.all_evidence(documents)
    blank = [
        Quad(q.subject, q.predicate, Value("  "), q.graph) if q.object == Value("Lause 0 éù.") else q
        for q in quotes["page-1"]
    ]
    report = check(documents, quotes=quotes | {"page-1": blank})
    assert rules(report) == [
        ("Quote-text", report_focus(blank), "page-1"),
        ("Statement-quoted", "project/lodz", "page-1"),
    ]
    statement = report.findings[1]
    assert (statement.path, statement.value) == ("rdf:type", "rg:Project")
    assert (
        statement.message == "Projekt éù (project/lodz): No sentence supports this statement"
        or statement.message.startswith("Hanke Łódź–Åland (project/lodz): No sentence")
    )


def report_focus(evidence: list[Quad]) -> str:
    (selector,) = {q.subject for q in evidence if q.object == Value("  ")}
    return IRIS.compact(selector)


def test_evidence_is_not_asked_for_where_none_is_given() -> None:
    report = validate_release_data(pages(), reference(), SHAPES, background=load_background())
    assert report.findings == ()


def test_unmasked_quotes_stop_the_release() -> None:
    documents = pages()
    quotes = sample.all_evidence(documents)
    quotes["page-2"] = [
        Quad(q.subject, q.predicate, Value("Soita: puh. 040 000 0000!"), q.graph)
        if q.object == Value("Lause 3 éù.")
        else q
        for q in quotes["page-2"]
    ]
    (finding,) = check(documents, quotes=quotes).findings
    assert (finding.rule, finding.severity, finding.document) == ("Text-exact", "violation", "page-2")


def test_the_native_rule_and_the_shape_agree_on_the_sample_pages() -> None:
    """What the build checks in its own code is what shape:Statement-quoted says, with and without gaps."""
    mapped = sample.mapped_pages()
    assert sum(map(len, mapped.domain.values())) > 100
    for name, domain in mapped.domain.items():
        all_quotes = list(mapped.annotations[name])
        first = next(q for q in all_quotes if q.predicate == expand("oa:exact"))
        one_quote = [q for q in all_quotes if q.predicate != first.predicate or q == first]
        for quotes in (all_quotes, one_quote):
            graph = Graph()
            rows, evidence = sample.triples(domain), sample.triples(quotes)
            for triple in (*rows, *evidence):
                graph.add(triple)
            report = validate(graph, SHAPES, background=load_background(), scopes=["evidence"])
            shaped = {(r.focus, r.path, r.value) for r in report.results if r.finding.rule == "Statement-quoted"}
            native = set(unquoted(rows, evidence))
            assert shaped == native
            assert bool(native) == (quotes is one_quote)


# Words


def test_a_finding_names_the_thing_the_fault_the_place_and_the_remedy() -> None:
    documents = with_rows("page-1", ("event/launch", "rg:realisationStatus", "voc:realisation/postponed"))
    (finding,) = check(documents).findings
    assert finding == Finding(
        severity="violation",
        message="event/launch: The status must be one of done, ongoing or planned",
        focus=IRIS.thing("event/launch"),
        path="rg:realisationStatus",
        value="voc:realisation/postponed",
        rule="Event-status",
        document="page-1",
        quote="Lause 17 éù.",
        remedy="choose what the page says at its date",
    )


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("fi", "Hanke (project/x): Sillä ei"),
        ("pl", "Project (project/x): Nie ma"),
        ("en", "Project (project/x): It has"),
        ("de", "Project (project/x): It has"),
    ],
)
def test_messages_and_names_in_the_readers_language(language: str, start: str, tmp_path: Path) -> None:
    shape = tmp_path / "always.ttl"
    shape.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rg: <https://w3id.org/regiograph/ns#> .\n"
        "<https://example.org/s#always> a sh:NodeShape ; sh:targetClass rg:Project ; sh:class rg:Nothing ;\n"
        'sh:message "It has → do"@en , "Sillä ei → tee"@fi , "Nie ma → zrób"@pl .',
        "utf-8",
    )
    graph = graph_of(("project/x", "rdf:type", "rg:Project"), ("project/x", "skos:prefLabel", text("Hanke", "fi")),
                     ("project/x", "skos:prefLabel", text("Project", "en")))  # fmt: skip
    (finding,) = validate(graph, [shape], language=language, background=Background()).findings
    assert finding.message.startswith(start)
    assert finding.remedy in {"do", "tee", "zrób"}
    assert finding.rule == "https://example.org/s#always"


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ([("Łódź", "pl"), ("Lodz", "en"), ("LDZ", "mul")], "Lodz"),
        ([("Łódź", "pl"), ("LDZ", "mul")], "LDZ"),
        ([("Łódź", "pl"), ("Åland", "sv")], "Łódź"),
    ],
)
def test_names_fall_back_to_english_mul_and_any(labels: list[tuple[str, str]], shown: str) -> None:
    rows = [("territory/x", "skos:prefLabel", text(*label)) for label in labels]
    graph = graph_of(("territory/x", "rdf:type", "rg:Territory"), ("territory/x", "cv:code", "nuts:ZZ9"), *rows)
    (finding,) = validate(graph, SHAPES, language="de", background=load_background()).findings
    assert finding.message.startswith(f"{shown} (territory/x): ")


def test_a_node_without_a_name_is_told_by_what_it_joins() -> None:
    documents = with_rows("page-1", ("membership/lodz-lapland", "org:role", "voc:role/boss"))
    (finding,) = check(documents, language="fi").findings
    assert finding.message == "Hanke Łódź–Åland – Lapland (membership/lodz-lapland): Rooli ei ole luettelossamme"


def test_given_sources_cite_statement_property_or_thing() -> None:
    rows = (("project/x", "rdf:type", "rg:Project"), ("project/x", "rg:underProgramme", "fund/erdf"))
    x, under, erdf = node("project/x"), expand("rg:underProgramme"), node("fund/erdf")
    place, other = ("page-9", "Se kuuluu rahastoon."), ("page-8", "Hanke X.")
    given: list[Sources] = [
        {(x, under, erdf): place, (x, under): other},
        {(x, under): place, (x,): other},
        {(x,): place},
    ]
    for evidence in given:
        report = validate(graph_of(*rows), SHAPES, evidence=evidence, background=load_background(), scopes=["document"])
        assert [(f.rule, f.document, f.quote) for f in report.findings] == [("Under-a-programme", *place)]


def test_sources_prefer_the_first_page_and_the_first_place() -> None:
    domain = quads("page-1", ("project/lodz", "rdf:type", "rg:Project"))
    evidence = sample.triples([*sample.evidence("page-2", domain), *sample.evidence("page-1", domain)])
    cited = sources(evidence)
    assert cited[(node("project/lodz"),)] == ("page-1", "Lause 0 éù.")


# Any graph


def test_the_graph_is_not_changed() -> None:
    graph = graph_of(("territory/x", "cv:code", "nuts:FI1D7"), ("project/x", "org:role", "voc:role/lead"))
    before = set(graph)
    validate(graph, SHAPES)
    assert set(graph) == before


def test_all_graphs_of_a_dataset_are_one() -> None:
    data = Dataset()
    rows = (("project/x", "rg:underProgramme", "programme/y"), ("programme/y", "rdf:type", "rg:Programme"))
    for number, row in enumerate(rows):
        for triple in graph_of(row):
            data.graph(URIRef(f"https://data.example.org/graph/{number}")).add(triple)
    assert validate(data, SHAPES, background=load_background(), scopes=["document"]).findings == ()
    assert not validate(graph_of(rows[0]), SHAPES, background=load_background(), scopes=["document"]).conforms


def test_data_cannot_vouch_for_themselves() -> None:
    """shape:permitted and shape:inVersion come from the configuration and the authority files alone."""
    graph = graph_of(("project/x", "rdf:type", "foaf:Person"), ("territory/x", "rdf:type", "rg:Territory"),
                     ("territory/x", "cv:code", "nuts:XX9"))  # fmt: skip
    graph.add((URIRef(node("project/x")), URIRef("https://w3id.org/regiograph/shapes#permitted"), Literal(True)))
    graph.add((URIRef(node("nuts:XX9")), URIRef("https://w3id.org/regiograph/shapes#inVersion"), Literal("2024")))
    report = validate(graph, SHAPES, background=load_background(), scopes=["document"])
    assert {f.rule for f in report.findings} == {"Person-permitted", "Territory-code"}


@pytest.mark.parametrize(
    ("entry", "date", "conforms"),
    [
        (PersonEntry("Aino Esimerkki", "consent", "2026-11-22"), "2026-11-22", True),
        (PersonEntry(" aino  ESIMERKKI", "consent", "2026-11-22"), "2026-11-22", True),
        (PersonEntry("Aino Esimerkki", "consent", "2026-11-21"), "2026-11-22", False),
        (PersonEntry("Aino Esimerkki", " ", "2027-01-01"), "2026-11-22", False),
        (PersonEntry("Aino Esimerkki", "consent", "2027-01-01"), "", False),
        (PersonEntry("Maija Mallikas", "consent", "2027-01-01"), "2026-11-22", False),
    ],
)
@pytest.mark.parametrize("kind", ["foaf:Person", "schema:Person", "prov:Person"])
def test_a_person_needs_a_legal_basis_and_a_valid_entry(
    kind: str, entry: PersonEntry, date: str, conforms: bool
) -> None:
    graph = graph_of(
        ("organisation/aino", "rdf:type", kind), ("organisation/aino", "foaf:name", text("Aino Esimerkki", "fi"))
    )
    report = validate(graph, SHAPES, background=load_background().permitting([entry], date), scopes=["document"])
    assert [f.rule for f in report.findings] == ([] if conforms else ["Person-permitted"])


def test_every_name_of_a_person_must_be_permitted() -> None:
    names = ("foaf:name", text("Aino Esimerkki")), ("skos:altLabel", text("Maija Mallikas"))
    graph = graph_of(("organisation/a", "rdf:type", "foaf:Person"), *(("organisation/a", *name) for name in names))
    aino = PersonEntry("Aino Esimerkki", "consent", "2027-01-01")
    report = validate(graph, SHAPES, background=load_background().permitting([aino], "2026-11-22"), scopes=["document"])
    assert [f.rule for f in report.findings] == ["Person-permitted"]


def test_the_workspaces_own_codes_and_shapes_add_to_the_packaged(tmp_path: Path) -> None:
    codes = tmp_path / "ontology" / "codes" / "role-more.ttl"
    codes.parent.mkdir(parents=True)
    codes.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://w3id.org/regiograph/voc/role/observer> "
        "a skos:Concept ; skos:inScheme <https://w3id.org/regiograph/voc/role> .",
        "utf-8",
    )
    graph = graph_of(("membership/x", "rdf:type", "org:Membership"), ("membership/x", "org:role", "voc:role/observer"))
    packaged, own = load_background(), load_background(tmp_path)
    assert not validate(graph, SHAPES, background=packaged, scopes=["document"]).conforms
    assert validate(graph, SHAPES, background=own, scopes=["document"]).conforms


def test_validation_is_quick_enough() -> None:
    """The sample workspace has fifteen pages; three of about its size stay within a fifth of its fifteen seconds."""
    documents = {
        f"page-{n}": [
            *quads(f"page-{n}", (f"event/e{n}-{k}", "rdf:type", "schema:Event")), *quads(
                f"page-{n}",
                (f"event/e{n}-{k}", "skos:prefLabel", text(f"Wizyta {n} {k}", "pl")),
                (f"event/e{n}-{k}", "rg:edtf", Value("2019-03", EDTF)),
                (f"event/e{n}-{k}", "rg:earliest", Value("2019-03-01", "date")),
                (f"event/e{n}-{k}", "rg:latest", Value("2019-03-31", "date")),
            )]
        for n in range(3) for k in range(1)
    }  # fmt: skip
    for n in range(3):
        for k in range(1, 40):
            documents[f"page-{n}"] += [
                Quad(q.subject.replace("-0", f"-{k}"), q.predicate, q.object, q.graph)
                for q in documents[f"page-{n}"][:5]
            ]
    began = time.process_time()
    report = check(documents)
    assert time.process_time() - began < 6
    assert report.counts == {"violation": 0, "warning": 0, "info": 120}
