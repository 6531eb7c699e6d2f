"""init, build, extract and validate from the command line."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workspaces import ROOT, Command

PAGES = ROOT / "src" / "regiograph" / "template" / "data" / "documents"
PAGE = PAGES / "fi-puuklusteri.txt"


def test_init_lays_down_a_workspace_without_asking(tmp_path: Path, command: Command) -> None:
    said = command("init", tmp_path / "w", "--publisher", "Lapin liitto", "--language", "fi", "--language", "sv")
    assert (said.code, said.err) == (0, "")
    assert f"Next: regiograph build {tmp_path / 'w'}" in said.out
    assert 'languages = ["fi", "sv"]' in (tmp_path / "w" / "regiograph.toml").read_text("utf-8")
    again = command("init", tmp_path / "w")
    assert again.code == 2
    assert "not empty" in again.err
    assert command("init", tmp_path / "v", "--quiet").out == ""


def test_build_says_what_it_made_and_where(fresh: Path, tmp_path: Path, command: Command) -> None:
    said = command("build", fresh, "--out", tmp_path / "out")
    assert said.code == 0
    for words in (
        "pages read      2",
        "statements",
        "findings",
        "files",
        str(tmp_path / "out" / "releases" / "2024-10-01"),
    ):
        assert words in said.out
    assert "\x1b" not in said.out + said.err
    again = command("build", fresh, "--out", tmp_path / "out", "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_build_takes_the_nearest_workspace_and_tells_of_defaults(
    fresh: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fresh / "data")
    said = command("build", "--until", "read")
    assert (said.code, "pages read      2" in said.out) == (0, True)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PAGES, tmp_path / "data" / "documents")
    said = command("build", "--until", "read")
    assert said.code == 0
    assert "No regiograph.toml here or above" in said.err


def test_a_progress_bar_on_a_terminal_only(fresh: Path, tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "regiograph",
        "build",
        str(fresh),
        "--out",
        str(tmp_path / "a"),
        "--until",
        "extract",
    ]
    piped = subprocess.run(words, capture_output=True, check=True)
    assert b"\x1b" not in piped.stdout + piped.stderr
    ours, theirs = pty.openpty()
    shown = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # how Linux says that the other end has closed
        pass
    os.close(ours)
    assert shown.wait() == 0
    assert b"\x1b[" in seen
    assert b"extract" in seen


def test_extract_shows_entities_and_facts(command: Command, tmp_path: Path) -> None:
    table = command("extract", PAGE)
    assert table.code == 0
    assert table.out.startswith("fi-puuklusteri.txt (fi)\n")
    assert "hasLabel bronze" in table.out
    found = json.loads(command("extract", PAGE, "--format", "json").out)
    assert found.keys() == {"document", "entities", "facts"}
    text = PAGE.read_text("utf-8")
    assert all(text[m["start"] : m["end"]] == m["text"] for e in found["entities"] for m in e["mentions"])
    assert all(text[f["evidence"]["start"] : f["evidence"]["end"]] == f["evidence"]["quote"] for f in found["facts"])
    assert {e["type"] for e in found["entities"]} >= {"Cluster", "Region"}
    two = command("extract", PAGE, PAGES / "en-harbour-project.md", "--format", "json", "--out", tmp_path / "x.jsonl")
    assert two.out == ""
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert [row["document"]["language"] for row in rows] == ["fi", "en"]


def test_extract_masks_persons_unless_told_otherwise(tmp_path: Path, command: Command) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# REMIX\n\nProject manager Aino Esimerkki leads the REMIX project in Lapland since 2019.\n", "utf-8"
    )
    masked = command("extract", page, "--format", "json")
    assert "Esimerkki" not in masked.out
    assert json.loads(masked.out)["facts"] is not None
    assert "Esimerkki" in command("extract", page, "--format", "json", "--unmasked").out
    said = command("extract", page, "--extractor", "oracle")
    assert (said.code, "grammar" in said.err) == (2, True)


def test_validate_says_it_in_words_json_and_turtle(sample: Path, tmp_path: Path, command: Command) -> None:
    core = sample / "release" / "dumps" / "core.ttl"
    assert command("validate", core).code == 0
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        """@prefix rg: <https://w3id.org/regiograph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://data.example.org/id/cluster/éù> a rg:Cluster ; skos:prefLabel "a"@en, "b"@en .""",
        "utf-8",
    )
    said = command("validate", bad)
    assert said.code == 1
    assert "violation" in said.out
    report = json.loads(command("validate", bad, "--format", "json").out)
    assert report["conforms"] is False
    assert "sh:ValidationReport" in command("validate", bad, "--format", "ttl").out
    shapes = tmp_path / "none.ttl"
    shapes.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .", "utf-8")
    assert command("validate", bad, "--shapes", shapes).code in {0, 2}
    for wrong in (tmp_path / "absent.ttl", PAGE):
        assert command("validate", wrong).code == 2
