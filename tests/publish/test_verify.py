"""verify names every file in which one byte differs, and whatever does not agree."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from described_sample import changed, released
from release_sample import quads_of, sample

from regiograph.publish import Content, Entry, OpenRelease, open_release, render, verify
from regiograph.publish.manifest import entry
from regiograph.store import Store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> OpenRelease:
    root = tmp_path_factory.mktemp("out")
    released(sample(), root)
    return released(changed(), root, "2026-12-01")


def copied(release: OpenRelease, folder: Path) -> OpenRelease:
    shutil.copytree(release.folder, folder)
    return open_release(folder)


def forged(release: OpenRelease, folder: Path, path: str, change: Callable[[bytes], bytes]) -> OpenRelease:
    """A copy in which one file is another, with a manifest and a store to match."""
    found = copied(release, folder)
    data = change(found.read(path))
    assert data != found.read(path)
    (folder / path).write_bytes(data)
    files: list[Entry] = [entry(path, data) if e.path == path else e for e in found.manifest.files]
    (folder / "manifest.json").write_bytes(replace(found.manifest, files=files).to_bytes())
    if path == "dumps/all.nq":
        shutil.rmtree(folder / "store")
        Store.build(folder / "store", folder / path)
    return open_release(folder)


def test_a_sound_release_is_sound(sound: OpenRelease) -> None:
    assert verify(sound) == []
    assert len(sound.manifest.files) > 30


@pytest.mark.parametrize("where", [0.0, 0.5])
def test_one_byte_in_any_file_names_that_file(sound: OpenRelease, where: float) -> None:
    paths = [e.path for e in sound.manifest.files if e.bytes]
    assert {"CHANGES.md", "void.ttl", "ldes/feed.ttl", "dumps/rdf12.nq", "catalog.ttl", "texts/north.txt"} <= set(paths)
    for path in paths:
        file = sound.folder / path
        data = file.read_bytes()
        place = int(len(data) * where)
        try:
            file.write_bytes(data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :])
            assert path in {f.focus for f in verify(open_release(sound.folder))}, path
        finally:
            file.write_bytes(data)
    assert verify(open_release(sound.folder)) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "named"),
    [
        ("dumps/core.ttl", "REMIX", "REMAX", "dumps/core.ttl"),
        ("dumps/core.nt", "REMIX", "REMAX", "dumps/core.nt"),
        ("dumps/all.trig", "Älykäs", "Alykas", "dumps/all.trig"),
        ("dumps/rdf12.nq", "REMIX", "REMAX", "dumps/rdf12.nq"),
        ("dumps/evidence.nq", "0.97", "0.98", "dumps/evidence.nq"),
        ("dumps/vocabulary.rdf", "lead partner", "partner", "dumps/vocabulary.rdf"),
        ("texts/north.txt", "REMIX alkoi", "REMIX  alkoi", "texts/north.txt"),
        ("texts/north.txt", "REMIX", "RÉMIX", "texts/north.txt"),
        ("ldes/page-0001.ttl", "REMIX", "REMAX", "ldes/feed.ttl"),
    ],
)
def test_files_that_do_not_agree_are_named_even_with_a_fitting_manifest(
    sound: OpenRelease, tmp_path: Path, path: str, old: str, new: str, named: str
) -> None:
    found = forged(sound, tmp_path / "copy", path, lambda b: b.replace(old.encode(), new.encode()))
    findings = verify(found)
    assert named in {f.focus for f in findings}
    assert "manifest" not in {f.rule for f in findings}


def test_a_store_that_says_something_else(sound: OpenRelease, tmp_path: Path) -> None:
    found = copied(sound, tmp_path / "copy")
    shutil.rmtree(found.folder / "store")
    (tmp_path / "other.nq").write_bytes(found.read("dumps/all.nq").replace(b"REMIX", b"REMAX"))
    Store.build(found.folder / "store", tmp_path / "other.nq")
    assert [(f.focus, f.rule) for f in verify(open_release(found.folder))] == [("store", "store")]


def test_counts_that_are_not_true(sound: OpenRelease, tmp_path: Path) -> None:
    found = copied(sound, tmp_path / "copy")
    raw = json.loads(found.read("manifest.json"))
    raw["counts"]["statements"] += 1
    next(e for e in raw["files"] if e["path"] == "dumps/core.nt")["triples"] += 1
    (found.folder / "manifest.json").write_text(json.dumps(raw), "utf-8")
    messages = {f.focus: f.message for f in verify(open_release(found.folder))}
    assert messages["manifest.json"] == "the manifest counts 20 for statements, the data give 19"
    assert messages["dumps/core.nt"].startswith("the manifest counts 25 statements, the file has 24")


def test_a_statement_without_a_quote_and_a_graph_without_a_document(tmp_path: Path) -> None:
    content = sample()
    more = quads_of("south", ("project/uusi", "rdf:type", "https://example.org/Éù"))
    odd: Content = replace(content, domain={**content.domain, "south": [*content.domain["south"], *more]})
    assert [f.rule for f in verify(released(odd, tmp_path / "a"))] == ["quote"]
    lost = quads_of("west", ("project/uusi", "rdf:type", "https://example.org/Éù"))
    odd = replace(content, domain={**content.domain, "west": lost})
    assert ("dumps/all.nq", "parts") in {(f.focus, f.rule) for f in verify(released(odd, tmp_path / "b"))}


def test_a_quote_that_stands_elsewhere_is_named(tmp_path: Path) -> None:
    content = sample()
    moved = {
        d: [replace(q, object=replace(q.object, lexical="3")) if q.predicate.endswith("oa#start") else q for q in quads]  # type: ignore[type-var]
        for d, quads in content.annotations.items()
    }
    found = verify(released(replace(content, annotations=moved), tmp_path))
    assert {f.focus for f in found if "does not stand at 3" in f.message} == {"texts/north.txt", "texts/south.txt"}


def test_the_rendered_files_are_all_in_the_manifest(sound: OpenRelease) -> None:
    assert {path for path, _ in render(changed())} <= {e.path for e in sound.manifest.files}
