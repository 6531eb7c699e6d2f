"""What a page is about, and the two ways of making a claim: between two mentions, or with a value."""

from __future__ import annotations

import bisect
import re
from collections import Counter

from regiograph.extract.lineage.asides import asides
from regiograph.extract.reading.layout import HEADING_LIMIT, Sentence
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page
from regiograph.model import Claim, EntityType, Thing, Value, qualifiers

_TOP = 3
"""Blocks in which a page about a cluster names it."""
_TRAIL = re.compile(r"\s[>»›|/→]+\s")
_OPENING = 200
"""Characters behind the title in which a page names what it is about."""
_CLAUSE = re.compile(r"[,;:]\s")
_TITLE_BLOCKS = 3
_BACKGROUND = 0.2
"""What a mention of an origin weighs against one of which something is told."""
_OWN = frozenset({"sheet", "headline", "title", "titled-alone"})
"""Rules that find what a page or its sheet is about."""
_OFTEN = 3
"""Mentions that make a project a page's subject, wherever they stand."""


class Focus:
    """What the page is about: the project, collaboration, practice or event that "the project" means."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._origins = asides(page)
        self.project = self._main("Project")
        self.partnership = self._main("Partnership") or self._titled("Network")
        self.programme = self._main("Programme")
        self.initiative = self._main("Initiative")
        self.event = self._main("Event")
        self.cluster = self._early("Cluster")
        if self.project and self._of_call(self.project):
            self.project = None
        self._projects = page.of("Project")
        self._followed: tuple[int, Mention] | None = None
        self._starts = [m.start for m in self._projects]
        self._named = Counter(m.key for m in self._projects)
        self._same_since = _runs([m.key for m in self._projects])
        self._tops = _tops(page)
        template = next((m for m in page.of("GoodPractice") if m.rule == "practice-template"), None)
        self.practice = template or self._titled_practice()
        self.shown = self.practice or self._titled("GoodPractice")
        if template and self.project and self._projects[0].start > self._text_start:
            self.project = None  # it is told where the practice was shown, or who found it

    def follow(self, sentence: Sentence, told: Mention) -> None:
        """Takes note of what a sentence has told roles of: what follows in its paragraph speaks of the same."""
        self._followed = sentence.block, told

    def followed(self, sentence: Sentence) -> Mention | None:
        """What roles were told of last, earlier in the paragraph of a sentence."""
        return self._followed[1] if self._followed and self._followed[0] == sentence.block else None

    @property
    def heralded(self) -> Mention | None:
        """The only partnership of the page, where the title has a noun for one and names nothing of the kind: the
        page speaks of it before it says its name."""
        nouns = self.page.heads_in(0, self.title_end, "partnership")
        named = any(m.type in COLLABORATIONS - {"Initiative"} for m in self.page.within(0, self.title_end))
        only = {m.key for m in self.page.of("Partnership")}
        return self.partnership if nouns and not named and len(only) == 1 else None

    def _main(self, kind: EntityType) -> Mention | None:
        """The most often named thing of a type; the title counts for four."""
        counts: dict[str, float] = {}
        first: dict[str, Mention] = {}
        for m in self.page.of(kind):
            first.setdefault(m.key, m)
            block = self.page.sentence_at(m.start).block
            titled = block <= 1 and self.page.blocks[block].kind == "heading" and not self._menu(block)
            weight = 4.0 if titled or m.rule in _OWN else _BACKGROUND if self.is_origin(m) else 1.0
            counts[m.key] = counts.get(m.key, 0.0) + weight
        best = max(counts, key=lambda k: (counts[k], first[k].record is not None, -first[k].start), default=None)
        return first[best] if best else None

    def _titled(self, kind: EntityType) -> Mention | None:
        """The thing of a type that the title names: the page is about it."""
        main = self._main(kind)
        return main if main and main.start < self.title_end else None

    def _titled_practice(self) -> Mention | None:
        """The one practice that the first line names beside a noun for it: "Good practice “X”"."""
        first = self.page.blocks[0] if self.page.blocks else None
        line = self.page.text.find("\n", 0, first.end) if first else -1
        end = line if line >= 0 else first.end if first else 0
        named = {m.key: m for m in reversed(self.page.within(0, end)) if m.type == "GoodPractice"}
        noun = any(h.kind == "practice" for h in self.page.heads_in(0, end))
        if len(named) != 1 or not noun or end > HEADING_LIMIT:
            return None
        own = next(iter(named.values()))
        events = [h for h in self.page.heads_in(0, end, "event") if not own.start <= h.start < own.end]
        return own if not events else None

    def _early(self, kind: EntityType) -> Mention | None:
        """The thing of a type that the page opens with, where it has at least half of the mentions of that type."""
        main = self._main(kind)
        every = self.page.of(kind)
        opening = self.page.blocks[min(_TOP, len(self.page.blocks) - 1)].end if self.page.blocks else 0
        first = {m.key for m in every if m.start < opening}
        alone = len(first) == 1 and main is not None and main.key in first and not (self.project or self.partnership)
        often = main is not None and 2 * sum(m.key == main.key for m in every) >= len(every)
        return main if main and main.start < opening and (often or alone) else None

    def _of_call(self, project: Mention) -> bool:
        """The title is that of a call, and the project is only named below: an example or an applicant's."""
        end = self.title_end
        titled = any(h.start < end for h in self.page.heads_in(0, end, "event_call"))
        return titled and project.start > end + _OPENING

    def _menu(self, block: int) -> bool:
        """A trail or menu ("Home > News > European projects") is no title."""
        shown = self.page.blocks[block]
        return len(_TRAIL.findall(self.page.text[shown.start : shown.end])) > 1

    @property
    def _text_start(self) -> int:
        """Where running text begins, below titles and fact lines."""
        text = (b.start for b in self.page.blocks if b.kind == "para" and b.end - b.start > HEADING_LIMIT)
        return next(text, len(self.page.text))

    @property
    def title_end(self) -> int:
        """Where the title ends: behind the first headings and short lines (a trail of links, a date) of the page."""
        end = 0
        for block in self.page.blocks[:_TITLE_BLOCKS]:
            if block.kind not in {"heading", "row"} and block.end - block.start > HEADING_LIMIT:
                break
            end = block.end
        return end or (self.page.blocks[0].end if self.page.blocks else 0)

    def project_at(self, sentence: Sentence) -> Mention | None:
        """What "the project" means in a sentence: the last one named before in its block, else the page's project."""
        block = self.page.blocks[sentence.block]
        before = [m for m in self.page.within(block.start, sentence.start) if m.type == "Project"]
        before = self.told_of(before)
        return before[-1] if before else self.project

    def project_near(self, sentence: Sentence) -> Mention | None:
        """The project that the text around a sentence speaks of: named before it in its block, else in the heading
        above, else the only project of the section so far."""
        block = self.page.blocks[sentence.block]
        last = bisect.bisect_left(self._starts, sentence.start) - 1
        first = bisect.bisect_left(self._starts, block.start)
        if last >= first:
            here = self.told_of(self._projects[first : last + 1])
            return here[0 if block.kind == "item" else -1]
        if block.kind == "item":
            return None
        top = bisect.bisect_left(self._starts, self.page.blocks[self._tops[sentence.block]].start)
        return self._projects[last] if last >= top >= self._same_since[last] else None

    def leading_project(self, sentence: Sentence) -> Mention | None:
        """The page's project, where the page is about it or the sentence says "the project"."""
        if self.project is None or self._projects[0].start >= max(sentence.end, self.title_end + _OPENING):
            return None
        early = self.project.start <= self.title_end + _OPENING
        about = early or self._named[self.project.key] >= _OFTEN or self._projects[0] == self.project
        alone = len(self._named) == 1 and not self._of_another_kind()
        told = about or alone or self.page.heads_in(sentence.start, sentence.end, "project")
        return self.project if told else None

    def _of_another_kind(self) -> bool:
        """The title names a cluster or a partnership: the page is not about a project that it also names."""
        kinds = {"Cluster", "Partnership", "Network"}
        return any(m.type in kinds for m in self.page.within(0, self.title_end))

    def collaboration_near(self, sentence: Sentence, at: int) -> Mention | None:
        """The project, partnership or network named last before an offset in its block, else what the page is about."""
        block = self.page.blocks[sentence.block]
        kinds = {"Project", "Partnership", "Network"}
        before = self.told_of([m for m in self.page.within(block.start, at) if m.type in kinds])
        item = block.kind == "item"
        return (before[0] if item else before[-1]) if before else self.collaboration()

    def is_origin(self, mention: Mention) -> bool:
        """A name that only says what another thing came out of: what follows does not speak of it."""
        return mention.start in self._origins

    def told_of(self, named: list[Mention]) -> list[Mention]:
        """Collaborations without those that are only named as the origin of another of them."""
        return [m for m in named if not self.is_origin(m)] or named

    def collaboration(self) -> Mention | None:
        """What a bare "partners" speaks of: the partnership of the title, else the project, else a partnership."""
        title = self.title_end
        first = next(iter(self._projects), None)
        if self.partnership and (
            self.partnership.start <= title + 200 or first is None or self._opens(self.partnership, first)
        ):
            return self.partnership
        own = self.initiative if self.initiative and self.initiative.record is None else None
        return self.project or self.partnership or own

    def _opens(self, partnership: Mention, first: Mention) -> bool:
        """A partnership is named in a paragraph before that of any project, and stands again or leads nothing else."""
        blocks = [self.page.sentence_at(m.start).block for m in (partnership, first)]
        return blocks[0] < blocks[1]


