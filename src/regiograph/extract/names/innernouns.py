"""Head nouns inside a run of capitals: which of its words are the name, and of what kind of thing."""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.names.headnouns import HEAD_TYPES, OPENING
from regiograph.extract.names.runs import Run, words_like
from regiograph.extract.reading.page import Head, Page
from regiograph.extract.reading.spelling import LINKING, distinctive
from regiograph.model import EntityType

CRUMBS = re.compile(r"[ \u00a0](?:[>»›|]|/)[ \u00a0]")
"""Marks between the links of a path of pages."""
_ASIDE = 24
"""Characters before a name in which the noun for a label stands."""
_MINISTRY = re.compile(r"m[ií]n[ií]st", re.IGNORECASE)
_PORTFOLIOS = re.compile(
    r"(?:,[ \u00a0][^\W\d_a-zà-ÿ][\w-]+(?:[ \u00a0][^\W\d_a-zà-ÿ][\w-]+)?){1,5},?[ \u00a0]"
    r"(?P<and>[^\W\d_]{1,4})[ \u00a0]"
    r"[^\W\d_a-zà-ÿ][\w-]+"
)
"""What a ministry is for, behind the first of it: ", Innovation and Energy"."""
_OWN_NOUN: frozenset[EntityType] = frozenset({"Cluster", "Network"})
_QUOTED_WORDS = 6
_PAIR = 2
_SHOUTED: frozenset[EntityType] = frozenset({"Place", "Region", "Strategy"})
WITH_HEAD = frozenset({"Partnership", "Network", "Cluster", "Event"})
"""Types whose name keeps its head noun ("Packaging Cluster"); a project's or programme's name does not."""


def own_noun(page: Page, run: Run, inner: list[Head]) -> tuple[EntityType, int, int, str, float] | None:
    """A quoted name that ends or begins with its own noun: "„Ignalinos pirčių klasteris“"."""
    if not 1 < run.words <= _QUOTED_WORDS or any(h.kind.startswith("event") for h in inner):
        return None
    for head in inner:
        meant = HEAD_TYPES.get(head.kind)
        if (
            meant is not None
            and meant in _OWN_NOUN
            and (head.end == run.end or (head.start == run.start and page.pack.adjectives_follow))
        ):
            return meant, run.start, run.end, "head-inside", 0.8
    return None


def inner_name(page: Page, run: Run, head: Head) -> tuple[EntityType, int, int, str, float] | None:
    """A capitalised head noun as first or last word of the run (of an organisation, anywhere); alone it is no name."""
    kind = HEAD_TYPES[head.kind]
    if kind == "Cluster" and (page.heads_in(run.start, run.end, "label") or _of_label(page, run)):
        return None  # "Cluster Excellence Gold Label": what is awarded
    tokens = page.tokens
    at_start, at_end = head.start == run.start, head.end == run.end
    if run.words < 2 or (at_start and at_end) or not page.text[head.start].isupper():
        return None
    if _shouted_name(page, run, head, kind):
        return None  # "LIVING MOUNTAINS", "TOWNS IN NETWORK": names of projects in capitals
    start, end = run.start, run.end
    block = page.blocks[page.sentence_at(start).block]
    path = block.kind == "heading" and len(CRUMBS.findall(page.text, block.start, block.end)) > 1
    if path or CRUMBS.search(page.text, start, end):
        return None  # "Home / Projects / …": a path of pages
    if page.pack.nouns_capital and not at_start and kind in {"Organisation", "Cluster"} and _led_up_to(page, run, head):
        start, at_start = head.start, True  # "ABC von der Hochschule für Technik"
        if at_end:
            return None
    if kind == "Project" and (_shouted(page, start, end) or _fund_last(page, run)):
        return None
    if kind in {"Project", "Programme"} and not at_end:
        behind = next((t for t in tokens[run.first : run.last] if t.start >= head.end), None)
        if behind and distinctive(behind.text):
            return kind, behind.start, end, "head-inside", 0.85  # "Laufzeit des Projekts ABC": the name stands behind
    opening = at_start and page.pack.cased_places and page.sentence_at(start).start >= start - 2
    if opening and run.words == _PAIR and kind in {"Network", "Partnership", "Initiative"}:
        behind = tokens[run.first + 1]
        if distinctive(behind.text):
            return (
                kind,
                behind.start,
                end,
                "head-inside",
                0.85,
            )  # "Tinklui ABC priklauso …": any noun has a capital there
    if not at_start and not at_end and kind not in {"Organisation", "Cluster", "Strategy", "Network"}:
        return None
    if page.pack.nouns_capital and at_end and kind not in {"Organisation", "Cluster"} and _joined_words(page, run):
        return None  # "Rahmen des Programms": where every noun has a capital this is no name
    region = page.heads_in(head.start, head.end, "region") and page.text[run.end : run.end + 2].strip() in {":", "("}
    if kind == "Organisation" and region:
        return None  # "Regione di Epirus: Arta, …": the territory, not its body
    if kind == "Place" and any(m.type in {"Country", "Region"} and m.record for m in page.overlapping(start, end)):
        return None
    if kind in {"Place", "Region"} and (run.words > 4 or (kind == "Region" and _taken_or_inner(page, run, at_end))):
        return None
    opens = page.sentence_at(start).start >= start - 2
    if kind == "Organisation" and page.pack.nouns_capital:
        start = _behind_preposition(page, run, head)
    leads = page.pack.adjectives_follow or page.pack.adjectives_lead
    verb_first = page.pack.mutations and kind in WITH_HEAD
    if (kind == "Organisation" or verb_first) and opens and leads and head.start == tokens[run.first + 1].start:
        start = head.start  # "Delegacja Urzędu …": the first word only opens the sentence
    if kind == "Organisation" and _MINISTRY.match(page.text, head.start):
        end = _portfolios(page, end)
    if kind == "Project" and at_end:
        end = tokens[run.last - 2].end
        if tokens[run.last - 2].folded in page.pack.connectors | page.pack.articles | page.pack.locative:
            return None  # "FICHA DE PROJETO"
    if kind == "Project" and at_start:
        start = tokens[run.first + 1].start
        if not page.text[start].isupper() and not distinctive(tokens[run.first + 1].text):
            return None  # "Abwärmeprojekt mit 2,7 Millionen"
        if page.pack.nouns_capital and _common(page, run):
            return None
    long_opener = at_start and opens and run.words > 6 and kind in {"Project", "Programme", "Initiative"}
    if len(page.text[start:end]) < 3 or long_opener:
        return None
    return kind, start, end, "head-inside", 0.85


