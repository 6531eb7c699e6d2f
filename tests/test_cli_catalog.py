"""catalog and the options of init that portals need, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regiograph.config import CatalogOptions, load_config
from regiograph.errors import ConfigError
from workspaces import Command


@pytest.fixture
def workspace(fresh: Path, tmp_path: Path) -> Path:
    """A built workspace of one's own."""
    return shutil.copytree(fresh, tmp_path / "oma", symlinks=True)


def say(workspace: Path, more: str) -> None:
    file = workspace / "regiograph.toml"
    file.write_text(f"{file.read_text('utf-8')}\n{more}", "utf-8")


def test_the_catalogue_follows_the_configuration_without_a_build(workspace: Path, command: Command) -> None:
    say(workspace, '[catalog.titles]\nen = "Łódź and Åland"\n[catalog.keywords]\nen = ["R&D (éù)"]\n')
    core = (workspace / "release" / "dumps" / "core.ttl").read_bytes()
    said = command("catalog", workspace, "--verbose")
    assert said.code == 0
    assert "published as 'R D éù'" in said.err
    assert str(workspace.resolve() / "releases") in said.out
    text = (workspace / "release" / "catalog.ttl").read_text("utf-8")
    assert '"Łódź and Åland"@en' in text
    assert '"R D éù"@en' in text
    assert (workspace / "release" / "dumps" / "core.ttl").read_bytes() == core
    assert command("verify", workspace).code == 0
    assert command("check-catalog", workspace / "release" / "catalog.ttl").code == 0
    before = (workspace / "release" / "manifest.json").read_bytes()
    assert command("catalog", workspace, "--quiet").out == ""
    assert (workspace / "release" / "manifest.json").read_bytes() == before


def test_without_a_release_there_is_no_catalogue(tmp_path: Path, command: Command) -> None:
    command("init", tmp_path / "w")
    said = command("catalog", tmp_path / "w")
    assert said.code == 2
    assert "regiograph build" in said.err


def test_init_takes_everything_a_portal_asks_from_flags(tmp_path: Path, command: Command) -> None:
    said = command(
        "init", tmp_path / "w", "--title", "Lappi", "--base", "https://tieto.example/", "--publisher", "Lapin liitto",
        "--email", "data@example.org", "--licence", "CC0", "--language", "fi", "--language", "en", "--title-in",
        'en=Lapland = "north"', "--theme", "REGI", "--theme", "ENVI",
    )  # fmt: skip
    assert said.code == 0
    config = load_config(tmp_path / "w")
    assert config.catalog.titles == (("en", 'Lapland = "north"'),)
    assert (config.data.themes, config.data.licence) == (("REGI", "ENVI"), "CC0")
    assert config.publisher.iri == "https://tieto.example/publisher"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--licence", "CC_BY_4"), "did you mean CC_BY_4_0"),
        (("--theme", "REGIO"), "did you mean REGI"),
        (("--title-in", "fi"), "is not name=value"),
    ],
)
def test_init_refuses_what_portals_would(tmp_path: Path, command: Command, words: tuple[str, ...], said: str) -> None:
    answer = command("init", tmp_path / "w", *words)
    assert answer.code == 2
    assert said in answer.err
    assert not (tmp_path / "w").exists()


def test_texts_by_language_are_read_from_tables(tmp_path: Path) -> None:
    (tmp_path / "regiograph.toml").write_text(
        '[catalog]\nurl = "https://f.example.org/"\ntheme_datasets = true\n[catalog.titles]\npl = "Łódź"\n'
        'fi = "Åland"\n[catalog.keywords]\nfi = ["éù", "b"]\n',
        "utf-8",
    )
    assert load_config(tmp_path).catalog == CatalogOptions(
        titles=(("fi", "Åland"), ("pl", "Łódź")), keywords=(("fi", ("éù", "b")),), url="https://f.example.org/",
        theme_datasets=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        'titles = "Łódź"',
        "titles = {fi = [1]}",
        'titles = {fi = ["a"]}',
        'keywords = {fi = "a"}',
        "keywords = {fi = [1]}",
        'url = "ftp://x/"',
        'url = "https://x"',
    ],
)
def test_what_is_no_table_by_language_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "regiograph.toml").write_text(f"[catalog]\n{text}\n", "utf-8")
    with pytest.raises(ConfigError, match=text.partition(" ")[0]):
        load_config(tmp_path)
