"""Where things lie: words for being somewhere, lists in brackets, adjectives of countries, regions of clusters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.authority import Authority
from regiograph.extract.bodies.authorities import CONTRACTED
from regiograph.extract.reading.focus import claim, in_sentence
from regiograph.extract.reading.layout import Block, Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, gap
from regiograph.extract.reading.spelling import LINKING
from regiograph.extract.territories.neighbours import Territories
from regiograph.model import Claim

_FAR = 90
"""Characters between a territory that opens a clause and the body from there."""
_NEAR = 60
"""Characters between a territory and one that lies in it."""
_BRACKETS = re.compile(r"\([^()]*\)?")
_OPENS_LIST = re.compile(r"[ \u00a0]?(?:[:(]|[–—-][ \u00a0])")
_BODIES = frozenset({"Organisation", "Cluster", "GoodPractice"})
_WORD = 5
"""Letters from which a word for where something is says more than "in"."""
_FEW = 2
"""Words before a phrase that opens its sentence."""
_MANY = 4
"""Territories of one sentence that lie in one of it, so that it is told of them all."""
_ADJACENT = 30
_RANK: dict[str, int] = {"Place": 1, "Region": 2, "Country": 3}


def seated(page: Page) -> Iterator[Claim]:
    """Where bodies and clusters are, by a word for it: "ABC, based in Styria", "Saksonijoje veikiantis ABC"."""
    for sentence in page.telling("located"):
        for hit in page.pack.trigger("located").finditer(page.text, sentence.start, sentence.end):
            if hit.end() - hit.start() < _WORD:
                continue
            named = [m for m in page.within(sentence.start, sentence.end) if m.type in TERRITORIES | _BODIES]
            before = [m for m in named if m.end <= hit.start()]
            after = [m for m in named if m.start >= hit.end()]
            pair = (before[-1], after[0]) if before and after else None
            if pair is None and before and (cluster := _meant_cluster(page, sentence.start, hit.end(), before)):
                yield claim(page, cluster, "locatedIn", before[-1], "seated", 0.75, at=before[-1])
            if not before and after and (body := _opened(page, sentence.start, hit, after)):
                yield claim(page, body, "locatedIn", after[0], "seated", 0.8)
                continue
            if pair is None or (pair[0].type in TERRITORIES) is (pair[1].type in TERRITORIES):
                continue
            body, where = pair if pair[1].type in TERRITORIES else (pair[1], pair[0])
            near = max(pair[1].start - hit.end(), hit.start() - pair[0].end) <= (_FAR if body is pair[0] else _ADJACENT)
            close = (where.start - hit.end() if body is pair[0] else hit.start() - where.end) <= _ADJACENT
            led = body is pair[0] or (where.form == "inflected" and "," not in page.text[hit.end() : body.start])
            if near and close and led:
                yield claim(page, body, "locatedIn", where, "seated", 0.8)


def _meant_cluster(page: Page, floor: int, at: int, before: Sequence[Mention]) -> Mention | None:
    """ "The cluster active in Łódź" with the noun at the end, as in Hungarian: the only cluster named so far."""
    noun = any(h.start - at <= 1 for h in page.heads_in(at, at + 2, "cluster"))
    led = before[-1].type in TERRITORIES and before[-1].form == "inflected" and at - before[-1].end <= _ADJACENT
    named = {m.key: m for m in page.of("Cluster") if m.start < floor}
    return next(iter(named.values())) if noun and led and len(named) == 1 else None


def _opened(page: Page, start: int, hit: re.Match[str], after: list[Mention]) -> Mention | None:
    """ "Based in Besançon, in Franche-Comté, the cluster ABC": the body behind the place that opens the sentence."""
    body = next((m for m in after if m.type in _BODIES), None)
    where = after[0]
    if body is None or where.type not in TERRITORIES or len(page.tokens_in(start, hit.start())) > _FEW:
        return None
    near = where.start - hit.end() <= _ADJACENT and body.start - where.end <= _FAR
    comma = "," in page.text[where.end : body.start] and not re.search(r"[.;:(]", page.text[where.end : body.start])
    return body if near and comma else None


def scoped(page: Page, authority: Authority) -> Iterator[Claim]:
    """Smaller territories and a larger one of their sentence: in its brackets, behind its colon, known to lie in it."""
    for sentence in page.naming("Region", "Country", "Place"):
        named = in_sentence(page, sentence, "Region", "Country", "Place")
        if len(named) < 2:
            continue
        territories = Territories(page, named, authority)
        for index, m in enumerate(named):
            outer = territories.spoken_of(m)
            unknown = m.record is None or outer is None or outer.record is None
            near = m.record and outer and outer.record and m.record.country == outer.record.country
            smaller = outer is not None and m.key != outer.key and _RANK[m.type] <= _RANK[outer.type]
            if outer and smaller and (unknown or (near and m.type == "Place" and outer.type == "Region")):
                yield claim(page, m, "locatedIn", outer, "scope", 0.8)
                continue
            known = territories.around(m)
            smallest = min(known, key=lambda o: (_RANK[o.type], -_level(o), abs(o.start - m.start)), default=None)
            if smallest and (
                outer
                or m.type == "Region"  # a sentence that names both tells of the whole and its part
                or _led_to(page, smallest, index, territories)
                or _opens_clause(page, sentence, smallest, m)
            ):
                rule, sure = ("scope", 0.85) if outer else ("known-within", 0.75)
                yield claim(page, m, "locatedIn", smallest, rule, sure)


def origins(page: Page) -> Iterator[Claim]:
    """ "From Bavaria comes the university, from Italy the chamber", "Olandijos įmonė „FieldWise“"."""
    for m in page.of("Country", "Region"):
        sentence = page.sentence_at(m.start)
        ahead = page.within(m.end, min(sentence.end, m.end + _FAR))
        body = next(
            (x for x in ahead if x.type in {"Organisation", "Cluster"} | TERRITORIES and x.start >= m.end), None
        )
        if body is None or body.type in TERRITORIES or re.search(r"[,;:.()]", page.text[m.end : body.start]):
            continue
        words = page.text[m.end : body.start].split()
        cased = (page.pack.cased_places or page.pack.heads_follow) and m.form == "inflected"
        listed = [w.casefold() for w in words if w.casefold() in page.pack.linking | LINKING]
        if listed:
            continue
        described = (
            cased and words and len(words) <= 2 and all(w[0].islower() and w.strip('„“"«').isalpha() for w in words)
        )
        described = described and (m.type == "Country" or _noun_of(page, m, body))
        bare = cased and not words and m.type == "Country" and _opens_item(page, sentence.start, m)
        if described or bare or _from_there(page, sentence.start, m):
            yield claim(page, body, "locatedIn", m, "origin", 0.75)


def _opens_item(page: Page, start: int, m: Mention) -> bool:
    """ "…, ja Virosta Tartu Ülikool": no name stands right before a country, so that it belongs to the one behind."""
    named = any(x.type not in {"Theme", "Event"} for x in page.overlapping(max(start, m.start - 2), m.start))
    return not named and page.text[m.start : m.end].endswith(page.pack.locative_endings or ("\0",))


def _noun_of(page: Page, m: Mention, body: Mention) -> bool:
    """A noun for its kind stands right before a body's name: "Žemutinės Silezijos klasteris „ABC“"."""
    return any(h.kind in {"cluster", "organisation", "network"} for h in page.heads_in(m.end, body.start))


