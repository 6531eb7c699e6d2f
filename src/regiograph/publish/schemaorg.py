"""schema/DATASET.jsonld: a schema.org/Dataset for each dataset, as search engines for data read it.

The context stands in the file, so no reader has to fetch one, and every node has an IRI.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from regiograph.config import Config
from regiograph.media import by_suffix
from regiograph.publish.catalog_facts import Facts
from regiograph.publish.content import Content
from regiograph.publish.datasets import DATASETS, LICENCES, Dataset, dataset_iri, dataset_title, licence_iri
from regiograph.publish.manifest import Entry
from regiograph.publish.release import Draft
from regiograph.publish.tables import Labels
from regiograph.terms import EU

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "includedInDataCatalog", "license", "sameAs", "url")},
    **{name: {"@type": "Date"} for name in ("dateModified", "datePublished")},
}
"""The context of every file: terms are those of schema.org, addresses are IRIs."""

KEYWORDS = ("linked data", "regions of Europe", "clusters", "interregional cooperation", "smart specialisation")


def write_schema_org(
    content: Content, config: Config, draft: Draft, facts: Facts, files: tuple[Entry, ...]
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of one JSON-LD file for each dataset; ``files`` are those that may be downloaded."""
    labels = Labels(content.reference, content.languages, content.iris)
    for dataset in DATASETS:
        made = _dataset(content, config, draft, facts, dataset, labels)
        made["distribution"] = [_download(content, e) for e in files if e.path.startswith(dataset.dumps)]
        if dataset.name == "core":
            made["distribution"] += [_download(content, e) for e in files if e.path.startswith("exports/")]
        whole = {"@context": CONTEXT, **{k: v for k, v in made.items() if v not in ("", [], None)}}
        yield f"schema/{dataset.name}.jsonld", (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _dataset(
    content: Content, config: Config, draft: Draft, facts: Facts, dataset: Dataset, labels: Labels
) -> dict[str, Any]:
    base, iris, publisher = content.iris.base, content.iris, config.publisher
    name = dataset_iri(iris, dataset.name)
    made: dict[str, Any] = {
        "@id": name,
        "@type": "Dataset",
        "name": dataset_title(content, dataset),
        "description": dataset.description,
        "url": base,
        "identifier": name,
        "version": draft.version,
        "datePublished": draft.issued[:10],
        "dateModified": draft.modified[:10],
        "license": LICENCES.get(config.data.licence, ("", licence_iri(config)))[1],
        "isAccessibleForFree": True,
        "inLanguage": list(facts.languages),
        "keywords": list(KEYWORDS),
        "includedInDataCatalog": f"{base}catalog",
        "publisher": {
            "@id": publisher.iri, "@type": "Organization", "name": publisher.name,
            **({"url": publisher.homepage} if publisher.homepage else {}),
            **({"email": publisher.email} if publisher.email else {}),
        },
        "creator": {"@id": publisher.iri},
    }  # fmt: skip
    if dataset.name != "vocabulary":
        made["spatialCoverage"] = [
            {"@id": f"{EU}country/{code}", "@type": "Country", "name": labels.of(f"{EU}country/{code}")}
            for code in facts.countries
        ]
        if facts.start and facts.end:
            made["temporalCoverage"] = f"{facts.start}/{facts.end}"
    if dataset.name != "core":
        made["isPartOf"] = {"@id": dataset_iri(iris, "core")}
    else:
        made["hasPart"] = [{"@id": dataset_iri(iris, d.name)} for d in DATASETS if d.name != "core"]
    return made


def _download(content: Content, entry: Entry) -> dict[str, Any]:
    """One file; its address is its IRI."""
    media = by_suffix(entry.path)
    address = f"{content.iris.base}{entry.path}"
    return {
        "@id": address, "@type": "DataDownload", "contentUrl": address, "name": entry.path.rpartition("/")[2],
        "encodingFormat": media.media_type if media else entry.media_type, "contentSize": f"{entry.bytes} B",
        "sha256": entry.sha256,
    }  # fmt: skip
