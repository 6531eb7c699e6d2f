"""Finding known names in running text: authority names of the page's language, English and the place's own language.

A cascade, strongest first: the exact form, then a form that the pack's inflection rules lead back to a known word.
Every word of a name may inflect ("Województwa Mazowieckiego"), so rules work on words, not on whole names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from regiograph.authority import Authority, Record
from regiograph.extract.pack import Pack
from regiograph.extract.territories.countrylanguages import native_languages
from regiograph.extract.territories.inflection import Inflector, spoken, unmutate
from regiograph.terms import slug

_TOKEN = re.compile(r"[^\W_]+")
_MARKS = frozenset(',„“”"«»')
_COMMA = re.compile(r",[ \u00a0\n]|[ \u00a0\n][„“”\"«»]|[„“”\"«»](?:[ \u00a0\n]|[ \u00a0]?[-–][ \u00a0]?)")
_GAP = re.compile(r"[ \u00a0]?[-–&/][ \u00a0]?|['’][ \u00a0]?|[.]|[ \u00a0]|\s{1,2}")
_PREFIX = re.compile(r"(?<!\w)([^\W\d_]+)-$")
_SHORTEST_BASE = 3
_KEPT = 200_000
"""Words whose answer is remembered; then the memory starts anew, so that it stays bounded over many pages."""


class Token(NamedTuple):
    """One word by offset, with its case-folded form. A tuple, because a page makes one a word."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of text that may name one of ``records``; ``inflected`` tells that a rule led to the name."""

    start: int
    end: int
    name: str
    records: tuple[Record, ...]
    inflected: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    tokens: tuple[str, ...]
    name: str
    record: Record
    capitals: tuple[int, ...]
    commas: tuple[int, ...] = ()


class _Begun:
    """The entries with one first word, longest first: those of several words by their second word."""

    __slots__ = ("_longer", "_single")

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._single = [e for e in entries if len(e.tokens) == 1]
        self._longer: dict[str, list[tuple[int, _Entry]]] = {}
        for rank, entry in enumerate(entries):
            if len(entry.tokens) > 1:
                self._longer.setdefault(entry.tokens[1], []).append((rank, entry))

    def going_on(self, second: Sequence[str]) -> Iterable[_Entry]:
        """The entries that one of some second words may continue, and those of one word, longest first."""
        if not self._longer:
            return self._single
        found = [self._longer[word] for word in second if word in self._longer]
        if len(found) == 1:
            return chain((e for _, e in found[0]), self._single)
        return chain((e for _, e in sorted(chain(*found), key=lambda r: r[0])), self._single) if found else self._single


def tokenize(text: str) -> list[Token]:
    """The words of a text; hyphens and apostrophes separate."""
    made = tuple.__new__  # twice as fast as the constructor, which unpacks its arguments again
    return [made(Token, (*m.span(), word := m.group(), word.casefold())) for m in _TOKEN.finditer(text)]


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of an authority name; kept, because every language's gazetteer asks for the same names."""
    return tuple(_TOKEN.findall(name))


def _commas(name: str) -> tuple[int, ...]:
    """Which words of a name stand behind a comma or a quotation mark ("Ministry of Labour, Family and Youth")."""
    return tuple(len(_words(name[:at])) for at, letter in enumerate(name) if letter in _MARKS)


@cache
def _plainly(word: str) -> str:
    return slug(word)


_Begins = tuple[tuple[str, _Begun], ...]
"""The base forms of a word that names begin with, each with its names."""


