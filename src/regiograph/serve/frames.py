"""What passes between the server and its workers: a job goes in, frames come out.

A frame is one byte that says what it is, four bytes of length (big-endian) and that many bytes. An answer is HEAD,
PIECE …, END; or ERROR at any place. READY comes once, before the first job.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from regiograph.serve.ask import Ask
from regiograph.serve.problem import Problem

READY, HEAD, PIECE, END, ERROR = b"R", b"H", b"P", b"E", b"X"
PREFIX = struct.Struct(">cI")


@dataclass(frozen=True, slots=True)
class Job:
    """A question to the release in ``folder``; ``stamp`` tells it from another that lay there before."""

    folder: str
    stamp: tuple[str, int, int]
    ask: Ask
    seconds: float

    def __reduce__(self) -> tuple[Any, ...]:
        return Job, (self.folder, self.stamp, self.ask, self.seconds)


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer will be: its kind and rows, and whether bytes follow (``wanted``) in a form that was asked for."""

    kind: str
    rows: int
    wanted: bool

    def __reduce__(self) -> tuple[Any, ...]:
        return Head, (self.kind, self.rows, self.wanted)


@dataclass(frozen=True, slots=True)
class Failure:
    """A problem as plain values."""

    status: int
    what: str
    todo: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem) -> Failure:
        """The values of a problem."""
        return cls(problem.status, problem.what, problem.todo, problem.members, problem.headers)

    def problem(self) -> Problem:
        """The problem again."""
        return Problem(self.status, self.what, todo=self.todo, members=self.members, headers=self.headers)


def frame(tag: bytes, body: bytes = b"") -> bytes:
    """One frame."""
    return PREFIX.pack(tag, len(body)) + body


def pack(value: Job | Head | Failure) -> bytes:
    """A value as the body of a frame."""
    return pickle.dumps(value)


def unpack(body: bytes) -> Any:
    """The value of a frame's body. Both ends of the pipe are ours, and nothing of a request is ever unpacked."""
    return pickle.loads(body)  # noqa: S301
