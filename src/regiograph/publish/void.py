"""void.ttl and service.ttl: what there is in a release, in counted figures, for machines that look before they query.

VoID (W3C Interest Group Note of 3 March 2011) and SPARQL 1.1 Service Description (W3C Recommendation).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from regiograph.config import Config
from regiograph.media import by_suffix
from regiograph.model import Quad, Value
from regiograph.publish.catalog_words import Words, load_words
from regiograph.publish.content import Content, core, counts
from regiograph.publish.datasets import DATASETS, Dataset, dataset_iri, licence_iri
from regiograph.publish.names import RDF_TYPE, Names, prefixes_for, subject_order
from regiograph.publish.release import Draft
from regiograph.publish.turtle import turtle
from regiograph.terms import PREFIXES, RG, VOC, Iris, digest, expand

VOID, SERVICE = "void.ttl", "service.ttl"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
FEATURES = {"ttl": "Turtle", "nt": "N-Triples", "nq": "N-Quads", "trig": "TriG", "rdf": "RDF_XML", "jsonld": "JSON-LD"}
"""Our name of a format → its name in http://www.w3.org/ns/formats/."""

_ANSWERS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "RDF_XML", "JSON-LD")  # fmt: skip
_NO_LINKS = frozenset(
    expand(c) for c in ("rdf:type", "rdfs:seeAlso", "dcterms:source", "foaf:page", "foaf:homepage", "schema:url")
)


@dataclass(slots=True)
class Figures:
    """Counts over distinct triples: ``classes`` of typed subjects, ``properties`` of triples, ``links`` by (property,
    namespace of the objects), where these lie outside the workspace and its vocabulary.
    """

    triples: int = 0
    entities: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)


def figures(quads: Iterable[Quad], iris: Iris) -> Figures:
    """Count what the quads say, graph names ignored. Entities are subjects below ``{base}id/``."""
    distinct = {(q.subject, q.predicate, q.object) for q in quads}
    subjects = {s for s, _, _ in distinct}
    made = Figures(len(distinct), sum(s.startswith(f"{iris.base}id/") for s in subjects), len(subjects))
    made.objects = len({o for _, _, o in distinct})
    own = (iris.base, RG, VOC)
    for _, predicate, term in distinct:
        made.properties[predicate] += 1
        if isinstance(term, str) and predicate == RDF_TYPE:
            made.classes[term] += 1
        elif isinstance(term, str) and predicate not in _NO_LINKS and not term.startswith(own):
            made.links[predicate, _space(term)] += 1
    return made


