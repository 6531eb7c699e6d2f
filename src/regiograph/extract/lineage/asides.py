"""Names that a sentence gives only to say what its subject came from: "ABC builds on DEF. It runs until …"."""

from __future__ import annotations

import re

from regiograph.extract.lineage.sources import EFFECTS, is_source, joined
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page

_MARK = re.compile(r"[,;:]")
_WORDS = 5
"""Words that may stand between a phrase of origin and the name it leads to."""
_BEHIND = 24
"""Characters behind a name within which a phrase of origin may follow, where cases say so."""


def asides(page: Page) -> frozenset[int]:
    """Where projects, partnerships and networks stand that are told as the source of another named before them.

    What follows in the paragraph speaks of that other one.
    """
    kinds = tuple(sorted(EFFECTS))
    every = page.of(*kinds)
    if len({m.key for m in every}) < 2:
        return frozenset()
    found: set[int] = set()
    for sentence in page.telling("springs", "lineage_from"):
        sources: list[Mention] = []
        for m in page.named_in(sentence, kinds):
            if m.key != every[0].key and (_told(page, sentence, m) or joined(page, sources, m)):
                sources.append(m)
        found |= {m.start for m in sources}
    return frozenset(found)


def _told(page: Page, sentence: Sentence, m: Mention) -> bool:
    """A phrase of origin leads to the name, or a verb of growth stands before it and a word for "from"."""
    for hit in page.pack.trigger("lineage_from").finditer(page.text, sentence.start, m.start):
        if page.pack.trigger("springs").fullmatch(hit.group()) or _MARK.search(page.text, hit.end(), m.start):
            continue  # "Out of A was born B": the verb alone does not say which of them the source is
        others = any(o.type in EFFECTS for o in page.within(hit.end(), m.start))
        if len(page.tokens_in(hit.end(), m.start)) <= _WORDS and not others:
            return True
    if page.pack.trigger("springs").search(page.text, sentence.start, m.start) and is_source(page, sentence, m):
        return True
    behind = page.pack.trigger("lineage_from").search(page.text, m.end, min(sentence.end, m.end + _BEHIND))
    if behind is None or not page.pack.cased_places or page.pack.trigger("springs").search(behind.group()):
        return False
    return len(page.tokens_in(m.end, behind.start())) <= 1 and not _MARK.search(page.text, m.end, behind.start())


def linked_behind(page: Page, origin: Mention) -> bool:
    """ "It builds on ABC and is paid for by …": behind the origin the sentence goes on about its subject."""
    behind = page.tokens_in(origin.end, origin.end + _BEHIND)[:1]
    plain = not re.search(r"[.,;:(]", page.text[origin.end : behind[0].start]) if behind else False
    return plain and behind[0].folded in page.pack.linking
