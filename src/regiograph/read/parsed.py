"""What a reader gives back: the text of one file, what the file says about itself, and what its reader noticed."""

from __future__ import annotations

from dataclasses import dataclass

from regiograph.model import Severity


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that the person who runs the build should know about a file: what, what to do, under which rule."""

    message: str
    todo: str = "check the text and save it as UTF-8"
    rule: str = "read.encoding"
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader finds inside one file: normalised text, and what the file says about itself.

    ``language`` is an ISO 639 code, ``published`` an ISO 8601 date.
    """

    text: str
    media_type: str
    title: str = ""
    language: str | None = None
    url: str | None = None
    published: str | None = None
    notices: tuple[Notice, ...] = ()
