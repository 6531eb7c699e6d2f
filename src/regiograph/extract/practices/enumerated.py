"""Practices told one after another ("The first, A, …. The other is B: …") and those that are called by a name.

Such names need no capitals beyond their first word: they end where the clause does, or where something is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.names.titles import goes_on, says
from regiograph.extract.practices.taking import BY_NOUN, KINDS, OPENS, Names, keeps, put
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Head, Page
from regiograph.extract.reading.spelling import LINKING, distinctive

_FOLLOWING = 4
"""Sentences behind the noun that may each tell one."""
_OPENING = 4
"""Words in which a sentence says which one it tells: "Under the second"."""
_LEAD = 6
"""Words that "the other one is called" takes."""
_WORDS = 6
"""Words of a name that only a mark ends."""
_QUOTED = 7
_LONG_VERB = 3
_NAMING = ("one_of", "another", "copula", "called", "bears_name", "be", "examples")
_ENDS = re.compile(r"[ \u00a0]?(?:[,:;.!?()\n]|[–—-][ \u00a0]|$)")
_COMMA = re.compile(r"[ \u00a0]?(?:,|[–—-])[ \u00a0]")
_GAP = {" ", "\u00a0", "-", "'", "’"}
_CALLED_NEAR = 60
"""Characters between a noun for practices and what it is called."""


def enumerated(page: Page, names: Names, heads: list[Head], events: bool) -> None:
    """Takes in what the nouns of ``heads`` introduce one by one; on a page that tells ``events``, plain nouns too."""
    said = {page.sentence_at(h.start).start: h for h in reversed(heads)}
    if events:
        for hit in page.pack.trigger("examples").finditer(page.text):
            said.setdefault(page.sentence_at(hit.start()).start, Head(hit.start(), hit.end(), "practice"))
    firm = {page.sentence_at(h.start).start for h in heads}
    for start, head in sorted(said.items()):
        sentence = page.sentence_at(start)
        found = [*_called(page, names, head, sentence), *_apposed(page, names, sentence)]
        ahead = page.sentences[page.index_of(sentence) + 1 :][:_FOLLOWING]
        for following in ahead:
            if following.block != sentence.block:
                break
            told = _which(page, names, following) if start in firm or page.may_tell(sentence, "show") else []
            found += told or (_entitled(page, names, following) if following is ahead[0] else [])
        for low, high in found:
            put(page, KINDS[head.kind], low, high, "practice-introduced", 0.65)


def _called(page: Page, names: Names, head: Head, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "A good practice called A": behind the noun, with few words between."""
    for hit in page.pack.trigger("called").finditer(page.text, head.end, min(sentence.end, head.end + _CALLED_NEAR)):
        if not re.search(r"[,;:.]", page.text[head.end : hit.start()]):
            yield from _named(page, names, hit.end(), sentence.end, called=True)


def _entitled(page: Page, names: Names, sentence: Sentence) -> list[tuple[int, int]]:
    """ "Under the title “A” …" at the start of the sentence behind the noun."""
    for hit in page.pack.trigger("called").finditer(page.text, sentence.start, sentence.end):
        opens = len(page.tokens_in(sentence.start, hit.start())) <= _OPENING
        if opens and not page.heads_in(sentence.start, hit.start()):  # "the seminar was called …"
            return [*_named(page, names, hit.end(), sentence.end, called=True)]
    return []


