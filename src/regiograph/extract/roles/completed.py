"""Who else takes part: bodies that stand where a project's roles are told and of which nothing else is said there.

A sentence that says who leads a project or takes part in it names other bodies for the same reason; and the list that
follows it, "Beside it work A, B and C", goes on with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.roles.acting import acting
from regiograph.extract.roles.members import joined, members_after
from regiograph.model import Claim, EntityType

_JOINT: tuple[EntityType, ...] = ("Project", "Partnership", "Network")
_BODIES: tuple[EntityType, ...] = ("Cluster", "Organisation")
_MARK = re.compile(r"[,;:()]")
_WEIGHT = 6
"""Words between "beside it" and the first name, fewer than this."""
_APPOSED = 4
"""Words of a remark such as ", also in the partnership,"."""
_PAID = ("pays", "backs", "supports")


def completed(page: Page, told: Sequence[Claim]) -> Iterator[Claim]:
    """The bodies of a sentence that says who leads or takes part in one project, but for those that it tells of."""
    there: dict[int, list[Claim]] = {}
    for c in told:
        there.setdefault(c.evidence.start, []).append(c)
    for start, claims in sorted(there.items()):
        sentence = page.sentence_at(start)
        targets = {c.object.id for c in claims if c.object}
        target = next((m for m in page.of(*_JOINT) if m.key in targets), None)
        plain = page.blocks[sentence.block].kind not in {"row", "heading"}
        if len(targets) != 1 or target is None or not plain or _of_something_else(page, sentence, target):
            continue
        said = {c.subject.id for c in claims}
        for agent in [*_beside(page, sentence, said), *_following(page, sentence, there, target)]:
            if agent.key != target.key:
                yield claim(page, agent, "partnerIn", target, "partner-beside", 0.6, at=agent, role="partner")


def beside_it(page: Page, focus: Focus, told: Sequence[Claim]) -> Iterator[Claim]:
    """ "A is at the helm, and with it work B, C and D": who stands beside a body takes part in what that one leads."""
    led = {c.object.id for c in told if c.predicate == "leads" and c.object}
    for sentence in page.telling("beside_it"):
        hit = page.pack.trigger("beside_it").search(page.text, sentence.start, sentence.end)
        project = focus.project_near(sentence) or focus.project
        if hit is None or project is None or _of_something_else(page, sentence, project):
            continue
        actors = acting(page, sentence)
        behind = [a for a in actors if a.start >= hit.end()]
        if not behind or len(page.tokens_in(hit.end(), behind[0].start)) >= _WEIGHT:
            continue
        if re.search(r"[.;:()]", page.text[hit.end() : behind[0].start]):
            continue
        group = [m for m in members_after(page, behind[0], behind) if m.type in _BODIES or _free(page, sentence, m)]
        if not any(m.type in _BODIES for m in group):
            continue
        for agent in group:
            yield claim(page, agent, "partnerIn", project, "partner-beside", 0.6, at=agent, role="partner")
        leader = _singled_out(page, sentence, [a for a in actors if a.end <= hit.start()])
        if leader and project.key not in led and len({m.key for m in group}) > 1:
            yield claim(page, leader, "leads", project, "lead-beside", 0.6, at=leader)


def _singled_out(page: Page, sentence: Sentence, ahead: Sequence[Mention]) -> Mention | None:
    """The one body that "it" means: in the same sentence, else in the one before it."""
    index = page.index_of(sentence)
    if not ahead and index and page.sentences[index - 1].block == sentence.block:
        ahead = acting(page, page.sentences[index - 1])
    bodies = {m.key: m for m in ahead if m.type in _BODIES}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def apposed(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "The region of A, also in the partnership, …": a noun for partners in a remark behind a name."""
    for sentence in page.telling("fact_partners"):
        for hit in page.pack.trigger("fact_partners").finditer(page.text, sentence.start, sentence.end):
            ahead = [a for a in acting(page, sentence) if a.end <= hit.start()]
            project = focus.project_near(sentence) or focus.project
            if not ahead or project is None or page.text[hit.end() : hit.end() + 1] not in {",", ")"}:
                continue
            remark = page.text[ahead[-1].end : hit.end()]
            if not re.match(r"[ \u00a0]?[,(][^,;:()]*$", remark) or len(remark.split()) > _APPOSED:
                continue
            if page.pack.trigger("fact_lead").search(remark) or _of_something_else(page, sentence, project):
                continue
            yield claim(page, ahead[-1], "partnerIn", project, "partner-apposed", 0.6, at=ahead[-1], role="partner")


def _beside(page: Page, sentence: Sentence, said: set[str]) -> list[Mention]:
    """The other bodies of the sentence, and the regions listed with them or with those that it tells of."""
    found: list[Mention] = []
    actors = acting(page, sentence)
    for n, actor in enumerate(actors):
        before = actors[n - 1] if n else None
        if actor.key in said or not _free(page, sentence, actor, before if before and before.key in said else None):
            continue
        listed = before is not None and (before.key in said or before in found) and joined(page, before, actor)
        if actor.type != "Region" or listed:
            found.append(actor)
    return found


def _following(page: Page, sentence: Sentence, there: dict[int, list[Claim]], target: Mention) -> list[Mention]:
    """Two bodies or more, listed in the next sentence of the paragraph, where that speaks of nothing else."""
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else None
    if following is None or following.block != sentence.block or following.start in there:
        return []
    other = in_sentence(page, following, "Programme", "Fund", "Initiative", "Strategy")
    if other or _figures(page, following):
        return []
    if _of_something_else(page, following, target) or page.heads_in(following.start, following.end, "event"):
        return []
    actors = acting(page, following)
    for first in actors:
        group = members_after(page, first, [a for a in actors if a.start >= first.end])
        bodies = sum(m.type in _BODIES for m in group)
        if len({m.key for m in group}) > 1 and bodies > 1 and all(_free(page, following, m) for m in group):
            return group
    return []


def _figures(page: Page, sentence: Sentence) -> bool:
    """The sentence gives a sum or a share."""
    starts = (*(a.start for a in page.money), *(n.start for n in page.percentages))
    return any(sentence.start <= at < sentence.end for at in starts)


def _of_something_else(page: Page, sentence: Sentence, target: Mention) -> bool:
    """The sentence names an event, a practice or another joint work, too."""
    others = in_sentence(page, sentence, "Event", "GoodPractice", "CaseStudy", *_JOINT)
    return any(m.key != target.key for m in others)


def _free(page: Page, sentence: Sentence, body: Mention, after: Mention | None = None) -> bool:
    """Nothing in its clause, behind one that is told of, says that a body pays; no preposition makes it a place."""
    marks = [m.end() for m in _MARK.finditer(page.text, sentence.start, body.start)]
    low = max(marks[-1] if marks else sentence.start, after.end if after else 0)
    closing = _MARK.search(page.text, body.end, sentence.end)
    high = closing.start() if closing else sentence.end
    paid = (*_PAID, "funding") if _figures(page, sentence) else _PAID
    if any(page.pack.trigger(name).search(page.text, low, high) for name in paid):
        return False
    words = [t for t in page.tokens_in(low, body.start) if t.folded not in page.pack.articles - page.pack.locative]
    if not words or page.pack.trigger("origin").fullmatch(words[-1].text):
        return not words
    led = words[-1].folded in (page.pack.locative | page.pack.connectors) - page.pack.linking
    return not led
