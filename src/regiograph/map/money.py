"""Money: total budgets, grants, shares, and the amounts computed from them, in decimal arithmetic throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import partial

from regiograph.map.draft import Draft, left_out
from regiograph.map.values import CENT, amount, concept, decimal, local, number_of
from regiograph.model import Claim, Finding, Value
from regiograph.terms import PATH_TYPES, slug

TOLERANCE = Decimal("0.01")
"""A stated amount may differ by this part of itself from the computed one (pages round) before we say so."""

Sources = Mapping[tuple[str, str], frozenset[str]]
"""(document, thing) → the funds and programmes that the document says fund it; document "" for all pages together."""


def money(draft: Draft, claims: Sequence[Claim]) -> None:
    """fundedBy, totalBudget, fundAmount, fundingRate → rg:totalCost, schema:funding and their amounts."""
    sources = _sources(claims)
    rates: dict[str, list[tuple[Claim, str]]] = {}
    amounts: dict[tuple[str, str, str], Claim] = {}
    totals: dict[str, list[Claim]] = {}
    for claim in claims:
        thing = claim.subject.id
        if claim.predicate == "totalBudget":
            totals.setdefault(thing, []).append(claim)
            node = _amount(draft, claim, f"{local(thing)}-total", "total")
            draft.state(claim, draft.iri(thing), "rg:totalCost", node)
            continue
        fund = _fund(claim, sources)
        if not fund:
            draft.findings.append(left_out(claim, "no page says which fund or programme pays", severity="info"))
            continue
        grant = _grant(draft, claim, fund)
        if claim.predicate == "fundingRate":
            rates.setdefault(grant, []).append((claim, fund))
        elif claim.predicate == "fundAmount":
            amounts.setdefault((thing, fund, _currency(claim)), claim)
            node = _amount(draft, claim, f"{local(thing)}-{local(fund)}", fund)
            draft.state(claim, grant, "schema:amount", node)
    for grant, given in rates.items():
        for rate, fund in _agreed(draft, given):
            draft.state(rate, grant, "rg:fundingShare", decimal(number_of(rate)))
            total = _total(rate, totals.get(rate.subject.id, ()))
            if total is not None:
                _computed(draft, rate, total, fund, amounts.get((rate.subject.id, fund, _currency(total))))


def share_of(total: Decimal, per_cent: Decimal) -> Decimal:
    """A share of a total, rounded half-even to cents.

    >>> share_of(Decimal("432760"), Decimal("88.1"))
    Decimal('381261.56')
    """
    with localcontext() as context:
        context.prec = 50
        return (total * per_cent / 100).quantize(CENT, rounding=ROUND_HALF_EVEN)


def _sources(claims: Sequence[Claim]) -> Sources:
    found: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        if claim.predicate == "fundedBy" and claim.object is not None:
            for document in (claim.evidence.document, ""):
                found.setdefault((document, claim.subject.id), set()).add(claim.object.id)
    return {place: frozenset(funds) for place, funds in found.items()}


def _fund(claim: Claim, sources: Sources) -> str:
    """The id of what pays: the claim's own, else the only one named for the thing, by its page or by any; or empty."""
    if claim.object is not None:
        return claim.object.id
    given = claim.qualifier("fund") or ""
    if given.partition("/")[0] in PATH_TYPES:
        return given
    for document in (claim.evidence.document, ""):
        named = sources.get((document, claim.subject.id), frozenset())
        # A programme selects and a fund pays: where a page names both, rate and amount are those of the fund.
        paying = [f for f in named if f.startswith("fund/")] or list(named)
        if paying:
            return paying[0] if len(paying) == 1 else ""
    return ""


def _grant(draft: Draft, claim: Claim, fund: str) -> str:
    thing = claim.subject.id
    grant = draft.node(claim, "grant", f"{local(thing)}-{local(fund)}", thing, fund)
    draft.state(claim, draft.iri(thing), "schema:funding", grant)
    draft.state(claim, grant, "rg:fromFund" if fund.startswith("fund/") else "schema:funder", draft.iri(fund))
    return grant


def _currency(claim: Claim) -> str:
    return claim.qualifier("currency") or "EUR"


def _amount(draft: Draft, claim: Claim, name: str, part: str) -> str:
    figure, currency = amount(number_of(claim)), _currency(claim)
    how = slug(claim.qualifier("approximation") or "exactly")
    node = draft.node(claim, "amount", name, claim.subject.id, part, figure.lexical, currency, how)
    draft.state(claim, node, "schema:value", figure)
    draft.state(claim, node, "schema:currency", Value(currency))
    if how != "exactly":
        draft.state(claim, node, "rg:approximation", concept("approximation", how))
    return node


def _computed(draft: Draft, rate: Claim, total: Claim, fund: str, stated: Claim | None) -> None:
    """The amount of a grant from its share and the total; where a page states the amount, only a comparison."""
    value = share_of(number_of(total), number_of(rate))
    if stated is not None:
        _compare(draft, stated, value)
        return
    thing, currency = rate.subject.id, _currency(total)
    name, sure = f"{local(thing)}-{local(fund)}", min(rate.confidence, total.confidence)
    for claim in (rate, total):
        state = partial(draft.state, claim, kind="computed", confidence=sure)
        new = partial(draft.node, claim, kind="computed", confidence=sure)
        grant = new("grant", name, thing, fund)
        node = new("amount", name, thing, fund, amount(value).lexical, currency, "exactly")
        state(grant, "schema:amount", node)
        state(node, "schema:value", amount(value))
        state(node, "schema:currency", Value(currency))


def _agreed(draft: Draft, given: list[tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """The rates of one grant that say what the surest says; the others are reported, for a grant has one share."""
    best = number_of(max((rate for rate, _ in given), key=lambda c: c.confidence))
    for rate, _ in given:
        if number_of(rate) != best:
            draft.findings.append(left_out(rate, f"a surer sentence says {best} per cent", severity="info"))
    return [(rate, fund) for rate, fund in given if number_of(rate) == best]


def _total(rate: Claim, totals: Sequence[Claim]) -> Claim | None:
    """The exact total that a rate is of, where its page gives one and only one."""
    near = [c for c in totals if c.evidence.document == rate.evidence.document]
    figures = {(number_of(c), _currency(c), c.qualifier("approximation") or "exactly") for c in near}
    if len(figures) != 1 or next(iter(figures))[2] != "exactly":
        return None
    return max(near, key=lambda c: c.confidence)


def _compare(draft: Draft, stated: Claim, value: Decimal) -> None:
    figure = number_of(stated)
    if abs(figure - value) > abs(figure) * TOLERANCE:
        message = f"the stated amount {figure} and the share of the total, {value}, differ"
        todo = "look whether one of them belongs to another project or year"
        draft.findings.append(
            Finding(
                "info", message, stated.subject.id, "fundAmount", str(figure), "map/money", stated.evidence.document,
                stated.evidence.quote, todo,
            )
        )  # fmt: skip
