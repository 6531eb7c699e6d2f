"""Where on a page a pack's matchers can hit at all: asked word by word once, so that no rule scans text in vain.

A phrase begins with a word; words of the page that can begin none of a matcher's phrases are never tried. The matcher
itself decides at the places that are left, so what is found does not change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"\w+")
_FIRST = re.compile(r"[\w*]+")
_ANY = "*"
_END = 1 << 60
_KEPT = 100_000
"""Words whose answer is remembered; then the memory starts anew."""


def _key(word: str) -> str:
    """A form that is equal for all words that ``re.IGNORECASE`` takes for equal (it joins i, İ and ı)."""
    folded = word.casefold()
    return folded if folded.isascii() else folded.replace("i̇", "i").replace("ı", "i")


NUMBERS = "numbers"
NOTHING = re.compile(r"(?!)")
"""What matches nowhere."""


class Openers:
    """The first words of phrases: a word → the names of the matchers that may begin with it.

    >>> Openers({"lead": ["led by"], "label": ["*märke", "gold*"]}).of("Golden")
    ('label',)
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._prefix: dict[str, list[str]] = {}
        self._suffix: dict[str, list[str]] = {}
        self._inside: dict[str, list[str]] = {}
        self._seen: dict[str, tuple[str, ...]] = {}
        self._plain: set[str] = set()
        unbound: set[str] = set()
        for name, listed in phrases.items():
            for phrase in listed:
                first = _FIRST.match(phrase)
                if first is None or not first.group().strip(_ANY):
                    unbound.add(name)
                else:
                    self._enter(name, _key(first.group()))
        self.unbound = frozenset(unbound)
        """Names with a phrase that begins with a sign: they may hit anywhere."""
        self._prefixes = sorted({len(p) for p in self._prefix})
        self._suffixes = sorted({len(s) for s in self._suffix})

    def _enter(self, name: str, first: str) -> None:
        parts = first.split(_ANY)
        if len(parts) == 1:
            self._exact.setdefault(first, []).append(name)
        elif parts[0]:
            self._prefix.setdefault(parts[0], []).append(name)
        elif parts[-1]:
            self._suffix.setdefault(parts[-1], []).append(name)
        else:
            self._inside.setdefault(max(parts, key=len), []).append(name)

    def of(self, word: str) -> tuple[str, ...]:
        """The names of the matchers that may begin with a word, each once."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
                self._plain.clear()
            found = self._seen[word] = tuple(dict.fromkeys(self._names(_key(word))))
            if not found and not word[0].isdigit():
                self._plain.add(word)
        return found

    def _names(self, key: str) -> Iterator[str]:
        yield from self._exact.get(key, ())
        for length in self._prefixes:
            yield from self._prefix.get(key[:length], ())
        for length in self._suffixes:
            yield from self._suffix.get(key[-length:], ())
        for part, names in self._inside.items():
            if part in key:
                yield from names

    def opening(self, text: str) -> frozenset[str]:
        """The names of the matchers that may hit where a text begins."""
        first = _WORD.match(text)
        return self.unbound.union(self.of(first.group())) if first else self.unbound

    def within(self, text: str) -> set[str]:
        """The names of the matchers that may hit in a text, which ends with a whole word."""
        found = set(self.unbound)
        for word in _WORD.findall(text):
            found.update(self._seen.get(word) or self.of(word))
        return found

    def places(self, text: str, words: Iterable[tuple[int, str]] | None = None) -> dict[str, list[int]]:
        """Name → the offsets in a text where its matcher may begin, in order; names without any are left out.

        Those of words that begin with a digit stand under ``NUMBERS``. ``words`` are those of the text with their
        offsets (:func:`words_of`), if they are known.
        """
        numbers: list[int] = []
        found: dict[str, list[int]] = {NUMBERS: numbers}
        seen, of, plain = self._seen, self.of, self._plain
        for start, word in words_of(text) if words is None else words:
            if word in plain:
                continue
            names = seen.get(word)
            if word[0].isdigit():
                numbers.append(start)
            for name in of(word) if names is None else names:
                if name in found:
                    found[name].append(start)
                else:
                    found[name] = [start]
        return found


def words_of(text: str) -> list[tuple[int, str]]:
    """The words of a text, digits and low lines included, each with its offset."""
    return [(m.start(), m.group()) for m in _WORD.finditer(text)]


def words_at(text: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The words that begin at some offsets."""
    return ((m.start(), m.group()) for m in (_WORD.match(text, at) for at in places) if m)


