"""Forms of words: a pack's rules lead them to known words; case endings and letters before Irish capitals come off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from regiograph.authority import Record
from regiograph.extract.pack import Pack
from regiograph.terms import slug

_MUTATED = re.compile(r"(?:bh|[bdgmnht])(?=[A-ZÁÉÍÓÚ])")
_LENITED = frozenset("BCDFGMPST")
_LONGEST_SUFFIX = 7
_KEPT = 200_000
"""Words whose answer is remembered; then the memory starts anew, so that it stays bounded over many pages."""
_SHORTEST_BASE = 3
_LONG_WORD = 7
"""From this length a word typed without its diacritics is still known."""


@cache
def _bare(word: str) -> str:
    """A word without its accents; other marks of letters stay."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))


class Inflector:
    """Leads word forms back to base forms by a pack's suffix rules; remembers every word it has seen."""

    def __init__(self, pack: Pack, vocabulary: frozenset[str]) -> None:
        self._suffixes = pack.suffixes
        self._stems = pack.stems
        self._vocabulary = vocabulary
        self._seen: dict[str, tuple[str, ...]] = {}
        self._plain: dict[str, str] = {
            slug(w): w for w in sorted(vocabulary) if len(w) >= _LONG_WORD and not w.isascii()
        }
        self._bare: dict[str, str] = {_bare(w): w for w in sorted(vocabulary)} if pack.accents_move else {}

    def bases(self, word: str) -> tuple[str, ...]:
        """Known base forms of a case-folded word, the word itself left out."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            spelt = self._plain.get(word) if word.isascii() and word not in self._vocabulary else None
            known = tuple(dict.fromkeys(b for b in self._known(word) if b != word))
            found = self._seen[word] = known or ((spelt,) if spelt else ())
        return found

    def _known(self, word: str) -> Iterable[str]:
        for candidate in self._candidates(word):
            if candidate in self._vocabulary:
                yield candidate
            elif self._bare and (base := self._bare.get(_bare(candidate))) is not None:
                yield base

    def _candidates(self, word: str) -> list[str]:
        out: list[str] = []
        for length in range(min(_LONGEST_SUFFIX, len(word) - 1), -1, -1):
            stem, ending = (word[:-length], word[-length:]) if length else (word, "")
            for base in self._suffixes.get(ending, ()):
                candidate = stem + base
                if len(candidate) < _SHORTEST_BASE:
                    continue
                out.append(candidate)
                for pattern, replacement in self._stems:
                    grown = pattern.sub(replacement, candidate)
                    if grown != candidate:
                        out.append(grown)
        return out


def base_form(name: str, pack: Pack, least: int = 2) -> str:
    """A name with the case ending of its last word taken off by the pack's longest rule; for languages with cases.

    Endings shorter than ``least`` letters are left, because base forms may end like that too.

    >>> from regiograph.extract.pack import load_pack
    >>> base_form("Łódź Digipoliksesta", load_pack("fi")), base_form("Åland Science Park", load_pack("en"))
    ('Łódź Digipolis', 'Åland Science Park')
    """
    if not pack.cased_places:
        return name
    for length in range(min(_LONGEST_SUFFIX, len(name) - 4), least - 1, -1):
        if bases := pack.suffixes.get(name[-length:]):
            return name[:-length] + bases[0]
    return name


def spoken(parts: tuple[str, ...], record: Record, pack: Pack | None) -> Iterable[tuple[str, ...]]:
    """The words of a name, and without its article and the change that this works on the next word's first letter."""
    if pack is not None and pack.mutations:
        parts = tuple(unmutate(word) for word in parts)
    yield parts
    if pack is None or not pack.bare_names or record.type not in {"Region", "Country", "Place"} or len(parts) < 2:
        return
    if (
        parts[0].casefold() in pack.articles
        and (plain := unmutate(parts[1]) if pack.mutations else parts[1])[0].isupper()
    ):
        yield plain, *parts[2:]
        if pack.mutations and len(plain) > _SHORTEST_BASE and plain[0] in _LENITED and plain[1] == "h":
            yield plain[0] + plain[2:], *parts[2:]


def unmutate(word: str) -> str:
    """A word without the small letters that Irish puts before its capital: "nGaillimh", "hÉireann"."""
    grown = _MUTATED.match(word)
    return word[grown.end() :] if grown else word
