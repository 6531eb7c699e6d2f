"""The words of one document: its layout, head nouns and literals, and which of its sentences may say something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from regiograph.extract.money.numbers import Amount, Number, find_numbers
from regiograph.extract.pack import Pack, ordinal
from regiograph.extract.reading.layout import Block, Sentence
from regiograph.extract.reading.letters import folded_letters, foreign_script
from regiograph.extract.reading.mention import Head
from regiograph.extract.reading.spans import Spans
from regiograph.extract.territories.gazetteer import Token
from regiograph.extract.time.dates import DateSpan
from regiograph.model import Document


@dataclass(slots=True)
class Wording:
    """What a document says before any name is read in it.

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
    dated: Spans = field(init=False)
    figures: Spans = field(init=False)
    _apart: bool = field(init=False)
    _head_starts: list[int] = field(init=False)
    _sentence_starts: list[int] = field(init=False)
    _token_starts: list[int] = field(init=False)
    _token_ends: list[int] = field(init=False)
    _date_starts: list[int] = field(init=False)
    _told: dict[tuple[str, ...], list[Sentence]] = field(default_factory=dict)
    _folded: str | None = None

    def __post_init__(self) -> None:
        self._apart = all(a.end <= b.start for a, b in pairwise(self.sentences))
        self._head_starts = [h.start for h in self.heads]
        self._sentence_starts = [s.start for s in self.sentences]
        self._token_starts = [t.start for t in self.tokens]
        self._token_ends = [t.end for t in self.tokens]
        self.redate(self.dates)

    def redate(self, dates: list[DateSpan]) -> None:
        """Puts other dates, in order, in the place of the page's."""
        self.dates = dates
        self._date_starts = [d.start for d in dates]
        self.dated = Spans((d.start, d.end) for d in dates)
        others = [*((a.start, a.end) for a in self.money), *((n.start, n.end) for n in self.percentages)]
        self.figures = Spans([*others, *((d.start, d.end) for d in dates)])

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
            self._folded = folded_letters(self.text)
        return self._folded

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
        return ordinal(word, self.pack.language) if len(word) > 3 else None

    def language_at(self, offset: int) -> str:
        """The language of the passage that holds an offset."""
        return self.document.language_at(offset) if self.document.passages else self.document.language

    def language_of(self, name: str, offset: int) -> str:
        """The language of a name that stands at an offset; ``mul`` where it is not in the passage's script.

        Latin names keep their letters on Greek and Bulgarian pages, and so belong to no one language there.
        """
        language = self.language_at(offset)
        return "mul" if foreign_script(name, language) else language