class Gazetteer:
    """The authority names that a page of one language may use, as a word trie by first word."""

    def __init__(self, authority: Authority, pack: Pack) -> None:
        wanted = {pack.language, "en", "mul"}
        self._prefixes = pack.prefixes
        self.authority = authority
        first: dict[str, list[_Entry]] = {}
        words: set[str] = set()
        for name, language, record in authority.surfaces():
            if record.id in pack.ignored:
                continue
            if language in wanted or (record.country and language in native_languages(record.country)):
                for parts in spoken(_words(name), record, pack if language == pack.language else None):
                    tokens = tuple(w.casefold() for w in parts)
                    if tokens and not (len(tokens) == 1 and len(name) < 3 and not name.isupper()):
                        entry = _Entry(tokens, name, record, _capitals(parts, record), _commas(name))
                        first.setdefault(tokens[0], []).append(entry)
                        words.update(tokens)
        self._entries = first
        self._first: dict[str, _Begun] = {}
        self._mutations = pack.mutations
        self._lower = frozenset(
            word for word, entries in first.items() for e in entries if e.name[0].islower() and 0 not in e.capitals
        )
        self._opened: dict[str, _Begins] = {}
        self._plain: set[str] = set()
        self.inflector = Inflector(pack, frozenset(words))
        self.countries = {r.code: r for r in authority.records.values() if r.type == "Country" and r.code}

    def find(self, text: str, tokens: Sequence[Token]) -> list[Match]:
        """All longest matches from left to right; a name inside a longer hyphenated word does not count."""
        found: list[Match] = []
        if self._mutations:
            tokens = [_unmutated(t) for t in tokens]
        plain, done = self._plain, 0
        for i in [i for i, token in enumerate(tokens) if token.text not in plain]:
            if i < done or not self._begun(tokens[i]):
                continue
            match, width = self._at(text, tokens, i)
            if match and tokens[i].text[0].islower() and i + 1 < len(tokens):
                inner, inner_width = self._at(text, tokens, i + 1)
                if inner and inner.end > match.end:  # "programu Interreg Europa Środkowa"
                    match, width = inner, inner_width + 1
            if match:
                found.append(match)
                done = i + width
        return found

    def _begun(self, token: Token) -> _Begins:
        """What a word may begin, spelt as it is."""
        found = self._opened.get(token.text)
        if found is None:
            if len(self._opened) >= _KEPT:
                self._opened.clear()
                self._plain.clear()
            found = self._opened[token.text] = self._open(token)
            if not found:
                self._plain.add(token.text)
        return found

    def _open(self, token: Token) -> _Begins:
        folded = token.folded
        bases = dict.fromkeys((folded, *self.inflector.bases(folded)))
        if token.text.isupper() and not token.text.isascii():  # an acronym typed with the accents of its words: "FÉDÉR"
            bases[_plainly(folded)] = None
        known = [base for base in bases if base in self._entries]
        if token.text[0].islower() and not any(base in self._lower for base in known):
            return ()
        return tuple((base, self._begun_by(base)) for base in known)

    def _begun_by(self, word: str) -> _Begun:
        """The entries that begin with a word, put in order when they are first asked for."""
        begun = self._first.get(word)
        if begun is None:
            entries = sorted(self._entries[word], key=lambda e: (-len(e.tokens), e.record.id))
            begun = self._first[word] = _Begun(entries)
        return begun

    def _at(self, text: str, tokens: Sequence[Token], i: int) -> tuple[Match | None, int]:
        token = tokens[i]
        following = tokens[i + 1].folded if i + 1 < len(tokens) else None
        second = (following, *self.inflector.bases(following)) if following is not None else ()
        best: list[tuple[_Entry, bool]] = []
        width = 0
        for base, begun in self._begun(token):
            for entry in begun.going_on(second):
                if len(entry.tokens) < width:
                    break
                fits = self._fits(text, tokens, i, entry)
                if fits is None:
                    continue
                if len(entry.tokens) > width:
                    best, width = [], len(entry.tokens)
                best.append((entry, fits or base != token.folded))
        if not best:
            return None, 1
        exact = [(e, inflected) for e, inflected in best if not inflected] or best
        records = tuple(dict.fromkeys(e.record.id for e, _ in exact))
        by_id: Mapping[str, Record] = {e.record.id: e.record for e, _ in exact}
        start, end = token.start, tokens[i + width - 1].end
        if _inside_compound(text, start, end) and not self._after_prefix(text, start):
            return None, 1
        return Match(start, end, exact[0][0].name, tuple(by_id[r] for r in records), exact[0][1]), width

    def _after_prefix(self, text: str, start: int) -> bool:
        """An article or preposition that the language joins to the name by a hyphen ("mill-FEŻR")."""
        before = _PREFIX.search(text, max(0, start - 8), start)
        return before is not None and before[1].casefold() in self._prefixes

    def _fits(self, text: str, tokens: Sequence[Token], i: int, entry: _Entry) -> bool | None:
        """None: does not fit; else whether any word after the first is inflected. Letter case must agree."""
        if i + len(entry.tokens) > len(tokens):
            return None
        inflected = False
        for k, wanted in enumerate(entry.tokens):
            token = tokens[i + k]
            if k:
                between = tokens[i + k - 1].end, token.start
                if not _GAP.fullmatch(text, *between) and not (
                    (k in entry.commas and _COMMA.fullmatch(text, *between))
                    or (len(tokens[i + k - 1].text) < _SHORTEST_BASE and text[slice(*between)] == ". ")  # "Co. Cork"
                ):
                    return None
                if token.folded != wanted:
                    if wanted not in self.inflector.bases(token.folded):
                        return None
                    inflected = True
        if entry.capitals and not all(tokens[i + k].text[0].isupper() for k in entry.capitals):
            return None
        first = tokens[i].text[0]
        name = entry.name
        if name[0].isupper() and not first.isupper():
            return None
        if not tokens[i].text.isupper() and _inner_capital(tokens[i].text) and not _inner_capital(name):
            return None  # "WoodBridge" is no Woodbridge
        if len(entry.tokens) == 1 and name.isupper() and len(name) <= 6:
            shown = tokens[i].text
            spelt = len(name) > _SHORTEST_BASE and shown.istitle() and tokens[i].folded == entry.tokens[0]
            if not (shown.isupper() or shown.startswith(name) or spelt):
                return None
        return inflected


def _unmutated(token: Token) -> Token:
    plain = unmutate(token.text)
    return (
        token
        if plain is token.text or len(plain) == len(token.text)
        else Token(token.start, token.end, plain, plain.casefold())
    )


@lru_cache(maxsize=_KEPT)
def _inner_capital(word: str) -> bool:
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


def _capitals(parts: Sequence[str], record: Record) -> tuple[int, ...]:
    """Which words of a territory's name must have a capital: "La Réunion" is no "la réunion"."""
    if record.type not in {"Region", "Country", "Place"}:
        return ()
    return tuple(k for k, word in enumerate(parts) if word[0].isupper())


def _inside_compound(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    if before in "-–_@/" and start > 1 and text[start - 2].isalnum():
        return True
    after = text[end : end + 2]
    return bool(
        after[:1] in {"@", "_"}
        or (after[:1] == "-" and (after[1:].isupper() or after[1:] in {" ", "\u00a0", ","}))
        or (after[:1] == "." and after[1:].isalnum())
    )
