"""Regions by other regions of the same country and level, in the very form that the page uses.

A form is read back to the region's name by the rules of the page's language, of English and of the country's own
languages; the rules that were needed then make the form of the other name. A form is taken only if it reads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regiograph.authority import Record
from regiograph.extract.pack import Pack, load_pack
from regiograph.extract.territories.countrylanguages import native_languages
from regiograph.extract.territories.gazetteer import Token, tokenize
from regiograph.extract.territories.inflection import Inflector

_HARMONY = frozenset({"fi", "et", "hu"})
_GRADED = re.compile(r"[kpt][aeiouyäöõü]{1,2}$|nen$|i$|e$|s$")
"""Ends of words that change inside when a case ending comes: no form of them can be made by endings alone."""
_DERIVED = 5


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of a region in one language, by words, with the pack whose rules inflect it."""

    language: str
    words: tuple[str, ...]
    pack: Pack


@dataclass(frozen=True, slots=True)
class Form:
    """A stretch of the page that names a region in some form of a spelling."""

    start: int
    end: int
    text: str
    spelling: Spelling
    tokens: tuple[Token, ...]


def spellings(record: Record, language: str) -> list[Spelling]:
    """The names of a region that a page of a language may use."""
    native = sorted(native_languages(record.country)) if record.country else []
    packs = {code: load_pack(code) for code in dict.fromkeys((language, "en", *native))}
    found = [
        Spelling(code, tuple(t.text for t in tokenize(name)), pack)
        for code, pack in packs.items()
        for name in (*record.names.get(code, ()), *(record.names.get("mul", ()) if code == "en" else ()))
    ]
    return [s for s in found if s.words]


def forms(record: Record, text: str, tokens: Sequence[Token], language: str) -> list[Form]:
    """Every place of a text that names a region, the longest name first, none inside another."""
    found: list[Form] = []
    for spelling in sorted(spellings(record, language), key=lambda s: -len(s.words)):
        wanted = tuple(w.casefold() for w in spelling.words)
        inflector = Inflector(spelling.pack, frozenset(wanted))
        for at in range(len(tokens) - len(wanted) + 1):
            span = tuple(tokens[at : at + len(wanted)])
            if (
                not (span[0].text[0].isupper() or spelling.words[0][0].islower())
                or "\n" in text[span[0].start : span[-1].end]
            ):
                continue
            if not all(t.folded == w or w in inflector.bases(t.folded) for t, w in zip(span, wanted, strict=True)):
                continue
            if not any(f.start < span[-1].end and span[0].start < f.end for f in found):
                shown = text[span[0].start : span[-1].end]
                found.append(Form(span[0].start, span[-1].end, shown, spelling, span))
    return sorted(found, key=lambda f: f.start)


def inflected(form: str, base: str, other: str, pack: Pack) -> str | None:
    """``other`` in the case that ``form`` is of ``base``, by the pack's endings; None if that cannot be made.

    >>> inflected("Satakunnassa", "Satakunta", "Kainuu", load_pack("fi"))
    'Kainuussa'
    """
    small, root, new = form.casefold(), base.casefold(), other.casefold()
    if small == root:
        return other
    for length in range(1, min(7, len(small)) + 1):
        stem, ending = small[:-length], small[-length:]
        for base_end in pack.suffixes.get(ending, ()):
            grown = {stem + base_end} | {p.sub(r, stem + base_end) for p, r in pack.stems}
            if root not in grown or not new.endswith(base_end):
                continue
            if pack.language in _HARMONY and (_GRADED.search(new) or _front(new) != _front(root)):
                continue
            if not pack.cased_places and new[-2:] != root[-2:]:
                continue  # where endings fuse with the stem, only names that end alike inflect alike
            made = other[: len(other) - len(base_end)] + ending
            if new in Inflector(pack, frozenset({new})).bases(made.casefold()):
                return made
    return None


def _front(word: str) -> bool:
    return not any(v in word for v in "aou")


def swaps(other: Record, found: Sequence[Form]) -> dict[str, str] | None:
    """Form → the other region's name in that form; None if one of them cannot be made."""
    out: dict[str, str] = {}
    for form in found:
        width = len(form.tokens)
        options = sorted(spellings(other, form.spelling.language), key=lambda s: abs(len(s.words) - width))
        new = next((n for n in (_made(form, s) for s in options) if n), None)
        if new is None:
            return None
        out[form.text] = new.upper() if form.text.isupper() and len(form.text) > 3 else new
    return out


def _made(form: Form, other: Spelling) -> str | None:
    if other.language != form.spelling.language:
        return None
    words = form.spelling.words
    plain = all(t.folded == w.casefold() for t, w in zip(form.tokens, words, strict=True))
    if plain:
        made: list[str | None] = list(other.words)
    elif len(other.words) == len(words):
        made = [inflected(t.text, w, o, other.pack) for t, w, o in zip(form.tokens, words, other.words, strict=True)]
    else:
        return None
    shown = [m for m in made if m and m.isalpha()]
    if len(shown) < len(made):
        return None
    likes = [t.text for t in form.tokens] if len(made) == len(words) else [form.text]
    return " ".join([*(_as(m, like) for m, like in zip(shown, likes, strict=False)), *shown[len(likes) :]])


def _as(word: str, like: str) -> str:
    """A word with a capital where the other has one."""
    return word[0].upper() + word[1:] if like[0].isupper() else word


def derived(tokens: Sequence[Token], found: Sequence[Form]) -> bool:
    """Whether a capitalised word of the page is made from the region's name without being a form of it ("Catalan")."""
    inside = {t.start for f in found for t in f.tokens}
    begins = {w.casefold()[:_DERIVED] for f in found for w in f.spelling.words if len(w) > _DERIVED}
    return any(
        t.start not in inside and t.text[0].isupper() and t.folded[:_DERIVED] in begins and len(t.text) > _DERIVED
        for t in tokens
    )