def write_void(content: Content, config: Config, draft: Draft) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of void.ttl and service.ttl."""
    parts = {
        "core": core(content),
        "evidence": [q for d in sorted(content.annotations) for q in content.annotations[d]],
        "vocabulary": list(content.vocabulary),
    }
    every = [q for _, quads in content.graphs() for q in quads]
    known = {name: figures(quads, content.iris) for name, quads in parts.items()}
    whole = figures(every, content.iris)
    yield VOID, _turtle(content, _Void(content, config, draft, load_words(config)).quads(known, whole))
    yield SERVICE, _turtle(content, service(content, whole.triples))


def service(content: Content, triples: int) -> Iterator[Quad]:
    """The SPARQL service description; ``triples`` are those of the default graph, the union of all."""
    here = f"{content.iris.base}sparql"
    dataset, default = f"{here}#dataset", f"{here}#default-graph"
    yield _quad(here, RDF_TYPE, f"{SD}Service")
    yield _quad(here, f"{SD}endpoint", here)
    yield _quad(here, f"{SD}supportedLanguage", f"{SD}SPARQL11Query")
    yield _quad(here, f"{SD}feature", f"{SD}UnionDefaultGraph")
    for name in _ANSWERS:
        yield _quad(here, f"{SD}resultFormat", FORMATS + name)
    yield _quad(here, f"{SD}defaultDataset", dataset)
    yield _quad(dataset, RDF_TYPE, f"{SD}Dataset")
    yield _quad(dataset, f"{SD}defaultGraph", default)
    yield from _graph(default, triples)
    for name, quads in content.graphs():
        if not quads:
            continue
        local = name.removeprefix(content.iris.graph(""))
        named = f"{here}#graph-{local}"
        yield _quad(dataset, f"{SD}namedGraph", named)
        yield _quad(named, RDF_TYPE, f"{SD}NamedGraph")
        yield _quad(named, f"{SD}name", name)
        yield _quad(named, f"{SD}graph", f"{named}-content")
        yield from _graph(f"{named}-content", len(set(quads)))


@dataclass(frozen=True, slots=True)
class _Void:
    content: Content
    config: Config
    draft: Draft
    words: Words

    def quads(self, known: dict[str, Figures], whole: Figures) -> Iterator[Quad]:
        base = self.content.iris.base
        here = f"{base}{VOID}"
        every = f"{here}#all"
        yield _quad(here, RDF_TYPE, _void("DatasetDescription"))
        yield _quad(here, expand("foaf:primaryTopic"), every)
        yield from self.about(every, self.words.title())
        yield from self.counted(every, whole)
        yield _quad(every, _void("sparqlEndpoint"), f"{base}sparql")
        yield from self.dumps(every, ("dumps/all.",))
        for dataset in DATASETS:
            name = dataset_iri(self.content.iris, dataset.name)
            yield _quad(every, _void("subset"), name)
            yield from self.dataset(name, dataset, known[dataset.name])

    def dataset(self, name: str, dataset: Dataset, found: Figures) -> Iterator[Quad]:
        part, numbers = "" if dataset.name == "core" else dataset.name, counts(self.content)
        yield from self.about(name, self.words.title(part))
        for said in self.words.text(f"about_{part}", **numbers) if part else self.words.description(**numbers):
            yield _quad(name, expand("dcterms:description"), said)
        yield from self.counted(name, found)
        yield from self.dumps(name, dataset.dumps)
        names = Names(prefixes_for(self.content.iris, ()))
        part = f"{self.content.iris.base}{VOID}#{dataset.name}"
        for space in sorted({_space(i) for i in (*found.classes, *found.properties)}):
            yield _quad(name, _void("vocabulary"), space)
        for kind, count in sorted(found.classes.items()):
            node = f"{part}-class-{_local(kind, names)}"
            yield _quad(name, _void("classPartition"), node)
            yield _quad(node, _void("class"), kind)
            yield _number(node, "entities", count)
        for predicate, count in sorted(found.properties.items()):
            node = f"{part}-property-{_local(predicate, names)}"
            yield _quad(name, _void("propertyPartition"), node)
            yield _quad(node, _void("property"), predicate)
            yield _number(node, "triples", count)
        if dataset.name == "core":
            yield _number(name, "documents", len(self.content.documents))
            yield from self.links(name, part, names, found)

    def links(self, name: str, part: str, names: Names, found: Figures) -> Iterator[Quad]:
        """Linksets to other datasets, one for each property and namespace."""
        for (predicate, space), count in sorted(found.links.items()):
            target = f"{self.content.iris.base}{VOID}#target-{digest(space, length=8)}"
            node = f"{part}-links-{_local(predicate, names)}-{digest(space, length=8)}"
            yield _quad(name, _void("subset"), node)
            yield _quad(node, RDF_TYPE, _void("Linkset"))
            yield _quad(node, _void("subjectsTarget"), name)
            yield _quad(node, _void("objectsTarget"), target)
            yield _quad(node, _void("linkPredicate"), predicate)
            yield _number(node, "triples", count)
            yield _quad(target, RDF_TYPE, _void("Dataset"))
            yield _quad(target, _void("uriSpace"), Value(space))

    def about(self, name: str, titles: Iterable[Value]) -> Iterator[Quad]:
        yield _quad(name, RDF_TYPE, _void("Dataset"))
        for title in titles:
            yield _quad(name, expand("dcterms:title"), title)
        publisher = self.config.publisher.iri or f"{self.content.iris.base}publisher"
        yield _quad(name, expand("dcterms:publisher"), publisher)
        yield _quad(name, expand("dcterms:license"), licence_iri(self.config))
        yield _quad(name, expand("dcterms:issued"), Value(self.draft.issued[:10], "date"))
        yield _quad(name, expand("dcterms:modified"), Value(self.draft.modified[:10], "date"))
        yield _quad(name, expand("owl:versionInfo"), Value(self.draft.version))

    def counted(self, name: str, found: Figures) -> Iterator[Quad]:
        yield _quad(name, _void("uriSpace"), Value(f"{self.content.iris.base}id/"))
        for figure, count in (
            ("triples", found.triples), ("entities", found.entities), ("classes", len(found.classes)),
            ("properties", len(found.properties)), ("distinctSubjects", found.subjects),
            ("distinctObjects", found.objects),
        ):  # fmt: skip
            yield _number(name, figure, count)

    def dumps(self, name: str, heads: tuple[str, ...]) -> Iterator[Quad]:
        paths = {e.path for e in self.draft.files} | {"dumps/rdf12.nq"}
        home = self.config.catalog.url or self.content.iris.base
        for path in sorted(p for p in paths if p.startswith(heads)):
            media = by_suffix(path)
            yield _quad(name, _void("dataDump"), f"{home}{path}")
            if media and media.name in FEATURES:
                yield _quad(name, _void("feature"), FORMATS + FEATURES[media.name])


def _graph(name: str, triples: int) -> Iterator[Quad]:
    yield _quad(name, RDF_TYPE, f"{SD}Graph")
    yield _quad(name, RDF_TYPE, _void("Dataset"))
    yield _number(name, "triples", triples)


def _turtle(content: Content, quads: Iterable[Quad]) -> bytes:
    known = list(quads)
    table = prefixes_for(content.iris, known) | {"sd": SD, "formats": FORMATS}
    return turtle(known, table, subject_order(content.iris))


def _space(iri: str) -> str:
    """The namespace of an IRI: all up to its last # or /."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] or iri


def _local(iri: str, names: Names) -> str:
    """A term as part of a fragment: its short name with a hyphen, or a digest where it has none."""
    short = names.curie(iri)
    return re.sub(r"[^A-Za-z0-9]+", "-", short) if short else digest(iri, length=8)


def _void(name: str) -> str:
    return PREFIXES["void"] + name


def _number(subject: str, figure: str, count: int) -> Quad:
    return _quad(subject, _void(figure), Value(str(count), "integer"))


def _quad(subject: str, predicate: str, term: str | Value) -> Quad:
    return Quad(subject, predicate, term, "")
