"""init: what a new workspace holds, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiograph.config import load_config
from regiograph.errors import ConfigError
from regiograph.read import load_sources, read_documents
from regiograph.workspace import Answers, create_workspace


def test_a_workspace_is_laid_down_whole(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "uusi" / "alue", Answers())
    names = [p.relative_to(tmp_path / "uusi" / "alue").as_posix() for p in made]
    assert names == [
        ".gitignore", "data/documents/en-harbour-project.md", "data/documents/fi-puuklusteri.txt", "data/sources.toml",
        "regiograph.toml",
    ]  # fmt: skip
    assert (tmp_path / "uusi" / "alue" / "data" / "decisions").is_dir()
    assert (tmp_path / "uusi" / "alue" / ".gitignore").read_text("utf-8").split() == [
        "/release",
        "/releases/",
        "/.regiograph/",
    ]


def test_the_sample_pages_are_described(tmp_path: Path) -> None:
    create_workspace(tmp_path / "w", Answers())
    read = read_documents(tmp_path / "w" / "data" / "documents", sources=tmp_path / "w" / "data" / "sources.toml")
    assert [(d.language, d.licence) for d in read.documents] == [("en", "CC_BY_4_0"), ("fi", "CC_BY_4_0")]
    assert read.findings == ()
    assert len(load_sources(tmp_path / "w" / "data" / "sources.toml").entries) == 2


def test_answers_stand_in_the_configuration_whatever_signs_they_hold(tmp_path: Path) -> None:
    title = 'Łódź "ja" \\ Åland\n#éù'
    answers = Answers(title, "https://tieto.example/äö/", "Lapin liitto", "data@example.org", "CC0", ("fi", "sv"))
    create_workspace(tmp_path / "w", answers)
    config = load_config(tmp_path / "w")
    assert (config.workspace.title, config.workspace.base) == (title, "https://tieto.example/äö/")
    assert (config.workspace.languages, config.workspace.default_language) == (("fi", "sv"), "fi")
    assert (config.publisher.name, config.publisher.email, config.data.licence) == (
        "Lapin liitto",
        "data@example.org",
        "CC0",
    )


def test_the_publisher_belongs_to_the_base(tmp_path: Path) -> None:
    create_workspace(tmp_path / "w", Answers(base="https://tieto.example/"))
    assert load_config(tmp_path / "w").publisher.iri == "https://tieto.example/publisher"


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("ä", "utf-8")
    for place in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(ConfigError, match="not empty"):
            create_workspace(place, Answers())
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(ConfigError, match="cannot be written"):
        create_workspace(tmp_path / "mine.txt" / "below", Answers())


def test_a_bad_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="base"):
        create_workspace(tmp_path / "w", Answers(base="no-iri"))
    assert not (tmp_path / "w").exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError):
        create_workspace(tmp_path / "empty", Answers(base="no-iri"))
    assert list(tmp_path.rglob("*")) in ([], [tmp_path / "empty"])
