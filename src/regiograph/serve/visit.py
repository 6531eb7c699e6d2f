"""One request: the release it sees, the reader's language, what format was asked for, and how it is answered."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from regiograph.media import MEDIA
from regiograph.model import Quad, Value
from regiograph.publish import OpenRelease
from regiograph.publish.jsonld import json_ld
from regiograph.publish.names import prefixes_for, subject_order
from regiograph.publish.turtle import turtle
from regiograph.serve.ask import prefixes
from regiograph.serve.links import Links
from regiograph.serve.negotiate import GRAPHS, HTML, Offer, accepts_gzip, choose, language, offers, types
from regiograph.serve.problem import PROBLEM, Problem
from regiograph.serve.site import Edition, Site
from regiograph.serve.templating import render
from regiograph.store import serialize

EDITION = "regiograph.edition"
"""Where a request carries the release that it began with."""

VARY = "Accept, Accept-Language, Accept-Encoding"
_MIN_GZIP = 1000
_BINARY = ("image/", "application/vnd.")


class SlowError(Exception):
    """An answer costs more than the event loop should wait for."""


class Visit:
    """One request and the release that was current when it came.

    ``budget`` is how many triples may be handled while the event loop waits; ``repeatable`` says that the same
    question to the same release has the same answer.
    """

    def __init__(self, request: Request, site: Site) -> None:
        self.request, self.site = request, site
        self.edition: Edition = request.scope.get(EDITION) or site.edition()
        self.budget: int | None = None
        self.repeatable = False

    def spend(self, count: int) -> None:
        """Triples or names are to be handled. Raises SlowError when ``budget``, if there is one, is used up."""
        if self.budget is not None:
            self.budget -= count
            if self.budget < 0:
                raise SlowError

    def slow(self) -> None:
        """What follows takes long. Raises SlowError when there is a budget at all."""
        if self.budget is not None:
            raise SlowError

    @property
    def release(self) -> OpenRelease:
        """The release that this request sees."""
        return self.edition.release

    def path(self, name: str) -> str:
        """A part of the request's path, decoded once."""
        return str(self.request.path_params[name])

    def parameter(self, name: str) -> str | None:
        """A parameter of the address, stripped; None when it is missing or empty."""
        return (self.request.query_params.get(name) or "").strip() or None

    def number(self, name: str) -> int:
        """A parameter that counts from 1, which it is when it is missing; 0 when it is no number."""
        given = self.parameter(name)
        return 1 if given is None else int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0

    @cached_property
    def language(self) -> str:
        """The reader's language, a primary subtag."""
        known = self.edition.catalogue.languages
        return language(self.parameter("lang"), self.request.headers.get("accept-language"), known)

    @cached_property
    def links(self) -> Links:
        """The links of this answer; a language that the reader chose by hand stays chosen."""
        chosen = self.language if self.parameter("lang") else ""
        return Links(self.release.iris.base, self.site.settings.prefix, chosen)

    def public(self, path: str) -> str:
        """The full address of a page of this server."""
        given = self.site.settings.public_url.rstrip("/")
        return (given or home(self.request)) + path

    def offer(self, known: Sequence[Offer], suffix: str | None = None) -> Offer:
        """The format to answer in: that of ``suffix`` or ``?format=``, else by Accept. Raises Problem 406."""
        name = suffix or self.parameter("format")
        if name:
            found = next((o for o in known if o.name == name), None)
        else:
            found = choose(self.request.headers.get("accept"), known)
        if found is None:
            raise unacceptable(known)
        return found

    def respond(
        self, body: bytes, media_type: str, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """An answer with ETag, coding, Vary and charset; 304 when the client has it, no body for HEAD."""
        made = {"Last-Modified": self.edition.modified} | dict(headers or {})
        return respond(self.request, body, media_type, status=status, headers=made)

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
    ) -> Response:
        """An HTML page from a template."""
        html = render(template, self, values)
        more = {"Content-Language": self.language} | dict(headers or {})
        return self.respond(html.encode(), MEDIA["html"].media_type, status=status, headers=more)

    def triples(self, quads: Iterable[Quad], offer: Offer, *, headers: Mapping[str, str] | None = None) -> Response:
        """Statements in an RDF syntax, with the prefixes that they use. Raises Problem 413 when there are too many."""
        rows = list(quads)
        iris = self.release.iris
        if offer.name == "ttl":
            data = turtle(rows, prefixes_for(iris, rows), subject_order(iris))
        elif offer.name == "jsonld":
            data = json_ld(rows, {}, prefixes_for(iris, rows), subject_order(iris))
        else:
            data = serialize(rows, offer.name, prefixes(rows, iris.prefixes()))
        if len(data) > self.site.settings.max_answer:
            raise too_large(self.site.settings.max_answer, "take the dump instead; the home page lists them")
        return self.respond(data, offer.media_type, headers=headers)

    def json(self, value: Any, *, headers: Mapping[str, str] | None = None) -> Response:
        """A JSON answer."""
        return self.respond(json_bytes(value), MEDIA["json"].media_type, headers=headers)


