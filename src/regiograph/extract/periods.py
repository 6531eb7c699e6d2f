"""From when to when projects, initiatives and programmes run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.calendar import date_lines
from regiograph.extract.dates import DateSpan
from regiograph.extract.edges import NEAR_DATE, edges
from regiograph.extract.factsheet import fields
from regiograph.extract.focus import Focus, heading_before, in_sentence, literal, programme_page
from regiograph.extract.layout import Sentence
from regiograph.extract.page import Mention, Page
from regiograph.model import Claim, Value

WITH_HEADING = 100
"""A line shorter than this before a date is read together with its heading."""
_YEAR_ONLY = 4
_PREPOSITION = 5
_SHEET = 2
_LINE_LABEL = re.compile(r"[ \u00a0*•–-]*[^\W\d_]+(?:[ \u00a0][^\W\d_]+)?[ \u00a0]?:[ \u00a0]+")
"""Labelled lines that tell roles or the programme, and the label of a line that holds a span of dates alone."""
_OPENING = 30
"""Characters within which a noun for work opens a sentence: "The work began in …"."""
_YEAR_WORD = re.compile(r"[ \u00a0]?([^\W\d_]{0,6}\.?)\)")
_LEADERS = re.compile(r":|\.{3,}|\s{3,}|\||\t")
_DATED = frozenset({"Project", "Programme", "Strategy", "Event", "Initiative", "Network", "Partnership"})
"""Things whose time may stand in brackets behind them."""
_Told = tuple[Mention, str, str, tuple[int, int], str, float]


def periods(page: Page, focus: Focus, taken: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Claim]:
    """Start and end of each project, initiative or programme, one of each: the surest, of equals the later end.

    ``taken`` are the spans of dates that belong to events.
    """
    told: dict[tuple[str, str], list[_Told]] = {}
    closed = {c.subject.id for c in (*bracketed(page), *chronicle(page))}
    for row in _told(page, focus, taken):
        if page.thing(row[0]).id in closed:
            continue
        told.setdefault((row[0].key, row[1]), []).append(row)
    for (_, predicate), rows in told.items():
        values = {row[2] for row in rows}
        best = max(row[5] for row in rows)
        kept = [r for r in rows if r[5] >= best - 0.05 and not any(v != r[2] and v.startswith(r[2]) for v in values)]
        kept = kept or rows
        subject, _, value, span, rule, sure = (
            max(kept, key=lambda r: _last(r[2])) if predicate == "endDate" else kept[0]
        )
        yield literal(page, subject, predicate, Value(value, "edtf"), span, rule, sure)


def _last(value: str) -> str:
    """What orders ends: a vague set by its last month, a year by its end."""
    plain = value.rstrip("]").rsplit(".", 1)[-1] if value.startswith("[") else value
    return plain if len(plain) > _YEAR_ONLY else f"{plain}-12"


def bracketed(page: Page) -> Iterator[Claim]:
    """ "ABC (2019-2022)", "ABC (Interreg Baltic Sea, 2019-2022)": a span of dates that closes the brackets behind a
    project, its noun or the only project of the sentence is its time."""
    known: set[str] = set()
    for d in page.dates:
        if not d.last or not _closes(page, d.end):
            continue
        sentence = page.sentence_at(d.start)
        opened = page.text.rfind("(", sentence.start, d.start)
        if opened < 0 or ")" in page.text[opened : d.start] or not _only_names(page, opened + 1, d.start):
            continue
        named = [m for m in page.within(sentence.start, opened) if m.type in _DATED]
        project = named[-1] if named and named[-1].type == "Project" else None
        if project is None or project.key in known or not _beside_bracket(page, sentence, project, opened):
            continue
        known.add(project.key)
        span = (d.start, d.end)
        yield literal(page, project, "startDate", Value(d.first, "edtf"), span, "period-bracket", 0.8)
        yield literal(page, project, "endDate", Value(d.last, "edtf"), span, "period-bracket", 0.8)


def _closes(page: Page, at: int) -> bool:
    """Brackets close right behind a date, or behind the word for "year" that follows it ("2022–2025 m.)")."""
    word = _YEAR_WORD.match(page.text, at)
    return word is not None and (not word[1] or word[1].casefold() in page.pack.year_words)


def _only_names(page: Page, start: int, end: int) -> bool:
    """Nothing, or the name of a programme or fund with a word before it at most ("programme “LIFE”, ")."""
    inside = page.text[start:end].strip(" \u00a0,;–-")
    named = next((m for m in page.within(start, end) if m.type in {"Programme", "Fund", "Initiative"}), None)
    return not inside or (named is not None and len(re.findall(r"\w+", page.text[start : named.start])) <= 1)


def _beside_bracket(page: Page, sentence: Sentence, project: Mention, opened: int) -> bool:
    """The brackets follow the project's name or its noun; or it is the only one and no other thing stands between."""
    between = page.text[project.end : opened]
    words = between.strip(' \u00a0"”»“-').split()
    if not words or (len(words) == 1 and page.heads_in(project.end, opened, "project")):
        return True
    alone = len({m.key for m in in_sentence(page, sentence, "Project")}) == 1
    return alone and not page.within(project.end, opened) and not page.heads_in(project.end, opened, "programme")


