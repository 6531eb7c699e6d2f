"""The wheel: what it carries, that it works in an empty folder, and that all it imports is declared."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from regiograph import open_release
from workspaces import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
               "--disable-pip-version-check", "--wheel-dir", str(folder), str(ROOT)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.xdist_group("wheel")
def test_the_wheel_carries_data_and_licences_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for kind, home in (
        ("ontology", "ontology"),
        ("shapes", "shapes"),
        ("queries", "queries"),
        ("authority", "data/authority"),
    ):
        ours = {p.relative_to(ROOT / home).as_posix() for p in (ROOT / home).rglob("*") if p.is_file()}
        assert ours
        assert {f"regiograph/_data/{kind}/{name}" for name in ours} <= names
    source = ROOT / "src" / "regiograph"
    code = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {f"regiograph/{name}" for name in code} <= names
    assert "regiograph/py.typed" in names
    assert {n.rpartition("/")[2] for n in names if "/licenses/" in n} == {"LICENSE", "LICENSE-DATA"}
    assert {n.partition("/")[0] for n in names} == {"regiograph", f"regiograph-{PROJECT['version']}.dist-info"}


@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_makes_a_release_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index",
               "--disable-pip-version-check", str(wheel)]  # fmt: skip
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = home.glob("lib/python*/site-packages")
    # The dependencies come from here; a .pth file in that folder, as an editable install has, is not followed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    empty = tmp_path / "tyhjä"
    empty.mkdir()
    program = str(home / "bin" / "regiograph")
    for words in (["init", "my-region"], ["build", "my-region", "--quiet"], ["verify", "my-region"]):
        done = subprocess.run([program, *words], cwd=empty, env=settings, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), words
    asked = [program, "query", "cluster-labels", "--release", "my-region", "--format", "csv"]
    assert "bronze" in subprocess.run(asked, cwd=empty, env=settings, capture_output=True, text=True, check=True).stdout
    where = subprocess.run([python, "-c", "import regiograph; print(regiograph.__file__)"], cwd=empty, env=settings,
                           capture_output=True, text=True, check=True)  # fmt: skip
    assert where.stdout.startswith(str(packages))
    assert open_release(empty / "my-region").manifest.counts["documents"] == 2


EXTRAS = ("ckan", "pdf", "turbo", "web", "xlsx")
"""What brings a part of the product, imported where it is used."""


def imported(folder: str) -> set[str]:
    """The distributions that the files of a folder import."""
    homes = packages_distributions()
    found: set[str] = set()
    for file in sorted((ROOT / folder).rglob("*.py")):
        local = (
            {p.stem for p in file.parent.rglob("*.py")} | {p.stem for p in (ROOT / folder).rglob("*")} | {"regiograph"}
        )
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            tops = {n.partition(".")[0] for n in names} - set(sys.stdlib_module_names)
            found |= {
                plain(homes.get(top, [top])[0])
                for top in tops
                if top not in local or (top in homes and top != "regiograph")
            }
    return found


def plain(requirement: str) -> str:
    return re.split(r"[ <>=!~;\[]", requirement)[0].replace("_", "-").lower()


def declared(*extras: str) -> set[str]:
    optional = PROJECT["optional-dependencies"]
    return {plain(r) for r in [*PROJECT["dependencies"], *(r for extra in extras for r in optional[extra])]}


def test_every_import_is_a_declared_dependency() -> None:
    assert imported("src") - declared(*EXTRAS) == set()
    # One file of the tests runs in an environment of its own, with CKAN; page_scores is a script of ours.
    assert imported("tests") - declared("dev") - {"ckan", "ckanext", "page-scores"} == set()
    assert imported("scripts") - declared("dev", "authority") == set()


def test_no_tool_of_the_tests_is_needed_to_run() -> None:
    tools = declared("dev") - declared(*EXTRAS)
    assert imported("src") & tools == set()
