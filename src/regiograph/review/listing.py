"""What waits for a decision, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from regiograph.model import Claim


def listing(claims: Sequence[Claim]) -> str:
    """One paragraph a claim, in the order given: id, confidence, what it says, the sentence with the span marked."""
    if not claims:
        return "Nothing waits for a decision."
    return "\n\n".join(_paragraph(c) for c in claims) + f"\n\n{len(claims)} waiting"


def _paragraph(claim: Claim) -> str:
    target = claim.object.id if claim.object else claim.value.lexical if claim.value else ""
    reasons = [t.reason for t in (claim.subject, claim.object) if t and t.reason]
    why = f" ({'; '.join(dict.fromkeys(reasons))})" if reasons else ""
    head = f"{claim.id}  {claim.confidence:.2f}  {claim.subject.id} {claim.predicate} {target}{why}"
    return f"{head}\n    {claim.evidence.document} [{claim.rule}]: {marked(claim)}"


def marked(claim: Claim) -> str:
    """The quote on one line, with the span that carries the claim between ⟦ and ⟧."""
    e = claim.evidence
    quote = e.quote
    if e.focus and e.start <= e.focus[0] < e.focus[1] <= e.end and (e.focus[1] - e.focus[0]) < len(quote):
        low, high = e.focus[0] - e.start, e.focus[1] - e.start
        quote = f"{quote[:low]}⟦{quote[low:high]}⟧{quote[high:]}"
    return " ".join(quote.split())
