"""Where clusters and practices are: the regions covered, those that members come from, the seat that a sentence or a
sheet's line gives without naming whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.bodies.authorities import CONTRACTED
from regiograph.extract.practices.themes import stem
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, gap
from regiograph.extract.territories.places import run_of
from regiograph.model import Claim

_ADJACENT, _MEMBERS = 30, 60
"""Characters from a verb to the region covered, and to where the members that it counts come from."""
_BESIDE = re.compile(r"[\"”»*_]{0,2}[ \u00a0]?[(|][ \u00a0]?")
_SOON, _FIRST = 3, 3
"""Sentences behind a cluster's name that may place it, and words at their start that speak of "the cluster"."""
_MARK_END = re.compile(r"[;:]")
_LINE = re.compile(r"[^\S\n]*[*•–-]?[^\S\n]*(?P<label>[^\W\d_][^:|\n]{1,38}?)[*_ \u00a0]*[:|](?P<rest>[^\n]+)")
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


def headquartered(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "Its seat is in Brest (Finistère)", "Sídlo: Nový Bor, Liberecký kraj": of the page's one cluster or practice."""
    clusters = {m.key: m for m in reversed(page.of("Cluster"))}
    cluster = focus.cluster or (next(iter(clusters.values())) if len(clusters) == 1 else None)
    for start, end, whose in _seats(page, cluster, cluster or focus.practice):
        named = [m for m in page.within(start, end) if m.type in TERRITORIES]
        where = _around_seat(page, named) if named else None
        if where is not None and whose is not None:
            yield claim(page, whose, "locatedIn", where, "headquarters", 0.75, at=where)


def _seats(page: Page, cluster: Mention | None, shown: Mention | None) -> Iterator[tuple[int, int, Mention | None]]:
    """Where territories of a seat stand, and whose it is: behind a label; in a sentence that names no other body."""
    for line in _LINE.finditer(page.document.text) if shown and page.telling("seat", "site") else ():
        label = line["label"].strip("*_ \u00a0")
        if any(page.pack.trigger(n).fullmatch(label) for n in ("seat", "site")):
            yield *line.span("rest"), shown
    for sentence in page.telling("seat") if cluster else ():
        others = in_sentence(page, sentence, "Organisation", "Cluster", "Project", "Network", "Partnership", "Event")
        for hit in page.pack.trigger("seat").finditer(page.text, sentence.start, sentence.end):
            named = cluster is not None and any(m.key == cluster.key for m in page.within(0, hit.start()))
            mine = cluster is not None and all(m.key == cluster.key for m in others)
            if named and mine and page.text[hit.end() : hit.end() + 1] != ":":
                stop = _MARK_END.search(page.text, hit.end(), sentence.end)
                behind = hit.end(), stop.start() if stop else sentence.end
                near = any(m.start - hit.end() <= _MEMBERS and m.type in TERRITORIES for m in page.within(*behind))
                ahead = max(sentence.start, hit.start() - _MEMBERS), hit.start()
                yield *(behind if near else ahead), cluster
                break


def _around_seat(page: Page, named: list[Mention]) -> Mention | None:
    """The region right behind a town, in brackets or behind a comma; else one of the page in which the town lies."""
    first = named[0]
    if first.type != "Place":
        return first if first.type == "Region" else None
    beside = next((m for m in named[1:] if m.type == "Region" and m.start - first.end <= _ADJACENT), None)
    if beside is not None and _beside(page, first, beside):
        return beside
    inside = first.record.within if first.record else ()
    return next((m for m in page.of("Region") if m.key in inside), None)


def _beside(page: Page, town: Mention, region: Mention) -> bool:
    """Brackets, a comma or words for "in the region of" alone stand between, and both are of one country."""
    light = page.pack.light | CONTRACTED
    plain = all(
        t.folded in light or page.heads_in(t.start, t.end, "region") for t in page.tokens_in(town.end, region.start)
    )
    abroad = town.record and region.record and town.record.country != region.record.country
    return plain and not abroad


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


def cluster_places(page: Page) -> Iterator[Claim]:
    """Where a cluster is: the region whose name (or an adjective made from it) stands in its sentences."""
    regions = page.of("Region")
    whole = [m for m in regions if m.end - m.start >= 5 and "-" not in m.name]
    stems = {stem(page.text[m.start : m.end].casefold())[:6]: m for m in whole}
    for region in regions:
        if region.record:
            for names in (region.record.names.get(page.pack.language, ()), region.record.names.get("en", ())):
                for name in names[:1]:
                    if len(name) >= 5 and not {" ", "-"} & set(name):
                        stems.setdefault(name.casefold()[:5], region)
    done: set[str] = set()
    for cluster in page.of("Cluster"):
        if cluster.key in done:
            continue
        sentence = page.sentence_at(cluster.start)
        near = in_sentence(page, sentence, "Region")
        beside = [m for m in near if _BESIDE.fullmatch(page.text, cluster.end, m.start)]
        several = len({m.key for m in near}) > 1 or len({m.key for m in in_sentence(page, sentence, "Cluster")}) > 1
        if near and several and not beside:
            paired = _paired(page, sentence).get(cluster.key)
            if paired is not None:
                done.add(cluster.key)
                yield claim(page, cluster, "locatedIn", paired, "cluster-paired", 0.75, at=paired)
            continue  # which of them it is nobody says
        if near:
            done.add(cluster.key)
            yield claim(
                page,
                cluster,
                "locatedIn",
                beside[0] if beside else min(near, key=lambda m: abs(m.start - cluster.start)),
                "cluster-region",
                0.75,
            )
            continue
        town = _town_beside(page, cluster, sentence)
        if town is not None and not several:
            done.add(cluster.key)
            yield claim(page, cluster, "locatedIn", town, "cluster-town", 0.75, at=town)
            continue
        told = _told_of(page, cluster, sentence)
        if told is not None:
            done.add(cluster.key)
            yield claim(page, cluster, "locatedIn", told, "cluster-told", 0.7, at=told)
            continue
        for token in page.tokens_in(sentence.start, sentence.end):
            if len(token.folded) >= 6:
                named = next((r for s, r in stems.items() if len(s) >= 5 and token.folded.startswith(s[:5])), None)
                if named:
                    done.add(cluster.key)
                    yield claim(page, cluster, "locatedIn", named, "cluster-adjective", 0.7, at=cluster)
                    break


def _paired(page: Page, sentence: Sentence) -> dict[str, Mention]:
    """ "A, from Liguria, and B, founded in the Marche": clusters and regions that take turns."""
    found: list[Mention] = []
    for m in in_sentence(page, sentence, "Cluster", "Region"):
        if not found or m.key != found[-1].key:
            found.append(m)
    turns = len(found) % 2 == 0 and all((m.type == found[0].type) is (n % 2 == 0) for n, m in enumerate(found))
    first, second = found[::2], found[1::2]
    clusters, regions = (first, second) if turns and found[0].type == "Cluster" else (second, first)
    return {c.key: r for c, r in zip(clusters, regions, strict=True)} if turns else {}


def _told_of(page: Page, cluster: Mention, sentence: Sentence) -> Mention | None:
    """The one region of a sentence that speaks of "the cluster", among the next ones of its paragraph or section."""
    behind = page.index_of(sentence) + 1
    for other in page.sentences[behind : behind + _SOON]:
        if any(m.key != cluster.key for m in in_sentence(page, other, "Cluster", "Project", "Event")):
            return None
        opening = page.tokens_in(other.start, other.end)[:_FIRST]
        nouns = page.heads_in(other.start, opening[-1].end, "cluster") if opening else []
        regions = {m.key: m for m in reversed(in_sentence(page, other, "Region"))}
        if any(not page.overlapping(h.start, h.end) for h in nouns) and len(regions) == 1:
            return next(iter(regions.values()))
    return None


def _town_beside(page: Page, cluster: Mention, sentence: Sentence) -> Mention | None:
    """ "The cluster “Smart Hands” in Kaunas": a town that a word for "in" or a case puts right behind the name."""
    town = next((m for m in in_sentence(page, sentence, "Place") if m.start >= cluster.end), None)
    if town is None:
        return None
    words = gap(page.text, cluster.end, town.start).strip('"”»“’* ').casefold().split()
    led = len(words) == 1 and words[0] in page.pack.locative
    cased = not words and page.pack.cased_places and town.form == "inflected"
    ending = page.text[town.start : town.end].endswith(page.pack.locative_endings or ("",))
    return town if led or (cased and ending) else None
