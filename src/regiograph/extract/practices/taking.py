"""What all rules for the names of practices and cases share: where such names start, and how one is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import LINKING
from regiograph.model import EntityType

KINDS: dict[str, EntityType] = {"practice": "GoodPractice", "case": "CaseStudy"}
OPENS = "\"“„«»”‘'*"
VISITS = frozenset({"event_study_visit", "event_peer_review"})
_WORDS = 9
"""Words that a name has at most."""


@dataclass(frozen=True, slots=True)
class Names:
    """Capitalised and quoted stretches of a page, by where they start."""

    page: Page
    found: dict[int, Run]

    @classmethod
    def of(cls, page: Page, runs: list[Run], quoted: list[Run]) -> Names:
        heads = frozenset(h.start for h in page.heads if h.kind in KINDS)
        found = {r.start: r for run in runs for r in _parts(page, run, heads)}
        return cls(page, found | {r.start: r for r in quoted})

    def at(self, start: int, end: int) -> Run | None:
        """The name that starts right at an offset, cut where a known territory begins or a bracket opens."""
        run = self.found.get(start)
        if run is None or run.start >= end or run.words > _WORDS:
            return None
        if run.quoted:
            return run
        last = run.end
        for m in self.page.within(run.start + 1, run.end):
            before = self.page.tokens_in(run.start, m.start)
            if m.record is not None and before and before[-1].folded in self.page.pack.locative:
                last = before[-1].start  # "Havnens Laboratorium i Esbjerg"
                break
        words = self.page.words_in(run.start, last)
        while words.stop > words.start and self.page.tokens[words.stop - 1].text[0].islower():
            words = slice(words.start, words.stop - 1)
        if words.stop <= words.start:
            return None
        return Run(words.start, words.stop, run.start, self.page.tokens[words.stop - 1].end)


def _parts(page: Page, run: Run, heads: frozenset[int]) -> Iterator[Run]:
    """A run, cut where "and" joins two names: after a word for practices these are two."""
    first = run.first
    inside = page.heads_in(run.start, run.end) if run.start in heads else ()
    noun = next((h for h in inside if h.kind in KINDS and h.start == run.start), None)
    while noun and first < run.last and page.tokens[first].start < noun.end:
        first += 1
    for at in range(run.first + 1, run.last):
        token = page.tokens[at]
        if token.text.islower() and token.folded in LINKING and token.folded in page.pack.linking:
            yield Run(first, at, page.tokens[first].start, page.tokens[at - 1].end)
            first = at + 1
    if first < run.last:
        yield Run(first, run.last, page.tokens[first].start, run.end)


BY_NOUN = frozenset({"dash-head", "head-before", "head-after"})
"""Rules by which a noun beside a name has told that it is a project's."""


def keeps(page: Page, mention: Mention) -> bool:
    """A known thing other than a place, a body with its noun, or an event is no practice."""
    if mention.type == "Organisation" and mention.record is None:
        return any(h.start == mention.start for h in page.heads_in(mention.start, mention.end, "organisation"))
    if mention.type in TERRITORIES:
        return mention.record is not None and len(page.tokens_in(mention.start, mention.end)) > 2
    return mention.type == "Event" or mention.record is not None


def put(page: Page, kind: EntityType, start: int, end: int, rule: str, confidence: float) -> None:
    """Takes a name in, unless one of the kind is there or nothing of it is more than a territory."""
    taken = page.overlapping(start, end)
    if any(m.type in KINDS.values() or (m.record and m.start <= start and m.end >= end) for m in taken):
        return
    places = [m for m in taken if m.type in TERRITORIES]
    words = [t for t in page.tokens_in(start, end) if not any(m.start <= t.start < m.end for m in places)]
    if places and words and all(t.text.isdigit() for t in words):
        return  # "Kuopio 2024"
    name = page.text[start:end]
    if any(m.name == name and m.rule in BY_NOUN for m in page.of("Project")):
        return
    page.replace(Mention(start, end, key_of(kind, name), kind, name, rule, confidence))
