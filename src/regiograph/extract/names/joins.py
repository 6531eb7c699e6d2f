"""What a run of capitalised words may hold in small letters: connectors, and the words of an office's name."""

from __future__ import annotations

import re

from regiograph.extract.reading.page import Page
from regiograph.extract.reading.spelling import ENGLISH, distinctive
from regiograph.extract.territories.gazetteer import Token

_ARTICLE, _ASIDE = 3, 24
"""Letters of what may be an article, and characters behind a word in which its noun stands."""

_NEAR_RUN = 60
"""Characters in which the nouns of a body's name stand."""
_OPENING = " \"“„«‘'»”"
_SAYING = ("finite", "copula", "be", "held", "show", "pays", "lead_of", "partner_in", "lineage_to")
"""Triggers of verbs, none of which stands inside a body's name."""
_DONE = frozenset({"project", "programme", "label", "practice"})
"""Kinds of nouns that no body's name holds."""
_OBJECT = frozenset(("den", "die", "das", "dem", "ein", "eine", "einen", "einem"))
"""Articles that stand inside a name behind a preposition only, where all nouns have capitals."""
_ENDING = ("with", "lead_of", "partner_in", "hosts", "gather")
"""Triggers that say something of a body or of others, and so end its name."""
_LEADING = frozenset({"für", "der", "des", "zur"})
_ADJECTIVE = ("e", "en", "er", "es")
"""What leads to an adjective inside a German body's name, and how it ends."""
_OF = frozenset(
    ("de", "du", "des", "di", "del", "della", "degli", "do", "da", "van", "von", "zu", "für", "för", "voor")
)
_BODIES = frozenset(
    (
        "université", "universidad", "università", "universidade", "universiteit", "universität", "universitat",
        "universitet", "universitatea", "uniwersytet", "univerzita", "univerza", "politecnico", "politécnico",
        "hogeschool", "hochschule", "handelskammer", "chambre", "câmara", "cámara", "ayuntamiento", "conseil",
        "institut",
        "instituto", "istituto", "agence", "agencia", "agência", "agenzia", "ministère", "ministerio", "ministero",
        "ministerium", "stadtwerke", "fundación", "fondazione", "fondation", "diputación", "comune",
    )
)  # fmt: skip
"""Small words and first nouns of bodies' names in languages other than the page's."""


def carries_on(page: Page, first: int, j: int, last: int, connectors: frozenset[str]) -> bool:
    behind_office = j - last < _ARTICLE + 1 and page.tokens[j - 1].folded not in connectors
    return ((j - last < 2 or behind_office) and _connects(page, first, j, connectors)) or (
        j - last <= _ARTICLE and _office_word(page, first, j)
    )


def whole_office(page: Page, first: int) -> int:
    """The position behind a body's noun of several words, where its name goes on behind it with a capital word:
    "Centre hospitalier Alpes-Léman", "Chambre d'agriculture de l'Aisne"; 0 where it does not."""
    tokens = page.tokens
    start = tokens[first].start
    nouns = [h for h in page.heads_in(start, start + _NEAR_RUN, "organisation") if h.start == start]
    if not nouns:
        return 0
    end = max(h.end for h in nouns)
    at = first
    while at < len(tokens) and tokens[at].start < end:
        at += 1
    ahead = at
    while ahead < min(len(tokens), at + _ARTICLE) and tokens[ahead].folded in page.pack.connectors | page.pack.articles:
        ahead += 1
    if at < first + 2 or ahead >= len(tokens) or not tokens[ahead].text[0].isupper():
        return 0
    between = page.text[end : tokens[ahead].start]
    return ahead if re.fullmatch(r"[\w \u00a0'’]*[ \u00a0'’]", between) else 0


def two_acronyms(a: Token, b: Token, between: str) -> bool:
    return between.strip() == "&" and distinctive(a.text) and distinctive(b.text) and len(a.text) > 2 < len(b.text)


def _connects(page: Page, first: int, j: int, connectors: frozenset[str]) -> bool:
    """A lower-case word inside a name: a connector; a linking word only within an "X of Y and Z" name."""
    tokens = page.tokens
    word = tokens[j].folded
    if tokens[j].text[0].isupper():
        return False
    if word not in connectors:
        return (word in ENGLISH and _english_name(page, first, j)) or (word in _OF and _foreign(page, first, j))
    if page.pack.nouns_capital and word in _OBJECT and tokens[j - 1].text[0].isupper():
        return False  # "hat die Hochschule Zittau den Hut auf": another noun's article
    if distinctive(tokens[j - 1].text) and page.pack.trigger("joined_by").fullmatch(tokens[j].text):
        return False  # "la alianza AquaSmart4Food con Emilia-Romaña"
    if word in page.pack.linking:
        if _two_attributes(page, j):
            return True
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        if after is not None and _of_again(page, first, j):
            return True
        if after is None or not after.text[0].isupper() or page.heads_in(after.start, after.end, "organisation"):
            return False
        if not page.pack.adjectives_follow and page.heads_in(after.start, after.end, "region"):
            return False  # "the University of Tartu and Region Zealand"
        if page.pack.adjectives_lead and _other_body(page, after):
            return False
        return any(tokens[k].folded in connectors and tokens[k].text[0].islower() for k in range(first, j))
    return True


def _two_attributes(page: Page, link: int) -> bool:
    """ "Kereskedelmi és Iparkamara", "Linnade ja Valdade Liit": "and" joins what describes the noun of one body."""
    before, after = page.tokens[link - 1], page.tokens[link + 1 : link + 2]
    if not after or not after[0].text[0].isupper() or page.heads_in(before.start, before.end, "organisation"):
        return False
    described = page.pack.trigger("attributive").fullmatch(before.text)
    noun = page.heads_in(after[0].start, after[0].start + _ASIDE, "organisation")
    near = bool(noun) and page.text[after[0].start : noun[0].start].count(" ") < _ARTICLE
    return described is not None and near and not re.search(r"[,;:.()\n]", page.text[after[0].start : noun[0].start])


