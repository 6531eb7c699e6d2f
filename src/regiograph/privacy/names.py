"""Words of a text with their places, and the shapes that words of names have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_](?:[.-]+[^\W\d_])?")
_HYPHEN = re.compile(r"[-‐]")
_POSSESSIVE = re.compile(r"['’]?s$")
_INNER_CAPITAL = re.compile(r"(?:Mc|Mac|O['’]|D['’]|L['’]|Fitz|De|Di|La|Le|Van|Ó|Ní)(?=[^\W\d_])")


class Token(NamedTuple):
    """A word and its code points in the text. A tuple, because a page makes one a word."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: the numbers of its first and last word, its given names and its surname without particles."""

    first: int
    last: int
    given: tuple[str, ...]
    surname: str


def tokens_of(text: str) -> list[Token]:
    """The words of a text: letters, with hyphens and apostrophes inside."""
    made = tuple.__new__  # twice as fast as the constructor, which unpacks its arguments again
    return [made(Token, (m[0], m.start(), m.end())) for m in _WORD.finditer(text)]


def is_initial(token: Token) -> bool:
    """Whether a word is one capital letter (J.), or two joined by a hyphen (J-P.)."""
    return _INITIAL.fullmatch(token.text) is not None and token.text.isupper()


def is_capital(token: Token) -> bool:
    """Whether a word is written as a name: Łódź, DUPONT, Anna-Maria, McNulty, but not ProAgria or lower case.

    >>> [is_capital(Token(w, 0, 0)) for w in ("Łucja", "DUPONT", "O'Éaló", "ProAgria", "éù")]
    [True, True, True, False, False]
    """
    return _is_capital(token.text)


@lru_cache(maxsize=65_536)
def _is_capital(word: str) -> bool:
    if word[:1].islower():
        return False
    for part in _HYPHEN.split(word):
        rest = _INNER_CAPITAL.sub("", part, count=1) or part
        if not (part[:1].isupper() and (part.isupper() or rest.istitle() or rest[1:].islower() or len(rest) == 1)):
            return False
    return True


def same_surname(word: str, surname: str, *, inflected: bool, stem: int = 4) -> bool:
    """Whether a word is a surname or, in languages that inflect names, a case form of it.

    >>> same_surname("Virtasen", "Virtanen", inflected=True), same_surname("Bergen", "Berg", inflected=False)
    (True, False)
    """
    low, wanted = word.lower(), surname.lower()
    if low == wanted or (low.endswith("s") and _POSSESSIVE.sub("", low) == wanted):
        return True
    if not inflected:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(low, wanted, strict=False)) if a != b), min(len(low), len(wanted)))
    return shared >= max(stem, len(wanted) - 3) and len(low) - shared <= 5 and len(wanted) - shared <= 3
