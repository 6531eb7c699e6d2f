"""What is said about a page whose text can be read and deserves a second look, and pages made to cost time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regiograph.errors import InputError
from regiograph.read import ReadResult, passages, read_file

FINNISH = "Lapin liitto jakoi viime vuonna tukea alueen kehittämiseen, ja sitä saivat kunnat, yritykset ja yliopistot."
SWEDISH = (
    "Landskapet Åland deltog förra året i ett projekt tillsammans med Västerbotten och flera andra regioner i norr."
)
TURKISH = (
    "Bölge kalkınma ajansı geçen yıl bölgedeki işletmelere ve üniversitelere destek sağladı, yeni projeler başlattı. "
)
RUSSIAN = "Областной совет Мурманска в прошлом году выделил средства на развитие, их получили предприятия и вузы. "


def read(tmp_path: Path, content: str | bytes, name: str = "page.txt") -> ReadResult:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(tmp_path / name, date="2024-05-17")


def said(result: ReadResult, rule: str) -> str:
    (finding,) = [f for f in result.findings if f.rule == rule]
    assert finding.remedy
    return finding.message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Lapin \u202eottiil\u202c jakoi", "U+202C × 1, U+202E × 1; the first on line 2"),
        ("Lap\u200bin liitto\u200b", "U+200B × 2"),
        ("Lapin liittо", "look alike: liittо"),
        ("Οulun klusteri", "look alike: Οulun"),
    ],
)
def test_hidden_signs_and_look_alikes_are_named_and_kept(tmp_path: Path, text: str, says: str) -> None:
    result = read(tmp_path, f"{FINNISH}\n{text}")
    assert says in said(result, "read.characters")
    assert result.documents[0].text.endswith(text)


def test_greek_letters_of_science_and_a_soft_hyphen_are_no_disguise(tmp_path: Path) -> None:
    result = read(tmp_path, f"{FINNISH} Δt, µm, Ωm, βeta, ПРО-IT, kierto\u00adtalous, Ελλάδα, éù")
    assert [f for f in result.findings if f.rule == "read.characters"] == []


@pytest.mark.parametrize(("text", "code"), [(TURKISH, "tr"), (RUSSIAN, "ru")])
def test_a_language_outside_the_union_is_named(tmp_path: Path, text: str, code: str) -> None:
    assert f"looks like {code}, which is none of the 24" in said(read(tmp_path, text * 3), "read.language")


def test_a_page_that_says_it_is_in_another_language_is_named(tmp_path: Path) -> None:
    assert "tr, is none of the 24" in said(read(tmp_path, f"<html lang=tr><p>{TURKISH * 3}", "a.html"), "read.language")


def test_the_languages_of_a_page_are_told_by_block(tmp_path: Path) -> None:
    text = f"# Otsikko\n\n{FINNISH * 2}\n\n{FINNISH * 2}\n\n{SWEDISH * 3}\n\n{FINNISH * 3}\n"
    assert [(p.language, text[p.start : p.end]) for p in passages(text, "fi")] == [("sv", SWEDISH * 3)]
    assert [p.language for p in passages(text, "sv")] == ["fi", "fi"]
    result = read(tmp_path, text)
    assert result.documents[0].language == "fi"
    assert result.documents[0].passages == passages(text, "fi")
    assert "read as fi, parts of it as sv" in said(result, "read.languages")


def test_one_line_of_five_megabytes_is_read_in_seconds(tmp_path: Path) -> None:
    begun = time.process_time()
    for name, text in (("a.txt", FINNISH * 50_000), ("a.html", "<p>" + FINNISH * 50_000)):
        result = read(tmp_path, text, name)
        assert len(result.documents[0].text) > 5_000_000
        assert "characters long" in "".join(f.message for f in result.findings if f.rule == "read.markup")
    assert time.process_time() - begun < 20


def test_accents_piled_on_a_letter_are_refused(tmp_path: Path) -> None:
    begun = time.process_time()
    with pytest.raises(InputError, match="accents"):
        read(tmp_path, FINNISH + "\u0301\u0316" * 1_000_000)
    assert time.process_time() - begun < 10
    assert read(tmp_path, FINNISH + "e" + "\u0301\u0316" * 3 + "…" * 100).documents


@pytest.mark.parametrize(
    "markup",
    [
        ("<div>" * 200 + FINNISH + "</div>" * 200) * 300,
        ("<ul><li>" * 100 + FINNISH + "</li></ul>" * 100) * 200,
        ("<table><tr><td>" * 80 + FINNISH + "</td></tr></table>" * 80) * 100,
        "<!DOCTYPE" * 1_200 + FINNISH + "<p>" + FINNISH,
        f"<p>{FINNISH}</p>" + "<div>" * 100_000 + SWEDISH,
        f"<p>{FINNISH}</p>" + "<script" * 50_000 + "<!--" * 50_000,
    ],
    ids=["divs", "lists", "tables", "doctypes", "endless", "unclosed"],
)
def test_nests_and_loops_of_markup_are_read_in_seconds(tmp_path: Path, markup: str) -> None:
    begun = time.process_time()
    result = read(tmp_path, markup, "a.html")
    assert FINNISH in result.documents[0].text
    assert time.process_time() - begun < 15


def test_a_page_nested_too_deep_says_so_and_loses_no_text(tmp_path: Path) -> None:
    result = read(tmp_path, f"<p>{FINNISH}</p>" + "<div>" * 50_000 + SWEDISH, "a.html")
    assert SWEDISH in result.documents[0].text
    assert "nested too deep" in said(result, "read.markup")
    many = ("<div>" * 150 + FINNISH + "</div>" * 150) * 100
    assert "nests too deep" in said(read(tmp_path, many, "b.html"), "read.markup")


POLISH = "Łódź i Województwo Mazowieckie uczestniczyły w wizycie studyjnej, która odbyła się w styczniu ubiegłego roku."


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8"])
def test_a_wrong_declared_encoding_is_seen_through_and_said(tmp_path: Path, declared: str) -> None:
    markup = f'<html><head><meta charset="{declared}"><title>x</title></head><body><div class="main"><p>{POLISH}</p>'
    result = read(tmp_path, markup.encode("cp1250"), "a.html")
    assert result.documents[0].text.strip() == POLISH
    assert "cp1250" in said(result, "read.encoding")
