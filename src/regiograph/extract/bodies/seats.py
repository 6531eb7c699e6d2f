"""Names of bodies that took in a territory: the town behind "in", or the country of the words before an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from regiograph.authority import Record
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of, known_mention
from regiograph.extract.territories.gazetteer import Match

_SEATED = frozenset(("cs", "sk", "sl", "hr", "bg", "el", "ga", "mt", "ro"))
"""Languages in which universities and institutes bear their town behind a preposition ("Univerza v Mariboru")."""
_SCHOOL = re.compile(
    r"univer|sveučil|fakult|vysok|високо|πανεπ|ollscoil|università|instit|inštit|институт|ινστιτ|institiúid",
    re.IGNORECASE,
)
_OF = frozenset(
    ("di", "de", "da", "do", "du", "del", "della", "des", "von", "van", "of", "la", "le", "ta", "tal", "ta'")
)
"""Words that join a town to a name which it is part of."""
_ENUMERATED = re.compile(r",[ \u00a0][^().:;!?\n\"“„«]{3,90}?(?P<mark>[ \u00a0]\()(?P<short>[^\W\d_a-z][\w-]{1,11})\)")
"""What goes on behind a comma, up to a short name in brackets."""
_TOWN = 5_000
"""Inhabitants of a town whose name behind "in" is no part of a body's."""
_WORDS = 2


def unseat(page: Page, matches: Iterable[Match]) -> None:
    """Cuts "in Falun" off the end of bodies' names and "Slovenia the" off their front; the territory is its own."""
    for match in matches:
        record = _likeliest(match)
        inside = page.overlapping(match.start, match.end) if record else []
        if not record or len(inside) != 1 or inside[0].type not in {"Organisation", "Cluster"} or inside[0].record:
            continue
        body = inside[0]
        if _only_territory(page, body, match, record):
            page.replace(known_mention(page, match, record, "gazetteer", 0.85))
            continue
        if _described(page, body, match):
            page.replace(known_mention(page, match, record, "gazetteer", 0.85))
            continue
        if match.start == body.start and (_locative(page, match) or _before_article(page, body, match)):
            _behind_town(page, body, match, record)
            continue
        ends = match.end == body.end
        cut = _without_town(page, body, match) if ends else _without_country(page, body, match, record)
        if cut is not None:
            page.replace(cut)
            page.add(known_mention(page, match, record, "gazetteer", 0.85))


def prolong(page: Page) -> None:
    """ "Instituto del Vino, la Viña y el Corcho (IVVC)": names go on over commas to brackets with their initials."""
    for brackets in _ENUMERATED.finditer(page.text):
        at = brackets.start()
        body = next((m for m in page.overlapping(max(0, at - 1), at) if m.type == "Organisation"), None)
        if body is None or body.record is not None or body.end != at or page.dated.meet(at, brackets.end()):
            continue
        letters = [c for c in brackets["short"] if c.isalpha()]
        end = brackets.start("short") - len(brackets["mark"])
        others = [m for m in page.overlapping(body.start, end) if m is not body and m.type not in TERRITORIES]
        if others or page.heads_in(body.end, end, "organisation"):
            continue  # two bodies
        if _initials(page, body.start, end, letters) and not _initials(page, body.start, body.end, letters):
            name = page.text[body.start : end]
            page.replace(replace(body, end=end, key=key_of(body.type, name), name=name))


def _initials(page: Page, start: int, end: int, letters: list[str]) -> bool:
    """Every letter of a short name begins a word or part of one, in order."""
    words = [t.folded for t in page.tokens_in(start, end)]
    for letter in letters:
        while words and not words[0].startswith(letter.casefold()):
            words.pop(0)
        if not words:
            return False
        words.pop(0)
    return len(letters) > 1


def _likeliest(match: Match) -> Record | None:
    found = [r for r in match.records if r.type in TERRITORIES and (r.type != "Place" or r.population >= _TOWN)]
    return max(found, key=lambda r: (r.type == "Country", r.population, r.id), default=None)


