"""Bodies whose name is only partly capitalised: "Mendelova univerzita v Brně", "Ministerstvo kultury SR".

Where adjectives have endings, a body's name is a capital word, its noun and what belongs to them, all in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from regiograph.extract.names.runs import capital_runs
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.reading.spelling import LINKING
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import EntityType

_SPACES = frozenset({" ", "\u00a0"})
_LONGEST = 8
"""Words in lower case that may follow a body's noun inside its name."""
_SHORT = 4
_COMPOUND = 12
"""Letters from which a single noun is a name and no common noun."""
_AGENCY = ("verket", "myndigheten", "mäteriet", "styrelsen", "direktoratet")
"""Endings of nouns that are the names of a country's agencies where a sentence opens with them, too."""
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
_STEM = 5
"""Letters that the cases of one word share."""
_LETTERHEAD = 9
"""Letters of a noun that alone on the first lines of a page, with what belongs to it, is who writes."""
_TOP = 2
_NOUNS = frozenset({"body", "head-inside"})
_OF_NOUN = re.compile(r"[^\W\d_]{2}(?:ého|ých|ího|ego|ych|[sc]kej|nej)$")
"""Endings of adjectives that a genitive begins with, where adjectives lead."""
_OF_MANY = re.compile(r"[^\W\d_](?:ů|ów|ov|stva|stwa|ctva|ctwa|cji|ácie|ácií|ací|ovania|owania|ování|ości|ied|věd)$")
"""Endings of nouns in the genitive that no verb has."""
_QUOTED = re.compile(r"[ \u00a0][\"„“«][^\W\d_a-zа-я][^\"„“”«»\n.,:;]{1,40}[\"“”»]")
_ACRONYM = re.compile(r"[ \u00a0]\((?:[\"„“])?[^\W\d_a-zа-я][\w-]{1,11}(?:[\"“”])?\)")


def find_bodies(page: Page) -> None:
    """Takes in bodies: a capital adjective and a noun in lower case, or a capital noun and such words behind."""
    starts = {t.start: i for i, t in enumerate(page.tokens)}
    for head in page.heads:
        if head.kind == "cluster" and head.start in starts and page.pack.adjectives_lead:
            _clustered(page, head, starts[head.start])
        if head.kind != "organisation" or head.start not in starts:
            continue
        at = starts[head.start]
        taken = [m for m in page.overlapping(head.start, head.end) if m.type not in TERRITORIES]
        if taken:
            if page.pack.adjectives_lead and len(taken) == 1:
                _prolonged(page, taken[0], head)
        elif not page.pack.adjectives_lead:
            _compound(page, head, at)
            _of_place(page, head)
        elif page.text[head.start].isupper():
            _begun(page, head, at)
        else:
            _described(page, head, at)
    if page.pack.adjectives_lead:
        for m in page.of("Organisation"):
            _whole(page, m)
        for m in page.of("Organisation"):
            _quoted(page, m)


def _whole(page: Page, m: Mention) -> None:
    """ "Inovační centrum Ústeckého kraje": a territory's noun belongs to the adjective that it was cut off from."""
    behind = page.tokens_in(m.end, m.end + _COMPOUND)[:1]
    if m.record is not None or not behind or page.text[m.end : behind[0].start] not in _SPACES:
        return
    word = behind[0]
    territory = any(h.kind == "region" for h in page.heads_in(word.start, word.end)) and word.text.islower()
    if territory and _OF_NOUN.search(m.name) and not page.overlapping(word.start, word.end):
        name = page.text[m.start : word.end]
        page.replace(replace(m, end=word.end, key=key_of("Organisation", name), name=name))


def _quoted(page: Page, m: Mention) -> None:
    """ "Русенският университет „Ангел Кънчев“": a body's noun goes on to the name in quotes right behind it."""
    quote = _QUOTED.match(page.text, m.end) if m.record is None and m.rule in _NOUNS else None
    if quote is None or not page.heads_in(m.start, m.end, "organisation"):
        return
    taken = [x for x in page.overlapping(m.end, quote.end()) if x.type not in TERRITORIES]
    if all(x.type == "Organisation" and x.record is None and x.end < quote.end() for x in taken):
        name = page.text[m.start : quote.end()]
        page.replace(replace(m, end=quote.end(), key=key_of("Organisation", name), name=name))


