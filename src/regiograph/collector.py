"""Python's collector of cycles, told to look less often where pages are read in bulk.

Pages and claims make no cycles: they go when nothing holds them. What they need is large (names, packs, graphs), and
the collector walks all of it again and again while claims pile up: a third of the time of mapping.
"""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50
"""New objects before the youngest are looked at; rounds of that before older ones are (Python has 700, 10, 10)."""


def collect_seldom() -> None:
    """For a process that is ours (the command line, a worker of a build), never for that of a library's caller."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
