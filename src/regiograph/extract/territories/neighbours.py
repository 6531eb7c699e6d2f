"""The territories of one sentence: which brackets, list and larger territory each stands in.

A sentence may hold thousands (a list of all towns in one line), so nothing here compares each with each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from regiograph.authority import Authority
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.territories.territories import in_list

_CLOSING = {"(": ")", ":": ";"}
"""What ends the scope that a sign behind a territory opens."""


class Territories:
    """The mentions of territories in a sentence, in order, and how they stand to each other."""

    def __init__(self, page: Page, found: Sequence[Mention], authority: Authority) -> None:
        self.found = found
        self._page = page
        self._authority = authority
        self._above: dict[str, frozenset[str]] = {}
        self._by_record: dict[str, list[int]] = {}
        self._runs: list[tuple[int, int]] = []
        self._sums: dict[str, list[int]] = {}
        self._starts = [m.start for m in found]
        # The sign right behind a territory, by kind: its offset, where its scope ends, and the territory.
        self._opened: dict[str, list[tuple[int, int, Mention]]] = {}
        for index, m in enumerate(found):
            if m.record:
                self._by_record.setdefault(m.record.id, []).append(index)
            self._open(m)

    def _open(self, m: Mention) -> None:
        text, at = self._page.text, m.end
        while at < len(text) and text[at].isspace():
            at += 1
        if text[at : at + 1] in _CLOSING:
            close = text.find(_CLOSING[text[at]], m.end)
            self._opened.setdefault(text[at], []).append((at, close if close >= 0 else len(text), m))

    def spoken_of(self, inner: Mention) -> Mention | None:
        """The territory whose brackets or colon a name stands in, the nearest."""
        best: tuple[int, Mention] | None = None
        for opened in self._opened.values():
            # Where the nearest scope of a kind is closed, those opened before it are too.
            at = bisect_left(opened, inner.start, key=lambda o: o[0]) - 1
            if at >= 0 and opened[at][1] >= inner.start and (best is None or opened[at][0] > best[0]):
                best = opened[at][0], opened[at][2]
        return best[1] if best else None

    def around(self, inner: Mention) -> list[Mention]:
        """The mentions of larger territories that one is known to lie in, of each the nearest on either side."""
        if inner.record is None:
            return []
        near: list[int] = []
        for ident in self._ancestors(inner):
            places = self._by_record.get(ident)
            if places:
                at = bisect_right(places, inner.start, key=lambda n: self._starts[n])
                near.extend(places[max(0, at - 1) : at + 1])
        return [self.found[n] for n in sorted(near)]

    def listed(self, index: int, floor: int) -> tuple[int, int]:
        """The first and last of the list that a territory stands in, those before an offset left out."""
        if not self._runs:
            self._runs = _runs(self._page, self.found)
        first, last = self._runs[index]
        return min(index, max(first, bisect_left(self._starts, floor))), last

    def lying_in(self, outer: Mention, first: int, last: int) -> int:
        """How many from one to another are known to lie in a larger territory."""
        if outer.record is None:
            return 0
        ident = outer.record.id
        if ident not in self._sums:
            sums = [0]
            for m in self.found:
                sums.append(sums[-1] + (m.record is not None and ident in self._ancestors(m)))
            self._sums[ident] = sums
        return self._sums[ident][last + 1] - self._sums[ident][first]

    def _ancestors(self, mention: Mention) -> frozenset[str]:
        record = mention.record
        if record is None:
            return frozenset()
        found = self._above.get(record.id)
        if found is None:
            found = self._above[record.id] = self._authority.ancestors(record)
        return found


def _runs(page: Page, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """For each territory the first and last of those joined to it by commas and linking words."""
    joined = [in_list(page, page.text[a.end : b.start]) for a, b in pairwise(found)]
    runs: list[tuple[int, int]] = []
    while len(runs) < len(found):
        first = last = len(runs)
        while last < len(joined) and joined[last]:
            last += 1
        runs.extend([(first, last)] * (last - first + 1))
    return runs
