"""graph/vocabulary: no blank nodes, the same names every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from release_sample import IRIS

from regiograph.errors import ReleaseError
from regiograph.model import Quad
from regiograph.publish.vocabulary import json_context, skolemised, vocabulary_quads
from regiograph.store import parse

ONTOLOGY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix e: <https://example.org/> .
e:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:someValuesFrom e:B ] , e:C .
e:D rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:someValuesFrom e:B ] .
[] a owl:AllDisjointClasses ; owl:members ( e:A e:B e:D ) .
"""


def names(turtle: str) -> list[Quad]:
    return skolemised(parse(turtle.encode(), "ttl"), IRIS)


def test_blank_nodes_become_iris_of_their_own() -> None:
    quads = names(ONTOLOGY)
    assert len(set(quads)) == 4 + 3 * 2 - 1 + 2 + 6
    assert {q.graph for q in quads} == {"https://data.example.org/graph/vocabulary"}
    terms = {t for q in quads for t in (q.subject, q.object) if isinstance(t, str)}
    assert not {t for t in terms if t.startswith("_:")}
    made = {t for t in terms if t.startswith("https://data.example.org/.well-known/genid/")}
    assert len(made) == 2 + 1 + 3


def test_names_stay_the_same_whatever_the_order_and_the_rest_of_the_file() -> None:
    assert names(ONTOLOGY) == names(ONTOLOGY)
    head, body = ONTOLOGY.split("e:A rdfs", 1)
    lines = ("e:A rdfs" + body).strip().splitlines()
    assert set(names("\n".join([head, *reversed(lines)]))) == set(names(ONTOLOGY))
    assert set(names(ONTOLOGY)) < set(names(ONTOLOGY + "e:X rdfs:subClassOf [ a owl:Restriction ] ."))


def test_a_circle_of_blank_nodes_is_refused() -> None:
    with pytest.raises(ReleaseError, match="circle"):
        names("_:a <urn:p> _:b . _:b <urn:p> _:a .")


def test_the_packaged_ontology_has_no_blank_node_and_is_the_same_twice() -> None:
    quads = vocabulary_quads(IRIS)
    assert quads == vocabulary_quads(IRIS)
    assert quads == sorted(set(quads), key=Quad.line)
    assert any(q.subject == "https://w3id.org/regiograph/ns#Territory" for q in quads)
    assert not any(t.startswith("_:") for q in quads for t in (q.subject, q.object) if isinstance(t, str))


def test_a_workspace_adds_code_lists_and_a_broken_one_is_named(tmp_path: Path) -> None:
    codes = tmp_path / "ontology/codes"
    codes.mkdir(parents=True)
    (codes / "own.ttl").write_text('<urn:own> <urn:label> "Oma éù"@fi .', "utf-8")
    assert any(q.subject == "urn:own" for q in vocabulary_quads(IRIS, tmp_path))
    (codes / "own.ttl").write_text("<urn:own> .")
    with pytest.raises(ReleaseError, match=r"own\.ttl: not valid Turtle"):
        vocabulary_quads(IRIS, tmp_path)


def test_the_context_of_a_workspace_wins(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    own = tmp_path / "ontology/context.jsonld"
    own.write_text('{"@context": {"id": "@id"}}')
    assert json_context(tmp_path) == {"id": "@id"}
    for broken in ("{", "{}", '{"@context": "https://example.org/remote"}'):
        own.write_text(broken)
        with pytest.raises(ReleaseError, match="context"):
            json_context(tmp_path)
