"""Releases: all or nothing, versions by date, nothing rewritten without need, one build at a time."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from release_sample import IRIS, quads_of, sample, supported

from regiograph.errors import ReleaseError
from regiograph.model import Release, Value
from regiograph.publish import Content, Draft, about, counts, lock, open_release, publish, render, verify
from regiograph.publish.content import core

Pair = tuple[str, bytes]


def build(content: Content, root: Path, version: str = "2026-11-20", previous: Path | None = None) -> Release:
    return publish(
        render(content), root, version, counts=counts(content), about=about(content), describe=catalogue,
        previous=previous,
    )  # fmt: skip


def catalogue(draft: Draft) -> Iterator[Pair]:
    before = open_release(draft.previous_folder).version if draft.previous_folder else "-"
    line = f"{draft.version} issued {draft.issued} modified {draft.modified} after {before}, {len(draft.files)} files"
    assert (draft.folder / "dumps/all.nq").is_file()
    yield "catalogue.txt", line.encode()


def changed(content: Content, label: str = "Uusi éù") -> Content:
    more = quads_of("south", ("project/uusi", "skos:prefLabel", Value(label, language="fi")))
    return supported(replace(content, domain={**content.domain, "south": [*content.domain["south"], *more]}))


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and "store" not in p.relative_to(folder).parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def content() -> Content:
    return sample()


def test_a_release_holds_what_its_manifest_says(tmp_path: Path, content: Content) -> None:
    made = build(content, tmp_path / "out")
    assert made.version == "2026-11-20"
    assert made.changed
    assert made.counts["documents"] == 2
    assert (tmp_path / "out/release").readlink() == Path("releases/2026-11-20")
    found = open_release(tmp_path / "out")
    assert verify(found) == []
    assert found.version == "2026-11-20"
    entry = found.manifest.entry("dumps/core.ttl")
    assert entry is not None
    assert (entry.media_type, entry.triples) == ("text/turtle", len(core(content)))
    assert {"texts/north.txt", "reports/validation.txt", "exports/project.csv", "catalogue.txt"} <= set(
        tree(found.folder)
    )
    assert found.read("catalogue.txt").startswith(b"2026-11-20 issued 2026-11-20 modified 2026-11-20 after -,")


def test_a_release_is_found_from_everywhere(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    places = [tmp_path / "out", tmp_path / "out/release", tmp_path / "out/releases/2026-11-20"]
    assert {open_release(p).folder for p in places} == {(tmp_path / "out/releases/2026-11-20").resolve()}
    with pytest.raises(ReleaseError, match="no release here"):
        open_release(tmp_path)


def test_an_open_release_answers(tmp_path: Path, content: Content) -> None:
    found = open_release(Path(build(content, tmp_path / "out").path))
    query = "SELECT ?l WHERE { ?s a <https://w3id.org/regiograph/ns#Project> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?l } ORDER BY ?l"  # noqa: E501
    assert [row[0] for row in found.query(query).rows()] == [
        Value("REMIX", language="mul"), Value('Łódź – Åland "éù"', language="pl"),
    ]  # fmt: skip
    assert found.documents == content.documents
    assert len(found.core()) == len(core(content))
    assert found.iris == IRIS
    with pytest.raises(ReleaseError, match="lacks a file"):
        found.read("nowhere.txt")


def test_a_copied_release_without_its_store_still_answers(tmp_path: Path, content: Content) -> None:
    found = open_release(Path(build(content, tmp_path / "out").path))
    (found.folder / "store").rename(tmp_path / "elsewhere")
    assert found.query("ASK { ?s ?p 'REMIX'@mul }").truth is True
    assert verify(found) == []


def test_two_builds_give_the_same_bytes(tmp_path: Path, content: Content) -> None:
    one, two = (build(content, tmp_path / name) for name in "ab")
    assert tree(Path(one.path)) == tree(Path(two.path))


def test_unchanged_content_rewrites_nothing(tmp_path: Path, content: Content) -> None:
    first = build(content, tmp_path / "out")
    stamps = {
        p: p.lstat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.is_file() and p.name != ".regiograph.lock"
    }
    again = build(content, tmp_path / "out", "2026-12-24")
    assert again == replace(first, changed=False)
    assert {p: p.lstat().st_mtime_ns for p in stamps} == stamps
    assert [p.name for p in (tmp_path / "out/releases").glob("[0-9.]*")].count("2026-11-20") == 1
    assert not (tmp_path / "out/releases/2026-12-24").exists()


def test_new_content_follows_the_last_release(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    same_day = build(changed(content), tmp_path / "out")
    assert same_day.version == "2026-11-20-2"
    later = build(changed(content, "Vielä uudempi"), tmp_path / "out", "2026-12-01")
    manifest = open_release(tmp_path / "out").manifest
    assert (later.version, manifest.previous, manifest.issued, manifest.modified) == (
        "2026-12-01", "2026-11-20-2", "2026-11-20", "2026-12-01",
    )  # fmt: skip
    assert b"after 2026-11-20-2" in open_release(tmp_path / "out").read("catalogue.txt")
    assert open_release(tmp_path / "out/releases/2026-11-20").version == "2026-11-20"


def test_a_new_catalogue_on_the_same_data_leaves_modified_alone(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    other = publish(
        render(content), tmp_path / "out", "2026-12-01", counts=counts(content), about=about(content),
        describe=lambda d: [("catalogue.txt", f"a new page, {d.modified}".encode())],
    )  # fmt: skip
    manifest = open_release(tmp_path / "out").manifest
    assert (other.changed, manifest.version, manifest.modified) == (True, "2026-12-01", "2026-11-20")


def test_a_previous_release_may_lie_elsewhere(tmp_path: Path, content: Content) -> None:
    old = build(content, tmp_path / "old")
    same = build(content, tmp_path / "new", "2026-12-01", previous=tmp_path / "old")
    assert not same.changed
    assert tree(Path(same.path)) == tree(Path(old.path))
    newer = build(changed(content), tmp_path / "newer", "2026-12-01", previous=Path(old.path))
    assert open_release(Path(newer.path)).manifest.previous == "2026-11-20"


def test_a_damaged_release_is_made_again(tmp_path: Path, content: Content) -> None:
    first = build(content, tmp_path / "out")
    wanted = tree(Path(first.path))
    (Path(first.path) / "dumps/core.ttl").unlink()
    build(content, tmp_path / "out", "2026-12-01")
    assert tree(Path(open_release(tmp_path / "out").folder)) == wanted


CRASH = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import release_sample
from regiograph.publish import publish, render
def files():
    for number, pair in enumerate(render(release_sample.sample())):
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        yield pair
publish(files(), Path(sys.argv[2]), "2026-12-01")
"""


