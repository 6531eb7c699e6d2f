"""The sheet on which the patterns write: triples with the claims that support them, and nodes that get names last.

Patterns never mint a node's IRI themselves: two nodes may wish for the same slug, and who gets it must not depend on
the order of the claims. They ask for a placeholder, and :meth:`Draft.close` names all nodes at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regiograph.authority import Authority, Record
from regiograph.map.values import cut, resolve
from regiograph.model import AssertionKind, Claim, Document, Finding, Severity, Thing, Value
from regiograph.terms import PATH_TYPES, Iris, digest, expand, slug_or_hash

Triple = tuple[str, str, str | Value]
"""Subject IRI, predicate IRI, object IRI or literal."""

_MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Support:
    """One claim behind a triple; ``kind`` and ``confidence`` differ from the claim's where a value was computed."""

    claim: Claim
    kind: AssertionKind
    confidence: float


Sheets = dict[str, dict[Triple, list[Support]]]
"""Document id → triple → the claims behind it."""


@dataclass(slots=True)
class Draft:
    """Everything the patterns need to know, and what they have written so far."""

    iris: Iris
    documents: Mapping[str, Document]
    authority: Authority
    claims: Sequence[Claim]
    concepts: frozenset[str] | None = None
    sheets: Sheets = field(default_factory=dict)
    preferred: dict[str, dict[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _nodes: dict[tuple[str, str], set[tuple[str, ...]]] = field(default_factory=dict)
    _records: dict[str, Record] = field(default_factory=dict)
    _fixed: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for claim in self.claims:
            if ":" in claim.predicate:
                self._fixed.add((claim.subject.id, claim.predicate))
            for thing in things(claim):
                record = self.authority.records.get(thing.authority or thing.id)
                if record is not None:
                    self._records.setdefault(thing.id, record)

    def state(
        self, claim: Claim, subject: str, predicate: str, target: str | Value, *,
        kind: AssertionKind | None = None, confidence: float | None = None,
    ) -> None:  # fmt: skip
        """Write a triple into the graph of the claim's document, with that claim as its support.

        ``subject`` and a string ``target`` are IRIs or placeholders, ``predicate`` a CURIE.
        """
        support = Support(claim, kind or claim.kind, claim.confidence if confidence is None else confidence)
        sheet = self.sheets.setdefault(claim.evidence.document, {})
        backing = sheet.setdefault((subject, expand(predicate), target), [])
        if support not in backing:
            backing.append(support)

    def iri(self, thing: Thing | str) -> str:
        """The IRI of a thing or its id; raises KeyError for an id of no known kind."""
        return resolve(thing if isinstance(thing, str) else thing.id, self.iris)

    def record(self, ident: str) -> Record | None:
        """The authority record of a thing, by the authority id that a claim gives it or by its own."""
        return self._records.get(ident) or self.authority.records.get(ident)

    def fixed(self, ident: str, predicate: str) -> bool:
        """Whether an editor states this property of a thing outright, so that nothing is derived beside it."""
        return (ident, predicate) in self._fixed

    def homes(self) -> dict[str, str]:
        """Authority id → thing id, also where the thing bears another id (a pinned slug, a merge)."""
        return {record.id: ident for ident, record in sorted(self._records.items(), reverse=True)}

    def node(
        self, claim: Claim, path: str, name: str, *key: str,
        kind: AssertionKind | None = None, confidence: float | None = None,
    ) -> str:  # fmt: skip
        """The placeholder of a node that wishes for slug ``name``; ``key`` tells it from others with the same wish.

        States the node's type with the claim.
        """
        wish = cut(slug_or_hash(name))
        self._nodes.setdefault((path, wish), set()).add(key)
        placeholder = _MARK.join(("", path, wish, *key))
        self.state(claim, placeholder, "rdf:type", expand(PATH_TYPES[path].rdf_class), kind=kind, confidence=confidence)
        return placeholder

    def language(self, claim: Claim) -> str:
        """The language of the passage that the claim stands in, ``mul`` where it is not known."""
        language = self.documents[claim.evidence.document].language_at(claim.evidence.start)
        return "mul" if language in {"", "und"} else language

    def close(self) -> Sheets:
        """The triples of each document with every placeholder replaced by its IRI."""
        names = dict(self._named())
        return {
            document: {
                (names.get(s, s), p, names.get(o, o) if isinstance(o, str) else o): backing
                for (s, p, o), backing in sheet.items()
            }
            for document, sheet in sorted(self.sheets.items())
        }

    def _named(self) -> Iterator[tuple[str, str]]:
        for (path, wish), keys in self._nodes.items():
            for number, key in enumerate(sorted(keys)):
                name = wish if number == 0 else f"{wish}-{digest(path, *key, length=6)}"
                yield _MARK.join(("", path, wish, *key)), self.iris.thing(f"{path}/{name}")


def things(claim: Claim) -> Iterator[Thing]:
    """The things a claim speaks of: subject, object, and the fund in its qualifiers."""
    yield claim.subject
    if claim.object is not None:
        yield claim.object
    fund = claim.qualifier("fund")
    if fund and fund.partition("/")[0] in PATH_TYPES:
        yield Thing(id=fund, type="Fund" if fund.startswith("fund/") else "Programme", name="")


def left_out(claim: Claim, why: str, *, severity: Severity = "warning") -> Finding:
    """The finding that a claim was not mapped, with its place and its words."""
    return Finding(
        severity=severity, message=f"claim {claim.id} ({claim.subject.id} {claim.predicate}) is left out: {why}",
        focus=claim.subject.id, path=claim.predicate, value=claim.value.lexical if claim.value else "",
        rule="map/claim", document=claim.evidence.document, quote=claim.evidence.quote,
        remedy="correct or reject the claim in data/decisions/",
    )  # fmt: skip
