"""One pattern for many phrases, split by their first letters so that few of hundreds are tried at a place.

A pattern of plain alternatives tries each in turn wherever it is asked. Alternatives that begin with different letters
exclude each other: told apart by letter sets, which the engine looks at before it tries, they match what they did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

NOTHING = re.compile(r"(?!)")
"""What matches nowhere."""
_GAP = r"[\s\u00a0]+"
_ANY = r"\w*"
_FEW = 8
"""Alternatives that are tried in turn."""
_CASED = "".join(c for c in map(chr, range(0x2200)) if c.lower() != c or c.upper() != c)
"""The letters of Latin, Greek and Cyrillic that have another form."""

_Parts = Sequence[str]
"""A phrase: its letters and signs one by one, and pieces of pattern, which are longer."""


def phrases(words: Iterable[str], fillers: Iterable[str] = (), numbers: Iterable[str] = ()) -> re.Pattern[str]:
    """One case-insensitive pattern for whole words and phrases; ``*`` stands for any ending of a word.

    One of ``fillers`` may stand behind the first word of a phrase ("is *also* a partner"), figures or one of
    ``numbers`` from its third word on ("one of the *nine* partners"). Of several phrases the longest is found.

    >>> bool(phrases(["partner* in"]).search("They are partners in it"))
    True
    """
    between = _either(map(re.escape, _longest_first(set(fillers))))
    counts = _either(re.escape(n).replace(r"\*", _ANY) for n in _longest_first(set(numbers)))
    listed = []
    for phrase in _longest_first(words):
        parts: list[str] = []
        for place, word in enumerate(phrase.split()):
            parts += [_GAP] if place else []
            if place == 1 and between:
                parts.append(f"(?:(?:{between}){_GAP})?")
            if place > 1 and counts:
                parts.append(f"(?:(?:\\d{{1,2}}|{counts}){_GAP})?")
            parts += (_ANY if c == "*" else c for c in word)
        listed.append(parts)
    return re.compile(rf"(?<!\w){_tree(listed)}(?!\w)", re.IGNORECASE) if listed else NOTHING


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda w: (-len(w), w))


def _either(patterns: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(patterns))


def _tree(listed: Sequence[_Parts]) -> str:
    """The pattern of some phrases in the order in which they are to be tried, told apart by the next letter."""
    shared = 0
    if len(listed) > _FEW:
        while all(len(p) > shared and p[shared] == listed[0][shared] for p in listed):
            shared += 1
    rest = [p[shared:] for p in listed]
    opening = _pattern(listed[0][:shared])
    ending = [p for p in rest if not p]
    if (
        len(listed) <= _FEW
        or any(p and p[0] != _GAP and len(p[0]) > 1 for p in rest)
        or ending != rest[-1:] * len(ending)
    ):
        return f"{opening}(?:{_either(map(_pattern, rest))})"
    branches: dict[str, list[_Parts]] = {}
    for parts in rest:
        if parts:
            branches.setdefault(parts[0] if parts[0] == _GAP else _forms(parts[0]), []).append(parts[1:])
    found = [f"{_first(letters)}{_tree(some)}" for letters, some in branches.items()]
    return f"{opening}(?:{'|'.join(found + [''] * bool(ending))})"


def _pattern(parts: _Parts) -> str:
    return "".join(p if len(p) > 1 else re.escape(p) for p in parts)


@cache
def _forms(letter: str) -> str:
    """All characters that are equal to one when case is ignored."""
    return "".join(re.findall(re.escape(letter), _CASED, re.IGNORECASE)) or letter


def _first(letters: str) -> str:
    """A set of letters that is looked at as it is: sets whose case is ignored are no quick test."""
    return letters if letters == _GAP else f"(?-i:[{letters}])" if len(letters) > 1 else re.escape(letters)
