"""Verbs of growth: "B grew out of A", "out of it came B", "the idea was born in A"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regiograph.extract.lineage.sources import (
    EFFECTS,
    KINDS,
    SOURCE_NOUNS,
    is_source,
    joined,
    noun_source,
    short_form,
)
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim

Sides = tuple[list[Mention], list[Mention]]
"""What led to something, and to what."""
_OPENS = 2
_NEAR = 4
"""Words before a subject; words in which a sentence says that it is about an idea."""


def grown(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """Verbs of growth, each with a name, noun or pronoun marked as the source: "Aus dem Projekt A ist B erwachsen"."""
    verbs = list(page.pack.trigger("springs").finditer(page.text, sentence.start, sentence.end))
    done: set[tuple[str, str]] = set()
    for n, verb in enumerate(verbs):
        low = verbs[n - 1].end() if n else sentence.start
        high = verbs[n + 1].start() if n + 1 < len(verbs) else sentence.end
        again = _again(page, verb.end(), high)
        span = low, again[0] if again else high
        marked = _marked(page, focus, sentence, verb, span)
        told = [(marked is not None, *(marked or _meant_by(page, focus, sentence, verb, span)))]
        told += [(True, [again[1]], [again[2]])] if again else []
        for sure, cause, effect in ((sure, *pair) for sure, *both in told for pair in pairs(*both)):
            if (cause.key, effect.key) not in done:
                done.add((cause.key, effect.key))
                rule = "lineage-marked" if sure else "lineage-source"
                yield claim(page, cause, "ledTo", effect, rule, 0.75, at=effect)


def _again(page: Page, start: int, end: int) -> tuple[int, Mention, Mention] | None:
    """ "Out of it grew A, and out of that B": where a second "out of it" without a verb stands, its source and what
    came out of it.
    """
    for hit in page.pack.trigger("out_of_it").finditer(page.text, start, end):
        if page.pack.trigger("out_of").fullmatch(hit.group()):
            continue  # Irish "as": "out of" as well
        before = [m for m in page.within(start, hit.start()) if m.type in EFFECTS]
        after = [m for m in page.within(hit.end(), end) if m.type in EFFECTS]
        if before and after and before[-1].key != after[0].key:
            return hit.start(), before[-1], after[0]
    return None


def _named(page: Page, sentence: Sentence, span: tuple[int, int]) -> list[Mention]:
    return [m for m in in_sentence(page, sentence, *KINDS) if span[0] <= m.start < span[1]]


def _marked(page: Page, focus: Focus, sentence: Sentence, verb: re.Match[str], span: tuple[int, int]) -> Sides | None:
    """What a verb of growth says where a name is marked as the source: what something grew out of, and what grew."""
    found = _named(page, sentence, span)
    causes = [m for m in found if is_source(page, sentence, m)]
    causes = [m for m in found if m in causes or joined(page, causes, m)]
    if not causes:
        return None
    effects = [m for m in found if m not in causes and m.type in EFFECTS]
    if not effects:
        effects = _next(page, sentence, causes) or effects_meant(focus, sentence)
    elif causes[0].start < verb.start():
        effects = [m for m in effects if m.start > max(c.start for c in causes)] or effects
    return causes, effects


def _meant_by(page: Page, focus: Focus, sentence: Sentence, verb: re.Match[str], span: tuple[int, int]) -> Sides:
    """What a verb of growth says where a pronoun or a noun stands for the source."""
    found = _named(page, sentence, span)
    effects = [m for m in found if m.type in EFFECTS]
    pronoun = _pronoun(page, verb, span)
    if pronoun is not None and _determines(page, pronoun):
        event = _last_event(page, sentence, pronoun.start())
        causes = event + _shown(focus, sentence) if event else []
        return (causes, [m for m in effects if m.start > pronoun.start()] or effects) if causes else ([], [])
    if pronoun is not None:
        return _taken_up(page, focus, sentence, pronoun, found)
    if short := short_form(page, sentence, verb.start()):
        return [short], [m for m in effects if m.key != short.key]
    if noun := noun_source(page, sentence):
        first = min((m.start for m in effects), default=sentence.start)
        at = sentence.start if first >= verb.start() else first
        practice = focus.practice or next(iter(page.of("GoodPractice")), None)
        causes = [practice] if noun == "practice" and practice else meant(focus, sentence, at)
        if noun in {"outcome", "event"}:
            causes = _shown(focus, sentence) or causes
        if noun == "event":
            # "Of that meeting was born …": on a practice's page, of what was shown there as well
            causes = _last_event(page, sentence, verb.start()) + _shown(focus, sentence) or causes
        own = focus.project
        if noun == "project" and own and own.start <= focus.title_end:
            causes = [own]  # "the project" is the page's own, whatever else has been named
        if noun == "partnership" and focus.partnership and focus.partnership.start < verb.start():
            causes = [focus.partnership]
        return causes, effects or _next(page, sentence, causes)
    return _idea(page, focus, sentence, found)


def _pronoun(page: Page, verb: re.Match[str], span: tuple[int, int]) -> re.Match[str] | None:
    """ "Out of it", the last before a verb or the first behind it."""
    hits = [h for h in page.pack.trigger("out_of_which").finditer(page.text, *span) if _relative(page, h)]
    hits = hits or list(page.pack.trigger("out_of_it").finditer(page.text, *span))
    before = [h for h in hits if h.start() < verb.end()]
    return before[-1] if before else next(iter(hits), None)


def _taken_up(
    page: Page, focus: Focus, sentence: Sentence, pronoun: re.Match[str], found: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """What "it" in "out of it" means: the name before it in its sentence, else what is spoken of; of "B, which grew out
    of it" B is the effect.
    """
    before = [m for m in found if m.end <= pronoun.start()]
    after = [m for m in found if m.start >= pronoun.end() and m.type in EFFECTS]
    if before and _relative(page, pronoun):
        source = [m for m in before if m.type in EFFECTS][-1:] or before[-1:]
        return source, after or [m for m in effects_meant(focus, sentence) if m.key != source[0].key]
    event = [] if any(m.type in EFFECTS for m in before) else _event_before(page, focus, sentence)
    if event and (after or before):
        return event, after or before[-1:]
    if not after and before and _goes_on(page, before[-1].end, pronoun.start()):
        own = focus.collaboration()
        return before[-1:], [own] if own and own.type in EFFECTS else []
    if not after and before and before[-1].type in EFFECTS:
        noun = any(h.kind in SOURCE_NOUNS - {"project"} for h in page.heads_in(sentence.start, before[-1].start))
        earlier = [m for m in before[:-1] if m.key != before[-1].key]
        own = focus.partnership if noun and focus.partnership else None
        spoken = _shown(focus, sentence) or ([own] if own else meant(focus, sentence, before[-1].start))
        return earlier[-1:] or spoken, before[-1:]
    if not after:
        return meant(focus, sentence, sentence.start), _next(page, sentence, before)
    shown = _shown(focus, sentence)
    return before[-1:] or shown or _subject(page, sentence) or meant(focus, sentence, sentence.start), after


def _shown(focus: Focus, sentence: Sentence) -> list[Mention]:
    """The practice that the page is about, once it has been named."""
    return [focus.practice] if focus.practice and sentence.start > focus.practice.start else []


def _event_before(page: Page, focus: Focus, sentence: Sentence) -> list[Mention]:
    """The event of the sentence before, where the paragraph has named no project, network or practice that "it" could
    mean.
    """
    index = page.index_of(sentence) - 1
    before = page.sentences[index] if index >= 0 else sentence
    if before.block != sentence.block:
        return []
    start = page.blocks[sentence.block].start
    if focus.practice or any(
        m.type in EFFECTS | {"GoodPractice", "CaseStudy"} for m in page.within(start, sentence.start)
    ):
        return []
    names = {m.name.casefold() for m in page.of(*sorted(EFFECTS))}
    events = in_sentence(page, before, "Event")[-1:]
    return [m for m in events if not any(n in m.name.casefold() for n in names)]  # "the opening of B"


def _last_event(page: Page, sentence: Sentence, at: int) -> list[Mention]:
    """The event that a bare noun takes up: the last before it in its paragraph that took place."""
    block = page.blocks[sentence.block]
    events = [m for m in page.within(block.start, at) if m.type == "Event" and page.events.get(m.key) != "event_call"]
    return events[-1:]


def _determines(page: Page, pronoun: re.Match[str]) -> bool:
    """ "Out of this visit": a noun for an event right behind the pronoun, and no name."""
    words = page.tokens_in(pronoun.end(), pronoun.end() + 40)[:2]
    nouns = page.heads_in(words[0].start, words[-1].end, "event") if words else []
    return bool(nouns) and not page.overlapping(nouns[0].start, nouns[0].end)


def _relative(page: Page, pronoun: re.Match[str]) -> bool:
    """ "…, out of which": a comma or "and" before, and no noun of its own behind (de "aus dem Netzwerk")."""
    if page.pack.trigger("out_of_which").fullmatch(pronoun.group()) is None:
        return False
    start = pronoun.start()
    before, behind = page.tokens_in(start - 24, start)[-1:], page.tokens_in(pronoun.end(), pronoun.end() + 24)[:1]
    comma = "," in page.text[max(0, start - 2) : start]
    joins = bool(before) and before[0].folded in page.pack.linking
    noun = page.pack.nouns_capital and bool(behind) and behind[0].text[0].isupper()
    return (comma or joins) and not noun


def _goes_on(page: Page, start: int, end: int) -> bool:
    """ "A left a network behind, and out of it grew the present one": a clause joined to that of the name."""
    words = page.text[start:end].rpartition(",")[2].split()
    return "," in page.text[start:end] and bool(words) and words[0].casefold() in page.pack.linking


def _subject(page: Page, sentence: Sentence) -> list[Mention]:
    """The collaboration that opens the sentence before: what a pronoun takes up, before any other that it names."""
    index = page.index_of(sentence) - 1
    before = page.sentences[index] if index >= 0 else sentence
    if before.block != sentence.block:
        return []
    named = in_sentence(page, before, *sorted(EFFECTS))
    return named[:1] if named and len(page.tokens_in(before.start, named[0].start)) < _OPENS else []


def _idea(page: Page, focus: Focus, sentence: Sentence, found: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """ "The idea was born in A": where the idea of what is spoken of came from."""
    words = page.tokens_in(sentence.start, sentence.end)[:_NEAR]
    idea = next((h for w in words if (h := page.pack.trigger("idea").match(page.text, w.start))), None)
    causes = [m for m in found if m.type in {"Project", "Network", "Partnership"}]
    if idea is None or not causes or len(page.tokens_in(idea.end(), causes[0].start)) < _NEAR - 1:
        return [], []
    return causes[:1], effects_meant(focus, sentence)


def meant(focus: Focus, sentence: Sentence, at: int) -> list[Mention]:
    thing = focus.collaboration_near(sentence, at)
    return [thing] if thing else []


def effects_meant(focus: Focus, sentence: Sentence) -> list[Mention]:
    return [m for m in meant(focus, sentence, sentence.start) if m.type in EFFECTS]


def _next(page: Page, sentence: Sentence, causes: Iterable[Mention]) -> list[Mention]:
    """ "A project has grown out of it. ABC started in 2024": what the next sentence names for the first time."""
    if not any(h.kind in SOURCE_NOUNS for h in page.heads_in(sentence.start, sentence.end)):
        return []
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else sentence
    if following.block != sentence.block or following is sentence:
        return []
    known = {m.key for m in page.within(0, sentence.end)} | {c.key for c in causes}
    return [m for m in in_sentence(page, following, *sorted(EFFECTS)) if m.key not in known][:1]


def pairs(causes: list[Mention], effects: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for cause in causes:
        for effect in effects:
            if cause.key != effect.key:
                yield cause, effect
