"""Names of several plain words: before "called" and a noun; behind a noun up to a verb; behind "one of … is"."""

from __future__ import annotations

import re

from regiograph.extract.names.headnouns import HEAD_TYPES, INTRODUCED
from regiograph.extract.names.titles import DESCRIBES
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import EntityType

_WORDS = 6
"""Words of a name at most."""
_TAIL = 3
"""Words in lower case that may end a name at most."""
_ARTICLE = 2
"""Letters of the longest article that may open a sentence."""
_NOUN = 40
"""Characters between a word for "called" and the noun behind it."""
_REACH = 80
_MARK = re.compile(r"[,.;:()!?\n\"“”„»«–]")
_ENDS = (
    "springs", "start", "end", "lineage_to", "lineage_from", "lead_of", "lead_by", "funding", "pays", "held", "copula",
    "be", "partner_list", "partner_in", "belongs", "total", "label_given", "presented", "show", "period", "cost",
    "ongoing", "planned", "gather", "hosts", "led",
)  # fmt: skip
_MEANT: frozenset[EntityType] = frozenset({"Project", "Partnership", "Network"})
_BESIDE_NOUN = frozenset({"head-before", "head-inside"})


def find_called(page: Page) -> None:
    """ "az Élő határ elnevezésű projekt", "Metsän viesti -niminen hanke": from the capital to the word for "called"."""
    if not page.pack.heads_follow:
        return
    for sentence in page.telling("called"):
        for hit in page.pack.trigger("called").finditer(page.text, sentence.start, sentence.end):
            kind = _noun_behind(page, hit.end(), sentence.end) or _coined(page, sentence, hit.start())
            start = _opening(page, sentence.start, hit.start()) if kind else None
            if kind is None or start is None:
                continue
            end = start + len(page.text[start : hit.start()].rstrip(" \u00a0-"))
            taken = [m for m in page.overlapping(start, end) if m.record is not None and m.type not in TERRITORIES]
            work = kind == "Initiative" and not page.pack.trigger("member_of").search(
                page.text, sentence.start, sentence.end
            )
            if kind == "GoodPractice":
                for span in _coordinated(page, sentence.start, end):
                    _take(page, *span, kind)
            elif not taken:
                _take(page, start, end, "Project" if work and _paid(page) else kind)


def find_tailed(page: Page) -> None:
    """ "partnerlus Digitaalne põld sündis": a name of one plain word goes on in lower case to the verb or the comma."""
    for m in [m for m in page.of(*_MEANT) if m.rule in _BESIDE_NOUN and " " not in m.name]:
        if distinctive(m.name) or page.pack.nouns_capital or m.record is not None:
            continue
        sentence = page.sentence_at(m.start)
        tail: list[Token] = []
        for word in page.tokens_in(m.end, min(sentence.end, m.end + _REACH)):
            between = page.text[tail[-1].end if tail else m.end : word.start]
            if between.strip(" \u00a0") or len(tail) > _TAIL:
                break
            if _verb(page, word.start):
                if tail:
                    _take(page, m.start, tail[-1].end, m.type, m.confidence)
                break
            light = word.folded in page.pack.light and not tail
            counted = word.folded in page.pack.numbers or word.folded in page.pack.year_words
            if (
                light
                or counted
                or not word.text.islower()
                or not word.text.isalpha()
                or page.heads_in(word.start, word.end)
            ):
                break
            tail.append(word)


def find_one_of(page: Page) -> None:
    """ "Jedním z projektů je Hora plná nápadů, který …": one of several works, or a numbered one, and what it is."""
    if page.pack.nouns_capital:
        return
    for sentence in page.telling("copula", "belongs"):
        hit = next(iter(_copulas(page, sentence)), None)
        words = page.tokens_in(sentence.start, hit.start()) if hit else []
        if hit is None or not _one_of(page, words):
            continue
        name = _plain_name(page, hit.end(), sentence.end)
        taken = page.overlapping(*name) if name else []
        if name and all(_inside(m, name) for m in taken):
            _take(page, *name, "Project", 0.7)


def _inside(m: Mention, name: tuple[int, int]) -> bool:
    """A territory that a longer name holds, or what was taken for a project before."""
    return (m.type in TERRITORIES and (m.start, m.end) != name) or (m.type == "Project" and m.record is None)


def _copulas(page: Page, sentence: Sentence) -> list[re.Match[str]]:
    found = [
        h for n in ("copula", "belongs") for h in page.pack.trigger(n).finditer(page.text, sentence.start, sentence.end)
    ]
    return sorted(found, key=lambda h: h.start())


def _one_of(page: Page, words: list[Token]) -> bool:
    """The words up to the verb say which of several works is meant: "one of the first projects", "the third scheme"."""
    if not 1 < len(words) <= _WORDS + 1:
        return False
    start, end = words[0].start, words[-1].end
    counted = any(page.ordinal(t.folded) or page.pack.trigger("one_of").fullmatch(t.text) for t in words[:_TAIL])
    heads = page.heads_in(start, end)
    work = bool(heads) or any(page.pack.trigger("undertaking").fullmatch(t.text) for t in words)
    other = any(h.kind != "project" for h in heads) or page.within(start, end) or page.dated.meet(start, end)
    behind = page.tokens_in(heads[-1].end, end)[:1] if heads else []
    other = other or any(t.folded not in page.pack.locative for t in behind)
    if heads and page.pack.adjectives_lead:  # "jedním z cílů projektu" is no project
        before = page.tokens_in(start, heads[-1].start)[-1:]
        small = page.pack.locative | page.pack.connectors | page.pack.light
        led = any(t.folded in small or page.ordinal(t.folded) or DESCRIBES.search(t.text) for t in before)
        other = other or not led
    roles = ("lead_noun", "partner_list", "partner_in", "lead_of", "examples", "total", "aims_list", "outcome", "idea")
    other = other or any(page.pack.trigger(n).search(page.text, start, end) for n in roles)
    return counted and work and not other


