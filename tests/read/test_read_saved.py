"""A fetched page in the documents folder: its name, its bytes and its entry in sources.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from regiograph.errors import InputError
from regiograph.read import read_documents
from regiograph.read.fetch import Fetched
from regiograph.read.saved import copy, save, sources_of

TEXT = "Łódź i Województwo Mazowieckie uczestniczyły w wizycie studyjnej, która odbyła się w styczniu."
URL = "https://www.example.org/pl/wizyta-łódź.html?nr=2"


def page(text: str = TEXT, url: str = URL, **more: str | None) -> Fetched:
    data = f"<html><body><h1>Wizyta</h1><p>{text}</p></body></html>".encode(more.pop("encoding", None) or "utf-8")
    return Fetched(url, url, data, ".html", **({"day": "2024-11-17"} | more))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "documents"


def entries(path: Path) -> list[dict[str, str]]:
    return tomllib.loads(path.read_text("utf-8"))["source"]  # type: ignore[no-any-return]


def test_a_page_is_saved_and_its_origin_noted_beside_the_folder(folder: Path) -> None:
    path = save(page(), folder)
    assert path == folder / "www-example-org-pl-wizyta-lodz-nr-2.html"
    assert path.read_bytes() == page().data
    assert entries(folder.parent / "sources.toml") == [{"path": path.name, "url": URL, "retrieved": "2024-11-17"}]
    (document,) = read_documents(folder, sources=folder.parent / "sources.toml").documents
    assert (document.url, document.retrieved, document.language) == (URL, "2024-11-17", "pl")
    assert sorted(p.name for p in folder.parent.rglob("*")) == ["documents", "sources.toml", path.name]


def test_the_same_address_replaces_its_page_and_date_and_leaves_the_rest(folder: Path) -> None:
    sources = folder.parent / "sources.toml"
    folder.mkdir(parents=True)
    sources.write_text(
        '# Åland\n[[source]]\npath = "a.txt"\nretrieved = 2020-01-01\n\n'
        f'[[source]]\npath = "moja.html"\nurl = "{URL}"\n'
        'licence = "CC_BY_4_0"\nretrieved = 2020-01-01\n\n[[source]]\nid = "c"\n',
        "utf-8",
    )
    path = save(page("Druga wersja. " + TEXT), folder, day="2025-01-02")
    assert path == folder / "moja.html"
    assert "Druga" in path.read_text("utf-8")
    text = sources.read_text("utf-8")
    assert text.startswith("# Åland\n")
    a, mine, c = entries(sources)
    assert str(a["retrieved"]) == "2020-01-01"
    assert mine == {"path": "moja.html", "url": URL, "licence": "CC_BY_4_0", "retrieved": "2025-01-02"}
    assert c == {"id": "c"}
    assert save(page(), folder) == path
    assert len(entries(sources)) == 3


def test_two_addresses_with_one_slug_have_two_files(folder: Path) -> None:
    first, second = save(page(url="https://example.org/a/b"), folder), save(page(url="https://example.org/a-b"), folder)
    assert first != second
    assert save(page(url="https://example.org/a-b"), folder) == second
    assert [e["url"] for e in entries(folder.parent / "sources.toml")] == [
        "https://example.org/a/b",
        "https://example.org/a-b",
    ]
    long = save(page(url=f"https://example.org/{'ä/' * 300}"), folder)
    assert len(long.name) < 100


def test_an_encoding_that_only_the_server_names_is_kept(folder: Path) -> None:
    path = save(page(encoding="iso8859_2", charset="iso-8859-2"), folder)
    (document,) = read_documents(folder, date="2024-11-17").documents
    assert TEXT in document.text
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert save(page(url=URL + "0", charset="iso-8859-1"), folder).read_bytes() == page().data
    assert save(page(url=URL + "1", charset="no-such-set"), folder).read_bytes() == page().data


def test_what_cannot_be_read_or_dated_is_not_saved(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text") as caught:
        save(Fetched(URL, URL, b"<html></html>", ".html", day="2024-11-17"), folder)
    assert caught.value.where == URL
    with pytest.raises(InputError, match="date"):
        save(page(day=None), folder)
    with pytest.raises(InputError, match="date"):
        save(page(), folder, day="17.11.2024")
    assert not (folder.parent / "sources.toml").exists()
    assert list(folder.glob("*")) == []
    assert copy(page(), tmp_path).read_bytes() == page().data


def test_an_entry_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sources.toml").write_text(f'[[source]]\npath = "../../away.html"\nurl = "{URL}"\n', "utf-8")
    with pytest.raises(InputError, match="leads out"):
        save(page(), folder)


def test_which_sources_file_is_meant(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    assert sources_of(folder) == folder.parent / "sources.toml"
    (folder / "sources.toml").touch()
    assert sources_of(folder) == folder / "sources.toml"
    assert sources_of(tmp_path) == tmp_path / "sources.toml"
