"""Authorities named by their kind and their territory: "the municipality of A", "Regione B", "C vald", "D Kommune".

Where a town's takes part in something, or a region's leads it, the name means the body; elsewhere the territory. A list
of regions only, as partnerships of regions have it, stays one.
"""

from __future__ import annotations

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page, key_of
from regiograph.extract.sheets.entries import entries
from regiograph.extract.sheets.factsheet import Field, fields
from regiograph.extract.territories.countrylanguages import main_language

_ROLES = ("lead_by", "lead_of", "fact_lead", "partner_in", "partner_list", "joint", "with")
_LEADING = ("lead_by", "lead_of", "fact_lead")
_OF = 14
"""Characters of the words "of the" that may stand between a noun and its name."""
_NEAR = 30
_WORDS = 2
_NORDIC = frozenset({"sv", "da", "nb"})
_BODIES_BY_NAME = frozenset({"sv", "da", "it", "nl"})
"""Languages in which a noun with a capital right before a region's name means its body: "Region", "Regione"."""
_PLAIN = frozenset({"en", "nl", "pl", "de"})
"""Languages that write the noun of a municipality's name with a small letter, or any noun with a capital."""
CONTRACTED = frozenset(("na", "no", "nas", "nos", "nel", "nella", "στη", "στην", "στο", "στον", "στα", "στις"))
"""Prepositions of place that have an article in them and stand among the articles too."""
_AGENTS = frozenset(("by", "durch", "af", "av", "par", "por", "pelo", "pela", "przez", "door", "od", "de", "of"))
"""Prepositions of place that also say who does something, or whose something is."""
_SMALL = 3
"""The NUTS level of a region that bears its town's name."""


def find_authorities(page: Page) -> None:
    """Turns territories named with their kind into the bodies that they mean as leaders and partners."""
    sheet = [f for f in fields(page) if f.kind in {"lead", "partners"}]
    listed = [(e.start, e.end, f) for f in sheet for e in entries(page, f)]
    for m in [m for m in page.of("Region", "Place") if not page.dated.meet(m.start, m.end)]:
        head = _kind(page, m)
        if head is None:
            continue
        start, end = min(head.start, m.start), max(head.end, m.end)
        if any(
            x is not m and (x.start < start or x.end > end or x.record is None) for x in page.overlapping(start, end)
        ):
            continue
        entry = next((e for e in listed if e[0] <= start <= e[0] + _OF and start < e[1]), None)
        if _acts(page, m, head, start, end, entry[2] if entry else None):
            name = page.text[start:end]
            body = Mention(start, end, key_of("Organisation", name), "Organisation", name, "authority", 0.7)
            page.replace(body) if (m.start, m.end) == (start, end) else page.insert(body)


def _kind(page: Page, m: Mention) -> Head | None:
    """The noun for a town's or a region's body in a name, right before or right behind it."""
    kinds = (
        {"city"} if m.type == "Place" else {"region", "city"} if m.record and m.record.level == _SMALL else {"region"}
    )
    near = page.heads_in(max(0, m.start - _NEAR), m.end + _NEAR)
    governed = page.pack.trigger("governed")
    nouns = [h for h in near if h.kind in kinds and (h.kind == "city" or governed.search(page.text, h.start, h.end))]
    inside = [h for h in nouns if h.start >= m.start and h.end <= m.end and (h.start > m.start or h.end < m.end)]
    if inside:
        return inside[0] if m.type == "Region" or inside[0].end == m.end else None
    if page.pack.heads_follow:
        for h in nouns:
            if page.text[m.end : h.start] in {" ", "\u00a0"} and page.text[h.end : h.end + 1] != "-":
                return h
    for h in reversed(nouns):
        between = page.text[h.end : m.start]
        words = between.strip(" \u00a0'’-").split()
        light = page.pack.connectors | page.pack.articles
        if h.end < m.start and len(between) <= _OF and all(w.strip("'’-").casefold() in light for w in words):
            return h
    return None


