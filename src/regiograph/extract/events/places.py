"""Where events were: the most specific place that a word, a case ending or the layout leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from regiograph.extract.events.dates import EventDate
from regiograph.extract.events.ellipsis import opening_day
from regiograph.extract.reading.focus import in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page

_HELD_WORD = 4
_Held = tuple[Mention, Mention, str, float]
_FOLLOWING = 3
"""Sentences behind an event's in which its town may be told."""
_TITLE_BLOCKS = 2
_OPENING = 6
"""Sentences of a page in which the town of the event in its title is told."""
_RANK = {"Place": 0, "Region": 1, "Country": 2}
_BESIDE_DATE = 40
_ASIDE = 3
"""Words between a town and a verb of hosting."""
_FAR = 100
"""Characters from what is last said of an event to its place."""


def event_places(page: Page, dates: Mapping[str, EventDate], calls: frozenset[str]) -> dict[str, _Held]:
    """Event key → (the event's mention, its place, rule, confidence). Calls are held nowhere."""
    found: dict[str, _Held] = {}
    for event in page.of("Event"):
        if event.key in calls:
            continue
        place = _in_sentence(page, event, page.sentence_at(event.start))
        if place and (event.key not in found or _RANK[place.type] < _RANK[found[event.key][1].type]):
            found[event.key] = (event, place, "event-place", 0.85)
    for event in page.of("Event"):
        known = found.get(event.key)
        if event.key in calls or (known and known[1].type == "Place"):
            continue
        place = _beside(page, event, dates.get(event.key)) or (_dateline(page, event) if known is None else None)
        if place and (known is None or _RANK[place.type] < _RANK[known[1].type]):
            found[event.key] = (event, place, "event-place-beside", 0.65)
    for event in page.of("Event"):
        if event.key not in calls and event.key not in found and (place := _told_around(page, event)):
            found[event.key] = (event, place, "event-place-around", 0.6)
    for event in page.of("Event"):
        known = found.get(event.key)
        if event.key in calls or (known and known[1].type == "Place"):
            continue
        place = _opening_place(page, event)
        if place and known is None:
            found[event.key] = (event, place, "event-place-opening", 0.6)
    return found


def _told_around(page: Page, event: Mention) -> Mention | None:
    """The only town that the sentence right before an event's leads to, or the ones behind it, in its paragraph.

    "Yesterday the contracts were signed in Ptuj. 45 guests came to the ceremony." Where a sentence names another event,
    what is said there is that one's; from the second sentence on, a verb of being held leads to the town.
    """
    here = page.sentence_at(event.start)
    index = page.index_of(here)
    for steps in ((-1,), range(1, _FOLLOWING + 1)):
        for step in steps:
            if not 0 <= index + step < len(page.sentences):
                break
            near = page.sentences[index + step]
            if near.block != here.block or any(m.key != event.key for m in page.named_in(near, ("Event",))):
                break
            towns = {m.key: m for m in page.named_in(near, ("Place",)) if m.form != "acronym" and leads_to(page, m)}
            town = next(iter(towns.values())) if len(towns) == 1 else None
            asked = step == 1 and page.text[here.start : here.end].rstrip().endswith(
                "?"
            )  # "The next visit? In Pori, …"
            if town and (step < 0 or asked or _tells(page, near)):
                return town
    return None


def _tells(page: Page, sentence: Sentence) -> bool:
    """A verb of being held or of coming, or a day, makes a sentence tell of the event named before."""
    day = any(d.day for d in page.dates_in(sentence.start, sentence.end))
    return day or _held(page, sentence) or page.may_tell(sentence, "attended")


def _opening_place(page: Page, event: Mention) -> Mention | None:
    """The first town that the title, or else the first paragraph, of a page leads to, whose title names the event."""
    titled = page.sentence_at(event.start).block < _TITLE_BLOCKS
    if not titled:
        return None
    for sentence in page.sentences[:_OPENING]:
        if page.blocks[sentence.block].kind == "row" or any(
            m.key != event.key for m in page.named_in(sentence, ("Event",))
        ):
            continue
        towns = {m.key: m for m in page.named_in(sentence, ("Place",)) if m.form != "acronym" and leads_to(page, m)}
        if len(towns) == 1:
            return next(iter(towns.values()))
    return None


def leads_to(page: Page, place: Mention) -> bool:
    """A word that means "in" or "to" stands before a place, a noun for a town between; or its case says so."""
    words = page.tokens_in(max(page.sentence_at(place.start).start, place.start - _BESIDE_DATE), place.start)[-_ASIDE:]
    if page.pack.cased_places and place.form == "inflected":
        name = page.text[place.start : place.end].casefold()
        return name.endswith(page.pack.locative_endings or ("",)) and not page.pack.trigger("out_of").fullmatch(
            name.split()[-1]
        )
    while words and (words[-1].folded in page.pack.articles or page.heads_in(words[-1].start, words[-1].end, "city")):
        words.pop()
    return bool(words) and page.pack.trigger("in_place").fullmatch(words[-1].text) is not None


