"""Nouns for a leader and for leading with their verbs: "the coordinator is A", "B takes on the coordination"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import ACTORS, COLLABORATIONS, Page

Spans = Sequence[tuple[int, int]]
WHOLES = frozenset({"project", "partnership", "network", "initiative"})
"""Kinds of nouns for what is led and taken part in."""
_OBJECT = 60
"""Characters before and behind a noun in which its verb stands."""
_APART = 28
"""Characters behind "behind" in which what is led stands."""
_HELD = 5  # words that may stand between a noun for leading and its verb
# Nouns for a leader, nouns for leading and the word for "behind", each with its verbs.
_OFFICES = (("lead_noun", ("be", "copula")), ("lead_duty", ("has_duty",)), ("lead_behind", ("stands",)))


class Office(NamedTuple):
    """The place of the leader and the verb with it: "the coordinator is", "takes on the coordination"."""

    low: int
    high: int
    noun_first: bool
    behind: bool
    """ "Behind the project stand …": several that stand there are its partners."""


def offices(page: Page, sentence: Sentence, labels: Spans) -> Iterator[Office]:
    """Nouns for a leader with a form of "to be", and nouns for leading with a verb of holding, in one clause."""
    for noun, verbs in _OFFICES:
        for hit in page.pack.trigger(noun).finditer(page.text, sentence.start, sentence.end):
            if is_label(hit, labels) or page.overlapping(*hit.span()):
                continue
            if noun == "lead_behind" and not _whole_at(page, hit.end()):
                continue  # "behind the house"
            low, high = max(sentence.start, hit.start() - _OBJECT), min(sentence.end, hit.end() + _OBJECT)
            near = [v for name in verbs for v in page.pack.trigger(name).finditer(page.text, low, high)]
            if noun == "lead_duty":  # "at the helm was A"
                near += [v for v in page.pack.trigger("be").finditer(page.text, hit.end(), high) if _named_at(page, v)]
            near = [v for v in near if _one_clause(page, v, hit)]
            verb = min(near, key=lambda v: (max(v.start() - hit.end(), hit.start() - v.end()), v.start()), default=None)
            if verb:
                low, high = min(verb.start(), hit.start()), max(verb.end(), hit.end())
                yield Office(low, high, hit.start() < verb.start(), noun == "lead_behind")


def _whole_at(page: Page, at: int) -> bool:
    """A collaboration, or a noun for one, stands right behind an offset."""
    end = at + _APART
    named = any(m.type in COLLABORATIONS for m in page.within(at, end))
    return named or any(h.kind in WHOLES for h in page.heads_in(at, end))


def _named_at(page: Page, verb: re.Match[str]) -> bool:
    """A body or region stands right behind a verb, an article or one other word between at most."""
    first = next((m for m in page.within(verb.end(), verb.end() + _OBJECT) if m.type in ACTORS), None)
    if first is None or re.search(r"[,;:.()]", page.text[verb.end() : first.start]):
        return False
    return sum(t.folded not in page.pack.articles for t in page.tokens_in(verb.end(), first.start)) <= 1


def _one_clause(page: Page, a: re.Match[str], b: re.Match[str]) -> bool:
    """Two phrases that do not overlap, few words and no mark between them."""
    low, high = (a.end(), b.start()) if a.end() <= b.start() else (b.end(), a.start())
    between = re.sub(r"\([^()]*\)", "", page.text[low:high])
    return low <= high and len(between.split()) <= _HELD and not re.search(r"[,;:!?()\n]|\.\s", between)


def is_label(hit: re.Match[str], labels: Spans) -> bool:
    """The phrase is a label of a fact sheet, which is read as such."""
    return any(start <= hit.start() < end for start, end in labels)
