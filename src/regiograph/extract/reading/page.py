"""One document while it is being read: its words, and the mentions found so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.mention import (
    ACTORS,
    COLLABORATIONS,
    TERRITORIES,
    Head,
    Mention,
    gap,
    key_of,
    known_mention,
)
from regiograph.extract.reading.wording import Wording
from regiograph.model import EntityType, Evidence, Thing

if TYPE_CHECKING:
    from regiograph.extract.names.runs import Run
    from regiograph.extract.sheets.factsheet import Field
    from regiograph.extract.sheets.labels import Line
    from regiograph.extract.time.calendar import DateLine

__all__ = ["ACTORS", "COLLABORATIONS", "TERRITORIES", "Head", "Mention", "Page", "gap", "key_of", "known_mention"]

_ACTORS = tuple(sorted(ACTORS))


@dataclass(slots=True)
class Page(Wording):
    """The state of reading one document. Rooms outside extract never see it."""

    mentions: list[Mention] = field(default_factory=list)
    types: dict[str, EntityType] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    date_lines: list[DateLine] | None = None
    lines: list[Line] | None = None
    sheet: tuple[int, list[Field]] | None = None
    runs: list[Run] | None = None
    quoted: list[Run] | None = None
    changes: int = 0
    _starts: list[int] = field(default_factory=list)
    _chosen: dict[tuple[object, ...], list[Mention]] = field(default_factory=dict)
    _naming: dict[tuple[EntityType, ...], list[Sentence]] = field(default_factory=dict)
    _covered: bytearray = field(init=False)
    _things: dict[int, tuple[Mention, Thing]] = field(default_factory=dict)
    _quotes: dict[tuple[int, int], str] = field(default_factory=dict)

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
            for kept in ("lines", "sheet", "runs", "quoted", "date_lines"):
                object.__setattr__(self, kept, None)
        elif name == "dates":
            object.__setattr__(self, "date_lines", None)

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

    def actors_in(self, sentence: Sentence) -> list[Mention]:
        """Bodies, regions and clusters that begin in a sentence, without the territories inside bodies' names."""
        found = self.named_in(sentence, _ACTORS)
        end, out = 0, []
        for m in found:
            if m.end > end or m.type not in TERRITORIES:
                out.append(m)
            end = max(end, m.end)
        return out

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