def test_a_killed_build_leaves_the_last_release_and_the_next_one_cleans_up(tmp_path: Path, content: Content) -> None:
    build(changed(content), tmp_path / "out")
    before = tree(Path(open_release(tmp_path / "out").folder))
    died = subprocess.run([sys.executable, "-c", CRASH, str(Path(__file__).parent), str(tmp_path / "out")], check=False)
    assert died.returncode == -signal.SIGKILL
    assert list((tmp_path / "out/releases").glob(".staging-*"))
    assert tree(Path(open_release(tmp_path / "out").folder)) == before
    assert verify(open_release(tmp_path / "out")) == []
    assert build(content, tmp_path / "out", "2026-12-01").version == "2026-12-01"
    assert not list((tmp_path / "out/releases").glob(".staging-*"))


def test_a_build_that_died_before_its_switch_is_taken_up(
    tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(changed(content), tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", _full)
        with pytest.raises(ReleaseError):
            build(content, tmp_path / "out", "2026-12-01")
    assert open_release(tmp_path / "out").version == "2026-11-20"
    again = build(content, tmp_path / "out", "2026-12-01")
    assert (again.version, again.changed) == ("2026-12-01", True)
    assert open_release(tmp_path / "out").version == "2026-12-01"


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")


def test_a_full_disk_is_said_and_leaves_the_last_release(
    tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(content, tmp_path / "out")
    before = tree(tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", _full)
        with pytest.raises(ReleaseError, match="No space left on device") as caught:
            build(changed(content), tmp_path / "out")
    assert caught.value.where == "somewhere"
    assert tree(tmp_path / "out") == before
    assert verify(open_release(tmp_path / "out")) == []


LIMITED = """
import resource, sys
from pathlib import Path
from regiograph.errors import ReleaseError
from regiograph.publish import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    publish([("texts/a.txt", b"x" * 200_000)], Path(sys.argv[1]), "2026-12-01")
except ReleaseError as error:
    print(error.what)
"""


def test_a_write_that_the_system_refuses_is_a_release_error(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "out")], check=True, capture_output=True, text=True
    )
    assert run.stdout == "the release cannot be written: File too large\n"
    assert verify(open_release(tmp_path / "out")) == []


def test_a_file_that_does_not_parse_never_gets_out(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    with pytest.raises(ReleaseError, match=r"dumps/core\.ttl: not valid Turtle"):
        publish([("dumps/core.ttl", b"<urn:a> <urn:b> .")], tmp_path / "out", "2026-12-01")
    assert open_release(tmp_path / "out").version == "2026-11-20"


@pytest.mark.parametrize("path", ["../x.txt", "/etc/x.txt", "manifest.json", "store/x"])
def test_files_stay_inside_the_release(tmp_path: Path, path: str) -> None:
    with pytest.raises(ReleaseError, match="may not be written"):
        publish([(path, b"x")], tmp_path / "out", "2026-12-01")


def test_a_folder_that_is_not_ours_is_refused_and_untouched(tmp_path: Path, content: Content) -> None:
    (tmp_path / "thesis.doc").write_text("precious")
    with pytest.raises(ReleaseError, match="not empty and not ours"):
        build(content, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]
    with pytest.raises(ReleaseError, match="a file, not a folder"):
        build(content, tmp_path / "thesis.doc")
    workspace = tmp_path / "workspace"
    (workspace / "release").mkdir(parents=True)
    (workspace / "regiograph.toml").touch()
    with pytest.raises(ReleaseError, match="where the link goes"):
        build(content, workspace)
    (workspace / "release").rmdir()
    (workspace / "releases/mine").mkdir(parents=True)
    with pytest.raises(ReleaseError, match="not ours"):
        build(content, workspace)
    (workspace / "releases/mine").rmdir()
    assert build(content, workspace).changed


def test_two_builds_at_once_are_refused(tmp_path: Path, content: Content) -> None:
    build(content, tmp_path / "out")
    with lock(tmp_path / "out"), pytest.raises(ReleaseError, match="another build is running"):
        build(content, tmp_path / "out")
    assert not build(content, tmp_path / "out").changed


@pytest.mark.parametrize("version", ["", "20261120", "today", "2026-11-20-2"])
def test_a_version_is_a_date(tmp_path: Path, version: str) -> None:
    with pytest.raises(ReleaseError, match="no version"):
        publish([], tmp_path / "out", version)


def test_verify_finds_every_kind_of_damage(tmp_path: Path, content: Content) -> None:
    found = open_release(Path(build(content, tmp_path / "out").path))
    (found.folder / "texts/north.txt").unlink()
    (found.folder / "texts/extra.txt").write_text("x")
    trig = found.folder / "dumps/all.trig"
    trig.write_bytes(trig.read_bytes().replace("Älykäs".encode(), b"Alykas"))
    nquads = found.folder / "dumps/all.nq"
    nquads.write_bytes(nquads.read_bytes() + b"_:b <urn:p> <urn:o> <https://data.example.org/graph/north> .\n")
    messages = {(f.focus, f.rule) for f in verify(found)}
    assert messages == {
        ("texts/north.txt", "manifest"), ("texts/extra.txt", "manifest"), ("dumps/all.trig", "manifest"),
        ("dumps/all.nq", "manifest"), ("dumps/all.trig", "formats"), ("dumps/all.nq", "blank-node"), ("store", "store"),
    }  # fmt: skip


def test_a_damaged_manifest_says_so(tmp_path: Path, content: Content) -> None:
    folder = Path(build(content, tmp_path / "out").path)
    (folder / "manifest.json").write_text("{")
    with pytest.raises(ReleaseError, match="manifest is damaged"):
        open_release(folder)
    (folder / "manifest.json").write_text(json.dumps({"generator": "other", "format": 1}))
    with pytest.raises(ReleaseError, match="not a release of this program"):
        open_release(folder)
