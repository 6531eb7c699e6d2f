"""Every row of the claim table gives its pattern, every claim that cannot be mapped a finding."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claim_builder import FI, IRIS, PL, claim, domain, mapped, mention, thing
from regiograph.map import PATTERNS, known_concepts
from regiograph.model import Claim, Thing, Value
from regiograph.terms import CLAIM_PREDICATES

P = "project/aland-aether"
M = "membership/aland-aether-lapland"

ROWS: dict[str, tuple[list[Claim], set[tuple[str, str, str]]]] = {
    "partnerIn, a territory": (
        [claim(FI, "territory/lapland", "partnerIn", P)],
        {(M, "rdf:type", "org:Membership"), (M, "org:organization", P), (M, "forTerritory", "territory/lapland"),
         (M, "org:role", "role/partner"), ("territory/lapland", "rdf:type", "Territory"), (P, "rdf:type", "Project")},
    ),
    "partnerIn, a country": (
        [claim(FI, "country/FIN", "partnerIn", P)],
        {("membership/aland-aether-fin", "forTerritory", "country/FIN"),
         ("country/FIN", "rdf:type", "dcterms:Location")},
    ),
    "partnerIn, a body with a role": (
        [claim(FI, "organisation/lodz-city", "partnerIn", P, role="delegation")],
        {("membership/aland-aether-lodz-city", "org:member", "organisation/lodz-city"),
         ("membership/aland-aether-lodz-city", "org:role", "role/delegation")},
    ),
    "leads": ([claim(FI, "territory/lapland", "leads", P)], {(M, "org:role", "role/lead")}),
    "partOfProgramme": (
        [claim(FI, P, "partOfProgramme", "programme/interreg-europe")],
        {(P, "underProgramme", "programme/interreg-europe"), ("programme/interreg-europe", "rdf:type", "Programme")},
    ),
    "fundedBy a fund": (
        [claim(FI, P, "fundedBy", "fund/erdf")],
        {(P, "schema:funding", "grant/aland-aether-erdf"), ("grant/aland-aether-erdf", "fromFund", "fund/erdf"),
         ("grant/aland-aether-erdf", "rdf:type", "schema:MonetaryGrant")},
    ),
    "fundedBy a programme": (
        [claim(FI, P, "fundedBy", "programme/cosme")],
        {("grant/aland-aether-cosme", "schema:funder", "programme/cosme")},
    ),
    "memberOfInitiative": (
        [claim(FI, "cluster/arctic", "memberOfInitiative", "initiative/ecei")],
        {("cluster/arctic", "underInitiative", "initiative/ecei")},
    ),
    "locatedIn, a cluster": (
        [claim(FI, "cluster/arctic", "locatedIn", "territory/lapland")],
        {("cluster/arctic", "dcterms:spatial", "territory/lapland")},
    ),
    "locatedIn, a territory": (
        [claim(FI, "territory/lapland", "locatedIn", "country/FIN")],
        {("territory/lapland", "dcterms:isPartOf", "country/FIN")},
    ),
    "heldIn": (
        [claim(FI, "event/vierailu", "heldIn", "territory/rovaniemi")],
        {("event/vierailu", "schema:location", "territory/rovaniemi"), ("event/vierailu", "rdf:type", "schema:Event")},
    ),
    "partOfProject, an event": ([claim(FI, "event/vierailu", "partOfProject", P)], {("event/vierailu", "eventOf", P)}),
    "partOfProject, a case": ([claim(FI, "case/essen-1", "partOfProject", P)], {("case/essen-1", "identifiedIn", P)}),
    "presentedAt": (
        [claim(FI, "case/essen-1", "presentedAt", "event/essen", position="3")],
        {("event/essen", "presented", "case/essen-1"), ("case/essen-1", "schema:position", "3")},
    ),
    "ledTo": ([claim(FI, "initiative/eip", "ledTo", P)], {("initiative/eip", "ledTo", P)}),
    "ledTo, another relation": (
        [claim(FI, "project/remix", "ledTo", P, relation="sisterOf")],
        {("project/remix", "sisterOf", P)},
    ),
    "hasTheme": (
        [claim(FI, P, "hasTheme", "theme/mining-industry")],
        {(P, "dcterms:subject", "theme/mining-industry")},
    ),
    "hasTheme outside the scheme": (
        [claim(FI, P, "hasTheme", thing("theme/poronhoito", "poronhoito", language="fi", reason="not in the scheme"))],
        {(P, "schema:keywords", "poronhoito@fi")},
    ),
    "hasLabel": (
        [claim(FI, "cluster/arctic", "hasLabel", value="silver")],
        {("award/arctic-silver", "rdf:type", "LabelAward"), ("award/arctic-silver", "designated", "cluster/arctic"),
         ("award/arctic-silver", "labelLevel", "label-level/silver"), ("award/arctic-silver", "latest", "2018-02-14")},
    ),
    "labelIssuedBy": (
        [claim(FI, "cluster/arctic", "hasLabel", value="gold"),
         claim(FI, "cluster/arctic", "labelIssuedBy", "organisation/esca")],
        {("award/arctic-gold", "schema:issuedBy", "organisation/esca")},
    ),
    "totalBudget": (
        [claim(FI, P, "totalBudget", value="432760", currency="EUR", approximation="about")],
        {(P, "totalCost", "amount/aland-aether-total"), ("amount/aland-aether-total", "schema:value", "432760.00"),
         ("amount/aland-aether-total", "schema:currency", "EUR"),
         ("amount/aland-aether-total", "approximation", "approximation/about")},
    ),
    "fundAmount": (
        [claim(FI, P, "fundAmount", value="1000.5", currency="EUR", fund="fund/erdf")],
        {("grant/aland-aether-erdf", "schema:amount", "amount/aland-aether-erdf"),
         ("amount/aland-aether-erdf", "schema:value", "1000.50"), ("fund/erdf", "rdf:type", "Fund")},
    ),
    "fundingRate": (
        [claim(FI, P, "fundingRate", value="88.10", fund="fund/erdf")],
        {("grant/aland-aether-erdf", "fundingShare", "88.1"), ("grant/aland-aether-erdf", "fromFund", "fund/erdf")},
    ),
    "date": (
        [claim(FI, "event/vierailu", "date", value="2018-02")],
        {("event/vierailu", "edtf", "2018-02"), ("event/vierailu", "earliest", "2018-02-01"),
         ("event/vierailu", "latest", "2018-02-28")},
    ),
    "startDate": ([claim(FI, P, "startDate", value="2016")], {(P, "edtf", "2016/.."), (P, "earliest", "2016-01-01")}),
    "endDate": (
        [claim(FI, P, "endDate", value="2018-02-14")],
        {(P, "edtf", "../2018-02-14"), (P, "latest", "2018-02-14")},
    ),
    "publishedOn": (
        [claim(FI, "document/fi-hanke", "publishedOn", value="2018-02-14")],
        {("document/fi-hanke", "dcterms:issued", "2018-02-14")},
    ),
    "publishedOn, a partial date": (
        [claim(FI, "document/fi-hanke", "publishedOn", value="2018-02")],
        {("document/fi-hanke", "edtf", "2018-02"), ("document/fi-hanke", "latest", "2018-02-28")},
    ),
    "participants": (
        [claim(FI, "event/vierailu", "participants", value="200", approximation="more-than")],
        {("event/vierailu", "attendance", "quantity/vierailu-participants"),
         ("quantity/vierailu-participants", "schema:value", "200"),
         ("quantity/vierailu-participants", "schema:minValue", "201"),
         ("quantity/vierailu-participants", "schema:unitText", "participants@en"),
         ("quantity/vierailu-participants", "approximation", "approximation/more-than")},
    ),
    "quantity, several": (
        [claim(FI, P, "quantity", value="", unit="kaivoshanketta", approximation="several")],
        {(P, "reportedQuantity", "quantity/aland-aether-kaivoshanketta"),
         ("quantity/aland-aether-kaivoshanketta", "schema:minValue", "2"),
         ("quantity/aland-aether-kaivoshanketta", "schema:unitText", "kaivoshanketta@fi")},
    ),
    "quantity, a top share": (
        [claim(FI, "territory/lapland", "quantity", value="20", unit="per cent", unit_language="en",
               approximation="top-share")],
        {("quantity/lapland-per-cent", "schema:maxValue", "20"), ("quantity/lapland-per-cent", "schema:value", "20"),
         ("quantity/lapland-per-cent", "schema:unitText", "per cent@en")},
    ),
    "quantity, more than a fraction": (
        [claim(FI, P, "quantity", value="2.5", unit="milj.", approximation="more-than")],
        {("quantity/aland-aether-milj", "schema:minValue", "2.6")},
    ),
    "eventNumber": (
        [claim(FI, "event/vierailu", "eventNumber", value="9")],
        {("event/vierailu", "cv:eventNumber", "9")},
    ),
    "status": (
        [claim(FI, "event/vierailu", "status", value="planned")],
        {("event/vierailu", "realisationStatus", "realisation/planned")},
    ),
    "section": (
        [claim(FI, "practice/malli", "section", value=" Ei\ntakuita éù ", type="difficulties", position="5")],
        {("practice/malli", "hasSection", "section/malli-difficulties-5"),
         ("section/malli-difficulties-5", "rdf:type", "PracticeSection"),
         ("section/malli-difficulties-5", "dcterms:type", "section-type/difficulties"),
         ("section/malli-difficulties-5", "schema:position", "5"),
         ("section/malli-difficulties-5", "schema:text", "Ei\ntakuita éù@fi")},
    ),
    "aim": ([claim(FI, P, "aim", value="kasvua Åland")], {(P, "org:purpose", "kasvua Åland@fi")}),
    "classification": (
        [claim(FI, "cluster/arctic", "classification", value="university")],
        {("cluster/arctic", "org:classification", "actor-type/university")},
    ),
    "mention": (
        [mention(FI, P, "Åland Æther")],
        {("document/fi-hanke", "schema:mentions", P), (P, "rdf:type", "Project"),
         (P, "skos:prefLabel", "Åland Æther@fi")},
    ),
    "a CURIE with a thing": (
        [claim(FI, "designation/lapland-2014", "rg:designated", "territory/lapland", kind="editorial")],
        {("designation/lapland-2014", "designated", "territory/lapland"),
         ("designation/lapland-2014", "rdf:type", "Designation")},
    ),
    "a CURIE with a concept": (
        [claim(FI, "designation/lapland-2014", "rg:designatedAs", thing("voc:status/model-region"))],
        {("designation/lapland-2014", "designatedAs", "status/model-region")},
    ),
    "a CURIE with an EDTF date": (
        [claim(FI, "designation/lapland-2018", "rg:edtf", value="../2018-02-14")],
        {("designation/lapland-2018", "edtf", "../2018-02-14"), ("designation/lapland-2018", "latest", "2018-02-14")},
    ),
    "a CURIE with a literal": (
        [claim(FI, P, "dcterms:identifier", value="EE-17")],
        {(P, "dcterms:identifier", "EE-17")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_row_gives_its_pattern(row: str) -> None:
    claims, wanted = ROWS[row]
    result = mapped(claims)
    assert wanted <= domain(result, FI)
    assert not result.findings


def test_the_table_the_code_and_the_documentation_name_the_same_predicates() -> None:
    table = (Path(__file__).parents[1] / "docs" / "claims.md").read_text("utf-8")
    documented: set[str] = set()
    for cell in re.findall(r"^\| ([a-zA-Z, ]+) \|", table, re.MULTILINE):
        documented |= set(cell.split(", "))
    assert set(CLAIM_PREDICATES) <= documented
    assert {p for p in PATTERNS if ":" not in p} == set(CLAIM_PREDICATES)


def test_a_leader_is_not_also_given_the_partner_role() -> None:
    result = mapped(
        [
            claim(FI, "territory/lapland", "leads", P),
            claim(PL, "territory/lapland", "partnerIn", P),
        ]
    )
    roles = {o for s, p, o in domain(result) if p == "org:role"}
    assert roles == {"role/lead"}
    assert (M, "org:organization", P) in domain(result, PL)


def test_two_nodes_that_wish_for_one_slug_get_two_iris() -> None:
    claims = [
        claim(FI, "territory/essen", "partnerIn", P),
        claim(FI, "organisation/essen", "partnerIn", P),
    ]
    nodes = {s for s, p, o in domain(mapped(claims)) if o == "org:Membership"}
    assert "membership/aland-aether-essen" in nodes
    assert len(nodes) == 2
    (other,) = nodes - {"membership/aland-aether-essen"}
    assert re.fullmatch("membership/aland-aether-essen-[0-9a-f]{6}", other)


def test_a_very_long_slug_is_cut_at_a_hyphen() -> None:
    (node,) = {
        s for s, p, o in domain(mapped([claim(FI, P, "quantity", value="3", unit="pitkä sana " * 12)]))
        if o == "schema:QuantitativeValue"
    }  # fmt: skip
    assert len(node) < 90
    assert node.endswith(("pitka", "sana"))


def test_an_award_is_known_by_the_first_page_that_says_so() -> None:
    result = mapped(
        [
            claim(FI, "cluster/arctic", "hasLabel", value="silver"),
            claim(PL, "cluster/arctic", "hasLabel", value="silver"),
            claim(PL, "document/pl-projekt", "publishedOn", value="2017-03-01"),
        ]
    )
    assert ("award/arctic-silver", "latest", "2017-03-01") in domain(result, PL)
    assert not [row for row in domain(result, FI) if row[1] == "latest"]


def test_an_event_planned_on_a_page_has_no_attendance_there() -> None:
    result = mapped(
        [
            claim(FI, "event/vierailu", "participants", value="200"),
            claim(FI, "event/vierailu", "status", value="planned"),
            claim(PL, "event/vierailu", "status", value="done"),
        ]
    )
    assert not [row for row in domain(result) if row[1] == "attendance"]
    assert ("event/vierailu", "realisationStatus", "realisation/planned") in domain(result, FI)
    assert ("event/vierailu", "realisationStatus", "realisation/done") in domain(result, PL)
    assert [f.severity for f in result.findings] == ["info"]


def test_a_page_gives_an_event_one_status() -> None:
    result = mapped([
        claim(FI, "event/vierailu", "status", value="planned", confidence=0.6),
        claim(FI, "event/vierailu", "status", value="done", confidence=0.9),
    ])  # fmt: skip
    assert {o for _, p, o in domain(result) if p == "realisationStatus"} == {"realisation/done"}
    assert [f.severity for f in result.findings] == ["info"]


def test_of_two_claims_that_run_both_ways_the_surer_stays() -> None:
    result = mapped(
        [
            claim(FI, "project/remix", "ledTo", P, confidence=0.6),
            claim(FI, P, "ledTo", "project/remix", confidence=0.9, relation="precursorOf"),
        ]
    )
    assert (P, "precursorOf", "project/remix") in domain(result)
    assert ("project/remix", "ledTo", P) not in domain(result)
    assert len(result.findings) == 1


def test_a_theme_that_is_in_no_code_list_becomes_a_keyword() -> None:
    result = mapped(
        [
            claim(FI, P, "hasTheme", thing("theme/poronhoito", "Poronhoito")),
            claim(FI, P, "hasTheme", "theme/mining-industry"),
        ],
        concepts=frozenset({"theme/mining-industry"}),
    )
    assert (P, "schema:keywords", "Poronhoito@mul") in domain(result)
    assert (P, "dcterms:subject", "theme/mining-industry") in domain(result)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (claim(FI, P, "knows", "project/remix"), "in no row"),
        (claim(FI, P, "xx:knows", "project/remix"), "in no row"),
        (claim(FI, "region/fi1d7", "partnerIn", P), "no id of a linked thing"),
        (claim(FI, "territory/a b", "partnerIn", P), "no id of a linked thing"),
        (claim(FI, "territory/lapland", "partnerIn", "territory/lodz"), "object must be one of"),
        (claim(FI, P, "heldIn", "territory/lapland"), "subject must be one of"),
        (claim(FI, P, "participants", value="20"), "subject must be one of"),
        (claim(FI, "case/essen-1", "partOfProject", "partnership/s3"), "identified in one of"),
        (claim(FI, P, "partOfProgramme", value="Interreg"), "object must be a thing"),
        (claim(FI, P, "aim"), "neither an object nor a value"),
        (claim(FI, P, "ledTo", P), "to itself"),
        (claim(FI, P, "ledTo", "project/remix", relation="causes"), "'causes'"),
        (claim(FI, P, "totalBudget", value="paljon"), "not a number"),
        (claim(FI, P, "totalBudget", value="NaN"), "not a finite number"),
        (claim(FI, P, "totalBudget", value="1e30"), "beyond all"),
        (claim(FI, P, "totalBudget", value="-1"), "less than nothing"),
        (claim(FI, P, "totalBudget", value="1", currency="euro"), "ISO 4217"),
        (claim(FI, P, "fundingRate", value="881"), "between 0 and 100"),
        (claim(FI, P, "startDate", value="keväällä"), "not a date"),
        (claim(FI, P, "startDate", value="2018-13"), "no such month"),
        (claim(FI, "event/vierailu", "eventNumber", value="0"), "number of an event"),
        (claim(FI, "cluster/arctic", "hasLabel", value="platinum"), "code list label-level"),
        (claim(FI, "event/vierailu", "status", value="maybe"), "code list realisation"),
        (claim(FI, "territory/lapland", "partnerIn", P, role="boss"), "code list role"),
        (claim(FI, P, "quantity", value="3", approximation="roughly"), "code list approximation"),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_mapped_becomes_a_finding(bad: Claim, why: str) -> None:
    concepts = frozenset({"label-level/silver", "realisation/done", "role/partner", "approximation/exactly"})
    result = mapped([bad], concepts=concepts)
    (finding,) = result.findings
    assert why in finding.message
    assert finding.severity == "warning"
    assert finding.quote == bad.evidence.quote
    assert finding.remedy
    assert not result.domain


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    good = claim(FI, P, "aim", value="kasvua")
    moved = good.with_(evidence=good.evidence.__class__(FI.id, 1, good.evidence.end + 1, good.evidence.quote))
    beyond = good.with_(evidence=good.evidence.__class__(FI.id, 0, 10_000, good.evidence.quote + "…"))
    elsewhere = good.with_(evidence=good.evidence.__class__("muualla", 0, 4, "Mitä"))
    result = mapped([moved, beyond, elsewhere])
    assert not result.domain
    assert len(result.findings) == 3


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [c for group, _ in ROWS.values() for c in group]
    claims += [
        claim(PL, P, "totalBudget", value="400000", currency="PLN"),
        claim(PL, P, "date", value="2017"),
        mention(PL, P, "ÅLAND Æther"),
        mention(PL, P, "Aether", "alias"),
    ]
    first = [q.line() for q in mapped(claims).quads()]
    shuffled = list(claims)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
        again = mapped(shuffled)
        assert [q.line() for q in again.quads()] == first
    assert not [q for q in mapped(claims).quads() if q.subject.startswith("_:") or "\x00" in q.line()]


SCRIPT = """
import hashlib
from claim_builder import FI, claim, mapped
claims = [claim(FI, f"{path}/essen", "partnerIn", "project/x") for path in ("territory", "organisation", "cluster")]
print(hashlib.sha256("".join(q.line() for q in mapped(claims).quads()).encode()).hexdigest())
"""


def test_the_seed_of_hashes_does_not_matter() -> None:
    home = Path(__file__).parent
    path = os.pathsep.join((str(home), str(home.parent / "src")))
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(made) == 1


def test_claims_with_one_id_are_one_claim() -> None:
    one = claim(FI, P, "aim", value="kasvua", confidence=0.5)
    result = mapped([one, one.with_(confidence=0.8), one])
    assert [f.lexical for f in _confidences(result.annotations[FI.id])] == ["0.8"]


def _confidences(quads: tuple[object, ...]) -> list[Value]:
    found = [getattr(q, "object", None) for q in quads if str(getattr(q, "predicate", "")).endswith("#confidence")]
    return [v for v in found if isinstance(v, Value)]


def test_the_codes_of_the_packaged_lists_are_known() -> None:
    concepts = known_concepts()
    assert {"role/lead", "label-level/silver", "realisation/planned", "section-type/difficulties"} <= concepts
    assert {"approximation/top-share", "theme/mining-industry", "assertion/computed"} <= concepts


def test_a_thing_keeps_a_name_even_where_no_mention_gives_one() -> None:
    result = mapped([claim(PL, Thing("event/wizyta", "Event", "Wizyta w Łodzi", "pl"), "partOfProject", P)])
    assert ("event/wizyta", "skos:prefLabel", "Wizyta w Łodzi@pl") in domain(result)
    assert IRIS.graph("pl-projekt") == result.domain["pl-projekt"][0].graph
