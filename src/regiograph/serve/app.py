"""The application: which address goes where, and errors as answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from regiograph.errors import RegiographError
from regiograph.serve import catalogue, files, named, openapi, pages, protocol, things, vocabulary
from regiograph.serve.answering import GoneError
from regiograph.serve.ask import one_thread
from regiograph.serve.edge import Edge, allowed
from regiograph.serve.kept import Kept, Shelf
from regiograph.serve.notes import note_of
from regiograph.serve.problem import Problem, missing, problem_of
from regiograph.serve.site import Settings, Site
from regiograph.serve.visit import SlowError, Visit, respond_problem

Handler = Callable[[Visit], Response]

ROUTES: dict[str, Handler] = {
    "/doc/{path}/{slug}": things.document,
    "/": pages.home,
    "/class/{path}": pages.things,
    "/queries": pages.queries,
    "/id/{path}/{slug}": things.identify,
    "/ns": vocabulary.namespace,
    "/voc": vocabulary.schemes,
    "/voc/{scheme}": vocabulary.scheme,
    "/voc/{scheme}/{concept}": things.concept,
    "/graph/{name}": vocabulary.graph,
    "/dumps/{file}": files.folder("dumps"),
    "/exports/{file}": files.folder("exports"),
    "/reports/{file}": files.folder("reports"),
    "/schema/{file}": files.folder("schema"),
    "/ldes/{file}": files.folder("ldes"),
    "/texts/{file}": files.text,
    "/catalog": catalogue.catalogue,
    "/catalog.{suffix}": catalogue.catalogue,
    "/.well-known/void": catalogue.void,
    "/dataset/{rest:path}": catalogue.dataset,
    "/service/{rest:path}": catalogue.dataset,
    "/sitemap.xml": catalogue.sitemap,
    "/openapi.json": openapi.openapi,
    "/manifest.json": files.manifest,
    "/static/site.css": files.style,
    "/static/icon.svg": files.icon,
    "/health": files.health,
    "/metrics": files.metrics,
    "/robots.txt": files.robots,
}
"""Address to handler, where the answer is computed here; those asked for most often come first."""

KEEP: frozenset[Handler] = frozenset({things.document, things.concept, vocabulary.namespace, vocabulary.scheme})
"""Handlers whose answers are kept for the next client."""

QUICK: frozenset[Handler] = frozenset({
    things.identify, things.document, things.concept, files.health, files.metrics, files.style, files.icon,
    files.robots,
})  # fmt: skip
"""Handlers that are begun in the event loop, where they take less time than a thread costs: they count what they do."""

BUDGET = 150
"""Triples that an answer may handle in the event loop, about a millisecond's worth."""

ASKING: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "/sparql": protocol.endpoint,
    "/queries/{name}": named.named_query,
}
"""Address to handler, where a worker is asked."""


class Server:
    """The whole application, as ASGI 3; :meth:`close` ends its workers where no server does."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._app = _layers(site)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or begin and end with the server."""
        await self._app(scope, receive, send)

    async def close(self) -> None:
        """End the workers."""
        await self.site.pool.close()


def create_app(path: Path, settings: Settings | None = None) -> Server:
    """The server over the release that ``path`` points to (a workspace, an --out folder, a version folder).

    It writes nothing and follows a new release without a restart. Raises ReleaseError when there is no release.
    """
    return Server(Site(path, settings))


def _layers(site: Site) -> ASGIApp:
    kept = Kept()
    routes = [
        Route(
            address, _asking(asking, site, kept), methods=["GET", "HEAD", *(["POST"] if address == "/sparql" else [])]
        )
        for address, asking in ASKING.items()
    ]
    routes += [
        Route(address, _plain(handler, site, kept if handler in KEEP else None), methods=["GET", "HEAD"])
        for address, handler in ROUTES.items()
    ]
    # It takes every address of one part, so it stands last.
    routes.append(Route("/{file}", _plain(files.top, site), methods=["GET", "HEAD"]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        site.pool.start()
        yield
        await site.pool.close()

    handler = _handler(site)
    inner = Starlette(
        routes=routes, lifespan=lifespan,
        exception_handlers={Exception: handler, HTTPException: handler, RegiographError: handler},
    )  # fmt: skip
    # A slash too many is another address: where to without it would ignore the path that a proxy cuts off.
    inner.router.redirect_slashes = False
    # Outside of it all, so that the answer to a defect has the headers too.
    return Edge(Shelf(inner, site, kept), site)


def _asking(
    handler: Callable[[Visit], Awaitable[Response]], site: Site, kept: Kept
) -> Callable[[Request], Awaitable[Response]]:
    async def run(request: Request) -> Response:
        visit = Visit(request, site)
        try:
            answer = await handler(visit)
            if visit.repeatable:
                kept.put(request.scope, visit.edition, answer)
            return answer
        except GoneError:
            note_of(request.scope).ending = "gone"
            return Response(status_code=499)

    return run


def _plain(handler: Handler, site: Site, kept: Kept | None = None) -> Callable[[Request], Awaitable[Response]]:
    def compute(visit: Visit) -> Response:
        with one_thread():
            return handler(visit)

    async def answered(visit: Visit) -> Response:
        if handler in QUICK:
            visit.budget = BUDGET
            try:
                return handler(visit)
            except SlowError:
                visit.budget = None
        return await run_in_threadpool(compute, visit)

    async def run(request: Request) -> Response:
        visit = Visit(request, site)
        answer = await answered(visit)
        if kept:
            kept.put(request.scope, visit.edition, answer)
        return answer

    return run


def _handler(site: Site) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            if error.status_code == 404:
                problem = missing("there is nothing at this address")
            else:
                problem = Problem(error.status_code, error.detail, headers=error.headers)
                if error.status_code == 405:
                    problem.headers["Allow"] = allowed(request.url.path)
        else:
            problem = problem_of(error)
        return respond_problem(request, problem, site)

    return answer
