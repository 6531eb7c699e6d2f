"""The reference graph: what the authority data and the sidecar files know and no page says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claim_builder import AUTHORITY, FI, PL, claim, mapped, mention, rows, thing
from regiograph.authority import Authority, Record
from regiograph.map import Mapped, language_codes

REFERENCE = "https://data.example.org/graph/reference"


def _reference(result: Mapped) -> set[tuple[str, str, str]]:
    return rows(result.reference)


def test_a_region_brings_its_codes_labels_and_country() -> None:
    known = _reference(mapped([mention(FI, "territory/lapland", "Lapissa", "inflected")]))
    assert {
        ("territory/lapland", "cv:code", "nuts:FI1D7"), ("territory/lapland", "dcterms:isPartOf", "country/FIN"),
        ("territory/lapland", "skos:prefLabel", "Lapland@en"), ("territory/lapland", "skos:prefLabel", "Laponia@pl"),
        ("territory/lapland", "skos:prefLabel", "Lappland@sv"),
        ("territory/lapland", "dcterms:source", f"{REFERENCE}#nuts.csv"),
        ("country/FIN", "rdf:type", "dcterms:Location"), ("country/FIN", "skos:notation", "FI"),
        ("country/FIN", "skos:prefLabel", "Suomi@fi"),
    } <= known  # fmt: skip
    assert not [o for _, _, o in known if o.endswith("@el")]


def test_labels_of_a_language_of_the_workspace_are_there() -> None:
    known = _reference(mapped([mention(FI, "territory/lapland", "Lapissa", "inflected")], languages=("el",)))
    assert ("territory/lapland", "skos:prefLabel", "Λαπωνία@el") in known


def test_what_a_page_states_is_left_out() -> None:
    result = mapped(
        [
            mention(FI, "territory/lapland", "Lappi"),
            claim(FI, "territory/lapland", "locatedIn", "country/FIN"),
        ]
    )
    known = _reference(result)
    assert ("territory/lapland", "skos:prefLabel", "Lappi@fi") not in known
    assert ("territory/lapland", "dcterms:isPartOf", "country/FIN") not in known
    assert ("territory/lapland", "rdf:type", "Territory") not in known
    assert ("territory/lapland", "skos:prefLabel", "Lapland@en") in known


def test_a_body_brings_the_territory_that_it_governs() -> None:
    known = _reference(mapped([mention(FI, "organisation/regional-council-of-lapland", "Lapin liitto")]))
    body = "organisation/regional-council-of-lapland"
    assert {
        (body, "governs", "territory/lapland"), (body, "rdf:type", "cv:PublicOrganisation"),
        ("territory/lapland", "rdf:type", "Territory"), ("territory/lapland", "cv:code", "nuts:FI1D7"),
    } <= known  # fmt: skip


def test_things_that_nobody_uses_are_not_there() -> None:
    known = _reference(mapped([mention(FI, "fund/erdf", "EAKR", "acronym")]))
    assert not [s for s, _, _ in known if s.startswith(("territory/", "country/", "organisation/"))]


def test_a_thing_under_a_pinned_slug_keeps_its_authority() -> None:
    lapland = thing("territory/lappi", "Lappi", authority="territory/lapland")
    known = _reference(
        mapped(
            [
                mention(FI, lapland, "Lapissa", "inflected"),
                mention(FI, "organisation/regional-council-of-lapland", "Lapin liitto"),
            ]
        )
    )
    assert ("territory/lappi", "cv:code", "nuts:FI1D7") in known
    assert ("organisation/regional-council-of-lapland", "governs", "territory/lappi") in known
    assert not [s for s, _, _ in known if s == "territory/lapland"]


def test_a_record_without_a_wanted_language_is_still_named() -> None:
    records = dict(AUTHORITY.records) | {"fund/x": Record("fund/x", "Fund", {"el": ("Ταμείο",)}, "funds.toml")}
    known = _reference(mapped([mention(FI, "fund/x", "Xää", "inflected")], authority=Authority(records)))
    assert ("fund/x", "skos:prefLabel", "Ταμείο@mul") in known


def test_pages_are_described_by_their_metadata() -> None:
    known = _reference(mapped([]))
    assert {
        ("document/fi-hanke", "rdf:type", "foaf:Document"), ("document/fi-hanke", "dcterms:title", "Hanke éù@fi"),
        ("document/fi-hanke", "dcterms:issued", "2018-02-14"), ("document/fi-hanke", "dcterms:source", "https://example.org/fi"),
        ("document/fi-hanke", "dcterms:language", "http://publications.europa.eu/resource/authority/language/FIN"),
        ("document/fi-hanke", "dcterms:license", "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"),
        ("document/pl-projekt", "dcterms:title", "pl-projekt@mul"),
    } <= known  # fmt: skip


def test_a_date_in_the_text_goes_before_that_of_the_sidecar() -> None:
    result = mapped([claim(FI, "document/fi-hanke", "publishedOn", value="2018-02-15")])
    assert not [row for row in _reference(result) if row[:2] == ("document/fi-hanke", "dcterms:issued")]


def test_quads_are_sorted_and_lie_in_the_reference_graph() -> None:
    result = mapped([mention(PL, "territory/lapland", "Laponię", "inflected")])
    assert {q.graph for q in result.reference} == {REFERENCE}
    lines = [q.line() for q in result.reference]
    assert lines == sorted(set(lines))


def test_language_codes_are_read_from_the_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "authority"
    folder.mkdir(parents=True)
    (folder / "languages.csv").write_text("code,authority\nfi,FIN\nse,SME\n", "utf-8")
    assert language_codes(tmp_path) == {"fi": "FIN", "se": "SME"}


def test_an_address_with_spaces_becomes_an_iri() -> None:
    page = replace(FI, url="https://example.org/a b/{é}", licence="https://example.org/my licence")
    known = _reference(mapped([], page))
    assert ("document/fi-hanke", "dcterms:source", "https://example.org/a%20b/%7Bé%7D") in known
    assert ("document/fi-hanke", "dcterms:license", "https://example.org/my%20licence") in known
