"""Events without a noun of their own: "The third will take place in Bruges", "another in Badajoz", "partners meet".

What is left out is the noun of the event told last; a verb of meeting with the partners as its subject tells one
itself. Each needs a date or a place, so that an ordinal alone makes no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.layout import Sentence
from regiograph.extract.page import Mention, Page, gap, key_of

CALL = "event_call"
_BACK = 2
"""Sentences back in which the event stands that "the next one" follows."""
_SHORT_WORD = 4
"""Letters of an article that no pack has ("Das", "Il", "Το")."""
_HELD_WORD = 4
_NEAR = 60
"""Characters from a verb of meeting to its place or date."""
_SUBJECT = 25
"""Characters between the partners and their verb."""
_MONTH = 7
_LEADING = 4
"""Words between "another" and its place."""


def find_elliptic(page: Page) -> None:
    """Adds the events that a pronoun, an ordinal or a verb of meeting tells."""
    told = page.telling("another", "gather")
    for index, sentence in enumerate(page.sentences) if told or page.of("Event") else ():
        before = _told_before(page, index)
        if before is not None and (span := _opener(page, sentence)):
            _add(page, span, page.events.get(before.key, "event_meeting"), "event-next", _noun(page, before))
        if sentence not in told:
            continue
        for span, near in _others(page, sentence, before):
            _add(page, span, page.events.get(near.key, "event_meeting"), "event-another")
        if span := _meeting(page, sentence):
            _add(page, span, "event_meeting", "event-verb")


def _add(page: Page, span: tuple[int, int], kind: str, rule: str, noun: str = "") -> None:
    if any(m.type == "Event" for m in page.overlapping(*span)):
        return
    name = f"{gap(page.text, *span).strip()} {noun}".strip()
    key = key_of("Event", name)
    page.events[key] = kind
    page.insert(Mention(span[0], span[1], key, "Event", name, rule, 0.7, None, "inflected"))
    for n, word in ((page.ordinal(t.folded), t) for t in page.tokens_in(*span)):
        if n is not None and word.end <= span[1]:
            page.series[key] = n


def _noun(page: Page, event: Mention) -> str:
    """The noun that tells which kind an event is."""
    heads = page.heads_in(event.start, event.end, "event")
    return gap(page.text, heads[-1].start, heads[-1].end) if heads else ""


def _told_before(page: Page, index: int) -> Mention | None:
    """The last event, calls aside, of the sentences right before one, in its block or the one above."""
    here = page.sentences[index]
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        sentence = page.sentences[at]
        if here.block - sentence.block > 1:
            return None
        events = [m for m in page.named_in(sentence, ("Event",)) if page.events.get(m.key) != CALL]
        if events:
            return events[-1]
    return None


def _opener(page: Page, sentence: Sentence) -> tuple[int, int] | None:
    """ "The next will be held …": an article, a word for an order, and right behind it a verb; no noun."""
    words = page.tokens_in(sentence.start, min(sentence.end, sentence.start + 60))[:4]
    for n, word in enumerate(words[:3]):
        if n and not (words[n - 1].folded in page.pack.articles or len(words[n - 1].text) <= _SHORT_WORD):
            return None
        hit = page.pack.trigger("next_one").match(page.text, word.start)
        end = hit.end() if hit else word.end if page.ordinal(word.folded) is not None else None
        if end is None:
            continue
        if page.overlapping(sentence.start, end) or not _verb(page, end, sentence):
            return None
        return (sentence.start, end) if _placed(page, sentence) else None
    return None


def _verb(page: Page, end: int, sentence: Sentence) -> bool:
    """A verb of being held or planned, or a copula, right behind a word (Finnish and the like: of any sentence)."""
    at = end + len(page.text[end : sentence.end]) - len(page.text[end : sentence.end].lstrip())
    if at == end:
        return False
    for name in ("held", "planned", "copula"):
        hit = page.pack.trigger(name).match(page.text, at)
        if hit and (name == "copula" or hit.end() - hit.start() > 2):
            return True
    return False


def _placed(page: Page, sentence: Sentence) -> bool:
    """A date with its month, or a town or region, in a sentence without another event."""
    if page.named_in(sentence, ("Event",)):
        return False
    dated = any(d.year and (len(d.first) >= _MONTH or d.vague) for d in page.dates_in(sentence.start, sentence.end))
    return dated or bool(page.named_in(sentence, ("Place", "Region")))


def _others(page: Page, sentence: Sentence, before: Mention | None) -> Iterator[tuple[tuple[int, int], Mention]]:
    """ "… and another in Badajoz": the word, and the place that a preposition or a case leads to right behind it."""
    for hit in page.pack.trigger("another").finditer(page.text, sentence.start, sentence.end):
        own = [m for m in page.named_in(sentence, ("Event",)) if m.end <= hit.start()]
        near = own[-1] if own else before
        if near is None or page.events.get(near.key) == CALL or page.overlapping(hit.start(), hit.end()):
            continue
        place = next(
            (m for m in page.within(hit.end(), min(sentence.end, hit.end() + 40)) if m.type in {"Place", "Region"}),
            None,
        )
        if place is None:
            continue
        words = gap(page.text, hit.end(), place.start).split()
        led = any(w.casefold() in page.pack.locative for w in words[-2:])
        if (led or (not words and place.form == "inflected")) and _only_light(page, words):
            yield (hit.start(), place.end if len(words) <= 1 else hit.end()), near


def _only_light(page: Page, words: list[str]) -> bool:
    """Small words and verbs stand between "another" and its place, no noun."""
    text = " ".join(words)
    small = sum(len(w) <= _SHORT_WORD or w.casefold() in page.pack.light for w in words)
    verbs = any(page.pack.trigger(name).search(text) for name in ("held", "planned"))
    return len(words) <= _LEADING and (small == len(words) or (verbs and small >= len(words) - 1))


def _meeting(page: Page, sentence: Sentence) -> tuple[int, int] | None:
    """ "In May the partners meet in Ragusa": no noun for an event in the sentence, a date or a place there."""
    if page.heads_in(sentence.start, sentence.end, "event") or not _placed(page, sentence):
        return None
    for verb in page.pack.trigger("gather").finditer(page.text, sentence.start, sentence.end):
        subjects = [
            s
            for s in page.pack.trigger("partners_meet").finditer(page.text, sentence.start, sentence.end)
            if max(s.start() - verb.end(), verb.start() - s.end()) <= _SUBJECT
        ]
        if not subjects:
            continue
        low, high = min(subjects[0].start(), verb.start()), max(subjects[0].end(), verb.end())
        places = [m for m in page.within(sentence.start, sentence.end) if m.type in {"Place", "Region"}]
        near = next((m for m in places if 0 <= m.start - high <= _NEAR and _led(page, high, m)), None)
        dated = any(d.year and len(d.first) >= _MONTH for d in page.dates_in(sentence.start, sentence.end))
        if not dated or (near is None and not places):
            continue
        return low, near.end if near is not None and near.start - high <= _LEADING + 1 else high
    return None


def _led(page: Page, low: int, place: Mention) -> bool:
    words = re.findall(r"[^\W\d_]+", page.text[low : place.start].casefold())
    return place.form == "inflected" or any(w in page.pack.locative for w in words[-2:])
