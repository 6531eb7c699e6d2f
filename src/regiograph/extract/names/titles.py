"""Names of projects with words in lower case: read from the title that the text repeats, and past the first word.

Capitals do not tell where such a name ends ("Havn til vind", "Saare laeng", "Raia sem Fogo"). The page does: the title
is found again in the text, the same words stand together again, or a mark ends them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.names.runs import words_like
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.territories.gazetteer import Token

_KINDS = frozenset({"project", "partnership", "network", "cluster", "compound_cluster"})
_SHORTEST = 4
_NEAR, _BESIDE, _AHEAD = 60, 30, 400
"""Characters within which a noun stands behind a title, beside a name, and behind a name that opens a sentence."""
_TOP = 4
"""Headings of a page among which its title is."""
_WORDS = 6
_CRUMB = re.compile(r"[^>»›|/\n]*[>»›|/]\s*")
_SHORT_FORM = re.compile(r"(?P<name>[^()\n]{4,90}?)[ \u00a0]\((?P<short>[^()\n]{3,24})\)")
_PLAIN = re.compile(r"[^\W\d_][^:!?()\"“”„«»\n;]*[^\s.,:;!?]")
_TAIL = 4
"""Words in lower case that may follow the first word of a name."""
_MARKED_TAIL = 3
_PAYING = frozenset({"programme", "fund", "project"})
_SHORT_TAIL = 2
_ENDS = frozenset(',.;:)"“”»«\n(–—')
_NUMBER = re.compile(r"[ \u00a0](?:\d{1,2}(?:\.0)?|I{1,3}|IV|V)(?![\w.]*\w)")
_OPENING = " \u00a0\"„“«‘'"
_ADJECTIVE = re.compile(r"[^\W\d_]{2}(?:[ýáéí]|ou|(?:[sc]k|ow)[yaieoą]|(?:[sc]k|ow)i?ej)$")
_AGREES = {"a": "ae", "e": "eia", "i": "i", "o": "oe", "а": "а", "о": "о", "и": "и"}
_VOWELS = "aeiouyáéíóúýěůаеиоуъюя"
"""Last letter of an adjective → those of nouns that agree with it; a noun may end in a consonant, too."""
DESCRIBES = re.compile(r"(?:[ýáé]|ého|ému|ém|ým|ých|ými|(?:[sc]k|ow)(?:[yaieoą]|i?ej|i?ego|[yi]m|[yi]ch))$")
"""Endings of adjectives that come before their noun: of a name's first word, and of a word behind a preposition."""
_TOLD = ("funding", "total", "period", "programme", "participants", "lead_duty", "start", "end", "fact_partners",
         "rate", "share", "outcome", "undertaking", "venue")  # fmt: skip
_UNEXTENDED = frozenset({"head-before", "head-inside", "repeat"})


def find_titles(page: Page) -> None:
    """The project or partnership that a title names, where the text says it again and a noun tells its kind."""
    for block in [b for b in page.blocks if b.kind == "heading"][:_TOP]:
        start, end, short = _name(page, block)
        if end - start < _SHORTEST or not _may_name(page, start, end):
            continue
        name = page.text[start:end]
        again = _again(page, name)
        noun = (
            (again and _sheet_above(page, block))
            or _noun(page, again, len(name))
            or (short and (_next_noun(page, block.end, block.end + _NEAR) or _this_noun(page, block.end)))
        )
        if not noun:
            continue
        kind = HEAD_TYPES[noun]
        title = Mention(start, end, key_of(kind, name), kind, name, "title", 0.8)
        page.replace(title)
        for at in again:
            if not any(m.record and m.start <= at and m.end > at + len(name) for m in page.overlapping(at, at + 1)):
                page.replace(replace(title, start=at, end=at + len(name), rule="repeat"))
        if short:
            form = "acronym" if page.text[slice(*short)].isupper() else "alias"
            page.replace(replace(title, start=short[0], end=short[1], form=form, rule="title-short"))
        return


