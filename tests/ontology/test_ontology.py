"""The vocabulary under the checks of OOPS! and FOOPS! that need no network, and its agreement with the house.

docs/ontology-checks.md names each check after theirs and gives the reason of each exception.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from ontology_files import (
    ALIGNMENTS,
    BUILT_IN,
    CODES,
    HEADER,
    IRI,
    LANGUAGES,
    MODELLING,
    PROPERTY_KINDS,
    ROOT,
    blocks,
    graph,
    name,
    own,
    terms,
    texts,
    undeclared,
)
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, VANN

from regiograph.terms import PATH_TYPES, RG, VOC, expand

CHECKS_PAGE = ROOT / "docs" / "ontology-checks.md"
LINEAGE = {"precursorOf", "ledTo", "operationalisedBy", "sisterOf"}
NO_DOMAIN = LINEAGE | {"managedBy", "reportedQuantity", "edtf", "earliest", "latest"}
NO_RANGE = LINEAGE | {"linkSource", "linkTarget", "earliest", "latest"}


CHECKS: dict[str, Callable[[], Iterator[str]]] = {}


def check(*names: str) -> Callable[[Callable[[], Iterator[str]]], Callable[[], Iterator[str]]]:
    def register(function: Callable[[], Iterator[str]]) -> Callable[[], Iterator[str]]:
        CHECKS.update(dict.fromkeys(names, function))
        return function

    return register


@check("P02", "P32")
def same_label() -> Iterator[str]:
    for kinds in ((OWL.Class,), PROPERTY_KINDS):
        seen: dict[tuple[str, str], str] = {}
        for term in own(*kinds):
            for language, labels in texts(term, RDFS.label).items():
                for label in labels:
                    if other := seen.setdefault((language, label.casefold()), name(term)) != name(term):
                        yield f"{name(term)}: {label}@{language} also of {other}"


@check("P03", "P07", "P21", "P22")
def naming() -> Iterator[str]:
    for term in own(OWL.Class):
        if not re.fullmatch(r"([A-Z][a-z]+)+", name(term)) or re.search(r"And|Or[A-Z]|Other|Misc", name(term)):
            yield name(term)
    for term in own(*PROPERTY_KINDS):
        if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name(term)) or name(term).startswith("is"):
            yield name(term)


@check("P04")
def unconnected() -> Iterator[str]:
    for term in own(OWL.Class):
        joined = [o for o in graph().objects(term, RDFS.subClassOf) if isinstance(o, URIRef)]
        used = [p for p in (RDFS.domain, RDFS.range) if (None, p, term) in graph()]
        if not joined and not used:
            yield name(term)


@check("P06")
def cycles() -> Iterator[str]:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in terms():
            if any(term in graph().transitive_objects(up, predicate) for up in graph().objects(term, predicate)):
                yield name(term)


@check("P08", "VOC3", "VOC4")
def labels_and_definitions() -> Iterator[str]:
    for term in terms():
        for predicate in (RDFS.label, SKOS.definition):
            found = texts(term, predicate)
            if set(found) != LANGUAGES or any(len(t) != 1 for t in found.values()):
                yield f"{name(term)}: {predicate} in {sorted(found)}"
        if (term, SKOS.example, None) not in graph() or (term, RDFS.isDefinedBy, IRI) not in graph():
            yield f"{name(term)}: example or rdfs:isDefinedBy"


@check("P10")
def disjointness() -> Iterator[str]:
    (group,) = graph().subjects(RDF.type, OWL.AllDisjointClasses)
    (members,) = graph().objects(group, OWL.members)
    disjoint = {name(m) for m in Collection(graph(), members)}
    disjoint |= {name(t) for pair in graph().subject_objects(OWL.disjointWith) for t in pair}
    yield from {name(t) for t in own(OWL.Class)} - disjoint - {"Initiative", "CaseStudy", "LabelAward", "Network"}


@check("P11", "P18", "P19")
def domains_and_ranges() -> Iterator[str]:
    for term in own(*PROPERTY_KINDS):
        for predicate, without in ((RDFS.domain, NO_DOMAIN), (RDFS.range, NO_RANGE)):
            count = len(list(graph().objects(term, predicate)))
            if count != (0 if name(term) in without else 1):
                yield f"{name(term)}: {count} {predicate}"


@check("P05", "P12", "P13", "P25", "P26", "P27", "P29", "P30", "P31", "P33")
def no_inverses_equivalents_or_chains() -> Iterator[str]:
    for predicate in (OWL.inverseOf, OWL.equivalentProperty, OWL.equivalentClass, OWL.propertyChainAxiom):
        yield from (name(s) for s in graph().subjects(predicate) if str(s).startswith(RG))
    yield from (name(s) for s in graph().subjects(RDF.type, OWL.TransitiveProperty))


@check("P28")
def symmetric() -> Iterator[str]:
    for term in graph().subjects(RDF.type, OWL.SymmetricProperty):
        if set(graph().objects(term, RDFS.domain)) != set(graph().objects(term, RDFS.range)):
            yield str(term)


@check("P20", "P24")
def definitions() -> Iterator[str]:
    for term in terms():
        (label,), (definition,) = texts(term, RDFS.label)["en"], texts(term, SKOS.definition)["en"]
        start = definition.casefold().removeprefix("a ").removeprefix("an ").removeprefix("the ")
        if not definition.endswith(".") or start.startswith(label.casefold()):
            yield name(term)


@check("P34", "P35")
def typed_once() -> Iterator[str]:
    declared = (OWL.Class, OWL.AnnotationProperty, *PROPERTY_KINDS, RDFS.Datatype)
    kinds = Counter(s for kind in declared for s in graph().subjects(RDF.type, kind) if isinstance(s, URIRef))
    yield from (str(s) for s, count in kinds.items() if count != 1)
    used = {*graph().predicates(), *graph().objects(None, RDFS.subClassOf), *graph().objects(None, RDFS.domain),
            *graph().objects(None, RDFS.range), *graph().objects(None, OWL.disjointWith)}  # fmt: skip
    yield from (str(t) for t in used if isinstance(t, URIRef) and t not in kinds and not str(t).startswith(BUILT_IN))


@check("P36", "P38", "P39", "PURL1", "URI1", "VER1", "VOC2")
def names_and_versions() -> Iterator[str]:
    if set(graph().subjects(RDF.type, OWL.Ontology)) != {IRI} or re.search(r"\.(ttl|owl|rdf)$", IRI):
        yield "one owl:Ontology, no file suffix"
    if not str(IRI).startswith("https://w3id.org/") or str(graph().value(IRI, VANN.preferredNamespaceUri)) != RG:
        yield "persistent IRI and namespace"
    version, prior = graph().value(IRI, OWL.versionIRI), graph().value(IRI, OWL.priorVersion)
    if str(version) != f"{IRI}/{graph().value(IRI, OWL.versionInfo)}" or not str(prior).startswith(f"{IRI}/"):
        yield "versionIRI, versionInfo and priorVersion"
    if not any(not str(o).startswith(RG) for t in own(OWL.Class) for o in graph().objects(t, RDFS.subClassOf)):
        yield "reuses no vocabulary"


@check("P40")
def hijacking() -> Iterator[str]:
    for subject in set(graph().subjects(RDF.type)):
        if isinstance(subject, URIRef) and not str(subject).startswith((RG, str(IRI))):
            yield from (str(subject) for p in (RDFS.label, SKOS.definition) if (subject, p, None) in graph())


@check("P41", "OM1", "OM2", "OM3", "OM4.1", "OM5.1", "VOC1")
def metadata() -> Iterator[str]:
    once = [
        *(f"dcterms:{n}" for n in ("creator", "publisher", "license", "created", "issued", "modified", "abstract")),
        *(f"owl:{n}" for n in ("versionIRI", "versionInfo", "priorVersion")),
        *("dcterms:bibliographicCitation", "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"),
    ]
    for curie in once:
        if len(list(graph().objects(IRI, URIRef(expand(curie))))) != 1:
            yield curie
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.label):
        if {k: len(v) for k, v in texts(IRI, predicate).items()} != dict.fromkeys(LANGUAGES, 1):
            yield str(predicate)
    if graph().value(IRI, DCTERMS.license) != URIRef("https://creativecommons.org/licenses/by/4.0/"):
        yield "licence is an IRI"


@pytest.mark.parametrize("pitfall", sorted(CHECKS))
def test_ontology_has_no_pitfall(pitfall: str) -> None:
    assert list(CHECKS[pitfall]()) == []


def test_checks_page_names_every_check_and_exception() -> None:
    page = CHECKS_PAGE.read_text("utf-8")
    tested = set(re.findall(r"^\| (\S+) \|.*\| `\w+` \|", page, re.MULTILINE))
    assert tested == set(CHECKS)
    assert all(f"`{CHECKS[c].__name__}`" in page for c in CHECKS)
    assert {n for n in NO_DOMAIN | NO_RANGE if f"`rg:{n}`" not in page} == set()
    assert {f"P{n:02d}" for n in range(1, 42)} <= set(re.findall(r"^\| (P\d\d) \|", page, re.MULTILINE))


# Size, use and agreement with the rest of the house.


def test_ontology_is_small() -> None:
    assert len(own(OWL.Class)) <= 20
    assert len(own(*PROPERTY_KINDS)) <= 35


def test_classes_of_path_types_are_declared() -> None:
    classes = {p.rdf_class for p in PATH_TYPES.values()} - {"rdf:Statement"}
    assert [c for c in sorted(classes) if (URIRef(expand(c)), RDF.type, OWL.Class) not in graph()] == []


def test_claims_page_shapes_and_queries_use_declared_terms() -> None:
    pages = [ROOT / "docs" / "claims.md", *(ROOT / "shapes").rglob("*.ttl"), *(ROOT / "queries").rglob("*.rq")]
    found = {page.name: re.findall(r"(?<![\w/])rg:[A-Za-z]+\b", page.read_text("utf-8")) for page in pages}
    used = {(page, curie) for page, curies in found.items() for curie in curies}
    assert ("claims.md", "rg:forTerritory") in used
    declared = {f"rg:{name(t)}" for t in terms()}
    assert sorted((page, curie) for page, curie in used if curie not in declared) == []


def test_claims_page_uses_declared_terms_of_others() -> None:
    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    used = set(re.findall(r"\b((?:org|schema|cv|oa|prov|foaf):[A-Za-z]+)\b", page))
    assert "org:member" in used
    assert [c for c in sorted(used) if (URIRef(expand(c)), RDF.type, None) not in graph()] == []


@pytest.mark.parametrize("term", terms(), ids=name)
def test_example_is_turtle_about_its_term(term: URIRef) -> None:
    for example in graph().objects(term, SKOS.example):
        data = Graph().parse(data=HEADER + str(example), format="turtle")
        assert term in {*data.predicates(), *data.objects()}
        assert undeclared(data) == set()


def test_modelling_page_uses_declared_terms_and_concepts() -> None:
    data = blocks(MODELLING)
    concepts = set(graph(*CODES).subjects(RDF.type, SKOS.Concept))
    assert undeclared(data) == set()
    assert {str(o) for o in data.objects() if str(o).startswith(VOC) and o not in concepts} == set()


def test_alignments_name_our_terms() -> None:
    known = {str(t) for t in terms()}
    aligned = {str(s) for s in graph(ALIGNMENTS).subjects() if str(s).startswith(RG)}
    assert aligned <= known
    eurio = [(s, p) for s, p, o in graph(ALIGNMENTS) if str(o).startswith("http://data.europa.eu/s66#")]
    assert eurio
    assert {p for _, p in eurio} == {RDFS.seeAlso}
