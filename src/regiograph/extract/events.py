"""Events: a noun for a kind of event with a name, a number, a date or a place beside it.

The title's event is the page's own; a later mention of the same kind without a place, date or number of its own, or
with the same ones, is the same event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from regiograph.extract.dates import DateSpan, complete
from regiograph.extract.gazetteer import base_form
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, gap, key_of

_ORDINAL = re.compile(
    r"(?P<n>\d{1,3})(?:\.|st|nd|rd|th|er|e|ème|º|ª|-?[aei])?[ \u00a0]+(?:[^\W\d_]+[ \u00a0]+){0,3}$", re.IGNORECASE
)

_YEAR = re.compile(r"[ \u00a0](?:19|20)\d\d(?![\d./–-])")
"""A year at the end of an event's name: "Forum 2023" is another one than "Forum 2025"."""
_CASE_ENDING = 3
_MARKED = re.compile(r"\d(?:\.|st|nd|rd|th|er|e|ème|º|ª)[ \u00a0]")


@dataclass(frozen=True, slots=True)
class EventHit:
    """One mention of an event: its span, the kind's head, its series number and whether it is a coming one."""

    start: int
    end: int
    head: Head
    number: int | None
    place: Mention | None
    dates: tuple[DateSpan, ...]
    next_one: bool
    titled: bool
    named: bool


def find_events(page: Page, page_date: str | None) -> None:
    """Adds the event mentions; one key for all mentions of one event."""
    heads = _event_heads(page)
    hits = [h for h in (_hit(page, head, page_date) for head in heads) if h]
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
        name = page.text[best.start : best.end].strip()
        if best.end == best.head.end:
            name = base_form(name, page.pack, _CASE_ENDING)
        key = key_of("Event", name)
        number = next((h.number for h in group if h.number is not None), None)
        if number is not None:
            page.series[key] = number
        kinds.setdefault(best.head.kind, []).append(key)
        for hit in group:
            form = "name" if hit is best and page.text[hit.start : hit.end].strip() == name else "inflected"
            _place_mention(page, Mention(hit.start, hit.end, key, "Event", name, "event-head", 0.8, None, form))
    _bare_mentions(page, heads, kinds)


def _bare_mentions(page: Page, heads: list[Head], groups: dict[str, list[str]]) -> None:
    """Later bare nouns of a kind of which the page has one event: "The study visit was a success"."""
    for head in heads:
        keys = groups.get(head.kind, [])
        known = next((m for m in page.of("Event") if m.key in keys), None)
        if len(keys) == 1 and known and known.start < head.start and not page.overlapping(head.start, head.end):
            page.add(replace(known, start=head.start, end=head.end, form="inflected", rule="event-again"))


def _event_heads(page: Page) -> list[Head]:
    """Event nouns, the longest at each place; not inside a longer word of another kind."""
    found: list[Head] = []
    for head in page.heads:
        if head.kind.startswith("event") and not (found and head.start < found[-1].end):
            found.append(head)
    return found


def _hit(page: Page, head: Head, page_date: str | None) -> EventHit | None:
    sentence = page.sentence_at(head.start)
    block = page.blocks[sentence.block]
    titled = block.kind == "heading" and sentence.block <= 3
    start, named = _left(page, head, sentence.start)
    end, place = _right(page, head, sentence.end)
    number = _number(page, start, head)
    if number is not None and (m := _ORDINAL.search(page.text[sentence.start : head.start])):
        start = min(start, sentence.start + m.start())
    if (named or end > head.end) and (year := _YEAR.match(page.text, end)):
        end = year.end()
    before = page.text[max(sentence.start, start - 30) : start]
    dates = tuple(
        d
        for d in page.dates_in(sentence.start, sentence.end)
        if (c := complete(d, page_date)) and (len(c.first) >= 7 or c.vague)
    )
    if place is None and dates:
        place = next((m for m in page.within(head.end, sentence.end) if m.type == "Place"), None)
    next_one = bool(page.pack.trigger("planned").search(page.text, sentence.start, sentence.end))
    quoted = _quote_beside(page, head)
    if quoted:
        start, end, named = quoted[0], quoted[1], True
    listed = head.kind == "event_meeting" and not (dates or number or named or titled or place)
    ongoing = head.start == sentence.start and page.pack.trigger("ongoing").search(page.text, head.end, sentence.end)
    if listed or not (named or titled or dates or place or number is not None or ongoing):
        return None
    if titled and page.text[end : end + 2] == " (":
        end = page.text.find(")", end) + 1 or end  # a heading's bracket says more of the same event
    plural_only = not (named or number or place or titled) and before.strip().casefold().endswith(tuple("0123456789"))
    if plural_only:
        return None
    return EventHit(start, end, head, number, place, dates, next_one, titled, named)


