"""schema.org, sitemap, robots and citation files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from described_sample import CONFIG, changed, released
from release_sample import BASE, IRIS, sample

from regiograph.config import CatalogOptions
from regiograph.publish import Draft, OpenRelease, load_codes
from regiograph.publish import web as pages
from regiograph.publish.web import write_citation, write_sitemap
from regiograph.terms import EU

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> OpenRelease:
    root = tmp_path_factory.mktemp("out")
    released(sample(), root)
    return released(changed(), root, "2026-12-01")


def addresses(data: bytes) -> dict[str, str]:
    # The file is our own.
    root = ElementTree.fromstring(data)  # noqa: S314
    return {str(u.findtext(f"{SPACE}loc")): str(u.findtext(f"{SPACE}lastmod")) for u in root}


def test_every_dataset_is_a_schema_org_dataset(release: OpenRelease) -> None:
    for name in ("core", "evidence", "vocabulary"):
        found = json.loads(release.read(f"schema/{name}.jsonld"))
        assert (found["@id"], found["@type"]) == (f"{BASE}dataset/{name}", "Dataset")
        assert {"name", "description", "license", "publisher", "version", "dateModified"} <= found.keys()
        assert len(found["description"]) >= 50
        for download in found["distribution"]:
            entry = release.manifest.entry(download["contentUrl"].removeprefix(BASE))
            assert entry is not None
            assert (download["sha256"], download["contentSize"]) == (entry.sha256, f"{entry.bytes} B")
            assert download["encodingFormat"] == entry.media_type
    core = json.loads(release.read("schema/core.jsonld"))
    names = {d["name"] for d in core["distribution"]}
    assert {"core.ttl", "core.jsonld", "project.csv"} <= names
    assert core["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert core["publisher"]["name"] == 'Región "éù"'
    country, box = core["spatialCoverage"]
    assert country == {"@id": f"{EU}country/FIN", "@type": "Country", "name": "Finland"}
    finland = load_codes().boxes["FIN"]
    assert box["geo"]["box"] == f"{finland.south:g} {finland.west:g} {finland.north:g} {finland.east:g}"
    assert core["temporalCoverage"] == "2018-10-01/2018-10-01"
    assert (core["version"], core["datePublished"], core["dateModified"]) == ("2026-12-01", "2026-11-20", "2026-12-01")


def test_texts_for_search_engines_are_those_of_the_configuration(tmp_path: Path) -> None:
    said = CatalogOptions(
        titles=(("fi", "Łódź ja Åland"),), descriptions=(("fi", "Kuka tekee työtä kenen kanssa éù"),),
        keywords=(("fi", ("R&D", "Åland")),), url="https://files.example.org/éù/",
    )  # fmt: skip
    finnish = replace(CONFIG.workspace, default_language="fi")
    made = released(sample(), tmp_path, config=replace(CONFIG, workspace=finnish, catalog=said))
    core = json.loads(made.read("schema/core.jsonld"))
    assert (core["name"], core["description"]) == ("Łódź ja Åland", "Kuka tekee työtä kenen kanssa éù")
    assert {"R D", "Åland", "alueet"} <= set(core["keywords"])
    assert {d["contentUrl"].rpartition("/dumps/")[0] for d in core["distribution"] if "/dumps/" in d["contentUrl"]} == {
        "https://files.example.org/éù"
    }
    assert core["inLanguage"][0] == "fi"
    assert 'title: "Łódź ja Åland"' in made.read("CITATION.cff").decode()
    assert "Kuka tekee työtä kenen kanssa éù" in made.read("void.ttl").decode()
    assert "https://files.example.org/éù/dumps/core.ttl" in made.read("void.ttl").decode()


def test_the_sitemap_lists_pages_with_the_day_of_their_last_change(release: OpenRelease) -> None:
    found = addresses(release.read("sitemap.xml"))
    assert found == {
        BASE: "2026-12-01",
        f"{BASE}doc/project/remix": "2026-12-01",
        f"{BASE}doc/project/uusi": "2026-12-01",
        f"{BASE}doc/territory/lapland": "2026-11-20",
        f"{BASE}doc/programme/interreg-europe": "2026-11-20",
        f"{BASE}doc/membership/m1": "2026-11-20",
    }


def test_a_long_sitemap_is_split_and_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "URLS", 3)
    days = {IRIS.thing(f"project/p{n}"): f"2026-01-0{n}" for n in range(1, 6)}
    files = dict(write_sitemap(sample(), days, "2026-01-05"))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    listed = addresses(files["sitemap-1.xml"]) | addresses(files["sitemap-2.xml"])
    assert len(listed) == 6
    assert addresses(files["sitemap.xml"]) == {
        f"{BASE}sitemap-1.xml": "2026-01-05", f"{BASE}sitemap-2.xml": "2026-01-05",
    }  # fmt: skip


def test_crawlers_are_kept_off_what_is_computed(release: OpenRelease) -> None:
    lines = release.read("robots.txt").decode().splitlines()
    assert "Disallow: /sparql" in lines
    assert f"Sitemap: {BASE}sitemap.xml" in lines


def test_the_citation_is_yaml_with_what_a_citation_needs(release: OpenRelease, tmp_path: Path) -> None:
    text = release.read("CITATION.cff").decode()
    plain = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line and not line.startswith(" "))
    assert (plain["cff-version"], plain["type"]) == ("1.2.0", "dataset")
    assert json.loads(plain["title"]) == "Łódź and Åland"
    assert json.loads(plain["version"]) == "2026-12-01"
    assert json.loads(plain["license"]) == "CC-BY-4.0"
    assert '  - name: "Región \\"éù\\""' in text.splitlines()
    other = CONFIG.__class__(data=type(CONFIG.data)(licence="NLOD_2_0"))
    draft = Draft("2026-12-01", "2026-12-01", "2026-12-01", None, tmp_path, ())
    ((_, data),) = write_citation(sample(), other, draft)
    assert 'license-url: "http://publications.europa.eu/resource/authority/licence/NLOD_2_0"' in data.decode()
