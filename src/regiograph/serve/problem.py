"""Errors as HTTP answers (RFC 9457): one exception that knows its status, and how our errors become one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from regiograph.errors import QueryError, RegiographError, ReleaseError
from regiograph.results import TooManyRows

PROBLEM = "application/problem+json"
_PLACE = re.compile(r"(\d+):(\d+)")


class Problem(RegiographError):  # noqa: N818 - RFC 9457 calls it so
    """An answer that is an error: its status, what is wrong, what to do, and further members of the JSON body."""

    code: ClassVar[str] = "http"

    def __init__(
        self, status: int, what: str, *, todo: str = "", members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(what, todo=todo)
        self.status = status
        self.members, self.headers = dict(members or {}), dict(headers or {})

    @property
    def title(self) -> str:
        """The status in words ("Not Found")."""
        return HTTPStatus(self.status).phrase

    def body(self) -> dict[str, Any]:
        """The members of application/problem+json."""
        head = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.what}
        return head | ({"todo": self.todo} if self.todo else {}) | self.members


class TooLarge(QueryError):  # noqa: N818 - it reads as the sentence it says
    """An answer has more bytes than the server sends."""

    code = "too-large"


def problem_of(error: Exception) -> Problem:
    """The problem that one of our errors is; anything else is a 500 that gives nothing away."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, TooManyRows | TooLarge):
        return Problem(413, error.what, todo=error.todo)
    if isinstance(error, QueryError):
        place = _PLACE.fullmatch(error.where)
        members: dict[str, Any] = {"where": error.where} if error.where and not place else {}
        if place:
            members = {"line": int(place[1]), "column": int(place[2])}
        where = f" (line {place[1]}, column {place[2]})" if place else f" ({error.where})" if error.where else ""
        return Problem(400, error.what + where, todo=error.todo, members=members)
    if isinstance(error, ReleaseError):
        return Problem(503, "the release cannot be read", todo="try again in a moment", headers={"Retry-After": "30"})
    return Problem(500, "something went wrong in this server", todo="please report it with the address you asked for")


def missing(what: str) -> Problem:
    """404 with the sentence that says what is not there."""
    return Problem(404, what, todo="the home page lists what there is")
