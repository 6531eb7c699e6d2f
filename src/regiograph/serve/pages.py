"""The pages for readers: home, lists of things by class, the list of named queries."""

from __future__ import annotations

from starlette.responses import Response

from regiograph.media import by_suffix
from regiograph.serve.links import outside
from regiograph.serve.names import Catalogue
from regiograph.serve.negotiate import HTML, offers
from regiograph.serve.problem import missing
from regiograph.serve.visit import Visit
from regiograph.show import NODES

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
    licence = visit.edition.licence
    return visit.page(
        "home.html", title="", licence=licence if outside(licence) else "", classes=classes,
        counts=manifest.counts, manifest=manifest, files=files,
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
    number = visit.number("page")
    if not 1 <= number <= last:
        raise missing(f"this list has {last} page{'s' if last > 1 else ''}")
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    label, export = catalogue.class_label(path, visit.language), f"exports/{path}.csv"
    return visit.page(
        "class.html",
        title=label,
        path=path,
        label=label,
        rows=shown,
        total=len(rows),
        number=number,
        last=last,
        export=export if visit.release.manifest.entry(export) else "",
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
