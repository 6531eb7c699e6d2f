"""Who meets for a project works in it: those who come from somewhere to its meeting, and those who receive them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim, EntityType

_MEETING = frozenset({"event_study_visit", "event_peer_review", "event_meeting", "event_launch"})
"""Events for which the partners of a project meet."""
_HOSTED = frozenset({"event_study_visit", "event_peer_review"})
"""Events that are held at a partner's."""
_WORDS = 5
"""Words in lower case between two names of a list, fewer than this."""
_BREAK = re.compile(r"[.;:()]")
_TWO = 2
_NEAR = 3
"""Words between a verb of receiving guests and who does."""


def visiting(page: Page, focus: Focus) -> Iterator[Claim]:
    """Regions and bodies whose people come to a meeting of the page's project, and those that receive them."""
    project = focus.project
    if project is None:
        return
    for sentence in page.telling("visitors", "origin"):
        if kind := _meeting(page, sentence):
            for agent in _come_from(page, sentence, kind):
                yield claim(page, agent, "partnerIn", project, "partner-visitor", 0.6, at=agent, role="partner")
    for sentence in page.telling("hosts", "host_noun"):
        if (kind := _meeting(page, sentence)) and kind in _HOSTED:
            for agent in _receive(page, sentence):
                yield claim(page, agent, "partnerIn", project, "partner-host", 0.6, at=agent, role="partner")


def _meeting(page: Page, sentence: Sentence) -> str | None:
    """The kind of the event that a sentence names or that was named last before it."""
    before = [m for m in page.of("Event") if m.start < sentence.end]
    return page.events.get(before[-1].key) if before else None


def _come_from(page: Page, sentence: Sentence, kind: str) -> list[Mention]:
    """ "Colleagues came from Gorj, Western Macedonia and Heves": two regions or more behind a phrase of coming.

    One is enough where only partners come, or where they are called so.
    """
    actors = in_sentence(page, sentence, "Organisation", "Region")
    for name in ("visitors", "origin"):
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            behind = [m for m in actors if m.start >= hit.end()]
            close = _right_behind(page, hit.end(), behind)
            if name == "origin" and not close:
                continue
            group = _listed(page, hit.end(), behind)
            called = page.pack.trigger("fact_partners").search(hit.group()) is not None
            if not called and kind not in _MEETING:
                continue
            least = 1 if close and (called or kind in _HOSTED) and name == "visitors" else _TWO
            if len({m.key for m in group}) >= least and any(m.type == "Region" for m in group):
                return group
    return []


def _right_behind(page: Page, at: int, behind: Sequence[Mention]) -> bool:
    """Nothing but articles and nouns for a region between "from" and the first name."""
    first = behind[0] if behind else None
    return first is not None and all(
        t.folded in page.pack.articles or page.heads_in(t.start, t.end, "region")
        for t in page.tokens_in(at, first.start)
    )


def _listed(page: Page, start: int, behind: Sequence[Mention]) -> list[Mention]:
    group: list[Mention] = []
    for m in behind:
        between = page.text[group[-1].end if group else start : m.start]
        words = [w for w in re.findall(r"\w+", between) if not w[0].isupper()]
        if len(words) >= _WORDS or _BREAK.search(between):
            break
        group.append(m)
    return group


def _receive(page: Page, sentence: Sentence) -> list[Mention]:
    """The region right beside a verb of receiving guests, or who is right beside a noun for a host.

    A body that only shows guests round may be a stranger, a region that receives them is not.
    """
    for name in ("hosts", "host_noun"):
        kinds: tuple[EntityType, ...] = ("Region",) if name == "hosts" else ("Organisation", "Region")
        actors = in_sentence(page, sentence, *kinds)
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            near = [m for m in actors if m.end <= hit.start()][-1:], [m for m in actors if m.start >= hit.end()][:1]
            for m in (*near[0], *near[1]):
                low, high = (m.end, hit.start()) if m.end <= hit.start() else (hit.end(), m.start)
                if _beside(page, low, high) and not _led(page, sentence, m):
                    return [m]
    return []


def _beside(page: Page, low: int, high: int) -> bool:
    words = [t for t in page.tokens_in(low, high) if t.folded not in page.pack.articles]
    return len(words) < _NEAR and not re.search(r"[,;:()]", page.text[low:high])


def _led(page: Page, sentence: Sentence, m: Mention) -> bool:
    """A preposition stands before a name, which then says where."""
    words = page.tokens_in(sentence.start, m.start)[-_NEAR:]
    return any(w.folded in page.pack.locative - page.pack.articles for w in words)
