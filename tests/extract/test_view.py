"""The plain view (``extract --format json``): entities with mentions, binary facts, everything at its offset."""

from __future__ import annotations

from typing import Any

import pytest

from extract_reading import document, read, rows
from regiograph.extract.view import FACTS, view
from regiograph.model import Claim, Evidence, Thing, Value
from regiograph.terms import CLAIM_PREDICATES

PAGE = document("Łódź met Åland.", "en")
PROJECT = Thing("project/fernway", "Project", "FERNWAY")
REGION = Thing("territory/kainuu", "Region", "Kainuu", "fi", "territory/kainuu", "FI1D8")


def said(predicate: str, target: Thing | Value, **more: Any) -> Claim:
    evidence = Evidence("page", 0, 15, PAGE.text, more.pop("focus", (0, 4)))
    if isinstance(target, Thing):
        return Claim(more.pop("subject", PROJECT), predicate, evidence, target, confidence=0.8, **more)
    return Claim(more.pop("subject", PROJECT), predicate, evidence, None, target, confidence=0.8, **more)


def test_the_shape_of_the_view() -> None:
    claims = [
        said("mention", Value("Łódź"), subject=REGION),
        said("mention", Value("Łódź"), subject=REGION, rule="again"),
        said("partnerIn", PROJECT, subject=REGION),
        said("totalBudget", Value("432760", "decimal"), qualifiers=(("currency", "EUR"),)),
    ]
    evidence = {"start": 0, "end": 15, "quote": "Łódź met Åland."}
    assert view(PAGE, claims) == {
        "document": {"path": "page.txt", "language": "en", "published": None},
        "entities": [
            {"id": "territory/kainuu", "type": "Region", "name": "Kainuu", "code": "FI1D8",
             "mentions": [{"start": 0, "end": 4, "text": "Łódź"}]},
            {"id": "project/fernway", "type": "Project", "name": "FERNWAY", "code": None, "mentions": []},
        ],
        "facts": [
            {"subject": "territory/kainuu", "predicate": "partnerIn", "object": "project/fernway", "confidence": 0.8,
             "evidence": evidence},
            {"subject": "project/fernway", "predicate": "totalBudget", "value": "432760", "currency": "EUR",
             "confidence": 0.8, "evidence": evidence},
        ],
    }  # fmt: skip


def test_facts_on_the_page_have_the_subject_doc_and_date_the_document() -> None:
    whole = view(
        PAGE, [said("publishedOn", Value("2019-05-03", "date"), subject=Thing("document/page", "Document", ""))]
    )
    assert whole["document"]["published"] == "2019-05-03"
    assert [f["subject"] for f in whole["facts"]] == ["doc"]
    assert whole["entities"] == []


def test_a_date_of_the_metadata_stays() -> None:
    claim = said("publishedOn", Value("2019-05-03", "date"), subject=Thing("document/page", "Document", ""))
    assert view(document("x", "en", "2018-01-01"), [claim])["document"]["published"] == "2018-01-01"


def test_a_vague_date_shows_as_its_year() -> None:
    (fact,) = view(PAGE, [said("startDate", Value("[2018-10..2018-12]", "edtf"))])["facts"]
    assert fact["value"] == "2018"


@pytest.mark.parametrize(
    ("relation", "shown"), [("ledTo", 1), ("operationalisedBy", 1), ("precursorOf", 1), ("sisterOf", 0)]
)
def test_only_relations_with_a_direction_are_lineage(relation: str, shown: int) -> None:
    claim = said("ledTo", Thing("project/x", "Project", "X"), qualifiers=(("relation", relation),))
    assert len(view(PAGE, [claim])["facts"]) == shown


@pytest.mark.parametrize("predicate", sorted(CLAIM_PREDICATES - FACTS))
def test_claims_that_need_qualifiers_are_no_facts(predicate: str) -> None:
    assert view(PAGE, [said(predicate, Value("x"))])["facts"] == []


OURS = [p for p in rows("paragraphs", "paragraph") if p["language"] in {"en", "fi", "pl"}]


@pytest.mark.parametrize("paragraph", OURS, ids=lambda p: p["id"])
def test_every_mention_and_quote_stands_at_its_offset(paragraph: dict[str, Any]) -> None:
    reading = read(paragraph["text"], paragraph["language"])
    whole = view(reading.document, reading.claims)
    text = paragraph["text"]
    assert whole["facts"]
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in (f["evidence"] for f in whole["facts"]))
    mentions = [m for entity in whole["entities"] for m in entity["mentions"]]
    assert mentions
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)
    ids = {entity["id"] for entity in whole["entities"]}
    assert all(f["subject"] in {"doc", *ids} and f.get("object", "doc") in {"doc", *ids} for f in whole["facts"])


def test_a_town_is_not_what_the_view_says_a_body_lies_in() -> None:
    body = Thing("organisation/aland-lab", "Organisation", "Åland Lab")
    town = Thing("territory/lodz", "Place", "Łódź", "pl")
    facts = view(PAGE, [said("locatedIn", where, subject=body) for where in (town, REGION)])["facts"]
    assert [f["object"] for f in facts] == ["territory/kainuu"]
