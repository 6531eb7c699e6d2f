"""Confidences of relations and literals are the shares of right claims that annotated pages showed, by rule."""

from __future__ import annotations

from extract_reading import read
from regiograph.extract.reliability import reliability


def test_a_claim_is_as_sure_as_its_rule_was_right() -> None:
    shares = reliability()
    claims = read("The project ÉÙNET is funded by the ERDF. Łódź University leads ÉÙNET.").claims
    told = {c.rule: c.confidence for c in claims if c.predicate != "mention" and c.rule in shares}
    assert told
    assert told == {rule: shares[rule] for rule in told}


def test_names_keep_what_their_rule_says() -> None:
    claims = read("The project ÉÙNET is funded by the ERDF.").claims
    assert {c.confidence for c in claims if c.rule == "name/gazetteer"} == {0.97}


def test_shares_are_shares() -> None:
    assert len(reliability()) > 40
    assert all(0 < share <= 1 for share in reliability().values())
