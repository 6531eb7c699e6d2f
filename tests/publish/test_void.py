"""VoID and the service description: every figure is counted again here with rdflib."""

from __future__ import annotations

import warnings

import pytest
import rdflib
from described_sample import released
from rdflib import RDF, URIRef
from release_sample import BASE, IRIS, sample

from regiograph.publish import OpenRelease
from regiograph.terms import NUTS, expand

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
CORE = URIRef(f"{BASE}dataset/core")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> OpenRelease:
    return released(sample(), tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def void(release: OpenRelease) -> rdflib.Graph:
    return rdflib.Graph().parse(data=release.read("void.ttl"), format="turtle")


def number(graph: rdflib.Graph, subject: rdflib.term.Node, name: str) -> int:
    (found,) = graph.objects(subject, VOID[name])
    return int(str(found))


def test_figures_of_core_are_true(release: OpenRelease, void: rdflib.Graph) -> None:
    data = release.core()
    home = [s for s in set(data.subjects()) if str(s).startswith(f"{BASE}id/")]
    assert number(void, CORE, "triples") == len(data)
    assert number(void, CORE, "entities") == len(home)
    assert number(void, CORE, "properties") == len(set(data.predicates()))
    assert number(void, CORE, "classes") == len(set(data.objects(None, RDF.type)))
    assert number(void, CORE, "distinctSubjects") == len(set(data.subjects()))
    assert number(void, CORE, "documents") == 2
    classes = {
        void.value(p, VOID["class"]): number(void, p, "entities") for p in void.objects(CORE, VOID.classPartition)
    }
    assert classes == {c: len(set(data.subjects(RDF.type, c))) for c in set(data.objects(None, RDF.type))}
    properties = {
        void.value(p, VOID.property): number(void, p, "triples") for p in void.objects(CORE, VOID.propertyPartition)
    }
    assert properties == {p: len(list(data.subject_objects(p))) for p in set(data.predicates())}


def test_the_whole_counts_each_triple_of_all_graphs_once(release: OpenRelease, void: rdflib.Graph) -> None:
    union = {(q.subject, q.predicate, q.object) for q in release.quads()}
    assert number(void, URIRef(f"{BASE}void.ttl#all"), "triples") == len(union) == len(list(release.store.union()))


def test_linksets_vocabularies_dumps_and_home(void: rdflib.Graph) -> None:
    links = {
        (str(void.value(s, VOID.linkPredicate)), str(void.value(void.value(s, VOID.objectsTarget), VOID.uriSpace)))
        for s in void.subjects(RDF.type, VOID.Linkset)
    }
    assert links == {(expand("dcterms:isPartOf"), "http://publications.europa.eu/resource/authority/country/")}
    assert URIRef("http://www.w3.org/ns/org#") in set(void.objects(CORE, VOID.vocabulary))
    assert {str(o) for o in void.objects(CORE, VOID.dataDump)} == {
        f"{BASE}dumps/core.{suffix}" for suffix in ("jsonld", "nt", "rdf", "ttl")
    }
    evidence = {str(o) for o in void.objects(URIRef(f"{BASE}dataset/evidence"), VOID.dataDump)}
    assert evidence == {f"{BASE}dumps/evidence.nq", f"{BASE}dumps/rdf12.nq"}
    assert str(void.value(CORE, VOID.uriSpace)) == f"{BASE}id/"
    assert NUTS not in void.serialize()


def test_the_service_knows_its_graphs_and_their_size(release: OpenRelease) -> None:
    graph = rdflib.Graph().parse(data=release.read("service.ttl"), format="turtle")
    endpoint = graph.value(None, RDF.type, SD.Service)
    assert graph.value(endpoint, SD.endpoint) == URIRef(f"{BASE}sparql")
    dataset = graph.value(endpoint, SD.defaultDataset)
    default = graph.value(dataset, SD.defaultGraph)
    assert default is not None
    assert number(graph, default, "triples") == len(list(release.store.union()))
    sizes: dict[str, int] = {}
    for named in graph.objects(dataset, SD.namedGraph):
        inside = graph.value(named, SD.graph)
        assert inside is not None
        sizes[str(graph.value(named, SD.name))] = number(graph, inside, "triples")
    assert sizes == {
        IRIS.graph(n): len(set(release.store.quads(graph=IRIS.graph(n)))) for n in
        ("north", "south", "reference", "vocabulary")
    }  # fmt: skip


@pytest.mark.parametrize("path", ["void.ttl", "service.ttl", "ldes/feed.ttl", "schema/core.jsonld"])
def test_no_blank_node_leaves_the_house(release: OpenRelease, path: str) -> None:
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=release.read(path), format="json-ld" if path.endswith("ld") else "turtle")
    assert len(graph) > 5
    assert not [t for triple in graph for t in triple if isinstance(t, rdflib.BNode)]
