"""Evidence: every statement has an annotation, every annotation a place in the text that reads as its quote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claim_builder import FI, IRIS, PL, claim, domain, mapped, mention, rows
from regiograph.map import Mapped
from regiograph.map.evidence import confidence, unsupported
from regiograph.model import Claim, Quad, Value
from regiograph.terms import expand

P = "project/aland-aether"


def _leads() -> Claim:
    words = "Lapin liitto johtaa hanketta."
    return claim(FI, "territory/lapland", "leads", P, quote=words, confidence=0.65, kind="implied")


@pytest.fixture
def result() -> Mapped:
    return mapped([
        mention(FI, P, "Åland Æther"),
        mention(PL, P, "Åland Æther"),
        _leads(),
        claim(FI, P, "totalBudget", value="432760", currency="EUR"),
        claim(FI, P, "fundingRate", value="88.1", fund="fund/erdf"),
        claim(PL, P, "date", value="2017", quote="Åland Æther (2017)"),
    ])  # fmt: skip


def test_every_statement_has_an_annotation(result: Mapped) -> None:
    for document, quads in result.domain.items():
        evidence = rows(result.annotations[document])
        parts = {k: {s: o for s, p, o in evidence if p == k} for k in ("rdf:subject", "rdf:predicate", "rdf:object")}
        bodies = {o for _, p, o in evidence if p == "oa:hasBody"}
        said = {(parts["rdf:subject"][b], parts["rdf:predicate"][b], parts["rdf:object"][b]) for b in bodies}
        assert said == rows(quads)


def test_offsets_and_context_read_back_from_the_text(result: Mapped) -> None:
    pages = {FI.id: FI, PL.id: PL}
    seen = 0
    for document, quads in result.annotations.items():
        text = pages[document].text
        node: dict[tuple[str, str], str] = {
            (q.subject, q.predicate): q.object.lexical for q in quads if isinstance(q.object, Value)
        }
        for (subject, predicate), lexical in node.items():
            if predicate == expand("oa:start"):
                start, end = int(lexical), int(node[subject, expand("oa:end")])
                quote = subject.replace("#position", "#quote")
                assert text[start:end] == node[quote, expand("oa:exact")]
                assert text[:start].endswith(node[quote, expand("oa:prefix")])
                assert text[end:].startswith(node[quote, expand("oa:suffix")])
                assert len(node[quote, expand("oa:prefix")]) == min(32, start)
                seen += 1
    assert seen >= 6


def test_an_annotation_has_the_shape_of_the_documentation() -> None:
    one = claim(
        FI, "territory/lapland", "leads", P, quote="Lapin liitto johtaa hanketta.", confidence=0.65, kind="implied"
    )
    evidence = rows(mapped([one], reasons={one.id: "luettu rivien välistä"}).annotations[FI.id])
    note = f"annotation/{one.id}"
    start = FI.text.index("Lapin liitto johtaa")
    assert {
        (note, "rdf:type", "oa:Annotation"), (note, "oa:hasTarget", f"{note}#target"), (note, "confidence", "0.65"),
        (note, "assertionKind", "assertion/implied"), (note, "schema:measurementTechnique", "test/rule"),
        (note, "dcterms:description", "luettu rivien välistä"),
        (f"{note}#target", "rdf:type", "oa:SpecificResource"),
        (f"{note}#target", "oa:hasSource", "document/fi-hanke"), (f"{note}#target", "oa:hasSelector", f"{note}#quote"),
        (f"{note}#target", "oa:hasSelector", f"{note}#position"),
        (f"{note}#quote", "rdf:type", "oa:TextQuoteSelector"),
        (f"{note}#quote", "oa:exact", "Lapin liitto johtaa hanketta."),
        (f"{note}#position", "rdf:type", "oa:TextPositionSelector"), (f"{note}#position", "oa:start", str(start)),
    } <= evidence  # fmt: skip


def test_one_triple_of_two_pages_is_two_statements_and_one_in_the_count() -> None:
    both = mapped([mention(FI, P, "AE", "acronym"), mention(PL, P, "AE", "acronym")])
    statements = [{q.subject for q in quads if "/statement/" in q.subject} for quads in both.annotations.values()]
    assert not statements[0] & statements[1]
    shared = {(P, "rdf:type", "Project"), (P, "skos:prefLabel", "AE@mul")}
    assert shared == domain(both, FI) & domain(both, PL)
    assert both.statements == len(domain(both)) == 4


def test_a_computation_has_an_annotation_of_its_own(result: Mapped) -> None:
    evidence = rows(result.annotations[FI.id])
    kinds = {s: o for s, p, o in evidence if p == "assertionKind"}
    computed = {s for s, o in kinds.items() if o == "assertion/computed"}
    assert len(computed) == 2
    assert all(s.endswith("-computed") for s in computed)
    assert [1 for s, p, _ in evidence if p == "confidence" and s in computed] == [1, 1]


def test_a_statement_without_evidence_is_a_violation(result: Mapped) -> None:
    quads, evidence = result.domain[FI.id], result.annotations[FI.id]
    assert not list(unsupported(quads, evidence))
    stray = Quad(IRIS.thing(P), expand("rg:ledTo"), IRIS.thing("project/remix"), IRIS.graph(FI.id))
    (finding,) = unsupported((*quads, stray), evidence)
    assert (finding.severity, finding.document, finding.path) == ("violation", FI.id, expand("rg:ledTo"))
    mute = [replace(q, object=Value(" ")) if q.predicate == expand("oa:exact") else q for q in evidence]
    assert len(list(unsupported(quads, mute))) == len(quads)


def test_quotes_are_those_of_the_masked_page() -> None:
    masked = replace(FI, text=FI.text.replace("Łódź", "████"))
    result = mapped([mention(FI, P, "Åland Æther")], masked, PL)
    assert not result.findings
    lines = "".join(q.line() for q in result.quads())
    assert "████" in lines
    assert "Łódź" not in lines


def test_the_share_of_editorial_statements() -> None:
    added = claim(FI, P, "aim", value="kasvua", rule="decision lappi.toml", kind="editorial")
    both = claim(FI, "territory/lapland", "leads", P, rule="decision lappi.toml")
    found = claim(FI, "territory/lapland", "leads", P, quote="Lapin liitto johtaa hanketta.")
    result = mapped([added, both, found, mention(FI, P, "Æther")])
    assert result.editorial == 1
    assert result.editorial_share == pytest.approx(1 / result.statements)
    assert mapped([]).editorial_share == 0


@pytest.mark.parametrize(("number", "lexical"), [(1, "1.0"), (0.97, "0.97"), (0.1 + 0.2, "0.3"), (0.00001, "0.0")])
def test_confidence_is_a_plain_decimal(number: float, lexical: str) -> None:
    assert confidence(number) == Value(lexical, "decimal")
