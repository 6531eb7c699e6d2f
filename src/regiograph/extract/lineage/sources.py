"""What a sentence marks as a source: a name or noun behind "out of", after "after", or in a case that says so."""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page, gap
from regiograph.extract.reading.spelling import LINKING
from regiograph.model import EntityType

KINDS: tuple[EntityType, ...] = ("Project", "Partnership", "Network", "Initiative", "GoodPractice", "Event")
"""What can take part in lineage."""
CAUSES: frozenset[EntityType] = frozenset({"GoodPractice", "Event"})
"""What may lead to a project and is led to by none."""
EFFECTS: frozenset[EntityType] = frozenset({"Project", "Partnership", "Network"})
SOURCE_NOUNS = frozenset({"project", "partnership", "network", "initiative"})
_WORDS = re.compile(r"[^\W\d_]+(?:['’])?")
_COLON = re.compile(r"[:;][ \u00a0]")
_SOURCE_WORDS = 4
_BESIDE = 20
"""Words that may stand between "out of" and the name: "from the earlier European project X"; characters behind them."""
_PREPOSITION = 4
"""Letters that a word for "out of" has at most where it stands before its noun."""
_SHORT, _PHRASE = 4, 30
"""Letters of the last word of a phrase for "after", and of the phrase."""
_STEM = 6
"""Letters that a short form shares with a word of the name."""


def is_source(page: Page, sentence: Sentence, mention: Mention) -> bool:
    """ "Out of", "from", "after" before the name, nouns and articles between; or an ending or word that says so."""
    words = list(_WORDS.finditer(page.text, max(sentence.start, mention.start - 60), mention.start))
    if mention.rule == "counted":  # "out of two older projects, A and B"
        return any(_marks(page, w.group()) for w in words)
    noun = strange = False
    closest = words[-_SOURCE_WORDS - 1 :]
    for previous, word in reversed(list(zip([None, *closest], closest, strict=False))):
        shown = word.group().rstrip("'’")
        if page.pack.trigger("springs").fullmatch(shown):
            break
        pair = f"{previous.group()} {shown}" if previous else shown
        if _marks(page, shown) or _marks(page, pair):
            return not page.overlapping(word.end(), mention.start)
        if len(shown) <= _SHORT and _ends_phrase(page, sentence, word.end()):
            return not page.overlapping(word.end(), mention.start)
        noun = noun or _kind_of(page, word.start(), word.end()) is not None
        if not _passes(page, word.start(), word.end()):
            if strange or not noun:  # "from the results of the project X"
                break
            strange = True
    return _marked_behind(page, mention)


def _ends_phrase(page: Page, sentence: Sentence, end: int) -> bool:
    """A phrase of three words or more for "after" ends here: "sulla scia di"."""
    hits = page.pack.trigger("after").finditer(page.text, max(sentence.start, end - _PHRASE), end)
    return any(h.end() == end for h in hits)


def _marks(page: Page, words: str) -> bool:
    return any(page.pack.trigger(name).fullmatch(words) for name in ("out_of", "after"))


def _marked_behind(page: Page, mention: Mention) -> bool:
    """A case ending at the name or at its noun, or a postposition."""
    tail = page.text[mention.end : mention.end + 30]
    ending = re.match(r"(?:[-–’':]?[^\W\d_]+)?(?: [^\W\d_]+)?", tail)
    shown = page.text[mention.start : mention.end].split()[-1] + (ending.group() if ending else "")
    noun = _kind_of(page, mention.end, mention.end + len(shown)) is not None
    ends = [w for n, w in enumerate(shown.split()) if not n or noun]
    source = page.pack.trigger("out_of")
    cased = page.pack.cased_places and any(source.fullmatch(re.split(r"[-–]", w)[-1]) for w in ends)
    behind = [t.text for t in page.tokens_in(mention.end, mention.end + 30)[:2]]
    cased = cased or (page.pack.cased_places and _postposed(page, mention.end))
    return cased or (page.pack.cased_places and any(page.pack.trigger("after").fullmatch(w) for w in behind))


def _postposed(page: Page, end: int) -> bool:
    """ "Tīkla darba rezultātā": a long word for "out of" behind a noun or name, one word between at most."""
    source = page.pack.trigger("out_of")
    behind = page.tokens_in(end, end + 30)[:2]
    return any(len(t.text) > _PREPOSITION and source.fullmatch(t.text) for t in behind)


def joined(page: Page, causes: list[Mention], mention: Mention) -> bool:
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
    return next((h for h in page.heads_in(start, end) if h.kind in SOURCE_NOUNS), None)


