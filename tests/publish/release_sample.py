"""A small release's content: two documents, odd literals, reference and vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from regiograph.model import Document, Quad, Value
from regiograph.publish.content import Content
from regiograph.terms import EDTF, PREFIXES, RG, VOC, Iris, digest, expand

BASE = "https://data.example.org/"
IRIS = Iris(BASE)
TYPE = expand("rdf:type")
CONTEXT = {
    "rg": RG, "skos": PREFIXES["skos"], "xsd": PREFIXES["xsd"], "dcterms": PREFIXES["dcterms"],
    "id": "@id", "type": "@type", "Project": "rg:Project", "Territory": "rg:Territory",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "underProgramme": {"@id": "rg:underProgramme", "@type": "@id"},
    "earliest": {"@id": "rg:earliest", "@type": "xsd:date"},
    "totalCost": {"@id": "rg:totalCost", "@type": "xsd:decimal"},
    "isPartOf": {"@id": "dcterms:isPartOf", "@type": "@id", "@container": "@set"},
}  # fmt: skip
ODD = 'éù "quotes"\n Łódź\t\\ back\r and """triple""" end"'


def quads_of(graph: str, *rows: tuple[str, str, str | Value]) -> list[Quad]:
    """Quads from (thing id or IRI, CURIE, thing id, IRI or literal)."""

    def iri(name: str) -> str:
        return name if ":" in name else IRIS.thing(name)

    return [Quad(iri(s), expand(p), iri(o) if isinstance(o, str) else o, IRIS.graph(graph)) for s, p, o in rows]


def sample() -> Content:
    """Two documents that share a triple, with evidence for one of them."""
    shared = (
        ("project/remix", "rdf:type", RG + "Project"),
        ("project/remix", "skos:prefLabel", Value("REMIX", language="mul")),
    )
    north = quads_of(
        "north", *shared,
        ("project/remix", "skos:prefLabel", Value("Łódź – Åland \"éù\"", language="pl")),
        ("project/remix", "skos:altLabel", Value("Älykäs", language="fi")),
        ("project/remix", "skos:altLabel", Value("-30 °C", language="fi")),
        ("project/remix", "rg:underProgramme", "programme/interreg-europe"),
        ("project/remix", "rg:earliest", Value("2018-10-01", "date")),
        ("project/remix", "rg:edtf", Value("[2018-10..2018-12]", EDTF)),
        ("project/remix", "schema:position", Value("3", "integer")),
        ("project/remix", "rg:totalCost", Value("432760.00", "decimal")),
        ("project/remix", "schema:text", Value(ODD)),
        ("project/remix", "dcterms:spatial", "territory/lapland"),
        ("project/remix", "dcterms:subject", VOC + "theme/mining-industry"),
        ("project/remix", "rdfs:seeAlso", "https://example.org/wiki/a_(b)?q=ä&x=1#frag"),
        ("membership/m1", "rdf:type", expand("org:Membership")),
        ("membership/m1", "org:role", VOC + "role/lead"),
        ("membership/m1", "org:organization", "project/remix"),
        ("membership/m1", "rg:forTerritory", "territory/lapland"),
    )  # fmt: skip
    south = quads_of("south", *shared, ("programme/interreg-europe", "rdf:type", RG + "Programme"))
    finland = IRIS.thing("country/FIN")
    reference = quads_of(
        "reference", ("territory/lapland", "rdf:type", RG + "Territory"),
        ("territory/lapland", "skos:prefLabel", Value("Lapland", language="en")),
        ("territory/lapland", "skos:prefLabel", Value("Lappi", language="fi")),
        ("territory/lapland", "dcterms:isPartOf", finland),
        (finland, "skos:prefLabel", Value("Finland", language="en")),
        ("territory/unused", "skos:prefLabel", Value("Nowhere", language="en")),
    )  # fmt: skip
    vocabulary = quads_of("vocabulary", (VOC + "role/lead", "skos:prefLabel", Value("lead partner", language="en")))
    documents = (
        Document(
            "north", "north.txt", "REMIX alkoi Łódźissa.\n", "fi", title="Älykäs pohjoinen", retrieved="2026-01-02"
        ),
        Document("south", "south.html", "REMIX.\n", "en"),
    )
    return supported(Content(
        iris=IRIS, documents=documents, domain={"north": north, "south": south},
        reference=reference, vocabulary=vocabulary, reports={"validation.txt": "conforms\n"}, context=CONTEXT,
        languages=("en", "fi"), title="Łódź and Åland",
    ))  # fmt: skip


def supported(content: Content) -> Content:
    """The content with one annotation a document, which quotes its first line for all of its statements."""
    notes = {d.id: evidence_of(d, content.domain.get(d.id, ())) for d in content.documents}
    return replace(content, annotations=notes)


def evidence_of(document: Document, quads: Iterable[Quad]) -> list[Quad]:
    """The annotation ``a-DOCUMENT`` and its statements, in the pattern of docs/claims.md."""
    quote = document.text.partition("\n")[0]
    note = f"annotation/a-{document.id}"
    target, words, place = (IRIS.thing(f"{note}#{part}") for part in ("target", "quote", "position"))
    rows: list[tuple[str, str, str | Value]] = [
        (note, "rdf:type", expand("oa:Annotation")), (note, "oa:hasTarget", target),
        (note, "rg:confidence", Value("0.97", "decimal")), (note, "rg:assertionKind", VOC + "assertion/stated"),
        (target, "oa:hasSelector", words), (target, "oa:hasSelector", place),
        (words, "rdf:type", expand("oa:TextQuoteSelector")), (words, "oa:exact", Value(quote)),
        (words, "oa:prefix", Value("")), (words, "oa:suffix", Value(document.text[len(quote) :][:32])),
        (place, "oa:start", Value("0", "nonNegativeInteger")),
        (place, "oa:end", Value(str(len(quote)), "nonNegativeInteger")),
    ]  # fmt: skip
    for q in quads:
        name = f"statement/{digest(q.line(), length=16)}"
        rows += [
            (note, "oa:hasBody", name), (name, "rdf:type", expand("rdf:Statement")), (name, "rdf:subject", q.subject),
            (name, "rdf:predicate", q.predicate), (name, "rdf:object", q.object),
        ]  # fmt: skip
    return quads_of(document.id, *rows)