def _name(page: Page, block: Block) -> tuple[int, int, tuple[int, int] | None]:
    """Where the name in a title is: behind a trail of links, before an acronym in brackets."""
    start = block.start
    while (crumb := _CRUMB.match(page.text, start, block.end)) and crumb.end() > start:
        start = crumb.end()
    whole = _SHORT_FORM.fullmatch(page.text, start, block.end)
    if whole and all(distinctive(w) or w.isupper() for w in whole["short"].split()):
        return start, whole.end("name"), whole.span("short")
    return start, block.end, None


def _may_name(page: Page, start: int, end: int) -> bool:
    words = page.tokens_in(start, end)
    if (
        not 2 <= len(words) <= _WORDS
        or not words[0].text[0].isupper()
        or _PLAIN.fullmatch(page.text, start, end) is None
    ):
        return False
    if any(h.kind not in {"place", "region", "city"} for h in page.heads_in(start, end)) or page.dated.meet(start, end):
        return False
    taken = page.overlapping(start, end)
    return all(m.type in TERRITORIES or (m.record is None and m.type == "Project") for m in taken) and not any(
        m.start <= start and m.end >= end and m.record for m in taken
    )


def _again(page: Page, name: str) -> list[int]:
    """Where the text says a title again, outside headings."""
    places = words_like(page.text, name, whole=True)
    return [at for at in places if page.blocks[page.sentence_at(at).block].kind in {"para", "item"}]


def _noun(page: Page, again: list[int], length: int) -> str | None:
    """The kind of the noun beside the title inside a sentence, or of the next one where the title opens a sentence."""
    for at in again:
        if at > page.sentence_at(at).start + 1:
            near = page.heads_in(max(0, at - _BESIDE), at + length + _BESIDE)
            beside = [h for h in near if h.kind in _KINDS and not _of_another(page, h, at + length)]
            if beside:
                return beside[0].kind
        elif page.text[at + length : at + length + 2].lstrip()[:1].islower() and (
            noun := _next_noun(page, at + length, at + length + _AHEAD)
        ):
            return noun
    return None


def _of_another(page: Page, noun: Head, end: int) -> bool:
    """ "Out of Ålgräs åter grew the network Blå ängar": a noun behind the title that has a name of its own."""
    opened = page.text[noun.end : noun.end + 2].lstrip(" \u00a0\"“„«»”'")
    return noun.start >= end and not page.pack.nouns_capital and opened[:1].isupper()


def _sheet_above(page: Page, block: Block) -> str | None:
    """The kind of thing of which a line above the title announces a sheet: "PROJECT SHEET"."""
    sheet = page.pack.trigger("fact_sheet")
    above = [b for b in page.blocks[:_TOP] if b.end <= block.start and sheet.search(page.text, b.start, b.end)]
    kinds = [h.kind for b in above for h in page.heads_in(b.start, b.end) if h.kind in _KINDS]
    return kinds[0] if kinds else None


def _next_noun(page: Page, start: int, end: int) -> str | None:
    ahead = [h for h in page.heads_in(start, end) if h.kind in _KINDS and not page.overlapping(h.start, h.end)]
    return ahead[0].kind if ahead else None


def _this_noun(page: Page, start: int) -> str | None:
    """The kind that "this partnership", "this European project" tells in the text below a title with its short form."""
    for head in [h for h in page.heads_in(start, start + _AHEAD) if h.kind in _KINDS]:
        before = page.tokens_in(max(start, head.start - _BESIDE), head.start)[-_SHORT_TAIL:]
        if any(page.pack.trigger("demonstrative").fullmatch(t.text) for t in before):
            return head.kind
    return None


