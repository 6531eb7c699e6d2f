"""The datasets of a catalogue as CKAN's action API takes them, under the names that ckanext-dcat gives its fields.

A dataset that was pushed looks like one that the portal has harvested. Names and ids come from dct:identifier and from
the IRIs of the files alone, so that the next release finds them again.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regiograph.errors import InputError
from regiograph.media import by_suffix
from regiograph.model import Value
from regiograph.quality import CatalogueGraph

LONGEST_NAME = 100
"""Characters that CKAN allows in the name of a dataset."""

_IANA = "http://www.iana.org/assignments/media-types/"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of a dataset's files: its IRI and its title, either may be empty."""

    iri: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CkanResource:
    """One file: ``id`` is a UUID made from its ``uri`` (the IRI of the distribution), ``fields`` are CKAN's."""

    id: str
    uri: str
    fields: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class CkanDataset:
    """One dataset: ``name`` is the last part of its address there, ``uri`` its IRI, ``extras`` are further fields."""

    name: str
    uri: str
    fields: Mapping[str, str]
    licence: Licence
    tags: tuple[str, ...]
    extras: Mapping[str, str]
    resources: tuple[CkanResource, ...]


def ckan_datasets(graph: CatalogueGraph, language: str = "en") -> tuple[CkanDataset, ...]:
    """The datasets of a catalogue by IRI; texts in ``language``, else in English, else in any.

    Raises InputError for a catalogue without a dataset, or with one that has no IRI.
    """
    found = graph.of_type("dcat:Dataset")
    if not found or any(iri.startswith("_:") for iri in found):
        raise InputError(
            "this catalogue has no dataset with an IRI", todo="write it anew: regiograph catalog, or regiograph build"
        )
    return tuple(_Reader(graph, iri, language).dataset() for iri in found)