def _from_there(page: Page, start: int, m: Mention) -> bool:
    """A word for "from" leads to a territory that opens its clause."""
    hits = page.pack.trigger("origin").finditer(page.text, max(start, m.start - 12), m.start)
    led = next((h for h in hits if not page.text[h.end() : m.start].strip(" \u00a0-'’")), None)
    if led is None:
        return False
    before = page.text[start : led.start()].rstrip(" \u00a0")
    last = before.split()[-1:] or [""]
    return not before or before[-1] in ",;:–—" or last[0].casefold() in page.pack.linking | LINKING


def headed(page: Page, authority: Authority) -> Iterator[Claim]:
    """Territories in the items below a line that is the name of the country or region around them alone, and the
    regions in the items that a line with such a name in it opens ("In Saxony these take part:").
    """
    outer: Mention | None = None
    listed = False
    opened: list[Mention] = []
    for index, block in enumerate(page.blocks):
        behind = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
        named = [m for m in page.within(block.start, block.end) if m.type in TERRITORIES]
        entry = block.kind in {"item", "row"}
        for m in named if opened and entry else ():
            smallest = _smallest(m, [*opened, *named], authority)
            if smallest in opened:
                yield claim(page, m, "locatedIn", smallest, "heading", 0.75, at=m)
        line = page.text[block.start : block.end].strip(" :*#\u00a0")
        alone = named and line == page.text[named[0].start : named[0].end]
        if not entry:
            list_behind = behind is not None and behind.kind in {"item", "row"}
            opened = [m for m in named if m.type != "Place"] if list_behind and not alone else []
        if alone and named[0].type != "Place":
            inner = outer is not None and entry
            if not (inner and outer and named[0].record and outer.key in authority.ancestors(named[0].record)):
                outer, listed = named[0], False
                continue
        if outer is None or not (entry or not listed):
            outer = None
            continue
        listed = True
        for m in _openers(page, block, named):
            if m.record and outer.key in authority.ancestors(m.record):
                yield claim(page, m, "locatedIn", outer, "heading", 0.8, at=m)


