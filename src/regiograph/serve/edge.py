"""The outermost layer: limits before anything is read, the headers of every answer, OPTIONS, figures and the log."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regiograph.serve.guard import check_headers
from regiograph.serve.problem import Problem
from regiograph.serve.site import Site
from regiograph.serve.visit import respond_problem

SECURITY = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Location, Content-Language, Retry-After, Content-Range",
}
"""Headers of every answer: nothing is run, framed or guessed, and any site may read."""


class Edge:
    """ASGI middleware around the application."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is refused here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        entry = self._site.meter.begin(scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_ENCODED]
            entry.see(message)
            await send(message)

        try:
            answer = self._at_once(scope)
            await (answer or self._app)(scope, receive, sending)
        finally:
            entry.end()

    def _at_once(self, scope: Scope) -> Response | None:
        settings = self._site.settings
        try:
            check_headers(scope, settings.max_headers, 3 * settings.max_query)
            self._site.rate.check(scope["client"][0] if scope.get("client") else "")
        except Problem as problem:
            # What was refused unread is on the line still, so the connection cannot be used again.
            problem.headers["Connection"] = "close"
            # A reader who was too quick gets a page; a request with odd headers is not looked into any further.
            return respond_problem(Request(scope), problem, self._site if problem.status == 429 else None)
        if scope["method"] == "OPTIONS":
            return _options(scope["path"])
        return None


_ENCODED = tuple((k.encode(), v.encode()) for k, v in SECURITY.items())


def allowed(path: str) -> str:
    """The methods that an address answers to, as the header Allow lists them."""
    return "GET, HEAD, OPTIONS" + (", POST" if path == "/sparql" else "")


def _options(path: str) -> Response:
    methods = allowed(path)
    headers = {
        "Allow": methods, "Access-Control-Allow-Methods": methods, "Access-Control-Max-Age": "86400",
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, Range",
    }  # fmt: skip
    return Response(status_code=204, headers=headers)
