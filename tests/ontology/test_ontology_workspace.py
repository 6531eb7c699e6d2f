"""The published statements of the repository's own workspace under HermiT; skipped without Java or owlready2.

Core and vocabulary only, as published: evidence would cost minutes and says nothing of the things themselves.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ontology_files import ALIGNMENTS, CODES, graph
from rdflib import RDF, Graph, URIRef
from test_ontology_reasoner import consistent

from regiograph.terms import expand


@pytest.fixture(scope="module")
def core(sample: Path) -> Graph:
    return Graph().parse(sample / "release" / "dumps" / "core.nt", format="nt")


def test_hermit_finds_the_workspace_consistent(core: Graph) -> None:
    kinds = set(core.objects(None, RDF.type))
    assert {URIRef(expand(f"rg:{c}")) for c in ("Territory", "Cluster", "Project", "Partnership", "Linkage")} <= kinds
    assert URIRef(expand("oa:Annotation")) not in kinds
    assert consistent(graph(ALIGNMENTS, *CODES) + core)


@pytest.mark.parametrize(
    ("subject", "predicate", "object"),
    [
        ("rg:Territory", "rdf:type", "org:Organization"),
        ("rg:Fund", "rdf:type", "rg:Programme"),
        ("rg:Cluster", "rdf:type", "rg:Territory"),
    ],
)
def test_hermit_refuses_the_workspace_with_one_wrong_statement(
    core: Graph,
    subject: str,
    predicate: str,
    object: str,  # noqa: A002
) -> None:
    thing = min(core.subjects(RDF.type, URIRef(expand(subject))), key=str)
    assert not consistent(core + Graph().add((thing, URIRef(expand(predicate)), URIRef(expand(object)))))
