"""Dates of pages, events and projects, and what else is said of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.dates import DateSpan, complete
from regiograph.extract.focus import Focus, claim, document_thing, heading_before, in_sentence, literal, programme_page
from regiograph.extract.layout import Sentence
from regiograph.extract.page import Mention, Page, gap
from regiograph.model import Claim, Value

WITH_HEADING = 100
"""A line shorter than this before a date is read together with its heading."""
_NEAR_DATE = 25
_YEAR_ONLY = 4
_PREPOSITION = 3
_DATE_LINE = re.compile(r"^[\s•*|#>-]*(?:[^\W\d_]{2,12}\.?,?\s*)?$")
_TIME = re.compile(
    r"^[\s,]*(?:r\.?|g\.|m\.)?[\s,]*"
    r"(?:(?:at|klo|um|godz\.?|à|a las)?\s*\d{1,2}[:.]\d{2}(?:\s?(?:h|Uhr|am|pm))?)?[\s|.*_]*$",
    re.IGNORECASE,
)


def date_lines(page: Page) -> list[DateSpan]:
    """Dates that stand alone in their line, with a weekday, a time or a word such as "published" at most."""
    if page.date_lines is None:
        page.date_lines = _date_lines(page)
    return page.date_lines


def _date_lines(page: Page) -> list[DateSpan]:
    out = []
    for d in page.dates:
        if not (d.year and d.day) or d.last:
            continue
        start = page.text.rfind("\n", 0, d.start) + 1
        end = page.text.find("\n", d.end)
        before, after = page.text[start : d.start], page.text[d.end : end if end >= 0 else len(page.text)]
        label = before.strip(" \t:|•*#>-–")
        known = bool(label) and len(label) < 30 and bool(page.pack.trigger("published").search(label))
        if (_DATE_LINE.match(before) or known) and _TIME.match(after):
            out.append(d)
    return out


def page_date(page: Page) -> str | None:
    """The page's own date: its metadata's, else the first date line's."""
    if page.document.published:
        return page.document.published
    lines = date_lines(page)
    return lines[0].first if lines else None


def published(page: Page) -> Iterator[Claim]:
    """publishedOn from a date line near the top or the end of the page."""
    for d in date_lines(page)[:1]:
        yield literal(
            page, document_thing(page), "publishedOn", Value(d.first, "date"), (d.start, d.end), "date-line", 0.9
        )


def event_facts(page: Page, focus: Focus, own_date: str | None) -> Iterator[Claim]:
    """Date, place, project, status, number and participants of every event."""
    seen: set[tuple[str, str]] = set()
    for event in page.of("Event"):
        sentence = page.sentence_at(event.start)
        for fact in (*_event_dates(page, event, sentence, own_date), *_event_place(page, event, sentence)):
            if fact.predicate == "heldIn" and fact.object:
                if any(k == event.key and p == f"heldIn {_other(fact.object.type)}" for k, p in seen):
                    continue  # the town is known: the region around it is no second place
                seen.add((event.key, f"heldIn {fact.object.type}"))
                yield fact
            elif (event.key, fact.predicate) not in seen:
                yield fact
        seen |= {(event.key, f.predicate) for f in _event_dates(page, event, sentence, own_date)}
        yield from _event_project(page, event, sentence, focus, seen)
        yield from _event_status(page, event, sentence)
        number = page.series.get(event.key)
        if number is not None and (event.key, "eventNumber") not in seen and _says(page, event, number):
            seen.add((event.key, "eventNumber"))
            yield literal(
                page, event, "eventNumber", Value(str(number), "integer"), (event.start, event.end), "series", 0.85
            )
        yield from _participants(page, event, sentence)
    yield from _later_participants(page, focus)
    if focus.event and not seen & {(focus.event.key, p) for p in ("date", "startDate")}:
        yield from _focus_event_date(page, focus.event, own_date)


def _other(kind: str) -> str:
    return "Place" if kind != "Place" else "none"


def _says(page: Page, event: Mention, number: int) -> bool:
    """This mention is the one that carries the series number."""
    shown = page.text[event.start : event.end]
    return str(number) in shown or any(page.ordinal(w) == number for w in shown.casefold().split())


