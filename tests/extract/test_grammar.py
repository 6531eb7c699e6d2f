"""The reader as a whole: short pages in every EU language, and what holds whatever a page says."""

from __future__ import annotations

from typing import Any

import pytest
from extract_reading import Reading, document, fact, read, reader, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.authority import load_authority
from regiograph.concepts import label_index
from regiograph.extract import EXTRACTORS
from regiograph.extract.pack import languages
from regiograph.extract.view import FACTS
from regiograph.model import Claim
from regiograph.terms import CLAIM_PREDICATES

PARAGRAPHS = {p["id"]: p for p in rows("paragraphs")}
WANTED = {w["paragraph"]: w for w in rows("wanted")}
NOTHING: dict[str, Any] = {"found": 0, "extra": 0}


def extra(reading: Reading, paragraph: dict[str, Any]) -> list[str]:
    """The facts of a reading that a paragraph neither expects nor allows; themes are arguable and left out."""
    known = [*paragraph["facts"], *paragraph.get("also", ())]
    return [
        fact(claim)
        for claim in reading.claims
        if claim.predicate in FACTS - {"hasTheme"}
        and not any(_allowed(reading, claim, k) for k in known)
    ]


def _allowed(reading: Reading, claim: Claim, compact: str) -> bool:
    """Whether a claim is what a compact fact says; names are those of the whole page."""
    subject, predicate, target = compact.split(" | ")
    if predicate != claim.predicate or not reading.means(claim.subject, subject):
        return False
    if claim.object is not None:
        return reading.means(claim.object, target)
    return claim.value is not None and claim.value.lexical == target


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_short_page_gives_the_facts_that_it_states_and_few_others(name: str) -> None:
    paragraph, wanted = PARAGRAPHS[name], WANTED.get(name, NOTHING)
    reading = read(paragraph["text"], paragraph["language"])
    open_facts, open_entities = wanted.get("facts", ()), wanted.get("entities", ())
    missing = [f for f in paragraph["facts"] if f not in open_facts and not reading.says(f)]
    missing += [e for e in paragraph["entities"] if e not in open_entities and not reading.has(e)]
    assert missing == []
    assert sum(map(reading.says, open_facts)) + sum(map(reading.has, open_entities)) >= wanted["found"]
    surplus = extra(reading, paragraph)
    assert len(surplus) <= wanted["extra"], surplus
