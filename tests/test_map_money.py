"""Money in decimal arithmetic: shares, computed amounts, and what is not computed because it is not clear."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claim_builder import FI, PL, claim, domain, mapped, rows, shown
from regiograph.map import Mapped
from regiograph.map.money import share_of

P = "project/aland-aether"
GRANT, AMOUNT = "grant/aland-aether-erdf", "amount/aland-aether-erdf"


def test_total_and_share_give_the_computed_amount() -> None:
    result = mapped(
        [
            claim(FI, P, "totalBudget", value="432760", currency="EUR", confidence=0.95),
            claim(FI, P, "fundingRate", value="88.1", fund="fund/erdf", confidence=0.9),
        ]
    )
    assert {
        (GRANT, "schema:amount", AMOUNT),
        (AMOUNT, "schema:value", "381261.56"),
        (AMOUNT, "schema:currency", "EUR"),
    } <= domain(result)
    kinds = _kinds(result, AMOUNT, "schema:value")
    assert kinds == {("assertion/computed", "0.9")}
    assert _kinds(result, GRANT, "fundingShare") == {("assertion/stated", "0.9")}


def _kinds(result: Mapped, subject: str, predicate: str) -> set[tuple[str, str]]:
    evidence = rows(result.annotations[FI.id])
    bodies = {s for s, p, o in evidence if (p, o) == ("rdf:subject", subject)}
    bodies &= {s for s, p, o in evidence if p == "rdf:predicate" and o == predicate}
    notes = {s for s, p, o in evidence if p == "oa:hasBody" and o in bodies}
    kind = {s: o for s, p, o in evidence if p == "assertionKind"}
    sure = {s: o for s, p, o in evidence if p == "confidence"}
    return {(kind[n], sure[n]) for n in notes}


@pytest.mark.parametrize(
    ("total", "share", "amount"),
    [
        ("432760", "88.1", "381261.56"),
        ("0.05", "50", "0.02"),  # half goes to the even cent
        ("0.15", "50", "0.08"),
        ("12345678901234567890.01", "33.333", "4115185148148518514.78"),
    ],
)
def test_shares_are_rounded_half_even_to_cents(total: str, share: str, amount: str) -> None:
    assert share_of(Decimal(total), Decimal(share)) == Decimal(amount)


def test_a_stated_amount_is_not_computed_but_compared() -> None:
    claims = [
        claim(FI, P, "totalBudget", value="1000", currency="EUR"),
        claim(FI, P, "fundingRate", value="80", fund="fund/erdf"),
        claim(FI, P, "fundAmount", value="801", currency="EUR", fund="fund/erdf"),
    ]
    result = mapped(claims)
    assert {o for s, p, o in domain(result) if s == AMOUNT and p == "schema:value"} == {"801.00"}
    assert not result.findings
    far = mapped([*claims[:2], claim(FI, P, "fundAmount", value="600", currency="EUR", fund="fund/erdf")])
    assert [(f.severity, "800" in f.message) for f in far.findings] == [("info", True)]


def test_nothing_is_computed_from_a_vague_a_second_or_a_distant_total() -> None:
    rate = claim(FI, P, "fundingRate", value="80", fund="fund/erdf")
    for totals in (
        [claim(FI, P, "totalBudget", value="1000", approximation="about")],
        [claim(FI, P, "totalBudget", value="1000"), claim(FI, P, "totalBudget", value="2000", quote="Lapin liitto")],
        [claim(PL, P, "totalBudget", value="1000")],
    ):
        assert not [row for row in domain(mapped([rate, *totals])) if row[0] == AMOUNT]


def test_two_totals_are_two_amounts() -> None:
    result = mapped(
        [
            claim(FI, P, "totalBudget", value="432760", currency="EUR"),
            claim(PL, P, "totalBudget", value="400000", currency="PLN"),
            claim(PL, P, "totalBudget", value="432760.00", currency="EUR", quote="Budżet: 400 000 PLN."),
        ]
    )
    amounts = {o for s, p, o in domain(result) if p == "totalCost"}
    assert len(amounts) == 2
    assert "amount/aland-aether-total" in amounts
    figures = {(s, o) for s, p, o in domain(result) if p == "schema:value"}
    assert len(figures) == 2


def test_a_rate_belongs_to_the_only_fund_that_is_named() -> None:
    rate = claim(FI, P, "fundingRate", value="80")
    near = mapped([rate, claim(FI, P, "fundedBy", "fund/erdf"), claim(FI, P, "fundedBy", "programme/interreg-europe")])
    assert (GRANT, "fundingShare", "80") in domain(near)
    far = mapped([rate, claim(PL, P, "fundedBy", "fund/erdf")])
    assert (GRANT, "fundingShare", "80") in domain(far, FI)
    assert (GRANT, "fromFund", "fund/erdf") in domain(far, FI)


def test_a_rate_of_nobody_is_left_out_and_said() -> None:
    result = mapped([claim(FI, P, "fundingRate", value="80")])
    assert not result.domain
    (finding,) = result.findings
    assert "pays" in finding.message
    assert finding.severity == "info"


def test_a_grant_has_one_share() -> None:
    result = mapped(
        [
            claim(FI, P, "fundingRate", value="80", fund="fund/erdf", confidence=0.7),
            claim(PL, P, "fundingRate", value="85", fund="fund/erdf", confidence=0.9),
        ]
    )
    assert {o for s, p, o in domain(result) if p == "fundingShare"} == {"85"}
    assert len(result.findings) == 1
    assert shown("https://data.example.org/id/grant/x") == "grant/x"
