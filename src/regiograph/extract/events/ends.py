"""Where the name of an event ends, behind its noun: places, titles, what a call is for."""

from __future__ import annotations

import re

from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, gap

FINITE = re.compile(
    r"(?:[óò]|[ai]ron|arono|irono|èrent|aient|eront|iront|[aei]rán?|[ei]rà|[ei]ranno|[aei]rão|[aei]ram|ou)$"
)
"""Endings of verbs in the Romance languages, where adjectives follow their noun."""
_COMPLEMENT = 4
_TITLE = 2
"""Words in lower case at the end of a title."""


def right(page: Page, head: Head, ceiling: int) -> tuple[int, Mention | None]:
    """A place right behind the head ("wizyta studyjna w Essen", "seminaari Brysselissä") belongs to the name."""
    end = head.end
    words = page.tokens[page.words_in(head.end, ceiling)][:1]
    if words and page.pack.adjectives_follow and gap(page.text, end, words[0].start) == " ":
        word = words[0]
        adjective = (
            word.text.islower() and len(word.text) > 5 and word.folded not in page.pack.connectors | page.pack.locative
        )
        told = any(page.pack.trigger(name).match(page.text, word.start) for name in ("held", "planned"))
        verb = told or FINITE.search(word.folded) is not None  # "el comité acordó"
        dated = bool(page.dates_in(word.end, word.end + 2))  # "in autumn 2024"
        if adjective and not verb and not dated and not page.heads_in(word.start, word.end):
            end = word.end
    if not page.pack.heads_follow:
        end = _genitive_run(page, end, ceiling)
    if end == head.end and not page.pack.nouns_capital:
        end = _titled(page, head, end, ceiling)
    for mention in page.within(end, min(ceiling, end + 60)):
        between = gap(page.text, end, mention.start).strip()
        words_between = between.split()
        if (
            mention.type in TERRITORIES
            and len(words_between) <= 2
            and all(w.casefold() in page.pack.locative | page.pack.articles for w in words_between)
            and (mention.form == "inflected" or words_between)
        ):
            return mention.end, mention
        break
    return end, None


def complement(page: Page, end: int) -> int:
    """The end of what a call is for ("call for standard projects"): a light word and the plain words behind it."""
    sentence = page.sentence_at(max(end - 1, 0))
    light = page.pack.light
    first = re.match(r"[ \u00a0]([^\W\d_]{1,12})(?=[ \u00a0])", page.text[end : sentence.end])
    if first is None or first[1].casefold() not in page.pack.connectors - page.pack.locative - page.pack.linking:
        return end
    at, last = end + first.end(), end
    for _ in range(_COMPLEMENT):
        m = re.match(r"[ \u00a0]([^\W\d_][\w-]*)", page.text[at : sentence.end])
        if m is None or any(
            page.pack.trigger(t).match(page.text, at + 1) for t in ("start", "end", "held", "planned", "copula")
        ):
            break
        if m[1][0].isupper() and not m[1].isupper():
            break
        at += m.end()
        if m[1].casefold() not in light:
            last = at
    return last


def _titled(page: Page, head: Head, end: int, ceiling: int) -> int:
    """The end of a title behind a noun with a capital: "a primeira Feira do Turismo Lento, que …"."""
    if not page.text[head.start].isupper() or page.sentence_at(head.start).start == head.start:
        return end
    body = next((m for m in page.overlapping(head.start, head.end) if m.start == head.start and m.record is None), None)
    if body is not None and body.type == "Organisation" and body.end <= ceiling:
        return max(end, body.end)
    words = page.tokens[page.words_in(end, ceiling)][:6]
    last, at = end, end
    for word in words:
        named = [m for m in page.overlapping(word.start, word.end) if m.type != "Theme"]
        if gap(page.text, at, word.start) != " " or named:
            break
        if word.text[0].isupper():
            last = word.end
        elif word.folded not in page.pack.light or page.dates_in(word.end, word.end + 2):
            break
        at = word.end
    return last


def _genitive_run(page: Page, end: int, ceiling: int) -> int:
    """Capitalised words right behind the head that no preposition leads to: "spotkanie Grupy Interesariuszy"."""
    words = page.tokens[page.words_in(end, ceiling)][:6]
    last = end
    for word in words:
        known = page.overlapping(word.start, word.end)
        if (
            gap(page.text, last, word.start) != " "
            or not word.text[0].isupper()
            or any(m.type != "Organisation" for m in known)
        ):
            break
        last = word.end
    if not page.pack.adjectives_follow:
        return end
    return _in_lower_case(page, last, ceiling) if last > end and _of_fairs(page, end) else last


def _of_fairs(page: Page, end: int) -> bool:
    """The noun that ends at an offset is one of conferences and fairs, whose names are titles."""
    return any(h.end == end for h in page.heads_in(max(0, end - 40), end, "event_conference"))


def _in_lower_case(page: Page, last: int, ceiling: int) -> int:
    """The end of a title whose later words have no capital: up to a comma, a bracket or a preposition."""
    at = last
    for word in page.tokens[page.words_in(last, ceiling)][: _TITLE + 1]:
        if gap(page.text, at, word.start) != " " or word.folded in page.pack.light or not word.text.islower():
            return (
                at
                if word.folded in page.pack.locative and gap(page.text, at, word.start) == " "
                else _closed(page, at, last)
            )
        if any(page.pack.trigger(t).match(page.text, word.start) for t in ("held", "planned", "copula")):
            return last
        at = word.end
    return _closed(page, at, last)


def _closed(page: Page, at: int, last: int) -> int:
    """An offset where a comma, semicolon or bracket follows; else the one before."""
    return at if page.text[at : at + 1] in {",", ";", ")"} else last
