"""SPARQL 1.1 Protocol, query operation, at /sparql; and the SPARQL 1.1 Service Description."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from regiograph.model import Quad, Value
from regiograph.serve.answering import Found, GoneError, found, respond
from regiograph.serve.ask import Ask
from regiograph.serve.negotiate import ANSWERS, GRAPHS, HTML, TABLES, Offer, choose
from regiograph.serve.notes import note_of
from regiograph.serve.painted import table_of
from regiograph.serve.problem import Problem
from regiograph.serve.view import Cell, Painter
from regiograph.serve.visit import Visit, unacceptable
from regiograph.terms import PREFIXES, digest

EXAMPLE = """PREFIX rg: <https://w3id.org/regiograph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?project ?name WHERE {
  ?project a rg:Project ; skos:prefLabel ?name .
}
ORDER BY ?name
LIMIT 50"""

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_SECONDS = 10
"""How long the body of a request may take to come."""

_WRITES = re.compile(
    r"(?:\s|#[^\n]*\n|BASE\s*<[^>]*>|PREFIX\s[^:]*:\s*<[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)


_MOMENT = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""Functions whose value is another each time, and all that reads like them."""

_CALLED = {"turtle": "ttl", "n3": "ttl", "ntriples": "nt", "rdf+xml": "rdf", "json-ld": "jsonld"}
"""What SPARQLWrapper and others call a format in the parameter; a name that nobody knows leaves it to Accept."""

_NAMES = frozenset(o.name for o in (*TABLES, *GRAPHS, *HTML))


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a protocol request, decoded once."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


async def endpoint(visit: Visit) -> Response:
    """Answer a request to /sparql."""
    asked = await _asked(visit.request, visit.site.settings.max_query)
    if asked.query is None:
        return await run_in_threadpool(_introduction, visit)
    tables, graphs = (*TABLES, *HTML), (*ANSWERS, *HTML)
    table, graph = _wanted(visit, asked, tables), _wanted(visit, asked, graphs)
    if table is None and graph is None:
        raise unacceptable((*TABLES, *ANSWERS, *HTML))
    note_of(visit.request.scope).query = digest(asked.query)
    visit.repeatable = repeatable(asked.query)
    ask = Ask(
        asked.query, _form(table, "json"), _form(graph, "ttl"), visit.site.settings.max_rows, asked.default_graphs,
        asked.named_graphs,
    )  # fmt: skip
    answer = await found(visit, ask, page=HTML[0] in (table, graph))
    offer = graph if answer.head.kind == "graph" else table
    if not answer.head.wanted or offer is None:
        raise unacceptable(graphs if answer.head.kind == "graph" else tables)
    if offer.name == "html":
        return await run_in_threadpool(_page, visit, asked.query, answer)
    return await respond(visit, offer, answer)


def repeatable(query: str) -> bool:
    """Whether a query answers the same whenever it is asked of the same release.

    >>> repeatable("SELECT * { ?s ?p ?o }"), repeatable("SELECT (now() AS ?t) {}")
    (True, False)
    """
    # A word may be spelt with escapes, so a query that has any is not looked into further.
    return not _MOMENT.search(query) and "\\u" not in query.lower()


def _wanted(visit: Visit, asked: Asked, known: tuple[Offer, ...]) -> Offer | None:
    if asked.format:
        name = _CALLED.get(asked.format.lower(), asked.format.lower())
        found = next((o for o in known if name in (o.name, o.media_type)), None)
        if found is None and name == "xml":
            found = next((o for o in known if o.name == "rdf"), None)
        if found is not None or name in _NAMES:
            return found
    return choose(visit.request.headers.get("accept"), known)


def _form(offer: Offer | None, page: str) -> str | None:
    """A page is painted from the JSON or Turtle of the answer, so that the query runs in one place."""
    return None if offer is None else page if offer.name == "html" else offer.name


async def _asked(request: Request, limit: int) -> Asked:
    if len(request.scope["query_string"]) > 3 * limit:
        raise _long(limit)
    pairs = _pairs(request.scope["query_string"])
    if request.method != "POST":
        return _collected(pairs, limit)
    body = await _body(request, 3 * limit)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _collected([*pairs, *_pairs(body)], limit, required=True)
    if kind == "application/sparql-query":
        if any(name == "query" for name, _ in pairs):
            raise Problem(400, "the query stands in the body and in the address", todo="give it once")
        return _collected([*pairs, ("query", _text(body))], limit)
    if kind == "application/sparql-update":
        raise _read_only()
    raise Problem(
        415, f"a query cannot be read from {kind or 'a body without Content-Type'}",
        todo="send application/sparql-query or application/x-www-form-urlencoded",
    )  # fmt: skip


