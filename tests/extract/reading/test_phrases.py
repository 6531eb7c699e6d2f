"""A pattern whose phrases are told apart by their letters matches what plain alternatives match."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.extract.pack import languages, load_pack
from regiograph.extract.reading.phrases import phrases

WORDS = [
    "led", "ledger", "led*", "Łódź", "łódź*", "lød", "is", "ist", "istanbul", "*märke", "straße", "ß", "co-", "l\u2019",
    "é", "k", "so", "part", "parts", "party", "partner*", "now", "a", "of", "σας", "да",
]  # fmt: skip
PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=40)
TEXTS = st.lists(
    st.sampled_from([*WORDS, "LED", "Partnerships", "ŁÓDŹ", "PART", "ΣΑΣ", "ſo", "\u212a", "ISTANBUL", "12"]),
    max_size=14,
)


def plain(words: list[str], fillers: list[str]) -> re.Pattern[str]:
    """The same phrases as one list of alternatives, the longest first."""
    parts = []
    for phrase in sorted(words, key=lambda w: (-len(w), w)):
        tokens = [re.escape(w).replace(r"\*", r"\w*") for w in phrase.split()]
        if fillers and len(tokens) > 1:
            tokens[1] = rf"(?:(?:{'|'.join(fillers)})[\s\u00a0]+)?{tokens[1]}"
        parts.append(r"[\s\u00a0]+".join(tokens))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(PHRASES, TEXTS, st.sampled_from([[], ["now"]]))
def test_what_is_found_is_what_alternatives_find(words: list[str], text: list[str], fillers: list[str]) -> None:
    shown = " ".join(text)
    found = [m.span() for m in phrases(words, fillers).finditer(shown)]
    assert found == [m.span() for m in plain(words, fillers).finditer(shown)]


def test_no_phrases_match_nowhere() -> None:
    assert phrases([]).search("éù") is None


@pytest.mark.parametrize("language", languages())
def test_letters_of_a_pack_are_found_in_all_their_forms(language: str) -> None:
    pack = load_pack(language)
    letters = {c for p in pack.triggers.values() for c in getattr(p, "pattern", "") if c.isalpha() and not c.isascii()}
    every = "".join(chr(i) for i in range(sys.maxunicode + 1) if chr(i).isalpha())
    for letter in sorted(letters | {"i", "k", "s"}):
        words = [f"{letter}{end}" for end in "abcdefghxyz"]
        forms = set(re.findall(re.escape(letter), every, re.IGNORECASE))
        assert all(phrases(words).fullmatch(f"{form}x") for form in forms)
