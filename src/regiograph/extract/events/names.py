"""Where the name of an event begins, and nouns of events that name a house or a menu instead."""

from __future__ import annotations

import re
from functools import lru_cache

from regiograph.extract.events.ends import FINITE
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page

ORDINAL = re.compile(
    r"(?P<n>\d{1,3})(?:\.|st|nd|rd|th|er|e|ème|º|ª|-?[aei])?[ \u00a0]+(?:[^\W\d_]+[ \u00a0]+){0,3}$", re.IGNORECASE
)
_MARKED = re.compile(r"\d(?:\.|st|nd|rd|th|er|e|ème|º|ª)[ \u00a0]")
_CRUMB = re.compile(r"\s[>»›|/]{1,2}\s")
_QUOTED_BEFORE = re.compile(
    r"(?:[\"“„]|«[ \u00a0\u202f]?|(?<!\w)['‘])([^\"“”„«»\n]{4,120}?)(?:[\"”“'’]|[ \u00a0\u202f]?»)"
    r"[ \u00a0]?[-–]?[ \u00a0]?(?P<called>\w+[ \u00a0])?$"
)
_QUOTED_BEHIND = re.compile(
    r"[ \u00a0\u202f,:]{1,2}(?:[\"“„»'‘]|«[ \u00a0\u202f]?)([^\"“”„«»\n]{4,120}?)(?:[\"”“«'’]|[ \u00a0\u202f]?»)(?!\w)"
)
_OF_PROJECT = 30
"""Characters between an event's noun and the project that it is of."""
_CLOSING = frozenset("”“\"»’'")
_KNOWN_LINE = 160
_ADJECTIVES = 2
_MUTATED = re.compile(r"^(?:g(?=c)|m(?=b)|n(?=[dg])|b(?=p)|d(?=t)|bh(?=f)|t(?=s))?([bcdfgmpst])h?")
_STEM = 5


def is_venue(page: Page, head: Head) -> bool:
    """The noun is part of a building's name or of a weekday's: "congress centre", "sexta-feira"."""
    sentence = page.sentence_at(head.start)
    joined = re.search(r"\w+-$", page.text[max(sentence.start, head.start - 20) : head.start])
    whole = f"{joined.group()}{page.text[head.start : head.end]}".casefold() if joined else ""
    if whole in page.pack.weekdays or re.sub(r"s(?=-|$)", "", whole) in page.pack.weekdays - {""}:
        return True
    after = re.match(r"[ \u00a0-](\w+)", page.text[head.end : min(sentence.end, head.end + 40)])
    venue = page.pack.trigger("venue")
    if after and venue.fullmatch(after[1]):
        return True
    before = re.search(
        r"(\w+)[ \u00a0]+(?:d[eiou]s?|della|dei|delle|van|von|of|der|des|för|af|d['’])?[ \u00a0]?$",
        page.text[max(sentence.start, head.start - 40) : head.start],
    )
    return bool(before and venue.fullmatch(before[1]) and before[1][0].isupper())


def menu(page: Page, offset: int) -> bool:
    """A line of links or a path of pages ("Home > News > Calls"): two signs or more, no sentence."""
    # A line may be the whole page: only what a line of links can be is looked at.
    floor, ceiling = max(0, offset - _KNOWN_LINE), min(len(page.text), offset + _KNOWN_LINE)
    start, end = page.text.rfind("\n", floor, offset) + 1, page.text.find("\n", offset, ceiling)
    if (not start and floor) or (end < 0 and ceiling < len(page.text)):
        return False
    line = page.text[start : end if end >= 0 else ceiling]
    if len(line) >= _KNOWN_LINE:
        return False
    crumbs = len(_CRUMB.findall(line))
    digits = bool(page.dates_in(start, start + len(line)))
    return not digits and (
        crumbs >= 2
        or (
            crumbs == 1
            and not line.rstrip().endswith((".", "!", "?"))
            and start < _KNOWN_LINE
            and bool(re.search(r"\s[>»›]\s", line))
        )
    )


def _plain(word: str) -> str:
    """A noun without what Irish does to its first letter: "chuairt", "gcuairt" → "cuairt"."""
    return _MUTATED.sub(r"\1", word)


@lru_cache(maxsize=65_536)
def alike_words(a: str, b: str) -> bool:
    """Two nouns of one kind share a stem ("conference", "final conferences"), so that one may take up the other."""
    stems = {w[:_STEM] for w in map(_plain, re.findall(r"[^\W\d_]{3,}", a.casefold()))}
    other = [*map(_plain, re.findall(r"[^\W\d_]{3,}", b.casefold()))]
    return any(w[:_STEM] in stems for w in other) or any(s in w for s in stems for w in other if len(s) == _STEM)


def alike(page: Page, event: Mention, head: Head) -> bool:
    """Whether a bare noun may take up an event that is known under its kind: it repeats a word of its name."""
    known = " ".join([event.name, *(page.text[m.start : m.end] for m in page.of("Event") if m.key == event.key)])
    return alike_words(known, page.text[head.start : head.end])


def adjectives(page: Page, start: int, floor: int) -> int:
    """The start of a noun phrase with the words for a kind, an order or "next" right before it."""
    for _ in range(_ADJECTIVES):
        m = re.search(r"(\w[\w-]*)[ \u00a0]$", page.text[max(floor, start - 30) : start])
        if m is None or page.overlapping(start - len(m.group()), start - 1):
            break
        word = m[1]
        if not (page.pack.trigger("event_adjective").fullmatch(word) or page.ordinal(word.casefold()) is not None):
            break
        start -= len(m.group())
    return start


