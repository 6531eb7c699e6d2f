"""Whom a time in a sentence is said of: the project named there, what opens the sentence, else what the text is about.

A start with an end some months later is a project's, whoever else the sentence names: bodies and programmes have none.
A lone beginning or end may be said of many things; it needs a verb, and a sentence that no other thing opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regiograph.extract.reading.focus import Focus, heading_before, in_sentence, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import ACTORS, COLLABORATIONS, Head, Mention, Page
from regiograph.extract.sheets.factsheet import fields
from regiograph.extract.time.dates import DateSpan
from regiograph.extract.time.edges import Edge
from regiograph.model import EntityType

_YEAR_ONLY = 4
_MONTH_DIGITS = 7
_PREPOSITION = 5
_SHEET = 2
_MONTHS = 6
"""Months from which on a span is no event's, no tender's and no journey's."""
_LEADING_WORDS = 2
"""Words that may stand before what opens a sentence."""
_SHORT = 100
"""Characters of a sentence that says no more than from when to when; a project further behind is another's concern."""
_LINE_LABEL = re.compile(r"[ \u00a0*•–-]*[^\W\d_]+(?:[ \u00a0][^\W\d_]+)?[ \u00a0]?:[ \u00a0]+")
"""The label of a line that holds a span of dates alone."""
_LEADERS = re.compile(r":|\.{3,}|\s{3,}|\||\t")
_ACRONYM = re.compile(r"(?<!\w)[^\W\d_a-z]{4,}(?!\w)")
_KEEPERS: tuple[EntityType, ...] = ("Cluster", "Initiative", "Network", "Partnership")
"""Things that last, and of which beginnings are told."""
_BODIES = frozenset(ACTORS | {"Place", "Country", "Programme", "Fund", "Strategy", "GoodPractice", "CaseStudy"})
_NOUNS = ("organisation", "city", "region", "cluster", "partnership", "network", "initiative", "programme", "strategy")


@dataclass(frozen=True, slots=True)
class Time:
    """A date of a sentence with the phrase that makes it a start or an end, if any; ``long``: a span of months."""

    date: DateSpan
    edge: Edge | None
    long: bool

    @property
    def told(self) -> bool:
        """Whether a verb or noun says that something starts or ends, or a span says it of itself."""
        return self.long or (self.edge is not None and not self.edge.weak)

    @property
    def fine(self) -> bool:
        """Whether a month or day is said."""
        return len(self.date.first) > _YEAR_ONLY


def lasts(first: str, last: str | None) -> bool:
    """Whether a start and an end, said by months or days, lie at least half a year apart."""
    if last is None or min(len(first), len(last)) < _MONTH_DIGITS or not first[:4].isdigit():
        return False
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1 >= _MONTHS


def bearer(page: Page, focus: Focus, sentence: Sentence, time: Time) -> tuple[Mention | None, float]:
    """What a time is said of, and how sure that is."""
    d, edge = time.date, time.edge
    last = [m for m in in_sentence(page, sentence, "Initiative", "Project") if m.end <= d.start][-1:]
    if last and last[0].type == "Initiative" and edge and _joined(page, sentence, last[0]):
        return None, 0.0
    own = in_sentence(page, sentence, "Project")
    events = [
        m for m in in_sentence(page, sentence, "Event") if not (edge and edge.start <= m.start < m.end < edge.end)
    ]
    nouns = page.heads_in(sentence.start, sentence.end, "project") if edge and events and not own else []
    if events and not ((own or nouns) and (edge or d.last) and _nearer(own or nouns, events, d)):
        lasting = [h for h in page.pack.trigger("period").finditer(page.text, events[-1].end, d.start) if _is_noun(h)]
        near = protagonist(page, focus, sentence) if lasting and edge else None
        return (near, 0.65) if near else (None, 0.0)
    if own and own[0].start >= d.end and focus.is_origin(own[0]):
        own = [near] if (near := focus.project_near(sentence) or focus.project) else own
    if own:
        return _named(page, own, d)
    if labelled := _labelled(page, focus, sentence, d):
        return labelled, 0.85
    if len(d.first) == _YEAR_ONLY and not d.last and in_sentence(page, sentence, "GoodPractice", "CaseStudy"):
        return None, 0.0  # since when something is done that is shown
    keeper = _opens(page, sentence, d)
    if keeper and keeper.type in COLLABORATIONS:
        return (keeper, 0.7) if time.told and not _joined(page, sentence, keeper) else (None, 0.0)
    return _unnamed(page, focus, sentence, time, keeper)


