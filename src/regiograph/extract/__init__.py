"""Room 2: a document becomes claims. EXTRACTORS is a registry: another reader is one function and one line.

The built-in reader is a lexicon plus a grammar, with language packs as data. Its steps: layout → known names →
names by grammar → events, practices, themes → grouping of spellings → relations and literals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from regiograph.authority import Authority
from regiograph.extract.grammar import GrammarReader
from regiograph.model import Claim, Document

Labels = Mapping[str, Mapping[str, str]]
"""Scheme ("theme", "actor-type") → folded label → slug of the concept."""
Extractor = Callable[[Iterable[Document], Authority, Labels], Iterator[Claim]]


def grammar(documents: Iterable[Document], authority: Authority, labels: Labels) -> Iterator[Claim]:
    """The built-in reader: lexicon and grammar, deterministic, one rule name a claim."""
    reader = GrammarReader(authority, labels.get("theme", {}), labels.get("actor-type", {}))
    for document in documents:
        yield from reader.read(document)


EXTRACTORS: dict[str, Extractor] = {"grammar": grammar}
"""Readers by name; the command line offers these keys."""

__all__ = ["EXTRACTORS", "Extractor", "Labels", "grammar"]
