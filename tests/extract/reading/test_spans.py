"""Stretches answer as a comparison with each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regiograph.extract.reading.spans import Spans

STRETCH = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_a_stretch_meets_what_it_overlaps(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Spans(spans).meet(start, end) == any(s < end and start < e for s, e in spans)


@given(st.lists(STRETCH, max_size=12))
def test_only_free_stretches_are_taken(spans: list[tuple[int, int]]) -> None:
    taken, kept = Spans(), list[tuple[int, int]]()
    for start, end in spans:
        free = all(end <= s or start >= e for s, e in kept)
        assert taken.add(start, end) == free
        if free:
            kept.append((start, end))
