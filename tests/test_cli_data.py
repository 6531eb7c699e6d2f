"""query, show, export, diff and verify from the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from workspaces import Command


def test_query_lists_and_runs_named_queries(fresh: Path, command: Command) -> None:
    listed = command("query", "--release", fresh)
    assert "partnership-members" in listed.out
    table = command("query", "cluster-labels", "--release", fresh)
    assert (table.code, table.err) == (0, "")
    assert "bronze" in table.out
    rows = list(csv.DictReader(io.StringIO(command("query", "cluster-labels", "-r", fresh, "-f", "csv").out)))
    assert rows
    answer = json.loads(command("query", "cluster-labels", "-r", fresh, "-f", "json").out)
    assert len(answer["results"]["bindings"]) == len(rows)


def test_an_old_release_of_a_workspace_answers_for_itself(fresh: Path, tmp_path: Path, command: Command) -> None:
    workspace = shutil.copytree(fresh, tmp_path / "oma", symlinks=True)
    old = (workspace / "release").resolve()
    page = workspace / "data" / "documents" / "fi-puuklusteri.txt"
    page.write_text(page.read_text("utf-8").replace("pronssi", "hopea"), "utf-8")
    assert command("build", workspace, "--date", "2030-01-01").code == 0
    levels = {name: command("query", "cluster-labels", "-r", name, "-f", "csv").out for name in (old, workspace)}
    assert ("bronze" in levels[old], "silver" in levels[workspace]) == (True, True)
    assert levels[old] != levels[workspace]


def test_query_takes_files_standard_input_and_parameters(fresh: Path, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "oma.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "utf-8")
    counted = command("query", file, "-r", fresh, "-f", "csv").out
    assert int(counted.split()[1]) > 100
    done = subprocess.run(
        [sys.executable, "-m", "regiograph", "query", "-", "-r", str(fresh), "-f", "csv"],
        input=file.read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode() == counted
    everything = command("query", "cluster-labels", "-r", fresh, "-f", "csv").out
    name = next(csv.DictReader(io.StringIO(everything)))["cluster"]
    one = command("query", "cluster-labels", "-r", fresh, "-f", "csv", "--param", f"cluster={name}")
    assert one.code == 0
    assert name in one.out
    file.write_text("SELECT { ", "utf-8")
    assert command("query", file, "-r", fresh).code == 2
    graph = tmp_path / "graph.rq"
    graph.write_text("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } ", "utf-8")
    assert "@prefix" in command("query", graph, "-r", fresh, "-f", "ttl").out


def test_show_gives_each_statement_with_its_sentence(fresh: Path, command: Command) -> None:
    said = command("show", "Tidal Routes", "--release", fresh)
    assert said.code == 0
    assert said.out.startswith("Tidal Routes")
    assert "— en-harbour-project" in said.out
    shown = json.loads(command("show", "project/tidal-routes", "--release", fresh, "--format", "json").out)
    assert shown["id"] == "project/tidal-routes"


def test_export_writes_one_class(fresh: Path, tmp_path: Path, command: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(command("export", "--class", "project", "-r", fresh).out)))
    assert [row["label"] for row in rows] == ["Tidal Routes"]
    said = command("export", "--class", "project", "-r", fresh, "-f", "xlsx", "-o", tmp_path / "p.xlsx")
    assert said.code == 0
    assert (tmp_path / "p.xlsx").read_bytes().startswith(b"PK")
    assert json.loads(command("export", "--class", "territory", "-r", fresh, "-f", "geojson").out)["type"]
    assert command("export", "-r", fresh).code == 2


def test_diff_tells_added_and_removed_statements(fresh: Path, tmp_path: Path, command: Command) -> None:
    copy = shutil.copytree(fresh, tmp_path / "copy", symlinks=True)
    old = (copy / "release").resolve()
    (copy / "data" / "documents" / "en-harbour-project.md").unlink()
    assert command("build", copy, "--quiet").code == 0
    said = command("diff", old, copy)
    assert said.code == 0
    assert "Tidal Routes" in said.out
    assert "- " in said.out
    changes = json.loads(command("diff", old, copy, "-f", "json").out)
    assert changes
    assert "\nD " in command("diff", old, copy, "-f", "patch").out
    assert command("diff", old, old).out.count("\n- ") == 0


def test_verify_finds_what_was_changed_by_hand(fresh: Path, tmp_path: Path, command: Command) -> None:
    copy = shutil.copytree(fresh, tmp_path / "copy", symlinks=True)
    assert command("verify", copy).code == 0
    text = next((copy / "release" / "texts").glob("*.txt"))
    text.write_text(text.read_text("utf-8").replace("e", "é", 1), "utf-8")
    said = command("verify", copy)
    assert said.code == 1
    assert text.name in said.err


def test_a_reader_that_leaves_early_is_no_mistake(fresh: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "regiograph", "query", "-r", str(fresh)]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
