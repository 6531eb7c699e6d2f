"""Events without a noun of their own: "The third will take place in Bruges", "another in Badajoz", "partners meet".

In a calendar the line itself tells it: "21 May · Seaweed Day, Lemvig" under a heading such as "Events".

What is left out is the noun of the event told last; a verb of meeting with the partners as its subject tells one
itself. Each needs a date or a place, so that an ordinal alone makes no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.reading.layout import Block, Sentence
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, gap, key_of
from regiograph.extract.time.dates import DateSpan

CALL = "event_call"
_BACK = 2
"""Sentences back in which the event stands that "the next one" follows."""
_SHORT_WORD = 4
"""Letters of an article that no pack has ("Das", "Il", "Το")."""
_NEAR = 60
"""Characters from a verb of meeting to its place or date."""
_SUBJECT = 25
"""Characters between the partners and their verb."""
_MONTH = 7
_LINE = 160
_SHORT_LINE = 80
_WEEKDAY = 16
"""Characters of a weekday and a mark before the day that opens a line."""
_TITLE = 10
_BARE = " \u00a0\t.:;,·•|–—-*"
_CUT = re.compile(r"[,;|·•\t(]|\s[–—-]\s|:\s|\s/\s|\s{3,}")
_HOUR = re.compile(
    r"(?:[^\W\d_]{1,5}\.?[ \u00a0])?\d{1,2}(?:[.:h]\d{2})?"
    r"(?:\s?[–—-]\s?\d{1,2}(?:[.:h]\d{2})?)?(?:\s?[^\W\d_]{1,4}\.?)?",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[^\W\d_a-zà-ÿα-ώа-я][\w’'-]+(?:[ -](?:[^\W\d_]{1,3}[ -])?[^\W\d_a-zà-ÿα-ώа-я][\w’'-]+)?")
_ONLINE = frozenset(
    ("online", "on-line", "zoom", "teams", "webex", "internet", "web", "онлайн", "διαδικτυακά", "verkossa")
)
_LEADING = 4  # words between "another" and its place


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
    _agenda(page)


def _agenda(page: Page) -> None:
    """The lines of a calendar: a day, a name, perhaps a place; or day and place of the event in the heading."""
    heading: Block | None = None
    for index, block in enumerate(page.blocks):
        if block.kind == "heading" and not opening_day(page, block):
            heading = block
            continue
        day, town = opening_day(page, block), None
        if index <= 1 and heading and len(page.tokens_in(heading.start, heading.end)) > _LEADING:
            continue  # a day right below a title is the page's own
        if day is None:
            town, day = _town_and_day(page, block)
        if day is None:
            heading = None
            continue
        if heading is None:
            continue
        heads = page.heads_in(heading.start, heading.end, "event")
        if not (heads or page.pack.trigger("agenda").search(page.text, heading.start, heading.end)):
            continue
        if town is not None:
            if heads and heads[-1].kind != CALL:
                _of_heading(page, heads, (town.start, day.end), page.text[town.start : town.end])
            continue
        parts = _line_parts(page.text, day.end, block.end)
        if not parts:
            continue
        start, end = parts[0]
        if any(m.type == "Event" for m in page.within(block.start, block.end)):
            _place_in(page, parts[1:])
        elif _is_place(page, start, end) and len(parts) > 1 and page.heads_in(*parts[1], "event"):
            _add(page, parts[1], "event_meeting", "event-agenda")
        elif _is_place(page, start, end):
            if heads and heads[-1].kind != CALL:
                _of_heading(page, heads, (day.start, end), page.text[start:end])
        elif _is_title(page, start, end):
            _add(page, (start, end), "event_meeting", "event-agenda")
            _place_in(page, parts[1:])


def opening_day(page: Page, block: Block) -> DateSpan | None:
    """The day that a short line opens with, as the lines of a calendar do."""
    if block.end - block.start > _LINE:
        return None
    first = next(iter(page.dates_in(block.start, min(block.end, block.start + _WEEKDAY))), None)
    return first if first and first.day and first.end < block.end else None


def _town_and_day(page: Page, block: Block) -> tuple[Mention | None, DateSpan | None]:
    """The town and the day of a short line that is no more than both: "Graz, 29 January, 10:00"."""
    if block.end - block.start > _SHORT_LINE or block.kind not in {"item", "row"}:
        return None, None
    parts = _line_parts(page.text, block.start, block.end)
    town = next(iter(page.within(block.start, block.end)), None)
    if len(parts) < 2 or town is None or town.type != "Place" or (town.start, town.end) != parts[0]:
        return None, None
    day = next(iter(page.dates_in(parts[1][0], parts[1][0] + 1)), None)
    closes = day is not None and day.day and not page.tokens_in(day.end, parts[1][1])
    return (town, day) if closes else (None, None)


def _line_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between the signs of a line, hours left out."""
    found = []
    low = start
    for cut in [*_CUT.finditer(text, start, end), None]:
        high = cut.start() if cut else end
        part = text[low:high]
        first, last = low + len(part) - len(part.lstrip(_BARE)), low + len(part.rstrip(_BARE))
        if first < last and not _HOUR.fullmatch(text, first, last):
            found.append((first, last))
        low = cut.end() if cut else end
    return found


