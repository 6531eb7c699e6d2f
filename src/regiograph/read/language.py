"""The language of a text, among the 24 official languages of the Union."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
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
SURE = 0.9
"""From this probability on a language is believed against what else says."""
_NEAR = {"nb", "nn", "no", "bs", "gl", "lb", "la"}
"""Languages that short texts in da, hr, pt, de and it are taken for."""
_SAMPLE = 20_000
_NOISE = re.compile(r"https?://\S+|[^\s@]{1,64}@\S+|[\d_#*|>•]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest of the EU languages (``und`` for none), and the likeliest of 97 with its probability (0..1)."""

    language: str
    any: str = UNDETERMINED
    probability: float = 0.0

    @property
    def foreign(self) -> bool:
        """Whether the text is plainly in a language that is none of the 24, nor one that is hard to tell from them."""
        return self.any not in _NEAR and self.any not in EU_LANGUAGES and self.probability >= SURE


def identify(text: str) -> str:
    """The ISO 639-1 code of a text's language, ``und`` where there is too little to tell by.

    >>> identify("Lapin liitto jakoi EU-tukea alueen kehittämiseen viime vuonna")
    'fi'
    """
    sample = _sample(text)
    if not sample:
        return UNDETERMINED
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else UNDETERMINED


def guess(text: str) -> Guess:
    """As :func:`identify`, and with what the text would be taken for if every language were possible."""
    sample = _sample(text)
    if not sample:
        return Guess(UNDETERMINED)
    language, probability = _every().classify(sample)
    return Guess(identify(text), str(language), float(probability))


def likelihoods(text: str) -> dict[str, float]:
    """EU language → its probability (0..1) for a text; nothing where there is too little to tell by."""
    sample = _sample(text)
    return {str(code): float(p) for code, p in _identifier().rank(sample)} if sample else {}


def _sample(text: str) -> str:
    """The beginning of a text without addresses and numbers; empty where it has too few letters."""
    sample = " ".join(_NOISE.sub(" ", text[:_SAMPLE]).split())
    return sample if sum(c.isalpha() for c in sample) >= MIN_LETTERS else ""


@cache
def _identifier() -> Any:
    """One identifier of our own: py3langid's module-level one would be shared with whoever else restricts it."""
    identifier = copy.copy(_every())
    identifier.set_languages(list(EU_LANGUAGES))
    return identifier


@cache
def _every() -> Any:
    """The model with all its languages; a copy that is restricted shares its tables."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
