"""What led to what: "A led to B", "B grew out of A", "out of it came B", "without A no B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.lineage.growth import effects_meant, grown, meant, pairs
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
    turned,
)
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.model import Claim, EntityType

_PRONOUN = re.compile(r"[ \u00a0][^\W\d_]{1,4},[ \u00a0][\"“„«]?")
"""A pronoun behind a phrase of origin, and a name that explains what came before: "built on it, ABC"."""
_TELLING = 8
"""Letters from which a phrase of lineage is plain enough to speak of what the page is about."""
_BESIDE = 20
_NEAR = 4
"""Characters between a name and its noun; words between a phrase and the name it belongs to."""


def lineage(page: Page, focus: Focus) -> Iterator[Claim]:
    """What led to what, by words of origin in any order; a pronoun means the thing named before."""
    for sentence in page.telling("springs", "lineage_to", "lineage_from", "without", "from_nothing"):
        if focus.practice and (new := _first_named(page, sentence, focus.practice)):
            yield claim(page, focus.practice, "ledTo", new, "lineage-practice", 0.75, at=new)
            continue
        told = list(grown(page, focus, sentence))
        named = {frozenset((c.subject.id, c.object.id)) for c in told if c.object}
        told += [c for c in _led(page, focus, sentence, apart=bool(told)) if c.object and _new(named, c)]
        yield from told or _without(page, focus, sentence) or _not_from_nothing(page, focus, sentence)


def _first_named(page: Page, sentence: Sentence, practice: Mention) -> Mention | None:
    """What a sentence of growth on a practice's page names for the first time, and alone: it came out of the practice.

    Not what it came out of, nor where it was found: "from the project X", "in the project X".
    """
    named = {m.key: m for m in reversed(in_sentence(page, sentence, *KINDS))}
    new = next(iter(named.values()), None)
    if new is None or len(named) > 1 or new.type not in EFFECTS or sentence.start < practice.end:
        return None
    if any(m.key == new.key for m in page.within(0, sentence.start)) or is_source(page, sentence, new):
        return None
    if noun_source(page, sentence) == "event":
        return None
    words = page.tokens_in(sentence.start, new.start)[-_NEAR:]
    led = any(w.folded in page.pack.locative - page.pack.articles for w in words)
    hits = [page.pack.trigger(n).search(page.text, sentence.start, sentence.end) for n in ("springs", "lineage_to")]
    hits += [page.pack.trigger("lineage_from").search(page.text, sentence.start, new.start)]
    return new if any(hits) and not led else None


def _new(named: set[frozenset[str]], found: Claim) -> bool:
    """A pair of which nothing has been said, nor of both of its things."""
    pair = frozenset((found.subject.id, found.object.id if found.object else ""))
    return pair not in named


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
        if not forward and page.dates_in(hit.end(), hit.end() + _BESIDE):
            continue  # "it runs from May"
        before = [m for m in found if m.end <= hit.start()]
        after = [m for m in found if m.start >= hit.end() and (forward or apart or not told or focus.is_origin(m))]
        sides = _forward if forward else _backward
        both = list(pairs(*sides(page, focus, sentence, hit, before, after)))
        for cause, effect in both:
            yield claim(page, cause, "ledTo", effect, f"lineage-{'to' if forward else 'from'}", 0.75)
        told = bool(both)
        if both and not any(focus.is_origin(m) and m.end <= hit.start() for m in found):
            break  # else "it builds on A, and led to B"


def _forward(
    page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str], before: list[Mention], after: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """ "A led to B", "B, to which A led", "the method became the project B"."""
    if not before and equated(page, after):
        return after[1:2], after[:1]
    acting = [m for m in before if not focus.is_origin(m) and not _at_event(page, sentence, m)]
    causes = _listed_before(page, acting)
    effects = [m for m in after if m.type not in CAUSES][:1]
    ends = not re.search(r"\w", page.text[hit.end() : sentence.end])
    if not effects and ends and len(before) > 1 and before[-2].type in EFFECTS and relative(page, *before[-2:]):
        return before[-1:], before[-2:-1]
    noun = effects and any(h.kind in SOURCE_NOUNS for h in page.heads_in(hit.end(), effects[0].end + _BESIDE))
    if not causes and effects and effects[0].type in EFFECTS and (len(hit.group()) >= _TELLING or noun):
        causes = _bare_before(page, sentence, hit.start()) or meant(focus, sentence, sentence.start)
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
    if not after and (own := possessor(page, sentence, hit, before, meant(focus, sentence, sentence.start))):
        return own
    if after and not before and (subject := _told_of(page, hit, after[0])):
        thing = focus.collaboration()
        titled = thing is not None and thing.type in EFFECTS and thing.start < focus.title_end
        return [thing] if thing and titled else meant(focus, sentence, sentence.start), subject
    works = [m for m in after if m.type != "Initiative" or m.record is None]
    causes, effects = works or after, [m for m in before if m.type not in CAUSES][-1:]
    cased = page.pack.cased_places and not after and before and not joined(page, before[:-1], before[-1])
    if cased and focus.is_origin(before[-1]):
        return before[-1:], [m for m in before[:-1] if m.type in EFFECTS][-1:] or effects_meant(focus, sentence)
    if not before and after and after[0].type in EFFECTS and inverted(page, hit.end(), after[0].start):
        return meant(focus, sentence, sentence.start), after[:1]
    bare = any(h.kind in SOURCE_NOUNS for h in page.heads_in(sentence.start, hit.start()))
    if not effects and focus.partnership and page.heads_in(sentence.start, sentence.end, "partnership"):
        effects = [focus.partnership]
    elif not effects and causes and (" " in hit.group() or bare):
        effects = effects_meant(focus, sentence)
    if not causes and focus.practice and effects:
        causes = [focus.practice]
    if not causes and effects and bare_behind(page, sentence, hit.end()):
        causes = [m for m in meant(focus, sentence, effects[0].start) if m.start < effects[0].start]
    return causes, effects


def _listed_before(page: Page, found: list[Mention]) -> list[Mention]:
    """The last mention and those coordinated with it."""
    out = found[-1:]
    for m in reversed(found[:-1]):
        if len(gap(page.text, m.end, out[0].start).strip(" ,;").split()) > 1 or m.type != out[0].type:
            break
        out.insert(0, m)
    return out


def _told_of(page: Page, hit: re.Match[str], named: Mention) -> list[Mention]:
    """What a phrase of origin without a name of its own says something of: "its fruit is B", "the successor: B"."""
    between = gap(page.text, hit.end(), named.start)
    explains = _PRONOUN.fullmatch(between) is not None
    copula = any(page.pack.trigger(n).search(between) for n in ("copula", "be"))
    short = len(between.split()) <= _NEAR and "," not in between
    leads = short and (copula or between.rstrip(' \u00a0"“„«»”').endswith(":"))
    if named.type not in EFFECTS or not (explains or leads) or page.pack.trigger("previous").search(between):
        return []
    return [] if page.pack.trigger("idea").search(hit.group()) else [named]  # "its roots are in A"


def _at_event(page: Page, sentence: Sentence, named: Mention) -> bool:
    """An event at which something was said or done, and that did not itself do it: "At the seminar …"."""
    before = page.tokens_in(sentence.start, named.start)[-1:]
    led = bool(before) and before[0].folded in page.pack.locative - page.pack.articles
    ends = page.text[named.start : named.end].split()[0].endswith(page.pack.locative_endings or ("\0",))
    return named.type == "Event" and (led or (page.pack.cased_places and ends))


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
    return [claim(page, cause, "ledTo", e, "lineage-without", 0.7, at=cause) for _, e in pairs([cause], effects)]


def _words_between(page: Page, m: Mention, hit: re.Match[str]) -> int:
    low, high = (m.end, hit.start()) if m.end <= hit.start() else (hit.end(), m.start)
    return len(page.tokens_in(low, high)) if low <= high else 0


def _not_from_nothing(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """ "B did not come out of nothing: …": the project that the rest of it, or the next sentence, names led to B."""
    hit = page.pack.trigger("from_nothing").search(page.text, sentence.start, sentence.end)
    if hit is None:
        return
    found = in_sentence(page, sentence, "Project", "Partnership", "Network")
    effects = [m for m in found if m.end <= hit.start()][-1:] or effects_meant(focus, sentence)
    causes = [m for m in found if m.start >= hit.end()]
    index = page.index_of(sentence) + 1
    if not causes and index < len(page.sentences) and page.sentences[index].block == sentence.block:
        causes = in_sentence(page, page.sentences[index], "Project")
    for cause, effect in pairs([c for c in causes if c.key not in {e.key for e in effects}][:1], effects):
        yield claim(page, cause, "ledTo", effect, "lineage-from-nothing", 0.7, at=cause)
