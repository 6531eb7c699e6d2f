"""The importer that national portals run, over the catalogue of the sample release (make test-ckan)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ckan_lab import needs_venv, program

from regiograph.model import Value
from regiograph.publish.catalog import catalogue_form
from regiograph.publish.catalog_pages import Page, catalogue_page
from regiograph.quality import CatalogueGraph, read_catalogue
from regiograph.terms import Iris

pytestmark = needs_venv
FORMS = ("catalog.ttl", "catalog.rdf", "catalog.jsonld")
Read = dict[str, dict[str, Any]]


def run(*files: Path) -> Read:
    """What ckanext-dcat makes of some catalogues, by their names."""
    script = Path(__file__).with_name("ckan_import.py")
    done = subprocess.run([program("python"), script, *files], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def catalogue(sample: Path) -> CatalogueGraph:
    return read_catalogue(sample / "release" / "catalog.ttl")


@pytest.fixture(scope="module")
def imported(sample: Path) -> Read:
    return run(*(sample / "release" / name for name in FORMS))


def extra(dataset: Mapping[str, Any], key: str) -> str:
    return next((row["value"] for row in dataset["extras"] if row["key"] == key), "")


def by_iri(read: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {extra(dataset, "uri"): dataset for dataset in read["datasets"]}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_datasets(imported: Read, catalogue: CatalogueGraph, form: str) -> None:
    found = by_iri(imported[form])
    assert sorted(found) == catalogue.of_type("dcat:Dataset")
    assert len(found) == len(imported[form]["datasets"])
    for iri, dataset in found.items():
        assert (extra(dataset, "identifier"), dataset["title"]) == (iri, catalogue.title(iri))


@pytest.mark.parametrize("form", FORMS)
def test_all_files_become_resources_with_stable_ids(imported: Read, catalogue: CatalogueGraph, form: str) -> None:
    for iri, dataset in by_iri(imported[form]).items():
        files = {row["uri"]: row for row in dataset["resources"]}
        assert sorted(files) == sorted(catalogue.links(iri, "dcat:distribution"))
        for file, row in files.items():
            assert row["distribution_ref"] == file
            assert [row["download_url"]] == catalogue.links(file, "dcat:downloadURL")
            assert [str(row["size"])] == [
                o.lexical for o in catalogue.values(file, "dcat:byteSize") if isinstance(o, Value)
            ]


@pytest.mark.parametrize("form", FORMS)
def test_the_licence_is_recognised_and_no_keyword_is_rejected(
    imported: Read, catalogue: CatalogueGraph, form: str
) -> None:
    assert {dataset["license_id"] for dataset in imported[form]["datasets"]} == {"cc-by"}
    assert imported[form]["rejected"] == []
    for iri, dataset in by_iri(imported[form]).items():
        keywords = {o.lexical for o in catalogue.values(iri, "dcat:keyword") if isinstance(o, Value)}
        assert {tag["name"] for tag in dataset["tags"]} == keywords
        assert keywords


def test_the_box_of_the_whole_is_the_one_that_is_taken(imported: Read) -> None:
    boxes = {extra(d, "spatial_bbox") for form in FORMS for d in imported[form]["datasets"]}
    (box,) = boxes
    (ring,) = json.loads(box)["coordinates"]
    assert min(x for x, _ in ring) < 0
    assert max(y for _, y in ring) > 65


def test_a_keyword_that_ckan_rejects_would_be_seen(tmp_path: Path, sample: Path) -> None:
    text = (sample / "release" / "catalog.ttl").read_text("utf-8")
    assert '"linked data"@en' in text
    (tmp_path / "bad.ttl").write_text(text.replace('"linked data"@en', '"R&D (clusters)"@en'), "utf-8")
    assert set(run(tmp_path / "bad.ttl")["bad.ttl"]["rejected"]) == {"R&D (clusters)"}


def test_the_harvester_goes_from_page_to_page_and_stops(catalogue: CatalogueGraph, tmp_path: Path) -> None:
    count = len(catalogue.of_type("dcat:Dataset"))
    files = []
    for number in range(1, count + 1):
        quads = catalogue_page(
            list(catalogue.quads()), Page(number, 1, "https://portal.example/catalog?page={}".format)
        )
        files.append(tmp_path / f"page-{number}.ttl")
        files[-1].write_bytes(catalogue_form(Iris("https://data.example.org/"), quads, "ttl"))
    pages = run(*files)
    assert [len(pages[file.name]["datasets"]) for file in files] == [1] * count
    following = [f"https://portal.example/catalog?page={number}" for number in range(2, count + 1)]
    assert [pages[file.name]["next"] for file in files] == [*following, None]
