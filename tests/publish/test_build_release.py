"""A whole build: the workspace that init lays down gives a sound release, and the next build rewrites nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regiograph.errors import PrivacyError
from regiograph.pipeline import BuildOptions, build
from regiograph.publish import OpenRelease, open_release, verify
from regiograph.publish.replaced import REPLACED

MERGE = """
[[decision]]
action = "merge"
subject = "cluster/pohjois-karjalan-metsaklusteri"
into = "cluster/vihrea-kulta-klusteri"
reason = "Two names of one cluster: Łódź, Åland, éù"
date = "2026-11-22"
"""


@pytest.fixture(scope="module")
def root(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace") / "w"
    shutil.copytree(fresh, folder, symlinks=True)
    return folder


def stamps(release: OpenRelease) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in release.folder.rglob("*") if p.is_file() and p.parent.name != "store"}


def test_a_merge_leaves_a_pointer_and_the_next_build_rewrites_nothing(root: Path) -> None:
    first = open_release(root)
    assert verify(first) == []
    (root / "data/decisions/merge.toml").write_text(MERGE, "utf-8")
    made = build(root, BuildOptions(first="link", strict=True))
    assert made.release is not None
    assert made.release.version == f"{first.version}-2"
    second = open_release(root)
    assert verify(second) == []
    found = [q for q in second.quads() if q.predicate == REPLACED]
    assert [(q.subject, q.object, q.graph) for q in found] == [(
        second.iris.thing("cluster/pohjois-karjalan-metsaklusteri"),
        second.iris.thing("cluster/vihrea-kulta-klusteri"), second.iris.graph("reference"),
    )]  # fmt: skip
    before = stamps(second)
    again = build(root, BuildOptions(first="link", strict=True, keep=1))
    assert again.release is not None
    assert (again.release.version, again.release.changed) == (second.version, False)
    assert stamps(open_release(root)) == before
    assert (root / "releases" / first.version).is_dir()


def test_nothing_of_a_person_gets_into_the_files_that_describe_a_release(root: Path) -> None:
    before = open_release(root).folder
    config = (root / "regiograph.toml").read_text("utf-8")
    (root / "regiograph.toml").write_text(config.replace("Example publisher", "Région, +358 40 123 4567"), "utf-8")
    try:
        with pytest.raises(PrivacyError) as caught:
            build(root, BuildOptions(first="review"))
    finally:
        (root / "regiograph.toml").write_text(config, "utf-8")
    assert caught.value.where in {"CITATION.cff", "schema/core.jsonld"}
    assert open_release(root).folder == before