def _runs(keys: list[str]) -> list[int]:
    """For each place in a list, since where the same key has stood there."""
    found: list[int] = []
    for i, key in enumerate(keys):
        found.append(found[-1] if i and keys[i - 1] == key else i)
    return found


def _tops(page: Page) -> list[int]:
    """For each block, the heading it stands under (itself, where it is one; the first block, where there is none)."""
    found: list[int] = []
    for i, block in enumerate(page.blocks):
        found.append(i if block.kind == "heading" or not i else found[-1])
    return found


def in_sentence(page: Page, sentence: Sentence, *types: EntityType) -> list[Mention]:
    """Mentions of some types in a sentence, in order."""
    return page.named_in(sentence, types)


def nearest(page: Page, start: int, end: int, things: list[Mention]) -> Mention | None:
    """Which of some things in a sentence a stretch speaks of: the last before it, unless only the next one behind it
    shares its clause."""
    before = next((m for m in reversed(things) if m.start < start), None)
    after = next((m for m in things if m.start >= end), None)
    if before is None or after is None:
        return before or after
    apart = _CLAUSE.search(page.text, before.end, start) is not None
    return after if apart and not _CLAUSE.search(page.text, end, after.start) else before


def claim(
    page: Page,
    subject: Mention,
    predicate: str,
    target: Mention,
    rule: str,
    confidence: float,
    at: Mention | None = None,
    **extra: str | None,
) -> Claim:
    """A claim between two mentions; where they share no sentence, the evidence is that of ``at``, or of the later."""
    low, high = min(subject.start, target.start), max(subject.end, target.end)
    if page.sentence_at(low) is not page.sentence_at(high - 1):
        shown = at or max(subject, target, key=lambda m: m.start)
        low, high = shown.start, shown.end
    sure = round(confidence * min(subject.confidence, target.confidence, 1.0), 3)
    evidence = page.evidence(low, high)
    return Claim(page.thing(subject), predicate, evidence, page.thing(target), None, qualifiers(**extra), rule, sure)