def _plain_name(page: Page, start: int, limit: int) -> tuple[int, int] | None:
    """A quoted name, or a capital and the words up to the next mark, six at most, none of them a verb or date."""
    words: list[Token] = []
    for word in page.tokens_in(start, limit)[: _WORDS + 1]:
        between = page.text[words[-1].end if words else start : word.start]
        if between.strip(' \u00a0"„“«‘' if not words else " \u00a0-–’'"):
            break
        if words and not word.text[0].isupper() and _verb(page, word.start):
            return None
        words.append(word)
    if not words or len(words) > _WORDS or not words[0].text[0].isupper() or page.dated.meet(start, words[-1].end):
        return None
    lone = len(words) == 1 and not distinctive(words[0].text) and page.text[words[0].start - 1] == " "
    if lone or any(h.kind != "place" for h in page.heads_in(words[0].start, words[-1].end)):
        return None
    return (words[0].start, words[-1].end) if words[-1].folded not in page.pack.light else None


def _noun_behind(page: Page, start: int, limit: int) -> EntityType | None:
    """The kind that the noun right behind "called" tells, one adjective between at most."""
    ahead = page.heads_in(start, min(limit, start + _NOUN))
    head = next((h for h in ahead if HEAD_TYPES.get(h.kind) in INTRODUCED | {"GoodPractice"}), None)
    if head is None or len(page.text[start : head.start].split()) > 1 or _MARK.search(page.text, start, head.start):
        return None
    return HEAD_TYPES[head.kind]


def _coined(page: Page, sentence: Sentence, end: int) -> EntityType | None:
    """A project, where a name in capitals stands before "called" and its noun anywhere behind: "ÖKO néven 3 éves
    projekt indult"."""
    name = page.tokens_in(max(sentence.start, end - _NOUN), end)[-1:]
    coined = bool(name) and len(name[0].text) > _ARTICLE and name[0].text.isupper() and name[0].text.isalpha()
    noun = any(h.kind == "project" for h in page.heads_in(end, sentence.end))
    return "Project" if coined and noun and not page.text[name[0].end : end].strip(" \u00a0-") else None


def _paid(page: Page) -> bool:
    """The page speaks of projects or of what pays for them: an "initiative" there is one of them."""
    return bool(page.of("Programme", "Fund")) or any(h.kind == "project" for h in page.heads)


def _coordinated(page: Page, floor: int, end: int) -> list[tuple[int, int]]:
    """The names of a list that ends at an offset, each with a capital: "a Közösségi kert és a Napelemes tető"."""
    spans: list[tuple[int, int]] = []
    piece: list[Token] = []
    words = page.tokens_in(floor, end)
    for n in range(len(words) - 1, -1, -1):
        word = words[n]
        link = word.folded in page.pack.linking and word.text.islower()
        if not link:
            piece.insert(0, word)
        comma = n > 0 and "," in page.text[words[n - 1].end : word.start]
        named = [w for w in piece if w.folded not in page.pack.articles or w.text[0].isupper()]
        if not named or not (link or comma):
            continue
        if named[0].text[0].isupper() and len(named) <= _WORDS:
            spans.insert(0, (named[0].start, piece[-1].end))
            piece = []
        elif comma:
            break
        else:
            piece.insert(0, word)
    if piece and (start := _opening(page, floor, piece[-1].end)) is not None:
        spans.insert(0, (start, piece[-1].end))
    return spans


def _opening(page: Page, floor: int, end: int) -> int | None:
    """Where a name before "called" begins: behind an article, else at the nearest word with a capital."""
    words = [w for w in page.tokens_in(floor, end) if w.end <= end][-_WORDS - 1 :]
    found: Token | None = None
    for n in range(len(words) - 1, -1, -1):
        word = words[n]
        after = words[n + 1].start if n + 1 < len(words) else end
        if _MARK.search(page.text, word.end, after):
            break
        capital = word.text[0].isupper() and (word.folded not in page.pack.articles or len(word.text) > _ARTICLE)
        if capital:
            found = word
        elif found and not (word.folded in page.pack.linking and n and words[n - 1].text[0].isupper()):
            break
    if found is None or page.dated.meet(found.start, found.end):
        return None
    return found.start


def _verb(page: Page, at: int) -> bool:
    """A verb that is said of projects begins at an offset."""
    return any(page.pack.trigger(name).match(page.text, at) for name in _ENDS)


def _take(page: Page, start: int, end: int, kind: EntityType, sure: float = 0.8) -> None:
    name = page.text[start:end]
    page.replace(Mention(start, end, key_of(kind, name), kind, name, "called", sure))
