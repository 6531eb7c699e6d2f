"""Practices and cases that a definition tells: "A is a good practice of B", "A, a good practice from B, was shown"."""

from __future__ import annotations

import re

from regiograph.extract.names.runs import Run, capital_runs, quotes
from regiograph.extract.practices.taking import KINDS, put
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive

_WEAK = frozenset({"Organisation", "Network"})
"""What a noun in a practice's name, or before it, may make of it: "the platform Open Fields"."""
_WORDS = 6
_NEAR = 40
"""Characters behind a name within which the noun stands that defines it."""
_BEFORE = 4
"""Words between "is" or a comma and that noun: "one of twelve inspiring"."""
_CLOSES = re.compile(r"[\"”»“«’']?")
_APPOSED = re.compile(r"[\"”“»]?(?:,|[ \u00a0][–—-])[ \u00a0](?P<words>(?:[^\W\d_]+[ \u00a0]){0,2})")
_COMMA = re.compile(r"[\"”»“«’']?(?:,| [–—-])[ \u00a0]")


def find_defined_practices(page: Page) -> None:
    """Takes in the names that a noun for a practice or a case defines."""
    heads = [h for h in page.heads if h.kind in KINDS]
    if not heads:
        return
    spots = sorted([*capital_runs(page), *quotes(page)], key=lambda r: r.end)
    for head in heads:
        for run in (r for r in spots if 0 < head.start - r.end <= _NEAR):
            if _defines(page, run, head) and _free(page, run):
                name = page.text[run.start : run.end]
                kind = KINDS[head.kind]
                page.replace(Mention(run.start, run.end, key_of(kind, name), kind, name, "practice-defined", 0.7))
                break


def _defines(page: Page, run: Run, head: Head) -> bool:
    """Only "is" or a comma, an article and few small words lead from the name to the noun."""
    if page.text[run.end : head.start].count(",") > 1 or re.search(r"[.;:()]", page.text[run.end : head.start]):
        return False
    comma = _COMMA.match(page.text, run.end)
    closed = _CLOSES.match(page.text, run.end)
    at = comma.end() if comma else (closed.end() if closed else run.end) + 1
    words = page.tokens_in(at, head.start)
    if not comma:
        verb = page.pack.trigger("be").match(page.text, at) or page.pack.trigger("copula").match(page.text, at)
        opens = run.start <= page.sentence_at(run.start).start + _BEFORE
        if verb is None or not opens:
            return False
        words = page.tokens_in(verb.end(), head.start)
    counted = page.pack.articles | frozenset(page.pack.numbers)
    plain = all(w.text.islower() or page.pack.nouns_capital for w in words)
    counts = words[0].folded in counted if words else comma is not None
    return plain and len(words) <= _BEFORE and counts


def _free(page: Page, run: Run) -> bool:
    words = [t for n, t in enumerate(page.tokens[run.first : run.last]) if n or t.folded not in page.pack.articles]
    if not words or len(words) > _WORDS or page.dated.meet(run.start, run.end):
        return False
    if any(
        m.type not in TERRITORIES or (m.start, m.end) == (run.start, run.end)
        for m in page.overlapping(run.start, run.end)
    ):
        return False
    if any(h.kind not in {"place", "city", "region"} for h in page.heads_in(run.start, run.end)):
        return False
    shown = page.text[run.start : run.end]
    opens = run.start <= page.sentence_at(run.start).start + 1
    return run.quoted or distinctive(shown) or (len(words) > 1 and not (page.pack.nouns_capital and opens))


def apposed(page: Page) -> None:
    """ "They saw the Olive Centre, a good practice of …": what was read as a body is what the noun behind it says."""
    for head in [h for h in page.heads if h.kind in KINDS]:
        sentence = page.sentence_at(head.start)
        before = [m for m in page.within(sentence.start, head.start) if m.type in _WEAK][-1:]
        for m in before:
            led = _APPOSED.fullmatch(page.text, m.end, head.start)
            words = led["words"].split() if led else []
            if led and m.record is None and len(words) <= 2 and not _names_its(page, words):
                put(page, KINDS[head.kind], m.start, m.end, "practice-apposed", 0.7)


def _names_its(page: Page, words: list[str]) -> bool:
    """A word that joins, or leads elsewhere: "the Centre, and a good practice"."""
    return any(w.casefold() in page.pack.linking | page.pack.locative - page.pack.articles for w in words)
