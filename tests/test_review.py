"""Decisions of editors: what each action does to the claims, how quotes are found again, what is reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claim_builder import FI, PL, claim, mapped, mention, rows, thing
from regiograph.errors import DecisionError, StaleDecisionError
from regiograph.model import Claim
from regiograph.review import Decision, Reviewed, apply_decisions, decision_of, waiting
from regiograph.review.quotes import locate

P = "project/aland-aether"
PAGES = {FI.id: FI, PL.id: PL}
AIM = claim(FI, P, "aim", value="kasvua", confidence=0.4)
LEADS = claim(FI, "territory/lapland", "leads", P, quote="Lapin liitto johtaa hanketta.", confidence=0.8)


def review(claims: list[Claim], *decisions: dict[str, Any], strict: bool = False) -> Reviewed:
    made = [replace(decision_of(d), file="data/decisions/x.toml", line=n) for n, d in enumerate(decisions, 1)]
    return apply_decisions(claims, made, PAGES, strict=strict)


def test_accept_makes_a_claim_sure_and_reject_drops_it() -> None:
    done = review([AIM, LEADS], {"action": "accept", "claim": AIM.id}, {"action": "reject", "claim": LEADS.id})
    assert [(c.id, c.confidence) for c in done.claims] == [(AIM.id, 1.0)]
    assert not done.findings


def test_claims_are_chosen_by_what_they_say() -> None:
    other = claim(PL, P, "aim", value="kasvua")
    both = review([AIM, other, LEADS], {"action": "reject", "subject": P, "predicate": "aim", "value": "kasvua"})
    assert both.claims == (LEADS,)
    one = review([AIM, other], {"action": "reject", "document": PL.id, "subject": P, "predicate": "aim"})
    assert one.claims == (AIM,)
    by_quote = review(
        [AIM, LEADS], {"action": "reject", "predicate": "leads", "quote": "lapin liitto  JOHTAA hanketta"}
    )
    assert by_quote.claims == (AIM,)
    by_object = review([AIM, LEADS], {"action": "reject", "object": P})
    assert by_object.claims == (AIM,)


def test_correct_replaces_what_it_gives_and_keeps_the_rest() -> None:
    (mended,) = review(
        [LEADS], {"action": "correct", "claim": LEADS.id, "predicate": "partnerIn", "qualifiers": {"role": "lead"}}
    ).claims
    assert (mended.predicate, mended.qualifier("role"), mended.subject.id) == ("partnerIn", "lead", "territory/lapland")
    assert (mended.confidence, mended.rule, mended.evidence) == (1.0, LEADS.rule, LEADS.evidence)
    (set_by,) = review(
        [AIM], {"action": "correct", "subject": P, "predicate": "aim", "set": {"value": "työtä Łódź", "confidence": 1}}
    ).claims
    assert set_by.value is not None
    assert set_by.value.lexical == "työtä Łódź"
    (moved,) = review([LEADS], {"action": "correct", "claim": LEADS.id, "subject": "organisation/lapin-liitto"}).claims
    assert (moved.subject.id, moved.subject.type) == ("organisation/lapin-liitto", "Organisation")


def test_a_corrected_claim_answers_to_its_new_id_as_well() -> None:
    first = {"action": "correct", "claim": AIM.id, "value": "työtä"}
    (mended,) = review([AIM], first).claims
    assert mended.id != AIM.id
    assert review([AIM], first, {"action": "reject", "claim": mended.id}).claims == ()


def test_add_makes_a_claim_with_a_quote_of_the_page() -> None:
    add = {
        "action": "add", "document": FI.id, "subject": "designation/lapland-2018", "predicate": "rg:designated",
        "object": "territory/lapland", "quote": "Lapin liitto johtaa hanketta.", "reason": "otsikko sanoo éù",
        "kind": "disputed", "confidence": 0.4,
    }  # fmt: skip
    done = review([LEADS], add)
    made = next(c for c in done.claims if c.predicate == "rg:designated")
    assert FI.text[made.evidence.start : made.evidence.end] == made.evidence.quote == add["quote"]
    assert (made.kind, made.confidence, made.rule) == ("disputed", 0.4, "decision x.toml")
    assert (made.subject.type, made.object) == ("Other", LEADS.subject)
    assert done.added == {made.id}
    assert done.reasons == {made.id: "otsikko sanoo éù"}
    assert mapped(done.claims).editorial == 2  # the designation's class and the link itself
    assert not done.findings


def test_an_add_is_editorial_and_sure_unless_it_says_otherwise() -> None:
    done = review([], {"action": "add", "document": FI.id, "subject": P, "predicate": "totalBudget", "value": "432760",
                       "qualifiers": {"currency": "EUR"}, "quote": "432 760 €"})  # fmt: skip
    (made,) = done.claims
    assert (made.kind, made.confidence, made.qualifier("currency")) == ("editorial", 1.0, "EUR")


def test_an_add_that_extraction_finds_too_is_not_counted_as_editorial() -> None:
    add = {"action": "add", "document": FI.id, "subject": "territory/lapland", "predicate": "leads", "object": P,
           "quote": LEADS.evidence.quote}  # fmt: skip
    done = review([LEADS], add)
    assert done.claims == (LEADS,)
    assert not done.added
    assert [f.severity for f in done.findings] == ["info"]


@pytest.mark.parametrize(
    "quote",
    ["lapin  LIITTO\njohtaa hanketta.", "Lapin liitto johti hanketta.", "Lapin liitto johtaa hanketta. "],
)
def test_a_quote_that_changed_a_little_is_found_again(quote: str) -> None:
    add = {"action": "add", "document": FI.id, "subject": P, "predicate": "aim", "value": "kasvua", "quote": quote}
    done = review([], add)
    (made,) = done.claims
    assert made.evidence.quote == "Lapin liitto johtaa hanketta."
    assert FI.text[made.evidence.start : made.evidence.end] == made.evidence.quote
    expected = [] if quote.strip() == made.evidence.quote else ["warning"]
    assert [f.severity for f in done.findings] == expected


def test_a_quote_that_is_gone_is_reported_with_the_nearest_text() -> None:
    add = {"action": "add", "document": FI.id, "subject": P, "predicate": "aim", "value": "kasvua",
           "quote": "Lapin yliopisto johtaa konsortiota."}  # fmt: skip
    done = review([LEADS], add)
    assert done.claims == (LEADS,)
    (finding,) = done.findings
    assert finding.severity == "warning"
    assert finding.focus == "data/decisions/x.toml:1"
    assert "Lapin liitto johtaa" in finding.value
    assert finding.value in finding.remedy
    with pytest.raises(StaleDecisionError, match=r"x\.toml:1") as stale:
        review([LEADS], add, strict=True)
    assert stale.value.exit_code == 1


def test_a_decision_that_matches_nothing_is_reported() -> None:
    done = review(
        [AIM], {"action": "reject", "claim": "0123456789ab"}, {"action": "merge", "subject": "project/x", "into": P}
    )
    assert done.claims == (AIM,)
    assert [f.severity for f in done.findings] == ["warning", "warning"]
    with pytest.raises(StaleDecisionError, match=r"2 decision\(s\)"):
        review(
            [AIM],
            {"action": "reject", "claim": "0123456789ab"},
            {"action": "merge", "subject": "project/x", "into": P},
            strict=True,
        )


def test_a_lost_claim_id_falls_back_on_what_the_claim_says() -> None:
    done = review([AIM, LEADS], {"action": "accept", "claim": "0123456789ab", "subject": P, "predicate": "aim"})
    assert next(c for c in done.claims if c.predicate == "aim").confidence == 1.0


def test_decisions_for_other_documents_are_set_aside_with_one_notice() -> None:
    rows_ = [{"action": "reject", "document": f"muu-{n}", "claim": "0123456789ab"} for n in range(3)]
    done = review([AIM], *rows_, strict=True)
    (notice,) = done.findings
    assert notice.severity == "info"
    assert "3 decision(s)" in notice.message
    assert "muu-0, muu-1, muu-2" in notice.message


def test_a_merge_moves_every_claim_to_the_other_thing() -> None:
    twin = "project/aether-aland"
    claims = [
        AIM,
        mention(PL, thing(twin, "Ætheri"), "Ætheri"),
        claim(PL, "territory/lapland", "partnerIn", twin),
        claim(PL, "project/x", "fundingRate", value="80", fund=twin),
        claim(PL, twin, "ledTo", P),
    ]
    done = review(claims, {"action": "merge", "subject": twin, "into": P})
    assert twin not in {i for c in done.claims for i in (c.subject.id, c.object.id if c.object else "")}
    assert {c.subject.id for c in done.claims if c.predicate == "mention"} == {P}
    assert next(c for c in done.claims if c.predicate == "fundingRate").qualifier("fund") == P
    assert not [c for c in done.claims if c.predicate == "ledTo"]
    assert [f.severity for f in done.findings] == ["info"]
    assert done.renamed == {twin: P}
    labels = {o for s, p, o in rows(mapped(done.claims).domain[PL.id]) if p.startswith("skos:") and s == P}
    assert labels == {"Ætheri@pl"}


def test_merges_are_followed_through_and_slugs_pinned() -> None:
    claims = [claim(FI, "project/a", "aim", value="1"), claim(FI, "project/b", "aim", value="2")]
    done = review(
        claims,
        {"action": "merge", "subject": "project/a", "into": "project/b"},
        {"action": "merge", "subject": "project/b", "into": "project/c", "slug": "lappi-menestyja"},
    )
    assert {c.subject.id for c in done.claims} == {"project/lappi-menestyja"}
    assert done.renamed["project/a"] == "project/lappi-menestyja"
    pinned = review(claims, {"action": "correct", "subject": "project/a", "slug": "first"})
    assert {c.subject.id for c in pinned.claims} == {"project/first", "project/b"}
    assert not pinned.findings


def test_a_merged_thing_takes_the_authority_of_the_other() -> None:
    known = thing("territory/lapland", "Lapland", authority="territory/lapland", code="FI1D7")
    done = review(
        [claim(FI, known, "partnerIn", P), claim(PL, "territory/laponia", "partnerIn", P)],
        {"action": "merge", "subject": "territory/laponia", "into": "territory/lapland"},
    )
    assert {c.subject.code for c in done.claims} == {"FI1D7"}


def test_a_circle_of_merges_is_an_error() -> None:
    with pytest.raises(DecisionError, match="merged into itself"):
        review([AIM], {"action": "merge", "subject": "project/a", "into": "project/b"},
               {"action": "merge", "subject": "project/b", "into": "project/a"})  # fmt: skip


def test_claims_after_a_rename_are_found_by_old_and_new_names() -> None:
    rename = {"action": "correct", "subject": P, "slug": "aether"}
    published = next(c for c in review([AIM], rename).claims)
    assert published.subject.id == "project/aether"
    for how in ({"claim": AIM.id}, {"claim": published.id}, {"subject": P, "predicate": "aim"},
                {"subject": "project/aether", "predicate": "aim"}):  # fmt: skip
        assert review([AIM], rename, {"action": "reject", **how}).claims == ()


def test_the_order_of_decisions_files_and_claims_does_not_matter() -> None:
    decisions = [
        Decision("reject", claim=AIM.id, file="b.toml", line=1),
        Decision("add", FI.id, subject=P, predicate="aim", value="työtä", quote="Lapin liitto", file="a.toml", line=3),
        Decision("accept", claim=LEADS.id, file="a.toml", line=1),
        decision_of({"action": "correct", "claim": LEADS.id, "confidence": 0.7}, "c.toml"),
        decision_of({"action": "correct", "claim": LEADS.id, "confidence": 0.6}, "b.toml"),
    ]
    one = apply_decisions([AIM, LEADS], decisions, PAGES)
    two = apply_decisions([LEADS, AIM], decisions[::-1], PAGES)
    assert one == two
    assert next(c for c in one.claims if c.predicate == "leads").confidence == 0.7


def test_what_waits_for_review_comes_least_sure_first() -> None:
    added = claim(FI, P, "aim", value="x", confidence=0.1, rule="decision x.toml")
    low = claim(PL, P, "aim", value="y", confidence=0.2)
    published, held = waiting([AIM, LEADS, added, low], 0.5)
    assert published == (LEADS, added)
    assert held == (low, AIM)


def test_no_decisions_leave_the_claims_as_they_are() -> None:
    done = review([LEADS, AIM])
    assert set(done.claims) == {AIM, LEADS}
    assert (done.findings, done.added, done.reasons, done.renamed) == ((), frozenset(), {}, {})


def test_the_nearest_passage_of_a_long_page() -> None:
    filler = "Tämä on muu lause alueesta éù. " * 400
    text = f"{filler}Klusteri sai hopeatason merkin vuonna 2018 Rovaniemellä. {filler}"
    passage = locate(text, "Klusteri saavutti hopeatason merkin vuonna 2018 Rovaniemellä.")
    assert passage is not None
    assert passage.of(text) == "Klusteri sai hopeatason merkin vuonna 2018 Rovaniemellä."
    assert 0.8 < passage.likeness < 1
    assert locate("", "jotain") is None
    assert locate("  \n ", "jotain") is None
