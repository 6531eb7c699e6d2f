"""Events: a noun for a kind of event with a name, a number, a date or a place beside it.

The title's event is the page's own; a later mention of the same kind without a place, date or number of its own, or
with the same ones, is the same event. Weak nouns (week, opening, visit, event) need a name of their own, or a day and
a place or a verb of being held, and no better noun beside them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.extract.events.ends import complement, right
from regiograph.extract.events.hits import CALL, NAME_WORDS, OPENER, WEAK, EventHit, coming, counts, previous
from regiograph.extract.events.names import (
    ORDINAL,
    acts,
    adjectives,
    alike,
    alike_words,
    is_venue,
    left,
    menu,
    number,
    over_project,
    quote_beside,
)
from regiograph.extract.events.sections import find_headed, is_section, pairs
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, gap, key_of
from regiograph.extract.territories.inflection import base_form
from regiograph.extract.territories.towns import find_towns

_MONTH = 7
_COMMITTEE = "comit"
"""How committees begin, which meet or do something."""
_HELD = 4
"""Letters of the longest preposition among what says that an event was held."""
_TITLE_BLOCKS = 3
_YEAR = re.compile(r"[ \u00a0](?:19|20)\d\d(?![\d./–-])")
"""A year at the end of an event's name: "Forum 2023" is another one than "Forum 2025"."""
_CASE_ENDING = 3


def find_events(page: Page) -> None:
    """Adds the event mentions; one key for all mentions of one event, and its kind in ``page.events``."""
    shown = {"GoodPractice", "CaseStudy"}
    heads = [
        h
        for h in _event_heads(page)
        if all(m.type not in shown and m.rule != "project-list" for m in page.overlapping(h.start, h.end))
    ]
    find_towns(page, [h for h in heads if h.kind != CALL and not menu(page, h.start)])
    hits = [h for h in (_hit(page, head, heads) for head in heads) if h and not is_section(page, h)]
    groups: list[list[EventHit]] = []
    for hit in hits:
        group = next((g for g in groups if _same(page, g, hit)), None)
        if group is None:
            groups.append([hit])
        else:
            group.append(hit)
    kinds: dict[str, list[str]] = {}
    for group in groups:
        best = max(group, key=lambda h: (h.named, h.titled, h.place is not None, h.number is not None, -h.start))
        name = _name(page, best)
        key = key_of("Event", name)
        series = next((h.number for h in group if h.number is not None), None)
        if series is not None:
            page.series[key] = series
        kinds.setdefault(best.head.kind, []).append(key)
        page.events[key] = best.head.kind
        for hit in group:
            form = "name" if hit is best and page.text[hit.start : hit.end].strip() == name else "inflected"
            _place_mention(page, Mention(hit.start, hit.end, key, "Event", name, "event-head", 0.8, None, form))
        if len(group) == 1:
            _split(page, best, name)
    _bare_mentions(page, heads, kinds)
    find_headed(page, heads)


def _name(page: Page, hit: EventHit) -> str:
    """The words of the mention; of a weak noun with the place it leads to ("event held in Vidin")."""
    name = page.text[hit.start : hit.end].strip()
    if hit.head.kind in {CALL, "event_seminar"} and hit.end == hit.head.end:
        end = complement(page, hit.end)
        if end > hit.end:
            return gap(page.text, hit.start, end).strip()
    if hit.head.kind == WEAK and hit.place and hit.place.start - hit.end >= 0:
        between = gap(page.text, hit.end, hit.place.start).split()
        told = page.pack.trigger("held").finditer(page.text, hit.end, hit.place.start)
        said = any(h.end() - h.start() > _HELD for h in told)
        if len(between) <= NAME_WORDS and all(w.isalpha() for w in between) and not said:
            return gap(page.text, hit.start, hit.place.end).strip()
    if hit.end == hit.head.end:
        name = base_form(name, page.pack, _CASE_ENDING)
    return re.sub(r"\s+", " ", name)


def _split(page: Page, hit: EventHit, name: str) -> None:
    """One noun, several days each with a town of its own ("workshops on 12 June in Krapina and 18 June in Ptuj")."""
    if hit.head.kind in {CALL, WEAK} or hit.named:
        return
    found = pairs(page, hit.end, page.sentence_at(hit.start).end)
    for d, place in found[1:]:
        title = f"{name} ({page.text[place.start : place.end]})"
        page.events[other := key_of("Event", title)] = hit.head.kind
        low, high = min(d.start, place.start), max(d.end, place.end)
        page.insert(Mention(low, high, other, "Event", title, "event-also", 0.7, None, "inflected"))


