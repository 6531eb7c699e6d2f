"""Is a release what its manifest says, do its formats agree, and does its store hold its N-Quads?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from regiograph.errors import RegiographError
from regiograph.model import Finding, Quad
from regiograph.publish.manifest import FILE, sha256
from regiograph.publish.opened import OpenRelease
from regiograph.publish.release import NQUADS, STORE
from regiograph.store import Store

_REBUILD = "build the release again"


def verify(release: OpenRelease) -> list[Finding]:
    """Every way in which the release differs from what it should be; an empty list when it is sound."""
    return [*_files(release), *_formats(release), *_store(release)]


def _found(message: str, focus: str, rule: str) -> Finding:
    return Finding("violation", message, focus=focus, rule=rule, remedy=_REBUILD)


def _files(release: OpenRelease) -> Iterator[Finding]:
    known = {e.path: e for e in release.manifest.files}
    there = {
        p.relative_to(release.folder).as_posix()
        for p in release.folder.rglob("*")
        if p.is_file() and p.relative_to(release.folder).parts[0] != STORE
    }
    for path in sorted(known.keys() - there):
        yield _found("the file is missing", path, "manifest")
    for path in sorted(there - known.keys() - {FILE}):
        yield _found("the file is not in the manifest", path, "manifest")
    for path in sorted(there & known.keys()):
        if sha256(release.read(path)) != known[path].sha256:
            yield _found("the file has changed since the build", path, "manifest")


def _formats(release: OpenRelease) -> Iterator[Finding]:
    families: dict[str, list[str]] = {}
    for entry in release.manifest.files:
        folder, _, name = entry.path.rpartition("/")
        if folder == "dumps":
            families.setdefault(name.partition(".")[0], []).append(name)
    for names in families.values():
        first, *others = sorted(names)
        try:
            truth = _prints(release, first)
            if any(_blank(q) for q in release.quads(first)):
                yield _found("there is a blank node", f"dumps/{first}", "blank-node")
            for name in others:
                differing = len(truth ^ _prints(release, name))
                if differing:
                    yield _found(f"{differing} statements differ from {first}", f"dumps/{name}", "formats")
        except RegiographError as error:
            yield _found(error.what, error.where, "syntax")


def _store(release: OpenRelease) -> Iterator[Finding]:
    if not (release.folder / STORE).exists():
        return
    try:
        differing = release.store.difference(Store.memory(release.folder / NQUADS))
    except RegiographError as error:
        yield _found(error.what, error.where, "store")
        return
    if differing:
        yield _found(f"it does not hold what {NQUADS} says, such as {differing}", STORE, "store")


def _prints(release: OpenRelease, dump: str) -> set[bytes]:
    """Sixteen bytes for each statement of a dump: a million of them fit where the statements would not."""
    return {hashlib.blake2b(q.line().encode(), digest_size=16).digest() for q in release.quads(dump)}


def _blank(quad: Quad) -> bool:
    return quad.subject.startswith("_:") or (isinstance(quad.object, str) and quad.object.startswith("_:"))
