"""sources.toml: what it adds to a document, and how its slips are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiograph.errors import ConfigError
from regiograph.read import read_documents

TEXT = "Lapin liitto jakoi viime vuonna tukea alueen kehittämiseen.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "äö.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    return folder


def test_an_entry_by_path_and_one_by_id(folder: Path) -> None:
    (folder / "sources.toml").write_text(
        """
        [[source]]
        path = "sub/äö.txt"
        id = "lapland-news"
        title = "Åland & Łódź"
        url = "https://example.org/éù"
        language = "sv"
        licence = "CC_BY_4_0"
        retrieved = 2024-01-02
        published = "2018-02-14"
        [[source]]
        id = "b"
        language = "en"
        """,
        "utf-8",
    )
    result = read_documents(folder, date="2024-05-17")
    b, news = result.documents
    assert (b.id, b.language, b.retrieved, b.published) == ("b", "en", "2024-05-17", None)
    assert (news.id, news.path, news.title, news.url) == (
        "lapland-news", "sub/äö.txt", "Åland & Łódź", "https://example.org/éù",
    )  # fmt: skip
    assert (news.language, news.licence) == ("sv", "CC_BY_4_0")
    assert (news.retrieved, news.published) == ("2024-01-02", "2018-02-14")
    assert result.findings == ()


def test_a_file_elsewhere_can_be_named_and_a_stated_id_wins_over_a_slug(folder: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text('[[source]]\npath = "sub/äö.txt"\nid = "b"\n', "utf-8")
    result = read_documents(folder, sources=sources, date="2024-05-17")
    assert {d.path: d.id for d in result.documents} == {"sub/äö.txt": "b", "b.txt": "b-txt"}


def test_an_entry_for_a_missing_file_is_a_finding(folder: Path) -> None:
    (folder / "sources.toml").write_text('[[source]]\npath = "b.txt"\n\n[[source]]\npath = "gone.txt"\n', "utf-8")
    (finding,) = read_documents(folder, date="2024-05-17").findings
    assert finding.path == "gone.txt"
    assert "sources.toml:4" in finding.message


@pytest.mark.parametrize(
    ("toml", "line", "says"),
    [
        ('[[source]]\npath = "b.txt"\nlicense = "x"\n', 3, "did you mean 'licence'"),
        ('[[source]]\npath = "b.txt"\n[[source]]\npath = "x"\nurll = "x"\n', 5, "did you mean 'url'"),
        ("[[sources]]\n", 1, "did you mean 'source'"),
        ('[[source]]\npath = "b.txt"\n[[source]]\npath = "x"\nretrieved = "2023-02-30"\n', 5, "ISO date"),
        ('[[source]]\npath = "b.txt"\nlanguage = "Finnish!"\n', 3, "language code"),
        ('[[source]]\npath = "b.txt"\nid = "Łódź A"\n', 3, "'lodz-a'"),
        ('[[source]]\npath = "b.txt"\nurl = "javascript:alert(1)"\n', 3, "address"),
        ('[[source]]\npath = "b.txt"\ntitle = 3\n', 3, "string"),
        ('[[source]]\ntitle = "x"\n', 1, "a path or an id"),
        ('[[source]]\npath = "b.txt"\n[[source]]\npath = "b.txt"\n', 3, "stands twice"),
        ("source = 3\n", None, "list of tables"),
        ("[[source]\n", None, "not valid TOML"),
    ],
)
def test_a_slip_is_named_with_its_line(folder: Path, toml: str, line: int | None, says: str) -> None:
    path = folder / "sources.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_documents(folder, date="2024-05-17")
    assert says in str(caught.value)
    assert caught.value.where == (f"{path}:{line}" if line else str(path))


def test_a_named_file_that_is_not_there_is_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        read_documents(folder, sources=tmp_path / "none.toml")
