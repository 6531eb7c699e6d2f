"""How sure a rule's claims are: the share of them that was right on annotated pages (see docs/benchmarks.md)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("reliability.toml")
"""Rule → share, written by scripts/calibrate.py."""


@cache
def reliability() -> dict[str, float]:
    """Rule → share of right claims, between 0 and 1; rules that no annotated page tried are not in it."""
    found: dict[str, float] = tomllib.loads(FILE.read_text("utf-8"))
    return found
