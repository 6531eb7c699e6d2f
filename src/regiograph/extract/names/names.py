"""Names that no list knows: projects, clusters, networks, organisations, strategies, found by a head noun beside them.

Three shapes: "several lower-case words -head", quoted names, and runs of capitalised words with the head noun inside
them, just before or just after.
"""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.names.headnouns import ARTICLE, HEAD_TYPES, INTRODUCED, beside, may_name
from regiograph.extract.names.innernouns import WITH_HEAD, inner_name, own_noun
from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, gap, key_of
from regiograph.extract.reading.spelling import LINKING, distinctive, is_code
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import EntityType

_NEAR_RUN = 60
"""Characters around a run in which a head noun may explain it."""
_SPACED = 2
_COINED = 6
_DASHED_YEAR = re.compile(r"(?<!\d)-20\d\d$")
"""What ends the name of a programme in a compound: "Horizont-2020-Projekt"."""
_YEAR = 4
_INSIDE = ("organisation", "compound_cluster", "cluster", "network", "partnership", "strategy", "initiative",
           "programme", "project", "place", "fund", "region")  # fmt: skip
_COLLECTIVE = frozenset({"network", "partnership", "initiative"})


_ENGLISH = {
    "partnership": frozenset({"partnership", "alliance", "consortium"}),
    "network": frozenset({"network", "platform", "federation"}),
    "initiative": frozenset({"initiative", "pact"}),
    "project": frozenset({"project"}),
}
"""Nouns that end English names on pages in any language."""


