"""Names that nothing explains but what the page tells of them: signs of a project, a cluster or a network are counted.

"The closing conference of Slow Harbour", "Slow Harbour cost 2 million", "Slow Harbour … The project": each kind of sign
counts once, wherever the name stands. A name of several words needs fewer than one plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.names.runs import Run, standing, words_like
from regiograph.extract.projects.protagonist import after_place_word
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.model import EntityType

_WORDS = 5
_SHORTEST = 5
_TOP = 4
"""Headings among which the title is."""
_NEAR, _OPENING, _SUBJECT = 45, 110, 60
"""Characters before a name, at the start of the next sentence, and behind a name that opens its sentence."""
_OF_IT = 2
"""Words between a noun and the name that belongs to it."""
_ENOUGH, _PLAIN = 3, 4
"""Signs that make a name of several words, and one plain word, a project's."""
_PREPOSITION = 3
_TOLD = ("start", "end", "cost", "funding", "got_money", "lead_by", "led", "period", "total")
_SAME = {"led": "lead_by", "got_money": "funding", "total": "cost"}
"""Triggers that tell the same as others."""
_DONE = ("pays", "lead_of", "partner_in", "hosts")
"""What bodies do."""
_KINDS: dict[str, EntityType] = {
    k: v for k, v in HEAD_TYPES.items() if k in {"project", "cluster", "partnership", "network"}
}
_GAP = re.compile(r"[\"“„«»”‘'’ \u00a0-]*")
_ENDING = re.compile(r"(?:['’]?[^\W\d_A-Z]{1,3})?(?!\w)")
_NO_ENDING = re.compile(r"(?!\w)")


def _of(page: Page) -> frozenset[str]:
    """Prepositions by which something belongs to a project."""
    return page.pack.connectors - page.pack.locative


