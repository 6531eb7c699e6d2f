"""What changed between two releases, with the sentence behind each change."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from regiograph.diff import Diff, diff, write
from regiograph.errors import QueryError
from regiograph.model import Document, Quad, Value
from regiograph.publish import Content, OpenRelease, about, open_release, publish, render
from regiograph.store import parse
from regiograph.terms import Iris, expand

IRIS = Iris("https://data.example.org/")
REMIX = IRIS.thing("project/remix")


def label(text: str, document: str) -> Quad:
    return Quad(REMIX, expand("skos:prefLabel"), Value(text, language="fi"), IRIS.graph(document))


def evidence(statement: Quad, quote: str) -> list[Quad]:
    """One annotation with its quote, in the way of the Web Annotation model."""
    note, name = (IRIS.thing(f"{kind}/{len(quote)}") for kind in ("annotation", "statement"))
    rows: list[tuple[str, str, str | Value]] = [
        (note, "oa:hasBody", name), (note, "oa:hasTarget", f"{note}-t"), (f"{note}-t", "oa:hasSelector", f"{note}-q"),
        (f"{note}-q", "oa:exact", Value(quote)), (name, "rdf:subject", statement.subject),
        (name, "rdf:predicate", statement.predicate), (name, "rdf:object", statement.object),
    ]  # fmt: skip
    return [Quad(s, expand(p), o, statement.graph) for s, p, o in rows]


def release(folder: Path, domain: list[Quad], notes: list[Quad], version: str) -> OpenRelease:
    documents = [Document(name, f"{name}.txt", "éù\n") for name in ("north", "south")]
    content = Content(
        IRIS, documents,
        domain={d.id: [q for q in domain if q.graph == IRIS.graph(d.id)] for d in documents},
        annotations={"north": [q for q in notes if q.graph == IRIS.graph("north")]},
        reference=[Quad(IRIS.thing("territory/x"), expand("skos:prefLabel"), Value(version), IRIS.graph("reference"))],
    )  # fmt: skip
    publish(render(content), folder, version, about=about(content))
    return open_release(folder / "releases" / version)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Diff:
    folder = tmp_path_factory.mktemp("out")
    gone, kept, come = label("Vanha Łódź", "north"), label("Sama", "north"), label('Uusi "éù"', "north")
    old = release(folder, [gone, kept], evidence(gone, "Vanha lause\nŁódźista."), "2026-11-20")
    new = release(folder, [kept, come, label("Sama", "south")], evidence(come, "Uusi lause Ålannista."), "2026-12-01")
    return diff(old, new)


def test_statements_added_and_removed_with_quotes(found: Diff) -> None:
    (added,), (removed,) = found.added, found.removed
    assert added.statement == Quad(REMIX, expand("skos:prefLabel"), Value('Uusi "éù"', language="fi"), "")
    assert (added.documents, added.quotes) == (("north",), ("Uusi lause Ålannista.",))
    assert removed.statement.object == Value("Vanha Łódź", language="fi")
    assert removed.quotes == ("Vanha lause\nŁódźista.",)


def test_text(found: Diff) -> None:
    assert write(found, "text").splitlines() == [
        "2026-11-20 → 2026-12-01: 1 added, 1 removed",
        '- project/remix skos:prefLabel "Vanha Łódź"@fi  [north]',
        "    “Vanha lause Łódźista.”",
        '+ project/remix skos:prefLabel "Uusi \\"éù\\""@fi  [north]',
        "    “Uusi lause Ålannista.”",
    ]


def test_json(found: Diff) -> None:
    whole = json.loads(write(found, "json"))
    assert (whole["from"], whole["to"]) == ("2026-11-20", "2026-12-01")
    assert whole["added"][0]["object"] == {"value": 'Uusi "éù"', "language": "fi"}
    assert whole["removed"][0]["quotes"] == ["Vanha lause\nŁódźista."]


def test_the_patch_turns_the_old_documents_into_the_new(found: Diff, tmp_path: Path) -> None:
    lines = write(found, "patch").splitlines()
    assert re.fullmatch(r"H id <urn:uuid:[0-9a-f-]{36}> \.", lines[0])
    assert re.fullmatch(r"H prev <urn:uuid:[0-9a-f-]{36}> \.", lines[1])
    assert lines[0] != lines[1].replace("prev", "id")
    assert (lines[2], lines[-1]) == ("TX .", "TC .")
    quads = {label("Vanha Łódź", "north"), label("Sama", "north")}
    for line in lines[3:-1]:
        (quad,) = parse(f"{line[2:]}\n".encode(), "nq")
        if line[0] == "A":
            quads.add(quad)
        else:
            quads.remove(quad)
    assert quads == {label("Sama", "north"), label('Uusi "éù"', "north"), label("Sama", "south")}


def test_a_second_witness_is_no_new_statement(found: Diff) -> None:
    assert label("Sama", "south") in found.quads_added
    assert not [c for c in found.added if c.statement.object == Value("Sama", language="fi")]


def test_a_release_does_not_differ_from_itself(tmp_path: Path) -> None:
    same = release(tmp_path, [label("Sama", "north")], [], "2026-11-20")
    nothing = diff(same, same)
    assert (nothing.added, nothing.removed, nothing.quads_added, nothing.quads_removed) == ((), (), (), ())
    assert write(nothing, "text") == "2026-11-20 → 2026-11-20: 0 added, 0 removed\n"


def test_an_unknown_format_is_refused(found: Diff) -> None:
    with pytest.raises(QueryError, match="choose one of text, json, patch"):
        write(found, "pdf")
