"""Linked data: /id/{path}/{slug} leads by 303 to /doc/{path}/{slug}, the document about it in the form asked for."""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse, Response

from regiograph.media import MEDIA
from regiograph.model import Quad
from regiograph.publish.replaced import REPLACED
from regiograph.resolve import compact
from regiograph.serve.gather import PER_PAGE, gather
from regiograph.serve.links import header, known_path
from regiograph.serve.near import INCOMING, Near, describe
from regiograph.serve.negotiate import GRAPHS, HTML
from regiograph.serve.problem import Problem, missing
from regiograph.serve.view import Painter
from regiograph.serve.visit import Visit
from regiograph.show import compose
from regiograph.terms import PATH_TYPES, VOC

DOCUMENT_FORMS = (*HTML, *GRAPHS)
_SUFFIXES = tuple(MEDIA[o.name].suffix for o in DOCUMENT_FORMS)
_SORTED = frozenset({"ttl", "jsonld"})
"""Forms whose writer puts triples in order."""

_SLUG = re.compile(r"[\w.~%+-]+")


def identify(visit: Visit) -> Response:
    """303 from the name of a thing to the document about it; 404 when the release does not know it."""
    path, slug = visit.path("path"), visit.path("slug")
    iri = f"{visit.release.iris.base}id/{path}/{slug}"
    near = _near(visit, iri, slug) if path in PATH_TYPES else None
    if near is None:
        raise _unknown(visit, iri, f"{path}/{slug}")
    if (new := _replacement(visit, near)) is not None:
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
    near = _near(visit, iri, slug) if known_path(path) else None
    if near is None:
        raise _unknown(visit, iri, f"{path}/{slug}")
    if (new := _replacement(visit, near)) is not None:
        return _moved(visit, f"/doc/{new}{MEDIA[suffix].suffix if suffix else ''}")
    return about(visit, near, suffix)


def concept(visit: Visit) -> Response:
    """A concept of a code list, with what the release says of it."""
    slug, suffix = split(visit.path("concept"))
    iri = f"{VOC}{visit.path('scheme')}/{slug}"
    near = _near(visit, iri, slug)
    if near is None:
        raise missing(f"there is no concept {compact(iri)}")
    return about(visit, near, suffix)


def about(visit: Visit, near: Near, suffix: str | None) -> Response:
    """A page or an RDF document about an IRI that the release knows."""
    iri = near.iri
    offer = visit.offer(DOCUMENT_FORMS, suffix)
    number, last = visit.number("page"), near.pages(PER_PAGE if offer.name == "html" else INCOMING)
    if not 1 <= number <= last:
        raise missing(f"this document has {last} page{'s' if last > 1 else ''}")
    alternates = list(zip(DOCUMENT_FORMS, visit.links.forms(iri, _SUFFIXES), strict=False))
    here = next((target for o, target in alternates if o.name == offer.name), "")
    around = {name: _page(here, n) for name, n in (("prev", number - 1), ("next", number + 1)) if 1 <= n <= last}
    links = [f'<{header(iri)}>; rel="canonical"']
    links += [f'<{target}>; rel="alternate"; type="{o.media_type}"' for o, target in alternates]
    links += [f'<{header(visit.edition.licence)}>; rel="license"'] if visit.edition.licence else []
    links.append(f'<{visit.links.local("/catalog")}>; rel="describedby"')
    links += [f'<{target}>; rel="{name}"' for name, target in around.items()]
    headers = {"Link": ", ".join(links), "Content-Location": _page(here, number) if number > 1 else here}
    catalogue = visit.edition.catalogue
    if offer.name != "html":
        said = describe(visit.release.store, catalogue, near, number, visit.spend)
        return visit.triples(said if offer.name in _SORTED else sorted(said, key=Quad.line), offer, headers=headers)
    visit.slow()
    shown = compose(gather(visit.release.store, catalogue, near.iri, near.links, number), iri, visit.language)
    view = Painter(visit.links, visit.language, catalogue.sources).thing(shown)
    path, _, slug = view.id.partition("/")
    return visit.page(
        "thing.html", headers=headers, thing=view, path=path, number=number, last=last, around=around,
        source=catalogue.sources.get(slug) if path == "document" else None, total=len(near.links),
        text_allowed=path == "document" and redistributable(visit, slug), title=view.label,
        class_label=catalogue.class_label(path, visit.language) if path in PATH_TYPES else path,
        forms=[(MEDIA[o.name].label, target) for o, target in alternates if o.name != "html"],
    )  # fmt: skip


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


def _near(visit: Visit, iri: str, slug: str) -> Near | None:
    return Near.read(visit.release.store, iri, visit.spend) if _SLUG.fullmatch(slug) else None


def _unknown(visit: Visit, iri: str, ident: str) -> Problem:
    if iri in visit.edition.withdrawn:
        return Problem(410, f"{ident} was withdrawn and nothing took its place", todo="the change log says when")
    return missing(f"this release knows no {ident}")


def _replacement(visit: Visit, near: Near) -> str | None:
    """``path/slug`` of what took the place of a thing."""
    home, new = f"{visit.release.iris.base}id/", near.first(REPLACED)
    return new[len(home) :] if new is not None and new.startswith(home) else None


def _moved(visit: Visit, path: str) -> Response:
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(visit.links.local(path), 301, headers=headers)


def _page(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={number}"
