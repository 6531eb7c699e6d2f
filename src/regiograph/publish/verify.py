"""Is a release what it says? Checksums, counts, agreement of all its files, its store, and every quote at its place.

1. files: each is there, with the size, hash and number of statements of the manifest, and no other is.
2. formats: the files of one dump say the same, without blank nodes; rdf12.nq says what evidence.nq says.
3. parts: all.nq = the statements of core, the evidence, the vocabulary, and the reference; core.nt follows from it.
4. figures: the counts of the manifest are those of the data; the event stream, read to its end, gives core.
5. quotes: each stands in its text at its offsets, between its prefix and suffix; each statement has one.
6. store: it holds what the N-Quads say, when these are loaded into a fresh store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from regiograph.errors import RegiographError
from regiograph.model import Finding, Quad
from regiograph.publish.content import Content, core, counts, triple_line
from regiograph.publish.ldes import FEED, grouped, read_feed
from regiograph.publish.manifest import FILE, Entry, entry
from regiograph.publish.opened import OpenRelease
from regiograph.publish.quoted import Quoted, quoted
from regiograph.publish.reify import unreified
from regiograph.publish.release import NQUADS, STORE
from regiograph.publish.render import content_of
from regiograph.store import Store

_REBUILD = "build the release again"
_RDF12, _EVIDENCE, _VOCABULARY = "dumps/rdf12.nq", "dumps/evidence.nq", "dumps/vocabulary.nt"


def verify(release: OpenRelease) -> list[Finding]:
    """Every way in which the release differs from what it should be, by file; an empty list when it is sound."""
    found = list(_files(release))
    for check in (_formats, _reified, _content, _store):
        named = {f.focus for f in found}
        # A file that is known to be damaged is not named again for what follows from that.
        found += [f for f in _tried(check, release) if f.rule != "syntax" or f.focus not in named]
    return list(dict.fromkeys(found))


def _tried(check: Callable[[OpenRelease], Iterator[Finding]], release: OpenRelease) -> Iterator[Finding]:
    """The findings of a check, and, where a damaged file stops it, that file."""
    try:
        yield from check(release)
    except RegiographError as error:
        yield _found(error.what, _inside(error.where, release), "syntax")
    except (ValueError, KeyError, TypeError) as error:
        yield _found(f"a file cannot be read, so not all could be checked: {error}", FILE, "syntax")


def _found(message: str, focus: str, rule: str) -> Finding:
    return Finding("violation", message, focus=focus, rule=rule, remedy=_REBUILD)


def _inside(where: str, release: OpenRelease) -> str:
    return where.removeprefix(f"{release.folder}/")


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
        yield from _file(known[path], release)


def _file(known: Entry, release: OpenRelease) -> Iterator[Finding]:
    try:
        now = entry(known.path, release.read(known.path))
    except RegiographError as error:
        yield _found(f"the file has changed since the build: {error.what}", known.path, "manifest")
        return
    if now.sha256 != known.sha256:
        yield _found("the file has changed since the build", known.path, "manifest")
        return
    for what, was, found in (("bytes", known.bytes, now.bytes), ("statements", known.triples, now.triples)):
        if was != found:
            yield _found(f"the manifest counts {was} {what}, the file has {found}", known.path, "counts")


def _formats(release: OpenRelease) -> Iterator[Finding]:
    families: dict[str, list[str]] = {}
    for known in release.manifest.files:
        folder, _, name = known.path.rpartition("/")
        if folder == "dumps" and known.path != _RDF12:
            families.setdefault(name.partition(".")[0], []).append(name)
    for names in families.values():
        # The line-based form is the truth: it is compared with the data themselves in _content.
        first, *others = sorted(names, key=lambda n: (not n.endswith((".nt", ".nq")), n))
        try:
            truth = _prints(release, first)
            if any(_blank(q) for q in release.quads(first)):
                yield _found("there is a blank node", f"dumps/{first}", "blank-node")
        except RegiographError as error:
            yield _found(error.what, _inside(error.where, release), "syntax")
            continue
        for name in others:
            try:
                differing = len(truth ^ _prints(release, name))
            except RegiographError as error:
                yield _found(error.what, _inside(error.where, release), "syntax")
                continue
            if differing:
                yield _found(f"{differing} statements differ from {first}", f"dumps/{name}", "formats")


def _reified(release: OpenRelease) -> Iterator[Finding]:
    if release.manifest.entry(_RDF12):
        evidence = set(release.quads("evidence.nq"))
        said = set(unreified(release.read(_RDF12), where=str(release.folder / _RDF12)))
        if evidence != said:
            yield _found(f"{len(evidence ^ said)} statements differ from evidence.nq", _RDF12, "formats")


def _content(release: OpenRelease) -> Iterator[Finding]:
    content = content_of(release)
    yield from _parts(release, content)
    made = counts(content)
    for name in sorted(made.keys() | release.manifest.counts.keys()):
        if made.get(name) != release.manifest.counts.get(name):
            told = release.manifest.counts.get(name, 0)
            yield _found(f"the manifest counts {told} for {name}, the data give {made.get(name, 0)}", FILE, "counts")
    if release.manifest.entry(FEED) and read_feed(release).things() != grouped(core(content)):
        yield _found("the event stream, read to its end, does not give core", FEED, "ldes")
    yield from _quotes(content)


def _parts(release: OpenRelease, content: Content) -> Iterator[Finding]:
    """all.nq against the parts it is made of; what it holds in documents' graphs beside the evidence is core."""
    known = {d.id for d in content.documents}
    evidence = set(release.quads("evidence.nq"))
    missing = evidence - {q for quads in content.annotations.values() for q in quads}
    if missing:
        yield _found(f"{len(missing)} statements are not in all.nq", _EVIDENCE, "parts")
    for name in sorted((content.domain.keys() | content.annotations.keys()) - known):
        yield _found(f"the graph {name} belongs to no document, reference or vocabulary", NQUADS, "parts")
    for path, quads in (("dumps/core.nt", core(content)), (_VOCABULARY, list(content.vocabulary))):
        if release.manifest.entry(path):
            wanted = {triple_line(q).encode() for q in quads}
            differing = wanted ^ {line for line in release.read(path).split(b"\n") if line}
            if differing:
                yield _found(f"{len(differing)} statements differ from what {NQUADS} gives", path, "parts")


