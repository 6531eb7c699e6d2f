"""Stretches of a text, for asking quickly whether another stretch meets one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Stretches (start, end), end exclusive; those that overlap or touch are one.

    >>> taken = Spans([(3, 5), (4, 9)])
    >>> taken.meet(8, 12), taken.meet(9, 12)
    (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with one of them."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def add(self, start: int, end: int) -> bool:
        """Takes a stretch in unless it meets one that is there; whether it was taken."""
        if self.meet(start, end):
            return False
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True