def _near_event(page: Page, event: Mention, d: DateSpan, sentence: Sentence) -> bool:
    """The date belongs to this event and not to another one that stands nearer."""
    others = [m for m in in_sentence(page, sentence, "Event") if m.key != event.key]
    distance = min(abs(d.start - event.end), abs(event.start - d.end))
    return all(distance <= min(abs(d.start - m.end), abs(m.start - d.end)) for m in others)


def _event_dates(page: Page, event: Mention, sentence: Sentence, own_date: str | None) -> Iterator[Claim]:
    lines = {(d.start, d.end) for d in date_lines(page)}
    for d in page.dates_in(sentence.start, sentence.end):
        if (d.start, d.end) in lines or not _near_event(page, event, d, sentence):
            continue
        full = complete(d, own_date)
        if full is None or (len(full.first) == 4 and d.last):
            continue
        yield from _dated(page, event, full, (d.start, d.end), "event-date", 0.85 if d.year else 0.75)
        return


def _dated(
    page: Page, subject: Mention, d: DateSpan, span: tuple[int, int], rule: str, confidence: float
) -> Iterator[Claim]:
    if d.last:
        yield literal(page, subject, "startDate", Value(d.first, "edtf"), span, rule, confidence)
        yield literal(page, subject, "endDate", Value(d.last, "edtf"), span, rule, confidence)
    else:
        yield literal(page, subject, "date", Value(d.edtf(), "edtf"), span, rule, confidence)


def _focus_event_date(page: Page, event: Mention, own_date: str | None) -> Iterator[Claim]:
    """The page's event without a date of its own: the first whole date of the first sentences that say it was held."""
    lines = {(d.start, d.end) for d in date_lines(page)}
    limit = page.sentences[min(len(page.sentences) - 1, 7)].end if page.sentences else 0
    for d in page.dates:
        full = complete(d, own_date)
        if full is None or not full.day or (d.start, d.end) in lines or d.start > limit:
            continue
        sentence = page.sentence_at(d.start)
        if in_sentence(page, sentence, "Event") and all(
            m.key != event.key for m in in_sentence(page, sentence, "Event")
        ):
            continue
        yield from _dated(page, event, full, (d.start, d.end), "event-date-page", 0.65)
        return


def _event_place(page: Page, event: Mention, sentence: Sentence) -> Iterator[Claim]:
    """The most specific place in the event's sentence: inside its name, else behind it."""
    places = [m for m in in_sentence(page, sentence, "Place", "Region", "Country") if m.form != "acronym"]
    inside = [m for m in places if m.start >= event.start and m.end <= event.end]
    behind = [m for m in places if m.start >= event.end and _near_mention(page, event, m, sentence)]
    chosen = inside or [m for m in behind if _led_to_place(page, event, m)]
    if not chosen:
        before = [m for m in places if m.end <= event.start and len(page.text[m.end : event.start].split()) <= 5]
        chosen = [m for m in before if _led_to_place(page, event, m)]
    if not chosen:
        return
    specific = [m for m in chosen if m.type == "Place"] or [m for m in chosen if m.type == "Region"] or chosen
    yield claim(page, event, "heldIn", specific[0], "event-place", 0.85)


def _near_mention(page: Page, event: Mention, place: Mention, sentence: Sentence) -> bool:
    others = [
        m for m in in_sentence(page, sentence, "Event") if m.key != event.key and event.end <= m.start < place.start
    ]
    return not others


def _led_to_place(page: Page, event: Mention, place: Mention) -> bool:
    """A word or a case ending that leads to a place stands right before it (or inflects it)."""
    before = page.text[max(0, place.start - 40) : place.start].split()
    words = [w.casefold().strip("(,") for w in before[-3:]]
    led = any(w in page.pack.locative for w in words) or (before and before[-1].endswith("("))
    block = page.blocks[page.sentence_at(event.start).block]
    if block.kind in {"item", "row"} and before and before[-1].endswith((",", "|", ":")):
        return True  # "Kick-off: 19 September, Karlstad"
    held = place.start > event.end and page.pack.trigger("held").search(page.text, event.end, place.start)
    return bool(led or held or (place.form == "inflected" and page.pack.cased_places))


