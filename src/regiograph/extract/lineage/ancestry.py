"""Lineage by elimination: a page about one project or partnership names another for where it came from or went to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from regiograph.extract.lineage.lineage import lineage
from regiograph.extract.lineage.sources import EFFECTS
from regiograph.extract.reading.focus import Focus, claim, in_sentence, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page
from regiograph.extract.time.calendar import page_date
from regiograph.model import Claim

_OPENING = 200
"""Characters behind the title in which a page names what it is about."""
_FEW = 3
"""Strange collaborations on a page that are its relatives; of more the page makes a list."""
_YEAR = 4
_SEQUEL = re.compile(
    r"(?P<first>.{3,60}?)(?:[ \u00a0-]?(?:2(?:\.0)?|3|II|III)|[ \u00a0]?\+|[ \u00a0](?:[Pp]lus|PLUS|NEXT|Next))"
)
_OTHER_TITLES = frozenset({"Cluster", "Programme"})
_EDGES = ("startDate", "endDate")


@dataclass(slots=True)
class Years:
    """The first and the last year that is told of a thing; 0 where none is."""

    first: int = 0
    last: int = 0


def descent(page: Page, focus: Focus, dated: Iterable[Claim]) -> Iterator[Claim]:
    """What led to what: by words of origin and by names, put in the order of their times, else by elimination.

    ``dated`` are the page's claims of when things began and ended.
    """
    times = years(dated)
    told = list(in_order([*lineage(page, focus), *sequels(page), *sisters(page)], times))
    told += heirs(page, focus, told)
    yield from told
    yield from relatives(page, focus, told, times)


def years(claims: Iterable[Claim]) -> dict[str, Years]:
    """Id of a thing → the years in which it began and ended, from claims of start and end."""
    found: dict[str, Years] = {}
    for c in claims:
        shown = c.value.lexical.strip("[]").lstrip(".")[:_YEAR] if c.value and c.predicate in _EDGES else ""
        if not shown.isdigit():
            continue
        told = found.setdefault(c.subject.id, Years())
        if c.predicate == "startDate":
            told.first = told.first or int(shown)
        else:
            told.last = told.last or int(shown)
    return found


def in_order(told: Iterable[Claim], times: dict[str, Years]) -> Iterator[Claim]:
    """Claims of what led to what; the other way round where the effect was over, or begun, before the cause."""
    for c in told:
        if (
            c.predicate == "ledTo"
            and c.object
            and c.rule != "lineage-marked"
            and c.subject.type in EFFECTS
            and _over(times, c.object.id, c.subject.id)
        ):
            yield replace(c, subject=c.object, object=c.subject)
        else:
            yield c


def _over(times: dict[str, Years], first: str, then: str) -> bool:
    """Whether one thing ended before another began or ended, or began a year or more before it."""
    one, other = times.get(first, Years()), times.get(then, Years())
    if one.last and (other.first or other.last):
        return one.last <= (other.first or other.last - 1)
    return bool(one.first and other.first) and one.first < other.first and not one.last


def relatives(page: Page, focus: Focus, told: Iterable[Claim], times: dict[str, Years]) -> Iterator[Claim]:
    """What else a page about one collaboration names, before or behind it in time; nothing is said of pairs told."""
    own = _protagonist(page, focus)
    if own is None:
        return
    done = {t.id for c in told for t in (c.subject, c.object) if t and c.predicate == "ledTo"} - {page.thing(own).id}
    strange = [m for m in _strange(page, own) if page.thing(m).id not in done]
    if len(strange) > _FEW:
        return
    led = any(c.subject.id == page.thing(own).id and c.predicate == "ledTo" for c in told)
    for other in strange:
        turn = _turn(page, own, other, times)
        if turn < 0:
            yield claim(page, other, "ledTo", own, "lineage-before", 0.65, at=other)
        elif turn > 0 and own.type in EFFECTS and not led:  # else a chain, of which this is a later link
            yield claim(page, own, "ledTo", other, "lineage-behind", 0.65, at=other)


def _protagonist(page: Page, focus: Focus) -> Mention | None:
    """What a page is about, if that is a project, a partnership or a network."""
    title = focus.title_end
    if focus.cluster or programme_page(focus) or focus.shown or page.heads_in(0, title, "event_call"):
        return None
    if any(m.type in _OTHER_TITLES for m in page.within(0, title)):
        return None
    own = focus.collaboration()
    if own is None or own.type not in EFFECTS:
        return None
    first = next(iter(page.of(*COLLABORATIONS)), own)
    return own if own.start <= title + _OPENING or first.key == own.key else None


def _strange(page: Page, own: Mention) -> list[Mention]:
    """The first mention of each other collaboration that a paragraph names, and that no list or registry knows."""
    found: dict[str, Mention] = {}
    for m in page.of(*sorted(EFFECTS)):
        block = page.blocks[page.sentence_at(m.start).block]
        if m.key != own.key and m.record is None and block.kind == "para" and not _same(m, own):
            found.setdefault(m.key, m)
    return [m for m in found.values() if m.start > page.blocks[0].end]


def _same(one: Mention, other: Mention) -> bool:
    short, long = sorted((one.name.casefold(), other.name.casefold()), key=len)
    return short in long or short[:4] == long[:4]


def _turn(page: Page, own: Mention, other: Mention, times: dict[str, Years]) -> int:
    """-1 where another collaboration came before, 1 where it came later, 0 where nothing tells."""
    sentence = page.sentence_at(other.start)
    if _says(page, sentence, "sister"):
        return 0
    late = other.start > len(page.text) // 2
    if other.type == "Network":
        founded = _says(page, sentence, "founds", "springs", "heir", "planned")
        return 1 if founded and own.start < other.start and not _says(page, sentence, "member_of") else 0
    mine = times.get(page.thing(own).id, Years())
    its = times.get(page.thing(other).id, Years())
    if its == Years():
        its = _told_years(page, sentence)
    now = int((page_date(page) or "0")[:_YEAR]) or _latest(page, sentence)
    begun = mine.first or now or its.last
    if its.last and begun and its.last <= begun and its.last < (mine.last or now or begun + 1):
        return -1
    ended = mine.last or (mine.first and mine.first + 1)
    if its.first and ended and its.first >= ended:
        return 1
    if _says(page, sentence, "previous", "idea", "without"):
        return -1
    if its.first and not its.last and not mine.first and now and its.first > now:
        return 1
    if late and its == Years() and _says(page, sentence, "heir"):
        return 1
    if own.type == "Project" or other.type == "Partnership":
        return 0
    return 1 if late or (its.first and not its.last) or (now and its.last >= now) else -1


def _latest(page: Page, sentence: Sentence) -> int:
    """The last year that a page tells outside a sentence; 0 where it tells none."""
    said = [d.last or d.first for d in page.dates if d.year and not sentence.start <= d.start < sentence.end]
    return max((int(when[:_YEAR]) for when in said if when[:_YEAR].isdigit()), default=0)


def _says(page: Page, sentence: Sentence, *triggers: str) -> bool:
    return any(page.pack.trigger(name).search(page.text, sentence.start, sentence.end) for name in triggers)


def _told_years(page: Page, sentence: Sentence) -> Years:
    """The years of a sentence that names one collaboration alone."""
    if len({m.key for m in in_sentence(page, sentence, *sorted(EFFECTS))}) > 1:
        return Years()
    said = [d for d in page.dates_in(sentence.start, sentence.end) if d.year]
    firsts = [int(d.first[:_YEAR]) for d in said if d.first[:_YEAR].isdigit()]
    lasts = [int((d.last or d.first)[:_YEAR]) for d in said if (d.last or d.first)[:_YEAR].isdigit()]
    return Years(min(firsts), max(lasts)) if firsts and lasts else Years()


def sequels(page: Page) -> Iterator[Claim]:
    """ "ABC" and "ABC 2", "ABC+" or "ABC Plus": the second came out of the first."""
    projects = {m.key: m for m in reversed(page.of("Project"))}
    names = {m.name.casefold(): m for m in projects.values()}
    for m in projects.values():
        sequel = _SEQUEL.fullmatch(m.name)
        first = names.get(sequel["first"].casefold()) if sequel else None
        if first and first.key != m.key:
            yield claim(page, first, "ledTo", m, "lineage-sequel", 0.7, at=m)


def heirs(page: Page, focus: Focus, told: Iterable[Claim]) -> Iterator[Claim]:
    """ "B, as the successor is called, …": a sentence that names one collaboration; it came out of what the page is
    about, or, on a page about something else, out of the last one of its section.
    """
    own = _protagonist(page, focus)
    pairs = {frozenset((c.subject.id, c.object.id)) for c in told if c.object}
    for sentence in page.telling("heir"):
        hit = page.pack.trigger("heir").search(page.text, sentence.start, sentence.end)
        named = list({m.key: m for m in in_sentence(page, sentence, *sorted(EFFECTS))}.values())
        if hit is None or len(named) != 1 or _says(page, sentence, "lineage_from", "lineage_to", "previous", "planned"):
            continue
        block = sentence.block
        while block and page.blocks[block].kind != "heading":
            block -= 1
        top = page.blocks[block].start
        before = [m for m in page.within(top, sentence.start) if m.type in EFFECTS and m.key != named[0].key]
        first = own or next(reversed(before), None)
        if first is None or first.key == named[0].key or any(m.key == named[0].key for m in page.within(0, top)):
            continue
        if frozenset((page.thing(first).id, page.thing(named[0]).id)) not in pairs:
            yield claim(page, first, "ledTo", named[0], "lineage-heir", 0.7, at=named[0])


def sisters(page: Page) -> Iterator[Claim]:
    """ "its sister project B": two projects of one sentence are sisters."""
    for sentence in page.telling("sister"):
        if page.pack.trigger("sister").search(page.text, sentence.start, sentence.end):
            projects = list({m.key: m for m in in_sentence(page, sentence, "Project")}.values())
            if len(projects) == 2:
                yield claim(page, projects[0], "ledTo", projects[1], "sister", 0.85, relation="sisterOf")
