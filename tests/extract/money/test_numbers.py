"""Money, percentages, counts and how exact they are, in the spellings of several languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.extract.money.numbers import (
    find_money,
    find_numbers,
    find_percentages,
    money_pattern,
    parse_number,
)
from regiograph.extract.pack import load_pack
from regiograph.extract.reading.opening import open_page
from regiograph.model import Document


def money(language: str, text: str) -> list[tuple[str, str, str]]:
    pack = load_pack(language)
    return [
        (f"{a.value.normalize():f}", a.currency, a.approximation) for a in find_money(text, pack, money_pattern(pack))
    ]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "three million euros", "3000000"),
        ("de", "zwei Millionen Euro", "2000000"),
        ("et", "kahe miljoni euro suurune", "2000000"),
        ("et", "poolteist miljonit eurot", "1500000"),
        ("fi", "kaksi ja puoli miljoonaa euroa", "2500000"),
        ("hu", "két és fél millió euró", "2500000"),
        ("fi", "noin puoli miljoonaa euroa", "500000"),
        ("en", "costs a million euros", "1000000"),
        ("en", "In the end. Million euros", "1000000"),
    ],
)
def test_how_many_millions_is_said_in_words(language: str, text: str, value: str) -> None:
    assert [(m[0], m[1]) for m in money(language, text)] == [(value, "EUR")]


@pytest.mark.parametrize(
    ("language", "text", "value", "currency"),
    [
        ("en", "432 760 €", "432760", "EUR"),
        ("en", "432\u00a0760\u00a0€", "432760", "EUR"),
        ("en", "432\u202f760 EUR", "432760", "EUR"),
        ("en", "EUR 1,432,500", "1432500", "EUR"),
        ("en", "€1,920,000.50", "1920000.5", "EUR"),
        ("en", "2 million €", "2000000", "EUR"),
        ("en", "€ 3.75 million", "3750000", "EUR"),
        ("en", "€1.2bn", "1200000000", "EUR"),
        ("en", "£2.5m", "2500000", "GBP"),
        ("en", "40 euros", "40", "EUR"),
        ("en", "1'250'000 CHF", "1250000", "CHF"),
        ("es", "349.396 euros", "349396", "EUR"),
        ("es", "1,97 millones de euros", "1970000", "EUR"),
        ("es", "696 160,35 €", "696160.35", "EUR"),
        ("pt", "613 mil euros", "613000", "EUR"),
        ("pt", "2,3 milhões de euros", "2300000", "EUR"),
        ("it", "98,4 milioni di euro", "98400000", "EUR"),
        ("it", "1.234.567,89 euro", "1234567.89", "EUR"),
        ("fi", "8,2 miljoonaa euroa", "8200000", "EUR"),
        ("fi", "150 000 euron", "150000", "EUR"),
        ("fi", "301 200€", "301200", "EUR"),
        ("pl", "2,15 mln euro", "2150000", "EUR"),
        ("pl", "12,5 mln zł", "12500000", "PLN"),
        ("pl", "350 tys. euro", "350000", "EUR"),
        ("pl", "1 500 000,00 PLN", "1500000", "PLN"),
        ("de", "2,4 Millionen Euro", "2400000", "EUR"),
        ("de", "1,1 Mio. Euro", "1100000", "EUR"),
        ("de", "1.234.567 Euro", "1234567", "EUR"),
        ("fr", "1 845 300 €", "1845300", "EUR"),
        ("fr", "1,5 million d’euros", "1500000", "EUR"),
        ("nl", "3,2 miljoen euro", "3200000", "EUR"),
        ("da", "2,8 mio. euro", "2800000", "EUR"),
        ("cs", "1,7 milionu eur", "1700000", "EUR"),
        ("cs", "25 000 Kč", "25000", "CZK"),
        ("hr", "1,1 milijun eura", "1100000", "EUR"),
        ("ro", "1,56 milioane de euro", "1560000", "EUR"),
        ("hu", "1,45 millió euró", "1450000", "EUR"),
        ("lv", "1,25 miljoni eiro", "1250000", "EUR"),
        ("et", "1,35 miljonit eurot", "1350000", "EUR"),
        ("el", "1,3 εκατομμύρια ευρώ", "1300000", "EUR"),
        ("bg", "1,2 милиона евро", "1200000", "EUR"),
        ("lt", "1 150 000 eurų", "1150000", "EUR"),
    ],
)
def test_a_sum_of_money(language: str, text: str, value: str, currency: str) -> None:
    assert money(language, f"Åland: {text} (éù)") == [(value, currency, "exactly")]


@pytest.mark.parametrize(
    "text",
    ["432 760", "2 million people", "in 2019", "88,1%", "Europe 2020", "EURES 5", "5 European cities", "12 eurocities",
     "€", "A4 EUROPE", "", "euro"],
)  # fmt: skip
def test_what_is_no_money(text: str) -> None:
    assert money("en", text) == []


def test_sums_stand_at_their_offsets_in_order() -> None:
    pack = load_pack("en")
    text = "Łódź got €1.2 million, of which 300 000 € in 2019 and about 5 euros more."
    assert [text[a.start : a.end] for a in find_money(text, pack, money_pattern(pack))] == [
        "€1.2 million", "300 000 €", "5 euros",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "about 5 euros", "about"),
        ("en", "more than 5 euros", "more-than"),
        ("en", "up to 5 euros", "less-than"),
        ("en", "more than that: 5 euros", "exactly"),
        ("fi", "noin 5 euroa", "about"),
        ("fi", "yli 5 euroa", "more-than"),
        ("fi", "alle 5 euroa", "less-than"),
        ("pl", "około 5 euro", "about"),
        ("pl", "ponad 5 euro", "more-than"),
        ("de", "rund 5 Euro", "about"),
        ("de", "mehr als 5 Euro", "more-than"),
        ("fr", "plus de 5 euros", "more-than"),
        ("es", "unos 5 euros", "about"),
        ("sv", "cirka 5 euro", "about"),
    ],
)
def test_how_exact_a_sum_is(language: str, text: str, word: str) -> None:
    assert [m[2] for m in money(language, text)] == [word]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "88.1% of it", ["88.1"]),
        ("fi", "88,1 % kuluista", ["88.1"]),
        ("de", "80 Prozent", ["80"]),
        ("en", "75 per cent", ["75"]),
        ("pl", "85 procent kosztów", ["85"]),
        ("es", "el 75 por ciento", ["75"]),
        ("fr", "75 pour cent", ["75"]),
        ("hu", "85%-át", ["85"]),
        ("da", "75 procent", ["75"]),
        ("et", "85 protsenti", ["85"]),
        ("en", "10 points", []),
        ("en", "1,234.5%", []),
        ("en", "x5%", []),
        ("en", "15–20%", ["20"]),
    ],
)
def test_percentages(language: str, text: str, values: list[str]) -> None:
    assert [str(p.value) for p in find_percentages(text, load_pack(language))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("45 people and 1,200 trees", ["45", "1200"]),
        ("more than 200 came", ["200"]),
        ("A4 and B2B", []),
        ("in room 3.5", ["3.5"]),
        ("1 250 guests", ["1250"]),
        ("1.250.000", ["1250000"]),
    ],
)
def test_bare_numbers(text: str, values: list[str]) -> None:
    assert [f"{n.value:f}" for n in find_numbers(text, load_pack("en"))] == values


def test_bare_numbers_of_a_stretch_only() -> None:
    text = "5 and 6 and 7"
    assert [(n.start, n.value) for n in find_numbers(text, load_pack("en"), 3, 8)] == [(6, Decimal(6))]


@pytest.mark.parametrize(
    ("text", "scaled", "value"),
    [
        ("696 160,35", False, "696160.35"),
        ("349.396", False, "349396"),
        ("349.396", True, "349.396"),
        ("0.396", False, "0.396"),
        ("1234.567", False, "1234.567"),
        ("1.97", False, "1.97"),
        ("1,432,500", False, "1432500"),
        ("1’250’000", False, "1250000"),
        ("1.234,5", False, "1234.5"),
        ("1,234.5", False, "1234.5"),
        ("12", False, "12"),
    ],
)
def test_grouping_and_decimals(text: str, scaled: bool, value: str) -> None:
    assert parse_number(text, scaled=scaled) == Decimal(value)


STYLES = st.sampled_from([(" ", ","), ("\u00a0", ","), (".", ","), (",", "."), ("'", ".")])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1000, 10**12), st.integers(0, 99), STYLES)
def test_every_grouping_with_cents_is_read_back(whole: int, cents: int, style: tuple[str, str]) -> None:
    group, decimal = style
    shown = f"{whole:,}".replace(",", group) + f"{decimal}{cents:02d}"
    assert parse_number(shown) == Decimal(f"{whole}.{cents:02d}")
    assert money("en", f"costs {shown} € now") == [
        (f"{Decimal(f'{whole}.{cents:02d}').normalize():f}", "EUR", "exactly")
    ]


@pytest.mark.parametrize("language", ["en", "fi", "pl", "sv", "hu", "xx"])
def test_sums_are_sought_everywhere_they_may_begin(language: str) -> None:
    """The places that a page offers leave out no sum and no percentage."""
    text = "".join(
        f"Łódź {sign}{n}, {n} {sign}; "
        for sign in ("€", "EUR ", "SEK ", "kr ", "PLN ", "$", "% ")
        for n in ("5 000", "2")
    )
    text += "Miljoona euroa, million euros, mln zł, x12 €, a_5 €, EUR2 éù, 12mln €, (€3), 1.234 €."
    pack = load_pack(language)
    page = open_page(Document("page", "page.txt", text, language), pack)
    assert page.money == find_money(text, pack, money_pattern(pack))
    assert page.percentages == find_percentages(text, pack)
    assert page.numbers_in(0, len(text)) == find_numbers(text, pack)


def test_a_small_word_may_stand_before_a_multiplier() -> None:
    assert money("ro", "Programul are 175 de milioane de euro, adică 20 de euro de om.") == [
        ("175000000", "EUR", "exactly"), ("20", "EUR", "exactly"),
    ]  # fmt: skip
