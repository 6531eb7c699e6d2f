"""What pages say of events: dates, places, projects, series numbers, how many came, whether they are done."""

from __future__ import annotations

from collections.abc import Iterator

from regiograph.extract.events.dates import EventDate, event_dates
from regiograph.extract.events.heads import head_counts
from regiograph.extract.events.holders import Holders
from regiograph.extract.events.places import event_places
from regiograph.extract.reading.focus import Focus, claim, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.time.calendar import page_date
from regiograph.model import Claim, Value


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
        holders = Holders(page, self.focus, self.calls)
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
            yield from holders.claims(event)
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
