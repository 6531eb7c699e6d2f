"""Finding an editor's quote in a page that may have changed a little since.

1. The quote as it stands. 2. The quote with white space and case folded. 3. The passage most like it, if the likeness
(Ratcliff/Obershelp, on folded text) is at least :data:`LIKENESS`. What is found by 2 or 3 is re-anchored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from regiograph.model import folded

LIKENESS = 0.9
"""Least likeness of a passage that may stand for a quote."""

_GRAM, _EDGES, _PLACES = 3, 7, 3
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text in code points, and how like the quote it is: 1.0 only where it is the quote itself."""

    start: int
    end: int
    likeness: float

    def of(self, text: str) -> str:
        """The words of the passage."""
        return text[self.start : self.end]


def locate(text: str, quote: str) -> Passage | None:
    """The best passage for a quote by the three steps above, however unlike; None in a text without words.

    >>> locate("Łódź on  Åland", "łódź ON åland").of("Łódź on  Åland")
    'Łódź on  Åland'
    """
    quote = quote.strip()
    start = text.find(quote) if quote else -1
    if start >= 0:
        return Passage(start, start + len(quote), 1.0)
    letters, places = _letters(text)
    wanted = folded(quote)
    at = letters.find(wanted) if wanted else -1
    if at >= 0:
        return Passage(places[at], places[at + len(wanted) - 1] + 1, 0.999)
    return max(_alike(text, letters, places, wanted), key=lambda p: (p.likeness, -p.start), default=None)


def _letters(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in the text it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            for part in letter.casefold():
                letters.append(part)
                places.append(place)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            places.append(place)
    return "".join(letters), places


def _alike(text: str, letters: str, places: list[int], wanted: str) -> Iterator[Passage]:
    """Passages around the windows that share most trigrams with the quote, their edges set on words."""
    if not letters.strip() or not wanted:
        return
    length = min(len(wanted), len(letters))
    grams = {wanted[i : i + _GRAM] for i in range(max(1, len(wanted) - _GRAM + 1))}
    sums = [0, *accumulate(letters[i : i + _GRAM] in grams for i in range(len(letters)))]
    scores = [sums[i + length] - sums[i] for i in range(len(letters) - length + 1)]
    words = [m.span() for m in _WORD.finditer(text)]
    for _ in range(_PLACES):
        best = max(range(len(scores)), key=scores.__getitem__)
        if scores[best] < 0:
            return
        yield from _edged(text, wanted, words, places[best], places[best + length - 1])
        reach = range(max(0, best - length // 2), min(len(scores), best + length // 2 + 1))
        for near in reach:
            scores[near] = -1


def _edged(text: str, wanted: str, words: list[tuple[int, int]], start: int, end: int) -> Iterator[Passage]:
    starts = sorted((s for s, _ in words), key=lambda s: (abs(s - start), s))[:_EDGES]
    ends = sorted((e for _, e in words), key=lambda e: (abs(e - end), e))[:_EDGES]
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    for first in starts:
        for last in ends:
            if first < last:
                matcher.set_seq1(folded(text[first:last]))
                # Only equality after folding may rank as high as step 2, and that step has failed.
                yield Passage(first, last, min(matcher.ratio(), 0.998))