def _meant(page: Page, head: Head) -> list[str]:
    """The events that a weak noun at the start of a sentence may mean: "The visit" after "the second study visit"."""
    if head.start - page.sentence_at(head.start).start > OPENER:
        return []
    word = page.text[head.start : head.end].casefold()
    return sorted({m.key for m in page.of("Event") if word in gap(page.text, m.start, m.end).casefold().split()})


def _bare_mentions(page: Page, heads: list[Head], groups: dict[str, list[str]]) -> None:
    """Later bare nouns of a kind of which the page has one event: "The study visit was a success"."""
    for head in heads:
        keys = groups.get(head.kind, []) if head.kind != WEAK else _meant(page, head)
        known = next((m for m in page.of("Event") if m.key in keys), None)
        if len(keys) != 1 or known is None or known.start >= head.start or page.overlapping(head.start, head.end):
            continue
        if coming(page, head):
            continue
        if alike(page, known, head) and not is_venue(page, head) and not menu(page, head.start):
            page.add(replace(known, start=head.start, end=head.end, form="inflected", rule="event-again"))


def _event_heads(page: Page) -> list[Head]:
    """Event nouns, the longest at each place, the surer kind of equals; not inside a longer word of another kind."""
    found: list[Head] = []
    ordered = sorted(
        (h for h in page.heads if h.kind.startswith("event")), key=lambda h: (h.start, -h.end, h.kind == WEAK)
    )
    for head in ordered:
        if not (found and (head.start < found[-1].end or _in_brackets(page, found[-1], head))):
            found.append(head)
    return found


def _in_brackets(page: Page, before: Head, head: Head) -> bool:
    """ "strokovni pregled (peer review)": the same noun in another language."""
    return page.text[before.end : head.start] == " (" and page.text[head.end : head.end + 1] == ")"


def _hit(page: Page, head: Head, heads: list[Head]) -> EventHit | None:
    sentence = page.sentence_at(head.start)
    block = page.blocks[sentence.block]
    titled = block.kind == "heading" and sentence.block <= _TITLE_BLOCKS
    acting = page.text[head.start : head.end].casefold().startswith(_COMMITTEE) and acts(page, head.end)
    if acting or is_venue(page, head) or menu(page, head.start) or _of_opening(page, head, sentence):
        return None
    start, named = left(page, head, sentence.start)
    start = over_project(page, start, sentence.start) if start == head.start else start
    end, place = right(page, head, sentence.end)
    series = number(page, start, head)
    if series is not None and (m := ORDINAL.search(page.text[sentence.start : head.start])) and int(m["n"]) == series:
        start = min(start, sentence.start + m.start())
    start = _from_ordinal(page, adjectives(page, start, sentence.start), head, sentence)
    purpose = page.pack.trigger("event_purpose").match(page.text, end + 1, sentence.end) if end == head.end else None
    end = purpose.end() if purpose else end
    if (named or end > head.end) and (year := _YEAR.match(page.text, end)):
        end = year.end()
    before = page.text[max(sentence.start, start - 30) : start]
    dates = tuple(
        d for d in page.dates_in(sentence.start, sentence.end) if d.year and (len(d.first) >= _MONTH or d.vague)
    )
    if place is None and dates:
        place = next((m for m in page.within(head.end, sentence.end) if m.type == "Place"), None)
    planned = bool(page.pack.trigger("planned").search(page.text, sentence.start, sentence.end))
    quoted = quote_beside(page, head)
    if quoted:
        start, end, named = quoted[0], quoted[1], True
    ongoing = bool(
        head.start == sentence.start and page.pack.trigger("ongoing").search(page.text, head.end, sentence.end)
    )
    hit = EventHit(start, end, head, series, place, dates, planned, titled, named)
    last = before.split()[-1:] or [""]
    alone = last[0][-1:].isdigit() or (series is None and page.pack.numbers.get(last[0].casefold(), 0) > 1)
    if not counts(page, hit, sentence, heads, ongoing) or (
        alone and not (named or series is not None or place or titled)
    ):
        return None
    if titled and page.text[end : end + 2] == " (":
        end = page.text.find(")", end) + 1 or end  # a heading's bracket says more of the same event
        hit = replace(hit, end=end)
    return hit


def _of_opening(page: Page, head: Head, sentence: Sentence) -> bool:
    """A weak noun inside a phrase of opening or closing is no event: "el plazo de presentación"."""
    return head.kind == WEAK and any(
        hit.start() <= head.start and hit.end() >= head.end and len(hit.group()) > head.end - head.start
        for name in ("start", "end", "applications")
        for hit in page.pack.trigger(name).finditer(page.text, max(sentence.start, head.start - 40), sentence.end)
    )


