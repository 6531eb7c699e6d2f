"""Gold, silver and bronze labels: who holds which, in sentences of one level or several, in lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.focus import Focus, claim, in_sentence, literal
from regiograph.extract.layout import Sentence
from regiograph.extract.members import members_before
from regiograph.extract.names import Run, distinctive, quotes
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.model import Claim, Value

_ORDER = {"gold": 0, "silver": 1, "bronze": 2}
_CUT = re.compile(r"[,;][ \u00a0\n]|[ \u00a0\n](?P<link>&|\w{1,5})[ \u00a0\n]")
_ENTRY_WORDS = 6
_LONGEST = 6


def labels(page: Page, focus: Focus) -> Iterator[Claim]:
    """Gold, silver and bronze labels of clusters, with who gives them."""
    giver = _issuer(page)
    for sentence in page.with_head("label_"):
        levels = _levels(page, sentence)
        if not levels or not _labelled(page, sentence):
            continue
        clusters = in_sentence(page, sentence, "Cluster")
        if clusters:
            told = _holders(page, sentence, clusters, levels)
        else:
            own = _own(page, focus, sentence)
            best = min(levels, key=lambda h: _ORDER[_level(h)])
            told = [(own, best)] if own else []
        issuer = next((m for m in in_sentence(page, sentence, "Organisation")), None)
        done: set[tuple[str, str]] = set()
        for cluster, head in told:
            level = _level(head)
            if (cluster.key, level) in done:
                continue
            done.add((cluster.key, level))
            yield literal(page, cluster, "hasLabel", Value(level), (head.start, head.end), "label", 0.85)
            if by := issuer or giver:
                yield claim(
                    page, cluster, "labelIssuedBy", by, "label-issuer", 0.75 if issuer else 0.65, at=by, level=level
                )


def find_labelled(page: Page, runs: list[Run]) -> None:
    """Names in the list behind "… received the gold label:" are clusters, with or without a noun that says so."""
    if not page.heads_in(0, len(page.text), "cluster") and not page.heads_in(0, len(page.text), "compound_cluster"):
        return
    named = [m for m in page.of("Cluster") if m.record is None and _is_label(page, m)]
    if named:
        page.mentions = [m for m in page.mentions if m not in named]
    for sentence in page.with_head("label_"):
        levels = _levels(page, sentence)
        if not levels or not _labelled(page, sentence) or not _given(page, sentence):
            continue
        _quoted_holder(page, sentence, levels[0])
        colon = page.text.find(": ", levels[0].end, sentence.end)
        if colon < 0:
            continue
        for start, end in _entries(page, colon + 1, sentence.end):
            inside = [r for r in runs if start <= r.start and r.end <= end and r.words <= _LONGEST]
            for run in inside[:1]:
                _cluster(page, start, run)


def _quoted_holder(page: Page, sentence: Sentence, head: Head) -> None:
    """ "„ABC“ … was given the gold label": the one name in quotation marks of a sentence without a cluster."""
    inside = [q for q in quotes(page) if sentence.start <= q.start < sentence.end]
    if len(inside) != 1 or page.named_in(sentence, ("Cluster",)):
        return
    quote = inside[0]
    name = page.text[quote.start : quote.end]
    plain = quote.words == 1 and not distinctive(name)
    if plain or quote.words > _LONGEST - 1 or quote.end > head.start:
        return
    taken = page.overlapping(quote.start, quote.end)
    if page.heads_in(quote.start, quote.end) or any(m.record and m.type not in TERRITORIES for m in taken):
        return
    page.replace(Mention(quote.start, quote.end, key_of("Cluster", name), "Cluster", name, "label-quoted", 0.75))


def _is_label(page: Page, mention: Mention) -> bool:
    """ "Cluster Excellence Gold Label": the name of an award, not of a cluster."""
    return bool(page.heads_in(mention.start, mention.end, "label_") and _label_nouns(page, mention.start, mention.end))


def _cluster(page: Page, start: int, run: Run) -> None:
    before = page.tokens_in(start, run.start)
    plain = all(t.folded in page.pack.articles | page.pack.linking for t in before)
    name = page.text[run.start : run.end]
    common = page.pack.nouns_capital and run.words == 1 and not distinctive(name)
    if common or page.text[: run.start].rstrip().endswith(tuple(f"- {w}" for w in page.pack.linking)):
        return  # a noun; the second part of a compound
    if not plain and not (distinctive(page.tokens[run.first].text) and len(before) <= _ENTRY_WORDS):
        return
    taken = page.overlapping(run.start, run.end)
    if any(m.type in {"Cluster", "Country"} or (m.start <= run.start and m.end >= run.end and m.record) for m in taken):
        return
    if run.words == 1 and not distinctive(name) and any(m.type in TERRITORIES for m in taken):
        return
    page.replace(Mention(run.start, run.end, key_of("Cluster", name), "Cluster", name, "label-list", 0.75))


def _entries(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas and linking words."""
    low = start
    for m in _CUT.finditer(page.text, start, end):
        if m["link"] and m["link"] != "&" and m["link"].casefold() not in page.pack.linking:
            continue
        yield low, m.start()
        low = m.end()
    yield low, end


def _levels(page: Page, sentence: Sentence) -> list[Head]:
    """The words for levels in a sentence, but for those inside a name and what is only a colour or metal."""
    found = page.heads_in(sentence.start, sentence.end, "label_")
    return [h for h in found if not any(m.type in TERRITORIES for m in page.overlapping(h.start, h.end))]


def _level(head: Head) -> str:
    return head.kind.removeprefix("label_")


def _labelled(page: Page, sentence: Sentence) -> bool:
    return bool(
        _label_nouns(page, sentence.start, sentence.end)
        or _label_column(page, sentence.block)
        or _given(page, sentence)
    )


def _given(page: Page, sentence: Sentence) -> bool:
    return page.pack.trigger("label_given").search(page.text, sentence.start, sentence.end) is not None


def _holders(page: Page, sentence: Sentence, clusters: list[Mention], levels: list[Head]) -> list[tuple[Mention, Head]]:
    """Who holds which level: those before it since the last level, or, where none is, those behind it."""
    column = _label_column(page, sentence.block)
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
    if page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return []
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
    """The page's own cluster, in a sentence on "we" or "the cluster" that says it was given a label."""
    own = focus.cluster
    if own is None or own.start >= sentence.start or not _label_nouns(page, sentence.start, sentence.end):
        return None
    if not _given(page, sentence) or page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return None
    return own


def _label_nouns(page: Page, start: int, end: int) -> list[Head]:
    return [h for h in page.heads_in(start, end, "label") if h.kind == "label"]


def _label_column(page: Page, index: int) -> bool:
    """A table row under a header that has a column for labels."""
    if page.blocks[index].kind != "row":
        return False
    while index and page.blocks[index - 1].kind == "row":
        index -= 1
    return bool(_label_nouns(page, page.blocks[index].start, page.blocks[index].end))


def _issuer(page: Page) -> Mention | None:
    """The one body that the page says gives labels, in whichever sentence."""
    found = {
        m.key: m
        for sentence in page.with_head("label")
        if _label_nouns(page, sentence.start, sentence.end)
        and page.pack.trigger("label_issuer").search(page.text, sentence.start, sentence.end)
        for m in in_sentence(page, sentence, "Organisation")
    }
    return next(iter(found.values())) if len(found) == 1 else None
