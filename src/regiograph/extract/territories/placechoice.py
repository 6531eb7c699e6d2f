"""Which of the territories that share a name a text means, if any."""

from __future__ import annotations

import re

from regiograph.authority import Record
from regiograph.extract.reading.page import Page, gap
from regiograph.extract.territories.countrylanguages import main_language
from regiograph.extract.territories.gazetteer import Match

_LETTER = re.compile(r"\w")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)[-'’]?\s?$")
_WORD_BEFORE = re.compile(r"([^\W\d_]\w*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_]\w*)")
_WORK = frozenset({"project", "partnership", "network", "initiative", "cluster", "practice", "case"})
_BEFORE = 30
"""Characters before a name within which its noun stands."""
_VILLAGE = 10
"""How many times smaller a village is than the town that a name means alone."""
_CITY = 50_000
"""Inhabitants from which a town outweighs the small region (NUTS 3) of the same name."""
_OF = re.compile(
    r":? (?:(?:of|of the|de|di|da|do|del|della|dello|du|des|de la|de los|von|van|der) |(?:de )?l['’]|d['’]|dell['’])?"
)
_OF_NAME = re.compile(
    r"[ \u00a0](?:de|del|de la|de los|de las|do|da|dos|das|di|della|du|des|sur|sous|lès|en)[ \u00a0-]"
    r"(?P<name>[^\W\d_a-zà-ÿ][\w’'-]+)"
)
_PART_OF_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w’'-]+[ \u00a0](?:d|del|dell|dal|nel)[a-zéè]{0,3}[ \u00a0’']$")
_OF_LANDS = frozenset({"ES", "PT", "IT", "FR"})
"""Countries whose towns' names are often told apart by what they are "of"."""
_KNOWN_TOWN = 10_000
"""Inhabitants from which a form that only an ending leads to a town's name is taken for the town."""
_SHORT_NAME = 5
_HOME_TOWN = 1_000
"""The same, where the ending says "in" and the page speaks the town's language or of its country."""
_DASH = re.compile(r"(?: \([^()]{2,30}\))?(?:\.)? ?[-–—] ")
_LABELLED = re.compile(r"[\s*•–-]*[^\W\d_][^:.\n]{1,38}:[*_]{0,2}\s+")
_VERB = 30
"""Characters of the longest verb of hosting."""
_LARGE, _HUGE = 40_000, 100_000
"""Inhabitants from which a town's name needs no other support than a capital inside a sentence, or anywhere."""


def chosen_record(
    page: Page,
    match: Match,
    records: list[Record],
    countries: set[str | None],
    inside: frozenset[str],
    around: frozenset[str],
    lands: frozenset[int] = frozenset(),
) -> tuple[Record | None, float]:
    """The likeliest record and how sure.

    ``inside`` are the candidates that lie in the territory spoken of, ``around`` those that what follows lies in,
    ``lands`` where the names of countries and larger regions begin.
    """
    text = page.text
    before = text[max(0, match.start - 40) : match.start]
    near = near_heads(page, match)
    last = _LAST_WORD.search(before)
    word = last[1].casefold() if last else ""
    listed = (
        text[match.end : match.end + 1] in {",", ")", "("}
        or before.rstrip()[-1:] in {",", "("}
        or word in page.pack.linking
    )
    begin = page.sentence_at(match.start).start
    opening = not _LETTER.search(text, begin, match.start) and not _told_where(page, match, records)
    located = word in page.pack.locative or (match.inflected and page.pack.cased_places and not opening)
    host = _hosting(page, match)
    best: tuple[float, Record] | None = (0.0, records[0]) if len(records) == 1 else None
    for record in records if best is None else ():
        score = {"Country": 3.0, "Region": 2.0, "Place": 1.0}[record.type]
        if record.type == "Region":
            score += {1: 0.5, 2: 0.4, 3: 0.0}.get(record.level or 0, 0.3)
            score += 2.0 if "region" in near else -1.5 if "city" in near else 0.0
            score += 0.5 if _at_home(page, record) else 0.0
            if record.level == 3 and any(
                r.type == "Place" and r.country == record.country and r.population >= _CITY for r in records
            ):
                score -= 1.2 if "region" not in near else 0.0
        if record.type == "Place":
            score += 0.5 if _at_home(page, record) else 0.0
            score += 2.0 if "city" in near else 0.0
            score += 2.0 if host or _dateline(page, match) else 0.0
            score += min(record.population / 1_000_000, 0.9)
            score += 1.5 if located and record.population >= _CITY and "region" not in near else 0.0
        if record.country in countries:
            score += 0.8
        if record.id in inside or record.id in around:
            score += 3.0
        if best is None or score > best[0]:
            best = (score, record)
    if best is None:
        return None, 0.0
    record = best[1]
    if record.type == "Region" and record.code is None and _names_work(page, match):
        return None, 0.0
    if record.type == "Place" and match.inflected and page.pack.nouns_capital:
        return None, 0.0  # "im Rahmen": a common noun has its capital too
    if record.type == "Place" and not host and not _dateline(page, match) and _acronym(page, match):
        return None, 0.0
    confidence = 0.95 if record.type != "Place" else 0.85
    if match.inflected:
        confidence -= 0.04
    supported = (
        bool(near & {"region", "city"})
        or located
        or (listed and not opening)
        or host
        or record.id in inside
        or record.id in around
        or _dateline(page, match)
        or (_whole_item(page, match) and (record.population >= _KNOWN_TOWN or record.type == "Region"))
    )
    if doubtful(page, match) and not supported:
        return None, 0.0
    if record.type == "Place" or (record.type == "Region" and record.level == 3):
        single = " " not in match.name
        large = (
            record.population >= (_HUGE if opening else _LARGE)
            or record.type == "Region"
            or _sure_town(page, match, record, countries)
        )
        if record.type == "Place" and match.inflected and not near and not listed:
            home = located and (record.country in countries or _at_home(page, record))
            if record.population < (_HOME_TOWN if home else _KNOWN_TOWN):
                return None, 0.0  # an ending may lead any word to some village
        if single and len(match.name) < 4 and not supported:
            return None, 0.0
        if record.type == "Place" and not supported and not large and (opening or not match.inflected):
            return None, 0.0
        whole = record.type == "Region" and re.search(r"\w[ -]\w", match.name)
        if _neighbour_capital(page, match, lands) and not whole and not (near & {"region", "city"}):
            return None, 0.0
        if record.type == "Place" and _goes_on(page, match):
            return None, 0.0
        confidence -= 0.0 if supported else 0.2
    return record, confidence


