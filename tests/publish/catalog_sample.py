"""Releases with a catalogue: a small content, a configuration, and how to read what was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from release_sample import BASE, quads_of, sample, supported

from regiograph.config import CatalogOptions, Config, DataOptions, PublisherOptions, WorkspaceOptions
from regiograph.model import Value
from regiograph.publish import Content, about, counts, describe_catalogue, publish, render
from regiograph.quality import CatalogueGraph, read_catalogue
from regiograph.terms import NUTS

CONFIG = Config(
    workspace=WorkspaceOptions(title="Łódź and Åland", base=BASE, languages=("en", "fi", "el")),
    publisher=PublisherOptions(name='Región "éù"', iri=f"{BASE}publisher", email="data@example.org"),
    data=DataOptions(themes=("REGI", "ECON")),
    catalog=CatalogOptions(
        titles=(("el", "Περιφέρειες"), ("fi", "Łódź ja Åland")), keywords=(("fi", ("älykäs erikoistuminen",)),)
    ),
)  # fmt: skip
CORE, EVIDENCE, VOCABULARY = (f"{BASE}dataset/{name}" for name in ("core", "evidence", "vocabulary"))
DCT, DCAT = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"


def content() -> Content:
    """The small sample with a NUTS code and dates."""
    plain = sample()
    more = quads_of(
        "reference", ("territory/lapland", "cv:code", f"{NUTS}FI1D7"), ("territory/lapland", "cv:code", f"{NUTS}FI1A3"),
        ("territory/lapland", "dcterms:isPartOf", "territory/north"), ("territory/north", "cv:code", f"{NUTS}FI1D"),
    )  # fmt: skip
    dates = quads_of("north", ("project/remix", "rg:latest", Value("2022-03-31", "date")))
    north, south = plain.documents
    return supported(
        replace(
            plain,
            documents=(replace(north, licence="CC_BY_4_0"), replace(south, licence="https://example.org/ehdot")),
            reference=(*plain.reference, *more),
            domain={**plain.domain, "north": [*plain.domain["north"], *dates]},
        )
    )


def build(root: Path, config: Config = CONFIG, data: Content | None = None, version: str = "2026-11-20") -> Path:
    """Publish a release with its catalogue and give its folder."""
    whole = data or content()
    said, figures = about(whole), counts(whole)
    made = publish(
        render(whole), root, version, describe=describe_catalogue(config, said, figures), counts=figures, about=said
    )
    return Path(made.path)


def catalogue(folder: Path) -> CatalogueGraph:
    """The catalogue of a release folder."""
    return read_catalogue(folder / "catalog.ttl")


def texts(graph: CatalogueGraph, node: str, curie: str) -> list[str]:
    """The lexical forms of a property, sorted."""
    return sorted(o.lexical for o in graph.values(node, curie) if isinstance(o, Value))
