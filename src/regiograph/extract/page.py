"""One document while it is being read: its layout, words, literals and the mentions found so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from regiograph.authority import Record
from regiograph.extract.dateplaces import hits
from regiograph.extract.dates import DateSpan, find_dates
from regiograph.extract.gazetteer import Match, Token, tokenize
from regiograph.extract.layout import Block, Sentence, blocks, links, menus, sentences, unwrapped
from regiograph.extract.numbers import SIGN, Amount, Number, find_money, find_numbers, find_percentages, money_pattern
from regiograph.extract.openers import NUMBERS, words_of
from regiograph.extract.pack import MONEY, MONTHS, PERCENTS, Pack
from regiograph.extract.spans import Spans
from regiograph.model import Document, EntityType, Evidence, Thing
from regiograph.terms import ENTITY_PATHS, slug_or_hash

if TYPE_CHECKING:
    from regiograph.extract.factsheet import Field, Line
    from regiograph.extract.runs import Run

_SPACE = re.compile(r"\s+")
_SCRIPTS = {"bg": re.compile("[Ѐ-ӿ]"), "el": re.compile("[Ͱ-Ͽἀ-῿]")}
_NOT_LATIN = re.compile("[Ͱ-Ͽἀ-῿Ѐ-ӿ]")
_NO_LETTER = "\uffff"
"""Stands for letters that case-folding makes two of."""
TERRITORIES: frozenset[EntityType] = frozenset({"Region", "Place", "Country"})
COLLABORATIONS: frozenset[EntityType] = frozenset({"Project", "Partnership", "Network", "Initiative"})
ACTORS: frozenset[EntityType] = frozenset({"Organisation", "Region", "Cluster"})


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun that tells a kind of thing: its span and the pack's name for it ("project", "event_seminar")."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names one thing. ``key`` groups the mentions of one thing on this page."""

    start: int
    end: int
    key: str
    type: EntityType
    name: str
    rule: str
    confidence: float
    record: Record | None = None
    form: str = "name"


