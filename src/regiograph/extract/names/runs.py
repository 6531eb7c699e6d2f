"""Runs of capitalised words, and quoted stretches, that look like names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from regiograph.extract.names.joins import carries_on, two_acronyms, whole_office
from regiograph.extract.reading.page import Page
from regiograph.extract.reading.spelling import CAMEL, LINKING, distinctive
from regiograph.extract.territories.gazetteer import Token
from regiograph.extract.time.dateplaces import hits

_QUOTES = re.compile(
    r"[\"“„«»”]\s?(?P<a>[^\"“”„«»\n]{2,160}?)\s?[\"”“»«]|(?<!\w)['‘‚](?P<b>[^'’‘\n]{3,120}?)[’'](?!\w)"
    r"|(?<!\w)'(?P<c>[^'\"\n]{6,120}?)\""
)
_QUOTE = re.compile(r"[\"“„«»”'‘‚]")
"""What may open a quote."""
COMPOUND = re.compile(r"[ \u00a0]?[\"”“»«’']+[ \u00a0]?-\w")
"""What follows a quoted stretch that is the first part of a compound: "“X” -tarinat"."""
_SIZED = re.compile(r"\d[DGKX]")
"""What goes on a name: "Klaster Druku 3D", "Campus 5G"."""
_PATRON = frozenset({"im", "st", "sv", "sw", "szt", "hl"})
"""Abbreviations that lead to a patron's name inside a body's name: "Instytut … im. …"."""
_ARTICLE = 3
"""Letters and words of what may be an article."""
_PLUS = re.compile(r"\+(?![\w+])")
"""A plus sign that ends a name: "Łódź+"."""
_SPACES = frozenset({" ", "\u00a0", "'", "’"})
_KEPT = 65_536
"""Words whose spelling is remembered."""
_DATELINE = re.compile(r"[ \u00a0][–—-]+[ \u00a0][\"“„'‘»«]?[A-ZÀ-Þ][^\n]{60}")
_GLUE = re.compile(r"[ \u00a0]|[-–’'/.]|[ \u00a0]?&[ \u00a0]?|['’]s?[ \u00a0]|[-–][ \u00a0]?")


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


_AMID = re.compile(r".[^\W\d_]|[^\W\d_],", re.DOTALL)
"""What stands before a blank inside a sentence: a letter, or a letter and a comma."""


def standing(text: str, shown: str) -> Iterator[int]:
    """Where a stretch stands in a text, without a pattern: pages of a million names are asked for each of them."""
    at = text.find(shown)
    while at >= 0:
        yield at
        at = text.find(shown, at + 1)


def words_like(text: str, shown: str, after: int = 0, *, whole: bool = False) -> Iterator[int]:
    """Where a stretch stands in a text from an offset on, at the beginning of a word; ``whole``: at a word's end too.

    >>> list(words_like("Łódź, Łódźkie, xŁódź", "Łódź")), list(words_like("Łódź, Łódźkie", "Łódź", whole=True))
    ([0, 6], [0])
    """
    at = text.find(shown, after)
    while at >= 0:
        end = at + len(shown)
        opens = at == after or not _in_word(text[at - 1])
        if opens and not (whole and end < len(text) and _in_word(text[end])):
            yield at
            at = text.find(shown, end)
        else:
            at = text.find(shown, at + 1)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def beginning(runs: list[Run], start: int, end: int) -> list[Run]:
    """Of runs in order those that begin in a stretch."""
    return runs[bisect_left(runs, start, key=_start) : bisect_left(runs, end, key=_start)]


def _start(run: Run) -> int:
    return run.start


def capital_runs(page: Page) -> list[Run]:
    """Runs of capitalised words, connectors inside allowed, cut at punctuation and block borders; not to be changed."""
    if page.runs is None:
        page.runs = [_bounded(page, run) for run in _capital_runs(page) if not _only_opens(page, run)]
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
            if j == last and not capital[j] and (whole := whole_office(page, last - 1)) > j:
                j = whole
            elif (capital[j] or _SIZED.fullmatch(tokens[j].text)) and (
                between == " " or _glued(tokens[j - 1], tokens[j], between)
            ):
                j = last = j + 1
            elif (
                (tokens[j].folded == "s" and between in {"'", "’"})
                or (between == "-" and _hyphened(page, j))
                or (between in _SPACES and carries_on(page, i, j, last, connectors))
            ):
                j += 1
            else:
                break
        end = tokens[last - 1].end
        yield Run(i, last, tokens[i].start, end + (_PLUS.match(text, end) is not None))


def _bounded(page: Page, run: Run) -> Run:
    """A run without the small word that opens its sentence ("I FjordLab …") and without a count of what follows it
    ("Klyngen 86 medlemmer"), unless the page has the whole inside a sentence as well."""
    first, last = _past_openers(page, run), run.last
    tokens = page.tokens
    first += last - first > 1 and _adverb(page, first, last)
    if last - first > _ARTICLE - 1 and tokens[first].text.isdigit() and tokens[first + 1].text.islower():
        first += 2 * (tokens[first + 1].folded in page.pack.light)  # "nació en 2021 la Red …"
    counted = tokens[last - 1]
    if (
        last - first > 1
        and counted.text.isdigit()
        and len(counted.text) > 1
        and not page.dated.meet(counted.start, counted.end)
    ):
        behind = page.tokens_in(counted.end, counted.end + 2)
        last -= bool(behind) and behind[0].text[0].islower() and page.text[counted.end] in _SPACES
    if (first, last) == (run.first, run.last):
        return run
    return Run(first, last, tokens[first].start, tokens[last - 1].end if last < run.last else run.end)


def _only_opens(page: Page, run: Run) -> bool:
    """One small word with the capital that the start of its sentence gives it: "Beim Projekt", "Heute"."""
    word = page.tokens[run.first]
    small = word.folded in page.pack.opening and not distinctive(word.text)
    return run.words == 1 and small and page.sentence_at(word.start).start >= word.start - 1


def _past_openers(page: Page, run: Run) -> int:
    """The position behind the small words that open a sentence before a name: "I FjordLab", "Με το LACTOLOOP"."""
    tokens, at = page.tokens, run.first
    opener = tokens[at]
    if page.sentence_at(opener.start).start < opener.start - 1 or distinctive(opener.text):
        return at
    while (
        at < run.last - 1
        and tokens[at].folded in (page.pack.opening if at == run.first else page.pack.light)
        and (at == run.first or tokens[at].text.islower())
        and page.text[tokens[at].end] == " "
    ):
        at += 1
    name = tokens[at]
    if at == run.first or not (name.text[0].isupper() or distinctive(name.text)):
        return run.first
    shown = f" {page.text[opener.start : name.end]}"
    inside = any(_AMID.fullmatch(page.text, n - 2, n) for n in standing(page.text, shown))
    return run.first if inside else at


def _adverb(page: Page, first: int, last: int) -> bool:
    """A plain word opens a sentence before a coined name that stands elsewhere without it: "Meanwhile ÅÄÖNET …"."""
    opener, name = page.tokens[first], page.tokens[first + 1]
    if distinctive(opener.text) or not distinctive(name.text) or page.heads_in(opener.start, opener.end):
        return False
    if page.sentence_at(opener.start).start < opener.start - 1 or page.text[opener.end] != " ":
        return False
    rest = page.text[name.start : page.tokens[last - 1].end]
    whole = page.text[opener.start : opener.end + 1] + rest
    return page.text.count(rest) > page.text.count(whole)


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
    return word[0].isupper() or bool(CAMEL.match(word)) or (word.isdigit() and len(word) <= 4)


def _glued(a: Token, b: Token, between: str) -> bool:
    """Two capitalised words of one name: a space or hyphen between, or "im. " before a patron; not "AAA & BBB"."""
    if between == ". ":
        return a.folded in _PATRON
    return bool(_GLUE.fullmatch(between)) and not two_acronyms(a, b, between)


def dateline(page: Page, run: Run) -> bool:
    """Whether a run is the town that a report opens with: "OSTRAVA – The partners met …"."""
    block = page.blocks[page.sentence_at(run.start).block]
    opens = run.start <= block.start + 1 and block.kind == "para"
    return opens and _DATELINE.match(page.text, run.end) is not None
