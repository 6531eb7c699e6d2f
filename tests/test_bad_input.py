"""A user's mistakes and a machine's troubles: a message with what, where and what to do, and the last release stays."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regiograph import open_release
from regiograph.workspace import Answers, create_workspace
from workspaces import Command

PAGE = "# Åland ja Łódź\n\nHanke REMIX alkoi 1.3.2019. Hanketta johtaa Lapin liitto, ja budjetti on 432 760 €.\n"
PROGRAM = [sys.executable, "-m", "regiograph"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace without pages."""
    folder = tmp_path / "työ"
    create_workspace(folder, Answers())
    shutil.rmtree(folder / "data" / "documents")
    (folder / "data" / "documents").mkdir()
    (folder / "data" / "sources.toml").unlink()
    return folder


@pytest.fixture
def built(tmp_path: Path, fresh: Path) -> Path:
    """A built workspace that may be changed."""
    return shutil.copytree(fresh, tmp_path / "built", symlinks=True)


def put(workspace: Path, name: str, content: str | bytes) -> Path:
    page = workspace / "data" / "documents" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(content.encode() if isinstance(content, str) else content)
    return page


# Pages


def test_a_page_in_another_encoding_is_decoded_and_says_so(workspace: Path, command: Command) -> None:
    put(workspace, "latin.txt", (PAGE.replace("Łódź", "Öja") * 5).encode("cp1252"))
    said = command("build", workspace, "--until", "read")
    assert said.code == 0
    assert "latin.txt" in said.err
    assert "1252" in said.err


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n\n", "empty"),
        ("picture.txt", bytes(range(256)) * 40, "binary"),
        ("noise.md", bytes([0x81, 0x8D, 0x8F, 0x00, 0x02]) * 100, ""),
    ],
)
def test_a_page_that_is_none_is_refused_by_name_and_the_rest_goes_on(
    workspace: Path, command: Command, name: str, content: bytes, reason: str
) -> None:
    put(workspace, name, content)
    alone = command("build", workspace)
    assert alone.code == 2
    assert "no document could be read" in alone.err
    assert name in alone.err
    put(workspace, "good.md", PAGE)
    both = command("build", workspace, "--until", "read")
    assert both.code == 0
    assert "pages read      1" in both.out
    assert f"{name}: " in both.err
    assert reason in both.err


def test_fifty_megabytes_are_refused_unread(workspace: Path, command: Command) -> None:
    page = put(workspace, "huge.txt", PAGE)
    os.truncate(page, 50 * 1024 * 1024)
    put(workspace, "good.md", PAGE)
    started = time.monotonic()
    said = command("build", workspace, "--until", "read")
    assert said.code == 0
    assert "huge.txt: the file is larger than 20 MB" in said.err
    assert time.monotonic() - started < 10


def test_a_file_without_read_permission_is_named(
    workspace: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = put(workspace, "lukittu.txt", PAGE)
    put(workspace, "good.md", PAGE)
    locked.chmod(0)
    real = os.open

    def guarded(path: str | os.PathLike[str], flags: int, *rest: int, **more: int) -> int:
        # Root may read everything, so the refusal that other users meet is made here.
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", guarded)
    said = command("build", workspace, "--until", "read")
    assert said.code == 0
    assert "lukittu.txt: no permission to read the file" in said.err
    assert "pages read      1" in said.out


def test_loops_of_links_end(workspace: Path, command: Command) -> None:
    put(workspace, "good.md", PAGE)
    pages = workspace / "data" / "documents"
    (pages / "a.txt").symlink_to("b.txt")
    (pages / "b.txt").symlink_to("a.txt")
    (pages / "round").symlink_to(pages, target_is_directory=True)
    said = command("build", workspace, "--until", "read")
    assert said.code == 0
    assert "pages read      1" in said.out
    assert {name for name in ("a.txt", "b.txt", "round") if name in said.err} == {"a.txt", "b.txt", "round"}


def test_files_of_the_same_name_are_two_documents(workspace: Path, command: Command) -> None:
    put(workspace, "sivu.md", PAGE)
    put(workspace, "sivu.txt", PAGE)
    put(workspace, "muut/sivu.md", PAGE)
    assert command("build", workspace, "--quiet").code == 0
    texts = {p.name for p in (workspace / "release" / "texts").iterdir()}
    assert len(texts) == 3
    assert "sivu-md.txt" in texts


def test_scripts_and_broken_markup_leave_only_text(workspace: Path, command: Command) -> None:
    put(
        workspace,
        "broken.html",
        "<html lang=fi><title>Łódź</title><script>alert('<p>pahaa')</script><style>p{}</style>"
        "<body onload=evil()><h1>REMIX<p>Hanketta johtaa <b>Lapin liitto</i>, budjetti 432 760 &euro;."
        "<table><tr><td>Åland"
        "<script src=//x.example/y.js></script><svg><script>1</script></svg><!-- hidden -->",
    )
    assert command("build", workspace, "--quiet").code == 0
    text = (workspace / "release" / "texts" / "broken.txt").read_text("utf-8")
    assert "Lapin liitto" in text
    assert "432 760 €" in text
    assert not [word for word in ("alert", "evil", "x.example", "hidden", "<", "p{}") if word in text]
    assert b"x.example" not in (workspace / "release" / "dumps" / "all.nq").read_bytes()


def test_no_pages_at_all(workspace: Path, command: Command) -> None:
    said = command("build", workspace)
    assert said.code == 2
    assert "holds no documents" in said.err
    assert command("build", workspace, "--documents", workspace / "nowhere").code == 2
    assert command("build", workspace / "nowhere").code == 2


def test_a_page_may_not_be_extracted_from_what_is_none(tmp_path: Path, command: Command) -> None:
    for name in ("none.txt", "page.xyz"):
        said = command("extract", tmp_path / name)
        assert said.code == 2
        assert name in said.err


# What the user writes


def test_a_typo_in_a_decision_names_file_line_and_the_right_word(built: Path, command: Command) -> None:
    file = built / "data" / "decisions" / "omat.toml"
    file.write_text('# ä\n[[decision]]\naction = "rejekt"\nclaim = "0123456789ab"\n', "utf-8")
    said = command("build", built)
    assert said.code == 2
    assert "omat.toml:2" in said.err
    assert "did you mean 'reject'?" in said.err
    file.write_text('[[decision]]\naction = "reject"\nclaims = "0123456789ab"\n', "utf-8")
    said = command("build", built)
    assert "omat.toml:3" in said.err
    assert "did you mean 'claim'?" in said.err
    file.write_text('[[decision]\naction = "reject"\n', "utf-8")
    assert "omat.toml" in command("build", built).err


def test_a_stale_decision_is_told_and_stops_a_strict_build(built: Path, command: Command) -> None:
    file = built / "data" / "decisions" / "omat.toml"
    file.write_text('[[decision]]\naction = "reject"\nclaim = "0123456789ab"\n', "utf-8")
    said = command("build", built, "--until", "review")
    assert said.code == 0
    assert "omat.toml:1" in said.err
    assert command("build", built, "--until", "review", "--strict").code == 1


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("[workspace]\ntitel = 'x'", "did you mean 'title'?"),
        ("[bild]\nseverity = 'warning'", "did you mean 'build'?"),
        ("[build]\nmin_confidence = 2", "between 0 and 1"),
        ("[workspace]\nbase = 'example'", "http(s) IRI"),
        ("[workspace\n", "TOML"),
    ],
)
def test_a_mistake_in_the_configuration_names_file_and_line(
    workspace: Path, command: Command, line: str, hint: str
) -> None:
    (workspace / "regiograph.toml").write_text(line, "utf-8")
    said = command("build", workspace)
    assert said.code == 2
    assert "regiograph.toml" in said.err
    assert hint in said.err