@dataclass(slots=True)
class Page:
    """The state of reading one document. Rooms outside extract never see it.

    ``text`` is the document's text with the line ends inside paragraphs and items as blanks: offsets are the same.
    """

    document: Document
    pack: Pack
    blocks: list[Block]
    sentences: list[Sentence]
    tokens: list[Token]
    heads: list[Head]
    dates: list[DateSpan]
    money: list[Amount]
    percentages: list[Number]
    text: str
    number_starts: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    types: dict[str, EntityType] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    date_lines: list[DateSpan] | None = None
    lines: list[Line] | None = None
    sheet: tuple[int, list[Field]] | None = None
    runs: list[Run] | None = None
    quoted: list[Run] | None = None
    changes: int = 0
    dated: Spans = field(init=False)
    figures: Spans = field(init=False)
    _starts: list[int] = field(default_factory=list)
    _apart: bool = field(init=False)
    _head_starts: list[int] = field(init=False)
    _sentence_starts: list[int] = field(init=False)
    _token_starts: list[int] = field(init=False)
    _token_ends: list[int] = field(init=False)
    _date_starts: list[int] = field(init=False)
    _chosen: dict[tuple[object, ...], list[Mention]] = field(default_factory=dict)
    _naming: dict[tuple[EntityType, ...], list[Sentence]] = field(default_factory=dict)
    _told: dict[tuple[str, ...], list[Sentence]] = field(default_factory=dict)
    _covered: bytearray = field(init=False)
    _folded: str | None = None
    _things: dict[int, tuple[Mention, Thing]] = field(default_factory=dict)
    _quotes: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._apart = all(a.end <= b.start for a, b in pairwise(self.sentences))
        self._head_starts = [h.start for h in self.heads]
        self._sentence_starts = [s.start for s in self.sentences]
        self._token_starts = [t.start for t in self.tokens]
        self._token_ends = [t.end for t in self.tokens]
        self.redate(self.dates)

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)
        if name == "mentions":
            object.__setattr__(self, "_starts", [m.start for m in self.mentions])
            object.__setattr__(self, "_chosen", {})
            object.__setattr__(self, "_naming", {})
            object.__setattr__(self, "sheet", None)
            object.__setattr__(self, "_covered", bytearray(len(self.text) + 1))
            for m in self.mentions:
                self._cover(m)
        elif name == "pack":
            object.__setattr__(self, "_told", {})
            for kept in ("lines", "sheet", "runs", "quoted"):
                object.__setattr__(self, kept, None)

    def redate(self, dates: list[DateSpan]) -> None:
        """Puts other dates, in order, in the place of the page's."""
        self.dates = dates
        self._date_starts = [d.start for d in dates]
        self.dated = Spans((d.start, d.end) for d in dates)
        others = [*((a.start, a.end) for a in self.money), *((n.start, n.end) for n in self.percentages)]
        self.figures = Spans([*others, *((d.start, d.end) for d in dates)])

    def add(self, mention: Mention) -> None:
        """Takes a mention in, unless it overlaps one that is there."""
        if not self.overlapping(mention.start, mention.end):
            self._put(bisect_right(self._starts, mention.start), mention)

    def _put(self, at: int, mention: Mention) -> None:
        self.mentions.insert(at, mention)
        self._starts.insert(at, mention.start)
        self._chosen.clear()
        self._naming.clear()
        self.changes += 1
        self._cover(mention)

    def _cover(self, mention: Mention) -> None:
        """Marks where a mention stands. The marks stay when it goes: they tell where there is none for sure."""
        length = max(mention.end - mention.start, 1)
        self._covered[mention.start : mention.start + length] = b"\1" * length

    def _drop(self, gone: list[Mention]) -> None:
        for mention in gone:
            at = bisect_left(self._starts, mention.start)
            while self.mentions[at] is not mention:
                at += 1
            del self.mentions[at], self._starts[at]

    def insert(self, mention: Mention) -> None:
        """Takes a mention in beside the territories and projects inside it; others it overlaps give way."""
        kept = TERRITORIES | {"Project"}
        self._drop([m for m in self.overlapping(mention.start, mention.end) if m.type not in kept])
        at = bisect_left(self._starts, mention.start)
        while at < len(self.mentions) and self._starts[at] == mention.start and self.mentions[at].end >= mention.end:
            at += 1
        self._put(at, mention)

    def replace(self, mention: Mention) -> None:
        """Takes a mention in and drops those that it covers or cuts."""
        self._drop(self.overlapping(mention.start, mention.end))
        self._put(bisect_right(self._starts, mention.start), mention)

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """Mentions that share a character with a stretch."""
        if self._covered.find(1, max(0, start), end if end > start else start + 1) < 0:
            return []
        return [m for m in self.within(start - 300, end) if m.end > start and m.start < end]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin in a stretch, in order."""
        starts = self._starts
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return []
        return self.mentions[low : bisect_left(starts, end, low)]

    def of(self, *types: EntityType) -> list[Mention]:
        """All mentions of some types, in order; not to be changed."""
        found = self._chosen.get(types)
        if found is None:
            found = self._chosen[types] = [m for m in self.mentions if m.type in types]
        return found

    def named_in(self, sentence: Sentence, types: tuple[EntityType, ...]) -> list[Mention]:
        """Mentions of some types (of any, without types) that begin in a sentence, in order; not to be changed."""
        key = (sentence.start, sentence.end, types)
        found = self._chosen.get(key)
        if found is None:
            here = self.within(sentence.start, sentence.end)
            found = self._chosen[key] = [m for m in here if m.type in types] if types else here
        return found

    def naming(self, *types: EntityType) -> list[Sentence]:
        """The sentences in which mentions of some types begin, in order; not to be changed."""
        found = self._naming.get(types)
        if found is None:
            found = self._naming[types] = self.holding([m.start for m in self.of(*types)])
        return found

    def with_head(self, prefix: str) -> list[Sentence]:
        """The sentences in which head nouns begin whose kind begins with ``prefix``, in order."""
        return self.holding([h.start for h in self.heads if h.kind.startswith(prefix)])

    def telling(self, *triggers: str) -> list[Sentence]:
        """The sentences in which some of the pack's triggers may hit, in order; not to be changed."""
        found = self._told.get(triggers)
        if found is None:
            places: list[int] = []
            for name in triggers:
                own = self.pack.places(name, self.text)
                if own is None:
                    found = self.sentences
                    break
                places += own
            else:
                found = self.holding(places)
            self._told[triggers] = found
        return found

    def may_tell(self, sentence: Sentence, trigger: str) -> bool:
        """Whether a trigger of the pack may hit in a sentence."""
        places = self.pack.places(trigger, self.text)
        if places is None:
            return True
        at = bisect_left(places, sentence.start)
        return at < len(places) and places[at] < sentence.end

    def either(self, *some: list[Sentence]) -> list[Sentence]:
        """The sentences of several lists, each once, in the order of the page."""
        filled = [s for s in some if s]
        if len(filled) < 2:
            return filled[0] if filled else []
        wanted = {s.start for sentences in filled for s in sentences}
        return [s for s in self.sentences if s.start in wanted]

    def holding(self, places: list[int]) -> list[Sentence]:
        """The sentences that hold some offsets, in order."""
        if not self._apart:
            return [s for s in self.sentences if any(s.start <= at < s.end for at in places)]
        found: dict[int, Sentence] = {}
        for at in places:
            index = bisect_right(self._sentence_starts, at) - 1
            if index >= 0 and at < self.sentences[index].end:
                found[index] = self.sentences[index]
        return [found[index] for index in sorted(found)]

    def word_places(self, name: str) -> Iterator[int]:
        """Where a case-folded name stands that begins with a word, whatever its case; see :attr:`folds`."""
        text = self.folded
        at = text.find(name)
        while at >= 0:
            if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"):
                yield at
            at = text.find(name, at + 1)

    @property
    def folds(self) -> bool:
        """Whether folding tells what is equal when case is ignored: İ and ı are then equal to i, but not folded."""
        return "İ" not in self.text and "ı" not in self.text

    @property
    def folded(self) -> str:
        """The text case-folded letter by letter; letters that become two are left out, so that offsets stay."""
        if self._folded is None:
            folded = self.text.casefold()
            if len(folded) != len(self.text):
                folded = self.text
                for letter in sorted({c for c in set(self.text) if len(c.casefold()) > 1}):
                    folded = folded.replace(letter, _NO_LETTER)
                folded = folded.casefold()
            self._folded = folded
        return self._folded

    def actors_in(self, sentence: Sentence) -> list[Mention]:
        """Bodies, regions and clusters that begin in a sentence, without the territories inside bodies' names."""
        found = self.named_in(sentence, tuple(sorted(ACTORS)))
        end, out = 0, []
        for m in found:
            if m.end > end or m.type not in TERRITORIES:
                out.append(m)
            end = max(end, m.end)
        return out

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Words that begin in a stretch, in order."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    def words_in(self, start: int, end: int) -> slice:
        """Which words lie wholly in a stretch."""
        return slice(bisect_left(self._token_starts, start), bisect_right(self._token_ends, end))

    def dates_in(self, start: int, end: int) -> list[DateSpan]:
        """Dates that begin in a stretch, in order."""
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def numbers_in(self, start: int, end: int) -> list[Number]:
        """Bare numbers of a stretch, in order."""
        starts = self.number_starts
        places = starts[bisect_left(starts, start) : bisect_left(starts, end)]
        return find_numbers(self.text, self.pack, start, end, places) if places else []

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset (or the nearest before it)."""
        index = bisect_right(self._sentence_starts, offset)
        return self.sentences[index - 1 if index else 0]

    def index_of(self, sentence: Sentence) -> int:
        """Which sentence one is."""
        return bisect_left(self._sentence_starts, sentence.start)

    def heads_in(self, start: int, end: int, prefix: str = "") -> list[Head]:
        """Head nouns inside a stretch whose kind begins with ``prefix``."""
        starts = self._head_starts
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return []
        heads = self.heads[low : bisect_left(starts, end, low)]
        return [h for h in heads if h.end <= end and h.kind.startswith(prefix)]

    def ordinal(self, word: str) -> int | None:
        """The number of an ordinal word of the page's language ("second"), short Roman ones aside."""
        for name, value in self.pack.ordinals.items():
            base = name.rstrip("*")
            if word == base or (name.endswith("*") and word.startswith(base)):
                return value if len(word) > 3 else None
        return None

    def language_at(self, offset: int) -> str:
        """The language of the passage that holds an offset."""
        return self.document.language_at(offset) if self.document.passages else self.document.language

    def language_of(self, name: str, offset: int) -> str:
        """The language of a name that stands at an offset; ``mul`` where it is not in the passage's script.

        Latin names keep their letters on Greek and Bulgarian pages, and so belong to no one language there.
        """
        language = self.language_at(offset)
        own = _SCRIPTS.get(language)
        foreign = own.search(name) is None if own else not name.isascii() and _NOT_LATIN.search(name) is not None
        return "mul" if foreign else language

    def evidence(self, start: int, end: int, focus: tuple[int, int] | None = None) -> Evidence:
        """The evidence of a stretch: the whole sentence(s) around it."""
        first = self.sentence_at(start)
        low, high = first.start, first.end
        if start < low or end > high or not self._apart:  # a stretch of several sentences, or outside any
            low, high = min(low, start), max(self.sentence_at(max(start, end - 1)).end, end)
        quote = self._quotes.get((low, high))
        if quote is None:
            quote = self._quotes[low, high] = self.document.text[low:high]
        return Evidence(self.document.id, low, high, quote, focus or (start, end))

    def thing(self, mention: Mention) -> Thing:
        """The thing a mention speaks of."""
        known = self._things.get(id(mention))
        if known is not None:
            return known[1]
        code = mention.record.code if mention.record else None
        language = self.language_of(mention.name, mention.start) if mention.form != "acronym" else "mul"
        authority = mention.record.id if mention.record else None
        kind = self.types.get(mention.key, mention.type)
        thing = Thing(mention.key, kind, mention.name, language, authority, code)
        self._things[id(mention)] = mention, thing  # kept with its mention, whose number is then no other's
        return thing


