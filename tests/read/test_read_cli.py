"""The verbs that take addresses, without a network: what they ask for and what they do with the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiograph.errors import InputError
from regiograph.read.fetch import Fetched, Fetcher
from workspaces import Command

PAGE = (
    "<html lang=fi><h1>REMIX</h1><p>Hanketta REMIX johtaa Lapin liitto, ja se alkoi 1.3.2019. Mukana on Åland éù.</p>"
)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were fetched."""
    asked: list[str] = []

    def fetch(self: Fetcher, url: str) -> Fetched:
        asked.append(url)
        if "private" in url:
            raise InputError("no public address", where=url, todo="save the page as a file")
        return Fetched(url, url, PAGE.encode(), ".html", day="2024-11-17")

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    return asked


def test_fetch_saves_the_pages_and_prints_where(tmp_path: Path, command: Command, web: list[str]) -> None:
    folder = tmp_path / "data" / "documents"
    said = command("fetch", "https://example.org/a", "https://example.org/b", "--to", folder)
    assert said.code == 0
    assert said.out.split() == [str(folder / f"example-org-{name}.html") for name in "ab"]
    assert (folder / "example-org-a.html").read_text("utf-8") == PAGE
    assert 'retrieved = "2024-11-17"' in (folder.parent / "sources.toml").read_text("utf-8")


def test_an_address_that_cannot_be_fetched_is_named(tmp_path: Path, command: Command, web: list[str]) -> None:
    said = command("fetch", "http://private.example.org/", "--to", tmp_path)
    assert said.code == 2
    assert "http://private.example.org/: no public address" in said.err
    assert list(tmp_path.iterdir()) == []


def test_extract_reads_an_address_as_it_reads_a_file(tmp_path: Path, command: Command, web: list[str]) -> None:
    (tmp_path / "example-org-a.html").write_text(PAGE, "utf-8")
    by_address = command("extract", "https://example.org/a", "--format", "json")
    assert by_address.code == 0
    assert by_address.out == command("extract", tmp_path / "example-org-a.html", "--format", "json").out
    assert web == ["https://example.org/a"]
