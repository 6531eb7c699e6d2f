"""A cluster's own page: what it says that "we" do is what the cluster leads or takes part in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import headed
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page
from regiograph.model import Claim, EntityType

_JOINT: tuple[EntityType, ...] = ("Project", "Partnership", "Network")
_WHOLES = frozenset({"project", "partnership", "network", "initiative"})
_BETWEEN = 3
"""Words between a word for leading and one for "we"."""
_BESIDE = 40
_OPENING = 12
"""Characters at the start of a sentence in which its subject begins."""
_CLAUSE = re.compile(r"[,;:()]")


def own(page: Page, focus: Focus, told: Sequence[Claim]) -> Iterator[Claim]:
    """What the cluster of the page's title leads or takes part in, by words for "we" around the name of it."""
    cluster = titled_cluster(focus)
    if cluster is None or not page.telling("we"):
        return
    said = {c.object.id for c in told if c.object and c.subject.id == cluster.key}
    ours = [s for s in page.telling("we") if page.pack.trigger("we").search(page.text, s.start, s.end)]
    blocks = {s.block for s in ours}
    for whole in page.of(*_JOINT):
        sentence = page.sentence_at(whole.start)
        if whole.key in said or focus.is_origin(whole) or not _about(page, sentence, whole, blocks):
            continue
        said.add(whole.key)
        lead = any(_with_us(page, s) for s in ours if s.block == sentence.block)
        role = None if lead else "partner"
        sure = 0.6
        yield claim(page, cluster, "leads" if lead else "partnerIn", whole, "own-page", sure, at=whole, role=role)


def titled_cluster(focus: Focus) -> Mention | None:
    """The cluster that a page's title names, where it is about no project or partnership."""
    cluster = focus.cluster
    return cluster if cluster and cluster.start < focus.title_end else None


def of_cluster(page: Page, focus: Focus, sentence: Sentence, at: int) -> bool:
    """A sentence that names no joint work and has no noun for one tells of a cluster: the one named last before an
    offset in its paragraph, or that of the page's title where neither paragraph nor heading names a joint work."""
    if in_sentence(page, sentence, *COLLABORATIONS):
        return False
    if any(h.kind in _WHOLES for h in page.heads_in(sentence.start, sentence.end)):
        return False
    block = page.blocks[sentence.block]
    kinds = COLLABORATIONS | {"Cluster"}
    named = [m for m in page.within(block.start, min(at, sentence.start + _OPENING)) if m.type in kinds]
    if named:
        return named[-1].type == "Cluster"
    return titled_cluster(focus) is not None and headed(page, sentence) is None


def _about(page: Page, sentence: Sentence, whole: Mention, blocks: set[int]) -> bool:
    """ "We" stands in the paragraph of a name, or below it where it is a heading; no other cluster is there."""
    block = sentence.block
    if page.blocks[block].kind == "heading":
        block += 1
    others = {m.key for m in page.within(sentence.start, sentence.end) if m.type == "Cluster"}
    beside = page.pack.trigger("with").search(page.text, max(sentence.start, whole.start - _BESIDE), whole.start)
    listed = beside is not None and whole.type != "Project"  # "together with the network A we form …"
    kinds = {m.type for m in page.within(sentence.start, sentence.end)}
    listed = listed or (whole.type == "Network" and "Partnership" in kinds)
    return block in blocks and len(others) <= 1 and not listed


def _with_us(page: Page, sentence: Sentence) -> bool:
    """ "The coordination lies with us", "we lead it": words for leading and for "we" in a clause without a name."""
    for hit in page.pack.trigger("we").finditer(page.text, sentence.start, sentence.end):
        marks = [m.end() for m in _CLAUSE.finditer(page.text, sentence.start, hit.start())]
        low = marks[-1] if marks else sentence.start
        closing = _CLAUSE.search(page.text, hit.end(), sentence.end)
        high = closing.start() if closing else sentence.end
        named = any(m.type in {"Organisation", "Cluster", "Region"} for m in page.within(low, high))
        leads = (h for t in ("lead_of", "lead_duty") for h in page.pack.trigger(t).finditer(page.text, low, high))
        if not named and any(_near(page, hit, h) for h in leads):
            return True
    return False


def _near(page: Page, a: re.Match[str], b: re.Match[str]) -> bool:
    low, high = (a.end(), b.start()) if a.end() <= b.start() else (b.end(), a.start())
    return len(page.tokens_in(low, high)) <= _BETWEEN
