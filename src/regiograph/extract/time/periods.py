"""From when to when projects, initiatives and programmes run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regiograph.extract.reading.focus import Focus, heading_before, in_sentence, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.time.bearers import Time, alone_in_line, bearer, lasts
from regiograph.extract.time.calendar import date_lines
from regiograph.extract.time.dates import DateSpan
from regiograph.extract.time.edges import NEAR_DATE, Edge, edges, is_weak
from regiograph.model import Claim, Value

WITH_HEADING = 100
"""A line shorter than this before a date is read together with its heading."""
_YEAR_ONLY = 4
_OPENING = 30
"""Characters from the start of a block within which a date is read together with the heading."""
_BEFORE = 70
_CLAUSE = 90
"""Characters between a project and the years of a clause that describes it."""
_LEADING = 3
"""Words between years and the project whose they are: "Vuosina 2016–2018 toteutettu ABC-hanke"."""
_WHOLE = 0.03
"""How much surer one of two ends is that the same sentence says."""
_NOUN = 2
"""Words between a project's name and the mark that opens the clause about it: its noun, a verb."""
_VERB = 3
"""Words of a verb that may end a clause behind its years."""
_OPENS_CLAUSE = re.compile(r"[,(–]|[ \u00a0]-[ \u00a0]")
_CLOSES_CLAUSE = re.compile(r"[,.;:)–]")
_APART = frozenset((", ", " – ", " (", "; "))
_OTHERS = frozenset(("Project", "Strategy", "Event"))
_FIGURE = re.compile(r"[\d;:]")
_PROGRAMMED = frozenset((("2000", "2006"), ("2007", "2013"), ("2014", "2020"), ("2021", "2027")))
"""The Union's programming periods: programmes have them, and whoever writes one beside a project means those."""
_YEAR_WORD = re.compile(r"[ \u00a0]?([^\W\d_]{0,6}\.?)\)")
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
            max(kept, key=lambda r: _last(r[2])) if predicate == "endDate" else max(kept, key=lambda r: r[5])
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
        if not d.last or _days(d) or not _closes(page, d.end):
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
        bounds: dict[int, Edge] | None = None
        dates = page.dates_in(sentence.start, sentence.end)
        for d in dates:
            span = (d.start, d.end)
            if span in lines or span in taken or not d.year or d.worded:
                continue
            if any(m.start <= d.start < m.end for m in page.within(sentence.start, sentence.end)):
                continue
            if bounds is None:
                bounds = edges(page, sentence)
            edge = bounds.get(d.start)
            before = page.text[max(sentence.start, d.start - _BEFORE) : d.start]
            above = heading_before(page, sentence.block)
            if above and sentence.start == page.blocks[sentence.block].start and len(before) < _OPENING:
                before = above + before
            else:
                above = ""
            long = lasts(d.first, d.last) or _spans(dates, bounds, d)
            subject, sure = bearer(page, focus, sentence, Time(d, edge, long))
            sure += _WHOLE if long else 0.0
            if subject is None or (subject.type == "Project" and (d.first, d.last) in _PROGRAMMED):
                continue
            if len(d.first) == _YEAR_ONLY and _of_a_plan(page, sentence, d, edge, subject):
                continue
            if d.last:
                if _is_period(page, sentence, d, before, subject) or alone_in_line(page, d):
                    yield subject, "startDate", d.first, span, "period", sure
                    yield subject, "endDate", d.last, span, "period", sure
                continue
            name = edge.name if edge else None
            if name is None and above and len(before) < WITH_HEADING:
                name = _last_edge(page, before)
            if name:
                value = d.first if not d.vague else d.edtf()
                yield subject, name, value, span, "start-or-end", sure - 0.05


def _spans(dates: list[DateSpan], bounds: Mapping[int, Edge], d: DateSpan) -> bool:
    """A date is the start or the end of a span whose other end the same sentence says."""
    edge = bounds.get(d.start)
    if edge is None or d.last:
        return False
    for other in dates:
        beside = bounds.get(other.start)
        if beside and beside.name != edge.name and not other.last:
            first, last = (d, other) if edge.name == "startDate" else (other, d)
            if lasts(first.first, last.first):
                return True
    return False