def find_typed_runs(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Runs and quotes that a head noun beside or inside them explains."""
    for run in sorted([*quoted, *runs], key=lambda r: (not r.quoted, r.start)):
        part = run if run.quoted else _trimmed(page, run)
        if part is None or (not part.quoted and page.dated.meet(part.start, part.end)):
            continue
        if is_code(page.text[part.start : part.end]) or _DASHED_YEAR.search(page.text, part.start, part.end):
            continue
        decided = _decide(page, part)
        if decided is None:
            continue
        kind, start, end, rule, confidence = decided
        taken = page.overlapping(start, end)
        coined = kind == "Project" and rule in {"head-before", "head-inside"} and page.text[start:end].isupper()
        plain = all(m.type == "Place" or (m.type in TERRITORIES and m.form == "inflected") for m in taken)
        if coined and plain and all((m.start, m.end) == (start, end) for m in taken):
            taken = []  # "the project CLOCHÁN": a town's name in capitals
        if any(m.start <= start and m.end >= end for m in taken):
            continue
        if kind == "Programme" and any(m.type == kind and m.record for m in page.overlapping(start - 2, start)):
            continue  # "Interreg V-A A–B Cooperation Programme": the rest of a known one's name
        name = page.text[start:end]
        form = "acronym" if name.isupper() and " " not in name else "name"
        page.replace(Mention(start, end, key_of(kind, name), kind, name, rule, confidence, None, form))


def _trimmed(page: Page, run: Run) -> Run | None:
    """A run without leading articles, prepositions and numbers, and without known names at its borders."""
    tokens, first, last = page.tokens, run.first, run.last
    pack = page.pack
    joining = pack.articles | pack.connectors
    while (
        first < last - 1
        and (page.text[tokens[first].end] != "-" or f"{tokens[first].folded}-" in joining)  # "E-BARKA", not "is-"
        and (
            tokens[first].folded in pack.articles
            or tokens[first].folded in pack.locative
            or tokens[first].folded in LINKING
            or (tokens[first].text.isdigit() and len(tokens[first].text) <= 2)
        )
    ):
        first += 1
    if first < last - 2 and _noun_twice(page, first, last - 1):
        first += 1
    if first == last - 1 and _preposition(page, first):
        return None
    if pack.mutations and first < last - 2 and _verb_first(page, first):
        first += 2
    while last - 1 > first and _in_years(page, tokens[last - 1]):
        last -= 1  # "Programme ABC 2021-2027": the years are no part of the name
    if first < last - 2 and page.sentence_at(tokens[first].start).start >= tokens[first].start - 1:
        first += _opener(page, first)
    if last - first > _SPACED and _coined_last(page, first, last):
        last -= _SPACED  # "Hogeschool Zuyd aan WARMTELAND"
    start = tokens[first].start
    short = first < last - 1 and len(tokens[first].text) <= ARTICLE and distinctive(tokens[first + 1].text)
    if short and page.sentence_at(start).start == start:
        first += 1  # an article of a language without a pack
    taken = page.overlapping(tokens[first].start, run.end)
    if not taken:
        return run if (first, last) == run[:2] else Run(first, last, tokens[first].start, tokens[last - 1].end)
    known = [m for m in taken if m.record is not None and m.type not in TERRITORIES]
    rest = [t for t in tokens[first:last] if not any(m.start <= t.start < m.end for m in known) and len(t.text) > 1]
    if known and not [t for t in rest if t.folded not in page.pack.connectors]:
        return None
    for m in taken:
        if m.record is None or m.type in {"Organisation", *TERRITORIES}:
            continue
        inside = [i for i in range(first, last) if tokens[i].end <= m.start or tokens[i].start >= m.end]
        if not inside:
            return None
        if m.start <= tokens[first].start:
            first = inside[0]
        elif m.end >= tokens[last - 1].end:
            last = inside[-1] + 1
    while first < last - 1 and tokens[first].text[0].islower() and tokens[first].folded in pack.articles:
        first += 1  # behind a known name: "… Initiative die Qualität"
    return Run(first, last, tokens[first].start, tokens[last - 1].end)


def _noun_twice(page: Page, first: int, last: int) -> bool:
    """ "Partnerību Amber Forest Partnership vada …": the noun that opens a sentence, and again at the name's end."""
    word, end = page.tokens[first], page.tokens[last]
    if page.sentence_at(word.start).start < word.start - 1:
        return False
    kinds = {h.kind for h in page.heads_in(word.start, word.end)} & {"partnership", "network", "initiative", "project"}
    english = end.folded if end.text.isascii() else ""
    return bool(kinds) and any(page.heads_in(end.start, end.end, k) or english in _ENGLISH.get(k, ()) for k in kinds)


def _preposition(page: Page, index: int) -> bool:
    """A small word that only opens its sentence: "Be universiteto", "Without the university"."""
    word, pack = page.tokens[index], page.pack
    opens = page.sentence_at(word.start).start >= word.start - 1
    small = word.folded in pack.locative or word.folded in pack.connectors
    return opens and (small or any(pack.trigger(n).fullmatch(word.text) is not None for n in ("without", "about")))


def _verb_first(page: Page, first: int) -> bool:
    """Where verbs open sentences: a word before an article that is no noun for what has names ("Bunaíodh an …")."""
    word, article = page.tokens[first], page.tokens[first + 1]
    opens = page.sentence_at(word.start).start >= word.start - 1
    return opens and article.text in page.pack.articles and not page.heads_in(word.start, word.end)


def _opener(page: Page, first: int) -> int:
    """How many words at a sentence's start precede a name: "È la Regione …", "Sediado no Porto", "Alături de …"."""
    word, after = page.tokens[first], page.tokens[first + 1]
    if beside_it := page.pack.trigger("with").match(page.text, word.start):
        return len(page.tokens_in(word.start, beside_it.end()))
    if page.pack.trigger("joined_by").fullmatch(word.text):
        return 1 + (after.text.islower() and after.folded in page.pack.articles)
    said = any(page.pack.trigger(name).fullmatch(word.text) for name in ("copula", "be", "located"))
    light = after.text.islower() and (after.folded in page.pack.articles or after.folded in page.pack.locative)
    return 2 if said and light else 0


def _coined_last(page: Page, first: int, last: int) -> bool:
    """A word of six letters or more, all capitals, ends a run of plain words behind a preposition."""
    name, word = page.tokens[last - 1].text, page.tokens[last - 2]
    small = word.text.islower() and word.folded in page.pack.connectors | page.pack.locative
    plain = not any(t.text.isupper() for t in page.tokens[first : last - 1])
    return small and plain and name.isupper() and len(name) >= _COINED and word.folded not in page.pack.articles


def _in_years(page: Page, token: Token) -> bool:
    """The token is a year, or one of a span of years."""
    return token.text.isdigit() and any(d.start <= token.start < d.end and len(d.first) == _YEAR for d in page.dates)


def _decide(page: Page, run: Run) -> tuple[EntityType, int, int, str, float] | None:
    """The type of a run: by a head inside it, then by one just before or after it."""
    near = page.heads_in(max(0, run.start - _NEAR_RUN), run.end + _NEAR_RUN)
    if not near:
        return None
    nouns = beside(page, run, near)
    if run.quoted and any(s == "before" and h.kind == "event_call" for h, s in nouns):
        return None  # "poziv „Klasteri 4.0”"
    if distinctive(page.tokens[run.first].text) and any(h.kind == "project" and s == "before" for h, s in nouns):
        return "Project", run.start, _before_place(page, run), "head-before", 0.85
    for head, side in nouns:
        called = side == "after" and page.pack.trigger("called").fullmatch(gap(page.text, run.end, head.start).strip())
        if called and HEAD_TYPES.get(head.kind) in INTRODUCED:
            return HEAD_TYPES[head.kind], run.start, run.end, "head-called", 0.85
    inner = [h for h in near if run.start <= h.start < run.end and h.end <= run.end]
    if not run.quoted and any(h.kind.startswith("event") and h.end == run.end for h in inner):
        return None  # events.py builds these
    if not run.quoted and inner:
        last = [h for h in inner if run.end == h.end or (run.start == h.start and page.pack.adjectives_follow)]
        for head in last if not any(h.kind == "organisation" for h in last) else ():
            if head.kind in _COLLECTIVE and (typed := inner_name(page, run, head)):
                return typed  # "Wood Clusters Alliance" is no cluster
        for kind in _INSIDE:
            for head in inner:
                if head.kind == kind and (typed := inner_name(page, run, head)):
                    return typed
        if any(h.kind.startswith("event") for h in inner):
            return None  # events.py builds these
    for head, side in nouns:
        meant = HEAD_TYPES.get(head.kind)
        if meant is None or not may_name(page, run, head, meant, side):
            continue
        end = head.end if side == "after" and (meant in WITH_HEAD or meant == "Organisation") else run.end
        return meant, run.start, end, f"head-{side}", 0.85 if run.quoted else 0.8
    return own_noun(page, run, inner) if run.quoted else None


def _before_place(page: Page, run: Run) -> int:
    """The end of a name of its own spelling, before a preposition of place: "the project ABC in Łódź"."""
    tokens = page.tokens[run.first : run.last]
    for a, b in pairwise(tokens):
        if b.text[0].islower() and b.folded in page.pack.locative - page.pack.articles and not run.quoted:
            return a.end if distinctive(a.text) else run.end
    return run.end
