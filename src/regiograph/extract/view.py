"""The plain view of a document's claims: entities with their mentions, and binary facts (``extract --format json``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from regiograph.model import Claim, Document, Thing

FACTS = frozenset(
    (
        "partnerIn", "leads", "partOfProgramme", "fundedBy", "memberOfInitiative", "locatedIn", "heldIn",
        "partOfProject", "presentedAt", "ledTo", "hasTheme", "hasLabel", "totalBudget",
        "fundingRate", "startDate", "endDate", "date", "participants", "publishedOn",
    )
)  # fmt: skip
"""The predicates that the view shows; the others need qualifiers to mean anything."""


_LOCATED = frozenset({"Cluster", "Organisation", "Place", "Region", "GoodPractice"})
"""What the view's locatedIn is said of; claims say it of case studies too."""
_AROUND = frozenset({"Region", "Country"})
"""What the view's locatedIn leads to; claims say in which town a body is, too."""


def view(document: Document, claims: Iterable[Claim]) -> dict[str, Any]:
    """One JSON object a document: document, entities (typed, coded, with mentions) and facts with evidence."""
    entities: dict[str, dict[str, Any]] = {}
    facts: list[dict[str, Any]] = []
    published: str | None = document.published
    for claim in claims:
        for thing in (claim.subject, claim.object):
            if thing is not None and thing.type != "Document":
                entities.setdefault(thing.id, _entity(thing))
        if claim.predicate == "mention" and claim.value and claim.evidence.focus:
            start, end = claim.evidence.focus
            row = {"start": start, "end": end, "text": document.text[start:end]}
            if row not in entities[claim.subject.id]["mentions"]:
                entities[claim.subject.id]["mentions"].append(row)
        elif claim.predicate == "locatedIn" and not _territorial(claim):
            continue
        elif claim.predicate in {"totalBudget", "fundingRate"} and claim.subject.type in {"GoodPractice", "CaseStudy"}:
            continue  # what a practice costs is no project's budget
        elif claim.predicate in FACTS and claim.qualifier("relation") in {
            None,
            "ledTo",
            "operationalisedBy",
            "precursorOf",
        }:
            facts.append(_fact(claim))
            if claim.predicate == "publishedOn" and claim.value:
                published = published or claim.value.lexical
    return {
        "document": {"path": document.path, "language": document.language, "published": published},
        "entities": list(entities.values()),
        "facts": facts,
    }


def _territorial(claim: Claim) -> bool:
    """Whether a place is said as the view says it: of what has one, and which region or country it is."""
    return claim.subject.type in _LOCATED and claim.object is not None and claim.object.type in _AROUND


def _entity(thing: Thing) -> dict[str, Any]:
    return {"id": thing.id, "type": thing.type, "name": thing.name, "code": thing.code, "mentions": []}


def _fact(claim: Claim) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "subject": "doc" if claim.subject.type == "Document" else claim.subject.id,
        "predicate": claim.predicate,
    }
    if claim.object is not None:
        fact["object"] = claim.object.id
    elif claim.value is not None:
        fact["value"] = _plain(claim.value.lexical)
        if currency := claim.qualifier("currency"):
            fact["currency"] = currency
    e = claim.evidence
    return fact | {"confidence": claim.confidence, "evidence": {"start": e.start, "end": e.end, "quote": e.quote}}


def _plain(value: str) -> str:
    """A vague EDTF set ("[2018-10..2018-12]") as the year that the text gives."""
    m = re.match(r"\[(\d{4})-\d\d\.\.", value)
    return m[1] if m else value
