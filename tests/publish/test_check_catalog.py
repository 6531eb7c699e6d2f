"""check-catalog: the rules of DCAT-AP, the portal's points to the last one, addresses that answer or do not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from catalog_sample import CORE, build
from release_sample import BASE

from regiograph.api import check_catalog
from regiograph.errors import InputError, UsageError
from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import load_codes
from regiograph.quality import (
    INDICATORS,
    CatalogueGraph,
    Reach,
    background,
    read_catalogue,
    rule_findings,
    score,
    url_map,
)  # fmt: skip
from regiograph.quality.check import check, profile_files, shape_files
from regiograph.quality.graph import iri
from regiograph.serve import create_app
from regiograph.terms import EU
from workspaces import ROOT, Command

OFFICIAL = ROOT.parent / "shared" / "dcat-ap" / "3.0.1"
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason=f"the official shapes are not at {OFFICIAL}")
CODES = load_codes()


class Everything(Reach):
    """A web where every address answers, but those that hold a word."""

    def __init__(self, broken: str = "\0") -> None:
        super().__init__()
        self.broken = broken

    def status(self, url: str) -> int:
        return 404 if self.broken in url else 200


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("checked"))


@pytest.fixture(scope="module")
def graph(release: Path) -> CatalogueGraph:
    return read_catalogue(release / "catalog.ttl")


def points(graph: CatalogueGraph, dataset: str = CORE, reach: Reach | None = None) -> int:
    report = check(graph, CODES, reach or Everything())
    return next(d.total for d in report.score.datasets if d.dataset == dataset)


def changed(graph: CatalogueGraph, change: Callable[[Quad], Quad | None]) -> CatalogueGraph:
    return CatalogueGraph.of(q for quad in graph.quads() if (q := change(quad)) is not None)


def without(graph: CatalogueGraph, curie: str, kind: str) -> CatalogueGraph:
    """The catalogue without a property of the nodes of a class."""
    return changed(graph, lambda q: None if q.predicate == iri(curie) and graph.is_a(q.subject, kind) else q)


def test_the_indicators_are_those_of_the_portal() -> None:
    assert len(INDICATORS) == 23
    sums: dict[str, int] = {}
    for indicator in INDICATORS:
        sums[indicator.dimension] = sums.get(indicator.dimension, 0) + indicator.points
    assert sums == {
        "findability": 100, "accessibility": 100, "interoperability": 110, "reusability": 75, "contextuality": 20,
    }  # fmt: skip


def test_our_release_has_every_point_and_breaks_no_rule(graph: CatalogueGraph) -> None:
    report = check(graph, CODES, Everything())
    assert [(b.node, b.finding.message) for b in report.breaches] == []
    assert {d.total for d in report.score.datasets} == {405}
    assert (report.score.total, report.score.rating) == (405, "excellent")
    assert report.passes(405)


@pytest.mark.parametrize(
    ("curie", "kind", "lost"),
    [
        ("dcat:keyword", "dcat:Dataset", 30),
        ("dcat:theme", "dcat:Dataset", 30),
        ("dcterms:spatial", "dcat:Dataset", 20),
        ("dcterms:temporal", "dcat:Dataset", 20),
        ("dcterms:accessRights", "dcat:Dataset", 10 + 5),
        ("dcat:contactPoint", "dcat:Dataset", 20),
        ("dcterms:publisher", "dcat:Dataset", 10),
        ("dcterms:issued", "dcat:Dataset", 5),
        ("dcterms:modified", "dcat:Dataset", 5),
        ("dcterms:title", "dcat:Dataset", 30),
        ("dcterms:description", "dcat:Dataset", 30),
        ("dcat:distribution", "dcat:Dataset", 50 + 20 + 30 + 20 + 10 + 10 + 20 + 20 + 20 + 10 + 5 + 5),
        ("dcterms:identifier", "dcat:Dataset", 0),
        ("dcat:accessURL", "dcat:Distribution", 50 + 30),
        ("dcat:downloadURL", "dcat:Distribution", 20 + 30),
        ("dcterms:format", "dcat:Distribution", 20 + 10 + 20 + 20),
        ("dcat:mediaType", "dcat:Distribution", 10 + 10),
        ("dcterms:license", "dcat:Distribution", 20 + 10),
        ("dcterms:rights", "dcat:Distribution", 5),
        ("dcat:byteSize", "dcat:Distribution", 5),
        ("dcterms:issued", "dcat:Distribution", 0),
        ("spdx:checksum", "dcat:Distribution", 0),
        ("foaf:name", "foaf:Agent", 30),
        ("skos:prefLabel", "skos:Concept", 30),
        ("spdx:algorithm", "spdx:Checksum", 30),
        ("rdf:type", "dcterms:LinguisticSystem", 30),
        ("rdf:type", "vcard:Kind", 30),
        ("dcterms:title", "dcat:Catalog", 0),
    ],
)  # fmt: skip
def test_each_property_is_worth_its_points(graph: CatalogueGraph, curie: str, kind: str, lost: int) -> None:
    poorer = without(graph, curie, kind)
    assert set(poorer.quads()) < set(graph.quads())
    assert points(poorer) == 405 - lost


@pytest.mark.parametrize(
    ("curie", "value", "lost"),
    [
        ("dcterms:format", f"{EU}file-type/XLSX", 20),
        ("dcterms:format", f"{EU}file-type/PNG", 20),
        ("dcterms:format", f"{EU}file-type/PDF", 20 + 20),
        ("dcterms:format", f"{EU}file-type/NOTHING", 10 + 20 + 20 + 30),
        ("dcterms:format", Value("CSV"), 10 + 20 + 20 + 30),
        ("dcat:mediaType", "https://www.iana.org/assignments/media-types/text/csv", 0),
        ("dcat:mediaType", "http://www.iana.org/assignments/media-types/text/łódź", 10 + 30),
        ("dcterms:license", "https://creativecommons.org/licenses/by/4.0/", 0),
        ("dcterms:license", "https://example.org/licence", 10),
        ("dcterms:accessRights", f"{EU}access-right/SECRET", 5),
        ("dcat:byteSize", Value("many", "nonNegativeInteger"), 30),
        ("dcat:byteSize", Value("12"), 30),
        ("dcterms:issued", Value("last year"), 30),
        ("dcterms:modified", Value("2026", "gYear"), 0),
        ("adms:status", Value("completed"), 30),
        ("dcterms:language", "http://example.org/lang/fi", 30),
    ],
)  # fmt: skip
def test_each_value_is_worth_its_points(graph: CatalogueGraph, curie: str, value: str | Value, lost: int) -> None:
    """The value in the place of every one there is, typed as the old one was."""

    def change(quad: Quad) -> Quad:
        return Quad(quad.subject, quad.predicate, value, "") if quad.predicate == iri(curie) else quad

    old = next(q.object for q in graph.quads() if q.predicate == iri(curie))
    types = graph.values(old, "rdf:type") if isinstance(old, str) and isinstance(value, str) else ()
    other = CatalogueGraph.of(
        [*changed(graph, change).quads(), *(Quad(str(value), iri("rdf:type"), t, "") for t in types)]
    )
    assert points(other) == 405 - lost


def test_only_the_best_distribution_counts_with_all_its_flags(graph: CatalogueGraph) -> None:
    """One distribution keeps its size but loses its licence: another one with both wins, and nothing is lost."""
    one = f"{CORE}/core-ttl"
    poorer = changed(graph, lambda q: None if q.subject == one and q.predicate == iri("dcterms:license") else q)
    assert points(poorer) == 405
    bare = changed(
        graph,
        lambda q: (
            None
            if graph.is_a(q.subject, "dcat:Distribution")
            and q.predicate == iri("dcterms:license" if q.subject == one else "dcat:byteSize")
            else q
        ),
    )
    assert points(bare) == 405 - 5


def test_the_mean_of_the_datasets_is_the_catalogues(graph: CatalogueGraph) -> None:
    poorer = changed(graph, lambda q: None if q.subject == CORE and q.predicate == iri("dcat:keyword") else q)
    found = score(poorer, (), CODES, Everything())
    assert [d.total for d in found.datasets] == [375, 405, 405]
    assert (found.total, found.mean("keyword")) == (395, 20.0)


def test_remedies_say_what_to_add_where_and_for_how_many_points(graph: CatalogueGraph) -> None:
    poorer = without(without(graph, "dcterms:temporal", "dcat:Dataset"), "dcat:byteSize", "dcat:Distribution")
    text = check(poorer, CODES, Everything()).to_text()
    assert "add dct:temporal to dataset core: +20" in text
    assert "add dcat:byteSize to a distribution of dataset evidence: +5" in text
    assert "380/405 (excellent)" in text
    assert text.count("\n  add ") == 6


def test_addresses_nobody_asked_give_no_points_and_say_so(graph: CatalogueGraph) -> None:
    report = check(graph, CODES)
    assert report.score.total == 325
    assert "give --base-url-map" in report.to_text()
    assert points(graph, reach=Everything(broken="/dumps/")) == 405  # the tables answer
    assert points(graph, f"{BASE}dataset/evidence", Everything(broken="/dumps/")) == 325


def breaches(graph: CatalogueGraph) -> list[tuple[str, str]]:
    return [(b.finding.severity, b.finding.message) for b in rule_findings(graph, CODES)]


def test_rules_tell_must_from_should(graph: CatalogueGraph) -> None:
    assert breaches(graph) == []
    assert ("violation", "dcat:Dataset has no dcterms:title (mandatory)") in breaches(
        without(graph, "dcterms:title", "dcat:Dataset")
    )
    assert ("warning", "dcat:Dataset has no dcat:keyword (recommended)") in breaches(
        without(graph, "dcat:keyword", "dcat:Dataset")
    )
    twice = CatalogueGraph.of([*graph.quads(), Quad(CORE, iri("dcterms:modified"), Value("2020-01-01", "date"), "")])
    assert breaches(twice) == [("violation", "dcterms:modified stands 2 times")]
    old = CatalogueGraph.of([*graph.quads(), Quad(CORE, iri("owl:versionInfo"), Value("1"), "")])
    assert breaches(old) == [("warning", "DCAT-AP 3 has dcat:version instead of owl:versionInfo")]
    assert breaches(CatalogueGraph.of([])) == [("violation", "there is no dcat:Catalog")]


@official
def test_official_shapes_find_no_violation_in_the_three_serialisations(release: Path) -> None:
    shapes = [OFFICIAL / name for name in ("shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")]
    report = check_catalog(release / "catalog.ttl", shapes=shapes)
    assert [f for f in report.findings if f.severity == "violation"] == []
    assert report.shapes == ("shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")


@official
@pytest.mark.parametrize(
    ("curie", "kind"),
    [
        ("dcterms:title", "dcat:Dataset"),
        ("rdf:type", "dcterms:LinguisticSystem"),
        ("dcat:accessURL", "dcat:Distribution"),
        ("rdf:type", "spdx:ChecksumAlgorithm"),
        ("skos:prefLabel", "skos:Concept"),
        ("dcterms:publisher", "dcat:Catalog"),
    ],
)
def test_official_shapes_and_ours_agree_on_what_is_missing(
    graph: CatalogueGraph, tmp_path: Path, curie: str, kind: str
) -> None:
    poorer = without(graph, curie, kind)
    ours = {b.node for b in rule_findings(poorer, CODES) if b.finding.severity == "violation"}
    lines = "\n".join(q.line().replace(" <> .", " .") for q in poorer.quads())
    (tmp_path / "poorer.nt").write_text(f"{lines}\n", "utf-8")
    report = check_catalog(tmp_path / "poorer.nt", shapes=profile_files("dcat-ap-3.0.1", OFFICIAL))
    theirs = {f.focus for f in report.findings if f.severity == "violation" and not f.rule.startswith("dcat-ap")}
    assert theirs
    assert theirs == ours


@official
def test_a_code_outside_the_eu_tables_breaks_official_shapes_and_ours(graph: CatalogueGraph) -> None:
    wrong = f"{EU}language/SUOMI"
    other = changed(graph, lambda q: Quad(q.subject, q.predicate, wrong, "") if q.object == f"{EU}language/FIN" else q)
    assert not any(q.subject == wrong for q in background(other, CODES))
    assert ("violation", "the value is not in the list language") in breaches(other)


class Server(BaseHTTPRequestHandler):
    """Answers HEAD: 200, a redirection, 405 for tables, nothing of the rest."""

    asked: list[str] = []  # noqa: RUF012

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        code = 302 if self.path.endswith(".nq") else 405 if self.path.endswith(".csv") else 200
        self.send_response(code)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/portaali/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_addresses_are_asked_with_head_where_they_are_served(release: Path, served: str) -> None:
    Server.asked.clear()
    report = check_catalog(release / "catalog.ttl", served={BASE: served})
    assert report.score.total == 405
    assert Server.asked == sorted(set(Server.asked), key=Server.asked.index), "each address once"
    assert set(Server.asked) >= {"/portaali/dumps/core.ttl", "/portaali/exports/project.csv"}
    reach = Reach({BASE: served})
    assert reach.status(f"{BASE}dumps/all.nq") == 302
    assert not reach.answers(f"{BASE}exports/project.csv")
    assert reach.status("https://elsewhere.example.org/") is None


def test_nobody_answers() -> None:
    reach = Reach({BASE: "http://127.0.0.1:9/"}, timeout=2)
    assert reach.status(f"{BASE}x") == 0
    assert not reach.answers(f"{BASE}x")


@pytest.fixture
def serving() -> Iterator[Callable[[Path], str]]:
    """Serve a release for real, and stop when the test is over."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(folder: Path) -> str:
        server = uvicorn.Server(uvicorn.Config(create_app(folder), port=0, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()


def test_the_sample_workspace_and_a_fresh_one_have_405_points_when_served(
    sample: Path, fresh: Path, serving: Callable[[Path], str]
) -> None:
    for folder in (sample, fresh):
        report = check_catalog(
            folder / "release" / "catalog.ttl", served={"https://data.example.org/": serving(folder)}
        )
        assert [d.remedies() for d in report.score.datasets] == [[]] * len(report.score.datasets)
        assert report.passes(405), report.to_text()


@official
def test_the_sample_workspace_passes_the_official_shapes_in_every_form(sample: Path) -> None:
    shapes = [OFFICIAL / name for name in ("shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")]
    for name in ("catalog.ttl", "catalog.rdf", "catalog.jsonld"):
        assert check_catalog(sample / "release" / name, shapes=shapes).count("violation") == 0, name


@pytest.mark.parametrize("word", ["nothing", "=http://a/", "https://a/=", "https://a/=ftp://b/"])
def test_a_map_that_is_none(word: str) -> None:
    with pytest.raises(UsageError, match="PUBLIC=LOCAL"):
        url_map([word])


def test_the_command_prints_the_table_and_ends_by_the_score(release: Path, served: str, command: Command) -> None:
    file = release / "catalog.jsonld"
    pairs = ("--base-url-map", f"{BASE}={served}")
    said = command("check-catalog", file, *pairs, "--min-score", 405)
    assert said.code == 0
    assert said.out.count("\n") > 30
    assert "405/405 (excellent)" in said.out
    assert command("check-catalog", file).code == 0
    assert command("check-catalog", file, "--min-score", 326).code == 1
    table = json.loads(command("check-catalog", file, *pairs, "--format", "json").out)
    assert (table["points"], table["possible"], len(table["datasets"][0]["indicators"])) == (405, 405, 23)


def test_the_command_without_a_file_takes_the_release_here(
    release: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(release.parent.parent)
    assert "325/405 (good)" in command("check-catalog").out


def test_violations_end_with_1(release: Path, tmp_path: Path, command: Command) -> None:
    text = (release / "catalog.ttl").read_text("utf-8").replace("a vcard:Kind ,", "a")
    (tmp_path / "poor.ttl").write_text(text, "utf-8")
    said = command("check-catalog", tmp_path / "poor.ttl")
    assert said.code == 1
    assert "the value is not typed as vcard:Kind" in said.out


@pytest.mark.parametrize("name", ["missing.ttl", "broken.ttl", "picture.png", "remote.jsonld"])
def test_what_is_no_catalogue_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b> .\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "remote.jsonld").write_text('{"@context": "https://example.org/context.jsonld", "@id": "x:a", "b": 1}')
    with pytest.raises(InputError, match=name):
        read_catalogue(tmp_path / name)


def test_shape_files_are_single_files_or_a_profiles_folder(tmp_path: Path) -> None:
    one = tmp_path / "one.ttl"
    one.write_text("")
    assert shape_files(None, [one]) == [one]
    with pytest.raises(InputError, match="needs --profile"):
        shape_files(None, [tmp_path])
    with pytest.raises(InputError, match="needs the folder"):
        shape_files("dcat-ap-3.0.1", [one])
    with pytest.raises(InputError, match=r"lacks shapes\.ttl"):
        shape_files("dcat-ap-3.0.1", [tmp_path])
    with pytest.raises(InputError, match="no profile"):
        shape_files("dcat-ap-9", [tmp_path])


@official
def test_the_command_with_the_official_profile(release: Path, command: Command) -> None:
    said = command("check-catalog", release / "catalog.ttl", "--profile", "dcat-ap-3.0.1", "--shapes", OFFICIAL)
    assert said.code == 0
    assert "shapes_recommended.ttl, deprecateduris.ttl: 0 violation(s)" in said.out
