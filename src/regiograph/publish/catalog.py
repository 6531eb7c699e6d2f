"""The release's catalogue: catalog.ttl, catalog.rdf and catalog.jsonld, DCAT-AP 3.0.1, written with each release; and
the same datasets for search engines (schema.org).

describe_catalogue(config, about, counts)    the files that speak of a draft (for publish)
rewrite_catalogue(root, config)              those of a finished release anew, with its manifest
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from regiograph.config import Config
from regiograph.errors import ReleaseError
from regiograph.model import Finding, Quad
from regiograph.publish.catalog_codes import load_codes
from regiograph.publish.catalog_facts import Facts, facts_of
from regiograph.publish.catalog_nodes import CATALOGUE_PREFIXES, Version
from regiograph.publish.catalog_plan import THEME_DUMPS, Planner, folder_of, history_of, is_catalogue
from regiograph.publish.catalog_rdf import CatalogueWriter
from regiograph.publish.catalog_words import catalogue_notices, load_words
from regiograph.publish.content import sorted_lines, triple_line
from regiograph.publish.jsonld import json_ld
from regiograph.publish.manifest import FILE, entry, read_manifest
from regiograph.publish.names import SubjectOrder
from regiograph.publish.rdfxml import rdf_xml
from regiograph.publish.release import Describe, Draft, find_release, lock
from regiograph.publish.schemaorg import schema_org_files
from regiograph.publish.turtle import turtle
from regiograph.terms import VOC, Iris

Pair = tuple[str, bytes]


class CatalogueOrder(SubjectOrder):
    """The reader meets the catalogue first, then datasets, their files, services, and then all the rest."""

    __slots__ = ()

    def __call__(self, iri: str) -> tuple[int, str]:
        """The sort key of one thing."""
        heads = ("catalog", "dataset/", "service/", "publisher", "contact", "rights", "coverage/", "quality/", "id/")
        ranks = (n for n, head in enumerate(heads) if iri.startswith(self.home + head))
        return next(ranks, len(heads)), iri


def describe_catalogue(config: Config, about: Mapping[str, Any], counts: Mapping[str, int]) -> Describe:
    """The catalogue as a function of a draft, for :func:`regiograph.publish.publish`.

    ``about`` and ``counts`` are those of the manifest. The function raises ReleaseError for data it cannot read.
    """

    def describe(draft: Draft) -> Iterator[Pair]:
        workspace = folder_of(config.root)
        codes, words = load_codes(workspace), load_words(config)
        facts = facts_of(draft.folder, about, counts, config.data.nuts_version, workspace)
        themes = list(_theme_files(config, facts)) if config.catalog.theme_datasets else []
        yield from themes
        iris = {t.rpartition("/")[2]: t for t in facts.themes}
        planner = Planner(draft, f"{config.workspace.base}dataset/", history_of(draft))
        plans = planner.datasets(iris if themes else {}, [entry(path, data) for path, data in themes])
        version = Version(draft.version, draft.previous, counts)
        quads = CatalogueWriter(config, codes, words, facts, version).catalogue(plans)
        yield from catalogue_files(config, quads)
        yield from schema_org_files(quads, config.workspace.default_language, codes.languages)

    return describe


def catalogue_files(config: Config, quads: list[Quad]) -> Iterator[Pair]:
    """The three files of one catalogue: the same triples, the same bytes every time."""
    for name in ("ttl", "rdf", "jsonld"):
        yield f"catalog.{name}", catalogue_form(Iris(config.workspace.base), quads, name)


def catalogue_form(iris: Iris, quads: list[Quad], name: str) -> bytes:
    """A catalogue as Turtle (``ttl``), RDF/XML (``rdf``) or JSON-LD (``jsonld``) with its context inside."""
    prefixes = iris.prefixes() | CATALOGUE_PREFIXES
    order = CatalogueOrder(iris.base)
    if name == "jsonld":
        return json_ld(quads, {}, prefixes, order)
    return turtle(quads, prefixes, order) if name == "ttl" else rdf_xml(quads, prefixes, order)


def catalogue_findings(config: Config) -> list[Finding]:
    """What the configuration lacks for a good catalogue, and the keywords that had to be changed.

    Raises ConfigError for a code that is in no EU table.
    """
    return list(catalogue_notices(config, load_words(config), load_codes(folder_of(config.root))))


def rewrite_catalogue(root: Path, config: Config) -> Path:
    """Write the catalogue of the newest release anew from the configuration as it is now; returns the release folder.

    Data files stay as they are. Each file is replaced by one rename, the manifest last, so that a reader meets the
    old or the new catalogue, never half of one. Raises ReleaseError when there is no release, or its base differs.
    """
    folder = find_release(root)
    with lock(folder.parent.parent):
        known = read_manifest(folder)
        if known.about.get("base") != config.workspace.base:
            raise ReleaseError(
                f"the release begins its IRIs with {known.about.get('base')!r}, the configuration with "
                f"{config.workspace.base!r}", where=str(folder), todo="build the release again",
            )  # fmt: skip
        kept = tuple(e for e in known.files if not is_catalogue(e.path))
        data = tuple(e for e in kept if (folder / e.path).is_file())
        before = folder.parent / known.previous if known.previous else None
        draft = Draft(
            known.version, known.issued, known.modified, known.previous, folder, data,
            before if before and before.is_dir() else None, folder,
        )  # fmt: skip
        made = list(describe_catalogue(config, known.about, known.counts)(draft))
        for path, content in made:
            _replace(folder / path, content)
        fresh = replace(known, files=(*kept, *(entry(path, content) for path, content in made)))
        _replace(folder / FILE, fresh.to_bytes())
        for stale in {e.path for e in known.files} - {e.path for e in fresh.files}:
            (folder / stale).unlink(missing_ok=True)
    return folder


def _theme_files(config: Config, facts: Facts) -> Iterator[Pair]:
    iris = Iris(config.workspace.base)
    order = SubjectOrder(iris.thing(""))
    for theme, quads in facts.themes.items():
        name = theme.removeprefix(f"{VOC}theme/")
        yield f"{THEME_DUMPS}{name}.ttl", turtle(quads, iris.prefixes(), order)
        yield f"{THEME_DUMPS}{name}.nt", sorted_lines(triple_line(q) for q in quads)


def _replace(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ReleaseError(
            f"the catalogue cannot be written: {error.strerror or error}", where=str(path),
            todo="free space or mend the permissions, then run it again",
        ) from error  # fmt: skip
