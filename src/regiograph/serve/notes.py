"""What a request leaves for the access log and the figures."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Scope

_KEY = "regiograph.note"


@dataclass(slots=True)
class Note:
    """``query`` is a hash of the query, ``rows`` those of its answer, ``ending`` says how an answer was broken off."""

    query: str = ""
    rows: int | None = None
    ending: str = ""


def note_of(scope: Scope) -> Note:
    """The note of one request, made when it is first asked for."""
    note: Note = scope.setdefault(_KEY, Note())
    return note
