"""Names of the authority data, and names that a compound noun ends: “Several lower-case words -hanke”."""

from __future__ import annotations

import re

from regiograph.extract.names.headnouns import ARTICLE, HEAD_TYPES
from regiograph.extract.names.innernouns import CRUMBS, WITH_HEAD
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page, key_of, known_mention
from regiograph.extract.reading.spelling import ENGLISH
from regiograph.extract.territories.gazetteer import Match, Token

_NEAR_RUN, _SPACED = 60, 2
"""Characters before an acronym in which the word before it stands, and letters of a dash with blanks."""
_DASHED_YEAR = re.compile(r"(?<!\d)-20\d\d$")

_ARTICLE_WORDS = frozenset({"l", "il", "mill", "tal", "fil", "bil", "mal", "għall"})
_DASH = re.compile(r"(?<=[\w\"”’'»)])(?:[ \u00a0]?[-–]|-[ \u00a0])$")


def find_known(page: Page, matches: list[Match]) -> None:
    """Programmes, funds, initiatives and institutions of the authority data."""
    for match in matches:
        record = next((r for r in match.records if r.type not in TERRITORIES), None)
        if match.inflected and any(
            h.start == match.start and h.end == match.end for h in page.heads_in(match.start, match.end)
        ):
            continue  # "Region" is no form of REGIO
        if record is not None and not any(r.type in TERRITORIES for r in match.records) and not _last_word(page, match):
            page.add(known_mention(page, match, record, "gazetteer", 0.97 if not match.inflected else 0.93))


def _last_word(page: Page, match: Match) -> bool:
    """One word in capitals behind another is the end of a longer name: "SECOND LIFE" is not LIFE."""
    before = page.tokens_in(max(0, match.start - _NEAR_RUN), match.start)[-1:]
    if before and _plain_word(page, match, before[0]):
        return True
    if not page.text[match.start : match.end].isupper() or not before or page.text[before[0].end : match.start] != " ":
        return False
    line = page.text[page.text.rfind("\n", 0, match.start) + 1 : page.text.find("\n", match.end)]
    word = before[0]
    noun = page.heads_in(word.start, word.end)
    return word.text.isupper() and len(word.text) > ARTICLE and not noun and not line.isupper()


def _plain_word(page: Page, match: Match, before: Token) -> bool:
    """ "Shelf Life": an acronym written as a plain word, right behind another word with a capital."""
    shown = page.text[match.start : match.end]
    acronym = match.name.isupper() and any(r.type == "Programme" for r in match.records)
    capital = before.text.istitle() and page.text[before.end : match.start] == " "
    light = before.folded in page.pack.articles | page.pack.locative
    noun = page.heads_in(before.start, before.end)
    return acronym and shown.istitle() and capital and not light and not noun


def find_dash_names(page: Page, matches: list[Match]) -> None:
    """ "Several lower-case words -hanke" and "Adjective noun- ja nounklusteri": the head's compound ends the name."""
    genitives = frozenset(m.start for m in matches if m.inflected and " " not in m.name)
    for head in page.heads:
        kind = HEAD_TYPES.get(head.kind)
        if kind is None or kind in TERRITORIES or kind in {"Organisation", "GoodPractice", "CaseStudy"}:
            continue
        before = page.tokens_in(max(0, head.start - 6), head.start)[-1:]
        spaced = head.kind == "compound_cluster" and page.text[head.start - 1 : head.start] == " "
        if before and not spaced and before[0].folded in _ARTICLE_WORDS | page.pack.articles | page.pack.connectors:
            continue  # "l-proġett": the article
        dash = _DASH.search(page.text[max(0, head.start - 4) : head.start])
        compound = head.kind == "compound_cluster" and not _is_plain(page, head)
        if dash and dash.group().strip(" \u00a0") == "–" and len(dash.group()) > _SPACED:
            dash = None  # "NAME – a programme of …": an apposition
        if dash is None and not compound:
            continue
        if compound and page.text[head.start : head.end].casefold().endswith(page.pack.plural_endings[:1] or "\0"):
            continue  # "Suomen ensimmäiset hopeaklusterit" are several
        end = head.start - len(dash.group()) if dash else head.start
        start = _name_start(page, head, end, bool(dash and " " in dash.group()), genitives)
        if start is None or (compound and dash is None and start == head.start and not _capital_inside(page, head)):
            continue
        keep = kind in WITH_HEAD
        if compound and dash is None and (said := page.pack.trigger("copula").search(page.text, start, end)):
            keep, end = False, said.start()  # "Savi on keraamikaklaster": what it is, no part of the name
        name = page.text[start : head.end if keep else end].strip(" \u00a0\"'“”„»«")
        if (
            CRUMBS.search(name)
            or _DASHED_YEAR.search(name)
            or len(name) < 3
            or name.casefold() in page.pack.ambiguous
            or page.dated.meet(start, start + 1)
        ):
            continue
        if page.pack.trigger("s3").fullmatch(page.text, start, end):
            continue  # "S3-kumppanuus": a kind
        known = [m for m in page.overlapping(start, end) if m.record is not None]
        if known and (known[0].start <= start + 1 or kind == known[0].type):
            continue
        page.replace(Mention(start, start + len(name), key_of(kind, name), kind, name, "dash-head", 0.9))


