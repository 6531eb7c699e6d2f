"""CHANGES.md, changes.json and the patch: what came and went, with the sentences, and the list of all releases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from described_sample import changed, released
from release_sample import IRIS, sample, supported

from regiograph.publish import OpenRelease
from regiograph.terms import expand


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[OpenRelease, OpenRelease]:
    root = tmp_path_factory.mktemp("out")
    return released(sample(), root), released(changed(), root, "2026-12-01")


def changes_of(release: OpenRelease) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(release.read("changes.json"))
    return found


def test_statements_come_by_thing_with_their_evidence(two: tuple[OpenRelease, OpenRelease]) -> None:
    found = changes_of(two[1])
    assert [(t["id"], len(t["added"]), len(t["removed"])) for t in found["things"]] == [
        ("project/remix", 0, 1), ("project/uusi", 1, 0),
    ]  # fmt: skip
    remix, uusi = found["things"]
    assert (remix["label"], uusi["label"]) == ("REMIX", "Uusi *éù*")
    assert uusi["iri"] == IRIS.thing("project/uusi")
    (added,), (removed,) = uusi["added"], remix["removed"]
    assert added["predicate"] == expand("skos:prefLabel")
    assert added["object"] == {"value": "Uusi *éù*", "language": "fi"}
    assert removed["object"] == {"value": "432760.00", "datatype": "decimal"}
    assert removed["evidence"] == [
        {"document": "north", "quote": "REMIX alkoi Łódźissa.", "start": 0, "end": 21, "confidence": "0.97",
         "kind": "stated", "annotation": IRIS.thing("annotation/a-north")},
    ]  # fmt: skip


def test_old_releases_stay_listed(two: tuple[OpenRelease, OpenRelease]) -> None:
    first, second = (changes_of(r) for r in two)
    assert (first["previous"], first["things"], first["added"]) == (None, [], None)
    assert first["history"] == [
        {"version": "2026-11-20", "previous": None, "statements": 19, "added": None, "removed": None}
    ]
    assert second["history"] == [
        {"version": "2026-12-01", "previous": "2026-11-20", "statements": 19, "added": 1, "removed": 1},
        *first["history"],
    ]


def test_a_person_reads_what_happened(two: tuple[OpenRelease, OpenRelease]) -> None:
    assert "all of its 19 statements are new" in two[0].read("CHANGES.md").decode()
    text = two[1].read("CHANGES.md").decode()
    assert "Statements since 2026-11-20: 1 added, 1 removed; there are 19 now." in text
    assert "## Uusi \\*éù\\* (`project/uusi`)" in text
    assert "- added: `skos:prefLabel` “Uusi \\*éù\\*” (fi)\n    - “REMIX.” — south, 0–6 (stated, 0.97)" in text
    assert "| 2026-12-01 | 19 | 1 | 1 |\n| 2026-11-20 | 19 | – | – |" in text


def test_the_patch_turns_the_old_data_into_the_new(two: tuple[OpenRelease, OpenRelease]) -> None:
    old, new = two
    assert old.manifest.entry("changes.rdfp") is None
    patch = new.read("changes.rdfp").decode().splitlines()
    lines = set(old.read("dumps/all.nq").decode().splitlines())
    for row in patch:
        if row.startswith("D "):
            lines.remove(row[2:])
        elif row.startswith("A "):
            assert row[2:] not in lines
            lines.add(row[2:])
    assert lines == set(new.read("dumps/all.nq").decode().splitlines())
    assert [r.partition(" ")[0] for r in patch if r[0] not in "DA"] == ["H", "H", "TX", "TC"]


def test_a_statement_that_only_gains_a_document_is_no_change(tmp_path: Path) -> None:
    content = sample()
    old = released(content, tmp_path)
    shared = content.domain["north"][5]
    more = type(shared)(shared.subject, shared.predicate, shared.object, IRIS.graph("south"))
    new = released(
        supported(type(content)(**{f: getattr(content, f) for f in content.__slots__} | {
            "domain": {**content.domain, "south": [*content.domain["south"], more]}})),
        tmp_path, "2026-12-01",
    )  # fmt: skip
    assert (changes_of(new)["added"], changes_of(new)["removed"]) == (0, 0)
    assert f"A {more.line()}" in new.read("changes.rdfp").decode()
    assert "No statement has changed since 2026-11-20" in new.read("CHANGES.md").decode()
    assert old.version == "2026-11-20"


def test_a_release_from_before_the_change_log_is_listed_too(tmp_path: Path) -> None:
    from regiograph.publish import about, publish, render

    publish(render(sample()), tmp_path, "2026-11-20", about=about(sample()))
    found = changes_of(released(changed(), tmp_path, "2026-12-01"))
    assert found["history"][1] == {
        "version": "2026-11-20", "previous": None, "statements": 19, "added": None, "removed": None,
    }  # fmt: skip
