"""Where things lie: appositions, lists in brackets, adjectives of countries, regions of clusters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.authority import Authority
from regiograph.extract.authorities import CONTRACTED
from regiograph.extract.focus import claim, in_sentence
from regiograph.extract.layout import Block, Sentence
from regiograph.extract.neighbours import Territories
from regiograph.extract.page import TERRITORIES, Mention, Page, gap
from regiograph.extract.runs import LINKING
from regiograph.extract.themes import stem
from regiograph.model import Claim

_FAR = 90
"""Characters between a territory that opens a clause and the body from there."""
_NEAR = 60
"""Characters between a territory and one that lies in it."""
_BESIDE = re.compile(r"[\"”»*_]{0,2}[ \u00a0]?[(|][ \u00a0]?")
_OPENED = re.compile(r" ?\( ?")
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


def located(page: Page) -> Iterator[Claim]:
    """Appositions "A (B)", "A, B", "A in the region of B"; places inside an event's name count as places."""
    mentions = [
        m for m in page.mentions if m.type in TERRITORIES or m.type in {"Organisation", "Cluster", "GoodPractice"}
    ]
    whole: list[Mention] = []
    for m in mentions:  # the town in a body's name is where the name says, the body where the text says
        if not whole or m.end > whole[-1].end:
            whole.append(m)
    mentions = whole
    for index, a in enumerate(mentions):
        chain = [a]
        opened = False
        for b in mentions[index + 1 : index + 4]:
            last = chain[-1]
            if b.start < last.end or page.sentence_at(last.start) is not page.sentence_at(b.start):
                break
            between = gap(page.text, last.end, b.start)
            if _OPENED.fullmatch(between):
                opened = True
            elif page.pack.trigger("both").fullmatch(between.strip(" (")) and " (" in between:
                yield from _both(page, mentions[:index], a, b)
                break
            elif not (between.strip() in {",", "/", "-", "–"} and (opened or _larger(last, b))) and not (
                _inside(page, between)
                or (a.type not in TERRITORIES and a is last and _inside(page, _without_adjective(page, between)))
                or _aside(page, between, last, b)
                or _in_case(page, last, between, b)
            ):
                break
            if b.type not in TERRITORIES or not _larger(a, b) or _elsewhere(a, b):
                break
            if (
                not opened
                and between.strip() == ","
                and (next_listed(page, b) or _one_of_a_list(page, last, b) or among_regions(page, last, b))
            ):
                break
            if opened or last is a:
                yield claim(page, a, "locatedIn", b, "apposition", 0.9)
            if last is not a and _larger(last, b):
                yield claim(page, last, "locatedIn", b, "apposition", 0.85)
            chain.append(b)
            if opened and page.text[b.end : b.end + 1] == ")":
                break
            if not opened and a.type not in {"Place", "Region"} and page.text[b.end : b.end + 2] != " (":
                break


def _elsewhere(a: Mention, b: Mention) -> bool:
    """Two known territories of different countries: members of one list, not one inside the other."""
    if a.record is None or b.record is None or a.type not in TERRITORIES:
        return False
    codes = a.record.country, b.record.country or (b.record.code if b.type == "Country" else None)
    return all(codes) and codes[0] != codes[1]


def _one_of_a_list(page: Page, a: Mention, b: Mention) -> bool:
    """ "Stockholms län, Åland, …": a body named by its own territory, and a list that goes on behind the next one."""
    return a.rule == "authority" and b.type == "Region" and page.text[b.end : b.end + 2] == ", "


def among_regions(page: Page, a: Mention, b: Mention) -> bool:
    """ "University of A, Sardinia and Corsica", "Body A, Tyrol, Brittany": regions that join a body in a list."""
    behind = next((m for m in page.within(b.end, b.end + _NEAR) if m.type != "Place"), None)
    if a.type != "Organisation" or b.type != "Region" or behind is None or behind.type != "Region":
        return False
    words = [w for w in gap(page.text, b.end, behind.start).casefold().split() if w not in page.pack.articles]
    joined = len(words) == 1 and words[0] in page.pack.linking
    return joined or (words in ([], [","]) and _elsewhere(b, behind))


def next_listed(page: Page, b: Mention) -> bool:
    """Where cases say "in", a bare name with a linking word and another name behind it is a member of the list."""
    if not page.pack.cased_places or b.form == "inflected":
        return False
    words = page.tokens_in(b.end, b.end + _NEAR)
    rest = [w for w in words if not page.heads_in(w.start, w.end, "region")]
    if not rest or rest[0].folded not in page.pack.linking or re.search(r"[,;:.()]", page.text[b.end : rest[0].start]):
        return False
    return any(m.type in TERRITORIES | _BODIES for m in page.within(rest[0].end, rest[0].end + _NEAR))


