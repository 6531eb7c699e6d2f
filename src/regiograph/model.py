"""The frozen values that travel between rooms: Document, Thing, Claim, Evidence, Finding, Release.

A room takes an iterator of one of these and gives an iterator of another; nothing else crosses a wall.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

EntityType = Literal[
    "Region", "Country", "Place", "Cluster", "Organisation", "Programme", "Fund", "Initiative", "Project",
    "Partnership", "Network", "Event", "GoodPractice", "CaseStudy", "Strategy", "Theme", "Document", "Other",
]  # fmt: skip
"""What a thing is. ``Document`` is the page itself; ``Other`` a node that only an editor makes (a designation)."""

AssertionKind = Literal["stated", "implied", "computed", "editorial", "disputed"]
Severity = Literal["violation", "warning", "info"]
BLOCK = "█"
"""What stands for each letter of a masked person's name, number or address, so that offsets stay right."""

_LETTERS = re.compile(r"[^\n]")
ADDED = "decision "
"""How the rule of a claim begins that an editor added; the name of the decision file follows."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points ``start`` to ``end`` of a text, which are in one language."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source page: its normalised text (NFC, LF, no BOM) and what its metadata say.

    ``id`` is the slug of the contract; ``path`` is relative to the documents folder; dates are ISO 8601 dates.
    ``passages`` are the stretches in other languages than ``language``, in order and apart from each other.
    """

    id: str
    path: str
    text: str
    language: str = "und"
    title: str = ""
    url: str | None = None
    licence: str | None = None
    retrieved: str | None = None
    published: str | None = None
    media_type: str = "text/plain"
    passages: tuple[Passage, ...] = ()

    def language_at(self, offset: int) -> str:
        """The language of the passage that holds a code point.

        >>> Document("a", "a.txt", "Łódź. Åland.", "pl", passages=(Passage(6, 12, "sv"),)).language_at(7)
        'sv'
        """
        return next((p.language for p in self.passages if p.start <= offset < p.end), self.language)

    def by_language(self) -> dict[str, str]:
        """Language → the text with blanks for all that is in another (line ends stay), so that offsets are the same.

        The page's language comes first.
        """
        if not self.passages:
            return {self.language: self.text}
        edges = [0, *(n for p in self.passages for n in (p.start, p.end)), len(self.text)]
        pieces = [(self.language_at(a), self.text[a:b]) for a, b in pairwise(edges)]
        languages = dict.fromkeys((self.language, *(p.language for p in self.passages)))
        return {
            wanted: "".join(piece if language == wanted else _LETTERS.sub(" ", piece) for language, piece in pieces)
            for wanted in languages
        }


@dataclass(frozen=True, slots=True)
class Thing:
    """One named thing. Before linking ``id`` is local to its document; after linking it is ``type-path/slug``.

    ``authority`` is the id of a record of :mod:`regiograph.authority` when the thing is known there, and ``code``
    that record's NUTS or ISO 3166-1 alpha-2 code. ``reason`` says why a thing was left open.
    """

    id: str
    type: EntityType
    name: str
    language: str = "mul"
    authority: str | None = None
    code: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: its lexical form and datatype (an XSD local name such as "date", or an IRI), or a language tag."""

    lexical: str
    datatype: str = "string"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: code points ``start`` to ``end`` of the document's normalised text.

    ``quote`` is the whole sentence or block, ``text[start:end] == quote``. ``focus`` is the span inside the
    document (absolute code points as well) that carries the claim itself, for marking it to a reader.
    """

    document: str
    start: int
    end: int
    quote: str
    focus: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says: subject, predicate and an object thing or a literal value, with its evidence.

    ``predicate`` is a row of the claim table in docs/claims.md, or, in editorial claims, a CURIE of the ontology
    ("rg:designated"). ``qualifiers`` are sorted (name, value) pairs of strings. ``confidence`` lies in 0..1.
    """

    subject: Thing
    predicate: str
    evidence: Evidence
    object: Thing | None = None
    value: Value | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    confidence: float = 1.0
    kind: AssertionKind = "stated"
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Twelve hex digits that survive small edits of the page: no offset takes part (contract, Claim)."""
        if not self._id:
            # Every room asks for it more than once, and it never changes.
            object.__setattr__(self, "_id", self._made_id())
        return self._id

    def _made_id(self) -> str:
        value = self.value
        literal = value and {"lexical": value.lexical, "datatype": value.datatype, "language": value.language}
        target = self.object.id if self.object else literal
        quote = folded(self.evidence.quote)
        parts = [self.evidence.document, self.subject.id, self.predicate, target, self.qualifiers, quote]
        return hashlib.sha256(_JSON.encode(parts).encode()).hexdigest()[:12]

    def qualifier(self, name: str) -> str | None:
        """The value of one qualifier, or None."""
        return dict(self.qualifiers).get(name)

    def with_(self, **changes: Any) -> Claim:
        """A copy with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Quad:
    """One RDF statement in a named graph: IRIs as strings, the object an IRI or a :class:`Value`. No blank nodes."""

    subject: str
    predicate: str
    object: str | Value
    graph: str

    def line(self) -> str:
        """The canonical N-Quads line, without its line feed (RDF 1.1 N-Quads, canonical form of literals)."""
        target = self.object
        if isinstance(target, str):
            return f"<{self.subject}> <{self.predicate}> <{target}> <{self.graph}> ."
        return f"<{self.subject}> <{self.predicate}> {_literal(target)} <{self.graph}> ."


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: on which thing, why, where, and what to do about it, in words for a person."""

    severity: Severity
    message: str
    focus: str = ""
    path: str = ""
    value: str = ""
    rule: str = ""
    document: str = ""
    quote: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release on disk: its folder, version (a date) and the figures a user wants to see."""

    path: str
    version: str
    counts: Mapping[str, int] = field(default_factory=dict)
    changed: bool = True


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _literal(term: Value) -> str:
    plain = term.lexical
    # Looking for four characters is far quicker than translating every one.
    if '"' in plain or "\\" in plain or "\n" in plain or "\r" in plain:
        plain = plain.translate(_ESCAPES)
    quoted = f'"{plain}"'
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype == "string":
        return quoted
    return f"{quoted}^^<{term.datatype if ':' in term.datatype else _XSD + term.datatype}>"


def folded(text: str) -> str:
    """Text with white space collapsed and case folded, for comparing quotes and names."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def qualifiers(**pairs: str | None) -> tuple[tuple[str, str], ...]:
    """Sorted (name, value) pairs of those that are not None."""
    return tuple(sorted((k, v) for k, v in pairs.items() if v is not None)) if pairs else ()


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """A claim as plain JSON, id included (one line of the working files between rooms)."""
    row = asdict(claim)
    return {"id": row.pop("_id") or claim.id, **row}


def claim_from_json(row: Mapping[str, Any]) -> Claim:
    """The inverse of :func:`claim_to_json`."""
    evidence = dict(row["evidence"])
    evidence["focus"] = tuple(evidence["focus"]) if evidence.get("focus") else None
    return Claim(
        subject=Thing(**row["subject"]),
        predicate=row["predicate"],
        evidence=Evidence(**evidence),
        object=Thing(**row["object"]) if row.get("object") else None,
        value=Value(**row["value"]) if row.get("value") else None,
        qualifiers=tuple((k, v) for k, v in row["qualifiers"]),
        rule=row["rule"],
        confidence=row["confidence"],
        kind=row["kind"],
    )
