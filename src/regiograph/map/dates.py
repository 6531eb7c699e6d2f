"""Dates of one thing, from all pages that speak of it: one EDTF string and its first and last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regiograph.map.draft import Draft
from regiograph.map.edtf import interval, span
from regiograph.model import Claim, Finding, Value
from regiograph.terms import EDTF

Dated = dict[str, list[Claim]]
"""EDTF string → the claims that give it."""


def dates(draft: Draft, claims: Sequence[Claim]) -> None:
    """startDate, endDate, date, rg:edtf → rg:edtf, rg:earliest, rg:latest in the graph of each page with an end."""
    by_thing: dict[str, list[Claim]] = {}
    for claim in claims:
        by_thing.setdefault(claim.subject.id, []).append(claim)
    for own in by_thing.values():
        _one(draft, own)


def _one(draft: Draft, claims: list[Claim]) -> None:
    set_by_editor, editors = _chosen(draft, [c for c in claims if c.predicate == "rg:edtf"])
    first = [c for c in claims if c.predicate == "startDate"]
    last = [c for c in claims if c.predicate == "endDate"]
    start, starts = _chosen(draft, first, last)
    end, ends = _chosen(draft, last, starts)
    whole, wholes = _chosen(draft, [c for c in claims if c.predicate in {"date", "publishedOn"}])
    if set_by_editor is not None:
        edtf, support = set_by_editor, editors
        support += [c for c in wholes if c.value and c.value.lexical.strip() == edtf]
    elif start is None and end is None:
        edtf, support = whole or "", wholes
    else:
        edtf, support = interval(start, end), starts + ends
        draft.findings.extend(_differs(claim, edtf) for claim in wholes)
    days = span(edtf)
    for claim in support:
        subject = draft.iri(claim.subject)
        draft.state(claim, subject, "rg:edtf", Value(edtf, EDTF))
        for predicate, day in (("rg:earliest", days.earliest), ("rg:latest", days.latest)):
            if day is not None and not draft.fixed(claim.subject.id, predicate):
                draft.state(claim, subject, predicate, Value(day.isoformat(), "date"))


def _chosen(draft: Draft, claims: Iterable[Claim], other: Iterable[Claim] = ()) -> tuple[str | None, list[Claim]]:
    """The best value of some claims with those that give it; the rest are reported. ``other`` gives the other end."""
    given: Dated = {}
    for claim in claims:
        if claim.value is not None:
            given.setdefault(claim.value.lexical.strip(), []).append(claim)
    if not given:
        return None, []
    best = _best(given, {_sentence(c) for c in other})
    for value, others in sorted(given.items()):
        if value != best:
            draft.findings.extend(_differs(claim, best) for claim in others)
    return best, given[best]


def _best(given: Dated, pairs: set[tuple[str, int, int]]) -> str:
    """The value that most of the evidence allows; of those one whose sentence gives both ends, then the most precise.

    Then the surest, then by spelling, which is by time.
    """
    spans = {value: span(value) for value in given}

    def rank(value: str) -> tuple[float, bool, int, float, str]:
        allowed = sum(_sureness(given[other]) for other in given if spans[other].meets(spans[value]))
        alone = not pairs & {_sentence(c) for c in given[value]}
        return (-round(allowed, 6), alone, spans[value].width, -_sureness(given[value]), value)

    return min(given, key=rank)


def _sentence(claim: Claim) -> tuple[str, int, int]:
    return claim.evidence.document, claim.evidence.start, claim.evidence.end


def _sureness(claims: Iterable[Claim]) -> float:
    """Summed confidence, each page counted once."""
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.evidence.document] = max(best.get(claim.evidence.document, 0.0), claim.confidence)
    return sum(best.values())


def _differs(claim: Claim, chosen: str) -> Finding:
    given = claim.value.lexical.strip() if claim.value else ""
    agrees = span(chosen).meets(span(given))
    why = "more precise" if agrees else "better supported, and contradicts it"
    return Finding(
        severity="info", message=f"{given} stays out: {chosen} is {why}",
        focus=claim.subject.id, path=claim.predicate, value=given, rule="map/dates",
        document=claim.evidence.document, quote=claim.evidence.quote,
        remedy="" if agrees else "reject the claim that is wrong in data/decisions/",
    )  # fmt: skip


def published(draft: Draft) -> dict[str, tuple[str, Claim | None]]:
    """Document → the last day by which it was published, with the claim where the page itself says so."""
    known: dict[str, tuple[str, Claim | None]] = {
        ident: (document.published[:10], None) for ident, document in draft.documents.items() if document.published
    }
    for claim in reversed(draft.claims):
        if claim.predicate == "publishedOn" and claim.value is not None:
            latest = span(claim.value.lexical).latest
            if latest is not None:
                known[claim.evidence.document] = latest.isoformat(), claim
    return known


def issued(draft: Draft, claims: Sequence[Claim]) -> None:
    """publishedOn → dcterms:issued of the page, a calendar day; a partial date becomes the rg:edtf of the page."""
    by_page: dict[str, list[Claim]] = {}
    for claim in claims:
        by_page.setdefault(claim.subject.id, []).append(claim)
    for own in by_page.values():
        day, support = _chosen(draft, own)
        if day is not None and span(day).width == 0:
            for claim in support:
                draft.state(claim, draft.iri(claim.subject), "dcterms:issued", Value(day[:10], "date"))
        else:
            _one(draft, support)
