"""Editors' decisions, applied again at each build between linking and mapping.

Accept, reject and correct choose extracted claims by id or by what they say; add makes claims of its own, which need a
quote that the page still holds; merge and slug rename things everywhere. See docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from regiograph.errors import DecisionError, StaleDecisionError
from regiograph.model import ADDED, Claim, Document, Finding
from regiograph.review.decisions import Action, Decision, decision_of, format_decision, load_decisions
from regiograph.review.desk import Desk
from regiograph.review.filing import remove_decision, write_decision

__all__ = [
    "Action", "Decision", "Reviewed", "apply_decisions", "decision_of", "format_decision", "load_decisions",
    "remove_decision", "waiting", "write_decision",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims after review, what was found on the way, and what the map and the release want to know.

    ``added`` are ids of claims that editors added, ``reasons`` their reasons by claim id, ``renamed`` old
    thing id → new.
    """

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = ()
    added: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


def apply_decisions(
    claims: Iterable[Claim], decisions: Iterable[Decision], documents: Mapping[str, Document], *, strict: bool = False
) -> Reviewed:
    """Apply decisions to linked claims. ``documents`` by id; decisions for others are set aside with one notice.

    A decision that matches nothing, or whose quote is gone, is skipped and reported as a warning; under ``strict`` they
    raise one StaleDecisionError. Raises DecisionError for merges that run in a circle.
    """
    ours, findings = _ours(decisions, documents)
    renames = _renames(ours)
    desk = Desk(list(claims), documents, renames, findings)
    for decision in ours:
        if decision.action == "add":
            desk.add(decision)
        elif decision.action == "merge" or (decision.slug and decision.changes is None and not decision.claim):
            desk.rename(decision)
        else:
            desk.change(decision)
    if strict and desk.stale:
        raise StaleDecisionError(
            f"{len(desk.stale)} decision(s) cannot be applied: " + "; ".join(f.message for f in desk.stale),
            where=desk.stale[0].focus, todo=desk.stale[0].remedy,
        )  # fmt: skip
    kept, reasons = desk.close()
    added = frozenset(c.id for c in kept if c.rule.startswith(ADDED))
    return Reviewed(kept, tuple(desk.findings), added, reasons, dict(sorted(renames.items())))


def waiting(claims: Iterable[Claim], min_confidence: float) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Claims to publish, in their order, and those below ``min_confidence``, the least sure first.

    What an editor added is published however unsure the editor is: the statement carries its confidence.
    """
    published: list[Claim] = []
    held: list[Claim] = []
    for claim in claims:
        sure = claim.confidence >= min_confidence or claim.rule.startswith(ADDED)
        (published if sure else held).append(claim)
    held.sort(key=lambda c: (c.confidence, c.evidence.document, c.evidence.start, c.id))
    return tuple(published), tuple(held)


def _ours(decisions: Iterable[Decision], documents: Mapping[str, Document]) -> tuple[list[Decision], list[Finding]]:
    ours: list[Decision] = []
    outside: dict[str, int] = {}
    for decision in sorted(decisions, key=lambda d: (d.file, d.line)):
        if decision.document and decision.document not in documents:
            outside[decision.document] = outside.get(decision.document, 0) + 1
        else:
            ours.append(decision)
    if not outside:
        return ours, []
    names = ", ".join(sorted(outside))
    message = f"{sum(outside.values())} decision(s) set aside, for their documents are not in this build: {names}"
    return ours, [Finding("info", message, rule="decision/outside")]


def _renames(decisions: Iterable[Decision]) -> dict[str, str]:
    """Old id → final id of merges and pinned slugs, followed through; raises DecisionError for a circle."""
    steps: dict[str, tuple[str, Decision]] = {}
    for decision in decisions:
        if decision.action == "merge":
            steps[decision.subject] = decision.into, decision
    pins = [d for d in decisions if d.slug]
    final: dict[str, str] = {}
    for start in steps:
        ident, seen = start, {start}
        while ident in steps:
            ident, decision = steps[ident]
            if ident in seen:
                raise DecisionError(
                    f"{start} is merged into itself", where=decision.where, todo="drop one of the merges"
                )
            seen.add(ident)
        final[start] = ident
    for pin in pins:
        target = pin.into or pin.subject
        target = final.get(target, target)
        pinned = f"{target.partition('/')[0]}/{pin.slug}"
        final = {old: pinned if new == target else new for old, new in final.items()}
        if pinned != target:
            final[target] = pinned
    return final
