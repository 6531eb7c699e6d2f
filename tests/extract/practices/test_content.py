"""Labels, themes and aims: what is said of a thing by the kind of thing it is."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("en", "The Mossland Packaging Cluster was awarded the gold label.", "gold"),
        ("en", "The Mossland Packaging Cluster holds the silver label of excellence.", "silver"),
        ("en", "The bronze label was granted to the Mossland Packaging Cluster.", "bronze"),
        ("fi", "Pohjoinen kivi ja metalli -klusteri sai hopeatason merkin.", "silver"),
        ("pl", "Bursztynowy Klaster Energii otrzymał złoty znak jakości.", "gold"),
        ("en", "Levels are gold, silver and bronze labels for the Mossland Packaging Cluster.", None),
        ("en", "The gold label stands for 40 indicators.", None),
    ],
)
def test_the_label_of_a_cluster(language: str, text: str, level: str | None) -> None:
    found = {f.split(" | ")[2] for f in read(text, language).facts("hasLabel")}
    assert found == ({level} if level else set())


def test_a_label_belongs_to_the_cluster_before_it_and_not_to_the_next() -> None:
    text = "The Mossland Packaging Cluster, which holds the silver label, works with the Łódź Timber Cluster."
    assert read(text).facts("hasLabel") == {"Mossland Packaging Cluster | hasLabel | silver"}


def test_a_column_of_labels_gives_each_row_its_own() -> None:
    rows = "| Mossland Packaging Cluster | gold |\n| Łódź Timber Cluster | silver |"
    assert read(f"| Cluster | Label |\n|---|---|\n{rows}\n").facts("hasLabel") == {
        "Mossland Packaging Cluster | hasLabel | gold", "Łódź Timber Cluster | hasLabel | silver",
    }  # fmt: skip


def test_who_gives_the_label_and_its_level() -> None:
    text = "The Mossland Packaging Cluster was awarded the gold label by the Fernhill Cluster Agency."
    claim = read(text).claim("labelIssuedBy")
    assert claim.object is not None
    assert (claim.object.name, claim.qualifier("level")) == ("Fernhill Cluster Agency", "gold")


@pytest.mark.parametrize(
    ("language", "text", "themes"),
    [
        ("en", "The FERNWAY project focuses on the circular economy.", {"circular-economy"}),
        ("en", "# News\n\nThe FERNWAY project began.\n\nThemes:\n\n- Circular economy\n- Tourism\n",
         {"circular-economy", "tourism"}),
        ("pl", "Tematem projektu LASOWIR jest gospodarka o obiegu zamkniętym.", {"circular-economy"}),
        ("en", "The FERNWAY project met in an old town of tourism.", set()),
    ],
)  # fmt: skip
def test_themes_where_a_sentence_or_list_speaks_of_themes(language: str, text: str, themes: set[str]) -> None:
    found = {c.object.id for c in read(text, language).claims if c.predicate == "hasTheme" and c.object}
    assert found == {f"theme/{t}" for t in themes}


def test_aims_are_the_items_below_their_line() -> None:
    text = "# The FERNWAY project\n\nAims:\n\n- to plant trees of Łódź;\n- to mend paths.\n\nNews:\n\n- a walk\n"
    aims = [c for c in read(text).claims if c.predicate == "aim"]
    assert [(c.value.lexical, c.value.language, c.qualifier("position")) for c in aims if c.value] == [
        ("to plant trees of Łódź", "en", "1"), ("to mend paths", "en", "2"),
    ]  # fmt: skip
    assert {c.subject.name for c in aims} == {"FERNWAY"}


def test_aims_of_nobody_are_none() -> None:
    assert [c for c in read("Aims:\n\n- to plant trees\n").claims if c.predicate == "aim"] == []


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "The Mossland Packaging Cluster brings together companies, universities and municipalities.",
         {"business", "university", "municipality"}),
        ("en", "The Mossland Packaging Cluster sells paper to companies.", set()),
        ("en", "The forum brings together companies and universities.", set()),
        ("fi", "Pohjoinen puu -klusteri on verkosto, johon kuuluvat sahateollisuus ja alueviranomaiset.",
         {"business", "regional-authority"}),
    ],
)  # fmt: skip
def test_the_kinds_of_actors_in_a_cluster(language: str, text: str, kinds: set[str]) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("classification")} == kinds
