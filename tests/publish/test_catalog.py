"""The catalogue of a release: complete, typed, stable, dated by its data, replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from catalog_sample import CONFIG, CORE, EVIDENCE, VOCABULARY, build, catalogue, content, texts
from release_sample import BASE, quads_of

from regiograph.config import CatalogOptions, Config, DataOptions
from regiograph.errors import ConfigError, ReleaseError
from regiograph.model import Value
from regiograph.publish import Content, catalogue_findings, open_release, rewrite_catalogue, verify
from regiograph.publish.catalog_codes import Box, load_codes
from regiograph.publish.catalog_words import safe_keywords
from regiograph.quality import CatalogueGraph, read_catalogue
from regiograph.terms import EU, NUTS


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture(scope="module")
def graph(release: Path) -> CatalogueGraph:
    return catalogue(release)


def test_the_three_files_say_the_same_without_blank_nodes(release: Path, graph: CatalogueGraph) -> None:
    wanted = set(graph.quads())
    assert len(wanted) > 300
    for name in ("catalog.rdf", "catalog.jsonld"):
        assert set(read_catalogue(release / name).quads()) == wanted, name
    assert not [q for q in wanted if "_:" in (q.subject, *([q.object] if isinstance(q.object, str) else []))[0][:2]]
    said = json.loads((release / "catalog.jsonld").read_text("utf-8"))
    assert isinstance(said["@context"], dict)


def test_one_catalogue_three_datasets_two_services(graph: CatalogueGraph) -> None:
    (only,) = graph.of_type("dcat:Catalog")
    assert only == f"{BASE}catalog"
    assert graph.links(only, "dcat:dataset") == graph.of_type("dcat:Dataset") == [CORE, EVIDENCE, VOCABULARY]
    assert graph.links(only, "dcat:service") == [f"{BASE}service/pages", f"{BASE}service/sparql"]
    for dataset in (CORE, EVIDENCE, VOCABULARY):
        assert texts(graph, dataset, "dcterms:identifier") == [dataset]
    assert graph.values(f"{BASE}service/sparql", "dcat:endpointURL") == [f"{BASE}sparql"]


def test_every_dump_and_table_is_a_distribution_as_the_manifest_has_it(release: Path, graph: CatalogueGraph) -> None:
    opened = open_release(release)
    wanted = {BASE + e.path: e for e in opened.manifest.files if e.path.startswith("dumps/") or e.path.endswith(".csv")}
    nodes = graph.of_type("dcat:Distribution")
    assert {graph.links(n, "dcat:downloadURL")[0] for n in nodes} == wanted.keys()
    assert sorted(d for s in (CORE, EVIDENCE, VOCABULARY) for d in graph.links(s, "dcat:distribution")) == nodes
    for node in nodes:
        entry = wanted[graph.links(node, "dcat:downloadURL")[0]]
        (check,) = graph.links(node, "spdx:checksum")
        assert texts(graph, check, "spdx:checksumValue") == [entry.sha256]
        assert texts(graph, node, "dcat:byteSize") == [str(entry.bytes)]
        (media,) = graph.links(node, "dcat:mediaType")
        assert media.endswith(f"/media-types/{entry.media_type}")
        assert graph.links(node, "dcterms:license") == [f"{EU}licence/CC_BY_4_0"]
    assert graph.links(f"{CORE}/core-ttl", "dcterms:format") == [f"{EU}file-type/RDF_TURTLE"]
    assert graph.links(f"{CORE}/project-csv", "dcterms:format") == [f"{EU}file-type/CSV"]


def test_places_and_times_come_from_the_data(graph: CatalogueGraph) -> None:
    assert set(graph.links(CORE, "dcterms:spatial")) == {
        f"{EU}country/FIN", f"{NUTS}FI1D7", f"{BASE}coverage/space",
    }  # fmt: skip
    # Importers keep the box and the name of one place: only the whole has a box, and its name lists the countries.
    boxed = [place for place in graph.of_type("dcterms:Location") if graph.values(place, "dcat:bbox")]
    assert boxed == [f"{BASE}coverage/space"]
    assert texts(graph, f"{BASE}coverage/space", "dcat:bbox") == [load_codes().boxes["FIN"].wkt()]
    assert texts(graph, f"{BASE}coverage/space", "skos:prefLabel") == ["Finland", "Suomi", "Φινλανδία"]
    (period,) = graph.links(CORE, "dcterms:temporal")
    assert texts(graph, period, "dcat:startDate") == ["2018-10-01"]
    assert texts(graph, period, "dcat:endDate") == ["2022-03-31"]


def test_the_codes_of_the_configured_nuts_version(tmp_path: Path) -> None:
    older = build(tmp_path, replace(CONFIG, data=replace(CONFIG.data, nuts_version=2016)))
    # In a version that the list does not have, the codes stay as they stand in the data.
    assert {p for p in catalogue(older).links(CORE, "dcterms:spatial") if "nuts" in p} == {
        f"{NUTS}FI1A3", f"{NUTS}FI1D7",
    }  # fmt: skip


def test_titles_and_keywords_in_every_configured_language(graph: CatalogueGraph) -> None:
    for dataset in (CORE, EVIDENCE, VOCABULARY):
        titles = {o.language: o.lexical for o in graph.values(dataset, "dcterms:title") if isinstance(o, Value)}
        assert titles.keys() == {"en", "fi", "el"}
        assert titles["fi"].startswith("Łódź ja Åland")
        words = {o.language for o in graph.values(dataset, "dcat:keyword") if isinstance(o, Value)}
        assert words == {"en", "fi", "el"}
    assert "älykäs erikoistuminen" in texts(graph, CORE, "dcat:keyword")


def test_sources_with_licences_and_quality_figures(graph: CatalogueGraph) -> None:
    sources = graph.links(CORE, "prov:wasDerivedFrom")
    assert sources == [f"{BASE}id/document/north", f"{BASE}id/document/south"]
    assert graph.links(sources[0], "dcterms:license") == [f"{EU}licence/CC_BY_4_0"]
    assert graph.links(sources[1], "dcterms:license") == ["https://example.org/ehdot"]
    figures = {
        m.rpartition("/")[2]: texts(graph, m, "dqv:value") for m in graph.links(CORE, "dqv:hasQualityMeasurement")
    }
    assert figures["source-pages"] == ["2"]
    assert 0 < float(figures["evidence-coverage"][0]) <= 1
    for measure in graph.links(CORE, "dqv:hasQualityMeasurement"):
        assert graph.is_a(graph.links(measure, "dqv:isMeasurementOf")[0], "dqv:Metric")
        assert graph.links(measure, "dqv:computedOn") == [CORE]


def test_no_dataset_leads_to_the_catalogue_a_service_or_another_dataset(graph: CatalogueGraph) -> None:
    for dataset in (CORE, EVIDENCE, VOCABULARY):
        seen: set[str] = set()
        todo = [dataset]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo += [o for objects in graph.triples.get(node, {}).values() for o in objects if isinstance(o, str)]
        types = ("dcat:Catalog", "dcat:DataService", "dcat:Dataset")
        assert [n for n in seen if any(graph.is_a(n, t) for t in types)] == [dataset]


def dates(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    known = catalogue(folder)
    names = [*known.of_type("dcat:Dataset"), *known.of_type("dcat:Distribution")]
    return {n: (texts(known, n, "dcterms:issued"), texts(known, n, "dcterms:modified")) for n in names}


def test_modified_moves_when_the_content_does_and_only_there(tmp_path: Path) -> None:
    first = build(tmp_path, version="2026-01-10")
    assert set(map(str, dates(first).values())) == {"(['2026-01-10'], ['2026-01-10'])"}
    # A new configuration makes a new release of the same data: nothing in it has changed.
    renamed = replace(CONFIG, publisher=replace(CONFIG.publisher, name="Łódzkie"))
    second = build(tmp_path, renamed, version="2026-02-10")
    assert second != first
    assert dates(second) == dates(first)
    assert texts(catalogue(second), CORE, "dcat:version") == ["2026-02-10"]
    assert catalogue(second).links(CORE, "dcat:previousVersion") == [f"{CORE}/version/2026-01-10"]
    more = content()
    note = quads_of(
        "vocabulary", ("https://w3id.org/regiograph/voc/role/éù", "skos:prefLabel", Value("éù", language="en"))
    )
    third = build(tmp_path, renamed, replace(more, vocabulary=(*more.vocabulary, *note)), "2026-03-10")
    moved = {n for n, (_, modified) in dates(third).items() if modified == ["2026-03-10"]}
    assert {VOCABULARY, EVIDENCE, f"{VOCABULARY}/vocabulary-ttl", f"{EVIDENCE}/all-nq"} <= moved
    assert CORE not in moved
    assert f"{EVIDENCE}/evidence-nq" not in moved
    assert {issued[0] for issued, _ in dates(third).values()} == {"2026-01-10"}


def test_a_release_without_its_predecessor_keeps_its_dates(tmp_path: Path) -> None:
    build(tmp_path, version="2026-01-10")
    renamed = replace(CONFIG, publisher=replace(CONFIG.publisher, name="Łódzkie"))
    second = build(tmp_path, renamed, version="2026-02-10")
    before = dates(second)
    (tmp_path / "releases" / "2026-01-10").rename(tmp_path / "elsewhere")
    rewrite_catalogue(tmp_path, renamed)
    assert dates(second) == before


def test_the_same_build_gives_the_same_bytes_and_nothing_new(tmp_path: Path) -> None:
    here, there = build(tmp_path / "a"), build(tmp_path / "b")
    for name in ("catalog.ttl", "catalog.rdf", "catalog.jsonld", "manifest.json"):
        assert (here / name).read_bytes() == (there / name).read_bytes()
    assert build(tmp_path / "a", version="2027-01-01") == here


def test_rewriting_changes_the_catalogue_and_the_manifest_alone(tmp_path: Path) -> None:
    folder = build(tmp_path)
    own = ("catalog.", "manifest.json", "schema/")
    paths = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    others = {p: p.read_bytes() for name, p in paths.items() if not name.startswith(own)}
    inodes = {name: (folder / name).stat().st_ino for name in ("catalog.ttl", "dumps/core.ttl")}
    changed = replace(CONFIG, publisher=replace(CONFIG.publisher, name="Ålands landskap"))
    assert rewrite_catalogue(tmp_path, changed) == folder.resolve()
    known = catalogue(folder)
    assert texts(known, f"{BASE}publisher", "foaf:name") == ["Ålands landskap"]
    assert json.loads((folder / "schema" / "core.jsonld").read_text("utf-8"))["publisher"]["name"] == "Ålands landskap"
    assert {p: p.read_bytes() for p in others} == others
    # A rename gives a new inode: nobody ever read half a file.
    assert (folder / "catalog.ttl").stat().st_ino != inodes["catalog.ttl"]
    assert (folder / "dumps/core.ttl").stat().st_ino == inodes["dumps/core.ttl"]
    assert verify(open_release(folder)) == []
    # The build that follows finds its release as it should be.
    assert build(tmp_path, changed) == folder


def test_a_release_of_another_base_is_left_alone(tmp_path: Path) -> None:
    folder = build(tmp_path)
    before = (folder / "catalog.ttl").read_bytes()
    other = replace(CONFIG, workspace=replace(CONFIG.workspace, base="https://other.example.org/"))
    with pytest.raises(ReleaseError, match="begins its IRIs"):
        rewrite_catalogue(tmp_path, other)
    assert (folder / "catalog.ttl").read_bytes() == before


def test_one_dataset_more_for_each_theme_when_asked(tmp_path: Path) -> None:
    asked = replace(CONFIG, catalog=replace(CONFIG.catalog, theme_datasets=True))
    folder = build(tmp_path, asked)
    known = catalogue(folder)
    theme = f"{BASE}dataset/theme-mining-industry"
    assert theme in known.of_type("dcat:Dataset")
    assert {known.links(d, "dcat:downloadURL")[0] for d in known.links(theme, "dcat:distribution")} == {
        f"{BASE}dumps/theme-mining-industry.ttl", f"{BASE}dumps/theme-mining-industry.nt",
    }  # fmt: skip
    assert b"id/project/remix" in (folder / "dumps/theme-mining-industry.nt").read_bytes()
    found = json.loads((folder / "schema" / "theme-mining-industry.jsonld").read_text("utf-8"))
    assert (found["@id"], found["isPartOf"]) == (theme, {"@id": CORE})
    assert [d["name"] for d in found["distribution"]] == ["theme-mining-industry.nt", "theme-mining-industry.ttl"]
    assert verify(open_release(folder)) == []
    rewrite_catalogue(tmp_path, CONFIG)
    assert theme not in catalogue(folder).of_type("dcat:Dataset")
    assert not (folder / "schema" / "theme-mining-industry.jsonld").exists()
    assert not (folder / "dumps/theme-mining-industry.nt").exists()
    assert verify(open_release(folder)) == []


def test_files_may_be_served_elsewhere_while_iris_stay(tmp_path: Path) -> None:
    elsewhere = replace(CONFIG, catalog=replace(CONFIG.catalog, url="https://files.example.org/éù/"))
    known = catalogue(build(tmp_path, elsewhere))
    assert known.links(f"{CORE}/core-ttl", "dcat:accessURL") == ["https://files.example.org/éù/dumps/core.ttl"]
    assert known.links(CORE, "dcterms:conformsTo") == [
        "https://w3id.org/regiograph/ns",
        "https://w3id.org/regiograph/shapes",
    ]


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("älykäs erikoistuminen", ("älykäs erikoistuminen",)),
        ("R&D, Łódź; (éù)", ("R D", "Łódź", "éù")),
        ("x", ()),
        ("Interreg V-A_2.0", ("Interreg V-A_2.0",)),
        ("d’accès", ("daccès",)),
        ("é" * 140, ("é" * 100,)),
        (" , ", ()),
    ],
)
def test_keywords_are_made_safe(given: str, published: tuple[str, ...]) -> None:
    assert safe_keywords(given) == published


def test_changed_keywords_and_what_is_missing_are_told() -> None:
    odd = replace(CONFIG, catalog=replace(CONFIG.catalog, keywords=(("en", ("R&D", "regions")),), titles=()))
    found = catalogue_findings(odd)
    assert [f.value for f in found if f.rule == "keyword"] == ["R&D"]
    assert "'R D'" in next(f.message for f in found if f.rule == "keyword")
    assert [f.message for f in found if "no title" in f.message] == [
        "the catalogue has no title in 'fi'", "the catalogue has no title in 'el'",
    ]  # fmt: skip
    assert catalogue_findings(CONFIG) == []


Change = Callable[[Config], Config]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: replace(c, data=DataOptions(licence="CC_BY_4")), "licence: 'CC_BY_4'"),
        (lambda c: replace(c, data=DataOptions(themes=("MINING",))), "themes: 'MINING'"),
        (lambda c: replace(c, catalog=CatalogOptions(frequency="often")), "frequency: 'often'"),
        (lambda c: replace(c, catalog=CatalogOptions(status="done")), "status: 'done'"),
        (lambda c: replace(c, publisher=replace(c.publisher, type="Region")), "type: 'Region'"),
    ],
)
def test_a_code_of_no_eu_table_is_refused(change: Change, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        catalogue_findings(change(CONFIG))


def test_an_empty_content_still_has_a_catalogue(tmp_path: Path) -> None:
    known = catalogue(build(tmp_path, data=replace(Content(iris=content().iris), context=content().context)))
    assert known.of_type("dcat:Dataset") == [CORE, EVIDENCE]
    assert known.links(CORE, "dcterms:temporal") == []


def test_boxes_hold_their_countries() -> None:
    boxes = load_codes().boxes
    assert boxes["POL"].around(boxes["PRT"]) == Box(-31.3, 32.6, 24.2, 54.9)
    helsinki, warsaw = (24.94, 60.17), (21.01, 52.23)
    for code, (x, y) in {"FIN": helsinki, "POL": warsaw}.items():
        box = boxes[code]
        assert box.west < x < box.east
        assert box.south < y < box.north
    assert all(b.west < b.east and b.south < b.north for b in boxes.values())
