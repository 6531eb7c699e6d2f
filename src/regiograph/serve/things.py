"""Linked data: /id/{path}/{slug} leads by 303 to /doc/{path}/{slug}, the document about it in the form asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from starlette.responses import RedirectResponse, Response

from regiograph.media import MEDIA
from regiograph.model import Quad
from regiograph.resolve import compact
from regiograph.serve.links import header, known_path
from regiograph.serve.names import LABELS
from regiograph.serve.negotiate import GRAPHS, HTML
from regiograph.serve.problem import missing
from regiograph.serve.view import Painter
from regiograph.serve.visit import Visit
from regiograph.show import DEPTH, NODES, show
from regiograph.store import Store
from regiograph.terms import PATH_TYPES, VOC, expand

DOCUMENT_FORMS = (*HTML, *GRAPHS)
INCOMING = 1000
"""Most triples in a document that point to its thing."""

_SLUG = re.compile(r"[\w.~%+-]+")
_EVIDENCE = frozenset(expand(n) for n in ("rdf:subject", "rdf:object", "oa:hasSource", "oa:hasBody"))


def identify(visit: Visit) -> Response:
    """303 from the name of a thing to the document about it; 404 when the release does not know it."""
    path, slug = visit.path("path"), visit.path("slug")
    if path not in PATH_TYPES or not _known(visit, f"{visit.release.iris.base}id/{path}/{slug}", slug):
        raise missing(f"this release knows no {path}/{slug}")
    return RedirectResponse(
        visit.links.local(f"/doc/{path}/{slug}"),
        303,
        headers={"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"},
    )


def document(visit: Visit) -> Response:
    """The document about a thing, by suffix or Accept."""
    path = visit.path("path")
    slug, suffix = split(visit.path("slug"))
    iri = visit.release.iris.thing(f"{path}/{slug}")
    if not known_path(path) or not _known(visit, iri, slug):
        raise missing(f"this release knows no {path}/{slug}")
    return about(visit, iri, suffix)


def concept(visit: Visit) -> Response:
    """A concept of a code list, with what the release says of it."""
    slug, suffix = split(visit.path("concept"))
    iri = f"{VOC}{visit.path('scheme')}/{slug}"
    if not _known(visit, iri, slug):
        raise missing(f"there is no concept {compact(iri)}")
    return about(visit, iri, suffix)


def about(visit: Visit, iri: str, suffix: str | None) -> Response:
    """A page or an RDF document about an IRI that the release knows."""
    offer = visit.offer(DOCUMENT_FORMS, suffix)
    alternates = [(o, visit.links.page(iri, MEDIA[o.name].suffix)) for o in DOCUMENT_FORMS]
    links = [f'<{header(iri)}>; rel="canonical"'] + [
        f'<{target}>; rel="alternate"; type="{o.media_type}"' for o, target in alternates if target
    ]
    headers = {"Link": ", ".join(links), "Content-Location": visit.links.page(iri, MEDIA[offer.name].suffix) or ""}
    if offer.name != "html":
        return visit.triples(sorted(describe(visit.release.store, iri), key=_order), offer, headers=headers)
    catalogue = visit.edition.catalogue
    shown = show(visit.release, iri, visit.language)
    view = Painter(visit.links, visit.language, catalogue.sources).thing(shown)
    path, _, slug = view.id.partition("/")
    return visit.page(
        "thing.html", headers=headers, thing=view, path=path,
        source=catalogue.sources.get(slug) if path == "document" else None,
        text_allowed=path == "document" and redistributable(visit, slug), title=view.label,
        class_label=catalogue.class_label(path, visit.language) if path in PATH_TYPES else path,
        forms=[(MEDIA[o.name].label, target) for o, target in alternates if target and o.name != "html"],
    )  # fmt: skip


def describe(store: Store, iri: str) -> set[Quad]:
    """The triples from a thing and to it, those of joining nodes on either side, and what all these are called."""
    evidence = compact(iri).partition("/")[0] in {"annotation", "statement"}
    found = set(_bare(store.quads(subject=iri)))
    incoming = (q for q in store.quads(object=iri) if evidence or q.predicate not in _EVIDENCE)
    found.update(_bare(islice(incoming, INCOMING)))
    seen = {iri}
    for _ in range(DEPTH):
        ends = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)} - seen
        nodes = {t for t in ends if t.startswith(f"{iri}#") or ("/id/" in t and compact(t).partition("/")[0] in NODES)}
        for node in nodes:
            found.update(_bare(store.quads(subject=node)))
        seen |= nodes
    named = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)}
    for thing in named - seen:
        for predicate in LABELS:
            found.update(_bare(store.quads(subject=thing, predicate=predicate)))
    return found


def split(slug: str) -> tuple[str, str | None]:
    """A slug without the suffix of a format, and that format's name.

    >>> split("remix.ttl"), split("remix")
    (('remix', 'ttl'), ('remix', None))
    """
    for offer in DOCUMENT_FORMS:
        suffix = MEDIA[offer.name].suffix
        if slug.endswith(suffix) and len(slug) > len(suffix):
            return slug[: -len(suffix)], offer.name
    return slug, None


FREE_LICENCES = frozenset({
    "CC0", "CC_PDM_1_0", "COM_REUSE", "OP_DATPRO", "CC_BY", "CC_BY_1_0", "CC_BY_2_0", "CC_BY_2_5", "CC_BY_3_0",
    "CC_BY_3_0_AT", "CC_BY_3_0_IT", "CC_BY_3_0_NL", "CC_BY_3_0_PL", "CC_BY_4_0", "CC_BYSA", "CC_BYSA_3_0",
    "CC_BYSA_4_0", "ODC_BY", "ODC_PDDL", "OGL_3_0", "NLOD_2_0", "ETALAB_2_0",
})  # fmt: skip
"""Codes of the EU licence table under which the text of a page may be passed on."""


def redistributable(visit: Visit, document: str) -> bool:
    """Whether the licence of a document allows its text to be passed on."""
    source = visit.edition.catalogue.sources.get(document)
    return source is not None and (source.licence or "").rpartition("/")[2] in FREE_LICENCES


def _known(visit: Visit, iri: str, slug: str) -> bool:
    if not _SLUG.fullmatch(slug):
        return False
    store = visit.release.store
    return next(store.quads(subject=iri), None) is not None or next(store.quads(object=iri), None) is not None


def _bare(quads: Iterator[Quad]) -> Iterator[Quad]:
    return (Quad(q.subject, q.predicate, q.object, "") for q in quads)


def _order(quad: Quad) -> tuple[str, str, str]:
    return quad.subject, quad.predicate, str(quad.object)
