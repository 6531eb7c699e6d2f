"""Towns that no gazetteer knows, where a word or a case ending for "in" leads to them: "konala se v Kroměříži"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Head, Mention, Page, gap, key_of
from regiograph.extract.territories.gazetteer import Match, Token
from regiograph.extract.territories.inflection import unmutate

_SHORTEST = 4
_GOES_ON = 4
"""Words behind the first of a name."""
_PREFIXED = frozenset({"'", "’"})
"""What joins a word for "in" to a name ("f'Marsalforn")."""
_NEAR = 45
_HELD_WORD = 4
_ABSTRACT = re.compile(r"(?:ung|heit|keit|schaft|form|tion|enz|anz|tät|arbeit|zeit|art|weise|folge|linie|regie|raum)$")
"""Ends of German nouns that name no town behind "in"."""
_BEFORE_NOUN = re.compile(r"(?:(?:[sšcč]k|[цс]к|n)(?:em|ej|ém|é|om|oj|o|u|im|iej|ich|ой|ия|ата|ото|ите)|[^aeiouy]s)$")
"""Ends of Slavic adjectives in the cases behind "in", and of Nordic genitives."""
_STREET = re.compile(
    r"(?:vej|vejen|gade|gaden|vägen|gatan|straat|laan|plein|stra(?:ß|ss)e|allee|platz|katu|kadulla|tie|tiellä|utca|utcában"
    r"|téren|tänava[ls]?|puiestee[ls]?|gatvėje|alėjoje|ielā|bulvārī|torget|torvet)$"
)
"""Ends of the names of streets and squares, in the forms that say where."""
_OF = frozenset(("mit", "der", "des", "von", "zur", "zum"))
_LABEL = re.compile(
    r"[^:\n]{0,40}:[ \u00a0]+(?P<n>[^\W\d_][\w’'-]+(?:[ -][^\W\d_a-zà-ÿα-ώа-я][\w’'-]+){0,2}),[ \u00a0]"
)


def find_towns(page: Page, heads: list[Head]) -> None:
    """Adds a place for an unknown name with a capital that a word or a case ending leads to, near a date or a verb.

    Only in sentences with a noun for an event; where nouns have capitals a name cannot be told from a noun.
    """
    seen: set[int] = set()
    for head in heads:
        sentence = page.sentence_at(head.start)
        if page.pack.nouns_capital:
            _behind_noun(page, head, sentence)
            continue
        if sentence.start in seen or page.blocks[sentence.block].kind == "heading":
            continue
        seen.add(sentence.start)
        anchors = _anchors(page, sentence, head)
        for span, form in (
            *_labelled(page, head, sentence),
            *_led(page, sentence, anchors),
            *_inflected(page, sentence, anchors),
        ):
            if not page.overlapping(*span) and not _describes(page, *span):
                name = gap(page.text, *span)
                page.add(Mention(span[0], span[1], key_of("Place", name), "Place", name, "event-town", 0.6, None, form))


def find_led(page: Page, matches: list[Match]) -> None:
    """Adds a place for each free word with a capital that a word or a case ending for "in" leads to, in any sentence.

    Known names are not asked again: the gazetteer has passed over them for a reason. Europe is no place here.
    """
    if page.pack.nouns_capital:
        return
    known = {m.start for m in matches}
    for sentence in page.sentences:
        if page.blocks[sentence.block].kind == "heading":
            continue
        anchors = [t.start for t in page.tokens_in(sentence.start, sentence.end) if t.text[0].isupper()]
        if len(anchors) < 2 and not page.text[sentence.start].islower():
            continue
        led = [s for s in _led(page, sentence, anchors) if _behind_lead(page, sentence, s[0][0])]
        for (start, end), form in (*led, *_inflected(page, sentence, anchors)):
            name = gap(page.text, start, end)
            if start in known or page.overlapping(start, end) or page.pack.trigger("europe").match(name):
                continue
            if " " in name and not page.pack.mutations:
                continue
            if not _describes(page, start, end):
                page.add(Mention(start, end, key_of("Place", name), "Place", name, "led-town", 0.6, None, form))


def _behind_lead(page: Page, sentence: Sentence, at: int) -> bool:
    """A word for "in" stands right before."""
    before = page.tokens_in(sentence.start, at)
    return bool(before) and before[-1].folded in page.pack.town_leads and before[-1].text.islower()


def _describes(page: Page, start: int, end: int) -> bool:
    """An adjective or genitive before a plain noun ("na Ptujskem polju") is no name alone."""
    word = next(iter(page.tokens_in(end, end + 2)), None)
    plain = word is not None and word.text.islower() and gap(page.text, end, word.start) == " "
    ending = _BEFORE_NOUN.search(page.text[start:end].casefold())
    return bool(plain and ending and word and word.folded not in page.pack.light)


def _behind_noun(page: Page, head: Head, sentence: Sentence) -> None:
    """ "Jahrestreffen in Herrnhut kamen am 6. September …": one capital word right behind the noun and "in"."""
    words = page.tokens_in(head.end, min(sentence.end, head.end + _NEAR))[:3]
    if len(words) < 2 or not page.dates_in(sentence.start, sentence.end):
        return
    led = words[0].text.islower() and words[0].folded in page.pack.locative - page.pack.articles
    town = words[1]
    between = page.text[head.end : words[0].start], page.text[words[0].end : town.start]
    plain = len(words) > 2 and (words[2].text.islower() or page.text[town.end] in ",.)")
    common = page.heads_in(town.start, town.end) or _ABSTRACT.search(town.folded) or town.text.isupper()
    of = len(words) > 2 and words[2].folded in _OF
    named = led and between == (" ", " ") and town.text[0].isupper() and plain and not common and not of
    if named and not page.overlapping(town.start, town.end) and town.folded not in page.pack.months:
        name = town.text
        page.add(Mention(town.start, town.end, key_of("Place", name), "Place", name, "event-town", 0.6, None))


def _held(page: Page, sentence: Sentence) -> bool:
    held = page.pack.trigger("held").finditer(page.text, sentence.start, sentence.end)
    return any(m.end() - m.start() > _HELD_WORD for m in held)


def _anchors(page: Page, sentence: Sentence, head: Head) -> list[int]:
    """Where a place of an event may stand: beside its noun, a day, a verb of being held."""
    held = page.pack.trigger("held").finditer(page.text, sentence.start, sentence.end)
    spots = [m.end() for m in held if m.end() - m.start() > _HELD_WORD]
    spots += [
        x
        for d in page.dates_in(sentence.start, sentence.end)
        if d.day or len(d.first) > _HELD_WORD
        for x in (d.start, d.end)
    ]
    return [*spots, head.end]


def _labelled(page: Page, head: Head, sentence: Sentence) -> Iterator[tuple[tuple[int, int], str]]:
    """ "Next meeting: Logroño, April 2024"."""
    m = _LABEL.match(page.text, head.end, sentence.end)
    if m and m["n"][0].isupper() and any(d.start == m.end() for d in page.dates_in(m.end(), sentence.end)):
        yield (m.start("n"), m.end("n")), "name"


def _led(page: Page, sentence: Sentence, anchors: list[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """A capital right behind a word for "in"."""
    tokens = page.tokens_in(sentence.start, sentence.end)
    days = {d.end for d in page.dates_in(sentence.start, sentence.end) if d.day} if len(anchors) > 1 else set()
    for before, token in pairwise(tokens):
        led = before.folded in page.pack.town_leads and before.text.islower()
        led = led or (before.end in days and _held(page, sentence))
        between = gap(page.text, before.end, token.start)
        joined = between == " " or (between in _PREFIXED and before.folded in page.pack.prefixes)
        if led and joined and _town(page, token, sentence, anchors):
            end = _name_end(page, tokens[tokens.index(token) + 1 :], token.end)
            yield (token.start, end), "inflected" if page.pack.cased_places or page.pack.suffixes else "name"


def _name_end(page: Page, behind: Sequence[Token], end: int) -> int:
    """Where a name that goes on over capitals, and over "of" or an article between two, ends: "Baile an Róba"."""
    for token, after in pairwise([*behind[: _GOES_ON + 1], None]):
        if token is None or gap(page.text, end, token.start) not in {" ", "-"}:
            break
        if _capital(page, token):
            end = token.end
            continue
        light = token.folded in page.pack.connectors - page.pack.linking
        light = light or (page.pack.mutations and token.folded in page.pack.articles)
        goes_on = after is not None and _capital(page, after) and not page.pack.of_time(after.folded)
        if not (light and goes_on and after and page.text[token.end : after.start] == " "):
            break
        end = token.end
    return end


def _capital(page: Page, token: Token) -> bool:
    """A word with a capital, in Irish behind the letters that grow before it, too."""
    return (unmutate(token.text) if page.pack.mutations else token.text)[0].isupper()


def _inflected(page: Page, sentence: Sentence, anchors: list[int]) -> Iterator[tuple[tuple[int, int], str]]:
    """A capital with the ending that says "in", in languages whose places are inflected so."""
    endings = page.pack.town_endings if page.pack.cased_places else ()
    if not endings:
        return
    for token in page.tokens_in(sentence.start + 1, sentence.end):
        if token.folded.endswith(endings) and _town(page, token, sentence, anchors):
            yield (token.start, token.end), "inflected"


def _town(page: Page, token: Token, sentence: Sentence, anchors: list[int]) -> bool:
    word = unmutate(token.text) if page.pack.mutations else token.text
    if not word[0].isupper() or word.isupper() or len(word) < _SHORTEST or token.start == sentence.start:
        return False
    if any(c.isupper() for c in word[1:]) or page.overlapping(token.start, token.end):
        return False
    if (
        _STREET.search(token.folded)
        or page.pack.trigger("venue").fullmatch(word)
        or page.heads_in(token.start, token.end)
    ):
        return False
    if token.folded in page.pack.months or token.folded in page.pack.weekdays:
        return False
    quoted = page.text[token.start - 1] in "\"“„«»'‘”’"
    after = page.text[token.end : token.end + 2]
    named = len(after) > 1 and after[0] == " " and after[1].isupper() and page.overlapping(token.end + 1, token.end + 2)
    return not quoted and not named and any(abs(token.start - a) <= _NEAR for a in anchors)