_HEADS = (
    "region", "city", "project", "cluster", "compound_cluster", "programme", "fund", "partnership", "network",
    "initiative", "strategy", "practice", "case", "organisation", "place", "label", "label_gold", "label_silver",
    "label_bronze", "event_conference", "event_seminar", "event_study_visit", "event_peer_review", "event_meeting",
    "event_launch", "event_call", "event_weak",
)  # fmt: skip


def open_page(document: Document, pack: Pack) -> Page:
    """Layout, words, head nouns and literals of a document: what every later step asks."""
    parts = blocks(document.text)
    text = unwrapped(document.text, parts)
    covered = links(text)
    tokens = tokenize(text)
    words = words_of(text) if "_" in text else [(t.start, t.text) for t in tokens]
    pack, places = pack.placed(text, words=words)
    bars = Spans(menus(text, parts))
    heads = sorted((h for kind in _HEADS for h in _heads(text, pack, kind, places)), key=lambda h: (h.start, -h.end))
    heads = [h for h in heads if not bars.meet(h.start, h.end)]
    numbers = places[NUMBERS]
    signs = (m.start() for m in SIGN.finditer(text))
    money = find_money(text, pack, money_pattern(pack), sorted({*numbers, *places.get(MONEY, ()), *signs}))
    percentages = find_percentages(text, pack, numbers, places.get(PERCENTS, []))
    numeric = Spans([*((a.start, a.end) for a in money), *((n.start, n.end) for n in percentages), *covered])
    dates = [d for d in find_dates(text, pack, words, places.get(MONTHS, [])) if not numeric.meet(d.start, d.end)]
    told = sentences(text, parts, pack.abbreviations)
    return Page(document, pack, parts, told, tokens, heads, dates, money, percentages, text, numbers)