def _is_place(page: Page, start: int, end: int) -> bool:
    inside = page.within(start, end)
    return len(inside) == 1 and inside[0].type == "Place" and inside[0].start == start and inside[0].end == end


def _is_title(page: Page, start: int, end: int) -> bool:
    """A name with a capital that is short and says nothing of a sentence's kind."""
    words = page.tokens_in(start, end)
    first = page.text[start]
    verbs = (h for t in ("start", "end", "copula") for h in page.pack.trigger(t).finditer(page.text, start, end))
    told = any(h.end() - h.start() >= _SHORT_WORD for h in verbs)  # "de" starts things in Spanish
    known = any(m.type not in TERRITORIES for m in page.within(start, end) if m.end - m.start == end - start)
    named = not page.dates_in(start, end) and 0 < len(words) <= _TITLE
    return named and (first.isupper() or first in '"“„«') and not told and not known


def _place_in(page: Page, parts: list[tuple[int, int]]) -> None:
    """A town that no gazetteer knows behind the event's name: one or two words with capitals."""
    for start, end in parts[:1]:
        name = page.text[start:end]
        if _TOWN.fullmatch(name) and name.casefold() not in _ONLINE and not page.overlapping(start, end):
            page.add(Mention(start, end, key_of("Place", name), "Place", name, "event-town", 0.6))


def _of_heading(page: Page, heads: list[Head], span: tuple[int, int], place: str) -> None:
    """ "Information days" above "12 February, Ptuj" and "19 February, Koper": an event a line, one in the heading."""
    low, high = heads[0].start, max(h.end for h in heads)
    title = f"{gap(page.text, low, high)} ({place})"
    known = any(m.type == "Event" and m.rule == "event-agenda" for m in page.overlapping(low, high))
    start, end = span if known else (low, high)
    key = key_of("Event", title)
    page.events[key] = heads[-1].kind
    page.insert(Mention(start, end, key, "Event", title, "event-agenda", 0.7, None, "inflected"))


def _add(page: Page, span: tuple[int, int], kind: str, rule: str, noun: str = "") -> None:
    if any(m.type == "Event" for m in page.overlapping(*span)):
        return
    name = f"{gap(page.text, *span).strip()} {noun}".strip()
    key = key_of("Event", name)
    page.events[key] = kind
    page.insert(Mention(span[0], span[1], key, "Event", name, rule, 0.7, None, "inflected"))
    if numbers := [n for t in page.tokens_in(*span) if (n := page.ordinal(t.folded)) is not None]:
        page.series[key] = numbers[-1]


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
            if _apart(page, s.span(), verb.span()) <= _SUBJECT
        ]
        if not subjects:
            continue
        low, high = min(subjects[0].start(), verb.start()), max(subjects[0].end(), verb.end())
        if high - low > 2 * _SUBJECT:
            low, high = verb.span()
        places = [m for m in page.within(sentence.start, sentence.end) if m.type in {"Place", "Region"}]
        near = next((m for m in places if 0 <= m.start - high <= _NEAR and _led(page, high, m)), None)
        dated = any(d.year and len(d.first) >= _MONTH for d in page.dates_in(sentence.start, sentence.end))
        if not dated or (near is None and not places):
            continue
        return low, near.end if near is not None and near.start - high <= _LEADING + 1 else high
    return None


def _apart(page: Page, subject: tuple[int, int], verb: tuple[int, int]) -> int:
    """Characters between a subject and its verb, dates and the name of a project not counted."""
    low, high = (subject[1], verb[0]) if subject[1] <= verb[0] else (verb[1], subject[0])
    dates = sum(d.end - d.start for d in page.dates_in(low, high))
    projects = sum(m.end - m.start for m in page.within(low, high) if m.type == "Project")
    return high - low - dates - projects


def _led(page: Page, low: int, place: Mention) -> bool:
    words = re.findall(r"[^\W\d_]+", page.text[low : place.start].casefold())
    return place.form == "inflected" or any(w in page.pack.locative for w in words[-2:])
