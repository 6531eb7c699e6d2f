"""Runs of capitalised words that name no thing: persons beside a noun for what somebody does, and bare figures."""

from __future__ import annotations

import re

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import Page

_FEWEST, _MOST = 2, 4
"""Words of a person's name."""
_REACH = 60
_BETWEEN = 4
"""Characters and words within which the noun for what somebody does stands."""
_OF_IT = frozenset({"project", "programme", "cluster", "network", "partnership", "event_call", "organisation"})
"""Kinds of things that somebody manages."""
_GIVEN = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_A-Z]+")
_CLOSING = frozenset((",", ".", ";", ")", "\n", ""))
"""What stands behind a person's name that tells who the manager is."""
_BESIDE = re.compile(r"[ \u00a0]|: |, ")
_CLOSED = re.compile(r"[\"”»“]\s?,?[ \u00a0](?:[–—-][ \u00a0])?(?:[^\W\d_]+[ \u00a0]){1,3}$")
"""A quotation's end and the verb of speech behind it."""
_SPEECH = re.compile(r"\s?[\"”»“’']\s?,?[ \u00a0](?:[–—-][ \u00a0])?(?=[^\W\d_a-zà-ÿ]?[^\W\d_A-Z])")
_APPOSED = re.compile(r",?[ \u00a0](?=[^\W\d_])")


def without_persons(page: Page, runs: list[Run]) -> list[Run]:
    """The runs without those that name a person, or nothing: "project manager Éva Øst", "25/10/2024".

    A name that the page says again, that holds a noun for a body, or of which something is known is no person's.
    """
    return [r for r in runs if not _bare(page, r) and not _is_person(page, r)]


def without_speech(page: Page, quoted: list[Run]) -> list[Run]:
    """The quotes without those that somebody says: before a comma and "says the manager", behind "The manager: "."""
    return [q for q in quoted if q.words < _FEWEST + 1 or not _said(page, q)]


def _said(page: Page, quote: Run) -> bool:
    words = page.tokens[quote.first + 1 : quote.last]
    if sum(t.text.islower() for t in words) * _FEWEST < len(words):
        return False
    sentence = page.sentence_at(quote.start)
    behind = _SPEECH.match(page.text, quote.end)
    after = page.tokens_in(behind.end(), behind.end() + _REACH)[:_BETWEEN] if behind else []
    stop = re.search(r"[,.;:]", page.text[behind.end() : behind.end() + _REACH]) if behind else None
    after = [t for t in after if stop is None or behind is None or t.end <= behind.end() + stop.start()]
    before = page.text[sentence.start : quote.start].rstrip(" \u00a0\"“„«»”'‘’").endswith(":")
    teller = page.tokens_in(sentence.start, quote.start) if before else []
    return any(_does(page, t.text) for t in (*after, *teller))


def _bare(page: Page, run: Run) -> bool:
    return all(t.text.isdigit() for t in page.tokens[run.first : run.last]) and run.words > 1


def _is_person(page: Page, run: Run) -> bool:
    tokens = page.tokens
    first = run.first + (run.words > _FEWEST and _does(page, tokens[run.first].text))
    words = tokens[first : run.last]
    if run.quoted or not _FEWEST <= len(words) <= _MOST or not all(_GIVEN.fullmatch(t.text) for t in words):
        return False
    start = words[0].start
    if (
        page.heads_in(start, run.end)
        or page.overlapping(start, run.end)
        or page.text[start : run.end] in page.text[run.end :]
    ):
        return False
    return first > run.first or _led_up_to(page, start, run.end) or _followed(page, run)


def _does(page: Page, word: str) -> bool:
    return page.pack.trigger("person").fullmatch(word) is not None


def _led_up_to(page: Page, start: int, end: int) -> bool:
    """ "project manager N. N.", "the head of the project N. N.": the noun stands before the name, few words between."""
    low = page.sentence_at(start).start
    before = page.tokens_in(max(low, start - _REACH), start)[-_BETWEEN:]
    later = start
    for n, token in enumerate(reversed(before)):
        between = page.text[token.end : later]
        apart = between == ", " and page.text[end : end + 1] not in _CLOSING
        if apart or not (_BESIDE.fullmatch(between) if n == 0 else between in {" ", "\u00a0", "'", "’"}):
            return False
        if _does(page, token.text):
            return True
        kinds = {h.kind for h in page.heads_in(token.start, token.end)}
        if not (kinds & _OF_IT or token.folded in page.pack.light):
            return _CLOSED.search(page.text, low, start) is not None
        later = token.start
    return False


def _followed(page: Page, run: Run) -> bool:
    """ "N. N. projektvezető", "“…”, says N. N., coordinator": the noun stands behind the name."""
    mark = _APPOSED.match(page.text, run.end)
    if mark is None:
        return False
    words = page.tokens_in(mark.end(), mark.end() + _REACH)[:_FEWEST]
    while words and words[0].folded in page.pack.articles:
        words = words[1:]
    does = bool(words) and words[0].text.islower() and _does(page, words[0].text)
    low = page.sentence_at(run.start).start
    said = _CLOSED.search(page.text, low, run.start) is not None
    before = page.tokens_in(low, run.start)[-1:]
    said = said or (bool(before) and before[0].text.islower() and before[0].folded not in page.pack.light)
    return does and (said or "," not in mark.group())
