"""The whole way: workspaces become releases that conform, cite their pages, and come out the same each time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from regiograph import build, open_release, query
from regiograph.authority import Authority
from regiograph.errors import ConfigError, PrivacyError, ReleaseError, ValidationError
from regiograph.extract import EXTRACTORS, Labels, Reader
from regiograph.model import Claim, Document, Quad, Value
from regiograph.pipeline import STAGES, BuildOptions
from regiograph.pipeline import build as run
from regiograph.terms import expand
from regiograph.workspace import Answers, create_workspace
from workspaces import SEEDS, Command


def digests(folder: Path) -> dict[str, str]:
    """sha256 of every file that the manifest of the release in ``folder`` lists, and the manifest's own text."""
    manifest = (folder / "release" / "manifest.json").read_text("utf-8")
    listed = {row["path"]: row["sha256"] for row in json.loads(manifest)["files"]}
    return listed | {"manifest.json": manifest}


def small(folder: Path) -> Path:
    create_workspace(folder, Answers())
    return folder


# What stands in a release


@pytest.mark.parametrize("workspace", ["fresh", "sample", "seeds"])
def test_every_statement_has_a_quote_that_stands_at_its_place(workspace: str, request: pytest.FixtureRequest) -> None:
    release = open_release(request.getfixturevalue(workspace))
    texts = {release.iris.thing(f"document/{d.id}"): d.text for d in release.documents}
    said: dict[str, dict[str, list[Quad]]] = defaultdict(lambda: defaultdict(list))
    for quad in release.quads("evidence.nq"):
        said[quad.subject][quad.predicate].append(quad)
    cited: dict[str, set[str]] = defaultdict(set)
    for node, facts in said.items():
        for target in facts[expand("oa:hasTarget")]:
            ends = [str(q.object) for q in said[str(target.object)][expand("oa:hasSelector")]]
            (page,) = (str(q.object) for q in said[str(target.object)][expand("oa:hasSource")])
            (quote,) = values(said, ends, "oa:exact")
            (start,) = values(said, ends, "oa:start")
            (end,) = values(said, ends, "oa:end")
            assert quote.strip()
            assert texts[page][int(start) : int(end)] == quote, node
            cited[node] |= {str(q.object) for q in facts[expand("oa:hasBody")]}
    statements = {s for s, facts in said.items() if expand("rdf:subject") in facts}
    assert statements
    assert statements == set().union(*cited.values())
    published = {(q.subject, q.predicate, q.object) for q in release.quads("core.nt")}
    for statement in statements:
        triple = tuple(said[statement][expand(f"rdf:{part}")][0].object for part in ("subject", "predicate", "object"))
        assert triple in published


def values(said: dict[str, dict[str, list[Quad]]], nodes: Sequence[str], predicate: str) -> list[str]:
    found = [q.object for node in nodes for q in said[node][expand(predicate)]]
    return [v.lexical for v in found if isinstance(v, Value)]


@pytest.mark.parametrize("workspace", ["fresh", "sample", "seeds"])
def test_workspaces_conform_and_verify(workspace: str, request: pytest.FixtureRequest, command: Command) -> None:
    folder = request.getfixturevalue(workspace)
    report = json.loads((folder / "release" / "reports" / "validation.json").read_text("utf-8"))
    assert report["conforms"] is True
    assert command("verify", folder).code == 0


def test_editors_add_less_than_a_quarter_of_the_sample(sample: Path) -> None:
    summary = sample.with_suffix(".done").read_text("utf-8")
    found = re.search(r"statements +(\d+) \((\d+\.\d)% editorial\)", summary)
    assert found is not None
    assert int(found[1]) > 500
    assert float(found[2]) < 25


def test_the_partnership_of_the_sample_has_its_seven_regions(sample: Path) -> None:
    answer = query("partnership-members", {"partnership": "S3 partnership"}, release=sample)
    columns = answer.variables
    rows = [dict(zip(columns, (text(cell) for cell in row), strict=True)) for row in answer.rows()]
    assert len({row["region"] for row in rows}) == 7
    assert {row["region"] for row in rows if "lead" in row["role"]} == {"Lapland", "North Karelia"}
    assert all(len(row["country"]) == 3 and row["nuts"] for row in rows)
    lapland = next(row for row in rows if row["region"] == "Lapland")
    assert (lapland["country"], lapland["nuts"]) == ("FIN", "FI1D7")


def text(cell: object) -> str:
    return cell.lexical if isinstance(cell, Value) else str(cell or "")


def test_lapland_is_told_from_four_of_the_five_real_pages(seeds: Path, command: Command) -> None:
    shown = json.loads(command("show", "Lapland", "--release", seeds, "--format", "json").out)

    def quotes(facts: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
        for fact in facts:
            yield from ((q["document"], q["text"]) for q in fact["quotes"])  # type: ignore[attr-defined]
            yield from quotes(fact["parts"])  # type: ignore[arg-type]

    found = list(quotes(shown["facts"]))
    assert len({document for document, _ in found}) >= 4
    assert all(quote for _, quote in found)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real pages are not here")
def test_real_pages_need_neither_workspace_nor_sidecar(tmp_path: Path) -> None:
    result = run(tmp_path, BuildOptions(documents=SEEDS, out=tmp_path / "out", last="link"))
    assert result.documents == 5
    assert result.claims > 100


# The same each time


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, fresh: Path) -> None:
    """Another hash seed, time zone, order of directory entries, age of files and place give the same release."""
    other = small(tmp_path / "other place")
    pages = other / "data" / "documents"
    for page in sorted(pages.iterdir(), reverse=True):
        content = page.read_bytes()
        page.unlink()
        page.write_bytes(content)
        os.utime(page, (10**9, 10**9))
    settings = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    command = [sys.executable, "-m", "regiograph", "build", str(other), "--quiet"]
    subprocess.run(command, env=settings, check=True, capture_output=True)
    assert digests(other) == digests(fresh)


