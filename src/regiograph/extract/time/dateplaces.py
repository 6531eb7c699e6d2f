"""Where in a text dates may begin, so that no pattern of the date grammar scans the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the patterns may begin, in order: at numbers, at numbers like years, at the words before a number."""

    numbers: list[int]
    years: list[int]
    months: list[int]


def find_places(text: str, words: list[tuple[int, str]]) -> Places:
    """The places of a text, given the offset of each of its words."""
    numbers = [m.start() for m in _DIGITS.finditer(text)]
    starts = [start for start, _ in words] if numbers else []
    before: set[int] = set()
    for number in numbers:
        at = bisect_right(starts, number)
        before.update(starts[max(0, at - 3) : at])
    years = [n for n in numbers if text.startswith(("19", "20"), n)]
    return Places(numbers, years, sorted(before.union(numbers)))


def hits(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds for a pattern that can only begin at some places."""
    end = 0
    for place in places:
        if place >= end and (m := pattern.match(text, place)):
            yield m
            end = m.end()
