"""/openapi.json: every address of this server, its parameters and its formats, as OpenAPI 3.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from regiograph.query import NamedQuery, Parameter
from regiograph.serve.negotiate import GRAPHS, HTML, TABLES, Offer, offers, types
from regiograph.serve.problem import PROBLEM
from regiograph.serve.visit import Visit

_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
_PAGES = (*HTML, *offers("json"))
_DATA = (*HTML, *GRAPHS)

DESCRIBED: Mapping[str, tuple[str, tuple[Offer, ...]]] = {
    "/": ("What there is: classes, queries, files", _PAGES),
    "/class/{path}": ("The things of one class by name", _PAGES),
    "/queries": ("The named queries with the question that each answers", _PAGES),
    "/id/{path}/{slug}": ("303 to the document about a thing", ()),
    "/doc/{path}/{slug}": ("The document about a thing; the slug may end in .html, .ttl, .nt, .rdf or .jsonld", _DATA),
    "/ns": ("The terms of the vocabulary", _DATA),
    "/voc": ("The code lists", _PAGES),
    "/voc/{scheme}": ("The concepts of one code list", _DATA),
    "/voc/{scheme}/{concept}": ("One concept", _DATA),
    "/graph/{name}": ("One named graph", (*_DATA, *offers("nq", "trig"))),
    "/catalog": ("The catalogue (DCAT-AP 3)", _DATA),
    "/.well-known/void": ("The data sets in figures (VoID)", GRAPHS),
    "/sitemap.xml": ("The pages of all things", offers("xml")),
    "/manifest.json": ("All files of the release with their checksums", offers("json")),
    "/dumps/{file}": ("A dump; Range is understood", ()),
    "/exports/{file}": ("A table of one class", ()),
    "/reports/{file}": ("A report on the data", ()),
    "/texts/{file}": ("The text of a document, if its licence allows", offers("txt")),
    "/schema/{file}": ("A dataset for search engines (schema.org)", offers("jsonld")),
    "/ldes/{file}": ("The stream of changes (LDES)", offers("ttl")),
    "/health": ("Whether the release can be read", offers("json")),
    "/metrics": ("Figures of this server for Prometheus", offers("txt")),
    "/openapi.json": ("This description", offers("json")),
}
"""Address to what it is and its formats; /sparql and the named queries are described one by one."""

_KINDS = {
    "thing": "IRI, type/slug, code or name", "concept": "IRI, code or name", "predicate": "IRI or prefixed name",
    "term": "IRI, type/slug, code, name or text", "number": "decimal number", "language": "language tag",
    "text": "text",
}  # fmt: skip


def openapi(visit: Visit) -> Response:
    """The description of this server."""
    paths: dict[str, Any] = {
        path: {"get": _operation(what, forms, [_part(name) for name in _PART.findall(path)] + _common(path, forms))}
        for path, (what, forms) in DESCRIBED.items()
    }
    for query in visit.site.queries.values():
        paths[f"/queries/{query.name}"] = {"get": _query(query)}
    paths["/sparql"] = _sparql()
    about = visit.release.manifest.about
    return visit.json({
        "openapi": "3.1.0",
        "info": {"title": about.get("title") or "Linked data", "version": visit.release.version,
                 "description": "Linked data with the sentence behind every statement. Read-only."},
        "servers": [{"url": visit.public("")}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {"Problem": {
            "type": "object", "required": ["type", "title", "status", "detail"],
            "description": "RFC 9457",
            "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                           "detail": {"type": "string"}, "todo": {"type": "string"}, "line": {"type": "integer"},
                           "column": {"type": "integer"},
                           "types": {"type": "array", "items": {"type": "string"}}}}}},
    })  # fmt: skip


def _operation(what: str, forms: Iterable[Offer], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {} for kind in types(forms)}
    done: dict[str, Any] = {"description": "The answer"} | ({"content": content} if content else {})
    return {"summary": what, "parameters": parameters, "responses": {"200": done, "default": _PROBLEM}}


_PROBLEM = {
    "description": "What is wrong and what to do",
    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def _query(query: NamedQuery) -> dict[str, Any]:
    forms = (*HTML, *(GRAPHS if query.media_type in types(GRAPHS) else TABLES))
    given = [_given(p) for p in query.parameters if p.name != "lang"]
    made = _operation(query.title, forms, [*given, _format(forms), _LANG])
    return made | {"operationId": f"query-{query.name}", "description": query.question}


def _given(parameter: Parameter) -> dict[str, Any]:
    words = f"{parameter.help} ({_KINDS[parameter.kind]}{': ' if parameter.types else ''}{', '.join(parameter.types)})"
    kind = "number" if parameter.kind == "number" else "string"
    return {"name": parameter.name, "in": "query", "description": words, "schema": {"type": kind}}


def _sparql() -> dict[str, Any]:
    forms = (*TABLES, *GRAPHS, *HTML)
    graphs = [
        {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "uri"}}}
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    query = {"name": "query", "in": "query", "description": "SPARQL 1.1 query; without it the service description",
             "schema": {"type": "string"}}  # fmt: skip
    get = _operation("SPARQL 1.1 Protocol, query", forms, [query, *graphs, _format(forms)])
    body = {"application/sparql-query": {"schema": {"type": "string"}}, "application/x-www-form-urlencoded": {
        "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}}}  # fmt: skip
    post = _operation("SPARQL 1.1 Protocol, query", forms, [*graphs, _format(forms)])
    return {"get": get, "post": post | {"requestBody": {"required": True, "content": body}}}


def _part(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _common(path: str, forms: tuple[Offer, ...]) -> list[dict[str, Any]]:
    found = [_LANG] if HTML[0] in forms else []
    if len(forms) > 1:
        found.append(_format(forms))
    if path in {"/catalog", "/class/{path}", "/doc/{path}/{slug}"}:
        found.append({"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}})
    return found


def _format(forms: Iterable[Offer]) -> dict[str, Any]:
    names = list(dict.fromkeys(o.name for o in forms))
    return {"name": "format", "in": "query", "description": "instead of Accept",
            "schema": {"type": "string", "enum": names}}  # fmt: skip


_LANG: dict[str, Any] = {
    "name": "lang", "in": "query", "description": "language of names, instead of Accept-Language",
    "schema": {"type": "string"},
}  # fmt: skip
