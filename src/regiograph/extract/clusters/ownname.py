"""The cluster whose own page this is: a name that the page opens with and says again, and never explains.

"Over NoordLicht … Het cluster … NoordLicht was founded": no noun stands beside the name, but the page speaks of "the
cluster", and of all the names that nothing is known of this is the one it is about.
"""

from __future__ import annotations

import re

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.model import EntityType

_TOP = 4
"""Blocks in which the page names what it is about."""
_OPENS = 1000
"""Characters in which the page names it: a page of one long line has no top, and each name is sought in the whole."""
_TITLE = 2
_LONGEST = 4
_SHORTEST = 4
_AGAIN = 2
_GUESSED = "headline"
"""The rule by which a title's name is a project's for want of a noun."""
_RIVALS: tuple[EntityType, ...] = ("Partnership", "Network", "Project")


def find_own_cluster(page: Page, runs: list[Run]) -> None:
    """Takes in the name that a page about a cluster opens with."""
    top = min(page.blocks[min(_TOP, len(page.blocks)) - 1].end, _OPENS) if page.blocks else 0
    if not _of_cluster(page) or any(m.start < top for m in page.of("Cluster")):
        return
    if any(m.start < top and m.rule != _GUESSED for m in page.of(*_RIVALS)) or _of_project(page):
        return
    counts: dict[str, int] = {}
    first: dict[str, Run] = {}
    for found in runs:
        run = _core(page, found)
        if run.start >= top or not _strange(page, run):
            continue
        name = page.text[run.start : run.end]
        if name not in counts:
            counts[name] = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", page.text))
            first[name] = run
    named = [n for n, count in counts.items() if count >= _AGAIN]
    if not named:
        return
    own = max(named, key=lambda n: (counts[n], distinctive(n), -first[n].start))
    if sum(counts[n] == counts[own] and distinctive(n) == distinctive(own) for n in named) > 1:
        return
    for hit in re.finditer(rf"(?<!\w){re.escape(own)}(?!\w)", page.text):
        if all(m.name == own for m in page.overlapping(hit.start(), hit.end())):
            page.replace(Mention(hit.start(), hit.end(), key_of("Cluster", own), "Cluster", own, "own-cluster", 0.7))


def _core(page: Page, run: Run) -> Run:
    """A run from its first word that is no small one: "Over NoordLicht"."""
    first = run.first
    while first + 1 < run.last and (page.tokens[first].folded in page.pack.light or _spelt(page, first + 1)):
        first += 1
    return run._replace(first=first, start=page.tokens[first].start)


def _spelt(page: Page, at: int) -> bool:
    """A word of a spelling of its own behind one without."""
    return distinctive(page.tokens[at].text) and not distinctive(page.tokens[at - 1].text)


def _title(page: Page) -> int:
    return min(_TITLE, len(page.blocks)) - 1


def _of_project(page: Page) -> bool:
    """A block at the top has the noun for a project and none for a cluster; a menu may have both."""
    top = page.blocks[: _title(page) + 1]
    return any(page.heads_in(b.start, b.end, "project") and not page.heads_in(b.start, b.end, "cluster") for b in top)


def _of_cluster(page: Page) -> bool:
    """The noun stands alone at the top, in a menu or a title, or the text says "our cluster"."""
    free = [h for h in page.heads if h.kind == "cluster" and not page.overlapping(h.start, h.end)]
    top = page.blocks[_title(page)].end if page.blocks else 0
    if any(h.start < top for h in free):
        return True
    said = page.telling("the_cluster") if free else []
    return any(page.pack.trigger("the_cluster").search(page.text, s.start, s.end) for s in said)


def _strange(page: Page, run: Run) -> bool:
    """Nothing is known of it, no noun is in it, and its spelling or its place in a sentence says that it is a name."""
    name = page.text[run.start : run.end]
    if len(name) < _SHORTEST or run.words > _LONGEST:
        return False
    if any(m.rule != _GUESSED or m.name != name for m in page.overlapping(run.start, run.end)):
        return False
    if page.heads_in(run.start, run.end) or page.dated.meet(run.start, run.end):
        return False
    words = page.tokens[run.first : run.last]
    if any(t.folded in page.pack.light for t in words[:1]):
        return False
    if distinctive(name) or run.words > 1:
        return True
    spots = (h.start() for h in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", page.text))
    return not page.pack.nouns_capital and any(at > page.sentence_at(at).start + 1 for at in spots)