def _both(page: Page, before: Sequence[Mention], last: Mention, outer: Mention) -> Iterator[Claim]:
    """ "A and B (both Slovakia)": the one before the bracket and the one joined to it."""
    first = next((m for m in reversed(before) if m.end <= last.start), None)
    joined = first and page.text[first.end : last.start].strip(" \u00a0").casefold() in page.pack.linking
    for m in [first, last] if first and joined else [last]:
        if _larger(m, outer):
            yield claim(page, m, "locatedIn", outer, "apposition", 0.85)


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
                outer or _led_to(page, smallest, index, territories) or _opens_clause(page, sentence, smallest, m)
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
    """Territories in the items below a line that is the name of the country or region around them alone."""
    outer: Mention | None = None
    listed = False
    for block in page.blocks:
        named = [m for m in page.within(block.start, block.end) if m.type in TERRITORIES]
        line = page.text[block.start : block.end].strip(" :*#\u00a0")
        if named and line == page.text[named[0].start : named[0].end] and named[0].type != "Place":
            inner = outer is not None and block.kind in {"item", "row"}
            if not (inner and outer and named[0].record and outer.key in authority.ancestors(named[0].record)):
                outer, listed = named[0], False
                continue
        if outer is None or not (block.kind in {"item", "row"} or not listed):
            outer = None
            continue
        listed = True
        for m in _openers(page, block, named):
            if m.record and outer.key in authority.ancestors(m.record):
                yield claim(page, m, "locatedIn", outer, "heading", 0.8, at=m)


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


def _larger(a: Mention, b: Mention) -> bool:
    if b.type not in TERRITORIES or a.key == b.key:
        return False
    if a.type not in TERRITORIES:
        return True
    if _RANK[a.type] == _RANK[b.type] == 2 and a.record and b.record:
        return b.record.id in a.record.within
    return _RANK[a.type] < _RANK[b.type]


def _inside(page: Page, between: str) -> bool:
    """Only words such as "in the region of" stand between."""
    words = [w.rstrip("-‑") or w for w in between.strip().split()]
    if not 1 <= len(words) <= 5 or not between.startswith(" "):
        return False
    allowed = page.pack.light
    if words[0].casefold() not in page.pack.locative and not page.pack.head("region").fullmatch(words[0]):
        return False
    return all(
        w.casefold() in allowed or page.pack.head("region").fullmatch(w) or page.pack.head("city").fullmatch(w)
        for w in words
    )


def _without_adjective(page: Page, between: str) -> str:
    """ "z italského ", "fra det tyske ": a word for "from" read as "in", one long word before a region left out."""
    words = between.split()
    if words and page.pack.trigger("origin").fullmatch(words[0]):
        words[0] = next(iter(sorted(page.pack.locative)), words[0])
    adjective = (
        len(words) > 1
        and (page.pack.adjectives_lead or not page.pack.adjectives_follow)
        and words[-1].islower()
        and len(words[-1]) > _WORD
    )
    return f" {' '.join(words[:-1] if adjective else words)} "


def _in_case(page: Page, a: Mention, between: str, b: Mention) -> bool:
    """ "Turu Ülikool Soomest ning …", "Bodø na hIorua": a country in the case for "in" right behind a name."""
    if b.type != "Country" or a.type == "Country":
        return False
    if page.pack.language == "ga":
        return between == " na "
    if between != " " or not page.pack.cased_places or a.type in TERRITORIES or b.form != "inflected":
        return False
    after = next(iter(page.tokens_in(b.end, b.end + _ADJACENT)), None)
    mark = page.text[b.end : b.end + 1]
    return not mark.isspace() or after is None or after.folded in page.pack.linking or after.text[0].islower()


def _aside(page: Page, between: str, a: Mention, b: Mention) -> bool:
    """ "Emmen, in Drenthe": a comma and a word for "in", and no list of which both are members."""
    first = between[1:].split()[:1]
    led = between.startswith(", ") and b.type != "Place" and _inside(page, between[1:])
    if not led or first[0].casefold() not in (page.pack.locative - page.pack.articles) | CONTRACTED:
        return False
    if page.pack.trigger("origin").fullmatch(first[0]):
        return False
    before = page.tokens_in(a.start - _ADJACENT, a.start)[-1:]
    inside = a.record is not None and b.record is not None and b.key in a.record.within
    if before and before[0].folded in CONTRACTED and first[0].casefold() in CONTRACTED and not inside:
        return False  # "στο Ζαγόρι, στα Τζουμέρκα": a list
    word = next(iter(page.tokens_in(b.end, b.end + _ADJACENT)), None)
    goes_on = word is not None and word.folded in page.pack.linking and gap(page.text, b.end, word.start) in {" ", ", "}
    return not (goes_on and any(m.type in TERRITORIES for m in page.within(b.end, b.end + _NEAR)))


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


def cluster_places(page: Page) -> Iterator[Claim]:
    """Where a cluster is: the region whose name (or an adjective made from it) stands in its sentences."""
    regions = page.of("Region")
    stems = {stem(page.text[m.start : m.end].casefold())[:6]: m for m in regions if m.end - m.start >= 5}
    for region in regions:
        if region.record:
            for names in (region.record.names.get(page.pack.language, ()), region.record.names.get("en", ())):
                for name in names[:1]:
                    if len(name) >= 5 and " " not in name:
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
        for token in page.tokens_in(sentence.start, sentence.end):
            if len(token.folded) >= 6:
                named = next((r for s, r in stems.items() if len(s) >= 5 and token.folded.startswith(s[:5])), None)
                if named:
                    done.add(cluster.key)
                    yield claim(page, cluster, "locatedIn", named, "cluster-adjective", 0.7, at=cluster)
                    break


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
