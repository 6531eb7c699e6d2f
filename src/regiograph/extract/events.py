"""Events: a noun for a kind of event with a name, a number, a date or a place beside it.

The title's event is the page's own; a later mention of the same kind without a place, date or number of its own, or
with the same ones, is the same event. Weak nouns (week, opening, visit, event) need a name of their own, or a day and
a place or a verb of being held, and no better noun beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from regiograph.extract.dates import DateSpan
from regiograph.extract.edges import edges
from regiograph.extract.event_names import (
    ORDINAL,
    adjectives,
    alike,
    alike_words,
    complement,
    is_venue,
    left,
    menu,
    number,
    quote_beside,
    right,
)
from regiograph.extract.gazetteer import base_form
from regiograph.extract.layout import Sentence
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, gap, key_of
from regiograph.extract.towns import find_towns

WEAK = "event_weak"
_OPENER = 5
"""Characters of an article before a noun that opens a sentence."""
_SURE = frozenset({"event_peer_review", "event_study_visit", "event_launch", "event_conference"})
CALL = "event_call"
_MONTH = 7
_DAY = 10
_HELD_WORD = 4
_TITLE_BLOCKS = 3
_NAME_WORDS = 4
_STEM = 4
_BEHIND = 40
"""Characters behind an event's noun within which its project is named."""
_YEAR = re.compile(r"[ \u00a0](?:19|20)\d\d(?![\d./–-])")
"""A year at the end of an event's name: "Forum 2023" is another one than "Forum 2025"."""
_CASE_ENDING = 3


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


def find_events(page: Page) -> None:
    """Adds the event mentions; one key for all mentions of one event, and its kind in ``page.events``."""
    shown = {"GoodPractice", "CaseStudy"}
    heads = [h for h in _event_heads(page) if all(m.type not in shown for m in page.overlapping(h.start, h.end))]
    find_towns(page, [h for h in heads if h.kind != CALL and not menu(page, h.start)])
    hits = [h for h in (_hit(page, head, heads) for head in heads) if h]
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


def _name(page: Page, hit: EventHit) -> str:
    """The words of the mention; of a weak noun with the place it leads to ("event held in Vidin")."""
    name = page.text[hit.start : hit.end].strip()
    if hit.head.kind in {CALL, "event_seminar"} and hit.end == hit.head.end:
        end = complement(page, hit.end)
        if end > hit.end:
            return gap(page.text, hit.start, end).strip()
    if hit.head.kind == WEAK and hit.place and hit.place.start - hit.end >= 0:
        between = gap(page.text, hit.end, hit.place.start).split()
        if len(between) <= _NAME_WORDS and all(w.isalpha() for w in between):
            return gap(page.text, hit.start, hit.place.end).strip()
    if hit.end == hit.head.end:
        name = base_form(name, page.pack, _CASE_ENDING)
    return re.sub(r"\s+", " ", name)


def _split(page: Page, hit: EventHit, name: str) -> None:
    """One noun, several days each with a town of its own ("workshops on 12 June in Krapina and 18 June in Ptuj")."""
    if hit.head.kind in {CALL, WEAK} or hit.named:
        return
    sentence = page.sentence_at(hit.start)
    days = [d for d in page.dates_in(hit.end, sentence.end) if d.day and not d.last]
    pairs = []
    for n, d in enumerate(days):
        limit = days[n + 1].start if n + 1 < len(days) else sentence.end
        place = next((m for m in page.within(d.end, limit) if m.type == "Place"), None)
        if place is not None and place.start - d.end <= 30:
            pairs.append((d, place))
    if len(pairs) < 2 or len(pairs) != len(days) or len({p.key for _, p in pairs}) != len(pairs):
        return
    for d, place in pairs[1:]:
        title = f"{name} ({page.text[place.start : place.end]})"
        other = key_of("Event", title)
        page.events[other] = hit.head.kind
        page.insert(Mention(d.start, place.end, other, "Event", title, "event-also", 0.7, None, "inflected"))


def _meant(page: Page, head: Head) -> list[str]:
    """The events that a weak noun at the start of a sentence may mean: "The visit" after "the second study visit"."""
    if head.start - page.sentence_at(head.start).start > _OPENER:
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
        if not (found and head.start < found[-1].end):
            found.append(head)
    return found