def _in_sentence(page: Page, event: Mention, sentence: Sentence) -> Mention | None:
    """The place inside the event's name, else one behind it that is led to, else one before it."""
    places = [m for m in in_sentence(page, sentence, "Place", "Region", "Country") if m.form != "acronym"]
    places = sorted([*places, *_in_houses(page, event, sentence)], key=lambda m: m.start)
    inside = [m for m in places if m.start >= event.start and m.end <= event.end]
    others = [m for m in in_sentence(page, sentence, "Event") if m.key != event.key]
    behind = [m for m in places if m.start >= event.end and not any(event.end <= o.start < m.start for o in others)]
    before = [m for m in places if m.end <= event.start and not any(m.end <= o.start < event.start for o in others)]
    taken = [m for m in before if any(o.end <= m.start for o in others)]
    near = [m for m in behind if m.start - _last_said(page, event, m) <= _FAR]
    chosen = inside or _host(page, event, places) or [m for m in near if _led(page, event, m)]
    if chosen and all(m.type == "Country" for m in chosen):
        chosen += [m for m in before if m.type == "Place" and m not in taken and _led(page, event, m)]
    if not chosen:
        towns = {m.key: m for m in [*behind, *before] if m.type == "Place" and m not in taken and _by_date(page, m)}
        chosen = list(towns.values()) if len(towns) == 1 else []
    if not chosen:
        chosen = [m for m in (*before, *behind) if m not in taken and _visited(page, m)][:1]
    if not chosen:
        near = [m for m in before if m not in taken and len(page.text[m.end : event.start].split()) <= 5]
        chosen = [m for m in near if _led(page, event, m)]
    if not any(m.type == "Place" for m in chosen):
        towns = {m.key: m for m in [*behind, *before] if m.type == "Place" and m not in taken and leads_to(page, m)}
        chosen = [*chosen, *towns.values()] if len(towns) == 1 else chosen
    if not chosen:
        far = [m for m in before if m not in taken and m.type == "Place" and _led(page, event, m)]
        chosen = far[-1:] if _held(page, sentence) else []
    return _specific(chosen)


def _visited(page: Page, place: Mention) -> bool:
    """ "Les partenaires ont sillonné la Carinthie": a verb of visiting, an article at most, and the place."""
    low = max(page.sentence_at(place.start).start, place.start - _BESIDE_DATE)
    verbs = list(page.pack.trigger("visited").finditer(page.text, low, place.start))
    between = page.tokens_in(verbs[-1].end(), place.start) if verbs else []
    return bool(verbs) and len(between) <= 1 and all(t.folded in page.pack.articles for t in between)


def _in_houses(page: Page, event: Mention, sentence: Sentence) -> list[Mention]:
    """ "… på Marinmuseum i Karlskrona": the town that ends the name of a house behind "in"."""
    found = []
    for house in in_sentence(page, sentence, "Organisation"):
        words = page.tokens_in(house.start, house.end)
        before = page.tokens_in(house.start - _ASIDE * 4, house.start)[-1:]
        led = before and before[0].folded in page.pack.locative and house.start > event.end
        seated = len(words) > _ASIDE - 1 and words[-2].folded in page.pack.locative and words[-1].text[0].isupper()
        if led and seated and house.record is None:
            name = page.text[words[-1].start : house.end]
            known = next((m for m in page.of("Place") if page.text[m.start : m.end] == name), None)
            if known:
                found.append(replace(known, start=words[-1].start, end=house.end))
    return found


def _host(page: Page, event: Mention, places: list[Mention]) -> list[Mention]:
    """ "Liège hosted on 3 May the second workshop": the town that a verb of hosting has as its subject."""
    sentence = page.sentence_at(event.start)
    verb = next(page.pack.trigger("hosts").finditer(page.text, sentence.start, event.start), None)
    before = [m for m in places if verb and m.end <= verb.start() and m.type == "Place"]
    if verb is None:
        return _hosting(page, event, places)
    if not before or len(page.tokens_in(before[-1].end, verb.start())) > _ASIDE:
        return []
    town = before[-1]
    bodies = {m.rule for m in page.overlapping(town.start, town.end) if m.type == "Organisation"}
    if bodies:
        return [town] if bodies == {"authority"} else []
    return [] if _led(page, event, town) else [town]


