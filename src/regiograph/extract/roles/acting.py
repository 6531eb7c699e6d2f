"""Who of a sentence may lead or take part at all: no region that only says where a body is, nobody who looks on."""

from __future__ import annotations

import re
from itertools import zip_longest

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.roles.members import is_link

_BRACKET = re.compile(r"[ \u00a0]?\([^()]*\)")
_MARK = re.compile(r"[,;:]")
_BODY = 2
"""Words between a region and the name of the body or cluster that is from there."""
_ATTRIBUTE = 40
"""Characters between them."""


def acting(page: Page, sentence: Sentence) -> list[Mention]:
    """The actors of a sentence, without the regions that only say where the body behind them is ("the Saxon cluster
    ABC"), the bodies of the Union and those that only look on."""
    actors, out = page.actors_in(sentence), []
    watched = actors and page.pack.trigger("onlooker").search(page.text, sentence.start, sentence.end)
    for a, b in zip_longest(actors, actors[1:]):
        where = a.type == "Region" and b is not None and b.type != "Region" and 0 < b.start - a.end <= _ATTRIBUTE
        stranger = _of_the_union(a) or (watched and _looks_on(page, sentence, a))
        if not stranger and not (where and _attribute(page, a, b)):
            out.append(a)
    return out


def _of_the_union(body: Mention) -> bool:
    """A known body that belongs to no country: the Commission is nobody's partner."""
    return body.record is not None and body.type == "Organisation" and body.record.country is None


def _looks_on(page: Page, sentence: Sentence, m: Mention) -> bool:
    """ "…, while A for now only watches": the clause of a name says that its bearer takes no part."""
    low = max((c.end() for c in _MARK.finditer(page.text, sentence.start, m.start)), default=sentence.start)
    bracket = _BRACKET.match(page.text, m.end)
    closing = _MARK.search(page.text, bracket.end() if bracket else m.end, sentence.end)
    high = closing.start() if closing else sentence.end
    return any(
        not page.overlapping(*hit.span()) for hit in page.pack.trigger("onlooker").finditer(page.text, low, high)
    )


def _attribute(page: Page, region: Mention, body: Mention) -> bool:
    """A noun for a body or a cluster, with a word before it at most, leads from the region to the body's name."""
    words = page.tokens_in(region.end, body.start)
    nouns = {h.start for h in page.heads_in(region.end, body.start) if h.kind in {"cluster", "organisation"}}
    plain = page.text[region.end : body.start].strip(" \u00a0\"“„«»”'")
    if not words or not re.fullmatch(r"[\w\s\u00a0-]+", plain):
        return False
    return len(words) <= _BODY and words[-1].start in nouns and not any(is_link(page, w.folded) for w in words)
