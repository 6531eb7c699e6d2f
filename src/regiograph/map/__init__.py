"""Room 4: claims to quads, the sentence behind each included. The only room that knows both model and ontology.

1. ``check`` refuses what cannot be mapped, with a reason.
2. ``patterns`` (``labels``, ``dates``, ``money``) write triples, with the claims behind them, on a ``draft``.
3. The draft names all nodes.
4. ``evidence`` adds annotations.
5. ``reference`` adds what the authority data know of the things that were used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regiograph.authority import Authority
from regiograph.map.check import refusal
from regiograph.map.draft import Draft, left_out, things
from regiograph.map.evidence import describe, unsupported
from regiograph.map.labels import NAMELESS, unnamed
from regiograph.map.patterns import HANDLERS, PATTERNS, handler_of
from regiograph.map.reference import class_of, known_concepts, language_codes, reference
from regiograph.model import ADDED, Claim, Document, Finding, Quad
from regiograph.terms import PATH_TYPES, Iris, expand

__all__ = ["PATTERNS", "Mapped", "known_concepts", "language_codes", "map_claims"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The quads of a build by document id, each tuple sorted; the reference graph; what was found on the way.

    ``statements`` counts distinct triples of all document graphs, ``editorial`` those that only editors'
    additions support.
    """

    domain: Mapping[str, tuple[Quad, ...]]
    annotations: Mapping[str, tuple[Quad, ...]]
    reference: tuple[Quad, ...]
    findings: tuple[Finding, ...] = ()
    statements: int = 0
    editorial: int = 0

    @property
    def editorial_share(self) -> float:
        """Editorial statements as a part of all, 0 to 1."""
        return self.editorial / self.statements if self.statements else 0.0

    def quads(self) -> Iterator[Quad]:
        """All quads: document by document, domain before evidence, then the reference graph."""
        for document in sorted(self.domain):
            yield from self.domain[document]
            yield from self.annotations[document]
        yield from self.reference


def map_claims(
    claims: Iterable[Claim], documents: Mapping[str, Document], authority: Authority, iris: Iris, *,
    languages: Iterable[str] = ("en",), codes: Mapping[str, str] | None = None, concepts: frozenset[str] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Mapped:  # fmt: skip
    """Map linked claims of ``documents`` (by id) to quads; the order of the claims does not matter.

    ``languages`` of authority labels beside the fixed ones; ``codes`` language tag → EU authority code, by default read
    from the packaged table; ``concepts`` the codes of the code lists (:func:`known_concepts`), by default all pass;
    ``reasons`` an editor's reason by claim id. Quotes are read from ``documents``, which may be masked where the
    claims' own quotes are not. A claim that cannot be mapped becomes a finding.
    """
    ordered, findings = _accepted(claims, documents, iris, concepts)
    draft = Draft(iris, documents, authority, ordered, concepts, findings=findings)
    by_handler: dict[int, list[Claim]] = {}
    for claim in ordered:
        by_handler.setdefault(HANDLERS.index(handler_of(claim.predicate)), []).append(claim)
    for number, own in sorted(by_handler.items()):
        HANDLERS[number](draft, own)
    used = _types(draft)
    sheets = draft.close()
    domain, evidence = {}, {}
    for document, sheet in sheets.items():
        graph = iris.graph(document)
        domain[document] = _sorted(Quad(*triple, graph) for triple in sheet)
        evidence[document] = _sorted(describe(documents[document], sheet, iris, reasons or {}))
        draft.findings.extend(unsupported(domain[document], evidence[document]))
    stated = {triple for sheet in sheets.values() for triple in sheet}
    read = {t for sheet in sheets.values() for t, backing in sheet.items() if any(_found(s.claim) for s in backing)}
    known = reference(
        draft,
        used,
        stated | {(s, p, "") for s, p, _ in stated},
        languages,
        language_codes() if codes is None else codes,
    )
    return Mapped(
        domain=domain, annotations=evidence,
        reference=_sorted(Quad(*t, iris.graph("reference")) for t in dict.fromkeys(known)),
        findings=tuple(draft.findings), statements=len(stated), editorial=len(stated - read),
    )  # fmt: skip


def _accepted(
    claims: Iterable[Claim], documents: Mapping[str, Document], iris: Iris, concepts: frozenset[str] | None
) -> tuple[list[Claim], list[Finding]]:
    """The claims that can be mapped, sorted, one an id (the surest, then the first); findings for the others."""
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.evidence.start, c.rule, c.kind)):
        best.setdefault(claim.id, claim)
    ordered = sorted(
        best.items(), key=lambda item: (item[1].evidence.document, item[1].evidence.start, item[1].evidence.end,
                                        item[1].predicate, item[0]),
    )  # fmt: skip
    kept: list[Claim] = []
    findings: list[Finding] = []
    for _, claim in ordered:
        why = refusal(claim, documents, iris, concepts)
        if why:
            findings.append(left_out(claim, why))
        else:
            kept.append(claim)
    return kept, findings


def _types(draft: Draft) -> set[str]:
    """State the class of every thing in every document that uses it; returns the ids of the things used.

    Mentions carry the class; where a document only uses a thing in other claims, the surest of these does.
    """
    spoken: dict[tuple[str, str], list[Claim]] = {}
    backing = {id(s.claim) for sheet in draft.sheets.values() for supports in sheet.values() for s in supports}
    for claim in draft.claims:
        if id(claim) in backing:
            for thing in things(claim):
                spoken.setdefault((claim.evidence.document, thing.id), []).append(claim)
    for (_, ident), claims in spoken.items():
        path = ident.partition("/")[0]
        if ident.startswith(NAMELESS) or (path not in PATH_TYPES and path != "country"):
            continue
        named = [c for c in claims if c.predicate == "mention" and c.subject.id == ident]
        for claim in named or [max(claims, key=lambda c: (_found(c), c.confidence))]:
            draft.state(claim, draft.iri(ident), "rdf:type", expand(class_of(path)))
    by_thing: dict[str, list[Claim]] = {}
    for (_, ident), claims in spoken.items():
        by_thing.setdefault(ident, []).extend(claims)
    for ident, claims in by_thing.items():
        unnamed(draft, ident, claims)
    return set(by_thing)


def _found(claim: Claim) -> bool:
    return not claim.rule.startswith(ADDED)


def _sorted(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    return tuple(sorted(quads, key=Quad.line))
