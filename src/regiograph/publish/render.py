"""From content to the data files of a release, one at a time, and back from a release to its content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from regiograph.model import Quad
from regiograph.publish.content import Content
from regiograph.publish.dumps import dumps
from regiograph.publish.exports import exports
from regiograph.publish.opened import OpenRelease


def render(content: Content) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of dumps, texts, exports and reports. The same content gives the same bytes.

    Raises ReleaseError before the first file when the content cannot be published as it is.
    """
    content.check()
    yield from dumps(content)
    for document in sorted(content.documents, key=lambda d: d.id):
        yield f"texts/{document.id}.txt", document.text.encode()
    yield from exports(content)
    for name in sorted(content.reports):
        yield f"reports/{name}", content.reports[name].encode()


def about(content: Content) -> dict[str, Any]:
    """What the manifest says of the content: title, base, languages, and the documents without their texts."""
    rows = [
        {k: v for k, v in asdict(d).items() if k != "text" and not (k == "passages" and not v)}
        for d in sorted(content.documents, key=lambda d: d.id)
    ]
    return {"title": content.title, "base": content.iris.base, "languages": list(content.languages), "documents": rows}


def content_of(release: OpenRelease) -> Content:
    """The content of a finished release, reports left out. Raises ReleaseError for a damaged one."""
    iris, said = release.iris, release.manifest.about
    home = iris.graph("")
    evidence = set(release.quads("evidence.nq"))
    domain: dict[str, list[Quad]] = {d.id: [] for d in release.documents}
    annotations: dict[str, list[Quad]] = {}
    for q in release.quads():
        target = annotations if q in evidence else domain
        target.setdefault(q.graph.removeprefix(home), []).append(q)
    return Content(
        iris=iris,
        documents=release.documents,
        reference=domain.pop("reference", []),
        vocabulary=domain.pop("vocabulary", []),
        domain=domain,
        annotations=annotations,
        context=json.loads(release.read("dumps/core.jsonld"))["@context"],
        languages=tuple(said.get("languages", ("en",))),
        title=said.get("title", ""),
    )
