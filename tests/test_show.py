"""What is known of one thing, as a value, as text and as JSON."""

from __future__ import annotations

import json

import pytest

from query_sample import BASE, oxigraph, rdflib_source
from regiograph.errors import QueryError
from regiograph.model import Value
from regiograph.show import Fact, best_label, show, shown_json, shown_text
from regiograph.terms import expand


def facts(text: str, predicate: str, *, incoming: bool = False, language: str = "en") -> list[Fact]:
    shown = show(oxigraph(), text, language)
    return [f for f in shown.facts if f.predicate == expand(predicate) and f.incoming == incoming]


@pytest.mark.parametrize("text", ["Lapland", "LAPPI", "territory/lapland", "FI1D7", f"{BASE}id/territory/lapland"])
def test_a_thing_by_any_of_its_names(text: str) -> None:
    shown = show(oxigraph(), text)
    assert (shown.iri, shown.id, shown.label) == (f"{BASE}id/territory/lapland", "territory/lapland", "Lapland")
    assert [n.lexical for n in shown.names] == ["Lapland", "Lappi", "Laponia"]
    assert shown.types == ("territory",)


def test_every_statement_is_there_with_its_quotes() -> None:
    (step,) = facts("LUMI", "rg:operationalisedBy")
    assert (step.value, step.shown) == (f"{BASE}id/partnership/stone-value", "Stone Value Partnership")
    (quote,) = step.quotes
    assert (quote.document, quote.confidence, quote.kind) == ("pier", 0.9, "stated")
    assert quote.text.startswith("It grew out of the LUMI project")
    assert quote.end - quote.start == len(quote.text)


def test_two_documents_give_two_quotes() -> None:
    (programme,) = facts("LUMI", "rg:underProgramme")
    assert [(q.document, q.confidence) for q in programme.quotes] == [("lumi", 0.9), ("pier", 0.9)]


def test_incoming_statements_and_what_joins_them() -> None:
    memberships = [f for f in facts("Lapland", "rg:forTerritory", incoming=True) if "membership" in str(f.value)]
    assert [[(p.label, p.shown) for p in f.parts if p.label != "type"] for f in memberships] == [
        [("organization", "LUMI"), ("role", "lead partner")],
        [("organization", "Stone Value Partnership"), ("role", "lead partner")],
    ]


def test_nodes_are_followed_to_the_amount_and_never_back() -> None:
    (grant,) = facts("LUMI", "schema:funding")
    (amount,) = [p for p in grant.parts if p.predicate == expand("schema:amount")]
    assert {p.shown for p in amount.parts} == {"EUR", "381261.56"}
    assert {q.kind for p in amount.parts for q in p.quotes} == {"computed"}


def test_evidence_itself_is_not_a_statement_about_the_thing() -> None:
    shown = show(oxigraph(), "Lapland")
    assert not [f for f in shown.facts if "/statement/" in str(f.value) or "/annotation/" in str(f.value)]


def test_both_engines_show_the_same() -> None:
    for text in ("Lapland", "Kiviklusteri"):
        assert show(oxigraph(), text) == show(rdflib_source(), text)


def test_the_readers_language() -> None:
    assert show(oxigraph(), "Lapland", "fi").label == "Lappi"
    assert {f.label for f in facts("LUMI", "rg:totalCost", language="fi")} == {"kokonaiskustannukset"}
    assert show(oxigraph(), "Kiviklusteri", "pl").label == "Kiviklusteri"


def test_text_groups_statements_by_predicate_with_quotes() -> None:
    text = shown_text(show(oxigraph(), "LUMI"))
    assert text.startswith(f"LUMI  (project/lumi)\n{BASE}id/project/lumi\nType: project\nNames: LUMI (mul)\n")
    assert (
        "\nunder programme\n  Interreg Europe (programme/interreg-europe)\n"
        "    “LUMI kuuluu Interreg Europe -ohjelmaan.” — lumi, 0.9\n"
        "    “LUMI is an Interreg Europe project; the pledge runs under Horizon 2020.” — pier, 0.9\n"
    ) in text
    assert "\n← led to\n  Raw Materials Pledge (initiative/stone-pledge)\n" in text
    assert text.count("← organization") == 1


def test_text_says_what_is_reference_data_and_what_is_doubtful() -> None:
    text = shown_text(show(oxigraph(), "Lappi"))
    assert "\ncode\n  FI1D7\n    (reference data)\n" in text
    assert "— lumi, 0.5, disputed\n" in text


def test_text_shortens_long_lists_of_quotes_and_json_does_not() -> None:
    shown = show(oxigraph(), "Lapland")
    (fact,) = (f for f in shown.facts if f.predicate == expand("rdf:type") and f.quotes)
    assert len(fact.quotes) == 3
    whole = json.loads(json.dumps(shown_json(shown), ensure_ascii=False))
    assert sum(len(f["quotes"]) for f in whole["facts"]) == sum(len(f.quotes) for f in shown.facts)
    assert whole["names"][1] == {"lexical": "Lappi", "datatype": "string", "language": "fi"}


def test_unknown_things_are_refused() -> None:
    with pytest.raises(QueryError, match="did you mean Lapland"):
        show(oxigraph(), "Laplandia")


@pytest.mark.parametrize(
    ("language", "expected"), [("fi", "Lappi"), ("de", "Lapland"), ("en", "Lapland"), ("mul", "Lapp")]
)
def test_best_label(language: str, expected: str) -> None:
    labels = [Value("Laponia", language="pl"), Value("Lapp", language="mul"), Value("Lappi", language="fi")]
    assert best_label([*labels, Value("Lapland", language="en")], language) == expected


def test_best_label_without_en() -> None:
    assert best_label([Value("b", language="pl"), Value("é", language="mul")]) == "é"
    assert best_label([Value("b", language="pl"), Value("a", language="sv")]) == "a"
    assert best_label([]) == ""