def _left(page: Page, head: Head, floor: int) -> tuple[int, bool]:
    """The start of the noun phrase: capitalised words right before the head belong to its name."""
    start, named = head.start, False
    tokens = page.tokens[page.words_in(floor, head.start)][-8:]
    for token in reversed(tokens):
        between = page.text[token.end : start]
        if between not in {" ", "\u00a0", "-", " -", "’s ", "'s "}:
            break
        known = next((m for m in page.overlapping(token.start, token.end)), None)
        if token.text[0].isupper() and not (token.folded in page.pack.articles or token.folded in page.pack.locative):
            if known is not None and known.type == "Country":
                break
            start, named = token.start, True
        elif page.ordinal(token.folded) is not None:
            start = token.start
            break
        else:
            break
    if named and not re.search(r"\w", page.text[floor:start]) and " " not in page.text[start : head.start].strip():
        # A single capital that only opens the sentence is no name unless something known stands there.
        named = bool(page.overlapping(start, start + 1))
    return start, named or (
        page.text[head.start].isupper() and " " in page.text[head.start : head.end] and head.start != floor
    )


def _right(page: Page, head: Head, ceiling: int) -> tuple[int, Mention | None]:
    """A place right behind the head ("wizyta studyjna w Essen", "seminaari Brysselissä") belongs to the name."""
    end = head.end
    words = page.tokens[page.words_in(head.end, ceiling)][:1]
    if words and page.pack.adjectives_follow and gap(page.text, end, words[0].start) == " ":
        word = words[0]
        adjective = (
            word.text.islower() and len(word.text) > 5 and word.folded not in page.pack.connectors | page.pack.locative
        )
        verb = page.pack.trigger("held").match(page.text, word.start) or page.pack.trigger("planned").match(
            page.text, word.start
        )
        if adjective and not verb and not page.heads_in(word.start, word.end):
            end = word.end
    if not page.pack.heads_follow:
        end = _genitive_run(page, end, ceiling)
    for mention in page.within(end, min(ceiling, end + 60)):
        between = gap(page.text, end, mention.start).strip()
        words_between = between.split()
        if (
            mention.type in TERRITORIES
            and len(words_between) <= 2
            and all(w.casefold() in page.pack.locative | page.pack.articles for w in words_between)
            and (mention.form == "inflected" or words_between)
        ):
            return mention.end, mention
        break
    return end, None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))


def _genitive_run(page: Page, end: int, ceiling: int) -> int:
    """Capitalised words right behind the head that no preposition leads to: "spotkanie Grupy Interesariuszy"."""
    words = page.tokens[page.words_in(end, ceiling)][:6]
    last = end
    for word in words:
        known = page.overlapping(word.start, word.end)
        if (
            gap(page.text, last, word.start) != " "
            or not word.text[0].isupper()
            or any(m.type != "Organisation" for m in known)
        ):
            break
        last = word.end
    return last if page.pack.adjectives_follow else end


def _number(page: Page, start: int, head: Head) -> int | None:
    """The series number before the head: "9th", "3.", "second"."""
    sentence = page.sentence_at(head.start)
    m = _ORDINAL.search(page.text[sentence.start : head.start])
    at = sentence.start + m.start("n") if m else 0
    dated = page.dated.meet(at, at + 1)
    if m and not dated and _MARKED.search(m.group()) and int(m["n"]) < 100 and len(m.group()) < 60:
        return int(m["n"])
    for token in page.tokens[page.words_in(sentence.start, head.start)][-2:]:
        if (value := page.ordinal(token.folded)) is not None and token.end >= start - 25:
            return value
    return None


def _quote_beside(page: Page, head: Head) -> tuple[int, int] | None:
    """A quoted name right before "-konferenssi" or right after "the conference"."""
    before = re.search(
        r"[\"“„«'‘]([^\"“”„«»\n]{4,120})[\"”“»'’][ \u00a0]?[-–]?[ \u00a0]?$",
        page.text[max(0, head.start - 130) : head.start],
    )
    if before and before[1][0].isupper():
        low = max(0, head.start - 130)
        return low + before.start(1), low + before.end(1)
    after = re.match(r"[ \u00a0,:]{1,2}[\"“„«'‘]([^\"“”„«»\n]{4,120})[\"”“»'’]", page.text[head.end : head.end + 130])
    if after and after[1][0].isupper():
        return head.end + after.start(1), head.end + after.end(1)
    return None


def _same(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    first = group[0]
    if first.head.kind != hit.head.kind and not (
        first.titled and not hit.named and not hit.next_one and hit.head.kind == "event_meeting"
    ):
        return False
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
            return False
        if known.dates and hit.dates and known.dates[0].first != hit.dates[0].first and known.start != hit.start:
            return False
    if hit.named and any(h.named for h in group):
        bare = hit.place is None and hit.number is None and not hit.dates
        names = [page.text[h.start : h.end].casefold() for h in group if h.named]
        return any(name == mine or (bare and name.startswith(f"{mine} ")) for name in names)
    return True


def _place_mention(page: Page, mention: Mention) -> None:
    """An event gives way to a longer name that is no place and no project."""
    taken = [
        m for m in page.overlapping(mention.start, mention.end) if m.type not in TERRITORIES and m.type != "Project"
    ]
    if not any(m.start <= mention.start and m.end >= mention.end for m in taken):
        page.insert(mention)