def literal(
    page: Page,
    subject: Mention | Thing,
    predicate: str,
    value: Value,
    span: tuple[int, int],
    rule: str,
    confidence: float,
    **extra: str | None,
) -> Claim:
    """A claim with a value, its evidence the sentence around ``span``."""
    thing = subject if isinstance(subject, Thing) else page.thing(subject)
    sure = confidence if isinstance(subject, Thing) else confidence * min(subject.confidence + 0.1, 1.0)
    return Claim(thing, predicate, page.evidence(*span), None, value, qualifiers(**extra), rule, round(sure, 3))


def document_thing(page: Page) -> Thing:
    """The page itself."""
    doc = page.document
    return Thing(f"document/{doc.id}", "Document", doc.title, doc.language)


def heading_before(page: Page, index: int) -> str:
    """The text of the heading right above a block: "Budget" above the line with the sum."""
    if index and page.blocks[index - 1].kind == "heading":
        above = page.blocks[index - 1]
        return page.text[above.start : above.end] + " "
    return ""


def programme_page(focus: Focus) -> bool:
    """The title names a programme, or says the noun for one that is named before any project; it names no project."""
    title, programme = focus.title_end, focus.programme
    if programme is None or (focus.project and focus.project.start <= title):
        return False
    if programme.start <= title:
        return True
    page = focus.page
    first = min((m.start for m in page.of("Project")), default=len(page.text))
    noun = page.heads_in(0, title, "programme") and not page.heads_in(0, title, "project")
    return bool(noun) and programme.start < first
