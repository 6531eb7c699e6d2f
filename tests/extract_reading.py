"""What the tests of extraction share: one reader a process, short pages, and facts as compact strings.

A fact is written ``subject | predicate | object or value``. A thing answers to its name, to every spelling that the
page has for it, and, where the authority knows it, to each of its names, its code and its id without the path.
``~seminar`` is a thing with that word inside one of its names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from regiograph.authority import Authority, load_authority
from regiograph.concepts import label_index
from regiograph.extract.grammar import GrammarReader
from regiograph.extract.reading.page import Page
from regiograph.model import Claim, Document, Thing
from regiograph.terms import squeezed

DATA = Path(__file__).parent / "data" / "extract"


@cache
def authority() -> Authority:
    """The packaged authority data, loaded once a process."""
    return load_authority()


@cache
def reader() -> GrammarReader:
    """The built-in reader, loaded once a process."""
    return GrammarReader(authority(), label_index("theme"), label_index("actor-type"))


def document(text: str, language: str, published: str | None = None, name: str = "page") -> Document:
    """A page with a text and a language."""
    return Document(name, f"{name}.txt", text, language, published=published)


@dataclass(frozen=True)
class Reading:
    """A page and the claims that the reader makes of it."""

    document: Document
    claims: tuple[Claim, ...]

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """Thing id → all that it answers to, squeezed."""
        found: dict[str, set[str]] = {}
        for claim in self.claims:
            for thing in (claim.subject, claim.object):
                if thing is not None and thing.id not in found:
                    found[thing.id] = {squeezed(n) for n in _labels(thing)}
            if claim.predicate == "mention" and claim.value:
                found[claim.subject.id].add(squeezed(claim.value.lexical))
        return {key: frozenset(names) for key, names in found.items()}

    def says(self, fact: str) -> bool:
        """Whether some claim says the compact fact."""
        subject, predicate, target = (part.strip() for part in fact.split(" | "))
        return any(
            c.predicate == predicate and self.means(c.subject, subject) and self._reaches(c, target)
            for c in self.claims
        )

    def means(self, thing: Thing, name: str) -> bool:
        """Whether a thing answers to a name; ``doc`` is the page."""
        if name == "doc":
            return thing.type == "Document"
        if name.startswith("~"):
            return any(squeezed(name) in known for known in self.names[thing.id])
        return squeezed(name) in self.names[thing.id]

    def _reaches(self, claim: Claim, target: str) -> bool:
        if claim.object is not None:
            return self.means(claim.object, target)
        return claim.value is not None and claim.value.lexical == target

    def has(self, entity: str) -> bool:
        """Whether the page names an entity ("Project FERNOVA") under its type."""
        kind, _, name = entity.partition(" ")
        return any(
            c.predicate == "mention" and c.subject.type == kind and self.means(c.subject, name) for c in self.claims
        )

    def facts(self, *predicates: str) -> set[str]:
        """All facts of some predicates under the names the reader gives, sorted out once."""
        return {fact(c) for c in self.claims if c.predicate in predicates}

    def entities(self, *types: str) -> set[str]:
        """The names of the things of some types that the page mentions."""
        return {c.subject.name for c in self.claims if c.predicate == "mention" and c.subject.type in types}

    def surfaces(self, kind: str) -> list[str]:
        """What stands in the text for the things of a type, in order of the claims."""
        return [c.value.lexical for c in self.claims if c.predicate == "mention" and c.value and c.subject.type == kind]

    def claim(self, predicate: str) -> Claim:
        """The only claim of a predicate."""
        (found,) = [c for c in self.claims if c.predicate == predicate]
        return found


def read(text: str, language: str = "en", published: str | None = None) -> Reading:
    """Reads a short page."""
    page = document(text, language, published)
    return Reading(page, tuple(reader().read(page)))


def analysed(text: str, language: str = "en") -> Page:
    """The page with its mentions, before any claim is made."""
    return reader().analyse(document(text, language))


def fact(claim: Claim) -> str:
    """The compact form of a claim."""
    subject = "doc" if claim.subject.type == "Document" else claim.subject.name
    target = claim.object.name if claim.object else claim.value.lexical if claim.value else ""
    return f"{subject} | {claim.predicate} | {target}"


def rows(file: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table in one data file of these tests."""
    found = tomllib.loads((DATA / f"{file}.toml").read_text("utf-8"))[table]
    assert isinstance(found, list)
    return found


def _labels(thing: Thing) -> Iterable[str]:
    yield thing.name
    if thing.type == "Theme":
        yield thing.id.removeprefix("theme/")
    record = authority().records.get(thing.authority or "")
    if record is None:
        return
    yield from (name for names in record.names.values() for name in names)
    yield from filter(None, (record.code, *record.codes))
    yield re.sub(r"^[^/]*/", "", record.id)
