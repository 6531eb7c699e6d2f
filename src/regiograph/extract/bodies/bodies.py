"""Bodies whose name is only partly capitalised: "Mendelova univerzita v Brně", "Ministerstvo kultury SR".

Where adjectives have endings, a body's name is a capital word, its noun and what belongs to them, all in lower case.
"""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.extract.bodies.extent import (
    OF_NOUN,
    SHORT,
    SPACES,
    capital_behind,
    first_of,
    joined,
    last_of,
    owned,
    phrase_end,
    purpose,
    says,
)
from regiograph.extract.names.runs import capital_runs
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.model import EntityType

_COMPOUND = 12
"""Letters from which a single noun is a name and no common noun."""
_AGENCY = ("verket", "myndigheten", "mäteriet", "styrelsen", "direktoratet")
"""Endings of nouns that are the names of a country's agencies where a sentence opens with them, too."""
_STEM = 5
"""Letters that the cases of one word share."""
_LETTERHEAD = 9
"""Letters of a noun that alone on the first lines of a page, with what belongs to it, is who writes."""
_TOP = 2
_NOUNS = frozenset({"body", "head-inside"})
_QUOTED = re.compile(r"[ \u00a0][\"„“«][^\W\d_a-zа-я][^\"„“”«»\n.,:;]{1,40}[\"“”»]")
_ACRONYM = re.compile(r"[ \u00a0]\((?:[\"„“])?[^\W\d_a-zа-я][\w-]{1,11}(?:[\"“”])?\)")


def find_bodies(page: Page) -> None:
    """Takes in bodies: a capital adjective and a noun in lower case, or a capital noun and such words behind."""
    starts = {t.start: i for i, t in enumerate(page.tokens)}
    for head in page.heads:
        if head.kind == "cluster" and head.start in starts and page.pack.adjectives_lead:
            _clustered(page, head, starts[head.start])
        if head.kind != "organisation" or head.start not in starts:
            continue
        at = starts[head.start]
        taken = [m for m in page.overlapping(head.start, head.end) if m.type not in TERRITORIES]
        if taken:
            if page.pack.adjectives_lead and len(taken) == 1:
                _prolonged(page, taken[0], head)
        elif not page.pack.adjectives_lead:
            _compound(page, head, at)
            _of_place(page, head)
        elif page.text[head.start].isupper():
            _begun(page, head, at)
        else:
            _described(page, head, at)
    if page.pack.adjectives_lead:
        for m in page.of("Organisation"):
            _whole(page, m)
        for m in page.of("Organisation"):
            _quoted(page, m)


def _whole(page: Page, m: Mention) -> None:
    """ "Inovační centrum Ústeckého kraje": a territory's noun belongs to the adjective that it was cut off from."""
    behind = page.tokens_in(m.end, m.end + _COMPOUND)[:1]
    if m.record is not None or not behind or page.text[m.end : behind[0].start] not in SPACES:
        return
    word = behind[0]
    territory = any(h.kind == "region" for h in page.heads_in(word.start, word.end)) and word.text.islower()
    if territory and OF_NOUN.search(m.name) and not page.overlapping(word.start, word.end):
        name = page.text[m.start : word.end]
        page.replace(replace(m, end=word.end, key=key_of("Organisation", name), name=name))


def _quoted(page: Page, m: Mention) -> None:
    """ "Русенският университет „Ангел Кънчев“": a body's noun goes on to the name in quotes right behind it."""
    quote = _QUOTED.match(page.text, m.end) if m.record is None and m.rule in _NOUNS else None
    if quote is None or not page.heads_in(m.start, m.end, "organisation"):
        return
    taken = [x for x in page.overlapping(m.end, quote.end()) if x.type not in TERRITORIES]
    if all(x.type == "Organisation" and x.record is None and x.end < quote.end() for x in taken):
        name = page.text[m.start : quote.end()]
        page.replace(replace(m, end=quote.end(), key=key_of("Organisation", name), name=name))


def _prolonged(page: Page, body: Mention, head: Head) -> None:
    """ "Výzkumný ústav" goes on in lower case: "… meliorací a ochrany půdy"."""
    plain = body.type == "Organisation" and body.record is None
    last = last_of(page, head)
    if not plain or body.start + 1 >= head.start or body.end > page.tokens[last].end:
        return
    end = capital_behind(page, last) or phrase_end(page, last)
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
    alone = word.end == head.end and not capital_behind(page, at)
    inside = head.start > page.sentence_at(head.start).start + 2
    inside = inside or (word.folded.endswith(_AGENCY) and f" {word.folded}" not in page.text)
    if alone and inside and not page.pack.nouns_capital and word.text.istitle() and len(word.text) >= _COMPOUND:
        _take(page, head.start, head.end, 0.7)