def _hit(page: Page, head: Head, heads: list[Head]) -> EventHit | None:
    sentence = page.sentence_at(head.start)
    block = page.blocks[sentence.block]
    titled = block.kind == "heading" and sentence.block <= _TITLE_BLOCKS
    if is_venue(page, head) or menu(page, head.start) or _of_opening(page, head, sentence):
        return None
    start, named = left(page, head, sentence.start)
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
    if not _counts(page, hit, sentence, heads, ongoing) or (
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


def coming(page: Page, head: Head) -> bool:
    """A word such as "next" right before an event's noun."""
    before = page.text[max(0, head.start - 40) : head.start]
    hits = list(page.pack.trigger("coming").finditer(before))
    return (
        bool(hits) and len(before[hits[-1].end() :].split()) <= 1 and not re.search(r"[.,;:]", before[hits[-1].end() :])
    )


def _counts(page: Page, hit: EventHit, sentence: Sentence, heads: list[Head], ongoing: bool) -> bool:
    """Whether a noun for an event names one here, by what stands around it."""
    days = [d for d in hit.dates if len(d.first) == _DAY]
    held = _held(page, sentence)
    if hit.head.kind == WEAK:
        better = [h for h in heads if h.kind != WEAK and _beside(sentence, hit, h, days) and not is_venue(page, h)]
        words = len(page.text[hit.start : hit.end].split())
        if hit.named and (words > 1 or hit.titled) and not better and hit.start != hit.head.start:
            return True
        some_place = hit.place or any(m.type == "Place" for m in page.within(sentence.start, sentence.end))
        return not better and bool(
            (hit.dates and some_place and coming(page, hit.head))
            or (days and (some_place or held))
            or (some_place and _attended(page, sentence) and page.dates_in(sentence.start, sentence.end))
            or (hit.number is not None and (hit.dates or hit.place or hit.next_one))
        )
    if hit.head.kind == CALL:
        return hit.titled or (hit.named and bool(hit.dates)) or _open_call(page, sentence)
    prose = page.blocks[sentence.block].kind != "heading"
    if prose and coming(page, hit.head) and hit.next_one and hit.head.kind not in {CALL, WEAK}:
        return True
    if hit.head.kind == "event_meeting" and not (hit.dates or hit.number or hit.named or hit.titled or hit.place):
        return False
    if hit.named or hit.titled or hit.dates or hit.place or hit.number is not None or ongoing:
        return True
    if prose and page.pack.trigger("attended").search(page.text, sentence.start, sentence.end):
        people = page.pack.trigger("participants").search(page.text, sentence.start, sentence.end)
        if people and any(
            0 <= people.start() - n.end <= _OPENER * 3 for n in page.numbers_in(sentence.start, people.start())
        ):
            return True
    telling = _told_beside(page, sentence) if hit.head.kind in _SURE else False
    if telling or _projects(page, hit, sentence) or _told_next(page, hit, sentence):
        return True
    return (held or _attended(page, sentence)) and bool(
        page.heads_in(sentence.start, sentence.end, "project")
        or any(m.type == "Project" for m in page.within(sentence.start, sentence.end))
    )


def _projects(page: Page, hit: EventHit, sentence: Sentence) -> bool:
    """A project's name right behind the noun says whose event it is: "wizyta studyjna w projekcie ABC"."""
    behind = next((m for m in page.within(hit.end, min(sentence.end, hit.end + _BEHIND)) if m.type == "Project"), None)
    between = page.text[hit.end : behind.start] if behind else ","
    return not re.search(r"[,;:()]", between) and len(between.split()) <= _NAME_WORDS - 1


def _told_next(page: Page, hit: EventHit, sentence: Sentence) -> bool:
    """The next sentence begins with the noun, alone, and a day: "… na študijnú cestu. Cesta sa konala 23. mája"."""
    index = page.index_of(sentence) + 1
    if index >= len(page.sentences) or hit.head.kind in {CALL, WEAK}:
        return False
    after = page.sentences[index]
    if not any(d.day and d.year for d in page.dates_in(after.start, after.end)):
        return False
    first = page.tokens_in(after.start, after.end)[:1]
    stems = {t.folded[:_STEM] for t in page.tokens_in(hit.head.start, hit.head.end) if len(t.text) > _STEM}
    return bool(first) and first[0].folded[:_STEM] in stems and len(first[0].text) > _STEM


def _beside(sentence: Sentence, hit: EventHit, other: Head, days: list[DateSpan]) -> bool:
    """Another noun of the sentence, unless a day and not that noun stands behind the weak one."""
    if not sentence.start <= other.start < sentence.end:
        return False
    own = next((d for d in days if d.start >= hit.end), None)
    return own is None or not (other.start < hit.start or other.start > own.end)


def _held(page: Page, sentence: Sentence) -> bool:
    """A verb of being held in a sentence; the bare prepositions of that list aside."""
    hits = page.pack.trigger("held").finditer(page.text, sentence.start, sentence.end)
    return any(m.end() - m.start() > _HELD_WORD for m in hits)


def _told_beside(page: Page, sentence: Sentence) -> bool:
    """A day and a place stand in the sentence before, which names no event: "From 3 to 5 May guests were in Ptuj."."""
    index = page.index_of(sentence)
    before = page.sentences[index - 1] if index else sentence
    if before.block != sentence.block or page.heads_in(before.start, before.end, "event"):
        return False
    days = [d for d in page.dates_in(before.start, before.end) if d.day and d.year]
    return len(days) == 1 and bool(page.named_in(before, ("Place",))) and not page.named_in(before, ("Project",))


def _attended(page: Page, sentence: Sentence) -> bool:
    """A verb of coming in a sentence."""
    return page.pack.trigger("attended").search(page.text, sentence.start, sentence.end) is not None


def _open_call(page: Page, sentence: Sentence) -> bool:
    """The sentence of a call, or one beside it in its block, says when it opens or closes."""
    index = page.index_of(sentence)
    for at in (index, index + 1, index - 1):
        if 0 <= at < len(page.sentences) and page.sentences[at].block == sentence.block:
            near = page.sentences[at]
            bounds = edges(page, near, single=True)
            if any(d.day and d.year and (d.start in bounds or d.last) for d in page.dates_in(near.start, near.end)):
                return True
    return False


def _same(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    first = group[0]
    plain = {"event_meeting", WEAK}
    if hit.head.kind == WEAK and first.head.kind not in {WEAK, CALL} and _follows_up(page, group, hit):
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
    elif not (first.titled or _alike(page, first, hit)):
        return False
    if hit.head.kind == CALL:
        apart = _previous(page, first) != _previous(page, hit)
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
            return False
        if known.dates and hit.dates and known.dates[0].first != hit.dates[0].first and known.start != hit.start:
            return False
    if hit.named and any(h.named for h in group):
        bare = hit.place is None and hit.number is None and not hit.dates
        names = [page.text[h.start : h.end].casefold() for h in group if h.named]
        return any(name == mine or (bare and name.startswith(f"{mine} ")) for name in names)
    return True


def _follows_up(page: Page, group: list[EventHit], hit: EventHit) -> bool:
    """ "The visit lasted …" right behind "the second study visit": a noun of its name opens the next sentence."""
    sentence = page.sentence_at(hit.start)
    last = page.sentence_at(group[-1].start)
    near = last.block == sentence.block and page.index_of(sentence) - page.index_of(last) == 1
    if not near or hit.named or hit.number is not None or hit.head.start - sentence.start > _OPENER:
        return False
    word = page.text[hit.head.start : hit.head.end].casefold()
    return any(word in _head_text(page, known).casefold().split() for known in group) and not any(
        known.dates and hit.dates and known.dates[0].first != hit.dates[0].first for known in group
    )


def _previous(page: Page, hit: EventHit) -> bool:
    """A word such as "previous" right beside an event's noun."""
    around = page.text[max(0, hit.start - 25) : hit.head.end + 25]
    found = page.pack.trigger("previous").search(around)
    if found is None:
        return False
    between = around[found.end() : hit.head.start - max(0, hit.start - 25)] if found.start() < hit.start else ""
    behind = around[hit.head.end - max(0, hit.start - 25) : found.start()] if found.start() > hit.start else ""
    return len((between + behind).split()) <= 1 and not re.search(r"[.,;:]", between + behind)


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