def _smallest(m: Mention, around: Sequence[Mention], authority: Authority) -> Mention | None:
    """Which of some territories a region is known to lie in, the smallest."""
    above = authority.ancestors(m.record) if m.record and m.type == "Region" else frozenset()
    known = [o for o in around if o.record and o.record.id in above]
    return min(known, key=lambda o: (_RANK[o.type], -_level(o), o.start), default=None)


def _openers(page: Page, block: Block, named: list[Mention]) -> list[Mention]:
    """The territories that a line begins with: those of its list, the one before a colon or bracket alone."""
    found: list[Mention] = []
    low = block.start
    for m in named:
        between = page.text[low : m.start].strip(" ,;*\u00a0")
        joined = not between or (
            found and all(w.casefold() in page.pack.linking | page.pack.articles | LINKING for w in between.split())
        )
        if not joined:
            break
        found.append(m)
        low = m.end
        if _OPENS_LIST.match(page.text, m.end):
            break
    return found


def _led_to(page: Page, outer: Mention, index: int, territories: Territories) -> bool:
    """A list of territories that all lie in one named before it, or a word such as "in" or "province" between."""
    first, last = territories.listed(index, outer.end)
    start, end = territories.found[first].start, territories.found[last].end
    if outer.end <= start and territories.lying_in(outer, first, last) > 1:
        return True
    low, high = (outer.end, start) if outer.end <= start else (end, outer.start)
    between = page.text[low:high]
    if territories.lying_in(outer, 0, len(territories.found) - 1) >= _MANY:
        return True
    if high - low > _NEAR or re.search(r"[;:!?]", between):
        return False
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", between)]
    if page.pack.cased_places and outer.type == "Country" and between in {" ", "\u00a0"}:
        return True  # "Umbriast Itaaliast", "Itävallan Steiermark"
    return (
        any(w in page.pack.locative for w in words)
        or bool(page.heads_in(low, high, "region") or page.heads_in(low, high, "city"))
        or (bool(words) and all(w in (page.pack.connectors | page.pack.articles) - LINKING for w in words))
    )


def _opens_clause(page: Page, sentence: Sentence, outer: Mention, inner: Mention) -> bool:
    """ "In Poland the voivodeship of Podlaskie takes part": a larger territory that a clause begins with."""
    if outer.end > inner.start or inner.start - outer.end > _NEAR or outer.type != "Country":
        return False
    between = page.text[outer.end : inner.start]
    before = re.split(r"[,;:–—-]", page.text[sentence.start : outer.start])[-1].split()
    led = len(before) <= 1 and all(w.casefold() in page.pack.locative | page.pack.articles | CONTRACTED for w in before)
    led = led and (bool(before) or outer.form == "inflected")
    return led and not re.search(r"[,;:()!?]", between) and not page.within(outer.end, inner.start)


def _level(mention: Mention) -> int:
    return (mention.record.level or 0) if mention.record else 0


def adjectives(page: Page, adjective: dict[str, Mention]) -> Iterator[Claim]:
    """ "The Finnish regions A and B": the adjective's country, where the page names that country too."""
    for token in [t for t in page.tokens if t.folded in adjective] if adjective else ():
        country = adjective[token.folded]
        if not (token.text[0].isupper() or page.pack.language != "en"):
            continue
        sentence = page.sentence_at(token.start)
        heads = page.heads_in(token.end, min(token.end + 25, sentence.end))
        following = [
            m for m in page.within(token.end, min(sentence.end, token.end + 60)) if m.type in {"Region", "Place"}
        ]
        near = [m for m in following if len(gap(page.text, token.end, m.start).split()) <= (2 if heads else 1)]
        if near and "," in page.text[token.end : near[0].start]:
            continue  # "from Italy, Bavaria and …": the country of the one before
        for m in run_of(page, near[0], following) if near else []:
            if (
                m.record
                and m.record.country
                and country.record
                and m.record.country not in (country.record.country, country.record.code)
            ):
                continue
            yield claim(page, m, "locatedIn", country, "adjective", 0.8, at=m)


def run_of(page: Page, first: Mention, candidates: Sequence[Mention]) -> list[Mention]:
    """``first`` and what is coordinated with it: commas and short linking words between."""
    out = [first]
    for m in candidates:
        if m.start <= first.start:
            continue
        between = gap(page.text, out[-1].end, m.start)
        stripped = _BRACKETS.sub("", between).strip(" ,;•*-)")
        words = stripped.split()
        if len(words) <= 4 and all(len(w) <= 6 or page.pack.head("region").fullmatch(w) for w in words):
            out.append(m)
        else:
            break
    return out
