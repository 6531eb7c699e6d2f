"""Gold, silver and bronze labels: who holds which, in sentences of one level or several, in lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.focus import Focus, claim, in_sentence, literal
from regiograph.extract.layout import Sentence
from regiograph.extract.members import members_before
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.runs import Run, distinctive, quotes
from regiograph.extract.spread import find_repeats
from regiograph.model import Claim, Value

_ORDER = {"gold": 0, "silver": 1, "bronze": 2}
_CUT = re.compile(r"[,;][ \u00a0\n]|[ \u00a0\n](?P<link>&|\w{1,5})[ \u00a0\n]")
_ENTRY_WORDS = 6
_START = re.compile(r"[,;:)][ \u00a0\n]")
_LIGHT = 16
"""Characters between a level and the name that it belongs to."""
_OF_CLUSTER = re.compile(r"[ck]l[ua]sz?t[er]\w+")
_LONGEST = 6
_TOP = 3
"""Blocks at the top of a page that tell what it is about."""
_ASSESSOR = "organisation/esca"
"""The European Secretariat for Cluster Analysis, which gives these labels."""


def labels(page: Page, focus: Focus) -> Iterator[Claim]:
    """Gold, silver and bronze labels of clusters, with who gives them."""
    giver = _issuer(page)
    sheet: set[str] = set()
    block = -1
    for sentence in page.with_head("label_"):
        levels = _levels(page, sentence)
        if not levels or not (_labelled(page, sentence) or block == sentence.block):
            continue
        block = sentence.block
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
    block = -1
    for sentence in page.with_head("label_"):
        levels = _levels(page, sentence)
        if not levels or not (_labelled(page, sentence) or block == sentence.block):
            continue
        block = sentence.block
        _quoted_holder(page, sentence, levels[0])
        colon = page.text.find(": ", levels[0].end, sentence.end) if _given(page, sentence) else -1
        for start, end in _entries(page, colon + 1, sentence.end) if colon >= 0 else ():
            inside = [r for r in runs if start <= r.start and r.end <= end and r.words <= _LONGEST]
            for run in inside[:1]:
                _cluster(page, start, run)
        for head in levels:
            _beside(page, sentence, head, runs)
        if not page.named_in(sentence, ("Cluster",)):
            _spoken_of(page, sentence, levels[0], runs)


def _spoken_of(page: Page, sentence: Sentence, head: Head, runs: list[Run]) -> None:
    """ "Hav och Fjäll, which has 40 members, was awarded silver": the one strange name before the level."""
    block = page.blocks[sentence.block]
    if page.text[block.start : block.end].isupper():
        return
    if not _given(page, sentence) or page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
        return
    named = [_up_to(page, r, head.start) for r in runs if sentence.start <= r.start < head.start]
    strange = [
        r
        for r in named
        if (1 < r.words < _LONGEST or distinctive(page.text[r.start : r.end]))
        and not page.dated.meet(r.start, r.end)
        and not any(m.start <= r.start and m.end >= r.end for m in page.overlapping(r.start, r.end))
        and not _manages(page, r)
    ]
    if page.pack.nouns_capital:
        strange = [r for r in strange if _names_itself(page, sentence, r)]
    if len(strange) == 1 and not page.heads_in(strange[0].start, strange[0].end):
        _cluster(page, strange[0].start, strange[0])


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
    if _in_brackets(page, head):
        low = max((c.end() for c in _START.finditer(page.text, sentence.start, head.start - 1)), default=sentence.start)
        run = next((r for r in runs if low <= r.start <= low + _LIGHT and r.end < head.start), None)
    else:
        close = [r for r in runs if head.end < r.start <= min(head.end + _LIGHT, sentence.end)]
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


def _in_brackets(page: Page, head: Head) -> bool:
    return page.text[head.start - 1 : head.start] == "(" and page.text[head.end : head.end + 1] == ")"


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
    return alone or bool(levels and _label_nouns(page, mention.start, mention.end))


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
        or _by_assessor(page, sentence)
    )


def _by_assessor(page: Page, sentence: Sentence) -> bool:
    """The body that gives these labels is named."""
    return any(m.record and m.record.id == _ASSESSOR for m in in_sentence(page, sentence, "Organisation"))


def _fact_line(page: Page, sentence: Sentence, head: Head) -> bool:
    """ "Quality label: gold" in a fact sheet."""
    block = page.blocks[sentence.block]
    label = re.match(r"[^:|\t\n]{3,40}(?=:|\t|\||\.{3}| {3})", page.text[block.start : head.start])
    return label is not None and bool(_label_nouns(page, block.start, block.start + label.end()))


def _given(page: Page, sentence: Sentence) -> bool:
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
    bracketed = any(_in_brackets(page, h) for h in levels)
    if not bracketed and page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
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
    if not (assessed or _label_nouns(page, sentence.start, sentence.end) or _by_assessor(page, sentence)):
        return None
    if not _given(page, sentence) or page.pack.trigger("label_not").search(page.text, sentence.start, sentence.end):
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