def over_project(page: Page, start: int, floor: int) -> int:
    """The start of a name with a project's in quotes inside it: "baigiamoji projekto „X“ konferencija"."""
    if page.text[start - 1 : start] not in {" ", "\u00a0"} or page.text[start - 2 : start - 1] not in _CLOSING:
        return start
    project = next((m for m in page.overlapping(start - 3, start - 2) if m.type == "Project"), None)
    if project is None or project.start - 1 <= floor:
        return start
    opens = project.start - 1
    nouns = page.heads_in(max(floor, opens - _OF_PROJECT), opens, "project")
    begins = nouns[-1].start if nouns and nouns[-1].end == opens - 1 else opens
    named = adjectives(page, begins, floor)
    return named if named < begins else start


def left(page: Page, head: Head, floor: int) -> tuple[int, bool]:
    """The start of the noun phrase: capitalised words right before the head belong to its name."""
    start, named = head.start, False
    tokens = page.tokens[page.words_in(floor, head.start)][-8:]
    for token in reversed(tokens):
        between = page.text[token.end : start]
        if between not in {" ", "\u00a0", "-", " -", "’s ", "'s "}:
            break
        known = next((m for m in page.overlapping(token.start, token.end)), None)
        opens = token.start == floor and (
            token.folded in page.pack.light or page.pack.trigger("held").fullmatch(token.text)
        )
        if opens:
            break  # "Saret konferenza": a verb or preposition that begins the sentence
        if token.text[0].isupper() and not (token.folded in page.pack.articles or token.folded in page.pack.locative):
            if known is not None and known.type == "Country":
                break
            start, named = token.start, True
        elif page.ordinal(token.folded) is not None:
            start = token.start
            break
        else:
            break
    if named and not re.search(r"\w", page.text[floor:start]) and " " not in page.text[start : head.start].strip():
        # A single capital that only opens the sentence is no name unless something known stands there.
        named = bool(page.overlapping(start, start + 1))
    return start, named or (
        page.text[head.start].isupper() and " " in page.text[head.start : head.end] and head.start != floor
    )


def acts(page: Page, end: int) -> bool:
    """A finite verb stands right behind a noun, known names left out: "el comité del programa acordó"."""
    names = [m.end for m in page.within(end, end + _OF_PROJECT) if m.type in {"Programme", "Project"}]
    words = [t for t in page.tokens_in(end, end + 3 * _OF_PROJECT) if not page.overlapping(t.start, t.end)][
        : 1 + 2 * bool(names)
    ]
    return any(FINITE.search(w.folded) is not None and w.text.islower() for w in words)


def named_by_project(page: Page, event: Mention) -> int | None:
    """Where an event's name ends with the project it is of ("séminaire de CIMEVIVE"); ``None`` where none follows."""
    project = next((m for m in page.within(event.end, event.end + _OF_PROJECT) if m.type == "Project"), None)
    if project is None or event.record is not None:
        return None
    words = page.tokens_in(event.end, project.start)
    nouns = page.heads_in(event.end, project.start, "project")
    light = all(w.folded in page.pack.light or any(h.start <= w.start < h.end for h in nouns) for w in words)
    apart = re.search(r"[^\w \u00a0'’«“\"„]", page.text[event.end : project.start])
    return project.end if words and light and not apart else None


def noun_alone(page: Page, event: Mention) -> int | None:
    """Where an event's noun phrase ends, without the place behind it ("workshop in Graz"); ``None`` without one."""
    place = next((m for m in page.within(event.start + 1, event.end) if m.type in TERRITORIES), None)
    if place is None or event.record is not None:
        return None
    words = page.tokens_in(event.start, place.start)
    led = len(words) > 1 and words[-1].folded in page.pack.light
    while words and words[-1].folded in page.pack.light:
        words.pop()
    if not led or not words or page.text[event.start : words[-1].end].isupper():
        return None
    return words[-1].end if page.heads_in(event.start, words[-1].end, "event") else None


def number(page: Page, start: int, head: Head) -> int | None:
    """The series number before the head: "9th", "3.", "second"."""
    sentence = page.sentence_at(head.start)
    m = ORDINAL.search(page.text[sentence.start : head.start])
    at = sentence.start + m.start("n") if m else 0
    dated = page.dated.meet(at, at + 1)
    if m and not dated and _MARKED.search(m.group()) and int(m["n"]) < 100 and len(m.group()) < 60:
        return int(m["n"])
    for token in page.tokens[page.words_in(sentence.start, head.start)][-2:]:
        if (value := page.ordinal(token.folded)) is not None and token.end >= start - 25:
            return value
    return None


def quote_beside(page: Page, head: Head) -> tuple[int, int] | None:
    """A quoted name right before "-konferenssi" or "című konferencia", or right after "the conference"."""
    before = _QUOTED_BEFORE.search(page.text[max(0, head.start - 130) : head.start])
    if before and before["called"] and not page.pack.trigger("called").fullmatch(before["called"].strip()):
        before = None
    low = max(0, head.start - 130)
    if before and any(m.type == "Project" for m in page.overlapping(low + before.start(1), low + before.end(1))):
        before = None  # "baigiamoji projekto „X“ konferencija": the project's name
    if before and before[1][0].isupper() and not before[1].rstrip().endswith((",", ".", "!", "?")):
        return low + before.start(1), low + before.end(1)
    after = _QUOTED_BEHIND.match(page.text[head.end : head.end + 130])
    if after and after[1][0].isupper():
        return head.end + after.start(1), head.end + after.end(1)
    return None
