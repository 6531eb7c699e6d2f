"""Fixtures for the tests of the whole (a plugin of pytest): the command line in this process, workspaces built once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from regiograph import build
from regiograph.cli import main
from regiograph.pipeline import BuildResult
from regiograph.workspace import Answers, create_workspace

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """``command("query", "--release", folder)`` runs the command line in this process, without a terminal."""

    def run(*words: object) -> Answer:
        capfd.readouterr()
        monkeypatch.setattr("sys.argv", ["regiograph", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return Answer(int(stopped.value.code or 0), said.out, said.err)

    return run


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], BuildResult]) -> Path:
    """A folder that one process of the session makes, and all use; FOLDER.done holds the summary of the build."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not done.exists():
            done.write_text(make(folder).summary(), "utf-8")
    return folder


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as ``init`` lays it down, built. Not to be changed."""

    def make(folder: Path) -> BuildResult:
        create_workspace(folder, Answers())
        return build(folder)

    return once(tmp_path_factory, "fresh", make)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own workspace, built into a folder. Not to be changed."""
    return once(tmp_path_factory, "sample", lambda folder: build(ROOT, out=folder))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five real pages beside the checkout, built as they stand; skipped where they are not there."""
    if not SEEDS.is_dir():
        pytest.skip(f"no real pages at {SEEDS}")
    return once(tmp_path_factory, "seeds", lambda folder: build(ROOT, documents=SEEDS, out=folder, date="2024-10-01"))
