"""Which dates of a sentence start something and which end it: phrases before a date, or verbs behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Page
from regiograph.extract.time.dates import DateSpan

NEAR_DATE = 25
"""How far a phrase of starting or ending may stand from its date."""
_FAR = 45
"""How far a verb may stand from a month or day of its clause."""
_YEAR_ONLY = 4
_PREPOSITION = 3
_MARK = re.compile(r"[,;:(]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Edge:
    """What makes a date a start or an end: ``name`` is ``startDate`` or ``endDate``; ``start`` and ``end`` are those
    of the phrase; a ``weak`` one is a preposition, which leads to other dates as well."""

    name: str
    start: int
    end: int
    weak: bool = False


def edges(page: Page, sentence: Sentence, *, single: bool = False) -> dict[int, Edge]:
    """Start of each date → what makes it a start or an end, phrases used up from left to right.

    A phrase before the date decides; where none is left the one right behind it does (verbs at the end, as in
    Hungarian). With ``single`` a phrase may stand further off: what opens or closes there is one call.
    """
    near = 2 * NEAR_DATE if single else NEAR_DATE
    dates = page.dates_in(sentence.start, sentence.end)
    phrases = _phrases(page, sentence, dates) if dates else []
    found: dict[int, Edge] = {}
    floor = sentence.start
    for n, d in enumerate(dates):
        if cased := _by_ending(page, d):
            found[d.start] = cased
            phrases = [p for p in phrases if not d.end <= p.start <= d.end + _PREPOSITION]  # "2-tól lehet pályázni"
            floor = d.end
            continue
        year = len(d.first) == _YEAR_ONLY and not d.vague
        before = [p for p in phrases if floor <= p.start and p.end <= d.start and _reaches(page, p, d, near, year)]
        before = [p for p in before if not _of_a_name(page, p, d)]
        if year:
            before = [p for p in before if _carries_a_year(page, page.text[p.start : p.end])]
        after = page.pack.times_follow
        behind = [
            p
            for p in phrases
            if 0 <= p.start - d.end <= near and p.end - p.start > _PREPOSITION and (after or not p.weak)
            if not _MARK.search(page.text, d.end, p.start)
        ]
        if before and behind and ":" in page.text[before[-1].end : d.start] and before[-1].start > sentence.start + 1:
            before = []  # "The circle closes: in May the project started"
        following = dates[n + 1] if n + 1 < len(dates) else None
        chosen = _past_clock(page, before) if before else None
        if chosen is None and behind and not (following and _ahead(page, d, following, behind[0])):
            chosen = behind[0]
        if chosen:
            phrases.remove(chosen)
            verbs = [p for p in phrases if floor <= p.start < chosen.start and not p.weak and p.name == chosen.name]
            led = chosen.weak and (any(_reaches(page, p, d, near, year) for p in verbs) or _runs(page, chosen))
            found[d.start] = replace(chosen, weak=False) if led else chosen  # "it lasts three years, until …"
        floor = max(d.end, chosen.end if chosen else 0)
    return found


def _phrases(page: Page, sentence: Sentence, dates: list[DateSpan]) -> list[Edge]:
    """The phrases of starting and ending in a sentence, in order; of two of which one holds the other, the longer."""
    events = page.named_in(sentence, ("Event",))
    found = sorted(
        (hit.start(), hit.end(), name)
        for name, trigger in (("startDate", "start"), ("endDate", "end"))
        for hit in page.pack.trigger(trigger).finditer(page.text, sentence.start, sentence.end)
        if not any(d.start <= hit.start() < d.end for d in dates)
        and not any(m.start < hit.start() < m.end for m in events)  # "seminario de clausura"
    )
    # "de" inside "data de conclusão" starts nothing.
    found = [p for p in found if not any(o[0] <= p[0] and p[1] <= o[1] and o[:2] != p[:2] for o in found)]
    return [Edge(name, start, end, is_weak(page, page.text[start:end])) for start, end, name in found]


def is_weak(page: Page, phrase: str) -> bool:
    """Whether a phrase is made of prepositions and articles alone."""
    words = _WORD.findall(phrase.casefold())
    return all(w in page.pack.since or w in page.pack.until or w in page.pack.light for w in words)


def _reaches(page: Page, phrase: Edge, d: DateSpan, near: int, year: bool) -> bool:
    """A phrase stands near a date before it; a verb may stand further off in the clause of a month or day."""
    gap = d.start - phrase.end
    if gap <= near:
        agent = phrase.weak and page.pack.head("programme").search(page.text, phrase.end, d.start)
        return not agent  # "approved by the programme in May"
    return gap <= _FAR and not (phrase.weak or year) and not _MARK.search(page.text, phrase.end, d.start)


def _past_clock(page: Page, before: list[Edge]) -> Edge:
    """The last phrase before a date; not the preposition behind an hour: "entro le ore 12.00 del 12 maggio"."""
    if len(before) > 1 and before[-1].weak:
        between = page.text[before[-2].end : before[-1].start]
        if len(between) <= NEAR_DATE and re.search(r"\d", between) and not _MARK.search(between.replace(":", "")):
            return before[-2]
    return before[-1]


def _runs(page: Page, phrase: Edge) -> bool:
    """A verb of lasting stands right before a preposition, or takes it in: "it runs from May"."""
    hits = page.pack.trigger("period").finditer(page.text, max(0, phrase.start - NEAR_DATE), phrase.end)
    return any(h.end() >= phrase.start - 1 and not is_weak(page, h.group()) for h in hits)


def _by_ending(page: Page, d: DateSpan) -> Edge | None:
    """What the case ending of a date says where cases say "from" and "until": "május 2-tól", "31. maini"."""
    if d.last or len(d.first) == _YEAR_ONLY:
        return None
    for word in page.tokens_in(d.start, d.end):
        for edge, trigger in (("startDate", "from_date"), ("endDate", "until_date")):
            if not word.text.isdigit() and page.pack.trigger(trigger).fullmatch(word.text):
                return Edge(edge, word.start, word.end, True)
    return None


def _of_a_name(page: Page, phrase: Edge, d: DateSpan) -> bool:
    """ "startskuddet til ABC lød den 6. marts": a preposition that leads to a project's name, not to the date."""
    if phrase.end - phrase.start > _PREPOSITION + 1:
        return False
    return any(m.type == "Project" and m.start <= phrase.end + 1 for m in page.within(phrase.end, d.start))


def _carries_a_year(page: Page, phrase: str) -> bool:
    """ "by 2030", "do 2030 roku", "since 2018": a preposition alone starts or ends no project."""
    return len(phrase) > _PREPOSITION and phrase.casefold() not in page.pack.since


def _ahead(page: Page, d: DateSpan, following: DateSpan, phrase: Edge) -> bool:
    """A phrase behind a date is the next one's: it stands behind that, or what parts clauses stands before it, or it is
    nearer to it."""
    if phrase.start >= following.start:
        return True
    before, behind = _parts(page, d.end, phrase.start), _parts(page, phrase.end, following.start)
    if before != behind:
        return before
    return following.start - phrase.end < phrase.start - d.end


def _parts(page: Page, start: int, end: int) -> bool:
    """A comma or a word for "and" in a stretch."""
    linked: Iterable[str] = (t.folded for t in page.tokens_in(start, end))
    return "," in page.text[start:end] or any(w in page.pack.linking for w in linked)
