"""Blocks and sentences: hard-wrapped text, lists and lookalikes of lists, tables, headings, abbreviations."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.extract.pack import load_pack
from regiograph.extract.reading.layout import LONGEST, blocks, sentences
from regiograph.extract.reading.plaintext import links, menus, unwrapped


def laid_out(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in blocks(text)]


def told(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, blocks(text), load_pack(language).abbreviations)]


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    text = (
        "Łódź and Åland worked for two years on a common map of all their\n"
        "harbours, and showed it to the others in spring. The map covers\n"
        "every quay.\n\nAnother paragraph ends here.\n"
    )
    assert [kind for kind, _ in laid_out(text)] == ["para", "para"]
    assert laid_out(text)[0][1].endswith("every quay.")


def test_short_lines_are_no_wrapped_paragraph() -> None:
    assert [t for _, t in laid_out("Country: Estonia.\nRegion: Tartu.\nTopic: éù.\n")] == [
        "Country: Estonia.", "Region: Tartu.", "Topic: éù.",
    ]  # fmt: skip


def test_a_colon_ends_a_paragraph_even_in_a_long_line() -> None:
    text = "The following bodies of the whole region have signed the common letter:\nthe first of them is small.\n"
    assert len(blocks(text)) == 2


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# Title éù\n\nText of the page.", ["heading", "para"]),
        ("A title without a mark\n\nText of the page goes on here.", ["heading", "para"]),
        ("Title underlined\n================\nText of the page.", ["heading", "para"]),
        ("TARTU 2024\nText of the page.", ["heading", "para"]),
        ("A line that ends like a sentence.\n\nAnother.", ["para", "para"]),
        ("The first part ended.\nAims of the project\n- more trees\n- fewer cars", ["para", "heading", "item", "item"]),
        ("- one\n* two\n• three\n– four\na) five", ["item"] * 5),
        ("| Region | Role |\n| --- | --- |\n| Kainuu | lead |", ["row", "row"]),
        ("Region\tRole\nKainuu\tlead", ["row", "row"]),
        ("Region | Role\nKainuu | lead", ["row", "row"]),
        ("", []),
        (" \n\t\n", []),
        ("---\n", []),
    ],
)
def test_the_kind_of_a_block(text: str, kinds: list[str]) -> None:
    assert [b.kind for b in blocks(text)] == kinds


def test_an_underlined_line_is_a_heading_even_if_it_ends_like_a_sentence() -> None:
    assert laid_out("What is it?\n-----------\n\nA map.")[0] == ("heading", "What is it?")


def test_numbers_of_a_list_are_its_numbers_and_no_part_of_the_items() -> None:
    text = "Cases:\n1. Old mine of Łódź\n2. New quay\n3) Third thing\n"
    assert [(b.number, text[b.start : b.end]) for b in blocks(text) if b.kind == "item"] == [
        (1, "Old mine of Łódź"), (2, "New quay"), (3, "Third thing"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["3. spotkanie grupy w Łodzi", "9. vertaisarviointi Oulussa", "2. Sitzung in Köln"])
def test_a_lone_number_before_a_name_is_an_ordinal(line: str) -> None:
    assert laid_out(f"{line}\n\nText of the page.\n")[0] == ("heading", line)


def test_numbers_that_do_not_follow_each_other_are_no_list() -> None:
    text = "3. spotkanie w Łodzi\n\nByło udane.\n\n7. spotkanie w Gdańsku\n\nTeż było udane.\n"
    assert [kind for kind, _ in laid_out(text)] == ["heading", "para", "heading", "para"]


def test_the_next_line_of_an_item_belongs_to_it_only_if_it_is_indented() -> None:
    first = "- The first item of the list is a long one, for it fills its whole line and\n"
    assert len(blocks(first + "  goes on in the next.\n")) == 1
    assert len(blocks(first + "goes on in the next.\n")) == 2


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Mr. Mapmaker came. He left.", 2),
        ("en", "It cost approx. 40 euros in total. Nobody paid.", 2),
        ("en", "Is it far? No! It is near.", 3),
        ("en", "Partners, e.g. Kainuu, met (see fig. 3). They ate.", 2),
        ("en", "The U.S. Navy came to Åland. It left.", 2),
        ("de", "Am 15. Januar kam die Gruppe nach Köln. Am 16. Januar fuhr sie ab.", 2),
        ("de", "Es sind ca. 40 Betriebe, z. B. Mühlen. Sie mahlen.", 2),
        ("fi", "Hanke alkoi 1. tammikuuta 2020. Se päättyi 2022.", 2),
        ("fi", "Mukana on mm. Kainuu ja n. 30 yritystä. Ne kasvavat.", 2),
        ("pl", "W 2019 r. odbyło się spotkanie. Było udane.", 2),
        ("pl", "Wzięło udział ok. 30 osób, m.in. z Łodzi. Wrócili.", 2),
        ("cs", "Konference se konala 12. května 2022 v Praze. Skončila.", 2),
        ("hu", "A projekt 2019. augusztus 1-jén indult. Sikeres volt.", 2),
        ("lv", "Konference notika 2022. gada 12. maijā Rīgā. Tā beidzās.", 2),
        ("fr", "Le séminaire s’est tenu à Lille. « Une réussite ! » Tout le monde est venu.", 3),
        ("sv", "Det kostade 1,5 milj. kronor i Luleå. Ingen betalade.", 2),
        ("el", "Η συνάντηση έγινε στην Κρήτη. Τελείωσε.", 2),
        ("bg", "Срещата беше в Пловдив през 2019 г. и приключи. Край.", 2),
    ],
)
def test_abbreviations_and_ordinals_end_no_sentence(language: str, text: str, count: int) -> None:
    found = told(text, language)
    assert len(found) == count, found


def test_a_year_ends_a_sentence_before_a_capital() -> None:
    assert told("It ended in 2019. Kainuu went on.", "en") == ["It ended in 2019.", "Kainuu went on."]


def test_headings_are_one_sentence_each() -> None:
    assert told("# No. 1. The first. The best\n\nText. More text.", "en") == [
        "No. 1. The first. The best", "Text.", "More text.",
    ]  # fmt: skip


def test_targets_of_links_are_no_prose() -> None:
    text = "See [the éù page](https://example.org/Kainuu-2019) of (Åland)."
    assert [text[a:b] for a, b in links(text)] == ["(https://example.org/Kainuu-2019)"]


LINES = st.sampled_from(
    [
        "",
        "# Åland",
        "- item",
        "1. one",
        "2. two",
        "a | b",
        "x" * 70 + ".",
        "Words. More words!",
        "===",
        "---",
        "  ",
        "éù:",
    ]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12))
def test_blocks_and_sentences_keep_their_order_and_lose_no_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = blocks(text)
    assert all(0 <= a.start < a.end <= len(text) for a in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    found = sentences(text, parts)
    assert all(parts[s.block].start <= s.start < s.end <= parts[s.block].end for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    # Outside blocks stand marks, numbers of items and white space, never a word of three letters.
    outside = list(text)
    for part in parts:
        outside[part.start : part.end] = " " * (part.end - part.start)
    assert not any(len(w) > 2 and w.isalpha() for w in "".join(outside).split())


def test_line_ends_inside_a_paragraph_become_blanks() -> None:
    text = (
        "The whole project was paid from the budget of the Interreg Baltic\nSea Region programme and ended in Łódź.\n\n"
        "- An item that goes on over the end of its line, as in Kainuu\n  and Åland\n\n| a | b |\n| c | d |\n"
    )
    flat = unwrapped(text, blocks(text))
    assert len(flat) == len(text)
    assert "Interreg Baltic Sea Region" in flat
    assert "Kainuu   and Åland" in flat
    assert "| a | b |\n| c | d |" in flat


def test_a_signature_keeps_its_line() -> None:
    dated = "The partners met in Łódź and agreed upon a plan for all harbours\n24 May 2023\n"
    assert unwrapped(dated, blocks(dated)) == dated
    contacts = "Head of the regional development unit of Åland: ██████ ████████████\nCluster manager in Łódź\n"
    assert unwrapped(contacts, blocks(contacts)) == contacts


def test_what_never_ends_is_cut_at_a_comma() -> None:
    text = "Łódź éù, " * 2000
    found = sentences(text, blocks(text))
    assert max(s.end - s.start for s in found) <= LONGEST
    assert "".join(text[s.start : s.end] for s in found) == text.rstrip(" ")
    assert all(text[s.end - 1] == "," for s in found)


@pytest.mark.parametrize("width", [45, 58, 72])
@pytest.mark.parametrize(
    "prose",
    [
        "A Kőmalom projekt 2023 októberében indult, és négy országban vizsgálja, hogyan lehet a régi malmokat újra "
        "munkába állítani. Költségvetése 1,4 millió euró, ennek 80 százalékát az alap fizeti.",
        "Das Vorhaben Steinmühle begann im Oktober 2023 und untersucht in vier Ländern, wie die alten Mühlen wieder "
        "zur Arbeit kommen. Es kostet 1,4 Millionen Euro, die der Fonds zu vier Fünfteln trägt.",
        "Το έργο Πετρόμυλος άρχισε τον Οκτώβριο του 2023 και εξετάζει σε τέσσερις χώρες πώς οι παλιοί μύλοι θα "
        "δουλέψουν ξανά. Κοστίζει 1,4 εκατ. ευρώ, και το ταμείο πληρώνει τα τέσσερα πέμπτα.",
    ],
)
def test_lines_of_any_width_run_on(width: int, prose: str) -> None:
    text = "Malmok\n\n" + textwrap.fill(prose, width) + "\n\nŁódź, Åland\n"
    parts = blocks(text)
    assert [b.kind for b in parts] == ["heading", "para", "heading"]
    assert unwrapped(text, parts)[parts[1].start : parts[1].end] == prose


def test_lines_that_begin_anew_do_not_run_on() -> None:
    names = ["Śląski Urząd Marszałkowski, Katowice (Polska)", "Åbo Akademis stiftelse, Vasa enhet (Finland)"]
    text = "\n".join([*names, "Universität für Bodenkultur Wien (Wien)", "Κέντρο Ερευνών Θράκης, Ξάνθη (Ελλάδα)"])
    assert len(blocks(text)) == 4


def test_days_below_each_other_are_no_numbered_list() -> None:
    days = "12. veebruar – infopäev Łódźis\n13. veebruar – infopäev Cēsises\n"
    assert [t for _, t in laid_out(days)] == days.splitlines()
    items = "1. éù tuleb\n2. Åland läheb\n3. Łódź jääb\n"
    assert [(k, t[:2]) for k, t in laid_out(items)] == [("item", "éù"), ("item", "Ål"), ("item", "Łó")]


def test_a_bar_of_links_is_told_from_a_table() -> None:
    text = "Novice   Razpisi   Naši projekti   Stik\n\nMesto   Oseb\nŁódź   12   ja\n"
    assert [text[a:b] for a, b in menus(text, blocks(text))] == ["Novice   Razpisi   Naši projekti   Stik"]