def test_the_number_of_processes_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiograph.pipeline.SHARE", 1)
    told: list[tuple[int, int]] = []
    run(small(tmp_path / "one"), BuildOptions(workers=1))
    run(
        small(tmp_path / "two"),
        BuildOptions(workers=2),
        lambda stage, *at: told.append(at) if stage == "extract" else None,
    )
    assert digests(tmp_path / "two") == digests(tmp_path / "one")
    assert told == [(1, 2), (2, 2)]


def test_a_build_without_changes_rewrites_nothing(tmp_path: Path, fresh: Path) -> None:
    copy = shutil.copytree(fresh, tmp_path / "copy", symlinks=True)
    before = {p: p.stat().st_mtime_ns for p in sorted((copy / "releases").rglob("*")) if p.name != ".regiograph.lock"}
    result = build(copy)
    assert result.release is not None
    assert not result.release.changed
    assert "unchanged" in result.summary()
    after = {p: p.stat().st_mtime_ns for p in sorted((copy / "releases").rglob("*")) if p.name != ".regiograph.lock"}
    assert after.keys() == before.keys()
    assert {p for p in after if p.is_file() and after[p] != before[p]} == set()


# Stages and readers


def test_a_build_stops_at_and_resumes_from_a_stage(tmp_path: Path) -> None:
    workspace = small(tmp_path / "w")
    stopped = run(workspace, BuildOptions(last="extract"))
    assert (stopped.stage, stopped.release) == ("extract", None)
    assert "stopped after   extract" in stopped.summary()
    assert not (workspace / "release").exists()
    kept = workspace / ".regiograph" / "work" / "extract.jsonl"
    lines = kept.read_text("utf-8").splitlines()
    assert len(lines) == stopped.claims
    kept.write_text("\n".join(lines[:10]) + "\n", "utf-8")
    assert run(workspace, BuildOptions(first="link", last="link")).claims == 10


def test_stages_are_named_and_in_order(tmp_path: Path) -> None:
    workspace = small(tmp_path / "w")
    with pytest.raises(ConfigError, match="unknown stage 'linking'"):
        run(workspace, BuildOptions(first="linking"))
    with pytest.raises(ConfigError, match="map comes after read"):
        run(workspace, BuildOptions(first="map", last="read"))
    with pytest.raises(ReleaseError, match="nothing is kept from the stage 'extract'"):
        run(workspace, BuildOptions(first="link"))


def test_another_reader_is_one_entry_in_the_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def silent(_authority: Authority, _labels: Labels) -> Reader:
        def read(document: Document) -> Iterator[Claim]:
            seen.append(document.id)
            return iter(())

        return read

    monkeypatch.setitem(EXTRACTORS, "silent", silent)
    workspace = small(tmp_path / "w")
    assert run(workspace, BuildOptions(extractor="silent", last="link")).claims == 0
    assert seen == ["en-harbour-project", "fi-puuklusteri"]
    with pytest.raises(ConfigError, match="unknown extractor 'oracle'"):
        run(workspace, BuildOptions(extractor="oracle"))


def test_progress_names_the_stages_in_order(tmp_path: Path) -> None:
    told: list[str] = []
    run(small(tmp_path / "w"), BuildOptions(last="validate"), lambda stage, _done, _total: told.append(stage))
    assert list(dict.fromkeys(told)) == [s for s in STAGES if s in set(told)]
    assert {"read", "extract", "validate"} <= set(told)


# The gate


def test_a_violation_stops_the_release_and_says_why(tmp_path: Path, fresh: Path) -> None:
    copy = shutil.copytree(fresh, tmp_path / "copy", symlinks=True)
    (copy / "shapes").mkdir()
    (copy / "shapes" / "strict.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rg: <https://w3id.org/regiograph/ns#> .
        @prefix schema: <http://schema.org/> .
        <https://data.example.org/shape/é> a sh:NodeShape ; sh:targetClass rg:Cluster ; sh:property
          <https://data.example.org/shape/é-homepage> . <https://data.example.org/shape/é-homepage> sh:path schema:url ;
          sh:minCount 1 ; sh:message "A cluster needs a home page"@en .""",
        "utf-8",
    )
    before = (copy / "release").readlink()
    with pytest.raises(ValidationError) as stopped:
        build(copy)
    assert "A cluster needs a home page" in str(stopped.value)
    assert "fi-puuklusteri" in str(stopped.value)
    assert (copy / "release").readlink() == before


def test_a_person_in_the_output_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = small(tmp_path / "w")
    monkeypatch.setattr("regiograph.pipeline.names_in", lambda _text, _spans: {"Tidal Routes"})
    with pytest.raises(PrivacyError, match="would be published"):
        build(workspace)
    assert not (workspace / "release").exists()