def _days(d: DateSpan) -> bool:
    """A few days of one month: those of a meeting, never of a project."""
    return d.day and d.last is not None and d.first[:7] == d.last[:7]


def _is_period(page: Page, sentence: Sentence, d: DateSpan, before: str, subject: Mention) -> bool:
    """A range is a period where a word says so, or a project is spoken of; a few days of one month never are."""
    if d.last is None or _days(d):
        return False
    if lasts(d.first, d.last):
        return True
    hits = list(page.pack.trigger("period").finditer(before))
    if len(d.first) > _YEAR_ONLY:
        named = in_sentence(page, sentence, "Project") or page.heads_in(sentence.start, sentence.end, "project")
        return bool(hits or named)
    if _attached(page, sentence, d, subject):
        return True
    # Years behind a preposition alone are anybody's: "from 2010 to 2020 the number of shepherds halved".
    told = sentence.start <= subject.start < d.start or bool(page.heads_in(sentence.start, d.start, "project"))
    return bool(hits) if told else any(not is_weak(page, h.group()) for h in hits)


def _attached(page: Page, sentence: Sentence, d: DateSpan, subject: Mention) -> bool:
    """Years in the clause that describes a project: "ABC, which the county ran 2016–2019, …", "the 2016–2019 project
    ABC"; no other figure or undertaking stands between, who pays or runs it may."""
    low, high = min(subject.end, d.end), max(subject.start, d.start)
    paid = [m.end for m in page.within(low, high) if m.type == "Programme" and page.text[m.end : d.start] in _APART]
    low = paid[-1] if paid and subject.start < d.start else low  # "ABC is paid for by Interreg Europe, 2023–2027"
    between, named = page.text[low:high], page.within(low, high)
    if high - low > _CLAUSE or any(m.type in _OTHERS for m in named):
        return False
    unnamed = list(between)
    for m in named:
        unnamed[m.start - low : m.end - low] = " " * len(unnamed[m.start - low : m.end - low])
    if _FIGURE.search("".join(unnamed)):
        return False
    if subject.start > d.start:
        return len(page.tokens_in(d.end, subject.start)) <= _LEADING and "," not in between
    mark = _OPENS_CLAUSE.search(between)
    return (
        subject.start >= sentence.start
        and mark is not None
        and len(page.tokens_in(low, low + mark.start())) <= _NOUN
        and _closes_clause(page, sentence, d)
    )


def _closes_clause(page: Page, sentence: Sentence, d: DateSpan) -> bool:
    """Behind the years the clause ends, with a verb at most, or goes on with who pays."""
    mark = _CLOSES_CLAUSE.search(page.text, d.end, sentence.end)
    end = mark.start() if mark else sentence.end
    return len(page.tokens_in(d.end, end)) <= _VERB or any(
        m.type in {"Programme", "Fund"} for m in page.within(d.end, d.end + _CLAUSE)
    )


def _of_a_plan(page: Page, sentence: Sentence, d: DateSpan, edge: Edge | None, subject: Mention) -> bool:
    """A year right behind a strategy or programme is part of how that is called; "from 2016 to 2019" is none."""
    if d.last and re.search(r"[^\W\d_]", page.text[d.start + _YEAR_ONLY : page.text.rfind(d.last, d.start, d.end)]):
        return False
    return any(
        m.type in {"Strategy", "Programme"}
        and m.key != subject.key
        and not m.end <= subject.start < d.start  # "paid by Interreg, ABC began in 2020"
        and not (edge and not edge.weak and m.end <= edge.start)  # "ABC (Interreg), completed in 2022"
        and not (d.last and page.tokens_in(m.end, d.start) and _attached(page, sentence, d, subject))
        and (m.start > d.start - 60 or d.start - m.end < 20)
        for m in page.within(sentence.start, d.start)
    )


def _last_edge(page: Page, before: str) -> str | None:
    """The last phrase of starting or ending in what stands before a date, its heading included."""
    hits = [(m.end(), "endDate") for m in page.pack.trigger("end").finditer(before)]
    hits += [(m.end(), "startDate") for m in page.pack.trigger("start").finditer(before)]
    last = max(hits, default=None)
    return last[1] if last and len(before) - last[0] <= NEAR_DATE else None
