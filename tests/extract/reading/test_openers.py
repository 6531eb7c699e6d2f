"""A matcher that knows its places finds what it would find anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.extract.pack import languages, load_pack
from regiograph.extract.reading.openers import NUMBERS, Kept, Matchers, Openers, Placed
from regiograph.extract.reading.phrases import phrases

PHRASES = [
    "led by",
    "lead partner*",
    "*märke",
    "*programm*",
    "co-funded by",
    "project's",
    "expert*innen",
    "İstanbul",
    "straße",
    "Łódź ja*",
]
WORDS = st.sampled_from(
    [
        *PHRASES,
        "LED BY",
        "led",
        "by",
        "Partners",
        "lead partnerships",
        "Miljömärke",
        "_led",
        "led_by",
        "x",
        "éù",
        "STRASSE",
        "istanbul",
        "ıstanbul",
        "Förderprogrammen",
        "12",
        "12by",
        "co-funded by",
        "ſtraße",
        "łódź jako",
        "project’s",
        "\n",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "-", ". ", "\u00a0", "_", "\u200f"])), max_size=12).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS, st.integers(0, 60), st.integers(0, 90))
def test_the_hits_are_those_of_the_pattern(text: str, start: int, end: int) -> None:
    pattern, openers = phrases(PHRASES), Openers({"any": PHRASES})
    for kind in (Placed, Kept):
        placed = kind(pattern, text, openers.places(text).get("any", []))
        for stretch in ((), (start,), (start, end)):
            plain = pattern.search(text, *stretch)
            found = placed.search(text, *stretch)
            assert (found and found.span()) == (plain and plain.span())
            assert [m.span() for m in placed.finditer(text, *stretch)] == [
                m.span() for m in pattern.finditer(text, *stretch)
            ]


def test_another_text_is_read_as_the_pattern_reads_it() -> None:
    placed = Placed(phrases(["led by"]), "nothing here", [])
    assert placed.search("led by éù")
    assert [m.start() for m in placed.finditer("led by, led by")] == [0, 8]
    assert placed.match("led by")
    assert not placed.fullmatch("led by Łódź")


@pytest.mark.parametrize("language", languages())
def test_every_phrase_of_a_pack_stands_where_its_opener_looks(language: str) -> None:
    pack = load_pack(language)
    for part, matchers in (("heads", pack.heads), ("triggers", pack.triggers)):
        for name, pattern in matchers.items():
            text = "Éù projekt, led by the partners. Łódź " + name
            places = pack.openers.places(text).get(f"{part}.{name}", [])
            starts = [m.start() for m in pattern.finditer(text)]
            assert f"{part}.{name}" in pack.openers.unbound or set(starts) <= set(places)


def test_a_phrase_that_begins_with_a_sign_may_stand_anywhere() -> None:
    assert Openers({"end": ["-ig"], "start": ["från"]}).unbound == {"end"}


def test_a_phrase_that_ends_with_a_sign_may_end_where_a_stretch_does() -> None:
    text = "immexxi mill-Łódź"
    pattern = phrases(["immexxi mill-"])
    matchers = Matchers({"led": pattern}, text, {"triggers.led": [0]}, frozenset(), frozenset({"led"}))
    assert matchers["led"].search(text) is None
    assert [m.span() for m in matchers["led"].finditer(text, 0, 13)] == [(0, 13)]


def test_what_no_pack_has_matches_nowhere() -> None:
    matchers = Matchers({"led": phrases(["led by"])}, "led by Åland", {}, frozenset({"triggers.led"}), frozenset())
    assert matchers["éù"].search("éù") is None
    assert matchers["led"].search("led by Åland")


def test_the_hits_of_a_page_are_told_once_it_is_read() -> None:
    text = "led by éù, ledger, LED BY Łódź"
    kept = Kept(phrases(["led by"]), text, [0, 11, 19])
    assert kept.starts(text) == [0, 19]
    assert kept.starts("led by") is None


def test_numbers_have_their_places() -> None:
    assert Openers({}).places("a 12 b3 4c Łódź")[NUMBERS] == [2, 8]
