"""Numbers said in one word: "achtundfünfzig", "ventotto", "osmapadesát"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from regiograph.extract.pack import Pack, load_pack

_JOINERS = {"de": "und", "nl": "en", "da": "og", "cs": "a", "sk": "a", "sl": "in"}
"""What joins ones to the ten behind them in one word."""
_VOWELS = frozenset("aou")
"""Before these a ten may lose its last vowel ("ventuno", "ventotto")."""
_TEN, _HUNDRED = 10, 100
_COMPOUND = 6


def spoken_number(word: str, pack: Pack) -> int | None:
    """The number that one case-folded word says, put together of several if it is: "achtundfünfzig", "ventotto".

    >>> from regiograph.extract.pack import load_pack
    >>> spoken_number("osmapadesát", load_pack("cs")), spoken_number("kahesaja", load_pack("et"))
    (58, 200)
    """
    known = pack.numbers.get(word)
    return known if known is not None or len(word) < _COMPOUND else _compound(word, pack.language)


@lru_cache(maxsize=65_536)
def _compound(word: str, language: str) -> int | None:
    return _put_together(word, load_pack(language).numbers, _JOINERS.get(language, ""), 0)


def _put_together(word: str, numbers: Mapping[str, int], joiner: str, last: int) -> int | None:
    """The sum of the number words that a word consists of; ones may stand before their ten, and before a hundred."""
    for cut in range(len(word), 1, -1):
        value = numbers.get(word[:cut])
        if value is None and word[cut : cut + 1] in _VOWELS:
            value = next((numbers[word[:cut] + v] for v in "aeio" if word[:cut] + v in numbers), None)
        if value is None or (last and value >= last):
            continue
        rest = word[cut:]
        if not rest:
            return value
        if value < _TEN and joiner and rest.startswith(joiner):
            ten = numbers.get(rest[len(joiner) :])
            if ten is not None and _TEN < ten < _HUNDRED:
                return value + ten
        if value < _TEN:
            hundred = next((h for h in (rest[:n] for n in range(len(rest), 2, -1)) if numbers.get(h) == _HUNDRED), None)
            if hundred is not None:
                more = _put_together(rest[len(hundred) :], numbers, joiner, _HUNDRED) if rest != hundred else 0
                return None if more is None else value * _HUNDRED + more
            continue
        if (more := _put_together(rest, numbers, joiner, value)) is not None:
            return value + more
    return None
