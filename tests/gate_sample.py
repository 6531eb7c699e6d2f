"""Two pages on one project, as the mapping would write them: domain quads, evidence quads and reference quads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rdflib import Graph
from rdflib.term import Node

from regiograph.authority import load_authority
from regiograph.concepts import label_index
from regiograph.extract import EXTRACTORS
from regiograph.link import link
from regiograph.map import Mapped, map_claims
from regiograph.model import Quad, Value
from regiograph.read import read_documents
from regiograph.resources import layered
from regiograph.terms import EDTF, EU, NUTS, VOC, Iris, digest, expand
from regiograph.validate import Report, load_background, validate_release_data

IRIS = Iris("https://data.example.org/")
SHAPES = layered("shapes", None, ".ttl")
Row = tuple[str, str, str | Value]


def text(words: str, language: str = "en") -> Value:
    return Value(words, language=language)


def quads(document: str, *rows: Row) -> list[Quad]:
    """Quads of a document's graph from (type/slug, CURIE, term); a string term is type/slug, ``voc:…`` or a CURIE."""
    return [Quad(node(s), expand(p), node(o) if isinstance(o, str) else o, IRIS.graph(document)) for s, p, o in rows]


def node(ident: str) -> str:
    if ident.startswith("voc:"):
        return VOC + ident.removeprefix("voc:")
    if ident.startswith("nuts:"):
        return NUTS + ident.removeprefix("nuts:")
    if ident.startswith("lang:"):
        return f"{EU}language/{ident.removeprefix('lang:')}"
    return IRIS.thing(ident) if "/" in ident else expand(ident)


def pages() -> dict[str, list[Quad]]:
    """Page one gives names, partners, dates and the share; page two the total, and another partner."""
    one = quads(
        "page-1",
        ("project/lodz", "rdf:type", "rg:Project"), ("project/lodz", "skos:prefLabel", text("Hanke Łódź–Åland", "fi")),
        ("project/lodz", "rg:edtf", Value("2019-03/2020", EDTF)),
        ("project/lodz", "rg:earliest", Value("2019-03-01", "date")),
        ("project/lodz", "rg:latest", Value("2020-12-31", "date")),
        ("membership/lodz-lapland", "rdf:type", "org:Membership"),
        ("membership/lodz-lapland", "org:organization", "project/lodz"),
        ("membership/lodz-lapland", "rg:forTerritory", "territory/lapland"),
        ("membership/lodz-lapland", "org:role", "voc:role/lead"),
        ("project/lodz", "schema:funding", "grant/lodz-erdf"), ("grant/lodz-erdf", "rdf:type", "schema:MonetaryGrant"),
        ("grant/lodz-erdf", "rg:fromFund", "fund/erdf"),
        ("grant/lodz-erdf", "rg:fundingShare", Value("88.1", "decimal")),
        ("grant/lodz-erdf", "schema:amount", "amount/lodz-erdf"),
        ("amount/lodz-erdf", "rdf:type", "schema:MonetaryAmount"),
        ("amount/lodz-erdf", "schema:value", Value("381261.56", "decimal")),
        ("amount/lodz-erdf", "schema:currency", Value("EUR")),
    )  # fmt: skip
    two = quads(
        "page-2",
        ("project/lodz", "rdf:type", "rg:Project"), ("project/lodz", "skos:prefLabel", text("Projekt éù", "pl")),
        ("project/lodz", "rg:totalCost", "amount/lodz-total"),
        ("amount/lodz-total", "rdf:type", "schema:MonetaryAmount"),
        ("amount/lodz-total", "schema:value", Value("432760.00", "decimal")),
        ("amount/lodz-total", "schema:currency", Value("EUR")),
        ("membership/lodz-lapland", "rdf:type", "org:Membership"),
        ("membership/lodz-lapland", "org:organization", "project/lodz"),
        ("project/lodz", "dcterms:subject", "theme/mining-industry"),
        ("event/launch", "rdf:type", "schema:Event"), ("event/launch", "skos:prefLabel", text("Lancement éù", "fr")),
        ("event/launch", "rg:realisationStatus", "voc:realisation/planned"),
        ("event/launch", "schema:location", "territory/lapland"),
    )  # fmt: skip
    return {"page-1": one, "page-2": two}


