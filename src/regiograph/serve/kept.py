"""Answers that are kept for the next client that asks the same of the same release."""

from __future__ import annotations

from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response

from regiograph.serve.site import Edition

_FIELDS = ("host", "accept", "accept-language", "accept-encoding")
"""All that an answer may depend on, besides the address."""

Key = tuple[object, ...]


class Kept:
    """The documents asked for last, up to ``most`` bytes, none of them longer than a hundredth of that."""

    def __init__(self, most: int = 32_000_000) -> None:
        self._most, self._size = most, 0
        self._answers: OrderedDict[Key, Response] = OrderedDict()

    @staticmethod
    def key(request: Request, edition: Edition) -> Key | None:
        """What the answer depends on; None when it is not to be kept."""
        scope = request.scope
        if scope["method"] != "GET" or "if-none-match" in request.headers:
            return None
        fields = tuple(request.headers.get(name) for name in _FIELDS)
        return (edition.stamp, scope["scheme"], scope["path"], scope["query_string"], *fields)

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