def _of_again(page: Page, first: int, j: int) -> bool:
    """ "Centro … da Cerâmica e do Vidro": the preposition of the first part stands again behind the linking word."""
    tokens = page.tokens
    if page.pack.nouns_capital or j + 2 >= len(tokens) or not tokens[j + 2].text[0].isupper():
        return False
    again = tokens[j + 1]
    said = [t for t in tokens[first:j] if t.text[0].islower() and t.folded in page.pack.connectors]
    same = any(t.folded[0] == again.folded[0] for t in said) and again.folded in page.pack.connectors
    begun = page.heads_in(tokens[first].start, tokens[first].end, "organisation")
    return (
        same and again.text[0].islower() and bool(begun) and not page.heads_in(tokens[j + 2].start, tokens[j + 2].end)
    )


def _other_body(page: Page, word: Token) -> bool:
    """A capital adjective whose noun in lower case begins another body: "… in Romski akademski klub"."""
    for head in page.heads_in(word.end, word.end + _ASIDE, "organisation"):
        between = page.text[word.end : head.start]
        return page.text[head.start].islower() and between.islower() | (between == " ") and len(between.split()) < 2
    return False


def _foreign(page: Page, first: int, j: int) -> bool:
    """ "Université de Łódź" on a page in a language that has no "de": a noun for a body opens, a capital follows."""
    following = page.tokens[j + 1 : j + 3]
    capital = bool(following) and (following[0].text[0].isupper() or following[-1].text[0].isupper())
    return capital and page.tokens[first].folded in _BODIES and page.tokens[j - 1].text[0].isupper()


def _english_name(page: Page, first: int, j: int) -> bool:
    """ "projekt Islands on Batteries (…)": an English word between capitals, a noun before them, a mark behind them."""
    tokens = page.tokens
    head = [h for h in page.heads_in(max(0, tokens[first].start - 30), tokens[first].start) if h.kind == "project"]
    last = j + 1
    while last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and page.text[tokens[last].end] == " ":
        last += 1
    if last >= len(tokens) or not head or page.text[head[-1].end : tokens[first].start].strip(_OPENING):
        return False
    return (
        tokens[j + 1].text[0].isupper() and re.match(r"\s?[,.;:()\"”“»\n]", page.text[tokens[last].end :]) is not None
    )


def _describes(page: Page, first: int, j: int) -> bool:
    """ "Landesamt für ländliche Entwicklung": an adjective between "for" or "of the" and a noun in a body's name."""
    tokens = page.tokens
    word, before = tokens[j].text, tokens[j - 1]
    ahead = tokens[j + 1] if j + 1 < len(tokens) else None
    if ahead is None or not ahead.text[0].isupper() or page.text[tokens[j].end : ahead.start] != " ":
        return False
    led = before.folded in _LEADING and before.text.islower() and page.text[before.end : tokens[j].start] == " "
    formed = word.islower() and word.isalpha() and len(word) > _ARTICLE + 1 and word.endswith(_ADJECTIVE)
    return led and formed and bool(page.heads_in(tokens[first].start, before.start, "organisation"))


def _office_word(page: Page, first: int, j: int) -> bool:
    """The lower-case words of "Conseil départemental de la Manche": behind a noun for a body, a capital to follow."""
    tokens = page.tokens
    head, word = tokens[first], tokens[j]
    if page.pack.nouns_capital:
        return _describes(page, first, j)
    if j == first + 1 and page.pack.adjectives_follow and page.heads_in(word.start, word.end + 1, "organisation"):
        after = tokens[j + 1 : j + 3]  # "Technická univerzita v Liberci"
        return len(after) == 2 and after[0].folded in page.pack.connectors and after[1].text[0].isupper()
    if page.pack.heads_follow or word.text[0].isupper() or len(word.text) < 4 or not word.text.isalpha():
        return False
    if (
        not any(h.start == head.start for h in page.heads_in(head.start, head.end + 40, "organisation"))
        or page.pack.language == "en"
    ):
        return False
    if page.pack.nouns_capital and tokens[j - 1].folded not in page.pack.connectors:
        return False  # "Energieagentur Saar begleitet die …": a verb; adjectives stand behind "für", "der"
    if any(page.pack.trigger(name).match(page.text, word.start) for name in _ENDING):
        return False  # "Regione Umbria insieme alla Toscana"
    ahead = tokens[j + 1 : j + 4]
    if _says(page, first, j):
        return False
    inside = all(
        page.text[a.end : b.start] in {" ", "\u00a0", "'", "’"} for a, b in zip(tokens[j : j + 3], ahead, strict=False)
    )
    joins = [t for t in ahead if t.folded in page.pack.connectors or t.folded in {"d", "l"}]
    return inside and bool(joins) and any(t.text[0].isupper() for t in ahead)


def _says(page: Page, first: int, j: int) -> bool:
    """ "Asociația a fost înregistrată la …", "Asociația Fagul conduce proiectul …": what is said of a body begins."""
    tokens, word = page.tokens, page.tokens[j]
    if any(h.kind in _DONE for h in page.heads_in(word.start, word.end + _ASIDE)[:1]):
        return True
    return any(
        (hit := page.pack.trigger(name).match(page.text, tokens[k].start)) is not None and hit.end() >= word.end
        for k in range(max(first + 1, j - 1), j + 1)
        for name in _SAYING
    )
