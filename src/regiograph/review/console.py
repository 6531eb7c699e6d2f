"""The conversation of ``regiograph review`` on a terminal: shows a claim, asks for a key, says what was done.

Keys, lines and the screen are handed in, so that the conversation runs without a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from regiograph.errors import DecisionError
from regiograph.model import Claim, Thing
from regiograph.review.listing import marked
from regiograph.review.session import Session, likely_twin, said

KEYS = {
    "a": "accept", "r": "reject", "c": "correct", "m": "merge", "s": "skip", "u": "undo", "q": "quit", "?": "help",
}  # fmt: skip
"""The keys and what each does."""

HELP = """\
a  accept   the claim is right: it is published from the next build on
r  reject   the claim is wrong: it is never published
c  correct  the claim is right but for a value, which you give
m  merge    two things are one: what is said of the first is said of the second
s  skip     leave it for another day
u  undo     take the last step back, its decision too
q  quit     all decisions are in their file already"""

_CONTROL = {"\x03": "q", "\x04": "q", "": "q"}
_LEAVES = "\n\r\t "


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the conversation needs of a terminal.

    ``key()`` waits for one key and returns it, "" at the end of input; ``line(question, given)`` asks for a
    line and returns ``given`` for an empty one, None when the person backs out; ``show(text)`` writes lines;
    ``strong(text)`` makes text stand out; ``width`` is in columns.
    """

    key: Callable[[], str]
    line: Callable[[str, str], str | None]
    show: Callable[[str], None]
    strong: Callable[[str], str] = str
    width: int = 80


def converse(session: Session, terminal: Terminal) -> None:
    """Step through the claims until all are judged or the person quits."""
    shown: Claim | None = None
    while (claim := session.current) is not None:
        if claim is not shown:
            terminal.show("\n" + card(claim, session.at + 1, len(session.claims), terminal))
            shown = claim
        key = terminal.key()
        key = _CONTROL.get(key, key).lower()
        if key == "q":
            return
        if key in _LEAVES:
            continue
        try:
            terminal.show(_do(KEYS.get(key, ""), claim, session, terminal))
        except DecisionError as error:
            terminal.show(f"  ! {error.what}" + (f": {error.todo}" if error.todo else ""))
        if key == "u":
            shown = None


def card(claim: Claim, number: int, total: int, terminal: Terminal) -> str:
    """One claim as it is put to the editor: what it says, why it waits, its sentence with the span marked, the keys."""
    target = _named(claim.object) if claim.object else _literal(claim)
    facts = [f"{_named(claim.subject)}", f"  {terminal.strong(claim.predicate)}  {target}"]
    facts += [f"  {name}: {value}" for name, value in claim.qualifiers]
    why = [f"{claim.confidence:.2f} sure", f"rule {claim.rule}"]
    why += dict.fromkeys(t.reason for t in (claim.subject, claim.object) if t and t.reason)
    head = f"{number} of {total} · {claim.evidence.document} · {claim.id}"
    keys = "  ".join(f"{key} {name}" for key, name in KEYS.items())
    return "\n".join([terminal.strong(head), *facts, f"  ({'; '.join(why)})", "", _sentence(claim, terminal), "", keys])


def _sentence(claim: Claim, terminal: Terminal) -> str:
    width = max(30, min(terminal.width, 100) - 4)
    lines = textwrap.wrap(marked(claim), width, break_on_hyphens=False) or [""]
    strong, out = False, []
    for line in lines:
        # A span may go on over several lines, each of which is made strong for itself.
        parts = line.replace("⟦", "\0⟦").replace("⟧", "⟧\0").split("\0")
        made = []
        for number, part in enumerate(parts):
            strong ^= number > 0
            made.append(terminal.strong(part) if strong and part else part)
        out.append("    " + "".join(made))
    return "\n".join(out)


def _named(thing: Thing) -> str:
    return f"{thing.name} [{thing.id}]" if thing.name else thing.id


def _literal(claim: Claim) -> str:
    return " ".join(claim.value.lexical.split()) if claim.value else ""


def _do(act: str, claim: Claim, session: Session, terminal: Terminal) -> str:
    """Do what a key says and tell it in one line."""
    if act == "accept":
        session.accept()
        return "  accepted"
    if act == "reject":
        session.reject()
        return "  rejected"
    if act == "skip":
        session.skip()
        return "  skipped"
    if act == "undo":
        step = session.undo()
        if step is None:
            return "  there is nothing to undo"
        return f"  undone: {step.decision.action if step.decision else 'skip'}"
    if act == "correct":
        return _correct(claim, session, terminal)
    if act == "merge":
        return _merge(claim, session, terminal)
    return HELP if act == "help" else "  that key does nothing; ? explains the keys"


def _correct(claim: Claim, session: Session, terminal: Terminal) -> str:
    changes: dict[str, str] = {}
    for key in ("subject", "predicate", "object" if claim.object else "value"):
        given = terminal.line(f"  {key}", said(claim, key))
        if given is None:
            return "  left as it was"
        changes[key] = given
    decision = session.correct(changes)
    new = decision.changes
    return f"  corrected: {', '.join(k for k in changes if new and getattr(new, k))}"


def _merge(claim: Claim, session: Session, terminal: Terminal) -> str:
    twin = likely_twin(claim)
    subject = terminal.line("  which thing is another's double", twin[0] if twin else claim.subject.id)
    if subject is None:
        return "  left as it was"
    into = terminal.line(f"  {subject} is the same as", twin[1] if twin and twin[0] == subject else "")
    if not into:
        return "  left as it was"
    session.merge(subject, into)
    return f"  merged: {subject} is {into}; now judge the claim itself"
