"""The language of a text, among the 24 official languages of the Union."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
    "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""ISO 639-1 codes of the official EU languages."""

UNDETERMINED = "und"
MIN_LETTERS = 20
"""Below this many letters a guess would be chance."""
MIN_PROBABILITY = 0.5
_SAMPLE = 20_000
_NOISE = re.compile(r"https?://\S+|[^\s@]{1,64}@\S+|[\d_#*|>•]+")


def identify(text: str) -> str:
    """The ISO 639-1 code of a text's language, ``und`` where there is too little to tell by.

    >>> identify("Lapin liitto jakoi EU-tukea alueen kehittämiseen viime vuonna")
    'fi'
    """
    sample = " ".join(_NOISE.sub(" ", text[:_SAMPLE]).split())
    if sum(c.isalpha() for c in sample) < MIN_LETTERS:
        return UNDETERMINED
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else UNDETERMINED


@cache
def _identifier() -> Any:
    """One identifier of our own: py3langid's module-level one would be shared with whoever else restricts it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(EU_LANGUAGES))
    return identifier
