"""Old releases: kept, pruned when asked, and never anything that is not ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from described_sample import changed, released, tree
from release_sample import sample

from regiograph.errors import ReleaseError
from regiograph.publish import open_release, verify

DAYS = ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")


LAST = changed(label="Uusi 4 éù")


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release a day, each with other content."""
    root = tmp_path_factory.mktemp("out")
    for number, day in enumerate(DAYS, 1):
        released(changed(label=f"Uusi {number} éù"), root, day)
    return root


@pytest.fixture
def root(four: Path, tmp_path: Path) -> Path:
    shutil.copytree(four, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


def folders(root: Path) -> set[str]:
    return {p.name for p in (root / "releases").iterdir() if p.is_dir() and not p.is_symlink()}


def test_all_stay_unless_asked(root: Path) -> None:
    released(LAST, root, "2026-12-24")
    assert folders(root) == set(DAYS)


@pytest.mark.parametrize(("keep", "left"), [(1, 2), (2, 2), (3, 3), (9, 4)])
def test_the_newest_stay_and_the_predecessor_always(root: Path, keep: int, left: int) -> None:
    before = tree(open_release(root).folder)
    same = released(LAST, root, "2026-12-24", keep=keep)
    assert folders(root) == set(DAYS[-left:])
    assert same.version == open_release(root).version == DAYS[-1]
    assert tree(same.folder) == before
    assert b"| 2026-11-20 |" in same.read("CHANGES.md")


def test_a_new_release_counts_as_well(root: Path) -> None:
    released(sample(), root, "2026-11-24", keep=2)
    assert folders(root) == {DAYS[-1], "2026-11-24"}


def test_folders_that_are_not_ours_stay(root: Path) -> None:
    home = root / "releases"
    (home / "2020-01-01").mkdir()
    (home / "2020-01-01/thesis.doc").touch()
    (home / "2019-05-05").mkdir()
    (home / "2019-05-05/manifest.json").write_bytes((home / DAYS[0] / "manifest.json").read_bytes())
    (home / "2018-01-01").symlink_to(DAYS[-1])
    released(LAST, root, "2026-12-24", keep=1)
    assert folders(root) == {"2019-05-05", "2020-01-01", *DAYS[-2:]}
    assert (home / "2018-01-01").is_symlink()


@pytest.mark.parametrize("keep", [0, -1])
def test_to_keep_none_is_refused(tmp_path: Path, keep: int) -> None:
    with pytest.raises(ReleaseError, match="cannot be kept"):
        released(sample(), tmp_path, keep=keep)
    assert not (tmp_path / "release").exists()


def test_a_release_copied_without_its_predecessor_is_still_known(tmp_path: Path) -> None:
    released(sample(), tmp_path / "old")
    second = released(changed(), tmp_path / "old", "2026-12-01")
    first = tmp_path / "old/releases/2026-11-20"
    first.rename(tmp_path / "elsewhere")
    again = released(changed(), tmp_path / "old", "2026-12-24")
    assert (again.version, verify(again)) == (second.version, [])
    assert again.read("changes.json") == second.read("changes.json")


def test_a_release_elsewhere_brings_its_own_predecessor(tmp_path: Path) -> None:
    released(sample(), tmp_path / "old")
    second = released(changed(), tmp_path / "old", "2026-12-01")
    same = released(changed(), tmp_path / "new", "2026-12-24", previous=tmp_path / "old")
    assert tree(same.folder) == tree(second.folder)
    next_ = released(sample(), tmp_path / "new", "2026-12-25")
    assert b'"version": "2026-11-20"' in next_.read("changes.json")
