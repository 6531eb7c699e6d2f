"""The JSON-LD context: plain JSON in, the right triples out, and back."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from ontology_files import HEADER, MODELLING, ROOT, blocks, name, terms
from rdflib import Graph

from regiograph.terms import PREFIXES

# rdflib 7.6 warns about a class of its own while it parses JSON-LD.
READS_JSON_LD = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def context() -> dict[str, Any]:
    loaded = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    assert isinstance(loaded, dict)
    return loaded


SAMPLE: list[dict[str, Any]] = [
    {"id": "territory/lapland", "type": "Territory", "name": {"en": "Lapland", "fi": "Lappi", "mul": "Łódź éù"},
     "alias": {"sv": ["Lappland", "Åland"]}, "code": ["nuts:FI1D7"], "within": "country:FIN"},
    {"id": "membership/m", "type": "Membership", "organisation": "project/remix", "forTerritory": "territory/lapland",
     "role": "voc:role/partner"},
    {"id": "grant/g", "type": "Grant", "fundingShare": "88.1", "fromFund": "fund/erdf",
     "amount": {"id": "amount/a", "type": "Amount", "value": "381261.50", "currency": "EUR"}},
    {"id": "event/e", "type": "Event", "earliest": "2018-10-01", "edtf": "[2018-10..2018-12]",
     "realisationStatus": "voc:realisation/planned"},
    {"id": "section/s", "type": "PracticeSection", "position": 5, "text": {"pl": "Brak gwarancji", "@none": "éù"}},
]  # fmt: skip
EXPECTED = """
territory:lapland a rg:Territory ; skos:prefLabel "Lapland"@en , "Lappi"@fi , "Łódź éù"@mul ;
    skos:altLabel "Lappland"@sv , "Åland"@sv ; cv:code nuts:FI1D7 ; dcterms:isPartOf country:FIN .
membership:m a org:Membership ; org:organization project:remix ; rg:forTerritory territory:lapland ;
    org:role <https://w3id.org/regiograph/voc/role/partner> .
grant:g a schema:MonetaryGrant ; rg:fundingShare "88.1"^^xsd:decimal ; rg:fromFund fund:erdf ; schema:amount amount:a .
amount:a a schema:MonetaryAmount ; schema:value "381261.50"^^xsd:decimal ; schema:currency "EUR" .
event:e a schema:Event ; rg:earliest "2018-10-01"^^xsd:date ;
    rg:edtf "[2018-10..2018-12]"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    rg:realisationStatus <https://w3id.org/regiograph/voc/realisation/planned> .
section:s a rg:PracticeSection ; schema:position 5 ; schema:text "Brak gwarancji"@pl , "éù" .
"""


def triples(ntriples: str) -> set[str]:
    return {str(t) for t in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)}


@READS_JSON_LD
def test_plain_json_with_the_context_gives_the_right_triples() -> None:
    document = json.dumps({"@context": [context(), {"@base": "https://data.example.org/id/"}], "graph": SAMPLE})
    expected = triples(Graph().parse(data=HEADER + EXPECTED, format="turtle").serialize(format="nt"))
    by_rdflib = Graph().parse(data=document, format="json-ld")
    by_oxigraph = {
        str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(document, format=ox.RdfFormat.JSON_LD)
    }
    assert triples(by_rdflib.serialize(format="nt")) == expected
    assert by_oxigraph == expected


@READS_JSON_LD
def test_context_round_trips() -> None:
    data = blocks(MODELLING)
    compact = data.serialize(format="json-ld", context=context(), sort_keys=True)
    body = json.loads(compact)["graph"]
    assert not [k for node in body for k in node if ":" in k]
    back = Graph().parse(data=compact, format="json-ld")
    assert triples(back.serialize(format="nt")) == triples(data.serialize(format="nt"))


def test_context_covers_the_vocabulary() -> None:
    ids = {v if isinstance(v, str) else v["@id"] for k, v in context().items() if k != "@version"}
    evidence = {"rg:confidence", "rg:assertionKind"}
    assert {f"rg:{name(t)}" for t in terms()} - ids == evidence
    prefixes = {k: v for k, v in context().items() if isinstance(v, str) and v.startswith("http")}
    assert {k: v for k, v in prefixes.items() if k in PREFIXES} == {k: PREFIXES[k] for k in prefixes if k in PREFIXES}