def _acronym(page: Page, match: Match) -> bool:
    """Capitals alone in a sentence that has others: an inflected form, or what brackets give as a short name."""
    shown = page.text[match.start : match.end]
    if not shown.isupper() or len(shown) < _SHORT_NAME - 1:
        return False
    sentence = page.sentence_at(match.start)
    rest = page.text[sentence.start : match.start] + page.text[match.end : sentence.end]
    bracketed = page.text[match.start - 1 : match.start] == "(" and page.text[match.end : match.end + 1] == ")"
    return (match.inflected or bracketed) and any(c.islower() for c in rest)


def _names_work(page: Page, match: Match) -> bool:
    """A landscape's name that a project, partnership or cluster has taken: behind its noun, or in capitals alone."""
    heads = page.heads_in(max(0, match.start - _BEFORE), match.start)
    if heads and heads[-1].kind in _WORK and not page.text[heads[-1].end : match.start].strip(" \u00a0„“\"«»'"):
        return True
    sentence = page.sentence_at(match.start)
    rest = page.text[sentence.start : match.start] + page.text[match.end : sentence.end]
    return page.text[match.start : match.end].isupper() and not rest.isupper()


def _sure_town(page: Page, match: Match, record: Record, countries: set[str | None]) -> bool:
    """A town of a country spoken of, by its exact name, which names nothing else and is no short word."""
    known = record.population >= _KNOWN_TOWN // 2 and (record.country in countries or _at_home(page, record))
    alone = not any(_rivals(r, record) for r in match.records) and not match.inflected
    alone = alone and len(match.name) > _SHORT_NAME
    known = known or (" " in match.name and record.population >= _KNOWN_TOWN // 2)
    return alone and (known or match.name in record.names.get(page.pack.language, ())) and not page.pack.nouns_capital


def _hosting(page: Page, match: Match) -> bool:
    """ "Teruel acogió la jornada", "srečanje je gostil Ptuj": a verb of hosting an event right beside a name, then
    a town's."""
    hosts, sentence = page.pack.trigger("hosts"), page.sentence_at(match.start)
    if verb := hosts.match(page.text, match.end + 1):
        return bool(page.heads_in(verb.end(), sentence.end, "event"))
    before = max(sentence.start, match.start - _VERB)
    beside = any(h.end() == match.start - 1 for h in hosts.finditer(page.text, before, match.start))
    return beside and bool(page.heads_in(sentence.start, match.start, "event"))


def _told_where(page: Page, match: Match, records: list[Record]) -> bool:
    """ "Iisalmessa toimii …": a town of the page's own language with an ending that says where, not one of a common
    word."""
    if not match.inflected or not page.pack.cased_places or doubtful(page, match) or len(match.name) < _SHORT_NAME:
        return False
    if not page.text[match.start : match.end].endswith(page.pack.locative_endings):
        return False
    return any(r.type == "Place" and _at_home(page, r) and r.population >= _KNOWN_TOWN // 2 for r in records)


def _rivals(other: Record, town: Record) -> bool:
    """Another namesake than the province around a town or some village."""
    if other is town or (other.type == "Region" and other.country == town.country):
        return False
    return other.type != "Place" or other.population * _VILLAGE > town.population


def _at_home(page: Page, record: Record) -> bool:
    return record.country is not None and main_language(record.country) == page.pack.language


def _dateline(page: Page, match: Match) -> bool:
    """A town at the head of a text: before a day ("Jihlava, 14. listopadu 2022"), in capitals before a dash, or as the
    whole first sentence of a paragraph ("Görlitz. Manchmal …")."""
    if any(match.end < d.start <= match.end + 5 and "," in page.text[match.end : d.start] for d in page.dates):
        return True
    opens = match.start == page.blocks[page.sentence_at(match.start).block].start
    sentence = page.sentence_at(match.start)
    alone = sentence.start == match.start and sentence.end == match.end + 1 and page.text[match.end] == "."
    if opens and alone and sentence.end < page.blocks[sentence.block].end:
        return True
    dated = bool(page.dates_in(match.end, match.end + 3))
    dash = _DASH.match(page.text, match.end) is not None
    return opens and page.text[match.start : match.end].isupper() and (dash or dated)


def _whole_item(page: Page, match: Match) -> bool:
    """A list item, a cell or what stands behind a label ("Sede: Kaunas"), that is the name alone."""
    start = page.text.rfind("\n", 0, match.start) + 1
    end = page.text.find("\n", match.end)
    before = page.text[start : match.start].rpartition("|")[2]
    after = page.text[match.end : end if end >= 0 else len(page.text)].partition("|")[0]
    if re.search(r"\w", re.sub(r"\([^()]*\)", "", after)):
        return False
    block = page.blocks[page.sentence_at(match.start).block]
    return bool(_LABELLED.fullmatch(before)) or (block.kind in {"item", "row"} and not re.search(r"\w", before))


def near_heads(page: Page, match: Match) -> set[str]:
    kinds = set()
    for head in page.heads_in(max(0, match.start - 30), match.start):
        between = gap(page.text, head.end, match.start)
        if _OF.fullmatch(between) or (between.startswith(" ") and len(between) < 6):
            kinds.add(head.kind)
    for head in page.heads_in(match.end, match.end + 25):
        if gap(page.text, match.end, head.start) in {" ", "-", " -", "n "}:
            kinds.add(head.kind)
    return kinds


def _neighbour_capital(page: Page, match: Match, lands: frozenset[int]) -> bool:
    """A capitalised word right beside a town's name: more likely a piece of some other name."""
    before = _WORD_BEFORE.search(page.text[max(0, match.start - 30) : match.start])
    after = _WORD_AFTER.match(page.text[match.end : match.end + 30]) if match.end + 1 not in lands else None
    first = page.sentence_at(match.start).start
    cased = match.inflected and page.pack.cased_places  # its ending tells that the name begins here
    if before and any(m.type == "Country" for m in page.overlapping(match.start - len(before[0]), match.start)):
        before = None  # "Viron Lõuna-Eesti"
    if before and page.pack.trigger("venue").fullmatch(before[1]):
        before = None  # "im Rathaus Freilassing"
    return bool(
        (before and before[1][0].isupper() and match.start - len(before[0]) > first and not cased)
        or (after and after[1][0].isupper() and not page.pack.of_time(after[1].casefold()))
    )


def _goes_on(page: Page, match: Match) -> bool:
    """The capitalised name is longer than the town's: "the municipality of Zielonki Nowe" is not Zielonki."""
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", page.text[match.end : match.end + 30])
    if after is None or not after[1][0].isupper() or page.pack.nouns_capital or page.pack.of_time(after[1].casefold()):
        return False
    return all(h.start != match.end + 1 for h in page.heads_in(match.end + 1, match.end + 41))


def longer_name(page: Page, match: Match) -> int | None:
    """The end of a name that goes on over "of": "Mora" in "Mora de Rubielos" is another town."""
    after = _OF_NAME.match(page.text, match.end)
    small = any(r.country in _OF_LANDS and r.type == "Place" for r in match.records)
    if after is None or not small or any(r.population >= _CITY for r in match.records):
        return None
    if _PART_OF_NAME.search(page.text, max(0, match.start - _BEFORE), match.start):
        return None
    word = page.tokens_in(after.start("name"), after.end("name"))[:1]
    plain = word and not page.heads_in(word[0].start, word[0].end) and not page.pack.of_time(word[0].folded)
    return after.end("name") if plain else None


def doubtful(page: Page, match: Match) -> bool:
    """Whether a name is also a common word here, or opens a sentence where any word has a capital."""
    shown = page.text[match.start : match.end]
    return shown.casefold() in page.pack.ambiguous or match.name.casefold() in page.pack.ambiguous
