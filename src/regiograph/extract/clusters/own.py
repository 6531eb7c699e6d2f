"""A cluster's own page: whose it is, and what it says that "we" do, which the cluster leads or takes part in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from regiograph.extract.clusters.awards import labels_told
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import headed
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page, key_of
from regiograph.extract.sheets.factsheet import fields
from regiograph.model import Claim, EntityType

_JOINT: tuple[EntityType, ...] = ("Project", "Partnership", "Network")
_WHOLES = frozenset({"project", "partnership", "network", "initiative"})
_BETWEEN = 3
"""Words between a word for leading and one for "we"."""
_BESIDE = 40
_OPENING = 12
"""Characters at the start of a sentence in which its subject begins."""
_CLAUSE = re.compile(r"[,;:()]")
_TOP = 6
"""Blocks at the top of a page that name whose it is."""
_DASH = re.compile(r"[ \u00a0][–—-][ \u00a0]")
_ENOUGH = 2
"""Signs that tell a cluster's page: its noun without a name, and a label that nobody else is named for."""
_NOUN = 30
"""Characters between a name and the noun for a project that says what it is."""


def find_own(page: Page) -> None:
    """What a page names first and speaks of as "the cluster" is one, though nothing stands beside its name."""
    tops = page.blocks[:_TOP]
    if not tops or any(f.kind in {"programme", "period"} for f in fields(page)):
        return
    for m in [m for m in page.of("Cluster") if m.record is None and m.start < tops[-1].end][:1]:
        _explained(page, m)
    named = Counter(m.key for m in page.of("Project") if m.record is None)
    first = next((m for m in page.of("Project") if m.record is None and m.start < tops[-1].end), None)
    titled = {m.type for m in page.within(0, tops[-1].end)}
    if first is None or named[first.key] < max(named.values()) or "Partnership" in titled:
        return
    own = [m for m in page.of("Project") if m.key == first.key]
    _explained(page, first)
    strangers = [m for m in page.of("Cluster") if m.name.casefold() != first.name.casefold()]
    if any(_a_project(page, m) for m in own) or any(m.start < tops[-1].end for m in strangers):
        return
    others = {m.key for m in strangers}
    nouns = sum(not page.overlapping(h.start, h.end) for h in page.heads_in(0, len(page.text), "cluster"))
    held = any(not any(m.key in others for m in page.within(s.start, s.end)) for s, _ in labels_told(page))
    if min(nouns, _ENOUGH) + held >= _ENOUGH:
        for m in own:
            page.replace(replace(m, key=key_of("Cluster", m.name), type="Cluster", rule="own-cluster"))


def _explained(page: Page, first: Mention) -> None:
    """ "ABC – Cluster of Milk and Cheese": what a line adds behind the name's dash is its long form."""
    line = page.blocks[page.sentence_at(first.start).block]
    dash = _DASH.match(page.text, first.end)
    behind = page.within(dash.end(), line.end) if dash else []
    if behind and behind[0].type == "Cluster" and dash and behind[0].start == dash.end():
        name = page.text[dash.end() : line.end].strip()
        whole = replace(behind[0], end=dash.end() + len(name), key=key_of("Cluster", first.name), name=first.name)
        page.replace(replace(whole, form="alias"))


def _a_project(page: Page, m: Mention) -> bool:
    """A noun for a project stands beside a name."""
    sentence = page.sentence_at(m.start)
    low, high = max(sentence.start, m.start - _NOUN), min(sentence.end, m.end + _NOUN)
    return any(not page.overlapping(h.start, h.end) for h in page.heads_in(low, high, "project"))


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