def noun_source(page: Page, sentence: Sentence) -> str | None:
    """The kind of a bare noun marked as the source: "from the partnership", "out of the practice", "of this work"."""
    source = page.pack.trigger("out_of")
    nouns = [(h.start, h.end, h.kind) for h in page.heads_in(sentence.start, sentence.end)]
    plain = [("outcome", "outcome"), ("examples", "practice")] if page.of("GoodPractice") else [("outcome", "outcome")]
    for trigger, kind in plain:
        hits = page.pack.trigger(trigger).finditer(page.text, sentence.start, sentence.end)
        nouns += [(m.start(), m.end(), kind) for m in hits]
    kinds = {kind: "outcome" if kind == "event_weak" else "event" for _, _, kind in nouns if kind.startswith("event")}
    nouns = [(start, end, kinds.get(kind, kind)) for start, end, kind in nouns]
    for start, end, kind in sorted(nouns, key=lambda n: n[:2]):
        if kind not in SOURCE_NOUNS | {"practice", "outcome", "event"} or page.overlapping(start, end):
            continue
        words = [w.group().rstrip("'’") for w in _WORDS.finditer(page.text, sentence.start, start)]
        pairs = [f"{a} {b}" for a, b in pairwise(words[-4:])]
        if any(source.fullmatch(w) for w in (*words[-3:], *pairs)):
            return kind
        if page.pack.cased_places and (source.fullmatch(page.text[start:end]) or _postposed(page, end)):
            return kind
    clauses = [sentence.start, *(m.end() for m in _COLON.finditer(page.text, sentence.start, sentence.end))]
    for clause in () if page.pack.cased_places else clauses[-2:]:
        first = next(iter(_WORDS.finditer(page.text, clause, sentence.end)), None)
        if first is None or not source.fullmatch(first.group().rstrip("'’")):
            continue
        opening = page.within(clause, clause + 60)  # "Aus den gemeinsamen Gesprächen …"
        return None if any(m.type not in {"Theme", *EFFECTS} for m in opening) else "outcome"
    return None


def short_form(page: Page, sentence: Sentence, before: int) -> Mention | None:
    """A known collaboration by one inflected word of its name, marked as the source: "From the Kiigeplats …"."""
    source = page.pack.trigger("out_of")
    names = {m.key: m for m in page.of("Project", "Partnership", "Network") if " " in m.name and m.start < before}
    if not names:
        return None
    words = page.tokens_in(sentence.start, before)
    for n, word in enumerate(words):
        marked = page.pack.cased_places and source.fullmatch(word.text)
        led = n > 0 and source.fullmatch(words[n - 1].text)
        if (
            not (marked or led)
            or not word.text[0].isupper()
            or len(word.text) < _STEM
            or page.overlapping(word.start, word.end)
        ):
            continue
        for m in names.values():
            if any(w[:_STEM] == word.folded[:_STEM] for w in m.name.casefold().split() if len(w) >= _STEM):
                return m
    return None


def possessor(
    page: Page, sentence: Sentence, hit: re.Match[str], before: list[Mention], meant: list[Mention]
) -> tuple[list[Mention], list[Mention]] | None:
    """ "B on varasema projekti A jätk", "B az A projekt folytatása": the source right before a noun of origin."""
    if not page.pack.cased_places or not page.pack.heads_follow or not before or before[-1].type not in EFFECTS:
        return None
    source = before[-1]
    between = [t for t in page.tokens_in(source.end, hit.start()) if not page.heads_in(t.start, t.end)]
    if between or re.search(r"[,;:]", page.text[source.end : hit.start()]):
        return None
    others = [m for m in before[:-1] if m.key != source.key and m.type in EFFECTS]
    apart = gap(page.text, others[-1].end, source.start).strip().casefold() if others else ""
    if apart in page.pack.linking or apart == ",":
        return None  # "A ja B on jätk": side by side
    effects = others[-1:] or [m for m in meant if m.start < sentence.start]
    told = bool(others) or source.start > sentence.start + 1
    return ([source], effects) if told and effects and effects[0].key != source.key else None


def equated(page: Page, after: list[Mention]) -> bool:
    """ "The successor of A is B": "is" between the first two names, and few words."""
    if len(after) < 2 or after[0].key == after[1].key or not {m.type for m in after[:2]} <= EFFECTS:
        return False
    between = gap(page.text, after[0].end, after[1].start)
    is_so = any(page.pack.trigger(n).search(between) for n in ("copula", "be"))
    return is_so and len(between.split()) <= _SOURCE_WORDS and "," not in between


def turned(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """The phrase is part of a longer one that leads the other way: "preceded" in "it was preceded by"."""
    others = page.pack.trigger("lineage_from").finditer(page.text, sentence.start, sentence.end)
    return any(o.start() <= hit.start() and o.end() >= hit.end() and o.span() != hit.span() for o in others)


def inverted(page: Page, low: int, high: int) -> bool:
    """ "A fruit of this experience is B": a bare noun and "is" stand before the name."""
    outcome = page.pack.trigger("outcome").search(page.text, low, high)
    return outcome is not None and page.pack.trigger("copula").search(page.text, outcome.end(), high) is not None


def bare_behind(page: Page, sentence: Sentence, at: int) -> bool:
    """ "Born of the project", "as a result of this work": a noun without a name follows a phrase of origin."""
    words = page.tokens_in(at, sentence.end)[:_SOURCE_WORDS]
    end = words[-1].end if words else at
    if any(m.type in EFFECTS for m in page.within(at, min(sentence.end, end + _BESIDE))):
        return False
    nouns = [h for h in page.heads_in(at, end) if h.kind in SOURCE_NOUNS]
    return bool(nouns) or page.pack.trigger("outcome").search(page.text, at, end) is not None


def relative(page: Page, first: Mention, second: Mention) -> bool:
    """One comma, and few words behind it, stand between: "B, to which the project A …"."""
    between = gap(page.text, first.end, second.start)
    return between.count(",") == 1 and len(between.rsplit(",", 1)[1].split()) <= _SOURCE_WORDS
