"""What in a text deserves a second look: signs that are not seen, letters of a foreign script, other languages.

Nothing is changed, so that offsets and quotes stay those of the page; the findings say where to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regiograph.model import Document
from regiograph.read.language import EU_LANGUAGES, UNDETERMINED, Guess, guess
from regiograph.read.parsed import Notice

SURE_LETTERS = 400
"""Letters from which the text may contradict the language that the page claims."""
MIN_FOREIGN = 100
"""Letters from which a text may be said to be in none of the languages that are read."""
LONG_LINE = 100_000
"""Characters of one line above which a finding names it."""
_HIDDEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_GREEK_OR_CYRILLIC = "Ͱ-ϿЀ-ӿ"
_MIXED = re.compile(
    rf"[{_LATIN}{_GREEK_OR_CYRILLIC}]{{0,40}}(?:[{_LATIN}][{_GREEK_OR_CYRILLIC}]|[{_GREEK_OR_CYRILLIC}][{_LATIN}])"
    rf"[{_LATIN}{_GREEK_OR_CYRILLIC}]{{0,40}}"
)
_ALIKE = frozenset("АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ")
"""Greek and Cyrillic letters that look like Latin ones (Unicode confusables, UTS #39); µ, Δ and the like are not."""


def characters(text: str) -> Iterator[Notice]:
    """Notices on invisible signs, directions of writing, look-alike letters and endless lines."""
    if not text.isascii():
        for pattern, what in ((_BIDI, "marks of writing direction"), (_HIDDEN, "invisible signs")):
            found = Counter(f"U+{ord(sign):04X}" for sign in pattern.findall(text))
            if found:
                shown = ", ".join(f"{sign} × {count}" for sign, count in sorted(found.items()))
                first = text.count("\n", 0, match.start()) + 1 if (match := pattern.search(text)) else 1
                yield Notice(
                    f"{what} in the text ({shown}; the first on line {first})",
                    "names that hold them are not recognised: remove them from the page", "read.characters",
                )  # fmt: skip
        mixed = sorted({word[0] for word in _MIXED.finditer(text) if _is_disguised(word[0])})
        if mixed:
            shown = ", ".join(mixed[:5]) + (", …" if len(mixed) > 5 else "")
            yield Notice(f"words that mix scripts with letters that look alike: {shown}",
                         "write each name in one script", "read.characters")  # fmt: skip
    longest = max(map(len, text.split("\n")))
    if longest > LONG_LINE:
        yield Notice(f"one line is {longest:,} characters long", "break the page into paragraphs", "read.markup")


def _is_disguised(word: str) -> bool:
    foreign = [c for c in word if c in _ALIKE]
    other = sum(re.match(rf"[{_GREEK_OR_CYRILLIC}]", c) is not None for c in word)
    latin = len(word) - other
    return len(word) > 2 and bool(foreign) and (other == len(foreign) if latin >= other else latin > 0)


def languages(document: Document, *, stated: str | None, claimed: str | None) -> Iterator[Notice]:
    """Notices on the language: unknown, other than the page claims, outside the EU's, or several.

    ``stated`` is what sources.toml says, which is believed without a look; ``claimed`` what the file says.
    """
    todo = "set language in sources.toml"
    if document.language == UNDETERMINED:
        said = guess(document.text)
        if not (letters := _letters(document.text)) >= MIN_FOREIGN or not said.foreign:
            few = letters < MIN_FOREIGN
            yield Notice("too little text to tell its language" if few else "its language cannot be told",
                         todo, "read.language", "info")  # fmt: skip
            return
        yield _outside(said, document.language)
        return
    if stated is not None:
        return
    if document.language not in EU_LANGUAGES:
        yield Notice(f"its language, {document.language}, is none of the 24 that are read", todo, "read.language")
        return
    letters = _letters(document.text)
    said = guess(document.text) if letters >= MIN_FOREIGN else Guess(UNDETERMINED)
    if said.foreign:
        yield _outside(said, document.language)
    elif letters >= SURE_LETTERS and claimed in EU_LANGUAGES and said.language not in {claimed, UNDETERMINED}:
        yield Notice(
            f"the page says its language is {claimed}, its text looks like {said.language}", todo, "read.language"
        )
    else:
        yield from _several(document)


def _outside(said: Guess, taken: str) -> Notice:
    as_what = "" if taken == UNDETERMINED else f"; it was read as {taken}"
    return Notice(
        f"the text looks like {said.any}, which is none of the 24 languages that are read{as_what}",
        "set language in sources.toml if that is wrong, else leave the page out", "read.language",
    )  # fmt: skip


def _several(document: Document) -> Iterator[Notice]:
    others: Counter[str] = Counter()
    for passage in document.passages:
        others[passage.language] += _letters(document.text[passage.start : passage.end])
    if others:
        shown = ", ".join(f"{language} ({count} letters)" for language, count in sorted(others.items()))
        yield Notice(
            f"read as {document.language}, parts of it as {shown}",
            "nothing, if that is so; else put what misleads into a page of its own", "read.languages", "info",
        )  # fmt: skip


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
