"""Who may import whom: the one-way rule of the house, read from the sources, and what ``--help`` may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "regiograph"
ROOMS = ("read", "extract", "link", "review", "map", "validate", "publish", "serve", "push")
STRICT = ("read", "extract", "link", "map", "validate")
SHARED = {
    "authority",
    "concepts",
    "config",
    "credentials",
    "errors",
    "media",
    "model",
    "privacy",
    "processes",
    "resources",
    "terms",
}
"""Modules that no room owns: words, tables and data that all rooms speak of."""
ALLOWED = dict.fromkeys(STRICT, SHARED) | {
    "review": SHARED,
    "publish": SHARED | {"store", "results", "resolve"},
    "push": SHARED | {"quality", "store", "results", "publish", "remote"},
    "serve": SHARED | {"store", "results", "publish", "query", "binding", "resolve", "show", "output"},
}
HELP = {"regiograph", "regiograph.cli", "regiograph.cli.app", "regiograph.cli.catalog", "regiograph.cli.data",
        "regiograph.cli.make", "regiograph.cli.options", "regiograph.cli.push", "regiograph.cli.push_store",
        "regiograph.cli.review", "regiograph.cli.serve", "regiograph.collector", "regiograph.errors",
        "regiograph.model"}  # fmt: skip
"""All of ours that ``regiograph --help`` loads; of others typer and what it brings."""
LIGHT = {"typer", "click", "shellingham", "annotated_doc", "typing_extensions", "colorama"}


def files(part: str) -> list[Path]:
    """The files of a room or module."""
    single = SOURCE / f"{part}.py"
    return [single] if single.is_file() else sorted((SOURCE / part).rglob("*.py"))


@cache
def imports(file: Path) -> frozenset[str]:
    """Every module that a file imports, wherever in it, written in full; relative imports are forbidden by lint."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            module = node.module or ""
            found.add(module)
            if module == "regiograph":
                found |= {f"regiograph.{alias.name}" for alias in node.names}
    return frozenset(found)


def parts(file: Path) -> set[str]:
    """The parts of our package that a file imports: ``store`` for regiograph.store or anything below."""
    return {name.split(".")[1] for name in imports(file) if name.startswith("regiograph.")}


def everything() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_shared_modules_and_what_it_is_allowed_only(room: str) -> None:
    found = files(room)
    assert found
    strangers = {str(f.relative_to(SOURCE)): parts(f) - ALLOWED[room] - {room} for f in found}
    assert {f: extra for f, extra in strangers.items() if extra} == {}


@pytest.mark.parametrize("module", sorted(SHARED))
def test_a_shared_module_imports_shared_modules_only(module: str) -> None:
    assert {str(f): parts(f) - SHARED for f in files(module) if parts(f) - SHARED} == {}


def test_only_pipeline_api_cli_and_the_package_itself_bring_rooms_together() -> None:
    rooms = set(STRICT) | {"review"}
    guests = {
        f.relative_to(SOURCE).parts[0] for f in everything() if parts(f) & rooms - {f.relative_to(SOURCE).parts[0]}
    }
    assert {g.removesuffix(".py") for g in guests} - {"link", "extract", *rooms} == {"pipeline", "api", "cli"}


def test_the_server_never_reaches_what_makes_data() -> None:
    reached, todo = set[str](), ["serve"]
    while todo:
        part = todo.pop()
        if part not in reached:
            reached.add(part)
            todo += [p for f in files(part) for p in parts(f)]
    assert not reached & {"extract", "link", "map", "review", "pipeline", "api"}


def test_one_module_imports_the_store_engine() -> None:
    assert [f.name for f in everything() if any(i.split(".")[0] == "pyoxigraph" for i in imports(f))] == ["store.py"]


def test_help_loads_the_command_line_only() -> None:
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['regiograph', '--help']\n"
        "from regiograph.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('LOADED', *sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED ")[2].split())
    assert {m for m in loaded if m.split(".")[0] == "regiograph"} == HELP
    others = {m.split(".")[0] for m in loaded} - set(sys.stdlib_module_names) - {"regiograph"}
    assert others <= LIGHT
