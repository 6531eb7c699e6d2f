"""The answer of a named query, as a page or in any format of /sparql; its parameters come from the address."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from regiograph.media import MEDIA
from regiograph.output import NUMBERS
from regiograph.query import NamedQuery, Parameter
from regiograph.results import Term
from regiograph.serve.answering import Found, found, respond
from regiograph.serve.ask import Ask, Named
from regiograph.serve.negotiate import GRAPHS, HTML, TABLES, Offer
from regiograph.serve.notes import note_of
from regiograph.serve.pages import PER_PAGE
from regiograph.serve.painted import table_of
from regiograph.serve.problem import missing
from regiograph.serve.protocol import repeatable
from regiograph.serve.view import Cell, Painter
from regiograph.serve.visit import Visit, unacceptable
from regiograph.terms import digest


async def named_query(visit: Visit) -> Response:
    """The answer of one named query."""
    query = visit.site.queries.get(visit.path("name"))
    if query is None:
        raise missing(f"there is no query {visit.path('name')!r}")
    forms = (*HTML, *TABLES, *GRAPHS)
    offer = visit.offer(forms)
    declared = {p.name for p in query.parameters}
    given = {
        k: v for k, v in visit.request.query_params.items()
        if v.strip() and k != "format" and (k != "lang" or "lang" in declared)
    }  # fmt: skip
    note_of(visit.request.scope).query = digest(query.name, *(f"{k}={v}" for k, v in sorted(given.items())))
    visit.repeatable = repeatable(query.text)
    page = offer.name == "html"
    ask = Ask(
        Named(query, tuple(given.items()), visit.language), _form(offer, TABLES, "json"), _form(offer, GRAPHS, "ttl"),
        visit.site.settings.max_rows,
    )  # fmt: skip
    answer = await found(visit, ask, page=page)
    if not answer.head.wanted:
        raise unacceptable((*HTML, *(GRAPHS if answer.head.kind == "graph" else TABLES)))
    if page:
        return await run_in_threadpool(_page, visit, query, given, answer)
    return await respond(visit, offer, answer)


def _form(offer: Offer, known: tuple[Offer, ...], page: str) -> str | None:
    return page if offer.name == "html" else offer.name if offer in known else None


def _page(visit: Visit, query: NamedQuery, given: dict[str, str], answer: Found) -> Response:
    columns: list[str] = []
    rows: list[list[Cell | None]] | None = None
    text = None
    if answer.head.kind == "graph":
        text = answer.body.decode()
    else:
        columns, terms = table_of(answer.body)
        rows = [[_cell(visit, term) for term in row] for row in terms]
    forms = ("ttl", "jsonld") if answer.head.kind == "graph" else ("csv", "json", "xml", "tsv")
    carried = {k: v for k, v in given.items() if k != "lang"}
    return visit.page(
        "query.html", title=query.title, query=query, columns=columns, rows=rows, text=text, given=given,
        suggestions={p.name: _suggestions(visit, p) for p in query.parameters},
        forms=[(MEDIA[f].label, visit.links.local(f"/queries/{query.name}", format=f, **carried)) for f in forms],
    )  # fmt: skip


def _suggestions(visit: Visit, parameter: Parameter) -> list[tuple[str, str]]:
    """What a reader may fill in for a thing, as (type/slug, name); nothing where the list would be too long."""
    catalogue = visit.edition.catalogue
    paths = [p for p in parameter.types if p in catalogue.things] if parameter.kind == "thing" else []
    if not 0 < sum(len(catalogue.things[p]) for p in paths) <= PER_PAGE:
        return []
    return [(f"{p}/{r.slug}", r.label) for p in paths for r in catalogue.listed(catalogue.things[p], visit.language)]


def _cell(visit: Visit, term: Term | None) -> Cell | None:
    if term is None:
        return None
    painter = Painter(visit.links, visit.language, {})
    if isinstance(term, str):
        return painter.cell(term, visit.edition.catalogue.label(term, visit.language))
    if term.datatype in NUMBERS:
        # A table is compared with its file, so figures stay as the query gives them.
        return Cell(term.lexical, number=True)
    path, _, slug = term.lexical.partition("/")
    known = visit.edition.catalogue.things.get(path, ()) if slug and not term.language else ()
    if (iri := visit.release.iris.thing(term.lexical)) in known:
        return Cell(term.lexical, visit.links.page(iri), iri=iri)
    return painter.cell(term)
