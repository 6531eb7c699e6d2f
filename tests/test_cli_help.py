"""The face of the command line: every verb explains itself, and shared options are the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from regiograph import __version__
from regiograph.cli import with_verbs
from workspaces import Command

VERBS = (
    "init", "build", "fetch", "extract", "validate", "review", "query", "show", "export", "diff", "verify", "serve",
)  # fmt: skip
SHARED = {"format": ["--format", "-f"], "out": ["--out", "-o"], "quiet": ["--quiet", "-q"],
          "verbose": ["--verbose", "-v"], "json_": ["--json"], "lang": ["--lang"]}  # fmt: skip


def commands(path: str = "", group: Any = None) -> Iterator[tuple[str, Any]]:
    group = group or typer.main.get_command(with_verbs())
    for name, child in getattr(group, "commands", {}).items():
        yield f"{path} {name}".strip(), child
        yield from commands(f"{path} {name}".strip(), child)


def test_the_verbs_are_there() -> None:
    assert set(VERBS) <= {name for name, _ in commands()}


def test_the_order_of_the_verbs_does_not_depend_on_what_was_imported_before() -> None:
    code = "import regiograph.cli.catalog, regiograph.cli as c; " + (
        "print(*(v.callback.__name__ for v in c.with_verbs().registered_commands))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert said[:3] == ["init", "fetch", "build"]
    assert said.index("verify") < said.index("catalog") < said.index("serve")


@pytest.mark.parametrize(("name", "verb"), list(commands()), ids=lambda x: x if isinstance(x, str) else "")
def test_a_verb_explains_itself(name: str, verb: Any) -> None:
    assert verb.help
    if " " not in name:
        assert f"Example: regiograph {name}" in verb.help
    options = {p.name: p for p in verb.params if p.param_type_name == "option"}
    assert [n for n, o in options.items() if not o.help] == []
    assert "json_" in options
    for key in SHARED.keys() & options.keys():
        assert options[key].opts == SHARED[key], name


def test_help_and_version(command: Command) -> None:
    said = command("--help")
    assert said.code == 0
    assert all(f"  {verb} " in said.out for verb in VERBS)
    assert command("--version").out == f"regiograph {__version__}\n"
    group = command("push")
    assert (group.code, group.err) == (2, "")
    assert "  ckan  " in group.out
    nothing = command()
    assert nothing.code == 2
    assert "Usage: regiograph" in nothing.out
    assert "--until" in command("build", "--help").out
