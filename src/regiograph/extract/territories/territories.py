"""Regions, countries and towns: which record a name means here, and whether it is a name at all in this place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from regiograph.authority import Authority, Record
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of, known_mention
from regiograph.extract.reading.spelling import LINKING, OR, distinctive
from regiograph.extract.territories.districts import Districts
from regiograph.extract.territories.gazetteer import Match
from regiograph.extract.territories.placechoice import chosen_record, doubtful, longer_name, near_heads

_SMALL = 3
"""The NUTS level of provinces and districts, many of which bear their capital's name."""
_FAR = 80
_WORDS = 5
_BRACKETS = re.compile(r"\([^()]*\)")
_SCOPE = re.compile(r"[ \u00a0]?(?::|\(|[–—-](?=[ \u00a0]))[ \u00a0]?(?:[^\W\d_]{1,3}[ \u00a0])?")
"""What opens a list of the parts of a territory."""
_CODE_BEHIND = re.compile(r"[ \u00a0]?\((?P<code>[A-Z]{2})[),]")
_ISO = {"EL": "GR", "UK": "GB"}
"""Codes that the Union uses beside those of ISO 3166."""
_OPENED = re.compile(r"[ \u00a0]?\((?P<list>[^()]{3,200})\)")


def find_territories(page: Page, matches: list[Match], authority: Authority, districts: Districts) -> None:
    """Regions, countries and towns, each where its context agrees."""
    countries = {r.code for m in matches for r in m.records if r.type == "Country" and not doubtful(page, m)}
    lands = frozenset(m.start for m in matches if _is_land(page, m))
    chosen: list[_Choice] = []
    for index, match in enumerate(matches):
        records = [r for r in match.records if r.type in TERRITORIES]
        if not records or page.overlapping(match.start, match.end):
            continue
        if page.dated.meet(match.start, match.end):
            continue  # "March" is a town in England
        end = None if page.heads_in(match.start, match.end, "organisation") else longer_name(page, match)
        if end is not None and not any(match.start < o.start < end for o in matches[index + 1 : index + 3]):
            name = page.text[match.start : end]
            page.add(Mention(match.start, end, key_of("Place", name), "Place", name, "longer-town", 0.7))
            continue
        scope = _scope(page, match)
        inside = frozenset(
            r.id for r in records if scope and scope.record and scope.record.id in authority.ancestors(r)
        )
        following = matches[index + 1 : index + 2]
        around = _around(page, match, records, following, authority) | _of_country(page, match, records, following)
        around |= _lying_in(page, match, records, following, authority)
        record, confidence = chosen_record(page, match, records, countries, inside, around, lands)
        if record is not None:
            chosen.append(_Choice(match, tuple(records), record, confidence, scope, districts.of(record)))
            page.add(known_mention(page, match, record, "gazetteer", confidence))
    for choice in (*_as_listed(page, chosen), *_as_scoped(page, chosen, authority)):
        page.replace(known_mention(page, choice.match, choice.record, "gazetteer-list", choice.confidence))


def _is_land(page: Page, match: Match) -> bool:
    """A country, or a region in a case: a capital that begins no part of the name before it ("Ostrobotnija Somijā")."""
    kinds = {r.type for r in match.records}
    return "Country" in kinds or (kinds == {"Region"} and match.inflected and page.pack.cased_places)


@dataclass(frozen=True, slots=True)
class _Choice:
    match: Match
    records: tuple[Record, ...]
    record: Record
    confidence: float
    scope: Mention | None
    namesake: Record | None

    @property
    def district(self) -> Record | None:
        """The small region (NUTS 3) that bears the name of the town chosen."""
        if self.record.type != "Place":
            return None
        return next((r for r in self.records if r.level == _SMALL and r.country == self.record.country), None)

    def region_in(self, outer: Record, authority: Authority) -> Record | None:
        """The region of this name that lies in another."""
        named = (self.record, *self.records, *((self.namesake,) if self.namesake else ()))
        return next((r for r in named if r.type == "Region" and outer.id in authority.ancestors(r)), None)