async def _body(request: Request, limit: int) -> bytes:
    read = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in request.stream():
                read += piece
                if len(read) > limit:
                    raise _long(limit // 3)
    except TimeoutError as error:
        raise Problem(408, "the body did not come in time", todo="send it again") from error
    except ClientDisconnect as error:
        raise GoneError from error
    return bytes(read)


def _collected(pairs: list[tuple[str, str]], limit: int, *, required: bool = False) -> Asked:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise _read_only()
    if len(queries) > 1:
        raise Problem(400, "more than one query was sent", todo="send the parameter query once")
    if required and not queries:
        raise Problem(400, "no query was sent", todo="send it as the parameter query")
    query = queries[0] if queries else None
    if query is not None and not query.strip():
        raise Problem(400, "the query is empty", todo="for example: SELECT * { ?s ?p ?o } LIMIT 10")
    if query is not None and len(query.encode()) > limit:
        raise _long(limit)
    if query is not None and _WRITES.match(query):
        raise _read_only()

    def several(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in pairs if key == name)

    form = next((value for key, value in pairs if key == "format" and value), None)
    return Asked(query, several("default-graph-uri"), several("named-graph-uri"), form)


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (ValueError, UnicodeDecodeError) as error:
        raise Problem(400, "the parameters are not URL-encoded UTF-8", todo="percent-encode them") from error


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "the query is not UTF-8", todo="send it as UTF-8") from error


def _long(limit: int) -> Problem:
    return Problem(
        413, f"the query is longer than {limit:,} bytes", todo="shorten it; VALUES with many rows can be split"
    )


def _read_only() -> Problem:
    return Problem(
        403,
        "this endpoint is read-only: it takes no updates and loads nothing",
        todo="send a query: SELECT, ASK, CONSTRUCT or DESCRIBE",
    )


def _introduction(visit: Visit) -> Response:
    offer = visit.offer((*GRAPHS, *HTML))
    if offer.name == "html":
        return visit.page("sparql.html", title="SPARQL", query=EXAMPLE, columns=(), rows=None, truth=None, text=None)
    return visit.triples(description(visit), offer)


def description(visit: Visit) -> Iterator[Quad]:
    """The service description: address, language, result formats, and that the default graph is the union."""
    here, dataset = visit.public("/sparql"), visit.public("/sparql#dataset")
    kind = PREFIXES["rdf"] + "type"
    default = visit.public("/sparql#default-graph")
    yield Quad(here, kind, f"{_SD}Service", "")
    yield Quad(here, f"{_SD}endpoint", here, "")
    yield Quad(here, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query", "")
    yield Quad(here, f"{_SD}feature", f"{_SD}UnionDefaultGraph", "")
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                 "N-Triples", "RDF_XML", "JSON-LD"):  # fmt: skip
        yield Quad(here, f"{_SD}resultFormat", _FORMATS + name, "")
    yield Quad(here, f"{_SD}defaultDataset", dataset, "")
    yield Quad(dataset, kind, f"{_SD}Dataset", "")
    title = visit.release.manifest.about.get("title")
    if title:
        yield Quad(dataset, PREFIXES["dcterms"] + "title", Value(title), "")
    yield Quad(dataset, f"{_SD}defaultGraph", default, "")
    yield Quad(default, kind, f"{_SD}Graph", "")
    for number, graph in enumerate(visit.release.store.graphs(), 1):
        named = visit.public(f"/sparql#graph-{number}")
        yield Quad(dataset, f"{_SD}namedGraph", named, "")
        yield Quad(named, kind, f"{_SD}NamedGraph", "")
        yield Quad(named, f"{_SD}name", graph, "")


def _page(visit: Visit, query: str, answer: Found) -> Response:
    columns: list[str] = []
    rows: list[list[Cell | None]] | None = None
    truth: bool | None = None
    text: str | None = None
    if answer.head.kind == "graph":
        text = answer.body.decode()
    elif answer.head.kind == "ask":
        truth = bool(json.loads(answer.body)["boolean"])
    else:
        painter = Painter(visit.links, visit.language, {})
        columns, terms = table_of(answer.body)
        rows = [[None if term is None else painter.cell(term) for term in row] for row in terms]
    return visit.page("sparql.html", title="SPARQL", query=query, columns=columns, rows=rows, truth=truth, text=text)
