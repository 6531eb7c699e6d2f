"""The reviewer's desk: the claims of a build while decisions are applied to them, and the things they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from regiograph.model import ADDED, Claim, Document, EntityType, Evidence, Finding, Severity, Thing, Value, folded
from regiograph.review.decisions import Decision
from regiograph.review.quotes import LIKENESS, locate

_TYPES: dict[str, EntityType] = {
    "country": "Country", "theme": "Theme", "territory": "Region", "cluster": "Cluster", "organisation": "Organisation",
    "programme": "Programme", "fund": "Fund", "initiative": "Initiative", "project": "Project",
    "partnership": "Partnership", "network": "Network", "event": "Event", "practice": "GoodPractice",
    "case": "CaseStudy", "strategy": "Strategy", "document": "Document",
}  # fmt: skip


class Desk:
    """The claims under review: what is on it now, and what each was when it came."""

    def __init__(
        self,
        claims: list[Claim],
        documents: Mapping[str, Document],
        renames: Mapping[str, str],
        findings: list[Finding],
    ) -> None:
        self.documents, self.renames, self.findings = documents, renames, findings
        self.stale: list[Finding] = []
        self.added: list[tuple[Claim, str]] = []
        self.current: dict[str, Claim | None] = {}
        self.alias: dict[str, str] = {}
        self.things: dict[str, Thing] = {}
        for claim in claims:
            key = claim.id
            # Of claims with one id the surer stays: they say the same with the same words.
            known = self.current.get(key)
            if known is None or known.confidence < claim.confidence:
                self.current[key] = claim
            self._know(key, claim, key)
            for thing in (claim.subject, claim.object):
                if thing is not None:
                    self.things.setdefault(thing.id, thing)

    def _know(self, key: str, claim: Claim, own: str) -> None:
        """Let a claim be found by its ``own`` id, and by the id that it will be published with."""
        self.alias.setdefault(own, key)
        if self.renames:
            self.alias.setdefault(self._moved(claim).id, key)

    def thing(self, ident: str) -> Thing:
        """The thing of an id, as the claims know it, or a new one."""
        if ident in self.things:
            return self.things[ident]
        return Thing(id=ident, type=_TYPES.get(ident.partition("/")[0], "Other"), name="")

    def add(self, decision: Decision) -> None:
        """Make the claim of an add, if its quote is still there."""
        document = self.documents[decision.document]
        evidence = self._anchored(decision, document)
        if evidence is None:
            return
        claim = Claim(
            subject=self.thing(decision.subject), predicate=decision.predicate, evidence=evidence,
            object=self.thing(decision.object) if decision.object else None, value=_value(decision),
            qualifiers=decision.qualifiers or (), rule=ADDED + Path(decision.file or "unsaved").name,
            confidence=1.0 if decision.confidence is None else decision.confidence, kind=decision.kind or "editorial",
        )  # fmt: skip
        if self.current.get(self.alias.get(claim.id, "")) is not None:
            self._note(decision, "info", "extraction finds this claim by itself", "remove the decision")
            return
        self.added.append((claim, decision.reason))

    def rename(self, decision: Decision) -> None:
        """Report a merge or pin of a thing that nobody speaks of; the renaming itself is done at the end."""
        spoken = self.things.keys() | {t.id for c, _ in self.added for t in (c.subject, c.object) if t}
        if decision.subject not in spoken and decision.subject not in self.renames.values():
            self._skip(decision, f"no claim speaks of {decision.subject}", "")

    def change(self, decision: Decision) -> None:
        """Accept, reject or correct the claims that a decision chooses."""
        chosen = self._chosen(decision)
        if not chosen:
            self._lost(decision)
        elif decision.claim and decision.claim not in self.alias:
            self._moved_on(decision, chosen)
        for key in chosen:
            claim = self.current[key]
            if claim is None:
                continue
            if decision.action == "reject":
                self.current[key] = None
            elif decision.action == "accept":
                self.current[key] = replace(claim, confidence=1.0)
            elif decision.changes is not None:
                made = self._corrected(claim, decision.changes)
                self.current[key] = made
                self._know(key, made, made.id)

    def _chosen(self, decision: Decision) -> list[str]:
        if decision.claim:
            key = self.alias.get(decision.claim)
            if key is not None and self.current.get(key) is not None:
                return [key]
            if not (decision.subject and decision.predicate):
                return []
        found = {k: c for k, c in self.current.items() if c is not None and self._matches(decision, c)}
        if not (decision.claim and decision.quote) or len(found) < 2:
            return list(found)
        # The decision was on one claim: of several that say the same, it means the one whose sentence it quotes best.
        likeness = {k: _likeness(c.evidence.quote, decision.quote) for k, c in found.items()}
        return [k for k in found if likeness[k] == max(likeness.values())]

    def _lost(self, decision: Decision) -> None:
        """Report a decision that chooses nothing: its sentence is gone, or nothing is read from it any more."""
        document = self.documents.get(decision.document)
        passage = locate(document.text, decision.quote) if document and decision.quote else None
        gone = document is not None and decision.quote and (passage is None or passage.likeness < LIKENESS)
        why = "the quote is not in the document" if gone else f"{decision.action} matches no claim"
        self._skip(decision, why, passage.of(document.text) if document and passage else "")

    def _moved_on(self, decision: Decision, chosen: list[str]) -> None:
        claims = [c for k in chosen if (c := self.current[k]) is not None]
        said = "; ".join(repr(" ".join(c.evidence.quote.split())) for c in claims)
        todo = f"put claim = {', '.join(repr(c.id) for c in claims)} and the words of the document into the decision"
        self._note(decision, "warning", f"the claim was found again by what it says, in: {said}", todo)

    def _matches(self, decision: Decision, claim: Claim) -> bool:
        moved = self._moved(claim)
        return (
            decision.document in ("", claim.evidence.document)
            and decision.subject in ("", claim.subject.id, moved.subject.id)
            and decision.predicate in ("", claim.predicate)
            and (not decision.object or decision.object in {t.id for t in (claim.object, moved.object) if t})
            and (decision.value is None or (claim.value is not None and claim.value.lexical == decision.value))
            and (decision.qualifiers is None or set(decision.qualifiers) <= set(claim.qualifiers))
            and (not decision.quote or _quotes(claim.evidence.quote, decision.quote))
        )

    def _corrected(self, claim: Claim, new: Decision) -> Claim:
        made = replace(claim, confidence=1.0 if new.confidence is None else new.confidence)
        if new.subject:
            made = replace(made, subject=self.thing(new.subject))
        if new.predicate:
            made = replace(made, predicate=new.predicate)
        if new.object:
            made = replace(made, object=self.thing(new.object), value=None)
        if new.value is not None:
            kept = claim.value or Value("")
            value = Value(new.value, new.datatype or kept.datatype, new.language or kept.language)
            made = replace(made, value=value, object=None)
        if new.qualifiers is not None:
            made = replace(made, qualifiers=tuple(sorted((dict(claim.qualifiers) | dict(new.qualifiers)).items())))
        return replace(made, kind=new.kind or made.kind)

    def _anchored(self, decision: Decision, document: Document) -> Evidence | None:
        passage = locate(document.text, decision.quote)
        if passage is None or passage.likeness < LIKENESS:
            self._skip(decision, "the quote is not in the document", passage.of(document.text) if passage else "")
            return None
        quote = passage.of(document.text)
        if passage.likeness < 1:
            todo = "put the words of the document into the decision"
            self._note(decision, "warning", f"the quote was found again by likeness: {quote!r}", todo)
        return Evidence(document.id, passage.start, passage.end, quote)

    def _note(self, decision: Decision, severity: Severity, message: str, todo: str) -> None:
        self.findings.append(_finding(decision, severity, message, todo))

    def _skip(self, decision: Decision, message: str, near: str) -> None:
        todo = f"the nearest text is {near!r}" if near else "remove the decision, or mend what it names"
        found = replace(_finding(decision, "warning", f"{decision.where}: {message}", todo), value=near)
        self.findings.append(found)
        self.stale.append(found)

    def _moved(self, claim: Claim) -> Claim:
        """The claim with every renamed thing under its new id, in qualifiers as well."""
        renames = self.renames
        if not renames:
            return claim
        pairs = tuple((k, renames.get(v, v)) for k, v in claim.qualifiers)
        target = claim.object and self._renamed(claim.object)
        return replace(claim, subject=self._renamed(claim.subject), object=target, qualifiers=pairs)

    def _renamed(self, thing: Thing) -> Thing:
        new = self.renames.get(thing.id)
        if new is None:
            return thing
        known = self.things.get(new)
        if known is None:
            return replace(thing, id=new)
        return replace(thing, id=new, type=known.type, authority=known.authority, code=known.code)

    def close(self) -> tuple[tuple[Claim, ...], dict[str, str]]:
        """The claims that are left, renamed and sorted by place, and editors' reasons by claim id."""
        kept: dict[str, Claim] = {}
        reasons: dict[str, str] = {}
        for claim, reason in [*((c, "") for c in self.current.values() if c is not None), *self.added]:
            moved = self._moved(claim)
            if moved.object is not None and moved.object.id == moved.subject.id:
                message = f"claim {claim.id} would relate {moved.subject.id} to itself after a merge; it is left out"
                self.findings.append(Finding("info", message, moved.subject.id, rule="decision/merge"))
                continue
            ident = moved.id
            if ident not in kept or kept[ident].confidence < moved.confidence:
                kept[ident] = moved
            if reason:
                reasons[ident] = reason
        order = sorted(kept.items(), key=lambda i: (*_place(i[1]), i[0]))
        return tuple(claim for _, claim in order), dict(sorted(reasons.items()))


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.evidence.document, claim.evidence.start, claim.evidence.end


def _value(decision: Decision) -> Value | None:
    if decision.value is None:
        return None
    return Value(decision.value, decision.datatype or "string", decision.language or None)


def _quotes(quote: str, wanted: str) -> bool:
    """Whether a claim's quote is, or holds, what a decision quotes."""
    return _likeness(quote, wanted) >= LIKENESS


def _likeness(quote: str, wanted: str) -> float:
    if folded(quote) == folded(wanted):
        return 1.0
    passage = locate(quote, wanted)
    return min(passage.likeness, 0.999) if passage else 0.0


def _finding(decision: Decision, severity: Severity, message: str, todo: str) -> Finding:
    return Finding(
        severity, message, focus=decision.where, path=decision.predicate, rule=f"decision/{decision.action}",
        document=decision.document, quote=decision.quote, remedy=todo,
    )  # fmt: skip
