"""Runs of capitalised words, and quoted stretches, that look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from regiograph.extract.dateplaces import hits
from regiograph.extract.gazetteer import Token
from regiograph.extract.page import Page

_QUOTES = re.compile(
    r"[\"“„«»”]\s?(?P<a>[^\"“”„«»\n]{2,160}?)\s?[\"”“»«]|(?<!\w)['‘‚](?P<b>[^'’‘\n]{3,120}?)[’'](?!\w)"
    r"|(?<!\w)'(?P<c>[^'\"\n]{6,120}?)\""
)
_MUTATED = re.compile(r"(?:bhF|gC|mB|nD|nG|bP|dT|tS|n-?[AEIOUÁÉÍÓÚ]|t-?[AEIOUÁÉÍÓÚ]|h[AEIOUÁÉÍÓÚ])[a-záéíóú]+")
"""A capital behind the small letter of an Irish mutation: "bhFreaslainn"."""
_QUOTE = re.compile(r"[\"“„«»”'‘‚]")
"""What may open a quote."""
COMPOUND = re.compile(r"[ \u00a0]?[\"”“»«’']+[ \u00a0]?-\w")
"""What follows a quoted stretch that is the first part of a compound: "“X” -tarinat"."""
_CAMEL = re.compile(r"^(?=.*[A-ZÀ-Þ])(?=.*(?:\d|[a-zà-ÿ][A-ZÀ-Þ]))[\w&-]{3,}$")
_SIZED = re.compile(r"\d[DGKX]")
"""What goes on a name: "Klaster Druku 3D", "Campus 5G"."""
_PATRON = frozenset({"im", "st", "sv", "sw", "szt", "hl"})
"""Abbreviations that lead to a patron's name inside a body's name: "Instytut … im. …"."""
_NEAR_RUN = 60
"""Characters in which the nouns of a body's name stand."""
_ARTICLE = 3
"""Letters and words of what may be an article."""
_OPENING = " \"“„«‘'»”"
_ASIDE = 24
"""Characters before a name in which the noun stands that it is in apposition to."""
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CODE = 3
"""Digits of a year, the years themselves, and the digits of the shortest number in a register."""
_SAYING = ("finite", "copula", "be", "held", "show", "pays", "lead_of", "partner_in", "lineage_to")
"""Triggers of verbs, none of which stands inside a body's name."""
_DONE = frozenset({"project", "programme", "label", "practice"})
"""Kinds of nouns that no body's name holds."""
_PLUS = re.compile(r"\+(?![\w+])")
"""A plus sign that ends a name: "Łódź+"."""
_SPACES = frozenset({" ", "\u00a0", "'", "’"})
_KEPT = 65_536
"""Words whose spelling is remembered."""
_OBJECT = frozenset(("den", "die", "das", "dem", "ein", "eine", "einen", "einem"))
"""Articles that stand inside a name behind a preposition only, where all nouns have capitals."""
_ENDING = ("with", "lead_of", "partner_in", "hosts", "gather")
"""Triggers that say something of a body or of others, and so end its name."""
_LEADING = frozenset({"für", "der", "des", "zur"})
_ADJECTIVE = ("e", "en", "er", "es")
"""What leads to an adjective inside a German body's name, and how it ends."""
_DATELINE = re.compile(r"[ \u00a0][–—-]+[ \u00a0][\"“„'‘»«]?[A-ZÀ-Þ][^\n]{60}")
_GLUE = re.compile(r"[ \u00a0]|[-–’'/.]|[ \u00a0]?&[ \u00a0]?|['’]s?[ \u00a0]|[-–][ \u00a0]?")

LINKING = frozenset(
    (
        "ja", "sekä", "ning", "and", "und", "et", "y", "e", "i", "oraz", "och", "og", "en", "és", "ir", "un", "și",
        "in", "a",
        "και", "и", "agus", "u", "ou", "or", "oder", "lub",
    )
)  # fmt: skip
ENGLISH = frozenset({"of", "on", "for", "the", "and", "in", "to", "with", "at", "by", "from", "without"})
"""Small words inside English names, which pages in any language use."""
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


class Run(NamedTuple):
    """Capitalised words that belong together, by token positions (last exclusive) and offsets."""

    first: int
    last: int
    start: int
    end: int
    quoted: bool = False

    @property
    def words(self) -> int:
        """How many words."""
        return self.last - self.first