def _event_project(
    page: Page, event: Mention, sentence: Sentence, focus: Focus, seen: set[tuple[str, str]]
) -> Iterator[Claim]:
    if (event.key, "partOfProject") in seen:
        return
    projects = in_sentence(page, sentence, "Project")
    inside = [m for m in projects if event.start <= m.start < event.end]
    near = inside or [m for m in projects if abs(m.start - event.end) < 120 or abs(event.start - m.end) < 60]
    if near:
        seen.add((event.key, "partOfProject"))
        yield claim(page, event, "partOfProject", near[0], "event-project", 0.9 if inside else 0.8)
    elif (
        focus.project
        and focus.collaboration() is focus.project
        and event.key
        not in {m.key for m in page.of("Event") if in_sentence(page, page.sentence_at(m.start), "Project")}
    ):
        seen.add((event.key, "partOfProject"))
        yield claim(page, event, "partOfProject", focus.project, "event-focus-project", 0.7, at=event)


def _event_status(page: Page, event: Mention, sentence: Sentence) -> Iterator[Claim]:
    planned = page.pack.trigger("planned").search(page.text, sentence.start, sentence.end)
    dated = bool(page.dates_in(sentence.start, sentence.end))
    if planned:
        yield literal(page, event, "status", Value("planned"), (event.start, event.end), "event-planned", 0.8)
    elif page.pack.trigger("ongoing").search(page.text, sentence.start, sentence.end):
        yield literal(page, event, "status", Value("ongoing"), (event.start, event.end), "event-ongoing", 0.7)
    elif dated:
        yield literal(page, event, "status", Value("done"), (event.start, event.end), "event-done", 0.75)


def _participants(page: Page, event: Mention, sentence: Sentence) -> Iterator[Claim]:
    if not page.pack.trigger("attended").search(page.text, sentence.start, sentence.end):
        return
    units = list(page.pack.trigger("participants").finditer(page.text, sentence.start, sentence.end))
    for n in page.numbers_in(sentence.start, sentence.end):
        if page.figures.meet(n.start, n.start + 1) or n.value != int(n.value):
            continue
        unit = next((u for u in units if 0 <= u.start() - n.end <= 25), None)
        if unit and len(gap(page.text, n.end, unit.start()).split()) <= 2:
            yield literal(
                page,
                event,
                "participants",
                Value(str(int(n.value)), "integer"),
                (n.start, unit.end()),
                "participants",
                0.8,
                approximation=n.approximation,
            )
            return


def _later_participants(page: Page, focus: Focus) -> Iterator[Claim]:
    """A head count in a sentence without an event's name: that of the event named just before, else the page's."""
    for index, sentence in enumerate(page.sentences):
        if in_sentence(page, sentence, "Event"):
            continue
        before = [m for s in page.sentences[max(0, index - 2) : index] for m in in_sentence(page, s, "Event")]
        event = before[-1] if before else focus.event
        if event:
            yield from _participants(page, event, sentence)


def periods(page: Page, focus: Focus) -> Iterator[Claim]:
    """Start and end of a project, of a call, of an initiative."""
    lines = {(d.start, d.end) for d in date_lines(page)}
    for sentence in page.sentences:
        dates = page.dates_in(sentence.start, sentence.end)
        edges = _edges(page, sentence) if dates else {}
        for d in dates:
            if (d.start, d.end) in lines or not d.year:
                continue
            if any(m.start <= d.start < m.end for m in page.within(sentence.start, sentence.end)):
                continue
            subject, sure = _period_subject(page, focus, sentence, d)
            if subject is None:
                continue
            if len(d.first) == 4 and any(
                m.type in {"Strategy", "Programme"} for m in page.within(max(sentence.start, d.start - 60), d.start)
            ):
                continue
            before = page.text[max(sentence.start, d.start - 70) : d.start]
            if sentence.start == page.blocks[sentence.block].start and len(before) < 30:
                before = heading_before(page, sentence.block) + before
            period = page.pack.trigger("period").search(before)
            if d.last and (period or (d.day and page.heads_in(sentence.start, sentence.end, "project"))):
                yield literal(page, subject, "startDate", Value(d.first, "edtf"), (d.start, d.end), "period", sure)
                yield literal(page, subject, "endDate", Value(d.last, "edtf"), (d.start, d.end), "period", sure)
                continue
            if d.last:
                continue
            edge = edges.get(d.start)
            if edge is None and heading_before(page, sentence.block) and len(before) < WITH_HEADING:
                edge = _last_edge(page, before)
            if edge:
                value = d.first if not d.vague else d.edtf()
                span = (d.start, d.end)
                yield literal(page, subject, edge, Value(value, "edtf"), span, "start-or-end", sure - 0.05)


