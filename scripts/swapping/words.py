"""Invented words of the form of given ones: an acronym of the same pattern, a word of the same shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

_BACK, _FRONT, _LIGHT = "aou", "äö", "eiyéèêâàáíóôúûąęõőűåæø"
_SINGLE = "bdfglmnprstvk"
_TRIES = 400
_KEPT_END = 2
"""Letters at the end of a word that stay, for they carry its case and number."""
_STEM = 4


def lot(seed: str) -> Random:
    """Chance that falls the same way for the same seed."""
    return Random(seed)  # noqa: S311 - no secret


def distinctive(word: str) -> bool:
    """A spelling that only names have: all capitals, a digit, or a capital inside."""
    return len(word) > 1 and (word.isupper() or any(c.isdigit() or c.isupper() for c in word[1:]))


def invented(word: str, rng: Random, taken: Callable[[str], bool]) -> str | None:
    """Another word of the same pattern: vowels for vowels, consonants for consonants, double letters kept double.

    The last two letters of a word that is no acronym stay. None when no free one is found.
    """
    keep = 0 if distinctive(word) or len(word) <= _STEM else _KEPT_END
    for _ in range(_TRIES):
        out: list[str] = []
        for at, letter in enumerate(word):
            if at >= len(word) - keep or not letter.isalnum():
                out.append(letter)
            elif at and letter.casefold() == word[at - 1].casefold():
                out.append(_cased(out[-1], letter))
            else:
                out.append(_cased(_other(letter.casefold(), rng), letter))
        made = "".join(out)
        if made.casefold() != word.casefold() and not taken(made):
            return made
    return None


def _cased(new: str, like: str) -> str:
    return new.upper() if like.isupper() else new.lower()


def _other(letter: str, rng: Random) -> str:
    if letter.isdigit():
        return rng.choice([d for d in "23456789" if d != letter])
    if letter in _BACK:
        return rng.choice([v for v in _BACK if v != letter])
    if letter in _FRONT:
        return rng.choice([v for v in _FRONT if v != letter])
    if letter in _LIGHT:
        return letter if letter not in "ei" else rng.choice("ei")
    return rng.choice([c for c in _SINGLE if c != letter])


def families(words: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Forms of one word together: (what they begin with alike, the forms); acronyms and short words stand alone."""
    found: list[list[str]] = []
    for word in sorted(set(words), key=lambda w: (w.casefold(), w)):
        for group in found:
            alike = _alike([*group, word])
            if len(alike) >= max(_STEM, max(len(w) for w in (*group, word)) - 6):
                group.append(word)
                break
        else:
            found.append([word])
    return [(group[0][: len(_alike(group))], tuple(group)) for group in found]


def _alike(words: Sequence[str]) -> str:
    """What all words begin with, letter case aside."""
    first, *others = [w.casefold() for w in words]
    length = next((i for i, c in enumerate(first) if any(w[i : i + 1] != c for w in others)), len(first))
    return first[:length]


def renamed(stem: str, forms: Sequence[str], rng: Random, taken: Callable[[str], bool]) -> list[tuple[str, str]]:
    """(form, its new form) for each form of one word: one new stem for all, their endings and capitals kept."""
    if len({f.casefold() for f in forms}) == 1:
        stem = forms[0]
    fresh = invented(stem, rng, lambda made: any(taken(made + f[len(stem) :]) for f in forms))
    if fresh is None:
        return []
    return [(f, "".join(_cased(n, o) for n, o in zip(fresh, f, strict=False)) + f[len(stem) :]) for f in forms]


def initials(words: Sequence[str]) -> str:
    """The first letters of the capitalised words: what an acronym of the name would be."""
    return "".join(w[0] for w in words if w[0].isupper())
