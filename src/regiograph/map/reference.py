"""graph/reference: what no page states of the things that pages use: authority labels, codes, parents, pages' metadata.

Whatever a page states itself is left out here, so that a reader sees from the graph who says it.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from babel.languages import get_official_languages
from rdflib import Graph, URIRef

from regiograph.authority import Record
from regiograph.map.draft import Draft, Triple
from regiograph.map.labels import label_values
from regiograph.map.values import encoded, text
from regiograph.model import Document, Value
from regiograph.resources import layered
from regiograph.terms import EU, NUTS, PATH_TYPES, VOC, Iris, expand

LANGUAGES = frozenset({"en", "fi", "pl", "mul"})
"""Languages of authority labels beside the workspace's and those that are official where a thing lies."""

PAGES_SAY = ("dcterms:title", "dcterms:issued")
"""Metadata of a page that a page may state in its text; the sidecar's value then stays out."""


def language_codes(workspace: Path | None = None) -> dict[str, str]:
    """Language tag → code of the EU language authority table (``fi`` → ``FIN``), from languages.csv."""
    codes: dict[str, str] = {}
    for path in layered("authority", workspace, ".csv"):
        if path.name == "languages.csv":
            with path.open(encoding="utf-8", newline="") as handle:
                codes |= {row["code"]: row["authority"] for row in csv.DictReader(handle)}
    return codes


def known_concepts(workspace: Path | None = None) -> frozenset[str]:
    """All concepts of the code lists, as ``scheme/code`` (``role/lead``), packaged and of the workspace."""
    graph = Graph()
    for path in layered("ontology", workspace, ".ttl"):
        graph.parse(path, format="turtle")
    found = (str(s) for s in graph.subjects(URIRef(expand("skos:inScheme"))))
    return frozenset(iri.removeprefix(VOC) for iri in found if iri.startswith(VOC))


def reference(
    draft: Draft, used: Iterable[str], stated: Container[Triple], languages: Iterable[str], codes: Mapping[str, str]
) -> Iterator[Triple]:
    """The reference triples of the things ``used`` (ids) and of the pages, without those that pages state.

    ``stated`` holds the triples of all pages, and (subject, predicate, "") for every subject and predicate among them.
    """
    wanted = LANGUAGES | frozenset(languages)
    for triple in (*_things(draft, used, wanted), *_pages(draft, stated, codes)):
        if triple not in stated:
            yield triple


def _things(draft: Draft, used: Iterable[str], wanted: frozenset[str]) -> Iterator[Triple]:
    homes = draft.homes()
    waiting, seen = sorted(set(used)), set[str]()
    while waiting:
        ident = waiting.pop()
        record = draft.record(ident)
        if ident in seen or record is None:
            continue
        seen.add(ident)
        near = [homes.get(other, other) for other in (*record.within, *filter(None, (record.governs,)))]
        waiting.extend(near)
        native = frozenset(get_official_languages(record.country, de_facto=True)) if record.country else frozenset()
        labels = label_values(record, draft.preferred.get(ident, {}), wanted | native)
        yield from _described(draft.iris, draft.iri(ident), ident, record)
        for predicate, label in labels or [("skos:prefLabel", Value(record.label(), language="mul"))]:
            yield draft.iri(ident), expand(predicate), label
        for other in record.within:
            yield draft.iri(ident), expand("dcterms:isPartOf"), draft.iri(homes.get(other, other))
        if record.governs:
            yield draft.iri(ident), expand("rg:governs"), draft.iri(homes.get(record.governs, record.governs))


def _described(iris: Iris, subject: str, ident: str, record: Record) -> Iterator[Triple]:
    path = ident.partition("/")[0]
    yield subject, expand("rdf:type"), expand(class_of(path))
    if record.governs:
        yield subject, expand("rdf:type"), expand("cv:PublicOrganisation")
    if record.type == "Country":
        if record.code:
            yield subject, expand("skos:notation"), Value(record.code)
    else:
        # A unit that is its own only part bears that part's code too (ES12, ES120): its own level says enough.
        for code in (c for c in record.codes if len(c) == len(record.code or c)):
            yield subject, expand("cv:code"), NUTS + code
    for same in record.same_as:
        if "://" in same:
            yield subject, expand("skos:exactMatch"), same
    yield subject, expand("dcterms:source"), f"{iris.graph('reference')}#{record.source}"


def class_of(path: str) -> str:
    """The class (CURIE) of the things of a path type; countries are places that others describe."""
    return "dcterms:Location" if path == "country" else PATH_TYPES[path].rdf_class


def _pages(draft: Draft, stated: Container[Triple], codes: Mapping[str, str]) -> Iterator[Triple]:
    for document in draft.documents.values():
        page = draft.iris.thing(f"document/{document.id}")
        for predicate, term in _metadata(document, codes):
            if predicate not in PAGES_SAY or (page, expand(predicate), "") not in stated:
                yield page, expand(predicate), term


def _metadata(document: Document, codes: Mapping[str, str]) -> Iterator[tuple[str, str | Value]]:
    language = document.language if document.language not in {"", "und"} else "mul"
    yield "rdf:type", expand("foaf:Document")
    yield "dcterms:title", text(document.title or document.id, language if document.title else "mul")
    authority = codes.get(document.language) or codes.get(document.language.partition("-")[0])
    if authority:
        yield "dcterms:language", authority if "://" in authority else f"{EU}language/{authority}"
    if document.published:
        yield "dcterms:issued", Value(document.published[:10], "date")
    if document.url:
        yield "dcterms:source", encoded(document.url)
    if document.licence:
        code = document.licence
        yield "dcterms:license", encoded(code if "://" in code else f"{EU}licence/{code}")