def find_signed(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Takes in the names of which enough is told."""
    nouns = {h.kind for h in page.heads}
    if not nouns & _KINDS.keys() and not page.of("Project", "Programme", "Fund"):
        return
    seen: set[str] = set()
    for start, end in _candidates(page, runs, quoted):
        name = page.text[start:end]
        if name in seen:
            continue
        seen.add(name)
        places = _places(page, name)
        if len(places) == 1 and _only_opens(page, start):
            continue
        if not places or not all(_free(page, a, b) for a, b in places):
            continue
        kind = _kind(page, name, places)
        if kind is None:
            continue
        for a, b in places:
            if not any(m.record and (m.end - m.start) > b - a for m in page.overlapping(a, b)):
                page.replace(Mention(a, a + len(name), key_of(kind, name), kind, name, "signs", 0.65))


def _candidates(page: Page, runs: list[Run], quoted: list[Run]) -> Iterator[tuple[int, int]]:
    """Openings of titles that the text says again, quoted names, and runs of capitals, the longest first."""
    yield from _title_openings(page)
    for run in quoted:
        if run.words <= _WORDS + 1 and (run.words > 1 or distinctive(page.text[run.start : run.end])):
            yield run.start, run.end
    asked: set[str] = set()
    for run in runs:
        shown = page.text[run.start : run.end]
        if shown in asked:
            continue  # what is asked of a name's spelling does not depend on the place
        asked.add(shown)
        small = any(t.text[0].islower() for t in page.tokens[run.first : run.last])
        if small and page.pack.nouns_capital:
            continue  # "Ende der Eiszeit": a phrase
        if run.words <= _WORDS and _spelt(page, run.first, run.last):
            yield run.start, run.end


def _only_opens(page: Page, start: int) -> bool:
    """A name without quotation marks opens a sentence, so that the capital of its first word tells nothing."""
    sentence = page.sentence_at(start)
    heading = page.blocks[sentence.block].kind == "heading"
    word = page.tokens_in(start, start + 1)[0].text
    return start == sentence.start and not heading and not distinctive(word)


def _spelt(page: Page, first: int, last: int) -> bool:
    """Words of letters, not only small ones; one plain word stands inside a sentence too, never in small letters."""
    words = page.tokens[first:last]
    shown = words[0].text
    if not all(t.text.isalpha() or distinctive(t.text) for t in words):
        return False
    if len(words) > 1 or distinctive(shown):
        return any(len(t.text) >= _SHORTEST - 1 for t in words)
    if len(shown) < _SHORTEST or words[0].folded in page.pack.ambiguous or f" {words[0].folded}" in page.text:
        return False
    found, inside = 0, page.pack.nouns_capital
    for at in standing(page.text, shown):
        if not page.text[max(0, at - 1) : at].isalnum():
            found, inside = found + 1, inside or at > page.sentence_at(at).start + 1
        if found > 1 and inside:
            return True
    return False


def _title_openings(page: Page) -> Iterator[tuple[int, int]]:
    """ "Älv och by gets money": the longest opening of a heading that the text says again, no small word at its end."""
    for block in [b for b in page.blocks if b.kind == "heading"][:_TOP]:
        words = page.tokens_in(block.start, block.end)[:_WORDS]
        for count in range(len(words), 1, -1):
            last = words[count - 1]
            name = page.text[words[0].start : last.end]
            plain = re.search(r"[^\w\s’'-]", name) is None and last.folded not in page.pack.light | page.pack.linking
            if (
                plain
                and words[0].text[0].isupper()
                and next(words_like(page.text, name, block.end, whole=True), None) is not None
            ):
                yield words[0].start, last.end
                break


def _places(page: Page, name: str) -> list[tuple[int, int]]:
    ending = _ENDING if " " not in name and len(name) > _SHORTEST else _NO_ENDING
    found = []
    for at in standing(page.text, name):
        end = ending.match(page.text, at + len(name))
        if end and not re.match(r"\w", page.text[max(0, at - 1) : at]):
            found.append((at, end.end()))
    return found


def _free(page: Page, start: int, end: int) -> bool:
    """Nothing is known there but a place that a noun inside made one, or a territory smaller than the name."""
    if page.dated.meet(start, end) or page.figures.meet(start, end):
        return False
    taken = page.overlapping(start, end)
    made = any(m.type == "Place" and m.record is None and m.rule == "head-inside" for m in taken)
    if any(
        m.type != "Event" and (m.type not in TERRITORIES or (m.start <= start and m.end >= end and not made))
        for m in taken
    ):
        return False
    if any(m.start == start and ((m.record and m.record.code) or m.type == "Place") and not made for m in taken):
        return False  # "Karlstad Invest": a body of a place
    return all(h.kind in {"place", "city"} for h in page.heads_in(start, end))


def _kind(page: Page, name: str, places: list[tuple[int, int]]) -> EntityType | None:
    """What kind of thing enough is told of; ``None`` where too little is."""
    if all(_where(page, a) for a, _ in places):
        return None
    if page.pack.nouns_capital and any(_determined(page, a) for a, _ in places):
        return None
    signs: set[str] = set()
    votes: list[EntityType] = []
    for start, end in places:
        sentence = page.sentence_at(start)
        heading = page.blocks[sentence.block].kind == "heading"
        if heading:
            signs.add("title")
            if len(places) > 1 and (noun := _subtitle(page, sentence, start, end)):
                signs.update((noun, "subtitle"))
                votes.append(_KINDS[noun])
            continue
        if _acts(page, end):
            return None
        signs.update(_told(page, sentence, start, end))
        if noun := _taken_up(page, sentence):
            signs.update((noun, "again"))
            votes.append(_KINDS[noun])
    if len(places) > 1:
        signs.add("repeated")
    strange = " " in name or distinctive(name)
    strong = signs - {"title", "repeated"}
    if "of" in signs and distinctive(name.split()[0]) and not page.of("Project"):
        return "Project"  # "the closing conference of ABC" on a page that names no project yet
    if not strong or len(signs) + ("of" in signs) < (_ENOUGH if strange else _PLAIN):
        return None
    return votes[0] if votes else "Project"


def _where(page: Page, start: int) -> bool:
    """A word of place before a name, but no "of"."""
    before = page.tokens_in(max(0, start - _NEAR), start)[-1:]
    return after_place_word(page, start) and not (before and before[0].folded in _of(page))


def _subtitle(page: Page, sentence: Sentence, start: int, end: int) -> str | None:
    """The noun that opens the line below a heading that is the name: "The cluster of …"."""
    block = page.blocks[sentence.block]
    if (start, end) != (block.start, block.end) or sentence.block + 1 >= len(page.blocks):
        return None
    below = page.blocks[sentence.block + 1]
    words = page.tokens_in(below.start, below.start + _OPENING)[: _OF_IT + 1]
    while words and words[0].folded in page.pack.articles:
        words = words[1:]
    nouns = page.heads_in(words[0].start, words[0].end + 1) if words else []
    return (
        nouns[0].kind
        if nouns and nouns[0].kind in _KINDS and not page.overlapping(nouns[0].start, nouns[0].end)
        else None
    )


def _determined(page: Page, start: int) -> bool:
    """Where all nouns have capitals: an article, a number or an adjective before a noun makes it no name."""
    before = page.tokens_in(max(0, start - _NEAR), start)[-1:]
    if not before or page.text[before[0].end : start] != " ":
        return False
    word = before[0]
    small = word.folded in page.pack.articles or word.folded in page.pack.numbers or word.text.isdigit()
    return small or (
        word.text.islower() and word.text.endswith(("e", "er", "es", "en", "em")) and len(word.text) > _SHORTEST
    )


def _acts(page: Page, end: int) -> bool:
    """What a body does follows the name: it pays, leads, takes part or receives guests."""
    behind = _GAP.match(page.text, end)
    at = behind.end() if behind else end
    return at > end and any(page.pack.trigger(name).match(page.text, at) for name in _DONE)


def _told(page: Page, sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """What is told of a name in a sentence."""
    if _belongs(page, sentence, start, end):
        yield "of"
    opens = start <= sentence.start + 1 + _PREPOSITION
    text, pack = page.text, page.pack
    behind = _GAP.match(text, end)
    at = behind.end() if behind else end
    clause = re.compile(r"[,;:.()–]").search(text, at, sentence.end)
    stop = min(clause.start() if clause else sentence.end, at + _SUBJECT)
    if not opens or at == end:
        stop = at
    for name in _TOLD:
        hits = pack.trigger(name).finditer(text, at, stop) if stop > at else iter(())
        if any(h.end() - h.start() > _PREPOSITION and not page.within(at, h.start()) for h in hits):
            yield _SAME.get(name, name)


def _belongs(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """ "The closing conference of X", "the partners of X", "X zárókonferenciája"."""
    low = max(sentence.start, start - _NEAR)
    before = page.tokens_in(low, start)[-_OF_IT - 1 :]
    of = False
    for n, token in enumerate(reversed(before)):
        if n and re.search(r"[,.;:()]", page.text[token.end : start]):
            return False
        of = of or token.folded in _of(page)
        if token.folded in _of(page) or token.folded in page.pack.articles:
            continue
        events = any(
            h.kind.startswith("event") and h.kind not in {"event_call", "event_weak"}
            for h in page.heads_in(low, start)
            if h.end == token.end
        )
        partners = page.pack.trigger("fact_partners").fullmatch(token.text) is not None
        if n == 0 and not events and page.pack.mutations:
            continue  # "comhdháil deiridh X": no preposition
        return (of or page.pack.mutations) and (events or partners)
    after = page.heads_in(end, end + _NEAR, "event")
    joined = bool(after) and page.text[end : after[0].start] in {" ", "\u00a0", "-", "s "}
    return joined and page.pack.heads_follow and after[0].kind not in {"event_call", "event_weak"}


def _taken_up(page: Page, sentence: Sentence) -> str | None:
    """The bare noun that takes the name up: at the start of the next sentence, or as the subject of this one's end."""
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else None
    if following is None or following.block > sentence.block + 1:
        return None
    if page.named_in(following, ("Project", "Partnership", "Network", "Cluster")):
        return None
    for head in page.heads_in(following.start, min(following.end, following.start + _OPENING)):
        if head.kind in _KINDS and _bare(page, following, head.start, head.end):
            return head.kind
    return None


def _bare(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """The noun opens its clause, known and without a name: small words before it, one in lower case behind."""
    before = page.tokens_in(max(sentence.start, start - _NEAR), start)
    if len(before) > _OF_IT or any(t.folded in page.pack.numbers for t in before):
        return False
    behind = page.text[end : end + 2]
    said = behind[:1] in {",", "."} or (behind[:1] in {" ", "\u00a0"} and behind[1:].islower())
    light = page.pack.light
    return said and all(t.folded in light or len(t.text) <= _PREPOSITION or t.text[0].isupper() for t in before)
