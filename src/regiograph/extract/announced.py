"""Who takes part by a counted noun and a colon: "five regions work in it: A, B"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from regiograph.extract.focus import claim, in_sentence
from regiograph.extract.gazetteer import Token
from regiograph.extract.layout import Sentence
from regiograph.extract.leaders import Spans
from regiograph.extract.meant import leads_to
from regiograph.extract.members import members_after
from regiograph.extract.page import Page
from regiograph.model import Claim

_LABEL = 40
"""Characters in which a label of a fact sheet ends in its colon."""


def announced(page: Page, sentence: Sentence, labels: Spans) -> Iterator[Claim]:
    """ "Five regions work in the network ABC: A, B and C": a counted noun for them before a colon, names behind it."""
    colon = page.text.find(":", sentence.start, sentence.end)
    if colon < 0 or any(start <= colon < start + _LABEL for start, _ in labels):
        return
    target = [m for m in in_sentence(page, sentence, "Project", "Partnership", "Network") if m.end <= colon]
    words = page.tokens_in(sentence.start, colon)
    counted = any(
        (a.text.isdigit() or a.folded in page.pack.numbers) and _means_members(page, b) for a, b in pairwise(words)
    )
    after = [a for a in page.actors_in(sentence) if a.start > colon]
    if not counted or len({t.key for t in target}) != 1 or not after or in_sentence(page, sentence, "Event"):
        return
    if not leads_to(page, colon, after[0].start):
        return
    for agent in members_after(page, after[0], after):
        if agent.key != target[0].key:
            yield claim(page, agent, "partnerIn", target[0], "partner-list", 0.75, at=agent, role="partner")


def _means_members(page: Page, noun: Token) -> bool:
    """A noun for regions, bodies, countries or partners."""
    heads = {h.kind for h in page.heads_in(noun.start, noun.end)}
    return (
        bool(heads & {"region", "organisation"}) or page.pack.trigger("fact_partners").fullmatch(noun.text) is not None
    )
