"""The phrases of leading in a sentence: "led by", "leads", and participles with their "by" further on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Page
from regiograph.extract.roles.offices import Spans, is_label

_APART = 28
"""Characters from a participle within which "by" belongs to it."""
_FAR = 180
"""Characters from a participle within which "by" follows behind a relative clause."""
_CLAUSE = re.compile(r"[^,;:.()]{0,40},[ \u00a0\n](?P<word>\w+)")


def lead_hits(page: Page, sentence: Sentence, labels: Spans) -> list[tuple[re.Match[str], bool]]:
    """The phrases of leading in a sentence, longest first among those that overlap; whether the agent comes behind."""
    hits = [
        (hit, passive and not page.pack.trigger("lead_of").match(page.text, hit.start()))
        for name, passive in (("lead_by", True), ("lead_of", False))
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
        if not is_label(hit, labels)
        and not _of_lineage(page, hit)
        and not any(m.start <= hit.start() and m.end >= hit.end() for m in page.overlapping(*hit.span()))
    ]
    hits += [(hit, True) for hit in _apart(page, sentence) if not any(o[0].start() == hit.start() for o in hits)]
    longest = [h for h in hits if not any(_inside(h[0], o[0]) for o in hits)]
    return sorted(longest, key=lambda h: h[0].start())


def _of_lineage(page: Page, hit: re.Match[str]) -> bool:
    """The verb tells what came of something: "led" in "led to"."""
    longer = page.pack.trigger("lineage_to").match(page.text, hit.start())
    return longer is not None and longer.end() > hit.end()


def _apart(page: Page, sentence: Sentence) -> Iterator[re.Match[str]]:
    """ "led jointly by", "emmenée cette fois par": the word for "by" stands a few words behind the participle.

    The match is that of "by" where words stand between, so that the agent is sought right behind it.
    """
    for participle in page.pack.trigger("led").finditer(page.text, sentence.start, sentence.end):
        by = page.pack.trigger("by").search(page.text, participle.end(), min(sentence.end, participle.end() + _APART))
        if (by and not re.search(r"[,;:.()]", page.text[participle.end() : by.start()])) or (
            by := _behind_clause(page, sentence, participle.end())
        ):
            yield by


def _behind_clause(page: Page, sentence: Sentence, start: int) -> re.Match[str] | None:
    """ "Led is the project, which costs 2 million, by A": the word for "by" where a relative clause has closed."""
    opened = _CLAUSE.match(page.text, start, sentence.end)
    if opened is None or not page.pack.trigger("relative").fullmatch(opened["word"]):
        return None
    for by in page.pack.trigger("by").finditer(page.text, opened.end(), min(sentence.end, start + _FAR)):
        between = page.text[opened.end() : by.start()]
        if between.rstrip().endswith(",") and not re.search(r"[;:()]", between):
            return by
    return None


def of_leading(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """The phrase is part of one of leading: "partner is" in "lead partner is"."""
    return any(
        o.start() <= hit.start() and o.end() >= hit.end() and o.span() != hit.span()
        for name in ("lead_by", "lead_of", "fact_lead")
        for o in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
    ) or any(
        o.start() < hit.start() < o.end()
        for o in page.pack.trigger("fact_lead").finditer(page.text, sentence.start, sentence.end)
    )


def _inside(a: re.Match[str], b: re.Match[str]) -> bool:
    return a.span() != b.span() and a.start() >= b.start() and a.end() <= b.end()


def ends_active(page: Page, hit: re.Match[str]) -> bool:
    """A phrase for "led by" ends in a verb that leads also from behind its subject: "A, která projekt vede"."""
    return any(h.end() == hit.end() for h in page.pack.trigger("lead_of").finditer(page.text, hit.start(), hit.end()))
