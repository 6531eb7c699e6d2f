"""Answers that are kept for the next client that asks the same of the same release."""

from __future__ import annotations

from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from regiograph.serve.site import Edition, Site
from regiograph.serve.visit import EDITION, not_modified, unchanged

_FIELDS = frozenset({b"host", b"accept", b"accept-language", b"accept-encoding"})
"""All that an answer may depend on, besides the address."""

Key = tuple[object, ...]


class Kept:
    """The documents asked for last, up to ``most`` bytes, none of them longer than a hundredth of that."""

    def __init__(self, most: int = 32_000_000) -> None:
        self._most, self._size = most, 0
        self._answers: OrderedDict[Key, Response] = OrderedDict()

    @staticmethod
    def key(scope: Scope, edition: Edition) -> Key:
        """What the answer to a GET depends on."""
        fields = tuple(field for field in scope["headers"] if field[0] in _FIELDS)
        return (edition.stamp, scope["scheme"], scope["path"], scope["query_string"], fields)

    def get(self, key: Key) -> Response | None:
        """The answer kept under a key."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Response) -> None:
        """Keep a good answer; the ones not asked for longest make room."""
        if answer.status_code != 200 or len(answer.body) > self._most // 100 or key in self._answers:
            return
        self._answers[key] = answer
        self._size += len(answer.body)
        while self._size > self._most:
            self._size -= len(self._answers.popitem(last=False)[1].body)


class Shelf:
    """ASGI middleware that answers with what is kept, before the address is even looked at."""

    def __init__(self, app: ASGIApp, site: Site, kept: Kept) -> None:
        self._app, self._site, self._kept = app, site, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            edition = scope[EDITION] = self._site.edition()
            answer = self._kept.get(Kept.key(scope, edition))
            if answer is not None:
                if unchanged(Request(scope), answer.headers["etag"]):
                    answer = not_modified(answer.headers)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