def test_unknown_names_bring_the_nearest(fresh: Path, command: Command) -> None:
    for words, hint in (
        (("query", "partnership-membrs", "--release", fresh), "partnership-members"),
        (("query", "project-funding", "--release", fresh, "--format", "tabel"), "table"),
        (("query", "project-funding", "--release", fresh, "--param", "x"), "name=value"),
        (("export", "--class", "projekt", "--release", fresh), "project"),
        (("show", "Tidal Rutes", "--release", fresh), "Tidal Routes"),
        (("show", "Lapland", "--release", fresh, "--format", "jsn"), "json"),
        (("build", fresh, "--until", "publis"), "publish"),
        (("bild",), "build"),
        (("build", "--untill", "map"), "--until"),
    ):
        said = command(*words)
        assert said.code == 2, words
        assert hint in said.err, words


def test_errors_as_json_are_one_object(fresh: Path, tmp_path: Path, command: Command) -> None:
    for words, kind in (
        (("query", "nothing", "--release", fresh), "query"),
        (("build", tmp_path / "none"), "config"),
        (("show", "Lapland", "--release", tmp_path), "release"),
        (("extract", tmp_path / "none.txt"), "input"),
        (("extract",), "usage"),
        (("bild",), "usage"),
    ):
        said = command(*words, "--json")
        error = json.loads(said.err)
        assert error.keys() == {"error", "message", "where", "todo"}
        assert (error["error"], said.out) == (kind, ""), words
        assert error["message"]


# Folders and disks


def test_a_folder_that_is_not_ours_is_refused_and_left_alone(fresh: Path, tmp_path: Path, command: Command) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "päiväkirja.txt").write_text("ä", "utf-8")
    said = command("build", fresh, "--out", tmp_path / "notes")
    assert said.code == 2
    assert "not ours" in said.err
    assert [p.name for p in (tmp_path / "notes").rglob("*")] == ["päiväkirja.txt"]
    again = command("build", fresh, "--out", tmp_path / "notes")
    assert again.code == 2
    assert command("build", fresh, "--out", tmp_path / "notes" / "päiväkirja.txt").code == 2


def test_a_file_that_cannot_be_written_is_named(fresh: Path, tmp_path: Path, command: Command) -> None:
    said = command("query", "project-funding", "--release", fresh, "--out", tmp_path / "none" / "x.csv")
    assert said.code == 2
    assert "x.csv" in said.err


def test_a_full_disk_leaves_the_last_release(built: Path) -> None:
    before = (built / "release").readlink()
    put(built, "uusi.md", PAGE)

    def full() -> None:
        # A write beyond this size fails like one on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = subprocess.run([*PROGRAM, "build", str(built)], capture_output=True, text=True, preexec_fn=full)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (built / "release").readlink() == before
    assert open_release(built).query("ASK { ?s ?p ?o }").truth


def test_a_killed_build_leaves_the_last_release_and_the_next_one_works(built: Path, command: Command) -> None:
    before = (built / "release").readlink()
    put(built, "uusi.md", PAGE)
    running = subprocess.Popen([*PROGRAM, "build", str(built), "--quiet"], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list((built / "releases").glob(".staging-*")) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    assert (built / "release").readlink() == before
    assert open_release(built).query("ASK { ?s ?p ?o }").truth
    assert command("build", built, "--quiet").code == 0
    assert not list((built / "releases").glob(".staging-*"))
    assert (built / "release" / "texts" / "uusi.txt").is_file()