def _heads(text: str, pack: Pack, kind: str, places: dict[str, list[int]]) -> Iterator[Head]:
    name = f"heads.{kind}"
    if name in pack.openers.unbound:
        found = pack.head(kind).finditer(text)
    elif name in places:
        found = hits(pack.head(kind), text, places[name])
    else:
        return iter(())
    return (Head(m.start(), m.end(), kind) for m in found)


def key_of(kind: EntityType, name: str) -> str:
    """The local key of a new thing: its type's path and a slug of the name."""
    return f"{ENTITY_PATHS.get(kind, kind.lower())}/{slug_or_hash(name)[:80]}"


def gap(text: str, before: int, after: int) -> str:
    """What stands between two offsets, white space folded to one blank."""
    return _plain(text[before:after])


@lru_cache(maxsize=65_536)
def _plain(between: str) -> str:
    return _SPACE.sub(" ", between)


def known_mention(page: Page, match: Match, record: Record, rule: str, confidence: float) -> Mention:
    """The mention of an authority record that a gazetteer match found."""
    shown = page.text[match.start : match.end]
    form = "inflected" if match.inflected else "acronym" if shown.isupper() and len(shown) <= 8 else "name"
    return Mention(match.start, match.end, record.id, record.type, match.name, rule, confidence, record, form)
