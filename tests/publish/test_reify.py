"""RDF 1.2: the evidence with reifiers says what the evidence with rdf:Statement nodes says."""

from __future__ import annotations

from pathlib import Path

import pytest
from described_sample import released
from release_sample import IRIS, ODD, quads_of, sample

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish.reify import reified, unreified
from regiograph.store import Reifier, from_rdf12
from regiograph.terms import expand


def evidence() -> list[Quad]:
    return [q for quads in sample().annotations.values() for q in quads]


def test_there_and_back() -> None:
    assert sorted(unreified(reified(evidence())), key=Quad.line) == sorted(set(evidence()), key=Quad.line)


def test_each_statement_becomes_one_reifier_with_its_iri_in_its_graph() -> None:
    statements = {q.subject for q in evidence() if q.object == expand("rdf:Statement")}
    found = [r for r in from_rdf12(reified(evidence())) if isinstance(r, Reifier)]
    assert {r.iri for r in found} == statements
    assert {r.triple.graph for r in found} == {IRIS.graph("north"), IRIS.graph("south")}
    assert ODD in {r.triple.object.lexical for r in found if isinstance(r.triple.object, Value)}
    assert len(reified(evidence()).splitlines()) == len(set(evidence())) - 3 * len(statements)


def test_the_same_bytes_whatever_the_order() -> None:
    data = reified(evidence())
    assert reified(reversed(evidence())) == data
    assert data.splitlines() == sorted(data.splitlines())
    assert b"rdf-syntax-ns#reifies> <<( <" in data


def test_half_a_statement_stays_as_it_is() -> None:
    half = quads_of("north", ("statement/x", "rdf:type", expand("rdf:Statement")),
                    ("statement/x", "rdf:subject", "project/remix"))  # fmt: skip
    assert sorted(unreified(reified(half)), key=Quad.line) == sorted(half, key=Quad.line)
    assert b"reifies" not in reified(half)


@pytest.mark.parametrize("extra", ["rdf:object", "rdf:type"])
def test_a_statement_with_two_objects_or_without_its_type_stays_as_it_is(extra: str) -> None:
    rows = [("rdf:subject", "project/remix"), ("rdf:predicate", expand("rdf:type")), ("rdf:object", "project/a"),
            ("rdf:type", expand("rdf:Statement")), ("rdf:object", "project/b")]  # fmt: skip
    kept = rows if extra == "rdf:object" else rows[:3]
    odd = quads_of("north", *(("statement/x", p, o) for p, o in kept))
    assert sorted(unreified(reified(odd)), key=Quad.line) == sorted(odd, key=Quad.line)


def test_bytes_that_are_no_quads_are_an_error() -> None:
    with pytest.raises(ReleaseError, match="not valid N-Quads"):
        list(unreified(b"<urn:a> <<( nonsense\n"))


def test_a_release_holds_it(tmp_path: Path) -> None:
    release = released(sample(), tmp_path)
    assert release.read("dumps/rdf12.nq") == reified(release.quads("evidence.nq"))
