"""Themes: the labels of the theme scheme in every language, whatever ending the words have, and what a page announces
as its themes, in the scheme or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.territories.gazetteer import Token

_INDEXED = 4
"""Letters of the first word by which labels are found."""
_INFLECTED = 6
"""Shorter words have no forms: they must stand as they are."""
_ENDING = 5
_COMPOUND = 8
"""Letters from which a label may be the first part of a compound."""
_TITLE = 120
"""Characters of a line that announces a list of themes."""
_MOST_WORDS = 9
_HALF = 2
_NO_THEMES = frozenset(
    {"Project", "Event", "Organisation", "Cluster", "Programme", "Fund", "Partnership", "GoodPractice"}
)
_LABELLED = re.compile(r"(?P<label>[^:;.\n]{3,60}):[ \u00a0]+(?=\S)")
_SEPARATOR = re.compile(r"[,;•·|][ \u00a0\n]+|[ \u00a0\n](?P<link>&|\w{1,4})[ \u00a0\n]")
_ITEM_END = re.compile(r"[ \u00a0]+[–—-][ \u00a0]|[:;.(]|$", re.MULTILINE)
_KEPT = 100_000
"""Words whose labels are remembered; then the memory starts anew."""


class ThemeIndex:
    """Labels by the beginning of their first word; made once from ``folded label → concept slug``."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, slug in sorted(labels.items()):
            words = tuple(label.replace("-", " ").split())
            if words:
                self._by_first.setdefault(words[0][:_INDEXED], []).append((words, slug))
        for entries in self._by_first.values():
            entries.sort(key=lambda e: (-len(e[0]), -len(e[0][0]), e))
        self._seen: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._plain: set[str] = set()

    def _opened(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        """The labels whose first word a word is a form of, longest first."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
                self._plain.clear()
            found = [e for e in self._by_first.get(word[:_INDEXED], ()) if akin(word, e[0][0])]
            self._seen[word] = found
            if not found:
                self._plain.add(word)
        return found

    def find(self, page: Page) -> None:
        """Adds a mention of a theme for every longest label outside other names."""
        for start, end, slug in self.hits(page.tokens):
            if page.dated.meet(start, end):
                continue  # "en enero de 2020": a month that begins as energy does
            name = page.text[start:end]
            page.add(Mention(start, end, f"theme/{slug}", "Theme", name, "theme-label", 0.9))

    def announced(self, page: Page) -> None:
        """Adds a mention for each theme that a list or label announces and that is no label of the scheme itself."""
        for start, end in _announced(page):
            words = page.tokens_in(start, end)
            taken = page.overlapping(start, end)
            if not 1 <= len(words) <= _MOST_WORDS or any(m.type in _NO_THEMES for m in taken):
                continue
            start, end = words[0].start, words[-1].end
            if any(m.type == "Theme" or _HALF * (m.end - m.start) > end - start for m in taken):
                continue  # known by some of its words; or a list of places
            name = page.text[start:end]
            page.insert(Mention(start, end, key_of("Theme", name), "Theme", name, "theme-announced", 0.85))

    def hits(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """(start, end, concept slug) of every longest label among some words."""
        plain, done = self._plain, 0
        for i in [i for i, token in enumerate(tokens) if token.folded not in plain]:
            if i < done:
                continue
            for words, slug in self._opened(tokens[i].folded):
                last = i + len(words) - 1
                if last > i and (last >= len(tokens) or words[1][:_INDEXED] != tokens[i + 1].folded[:_INDEXED]):
                    continue
                if last == i or _stand(tokens[i : last + 1], words):
                    yield tokens[i].start, tokens[last].end, slug
                    done = last + 1
                    break


def announces(page: Page, start: int, end: int, heading: bool) -> bool:
    """Whether a heading, or a line that ends in a colon, announces themes."""
    text = page.text[start:end]
    if len(text) > _TITLE or not (heading or text.rstrip().endswith(":")):
        return False
    return page.pack.trigger("themes_list").search(text) is not None


def _announced(page: Page) -> Iterator[tuple[int, int]]:
    """The items below a line that announces themes, and the parts of what follows a label for them in its line."""
    listed = False
    for block in page.blocks:
        if block.kind in {"heading", "para"}:
            listed = announces(page, block.start, block.end, block.kind == "heading")
        elif listed:
            stop = _ITEM_END.search(page.text, block.start, block.end)
            yield block.start, stop.start() if stop else block.end
    for sentence in page.telling("themes_list"):
        label = _LABELLED.match(page.text, sentence.start, sentence.end)
        told = list(page.pack.trigger("themes_list").finditer(label["label"])) if label else []
        if label and told and (told[0].start() == 0 or told[-1].end() == len(label["label"])):
            yield from _parts(page, label.end(), sentence.end)


def _parts(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _SEPARATOR.finditer(page.text, start, end):
        if cut["link"] and cut["link"] != "&" and cut["link"].casefold() not in page.pack.linking:
            continue
        yield start, cut.start()
        start = cut.end()
    yield start, end


def _stand(here: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether words of a page, one sign apart, are forms of a label's words; the first is known to be one."""
    if not all(akin(t.folded, w) for t, w in zip(here[1:], words[1:], strict=True)):
        return False
    return here[-1].end - here[0].start <= sum(len(t.text) + 1 for t in here)


def within(tokens: Sequence[Token], labels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, slug) of words that begin with a long label: compounds such as "kiertotalousklusteri"."""
    for token in tokens:
        for length in range(len(token.folded), _COMPOUND - 1, -1):
            if slug := labels.get(token.folded[:length]):
                yield token.start, token.end, slug
                break


def akin(word: str, label: str) -> bool:
    """Whether a word is a form of a label's word: the label's stem begins it, and a short ending follows.

    >>> akin("kiertotalouden", "kiertotalous"), akin("economist", "ecology")
    (True, False)
    """
    return word == label or (
        len(label) >= _INFLECTED and word.startswith(stem(label)) and len(word) <= len(label) + _ENDING
    )


def stem(word: str) -> str:
    """A crude stem for comparing words across cases: long words lose their last third, at most three letters."""
    return word if len(word) < _INFLECTED else word[: len(word) - min(3, len(word) // 3)]
