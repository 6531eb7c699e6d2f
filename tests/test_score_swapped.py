"""The swapper of scripts/swapping: other names, regions, dates and amounts of the same form, in page and annotation."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from random import Random
from typing import Any

import pytest

from regiograph.authority import load_authority
from regiograph.extract.pack import load_pack
from regiograph.extract.territories.gazetteer import tokenize as tokens
from workspaces import ROOT

TEXT = """Projekt ŁÓDKA3 w Województwie Pomorskim

W dniach 15-16 stycznia 2020 r. partnerzy projektu ŁÓDKA3 spotkali się w Pomorskiem; to już 2. wizyta w programie \
Interreg Europa Środkowa 2021-2027. Klaster Smoluga dostał 432 760 zł, a Bałtycki Instytut Smolugi 88,1%.
"""
ICE = "Interreg Europa Środkowa 2021-2027"
GOLD: dict[str, Any] = {
    "doc": "łódka.txt",
    "lang": "pl",
    "entities": [
        {"id": "e1", "type": "Project", "name": "ŁÓDKA3", "mentions": ["ŁÓDKA3"], "code": None},
        {"id": "e2", "type": "Region", "name": "Pomorskie", "mentions": ["Województwie Pomorskim"], "code": "PL63"},
        {"id": "e3", "type": "Cluster", "name": "Klaster Smoluga", "mentions": ["Klaster Smoluga"], "code": None},
        {"id": "e4", "type": "Programme", "name": "ICE", "mentions": [ICE], "code": None},
        {"id": "e5", "type": "Organisation", "name": "BIS", "mentions": ["Bałtycki Instytut Smolugi"], "code": None},
    ],
    "relations": [
        {"s": "e1", "p": "totalBudget", "o": "PLN 432760", "literal": True},
        {"s": "e1", "p": "startDate", "o": "2020-01-15", "literal": True},
        {"s": "e3", "p": "locatedIn", "o": "e2", "literal": False},
    ],
    "literals": [
        {"kind": "money", "text": "432 760 zł", "norm": "PLN 432760"},
        {"kind": "percent", "text": "88,1%", "norm": "88.1"},
        {"kind": "date", "text": "15-16 stycznia 2020 r.", "norm": "2020-01-15/2020-01-16"},
        {"kind": "period", "text": "2021-2027", "norm": "2021/2027"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


def lot(seed: str) -> Random:
    random: Random = import_module("swapping.words").lot(seed)
    return random


def swapped(seed: str = "éù") -> Any:
    return import_module("swapping.pages").swap_page(TEXT, GOLD, load_authority(), seed)


def test_page_and_annotation_change_together() -> None:
    page = swapped()
    assert not re.search(r"ŁÓDKA|Smolug|432 760|88,1|stycznia 2020|Pomorsk", page.text)
    for entity in page.gold["entities"]:
        assert all(mention in page.text for mention in entity["mentions"]), entity
    start = next(r["o"] for r in page.gold["relations"] if r["p"] == "startDate")
    assert start != "2020-01-15"
    assert f" {start[:4]} r." in page.text
    money = next(r["o"] for r in page.gold["relations"] if r["p"] == "totalBudget")
    assert f"{int(money[4:]):,} zł".replace(",", " ") in page.text
    region = page.gold["entities"][1]
    assert region["code"] != "PL63"
    assert region["code"].startswith("PL")
    assert region["mentions"][0].endswith(("kim", "kiem"))


def test_what_is_known_beforehand_stays() -> None:
    page = swapped()
    assert ICE in page.text
    assert page.gold["entities"][3] == GOLD["entities"][3]
    assert re.search(r"Klaster (\w+)ga .* Instytut \1gi ", page.text), (
        "the noun that says what it is stays, the ending too"
    )
    assert page.done == {"names": 3, "regions": 1, "towns": 0, "dates": 1, "amounts": 2}
    assert page.left["dates"] == 1


def test_the_same_seed_gives_the_same_page() -> None:
    assert swapped() == swapped()
    assert swapped().text != swapped("åä").text


def test_forms_of_one_word_get_one_new_stem() -> None:
    words = import_module("swapping.words")
    ((stem, forms),) = words.families(["Digipolis", "Digipoliksesta"])
    new = dict(words.renamed(stem, forms, lot("1"), lambda _: False))
    assert new["Digipoliksesta"] == new["Digipolis"][:-1] + "ksesta"
    assert new["Digipolis"] != "Digipolis"


@pytest.mark.parametrize("word", ["REMIX", "secpho", "Cube5", "ProAgria", "Łódzki"])
def test_an_invented_word_has_the_pattern_of_the_old(word: str) -> None:
    new = import_module("swapping.words").invented(word, lot("2"), lambda made: made == word)
    shape = [(c.isupper(), c.isdigit()) for c in word]
    assert new != word
    assert [(c.isupper(), c.isdigit()) for c in new] == shape
    assert import_module("swapping.words").invented(word, lot("2"), lambda _: True) is None


@pytest.mark.parametrize(
    ("text", "norms", "moved"),
    [
        ("15-16 stycznia 2020 r.", ["2020-01-15", "2020-01-16"], "17-18 marca 2021 r."),
        ("Tue, 12/02/2019", ["2019-02-12"], "Tue, 14/04/2020"),
        ("marraskuussa 2017", ["2017-10"], None),
        ("20.02.2017 - 28.09.2018", ["2017-02-20", "2018-09-28"], "22.04.2018 - 30.11.2019"),
        ("2019-03-05", ["2019-03-05"], "2020-05-07"),
    ],
)
def test_a_date_keeps_its_format(text: str, norms: list[str], moved: str | None) -> None:
    figures = import_module("swapping.figures")
    pack = load_pack("fi" if "kuu" in text else "pl" if "r." in text else "en")
    new = figures.moved_text(text, norms, figures.Shift(1, 2, 2), pack)
    assert new == (moved or "marraskuussa 2018"), "a month that the value does not hold stays"


def test_a_month_keeps_its_case() -> None:
    figures = import_module("swapping.figures")
    assert figures.month_word("Marraskuussa", 11, 2, load_pack("fi")) == "Helmikuussa"
    assert figures.month_word("stycznia", 1, 9, load_pack("pl")) == "września"
    assert figures.Shift(0, 1, 0).of("2020-01-31") is None


def test_amounts_keep_format_and_value_agrees() -> None:
    figures = import_module("swapping.figures")
    text, norm = figures.other_amount("8,2 miljoonaa euroa", "EUR 8200000", load_pack("fi"), lot("3"))
    assert re.fullmatch(r"\d,\d miljoonaa euroa", text)
    assert norm == f"EUR {int(text[0] + text[2])}00000"
    assert figures.other_amount("noin miljoona", "EUR 1000000", load_pack("fi"), lot("3")) is None
    assert figures.other_amount("124,000", "124000", load_pack("en"), lot("3"))[0].endswith(",000")


def test_a_region_takes_the_case_of_the_other() -> None:
    inflected = import_module("swapping.regions").inflected
    assert inflected("Lapissa", "Lappi", "Kainuu", load_pack("fi")) == "Kainuussa"
    assert inflected("Lapissa", "Lappi", "Satakunta", load_pack("fi")) is None, "its stem would change"
    assert inflected("Kalabrii", "Kalabria", "Apulia", load_pack("pl")) == "Apulii"
    assert inflected("Kalabrii", "Kalabria", "Basilicata", load_pack("pl")) is None


def test_a_figure_that_falls_is_shown() -> None:
    script = import_module("score_swapped")
    lines = script.table(
        {"codes": {"accuracy": 1.0}}, [{"codes": {"accuracy": 0.5}}, {"codes": {"accuracy": 0.9}}], ["codes"]
    )
    assert lines[1].split() == ["codes", "1.000", "0.700", "0.500", "0.500"]


def test_what_lies_in_a_region_lies_in_its_stand_in() -> None:
    text = "I partner sono il Veneto (Belluno, Rovigo) e la città di Bassano del Grappa.\n"
    regions = [("Veneto", "ITH3"), ("Belluno", "ITH33"), ("Rovigo", "ITH37")]
    entities: list[dict[str, Any]] = [
        {"id": code, "type": "Region", "name": name, "mentions": [name], "code": code} for name, code in regions
    ]
    town = "Bassano del Grappa"
    entities.append({"id": "t", "type": "Place", "name": town, "mentions": [town], "code": None})
    gold = {"doc": "é.txt", "lang": "it", "entities": entities, "relations": [], "literals": []}
    authority = load_authority()
    found = import_module("swapping.atlas").stand_ins(text, tokens(text), gold, authority, "éù")
    assert [s.record.code for s in found] == ["ITH3", "ITH33", "ITH37", None]
    around, *inside = (s.other for s in found)
    assert len({around.id, *(r.id for r in inside)}) == 4
    assert all(around.id in authority.ancestors(r) for r in inside)
