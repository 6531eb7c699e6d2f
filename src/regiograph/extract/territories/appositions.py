"""What lies in what by standing beside it: "A (B)", "A, B", "A in the region of B", "A B-in-its-case"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.authority import Authority
from regiograph.extract.bodies.authorities import CONTRACTED
from regiograph.extract.reading.focus import claim
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, gap
from regiograph.model import Claim

_NEAR = 60
"""Characters between a territory and one that lies in it."""
_OPENED = re.compile(r" ?\( ?")
_BODIES = frozenset({"Organisation", "Cluster", "GoodPractice"})
_WORD = 5
"""Letters from which a word for where something is says more than "in"."""
_ADJACENT = 30
_RANK: dict[str, int] = {"Place": 1, "Region": 2, "Country": 3}


def located(page: Page, authority: Authority) -> Iterator[Claim]:
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
            elif not (between.strip() in {",", "/", "-", "–"} and (opened or larger(last, b))) and not (
                _inside(page, between)
                or (a.type not in TERRITORIES and a is last and _inside(page, _without_adjective(page, between)))
                or _aside(page, between, last, b)
                or _in_case(page, last, between, b)
            ):
                break
            if b.type not in TERRITORIES or not larger(a, b) or _elsewhere(a, b) or _beside(a, b, authority):
                break
            if (
                not opened
                and between.strip() == ","
                and (next_listed(page, b) or _one_of_a_list(page, last, b) or among_regions(page, last, b))
            ):
                break
            if opened or last is a:
                yield claim(page, a, "locatedIn", b, "apposition", 0.9)
            if last is not a and larger(last, b):
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


def _beside(a: Mention, b: Mention, authority: Authority) -> bool:
    """A town known to lie in another region than the one of the same level behind it: both stand in one list."""
    if a.type != "Place" or b.type != "Region" or not (a.record and b.record):
        return False
    above = authority.ancestors(a.record)
    levels = {r.level for ident in above if (r := authority.records.get(ident)) and r.type == "Region"}
    return b.record.id not in above and b.record.level in levels


def _one_of_a_list(page: Page, a: Mention, b: Mention) -> bool:
    """ "Stockholms län, Åland, …": a body named by its own territory, and a list that goes on behind the next one."""
    return a.rule == "authority" and b.type == "Region" and page.text[b.end : b.end + 2] == ", "


def among_regions(page: Page, a: Mention, b: Mention) -> bool:
    """ "University of A, Sardinia and Corsica", "Body A, Tyrol, Brittany": regions that join a body in a list, "Body A,
    Istria and Body B" too."""
    behind = next((m for m in page.within(b.end, b.end + _NEAR) if m.type != "Place"), None)
    if a.type != "Organisation" or b.type != "Region" or behind is None:
        return False
    if behind.type not in {"Region", "Organisation"}:
        return False
    words = [w for w in gap(page.text, b.end, behind.start).casefold().split() if w not in page.pack.articles]
    joined = len(words) == 1 and words[0] in page.pack.linking
    return joined or (behind.type == "Region" and words in ([], [","]) and _elsewhere(b, behind))


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
        if larger(m, outer):
            yield claim(page, m, "locatedIn", outer, "apposition", 0.85)


def larger(a: Mention, b: Mention) -> bool:
    if b.type not in TERRITORIES or a.key == b.key:
        return False
    if a.type not in TERRITORIES:
        return True
    if _RANK[a.type] == _RANK[b.type] == 2 and a.record and b.record:
        return b.record.id in a.record.within
    return _RANK[a.type] < _RANK[b.type]


def _inside(page: Page, between: str) -> bool:
    """Only words such as "in the region of" stand between."""
    words = [w if w.startswith("ta") else w.rstrip("-‑") or w for w in between.strip().split()]
    linked = bool(words) and words[0].casefold() in page.pack.linking
    if not 1 <= len(words) <= 5 or not between.startswith(" ") or linked:
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
