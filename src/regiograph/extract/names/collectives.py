"""Partnerships, networks, clusters and initiatives that are called by their noun and words in lower case.

Capitals do not tell where "Partnerstvo pre čistú vodu" or "Klaster drevárov Oravy" ends. The heading that it fills, an
acronym in brackets, the same words elsewhere on the page, or the verb behind what it is for do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.names.titles import says
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.reading.spelling import LINKING, distinctive
from regiograph.extract.territories.gazetteer import Token

_KINDS = frozenset({"partnership", "network", "cluster", "initiative"})
_LONGEST = 8
"""Words behind the noun that are looked at."""
_LEAST = 2
_GATHERED = frozenset({"city", "place", "region"})
"""Kinds of nouns for what a network may be one of: "Sieť obcí …"."""
_AMID = 30
"""Characters before a noun in which the last word stands."""
_TOP = 2
"""Blocks in which a title stands."""
_HEADING, _SPOKEN = 5, 220
"""Words of a heading that is a name, and characters below it in which a noun says of what."""
_SPACES = frozenset({" ", "\u00a0"})
_CRUMB = re.compile(r"[^>»›|/\n]*[>»›|/][ \u00a0]*")
_ACRONYM = re.compile(r"[ \u00a0]\([^\W\d_a-zà-ÿ][\w-]{1,11}\)")
_MARK = re.compile(r"[ \u00a0]?[,.;:()\n–—]|$")


def find_collectives(page: Page) -> None:
    """Takes in names that begin with their capitalised noun, where the page shows their end."""
    if page.pack.nouns_capital:
        return
    for head in page.heads:
        if head.kind not in _KINDS or not page.text[head.start].isupper() or page.overlapping(head.start, head.end):
            continue
        words = _words(page, head)
        if not words or any(m.type not in TERRITORIES for m in page.overlapping(head.start, words[-1].end)):
            continue
        end = _bracketed(page, words) or _headed(page, head, words) or _again(page, head, words)
        end = end or _meant_for(page, head, words) or _capital_amid(page, head, words)
        if end:
            kind, name = HEAD_TYPES[head.kind], page.text[head.start : end]
            if _of_region(page, head, end):
                kind = "Organisation"
            page.replace(Mention(head.start, end, key_of(kind, name), kind, name, "collective", 0.7))


def _of_region(page: Page, head: Head, end: int) -> bool:
    """ "Savez regije Satakunta": a union of one region is the body of that region."""
    region = next(iter(page.heads_in(head.end, head.end + _LEAST, "region")), None)
    held = page.overlapping(region.end + 1, end) if region and region.end + 1 < end else []
    return bool(held) and held[0].type in TERRITORIES and held[0].end >= end


def find_tailed_networks(page: Page) -> None:
    """What a network with its noun at the end of its capitals is for belongs to its name: "River network for clean
    water"; a platform for smart specialisation is an initiative; before a known short form in brackets it is that."""
    for m in [m for m in page.of("Network") if m.record is None and m.rule in {"head-after", "head-inside"}]:
        tail = _tail(page, m)
        end = tail[-1].end if tail else m.end
        known = next((k for k in page.within(m.end, end + _AMID) if k.record and k.type == "Initiative"), None)
        if known and page.text[m.end : known.start].endswith("(") and page.text[m.end : known.start].count("(") == 1:
            page.mentions = [x for x in page.mentions if x is not m]
            continue
        special = page.pack.trigger("s3").match(page.text, m.end + 1)
        purpose = page.pack.trigger("purpose").match(page.text, m.end + 1)
        if not tail or not (special or purpose) or not _MARK.match(page.text, end):
            continue
        name, kind = page.text[m.start : end], HEAD_TYPES["initiative" if special else "network"]
        page.replace(replace(m, end=end, key=key_of(kind, name), name=name, type=kind, rule="tailed"))


def _tail(page: Page, m: Mention) -> list[Token]:
    """The words in lower case behind a name, with nothing known, counted or dated among them."""
    found: list[Token] = []
    for token in page.tokens_in(m.end, m.end + _SPOKEN)[:_LONGEST]:
        before = found[-1].end if found else m.end
        if page.text[before : token.start] not in _SPACES or not token.text.islower() or not token.text.isalpha():
            break
        if token.folded in page.pack.numbers or page.dated.meet(token.start, token.end):
            return []
        found.append(token)
    return found if not page.within(m.end, found[-1].end if found else m.end) else []


def find_headed(page: Page) -> None:
    """On a page about clusters, short headings above a text that speaks of "this cluster" are clusters' names."""
    heads = [h for h in page.heads if h.kind == "cluster" and not page.overlapping(h.start, h.end)][:1]
    index = page.sentence_at(heads[0].start).block if heads else _TOP
    if index >= _TOP:
        return
    title = page.blocks[index].end
    for block, below in pairwise(page.blocks):
        words = page.tokens_in(block.start, block.end)
        if block.kind != "heading" or below.kind != "para" or block.start < title or not 0 < len(words) <= _HEADING:
            continue
        start, end = words[0].start, words[-1].end
        plain = page.text[block.start : block.end].strip() == page.text[start:end] and words[0].text[0].isupper()
        spoken = page.heads_in(below.start, below.start + _SPOKEN, "cluster")
        if not plain or not any(not page.overlapping(h.start, h.end) for h in spoken):
            continue
        strange = any(w.text[0].isupper() for w in words[1:]) or distinctive(words[0].text)
        if page.heads_in(start, end) or not strange:
            continue
        if all(
            m.type in {*TERRITORIES, "Project", "Organisation"} and not _fills(m, start, end)
            for m in page.overlapping(start, end)
        ):
            name = page.text[start:end]
            page.replace(Mention(start, end, key_of("Cluster", name), "Cluster", name, "headed", 0.7))