def _apposed(page: Page, names: Names, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "Another practice, A, came from …": a name between commas behind a noun that opens the sentence."""
    for hit in page.pack.trigger("examples").finditer(page.text, sentence.start, sentence.end):
        comma = _COMMA.match(page.text, hit.end(), sentence.end)
        if comma and len(page.tokens_in(sentence.start, hit.start())) <= _OPENING:
            for start, end in _named(page, names, comma.end(), sentence.end, called=False):
                if page.text[end : end + 2].lstrip("\"”“»«’' ")[:1] in {",", "–", "—"}:
                    yield start, end


def _which(page: Page, names: Names, sentence: Sentence) -> list[tuple[int, int]]:
    """The names behind "the first", "another" or "the other is called" in a sentence that such words open."""
    words = page.tokens_in(sentence.start, sentence.end)
    one, other = (page.pack.trigger(name) for name in ("one_of", "another"))

    def tells(at: int, text: str) -> bool:
        return bool(one.match(page.text, at) or other.match(page.text, at) or page.ordinal(text))

    opening = [w.start for w in words[:_OPENING] if tells(w.start, w.folded)]
    if not opening:
        return []
    again = [
        w.start for w in words if w.start > opening[0] and _opens_clause(page, w.start) and tells(w.start, w.folded)
    ]
    found: list[tuple[int, int]] = []
    for at in sorted({opening[0], *again}):
        low = _behind(page, at, sentence.end)
        if low is not None:
            found += _named(page, names, low, sentence.end, called=False)
    return found


def _opens_clause(page: Page, at: int) -> bool:
    return re.search(r"[,;:][ \u00a0](?:\w+[ \u00a0]){0,2}$", page.text[max(0, at - 24) : at]) is not None


def _behind(page: Page, at: int, end: int) -> int | None:
    """Where the first name behind "one is" or "the other, called" starts, with light words between only."""
    told, led = at, False
    for count, word in enumerate(page.tokens_in(at, end)[: _LEAD + 1]):
        if led and word.text[0].isupper() and not _opened(page, word.start):
            return None  # "The second followed in May"
        led = count > 1 and word.folded in page.pack.locative - page.pack.articles
        if count and (word.text[0].isupper() or _opened(page, word.start)) and not _noun(page, word.start):
            return word.start
        hits = [page.pack.trigger(name).match(page.text, word.start) for name in _NAMING]
        told = max([told, *(hit.end() for hit in hits if hit)])
        light = word.folded in page.pack.light or len(word.text) <= _LONG_VERB or page.ordinal(word.folded)
        marked = page.text[word.end : word.end + 1] == ","
        if count > 1 and not light and not marked and word.end > told:
            return None
    return None


def _opened(page: Page, at: int) -> bool:
    """A quotation mark, not an elision ("l'altra"), stands before an offset."""
    return page.text[at - 1] in OPENS and not page.text[at - 2 : at - 1].isalnum()


def _noun(page: Page, at: int) -> bool:
    """A noun for practices with a capital, where nouns have one: "Die zweite Praxis heißt …"."""
    return page.pack.trigger("examples").match(page.text, at) is not None


def _named(page: Page, names: Names, at: int, end: int, *, called: bool) -> Iterator[tuple[int, int]]:
    """The name that begins at an offset, or past a quotation mark, an article or a colon there."""
    for word in page.tokens_in(at, end)[:2]:
        if page.text[at : word.start].strip(" \u00a0:" + OPENS):
            return
        if word.text[0].isupper() or word.text[0].isdigit() or _opened(page, word.start):
            if span := _span(page, names, word.start, end, called=called):
                yield span
            return
        at = word.end
        if word.folded not in page.pack.articles:
            return


def _span(page: Page, names: Names, start: int, end: int, *, called: bool) -> tuple[int, int] | None:
    quoted = names.found.get(start)
    if quoted and quoted.quoted:
        return (start, quoted.end) if quoted.words <= _QUOTED and _free(page, start, quoted.end, quoted=True) else None
    last, stopped = start, False
    for count, word in enumerate(page.tokens_in(start, end)[: _WORDS + 1]):
        if count and page.text[last : word.start] not in _GAP:
            break
        if count and (stopped := _stops(page, word.start, word.folded)):
            break
        if count == _WORDS:
            last = 0
            break
        last = word.end
    marked = stopped or (last > 0 and _ENDS.match(page.text, last, end) is not None)
    if not last:
        run = names.at(start, end)
        last = goes_on(page, start, run.end) if run else 0
    words = page.tokens_in(start, last)
    while words and (words[-1].folded in page.pack.locative or words[-1].folded in page.pack.light):
        words = words[:-1]
    if not words or not _free(page, start, words[-1].end):
        return None
    striking = len(words) > 1 or distinctive(words[0].text) or (not page.pack.nouns_capital and (marked or called))
    return (start, words[-1].end) if striking or called else None


def _stops(page: Page, at: int, word: str) -> bool:
    """A word that joins, says something of the name, or leads to the place that it is from."""
    following = next((t for t in page.tokens_in(at + len(word), at + len(word) + 40)), None)
    capital = following is not None and following.text[0].isupper()
    if word in LINKING and word in page.pack.linking:
        return not capital
    known = following is not None and any(m.record for m in page.overlapping(following.start, following.end))
    if word in page.pack.locative and known:
        return True
    token = page.tokens_in(at, at + len(word) + 1)
    if not token or not token[0].text.islower():
        return False
    named = any(page.pack.trigger(name).match(page.text, at) for name in ("called", "bears_name"))
    return named or says(page, token[0])


def _free(page: Page, start: int, end: int, *, quoted: bool = False) -> bool:
    """Nothing that is known for sure, no event and no other thing's noun is in the stretch."""
    bodies = {"Organisation", "Network", "Project"}  # a noun in it made a body of it: "the School on Wheels"
    if any(
        m.record is not None or (m.type == "Project" and m.rule in BY_NOUN)
        if m.type in bodies
        else keeps(page, m) or m.type not in TERRITORIES
        for m in page.overlapping(start, end)
    ):
        return False
    if any(m.record is not None and m.start <= start for m in page.overlapping(start, end)):
        return False
    heads = page.heads_in(start, end)
    return (quoted or not page.dated.meet(start, end)) and not any(
        h.kind.startswith("event") or h.kind in {"region", "practice", "case", "project"} for h in heads
    )
