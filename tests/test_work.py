"""Working files: whole or not at all, for the user's eyes only, and a word on what is wrong with a bad one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from claim_builder import FI, claim, thing
from regiograph.errors import ReleaseError
from regiograph.work import WorkFolder

CLAIM = claim(FI, thing("project/éù"), "leads", thing("territory/åland"))


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path)
    work.keep("extract", [CLAIM, CLAIM.with_(confidence=0.25)])
    assert WorkFolder(tmp_path).load("extract") == (CLAIM, CLAIM.with_(confidence=0.25))
    work.keep("extract", [])
    assert work.load("extract") == ()


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    WorkFolder(tmp_path).keep("link", [CLAIM])
    assert stat.S_IMODE((tmp_path / ".regiograph").stat().st_mode) == 0o700


def test_a_stage_that_fails_leaves_the_file_it_had(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path)
    work.keep("extract", [CLAIM])

    def broken() -> object:
        yield CLAIM.with_(confidence=0.1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        work.keep("extract", broken())  # type: ignore[arg-type]
    assert work.load("extract") == (CLAIM,)


def test_what_is_missing_damaged_or_in_the_way_is_said(tmp_path: Path) -> None:
    work = WorkFolder(tmp_path)
    with pytest.raises(ReleaseError, match="nothing is kept from the stage 'link'"):
        work.load("link")
    work.keep("link", [CLAIM])
    file = work.folder / "link.jsonl"
    for damage in ("{", "[]", "{}", file.read_text("utf-8")[:40]):
        file.write_text(damage, "utf-8")
        with pytest.raises(ReleaseError, match="damaged") as error:
            work.load("link")
        assert str(file) in str(error.value)
    (tmp_path / "file").write_text("")
    with pytest.raises(ReleaseError, match="cannot be written"):
        WorkFolder(tmp_path / "file").keep("link", [CLAIM])
