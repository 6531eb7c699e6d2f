"""Room 2: a document becomes claims. EXTRACTORS is a registry: another reader is one function and one line.

The built-in reader is a lexicon plus a grammar, with language packs as data. Its steps: layout → known names →
names by grammar → events, practices, themes → grouping of spellings → relations and literals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regiograph.authority import Authority
from regiograph.extract.grammar import GrammarReader
from regiograph.model import Claim, Document

Labels = Mapping[str, Mapping[str, str]]
"""Scheme ("theme", "actor-type") → folded label → slug of the concept."""
Reader = Callable[[Document], Iterator[Claim]]
"""Reads one document; what it says of one does not depend on those before."""
Extractor = Callable[[Authority, Labels], Reader]
"""Makes a reader. A function of a module, so that a build can make one in each of its processes."""


def grammar(authority: Authority, labels: Labels) -> Reader:
    """The built-in reader: lexicon and grammar, deterministic, one rule name a claim."""
    return GrammarReader(authority, labels.get("theme", {}), labels.get("actor-type", {})).read


EXTRACTORS: dict[str, Extractor] = {"grammar": grammar}
"""Makers of readers by name; the command line offers these keys."""

__all__ = ["EXTRACTORS", "Extractor", "Labels", "Reader", "grammar"]
