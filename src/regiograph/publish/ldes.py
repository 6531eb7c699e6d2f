"""ldes/: the things of core as a Linked Data Event Stream, so that others follow the dataset version by version.

A member is one version of one thing: what core says of it, on an IRI of its own, or its disappearance (as:Delete).
Members are numbered from the first release on; page-0001.ttl holds the first :data:`PAGE` of them, and so on. A full
page says ``ldes:immutable true`` and never changes a byte again; feed.ttl, the view, lists the pages with the span of
time on each. Times are days of releases, moved on by seconds where needed, so that each is later than the last.

Specifications: LDES 1.0 and TREE (https://w3id.org/ldes/specification, https://w3id.org/tree/specification).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish.names import RDF_TYPE, prefixes_for, subject_order
from regiograph.publish.opened import OpenRelease
from regiograph.publish.turtle import turtle
from regiograph.store import parse
from regiograph.terms import Iris, expand

PAGE = 200
"""Members on a full page; to change it would change pages that are out, so it stays."""

FEED = "ldes/feed.ttl"
LDES, TREE, AS = "https://w3id.org/ldes#", "https://w3id.org/tree#", "https://www.w3.org/ns/activitystreams#"
VERSION_OF, TIME = expand("dcterms:isVersionOf"), expand("prov:generatedAtTime")
DELETE = f"{AS}Delete"

Facts = frozenset[tuple[str, str | Value]]


@dataclass(frozen=True, slots=True)
class Member:
    """One version of a thing: since when (xsd:dateTime in UTC), and its properties; None when it is gone."""

    thing: str
    time: str
    facts: Facts | None


@dataclass(slots=True)
class Feed:
    """All members so far, in order, and the latest version of each thing."""

    members: list[Member] = field(default_factory=list)
    latest: dict[str, Member] = field(default_factory=dict)

    def add(self, member: Member) -> None:
        """Append a member."""
        self.members.append(member)
        self.latest[member.thing] = member

    def things(self) -> dict[str, Facts]:
        """What the stream, read to its end, says of each thing that is still there."""
        return {thing: m.facts for thing, m in self.latest.items() if m.facts is not None}

    def days(self) -> dict[str, str]:
        """The day of the last version of each thing that is still there."""
        return {thing: m.time[:10] for thing, m in self.latest.items() if m.facts is not None}

    def follow(self, core: Iterable[Quad], version: str, iris: Iris) -> None:
        """Append what a release with these core triples changes: new and altered things, then those that are gone."""
        now = grouped(core)
        order = subject_order(iris)
        before = self.things()
        time = self._time(version)
        for thing in sorted((t for t in now if now[t] != before.get(t)), key=order):
            self.add(Member(thing, time, now[thing]))
        for thing in sorted(before.keys() - now.keys(), key=order):
            self.add(Member(thing, time, None))

    def _time(self, version: str) -> str:
        moment = datetime.fromisoformat(f"{version[:10]}T00:00:00+00:00")
        if self.members:
            moment = max(moment, datetime.fromisoformat(self.members[-1].time) + timedelta(seconds=1))
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def grouped(core: Iterable[Quad]) -> dict[str, Facts]:
    """The properties of each thing, but for those two that the stream itself needs."""
    found: dict[str, set[tuple[str, str | Value]]] = {}
    for q in core:
        if q.predicate not in {VERSION_OF, TIME}:
            found.setdefault(q.subject, set()).add((q.predicate, q.object))
    return {thing: frozenset(facts) for thing, facts in found.items()}


def read_feed(release: OpenRelease) -> Feed:
    """The stream of a finished release; empty when the release has none. Raises ReleaseError for a damaged one."""
    feed = Feed()
    for entry in sorted((e.path for e in release.manifest.files if e.path.startswith("ldes/page-")), key=_number):
        nodes: dict[str, list[Quad]] = {}
        for q in parse(release.read(entry), "ttl", where=str(release.folder / entry)):
            nodes.setdefault(q.subject, []).append(q)
        for name in sorted(n for n, quads in nodes.items() if any(q.predicate == VERSION_OF for q in quads)):
            feed.add(_member(nodes[name], where=f"{release.folder / entry}: {name}"))
    return feed


def pages(feed: Feed, iris: Iris, title: str, full: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the pages and of the view; ``full`` holds the full pages that are out already, by path."""
    kept = full or {}
    stream, view = f"{iris.base}{FEED}#stream", f"{iris.base}{FEED}"
    root = _view(stream, view, title)
    for start in range(0, len(feed.members), PAGE):
        members, number = feed.members[start : start + PAGE], start // PAGE + 1
        path = _path(number)
        node = f"{iris.base}{path}"
        quads = [_quad(node, RDF_TYPE, f"{TREE}Node")]
        if len(members) == PAGE:
            quads.append(_quad(node, f"{LDES}immutable", Value("true", "boolean")))
        for place, member in enumerate(members, start + 1):
            quads += _described(member, f"{node}#{place:07d}", stream)
        yield path, kept[path] if path in kept else _turtle(quads, iris)
        spans = [("from", "GreaterThanOrEqualTo", members[0].time)]
        if len(members) == PAGE:
            spans.append(("to", "LessThanOrEqualTo", members[-1].time))
        for word, kind, time in spans:
            relation = f"{view}#{word}-{number:04d}"
            root += [
                _quad(view, f"{TREE}relation", relation), _quad(relation, RDF_TYPE, f"{TREE}{kind}Relation"),
                _quad(relation, f"{TREE}node", node), _quad(relation, f"{TREE}path", TIME),
                _quad(relation, f"{TREE}value", Value(time, "dateTime")),
            ]  # fmt: skip
    yield FEED, _turtle(root, iris)


