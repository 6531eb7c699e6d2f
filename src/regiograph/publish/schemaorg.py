"""schema/DATASET.jsonld: the catalogue's datasets as schema.org/Dataset, as search engines for data read them.

They are made from the catalogue's own triples, so both say the same. The context stands in the file, so no reader has
to fetch one, and every node has an IRI.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import IANA
from regiograph.publish.catalog_nodes import CATALOGUE_PREFIXES
from regiograph.publish.catalog_plan import SCHEMA
from regiograph.publish.datasets import LICENCES
from regiograph.terms import EU

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "includedInDataCatalog", "license", "sameAs", "url")},
    **{name: {"@type": "Date"} for name in ("dateModified", "datePublished")},
}
"""The context of every file: terms are those of schema.org, addresses are IRIs."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def schema_org_files(quads: Iterable[Quad], language: str, codes: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of one file for each dataset of a catalogue; texts in ``language``, else in English.

    ``codes`` maps languages (``fi``) to those of the EU table (``FIN``).
    """
    known: dict[str, dict[str, list[str | Value]]] = {}
    for q in quads:
        known.setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    reader = _Reader(known, language, {code: name for name, code in codes.items()})
    for iri in reader.of_type("dcat:Dataset"):
        whole = {"@context": CONTEXT} | {k: v for k, v in reader.dataset(iri).items() if v not in ("", [], {}, None)}
        path = f"{SCHEMA}{_last(iri)}.jsonld"
        yield path, (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the triples of a catalogue, by subject and property."""

    known: Mapping[str, Mapping[str, list[str | Value]]]
    language: str
    names: Mapping[str, str]

    def dataset(self, iri: str) -> dict[str, Any]:
        parts = [other for other in self.of_type("dcat:Dataset") if other != iri]
        core = next((other for other in parts if _last(other) == "core"), None)
        period = self.link(iri, "dcterms:temporal")
        times = [self.value(period, f"dcat:{name}Date") for name in ("start", "end")]
        return {
            "@id": iri,
            "@type": "Dataset",
            "name": self.text(iri, "dcterms:title"),
            "description": self.text(iri, "dcterms:description"),
            "url": self.link(iri, "dcat:landingPage"),
            "identifier": self.value(iri, "dcterms:identifier"),
            "version": self.value(iri, "dcat:version"),
            "datePublished": self.value(iri, "dcterms:issued"),
            "dateModified": self.value(iri, "dcterms:modified"),
            "license": next((self.licence(file) for file in self.links(iri, "dcat:distribution")), ""),
            "isAccessibleForFree": self.link(iri, "dcterms:accessRights") == f"{EU}access-right/PUBLIC",
            "inLanguage": [self.names.get(_last(o), _last(o)) for o in self.links(iri, "dcterms:language")],
            "keywords": self.texts(iri, "dcat:keyword"),
            "includedInDataCatalog": next(iter(self.of_type("dcat:Catalog")), ""),
            "publisher": self.publisher(iri),
            "creator": {"@id": self.link(iri, "dcterms:publisher")},
            "spatialCoverage": list(self.places(iri)),
            "temporalCoverage": "/".join(times) if all(times) else "",
            "isPartOf": {"@id": core} if core else None,
            "hasPart": [] if core else [{"@id": other} for other in parts],
            "distribution": [self.download(file) for file in self.links(iri, "dcat:distribution")],
        }

    def publisher(self, dataset: str) -> dict[str, str]:
        iri, contact = self.link(dataset, "dcterms:publisher"), self.link(dataset, "dcat:contactPoint")
        made = {
            "@id": iri, "@type": "Organization", "name": self.text(iri, "foaf:name"),
            "url": self.link(iri, "foaf:homepage"),
            "email": self.link(contact, "vcard:hasEmail").removeprefix("mailto:"),
        }  # fmt: skip
        return {key: said for key, said in made.items() if said}

    def places(self, dataset: str) -> Iterator[dict[str, Any]]:
        for iri in self.links(dataset, "dcterms:spatial"):
            name = self.text(iri, "skos:prefLabel")
            numbers = [float(n) for n in _NUMBER.findall(self.value(iri, "dcat:bbox"))]
            if iri.startswith(f"{EU}country/"):
                yield {"@id": iri, "@type": "Country", "name": name}
            elif numbers:
                # schema.org wants south, west, north, east.
                (west, east), (south, north) = ((min(n), max(n)) for n in (numbers[::2], numbers[1::2]))
                shape = {"@id": f"{iri}#box", "@type": "GeoShape", "box": f"{south:g} {west:g} {north:g} {east:g}"}
                yield {"@id": iri, "@type": "Place", "name": name, "geo": shape}

    def download(self, file: str) -> dict[str, Any]:
        """One file of a dataset."""
        address = self.link(file, "dcat:downloadURL")
        return {
            "@id": file, "@type": "DataDownload", "contentUrl": address, "name": _last(address),
            "encodingFormat": self.link(file, "dcat:mediaType").removeprefix(IANA),
            "contentSize": f"{self.value(file, 'dcat:byteSize')} B",
            "sha256": self.value(self.link(file, "spdx:checksum"), "spdx:checksumValue"),
        }  # fmt: skip

    def licence(self, file: str) -> str:
        """The address of the licence's text, else its IRI in the EU table."""
        iri = self.link(file, "dcterms:license")
        return LICENCES.get(_last(iri), ("", iri))[1]

    def of_type(self, curie: str) -> list[str]:
        kind = _iri(curie)
        return sorted(s for s, said in self.known.items() if kind in said.get(_iri("rdf:type"), ()))

    def objects(self, subject: str, curie: str) -> list[str | Value]:
        return list(self.known.get(subject, {}).get(_iri(curie), ()))

    def links(self, subject: str, curie: str) -> list[str]:
        return [o for o in self.objects(subject, curie) if isinstance(o, str)]

    def link(self, subject: str, curie: str) -> str:
        return next(iter(self.links(subject, curie)), "")

    def value(self, subject: str, curie: str) -> str:
        return next((o.lexical for o in self.objects(subject, curie) if isinstance(o, Value)), "")

    def texts(self, subject: str, curie: str) -> list[str]:
        """The texts in the language, else those in English, else all."""
        said = [o for o in self.objects(subject, curie) if isinstance(o, Value)]
        chosen = ([o.lexical for o in said if o.language == tag] for tag in (self.language, "en"))
        return next((found for found in chosen if found), [o.lexical for o in said])

    def text(self, subject: str, curie: str) -> str:
        return next(iter(self.texts(subject, curie)), "")


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return CATALOGUE_PREFIXES[prefix] + local


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]
