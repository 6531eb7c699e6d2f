"""Gold, silver and bronze labels: who holds which, in sentences of one level or several, in lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.reading.focus import Focus, claim, in_sentence, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page
from regiograph.extract.roles.members import members_before
from regiograph.model import Claim, Value

_ORDER = {"gold": 0, "silver": 1, "bronze": 2}
_TOP = 3
"""Blocks at the top of a page that tell what it is about."""
_ASSESSOR = "organisation/esca"
"""The European Secretariat for Cluster Analysis, which gives these labels."""


def labels(page: Page, focus: Focus) -> Iterator[Claim]:
    """The highest gold, silver or bronze label that a page says of each cluster, with who gives it: what it held
    before is past."""
    giver = _issuer(page)
    best: dict[str, tuple[Mention, Head, Mention | None]] = {}
    for cluster, head, issuer in _told(page, focus):
        known = best.get(cluster.key)
        if known is None or _ORDER[_level(head)] < _ORDER[_level(known[1])]:
            best[cluster.key] = cluster, head, issuer
    for cluster, head, issuer in best.values():
        level = _level(head)
        yield literal(page, cluster, "hasLabel", Value(level), (head.start, head.end), "label", 0.85)
        if by := issuer or giver:
            sure = 0.75 if issuer else 0.65
            yield claim(page, cluster, "labelIssuedBy", by, "label-issuer", sure, at=by, level=level)


def _told(page: Page, focus: Focus) -> Iterator[tuple[Mention, Head, Mention | None]]:
    """Who is said to hold which level, and the body that the same sentence names."""
    sheet: set[str] = set()
    for sentence, levels in labels_told(page):
        clusters = in_sentence(page, sentence, "Cluster")
        best = min(levels, key=lambda h: _ORDER[_level(h)])
        if clusters:
            told = _holders(page, sentence, clusters, levels)
        elif _fact_line(page, sentence, best):
            own = focus.cluster or _opening(page)
            told = [(own, best)] if own else []
            sheet |= {c.key for c, _ in told}
        else:
            own = _own(page, focus, sentence)
            told = [(own, best)] if own and own.key not in sheet else []
        issuer = next((m for m in in_sentence(page, sentence, "Organisation")), None)
        yield from ((cluster, head, issuer) for cluster, head in told)


def in_brackets(page: Page, head: Head) -> bool:
    return page.text[head.start - 1 : head.start] == "(" and page.text[head.end : head.end + 1] == ")"


def labels_told(page: Page) -> Iterator[tuple[Sentence, list[Head]]]:
    """The sentences that speak of labels, or follow in the paragraph of one that does, with their words for levels."""
    block = -1
    for sentence in page.with_head("label_"):
        levels = _levels_in(page, sentence)
        if levels and (block == sentence.block or _speaks_of_label(page, sentence)):
            block = sentence.block
            yield sentence, levels


def _levels_in(page: Page, sentence: Sentence) -> list[Head]:
    """The words for levels in a sentence, but for those inside a name and what is only a colour or metal."""
    found = page.heads_in(sentence.start, sentence.end, "label_")
    return [h for h in found if not any(m.type in TERRITORIES for m in page.overlapping(h.start, h.end))]


def _level(head: Head) -> str:
    return head.kind.removeprefix("label_")


def _speaks_of_label(page: Page, sentence: Sentence) -> bool:
    return bool(
        label_nouns(page, sentence.start, sentence.end)
        or _label_column(page, sentence.block)
        or is_given(page, sentence)
        or assessed(page)
    )


def assessed(page: Page) -> bool:
    """The page names the body that gives these labels: its gold, silver and bronze are no metals."""
    return any(m.record and m.record.id == _ASSESSOR for m in page.of("Organisation"))


def _by_assessor(page: Page, sentence: Sentence) -> bool:
    """The body that gives these labels is named."""
    return any(m.record and m.record.id == _ASSESSOR for m in in_sentence(page, sentence, "Organisation"))


def _fact_line(page: Page, sentence: Sentence, head: Head) -> bool:
    """ "Quality label: gold" in a fact sheet."""
    block = page.blocks[sentence.block]
    label = re.match(r"[^:|\t\n]{3,40}(?=:|\t|\||\.{3}| {3})", page.text[block.start : head.start])
    return label is not None and bool(label_nouns(page, block.start, block.start + label.end()))


def is_given(page: Page, sentence: Sentence) -> bool:
    return page.pack.trigger("label_given").search(page.text, sentence.start, sentence.end) is not None


def _holders(page: Page, sentence: Sentence, clusters: list[Mention], levels: list[Head]) -> list[tuple[Mention, Head]]:
    """Who holds which level: those before it since the last level, or, where none is, those behind it."""
    column = _label_column(page, sentence.block)
    if len({c.key for c in clusters}) == 1 and not column:  # "has climbed from bronze to silver"
        unsure = page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end)
        own = [h for h in levels if all(";" not in page.text[c.end : h.start] for c in clusters)]
        best = min(own, key=lambda h: _ORDER[_level(h)], default=None)
        return [] if best is None or (unsure and len(levels) > 1) else [(clusters[0], best)]
    if column or len({_level(h) for h in levels}) == 1:
        head = levels[0]
        before = [c for c in clusters if c.end <= head.start]
        listed = page.text.find(":", head.end, sentence.end) >= 0
        behind = [c for c in clusters if c.start >= head.end]
        if column:
            return [(c, head) for c in clusters]
        if listed and behind:
            return [(c, head) for c in clusters]
        if before:  # "A, which holds the label, works with B"
            return [(c, head) for c in members_before(page, before[-1], before)]
        return [(c, head) for c in behind or clusters]
    bracketed = any(in_brackets(page, h) for h in levels)
    if not bracketed and page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return []
    each = list({c.key: c for c in reversed(clusters)}.values())[::-1]
    if len(each) == len(levels) and not bracketed:  # "gold went to A, while B has bronze"
        return list(zip(each, levels, strict=True))
    forward = any(c.end <= levels[0].start for c in clusters)
    found: list[tuple[Mention, Head]] = []
    for n, head in enumerate(levels):
        if forward:
            low, high = levels[n - 1].end if n else sentence.start, head.start
        else:
            low, high = head.end, levels[n + 1].start if n + 1 < len(levels) else sentence.end
        found += [(c, head) for c in clusters if low <= c.start < high]
    return found


def _own(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """The cluster that a sentence on "we" or "the cluster" speaks of, if it says that it was given a label: the last
    one named in the paragraph, else the page's own."""
    block = page.blocks[sentence.block]
    before = [m for m in page.within(block.start, sentence.start) if m.type == "Cluster"]
    above = page.blocks[sentence.block - 1] if sentence.block else block
    headed = [m for m in page.within(above.start, above.end) if m.type == "Cluster" and above.kind == "heading"]
    own = before[-1] if before else next(iter(headed), None) or focus.cluster or _opening(page)
    if own is None or own.start >= sentence.start:
        return None
    assessed = any(m.record and m.record.id == _ASSESSOR for m in page.within(block.start, sentence.start))
    assessed = assessed and not _strangers(page, sentence)
    if not (assessed or label_nouns(page, sentence.start, sentence.end) or _by_assessor(page, sentence)):
        return None
    if not is_given(page, sentence) or page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return None
    return own