def _of_place(page: Page, head: Head) -> None:
    """ "l'université technique de Łódź": a noun for a sort of body, and the name or place that "of" leads to."""
    noun = page.pack.trigger("body_noun").match(page.text, head.start)
    if noun is None or noun.end() < head.end or not page.text[head.start].islower():
        return
    light = page.pack.connectors | page.pack.articles
    runs = {r.start: r for r in capital_runs(page)}
    end, plain = noun.end(), 0
    for token in page.tokens_in(end, end + _COMPOUND * 3)[: SHORT + 1]:
        if page.text[end : token.start] not in SPACES | {"'", "’"}:
            return
        if token.start in runs:
            _take(page, head.start, runs[token.start].end, 0.75)
            return
        plain += token.folded not in light
        if plain > 1 or (token.folded not in light and (len(token.text) < SHORT or says(page, token))):
            return
        end = token.end


def _clustered(page: Page, head: Head, at: int) -> None:
    """ "Slavonski klaster namještaja", "Klaster zelenih tehnologija (KZT)": as bodies are named, so are clusters."""
    if any(m.type not in TERRITORIES for m in page.overlapping(head.start, head.end)):
        return
    behind = page.heads_in(head.end, head.end + 2 * _COMPOUND)
    if any(h.kind in {"organisation", "network", "programme"} and h.start == head.end + 1 for h in behind):
        return  # "Národní klastrová asociace"
    labels = page.heads_in(max(0, head.start - 2 * _COMPOUND), head.start, "label")
    if any(h.end >= head.start - 1 for h in labels):
        return  # "srebrną odznaką Cluster Management Excellence"
    first = first_of(page, at)
    capital = page.text[head.start].isupper()
    if not capital and first == at:
        return
    if capital and at and joined(page, at - 1) and page.tokens[at - 1].text[0].isupper():
        return
    linked = page.tokens_in(head.end, head.end + 2)
    if capital and linked and linked[0].folded in page.pack.linking:
        return  # "gdje je Klasteru i danas sjedište"
    start = head.start if capital else page.tokens[first].start
    last = last_of(page, head)
    onward = capital_behind(page, last)
    end = onward or phrase_end(page, last) or (0 if capital else page.tokens[last].end)
    named = end and (bool(onward) or _ACRONYM.match(page.text, end) is not None)
    whole = not capital and end == head.end
    if end and (named or _titled(page, start, end) or not (_opens(page, start) or whole) or _again(page, start, end)):
        _take(page, start, end, 0.7, "Cluster")


def _titled(page: Page, start: int, end: int) -> bool:
    """A heading is the name, or begins with it before a mark: "Křišťálový klastr, z. s."."""
    name = page.text[start:end]
    for index, block in enumerate(page.blocks):
        if (block.kind == "heading" or not index) and page.text.startswith(name, block.start):
            rest = page.text[block.start + len(name) : block.end]
            if not rest.strip() or rest[:1] in {",", "("} or rest[:2] in {" (", " –", " |"}:
                return True
    return False


def _again(page: Page, start: int, end: int) -> bool:
    """The words of a name, in whatever case, stand twice on the page: "Jadranski klaster … Jadranskom klasteru …"."""
    words = page.tokens_in(start, end)
    form = r"\w*[ \u00a0]".join(re.escape(w.text[:_STEM]) for w in words)
    return len(words) > 1 and sum(1 for _ in re.finditer(form, page.text)) > 1


def _opens(page: Page, start: int) -> bool:
    """No letter stands before an offset in its sentence."""
    return not any(c.isalpha() for c in page.text[page.sentence_at(start).start : start])


def _described(page: Page, head: Head, at: int) -> None:
    """ "Gozdarski inštitut Slovenije": the capital word before the noun, and the name or place behind."""
    first = first_of(page, at)
    if first == at:
        return
    start = page.tokens[first].start
    last = last_of(page, head)
    end = capital_behind(page, last) or purpose(page, last) or owned(page, last)
    named = _ACRONYM.match(page.text, end or page.tokens[last].end) is not None
    if _opens(page, start) and not named and end is None and (first == at - 1 or page.tokens[at - 1].text.islower()):
        return  # any adjective has a capital there
    _take(page, start, end or page.tokens[last].end, 0.75)


def _begun(page: Page, head: Head, at: int) -> None:
    """ "Ministerstvo investícií a regionálneho rozvoja SR": lower-case words behind a capital noun."""
    if at and joined(page, at - 1) and page.tokens[at - 1].text[0].isupper():
        return
    last = last_of(page, head)
    end = capital_behind(page, last)
    if end is None:
        end = phrase_end(page, last)
        if end is not None and _opens(page, head.start):
            end = end if _ACRONYM.match(page.text, end) or _letterhead(page, head, end) else None
    if end is not None:
        _take(page, head.start, end, 0.7)


def _letterhead(page: Page, head: Head, end: int) -> bool:
    """The name is a line of its own at the top of the page."""
    block = page.blocks[page.sentence_at(head.start).block]
    top = page.sentence_at(head.start).block < _TOP
    return top and head.end - head.start >= _LETTERHEAD and head.start == block.start and end >= block.end - 1


def _take(page: Page, start: int, end: int, confidence: float, kind: EntityType = "Organisation") -> None:
    taken = page.overlapping(start, end)
    if not any(m.type not in TERRITORIES for m in taken):
        end = max([end, *(m.end for m in taken if m.start > start)])  # "Razvojni center Novo mesto"
        name = page.text[start:end]
        page.replace(Mention(start, end, key_of(kind, name), kind, name, "body", confidence))