def quotes(page: Page) -> list[Run]:
    """Quoted stretches that look like names: the first word capitalised, not a whole spoken sentence."""
    if page.quoted is None:
        page.quoted = _quotes(page)
    return page.quoted


def _quotes(page: Page) -> list[Run]:
    found = []
    for m in hits(_QUOTES, page.text, [m.start() for m in _QUOTE.finditer(page.text)]):
        group = next(g for g in ("a", "b", "c") if m[g])
        start, end = m.start(group), m.end(group)
        inner = page.text[start:end]
        if inner[:1].isupper() and not inner.rstrip().endswith((".", ",", "!", "?")) and inner.count(",") < 3:
            words = page.words_in(start, end)
            if words.start < words.stop and not _spoken(page, m.end()):
                found.append(Run(words.start, words.stop, start, end, quoted=True))
    return found


def _spoken(page: Page, end: int) -> bool:
    """ "“We do not start from nothing”, says its chair": a comma and a verb of speech follow the closing mark."""
    said = page.text[end : end + 2] == ", "
    return said and page.pack.trigger("spoken").match(page.text, end + 2) is not None


def capital_runs(page: Page) -> list[Run]:
    """Runs of capitalised words, connectors inside allowed, cut at punctuation and block borders; not to be changed."""
    if page.runs is None:
        page.runs = [_bounded(page, run) for run in _capital_runs(page)]
    return page.runs


def _capital_runs(page: Page) -> Iterator[Run]:
    tokens, text, connectors = page.tokens, page.text, page.pack.connectors
    days = {day.split(" ")[0] for day in page.pack.weekdays if " " in day}  # "Dé Céadaoin"
    capital = [_capital(t.text) and not _figure(page, t) and t.folded not in days for t in tokens]
    last = 0
    for i in [i for i, begins in enumerate(capital) if begins]:
        if i < last:
            continue
        j = last = i + 1
        while j < len(tokens):
            between = text[tokens[j - 1].end : tokens[j].start]
            if (
                len(between) > _ARTICLE
                and not between.strip(" ")
                and not apart(page, tokens[j - 1].end, tokens[j].start)
            ):
                between = " "  # the indent of a wrapped item
            if between == "- " and _shared_end(tokens, i, j):
                j += 1  # "Industrie- und Handelskammer"
                continue
            if j == last and not capital[j] and (whole := _whole_office(page, last - 1)) > j:
                j = whole
            elif (capital[j] or _SIZED.fullmatch(tokens[j].text)) and (
                between == " " or _glued(tokens[j - 1], tokens[j], between)
            ):
                j = last = j + 1
            elif (
                (tokens[j].folded == "s" and between in {"'", "’"})
                or (between == "-" and _hyphened(page, j))
                or (between in _SPACES and _carries_on(page, i, j, last, connectors))
            ):
                j += 1
            else:
                break
        end = tokens[last - 1].end
        yield Run(i, last, tokens[i].start, end + (_PLUS.match(text, end) is not None))


def _bounded(page: Page, run: Run) -> Run:
    """A run without the small word that opens its sentence ("I FjordLab …") and without a count of what follows it
    ("Klyngen 86 medlemmer"), unless the page has the whole inside a sentence as well."""
    first, last = run.first, run.last
    tokens = page.tokens
    opener = tokens[first]
    if last - first > 1 and opener.folded in page.pack.light and page.text[opener.end] == " ":
        opens = page.sentence_at(opener.start).start >= opener.start - 1
        shown = page.text[opener.start : tokens[first + 1].end]
        inside = re.search(rf"[^\W\d_],? {re.escape(shown)}", page.text) is not None
        first += opens and not inside and (tokens[first + 1].text[0].isupper() or distinctive(tokens[first + 1].text))
    if last - first > _ARTICLE - 1 and tokens[first].text.isdigit() and tokens[first + 1].text.islower():
        first += 2 * (tokens[first + 1].folded in page.pack.light)  # "nació en 2021 la Red …"
    counted = tokens[last - 1]
    if last - first > 1 and counted.text.isdigit() and len(counted.text) > 1 and not page.dated.meet(counted.start, counted.end):
        behind = page.tokens_in(counted.end, counted.end + 2)
        last -= bool(behind) and behind[0].text[0].islower() and page.text[counted.end] in _SPACES
    if (first, last) == (run.first, run.last):
        return run
    return Run(first, last, tokens[first].start, tokens[last - 1].end if last < run.last else run.end)


