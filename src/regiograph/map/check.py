"""What a claim must have before a pattern may take it: ids of the right kinds, a true quote, a value that parses.

A claim that would break a shape or the ontology is refused here, with words for a person, so that one bad sentence of
one page does not stop a release.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regiograph.map.draft import things
from regiograph.map.edtf import span
from regiograph.map.patterns import PATTERNS, RELATIONS
from regiograph.map.values import code_of, is_term, number_of, resolve
from regiograph.model import Claim, Document
from regiograph.terms import Iris

MASK = "█"
"""The block that stands for a letter of a masked name."""

_PLACES = ("territory", "country")
_WHOLES = ("project", "partnership", "network", "initiative", "cluster", "organisation")


@dataclass(frozen=True, slots=True)
class Row:
    """Path types that a row of the claim table takes as subject and as object; an empty tuple takes all.

    ``number`` and ``date`` say what the value must be; ``scheme`` names the code list of the object or value.
    """

    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    number: bool = False
    date: bool = False
    scheme: str = ""


ROWS: dict[str, Row] = {
    "partnerIn": Row((*_PLACES, *_WHOLES), _WHOLES),
    "leads": Row((*_PLACES, *_WHOLES), _WHOLES),
    "partOfProgramme": Row(objects=("programme",)),
    "fundedBy": Row(objects=("fund", "programme", "organisation")),
    "memberOfInitiative": Row(objects=("initiative",)),
    "locatedIn": Row(objects=_PLACES),
    "heldIn": Row(("event",), _PLACES),
    "partOfProject": Row(("event", "case", "practice"), (*_WHOLES, "programme")),
    "presentedAt": Row(("case", "practice"), ("event",)),
    "hasLabel": Row(("cluster", "organisation"), scheme="label-level"),
    "labelIssuedBy": Row(("cluster", "organisation"), ("organisation", "initiative")),
    "totalBudget": Row(number=True),
    "fundAmount": Row(number=True),
    "fundingRate": Row(number=True),
    "startDate": Row(date=True),
    "endDate": Row(date=True),
    "date": Row(date=True),
    "rg:edtf": Row(date=True),
    "publishedOn": Row(("document",), date=True),
    "participants": Row(("event",), number=True),
    "quantity": Row(number=True),
    "eventNumber": Row(("event",), number=True),
    "status": Row(scheme="realisation"),
    "section": Row(("practice",)),
    "classification": Row(("cluster", "organisation", "project", "partnership", "network"), scheme="actor-type"),
}
"""The rows that ask for something; the others take any subject and object."""

_HOMES = ("project", "initiative")
"""Where a case or practice may have been identified: rg:identifiedIn is narrower than rg:eventOf."""

_NEED_OBJECT = frozenset(p for p, row in ROWS.items() if row.objects) | {"ledTo"}
_LISTED = {"role": "role", "approximation": "approximation"}
_CURRENCY = re.compile(r"[A-Z]{3}")


def refusal(claim: Claim, documents: Mapping[str, Document], iris: Iris, concepts: frozenset[str] | None) -> str:
    """Why a claim cannot be mapped, in words for a person; empty when it can. ``concepts`` None trusts every code."""
    if claim.predicate not in PATTERNS and not is_term(claim.predicate):
        return f"the predicate {claim.predicate!r} is in no row of the claim table and no CURIE of a known prefix"
    for thing in things(claim):
        try:
            resolve(thing.id, iris)
        except KeyError:
            return f"{thing.id!r} is no id of a linked thing (type/slug)"
    row = ROWS.get(claim.predicate, Row())
    return (
        _place(claim, documents)
        or _ends(claim, row)
        or _codes(claim, row, concepts)
        or _value(claim, row)
        or _figure(claim, row)
    )


def _place(claim: Claim, documents: Mapping[str, Document]) -> str:
    evidence = claim.evidence
    document = documents.get(evidence.document)
    if document is None:
        return f"the document {evidence.document!r} is not part of this build"
    if not evidence.quote.strip():
        return "it has no quote"
    if not 0 <= evidence.start < evidence.end <= len(document.text):
        return f"its quote ends outside the text ({evidence.start}–{evidence.end} of {len(document.text)})"
    if not same(document.text[evidence.start : evidence.end], evidence.quote):
        return f"the text at {evidence.start}–{evidence.end} is not its quote"
    return ""


def same(published: str, quote: str) -> bool:
    """Whether two texts are equal but for letters masked in the published one."""
    return published == quote or (
        len(published) == len(quote) and all(a in (b, MASK) for a, b in zip(published, quote, strict=True))
    )


def _ends(claim: Claim, row: Row) -> str:
    if claim.object is None and claim.value is None:
        return "it has neither an object nor a value"
    if claim.object is None:
        return "its object must be a thing" if claim.predicate in _NEED_OBJECT else ""
    if claim.object.id == claim.subject.id:
        return "it relates a thing to itself"
    for role, ident, kinds in (("subject", claim.subject.id, row.subjects), ("object", claim.object.id, row.objects)):
        if kinds and ident.partition("/")[0] not in kinds:
            return f"its {role} must be one of {', '.join(kinds)}, and {ident!r} is not"
    narrow = claim.predicate == "partOfProject" and not claim.subject.id.startswith("event/")
    if narrow and claim.object.id.partition("/")[0] not in _HOMES:
        return f"a case or practice is identified in one of {', '.join(_HOMES)}, and {claim.object.id!r} is not"
    return ""


def _codes(claim: Claim, row: Row, concepts: frozenset[str] | None) -> str:
    if claim.predicate == "ledTo" and (claim.qualifier("relation") or "ledTo") not in RELATIONS:
        return f"relation {claim.qualifier('relation')!r} is none of {', '.join(sorted(RELATIONS))}"
    asked = [(scheme, claim.qualifier(name) or "") for name, scheme in _LISTED.items()]
    if claim.predicate == "section":
        asked.append(("section-type", claim.qualifier("type") or ""))
    if row.scheme:
        asked.append((row.scheme, code_of(claim)))
    for scheme, code in asked:
        if code and concepts is not None and f"{scheme}/{code}" not in concepts:
            return f"{code!r} is no concept of the code list {scheme}"
    return ""


def _value(claim: Claim, row: Row) -> str:
    if row.subjects and claim.subject.id.partition("/")[0] not in row.subjects:
        return f"its subject must be one of {', '.join(row.subjects)}, and {claim.subject.id!r} is not"
    several = claim.qualifier("approximation") == "several"
    try:
        if row.date:
            span(claim.value.lexical if claim.value else "")
        elif row.number and not several:
            number_of(claim)
    except ValueError as error:
        return str(error)
    if several and claim.predicate not in {"quantity", "participants"}:
        return "several is no sum of money, share or number of an event"
    return ""


def _figure(claim: Claim, row: Row) -> str:
    if not row.number or claim.qualifier("approximation") == "several":
        return ""
    number = number_of(claim)
    if claim.predicate == "fundingRate" and not 0 <= number <= 100:
        return f"a share of {number} per cent does not lie between 0 and 100"
    if claim.predicate == "eventNumber" and (number < 1 or number != number.to_integral_value()):
        return f"{number} is not the number of an event"
    if claim.predicate in {"totalBudget", "fundAmount"} and number < 0:
        return f"{number} is less than nothing"
    if not _CURRENCY.fullmatch(claim.qualifier("currency") or "EUR"):
        return f"{claim.qualifier('currency')!r} is no ISO 4217 code"
    return ""
