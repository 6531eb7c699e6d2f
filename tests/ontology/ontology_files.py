"""What the tests of the vocabulary share: its files as graphs, its own terms, their texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from regiograph.terms import PREFIXES, RG, Iris

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology" / "regiograph.ttl"
ALIGNMENTS = ROOT / "ontology" / "alignments.ttl"
CODES = sorted((ROOT / "ontology" / "codes").glob("*.ttl"))
MODELLING = ROOT / "docs" / "modelling.md"
IRI = URIRef("https://w3id.org/regiograph/ns")
LANGUAGES = {"en", "fi", "pl"}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)
BUILT_IN = tuple(PREFIXES[p] for p in ("rdf", "rdfs", "owl", "xsd"))
HEADER = "".join(f"@prefix {p}: <{i}> .\n" for p, i in Iris("https://data.example.org/").prefixes().items())


@cache
def graph(*paths: Path) -> Graph:
    merged = Graph()
    for path in paths or (ONTOLOGY,):
        merged.parse(path)
    return merged


def own(*kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in graph().subjects(RDF.type, kind) if str(s).startswith(RG)}
    return sorted(s for s in found if isinstance(s, URIRef))


def terms() -> list[URIRef]:
    return own(OWL.Class, *PROPERTY_KINDS)


def name(term: Node) -> str:
    return str(term).removeprefix(RG)


def texts(subject: Node, predicate: URIRef, source: Graph | None = None) -> dict[str, list[str]]:
    by_language: dict[str, list[str]] = {}
    for value in (source or graph()).objects(subject, predicate):
        assert isinstance(value, Literal)
        by_language.setdefault(value.language or "", []).append(str(value))
    return by_language


def blocks(page: Path) -> Graph:
    """All fenced Turtle of a page as one graph, over the house prefixes."""
    found = re.findall(r"```turtle\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert found
    return Graph().parse(data=HEADER + "\n".join(found), format="turtle")


def examples() -> Graph:
    return Graph().parse(
        data=HEADER + "\n".join(sorted(map(str, graph().objects(None, SKOS.example)))), format="turtle"
    )


def undeclared(data: Graph) -> set[str]:
    """Predicates and classes of some data that the ontology does not declare."""
    used = {*data.predicates(), *data.objects(None, RDF.type)}
    return {str(t) for t in used if (t, RDF.type, None) not in graph() and not str(t).startswith(BUILT_IN)}