def name_of(identifier: str) -> str:
    """The name of a dataset on the portal: its identifier in the letters that CKAN allows, and never another.

    >>> name_of("https://data.example.org/dataset/core")
    'data-example-org-dataset-core'
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"^[a-z]+://", "", identifier.casefold()))
    slug = re.sub(r"[^a-z0-9_]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if 2 <= len(slug) <= LONGEST_NAME:
        return slug
    tail = hashlib.sha256(identifier.encode()).hexdigest()[:12]
    return f"{slug[: LONGEST_NAME - 13].rstrip('-')}-{tail}".lstrip("-")


def resource_id(iri: str) -> str:
    """The id of a file on any portal: the name-based UUID of its IRI (RFC 9562, version 5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one dataset out of a catalogue."""

    graph: CatalogueGraph
    iri: str
    language: str

    def dataset(self) -> CkanDataset:
        identifier = self.value(self.iri, "dcterms:identifier") or self.iri
        files = sorted(self.graph.links(self.iri, "dcat:distribution"))
        publisher, contact = self.link(self.iri, "dcterms:publisher"), self.link(self.iri, "dcat:contactPoint")
        fields = {
            "title": self.text(self.iri, "dcterms:title"),
            "notes": self.text(self.iri, "dcterms:description"),
            "url": self.link(self.iri, "dcat:landingPage"),
            "version": self.value(self.iri, "dcat:version"),
            "author": self.text(publisher, "foaf:name"),
            "maintainer": self.text(contact, "vcard:fn"),
            "maintainer_email": self.link(contact, "vcard:hasEmail").removeprefix("mailto:"),
        }
        keywords = [o.lexical for o in self.graph.values(self.iri, "dcat:keyword") if isinstance(o, Value)]
        return CkanDataset(
            name_of(identifier), self.iri, fields, self.licence(files), tuple(dict.fromkeys(keywords)),
            {key: text for key, text in self.extras(identifier, publisher, contact).items() if text},
            tuple(self.resource(file) for file in files),
        )  # fmt: skip

    def extras(self, identifier: str, publisher: str, contact: str) -> dict[str, str]:
        period = self.link(self.iri, "dcterms:temporal")
        place, box = self.box()
        return {
            "uri": self.iri,
            "identifier": identifier,
            "issued": self.value(self.iri, "dcterms:issued"),
            "modified": self.value(self.iri, "dcterms:modified"),
            "version_notes": self.text(self.iri, "adms:versionNotes"),
            "frequency": self.link(self.iri, "dcterms:accrualPeriodicity"),
            "access_rights": self.link(self.iri, "dcterms:accessRights"),
            "language": self.list(self.iri, "dcterms:language"),
            "theme": self.list(self.iri, "dcat:theme"),
            "conforms_to": self.list(self.iri, "dcterms:conformsTo"),
            "temporal_start": self.value(period, "dcat:startDate"),
            "temporal_end": self.value(period, "dcat:endDate"),
            "spatial_uri": place,
            "spatial": box,
            "publisher_uri": publisher,
            "publisher_name": self.text(publisher, "foaf:name"),
            "publisher_url": self.link(publisher, "foaf:homepage"),
            "publisher_type": self.link(publisher, "dcterms:type"),
            "contact_uri": contact,
            "contact_name": self.text(contact, "vcard:fn"),
            "contact_email": self.link(contact, "vcard:hasEmail").removeprefix("mailto:"),
            "contact_url": self.link(contact, "vcard:hasURL"),
        }

    def resource(self, iri: str) -> CkanResource:
        access, download = self.link(iri, "dcat:accessURL"), self.link(iri, "dcat:downloadURL")
        media, checksum = by_suffix(download or access), self.link(iri, "spdx:checksum")
        size = self.value(iri, "dcat:byteSize")
        fields: dict[str, str | int] = {
            "url": download or access,
            "access_url": access,
            "download_url": download,
            "name": self.text(iri, "dcterms:title"),
            "description": self.text(iri, "dcterms:description"),
            "format": media.suffix[1:].upper() if media else self.link(iri, "dcterms:format").rpartition("/")[2],
            "mimetype": self.link(iri, "dcat:mediaType").removeprefix(_IANA),
            "hash": self.value(checksum, "spdx:checksumValue"),
            "hash_algorithm": self.link(checksum, "spdx:algorithm"),
            "license": self.link(iri, "dcterms:license"),
            "rights": self.text(self.link(iri, "dcterms:rights"), "rdfs:label"),
            "status": self.link(iri, "adms:status"),
            "availability": self.link(iri, "dcatap:availability"),
            "language": self.list(iri, "dcterms:language"),
            "issued": self.value(iri, "dcterms:issued"),
            "modified": self.value(iri, "dcterms:modified"),
            "uri": iri,
        }
        if size.isdecimal():
            fields["size"] = int(size)
        return CkanResource(resource_id(iri), iri, {key: said for key, said in fields.items() if said != ""})

    def licence(self, files: Iterable[str]) -> Licence:
        for file in files:
            iri = self.link(file, "dcterms:license")
            if iri:
                return Licence(iri, self.text(iri, "dcterms:title"))
        return Licence()

    def box(self) -> tuple[str, str]:
        """The place with the widest box, and that box as GeoJSON, which is what CKAN searches by."""
        found = []
        for place in self.graph.links(self.iri, "dcterms:spatial"):
            numbers = [float(n) for n in _NUMBER.findall(self.value(place, "dcat:bbox"))]
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
            if points:
                (west, east), (south, north) = ((min(p[n] for p in points), max(p[n] for p in points)) for n in (0, 1))
                ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
                found.append(((east - west) * (north - south), place, ring))
        if not found:
            return "", ""
        _, place, ring = max(found)
        return place, json.dumps({"type": "Polygon", "coordinates": [ring]})

    def link(self, subject: str, curie: str) -> str:
        return min(self.graph.links(subject, curie), default="")

    def list(self, subject: str, curie: str) -> str:
        links = sorted(self.graph.links(subject, curie))
        return json.dumps(links) if links else ""

    def value(self, subject: str, curie: str) -> str:
        return min((o.lexical for o in self.graph.values(subject, curie) if isinstance(o, Value)), default="")

    def text(self, subject: str, curie: str) -> str:
        said = {o.language or "": o.lexical for o in self.graph.values(subject, curie) if isinstance(o, Value)}
        return next(
            (said[tag] for tag in (self.language, "en", "mul", "") if tag in said), min(said.values(), default="")
        )
