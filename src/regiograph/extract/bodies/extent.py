"""How far a name that is only partly capitalised goes: the words before its noun, and those behind of it."""

from __future__ import annotations

import re
import unicodedata

from regiograph.extract.reading.page import Head, Page
from regiograph.extract.reading.spelling import LINKING
from regiograph.extract.territories.gazetteer import Token

SPACES = frozenset({" ", "\u00a0"})
_LONGEST = 8
"""Words in lower case that may follow a body's noun inside its name."""
SHORT = 4
_SAYING = (
    "lead_of", "partner_in", "held", "show", "pays", "copula", "published", "belongs", "negation", "label_given",
    "start", "announces",
)  # fmt: skip
"""Triggers that begin what is said of a body, and so end its name."""
_FINITE = frozenset(
    (
        "se", "sa", "się", "si", "je", "są", "sú", "jsou", "so", "su", "sta", "bo", "bodo", "bude", "budou", "budú",
        "će", "był", "była", "było", "ще", "бе", "са", "е", "я", "ги", "го", "by", "bi", "би", "že", "da", "że",
        "който",
    )
)  # fmt: skip
"""Words of verbs in languages that write names so; none stands inside a name."""
OF_NOUN = re.compile(r"[^\W\d_]{2}(?:ého|ých|ího|ego|ych|[sc]kej|nej)$")
"""Endings of adjectives that a genitive begins with, where adjectives lead."""
_OF_MANY = re.compile(r"[^\W\d_](?:ů|ów|ov|stva|stwa|ctva|ctwa|cji|ácie|ácií|ací|ovania|owania|ování|ości|ied|věd)$")
"""Endings of nouns in the genitive that no verb has."""


def first_of(page: Page, at: int) -> int:
    """The position of the first of the words that describe a noun in lower case: a capital one, an adjective behind."""
    first = at
    while first and joined(page, first - 1) and page.tokens[first - 1].text[0].isupper():
        first -= 1
    hyphen = at > 1 and page.text[page.tokens[at - 2].end : page.tokens[at - 1].start] == "-"
    if first == at and at > 1 and joined(page, at - 1) and (hyphen or joined(page, at - 2)):
        capital, plain = page.tokens[at - 2], page.tokens[at - 1]
        agree = hyphen or _bare(capital.text[-1]) == _bare(plain.text[-1])  # "Obrtno-podjetniška zbornica"
        agree = agree and plain.text.islower() and len(plain.text) > SHORT
        if capital.text[0].isupper() and agree and len(capital.text) > SHORT:
            first = at - 2
            while first and joined(page, first - 1) and page.tokens[first - 1].text[0].isupper():
                first -= 1
    shut = page.pack.articles | page.pack.locative | LINKING
    while first < at and (page.tokens[first].folded in shut or len(page.tokens[first].text) == 1):
        first += 1
    return first


def _bare(letter: str) -> str:
    """A letter without its accent: endings lose theirs behind a long vowel (Slovenský, vodohospodársky)."""
    return unicodedata.normalize("NFD", letter)[0]


def purpose(page: Page, last: int) -> int | None:
    """ "Europsko tajništvo za analizu klastera": what a body is for, in lower case behind a word that leads to it."""
    tokens = page.tokens
    light = page.pack.connectors - page.pack.locative - page.pack.linking - LINKING
    if last + 2 >= len(tokens) or not joined(page, last) or not joined(page, last + 1):
        return None
    if tokens[last + 1].folded not in light:
        word, after = tokens[last + 1], tokens[last + 2]  # "Střední škola řemesel Valašsko"
        plain = word.text.islower() and len(word.text) > SHORT and word.folded not in page.pack.light | _FINITE
        closed = page.text[after.end : after.end + 1] in {",", ".", ";", ")", ""}
        return after.end if plain and closed and after.text[0].isupper() and not says(page, word) else None
    return phrase_end(page, last, strict=False) if tokens[last + 2].text[0].islower() else None


