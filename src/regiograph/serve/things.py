"""Linked data: /id/{path}/{slug} leads by 303 to /doc/{path}/{slug}, the document about it in the form asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from starlette.responses import RedirectResponse, Response

from regiograph.media import MEDIA
from regiograph.model import Quad
from regiograph.publish.replaced import REPLACED
from regiograph.resolve import compact
from regiograph.serve.gather import EVIDENCE, PER_PAGE, gather
from regiograph.serve.links import header, known_path
from regiograph.serve.names import Catalogue
from regiograph.serve.negotiate import GRAPHS, HTML
from regiograph.serve.problem import Problem, missing
from regiograph.serve.view import Painter
from regiograph.serve.visit import Visit
from regiograph.show import DEPTH, NODES, compose
from regiograph.store import Store
from regiograph.terms import PATH_TYPES, VOC

DOCUMENT_FORMS = (*HTML, *GRAPHS)
INCOMING = 1000
"""Links to a thing in one RDF document."""

_SLUG = re.compile(r"[\w.~%+-]+")


def identify(visit: Visit) -> Response:
    """303 from the name of a thing to the document about it; 404 when the release does not know it."""
    path, slug = visit.path("path"), visit.path("slug")
    iri = f"{visit.release.iris.base}id/{path}/{slug}"
    if path not in PATH_TYPES or not _known(visit, iri, slug):
        raise _unknown(visit, iri, f"{path}/{slug}")
    if (new := _replacement(visit, iri)) is not None:
        return _moved(visit, f"/id/{new}")
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
        raise _unknown(visit, iri, f"{path}/{slug}")
    if (new := _replacement(visit, iri)) is not None:
        return _moved(visit, f"/doc/{new}{MEDIA[suffix].suffix if suffix else ''}")
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
    number = visit.number("page")
    alternates = [(o, visit.links.page(iri, MEDIA[o.name].suffix)) for o in DOCUMENT_FORMS]
    links = [f'<{header(iri)}>; rel="canonical"'] + [
        f'<{target}>; rel="alternate"; type="{o.media_type}"' for o, target in alternates if target
    ]
    if visit.edition.licence:
        links.append(f'<{header(visit.edition.licence)}>; rel="license"')
    links.append(f'<{visit.links.local("/catalog")}>; rel="describedby"')
    size = PER_PAGE if offer.name == "html" else INCOMING
    found = gather(visit.release.store, visit.edition.catalogue, iri, number, size) if offer.name == "html" else None
    last = found.last if found else pages(visit.release.store, iri, size)
    if not 1 <= number <= last:
        raise missing(f"this document has {last} page{'s' if last > 1 else ''}")
    here = visit.links.page(iri, MEDIA[offer.name].suffix) or ""
    around = {name: _page(here, n) for name, n in (("prev", number - 1), ("next", number + 1)) if 1 <= n <= last}
    links += [f'<{target}>; rel="{name}"' for name, target in around.items()]
    headers = {"Link": ", ".join(links), "Content-Location": _page(here, number) if number > 1 else here}
    if found is None:
        quads = sorted(describe(visit.release.store, visit.edition.catalogue, iri, number), key=_order)
        return visit.triples(quads, offer, headers=headers)
    catalogue = visit.edition.catalogue
    shown = compose(found.known, iri, visit.language)
    view = Painter(visit.links, visit.language, catalogue.sources).thing(shown)
    path, _, slug = view.id.partition("/")
    return visit.page(
        "thing.html", headers=headers, thing=view, path=path, number=number, last=last, around=around,
        source=catalogue.sources.get(slug) if path == "document" else None, total=found.total,
        text_allowed=path == "document" and redistributable(visit, slug), title=view.label,
        class_label=catalogue.class_label(path, visit.language) if path in PATH_TYPES else path,
        forms=[(MEDIA[o.name].label, target) for o, target in alternates if target and o.name != "html"],
    )  # fmt: skip


def pages(store: Store, iri: str, size: int = INCOMING) -> int:
    """How many pages the links to a thing fill."""
    return max(1, -(-len(store.incoming(iri, _hidden(iri))) // size))


def describe(store: Store, catalogue: Catalogue, iri: str, number: int = 1) -> set[Quad]:
    """The triples from a thing and to it, those of joining nodes on either side, and what all these are called.

    Page 1 has all that the thing is subject of; each page has :data:`INCOMING` of the links to it.
    """
    found = set(_bare(store.quads(subject=iri))) if number == 1 else set()
    links = store.incoming(iri, _hidden(iri))[(number - 1) * INCOMING : number * INCOMING]
    found.update(Quad(subject, predicate, iri, "") for predicate, subject in links)
    seen = {iri}
    for _ in range(DEPTH):
        ends = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)} - seen
        nodes = {t for t in ends if t.startswith(f"{iri}#") or ("/id/" in t and compact(t).partition("/")[0] in NODES)}
        for node in nodes:
            found.update(_bare(store.quads(subject=node)))
        seen |= nodes
    named = {t for q in found for t in (q.subject, q.object) if isinstance(t, str)}
    for thing in named - seen:
        found.update(catalogue.called(thing))
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


def _unknown(visit: Visit, iri: str, ident: str) -> Problem:
    if iri in visit.edition.withdrawn:
        return Problem(410, f"{ident} was withdrawn and nothing took its place", todo="the change log says when")
    return missing(f"this release knows no {ident}")


def _replacement(visit: Visit, iri: str) -> str | None:
    """``path/slug`` of what took the place of a thing."""
    quad = next(visit.release.store.quads(subject=iri, predicate=REPLACED), None)
    home = f"{visit.release.iris.base}id/"
    return quad.object[len(home) :] if quad and isinstance(quad.object, str) and quad.object.startswith(home) else None


def _moved(visit: Visit, path: str) -> Response:
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(visit.links.local(path), 301, headers=headers)


def _page(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={number}"


def _hidden(iri: str) -> frozenset[str]:
    """Evidence is not listed with the things it speaks of, but with itself."""
    return frozenset() if compact(iri).partition("/")[0] in {"annotation", "statement"} else EVIDENCE


def _bare(quads: Iterator[Quad]) -> Iterator[Quad]:
    return (Quad(q.subject, q.predicate, q.object, "") for q in quads)


def _order(quad: Quad) -> tuple[str, str, str]:
    return quad.subject, quad.predicate, str(quad.object)
