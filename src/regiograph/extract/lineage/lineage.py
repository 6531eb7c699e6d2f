"""What led to what: "A led to B", "B grew out of A", "out of it came B", "without A no B"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regiograph.extract.lineage.sources import (
    CAUSES,
    EFFECTS,
    KINDS,
    SOURCE_NOUNS,
    bare_behind,
    equated,
    inverted,
    is_source,
    joined,
    noun_source,
    possessor,
    relative,
    short_form,
    turned,
)
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.model import Claim, EntityType

_TELLING = 8
"""Letters from which a phrase of lineage is plain enough to speak of what the page is about."""
_OPENS = 2
_BESIDE = 20
_NEAR = 4
"""Words before a subject; characters between a name and its noun; words between a phrase and the name it belongs to."""


def lineage(page: Page, focus: Focus) -> Iterator[Claim]:
    """What led to what, by words of origin in any order; a pronoun means the thing named before."""
    for sentence in page.telling("springs", "lineage_to", "lineage_from", "without", "from_nothing"):
        told = list(_grown(page, focus, sentence))
        named = {frozenset((c.subject.id, c.object.id)) for c in told if c.object}
        told += [c for c in _led(page, focus, sentence, apart=bool(told)) if c.object and _new(named, c)]
        yield from told or _without(page, focus, sentence) or _not_from_nothing(page, focus, sentence)


def _new(named: set[frozenset[str]], found: Claim) -> bool:
    """A pair of which nothing has been said, nor of both of its things."""
    pair = frozenset((found.subject.id, found.object.id if found.object else ""))
    return pair not in named


def _grown(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """Verbs of growth, each with a name, noun or pronoun marked as the source: "Aus dem Projekt A ist B erwachsen"."""
    verbs = list(page.pack.trigger("springs").finditer(page.text, sentence.start, sentence.end))
    done: set[tuple[str, str]] = set()
    for n, verb in enumerate(verbs):
        low = verbs[n - 1].end() if n else sentence.start
        high = verbs[n + 1].start() if n + 1 < len(verbs) else sentence.end
        causes, effects = _sides(page, focus, sentence, verb, (low, high))
        for cause, effect in _pairs(causes, effects):
            if (cause.key, effect.key) not in done:
                done.add((cause.key, effect.key))
                yield claim(page, cause, "ledTo", effect, "lineage-source", 0.75, at=effect)


def _sides(
    page: Page, focus: Focus, sentence: Sentence, verb: re.Match[str], span: tuple[int, int]
) -> tuple[list[Mention], list[Mention]]:
    """What a verb of growth says: what something grew out of, and what grew."""
    found = [m for m in in_sentence(page, sentence, *KINDS) if span[0] <= m.start < span[1]]
    causes = [m for m in found if is_source(page, sentence, m)]
    causes = [m for m in found if m in causes or joined(page, causes, m)]
    effects = [m for m in found if m not in causes and m.type in EFFECTS]
    if causes:
        if not effects:
            effects = _next(page, sentence, causes) or _effects(focus, sentence)
        elif causes[0].start < verb.start():
            effects = [m for m in effects if m.start > max(c.start for c in causes)] or effects
        return causes, effects
    pronoun = _pronoun(page, verb, span)
    if pronoun is not None:
        return _taken_up(page, focus, sentence, pronoun, found)
    if short := short_form(page, sentence, verb.start()):
        return [short], [m for m in effects if m.key != short.key]
    if noun := noun_source(page, sentence):
        first = min((m.start for m in effects), default=sentence.start)
        at = sentence.start if first >= verb.start() else first
        practice = focus.practice or next(iter(page.of("GoodPractice")), None)
        causes = [practice] if noun == "practice" and practice else _meant(focus, sentence, at)
        own = focus.project
        if noun == "project" and own and own.start <= focus.title_end:
            causes = [own]  # "the project" is the page's own, whatever else has been named
        if noun == "partnership" and focus.partnership and focus.partnership.start < verb.start():
            causes = [focus.partnership]
        return causes, effects or _next(page, sentence, causes)
    return _idea(page, focus, sentence, found)


def _pronoun(page: Page, verb: re.Match[str], span: tuple[int, int]) -> re.Match[str] | None:
    """ "Out of it", the last before a verb or the first behind it."""
    hits = list(page.pack.trigger("out_of_it").finditer(page.text, *span))
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
    if not after and before and _goes_on(page, before[-1].end, pronoun.start()):
        own = focus.collaboration()
        return before[-1:], [own] if own and own.type in EFFECTS else []
    if not after and before and before[-1].type in EFFECTS:
        noun = any(h.kind in SOURCE_NOUNS - {"project"} for h in page.heads_in(sentence.start, before[-1].start))
        earlier = [m for m in before[:-1] if m.key != before[-1].key]
        own = focus.partnership if noun and focus.partnership else None
        return earlier[-1:] or ([own] if own else _meant(focus, sentence, before[-1].start)), before[-1:]
    if not after:
        return _meant(focus, sentence, sentence.start), _next(page, sentence, before)
    shown = [focus.practice] if focus.practice and sentence.start > focus.practice.start else []
    return before[-1:] or shown or _subject(page, sentence) or _meant(focus, sentence, sentence.start), after


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
    return causes[:1], _effects(focus, sentence)


def _meant(focus: Focus, sentence: Sentence, at: int) -> list[Mention]:
    thing = focus.collaboration_near(sentence, at)
    return [thing] if thing else []


def _effects(focus: Focus, sentence: Sentence) -> list[Mention]:
    return [m for m in _meant(focus, sentence, sentence.start) if m.type in EFFECTS]


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


def _led(page: Page, focus: Focus, sentence: Sentence, *, apart: bool) -> Iterator[Claim]:
    """A phrase of lineage between two names; where one side is left out, what the text speaks of. ``apart``: a verb of
    growth has told of the sentence too, so that the phrase must be no part of it.
    """
    found, told = in_sentence(page, sentence, *KINDS), False
    for name, forward in (("lineage_to", True), ("lineage_from", False)):
        hit = page.pack.trigger(name).search(page.text, sentence.start, sentence.end)
        if hit is None or (apart and (name == "lineage_from" or page.pack.trigger("springs").search(hit.group()))):
            continue
        if forward and turned(page, sentence, hit):
            continue
        before = [m for m in found if m.end <= hit.start()]
        after = [m for m in found if m.start >= hit.end() and (forward or apart or not told or focus.is_origin(m))]
        sides = _forward if forward else _backward
        pairs = list(_pairs(*sides(page, focus, sentence, hit, before, after)))
        for cause, effect in pairs:
            yield claim(page, cause, "ledTo", effect, f"lineage-{'to' if forward else 'from'}", 0.75)
        told = bool(pairs)
        if pairs and not any(focus.is_origin(m) and m.end <= hit.start() for m in found):
            break  # else "it builds on A, and led to B"


def _forward(
    page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str], before: list[Mention], after: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """ "A led to B", "B, to which A led", "the method became the project B"."""
    if not before and equated(page, after):
        return after[1:2], after[:1]
    causes = _listed_before(page, [m for m in before if not focus.is_origin(m)])
    effects = [m for m in after if m.type not in CAUSES][:1]
    ends = not re.search(r"\w", page.text[hit.end() : sentence.end])
    if not effects and ends and len(before) > 1 and before[-2].type in EFFECTS and relative(page, *before[-2:]):
        return before[-1:], before[-2:-1]
    noun = effects and any(h.kind in SOURCE_NOUNS for h in page.heads_in(hit.end(), effects[0].end + _BESIDE))
    if not causes and effects and effects[0].type in EFFECTS and (len(hit.group()) >= _TELLING or noun):
        causes = _bare_before(page, sentence, hit.start()) or _meant(focus, sentence, sentence.start)
    return causes, effects


def _bare_before(page: Page, sentence: Sentence, at: int) -> list[Mention]:
    """ "This network in turn led to …": what a noun at the start of a sentence means, the last of its kind."""
    nouns = {h.kind for h in page.heads_in(sentence.start, at)} & {"network", "partnership"}
    kinds: tuple[EntityType, ...] = ("Network",) if nouns == {"network"} else ("Partnership",)
    return [m for m in page.of(*kinds) if m.end <= sentence.start][-1:] if len(nouns) == 1 else []


def _backward(
    page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str], before: list[Mention], after: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """ "B builds on A", "the project builds on A", "B is a fruit of this work"."""
    if not before and equated(page, after):
        return after[:1], after[1:2]
    if not after and (own := possessor(page, sentence, hit, before, _meant(focus, sentence, sentence.start))):
        return own
    works = [m for m in after if m.type != "Initiative" or m.record is None]
    causes, effects = works or after, [m for m in before if m.type not in CAUSES][-1:]
    cased = page.pack.cased_places and not after and before and not joined(page, before[:-1], before[-1])
    if cased and focus.is_origin(before[-1]):
        return before[-1:], [m for m in before[:-1] if m.type in EFFECTS][-1:] or _effects(focus, sentence)
    if not before and after and after[0].type in EFFECTS and inverted(page, hit.end(), after[0].start):
        return _meant(focus, sentence, sentence.start), after[:1]
    bare = any(h.kind in SOURCE_NOUNS for h in page.heads_in(sentence.start, hit.start()))
    if not effects and focus.partnership and page.heads_in(sentence.start, sentence.end, "partnership"):
        effects = [focus.partnership]
    elif not effects and causes and (" " in hit.group() or bare):
        effects = _effects(focus, sentence)
    if not causes and focus.practice and effects:
        causes = [focus.practice]
    if not causes and effects and bare_behind(page, sentence, hit.end()):
        causes = [m for m in _meant(focus, sentence, effects[0].start) if m.start < effects[0].start]
    return causes, effects


def _listed_before(page: Page, found: list[Mention]) -> list[Mention]:
    """The last mention and those coordinated with it."""
    out = found[-1:]
    for m in reversed(found[:-1]):
        if len(gap(page.text, m.end, out[0].start).strip(" ,;").split()) > 1 or m.type != out[0].type:
            break
        out.insert(0, m)
    return out


def _pairs(causes: list[Mention], effects: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for cause in causes:
        for effect in effects:
            if cause.key != effect.key:
                yield cause, effect


def _without(page: Page, focus: Focus, sentence: Sentence) -> list[Claim]:
    """ "Without A there would be no B"."""
    hit = page.pack.trigger("without").search(page.text, sentence.start, sentence.end)
    if hit is None or not page.pack.trigger("would_not").search(page.text, sentence.start, sentence.end):
        return []
    found = in_sentence(page, sentence, "Project", "Partnership", "Network")
    behind = bool(page.pack.trigger("without_behind").fullmatch(hit.group()))
    near = [m for m in found if (m.end <= hit.start()) == behind and _words_between(page, m, hit) <= _NEAR]
    if not near:
        return []
    cause = min(near, key=lambda m: _words_between(page, m, hit))
    effects = [m for m in found if m.key != cause.key][:1]
    if not effects:
        effects = [m for m in (focus.project, focus.partnership) if m and m.key != cause.key][:1]
    return [claim(page, cause, "ledTo", e, "lineage-without", 0.7, at=cause) for _, e in _pairs([cause], effects)]


def _words_between(page: Page, m: Mention, hit: re.Match[str]) -> int:
    low, high = (m.end, hit.start()) if m.end <= hit.start() else (hit.end(), m.start)
    return len(page.tokens_in(low, high)) if low <= high else 0


def _not_from_nothing(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """ "B did not come out of nothing: …": the project that the rest of it, or the next sentence, names led to B."""
    hit = page.pack.trigger("from_nothing").search(page.text, sentence.start, sentence.end)
    if hit is None:
        return
    found = in_sentence(page, sentence, "Project", "Partnership", "Network")
    effects = [m for m in found if m.end <= hit.start()][-1:] or _effects(focus, sentence)
    causes = [m for m in found if m.start >= hit.end()]
    index = page.index_of(sentence) + 1
    if not causes and index < len(page.sentences) and page.sentences[index].block == sentence.block:
        causes = in_sentence(page, page.sentences[index], "Project")
    for cause, effect in _pairs([c for c in causes if c.key not in {e.key for e in effects}][:1], effects):
        yield claim(page, cause, "ledTo", effect, "lineage-from-nothing", 0.7, at=cause)