def owned(page: Page, last: int) -> int | None:
    """ "Slovenská akadémia vied", "Česká asociace malých podniků": the genitives in lower case right behind a noun."""
    end, i = None, last + 1
    while i < len(page.tokens) and i - last <= SHORT and joined(page, i - 1):
        word = page.tokens[i].text
        of_noun = OF_NOUN.search(word) and word.islower()
        if not (_OF_MANY.search(word) or of_noun) or not word.islower() or page.overlapping(*page.tokens[i][:2]):
            break
        if of_noun:
            i += 1
            if i >= len(page.tokens) or not joined(page, i - 1) or not page.tokens[i].text.islower():
                break
        end, i = page.tokens[i].end, i + 1
    return end


def phrase_end(page: Page, last: int, *, strict: bool = True) -> int | None:
    """The end of the lower-case words that belong to a noun: before a mark or a word that says something of it.

    Words behind a comma belong to it where "and" follows them ("financí, kultury a vědy"). A capital word ends the
    name, too; with ``strict`` only one that is all capitals.
    """
    sentence = page.sentence_at(page.tokens[last].start)
    i = last + 1
    comma = 0
    while i < len(page.tokens) and i - last <= _LONGEST and page.tokens[i].end <= sentence.end and _linked(page, i - 1):
        token = page.tokens[i]
        if page.pack.trigger("list_link").fullmatch(token.text):
            break  # "oraz" leads to another body
        if "," in page.text[page.tokens[i - 1].end : token.start]:
            comma = comma or i
        elif token.folded in LINKING:
            comma = 0
        if token.text[0].isupper():
            if comma or page.heads_in(token.start, token.end, "organisation"):
                break
            if strict:
                return token.end if token.text.isupper() or page.tokens[i - 1].folded not in LINKING else None
            while i + 1 < len(page.tokens) and joined(page, i) and page.tokens[i + 1].text[0].isupper():
                i += 1
            return page.tokens[i].end
        if token.folded in _FINITE or (token.folded not in page.pack.connectors and says(page, token)):
            break
        i += 1
    end = (comma or i) - 1
    while end > last and page.tokens[end].folded in page.pack.connectors | page.pack.locative | LINKING:
        end -= 1
    return page.tokens[end].end if end > last + 1 or (end > last and _long(page.tokens[end])) else None


def _long(token: Token) -> bool:
    return len(token.text) > SHORT or _OF_MANY.search(token.text) is not None


def says(page: Page, token: Token) -> bool:
    return any(page.pack.trigger(name).match(page.text, token.start, token.end + 12) for name in _SAYING)


def last_of(page: Page, head: Head) -> int:
    """The position of the last word of a head of several words."""
    return max(i for i, t in enumerate(page.tokens) if head.start <= t.start < head.end)


def capital_behind(page: Page, last: int) -> int | None:
    """The end of the capital words right behind a position, one connector allowed between."""
    tokens = page.tokens
    i = last + 1
    if i < len(tokens) and joined(page, last) and tokens[i].folded in page.pack.connectors | page.pack.locative:
        i += 1
        begins = page.heads_in(tokens[i].start, tokens[i].end, "organisation") if i < len(tokens) else []
        if begins and tokens[i - 1].folded in page.pack.linking:
            return None  # "… kraj a Univerzita": another body
    if i >= len(tokens) or not joined(page, i - 1) or not tokens[i].text[0].isupper():
        return None
    while i + 1 < len(tokens) and joined(page, i) and tokens[i + 1].text[0].isupper():
        i += 1
    return tokens[i].end


def joined(page: Page, i: int) -> bool:
    """A blank alone stands between a word and the next."""
    return i + 1 < len(page.tokens) and page.text[page.tokens[i].end : page.tokens[i + 1].start] in SPACES


def _linked(page: Page, i: int) -> bool:
    after = page.tokens[i + 1]
    between = page.text[page.tokens[i].end : after.start]
    return between in SPACES or (between == ", " and not page.heads_in(after.start, after.end, "organisation"))
