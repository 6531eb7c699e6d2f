"""What led to what: "A led to B", "B grew out of A", "out of it came B", and sister projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.focus import Focus, claim, in_sentence
from regiograph.extract.layout import Sentence
from regiograph.extract.names import LINKING
from regiograph.extract.page import Head, Mention, Page, gap
from regiograph.model import Claim, EntityType

_KINDS: tuple[EntityType, ...] = ("Project", "Partnership", "Network", "Initiative", "GoodPractice", "Event")
_CAUSES: frozenset[EntityType] = frozenset({"GoodPractice", "Event"})
"""What may lead to a project and is led to by none."""
_EFFECTS = frozenset({"Project", "Partnership", "Network"})
_SOURCE_NOUNS = frozenset({"project", "partnership", "network", "initiative"})
_WORDS = re.compile(r"[^\W\d_]+(?:['’])?")
_SOURCE_WORDS = 4
"""Words that may stand between "out of" and the name: "from the earlier European project X"."""
_TELLING = 8
"""Letters from which a phrase of lineage is plain enough to speak of what the page is about."""


def lineage(page: Page, focus: Focus) -> Iterator[Claim]:
    """What led to what, by words of origin in any order; a pronoun means the thing named before."""
    for sentence in page.telling("springs", "lineage_to", "lineage_from"):
        told = list(_grown(page, focus, sentence))
        yield from told or _led(page, focus, sentence)


def _grown(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """A verb of growth and a name or noun marked as the source: "Aus dem Projekt A ist B erwachsen"."""
    verb = page.pack.trigger("springs").search(page.text, sentence.start, sentence.end)
    if verb is None:
        return
    found = in_sentence(page, sentence, *_KINDS)
    causes = [m for m in found if _is_source(page, sentence, m)]
    causes = [m for m in found if m in causes or _joined(page, causes, m)]
    effects = [m for m in found if m not in causes and m.type in _EFFECTS]
    if not causes and (page.pack.trigger("out_of_it").search(page.text, sentence.start, sentence.end)):
        effects = [m for m in effects if m.start > verb.start()] or effects
        causes = _meant(focus, sentence, sentence.start)
    elif not causes and _noun_source(page, sentence):
        first = min((m.start for m in effects), default=sentence.start)
        causes = _meant(focus, sentence, sentence.start if first >= verb.start() else first)
    elif causes and not effects:
        effects = [m for m in _meant(focus, sentence, sentence.start) if m.type in _EFFECTS]
    elif causes:
        behind = [m for m in effects if m.start > max(c.start for c in causes)]
        effects = behind if causes[0].start < verb.start() and behind else effects
    for cause in causes:
        for effect in effects:
            if cause.key != effect.key:
                yield claim(page, cause, "ledTo", effect, "lineage-source", 0.75, at=effect)


def _meant(focus: Focus, sentence: Sentence, at: int) -> list[Mention]:
    thing = focus.collaboration_near(sentence, at)
    return [thing] if thing else []


def _is_source(page: Page, sentence: Sentence, mention: Mention) -> bool:
    """ "Out of", "from" before the name, nouns and articles between them; or an ending that says so."""
    words = list(_WORDS.finditer(page.text, max(sentence.start, mention.start - 60), mention.start))
    source = page.pack.trigger("out_of")
    noun = strange = False
    closest = words[-_SOURCE_WORDS - 1 :]
    for previous, word in reversed(list(zip([None, *closest], closest, strict=False))):
        shown = word.group().rstrip("'’")
        if page.pack.trigger("springs").fullmatch(shown):
            break
        pair = f"{previous.group()} {shown}" if previous else shown
        if source.fullmatch(shown) or source.fullmatch(pair):
            return not page.overlapping(word.end(), mention.start)
        noun = noun or _kind_of(page, word.start(), word.end()) is not None
        if not _passes(page, word.start(), word.end()):
            if strange or not noun:  # "from the results of the project X"
                break
            strange = True
    tail = page.text[mention.end : mention.end + 30]
    ending = re.match(r"(?:[-–'’:]?[^\W\d_]+)?(?: [^\W\d_]+)?", tail)
    shown = page.text[mention.start : mention.end].split()[-1] + (ending.group() if ending else "")
    last = shown.split()[0] if not _kind_of(page, mention.end, mention.end + len(shown)) else shown.split()[-1]
    return page.pack.cased_places and bool(source.fullmatch(re.split(r"[-–]", last)[-1]))


def _joined(page: Page, causes: list[Mention], mention: Mention) -> bool:
    """The second of "out of the projects A and B"."""
    between = [gap(page.text, c.end, mention.start).strip(" ,;") for c in causes if c.end <= mention.start]
    words = between[-1].casefold().split() if between else ["", ""]
    return len(words) == 1 and (words[0] in LINKING or words[0] in page.pack.linking)


def _passes(page: Page, start: int, end: int) -> bool:
    """A word that may stand between "out of" and a name: an article, a noun for the kind of thing, an adjective."""
    word = page.text[start:end].rstrip("'’").casefold()
    known = word in page.pack.articles or len(word) <= 3 or bool(page.pack.trigger("qualifier").fullmatch(word))
    return known or _kind_of(page, start, end) is not None or page.pack.trigger("called").fullmatch(word) is not None


def _kind_of(page: Page, start: int, end: int) -> Head | None:
    return next((h for h in page.heads_in(start, end) if h.kind in _SOURCE_NOUNS), None)


def _noun_source(page: Page, sentence: Sentence) -> bool:
    """ "From the partnership", "out of the network" without a name: a bare noun marked as the source."""
    source = page.pack.trigger("out_of")
    for head in page.heads_in(sentence.start, sentence.end):
        if head.kind not in _SOURCE_NOUNS or page.overlapping(head.start, head.end):
            continue
        words = [w.group().rstrip("'’") for w in _WORDS.finditer(page.text, sentence.start, head.start)]
        if any(source.fullmatch(w) for w in words[-3:]):
            return True
        if page.pack.cased_places and source.fullmatch(page.text[head.start : head.end]):
            return True
    first = next(iter(_WORDS.finditer(page.text, sentence.start, sentence.end)), None)
    if first is None or page.pack.cased_places or not source.fullmatch(first.group().rstrip("'’")):
        return False
    opening = page.within(sentence.start, sentence.start + 60)  # "Aus den gemeinsamen Gesprächen …"
    return not any(m.type not in {"Theme", *_EFFECTS} for m in opening)


def _led(page: Page, focus: Focus, sentence: Sentence) -> Iterator[Claim]:
    """A phrase of lineage between two names; where one side is left out, what the text speaks of."""
    found = in_sentence(page, sentence, *_KINDS)
    for name, forward in (("lineage_to", True), ("lineage_from", False)):
        hit = page.pack.trigger(name).search(page.text, sentence.start, sentence.end)
        if hit is None:
            continue
        before = [m for m in found if m.end <= hit.start()]
        after = [m for m in found if m.start >= hit.end()]
        plain = len(hit.group()) >= _TELLING
        if forward:
            causes, effects = _listed_before(page, before), [m for m in after if m.type not in _CAUSES][:1]
            if not causes and effects and effects[0].type in _EFFECTS and plain:
                causes = _meant(focus, sentence, sentence.start)
        else:
            causes, effects = after, [m for m in before if m.type not in _CAUSES][-1:]
            if not effects and focus.partnership and page.heads_in(sentence.start, sentence.end, "partnership"):
                effects = [focus.partnership]
            elif not effects and causes and " " in hit.group():
                effects = [m for m in _meant(focus, sentence, sentence.start) if m.type in _EFFECTS]
            if not causes and focus.practice and effects:
                causes = [focus.practice]
        pairs = [(cause, effect) for cause in causes for effect in effects if cause.key != effect.key]
        for cause, effect in pairs:
            yield claim(page, cause, "ledTo", effect, f"lineage-{'to' if forward else 'from'}", 0.75)
        if pairs:
            break


def _listed_before(page: Page, found: list[Mention]) -> list[Mention]:
    """The last mention and those coordinated with it."""
    out = found[-1:]
    for m in reversed(found[:-1]):
        if len(gap(page.text, m.end, out[0].start).strip(" ,;").split()) > 1 or m.type != out[0].type:
            break
        out.insert(0, m)
    return out


def sisters(page: Page) -> Iterator[Claim]:
    """ "its sister project B": two projects of one sentence are sisters."""
    for sentence in page.telling("sister"):
        if page.pack.trigger("sister").search(page.text, sentence.start, sentence.end):
            projects = list({m.key: m for m in in_sentence(page, sentence, "Project")}.values())
            if len(projects) == 2:
                yield claim(page, projects[0], "ledTo", projects[1], "sister", 0.85, relation="sisterOf")
