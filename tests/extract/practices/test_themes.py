"""Themes in running text: labels of the scheme in every language, whatever ending the words have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract_reading import document, read
from regiograph.extract.pack import load_pack
from regiograph.extract.practices.themes import ThemeIndex, stem
from regiograph.extract.reading.opening import open_page

LABELS = {
    "circular economy": "circular-economy", "kiertotalous": "circular-economy", "economy": "economy",
    "smart specialisation": "s3", "gospodarka morska": "blue-economy", "łódź-building": "boats",
}  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    page = open_page(document(text, "en"), load_pack("en"))
    ThemeIndex(LABELS).find(page)
    return [(page.text[m.start : m.end], m.key) for m in page.mentions]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("the circular economy", [("circular economy", "theme/circular-economy")]),
        ("Kiertotalous kasvaa", [("Kiertotalous", "theme/circular-economy")]),
        ("gospodarka morska", [("gospodarka morska", "theme/blue-economy")]),
        ("an economy of circles", [("economy", "theme/economy")]),
        ("Smart specialisation", [("Smart specialisation", "theme/s3")]),
        ("Łódź building", [("Łódź building", "theme/boats")]),
        ("circular, then much later an economy", [("economy", "theme/economy")]),
        ("nothing here", []),
        ("", []),
    ],
)
def test_labels_in_text(text: str, themes: list[tuple[str, str]]) -> None:
    assert found(text) == themes


def test_a_theme_inside_a_name_is_no_mention() -> None:
    page = open_page(document("circular economy", "en"), load_pack("en"))
    ThemeIndex(LABELS).find(page)
    before = list(page.mentions)
    ThemeIndex({"economy": "economy"}).find(page)
    assert page.mentions == before


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet="aäłőéßzk", min_size=1, max_size=20))
def test_a_stem_begins_its_word_and_short_words_stay(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(word) - len(stem(word)) <= 4
    assert len(word) >= 6 or stem(word) == word


@pytest.mark.parametrize(
    ("language", "text", "themes"),
    [
        ("el", "Έργο ΠΛΑΤΑΝΟΣ\n\nΠΡΟΤΕΡΑΙΟΤΗΤΕΣ\n1. Πρόσβαση στο δάσος\n2. Παλιοί πέτρινοι μύλοι\n",
         {"Πρόσβαση στο δάσος", "Παλιοί πέτρινοι μύλοι"}),
        ("bg", "Проект РОДОПЕЯ\n\nТеми: стари каменни мелници, зимни пасища\n",
         {"стари каменни мелници", "зимни пасища"}),
        ("fi", "SAVI-hanke\n\nPajoissa valittiin kaksi teemaa:\n– kivimyllyjen entisöinti\n– lumen varastointi\n",
         {"kivimyllyjen entisöinti", "lumen varastointi"}),
        ("lv", "Projekts MEŽLĪNIJA\n\nGalvenās tēmas: veco dzirnavu atjaunošana; ziemas ganības.\n",
         {"veco dzirnavu atjaunošana", "ziemas ganības"}),
    ],
)  # fmt: skip
def test_themes_that_a_page_announces(language: str, text: str, themes: set[str]) -> None:
    claims = [c for c in read(text, language).claims if c.predicate == "hasTheme" and c.object]
    assert {c.object.name for c in claims if c.object} == themes


def test_names_below_an_announcement_are_no_themes() -> None:
    text = "The FERNWAY project\n\nThemes and regions\n\n- Kainuu\n- Åland\n- University of Oulu\n"
    assert read(text).facts("hasTheme") == set()
