"""Who takes part by the frame of a clause: a counted noun and a colon, a verb and its particle around a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import collaboration, leads_to
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page
from regiograph.extract.roles.members import members_after
from regiograph.extract.roles.offices import Spans
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import Claim

_LABEL = 40
"""Characters in which a label of a fact sheet ends in its colon."""
_UNREAD = 5
"""Words of a last member that nothing has read as a name, and its link, before the particle."""
_CLOSES = re.compile(r"[ \u00a0]?[.,;:!?()]|\s*$")


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


def framed(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention]) -> Iterator[Claim]:
    """ "Verder nemen A, B en C deel", "Neu sind A und B dabei": a verb, who takes part, and its particle at the end."""
    for hit in page.pack.trigger("takes").finditer(page.text, sentence.start, sentence.end):
        after = [a for a in actors if a.start >= hit.end()]
        if not after or not leads_to(page, hit.end(), after[0].start):
            continue
        agents = members_after(page, after[0], after, strict=True)
        closed = page.pack.trigger("part").search(page.text, agents[-1].end, min(sentence.end, agents[-1].end + _LABEL))
        rest = page.text[agents[-1].end : closed.start()] if closed else ""
        if closed is None or not _CLOSES.match(page.text, closed.end()) or _of_event(page, sentence):
            continue
        if re.search(r"[,;:.()]", rest) or len(rest.split()) > _UNREAD:
            continue
        target = collaboration(page, focus, sentence, hit.start(), agents)
        for agent in agents:
            if target and agent.key != target.key:
                yield claim(page, agent, "partnerIn", target, "partner-framed", 0.75, at=agent, role="partner")
        return


def _of_event(page: Page, sentence: Sentence) -> bool:
    """What is taken part in is an event: named in the sentence, or named last before it in the paragraph."""
    if in_sentence(page, sentence, *COLLABORATIONS):
        return False
    kinds = COLLABORATIONS | {"Event"}
    named = [m for m in page.within(page.blocks[sentence.block].start, sentence.end) if m.type in kinds]
    return bool(named) and named[-1].type == "Event"


def _means_members(page: Page, noun: Token) -> bool:
    """A noun for regions, bodies, countries or partners."""
    heads = {h.kind for h in page.heads_in(noun.start, noun.end)}
    return (
        bool(heads & {"region", "organisation"}) or page.pack.trigger("fact_partners").fullmatch(noun.text) is not None
    )
