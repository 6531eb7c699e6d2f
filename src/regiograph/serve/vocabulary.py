"""The vocabulary and the named graphs: /ns, /voc, /voc/{scheme} and /graph/{name}."""

from __future__ import annotations

from starlette.responses import Response

from regiograph.media import MEDIA
from regiograph.model import Quad, Value
from regiograph.serve.negotiate import GRAPHS, HTML, offers
from regiograph.serve.problem import missing
from regiograph.serve.things import split
from regiograph.serve.visit import Visit
from regiograph.show import best_label
from regiograph.terms import PREFIXES, RG, VOC, expand

_FORMS = (*HTML, *GRAPHS)
_QUADS = (*GRAPHS, *offers("nq", "trig"))
_TYPE, _SCHEME, _IN = PREFIXES["rdf"] + "type", expand("skos:ConceptScheme"), expand("skos:inScheme")
_KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Links",
    "owl:DatatypeProperty": "Values",
    "owl:AnnotationProperty": "Notes",
}


def namespace(visit: Visit) -> Response:
    """The terms that are our own, as a page or as RDF."""
    offer = visit.offer(_FORMS)
    graph = visit.release.iris.graph("vocabulary")
    store = visit.release.store
    ours = sorted({q.subject for q in store.quads(graph=graph) if q.subject.startswith(RG.removesuffix("#"))})
    ours = [iri for iri in ours if iri.startswith(RG) or iri == RG.removesuffix("#")]
    if offer.name != "html":
        return visit.triples(
            (Quad(q.subject, q.predicate, q.object, "") for iri in ours for q in store.quads(iri, graph=graph)), offer
        )
    groups = []
    for kind, title in _KINDS.items():
        rows = [
            {"name": iri.removeprefix(RG), "iri": iri, "label": visit.edition.catalogue.label(iri, visit.language),
             "comment": _text(visit, iri, "skos:definition") or _text(visit, iri, "rdfs:comment")}
            for iri in ours
            if iri.startswith(RG) and next(store.quads(iri, _TYPE, expand(kind), graph), None) is not None
        ]  # fmt: skip
        if rows:
            groups.append((title, rows))
    forms = [(MEDIA[o.name].label, visit.links.local("/ns", format=o.name)) for o in GRAPHS]
    return visit.page("ns.html", title="Vocabulary", groups=groups, namespace=RG, forms=forms)


def schemes(visit: Visit) -> Response:
    """The code lists."""
    found = sorted(
        {q.subject for q in visit.release.store.quads(predicate=_TYPE, object=_SCHEME) if q.subject.startswith(VOC)}
    )
    offer = visit.offer((*HTML, *offers("json")))
    rows = [(iri, visit.edition.catalogue.label(iri, visit.language) or iri[len(VOC) :]) for iri in found]
    if offer.name == "json":
        return visit.json([{"iri": iri, "label": label} for iri, label in rows])
    return visit.page("voc.html", title="Code lists", heading="Code lists", iri="", rows=[(i, n, "") for i, n in rows])


def scheme(visit: Visit) -> Response:
    """The concepts of one code list."""
    name, suffix = split(visit.path("scheme"))
    iri = f"{VOC}{name}"
    store = visit.release.store
    if not name.replace("-", "").isalnum() or next(store.quads(iri, _TYPE, _SCHEME), None) is None:
        raise missing(f"there is no code list {name!r}")
    offer = visit.offer(_FORMS, suffix)
    members = sorted({q.subject for q in store.quads(predicate=_IN, object=iri)})
    if offer.name != "html":
        quads = {Quad(q.subject, q.predicate, q.object, "") for m in [iri, *members] for q in store.quads(m)}
        return visit.triples(sorted(quads, key=lambda q: (q.subject, q.predicate, str(q.object))), offer)
    label = visit.edition.catalogue.label(iri, visit.language) or name
    rows = [
        (m, visit.edition.catalogue.label(m, visit.language) or m, _text(visit, m, "skos:definition")) for m in members
    ]
    return visit.page("voc.html", title=label, heading=label, iri=iri, rows=rows)


def graph(visit: Visit) -> Response:
    """One named graph: everything a document says with its evidence, the reference data, or the vocabulary."""
    name, suffix = visit.path("name"), None
    for known in (*_QUADS, *HTML):
        if name.endswith(MEDIA[known.name].suffix):
            name, suffix = name.removesuffix(MEDIA[known.name].suffix), known.name
            break
    iri = visit.release.iris.graph(name)
    store = visit.release.store
    if iri not in store.graphs():
        raise missing(f"this release has no graph {name!r}")
    offer = visit.offer((*HTML, *_QUADS), suffix)
    if offer.name == "html":
        source = visit.edition.catalogue.sources.get(name)
        size = sum(1 for _ in store.quads(graph=iri))
        forms = [(MEDIA[o.name].label, visit.links.local(f"/graph/{name}{MEDIA[o.name].suffix}")) for o in _QUADS]
        return visit.page(
            "graph.html", title=f"Graph {name}", name=name, iri=iri, size=size, source=source, forms=forms
        )
    keep = MEDIA[offer.name].quads
    rows = sorted(store.quads(graph=iri), key=Quad.line)
    return visit.triples((q if keep else Quad(q.subject, q.predicate, q.object, "") for q in rows), offer)


def _text(visit: Visit, iri: str, curie: str) -> str:
    quads = visit.release.store.quads(subject=iri, predicate=expand(curie))
    return best_label([q.object for q in quads if isinstance(q.object, Value)], visit.language)