def _edges(page: Page, sentence: Sentence) -> dict[int, str]:
    """Start of each date → whether it starts or ends something, phrases used up from left to right.

    A phrase before the date decides; where none is left the one right behind it does (verbs at the end, as in
    Hungarian).
    """
    dates = page.dates_in(sentence.start, sentence.end)
    phrases = sorted(
        (hit.start(), hit.end(), name)
        for name, trigger in (("startDate", "start"), ("endDate", "end"))
        for hit in page.pack.trigger(trigger).finditer(page.text, sentence.start, sentence.end)
        if not any(d.start <= hit.start() < d.end for d in dates)
    )
    found: dict[int, str] = {}
    floor = sentence.start
    for d in dates:
        before = [p for p in phrases if floor <= p[0] and p[1] <= d.start and d.start - p[1] <= _NEAR_DATE]
        if len(d.first) == _YEAR_ONLY:  # "by 2030", "do 2030 roku": a preposition alone ends no project
            before = [p for p in before if p[1] - p[0] > _PREPOSITION]
        behind = [p for p in phrases if 0 <= p[0] - d.end <= _NEAR_DATE and p[1] - p[0] > _PREPOSITION]
        chosen = before[-1] if before else behind[0] if behind else None
        if chosen:
            found[d.start] = chosen[2]
            phrases.remove(chosen)
        floor = max(d.end, chosen[1] if chosen else 0)
    return found


def _last_edge(page: Page, before: str) -> str | None:
    """The last phrase of starting or ending in what stands before a date, its heading included."""
    hits = [(m.end(), "endDate") for m in page.pack.trigger("end").finditer(before)]
    hits += [(m.end(), "startDate") for m in page.pack.trigger("start").finditer(before)]
    last = max(hits, default=None)
    return last[1] if last and len(before) - last[0] <= _NEAR_DATE else None


def _period_subject(page: Page, focus: Focus, sentence: Sentence, d: DateSpan) -> tuple[Mention | None, float]:
    events = in_sentence(page, sentence, "Event")
    if events:
        return None, 0.0
    own = in_sentence(page, sentence, "Project")
    if own:
        return own[0], 0.8
    initiative = in_sentence(page, sentence, "Initiative")
    if initiative and not page.heads_in(sentence.start, sentence.end, "project"):
        return initiative[0], 0.7
    if page.heads_in(sentence.start, sentence.end, "initiative") and focus.initiative:
        return focus.initiative, 0.6
    titled = focus.event is not None and focus.event.start < page.blocks[0].end
    near = focus.project_at(sentence)
    if near and page.heads_in(sentence.start, sentence.end, "project"):
        return near, 0.75
    period = page.pack.trigger("period").search(page.text, max(sentence.start, d.start - 60), d.start)
    if period and programme_page(page, focus):
        return focus.programme, 0.7
    if near and not titled and period:
        return near, 0.7
    opening = page.text[sentence.start : d.start][:40]
    labelled = any(page.pack.trigger(name).match(opening) for name in ("start", "end", "period")) and ":" in opening
    if focus.project and labelled:
        return focus.project, 0.75
    above = heading_before(page, sentence.block)
    if focus.project and above and page.pack.trigger("period").search(above):
        return focus.project, 0.7
    return None, 0.0
