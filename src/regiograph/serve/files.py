"""Files of the release as they lie there: dumps, exports, reports, free texts; and the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from starlette.responses import FileResponse, Response

from regiograph.media import MEDIA
from regiograph.publish import Entry
from regiograph.publish.ldes import FEED
from regiograph.serve.problem import Problem, missing
from regiograph.serve.templating import ICON, STYLE
from regiograph.serve.things import redistributable
from regiograph.serve.visit import Visit, unchanged

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_YEAR = "public, max-age=31536000, immutable"


def top(visit: Visit) -> Response:
    """A file that lies at the top of the release: change log, citation, service description."""
    return _send(visit, visit.path("file"))


def folder(name: str) -> Callable[[Visit], Response]:
    """A handler for the files of one folder: only those that the manifest lists, so no path leaves it."""
    return lambda visit: _send(visit, f"{name}/{visit.path('file')}")


def text(visit: Visit) -> Response:
    """The text of a document, when the licence of its source allows it to be passed on."""
    name = visit.path("file")
    document = name.removesuffix(".txt")
    if document not in visit.edition.catalogue.sources or not name.endswith(".txt"):
        raise missing(f"this release has no text {name}")
    if not redistributable(visit, document):
        raise Problem(
            403, "the licence of this page is not known to allow passing on its text",
            todo=f"read it at its source: {visit.links.local(f'/doc/document/{document}')} says where",
        )  # fmt: skip
    return _send(visit, f"texts/{name}")


def manifest(visit: Visit) -> Response:
    """manifest.json, with the checksums of all files."""
    return visit.respond(visit.release.read("manifest.json"), MEDIA["json"].media_type)


def style(visit: Visit) -> Response:
    """The style sheet."""
    return visit.respond(STYLE.read_bytes(), MEDIA["css"].media_type, headers={"Cache-Control": _YEAR})


def icon(visit: Visit) -> Response:
    """The small picture that browsers show beside the title."""
    return visit.respond(ICON.read_bytes(), "image/svg+xml", headers={"Cache-Control": _YEAR})


def health(visit: Visit) -> Response:
    """Whether the release can be read: its version, uncached."""
    answers = bool(visit.release.query("ASK { ?s ?p ?o }").truth)
    return visit.json(
        {"status": "ok" if answers else "empty", "release": visit.release.version},
        headers={"Cache-Control": "no-store"},
    )


def metrics(visit: Visit) -> Response:
    """Figures of this server for Prometheus."""
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return visit.respond(visit.site.meter.text().encode(), kind, headers={"Cache-Control": "no-store"})


def robots(visit: Visit) -> Response:
    """What crawlers should leave alone: answers that are computed."""
    prefix = visit.site.settings.prefix
    lines = ["User-agent: *", f"Disallow: {prefix}/sparql", f"Disallow: {prefix}/queries/", f"Allow: {prefix}/", "",
             f"Sitemap: {visit.public('/sitemap.xml')}"]  # fmt: skip
    return visit.respond(("\n".join(lines) + "\n").encode(), MEDIA["txt"].media_type)


def _send(visit: Visit, path: str) -> Response:
    entry = visit.release.manifest.entry(path)
    file = visit.release.folder / path
    if entry is None or not file.resolve().is_relative_to(visit.release.folder.resolve()):
        raise missing(f"this release has no file {path}")
    return _file(visit, file, entry)


def _file(visit: Visit, file: Path, entry: Entry) -> Response:
    keep = _YEAR if _settled(file, entry) else "no-cache"
    headers = {"ETag": f'"{entry.sha256}"', "Cache-Control": keep, "Vary": "Accept-Encoding"}
    if unchanged(visit.request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if not file.is_file():
        raise missing(f"this release has no file {entry.path}")
    kind = entry.media_type if entry.media_type.startswith("application/vnd.") else f"{entry.media_type}; charset=utf-8"
    _check_range(visit, entry.bytes)
    return FileResponse(file, headers=headers | {"Content-Type": kind})


def _settled(file: Path, entry: Entry) -> bool:
    """Whether a file says of itself that it never changes again: the full pages of the event stream do."""
    if not entry.path.startswith("ldes/") or entry.path == FEED or not file.is_file():
        return False
    return b"ldes:immutable true" in file.read_bytes()


def _check_range(visit: Visit, size: int) -> None:
    """Raise Problem 416 for a range beyond the file; forget a Range that is none or many, as RFC 9110 allows."""
    given = visit.request.headers.get("range")
    if given is None:
        return
    found = _RANGE.fullmatch(given.strip())
    if found and found[1] and (int(found[1]) >= size or (found[2] and int(found[2]) < int(found[1]))):
        raise Problem(416, f"the file has {size} bytes", headers={"Content-Range": f"bytes */{size}"})
    if not found or not (found[1] or found[2]):
        scope = visit.request.scope
        scope["headers"] = [(k, v) for k, v in scope["headers"] if k != b"range"]