def _fills(m: Mention, start: int, end: int) -> bool:
    """A known thing takes up the whole heading."""
    return m.record is not None and m.start <= start and m.end >= end


def _words(page: Page, head: Head) -> list[Token]:
    """The words behind a noun that may be its name: in lower case, at the end capitalised; none that says something."""
    found: list[Token] = []
    at = head.end
    block = page.blocks[page.sentence_at(head.start).block]
    purpose = page.pack.trigger("purpose").match(page.text, head.end + 1)
    for token in page.tokens_in(head.end, block.end)[:_LONGEST]:
        capital = token.text[0].isupper()
        if page.text[at : token.start] not in _SPACES or not token.text.isalpha():
            break
        led = purpose is not None and token.start < purpose.end()
        if (found and found[-1].text[0].isupper() and not capital) or (not led and _stops(page, token)):
            break
        if not found and not led and not capital and _common(page, token):
            return []
        found.append(token)
        at = token.end
    while found and found[-1].folded in page.pack.light | LINKING:
        found.pop()
    return found


def _stops(page: Page, token: Token) -> bool:
    """The word begins what is said of the thing, or is a small word of a verb."""
    return page.pack.trigger("finite").fullmatch(token.text) is not None or says(page, token)


def _common(page: Page, token: Token) -> bool:
    """A noun's first word that begins no name: "cluster in …", "cluster and …", "cluster members"."""
    small = page.pack.locative - page.pack.articles | page.pack.linking | LINKING
    if token.folded in small or page.pack.trigger("fact_partners").match(page.text, token.start, token.end):
        return True
    if any(h.kind not in _GATHERED for h in page.heads_in(token.start, token.end)):
        return True
    return not page.pack.adjectives_lead and token.folded not in page.pack.light


def _bracketed(page: Page, words: list[Token]) -> int:
    """The end before an acronym in brackets."""
    return words[-1].end if _ACRONYM.match(page.text, words[-1].end) else 0


def _headed(page: Page, head: Head, words: list[Token]) -> int:
    """The end of a heading that the name fills, where the text takes the noun up."""
    block = page.blocks[page.sentence_at(head.start).block]
    crumb = block.start
    while (step := _CRUMB.match(page.text, crumb, block.end)) and step.end() > crumb:
        crumb = step.end()
    fills = head.start == crumb and words[-1].end >= block.end - 1
    if block.kind != "heading" or not fills or len(words) < _LEAST:
        return 0
    plain = not _purpose(page, head) and not words[-1].text[0].isupper()
    taken_up = any(h.kind == head.kind and h.start > block.end for h in page.heads)
    return words[-1].end if taken_up and not plain else 0


def _again(page: Page, head: Head, words: list[Token]) -> int:
    """The end of the longest stretch that stands elsewhere too."""
    for count in range(len(words), _LEAST - 1, -1):
        end = words[count - 1].end
        if words[count - 1].folded not in page.pack.light | LINKING and (
            page.folded.count(page.folded[head.start : end]) > 1
        ):
            return end
    return 0


def _meant_for(page: Page, head: Head, words: list[Token]) -> int:
    """The end of what a thing is for: before a mark or a word that says something of it."""
    if not _purpose(page, head) or len(words) < _LEAST or len(words) == _LONGEST:
        return 0
    behind = page.tokens_in(words[-1].end, words[-1].end + 30)[:1]
    closed = _MARK.match(page.text, words[-1].end) or (behind and _stops(page, behind[0]))
    return words[-1].end if closed else 0


def _capital_amid(page: Page, head: Head, words: list[Token]) -> int:
    """ "… vznikla Sieť obcí s ovčiarňou, do ktorej": a capital amid small letters, a mark behind the words."""
    if not 1 < len(words) < _LONGEST or head.start <= page.sentence_at(head.start).start + 1 or page.pack.heads_follow:
        return 0
    block = page.blocks[page.sentence_at(head.start).block]
    before = page.tokens_in(max(block.start, head.start - _AMID), head.start)[-1:]
    small = bool(before) and before[0].text.islower() and page.text[before[0].end : head.start] in _SPACES
    led = words[0].folded in page.pack.connectors or words[0].text[0].isupper() or page.pack.adjectives_lead
    named = led and head.kind in {"network", "partnership"} and block.kind != "heading"
    return words[-1].end if small and named and _MARK.match(page.text, words[-1].end) else 0


def _purpose(page: Page, head: Head) -> bool:
    return page.pack.trigger("purpose").match(page.text, head.end + 1) is not None