def _prolonged(page: Page, body: Mention, head: Head) -> None:
    """ "Výzkumný ústav" goes on in lower case: "… meliorací a ochrany půdy"."""
    plain = body.type == "Organisation" and body.record is None
    last = _last_of(page, head)
    if not plain or body.start + 1 >= head.start or body.end > page.tokens[last].end:
        return
    end = _capital_behind(page, last) or _phrase_end(page, last)
    if end and all(m is body or m.type in TERRITORIES for m in page.overlapping(body.start, end)):
        page.replace(
            Mention(
                body.start,
                end,
                key_of("Organisation", page.text[body.start : end]),
                "Organisation",
                page.text[body.start : end],
                "body",
                body.confidence,
            )
        )


def _compound(page: Page, head: Head, at: int) -> None:
    """ "Skogsstyrelsen": a long compound with a capital inside a sentence, where common nouns have none."""
    word = page.tokens[at]
    alone = word.end == head.end and not _capital_behind(page, at)
    inside = head.start > page.sentence_at(head.start).start + 2
    inside = inside or (word.folded.endswith(_AGENCY) and f" {word.folded}" not in page.text)
    if alone and inside and not page.pack.nouns_capital and word.text.istitle() and len(word.text) >= _COMPOUND:
        _take(page, head.start, head.end, 0.7)


def _of_place(page: Page, head: Head) -> None:
    """ "l'université technique de Łódź": a noun for a sort of body, and the name or place that "of" leads to."""
    noun = page.pack.trigger("body_noun").match(page.text, head.start)
    if noun is None or noun.end() < head.end or not page.text[head.start].islower():
        return
    light = page.pack.connectors | page.pack.articles
    runs = {r.start: r for r in capital_runs(page)}
    end, plain = noun.end(), 0
    for token in page.tokens_in(end, end + _COMPOUND * 3)[: _SHORT + 1]:
        if page.text[end : token.start] not in _SPACES | {"'", "’"}:
            return
        if token.start in runs:
            _take(page, head.start, runs[token.start].end, 0.75)
            return
        plain += token.folded not in light
        if plain > 1 or (token.folded not in light and (len(token.text) < _SHORT or _says(page, token))):
            return
        end = token.end


def _clustered(page: Page, head: Head, at: int) -> None:
    """ "Slavonski klaster namještaja", "Klaster zelenih tehnologija (KZT)": as bodies are named, so are clusters."""
    if any(m.type not in TERRITORIES for m in page.overlapping(head.start, head.end)):
        return
    behind = page.heads_in(head.end, head.end + 2 * _COMPOUND)
    if any(h.kind in {"organisation", "network", "programme"} and h.start == head.end + 1 for h in behind):
        return  # "Národní klastrová asociace"
    labels = page.heads_in(max(0, head.start - 2 * _COMPOUND), head.start, "label")
    if any(h.end >= head.start - 1 for h in labels):
        return  # "srebrną odznaką Cluster Management Excellence"
    first = _first_of(page, at)
    capital = page.text[head.start].isupper()
    if not capital and first == at:
        return
    if capital and at and _joined(page, at - 1) and page.tokens[at - 1].text[0].isupper():
        return
    linked = page.tokens_in(head.end, head.end + 2)
    if capital and linked and linked[0].folded in page.pack.linking:
        return  # "gdje je Klasteru i danas sjedište"
    start = head.start if capital else page.tokens[first].start
    last = _last_of(page, head)
    onward = _capital_behind(page, last)
    end = onward or _phrase_end(page, last) or (0 if capital else page.tokens[last].end)
    named = end and (bool(onward) or _ACRONYM.match(page.text, end) is not None)
    whole = not capital and end == head.end
    if end and (named or _titled(page, start, end) or not (_opens(page, start) or whole) or _again(page, start, end)):
        _take(page, start, end, 0.7, "Cluster")


