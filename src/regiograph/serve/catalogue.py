"""The catalogue for people and importers, whole or in pages; the figures of the data (VoID); the map of all pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from regiograph.errors import QueryError
from regiograph.media import MEDIA
from regiograph.model import Quad, Value
from regiograph.publish.catalog import catalogue_form
from regiograph.publish.catalog_pages import Page, catalogue_page
from regiograph.publish.catalog_plan import SCHEMA
from regiograph.serve.negotiate import GRAPHS, HTML
from regiograph.serve.problem import Problem, missing
from regiograph.serve.visit import Visit
from regiograph.show import best_label
from regiograph.store import parse
from regiograph.terms import expand

PAGE_SIZE, MOST = 50, 500
"""How many datasets a page holds, unless ``size`` asks for another number, and how many at most."""

_FORMS = (*HTML, *GRAPHS)
_FILES = frozenset({"ttl", "rdf", "jsonld"})


def catalogue(visit: Visit) -> Response:
    """The DCAT catalogue: the file of the release, or with ``page`` a part of it with links to the others."""
    suffix = visit.request.path_params.get("suffix")
    if suffix is not None and suffix not in {o.name for o in _FORMS}:
        raise missing(f"the catalogue has no form {suffix!r}")
    offer = visit.offer(_FORMS, suffix)
    if visit.release.manifest.entry("catalog.ttl") is None:
        raise missing("this release has no catalogue")
    asked = visit.parameter("page")
    if asked is None and offer.name in _FILES:
        return visit.respond(visit.release.read(f"catalog{MEDIA[offer.name].suffix}"), offer.media_type)
    quads = list(parse(visit.release.read("catalog.ttl"), "ttl", where="catalog.ttl"))
    if asked is None and offer.name != "html":
        return visit.triples(quads, offer)
    page = _page(visit, asked or "1", f".{suffix}" if suffix else "")
    try:
        chosen = catalogue_page(quads, page)
    except QueryError as error:
        raise Problem(404, error.what, todo=error.todo) from error
    if offer.name == "html":
        return _shown(visit, chosen, page, quads)
    if offer.name in _FILES:
        return visit.respond(catalogue_form(visit.release.iris, chosen, offer.name), offer.media_type)
    return visit.triples(chosen, offer)


def dataset(visit: Visit) -> Response:
    """The IRI of a dataset, a file of it or a service: 303 to the catalogue, which describes it."""
    return RedirectResponse(visit.public("/catalog"), 303, headers={"Vary": "Accept"})


def void(visit: Visit) -> Response:
    """The data in figures (VoID)."""
    offer = visit.offer(GRAPHS)
    if visit.release.manifest.entry("void.ttl") is None:
        raise missing("this release has no void.ttl")
    data = visit.release.read("void.ttl")
    if offer.name == "ttl":
        return visit.respond(data, offer.media_type)
    return visit.triples(parse(data, "ttl", where="void.ttl"), offer)


def sitemap(visit: Visit) -> Response:
    """The pages of all things, with addresses where readers find this server."""
    if visit.release.manifest.entry("sitemap.xml") is None:
        raise missing("this release has no sitemap")
    text = visit.release.read("sitemap.xml").decode()
    head = visit.public("/").replace("&", "&amp;")
    public = text.replace(f"<loc>{visit.release.iris.base}", f"<loc>{head}")
    return visit.respond(public.encode(), MEDIA["xml"].media_type)


def _page(visit: Visit, asked: str, suffix: str) -> Page:
    size = _number(visit.parameter("size") or str(PAGE_SIZE), "size", MOST)
    more = {"size": str(size)} if visit.parameter("size") else {}
    address = visit.public(f"/catalog{suffix}")
    return Page(_number(asked, "page"), size, lambda n: f"{address}?{urlencode({'page': str(n)} | more)}")


def _shown(visit: Visit, quads: list[Quad], page: Page, whole: list[Quad]) -> Response:
    known: dict[str, dict[str, list[str | Value]]] = {}
    for q in quads:
        known.setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    every = {q.subject for q in whole if q.object == expand("dcat:Dataset")}

    def text(node: str, curie: str) -> str:
        return best_label([o for o in known[node].get(expand(curie), []) if isinstance(o, Value)], visit.language)

    rows: list[dict[str, Any]] = []
    for node in sorted(every & known.keys()):
        title = text(node, "dcterms:title")
        files = [
            (_brief(text(f, "dcterms:title"), title, visit.release.manifest.about.get("title") or ""),
             str(known[f][expand("dcat:downloadURL")][0]))
            for f in known[node].get(expand("dcat:distribution"), [])
            if isinstance(f, str)
        ]  # fmt: skip
        about = text(node, "dcterms:description")
        rows.append({"title": title, "iri": node, "about": about, "files": files})
    forms = [(MEDIA[o.name].label, visit.links.local(f"/catalog{MEDIA[o.name].suffix}")) for o in GRAPHS]
    return visit.page(
        "catalog.html", title="Catalogue", iri=f"{visit.release.iris.base}catalog", forms=forms, rows=rows,
        schema=[f"/{e.path}" for e in visit.release.manifest.files if e.path.startswith(SCHEMA)], number=page.number,
        last=max(-(-len(every) // page.size), 1),
    )  # fmt: skip


def _number(text: str, name: str, most: int = 1_000_000) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise Problem(400, f"{name} must be a number from 1 to {most}")
    return int(text)


def _brief(label: str, *heads: str) -> str:
    """What a file is called where the name of its dataset, which every label begins with, stands above it.

    >>> _brief("Regions – event (CSV)", "Regions"), _brief("Regions (Turtle)", "Regions")
    ('event (CSV)', 'Turtle')
    """
    rest = next((label[len(head) :].lstrip(" –") for head in heads if head and label.startswith(head)), label)
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest or label