def _from_ordinal(page: Page, start: int, head: Head, sentence: Sentence) -> int:
    """The start of a name with an ordinal before the word that describes its noun ("otrā darba sanāksme")."""
    words = page.tokens_in(max(sentence.start, start - 40), start)[-2:]
    if len(words) == 2 and start == head.start and page.ordinal(words[0].folded) is not None:
        plain = words[1].text.islower() and words[1].folded not in page.pack.light and words[1].end == start - 1
        if plain and not page.overlapping(words[0].start, start):
            return words[0].start
    return start


def _same(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    first = group[0]
    plain = {"event_meeting", WEAK}
    if hit.head.kind in plain and first.head.kind not in {WEAK, CALL} and _follows_up(page, group, hit):
        return True
    if first.head.kind != hit.head.kind:
        generic = first.head.kind in plain or hit.head.kind in plain
        bare = all(not (h.named or h.dates) or h.titled for h in group)
        if CALL in {first.head.kind, hit.head.kind} or not (
            first.titled and generic and not hit.next_one and (not hit.named or bare)
        ):
            return False
        if first.head.kind in plain and not bare:
            return False
    elif not (first.titled or _alike(page, first, hit) or _one_launch(page, group, hit)):
        return False
    if hit.next_one and (hit.number or 0) > 1 and first.number is None and first.dates and not first.titled:
        return False  # "The second meeting will be hosted by Graz" after the founding one, whose day is told
    if hit.head.kind == CALL:
        apart = previous(page, first) != previous(page, hit)
        return not apart and not (first.number and hit.number and first.number != hit.number)
    if hit.next_one and not first.next_one and not hit.number and not hit.named:
        return False
    mine = page.text[hit.start : hit.end].casefold()
    year = _YEAR.search(mine)
    for known in group:
        other = _YEAR.search(page.text[known.start : known.end])
        if year and other and year.group() != other.group():
            return False
        if known.number and hit.number and known.number != hit.number:
            return False
        if known.place and hit.place and known.place.key != hit.place.key:
            nearer = known.titled and known.place.type == "Region" and hit.place.type == "Place"
            if not (nearer and first.head.kind == "event_study_visit"):
                return False
        if known.dates and hit.dates and known.dates[0].first != hit.dates[0].first and known.start != hit.start:
            return False
    if hit.named and any(h.named for h in group):
        bare = hit.place is None and hit.number is None and not hit.dates
        names = [page.text[h.start : h.end].casefold() for h in group if h.named]
        return any(name == mine or (bare and name.startswith(f"{mine} ")) for name in names)
    return True


def _one_launch(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    """Two nouns for a launch in one sentence: "The starting shot is on 3 May, when all come to the kick-off"."""
    here = page.sentence_at(hit.start)
    return hit.head.kind == "event_launch" and any(page.sentence_at(h.start) is here for h in group)


def _follows_up(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    """ "The visit lasted …" right behind "the second study visit": a noun of its name opens the next sentence."""
    sentence = page.sentence_at(hit.start)
    last = page.sentence_at(group[-1].start)
    near = last.block == sentence.block and page.index_of(sentence) - page.index_of(last) == 1
    if not near or hit.named or hit.number is not None:
        return False
    word = page.text[hit.head.start : hit.head.end].casefold()
    if page.pack.trigger("any_event").fullmatch(word):  # "… a closing conference. The event, held on 3 May, …"
        apart = hit.next_one or any(known.dates or (known.place and hit.place) for known in group)
        return not apart and hit.head.start - hit.start <= OPENER
    if hit.head.kind != WEAK or hit.head.start - sentence.start > OPENER:
        return False
    return any(word in _head_text(page, known).casefold().split() for known in group) and not any(
        known.dates and hit.dates and known.dates[0].first != hit.dates[0].first for known in group
    )


def _alike(page: Page, first: EventHit, hit: EventHit) -> bool:
    """Nouns that share a stem; "the conference" also takes up "Abschlusskonferenz" where nothing else is said of it."""
    known, again = _head_text(page, first), _head_text(page, hit)
    bare = hit.place is None and hit.number is None and not (hit.dates or hit.named)
    return alike_words(known, again) or (bare and alike_words(again, known))


def _head_text(page: Page, hit: EventHit) -> str:
    return page.text[hit.head.start : hit.head.end]


def _place_mention(page: Page, mention: Mention) -> None:
    """An event gives way to a longer name that is no place and no project."""
    taken = [
        m for m in page.overlapping(mention.start, mention.end) if m.type not in TERRITORIES and m.type != "Project"
    ]
    if not any(m.start <= mention.start and m.end >= mention.end for m in taken):
        page.insert(mention)
