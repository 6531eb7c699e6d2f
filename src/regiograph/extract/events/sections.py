"""Events told by a heading and the line below it, and sections that look like events: "Second day." of a programme.

"Information days", then "Advice is given on 12 March in Ptuj and 19 March in Koper.": an event a day and town, with the
noun of the heading. Where the line below names an event of its own, the heading is one more name of it.
"""

from __future__ import annotations

from regiograph.extract.events.ellipsis import opening_day
from regiograph.extract.events.hits import CALL, WEAK, EventHit
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page, gap, key_of
from regiograph.extract.time.dates import DateSpan

_WORDS = 2
"""Words of a heading beside its noun for an event: a number, an adjective."""
_NEAR = 30
"""Characters between a day and its town."""
_BARE = " \u00a0.:;!–—-"


def find_headed(page: Page, heads: list[Head]) -> None:
    """Adds the events of headings that are no more than a noun for one."""
    for head in heads:
        sentence = page.sentence_at(head.start)
        below = _below(page, head, sentence)
        if below is None or head.kind in {CALL, WEAK}:
            continue
        own = {m.key: m for m in page.within(below.start, below.end) if m.type == "Event"}
        days = [d for d in page.dates_in(below.start, below.end) if d.day]
        if len(own) == len(days) == 1 and not page.overlapping(head.start, head.end):
            known = next(iter(own.values()))
            page.add(
                Mention(head.start, head.end, known.key, "Event", known.name, "event-headed", 0.7, None, "inflected")
            )
        elif not own:
            _each(page, head, pairs(page, below.start, below.end))


def pairs(page: Page, start: int, end: int) -> list[tuple[DateSpan, Mention]]:
    """Each day of a stretch with the town beside it ("26 February in Narva and 5 March in Riga"), if all have one."""
    days = [d for d in page.dates_in(start, end) if d.day and not d.last]
    towns = [m for m in page.within(start, end) if m.type == "Place"]
    behind = [next((m for m in towns if 0 <= m.start - d.end <= _NEAR), None) for d in days]
    before = [next((m for m in reversed(towns) if 0 <= d.start - m.end <= _NEAR), None) for d in days]
    chosen = behind if all(behind) and len({m.key for m in behind if m}) == len(days) else before
    found = [(d, m) for d, m in zip(days, chosen, strict=True) if m]
    return found if len(found) == len({m.key for _, m in found}) == len(days) else []


def is_section(page: Page, hit: EventHit) -> bool:
    """ "Second day." alone: a part of a programme, of which the page tells at least two."""
    if hit.number is None or hit.place or hit.dates or hit.named or hit.titled:
        return False
    sentence = page.sentence_at(hit.start)
    noun = page.text[hit.head.start : hit.head.end]
    alone = page.text[sentence.start : sentence.end].strip(_BARE) == page.text[hit.start : hit.end].strip(_BARE)
    return alone and page.pack.trigger("programme_day").fullmatch(noun) is not None


def _below(page: Page, head: Head, sentence: Sentence) -> Sentence | None:
    """The first sentence under a heading that is a noun for an event and hardly more."""
    block = page.blocks[sentence.block]
    index = page.index_of(sentence) + 1
    short = len(page.tokens_in(block.start, block.end)) - len(page.tokens_in(head.start, head.end)) <= _WORDS
    listing = page.pack.trigger("agenda").fullmatch(page.text, head.start, head.end)
    if not short or listing or block.kind == "row" or index >= len(page.sentences):
        return None
    below = page.sentences[index]
    told = any(d.day for d in page.dates_in(below.start, below.end)) and _prose(page, below)
    return below if told and below.block == sentence.block + 1 and sentence.block > 1 else None


def _prose(page: Page, sentence: Sentence) -> bool:
    """A sentence of a paragraph, not a line of a calendar, which opens with a day."""
    block = page.blocks[sentence.block]
    return block.kind == "para" and (page.text[block.end - 1] == "." or opening_day(page, block) is None)


def _each(page: Page, head: Head, found: list[tuple[DateSpan, Mention]]) -> None:
    """An event for each day and town; the heading names the first."""
    noun = gap(page.text, head.start, head.end)
    if len(found) < 2 and any(m.type == "Event" for m in page.overlapping(head.start, head.end)):
        return
    for n, (d, town) in enumerate(found):
        low, high = min(d.start, town.start), max(d.end, town.end)
        title = f"{noun} ({page.text[town.start : town.end]})" if len(found) > 1 else noun
        key = key_of("Event", title)
        page.events[key] = head.kind
        known = {m.key for m in page.overlapping(head.start, head.end)}
        if not n and (not known or all(m.start == head.start for m in page.of("Event") if m.key in known)):
            page.replace(Mention(head.start, head.end, key, "Event", title, "event-headed", 0.7, None, "inflected"))
        page.insert(Mention(low, high, key, "Event", title, "event-headed", 0.7, None, "inflected"))
