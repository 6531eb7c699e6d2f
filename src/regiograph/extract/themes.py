"""Themes in running text: the labels of the theme scheme in every language, whatever ending the words have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regiograph.extract.gazetteer import Token
from regiograph.extract.page import Mention, Page

_INDEXED = 4
"""Letters of the first word by which labels are found."""
_INFLECTED = 6
"""Shorter words have no forms: they must stand as they are."""
_ENDING = 5
_COMPOUND = 8
"""Letters from which a label may be the first part of a compound."""
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
            name = page.text[start:end]
            page.add(Mention(start, end, f"theme/{slug}", "Theme", name, "theme-label", 0.9))

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
