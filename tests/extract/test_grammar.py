"""The reader as a whole: short pages in every EU language, and what holds whatever a page says."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract_reading import DATA, Reading, authority, document, fact, read, reader, rows
from regiograph.concepts import label_index
from regiograph.extract import EXTRACTORS
from regiograph.extract.pack import languages
from regiograph.extract.view import FACTS
from regiograph.model import Claim
from regiograph.terms import CLAIM_PREDICATES

PARAGRAPHS = {p["id"]: p for p in rows("paragraphs", "paragraph")}
WANTED = {w["paragraph"]: w for w in rows("wanted", "wanted")}
FOUND = int(tomllib.loads((DATA / "wanted.toml").read_text("utf-8"))["sentences_found"])
NOTHING: dict[str, Any] = {"found": 0, "extra": 0}


def extra(reading: Reading, paragraph: dict[str, Any]) -> list[str]:
    """The facts of a reading that a paragraph neither expects nor allows; themes are arguable and left out."""
    known = [*paragraph["facts"], *paragraph.get("also", ())]
    return [
        fact(claim)
        for claim in reading.claims
        if claim.predicate in FACTS - {"hasTheme"} and not any(_allowed(reading, claim, k) for k in known)
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


def test_sentences_that_the_reader_does_not_understand_yet_get_no_fewer() -> None:
    table = rows("wanted", "sentence")
    understood = [row["text"] for row in table if _understood(row)]
    assert len(understood) >= FOUND, [row["text"] for row in table if row["text"] not in understood]


def _understood(row: dict[str, Any]) -> bool:
    reading = read(row["text"], row["language"])
    held = [*map(reading.says, row.get("facts", ())), *map(reading.has, row.get("entities", ()))]
    denied = [*map(reading.says, row.get("never", ())), *map(reading.has, row.get("never_entities", ()))]
    return all(held) and not any(denied)


def test_the_wanted_rows_belong_to_paragraphs() -> None:
    assert set(WANTED) <= set(PARAGRAPHS)
    for name, row in WANTED.items():
        assert set(row.get("facts", ())) <= set(PARAGRAPHS[name]["facts"])
        assert set(row.get("entities", ())) <= set(PARAGRAPHS[name]["entities"])


def test_every_language_with_a_pack_has_a_page() -> None:
    assert {p["language"] for p in PARAGRAPHS.values()} == set(languages())


WORDS = st.sampled_from(
    [
        "FERNWAY", "project", "The", "Kainuu", "Lapin liitto", "Interreg Europe", "ERDF", "is led by", "funded by",
        "(", ")", "“", "”", "'", ",", ".", ":", "\n", "\n\n", "- ", "1. ", "| ", "# ", "3 May 2019", "15–16", "2019",
        "88,1%", "€1.2 million", "total budget", "gold label", "Cluster", "cluster", "Łódź", "éù", "█████", "seminar",
        "held in", "participants", "45", "led to", "and", "-hanke", "[a](b)", "\u00a0", "\u202f", "e\u0301", "🌲",
        "\x00", "İ", "ß",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))


def sound(reading: Reading) -> None:
    """What holds of every claim whatever the page says."""
    text = reading.document.text
    assert len({c.id for c in reading.claims}) == len(reading.claims)
    for c in reading.claims:
        e = c.evidence
        assert text[e.start : e.end] == e.quote
        assert e.quote.strip()
        assert e.document == reading.document.id
        assert e.focus is not None
        assert e.start <= e.focus[0] < e.focus[1] <= e.end
        assert 0 <= c.confidence <= 1
        assert c.predicate in CLAIM_PREDICATES
        assert c.rule
        assert (c.object is None) != (c.value is None)
        assert c.object is None or c.object.id != c.subject.id
        if c.predicate == "mention" and c.value:
            assert text[slice(*e.focus)] == c.value.lexical


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["en", "fi", "pl"]))
def test_any_text_is_read_and_every_claim_is_sound(text: str, language: str) -> None:
    sound(read(text, language))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "█" * 50, "(" * 500, "A" * 5000, "- " * 300, "1. x\n" * 50])
def test_a_page_that_says_nothing_gives_no_facts(text: str) -> None:
    assert not [c for c in read(text).claims if c.predicate in FACTS]


def test_a_language_without_a_pack_is_read_with_what_all_languages_share() -> None:
    reading = read("FERNWAY project (Interreg Europe): 432 760 €, Łódź.", "xx")
    assert "FERNWAY" in reading.entities("Project")
    sound(reading)


UNRELATED = st.sampled_from(
    [
        "\n\nThe weather stayed mild, and the water lay still.\n",
        "\n\nIt rained.\n\nNobody minded éù.\n",
        "\n\n- mild\n- still\n",
        "\n\nŁagodna pogoda, spokojna woda.\n",
        "\n\nSää oli leuto ja vesi tyyni.\n",
    ]
)
SHORT = st.sampled_from([p for p in PARAGRAPHS.values() if p["language"] in {"en", "fi", "pl"}])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(SHORT, UNRELATED)
def test_an_unrelated_paragraph_at_the_end_changes_no_fact(paragraph: dict[str, Any], more: str) -> None:
    text = paragraph["text"].rstrip()
    before, after = (read(t, paragraph["language"]).claims for t in (text, text + more))
    assert {c.id for c in before if c.predicate in FACTS} == {c.id for c in after if c.predicate in FACTS}


@settings(max_examples=15, deadline=None, derandomize=True)
@given(SHORT, st.integers(0, 40))
def test_pages_do_not_speak_of_each_other(paragraph: dict[str, Any], cut: int) -> None:
    language = paragraph["language"]
    alone = read(paragraph["text"], language)
    read(paragraph["text"][cut:], language)
    assert read(paragraph["text"], language) == alone


def test_another_reader_says_the_same() -> None:
    page = document(PARAGRAPHS["fi-hanke"]["text"], "fi")
    labels = {scheme: label_index(scheme) for scheme in ("theme", "actor-type")}
    another = EXTRACTORS["grammar"](authority(), labels)
    assert [*another(page), *another(page)] == [*reader().read(page)] * 2
