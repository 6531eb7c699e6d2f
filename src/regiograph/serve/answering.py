"""From a running question to an HTTP answer: whole while it is small, streamed when it is not, never cut unseen."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from regiograph.serve.ask import Ask
from regiograph.serve.frames import Head, Job
from regiograph.serve.negotiate import Offer, accepts_gzip
from regiograph.serve.notes import note_of
from regiograph.serve.pool import Running
from regiograph.serve.problem import Problem
from regiograph.serve.visit import VARY, Visit, content_type, too_large

T = TypeVar("T")
_SMALL = 50_000
"""Bytes up to which hashing and compressing an answer costs less than handing it to another thread."""

_SOON = 0.05
"""Seconds after which a client is watched, whether it still waits."""


class GoneError(Exception):
    """The client has left; nobody waits for the answer."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer whose first ``body`` bytes have come; ``rest`` goes on with it, unless it is None and body is all."""

    head: Head
    body: bytes
    rest: Running | None


async def found(visit: Visit, ask: Ask, *, page: bool = False) -> Found:
    """Ask a worker and wait until the answer is whole or too large to be held back.

    For a ``page`` it must be whole. Raises Problem (503 busy, 504 at a limit, 413, 400) and GoneError.
    """
    settings = visit.site.settings
    # Before HTTP/1.1 the end of the connection is the end of the answer, so that a cut one would look whole.
    old = visit.request.scope.get("http_version") == "1.0"
    most = settings.max_page if page else settings.max_answer if old else settings.hold
    running, head, body, whole = await unless_gone(visit.request.receive, _begun(visit, ask, most))
    note_of(visit.request.scope).rows = head.rows
    if not whole and (page or old):
        running.stop()
        raise too_large(most, "add LIMIT and OFFSET to the query, or take it as CSV or JSON over HTTP/1.1")
    return Found(head, body, None if whole else running)


async def respond(visit: Visit, offer: Offer, answer: Found) -> Response:
    """The answer in the form of an offer."""
    if answer.rest is None:
        if len(answer.body) < _SMALL:
            return visit.respond(answer.body, offer.media_type)
        return await run_in_threadpool(visit.respond, answer.body, offer.media_type)
    headers = {"Vary": VARY, "Cache-Control": "no-cache", "Content-Type": content_type(offer.media_type)}
    if visit.request.method == "HEAD":
        answer.rest.stop()
        return Response(headers=headers)
    if accepts_gzip(visit.request.headers.get("accept-encoding")):
        headers["Content-Encoding"] = "gzip"
    return Streamed(answer.body, answer.rest, headers)


class Streamed(Response):
    """An answer in pieces. When it cannot be finished its last chunk is never sent, which every client sees."""

    def __init__(self, start: bytes, rest: Running, headers: dict[str, str]) -> None:
        self._start, self._rest = start, rest
        self.background = None
        self.status_code = 200
        self.init_headers(headers)
        # A length that nobody knows yet.
        self.raw_headers = [(k, v) for k, v in self.raw_headers if k != b"content-length"]

    def render(self, content: object) -> bytes:  # noqa: ARG002
        """Nothing is known beforehand."""
        return b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what comes; stop the query when the client leaves."""
        try:
            await unless_gone(receive, self._send(send))
        except GoneError:
            note_of(scope).ending = "gone"
        except Problem as problem:
            note_of(scope).ending = f"cut at {problem.status}"
        finally:
            self._rest.stop()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        pieces = _zipped(self._pieces()) if "content-encoding" in self.headers else self._pieces()
        async for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield self._start
        async for piece in self._rest.pieces():
            yield piece


async def unless_gone(receive: Receive, work: Awaitable[T]) -> T:
    """The result of ``work``, which is cancelled when the client leaves. Raises GoneError then."""
    task = asyncio.ensure_future(work)
    watching: list[asyncio.Future[Any]] = []
    try:
        # Most work is done before it is worth a second task to watch for the client.
        await asyncio.wait({task}, timeout=_SOON)
        if not task.done():
            watching.append(asyncio.ensure_future(_gone(receive)))
            await asyncio.wait([task, *watching], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise GoneError
    finally:
        if watching or not task.done():
            for waiting in (*watching, task):
                waiting.cancel()
            await asyncio.gather(*watching, task, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        # A server that has no more to tell may say so at once, again and again.
        await asyncio.sleep(0.05)


async def _begun(visit: Visit, ask: Ask, most: int) -> tuple[Running, Head, bytes, bool]:
    running = await visit.site.pool.ask(_job(visit, ask))
    try:
        return running, *await _collected(running, most)
    except BaseException:
        running.stop()
        raise


async def _collected(running: Running, most: int) -> tuple[Head, bytes, bool]:
    head = await running.head()
    body = bytearray()
    async for piece in running.pieces():
        body += piece
        if len(body) > most:
            return head, bytes(body), False
    return head, bytes(body), True


async def _zipped(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    packer = zlib.compressobj(6, wbits=31)
    async for piece in pieces:
        for start in range(0, len(piece), _SMALL):
            if packed := packer.compress(piece[start : start + _SMALL]):
                yield packed
    yield packer.flush()


def _job(visit: Visit, ask: Ask) -> Job:
    edition = visit.edition
    return Job(str(edition.release.folder), edition.stamp, ask, visit.site.settings.limits.seconds)