def respond(
    request: Request, body: bytes, media_type: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """See :meth:`Visit.respond`; this works without a release as well."""
    made = {"Vary": VARY, "Cache-Control": "no-cache"} | dict(headers or {})
    made["Content-Type"] = content_type(media_type)
    tag = hashlib.sha256(made["Content-Type"].encode() + body).hexdigest()[:24]
    if (
        not media_type.startswith(_BINARY)
        and len(body) >= _MIN_GZIP
        and accepts_gzip(request.headers.get("accept-encoding"))
    ):
        body, tag = gzip.compress(body, 6, mtime=0), f"{tag}-gzip"
        made["Content-Encoding"] = "gzip"
    if status == 200:
        made["ETag"] = f'"{tag}"'
        if unchanged(request, made["ETag"]):
            return not_modified(made)
    made["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, status, headers=made)


def respond_problem(request: Request, problem: Problem, site: Site | None) -> Response:
    """A problem in the form that was asked for: a page, RDF of one triple, else RFC 9457 JSON."""
    body = json_bytes(problem.body())
    headers = {"Cache-Control": "no-store"} | dict(problem.headers)
    known = (Offer("json", PROBLEM), *offers("json"), *HTML, *GRAPHS)
    name = request.query_params.get("format") or request.path_params.get("suffix")
    found = next((o for o in known if o.name == name), None) or choose(request.headers.get("accept"), known)
    if found is not None and found.name == "html" and site is not None:
        return Visit(request, site).page(
            "problem.html", status=problem.status, headers=headers, problem=problem, title=problem.title
        )
    if found is not None and found in GRAPHS and problem.status not in {400, 406}:
        said = Quad(
            home(request) + quote(request.url.path), "http://purl.org/dc/terms/description",
            Value(f"{problem.status} {problem.title}: {problem.what}"), "",
        )  # fmt: skip
        return respond(request, serialize([said], found.name), found.media_type, status=problem.status, headers=headers)
    return respond(request, body, PROBLEM, status=problem.status, headers=headers)


def content_type(media_type: str) -> str:
    """The Content-Type of an answer: text of any kind says that it is UTF-8."""
    return media_type if media_type.startswith(_BINARY) or "charset" in media_type else f"{media_type}; charset=utf-8"


def home(request: Request) -> str:
    """The address that the client called us by, without a last slash."""
    return f"{request.url.scheme}://{request.url.netloc}"


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client's If-None-Match names this entity tag."""
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    known = {part.strip().removeprefix("W/") for part in given.split(",")}
    return tag in known or "*" in known


def not_modified(headers: Mapping[str, str]) -> Response:
    """304 with those headers of the answer that do not speak of a body."""
    kept = {k: v for k, v in headers.items() if not k.lower().startswith("content-") or k.lower() == "content-location"}
    return Response(status_code=304, headers=kept)


def unacceptable(known: Sequence[Offer]) -> Problem:
    """406 that lists what there is."""
    listed = types(known)
    return Problem(
        406,
        "none of the formats you accept is offered here",
        todo=f"ask for one of {', '.join(listed)}",
        members={"types": listed},
    )


def too_large(limit: int, todo: str) -> Problem:
    """413 for an answer beyond ``limit`` bytes."""
    return Problem(413, f"the answer is larger than {limit / 1e6:g} MB", todo=todo)


def json_bytes(value: Any) -> bytes:
    """JSON as this server writes it: UTF-8, indented."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