def _strangers(page: Page, sentence: Sentence) -> bool:
    """Words with a capital inside the sentence that nothing is known of: others may hold what it tells."""
    words = page.tokens_in(sentence.start, sentence.end)[1:]
    return page.pack.nouns_capital or any(
        t.text[0].isupper() and not page.overlapping(t.start, t.end) and not page.heads_in(t.start, t.end)
        for t in words
    )


def _opening(page: Page) -> Mention | None:
    """The cluster that a page opens with."""
    first = next(iter(page.of("Cluster")), None)
    return first if first and first.start < page.blocks[min(_TOP, len(page.blocks) - 1)].end else None


def label_nouns(page: Page, start: int, end: int) -> list[Head]:
    return [h for h in page.heads_in(start, end, "label") if h.kind == "label"]


def _label_column(page: Page, index: int) -> bool:
    """A table row under a header that has a column for labels."""
    if page.blocks[index].kind != "row":
        return False
    while index and page.blocks[index - 1].kind == "row":
        index -= 1
    return bool(label_nouns(page, page.blocks[index].start, page.blocks[index].end))


def _issuer(page: Page) -> Mention | None:
    """The body that gives these labels, if it is named; else the one that the page says gives labels."""
    assessor = next((m for m in page.of("Organisation") if m.record and m.record.id == _ASSESSOR), None)
    if assessor is not None:
        return assessor
    found = {
        m.key: m
        for sentence in page.with_head("label")
        if label_nouns(page, sentence.start, sentence.end)
        and page.pack.trigger("label_issuer").search(page.text, sentence.start, sentence.end)
        for m in in_sentence(page, sentence, "Organisation")
    }
    return next(iter(found.values())) if len(found) == 1 else None