def _shouted_name(page: Page, run: Run, head: Head, kind: EntityType) -> bool:
    """A name in capitals, on a line that is not, with a noun for a place, or for a network behind a preposition."""
    if not page.text[run.start : run.end].isupper():
        return False
    before = page.tokens_in(run.start, head.start)[-1:]
    inner = kind == "Network" and bool(before) and before[0].folded in page.pack.locative
    if not inner and kind not in _SHOUTED:
        return False
    block = page.blocks[page.sentence_at(run.start).block]
    rest = page.text[block.start : run.start] + page.text[run.end : block.end]
    return any(c.islower() for c in rest)


def _behind_preposition(page: Page, run: Run, head: Head) -> int:
    """ "Cottbus an die Technische Universität": a body's name begins behind the words that lead to it."""
    start = run.start
    for a, b in pairwise(page.tokens[run.first : run.last]):
        if b.start > head.start:
            break
        whole = a.start == run.start and page.pack.trigger("fact_partners").fullmatch(a.text)
        if page.heads_in(a.start, a.end, "organisation") and not whole:
            return start  # but "das Konsortium von der Technischen Universität"
        if a.text[0].islower() and b.text[0].isupper():
            start = b.start
    return start


def _of_label(page: Page, run: Run) -> bool:
    """A noun for a label stands right before the name ("srebrną odznaką Cluster …")."""
    low = max(page.sentence_at(run.start).start, run.start - _ASIDE)
    labels = [h for h in page.heads_in(low, run.start, "label") if h.kind == "label"]
    return bool(labels) and not page.text[labels[-1].end : run.start].strip(OPENING)


def _portfolios(page: Page, end: int) -> int:
    """The end of a ministry's name with a list of what it is for: "Ministry of Economy, Innovation and Energy"."""
    sentence = page.sentence_at(end - 1)
    listed = _PORTFOLIOS.match(page.text, end, sentence.end)
    if listed is None or (listed["and"].casefold() not in LINKING | page.pack.linking):
        return end
    taken = any(m.type != "Theme" for m in page.overlapping(end, listed.end()))
    return end if taken or page.heads_in(end, listed.end()) else listed.end()


def _common(page: Page, run: Run) -> bool:
    """One plain noun behind "Projekt", where all nouns have capitals: a name is said again or stands before a mark."""
    word = page.tokens[run.first + 1]
    if run.words > 2 or distinctive(word.text):
        return False
    if word.folded in page.pack.locative or page.heads_in(word.start, word.end):
        return True  # "das Projekt Ende 2026"
    again = len(list(words_like(page.text, word.text))) > 1
    verb = re.match(r" [a-zäöüß]+en[,.;:]", page.text[word.end :])
    return not again and verb is not None  # "soll das Projekt Antworten geben"


def _led_up_to(page: Page, run: Run, head: Head) -> bool:
    """A preposition or article stands right before the first noun for a body or cluster in a run."""
    before = page.tokens_in(run.start, head.start)
    first = not [h for h in page.heads_in(run.start, head.start) if h.kind in {"organisation", "cluster"}]
    return first and before[-1].text[0].islower() and before[-1].folded not in page.pack.linking


def _shouted(page: Page, start: int, end: int) -> bool:
    """A line all in capitals, where they mark no name: "OUR PROJECTS"."""
    block = page.blocks[page.sentence_at(start).block]
    line = page.text[block.start : block.end]
    if page.text[start:end].isupper() and page.text[end : end + 1] == ":" and start <= block.start + 1:
        return True  # "PROJECT TITLE: …": a label
    return block.kind == "heading" and line.isupper() and page.folded.count(page.folded[start:end]) == 1


def _fund_last(page: Page, run: Run) -> bool:
    """A fund's noun ends the name: "Small Project Fund"."""
    return any(h.end == run.end for h in page.heads_in(run.start, run.end, "fund"))


def _joined_words(page: Page, run: Run) -> bool:
    connectors, articles = page.pack.connectors, page.pack.articles
    return any(t.folded in connectors or t.folded in articles for t in page.tokens[run.first : run.last])


def _taken_or_inner(page: Page, run: Run, at_end: bool) -> bool:
    return not at_end or bool(page.overlapping(run.start, run.end))