def chronicle(page: Page) -> Iterator[Claim]:
    """ "2012–2014: it began with ABC": years before a colon open a paragraph whose first project ran then."""
    known: set[str] = set()
    for block in page.blocks:
        d = next(iter(page.dates_in(block.start, block.start + 1)), None)
        if d is None or not d.last or not re.match(r"[ \u00a0]?:[ \u00a0\n]", page.text[d.end : d.end + 3]):
            continue
        named = {m.key: m for m in reversed(page.within(block.start, block.end)) if m.type == "Project"}
        project = next(iter(named.values())) if len(named) == 1 else None
        if project and project.key not in known:
            known.add(project.key)
            yield literal(page, project, "startDate", Value(d.first, "edtf"), (d.start, d.end), "period-bracket", 0.7)
            yield literal(page, project, "endDate", Value(d.last, "edtf"), (d.start, d.end), "period-bracket", 0.7)


def _told(page: Page, focus: Focus, taken: frozenset[tuple[int, int]]) -> Iterator[_Told]:
    lines = {(d.start, d.end) for d in date_lines(page)}
    for sentence in page.holding([d.start for d in page.dates]):
        bounds: dict[int, str] | None = None
        for d in page.dates_in(sentence.start, sentence.end):
            span = (d.start, d.end)
            if span in lines or span in taken or not d.year:
                continue
            if any(m.start <= d.start < m.end for m in page.within(sentence.start, sentence.end)):
                continue
            if bounds is None:
                bounds = edges(page, sentence)
            edge = bounds.get(d.start)
            subject, sure = _subject(page, focus, sentence, d, edge)
            if subject is None or (len(d.first) == _YEAR_ONLY and _of_a_plan(page, sentence, d, subject)):
                continue
            before = page.text[max(sentence.start, d.start - 70) : d.start]
            if sentence.start == page.blocks[sentence.block].start and len(before) < 30:
                before = heading_before(page, sentence.block) + before
            if d.last:
                if _is_period(page, sentence, d, before) or _alone_in_line(page, d):
                    yield subject, "startDate", d.first, span, "period", sure
                    yield subject, "endDate", d.last, span, "period", sure
                continue
            if edge is None and heading_before(page, sentence.block) and len(before) < WITH_HEADING:
                edge = _last_edge(page, before)
            if edge:
                value = d.first if not d.vague else d.edtf()
                yield subject, edge, value, span, "start-or-end", sure - 0.05


def _is_period(page: Page, sentence: Sentence, d: DateSpan, before: str) -> bool:
    """A range is a period where a word says so, or a project is spoken of; a few days of one month never are."""
    if d.last is None or (d.day and d.first[:7] == d.last[:7]):
        return False
    if page.pack.trigger("period").search(before):
        return True
    named = in_sentence(page, sentence, "Project") or page.heads_in(sentence.start, sentence.end, "project")
    return len(d.first) > _YEAR_ONLY and bool(named)


def _of_a_plan(page: Page, sentence: Sentence, d: DateSpan, subject: Mention) -> bool:
    """A year right behind a strategy or programme is part of how that is called."""
    return any(
        m.type in {"Strategy", "Programme"}
        and m.key != subject.key
        and not m.end <= subject.start < d.start  # "paid by Interreg, ABC began in 2020"
        and (m.start > d.start - 60 or d.start - m.end < 20)
        for m in page.within(sentence.start, d.start)
    )


def _last_edge(page: Page, before: str) -> str | None:
    """The last phrase of starting or ending in what stands before a date, its heading included."""
    hits = [(m.end(), "endDate") for m in page.pack.trigger("end").finditer(before)]
    hits += [(m.end(), "startDate") for m in page.pack.trigger("start").finditer(before)]
    last = max(hits, default=None)
    return last[1] if last and len(before) - last[0] <= NEAR_DATE else None


