"""What the documents say is so: examples run, commands exist, links lead somewhere, generated pages are current."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer.main

from regiograph.cli import with_verbs
from regiograph.config import load_config, options_table
from regiograph.query import named_queries
from regiograph.terms import squeezed
from workspaces import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {".md", ".py", ".toml", ".ttl", ".rq", ".tsv", ".html", ".svg", ".css", ".js", ".txt", ".cff", ".jsonld", ""}
# Put together from parts, for this file is looked through as well.
PLACES = re.compile(
    "|".join(rf"(?<![\w.])/{place}/" + r"\w" for place in ("home", "root", "Users", "work")) + r"|\bissue #?\d",
    re.IGNORECASE,
)


def reference() -> Any:
    """The script that writes the generated pages."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return import_module("make_reference_docs")
    finally:
        sys.path.remove(str(ROOT / "scripts"))


def test_the_generated_pages_are_current() -> None:
    for name, text in (("config.md", reference().config_page()), ("cli.md", reference().cli_page())):
        assert (ROOT / "docs" / name).read_text("utf-8") == text, "run: make docs"


def commands(path: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, child in getattr(group, "commands", {}).items():
        yield f"{path} {name}", child
        yield from commands(f"{path} {name}", child)


def verbs() -> dict[str, Any]:
    return dict(commands("regiograph", typer.main.get_command(with_verbs())))


def test_every_verb_option_and_key_is_described() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    sections = {head.strip(): body for head, _, body in (part.partition("\n") for part in page.split("\n## ")[1:])}
    for name, verb in verbs().items():
        for parameter in verb.params:
            words = parameter.opts if parameter.param_type_name == "option" else [parameter.name.upper()]
            assert all(word in sections[name] for word in words), (name, words)
    config = (ROOT / "docs" / "config.md").read_text("utf-8")
    assert [option for option, _, _ in options_table() if f"`{option}`" not in config] == []


def test_every_example_command_parses() -> None:
    found = [
        line.partition("#")[0].split("&&")
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        if re.match(r"(    |.*`)(\.venv/bin/)?regiograph \w", line) and "regiograph.errors" not in line
    ]
    known, checked = verbs(), 0
    for part in (p for parts in found for p in parts):
        words = re.sub(r".*?(?:\.venv/bin/)?regiograph ", "", part.partition("`")[0] or part, count=1).split()
        name = f"regiograph {words[0]}" if words else ""
        if name not in known:
            continue
        sub = f"{name} {words[1]}" if len(words) > 1 else ""
        options = {o for p in (known.get(sub) or known[name]).params for o in (*p.opts, *p.secondary_opts)}
        assert {w.partition("=")[0] for w in words if w.startswith("--")} <= options | {"--help"}, part
        checked += 1
    assert checked >= 8


def test_named_queries_in_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    asked = set(re.findall(r"regiograph query ([a-z][\w-]+)", readme)) | set(re.findall(r'query\("([\w-]+)"', readme))
    assert asked
    assert asked <= named_queries().keys()


def test_the_example_of_the_readme_runs(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    shutil.copytree(fresh, tmp_path / "my-region", symlinks=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own example
    said = capsys.readouterr().out
    assert "pages read      2" in said
    assert re.search(r"^[1-9]\d+ triples$", said, re.MULTILINE)


def test_the_statement_that_the_readme_shows_is_in_the_sample() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    start, end = (int(re.findall(rf"oa:{key} (\d+)", readme)[0]) for key in ("start", "end"))
    page = (ROOT / "data" / "documents" / "fi-jarvireitit.md").read_text("utf-8")
    (quote,) = re.findall(r'oa:exact "(.*?), …"', readme)
    assert page[start:end].startswith(quote)
    assert page[start - 1].isspace()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = unquote(target).partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        goal = page.parent / path if path else page
        assert goal.exists(), target
        if anchor and goal.suffix == ".md":
            heads = {
                squeezed(h).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", goal.read_text("utf-8"), re.MULTILINE)
            }
            assert anchor.casefold() in {re.sub(r"[^\w-]", "", h.casefold()) for h in heads}, target


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listed.stdout.splitlines():
        file = ROOT / name
        if file.suffix in TEXTS and file.is_file():
            found += [f"{name}: {m[0]}" for m in PLACES.finditer(file.read_text("utf-8"))]
    assert found == []


def test_the_repository_is_a_workspace_with_a_licence_for_code_and_one_for_data() -> None:
    assert load_config(ROOT).workspace.languages == ("en", "fi", "pl")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text("utf-8")
    assert "creativecommons.org/licenses/by/4.0/" in (ROOT / "LICENSE-DATA").read_text("utf-8")
    version = re.search(r'^version: "(.+)"$', (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert version is not None
    assert f'version = "{version[1]}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
