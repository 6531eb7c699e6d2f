"""Names in another case: "Kvapka" is meant by "z Kvapky", "Dřevo za hranicí" by "bez Dřeva za hranicí".

Where words change their endings a name that was explained once stands again in forms that are not the name and an
ending. A form is the same name if each of its words shares all but a short ending with the word of the name.
"""

from __future__ import annotations

from dataclasses import replace

from regiograph.extract.names.runs import quotes
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.territories.gazetteer import Token

_KINDS = frozenset({"Project", "Cluster", "Network", "Partnership", "GoodPractice"})
_RULES = 10
"""Endings from which a pack's language changes words by case."""
_OPENS = 3
"""Letters that two forms of a word share at the least."""
_LONE = 5
"""Letters of a name of one word whose forms are looked for."""
_STEM, _CASE = 4, 3
"""Letters of a word that its forms share at least, and letters of an ending, in quoted names."""
_MARKS = "\"“„«»”‘'"
_ENDING = 3
"""Letters of an ending, and those by which forms may differ in length."""


def find_inflected(page: Page) -> None:
    """Takes in the case forms of names that the page has explained elsewhere."""
    if len(page.pack.suffixes) < _RULES:
        return
    known: dict[str, list[tuple[Mention, list[str]]]] = {}
    for m in {m.key: m for m in reversed(page.mentions) if m.record is None and m.type in _KINDS}.values():
        words = [t.folded for t in page.tokens_in(m.start, m.end)]
        shouted = distinctive(m.name) and not (
            m.name.isalpha() and (any(c.islower() for c in m.name) or len(m.name) >= _LONE)
        )
        lone = len(words) == 1 and (len(words[0]) < _LONE or shouted or words[0] in page.pack.ambiguous)
        if words and not lone:
            known.setdefault(words[0][:_OPENS], []).append((m, words))
    if not known:
        return
    for i, token in enumerate(page.tokens):
        begun = known.get(token.folded[:_OPENS])
        if not begun or not token.text[0].isupper() or page.overlapping(token.start, token.end):
            continue
        for m, words in begun:
            forms = page.tokens[i : i + len(words)]
            if _means(page, forms, words):
                page.add(replace(m, start=token.start, end=forms[-1].end, form="inflected", rule="repeat"))
                break


def _means(page: Page, forms: list[Token], words: list[str]) -> bool:
    if len(forms) < len(words):
        return False
    if len(words) == 1 and forms[0].text.isupper() and len(forms[0].text) < _LONE:
        return False
    if len(words) == 1:
        opens = page.sentence_at(forms[0].start).start >= forms[0].start - 1
        if opens or _beside_capital(page, forms[0]):
            return False
    inside = page.text[forms[0].start : forms[-1].end]
    return inside.count(" ") + inside.count("\u00a0") == len(words) - 1 and all(
        _form_of(t.folded, w) for t, w in zip(forms, words, strict=True)
    )


def is_form(page: Page, form: str, name: str) -> bool:
    """Whether a word in capitals is a name in capitals with another ending, where a language changes words by case."""
    shouted = form.isupper() and name.isupper() and form.isalpha() and name.isalpha() and len(name) >= _LONE
    return (
        len(page.pack.suffixes) >= _RULES
        and shouted
        and form[: len(name) - 1] == name[:-1]
        and len(form) - len(name) <= _ENDING
    )


def _beside_capital(page: Page, token: Token) -> bool:
    """Another capital right beside a word makes it part of a longer name."""
    before = page.tokens_in(max(0, token.start - 40), token.start)[-1:]
    after = page.tokens_in(token.end, token.end + 40)[:1]
    return any(
        t.text[0].isupper() and page.text[min(t.end, token.end) : max(t.start, token.start)] in {" ", "\u00a0", "-"}
        for t in (*before, *after)
    )


def _form_of(form: str, word: str) -> bool:
    if form == word:
        return True
    if not form.isalpha() or abs(len(form) - len(word)) > _ENDING:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
    return shared >= max(_OPENS, len(word) - 2) and len(form) - shared <= _ENDING


def find_quoted_forms(page: Page) -> None:
    """A quoted name in another case: „Medžio vingiui“ after „Medžio vingis“."""
    known: dict[tuple[str, ...], Mention] = {}
    for m in page.mentions:
        if m.record is None and m.form == "name" and page.text[max(0, m.start - 1)] in _MARKS:
            known.setdefault(_stems(m.name), m)
    for quote in quotes(page) if known else ():
        origin = known.get(_stems(page.text[quote.start : quote.end]))
        if origin and origin.start != quote.start and not page.overlapping(quote.start, quote.end):
            page.add(replace(origin, start=quote.start, end=quote.end, rule="repeat", form="inflected"))


def _stems(name: str) -> tuple[str, ...]:
    """The words of a name without what cases change: all but the last three letters, four at least."""
    return tuple(w[: max(_STEM, len(w) - _CASE)] for w in name.casefold().split())