def find_tails(page: Page) -> None:
    """The words in lower case, and the number, that belong to a project's name behind its first words."""
    _places_made_projects(page)
    named = page.of("Project", "Network", "Partnership", "Initiative", "Cluster")
    for m in [m for m in named if m.record is None and _extends(page, m)]:
        if page.text[m.end : m.end + 1] not in {" ", "\u00a0"} or m not in page.overlapping(m.start, m.end):
            continue
        end = _end(page, m)
        number = _NUMBER.match(page.text, end)
        if number and not page.dated.meet(number.start(), number.end()) and not page.figures.meet(*number.span()):
            end = number.end()
        if end > m.end and all(x is m or x.type in TERRITORIES for x in page.overlapping(m.start, end)):
            name = page.text[m.start : end]
            page.replace(replace(m, end=end, key=key_of(m.type, name), name=name, form="name"))


def _extends(page: Page, m: Mention) -> bool:
    """A project beside its noun; a network behind its noun, or that ends in the noun in lower
    case where more may follow."""
    if m.type == "Project":
        return m.rule in _UNEXTENDED
    if m.rule == "head-inside" and page.pack.adjectives_lead and page.pack.adjectives_follow:
        words = page.text[m.start : m.end].split()
        return len(words) == _SHORT_TAIL and bool(page.heads_in(m.start, m.start + len(words[0])))
    closed = page.pack.heads_follow or not page.text[m.start : m.end].split()[-1].islower()
    return m.rule == "head-before" or (m.rule == "head-after" and not closed)


def _places_made_projects(page: Page) -> None:
    """ "projekt Pomurje znova, ki …": a territory right behind the noun, with words in lower case up to a mark."""
    for m in page.of("Region", "Place"):
        if " " in m.name or page.text[m.end : m.end + 1] not in {" ", "\u00a0"} or page.pack.nouns_capital:
            continue
        noun = [h for h in page.heads_in(max(0, m.start - _NEAR), m.start) if h.kind == "project"]
        if not noun or page.text[noun[-1].end : m.start].strip(_OPENING) or len(page.tokens_in(m.start, m.end)) > 1:
            continue
        name = Mention(m.start, m.end, m.key, "Project", page.text[m.start : m.end], "head-before", 0.75)
        end = _end(page, name)
        if end > m.end and all(x is m for x in page.overlapping(m.start, end)):
            shown = page.text[m.start : end]
            page.replace(replace(name, end=end, key=key_of("Project", shown), name=shown))


def _end(page: Page, m: Mention) -> int:
    """Where a name ends: the longest stretch that the page repeats, else a short one that a mark or a date ends."""
    words: list[Token] = []
    for t in page.tokens_in(m.end, m.end + 80)[: _TAIL + 1]:
        before = words[-1].end if words else m.end
        if page.text[before : t.start] not in {" ", "\u00a0"} or not t.text.islower():
            break
        words.append(t)
    tail = words[:_TAIL]
    lone = m.name.isupper() or distinctive(m.name)
    if not tail or lone or page.pack.nouns_capital:
        return m.end
    for count in range(len(tail), 0, -1):
        end = tail[count - 1].end
        name = page.text[m.start : end]
        if tail[count - 1].folded not in page.pack.light and page.text.count(name) > 1 and not says(page, tail[0]):
            return end
    own = page.tokens_in(m.start, m.end)[-1].start if m.rule == "head-inside" and m.type != "Project" else m.start
    return max(_marked(page, m, tail), goes_on(page, own, m.end))


def _marked(page: Page, m: Mention, tail: list[Token]) -> int:
    """A tail that ends at a mark, or before a preposition and a date; not behind a noun that opens its sentence."""
    sentence = page.sentence_at(m.start)
    opens = len(page.tokens_in(sentence.start, m.start)) < _SHORT_TAIL
    if opens or (" " in m.name and m.type == "Project"):
        return m.end
    for count, t in enumerate(tail[:_MARKED_TAIL], start=1):
        led = count > 1 and tail[count - 2].folded in page.pack.locative  # behind a preposition stands no verb
        if (not led and says(page, t)) or any(h.kind in _PAYING for h in page.heads_in(t.start, t.end)):
            break
        rest = page.text[t.end : t.end + 1]
        light = t.folded in page.pack.light
        if not light and (rest in _ENDS or not rest):
            return t.end
        behind = page.tokens_in(t.end, t.end + 12)[:1]
        dated = (
            bool(behind)
            and behind[0].folded in page.pack.locative
            and bool(page.dates_in(behind[0].end, behind[0].end + 12))
        )
        if not light and dated and count > 1:
            return t.end
    return m.end


