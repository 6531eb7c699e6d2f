"""Where clusters work: the regions that they cover, and those that their members come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.focus import Focus, claim, in_sentence
from regiograph.extract.page import Mention, Page
from regiograph.extract.places import run_of
from regiograph.model import Claim

_ADJACENT, _MEMBERS = 30, 60
"""Characters from a verb to the region covered, and to where the members that it counts come from."""
_MARK = re.compile(r"[,;:.()]")


def covering(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "The association covers all of Scania", "It unites 40 firms from Blekinge": regions of the page's cluster."""
    titled = focus.cluster or next((m for m in page.of("Cluster") if m.start < focus.title_end), None)
    for sentence in page.telling("covers", "belongs") if titled else ():
        named = in_sentence(page, sentence, "Cluster", "Project", "Programme", "Partnership", "Network", "Event")
        cluster = named[0] if named else titled
        if cluster is None or any(m.key != cluster.key for m in named) or cluster.type != "Cluster":
            continue
        for hit in page.pack.trigger("covers").finditer(page.text, sentence.start, sentence.end):
            if regions := _behind(page, hit.end(), sentence.end, _ADJACENT):
                for m in regions:
                    yield claim(page, cluster, "locatedIn", m, "covers", 0.75, at=m)
                break
        for hit in page.pack.trigger("belongs").finditer(page.text, sentence.start, sentence.end):
            regions = _behind(page, hit.end(), sentence.end, _MEMBERS) if _counts(page, hit.end()) else []
            if regions and _from(page, hit.end(), regions[0].start):
                for m in regions:
                    yield claim(page, cluster, "locatedIn", m, "covers", 0.7, at=m)
                break


def _behind(page: Page, at: int, end: int, reach: int) -> list[Mention]:
    """The regions behind a verb that stand in one list, the first of them near."""
    regions = [m for m in page.within(at, end) if m.type == "Region"]
    return run_of(page, regions[0], regions) if regions and regions[0].start - at <= reach else []


def _counts(page: Page, at: int) -> bool:
    """A number follows at once, or behind a word such as "more than"."""
    words = page.tokens_in(at, at + _ADJACENT)[:3]
    return any(t.text.isdigit() or t.folded in page.pack.numbers for t in words)


def _from(page: Page, low: int, high: int) -> bool:
    """Words of place or origin lead to the region, and no mark parts it from the verb."""
    words = page.tokens_in(low, high)[-2:]
    led = any(t.folded in page.pack.locative or page.pack.trigger("origin").fullmatch(t.text) for t in words)
    return (led or page.pack.cased_places) and not _MARK.search(page.text, low, high)