def _titled(page: Page, start: int, end: int) -> bool:
    """A heading is the name, or begins with it before a mark: "Křišťálový klastr, z. s."."""
    name = page.text[start:end]
    for index, block in enumerate(page.blocks):
        if (block.kind == "heading" or not index) and page.text.startswith(name, block.start):
            rest = page.text[block.start + len(name) : block.end]
            if not rest.strip() or rest[:1] in {",", "("} or rest[:2] in {" (", " –", " |"}:
                return True
    return False


def _again(page: Page, start: int, end: int) -> bool:
    """The words of a name, in whatever case, stand twice on the page: "Jadranski klaster … Jadranskom klasteru …"."""
    words = page.tokens_in(start, end)
    form = r"\w*[ \u00a0]".join(re.escape(w.text[:_STEM]) for w in words)
    return len(words) > 1 and sum(1 for _ in re.finditer(form, page.text)) > 1


def _first_of(page: Page, at: int) -> int:
    """The position of the first of the words that describe a noun in lower case: a capital one, an adjective behind."""
    first = at
    while first and _joined(page, first - 1) and page.tokens[first - 1].text[0].isupper():
        first -= 1
    hyphen = at > 1 and page.text[page.tokens[at - 2].end : page.tokens[at - 1].start] == "-"
    if first == at and at > 1 and _joined(page, at - 1) and (hyphen or _joined(page, at - 2)):
        capital, plain = page.tokens[at - 2], page.tokens[at - 1]
        agree = hyphen or _bare(capital.text[-1]) == _bare(plain.text[-1])  # "Obrtno-podjetniška zbornica"
        agree = agree and plain.text.islower() and len(plain.text) > _SHORT
        if capital.text[0].isupper() and agree and len(capital.text) > _SHORT:
            first = at - 2
            while first and _joined(page, first - 1) and page.tokens[first - 1].text[0].isupper():
                first -= 1
    shut = page.pack.articles | page.pack.locative | LINKING
    while first < at and (page.tokens[first].folded in shut or len(page.tokens[first].text) == 1):
        first += 1
    return first


def _bare(letter: str) -> str:
    """A letter without its accent: endings lose theirs behind a long vowel (Slovenský, vodohospodársky)."""
    return unicodedata.normalize("NFD", letter)[0]


def _opens(page: Page, start: int) -> bool:
    """No letter stands before an offset in its sentence."""
    return not any(c.isalpha() for c in page.text[page.sentence_at(start).start : start])


def _described(page: Page, head: Head, at: int) -> None:
    """ "Gozdarski inštitut Slovenije": the capital word before the noun, and the name or place behind."""
    first = _first_of(page, at)
    if first == at:
        return
    start = page.tokens[first].start
    last = _last_of(page, head)
    end = _capital_behind(page, last) or _purpose(page, last) or _owned(page, last)
    named = _ACRONYM.match(page.text, end or page.tokens[last].end) is not None
    if _opens(page, start) and not named and end is None and (first == at - 1 or page.tokens[at - 1].text.islower()):
        return  # any adjective has a capital there
    _take(page, start, end or page.tokens[last].end, 0.75)


def _begun(page: Page, head: Head, at: int) -> None:
    """ "Ministerstvo investícií a regionálneho rozvoja SR": lower-case words behind a capital noun."""
    if at and _joined(page, at - 1) and page.tokens[at - 1].text[0].isupper():
        return
    last = _last_of(page, head)
    end = _capital_behind(page, last)
    if end is None:
        end = _phrase_end(page, last)
        if end is not None and _opens(page, head.start):
            end = end if _ACRONYM.match(page.text, end) or _letterhead(page, head, end) else None
    if end is not None:
        _take(page, head.start, end, 0.7)


def _letterhead(page: Page, head: Head, end: int) -> bool:
    """The name is a line of its own at the top of the page."""
    block = page.blocks[page.sentence_at(head.start).block]
    top = page.sentence_at(head.start).block < _TOP
    return top and head.end - head.start >= _LETTERHEAD and head.start == block.start and end >= block.end - 1


