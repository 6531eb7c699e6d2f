"""One tree of errors; each says what is wrong, where, and what to do.

RegiographError                 exit code 2 unless a subclass says otherwise
├── UsageError                  the command line: an unknown verb, option or argument
├── ConfigError                 regiograph.toml, sources.toml: file, line, hint
├── InputError                  a document that cannot be read
├── DecisionError               data/decisions/*.toml: file, line, hint
│   └── StaleDecisionError      decisions that match nothing any more, under --strict: exit code 1
├── ValidationError             the data break a shape: the release stops, exit code 1
├── PrivacyError                a person would be published: the release stops, exit code 1
├── ReleaseError                no release, a damaged one, a folder that is not ours, no space left
├── QueryError                  unknown query, bad parameter, bad SPARQL
└── RemoteError                 another server did not answer as it should
    └── UnavailableError        … and may do so later: it is busy, silent or out of reach
"""

from __future__ import annotations

from typing import ClassVar


class RegiographError(Exception):
    """Base of all errors a user can cause: ``what`` happened, ``where``, and ``todo`` to mend it."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  → {self.todo}" if self.todo else head

    def to_json(self) -> dict[str, str]:
        """The one JSON shape of errors: error, message, where, todo."""
        return {"error": self.code, "message": self.what, "where": self.where, "todo": self.todo}


class UsageError(RegiographError):
    """The command line itself is not understood."""

    code = "usage"


class ConfigError(RegiographError):
    """A configuration or sidecar file says something that is not understood."""

    code = "config"


class InputError(RegiographError):
    """A document cannot be read."""

    code = "input"


class DecisionError(RegiographError):
    """A decisions file cannot be applied as it stands."""

    code = "decision"


class StaleDecisionError(DecisionError):
    """Decisions match no claim or quote what the page no longer says, and the build is strict."""

    code = "stale-decision"
    exit_code = 1


class ValidationError(RegiographError):
    """The data break a shape."""

    code = "validation"
    exit_code = 1


class PrivacyError(RegiographError):
    """A person's name, telephone number or personal address would be published."""

    code = "privacy"
    exit_code = 1


class ReleaseError(RegiographError):
    """A release cannot be made or opened."""

    code = "release"


class QueryError(RegiographError):
    """A query, its name or a parameter is not understood."""

    code = "query"


class RemoteError(RegiographError):
    """Another server did not answer as it should."""

    code = "remote"


class UnavailableError(RemoteError):
    """Another server is busy, silent or out of reach: the same request may go well later.

    ``after`` is the number of seconds that the server asks to wait, or None.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "", after: float | None = None) -> None:
        super().__init__(what, where=where, todo=todo)
        self.after = after
