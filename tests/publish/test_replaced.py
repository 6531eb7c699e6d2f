"""What became of slugs that were published and then renamed."""

from __future__ import annotations

from release_sample import IRIS, quads_of, sample

from regiograph.model import Quad
from regiograph.publish.replaced import REPLACED, replaced

REMIX = "project/remix"


def pairs(found: tuple[Quad, ...]) -> list[tuple[str, str]]:
    assert {(q.predicate, q.graph) for q in found} <= {(REPLACED, IRIS.graph("reference"))}
    return [(IRIS.compact(q.subject), IRIS.compact(str(q.object))) for q in found]


def published(*ids: str) -> list[Quad]:
    return [q for i in ids for q in quads_of("north", (i, "rdf:type", "https://example.org/Éù"))]


def test_a_published_thing_that_was_renamed() -> None:
    before = published("project/old-remix", "project/uusi", REMIX)
    renamed = {"project/old-remix": REMIX, "project/never-published": REMIX}
    assert pairs(replaced(before, renamed, sample().domain["north"], IRIS)) == [("project/old-remix", REMIX)]


def test_what_was_replaced_stays_replaced_through_all_names() -> None:
    first = replaced(published("project/a"), {"project/a": "project/b"}, published("project/b"), IRIS)
    before = [*published("project/b"), *first]
    assert pairs(replaced(before, {}, published("project/b"), IRIS)) == [("project/a", "project/b")]
    then = replaced(before, {"project/b": REMIX}, published(REMIX), IRIS)
    assert pairs(then) == [("project/a", REMIX), ("project/b", REMIX)]
    assert pairs(replaced([*published(REMIX), *then], {}, published(REMIX), IRIS)) == pairs(then)


def test_nothing_points_to_what_is_gone_or_from_what_is_there() -> None:
    before = published("project/a", "project/b")
    assert replaced(before, {"project/a": "project/b"}, published("project/c"), IRIS) == ()
    assert replaced(before, {"project/a": "project/b"}, published("project/a", "project/b"), IRIS) == ()
    assert replaced(before, {"project/a": "project/b", "project/b": "project/a"}, published("project/c"), IRIS) == ()
