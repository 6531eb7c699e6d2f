"""The application: which address goes where, the headers of every answer, and errors as answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regiograph.errors import RegiographError
from regiograph.serve import files, pages, protocol, things, vocabulary
from regiograph.serve.ask import one_thread
from regiograph.serve.problem import Problem, missing, problem_of
from regiograph.serve.site import Settings, Site
from regiograph.serve.visit import Visit, respond_problem

Handler = Callable[[Visit], Response]

ROUTES: dict[str, Handler] = {
    "/": pages.home,
    "/class/{path}": pages.things,
    "/queries": pages.queries,
    "/queries/{name}": pages.named_query,
    "/id/{path}/{slug}": things.identify,
    "/doc/{path}/{slug}": things.document,
    "/ns": vocabulary.namespace,
    "/voc": vocabulary.schemes,
    "/voc/{scheme}": vocabulary.scheme,
    "/voc/{scheme}/{concept}": things.concept,
    "/graph/{name}": vocabulary.graph,
    "/dumps/{file}": files.folder("dumps"),
    "/exports/{file}": files.folder("exports"),
    "/reports/{file}": files.folder("reports"),
    "/texts/{file}": files.text,
    "/manifest.json": files.manifest,
    "/static/site.css": files.style,
    "/health": files.health,
    "/robots.txt": files.robots,
}
"""Address to handler; /sparql has one of its own."""

SECURITY = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Location, Content-Language, Retry-After, Content-Range",
}
"""Headers of every answer: nothing is run, framed or guessed, and any site may read."""


def create_app(path: Path, settings: Settings | None = None) -> ASGIApp:
    """The server over the release that ``path`` points to (a workspace, an --out folder, a version folder).

    It writes nothing and follows a new release without a restart. Raises ReleaseError when there is no release.
    """
    site = Site(path, settings)
    routes = [Route(address, _plain(handler, site), methods=["GET", "HEAD"]) for address, handler in ROUTES.items()]

    async def sparql(request: Request) -> Response:
        return await protocol.endpoint(request, site)

    routes.append(Route("/sparql", sparql, methods=["GET", "HEAD", "POST"]))
    handler = _handler(site)
    inner = Starlette(
        routes=routes, exception_handlers={Exception: handler, HTTPException: handler, RegiographError: handler}
    )
    # Outside of it all, so that the answer to a defect has the headers too.
    return Headers(inner)


def _plain(handler: Handler, site: Site) -> Callable[[Request], Response]:
    def run(request: Request) -> Response:
        with one_thread():
            return handler(Visit(request, site))

    return run


def _handler(site: Site) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            if error.status_code == 404:
                problem = missing("there is nothing at this address")
            else:
                problem = Problem(error.status_code, error.detail, headers=error.headers)
        else:
            problem = problem_of(error)
        return respond_problem(request, problem, site)

    return answer


class Headers:
    """ASGI middleware: the headers of every answer, and the answer to OPTIONS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in SECURITY.items() if k.encode() not in known]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        if scope["method"] == "OPTIONS":
            methods = "GET, HEAD, OPTIONS" + (", POST" if scope["path"].endswith("/sparql") else "")
            headers = {
                "Allow": methods, "Access-Control-Allow-Methods": methods, "Access-Control-Max-Age": "86400",
                "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, Range",
            }  # fmt: skip
            await Response(status_code=204, headers=headers)(scope, receive, sending)
            return
        await self.app(scope, receive, sending)