def _as_scoped(page: Page, chosen: list[_Choice], authority: Authority) -> Iterator[_Choice]:
    """Towns in the list of a region ("Galicia: Lugo, Ourense"), all of whose names are regions' too, or one no town's.

    Not where an event is told; one name alone ("Andalucía: Huelva") follows the other lists of the page.
    """
    lone: list[_Choice] = []
    lists = 0
    for scope, group in groupby((c for c in chosen if c.scope), key=lambda c: c.scope):
        outer = scope.record if scope else None
        if outer is None or outer.type != "Region":
            continue
        members = list(group)
        inner = [c.region_in(outer, authority) for c in members]
        sentence = page.sentence_at(members[0].match.start)
        sure = any(c.record.level == _SMALL and all(r.type == "Region" for r in c.records) for c in members)
        if not (all(inner) or sure) or page.heads_in(sentence.start, sentence.end, "event"):
            continue
        towns = [replace(c, record=r) for c, r in zip(members, inner, strict=True) if r and c.record.type == "Place"]
        if len(members) == 1 and not sure:
            lone.extend(towns)
        else:
            lists += 1
            yield from towns
    if lists:
        yield from lone


def _around(
    page: Page, match: Match, records: list[Record], following: list[Match], authority: Authority
) -> frozenset[str]:
    """The candidates whose colon or bracket opens on something that lies in them: "Norte: Alto Minho, Douro"."""
    if not following or not _SCOPE.fullmatch(page.text[match.end : following[0].start]):
        return frozenset()
    above = {ident for r in following[0].records for ident in authority.ancestors(r)}
    return frozenset(r.id for r in records if r.id in above)


def _lying_in(
    page: Page, match: Match, records: list[Record], following: list[Match], authority: Authority
) -> frozenset[str]:
    """The candidates that lie in what stands behind a name and a word for "in": "Rønne on Bornholm"."""
    between = page.text[match.end : following[0].start] if following else ""
    words = between.strip(" ,\u00a0").split()
    if not words or len(words) > 2 or words[0].casefold() not in page.pack.locative - page.pack.articles:
        return frozenset()
    outer = {r.id for r in following[0].records if r.type in {"Region", "Country"}}
    return frozenset(r.id for r in records if outer & authority.ancestors(r))


def _of_country(page: Page, match: Match, records: list[Record], following: list[Match]) -> frozenset[str]:
    """The candidates of the country that brackets behind a name give: "Norte (Portugal)", "Centro (PT)"."""
    code = _CODE_BEHIND.match(page.text, match.end)
    named = {code["code"], _ISO.get(code["code"])} if code else set()
    if following and page.text[match.end : following[0].start] in {" (", "("}:
        named |= {r.code for r in following[0].records if r.type == "Country"}
    return frozenset(r.id for r in records if r.type != "Country" and r.country in named)


def _as_listed(page: Page, chosen: list[_Choice]) -> Iterator[_Choice]:
    """Towns that are meant as the small region of that name: their list says so, or the places in their brackets."""
    openers: set[Sentence] = set()
    lone: list[_Choice] = []
    told: Counter[tuple[int, str | None]] = Counter()
    for c in chosen:
        if c.record.level == _SMALL and not any(r.type == "Place" for r in c.records):
            told[page.sentence_at(c.match.start).start, c.record.country] += 1
    for chain in _chains(page, chosen):
        districts = [c for c in chain if c.record.level == _SMALL]
        sure = [c for c in districts if not any(r.type == "Place" for r in c.records) or _headed(page, c)]
        towns = [c for c in chain if c.record.type == "Place" and c.district is None]
        for choice in chain:
            record = choice.district
            if record is None or "city" in near_heads(page, choice.match):
                continue
            alike = [c for c in sure if c.record.country == record.country]
            beside = told[page.sentence_at(choice.match.start).start, record.country] >= len(chain) > 1
            if beside and all(c.district or c.record.level == _SMALL for c in chain):
                yield replace(choice, record=record, confidence=max(choice.confidence, 0.8))
                continue
            opens = _opened(page, choice, chosen)
            if opens > 1:
                openers.add(page.sentence_at(choice.match.start))
            elif opens:
                lone.append(choice)
            if opens > 1 or (alike and len(alike) >= len(towns)):
                yield replace(choice, record=record, confidence=max(choice.confidence, 0.8))
    for choice in lone:  # "one in León (El Bierzo)" beside "two in Salamanca (Ciudad Rodrigo and Vitigudino)"
        if page.sentence_at(choice.match.start) in openers:
            yield replace(choice, record=choice.district or choice.record)


def _headed(page: Page, choice: _Choice) -> bool:
    return "region" in near_heads(page, choice.match)