def _joined(page: Page, sentence: Sentence, initiative: Mention) -> bool:
    """ "Since 2022 it has belonged to the platform": when something became a member of an initiative."""
    return page.pack.trigger("member_of").search(page.text, sentence.start, initiative.start) is not None


def _subject(
    page: Page, focus: Focus, sentence: Sentence, d: DateSpan, edge: str | None
) -> tuple[Mention | None, float]:
    """What the period of a sentence is said of, and how sure that is."""
    events = in_sentence(page, sentence, "Event")
    own = in_sentence(page, sentence, "Project")
    last = [m for m in in_sentence(page, sentence, "Initiative", "Project") if m.end <= d.start][-1:]
    if last and last[0].type == "Initiative" and edge and _joined(page, sentence, last[0]):
        return None, 0.0
    if events and not (own and (edge or d.last) and _nearer(own, events, d)):
        time = [h for h in page.pack.trigger("period").finditer(page.text, events[-1].end, d.start) if _is_noun(h)]
        near = (focus.project_near(sentence) or focus.project) if time and edge else None
        return (near, 0.65) if near and near.start < sentence.start else (None, 0.0)
    if own and own[0].start >= d.end and focus.is_origin(own[0]):
        own = [near] if (near := focus.project_near(sentence) or focus.project) else own
    if own:
        before = [m for m in own if m.end <= d.start]
        return (before[-1] if before and len({m.key for m in own}) > 1 else own[0]), 0.8
    if len(d.first) == _YEAR_ONLY and not d.last and in_sentence(page, sentence, "GoodPractice", "CaseStudy"):
        return None, 0.0  # since when something is done that is shown
    initiative = in_sentence(page, sentence, "Initiative")
    if initiative and not page.heads_in(sentence.start, sentence.end, "project"):
        given = in_sentence(page, sentence, "Cluster") or page.heads_in(sentence.start, sentence.end, "label")
        return (None, 0.0) if given or _joined(page, sentence, initiative[0]) else (initiative[0], 0.7)
    if page.heads_in(sentence.start, sentence.end, "initiative") and focus.initiative:
        return focus.initiative, 0.6
    titled = focus.event is not None and bool(page.blocks) and focus.event.start < page.blocks[0].end
    near = focus.project_near(sentence) or focus.project
    if near and page.heads_in(sentence.start, sentence.end, "project"):
        return near, 0.75
    work = page.pack.trigger("undertaking").search(
        page.text, sentence.start, min(sentence.end, sentence.start + _OPENING)
    )
    if near and near.start < sentence.start and work and edge and work.end() <= d.start:
        return near, 0.65
    local = near is not None and near.start >= page.blocks[sentence.block].start and near.start < sentence.start
    others = in_sentence(page, sentence, "Partnership", "Programme", "Cluster", "Network", "Strategy", "Organisation")
    if near and local and not others and (edge or d.last) and (len(d.first) > _YEAR_ONLY or d.vague or d.last):
        return near, 0.65
    period = page.pack.trigger("period").search(page.text, max(sentence.start, d.start - 60), d.start)
    if period and programme_page(focus):
        return focus.programme, 0.7
    if near and not titled and period and not page.heads_in(sentence.start, sentence.end, "programme"):
        return near, 0.7
    opening = page.text[sentence.start : d.start][:60]
    labelled = any(page.pack.trigger(name).match(opening) for name in ("start", "end", "period"))
    if focus.project and labelled and _LEADERS.search(opening):
        return focus.project, 0.75
    if focus.project and d.last and _alone_in_line(page, d) and len(fields(page)) >= _SHEET:
        return focus.project, 0.7
    above = heading_before(page, sentence.block)
    if focus.project and above and page.pack.trigger("period").search(above):
        return focus.project, 0.7
    if focus.project and edge and d.day and not others and not titled and _about_one(page, focus.project):
        return focus.project, 0.6
    return None, 0.0


def _is_noun(hit: re.Match[str]) -> bool:
    """A noun for how long something takes, no preposition: "… in Vechta, die Laufzeit endet am …"."""
    return hit.end() - hit.start() > _PREPOSITION and " " not in hit.group()


def _alone_in_line(page: Page, d: DateSpan) -> bool:
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


def _nearer(own: list[Mention], events: list[Mention], d: DateSpan) -> bool:
    def away(m: Mention) -> int:
        return min(abs(d.start - m.end), abs(m.start - d.end))

    return min(map(away, own)) < min(map(away, events))
