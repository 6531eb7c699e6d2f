"""The code lists: SKOS integrity, the forms that the competency questions expect, EuroVoc and ORG mappings."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from ontology_files import CODES, LANGUAGES, graph, texts
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL

from regiograph.terms import PREFIXES, VOC

SCHEMES = {
    "label-level", "role", "governance-level", "link-kind", "statement-kind", "event-type", "realisation",
    "section-type", "actor-type", "approximation", "assertion", "status", "theme",
}  # fmt: skip
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
EU_LANGUAGES = {
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv",
}  # fmt: skip

SLUGS = {
    "role": "lead partner stakeholder co-organiser delegation cluster-manager contact",
    "realisation": "done ongoing planned",
    "label-level": "bronze silver gold",
    "section-type": "summary description resources evidence difficulties potential further",
    "approximation": "exactly about more-than less-than several top-share",
    "assertion": "stated implied computed editorial disputed",
    "governance-level": "eu interregional national regional subregional local",
    "link-kind": "synergy policy-dialogue cooperation anchoring",
    "statement-kind": "priority strength need interest",
}
"""In the order of their notations."""

ENGLISH = {
    "role/lead": "lead partner", "role/partner": "partner", "label-level/silver": "silver",
    "realisation/done": "reported as done", "realisation/planned": "planned at the date of the source",
    "realisation/ongoing": "under way at the date of the source", "governance-level/eu": "European Union",
    "governance-level/interregional": "interregional", "governance-level/subregional": "sub-regional or metropolitan",
    "link-kind/synergy": "funding synergy", "link-kind/policy-dialogue": "policy dialogue",
    "link-kind/anchoring": "anchoring of a cluster around an institution", "approximation/exactly": "exactly",
    "approximation/more-than": "more than", "approximation/about": "about", "approximation/several": "several",
    "approximation/top-share": "within the best share", "actor-type/business": "business",
    "actor-type/civil-society": "civil society", "actor-type/public": "public sector",
    "actor-type/research": "research and education", "actor-type/sme": "small or medium-sized enterprise",
    "actor-type/funder": "funder", "actor-type/municipality": "city or municipality",
    "actor-type/regional-authority": "regional authority", "actor-type/research-institute": "research institute",
    "actor-type/university": "university", "theme/lead-markets": "lead markets",
    "theme/cyber-security": "cyber security", "theme/digital-solutions": "digital solutions",
    "theme/healthcare-industry": "healthcare industry",
    "theme/circular-economy": "circular economy", "status/model-region": "model region",
}  # fmt: skip

MINING_THEMES = [
    ("critical raw material production", "produkcja surowców krytycznych", "kriittisten raaka-aineiden tuotanto",
     "broadMatch:1839"),
    ("education and training in mining", "kształcenie i szkolenia w górnictwie", "kaivosalan koulutus",
     "broadMatch:1074"),
    ("empowerment of SMEs in global value chains", "wzmacnianie MŚP w globalnych łańcuchach wartości",
     "pk-yritysten vahvistaminen globaaleissa arvoketjuissa", "relatedMatch:2359 relatedMatch:c_ab46334d"),
    ("mining industry", "górnictwo", "kaivosteollisuus", "exactMatch:1411"),
    ("new technologies and sustainable mining", "nowe technologie i zrównoważone górnictwo",
     "uudet teknologiat ja kestävä kaivostoiminta", "broadMatch:1411 relatedMatch:3636"),
    ("social acceptance of mining", "akceptacja społeczna górnictwa", "kaivostoiminnan sosiaalinen hyväksyttävyys",
     "relatedMatch:1411 relatedMatch:2270 relatedMatch:8418"),
]  # fmt: skip


def concepts(codes: Graph) -> list[URIRef]:
    return sorted(s for s in codes.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))


def forms(codes: Graph, concept: URIRef) -> dict[URIRef, set[tuple[str, str]]]:
    return {p: {(lang, f) for lang, found in texts(concept, p, codes).items() for f in found} for p in LABELS}


def test_every_scheme_has_its_file() -> None:
    assert {p.stem for p in CODES} == SCHEMES


@pytest.mark.parametrize("path", CODES, ids=lambda p: p.stem)
def test_scheme_is_sound(path: Path) -> None:
    codes, scheme = graph(path), URIRef(VOC + path.stem)
    assert set(codes.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    for predicate in (DCTERMS.title, DCTERMS.description, SKOS.prefLabel):
        assert {k: len(v) for k, v in texts(scheme, predicate, codes).items()} == dict.fromkeys(LANGUAGES, 1)
    assert all(
        (scheme, p, None) in codes for p in (DCTERMS.creator, DCTERMS.license, DCTERMS.modified, OWL.versionInfo)
    )
    tops = set(codes.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(codes.subjects(SKOS.topConceptOf, scheme))
    notations = [str(n) for n in codes.objects(None, SKOS.notation)]
    assert len(notations) == len(set(notations)) == len(concepts(codes))
    for concept in concepts(codes):
        assert str(concept).startswith(f"{scheme}/")
        assert set(codes.objects(concept, SKOS.inScheme)) == {scheme}
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert {k: len(v) for k, v in texts(concept, predicate, codes).items()} == dict.fromkeys(LANGUAGES, 1)
        above = set(codes.transitive_objects(concept, SKOS.broader))
        assert (concept in tops) is (above == {concept})
        assert above & tops
        for broader in codes.objects(concept, SKOS.broader):
            assert (broader, SKOS.narrower, concept) in codes
            assert concept not in codes.transitive_objects(broader, SKOS.broader)
        for narrower in codes.objects(concept, SKOS.narrower):
            assert (narrower, SKOS.broader, concept) in codes


@pytest.mark.parametrize("path", CODES, ids=lambda p: p.stem)
def test_no_label_is_shared(path: Path) -> None:
    codes, owner = graph(path), defaultdict[tuple[str, str], set[URIRef]](set)
    for concept in concepts(codes):
        own = forms(codes, concept)
        assert [a & b for a, b in combinations(own.values(), 2) if a & b] == []
        for language, form in set().union(*own.values()):
            assert language in EU_LANGUAGES
            assert form == form.strip() != ""
            owner[language, form.casefold()].add(concept)
    assert {key: found for key, found in owner.items() if len(found) > 1} == {}


@pytest.mark.parametrize("scheme", SLUGS)
def test_concepts_come_in_the_order_of_their_notations(scheme: str) -> None:
    codes = graph(*CODES)
    rows = [
        (str(codes.value(c, SKOS.notation)), str(c).rpartition("/")[2]) for c in concepts(codes) if f"/{scheme}/" in c
    ]
    assert [slug for _, slug in sorted(rows)] == SLUGS[scheme].split()


def test_labels_are_those_of_the_competency_questions() -> None:
    codes = graph(*CODES)
    shown = {key: texts(URIRef(VOC + key), SKOS.prefLabel, codes).get("en") for key in ENGLISH}
    assert shown == {key: [label] for key, label in ENGLISH.items()}


def test_quadruple_helix_has_four_groups() -> None:
    tops = graph(*CODES).objects(URIRef(VOC + "actor-type"), SKOS.hasTopConcept)
    assert {str(t).rpartition("/")[2] for t in tops} == {"business", "research", "public", "civil-society"}


@pytest.mark.parametrize(("en", "pl", "fi", "matches"), MINING_THEMES)
def test_mining_themes_have_their_labels_and_eurovoc_matches(en: str, pl: str, fi: str, matches: str) -> None:
    codes = graph(*CODES)
    (theme,) = codes.subjects(SKOS.prefLabel, Literal(en, "en"))
    assert isinstance(theme, URIRef)
    assert texts(theme, SKOS.prefLabel, codes) == {"en": [en], "pl": [pl], "fi": [fi]}
    found = {
        f"{str(p).rpartition('#')[2]}:{str(o).removeprefix(PREFIXES['eurovoc'])}" for p in MATCHES
        for o in codes.objects(theme, p)
    }  # fmt: skip
    assert found == set(matches.split())


def test_eurovoc_concept_has_at_most_one_exact_match() -> None:
    exact = [o for _, o in graph(*CODES).subject_objects(SKOS.exactMatch)]
    assert len(exact) == len(set(exact)) > 8
    assert all(str(o).startswith(PREFIXES["eurovoc"]) for o in exact)


def test_themes_can_be_found_in_the_languages_of_the_union() -> None:
    codes = graph(*CODES)
    found = texts(URIRef(VOC + "theme/circular-economy"), SKOS.altLabel, codes)
    assert set(found) | {"fi", "pl"} == EU_LANGUAGES
    for theme in (c for c in concepts(codes) if "/theme/" in c):
        assert {"de", "es", "fr", "it", "sv", "nl", "pt", "cs"} <= set(texts(theme, SKOS.altLabel, codes)), theme


def test_roles_name_the_plain_property_of_org() -> None:
    codes = graph(*CODES)
    roles = {c for c in concepts(codes) if "/role/" in c}
    assert roles == set(codes.subjects(RDF.type, ORG.Role)) == set(codes.subjects(ORG.roleProperty))
    assert set(codes.objects(None, ORG.roleProperty)) <= {ORG.headOf, ORG.memberOf, ORG.linkedTo}


def test_label_levels_name_their_issuer() -> None:
    codes = graph(*CODES)
    for level in ("bronze", "silver", "gold"):
        assert (
            URIRef(f"{VOC}label-level/{level}"),
            DCTERMS.source,
            URIRef("https://www.cluster-analysis.org/"),
        ) in codes
