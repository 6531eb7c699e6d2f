"""Greek and Bulgarian names in Latin letters, as the official romanisations write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def greek(text: str) -> str:
    """A Greek name in small Latin letters, without accents.

    >>> greek("Λογρόνιο")
    'logronio'
    """
    return _romanise(text, _GREEK)


def bulgarian(text: str) -> str:
    """A Bulgarian name in small Latin letters.

    >>> bulgarian("Търговище")
    'targovishte'
    """
    return _romanise(text, _BULGARIAN)


def _romanise(text: str, table: Mapping[str, str]) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c == "̆" or not unicodedata.combining(c))
    plain = unicodedata.normalize("NFC", plain)
    for long in (k for k in table if len(k) > 1):
        plain = plain.replace(long, table[long])
    return "".join(table.get(c, c) for c in plain)


_GREEK = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "γγ": "ng", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e",
    "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_BULGARIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya",
}  # fmt: skip
