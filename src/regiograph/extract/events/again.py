"""Further events of a kind that a page has named: "the fourth review", "the next evaluation", "a rerun in Lienz".

What is repeated is a part of a longer noun ("peer review" → "review"), with a word for its order before it; or a word
that means another of the same. Each needs a town or a date in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from regiograph.extract.events.names import alike_words
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page, gap, key_of
from regiograph.extract.territories.gazetteer import Token

CALL = "event_call"
_KINDS = frozenset({"event_peer_review", "event_study_visit", "event_seminar", "event_conference", "event_meeting"})
_LETTERS = 5
_NAME = 2
"""Words of an event's noun, or letters of a compound, from which on a part of it may stand for it."""
_COMPOUND = 12
_OPENING, _STOP = 4, 4
"""Words that open a sentence, and the letters of the shortest noun among them for what comes next."""
_NEAR, _VERB = 40, 4
"""Characters from that noun to its town, and the words that may stand there with a verb."""
_LEAST = 2
"""Letters of the longest preposition among what says that an event is held, verbs being longer."""
_SIGN = re.compile(r"[ \u00a0]?[:?–—][ \u00a0\n]")
WEAK = "event_weak"
_ORDERS = ("coming", "previous")


def find_again(page: Page) -> None:
    """Adds the events that an ordinal or "next" and a part of a known noun tell."""
    find_repeated(page)
    find_next(page)
    nouns = {gap(page.text, h.start, h.end).casefold(): h for h in _known(page)}
    if not nouns:
        return
    ordered = {s.start for s in page.telling(*_ORDERS)}
    for sentence in page.sentences:
        if not _placed(page, sentence):
            continue
        for order, word, number in _pairs(page, sentence, sentence.start in ordered):
            head = next((h for noun, h in nouns.items() if alike_words(noun, word.folded)), None)
            if head is None or page.overlapping(order.start, word.end):
                continue
            _add(page, order.start, word.end, head, number)
            break


def find_repeated(page: Page) -> None:
    """Adds what repeats the event told before it: "A rerun in German will take place in Lienz on 2 October"."""
    for sentence in page.telling("repeat") if page.of("Event") else ():
        if not _placed(page, sentence):
            continue
        for hit in page.pack.trigger("repeat").finditer(page.text, sentence.start, sentence.end):
            known = [m for m in page.of("Event") if m.start < hit.start() and page.events.get(m.key) != CALL]
            here = page.sentence_at(known[-1].start) if known else None
            near = here is not None and page.index_of(sentence) - page.index_of(here) <= 1
            towns = [m for m in page.within(hit.end(), sentence.end) if m.type == "Place"]
            if (
                not near
                or not towns
                or page.overlapping(*hit.span())
                or page.heads_in(hit.end(), towns[0].start, "event")
            ):
                continue
            name = hit.group()
            key = key_of("Event", f"{name} {towns[0].name}")
            page.events[key] = page.events.get(known[-1].key, "event_meeting")
            page.insert(Mention(hit.start(), hit.end(), key, "Event", name, "event-next", 0.7, None, "inflected"))


def find_next(page: Page) -> None:
    """Adds what the next one is, whatever its noun: "Next stop: Ghent, 12 May", "La prochaine étape sera à Ghent"."""
    for sentence in page.telling("coming") if page.of("Event") else ():
        words = page.tokens_in(sentence.start, sentence.end)[:_OPENING]
        for order, word in pairwise(words):
            apart = page.text[order.end : word.start] not in {" ", "\u00a0"}
            if apart or not page.pack.trigger("coming").fullmatch(order.text) or len(word.text) < _STOP:
                continue
            plain = all(h.kind == WEAK for h in page.heads_in(word.start, word.end))
            timed = page.pack.of_time(word.folded) or page.pack.trigger("spell_of_time").fullmatch(word.text)
            kept = timed or page.overlapping(order.start, word.end)
            if plain and not kept and _town_told(page, sentence, word.end):
                _after(page, order.start, word.end)
            break


def _town_told(page: Page, sentence: Sentence, at: int) -> bool:
    """A colon, dash or question mark, or a verb of being or being held, leads to a town right behind."""
    end = sentence.end
    index = page.index_of(sentence) + 1
    if page.text[at : at + 1] == "?" and index < len(page.sentences):
        end = page.sentences[index].end
    behind = page.within(at, min(end, at + _NEAR))
    town = behind[0] if behind and behind[0].type == "Place" else None
    if town is None:
        return False
    sign = _SIGN.match(page.text, at)
    verbs = (h for t in ("copula", "planned", "held") for h in page.pack.trigger(t).finditer(page.text, at, town.start))
    verb = any(h.end() - h.start() > _LEAST for h in verbs)
    words = page.tokens_in(at, town.start)
    light = all(w.folded in page.pack.light for w in words)
    return bool((sign and light) or (verb and words and len(words) <= _VERB))


def _after(page: Page, start: int, end: int) -> None:
    """An event of the kind of the last one told before, calls aside."""
    known = [m for m in page.of("Event") if m.start < start and page.events.get(m.key) != CALL]
    if not known:
        return
    name = gap(page.text, start, end)
    key = key_of("Event", name)
    page.events[key] = page.events.get(known[-1].key, "event_meeting")
    page.insert(Mention(start, end, key, "Event", name, "event-next", 0.7, None, "inflected"))


def _known(page: Page) -> Iterator[Head]:
    """The nouns of the page's events that have several words or are compounds."""
    for m in page.of("Event"):
        for head in page.heads_in(m.start, m.end, "event"):
            words = len(page.tokens_in(head.start, head.end))
            if head.kind in _KINDS and (words >= _NAME or head.end - head.start >= _COMPOUND):
                yield head


def _pairs(page: Page, sentence: Sentence, ordered: bool) -> Iterator[tuple[Token, Token, int | None]]:
    """A word for an order and the plain noun behind it, that names nothing by itself."""
    tokens = page.tokens_in(sentence.start, sentence.end)
    for order, word in pairwise(tokens):
        if len(word.text) < _LETTERS or page.text[order.end : word.start] not in {" ", "\u00a0"}:
            continue
        if not (word.text.islower() or page.pack.nouns_capital) or page.heads_in(word.start, word.end):
            continue
        number = page.ordinal(order.folded)
        told = ordered and any(page.pack.trigger(t).fullmatch(order.text) for t in _ORDERS)
        if told or number is not None:
            yield order, word, number


def _placed(page: Page, sentence: Sentence) -> bool:
    """A town or a date stands in a sentence."""
    dated = any(d.day or d.year for d in page.dates_in(sentence.start, sentence.end))
    return dated or bool(page.named_in(sentence, ("Place",)))


def _add(page: Page, start: int, end: int, head: Head, number: int | None) -> None:
    """A mention of the event of a kind with that number, or of a new one."""
    name = gap(page.text, start, end)
    key = next((k for k, n in page.series.items() if n == number and page.events.get(k) == head.kind), None)
    known = next((m for m in page.of("Event") if m.key == key), None)
    if known is not None:
        name = known.name
    else:
        key = key_of("Event", name)
        page.events[key] = head.kind
        if number is not None:
            page.series[key] = number
    page.insert(Mention(start, end, key or "", "Event", name, "event-next", 0.7, None, "inflected"))