def _attribute(page: Page, at: int) -> bool:
    """A word that by its ending describes the noun behind it, with a capital word behind."""
    behind = page.tokens[at + 1 : at + 2]
    describes = page.pack.trigger("attributive").fullmatch(page.tokens[at].text) is not None
    return describes and bool(behind) and behind[0].text[0].isupper()


def _hyphened(page: Page, at: int) -> bool:
    """The second half of "Közép-dunántúli Vízügyi Igazgatóság": in lower case, a word that describes what follows."""
    ahead = page.tokens[at + 1 : at + 2]
    return _attribute(page, at) and page.text[page.tokens[at].end : ahead[0].start] == " "


def apart(page: Page, low: int, high: int) -> bool:
    """Wide blanks inside one line stand between two offsets: entries of a menu, cells of a table."""
    between = page.document.text[low:high]
    return len(between) > 1 and "   " in between and "\n" not in between


def _figure(page: Page, token: Token) -> bool:
    """A number of a sum or share, which is no part of the name before it: "project ABC 3,9 million"."""
    if not token.text.isdigit() or page.dated.meet(token.start, token.end):
        return False
    return page.figures.meet(token.start, token.end)


def _shared_end(tokens: list[Token], first: int, link: int) -> bool:
    """Two plain words joined by "and" share an end; names of their own ("ABC- and DEF-projects") do not."""
    if tokens[link].folded not in LINKING or link + 1 >= len(tokens):
        return False
    behind = tokens[link + 1].text
    return _capital(behind) and not distinctive(behind) and not distinctive(tokens[first].text)


@lru_cache(maxsize=_KEPT)
def _capital(word: str) -> bool:
    return word[0].isupper() or bool(_CAMEL.match(word)) or (word.isdigit() and len(word) <= 4)


def _glued(a: Token, b: Token, between: str) -> bool:
    """Two capitalised words of one name: a space or hyphen between, or "im. " before a patron; not "AAA & BBB"."""
    if between == ". ":
        return a.folded in _PATRON
    return bool(_GLUE.fullmatch(between)) and not _two_acronyms(a, b, between)


def _carries_on(page: Page, first: int, j: int, last: int, connectors: frozenset[str]) -> bool:
    behind_office = j - last < _ARTICLE + 1 and page.tokens[j - 1].folded not in connectors
    return ((j - last < 2 or behind_office) and _connects(page, first, j, connectors)) or (
        j - last <= _ARTICLE and _office_word(page, first, j)
    )


def _whole_office(page: Page, first: int) -> int:
    """The position behind a body's noun of several words, where its name goes on behind it with a capital word:
    "Centre hospitalier Alpes-Léman", "Chambre d'agriculture de l'Aisne"; 0 where it does not."""
    tokens = page.tokens
    start = tokens[first].start
    nouns = [h for h in page.heads_in(start, start + _NEAR_RUN, "organisation") if h.start == start]
    end = max((h.end for h in nouns), default=start)
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


def _two_acronyms(a: Token, b: Token, between: str) -> bool:
    return between.strip() == "&" and distinctive(a.text) and distinctive(b.text) and len(a.text) > 2 < len(b.text)


@lru_cache(maxsize=_KEPT)
def distinctive(word: str) -> bool:
    """A spelling that no common word has: all capitals, digits or inner capitals."""
    return (word.isupper() and len(word) > 2) or bool(_CAMEL.match(word) and not _MUTATED.fullmatch(word))


def dateline(page: Page, run: Run) -> bool:
    """Whether a run is the town that a report opens with: "OSTRAVA – The partners met …"."""
    block = page.blocks[page.sentence_at(run.start).block]
    opens = run.start <= block.start + 1 and block.kind == "para"
    return opens and _DATELINE.match(page.text, run.end) is not None


@lru_cache(maxsize=_KEPT)
def is_code(name: str) -> bool:
    """A number under which a register keeps something, no name of it: mostly digits, years aside, and few letters.

    >>> is_code("ÅÄ/2301/0147"), is_code("Łódź 2021-2027"), is_code("4 éùØ")
    (True, False, False)
    """
    digits = sum(c.isdigit() for c in _YEARS.sub("", name))
    return digits >= _CODE and digits >= sum(c.isalpha() for c in name)


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
