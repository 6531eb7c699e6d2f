"""Names that are a chain of genitives before a noun in lower case: "Utenos regiono plėtros taryba", "Vidzemes koksnes
klasteris".

Where nouns stand in the genitive before what they describe, only the first word of such a name has a capital.
"""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import EntityType

_KINDS = frozenset({"organisation", "cluster", "network", "partnership"})
_OTHERS = frozenset({"project", "programme", "label", "practice"})
"""Nouns that stand in no such name; training and the like do ("profesinio mokymo centras")."""
_LONGEST = 8
"""Words before the noun of a name."""
_STEM = 5
"""Letters that forms of one word share."""
_LETTERS = 3
"""Letters of the shortest word in a chain."""
_SAYING = (
    "lead_of", "partner_in", "partner_list", "held", "show", "pays", "copula", "label_given", "start", "end", "called",
    "springs", "belongs", "qualifier",
)  # fmt: skip
"""Triggers whose single words are verbs, or say what kind of thing is meant: none stands in a name."""
_QUOTE = re.compile(r"[ \u00a0][\"„“«”]")
_ACRONYM = re.compile(r"[ \u00a0]\([\"„“]?[^\W\d_a-z][\w-]{1,11}[\"“”]?\)")
_SPACES = frozenset({" ", "\u00a0", "\n"})


def find_genitives(page: Page) -> None:
    """Takes in bodies, clusters, networks and partnerships whose name is such a chain with its noun."""
    endings = page.pack.genitive_endings
    if not endings:
        return
    starts = {t.start: i for i, t in enumerate(page.tokens)}
    for head in page.heads:
        at = starts.get(head.start)
        if head.kind not in _KINDS or at is None or _QUOTE.match(page.text, head.end):
            continue
        first = _first(page, at, endings)
        if first is not None and _names(page, head, first, at):
            _take(page, HEAD_TYPES[head.kind], page.tokens[first].start, head.end)


def _first(page: Page, at: int, endings: tuple[str, ...]) -> int | None:
    """The position of the first word of a chain: leftwards over genitives in lower case to those with a capital."""
    tokens, first, i, linked = page.tokens, None, at, False
    sentence = page.sentence_at(tokens[at].start)
    while i and at - i < _LONGEST and tokens[i - 1].start >= sentence.start:
        word, between = tokens[i - 1], page.text[tokens[i - 1].end : tokens[i].start]
        capital = word.text[0].isupper()
        listed = between == ", " and linked and not capital
        if between not in _SPACES and not listed:
            break
        if word.folded in page.pack.linking:
            if first is not None or tokens[i].text[0].isupper() or i == at:
                break
            linked = True
        elif not _chained(page, word, endings) or (first is not None and not capital):
            break
        elif capital:
            first = i - 1
        i -= 1
    return first


def _chained(page: Page, word: Token, endings: tuple[str, ...]) -> bool:
    """A word that may stand before the noun: a genitive, an adjective, an acronym; no verb."""
    if word.text.isupper():
        return len(word.text) > 1 and word.text.isalpha()
    if len(word.text) < _LETTERS or not word.folded.endswith(endings) or word.folded in page.pack.light:
        return False
    return word.text[0].isupper() or not any(page.pack.trigger(n).fullmatch(word.text) for n in _SAYING)


def _names(page: Page, head: Head, first: int, at: int) -> bool:
    """Whether a chain with its noun is a name, and no description of something the page does not name."""
    opening, start = page.tokens[first], page.tokens[first].start
    if page.dated.meet(start, head.end) or page.heads_in(opening.start, opening.end, "event"):
        return False
    known = [m for m in page.overlapping(start, head.end) if m.type not in TERRITORIES]
    if any((m.start, m.end, m.rule) == (start, head.end, "head-before") for m in known):
        return False  # "projekt „Vaikne sadam“"
    if any(m.record is not None or m.start < start or m.end > head.end for m in known):
        return False
    inner = page.heads_in(start, head.start)
    if any(h.kind in _OTHERS or (h.kind.startswith("event") and h.kind != "event_weak") for h in inner):
        return False
    body = head.kind == "organisation"
    placed = any(m.start == start for m in page.overlapping(start, opening.end))
    if not body and (_plural(page, head) or (at - first == 1 and placed)):
        return False  # "Lietuvos klasteriai"
    opens = not any(c.isalnum() for c in page.text[page.sentence_at(start).start : start])
    if not opens or placed or _ACRONYM.match(page.text, head.end):
        return True
    generic = any(h.start == start for h in page.heads_in(start, opening.end))
    again = page.folded.count(page.folded[start : head.end - 2]) > 1
    return not generic and (again or (not body and _told(page, head)))


def _told(page: Page, head: Head) -> bool:
    """What follows right behind says what came of it, or what it was given."""
    behind = page.tokens_in(head.end, head.end + 30)[:1]
    return bool(behind) and any(
        page.pack.trigger(n).match(page.text, behind[0].start, behind[0].start + 40) for n in ("springs", "label_given")
    )


def _plural(page: Page, head: Head) -> bool:
    return page.text[head.start : head.end].casefold().endswith(page.pack.plural_endings)


def _take(page: Page, kind: EntityType, start: int, end: int) -> None:
    taken = [m for m in page.overlapping(start, end) if m.type == kind and (m.start, m.end) == (start, end)]
    name = page.text[start:end]
    found = Mention(start, end, key_of(kind, name), kind, name, "genitives", 0.8)
    whole = next((m for m in page.of(kind) if m.start < start and _ends_with(m.name, name)), None)
    if whole:
        page.replace(replace(found, key=whole.key, name=whole.name, form="alias"))
    elif not taken:
        page.replace(found)


def _ends_with(whole: str, name: str) -> bool:
    """ "Plėtros tarybos" behind "Panevėžio regiono plėtros taryba": its last words, whatever their endings."""
    short, long = name.casefold().split(), whole.casefold().split()
    tail = long[-len(short) :]
    return len(long) > len(short) and all(a[:_STEM] == b[:_STEM] for a, b in zip(short, tail, strict=True))