def _quotes(content: Content) -> Iterator[Finding]:
    texts = {d.id: d.text for d in content.documents}
    backed: dict[str, set[Quad]] = {}
    for name, quads in content.annotations.items():
        for note in quoted(quads, content.iris):
            why = _misplaced(note, texts.get(name))
            if why:
                yield _found(f"{content.iris.compact(note.annotation)}: {why}", f"texts/{name}.txt", "quote")
            elif note.quote.strip():
                backed.setdefault(name, set()).update(note.statements)
    for name, quads in content.domain.items():
        bare = {Quad(q.subject, q.predicate, q.object, "") for q in quads}
        for q in sorted(bare - backed.get(name, set()), key=triple_line):
            yield _found(f"no quote in {name} supports: {triple_line(q)}", _EVIDENCE, "quote")


def _misplaced(note: Quoted, text: str | None) -> str:
    """Why a quote does not stand where its annotation says; empty when it does, or when it names no place."""
    if text is None:
        return "it quotes a document that is not in the release"
    if note.start is None or note.end is None:
        return ""
    if text[note.start : note.end] != note.quote:
        return f"its quote does not stand at {note.start} to {note.end}"
    before, after = text[: note.start], text[note.end :]
    if not before.endswith(note.prefix) or not after.startswith(note.suffix):
        return f"the words around its quote at {note.start} to {note.end} are others"
    return ""


def _store(release: OpenRelease) -> Iterator[Finding]:
    if not (release.folder / STORE).exists():
        return
    try:
        differing = release.store.difference(Store.memory(release.folder / NQUADS))
    except RegiographError as error:
        yield _found(error.what, STORE, "store")
        return
    if differing:
        yield _found(f"it does not hold what {NQUADS} says, such as {differing}", STORE, "store")


def _prints(release: OpenRelease, dump: str) -> set[bytes]:
    """Sixteen bytes for each statement of a dump: a million of them fit where the statements would not."""
    return {hashlib.blake2b(q.line().encode(), digest_size=16).digest() for q in release.quads(dump)}


def _blank(quad: Quad) -> bool:
    return quad.subject.startswith("_:") or (isinstance(quad.object, str) and quad.object.startswith("_:"))
