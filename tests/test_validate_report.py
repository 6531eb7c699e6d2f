"""The report of the gate: text for people, JSON for programs, SHACL Turtle; the same bytes each time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

import gate_sample as sample
from gate_sample import SHAPES, check, reference, text
from regiograph.model import Finding, Quad, Value


def bad_documents() -> dict[str, list[Quad]]:
    return sample.with_rows(
        "page-2",
        ("project/lodz", "skos:prefLabel", text('Toinen "nimi"\nrivillä\\', "fi")),
        ("project/lodz", "rg:latest", Value("soon", "date")),
        ("membership/lodz-lapland", "org:role", "voc:role/partner"),
        ("event/launch", "rg:attendance", Value("200", "integer")),
        ("event/launch", "skos:altLabel", Value("ääni\t")),
    )


def test_json_has_the_fields_of_a_finding() -> None:
    report = check(bad_documents())
    payload = json.loads(report.to_json())
    assert payload["conforms"] is False
    assert payload["counts"] == dict(report.counts)
    assert [set(row) for row in payload["findings"]] == [{f.name for f in fields(Finding)}] * len(report.findings)
    assert "Łódź" in report.to_json()


def test_text_is_worst_first_and_tells_all() -> None:
    report = check(bad_documents())
    shown = report.to_text()
    assert shown.startswith(f"does not conform: {report.counts['violation']} violations, 1 warning, 0 infos\n")
    severities = [line.partition(":")[0] for line in shown.splitlines() if line.startswith(("violation", "warning"))]
    assert severities == ["violation"] * report.counts["violation"] + ["warning"]
    assert (
        "  → give the number and how exact it is\n  value 200 · property rg:attendance · rule Event-attendance" in shown
    )
    assert "“Lause " in shown
    assert check().to_text() == "conforms: 0 violations, 0 warnings, 0 infos\n"


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    report = check(bad_documents())
    iri = URIRef("https://data.example.org/reports/validation")
    graph = Graph().parse(data=report.to_turtle(str(iri)), format="turtle")
    assert not [t for triple in graph for t in triple if isinstance(t, BNode)]
    assert (iri, RDF.type, SH.ValidationReport) in graph
    assert graph.value(iri, SH.conforms) == Literal(False)
    results = set(graph.objects(iri, SH.result))
    assert len(results) == len(report.results) == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    told = {
        (
            graph.value(r, SH.focusNode), graph.value(r, SH.resultPath), graph.value(r, SH.value),
            graph.value(r, SH.sourceShape),
            graph.value(r, SH.sourceConstraintComponent), frozenset(graph.objects(r, SH.resultMessage)),
        )
        for r in results
    }  # fmt: skip
    assert told == {(r.focus, r.path, r.value, r.shape, r.component, frozenset(r.messages)) for r in report.results}
    severities = [graph.value(r, SH.resultSeverity) for r in results]
    assert severities.count(SH.Violation) == report.counts["violation"]
    assert severities.count(SH.Warning) == report.counts["warning"]


def test_a_warning_alone_releases_but_does_not_conform_in_the_terms_of_shacl() -> None:
    report = check(sample.with_rows("page-2", ("membership/lodz-lapland", "org:role", "voc:role/partner")))
    assert report.conforms
    assert "sh:conforms false" in report.to_turtle()
    assert "sh:conforms true" in check().to_turtle()


def test_the_same_report_whatever_the_order() -> None:
    documents, known = bad_documents(), reference()
    quotes = sample.all_evidence(documents)
    first = check(documents, known, quotes=quotes)
    shuffle = random.Random(7).sample  # noqa: S311 - any order will do
    turned = {name: shuffle(rows, len(rows)) for name, rows in reversed(documents.items())}
    mixed = {name: shuffle(rows, len(rows)) for name, rows in quotes.items()}
    second = check(turned, shuffle(known, len(known)), quotes=mixed, shapes=SHAPES[::-1])
    assert (first.to_json(), first.to_text(), first.to_turtle()) == (
        second.to_json(),
        second.to_text(),
        second.to_turtle(),
    )


def test_the_same_report_whatever_the_hash_seed() -> None:
    program = "import test_validate_report as t; r = t.check(t.bad_documents()); print(r.to_json() + r.to_turtle())"
    outputs = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", "TZ": f"UTC-{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parent, env=environment, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
