"""The gate in several processes: the same results in the same order, the same errors, literals as they are spelt."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef

from gate_sample import SHAPES, all_evidence, node, quads, reference, text
from regiograph import processes
from regiograph.errors import InputError
from regiograph.model import Quad, Value
from regiograph.terms import EDTF
from regiograph.validate import Report, load_background, validate_release_data

NAMES = ("Łódź éù Åland", "Kraków ęą", "Östersund ö")


def many(count: int = 12) -> dict[str, list[Quad]]:
    """Small pages; every third breaks a shape, every fourth has an amount in an uncommon spelling."""
    documents: dict[str, list[Quad]] = {}
    for number in range(count):
        name, project = f"page-{number:02}", f"project/lodz-{number}"
        rows = quads(
            name,
            (project, "rdf:type", "rg:Project"), (project, "skos:prefLabel", text(NAMES[number % 3], "pl")),
            (project, "rg:edtf", Value("2019", EDTF)),
            ("project/shared", "rdf:type", "rg:Project"), ("project/shared", "skos:prefLabel", text(name, "mul")),
        )  # fmt: skip
        if number % 3 == 0:
            rows += quads(name, (project, "rg:realisationStatus", "voc:realisation/postponed"),
                          (project, "rg:underProgramme", "fund/erdf"))  # fmt: skip
        if number % 4 == 0:
            rows += quads(name, (f"grant/{number}", "rdf:type", "schema:MonetaryGrant"),
                          (f"grant/{number}", "rg:fundingShare", Value("0188.10", "decimal")))  # fmt: skip
        documents[name] = rows
    return documents


def check(workers: int, shapes: list[Path] | None = None) -> Report:
    documents = many()
    quotes = all_evidence(documents)
    quotes["page-05"] = quotes["page-05"][:-20]
    return validate_release_data(
        documents, reference(), shapes or SHAPES, annotations=quotes, background=load_background(), workers=workers
    )


@pytest.fixture
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["regiograph.validate._release"], "SHARE", 4)


@pytest.mark.usefixtures("small_shares")
def test_the_number_of_workers_changes_no_result() -> None:
    one, two = check(1), check(2)
    assert len({f.document for f in one.findings}) > 4
    assert {f.rule for f in one.findings} >= {"Under-a-programme", "Statement-quoted"}
    assert "0188.10" in one.to_turtle()
    assert two.results == one.results
    assert two.to_json() == one.to_json()
    assert two.to_turtle() == one.to_turtle()
    assert any("Łódź éù Åland" in f.message for f in two.findings)


@pytest.mark.usefixtures("small_shares")
def test_an_error_of_a_worker_is_the_same_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rg: <https://w3id.org/regiograph/ns#> .\n"
        "<https://example.org/s#bad> a sh:NodeShape ; sh:targetClass rg:Project ;\n"
        '  sh:sparql [ sh:select "SELECT $this WHERE { oops" ] .',
        "utf-8",
    )
    errors: list[InputError] = []
    for workers in (1, 2):
        with pytest.raises(InputError) as caught:
            check(workers, [bad])
        errors.append(caught.value)
    assert errors[0].to_json() == errors[1].to_json()
    assert str(errors[0]) == str(errors[1])
    assert "RemoteTraceback" in type(errors[1].__cause__).__name__, "it came from another process"


def test_few_documents_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(processes, "ProcessPoolExecutor")
    assert check(64) == check(1)


def test_literals_and_graphs_keep_their_spelling_on_the_way() -> None:
    graph, thing = Graph(), URIRef(node("grant/x"))
    terms = [
        Literal("0188.10", datatype=XSD.decimal, normalize=False), Literal("Åland", lang="sv"), Literal("éù"),
        Literal("soon", datatype=XSD.date, normalize=False), BNode("b0"),
    ]  # fmt: skip
    for term in terms:
        graph.add((thing, thing, term))
    back, others = pickle.loads(processes.packed((graph, terms)))  # noqa: S301 - packed above
    assert set(back) == set(graph)
    assert [repr(t) for t in others] == [repr(t) for t in terms]


def test_there_is_a_core() -> None:
    assert processes.cores() >= 1
