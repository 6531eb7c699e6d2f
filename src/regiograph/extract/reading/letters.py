"""Letters: a text case-folded with its offsets kept, and the scripts that languages are written in."""

from __future__ import annotations

import re

_SCRIPTS = {"bg": re.compile("[Ѐ-ӿ]"), "el": re.compile("[Ͱ-Ͽἀ-῿]")}
_NOT_LATIN = re.compile("[Ͱ-Ͽἀ-῿Ѐ-ӿ]")
_NO_LETTER = "\uffff"
"""Stands for letters that case-folding makes two of."""


def folded_letters(text: str) -> str:
    """A text case-folded letter by letter; letters that become two are left out, so that offsets stay.

    >>> folded_letters("Łódź Åland")
    'łódź åland'
    """
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    folded = text
    for letter in sorted({c for c in set(text) if len(c.casefold()) > 1}):
        folded = folded.replace(letter, _NO_LETTER)
    return folded.casefold()


def foreign_script(name: str, language: str) -> bool:
    """Whether a name is not in the script of a language: Latin letters on a Greek or Bulgarian page, Greek on others.

    >>> foreign_script("Łódź", "bg"), foreign_script("Видин", "bg")
    (True, False)
    """
    own = _SCRIPTS.get(language)
    return own.search(name) is None if own else not name.isascii() and _NOT_LATIN.search(name) is not None