def protagonist(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """The project that a sentence without a name of one speaks of."""
    near = focus.project_near(sentence)
    if near is None and page.blocks[sentence.block].kind != "item":
        near = focus.leading_project(sentence)
    return near if near and near.start < sentence.start else None


def _named(page: Page, own: list[Mention], d: DateSpan) -> tuple[Mention | None, float]:
    """Of the projects of a sentence the last before the date; the next one is not meant by years that introduce it."""
    before = [m for m in own if m.end <= d.start]
    if not before and len(d.first) == _YEAR_ONLY and re.search(r"[,;:]", page.text[d.end : own[0].start]):
        return None, 0.0  # "Ended in 2022, that one gave us the idea of ABC"
    if not before and own[0].start - d.end > _SHORT and "," in page.text[d.end : own[0].start]:
        return own[0], 0.6
    return (before[-1] if before and len({m.key for m in own}) > 1 else own[0]), 0.8


def _unnamed(
    page: Page, focus: Focus, sentence: Sentence, time: Time, keeper: Mention | None
) -> tuple[Mention | None, float]:
    """What a time in a sentence that names no project belongs to."""
    d, edge = time.date, time.edge
    named = in_sentence(page, sentence, "Initiative")
    if focus.initiative and time.told and not named and page.heads_in(sentence.start, sentence.end, "initiative"):
        return focus.initiative, 0.6
    near = focus.project_near(sentence) or focus.project
    if near and page.heads_in(sentence.start, sentence.end, "project"):
        return near, 0.75
    near = protagonist(page, focus, sentence)
    if near and _is_told(page, sentence, time, keeper, near):
        return near, 0.65 if time.fine else 0.55
    period = page.pack.trigger("period").search(page.text, max(sentence.start, d.start - 60), d.start)
    if period and programme_page(focus) and len(d.first) == _YEAR_ONLY:
        return focus.programme, 0.7
    if focus.project and d.last and alone_in_line(page, d) and len(fields(page)) >= _SHEET:
        return focus.project, 0.7
    above = heading_before(page, sentence.block)
    if focus.project and above and page.pack.trigger("period").search(above):
        return focus.project, 0.7
    event = focus.event is not None and bool(page.blocks) and focus.event.start < page.blocks[0].end
    others = in_sentence(page, sentence, *_KEEPERS, "Programme", "Strategy", "Organisation")
    if focus.project and edge and d.day and not others and not event and _about_one(page, focus.project):
        return focus.project, 0.6
    return None, 0.0


def _labelled(page: Page, focus: Focus, sentence: Sentence, d: DateSpan) -> Mention | None:
    """What a line speaks of that a word for time opens: "Duration: 1 May 2021 – …"."""
    opening = page.text[sentence.start : d.start][:60]
    labelled = any(page.pack.trigger(name).match(opening) for name in ("start", "end", "period"))
    if focus.project is None or not labelled or not _LEADERS.search(opening):
        return None
    titled = focus.title_end
    own = focus.partnership if focus.partnership and focus.partnership.start < titled else None
    return own if own and focus.project.start >= titled else focus.project_near(sentence) or focus.project


def _is_told(page: Page, sentence: Sentence, time: Time, keeper: Mention | None, near: Mention) -> bool:
    """A sentence about nothing else tells when the project that the text speaks of begins or ends."""
    d, edge = time.date, time.edge
    plan = in_sentence(page, sentence, "Strategy") or page.heads_in(sentence.start, sentence.end, "strategy")
    if plan or _strange(page, sentence, d) or in_sentence(page, sentence, *_KEEPERS):
        return False
    if time.long:
        return True
    if keeper or _noun_opens(page, sentence):
        return False
    if edge is None:
        return False
    local = near.start >= page.blocks[sentence.block].start
    if time.fine:
        alone = local and not in_sentence(page, sentence, "Programme", "Strategy", "Organisation")
        return not edge.weak or alone or _goal(page, sentence, time)
    return not edge.weak and (local or bool(d.vague)) and sentence.end - sentence.start < _SHORT


def _goal(page: Page, sentence: Sentence, time: Time) -> bool:
    """ "By March 2026 four trails are to be laid out": a month up to which work goes on opens or ends a sentence."""
    edge = time.edge
    prose = page.blocks[sentence.block].kind == "para"
    if edge is None or edge.name != "endDate" or not time.date.said or not prose:
        return False
    first = not page.tokens_in(sentence.start, min(edge.start, time.date.start))
    return first or not page.tokens_in(max(edge.end, time.date.end), sentence.end)


def _opens(page: Page, sentence: Sentence, d: DateSpan) -> Mention | None:
    """What a sentence begins with: a body, a programme or a collaboration, behind a word or two at most."""
    first = next(iter(m for m in page.within(sentence.start, d.start) if m.type != "Theme"), None)
    if first is None or first.type not in _BODIES | set(_KEEPERS):
        return None
    words = page.tokens_in(sentence.start, first.start)
    led = any(w.folded in page.pack.locative for w in words)
    return first if len(words) <= _LEADING_WORDS and not led else None


def _noun_opens(page: Page, sentence: Sentence) -> bool:
    """A noun for something else opens the sentence: "The museum opened in May 2019"."""
    words = page.tokens_in(sentence.start, sentence.end)[: _LEADING_WORDS + 1]
    if not words or words[0].folded in page.pack.locative:
        return False
    return any(page.heads_in(words[0].start, words[-1].end, name) for name in _NOUNS)


def _strange(page: Page, sentence: Sentence, d: DateSpan) -> bool:
    """A word in capitals before a date that is no known name: the sentence may be about it."""
    return any(
        not page.overlapping(m.start(), m.end()) and m.group().isupper()
        for m in _ACRONYM.finditer(page.text, sentence.start, d.start)
    )


def _joined(page: Page, sentence: Sentence, initiative: Mention) -> bool:
    """ "Since 2022 it has belonged to the platform": when something became a member of an initiative."""
    return page.pack.trigger("member_of").search(page.text, sentence.start, initiative.start) is not None


def _is_noun(hit: re.Match[str]) -> bool:
    """A noun for how long something takes, no preposition: "… in Vechta, die Laufzeit endet am …"."""
    return hit.end() - hit.start() > _PREPOSITION and " " not in hit.group()


def alone_in_line(page: Page, d: DateSpan) -> bool:
    """ "När: 1 mars 2021–31 augusti 2024": a label of a word or two and a span of months or more fill a line."""
    low = page.text.rfind("\n", 0, d.start) + 1
    high = page.text.find("\n", d.end)
    rest = page.text[d.end : high if high >= 0 else len(page.text)]
    months = d.last is not None and d.first[:7] != d.last[:7]
    return months and not rest.strip(" .\u00a0") and _LINE_LABEL.fullmatch(page.text, low, d.start) is not None


def _about_one(page: Page, project: Mention) -> bool:
    """The page speaks of one project only, or names it in its title."""
    title = page.blocks[min(len(page.blocks), 3) - 1].end if page.blocks else 0
    return project.start < title or all(m.key == project.key for m in page.of("Project"))


def _nearer(own: Sequence[Mention | Head], events: list[Mention], d: DateSpan) -> bool:
    def away(m: Mention | Head) -> int:
        return min(abs(d.start - m.end), abs(m.start - d.end))

    return min(map(away, own)) < min(map(away, events))
