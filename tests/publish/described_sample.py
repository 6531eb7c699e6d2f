"""Releases of the sample with all the files that describe them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from release_sample import BASE, quads_of, sample, supported

from regiograph.config import Config, PublisherOptions, WorkspaceOptions
from regiograph.model import Value
from regiograph.publish import Content, OpenRelease, about, counts, describe, open_release, publish, render

CONFIG = Config(
    workspace=WorkspaceOptions(title="Łódź and Åland", base=BASE, languages=("en", "fi")),
    publisher=PublisherOptions(name='Región "éù"', iri=f"{BASE}publisher", email="data@example.org"),
)


def released(
    content: Content, root: Path, version: str = "2026-11-20", config: Config = CONFIG, **more: Any
) -> OpenRelease:
    """Publish content below a folder, described, and open it."""
    made = publish(
        render(content), root, version, counts=counts(content), about=about(content),
        describe=describe(content, config), **more,
    )  # fmt: skip
    return open_release(Path(made.path))


def changed(*, label: str = "Uusi *éù*", gone: str = "rg:totalCost") -> Content:
    """The sample with a new project in the south, and without the northern statements of one property."""
    content = sample()
    new = quads_of("south", ("project/uusi", "skos:prefLabel", Value(label, language="fi")))
    (lost,) = {q.predicate for q in quads_of("north", ("project/remix", gone, "project/x"))}
    domain = {
        "north": [q for q in content.domain["north"] if q.predicate != lost],
        "south": [*content.domain["south"], *new],
    }
    return supported(replace(content, domain=domain))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a release but the store, by path."""
    files = (p for p in folder.rglob("*") if p.is_file() and "store" not in p.relative_to(folder).parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