def _only_territory(page: Page, body: Mention, match: Match, record: Record) -> bool:
    """ "Quant au Centre-Val de Loire": the noun for a body belongs to a region's name, and small words lead to it."""
    nouns = page.heads_in(body.start, body.end, "organisation")
    own = all(match.start <= h.start and h.end <= match.end for h in nouns)
    before = page.tokens_in(body.start, match.start)
    plain = all(t.text.islower() for t in before[1:]) and page.sentence_at(body.start).start >= body.start - 1
    return record.type == "Region" and bool(nouns) and own and bool(before) and plain and match.end == body.end


def _described(page: Page, body: Mention, match: Match) -> bool:
    """A country and a common noun before a quoted name, no name itself: "Olandijos įmonė „FieldWise“"."""
    words = page.tokens_in(match.end, body.end)
    quoted = page.text[body.end : body.end + 2].lstrip(" \u00a0")[:1] in set("\"“„«»”‘'")
    return match.start == body.start and len(words) == 1 and words[0].text.islower() and bool(quoted)


def _without_town(page: Page, body: Mention, match: Match) -> Mention | None:
    """The name up to the preposition that leads to its last word."""
    words = page.tokens_in(body.start, match.start)
    if _in_case(page, body, match):
        name = page.text[body.start : words[-1].end]
        return replace(body, end=words[-1].end, key=key_of(body.type, name), name=name)
    if len(words) <= _WORDS or not words[-1].text.islower():
        return None
    if words[-1].folded in _OF or words[-1].folded not in page.pack.locative | {"uit"}:
        return None
    name = page.text[body.start : words[-2].end]
    if page.pack.language in _SEATED and _SCHOOL.search(name):
        return None
    return replace(body, end=words[-2].end, key=key_of(body.type, name), name=name)


def _before_article(page: Page, body: Mention, match: Match) -> bool:
    """ "desde Oporto la Universidad de Aveiro": an article and a body's noun stand behind the town."""
    words = page.tokens_in(match.end, body.end)[:2]
    led = len(words) > 1 and words[0].folded in page.pack.articles - page.pack.linking and words[0].text.islower()
    led = led and words[0].folded not in _OF - {"la"}
    return led and any(h.start == words[1].start for h in page.heads_in(words[1].start, body.end, "organisation"))


def _locative(page: Page, match: Match) -> bool:
    """A form of a territory's name whose ending says "in" or "from"."""
    ending = page.text[match.start : match.end].casefold().endswith(page.pack.locative_endings)
    return page.pack.cased_places and match.inflected and ending and bool(page.pack.locative_endings)


def _behind_town(page: Page, body: Mention, match: Match, record: Record) -> None:
    """ "Pohjois-Karjalassa Suomen metsäkeskus": the name begins behind where it is; of plain words there is none."""
    rest = page.tokens_in(match.end, body.end)
    page.replace(known_mention(page, match, record, "gazetteer", 0.85))
    while rest and rest[0].folded in page.pack.articles:
        rest = rest[1:]
    if rest and rest[0].text[0].isupper() and len(rest) >= _WORDS:
        name = page.text[rest[0].start : body.end]
        page.add(replace(body, start=rest[0].start, key=key_of(body.type, name), name=name))


def _in_case(page: Page, body: Mention, match: Match) -> bool:
    """The last word is a town in the case that says "in", behind the noun of the name ("Eesti Maaülikool Tartus")."""
    if not _locative(page, match) or not page.pack.heads_follow:
        return False
    kind = "cluster" if body.type == "Cluster" else "organisation"
    return any(h.end == match.start - 1 and h.kind == kind for h in page.heads_in(body.start, match.start))


def _without_country(page: Page, body: Mention, match: Match, record: Record) -> Mention | None:
    """The name behind the article that follows a country: "aus Slowenien die Universität Ljubljana"."""
    words = page.tokens_in(match.end, body.end)
    if match.start != body.start or record.type != "Country" or len(words) < _WORDS:
        return None
    light = words[0].folded in page.pack.articles and words[0].text.islower()
    hits = page.pack.trigger("origin").finditer(page.text, max(0, body.start - 12), body.start)
    led = any(not page.text[h.end() : body.start].strip(" \u00a0-'’") for h in hits)
    if not light and not (led and page.heads_in(words[0].start, body.end, "organisation")):
        return None
    start = words[1 if light else 0].start
    name = page.text[start : body.end]
    return replace(body, start=start, key=key_of(body.type, name), name=name)
