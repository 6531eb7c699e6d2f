"""One document while it is being read: its layout, words, literals and the mentions found so far."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from regiograph.authority import Record
from regiograph.extract.dates import DateSpan, find_dates
from regiograph.extract.gazetteer import Match, Token, tokenize
from regiograph.extract.layout import Block, Sentence, blocks, links, sentences, unwrapped
from regiograph.extract.numbers import Amount, Number, find_money, find_percentages, money_pattern
from regiograph.extract.pack import Pack
from regiograph.model import Document, EntityType, Evidence, Thing
from regiograph.terms import ENTITY_PATHS, slug_or_hash

TERRITORIES: frozenset[EntityType] = frozenset({"Region", "Place", "Country"})
COLLABORATIONS: frozenset[EntityType] = frozenset({"Project", "Partnership", "Network", "Initiative"})
ACTORS: frozenset[EntityType] = frozenset({"Organisation", "Region"})


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
    mentions: list[Mention] = field(default_factory=list)
    types: dict[str, EntityType] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _head_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._head_starts = [h.start for h in self.heads]
        self._sentence_starts = [s.start for s in self.sentences]

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)
        if name == "mentions":
            object.__setattr__(self, "_starts", [m.start for m in self.mentions])

    def add(self, mention: Mention) -> None:
        """Takes a mention in, unless it overlaps one that is there."""
        if not self.overlapping(mention.start, mention.end):
            at = bisect.bisect_right(self._starts, mention.start)
            self.mentions.insert(at, mention)
            self._starts.insert(at, mention.start)

    def insert(self, mention: Mention) -> None:
        """Takes a mention in beside the territories and projects inside it; others it overlaps give way."""
        kept = TERRITORIES | {"Project"}
        inside = [m for m in self.overlapping(mention.start, mention.end) if m.type not in kept]
        self.mentions = sorted(
            [*(m for m in self.mentions if m not in inside), mention], key=lambda m: (m.start, -m.end)
        )

    def replace(self, mention: Mention) -> None:
        """Takes a mention in and drops those that it covers or cuts."""
        taken = self.overlapping(mention.start, mention.end)
        if taken:
            self.mentions = [m for m in self.mentions if m not in taken]
        at = bisect.bisect_right(self._starts, mention.start)
        self.mentions.insert(at, mention)
        self._starts.insert(at, mention.start)

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """Mentions that share a character with a stretch."""
        return [m for m in self.within(start - 300, end) if m.end > start and m.start < end]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin in a stretch, in order."""
        return self.mentions[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def of(self, *types: EntityType) -> list[Mention]:
        """All mentions of some types, in order."""
        return [m for m in self.mentions if m.type in types]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds an offset (or the nearest before it)."""
        index = bisect.bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(index, 0)]

    def heads_in(self, start: int, end: int, prefix: str = "") -> list[Head]:
        """Head nouns inside a stretch whose kind begins with ``prefix``."""
        low, high = bisect.bisect_left(self._head_starts, start), bisect.bisect_left(self._head_starts, end)
        return [h for h in self.heads[low:high] if h.end <= end and h.kind.startswith(prefix)]

    def ordinal(self, word: str) -> int | None:
        """The number of an ordinal word of the page's language ("second"), short Roman ones aside."""
        for name, value in self.pack.ordinals.items():
            base = name.rstrip("*")
            if word == base or (name.endswith("*") and word.startswith(base)):
                return value if len(word) > 3 else None
        return None

    def evidence(self, start: int, end: int, focus: tuple[int, int] | None = None) -> Evidence:
        """The evidence of a stretch: the whole sentence(s) around it."""
        first, last = self.sentence_at(start), self.sentence_at(max(start, end - 1))
        low, high = min(first.start, start), max(last.end, end)
        return Evidence(self.document.id, low, high, self.document.text[low:high], focus or (start, end))

    def thing(self, mention: Mention) -> Thing:
        """The thing a mention speaks of."""
        code = mention.record.code if mention.record else None
        language = self.document.language if mention.form != "acronym" else "mul"
        authority = mention.record.id if mention.record else None
        return Thing(mention.key, self.types.get(mention.key, mention.type), mention.name, language, authority, code)


_HEADS = (
    "region", "city", "project", "cluster", "compound_cluster", "programme", "fund", "partnership", "network",
    "initiative", "strategy", "practice", "case", "organisation", "place", "label", "label_gold", "label_silver",
    "label_bronze", "event_conference", "event_seminar", "event_study_visit", "event_peer_review", "event_meeting",
    "event_launch", "event_call",
)  # fmt: skip


def open_page(document: Document, pack: Pack) -> Page:
    """Layout, words, head nouns and literals of a document: what every later step asks."""
    parts = blocks(document.text)
    text = unwrapped(document.text, parts)
    covered = links(text)
    heads = sorted(
        (Head(m.start(), m.end(), kind) for kind in _HEADS for m in pack.head(kind).finditer(text)),
        key=lambda h: (h.start, -h.end),
    )
    money = find_money(text, pack, money_pattern(pack))
    percentages = find_percentages(text, pack)
    numeric = [(a.start, a.end) for a in money] + [(n.start, n.end) for n in percentages] + covered
    dates = [d for d in find_dates(text, pack) if not any(s < d.end and d.start < e for s, e in numeric)]
    told = sentences(text, parts, pack.abbreviations)
    return Page(document, pack, parts, told, tokenize(text), heads, dates, money, percentages, text)


def key_of(kind: EntityType, name: str) -> str:
    """The local key of a new thing: its type's path and a slug of the name."""
    return f"{ENTITY_PATHS.get(kind, kind.lower())}/{slug_or_hash(name)[:80]}"


def gap(text: str, before: int, after: int) -> str:
    """What stands between two offsets, white space folded to one blank."""
    return re.sub(r"\s+", " ", text[before:after])


def known_mention(page: Page, match: Match, record: Record, rule: str, confidence: float) -> Mention:
    """The mention of an authority record that a gazetteer match found."""
    shown = page.text[match.start : match.end]
    form = "inflected" if match.inflected else "acronym" if shown.isupper() and len(shown) <= 8 else "name"
    return Mention(match.start, match.end, record.id, record.type, match.name, rule, confidence, record, form)
