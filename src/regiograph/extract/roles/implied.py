"""Roles of whom a sentence does not name: "Klaster ABC sídlí v Brně. Je partnerem projektu XYZ."

Where a verb shows its person, its subject is often left out: the body or cluster that opened the sentences before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import collaboration
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page
from regiograph.extract.roles.leading import of_leading
from regiograph.extract.roles.offices import Spans, is_label, offices
from regiograph.model import Claim

_BACK = 3
"""Sentences before, and words at the start of one, in which the subject stands."""
_SHORT = 3
_NAMED = frozenset({"Cluster", "Organisation"})


def implied(page: Page, focus: Focus, sentence: Sentence, actors: Sequence[Mention], labels: Spans) -> Iterator[Claim]:
    """What the body or cluster spoken of leads or takes part in, where no subject stands before or behind the verb."""
    if not in_sentence(page, sentence, *COLLABORATIONS):
        return
    hits = [("leads", office.low, office.high) for office in offices(page, sentence, labels)]
    for name, predicate in (("lead_of", "leads"), ("partner_in", "partnerIn")):
        hits += [
            (predicate, hit.start(), hit.end())
            for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
            if not is_label(hit, labels) and not (predicate == "partnerIn" and of_leading(page, sentence, hit))
        ]
    for predicate, low, high in sorted(hits, key=lambda h: h[1]):
        if predicate == "leads" and page.pack.trigger("with").search(page.text, sentence.start, low):
            continue  # who works together with others need not lead them
        if not _opens(page, sentence, low) or _behind(page, high, actors):
            continue
        who = _spoken_of(page, focus, sentence)
        target = collaboration(page, focus, sentence, low)
        if who and target and target.start >= sentence.start and target.key != who.key:
            role = "partner" if predicate == "partnerIn" else None
            yield claim(page, who, predicate, target, "implied-subject", 0.7, at=target, role=role)
        return


def _opens(page: Page, sentence: Sentence, at: int) -> bool:
    """Nothing that could be a subject stands before a verb: names and nouns only behind a preposition."""
    small = page.pack.light | page.pack.year_words
    led = False
    for token in page.tokens_in(sentence.start, at):
        with_others = page.pack.trigger("with").match(page.text, token.start)
        if with_others or token.folded in page.pack.locative | page.pack.connectors | page.pack.linking:
            led = led or bool(with_others) or token.folded in page.pack.locative | page.pack.connectors
            continue
        plain = token.folded in small or len(token.text) <= _SHORT or page.dated.meet(token.start, token.end)
        noun = page.overlapping(token.start, token.end) or page.heads_in(token.start, token.end)
        if not plain and not (led and noun):
            return False
    return True


def _behind(page: Page, at: int, actors: Sequence[Mention]) -> bool:
    """An actor behind the verb that may be its subject: one that neither "with" nor a comma parts from it."""
    first = next((a for a in actors if a.start >= at), None)
    if first is None:
        return False
    between = page.text[at : first.start]
    return not re.search(r"[,;(]", between) and page.pack.trigger("with").search(page.text, at, first.start) is None


def _spoken_of(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """The body or cluster that opens a sentence shortly before in the paragraph, by its name or as "the cluster"."""
    index = page.index_of(sentence)
    for before in reversed(page.sentences[max(0, index - _BACK) : index]):
        if before.block != sentence.block:
            return None
        words = page.tokens_in(before.start, before.end)[:_BACK]
        end = words[-1].end if words else before.start
        opening = [m for m in page.within(before.start, end) if m.type in _NAMED]
        if opening:
            return opening[0]
        bare = page.heads_in(before.start, end, "cluster")
        if bare and not page.overlapping(bare[0].start, bare[0].end):
            return focus.cluster
        if any(m.type in _NAMED for m in page.within(before.start, before.end)):
            return None
    return None
