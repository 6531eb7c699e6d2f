"""Clusters that are named only as holders of a label: in lists, in brackets, in quotation marks, beside the level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.clusters.awards import assessed, in_brackets, is_given, label_nouns, labels_told
from regiograph.extract.names.runs import Run, beginning, quotes
from regiograph.extract.names.spread import find_repeats
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive

_CUT = re.compile(r"[,;][ \u00a0\n]|[ \u00a0\n](?P<link>&|\w{1,5})[ \u00a0\n]")
_ENTRY_WORDS = 6
_START = re.compile(r"[,;:)][ \u00a0\n]")
_LIGHT = 16
"""Characters between a level and the name that it belongs to."""
_OF_CLUSTER = re.compile(r"[ck]l[ua]sz?t[er]\w+")
_LONGEST = 6


def find_labelled(page: Page, runs: list[Run]) -> None:
    """Names in the list behind "… received the gold label:" are clusters, with or without a noun that says so."""
    if not page.heads_in(0, len(page.text), "cluster") and not page.heads_in(0, len(page.text), "compound_cluster"):
        return
    named = [m for m in page.of("Cluster") if m.record is None and _is_label(page, m)]
    if named:
        page.mentions = [m for m in page.mentions if m not in named]
    for sentence, levels in labels_told(page):
        _quoted_holder(page, sentence, levels[0])
        colon = page.text.find(": ", levels[0].end, sentence.end) if is_given(page, sentence) else -1
        for start, end in _entries(page, colon + 1, sentence.end) if colon >= 0 else ():
            inside = [r for r in runs if start <= r.start and r.end <= end and r.words <= _LONGEST]
            for run in inside[:1]:
                _cluster(page, start, run)
        for head in levels:
            _beside(page, sentence, head, runs)
        for n, head in enumerate(levels):
            low = levels[n - 1].end if n else sentence.start
            high = levels[n + 1].start if n + 1 < len(levels) else sentence.end
            if not any(m.type == "Cluster" for m in page.within(low + _LIGHT if n else low, high)):
                _spoken_of(page, sentence, head, [r for r in runs if low <= r.start < head.start])
            if not any(m.type == "Cluster" for m in page.within(low, high)):
                _spoken_of(page, sentence, head, [r for r in runs if head.end <= r.start < high])


def _spoken_of(page: Page, sentence: Sentence, head: Head, runs: list[Run]) -> None:
    """ "Hav och Fjäll, which has 40 members, was awarded silver": the one strange name of those beside the level."""
    block = page.blocks[sentence.block]
    if page.text[block.start : block.end].isupper():
        return
    if page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return
    if not is_given(page, sentence) and not assessed(page):
        return
    named = [_up_to(page, r, head.start) if r.start < head.start else r for r in runs]
    strange = [
        r
        for r in named
        if (1 < r.words < _LONGEST or distinctive(page.text[r.start : r.end]) or _plain(page, sentence, r))
        and not page.dated.meet(r.start, r.end)
        and not any(m.start <= r.start and m.end >= r.end for m in page.overlapping(r.start, r.end))
        and not _manages(page, r)
    ]
    if page.pack.nouns_capital:
        strange = [r for r in strange if _names_itself(page, sentence, r)]
    if len(strange) == 1 and not page.heads_in(strange[0].start, strange[0].end):
        _cluster(page, strange[0].start, strange[0])


def _plain(page: Page, sentence: Sentence, run: Run) -> bool:
    """One word with a capital inside its sentence, of which nothing is known."""
    inside = run.start > sentence.start + 1 and not page.pack.nouns_capital
    shown = page.text[run.start : run.end]
    before = page.tokens_in(run.start - _LIGHT, run.start)[-1:]
    inside = inside and bool(before) and before[0].folded not in page.pack.locative - page.pack.articles
    return inside and run.end - run.start >= _LONGEST and shown.istitle() and not page.overlapping(run.start, run.end)


def _manages(page: Page, run: Run) -> bool:
    """A compound with the noun for a cluster beside a name says who somebody is: "klusterijohtaja", "klastrijuht"."""
    beside = page.tokens[max(0, run.first - 1) : run.first] + page.tokens[run.last : run.last + 1]
    compounds = [t for t in beside if _OF_CLUSTER.fullmatch(t.folded)]
    return any(not page.heads_in(t.start, t.end, "cluster") for t in compounds)


def _names_itself(page: Page, sentence: Sentence, run: Run) -> bool:
    """Where all nouns have capitals: a spelling of its own, or two nouns side by side inside a sentence, said again."""
    words = page.tokens[run.first : run.last]
    if any(distinctive(t.text) for t in words):
        return True
    shown = page.text[run.start : run.end]
    inside = run.start > sentence.start + 1 and all(t.text[0].isupper() for t in words)
    return inside and (page.text.count(shown) > 1 or page.text[run.end : run.end + 2] == ", ")


def _beside(page: Page, sentence: Sentence, head: Head, runs: list[Run]) -> None:
    """The name whose level follows in brackets ("A in Łódź (gold)"), or that follows the level ("gold for A")."""
    if in_brackets(page, head):
        low = max((c.end() for c in _START.finditer(page.text, sentence.start, head.start - 1)), default=sentence.start)
        run = next((r for r in beginning(runs, low, low + _LIGHT + 1) if r.end < head.start), None)
    else:
        close = beginning(runs, head.end + 1, min(head.end + _LIGHT, sentence.end) + 1)
        between = page.text[head.end : close[0].start] if close else "."
        own = bool(close) and distinctive(page.text[close[0].start : close[0].end])
        run = close[0] if own or (between.islower() and close[0].words > 1) else None
        low = run.start if run else 0
    bodies = {"Organisation", "Cluster", "Programme", "Fund", "Initiative"}
    if run and run.words <= _LONGEST and not any(m.type in bodies for m in page.overlapping(run.start, run.end)):
        _cluster(page, low, run)


def _up_to(page: Page, run: Run, end: int) -> Run:
    """A run up to its last word with a capital before an offset."""
    last = run.last
    while last > run.first + 1 and (page.tokens[last - 1].end > end or page.tokens[last - 1].text[0].islower()):
        last -= 1
    return Run(run.first, last, run.start, page.tokens[last - 1].end)


def _quoted_holder(page: Page, sentence: Sentence, head: Head) -> None:
    """ "„ABC“ … was given the gold label": the one name in quotation marks of a sentence without a cluster."""
    inside = [q for q in quotes(page) if sentence.start <= q.start < sentence.end]
    if len(inside) != 1 or page.named_in(sentence, ("Cluster",)):
        return
    quote = inside[0]
    name = page.text[quote.start : quote.end]
    plain = quote.words == 1 and not distinctive(name)
    given = page.pack.trigger("label_given").search(page.text, head.end, max(head.end, quote.start))
    if plain or quote.words > _LONGEST - 1 or (quote.end > head.start and given is None):
        return
    taken = page.overlapping(quote.start, quote.end)
    if page.heads_in(quote.start, quote.end) or any(m.record and m.type not in TERRITORIES for m in taken):
        return
    page.replace(Mention(quote.start, quote.end, key_of("Cluster", name), "Cluster", name, "label-quoted", 0.75))


def _is_label(page: Page, mention: Mention) -> bool:
    """ "Cluster Excellence Gold Label": the name of an award, not of a cluster."""
    levels = page.heads_in(mention.start, mention.end, "label_")
    alone = any((h.start, h.end) == (mention.start, mention.end) for h in levels)
    return alone or bool(levels and label_nouns(page, mention.start, mention.end))


def _cluster(page: Page, start: int, run: Run) -> None:
    before = page.tokens_in(start, run.start)
    plain = all(t.folded in page.pack.articles | page.pack.linking for t in before)
    words = page.tokens_in(run.start, run.end)
    spots = {m.start for m in page.overlapping(run.start, run.end) if m.type in TERRITORIES}
    place = next((i for i, w in enumerate(words) if i and w.folded in page.pack.locative), None)
    if place and (place + 1 == len(words) or words[place + 1].start in spots):  # "A in Łódź"
        run = run._replace(end=words[place - 1].end, last=run.first + place)
    name = page.text[run.start : run.end]
    light = page.tokens[run.first].folded in page.pack.light
    common = run.words == 1 and (light or (page.pack.nouns_capital and not distinctive(name)))
    if common or page.text[: run.start].rstrip().endswith(tuple(f"- {w}" for w in page.pack.linking)):
        return  # a noun; the second part of a compound
    if len(name) <= 1 or page.dated.meet(run.start, run.end + 1):
        return
    if not plain and not (distinctive(page.tokens[run.first].text) and len(before) <= _ENTRY_WORDS):
        return
    taken = page.overlapping(run.start, run.end)
    if any(m.type in {"Cluster", "Country"} or (m.start <= run.start and m.end >= run.end and m.record) for m in taken):
        return
    if run.words == 1 and not distinctive(name) and any(m.type in TERRITORIES for m in taken):
        return
    named = Mention(run.start, run.end, key_of("Cluster", name), "Cluster", name, "label-list", 0.75)
    page.replace(named)
    find_repeats(page, mentions=[named])


def _entries(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas and linking words."""
    low = start
    for m in _CUT.finditer(page.text, start, end):
        if m["link"] and m["link"] != "&" and m["link"].casefold() not in page.pack.linking:
            continue
        yield low, m.start()
        low = m.end()
    yield low, end