def reference() -> list[Quad]:
    return quads(
        "reference",
        ("territory/lapland", "rdf:type", "rg:Territory"), ("territory/lapland", "skos:prefLabel", text("Lapland")),
        ("territory/lapland", "cv:code", "nuts:FI1D7"), ("territory/lapland", "dcterms:isPartOf", "country/FIN"),
        ("fund/erdf", "rdf:type", "rg:Fund"), ("fund/erdf", "skos:prefLabel", text("ERDF", "mul")),
        ("document/page-1", "rdf:type", "foaf:Document"), ("document/page-1", "dcterms:language", "lang:FIN"),
        ("document/page-1", "dcterms:title", text("Sivu yksi", "fi")),
    )  # fmt: skip


COMPUTED = frozenset({("amount/lodz-erdf", "schema:value")})


def evidence(document: str, domain: Iterable[Quad]) -> list[Quad]:
    """One annotation a statement, quoting a sentence of its own; those of COMPUTED are of that kind."""
    rows: list[Row] = []
    out: list[Quad] = []
    computed = {(IRIS.thing(s), expand(p)) for s, p in COMPUTED}
    for number, quad in enumerate(domain):
        key = digest(document, quad.line())
        kind = "computed" if (quad.subject, quad.predicate) in computed else "stated"
        rows += [
            (f"statement/{key}", "rdf:type", "rdf:Statement"),
            (f"annotation/{key}", "rdf:type", "oa:Annotation"),
            (f"annotation/{key}", "oa:hasBody", f"statement/{key}"),
            (f"annotation/{key}", "rg:confidence", Value("0.97", "decimal")),
            (f"annotation/{key}", "rg:assertionKind", f"voc:assertion/{kind}"),
            (f"annotation/{key}", "oa:hasTarget", f"annotation/{key}#target"),
            (f"annotation/{key}#target", "oa:hasSource", f"document/{document}"),
            (f"annotation/{key}#target", "oa:hasSelector", f"annotation/{key}#quote"),
            (f"annotation/{key}#target", "oa:hasSelector", f"annotation/{key}#position"),
            (f"annotation/{key}#quote", "oa:exact", Value(f"Lause {number} éù.")),
            (f"annotation/{key}#position", "oa:start", Value(str(number * 20), "nonNegativeInteger")),
            (f"annotation/{key}#position", "oa:end", Value(str(number * 20 + 12), "nonNegativeInteger")),
        ]
        for predicate, term in (("subject", quad.subject), ("predicate", quad.predicate), ("object", quad.object)):
            out.append(Quad(node(f"statement/{key}"), expand(f"rdf:{predicate}"), term, IRIS.graph(document)))
    return quads(document, *rows) + out


def all_evidence(documents: Mapping[str, Sequence[Quad]]) -> dict[str, list[Quad]]:
    return {name: evidence(name, domain) for name, domain in documents.items()}


def check(
    documents: Mapping[str, Sequence[Quad]] | None = None,
    known: Sequence[Quad] | None = None,
    *,
    quotes: Mapping[str, Sequence[Quad]] | None = None,
    language: str = "en",
    shapes: Sequence[Path] = SHAPES,
) -> Report:
    """validate_release_data over the sample, or what is given in its place, with all evidence unless given."""
    chosen = pages() if documents is None else documents
    return validate_release_data(
        chosen,
        reference() if known is None else known,
        shapes,
        annotations=all_evidence(chosen) if quotes is None else quotes,
        language=language,
        background=load_background(),
    )


def triples(rows: Iterable[Quad]) -> list[tuple[Node, Node, Node]]:
    """Quads as rdflib triples, literals in their own spelling."""
    lines = "".join(quad.line().rpartition(" <")[0] + " .\n" for quad in rows)
    return list(Graph().parse(data=lines, format="nt"))


def mapped_pages() -> Mapped:
    """Two of the repository's sample pages through all rooms before the gate."""
    folder = Path(__file__).parents[1] / "data" / "documents"
    documents = {d.id: d for d in read_documents(folder, date="2026-11-22").documents}
    chosen = {name: documents[name] for name in sorted(documents)[3:10:5]}
    authority = load_authority()
    reader = EXTRACTORS["grammar"](authority, {"theme": label_index("theme")})
    claims = link((claim for document in chosen.values() for claim in reader(document)), authority)
    return map_claims(claims, chosen, authority, IRIS)


def with_rows(document: str, *rows: Row) -> dict[str, list[Quad]]:
    """The sample with further rows on one page."""
    documents = pages()
    documents[document] += quads(document, *rows)
    return documents
