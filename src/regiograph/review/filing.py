"""Decisions put into their files and taken out again, without touching what stands beside them.

A new decision goes where the order of documents, subjects and predicates puts it, so that two editors who work on
different pages change different lines, and git merges them. Lines written by hand stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from regiograph.review.decisions import Decision, format_decision, parse_decisions

_HEADER = re.compile(r"^[ \t]*\[\[\s*decision\s*\]\].*$", re.MULTILINE)
_LAST = "\U0010ffff"


def write_decision(path: Path, decision: Decision) -> bool:
    """Put a decision into a file, which it makes if need be; False when the file already holds the same one.

    The file is replaced in one step. Raises DecisionError when the file or the decision is not in order.
    """
    text = path.read_text("utf-8") if path.exists() else ""
    known, bare = _parsed(text, path), _bare(decision)
    if bare in known:
        return False
    made = _inserted(text, known, bare)
    # Words in a string that look like a header mislead the search for a place; at the end there is always one.
    if made is None or Counter(_parsed(made, path)) != Counter([*known, bare]):
        made = _appended(text, bare)
        _parsed(made, path)
    _replace(path, made)
    return True


def remove_decision(path: Path, decision: Decision) -> bool:
    """Take a decision out of a file, and the file away when nothing is left in it; False when it is not there.

    Raises DecisionError when the file is not in order.
    """
    text = path.read_text("utf-8") if path.exists() else ""
    known, bare = _parsed(text, path), _bare(decision)
    starts = _starts(text)
    if bare not in known or len(starts) != len(known):
        return False
    at = known.index(bare)
    end = starts[at + 1] if at + 1 < len(starts) else len(text)
    left = text[: starts[at]] + text[end:] if end < len(text) else text[: starts[at]].rstrip("\n") + "\n"
    if left.strip():
        _replace(path, left)
    else:
        path.unlink()
    return True


def _bare(decision: Decision) -> Decision:
    return replace(decision, file="", line=0)


def _parsed(text: str, path: Path) -> list[Decision]:
    return [_bare(d) for d in parse_decisions(text, str(path))]


def _order(decision: Decision) -> tuple[str, ...]:
    d = decision
    return d.document, d.subject or _LAST, d.predicate, d.object, d.value or "", d.claim, d.action


def _starts(text: str) -> list[int]:
    """Where each decision begins, the comment lines right above it included."""
    starts: list[int] = []
    for header in _HEADER.finditer(text):
        start = header.start()
        while start > 0:
            above = text.rfind("\n", 0, start - 1) + 1
            if not text[above:start].lstrip().startswith("#"):
                break
            start = above
        starts.append(start)
    return starts


def _inserted(text: str, known: list[Decision], decision: Decision) -> str | None:
    starts = _starts(text)
    if len(starts) != len(known):
        return None
    after = next((s for s, d in zip(starts, known, strict=True) if _order(d) > _order(decision)), None)
    if after is None:
        return _appended(text, decision)
    return f"{text[:after]}{format_decision(decision)}\n{text[after:]}"


def _appended(text: str, decision: Decision) -> str:
    head = text if not text or text.endswith("\n") else f"{text}\n"
    return (f"{head}\n" if head else "") + format_decision(decision)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, "utf-8", newline="\n")
    part.replace(path)
