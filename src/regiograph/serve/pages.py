"""The pages for readers: home, lists of things by class, the named queries and their answers."""

from __future__ import annotations

from starlette.responses import Response

from regiograph.media import MEDIA, by_suffix
from regiograph.output import NUMBERS
from regiograph.query import Parameter, run
from regiograph.results import Term
from regiograph.serve.ask import prefixes
from regiograph.serve.names import Catalogue
from regiograph.serve.negotiate import GRAPHS, HTML, TABLES, offers
from regiograph.serve.problem import TooLarge, missing
from regiograph.serve.view import Cell, Painter
from regiograph.serve.visit import Visit
from regiograph.show import NODES
from regiograph.store import serialize
from regiograph.terms import PREFIXES

PER_PAGE = 200
_LISTS = (*HTML, *offers("json"))


def home(visit: Visit) -> Response:
    """What there is: classes with counts, documents, named queries, dumps and exports."""
    offer = visit.offer(_LISTS)
    catalogue, manifest = visit.edition.catalogue, visit.release.manifest
    classes = [
        {"path": path, "label": catalogue.class_label(path, visit.language), "count": len(iris), "node": path in NODES}
        for path, iris in catalogue.things.items()
    ]
    if offer.name == "json":
        return visit.json({
            "title": manifest.about.get("title"), "version": manifest.version, "issued": manifest.issued,
            "modified": manifest.modified, "counts": dict(manifest.counts), "queries": list(visit.site.queries),
            "files": [
                {"path": e.path, "bytes": e.bytes, "sha256": e.sha256, "media_type": e.media_type}
                for e in manifest.files if e.path.startswith(("dumps/", "exports/"))
            ],
        })  # fmt: skip
    files = {
        folder: [
            (e, (m.label if (m := by_suffix(e.path)) else e.media_type))
            for e in manifest.files
            if e.path.startswith(f"{folder}/")
        ]
        for folder in ("dumps", "exports", "reports")
    }
    return visit.page(
        "home.html", title="", classes=classes, counts=manifest.counts, manifest=manifest, files=files,
        queries=list(visit.site.queries.values()), sources=list(catalogue.sources.values()),
    )  # fmt: skip


def things(visit: Visit) -> Response:
    """The things of one class by name, a page at a time."""
    offer = visit.offer(_LISTS)
    path = visit.path("path")
    catalogue: Catalogue = visit.edition.catalogue
    if path not in catalogue.things:
        raise missing(f"this release has nothing of the class {path!r}")
    rows = catalogue.listed(catalogue.things[path], visit.language)
    if offer.name == "json":
        return visit.json([{"iri": r.iri, "id": f"{path}/{r.slug}", "label": r.label} for r in rows])
    last = max(1, -(-len(rows) // PER_PAGE))
    given = visit.parameter("page") or "1"
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0
    if not 1 <= number <= last:
        raise missing(f"this list has {last} page{'s' if last > 1 else ''}")
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    label = catalogue.class_label(path, visit.language)
    return visit.page(
        "class.html", title=label, path=path, label=label, rows=shown, total=len(rows), number=number, last=last
    )


def queries(visit: Visit) -> Response:
    """The named queries with the question that each answers."""
    offer = visit.offer(_LISTS)
    known = visit.site.queries.values()
    if offer.name == "json":
        return visit.json([
            {"name": q.name, "title": q.title, "question": q.question, "parameters": [
                {"name": p.name, "kind": p.kind, "types": list(p.types), "help": p.help} for p in q.parameters]}
            for q in known
        ])  # fmt: skip
    return visit.page("queries.html", title="Questions", queries=list(known))


def named_query(visit: Visit) -> Response:
    """The answer of one named query, with the parameters of the address."""
    query = visit.site.queries.get(visit.path("name"))
    if query is None:
        raise missing(f"there is no query {visit.path('name')!r}")
    offer = visit.offer((*HTML, *TABLES, *GRAPHS))
    declared = {p.name for p in query.parameters}
    given = {
        k: v for k, v in visit.request.query_params.items()
        if v.strip() and k != "format" and (k != "lang" or "lang" in declared)
    }  # fmt: skip
    limits = visit.site.settings
    result = run(visit.release, query, given, visit.language)
    graphs, tables = {o.name for o in GRAPHS}, {o.name for o in TABLES}
    if offer.name != "html" and (offer.name in graphs) != (result.kind == "graph"):
        offer = visit.offer((*HTML, *(GRAPHS if result.kind == "graph" else TABLES)))
    columns: tuple[str, ...] = ()
    rows: list[list[Cell | None]] | None = None
    text = None
    if result.kind == "graph":
        triples = result.triples(limits.max_rows)
        body = serialize(triples, "ttl" if offer.name == "html" else offer.name, prefixes(triples, PREFIXES))
        text = body.decode()
    elif offer.name in tables:
        body = result.serialize(offer.name, limits.max_rows)
    else:
        body, columns = b"", result.variables
        rows = [[_cell(visit, term) for term in row] for row in result.rows(limits.max_rows)]
    if len(body) > limits.max_answer:
        raise TooLarge(f"the answer is larger than {limits.max_answer / 1e6:g} MB", todo="narrow it by a parameter")
    if offer.name != "html":
        return visit.respond(body, offer.media_type)
    forms = ("ttl", "jsonld") if result.kind == "graph" else ("csv", "json", "xml", "tsv")
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