def _hosting(page: Page, event: Mention, places: list[Mention]) -> list[Mention]:
    """ "Tretje srečanje je gostil Ptuj": the town right behind the verb, whose object stands before it."""
    sentence = page.sentence_at(event.start)
    for verb in page.pack.trigger("hosts").finditer(page.text, event.end, sentence.end):
        for town in (m for m in places if m.type == "Place" and m.start >= verb.end()):
            words = page.tokens_in(verb.end(), town.start)
            bodies = any(m.type == "Organisation" for m in page.overlapping(town.start, town.end))
            clear = not re.search(r"[,;:.]", page.text[verb.end() : town.start])
            if len(words) <= 1 and clear and not bodies:
                return [town]
            break
    return []


def _dateline(page: Page, event: Mention) -> Mention | None:
    """The town in capitals before a dash that opens the report which tells of an event in its first sentences."""
    sentence = page.sentence_at(event.start)
    block = page.blocks[sentence.block]
    town = next(iter(page.within(block.start, block.start + 1)), None)
    if town is None or town.type != "Place" or not page.text[town.start : town.end].isupper():
        return None
    told = any(d.year and d.day for d in page.dates_in(sentence.start, sentence.end))
    others = {m.key for m in page.within(block.start, event.start) if m.type == "Event"} - {event.key}
    return town if told and not others and page.text[town.end : town.end + 3].strip(" .") in {"-", "–", "—"} else None


def _last_said(page: Page, event: Mention, place: Mention) -> int:
    """Where the last thing said of the event before a place ends: its name, a date or a verb."""
    ends = [d.end for d in page.dates_in(event.end, place.start)]
    held = page.pack.trigger("held").finditer(page.text, event.end, place.start)
    ends += [m.end() for m in held if m.end() - m.start() > _HELD_WORD]
    return max([event.end, *ends])


def _specific(places: list[Mention]) -> Mention | None:
    """The most specific kind, then the first; a building or a town in the next words after a region wins."""
    return min(places, key=lambda m: (_RANK[m.type], m.start)) if places else None


def _beside(page: Page, event: Mention, known: EventDate | None) -> Mention | None:
    """A place in the sentence that dates the event, or in the next one that says it was held, in the same block."""
    here = page.sentence_at(event.start)
    index = page.index_of(here)
    spots = [known.span[0]] if known and known.span != (0, 0) else []
    sentences = [page.sentence_at(s) for s in spots]
    heading = page.blocks[here.block].kind == "heading"
    if index + 1 < len(page.sentences):
        after = page.sentences[index + 1]
        if (after.block == here.block or (heading and after.block == here.block + 1)) and _held(page, after):
            sentences.append(after)
    for sentence in sentences:
        if sentence == here or any(m.key != event.key for m in in_sentence(page, sentence, "Event")):
            continue
        places = [m for m in in_sentence(page, sentence, "Place", "Region") if m.form != "acronym"]
        led = [m for m in places if _led(page, event, m) or _by_date(page, m)]
        if place := _specific(led):
            return place
    return None


def _held(page: Page, sentence: Sentence) -> bool:
    """A verb of holding an event in a sentence (the bare prepositions of that list aside)."""
    hits = page.pack.trigger("held").finditer(page.text, sentence.start, sentence.end)
    return any(m.end() - m.start() > _HELD_WORD for m in hits)


def _by_date(page: Page, place: Mention) -> bool:
    """Only a comma or a blank stands between a place and a date ("Burgos, 14 de noviembre")."""
    for d in page.dates:
        low, high = (d.end, place.start) if d.start < place.start else (place.end, d.start)
        if 0 <= high - low <= _BESIDE_DATE and len(page.text[low:high].strip(" ,–-|·:\u00a0").split()) <= 1:
            return True
    return False


def _led(page: Page, event: Mention, place: Mention) -> bool:
    """A word or a case ending that leads to a place stands right before it (or inflects it)."""
    cased = place.form == "inflected" and page.pack.cased_places
    if cased and page.pack.trigger("out_of").fullmatch(page.text[place.start : place.end].split()[-1]):
        return False  # "huszonhat szakértő vett részt Pomurjéból": where guests came from
    before = page.text[max(0, place.start - 40) : place.start].split()
    words = [w.casefold().strip('(,„“"«') for w in before[-3:]]
    led = any(w in page.pack.locative for w in words) or (before and before[-1].endswith("("))
    block = page.blocks[page.sentence_at(event.start).block]
    listed = block.kind in {"item", "row"} or opening_day(page, block)
    if listed and before and before[-1].endswith((",", "|", ":", "·", "•", "–", "—", "-", ";")):
        return True  # "Kick-off: 19 September, Karlstad"
    if place.start > event.end and ":" in page.text[event.end : place.start] and place.start - event.end < 60:
        return True  # "Next assembly: Burgos, 14 November"
    held = place.start > event.end and page.pack.trigger("held").search(page.text, event.end, place.start)
    return bool(led or held or cased)