def goes_on(page: Page, start: int, end: int) -> int:
    """The end of a name of one capitalised word that cannot end there: "Dešťové zahrady", "Dřevo za hranicí".

    An adjective needs its noun; behind it, or behind a noun, a preposition needs another, unless what they say is told
    of names ("with a budget of", "in the years").
    """
    words = page.tokens_in(start, end)
    if not page.pack.adjectives_lead or len(words) != 1 or distinctive(words[0].text):
        return end
    tail: list[Token] = []
    for token in page.tokens_in(end, end + 60)[:_TAIL]:
        if page.text[tail[-1].end if tail else end : token.start] not in {" ", "\u00a0"} or not token.text.islower():
            break
        tail.append(token)
    described = bool(tail) and bool(_ADJECTIVE.search(words[0].text) or _agree(page, words[0], tail[0]))
    while described and not _light(page, tail[0]) and not says(page, tail[0]):
        described = bool(_ADJECTIVE.search(tail[0].text)) and len(tail) > 1  # "Pojízdná řemeslná dílna"
        end = tail.pop(0).end
    if len(tail) < _SHORT_TAIL or not _leads(page, tail[0]) or says(page, tail[0]):
        return end
    noun = tail[1]
    told = any(page.pack.trigger(n).match(page.text, noun.start) for n in _TOLD) or page.heads_in(noun.start, noun.end)
    plain = noun.text.isalpha() and len(noun.text) >= _SHORTEST and noun.folded not in page.pack.numbers
    dated = page.dated.meet(tail[0].start, noun.end) or noun.folded in page.pack.year_words
    if told or not plain or dated or _light(page, noun) or says(page, noun) or DESCRIBES.search(noun.text):
        return end
    return noun.end


def _agree(page: Page, adjective: Token, noun: Token) -> bool:
    """A word with an adjective's ending, and a noun whose ending agrees with it: "Pametna obala", "Zeleni most"."""
    last = noun.text[-1]
    fits = last in _AGREES.get(adjective.text[-1], "") or last not in _VOWELS
    return page.pack.trigger("name_adjective").fullmatch(adjective.text) is not None and fits


def _light(page: Page, token: Token) -> bool:
    return token.folded in page.pack.light | page.pack.linking


def _leads(page: Page, token: Token) -> bool:
    """A preposition."""
    small = (page.pack.connectors | page.pack.locative) - page.pack.linking - page.pack.articles
    if page.pack.trigger("name_joiner").fullmatch(token.text):
        return True
    return token.folded in small or page.pack.trigger("purpose").fullmatch(token.text) is not None


def says(page: Page, token: Token) -> bool:
    """The word begins what is said of a project, or of what else it stands behind."""
    names = ("copula", "lead_of", "funding", "held", "start", "end", "focus", "partner_in", "partner_list", "show",
             "negation", "lineage_to", "lineage_from", "relative", "planned", "ongoing", "belongs", "springs", "cost",
             "programme", "located", "member_of", "particle", "led")  # fmt: skip
    ahead = token.end + 24
    inside = token.folded in page.pack.locative  # "Breg na bregu": a preposition alone says nothing yet
    return any(
        (hit := page.pack.trigger(n).match(page.text, token.start, ahead))
        and hit.end() >= token.end + (inside or (n == "programme" and len(token.text) <= _SHORTEST))
        for n in names
    )
