"""One sitting of an editor over the claims that wait: which is next, what was decided, what can be undone.

No terminal and no file is touched here. ``save`` and ``drop`` write a decision and take it away again; what shows the
claims and asks for keys is :mod:`regiograph.review.console`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from regiograph.errors import DecisionError
from regiograph.model import Claim
from regiograph.review.decisions import Action, Decision, decision_of

REASONS: dict[Action, str] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "merge": "the same thing",
}  # fmt: skip
"""What stands as the reason where the editor gives none."""

_RESEMBLES = re.compile(r"may be the same as ([a-z-]+/[^\s;,]+)")


def decision_on(claim: Claim, action: Action, reason: str, changes: Mapping[str, str] | None = None) -> Decision:
    """The decision on a claim, which holds its id and its words, so that it is found again when the page changes.

    ``changes`` are the new values of a ``correct``. Raises DecisionError when they are no values.
    """
    row: dict[str, object] = {
        "action": action, "document": claim.evidence.document, "claim": claim.id, "subject": claim.subject.id,
        "predicate": claim.predicate, "quote": " ".join(claim.evidence.quote.split()), "reason": reason,
    }  # fmt: skip
    if claim.object is not None:
        row["object"] = claim.object.id
    elif claim.value is not None:
        row["value"] = claim.value.lexical
    if changes:
        row["set"] = dict(changes)
    return decision_of(row)


def likely_twin(claim: Claim) -> tuple[str, str] | None:
    """The pair (thing, the one it may be) that linking left open, as ids; None when it left nothing open."""
    for thing in (claim.subject, claim.object):
        found = _RESEMBLES.search(thing.reason or "") if thing else None
        if thing and found:
            return thing.id, found[1]
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """What was done at one claim: the decision, None for a skip, and whether it was new to its file."""

    at: int
    decision: Decision | None
    written: bool


class Session:
    """The claims of one sitting, in their order, and the way back.

    Claims in ``decided`` (ids) are left out; ``known`` are the things of the last build, into which a merge may go.
    """

    def __init__(
        self, claims: Iterable[Claim], save: Callable[[Decision], bool], drop: Callable[[Decision], object],
        decided: Collection[str] = (), known: Collection[str] = (),
    ) -> None:  # fmt: skip
        every = list(claims)
        self.claims = tuple(c for c in every if c.id not in decided)
        self.left_out = len(every) - len(self.claims)
        self.at = 0
        self._save, self._drop, self._known = save, drop, known
        self._steps: list[Step] = []
        self._renamed: dict[str, str] = {}

    @property
    def current(self) -> Claim | None:
        """The claim to judge, None when all are done."""
        return self.claims[self.at] if self.at < len(self.claims) else None

    @property
    def taken(self) -> tuple[Decision, ...]:
        """The decisions that this sitting has taken and not undone."""
        return tuple(s.decision for s in self._steps if s.decision is not None)

    def accept(self, reason: str = "") -> Decision:
        """Publish the claim from the next build on."""
        return self._take("accept", reason)

    def reject(self, reason: str = "") -> Decision:
        """Never publish the claim."""
        return self._take("reject", reason)

    def correct(self, changes: Mapping[str, str], reason: str = "") -> Decision:
        """Publish the claim with other values. Raises DecisionError when they are none, or change nothing."""
        claim = self._claim()
        given = {key: value.strip() for key, value in changes.items()}
        new = {key: value for key, value in given.items() if value and value != said(claim, key)}
        if not new:
            raise DecisionError("nothing was changed", todo="accept the claim if it is right as it stands")
        return self._take("correct", reason, new)

    def merge(self, subject: str, into: str, reason: str = "") -> Decision:
        """Say that two things are one; the claim stays to be judged. Raises DecisionError when they are no pair."""
        claim = self._claim()
        if subject not in {t.id for t in (claim.subject, claim.object) if t}:
            raise DecisionError(f"the claim does not speak of {subject!r}", todo="name its subject or its object")
        if subject.partition("/")[0] != into.partition("/")[0]:
            todo = "correct the claim instead; a merge joins things of one kind"
            raise DecisionError(f"{subject} and {into} are of different kinds", todo=todo)
        if into == subject or self._renamed.get(into) == subject:
            raise DecisionError(f"{subject} is {into} already", todo="name the other thing")
        if self._known and into not in self._known:
            near = difflib.get_close_matches(into, self._known, n=1)
            raise DecisionError(f"no claim speaks of {into}", todo=f"did you mean {near[0]}?" if near else "")
        decision = decision_of(
            {"action": "merge", "subject": subject, "into": into, "reason": reason or REASONS["merge"]}
        )
        self._steps.append(Step(self.at, decision, self._save(decision)))
        self._renamed[subject] = into
        return decision

    def skip(self) -> None:
        """Leave the claim for another day."""
        self._claim()
        self._steps.append(Step(self.at, None, False))
        self.at += 1

    def undo(self) -> Step | None:
        """Take back the last step, its decision too, and return to its claim; None when there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        if step.decision is not None and step.written:
            self._drop(step.decision)
        if step.decision is not None and step.decision.action == "merge":
            self._renamed.pop(step.decision.subject, None)
        self.at = step.at
        return step

    def _take(self, action: Action, reason: str, changes: Mapping[str, str] | None = None) -> Decision:
        decision = decision_on(self._claim(), action, reason or REASONS[action], changes)
        self._steps.append(Step(self.at, decision, self._save(decision)))
        self.at += 1
        return decision

    def _claim(self) -> Claim:
        claim = self.current
        if claim is None:
            raise DecisionError("no claim is left to judge", todo="undo goes back to the last one")
        return claim


def said(claim: Claim, key: str) -> str:
    """What a claim says under a key of a ``correct`` (subject, predicate, object, value); empty where it has none."""
    values = {
        "subject": claim.subject.id, "predicate": claim.predicate, "object": claim.object.id if claim.object else "",
        "value": claim.value.lexical if claim.value else "",
    }  # fmt: skip
    return values[key]


def pending(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of claims on which a decision is written already: the next build applies it."""
    return frozenset(d.claim for d in decisions if d.claim)