def _capital_inside(page: Page, head: Head) -> bool:
    """A compound noun that has its capital inside sentences too, in a language where common nouns have none."""
    word = page.text[head.start : head.end]
    same = [h for h in page.heads if h.kind == head.kind and page.text[h.start : h.end] == word]
    inside = any(page.sentence_at(h.start).start < h.start - 2 for h in same)
    return inside and word[0].isupper() and not page.pack.nouns_capital


def _is_plain(page: Page, head: Head) -> bool:
    """The word is the head noun alone ("Cluster"), not a compound that ends in it."""
    word = page.text[head.start : head.end]
    noun = page.pack.head("cluster")
    if any(noun.fullmatch(word[cut:]) for cut in range(_SPACED, len(word) - _SPACED)):
        return False  # "Tangklyngen" ends in "klyngen"
    return any(h.start == head.start and h.kind == "cluster" for h in page.heads_in(head.start, head.end + 40))


def _name_start(page: Page, head: Head, end: int, spaced: bool, genitives: frozenset[int]) -> int | None:
    """Leftwards from the head to the last block of capitalised words, no punctuation crossed."""
    sentence = page.sentence_at(head.start)
    stretch = page.text[sentence.start : end]
    floor = sentence.start + max(stretch.rfind(c) for c in ',;:()"“”„»«.') + 1
    words = page.tokens[page.words_in(floor, max(end, head.end))][-9 if spaced else -7 :]
    capitals = [i for i, w in enumerate(words) if w.text[0].isupper() and w.start < max(end, head.start + 1)]
    if not capitals:
        return None
    first = capitals[-1]
    inside = page.pack.connectors | ENGLISH if spaced else page.pack.connectors
    says = page.pack.trigger("copula")
    opens = [i for i, w in enumerate(words) if w.start == sentence.start]
    while first - 1 in capitals or (
        first - 2 in capitals
        and words[first - 1].folded in inside
        and not _ends_body(page, words[first - 2], words[first - 1])
        and not (first - 2 in opens and says.fullmatch(words[first - 1].text))
    ):
        first -= 1 if first - 1 in capitals else 2
    light = page.pack.articles | page.pack.locative
    while first < capitals[-1] and words[first].folded in light:
        first += 1  # "Inom Interreg Aurora-projektet"
    if first < capitals[-1] and words[first].start == sentence.start and words[first].folded in page.pack.light:
        first += 1  # "Om Skogsklyngen"
    # "Lapin Arktinen … -klusteri": a place in the genitive before another capitalised word is no part of the name.
    if first + 1 in capitals and words[first].start in genitives:
        return words[first + 1].start
    return words[first].start


def _ends_body(page: Page, word: Token, link: Token) -> bool:
    """A body's noun stands before "and": "Maaülikool ja Puiduklaster" are two."""
    return link.folded in page.pack.linking and bool(page.heads_in(word.start, word.end, "organisation"))
