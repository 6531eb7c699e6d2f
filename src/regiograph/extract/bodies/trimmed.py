"""Names of bodies that took in too much: a phrase of leading before them, or a second body joined to the first."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from babel import Locale, UnknownLocaleError

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.territories.gazetteer import Token

_LOOSE = frozenset({"head-inside", "head-after", "sheet-member"})
_CHAINED = frozenset({"genitives"})
_WORDS = 2
_LONG, _MANY = 40, 5
"""Characters before a noun for a body in which its name begins, and words of the name."""
_DASH = re.compile(r"(?<=\w)[ \u00a0][–—-][ \u00a0](?=[^\W\d_a-zà-ÿа-я])")
_ENGLISH = frozenset(
    ("university", "institute", "laboratory", "council", "centre", "center", "agency", "association", "college")
)
"""English nouns for bodies, which pages in any language name."""
_MUTATED = 3
"""Letters among which the capital of a name stands ("nOileán")."""
_STEM = 5
"""Letters that forms of one word share."""


def trim(page: Page) -> None:
    """Cuts phrases of leading off the front of names, parts "University of A and University of B", drops the Union and
    what is only a body's office: "Als Verwaltungsbehörde".
    """
    for m in [m for m in page.of("Organisation") if m.record is None]:
        if _office(page, m):
            page.mentions = [o for o in page.mentions if o is not m]
    for m in [m for m in page.of("Organisation") if m.record is None and m.rule in _LOOSE | _CHAINED]:
        if _is_union(m.name, page.pack.language) or _paid(page, m):
            page.mentions = [o for o in page.mentions if o is not m]
            continue
        if m.rule in _CHAINED:
            continue
        kept = _without_phrase(page, m)
        parts = _parted(page, kept)
        if parts != [m]:
            page.replace(parts[0])
            for part in parts[1:]:
                page.add(part)


def seated_names(page: Page) -> None:
    """ "Областна администрация – Видин": where officials write so, the town behind a dash ends a body's name."""
    for dash in _DASH.finditer(page.text) if page.pack.dashed_seats else ():
        at = dash.start()
        town = page.tokens_in(dash.end(), dash.end() + 1)
        body = next((b for b in page.overlapping(at - 1, at) if b.type == "Organisation" and b.record is None), None)
        if body is None and town:
            words = _body_words(page, at)
            if not words or page.overlapping(words[0].start, at):
                continue
            name = page.text[words[0].start : at]
            body = Mention(words[0].start, at, key_of("Organisation", name), "Organisation", name, "dashed-seat", 0.75)
        if body and town and body.end == at:
            page.replace(_cut(page, body, body.start, town[0].end))


def _body_words(page: Page, end: int) -> list[Token]:
    """The words of a body's name that ends in its noun, back to one with a capital; none where there is none."""
    low = page.sentence_at(end - 1).start
    heads = [h for h in page.heads_in(max(low, end - _LONG), end, "organisation") if h.end == end]
    words = page.tokens_in(heads[0].start, end) if heads else []
    while words and words[0].text[0].islower() and len(words) < _MANY:
        before = page.tokens_in(max(low, words[0].start - _LONG), words[0].start)[-1:]
        if not before or page.text[before[0].end : words[0].start] not in {" ", "-"}:
            return []
        words = [*before, *words]
    return words if words and words[0].text[0].isupper() else []


def _is_union(name: str, language: str, *, opening: bool = False) -> bool:
    """Some form of the European Union's name, or of the word that opens it."""
    words = name.casefold().split()
    known = _union(language)[: 1 if opening else None]
    return len(words) == len(known) and all(w.startswith(k) for w, k in zip(words, known, strict=True))


@cache
def _union(language: str) -> tuple[str, ...]:
    """The first letters of the words of the European Union's name, from CLDR; nothing for an unknown language."""
    try:
        return tuple(w[:_STEM] for w in Locale.parse(language).territories["EU"].casefold().split())
    except (ValueError, KeyError, UnknownLocaleError):
        return ()


def _office(page: Page, m: Mention) -> bool:
    """The whole name, or all but the word that opens its sentence, says which office of a programme a body holds."""
    words = page.tokens_in(m.start, m.end)
    office = page.pack.trigger("managing_body")
    rest = page.text[words[1].start : m.end] if len(words) > 1 else ""
    return office.fullmatch(m.name) is not None or (bool(rest) and office.fullmatch(rest) is not None)


def _paid(page: Page, m: Mention) -> bool:
    """ "Soutenu par l'Union": a word for paying opens the sentence, and who pays is the Union."""
    words = page.tokens_in(m.start, m.end)
    paying = page.pack.trigger("funding").fullmatch(words[0].text) is not None
    return paying and _is_union(words[-1].text, page.pack.language, opening=True)


def _without_phrase(page: Page, m: Mention) -> Mention:
    """The name behind "Unter Federführung der", "Vadovavo"."""
    for name in ("lead_by", "lead_of"):
        hit = page.pack.trigger(name).match(page.text, m.start, m.end)
        if hit is None or page.sentence_at(m.start).start < m.start - 1:
            continue
        rest = [t for t in page.tokens_in(hit.end(), m.end) if t.start >= hit.end()]
        while rest and rest[0].folded in page.pack.articles:
            rest = rest[1:]
        if len(rest) >= _WORDS and rest[0].text[0].isupper() and page.heads_in(rest[0].start, m.end, "organisation"):
            return _cut(page, m, rest[0].start, m.end)
    return m


def _parted(page: Page, m: Mention) -> list[Mention]:
    """Two bodies where a linking word or "with" stands between two names that each hold a noun for a body."""
    tokens = page.tokens_in(m.start, m.end)
    for n, t in enumerate(tokens[1:-1], start=1):
        link = t.folded in page.pack.linking or page.pack.trigger("joined_by").fullmatch(t.text) is not None
        if not link or t.text[0].isupper():
            continue
        rest = tokens[n + 1 :]
        while rest and rest[0].folded in page.pack.articles:
            rest = rest[1:]
        first = tokens[:n]
        if len(rest) < _WORDS or len(first) < _WORDS or not rest[0].text[0].isupper():
            continue
        region = page.heads_in(rest[0].start, rest[0].end, "region")
        if page.heads_in(first[0].start, first[-1].end, "organisation") and (
            region
            or page.heads_in(rest[0].start, rest[-1].end, "organisation")
            or any(t.folded in _ENGLISH for t in rest)
        ):
            while not any(c.isupper() for c in rest[-1].text[:_MUTATED]):
                rest = rest[:-1]
            return [_cut(page, m, m.start, first[-1].end), _cut(page, m, rest[0].start, rest[-1].end)]
    return [m]


def _cut(page: Page, m: Mention, start: int, end: int) -> Mention:
    name = page.text[start:end]
    return replace(m, start=start, end=end, key=key_of("Organisation", name), name=name)


def without_article(page: Page, run: Run) -> Run:
    """A run without the article that opens its sentence: "O ŁÓDŹMAR prossegue …"."""
    first = page.tokens[run.first]
    opens = page.sentence_at(run.start).start >= run.start - 1
    plain = not first.text.isupper() or len(first.text) == 1
    if run.quoted or run.words < 2 or not (opens and plain and first.folded in page.pack.articles):
        return run
    return run._replace(first=run.first + 1, start=page.tokens[run.first + 1].start)
