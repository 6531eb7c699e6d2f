"""Answers that are kept for the next client that asks the same of the same release."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from regiograph.serve.notes import note_of
from regiograph.serve.site import Edition, Site
from regiograph.serve.visit import EDITION, not_modified, unchanged

_FIELDS = frozenset({b"host", b"accept", b"accept-language", b"accept-encoding"})
"""All that an answer may depend on, besides the address."""

_BESIDE = 2000
"""Bytes that the headers and the bookkeeping of a kept answer take, about."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An answer with what the access log says of it, and the bytes that it takes with its key."""

    answer: Response
    query: str
    rows: int | None
    size: int


class Kept:
    """The answers asked for last, up to ``most`` bytes, none of them longer than a hundredth of that."""

    def __init__(self, most: int = 32_000_000) -> None:
        self._most, self._size = most, 0
        self._copies: OrderedDict[Key, Copy] = OrderedDict()

    @staticmethod
    def key(scope: Scope, edition: Edition) -> Key:
        """What the answer to a GET depends on."""
        fields = tuple(field for field in scope["headers"] if field[0] in _FIELDS)
        return (edition.stamp, scope["scheme"], scope["path"], scope["query_string"], fields)

    def get(self, key: Key) -> Copy | None:
        """What is kept under a key."""
        found = self._copies.get(key)
        if found is not None:
            self._copies.move_to_end(key)
        return found

    def put(self, scope: Scope, edition: Edition, answer: Response) -> None:
        """Keep a good answer to a GET; the ones not asked for longest make room."""
        # An answer that is streamed has no body yet.
        body = getattr(answer, "body", None)
        if scope["method"] != "GET" or answer.status_code != 200 or not isinstance(body, bytes):
            return
        key, note = self.key(scope, edition), note_of(scope)
        size = len(body) + 2 * len(scope["query_string"]) + _BESIDE
        if size > self._most // 100 or key in self._copies:
            return
        self._copies[key] = Copy(answer, note.query, note.rows, size)
        self._size += size
        while self._size > self._most:
            self._size -= self._copies.popitem(last=False)[1].size


class Shelf:
    """ASGI middleware that answers with what is kept, before the address is even looked at."""

    def __init__(self, app: ASGIApp, site: Site, kept: Kept) -> None:
        self._app, self._site, self._kept = app, site, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            edition = scope[EDITION] = self._site.edition()
            copy = self._kept.get(Kept.key(scope, edition))
            if copy is not None:
                note = note_of(scope)
                note.query, note.rows = copy.query, copy.rows
                same = unchanged(Request(scope), copy.answer.headers["etag"])
                await (not_modified(copy.answer.headers) if same else copy.answer)(scope, receive, send)
                return
        await self._app(scope, receive, send)
