"""Each constraint of shapes/ on one example that conforms and one that does not: what fired, where, in which words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from babel.numbers import list_currencies
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, SH

from regiograph.config import PersonEntry
from regiograph.resources import layered
from regiograph.terms import EDTF, PATH_TYPES, PREFIXES, RG, VOC, Iris, expand
from regiograph.validate import Background, Result, load_background, validate

SHAPE = "https://w3id.org/regiograph/shapes#"
IRIS = Iris("https://data.example.org/")
FILES = layered("shapes", None, ".ttl")
CASES = Path(__file__).parent / "data" / "shapes"
SCHEMES = (
    "actor-type", "approximation", "assertion", "event-type", "governance-level", "label-level", "link-kind",
    "realisation", "role", "section-type", "statement-kind", "status", "theme",
)  # fmt: skip
PARAMETERS = {
    SH.datatype: "Datatype", SH["class"]: "Class", SH.pattern: "Pattern", SH.node: "Node", SH["or"]: "Or",
    SH["not"]: "Not", SH["in"]: "In", SH.maxCount: "MaxCount", SH.minCount: "MinCount", SH.minInclusive: "MinInclusive",
    SH.maxInclusive: "MaxInclusive", SH.minLength: "MinLength", SH.uniqueLang: "UniqueLang", SH.disjoint: "Disjoint",
    SH.languageIn: "LanguageIn", SH.hasValue: "HasValue", SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals", SH.sparql: "SPARQL", SH.nodeKind: "NodeKind",
}  # fmt: skip


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


@cache
def background() -> Background:
    aino = PersonEntry("Aino Esimerkki", "consent of 2026-01-01", "2027-01-01")
    return load_background().permitting([aino], "2026-11-22")


def scope_of(rule: str) -> str:
    """The scope of the node shape a rule belongs to."""
    shape = URIRef(SHAPE + rule)
    owner = shapes().value(None, SH.property, shape) or shape
    scope = str(shapes().value(owner, URIRef(SHAPE + "scope")) or "document")
    return scope.removeprefix(SHAPE).lower()


def read(turtle: str, base: str) -> Graph:
    """Turtle with the prefixes of the house, of the code lists and of the things under ``base``."""
    prefixes = Iris(base).prefixes() | {s: f"{VOC}{s}/" for s in SCHEMES} | {"edtf": EDTF.removesuffix("EDTF")}
    preamble = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return Graph().parse(data=preamble + turtle, format="turtle", publicID=base)


def results(turtle: str, rule: str, base: str = IRIS.base) -> list[Result]:
    report = validate(read(turtle, base), FILES, background=background(), scopes=[scope_of(rule)])
    return [r for r in report.results if r.finding.rule == rule]


@cache
def cases() -> tuple[dict[str, str], ...]:
    found = [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    for kind in PATH_TYPES.values():
        other = "fund" if kind.path != "fund" else "cluster"
        good, bad = f"{kind.path}:lodz-2 a {kind.rdf_class} .", f"{other}:lodz a {kind.rdf_class} ."
        says = f"must end in /id/{kind.path}/"
        found.append(
            {"rule": f"Iri-{kind.path}/Pattern", "on": f"{other}/lodz", "says": says, "good": good, "bad": bad}
        )
    return tuple(found)


def base_of(number: int, side: str) -> str:
    """Each example has a base of its own, so that one run can check them all without their meeting."""
    return f"{IRIS.base}{side}-{number}/"


def is_alone(case: dict[str, str]) -> bool:
    """Whether the focus has no base to tell it by: a blank node, a code."""
    return case["on"].startswith(("_:", "http"))


@cache
def together(scope: str) -> tuple[Result, ...]:
    """One validation of all examples of a scope."""
    graph = Graph()
    for number, case in enumerate(cases()):
        if scope_of(case["rule"].partition("/")[0]) == scope and not is_alone(case):
            for side in ("good", "bad"):
                graph += read(case[side], base_of(number, side))
    return validate(graph, FILES, background=background(), scopes=[scope]).results


def fired(number: int, side: str) -> list[Result]:
    """The results of the rule under test on one example."""
    case, base = cases()[number], base_of(number, side)
    rule = case["rule"].partition("/")[0]
    if is_alone(case):
        return results(case[side], rule, base)
    return [r for r in together(scope_of(rule)) if r.finding.rule == rule and r.finding.focus.startswith(base)]


@pytest.mark.parametrize("number", range(len(cases())), ids=lambda n: cases()[n]["rule"] + f"-{n}")
def test_constraint(number: int) -> None:
    case = cases()[number]
    rule, _, component = case["rule"].partition("/")
    assert fired(number, "good") == []

    found = fired(number, "bad")
    assert [(str(r.shape), str(r.component)) for r in found] == [(SHAPE + rule, f"{SH}{component}ConstraintComponent")]
    (result,) = found
    assert case["on"] in {"_:", result.finding.focus} or result.finding.focus.endswith(f"/id/{case['on']}")
    assert case["says"] in result.finding.message
    assert result.finding.remedy
    assert [m.language for m in result.messages] == ["en", "fi", "pl"]


def test_every_constraint_has_a_case() -> None:
    """A shape that speaks to people has a case for each constraint it holds."""
    constraints = {
        f"{str(shape).removeprefix(SHAPE)}/{name}"
        for parameter, name in PARAMETERS.items()
        for shape in shapes().subjects(parameter, None)
        if isinstance(shape, URIRef) and spoken(shape)
    }
    assert constraints == {case["rule"] for case in cases()}


def spoken(shape: URIRef) -> list[Literal]:
    """The messages of a shape, or of its SPARQL constraint."""
    holders = [shape, *shapes().objects(shape, SH.sparql)]
    return [m for h in holders for m in shapes().objects(h, SH.message) if isinstance(m, Literal)]


def test_no_unknown_constraint_parameter() -> None:
    """The table above knows all parameters in use, so that no constraint escapes the test before."""
    structure = {
        SH.path, SH.message, SH.severity, SH.property, SH.flags, SH.targetClass, SH.targetSubjectsOf,
        SH.targetObjectsOf, SH.declare, SH.prefix, SH.namespace, SH.prefixes, SH.select, *PARAMETERS,
    }  # fmt: skip
    assert {p for p in shapes().predicates() if str(p).startswith(str(SH))} <= structure


def test_messages_say_what_is_wrong_and_what_to_do_in_three_languages() -> None:
    holders = set(shapes().subjects(SH.message, None))
    assert len(holders) > 100
    for holder in holders:
        messages = [m for m in shapes().objects(holder, SH.message) if isinstance(m, Literal)]
        assert sorted(m.language or "" for m in messages) == ["en", "fi", "pl"], messages
        for message in messages:
            wrong, arrow, todo = str(message).partition(" → ")
            assert arrow, message
            assert len(wrong) > 10, message
            assert len(todo) > 5, message


def test_every_target_with_a_message_has_an_iri_and_every_property_shape_is_used() -> None:
    targeted = {
        s for t in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) for s in shapes().subjects(t, None)
    }
    used = targeted | set(shapes().objects(None, SH.property)) | set(shapes().objects(None, SH.node))
    used |= set(shapes().objects(None, SH["not"]))
    named = {s for s in shapes().subjects(RDF.type, None) if s in set(shapes().subjects(RDF.type, SH.PropertyShape))}
    assert named <= used
    assert {s for s in targeted if not isinstance(s, URIRef)} == set()


def test_sparql_prefixes_are_those_of_the_house() -> None:
    known = PREFIXES | {"voc": VOC, "shape": SHAPE}
    declared = {
        str(shapes().value(d, SH.prefix)): str(shapes().value(d, SH.namespace))
        for d in shapes().objects(None, SH.declare)
    }
    assert declared == {prefix: known[prefix] for prefix in declared}
    assert declared.keys() >= {"rg", "xsd", "oa", "schema"}


def test_terms_of_the_ontology_exist() -> None:
    ontology = Graph()
    for path in layered("ontology", None, ".ttl"):
        ontology.parse(path)
    defined = {
        s for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)
    }
    mentioned = {t for triple in shapes() for t in triple if isinstance(t, URIRef) and t.startswith(RG)}
    assert mentioned <= defined
    schemes = {
        str(s) for s in shapes().objects(None, SH.hasValue) if str(s).startswith(VOC) and "/" not in str(s)[len(VOC) :]
    }
    assert schemes == {VOC + s for s in SCHEMES}
    assert schemes <= {scheme for known in load_background().schemes.values() for scheme in known}


def test_currencies_are_iso_4217() -> None:
    (head,) = shapes().objects(URIRef(SHAPE + "Amount-currency"), SH["in"])
    listed = {str(code) for code in Collection(shapes(), head)}
    assert listed <= list_currencies()
    for country in ("FI", "PL", "SE", "NO", "GB", "CH", "CZ", "UA", "TR", "IS"):
        assert listed & list_currencies(), country
    assert {"EUR", "SEK", "NOK", "PLN", "CZK", "HUF", "RON", "BGN", "DKK", "GBP", "CHF", "ISK", "UAH", "TRY"} <= listed


def test_a_countrys_iri_is_that_of_the_eu_authority() -> None:
    turtle = "country:FIN a rg:Territory . territory:x a rg:Territory ; dcterms:isPartOf country:FIN ."
    assert results(turtle, "Iri-territory") == []
    assert results(turtle, "Territory-within") == []


def test_subclass_axioms_in_the_data_change_nothing() -> None:
    """A full dump holds the ontology; a cluster is then an organisation too and still keeps its own path."""
    axiom = (
        f"rg:Cluster rdfs:subClassOf <{expand('org:Organization')}> . rg:LabelAward rdfs:subClassOf rg:Designation . "
    )
    turtle = axiom + "cluster:x a rg:Cluster . award:x a rg:LabelAward ."
    assert results(turtle, "Iri-organisation") == []
    assert results(turtle, "Iri-designation") == []
