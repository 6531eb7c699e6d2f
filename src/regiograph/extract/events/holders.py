"""Whose events are: the project that an event's name or sentence gives, or the one that the page is about.

What a programme, partnership, network or cluster holds is no project's, though the page tells of a project too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regiograph.extract.reading.focus import Focus, claim, in_sentence, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim

_NEAR_BEHIND = 120
_NEAR_BEFORE = 60
_TITLE_BLOCKS = 3
_OPENS, _SOON = 200, 400
"""Characters behind the title in which a page opens with an event, and behind that in which its project follows."""
_FOLLOWING, _OPENING = 3, 4
"""Sentences behind an event, and words at their start, in which its noun takes it up."""
_OWNERS = ("programme", "partnership", "network", "cluster", "initiative")
"""Nouns for what holds events beside projects."""
_HOLDING = frozenset({"Programme", "Partnership", "Network", "Cluster"})
_LIGHT = 2
"""Articles and prepositions between an event's noun and who holds it."""
_CLAUSE = re.compile(r"[,;:.()]")
_PHRASE = 24
"""Characters between an event's noun and the noun for who holds it, in one phrase."""


class Holders:
    """Tells the project of a page's events, each once."""

    def __init__(self, page: Page, focus: Focus, calls: frozenset[str]) -> None:
        self.page = page
        self.focus = focus
        self.calls = calls
        self._projects = page.of("Project")
        self._keys = {m.key for m in self._projects}
        self._done: set[str] = set()

    def claims(self, event: Mention) -> Iterator[Claim]:
        """The project in the event's name, beside it in its sentence, else the one that the page is about."""
        if not self._keys or event.key in self._done or event.key in self.calls:
            return
        page, focus = self.page, self.focus
        sentence = page.sentence_at(event.start)
        if near := self._beside(event, sentence):
            self._done.add(event.key)
            inside = event.start <= near.start < event.end
            yield claim(page, event, "partOfProject", near, "event-project", 0.9 if inside else 0.8)
        elif self._named_beside_project(event) or self._of_another(event, sentence):
            return
        elif focus.project and self._one_project(event):
            self._done.add(event.key)
            yield claim(page, event, "partOfProject", focus.project, "event-focus-project", 0.7, at=event)
        elif before := self._before(event, sentence):
            self._done.add(event.key)
            yield claim(page, event, "partOfProject", before, "event-project-before", 0.65, at=event)
        elif after := self._taken_up(event, sentence) or self._opened(event):
            self._done.add(event.key)
            yield claim(page, event, "partOfProject", after, "event-project-after", 0.7, at=after)

    def _beside(self, event: Mention, sentence: Sentence) -> Mention | None:
        """The project inside an event's name, or near it in its sentence."""
        projects = in_sentence(self.page, sentence, "Project")
        inside = [m for m in projects if event.start <= m.start < event.end]
        if inside or self._owned(event):
            return inside[0] if inside else None
        near = [
            m for m in projects if abs(m.start - event.end) < _NEAR_BEHIND or abs(event.start - m.end) < _NEAR_BEFORE
        ]
        if not near and len({m.key for m in projects}) == 1:
            near = [m for m in projects if m.end <= event.start]
        return near[0] if near else None

    def _owned(self, event: Mention) -> bool:
        """A noun or name for a programme, partnership, network or cluster stands in the event's phrase.

        Before the event's noun ("the partnership's assembly") or behind it ("assembly of the cluster"); where a project
        follows that, it is the project's ("kick-off of the Interreg Europe project ABC").
        """
        page = self.page
        sentence = page.sentence_at(event.start)
        low, high = max(sentence.start, event.start - _PHRASE), min(sentence.end, event.end + _PHRASE)
        heads = page.heads_in(low, high)
        nouns = {(h.start, h.end) for h in heads if h.kind.startswith("event")}  # "aloitusseminaari" is no "aloite"
        owners = [(h.start, h.end) for h in heads if h.kind in _OWNERS and (h.start, h.end) not in nouns]
        owners += [(m.start, m.end) for m in page.within(event.start, high) if m.type in _HOLDING]
        for start, end in owners:
            if event.start < end <= event.end or (end < event.start and not page.text[end : event.start].strip()):
                return True
            words = page.tokens_in(event.end, start) if start >= event.end else []
            between = page.text[event.end : start]
            light = all(w.folded in page.pack.light for w in words) and len(words) <= _LIGHT
            if start >= event.end and light and not _CLAUSE.search(between) and not self._project_behind(end):
                return True
        return False

    def _project_behind(self, end: int) -> bool:
        """A project, or the noun for one, follows in the next words."""
        page = self.page
        named = any(m.type == "Project" for m in page.within(end, end + _PHRASE))
        return named or bool(page.heads_in(end, end + _PHRASE, "project"))

    def _of_another(self, event: Mention, sentence: Sentence) -> bool:
        """A partnership or network stands before the event in its sentence, or in its phrase: it holds the event."""
        others = [m for m in self.page.named_in(sentence, ("Network", "Partnership")) if m.end <= event.start]
        return bool(others) or self._owned(event)

    def _before(self, event: Mention, sentence: Sentence) -> Mention | None:
        """The project that the text before the event speaks of: in its paragraph, or on a page of projects."""
        focus = self.focus
        before = focus.project_near(sentence)
        if before is None or before.start < self.page.blocks[self._headed(sentence.block)].start:
            before = before if self._of_projects() else None
            before = before or self._last_told(event)
        if before is None or before.end > event.start:
            return None
        if focus.is_origin(before) and self.page.of("Network", "Partnership"):
            return None
        return before if self._alone_above(before, event) else None

    def _headed(self, block: int) -> int:
        """A paragraph's heading, where it stands right above and is not the page's title; else the paragraph."""
        above = block - 1
        return above if above > 0 and self.page.blocks[above].kind == "heading" else block

    def _of_projects(self) -> bool:
        """No call, programme, cluster, partnership or network is what the page is about."""
        first = self._projects[0]
        return not self._of_call(first) and not self._other_holder(self.page.sentence_at(first.start).start)

    def _last_told(self, event: Mention) -> Mention | None:
        """The project named last before an event, those that are only the origin of another left out."""
        before = [m for m in self._projects if m.end <= event.start]
        return self.focus.told_of(before)[-1] if before and self._of_projects() else None

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
        return self._keys == {project.key} and not self._other_holder(project.start)

    def _other_holder(self, end: int) -> bool:
        """A cluster, partnership or network is named before an offset."""
        return any(m.start < end for m in self.page.of("Cluster", "Partnership", "Network"))

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
        if self._other_holder(page.sentence_at(project.start).start):
            return False  # a page that tells of a partnership first tells of the project it came from later
        if any(m.start < project.start and m.key in self.calls for m in page.of("Event")):
            return False  # what else happens on the page of a call is the programme's
        before = any(m.key == project.key and m.start < event.start for m in self._projects)
        if not before and not (event.start < title and len(self._keys) == 1):
            return False
        counts = Counter(m.key for m in self._projects)
        return len(counts) == 1 or 2 * counts[project.key] > counts.total()


def _close(event: Mention, project: Mention) -> bool:
    return abs(project.start - event.end) < _NEAR_BEHIND or abs(event.start - project.end) < _NEAR_BEFORE