def _chains(page: Page, chosen: list[_Choice]) -> Iterator[list[_Choice]]:
    """Names that stand in one list, a name that no record knows and brackets allowed between."""
    chain: list[_Choice] = []
    for choice in chosen:
        if chain and not in_list(page, page.text[chain[-1].match.end : choice.match.start]):
            yield chain
            chain = []
        chain.append(choice)
    if chain:
        yield chain


def in_list(page: Page, between: str) -> bool:
    """Whether what stands between two names joins them to one list: commas, linking words, other names, brackets."""
    if len(between) > _FAR or "\n" in between:
        return False
    plain = _BRACKETS.sub("", between)
    words = plain.replace(",", " ").replace(";", " ").split()
    light = {*page.pack.linking, *page.pack.articles, *LINKING, *OR.get(page.pack.language, ())}
    return (
        bool(words or "," in plain or ";" in plain)
        and not re.search(r"[.:!?()]", plain)
        and all(w.casefold() in light or w[0].isupper() for w in words)
        and ("," in plain or ";" in plain or any(w.casefold() in light for w in words))
    )


def _opened(page: Page, choice: _Choice, chosen: list[_Choice]) -> int:
    """How many smaller places the brackets behind a name hold; none where one is a country or a coded region."""
    inner = _OPENED.match(page.text, choice.match.end)
    if inner is None:
        return 0
    within = [c for c in chosen if inner.start("list") <= c.match.start < inner.end("list")]
    small = all(c.record.type == "Place" or (c.record.type == "Region" and c.record.code is None) for c in within)
    return len(listed_names(page, inner["list"])) if small else 0


def find_scoped(page: Page) -> None:
    """Names that no record knows in the brackets of a territory: "Zamora (Sanabria, Aliste and Toro)"."""
    for outer in page.of("Region", "Place"):
        inner = _OPENED.match(page.text, outer.end)
        names = listed_names(page, inner["list"]) if inner else []
        small = outer.record is not None and outer.record.level == _SMALL
        if inner is None or not names or (len(names) == 1 and not small):
            continue
        spans = [(inner.start("list") + start, inner.start("list") + end) for start, end in names]
        if any(_no_place(page, start, end) for start, end in spans):
            continue
        for start, end in spans:
            name = page.text[start:end]
            page.add(Mention(start, end, key_of("Place", name), "Place", name, "scoped-place", 0.65))


def _no_place(page: Page, start: int, end: int) -> bool:
    """A name of another kind, an acronym, a role or a noun for a body."""
    roles = ("fact_lead", "fact_partners", "partner_list")
    return (
        any(m.type not in TERRITORIES for m in page.overlapping(start, end))
        or any(h.kind not in {"region", "city", "place"} for h in page.heads_in(start, end))
        or any(page.pack.trigger(r).search(page.text, start, end) for r in roles)
        or any(distinctive(t.text) or (len(t.text) == 2 and t.text.isupper()) for t in page.tokens_in(start, end))
    )


@cache
def _joints(linking: frozenset[str]) -> re.Pattern[str]:
    """What stands between the names of a list, the linking words of the page's language among it."""
    joiners = "|".join(sorted(re.escape(w) for w in linking | LINKING if w))
    return re.compile(rf"\s*[,;]\s*(?:(?:{joiners})\s)?|\s(?:{joiners})\s")


def listed_names(page: Page, text: str) -> list[tuple[int, int]]:
    """(start, end) of each name in a list such as "A, B and C"; empty when it holds anything but capitalised names."""
    found = []
    start = 0
    for cut in [*_joints(page.pack.linking).finditer(text), None]:
        end = cut.start() if cut else len(text)
        part = text[start:end]
        if not part.strip() or not part.strip()[0].isupper() or len(part.split()) > _WORDS or re.search(r"\d", part):
            return []
        found.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
        start = cut.end() if cut else end
    return found


def _scope(page: Page, match: Match) -> Mention | None:
    """The territory whose list in brackets or behind a colon a name stands in: "Veneto (Belluno, Vicenza)"."""
    sentence = page.sentence_at(match.start)
    before = page.text[sentence.start : match.start]
    opened = max(before.rfind("("), before.rfind(":"))
    if opened < 0 or ")" in before[opened:]:
        return None
    at = sentence.start + opened
    outer = [m for m in page.within(sentence.start, at) if m.type in {"Region", "Country"}]
    return outer[-1] if outer and not page.text[outer[-1].end : at].strip() else None
