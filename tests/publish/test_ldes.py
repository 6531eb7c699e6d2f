"""The event stream: versions of things on pages that never change once they are full."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from described_sample import changed, released
from release_sample import IRIS, quads_of, sample, supported

from regiograph.model import Quad, Value
from regiograph.publish import Content, core
from regiograph.publish.ldes import DELETE, LDES, PAGE, TIME, TREE, VERSION_OF, grouped, read_feed
from regiograph.store import parse
from regiograph.terms import expand

TYPE = expand("rdf:type")


def many(count: int, *, first: int = 0) -> Content:
    """The sample with numbered projects besides."""
    content = sample()
    rows = [
        (f"project/p{n:04d}", "skos:prefLabel", Value(f"éù Łódź {n}", language="pl"))
        for n in range(first, first + count)
    ]
    domain = {**content.domain, "south": [*content.domain["south"], *quads_of("south", *rows)]}
    return supported(replace(content, domain=domain))


def page(data: bytes) -> list[Quad]:
    return list(parse(data, "ttl"))


def test_the_stream_read_to_its_end_is_core(tmp_path: Path) -> None:
    for day, content in (("2026-11-20", sample()), ("2026-12-01", changed()), ("2026-12-02", sample())):
        release = released(content, tmp_path, day)
        assert read_feed(release).things() == grouped(core(content))


def test_a_release_adds_versions_of_what_changed_and_of_what_is_gone(tmp_path: Path) -> None:
    first = released(sample(), tmp_path)
    second = released(changed(), tmp_path, "2026-12-01")
    third = released(sample(), tmp_path, "2026-12-02")
    before = read_feed(first).members
    assert [m.thing for m in read_feed(second).members[len(before) :]] == [
        IRIS.thing("project/remix"), IRIS.thing("project/uusi"),
    ]  # fmt: skip
    last = read_feed(third).members[-1]
    assert (last.thing, last.facts, last.time) == (IRIS.thing("project/uusi"), None, "2026-12-02T00:00:00Z")
    gone = next(q.subject for q in page(third.read("ldes/page-0001.ttl")) if q.object == DELETE)
    told = {q.predicate: q.object for q in page(third.read("ldes/page-0001.ttl")) if q.subject == gone}
    assert told == {
        TYPE: DELETE, VERSION_OF: IRIS.thing("project/uusi"), TIME: Value("2026-12-02T00:00:00Z", "dateTime"),
    }  # fmt: skip


def test_time_only_goes_on(tmp_path: Path) -> None:
    contents = itertools.cycle([sample(), changed()])
    for day in ("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-19", "2026-11-21"):
        release = released(next(contents), tmp_path, day)
    times = [m.time for m in read_feed(release).members]
    assert times == sorted(times)
    assert list(dict.fromkeys(times)) == [
        "2026-11-20T00:00:00Z", "2026-11-20T00:00:01Z", "2026-11-20T00:00:02Z", "2026-11-20T00:00:03Z",
        "2026-11-21T00:00:00Z",
    ]  # fmt: skip


def test_full_pages_never_change_and_the_view_lists_all(tmp_path: Path) -> None:
    first = released(many(PAGE + 5), tmp_path)
    second = released(many(PAGE + 5, first=3), tmp_path, "2026-12-01")
    third = released(many(3 * PAGE), tmp_path, "2026-12-02")
    full = first.read("ldes/page-0001.ttl")
    assert full == second.read("ldes/page-0001.ttl") == third.read("ldes/page-0001.ttl")
    assert first.read("ldes/page-0002.ttl") != second.read("ldes/page-0002.ttl")
    assert second.read("ldes/page-0002.ttl") != third.read("ldes/page-0002.ttl")
    closed = {
        e.path
        for e in third.manifest.files
        if e.path.startswith("ldes/page-") and any(q.predicate == f"{LDES}immutable" for q in page(third.read(e.path)))
    }
    pages = sorted(e.path for e in third.manifest.files if e.path.startswith("ldes/page-"))
    assert closed == set(pages[:-1])
    sizes = [sum(q.predicate == f"{TREE}member" for q in page(third.read(p))) for p in pages]
    assert set(sizes[:-1]) == {PAGE}
    view = page(third.read("ldes/feed.ttl"))
    assert {q.object for q in view if q.predicate == f"{TREE}node"} == {f"{IRIS.base}{p}" for p in pages}
    kinds = [str(q.object).removeprefix(TREE) for q in view if q.predicate == TYPE]
    assert kinds.count("GreaterThanOrEqualToRelation") == len(pages)
    assert kinds.count("LessThanOrEqualToRelation") == len(pages) - 1
    assert {(q.subject, q.object) for q in view if q.predicate == f"{TREE}view"} == {
        (f"{IRIS.base}ldes/feed.ttl#stream", f"{IRIS.base}ldes/feed.ttl")
    }


def test_members_lie_within_the_span_that_the_view_gives_their_page(tmp_path: Path) -> None:
    released(many(PAGE), tmp_path)
    release = released(many(PAGE, first=9), tmp_path, "2026-12-01")
    said: dict[str, dict[str, str | Value]] = {}
    for q in page(release.read("ldes/feed.ttl")):
        said.setdefault(q.subject, {})[q.predicate] = q.object
    spans = [r for r in said.values() if f"{TREE}node" in r]
    assert len(spans) == 3
    for span in spans:
        quads = page(release.read(str(span[f"{TREE}node"]).removeprefix(IRIS.base)))
        times = [q.object.lexical for q in quads if q.predicate == TIME and isinstance(q.object, Value)]
        bound = span[f"{TREE}value"]
        assert isinstance(bound, Value)
        above = "Greater" in str(span[TYPE])
        assert bound.lexical == (min(times) if above else max(times))


@pytest.mark.parametrize("kind", ["other base", "no stream"])
def test_a_stream_begins_anew_where_there_is_none_to_follow(tmp_path: Path, kind: str) -> None:
    from regiograph.publish import about, publish, render
    from regiograph.terms import Iris

    said = about(sample()) | ({"base": "https://elsewhere.example.org/"} if kind == "other base" else {})
    publish(render(sample()), tmp_path, "2026-11-20", about=said)
    release = released(changed(), tmp_path, "2026-12-01")
    assert {m.time for m in read_feed(release).members} == {"2026-12-01T00:00:00Z"}
    assert release.iris == Iris(IRIS.base)