def write_feed(core: Iterable[Quad], version: str, iris: Iris, title: str, previous: OpenRelease | None) -> Written:
    """The stream of the release before, followed by this one. A release under another base begins a new stream."""
    feed, full = Feed(), dict[str, bytes]()
    if previous is not None and previous.iris == iris:
        feed = read_feed(previous)
        full = {path: previous.read(path) for path in map(_path, range(1, len(feed.members) // PAGE + 1))}
    feed.follow(core, version, iris)
    return Written(tuple(pages(feed, iris, title, full)), feed.days())


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a stream, and the day of the last version of each thing that is there."""

    files: tuple[tuple[str, bytes], ...]
    days: dict[str, str]


def _view(stream: str, view: str, title: str) -> list[Quad]:
    """The stream, which members there may be, and the page that lists the pages."""
    return [
        _quad(stream, RDF_TYPE, f"{LDES}EventStream"),
        _quad(stream, expand("dcterms:title"), Value(title or "Versions of things", language="mul")),
        _quad(stream, f"{LDES}timestampPath", TIME), _quad(stream, f"{LDES}versionOfPath", VERSION_OF),
        _quad(stream, f"{LDES}versionDeletePath", RDF_TYPE), _quad(stream, f"{LDES}versionDeleteObject", DELETE),
        _quad(stream, f"{TREE}view", view), _quad(view, RDF_TYPE, f"{TREE}Node"),
    ]  # fmt: skip


def _described(member: Member, name: str, stream: str) -> Iterator[Quad]:
    yield _quad(stream, f"{TREE}member", name)
    yield _quad(name, VERSION_OF, member.thing)
    yield _quad(name, TIME, Value(member.time, "dateTime"))
    for predicate, term in [(RDF_TYPE, DELETE)] if member.facts is None else member.facts:
        yield _quad(name, predicate, term)


def _member(quads: list[Quad], where: str) -> Member:
    things = [q.object for q in quads if q.predicate == VERSION_OF]
    times = [q.object for q in quads if q.predicate == TIME]
    if len(things) != 1 or len(times) != 1 or not isinstance(things[0], str) or not isinstance(times[0], Value):
        raise ReleaseError("a member of the stream needs one thing and one time", where=where, todo="build again")
    facts = frozenset((q.predicate, q.object) for q in quads if q.predicate not in {VERSION_OF, TIME})
    return Member(things[0], times[0].lexical, None if (RDF_TYPE, DELETE) in facts else facts)


def _path(number: int) -> str:
    return f"ldes/page-{number:04d}.ttl"


def _number(path: str) -> int:
    digits = path.removeprefix("ldes/page-").removesuffix(".ttl")
    return int(digits) if digits.isdecimal() else 0


def _turtle(quads: list[Quad], iris: Iris) -> bytes:
    table = prefixes_for(iris, quads) | {"as": AS, "ldes": LDES, "tree": TREE}
    return turtle(quads, table, subject_order(iris))


def _quad(subject: str, predicate: str, term: str | Value) -> Quad:
    return Quad(subject, predicate, term, "")