class Placed:
    """A compiled matcher that knows its places on one page; any other text it reads as the matcher does."""

    __slots__ = ("_pattern", "_places", "_text")

    def __init__(self, pattern: re.Pattern[str], text: str, places: list[int]) -> None:
        self._pattern = pattern
        self._text = text
        self._places = places

    def places(self, text: str) -> list[int] | None:
        """Where it may begin in a text, in order; ``None`` for a text other than the page's."""
        return self._places if text is self._text else None

    def search(self, text: str, pos: int = 0, endpos: int = _END) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        if text is not self._text or _cuts(text, endpos):
            return self._pattern.search(text, pos, endpos)
        places = self._places
        if places:
            match = self._pattern.match
            for n in range(bisect_left(places, pos) if pos > 0 else 0, len(places)):
                if places[n] >= endpos:
                    break
                if hit := match(text, places[n], endpos):
                    return hit
        return None

    def finditer(self, text: str, pos: int = 0, endpos: int = _END) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        if text is not self._text or _cuts(text, endpos):
            return self._pattern.finditer(text, pos, endpos)
        return self._hits(pos, endpos) if self._places else iter(())

    def _hits(self, pos: int, endpos: int) -> Iterator[re.Match[str]]:
        places, match, text = self._places, self._pattern.match, self._text
        for n in range(bisect_left(places, pos) if pos > 0 else 0, len(places)):
            if places[n] >= endpos:
                break
            if places[n] >= pos and (hit := match(text, places[n], endpos)):
                yield hit
                pos = hit.end()

    def match(self, text: str, pos: int = 0, endpos: int = _END) -> re.Match[str] | None:
        """As :meth:`re.Pattern.match`."""
        return self._pattern.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = _END) -> re.Match[str] | None:
        """As :meth:`re.Pattern.fullmatch`."""
        return self._pattern.fullmatch(text, pos, endpos)


class Kept(Placed):
    """A matcher placed on a page whose hits there are found once, when the first of them is asked for.

    None of its phrases may end with a sign: what stands behind a stretch then never decides whether one ends there.
    """

    __slots__ = ("_found", "_starts")

    def __init__(self, pattern: re.Pattern[str], text: str, places: list[int]) -> None:
        super().__init__(pattern, text, places)
        self._found: list[re.Match[str]] = []
        self._starts: list[int] | None = None if places else []

    def places(self, text: str) -> list[int] | None:
        """Where it hits in a text, in order; ``None`` for a text other than the page's."""
        return self._hit() if text is self._text else None

    def search(self, text: str, pos: int = 0, endpos: int = _END) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        if text is not self._text or _cuts(text, endpos):
            return self._pattern.search(text, pos, endpos)
        starts = self._hit()
        if starts:
            for n in range(bisect_left(starts, pos) if pos > 0 else 0, len(starts)):
                if starts[n] >= endpos:
                    break
                if hit := self._ending(n, endpos):
                    return hit
        return None

    def finditer(self, text: str, pos: int = 0, endpos: int = _END) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        if text is not self._text or _cuts(text, endpos):
            return self._pattern.finditer(text, pos, endpos)
        starts, hits = self._hit(), []
        if starts and starts[-1] >= pos and starts[0] < endpos:
            for n in range(bisect_left(starts, pos) if pos > 0 else 0, len(starts)):
                if starts[n] >= endpos:
                    break
                if starts[n] >= pos and (hit := self._ending(n, endpos)):
                    hits.append(hit)
                    pos = hit.end()
        return iter(hits)

    def _hit(self) -> list[int]:
        """Where it hits on the page, whatever stands behind."""
        starts = self._starts
        if starts is None:
            match, text = self._pattern.match, self._text
            self._found = [hit for hit in (match(text, at) for at in self._places) if hit]
            starts = self._starts = [hit.start() for hit in self._found]
        return starts

    def _ending(self, n: int, endpos: int) -> re.Match[str] | None:
        """The page's nth hit, or a shorter one that ends in time."""
        hit = self._found[n]
        return hit if hit.end() <= endpos else self._pattern.match(self._text, hit.start(), endpos)


def _cuts(text: str, end: int) -> bool:
    """Whether a stretch ends inside a word, whose rest its matcher would not see."""
    return (
        0 < end < len(text)
        and (text[end].isalnum() or text[end] == "_")
        and (text[end - 1].isalnum() or text[end - 1] == "_")
    )


class Matchers(dict[str, re.Pattern[str] | Placed]):
    """A language's matchers on one page, each placed when it is first asked for.

    ``unbound`` may hit anywhere, ``signed`` have phrases that end with a sign.
    """

    def __init__(
        self,
        patterns: Mapping[str, re.Pattern[str] | Placed],
        text: str,
        places: Mapping[str, list[int]],
        unbound: frozenset[str],
        signed: frozenset[str],
    ) -> None:
        self._patterns, self._unbound, self._signed = patterns, unbound, signed
        self._text, self._places = text, places

    def __missing__(self, name: str) -> re.Pattern[str] | Placed:
        found = self._patterns.get(name, NOTHING)
        place = f"triggers.{name}"
        if isinstance(found, re.Pattern) and found is not NOTHING and place not in self._unbound:
            placed = Placed if name in self._signed else Kept
            found = placed(found, self._text, self._places.get(place, []))
        self[name] = found
        return found
