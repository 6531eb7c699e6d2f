"""Themes in running text: the labels of the theme scheme in every language, whatever ending the words have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regiograph.extract.gazetteer import Token
from regiograph.extract.page import Mention, Page


class ThemeIndex:
    """Stemmed labels by their first word; made once from ``folded label → concept slug``."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, slug in sorted(labels.items()):
            words = tuple(stem(w) for w in label.replace("-", " ").split())
            if words:
                self._by_first.setdefault(words[0], []).append((words, slug))
        for entries in self._by_first.values():
            entries.sort(key=lambda e: (-len(e[0]), e))

    def find(self, page: Page) -> None:
        """Adds a mention of a theme for every longest label outside other names."""
        for start, end, slug in self.hits(page.tokens):
            name = page.text[start:end]
            page.add(Mention(start, end, f"theme/{slug}", "Theme", name, "theme-label", 0.9))

    def hits(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """(start, end, concept slug) of every longest label among some words."""
        stems = [stem(t.folded) for t in tokens]
        i = 0
        while i < len(tokens):
            for words, slug in self._by_first.get(stems[i], ()):
                last = i + len(words) - 1
                if tuple(stems[i : last + 1]) == words and tokens[last].end - tokens[i].start <= _span(words):
                    yield tokens[i].start, tokens[last].end, slug
                    i = last
                    break
            i += 1


def _span(words: tuple[str, ...]) -> int:
    """The longest stretch of text that the words may fill: stems lose up to four letters, one space between."""
    return sum(len(w) + 6 for w in words)


def stem(word: str) -> str:
    """A crude stem for comparing words across cases: long words lose their last third, at most four letters."""
    return word if len(word) < 6 else word[: len(word) - min(4, len(word) // 3)]
