"""What pages say of events: dates, places, projects, series numbers, how many came, whether they are done."""

from __future__ import annotations

from collections.abc import Iterator

from regiograph.extract.events.dates import EventDate, event_dates
from regiograph.extract.events.heads import head_counts
from regiograph.extract.events.places import event_places
from regiograph.extract.reading.focus import Focus, claim, in_sentence, literal, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.time.calendar import page_date
from regiograph.model import Claim, Value

_NEAR_BEHIND = 120
_NEAR_BEFORE = 60
_TITLE_BLOCKS = 3
_OPENS, _SOON = 200, 400
"""Characters behind the title in which a page opens with an event, and behind that in which its project follows."""
_FOLLOWING, _OPENING = 3, 4
"""Sentences behind an event, and words at their start, in which its noun takes it up."""


class EventFacts:
    """The facts of a page's events; ``dates`` says which event has which date."""

    def __init__(self, page: Page, focus: Focus) -> None:
        self.page = page
        self.focus = focus
        self.calls = frozenset(m.key for m in page.of("Event") if page.events.get(m.key) == "event_call")
        self.dates = event_dates(page, focus, self.calls)

    @property
    def taken(self) -> frozenset[tuple[int, int]]:
        """The spans of the dates that events have."""
        out = {e.span for e in self.dates.values()}
        for e in self.dates.values():
            out |= {(d.start, d.end) for d in (e.opens, e.closes) if d}
        return frozenset(out)

    def claims(self) -> Iterator[Claim]:
        """Date, place, project, status, number and participants of every event, each once."""
        page = self.page
        done: set[tuple[str, str]] = set()
        places = event_places(page, self.dates, self.calls)
        counts = head_counts(page, self.focus, self.calls)
        own = page_date(page)
        for event in page.of("Event"):
            sentence = page.sentence_at(event.start)
            if (event.key, "all") not in done:
                done.add((event.key, "all"))
                yield from self._dated(event)
                if place := places.get(event.key):
                    yield claim(page, place[0], "heldIn", place[1], place[2], place[3])
                if count := counts.get(event.key):
                    value = Value(str(count.value), "integer")
                    how = count.approximation
                    span = (count.start, count.end)
                    yield literal(
                        page, event, "participants", value, span, "participants", count.confidence, approximation=how
                    )
            yield from self._project(event, sentence, done)
            yield from _status(page, event, sentence, own)
            number = page.series.get(event.key)
            if number is not None and (event.key, "eventNumber") not in done and _says(page, event, number):
                done.add((event.key, "eventNumber"))
                span = (event.start, event.end)
                yield literal(page, event, "eventNumber", Value(str(number), "integer"), span, "series", 0.85)

    def _dated(self, event: Mention) -> Iterator[Claim]:
        known: EventDate | None = self.dates.get(event.key)
        if known is None:
            return
        told: list[tuple[str, str, tuple[int, int]]] = []
        if (d := known.date) is not None:
            ends = [("startDate", d.first), ("endDate", d.last)] if d.last else [("date", d.edtf())]
            told = [(name, value, (d.start, d.end)) for name, value in ends if value]
        else:
            pairs = (("startDate", known.opens), ("endDate", known.closes))
            told = [(name, x.first, (x.start, x.end)) for name, x in pairs if x]
        for name, value, span in told:
            yield literal(self.page, event, name, Value(value, "edtf"), span, known.rule, known.confidence)

    def _project(self, event: Mention, sentence: Sentence, done: set[tuple[str, str]]) -> Iterator[Claim]:
        """The project in the event's name, beside it in its sentence, else the one that the page is about."""
        if (event.key, "partOfProject") in done or event.key in self.calls:
            return
        page, focus = self.page, self.focus
        projects = in_sentence(page, sentence, "Project")
        inside = [m for m in projects if event.start <= m.start < event.end]
        near = inside or [
            m for m in projects if abs(m.start - event.end) < _NEAR_BEHIND or abs(event.start - m.end) < _NEAR_BEFORE
        ]
        if not near and len({m.key for m in projects}) == 1:
            near = [m for m in projects if m.end <= event.start]
        if near:
            done.add((event.key, "partOfProject"))
            yield claim(page, event, "partOfProject", near[0], "event-project", 0.9 if inside else 0.8)
        elif self._named_beside_project(event):
            return
        elif focus.project and self._one_project(event):
            done.add((event.key, "partOfProject"))
            yield claim(page, event, "partOfProject", focus.project, "event-focus-project", 0.7, at=event)
        elif (
            (before := focus.project_near(sentence) or self._last_told(event))
            and before.end <= event.start
            and not (focus.is_origin(before) and page.of("Network", "Partnership"))
            and self._alone_above(before, event)
        ):
            done.add((event.key, "partOfProject"))
            yield claim(page, event, "partOfProject", before, "event-project-before", 0.65, at=event)
        elif after := self._taken_up(event, sentence) or self._opened(event):
            done.add((event.key, "partOfProject"))
            yield claim(page, event, "partOfProject", after, "event-project-after", 0.7, at=after)

    def _last_told(self, event: Mention) -> Mention | None:
        """The project named last before an event, those that are only the origin of another left out."""
        page = self.page
        before = [m for m in page.of("Project") if m.end <= event.start]
        return None if not before or self._of_call(before[0]) else self.focus.told_of(before)[-1]

    def _of_call(self, project: Mention) -> bool:
        """The page is a call's or a programme's: one is in the title, or named before the first project."""
        page = self.page
        if page.heads_in(0, self.focus.title_end, "event_call") or programme_page(self.focus):
            return True
        return any(m.key in self.calls and m.start < project.start for m in page.of("Event"))

    def _taken_up(self, event: Mention, sentence: Sentence) -> Mention | None:
        """ "The visit was part of the project ABC": one of the next sentences opens with a noun for the event alone."""
        page = self.page
        index = page.index_of(sentence)
        for following in page.sentences[index + 1 : index + 1 + _FOLLOWING]:
            events = [m for m in page.named_in(following, ("Event",)) if m.key != event.key]
            if following.block != sentence.block or events:
                return None
            opening = page.tokens_in(following.start, following.end)[:_OPENING]
            noun = any(page.heads_in(w.start, opening[-1].end, "event") for w in opening)
            projects = {m.key: m for m in page.named_in(following, ("Project",))}
            if noun and len(projects) == 1:
                return next(iter(projects.values()))
        return None

    def _opened(self, event: Mention) -> Mention | None:
        """The page's project, named a few sentences behind the event that the page opens with."""
        project, page = self.focus.project, self.page
        if project is None or event.start > self.focus.title_end + _OPENS or not self._one_of_page(project):
            return None
        if self._of_call(project):
            return None
        between = len(page.holding([m.start for m in page.within(event.start, project.start)]))
        return project if event.start < project.start < event.end + _SOON and between <= _OPENING else None

    def _one_of_page(self, project: Mention) -> bool:
        """No other project and nothing else that holds events is on the page."""
        kinds = {"Cluster", "Partnership", "Network"}
        others = {m.key for m in self.page.of("Project")} - {project.key}
        return not others and not any(m.type in kinds for m in self.page.within(0, project.start))

    def _alone_above(self, project: Mention, event: Mention) -> bool:
        """An event without a name of its own, and nothing else that holds events between it and the project before."""
        page = self.page
        others = {"Cluster", "Partnership", "Network", "Project"}
        low = page.sentence_at(project.start).start  # "the projects ABC and DEF": one of two
        titled = {m.type for m in page.within(0, self.focus.title_end)}
        if titled & {"Cluster", "Partnership", "Network"} and "Project" not in titled:
            return False  # the page's own events are theirs
        if any(m.type in others and m.key != project.key for m in page.within(low, event.start)):
            return False
        words = page.tokens_in(event.start, event.end)
        opens = event.start == page.sentence_at(event.start).start
        own = [w for w in words[opens:] if w.text[0].isupper() and not page.overlapping(w.start, w.end)[1:]]
        return page.pack.nouns_capital or not own

    def _named_beside_project(self, event: Mention) -> bool:
        """Another mention of the event stands beside a project, which then is its project."""
        page = self.page
        return any(
            in_sentence(page, page.sentence_at(m.start), "Project") for m in page.of("Event") if m.key == event.key
        )

    def _one_project(self, event: Mention) -> bool:
        """The page is about one project: not about a body, programme or partnership, nor a list of projects."""
        page, focus = self.page, self.focus
        project = focus.project
        if project is None or focus.collaboration() is not project or programme_page(focus):
            return False
        if page.of("Network", "Partnership") and focus.is_origin(project):
            return False
        first = page.blocks[0].end if page.blocks else 0
        if project.start >= first and any(m.start < first for m in page.of("Cluster")):
            return False  # the title names a cluster: what happens on the page is the cluster's
        title = max((b.end for b in page.blocks[:_TITLE_BLOCKS] if b.kind == "heading"), default=0)
        if project.start < title:
            return True
        if any(m.start < title for m in page.of("Cluster", "Partnership", "Network", "Programme")):
            return False
        if any(m.start < project.start and m.key in self.calls for m in page.of("Event")):
            return False  # what else happens on the page of a call is the programme's
        before = any(m.key == project.key and m.start < event.start for m in page.of("Project"))
        if not before and not (event.start < title and len({m.key for m in page.of("Project")}) == 1):
            return False
        counts: dict[str, int] = {}
        for m in page.of("Project"):
            counts[m.key] = counts.get(m.key, 0) + 1
        return len(counts) == 1 or 2 * counts[project.key] > sum(counts.values())


def _says(page: Page, event: Mention, number: int) -> bool:
    """This mention is the one that carries the series number."""
    shown = page.text[event.start : event.end]
    return str(number) in shown or any(page.ordinal(w) == number for w in shown.casefold().split())


def _status(page: Page, event: Mention, sentence: Sentence, own: str | None) -> Iterator[Claim]:
    """Planned, under way or done: by the words of the sentence, else by its date and the page's own."""
    dates = [d for d in page.dates_in(sentence.start, sentence.end) if d.year]
    ahead = [d for d in dates if own and d.first > own[: len(d.first)]]
    planned = page.pack.trigger("planned").search(page.text, sentence.start, sentence.end) or (
        dates and len(ahead) == len(dates)
    )
    dated = bool(dates)
    span = (event.start, event.end)
    if planned:
        yield literal(page, event, "status", Value("planned"), span, "event-planned", 0.8)
    elif page.pack.trigger("ongoing").search(page.text, sentence.start, sentence.end):
        yield literal(page, event, "status", Value("ongoing"), span, "event-ongoing", 0.7)
    elif dated:
        yield literal(page, event, "status", Value("done"), span, "event-done", 0.75)
