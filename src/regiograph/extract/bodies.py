"""Bodies whose name is only partly capitalised: "Mendelova univerzita v Brně", "Ministerstvo kultury SR".

Where adjectives have endings, a body's name is a capital word, its noun and what belongs to them, all in lower case.
"""

from __future__ import annotations

from regiograph.extract.gazetteer import Token
from regiograph.extract.names import LINKING
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, key_of

_SPACES = frozenset({" ", "\u00a0"})
_LONGEST = 8
"""Words in lower case that may follow a body's noun inside its name."""
_SHORT = 4
_COMPOUND = 12
"""Letters from which a single noun is a name and no common noun."""
_SAYING = ("lead_of", "partner_in", "held", "show", "funding", "copula", "published", "belongs", "negation")
"""Triggers that begin what is said of a body, and so end its name."""


def find_bodies(page: Page) -> None:
    """Takes in bodies: a capital adjective and a noun in lower case, or a capital noun and such words behind."""
    starts = {t.start: i for i, t in enumerate(page.tokens)}
    for head in page.heads:
        if head.kind != "organisation" or head.start not in starts:
            continue
        at = starts[head.start]
        taken = [m for m in page.overlapping(head.start, head.end) if m.type not in TERRITORIES]
        if taken:
            if page.pack.adjectives_lead and len(taken) == 1:
                _prolonged(page, taken[0], head)
        elif not page.pack.adjectives_lead:
            _compound(page, head, at)
        elif page.text[head.start].isupper():
            _begun(page, head, at)
        else:
            _described(page, head, at)


def _prolonged(page: Page, body: Mention, head: Head) -> None:
    """ "Výzkumný ústav" goes on in lower case: "… meliorací a ochrany půdy"."""
    plain = body.type == "Organisation" and body.record is None
    last = _last_of(page, head)
    if not plain or body.start + 1 >= head.start or body.end > page.tokens[last].end:
        return
    end = _capital_behind(page, last) or _phrase_end(page, last)
    if end and all(m is body or m.type in TERRITORIES for m in page.overlapping(body.start, end)):
        page.replace(
            Mention(
                body.start,
                end,
                key_of("Organisation", page.text[body.start : end]),
                "Organisation",
                page.text[body.start : end],
                "body",
                body.confidence,
            )
        )


def _compound(page: Page, head: Head, at: int) -> None:
    """ "Skogsstyrelsen": a long compound with a capital inside a sentence, where common nouns have none."""
    word = page.tokens[at]
    alone = word.end == head.end and not _capital_behind(page, at)
    inside = head.start > page.sentence_at(head.start).start + 2
    if alone and inside and not page.pack.nouns_capital and word.text.istitle() and len(word.text) >= _COMPOUND:
        _take(page, head.start, head.end, 0.7)


def _described(page: Page, head: Head, at: int) -> None:
    """ "Gozdarski inštitut Slovenije": the capital word before the noun, and the name or place behind."""
    first = at
    while first and _joined(page, first - 1) and page.tokens[first - 1].text[0].isupper():
        first -= 1
    if first == at or page.tokens[first].folded in page.pack.articles | page.pack.locative | LINKING:
        return
    start = page.tokens[first].start
    last = _last_of(page, head)
    end = _capital_behind(page, last)
    opens = page.sentence_at(start).start >= start - 2
    if opens and end is None and first == at - 1:
        return  # any adjective has a capital there
    _take(page, start, end or page.tokens[last].end, 0.75)


def _begun(page: Page, head: Head, at: int) -> None:
    """ "Ministerstvo investícií a regionálneho rozvoja SR": lower-case words behind a capital noun."""
    if at and _joined(page, at - 1) and page.tokens[at - 1].text[0].isupper():
        return
    last = _last_of(page, head)
    end = _capital_behind(page, last)
    if end is None and page.sentence_at(head.start).start < head.start - 2:
        end = _phrase_end(page, last)
    if end is not None:
        _take(page, head.start, end, 0.7)


def _phrase_end(page: Page, last: int) -> int | None:
    """The end of the lower-case words that belong to a noun: before a mark or a word that says something of it."""
    sentence = page.sentence_at(page.tokens[last].start)
    i = last + 1
    while i < len(page.tokens) and i - last <= _LONGEST and page.tokens[i].end <= sentence.end and _linked(page, i - 1):
        token = page.tokens[i]
        if token.text[0].isupper():
            return token.end if token.text.isupper() or page.tokens[i - 1].folded not in LINKING else None
        if _says(page, token):
            break
        i += 1
    end = i - 1
    while end > last and page.tokens[end].folded in page.pack.connectors | page.pack.locative | LINKING:
        end -= 1
    return page.tokens[end].end if end > last + 1 or (end > last and len(page.tokens[end].text) > _SHORT) else None


def _says(page: Page, token: Token) -> bool:
    return any(page.pack.trigger(name).match(page.text, token.start, token.end + 12) for name in _SAYING)


def _last_of(page: Page, head: Head) -> int:
    """The position of the last word of a head of several words."""
    return max(i for i, t in enumerate(page.tokens) if head.start <= t.start < head.end)


def _capital_behind(page: Page, last: int) -> int | None:
    """The end of the capital words right behind a position, one connector allowed between."""
    tokens = page.tokens
    i = last + 1
    if i < len(tokens) and _joined(page, last) and tokens[i].folded in page.pack.connectors | page.pack.locative:
        i += 1
        begins = page.heads_in(tokens[i].start, tokens[i].end, "organisation") if i < len(tokens) else []
        if begins and tokens[i - 1].folded in page.pack.linking:
            return None  # "… kraj a Univerzita": another body
    if i >= len(tokens) or not _joined(page, i - 1) or not tokens[i].text[0].isupper():
        return None
    while i + 1 < len(tokens) and _joined(page, i) and tokens[i + 1].text[0].isupper():
        i += 1
    return tokens[i].end


def _joined(page: Page, i: int) -> bool:
    """A blank alone stands between a word and the next."""
    return i + 1 < len(page.tokens) and page.text[page.tokens[i].end : page.tokens[i + 1].start] in _SPACES


def _linked(page: Page, i: int) -> bool:
    after = page.tokens[i + 1]
    between = page.text[page.tokens[i].end : after.start]
    return between in _SPACES or (between == ", " and not page.heads_in(after.start, after.end, "organisation"))


def _take(page: Page, start: int, end: int, confidence: float) -> None:
    if not any(m.type not in TERRITORIES for m in page.overlapping(start, end)):
        name = page.text[start:end]
        page.replace(Mention(start, end, key_of("Organisation", name), "Organisation", name, "body", confidence))
