"""What a page is made of while it is read: head nouns, and mentions of things with the keys that group them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from regiograph.authority import Record
from regiograph.extract.territories.gazetteer import Match
from regiograph.model import EntityType
from regiograph.terms import ENTITY_PATHS, slug_or_hash

if TYPE_CHECKING:
    from regiograph.extract.reading.page import Page

_SPACE = re.compile(r"\s+")
TERRITORIES: frozenset[EntityType] = frozenset({"Region", "Place", "Country"})
COLLABORATIONS: frozenset[EntityType] = frozenset({"Project", "Partnership", "Network", "Initiative"})
ACTORS: frozenset[EntityType] = frozenset({"Organisation", "Region", "Cluster"})


@dataclass(frozen=True, slots=True)
class Head:
    """A common noun that tells a kind of thing: its span and the pack's name for it ("project", "event_seminar")."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names one thing. ``key`` groups the mentions of one thing on this page."""

    start: int
    end: int
    key: str
    type: EntityType
    name: str
    rule: str
    confidence: float
    record: Record | None = None
    form: str = "name"


def key_of(kind: EntityType, name: str) -> str:
    """The local key of a new thing: its type's path and a slug of the name."""
    return f"{ENTITY_PATHS.get(kind, kind.lower())}/{slug_or_hash(name)[:80]}"


def gap(text: str, before: int, after: int) -> str:
    """What stands between two offsets, white space folded to one blank."""
    return _plain(text[before:after])


@lru_cache(maxsize=65_536)
def _plain(between: str) -> str:
    return _SPACE.sub(" ", between)


def known_mention(page: Page, match: Match, record: Record, rule: str, confidence: float) -> Mention:
    """The mention of an authority record that a gazetteer match found."""
    shown = page.text[match.start : match.end]
    form = "inflected" if match.inflected else "acronym" if shown.isupper() and len(shown) <= 8 else "name"
    return Mention(match.start, match.end, record.id, record.type, match.name, rule, confidence, record, form)