def _purpose(page: Page, last: int) -> int | None:
    """ "Europsko tajništvo za analizu klastera": what a body is for, in lower case behind a word that leads to it."""
    tokens = page.tokens
    light = page.pack.connectors - page.pack.locative - page.pack.linking - LINKING
    if last + 2 >= len(tokens) or not _joined(page, last) or not _joined(page, last + 1):
        return None
    if tokens[last + 1].folded not in light:
        word, after = tokens[last + 1], tokens[last + 2]  # "Střední škola řemesel Valašsko"
        plain = word.text.islower() and len(word.text) > _SHORT and word.folded not in page.pack.light | _FINITE
        closed = page.text[after.end : after.end + 1] in {",", ".", ";", ")", ""}
        return after.end if plain and closed and after.text[0].isupper() and not _says(page, word) else None
    return _phrase_end(page, last, strict=False) if tokens[last + 2].text[0].islower() else None


def _owned(page: Page, last: int) -> int | None:
    """ "Slovenská akadémia vied", "Česká asociace malých podniků": the genitives in lower case right behind a noun."""
    end, i = None, last + 1
    while i < len(page.tokens) and i - last <= _SHORT and _joined(page, i - 1):
        word = page.tokens[i].text
        of_noun = _OF_NOUN.search(word) and word.islower()
        if not (_OF_MANY.search(word) or of_noun) or not word.islower() or page.overlapping(*page.tokens[i][:2]):
            break
        if of_noun:
            i += 1
            if i >= len(page.tokens) or not _joined(page, i - 1) or not page.tokens[i].text.islower():
                break
        end, i = page.tokens[i].end, i + 1
    return end


def _phrase_end(page: Page, last: int, *, strict: bool = True) -> int | None:
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
            while i + 1 < len(page.tokens) and _joined(page, i) and page.tokens[i + 1].text[0].isupper():
                i += 1
            return page.tokens[i].end
        if token.folded in _FINITE or (token.folded not in page.pack.connectors and _says(page, token)):
            break
        i += 1
    end = (comma or i) - 1
    while end > last and page.tokens[end].folded in page.pack.connectors | page.pack.locative | LINKING:
        end -= 1
    return page.tokens[end].end if end > last + 1 or (end > last and _long(page.tokens[end])) else None


def _long(token: Token) -> bool:
    return len(token.text) > _SHORT or _OF_MANY.search(token.text) is not None


def _says(page: Page, token: Token) -> bool:
    return any(page.pack.trigger(name).match(page.text, token.start, token.end + 12) for name in _SAYING)


def _last_of(page: Page, head: Head) -> int:
    """The position of the last word of a head of several words."""
    return max(i for i, t in enumerate(page.tokens) if head.start <= t.start < head.end)


def _capital_behind(page: Page, last: int) -> int | None:
    """The end of the capital words right behind a position, one connector allowed between."""
    tokens = page.tokens
    i = last + 1
    if i < len(tokens) and _joined(page, last) and tokens[i].folded in page.pack.connectors | page.pack.locative:
        i += 1
        begins = page.heads_in(tokens[i].start, tokens[i].end, "organisation") if i < len(tokens) else []
        if begins and tokens[i - 1].folded in page.pack.linking:
            return None  # "… kraj a Univerzita": another body
    if i >= len(tokens) or not _joined(page, i - 1) or not tokens[i].text[0].isupper():
        return None
    while i + 1 < len(tokens) and _joined(page, i) and tokens[i + 1].text[0].isupper():
        i += 1
    return tokens[i].end


def _joined(page: Page, i: int) -> bool:
    """A blank alone stands between a word and the next."""
    return i + 1 < len(page.tokens) and page.text[page.tokens[i].end : page.tokens[i + 1].start] in _SPACES


def _linked(page: Page, i: int) -> bool:
    after = page.tokens[i + 1]
    between = page.text[page.tokens[i].end : after.start]
    return between in _SPACES or (between == ", " and not page.heads_in(after.start, after.end, "organisation"))


def _take(page: Page, start: int, end: int, confidence: float, kind: EntityType = "Organisation") -> None:
    taken = page.overlapping(start, end)
    if not any(m.type not in TERRITORIES for m in taken):
        end = max([end, *(m.end for m in taken if m.start > start)])  # "Razvojni center Novo mesto"
        name = page.text[start:end]
        page.replace(Mention(start, end, key_of(kind, name), kind, name, "body", confidence))
