"""The quick HTTP parser (httptools), with the limit that it lacks: how much a request may bring besides its body.

Importing it raises ImportError where httptools is not installed; :func:`listening` then leaves it to h11.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from regiograph.serve.problem import PROBLEM, Problem
from regiograph.serve.visit import json_bytes

_LONG = 60_000
"""Bytes of an address beyond which httptools takes none apart; it counts in 16 bits."""


def limited(most: int) -> type[asyncio.Protocol]:
    """A protocol for uvicorn that ends a connection whose request has more than ``most`` bytes besides its body."""

    class Limited(Wire):
        limit = most

    return Limited


class Wire(HttpToolsProtocol):
    """One connection. What is no HTTP is refused with 400, too long a head (or tail) with 431, both as problem JSON."""

    limit = 400_000

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._beside = 0

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        self._beside += len(data)
        super().data_received(data)
        if self._beside > self.limit and not self.transport.is_closing():
            self._refuse(431, f"the request has more than {self.limit:,} bytes besides its body")

    def on_headers_complete(self) -> None:
        """The application may begin."""
        path, _, query = self.url.partition(b"?")
        if len(self.url) <= _LONG or not query:
            super().on_headers_complete()
            return
        self.url = path
        super().on_headers_complete()
        self.scope["query_string"] = query

    def on_body(self, body: bytes) -> None:
        """A part of the body, which the application limits."""
        self._beside -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The end of a request."""
        self._beside = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """The parser has given up."""
        del msg
        self._refuse(400, "this is no HTTP/1.1 request")

    def _refuse(self, status: int, what: str) -> None:
        # While an answer goes out nothing else may be written: the end of the connection has to say it.
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            body = json_bytes(Problem(status, what, todo="send a shorter, well-formed one").body())
            head = (
                f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: {PROBLEM}; charset=utf-8\r\n"
                f"content-length: {len(body)}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(head.encode("ascii") + body)
        self.transport.close()
