"""review from the command line: the list of what waits, and decisions that the next build applies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from workspaces import Command


@pytest.fixture
def built(tmp_path: Path, fresh: Path) -> Path:
    """A built workspace that may be changed, in which everything waits for review."""
    copy = shutil.copytree(fresh, tmp_path / "built", symlinks=True)
    config = copy / "regiograph.toml"
    config.write_text(config.read_text("utf-8").replace("min_confidence = 0.5", "min_confidence = 0.9"), "utf-8")
    return copy


def test_what_waits_is_listed_the_least_sure_first(built: Path, command: Command) -> None:
    said = command("review", "--workspace", built, "--format", "json")
    assert said.code == 0
    sure = [row["confidence"] for row in json.loads(said.out)]
    assert sure
    assert sure == sorted(sure)
    assert sure[-1] < 0.9
    assert command("review", "-w", built).out.splitlines()[0]


def test_decisions_are_written_and_applied(built: Path, command: Command) -> None:
    first, second = (row["id"] for row in json.loads(command("review", "-w", built, "-f", "json").out)[:2])
    assert command("review", "accept", first, "-w", built, "--reason", "näin on").code == 0
    assert command("review", "reject", second, "-w", built).code == 0
    written = (built / "data" / "decisions" / "review.toml").read_text("utf-8")
    assert first in written
    assert "näin on" in written
    assert command("build", built, "--until", "review", "--strict").code == 0
    left = {row["id"] for row in json.loads(command("review", "-w", built, "-f", "json").out)}
    assert not left & {first, second}


def test_a_build_elsewhere_is_reviewed_where_it_lies(built: Path, tmp_path: Path, command: Command) -> None:
    out = tmp_path / "Åland"
    shutil.rmtree(built / ".regiograph" / "work")
    assert command("build", built, "--out", out, "--quiet").code == 0
    assert command("review", "-w", built, "-f", "json").code == 2
    first = json.loads(command("review", "-w", built, "--out", out, "-f", "json").out)[0]["id"]
    assert command("review", "accept", first, "-w", built, "--out", out).code == 0
    assert first in (built / "data" / "decisions" / "review.toml").read_text("utf-8")
    assert not (out / "data").exists()


def test_an_unknown_claim_brings_the_nearest(built: Path, command: Command) -> None:
    known = json.loads(command("review", "-w", built, "-f", "json").out)[0]["id"]
    said = command("review", "accept", known[:-1] + "x", "-w", built)
    assert said.code == 2
    assert known in said.err


def test_without_a_build_there_is_nothing_to_review(tmp_path: Path, command: Command) -> None:
    said = command("review", "-w", tmp_path)
    assert said.code == 2
    assert "build" in said.err
