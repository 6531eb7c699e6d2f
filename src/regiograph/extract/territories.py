"""Regions, countries and towns: which record a name means here, and whether it is a name at all in this place."""

from __future__ import annotations

import re

from regiograph.authority import Authority, Record
from regiograph.extract.gazetteer import Gazetteer, Match
from regiograph.extract.page import TERRITORIES, Mention, Page, gap, known_mention

_COUNTRY_CODE = re.compile(r"(?<=[(\s/,])(?P<code>[A-Z]{2})(?=[)/,])")
CITY = 50_000
"""Inhabitants from which a town outweighs the small region (NUTS 3) of the same name."""
_OF = re.compile(
    r":? (?:(?:of|of the|de|di|da|do|del|della|dello|du|des|de la|de los|von|van|der) |(?:de )?l['’]|d['’]|dell['’])?"
)
LARGE_TOWN = 100_000
"""Inhabitants from which a town's name needs no other support than a capital inside a sentence."""


def find_territories(page: Page, matches: list[Match], authority: Authority) -> None:
    """Regions, countries and towns, each where its context agrees."""
    countries = {r.code for m in matches for r in m.records if r.type == "Country" and not _doubtful(page, m)}
    for match in matches:
        records = [r for r in match.records if r.type in TERRITORIES]
        if not records or page.overlapping(match.start, match.end):
            continue
        if any(d.start < match.end and match.start < d.end for d in page.dates):
            continue  # "March" is a town in England
        scope = _scope(page, match)
        inside = frozenset(
            r.id for r in records if scope and scope.record and scope.record.id in authority.ancestors(r)
        )
        record, confidence = _choose(page, match, records, countries, inside)
        if record is not None:
            page.add(known_mention(page, match, record, "gazetteer", confidence))


def _doubtful(page: Page, match: Match) -> bool:
    """Whether a name is also a common word here, or opens a sentence where any word has a capital."""
    shown = page.text[match.start : match.end]
    return shown.casefold() in page.pack.ambiguous or match.name.casefold() in page.pack.ambiguous


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


def _choose(
    page: Page, match: Match, records: list[Record], countries: set[str | None], inside: frozenset[str]
) -> tuple[Record | None, float]:
    """The likeliest record and how sure; ``inside`` are the candidates that lie in the territory spoken of."""
    text = page.text
    before = text[max(0, match.start - 40) : match.start]
    near = _near_heads(page, match)
    listed = bool(re.search(r"[,(]\s?$|\s(?:and|und|et|y|e|i|ja|och|sekä|oraz|og|en|és)\s$", before)) or text[
        match.end : match.end + 1
    ] in {",", ")", "("}
    word = before.split()[-1].casefold() if before.split() else ""
    begin = page.sentence_at(match.start).start
    opening = not re.search(r"\w", text[begin : match.start])
    located = word in page.pack.locative or (match.inflected and page.pack.cased_places and not opening)
    best: tuple[float, Record] | None = None
    for record in records:
        score = {"Country": 3.0, "Region": 2.0, "Place": 1.0}[record.type]
        if record.type == "Region":
            score += {1: 0.5, 2: 0.4, 3: 0.0}.get(record.level or 0, 0.3)
            score += 2.0 if "region" in near else -1.5 if "city" in near else 0.0
            if record.level == 3 and any(
                r.type == "Place" and r.country == record.country and r.population >= CITY for r in records
            ):
                score -= 1.2 if "region" not in near else 0.0
        if record.type == "Place":
            score += 2.0 if "city" in near else 0.0
            score += min(record.population / 1_000_000, 0.9)
            score += 1.5 if located and record.population >= CITY and "region" not in near else 0.0
        if record.country in countries:
            score += 0.8
        if record.id in inside:
            score += 3.0
        if best is None or score > best[0]:
            best = (score, record)
    if best is None:
        return None, 0.0
    record = best[1]
    if record.type == "Place" and match.inflected and page.pack.nouns_capital:
        return None, 0.0  # "im Rahmen": a common noun has its capital too
    confidence = 0.95 if record.type != "Place" else 0.85
    if match.inflected:
        confidence -= 0.04
    supported = bool(near & {"region", "city"}) or located or (listed and not opening) or record.id in inside
    if _doubtful(page, match) and not supported:
        return None, 0.0
    if record.type == "Place" or (record.type == "Region" and record.level == 3):
        single = " " not in match.name
        large = record.population >= LARGE_TOWN or record.type == "Region"
        if single and len(match.name) < 4 and not supported:
            return None, 0.0
        if record.type == "Place" and not supported and (opening or not (match.inflected or large)):
            return None, 0.0
        if _neighbour_capital(page, match) and not (near & {"region", "city"}):
            return None, 0.0
        if record.type == "Place" and _goes_on(page, match):
            return None, 0.0
        confidence -= 0.0 if supported else 0.2
    return record, confidence


def _near_heads(page: Page, match: Match) -> set[str]:
    kinds = set()
    for head in page.heads_in(max(0, match.start - 30), match.start):
        between = gap(page.text, head.end, match.start)
        if _OF.fullmatch(between) or (between.startswith(" ") and len(between) < 6):
            kinds.add(head.kind)
    for head in page.heads_in(match.end, match.end + 25):
        if gap(page.text, match.end, head.start) in {" ", "-", " -", "n "}:
            kinds.add(head.kind)
    return kinds


def _neighbour_capital(page: Page, match: Match) -> bool:
    """A capitalised word right beside a town's name: more likely a piece of some other name."""
    before = re.search(r"([^\W\d_]\w*)[ \u00a0]$", page.text[max(0, match.start - 30) : match.start])
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", page.text[match.end : match.end + 30])
    first = page.sentence_at(match.start).start
    return bool(
        (before and before[1][0].isupper() and match.start - len(before[0]) > first)
        or (after and after[1][0].isupper())
    )


def _goes_on(page: Page, match: Match) -> bool:
    """The capitalised name is longer than the town's: "the municipality of Zielonki Nowe" is not Zielonki."""
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", page.text[match.end : match.end + 30])
    if after is None or not after[1][0].isupper() or page.pack.nouns_capital:
        return False
    return all(h.start != match.end + 1 for h in page.heads_in(match.end + 1, match.end + 41))


def find_codes(page: Page, gazetteer: Gazetteer) -> None:
    """Two-letter country codes in brackets after a name: "Kainuu (FI)"."""
    known = gazetteer.countries
    for m in _COUNTRY_CODE.finditer(page.text):
        record = known.get(m["code"])
        before = page.text[max(0, m.start() - 60) : m.start()]
        if record and "(" in before[-12:] and not page.overlapping(m.start(), m.end()):
            page.add(
                Mention(
                    m.start(),
                    m.end(),
                    record.id,
                    "Country",
                    record.label(page.pack.language),
                    "country-code",
                    0.9,
                    record,
                    "acronym",
                )
            )