def _acts(page: Page, m: Mention, head: Head, start: int, end: int, field: Field | None) -> bool:
    town = head.kind == "city"
    if page.text[head.start : head.end].casefold().endswith(page.pack.locative_endings):
        return False
    if any(h.end + 1 == start for h in page.heads_in(max(0, start - _NEAR), start)):
        return False  # "Dopravný podnik mesta Košice", "obce Prešovského kraja": a noun of which the name is a genitive
    if field is not None:
        return town or _by_name(page, m, head)
    sentence = page.sentence_at(start)
    if _lying(page, start):
        return False
    leads = _leads(page, sentence, start, end)
    located = _located(page, sentence, start, town=town)
    own = town or page.pack.language in _NORDIC or _collaborates(page, sentence)
    if own and _by_name(page, m, head) and not located:
        return True
    if (located and not leads) or not _collaborates(page, sentence):
        return False
    if town:
        return _has(page, sentence, _ROLES)
    if page.heads_in(sentence.start, sentence.end, "partnership") or page.named_in(sentence, ("Partnership",)):
        return False
    if not leads or _regions_only(page, sentence, m):
        return False
    before = head.start <= m.start
    return page.text[head.start].isupper() if before else bool(page.named_in(sentence, ("Organisation",)))


def _by_name(page: Page, m: Mention, head: Head) -> bool:
    """A noun for a municipality is a body's; so is one for a region with a capital right before a name, where officials
    write so, unless the sentence tells of territories only."""
    before = head.start <= m.start
    if head.kind == "city":
        noun = page.pack.trigger("municipal").fullmatch(page.text, head.start, head.end)
        return noun is not None and (not before or page.text[head.start].isupper() or page.pack.language in _PLAIN)
    named = before and page.text[head.start].isupper() and page.text[head.end : m.start] in {"", " ", "\u00a0", "\n"}
    named = named and page.pack.language in _BODIES_BY_NAME and m.record is not None
    home = main_language(m.record.country) if named and m.record and m.record.country else None
    sentence = page.sentence_at(m.start)
    regions = len(page.named_in(sentence, ("Region", "Country"))) > 1 and not _has(page, sentence, _ROLES)
    return home is not None and not regions and (home == page.pack.language or {home, page.pack.language} <= _NORDIC)


def _lying(page: Page, start: int) -> bool:
    """ "Gweedore, County Donegal", "Rønne (Region Hovedstaden": a town stands before a comma or bracket."""
    mark = page.text[max(0, start - 2) : start] in {", ", " ("}
    return mark and any(x.type == "Place" for x in page.overlapping(max(0, start - 3), start - 2))


def _located(page: Page, sentence: Sentence, start: int, *, town: bool) -> bool:
    """A preposition of place stands before the name."""
    before = page.tokens_in(max(sentence.start, start - _NEAR), start)
    while before and before[-1].folded in page.pack.articles - page.pack.locative:
        before.pop()
    places = ((page.pack.locative - page.pack.articles) | CONTRACTED) - _AGENTS
    if not town and len(before) > 1 and before[-1].text.islower() and before[-1].folded not in page.pack.light | places:
        before.pop()  # "in all of", "din toată"
    return bool(before) and before[-1].folded in places


def _collaborates(page: Page, sentence: Sentence) -> bool:
    if page.named_in(sentence, ("Project", "Partnership", "Network")):
        return True
    if any(h.kind in {"project", "partnership", "network"} for h in page.heads_in(sentence.start, sentence.end)):
        return True
    return any(m.start < sentence.start for m in page.of("Project", "Partnership")) and not page.named_in(
        sentence, ("Event", "Programme")
    )


def _has(page: Page, sentence: Sentence, names: tuple[str, ...]) -> bool:
    return any(page.pack.trigger(n).search(page.text, sentence.start, sentence.end) for n in names)


def _leads(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """A phrase of leading stands right before or right behind the name."""
    for name in _LEADING:
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            low, high = (hit.end(), start) if hit.end() <= start else (end, hit.start())
            words = page.tokens_in(low, high) if 0 <= high - low <= _NEAR else None
            if words is not None and sum(w.folded not in page.pack.light for w in words) <= _WORDS:
                return not page.within(low, high)
    return False


def _regions_only(page: Page, sentence: Sentence, m: Mention) -> bool:
    others = [x for x in page.named_in(sentence, ("Organisation", "Region")) if x.key != m.key]
    return bool(others) and not any(x.type == "Organisation" for x in others)
