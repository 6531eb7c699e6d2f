"""The class diagram of the vocabulary as one SVG: boxes in columns, a row for each property, a curve to its target.

Only the places of the boxes are decided here; classes, properties, domains and ranges are read from the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

RG = "https://w3id.org/regiograph/ns#"
WIDTH, GAP, MARGIN = 262, 92, 56
HEAD, ROW, PAD, SPACE, TOP = 44, 21, 10, 26, 178
FONTS = "Inter, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"
INK, PAPER, QUIET = "#1d2733", "#fbfaf7", "#6b7683"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the poster: its title, its colour and its boxes from top to bottom (CURIEs)."""

    title: str
    colour: str
    boxes: tuple[str, ...]


COLUMNS = (
    Column("What is said of territories", "#7a4fa3", (
        "rg:Designation", "rg:LabelAward", "rg:CapabilityStatement", "rg:TerritorialMap", "rg:Linkage",
        "rg:DemonstrationOpportunity")),
    Column("Places and bodies", "#1f6f8b", (
        "rg:Territory", "org:Organization", "rg:ClusterOrganisation", "org:Membership", "rg:Strategy")),
    Column("Collaborations", "#2e7d4f", (
        "org:OrganizationalCollaboration", "rg:Cluster", "rg:Project", "rg:Partnership", "rg:Network",
        "rg:Initiative")),
    Column("Programmes and money", "#b5651d", (
        "rg:Programme", "rg:Fund", "schema:MonetaryGrant", "schema:MonetaryAmount", "schema:QuantitativeValue")),
    Column("Events, practices, evidence", "#b03a5b", (
        "schema:Event", "rg:CaseStudy", "rg:GoodPractice", "rg:PracticeSection", "oa:Annotation")),
)  # fmt: skip

REUSED = {
    "org:Membership": (("org:organization", "org:OrganizationalCollaboration"), ("org:member", "org:Organization"),
                       ("org:role", "‹role›")),
    "rg:Project": (("schema:funding", "schema:MonetaryGrant"),),
    "rg:TerritorialMap": (("prov:hadMember", "rg:Linkage"),),
    "rg:CapabilityStatement": (("dcterms:subject", "‹theme›"),),
    "rg:Territory": (("cv:code", "NUTS"), ("dcterms:isPartOf", "rg:Territory")),
    "schema:MonetaryGrant": (("schema:amount", "schema:MonetaryAmount"),),
    "schema:MonetaryAmount": (("schema:value", "xsd:decimal"), ("schema:currency", "ISO 4217")),
    "schema:QuantitativeValue": (("schema:value", "xsd:decimal"), ("schema:unitText", "text")),
    "schema:Event": (("schema:location", "rg:Territory"),),
    "rg:Designation": (("schema:issuedBy", "org:Organization"),),
    "oa:Annotation": (("oa:hasBody", "rdf:Statement"), ("oa:hasTarget", "quote and position")),
}  # fmt: skip
"""Rows of properties of other vocabularies that carry the patterns of the data."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line in a box: a property and the names of what it points to."""

    name: str
    targets: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the property is ours and not reused."""
        return self.name.startswith("rg:")


@dataclass(frozen=True, slots=True)
class Box:
    """A class at its place on the poster."""

    name: str
    label: str
    above: str
    rows: tuple[Row, ...]
    x: int
    y: int
    column: int

    @property
    def height(self) -> int:
        """The height in pixels, rows included."""
        return HEAD + (len(self.rows) * ROW + PAD if self.rows else 0)


def draw(ontology: Graph) -> str:
    """The SVG document, the same bytes for the same ontology."""
    boxes = {b.name: b for b in _place(ontology)}
    anywhere = [_curie(p, ontology) for p in _own_properties(ontology) if not list(ontology.objects(p, RDFS.domain))]
    width = 2 * MARGIN + len(COLUMNS) * WIDTH + (len(COLUMNS) - 1) * GAP
    bottom = max(b.y + b.height for b in boxes.values())
    height = bottom + 190
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="Classes and properties of the regiograph vocabulary" font-family="{FONTS}">',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *_title(ontology, width),
        *_columns(bottom),
        *_subclass_lines(boxes),
        *_curves(boxes),
        *(line for b in boxes.values() for line in _box(b)),
        *_footer(ontology, sorted(anywhere), bottom),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(ontology: Graph) -> Iterator[Box]:
    for index, column in enumerate(COLUMNS):
        y = TOP
        for name in column.boxes:
            term = _expand(name, ontology)
            supers = (_curie(o, ontology) for o in ontology.objects(term, RDFS.subClassOf) if isinstance(o, URIRef))
            label = str(
                next((o for o in ontology.objects(term, RDFS.label) if getattr(o, "language", "") == "en"), name)
            )
            rows = tuple(_rows(name, term, ontology))
            box = Box(name, label, ", ".join(sorted(supers)), rows, MARGIN + index * (WIDTH + GAP), y, index)
            yield box
            y += box.height + SPACE


def _rows(name: str, term: URIRef, ontology: Graph) -> Iterator[Row]:
    for prop in _own_properties(ontology):
        if term in _classes(ontology, prop, RDFS.domain):
            yield Row(_curie(prop, ontology), _targets(ontology, prop))
    if name == "rg:Cluster":
        yield Row("rg:managedBy", ("rg:ClusterOrganisation",))
    for prop_name, target in REUSED.get(name, ()):
        yield Row(prop_name, (target,))


def _targets(ontology: Graph, prop: URIRef) -> tuple[str, ...]:
    scheme = ontology.value(prop, RDFS.seeAlso)
    if SKOS.Concept in _classes(ontology, prop, RDFS.range) and scheme:
        return (f"‹{str(scheme).rpartition('/')[2]}›",)
    found = [_curie(c, ontology) for c in _classes(ontology, prop, RDFS.range)]
    return tuple(found) or ("0 to 1" if prop == URIRef(RG + "confidence") else "anything",)


def _classes(ontology: Graph, prop: URIRef, predicate: URIRef) -> list[URIRef]:
    found: list[URIRef] = []
    for value in ontology.objects(prop, predicate):
        members = ontology.value(value, OWL.unionOf)
        found += [m for m in (Collection(ontology, members) if members else [value]) if isinstance(m, URIRef)]
    return found


def _own_properties(ontology: Graph) -> list[URIRef]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {
        s for kind in kinds for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(RG)
    }
    return sorted(found)


def _expand(curie: str, ontology: Graph) -> URIRef:
    prefix, _, local = curie.partition(":")
    return URIRef({p: str(n) for p, n in ontology.namespaces()}[prefix] + local)


def _curie(term: Node, ontology: Graph) -> str:
    return ontology.namespace_manager.normalizeUri(str(term))


def _text(x: float, y: float, words: str, size: float = 13, fill: str = INK, extra: str = "") -> str:
    style = f'font-size="{size:g}" fill="{fill}"{" " + extra if extra else ""}'
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(words)}</text>'


def _title(ontology: Graph, width: int) -> Iterator[str]:
    (subject,) = ontology.subjects(RDF.type, OWL.Ontology)
    titles = {str(getattr(o, "language", "")): str(o) for o in ontology.objects(subject, DCTERMS.title)}
    yield _text(MARGIN, 62, titles["en"], 30, extra='font-weight="700"')
    yield _text(MARGIN, 90, f"{titles['fi']}  ·  {titles['pl']}", 14, QUIET)
    legend = f"rg: {RG}   ·   version {ontology.value(subject, OWL.versionInfo)}   ·   CC BY 4.0"
    yield _text(width - MARGIN, 62, legend, 13, QUIET, 'text-anchor="end"')


def _columns(bottom: int) -> Iterator[str]:
    for index, column in enumerate(COLUMNS):
        x = MARGIN + index * (WIDTH + GAP)
        yield (
            f'<rect x="{x - 18}" y="{TOP - 54}" width="{WIDTH + 36}" height="{bottom - TOP + 76}" rx="16"'
            f' fill="{column.colour}" opacity="0.055"/>'
        )
        yield _text(x, TOP - 24, column.title, 16, column.colour, 'font-weight="700"')


def _box(box: Box) -> Iterator[str]:
    colour = COLUMNS[box.column].colour
    own = box.name.startswith("rg:")
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="8" fill="#ffffff" stroke="{colour}"'
        f' stroke-width="{1.6 if own else 1.2}"{"" if own else " stroke-dasharray=" + chr(34) + "5 3" + chr(34)}/>'
    )
    if own:
        yield (
            f'<path d="M{box.x} {box.y + HEAD}v-{HEAD - 8}a8 8 0 0 1 8 -8h{WIDTH - 16}a8 8 0 0 1 8 8v{HEAD - 8}z"'
            f' fill="{colour}"/>'
            if box.rows
            else f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEAD}" rx="8" fill="{colour}"/>'
        )
    bright, soft = ("#ffffff", "#f1ecf5") if own else (colour, QUIET)
    yield _text(box.x + 12, box.y + 20, box.name.partition(":")[2], 15, bright, 'font-weight="700"')
    yield _text(box.x + 12, box.y + 36, f"under {box.above}" if box.above else box.name, 10, soft)
    for number, row in enumerate(box.rows):
        y = box.y + HEAD + 17 + number * ROW
        yield _text(box.x + 12, y, row.name.removeprefix("rg:"), 12, INK if row.own else QUIET,
                    'font-weight="600"' if row.own else 'font-style="italic"')  # fmt: skip
        shown = ", ".join(t.removeprefix("rg:") for t in row.targets)
        if len(row.name) + len(shown) > 33:
            shown = f"{len(row.targets)} classes" if len(row.targets) > 1 else shown.rpartition(":")[2]
        yield _text(box.x + WIDTH - 12, y, shown, 11, QUIET, 'text-anchor="end"')


def _curves(boxes: dict[str, Box]) -> Iterator[str]:
    for box in boxes.values():
        for number, row in enumerate(box.rows):
            y = box.y + HEAD + 13 + number * ROW
            for target in row.targets:
                if target in boxes and target != box.name:
                    yield _curve(box, boxes[target], y, row.own)


def _curve(source: Box, target: Box, y: int, own: bool) -> str:
    colour = COLUMNS[source.column].colour
    end = target.y + HEAD // 2
    if source.column == target.column:
        x, reach = source.x + WIDTH, 30 + abs(end - y) // 14
        path = f"M{x} {y}C{x + reach} {y} {x + reach} {end} {x + 7} {end}"
        tip = f"M{x} {end}l8 -4.5v9z"
    else:
        right = target.column > source.column
        x, x2 = (source.x + WIDTH, target.x) if right else (source.x, target.x + WIDTH)
        turn, away = (1, -1) if right else (-1, 1)
        bend = max(46, abs(x2 - x) // 2)
        path = f"M{x} {y}C{x + turn * bend} {y} {x2 + away * bend} {end} {x2 + away * 7} {end}"
        tip = f"M{x2} {end}l{away * 8} -4.5v9z"
    dash = "" if own else ' stroke-dasharray="4 3"'
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5" opacity="0.62"{dash}/>'
        f'<path d="{tip}" fill="{colour}" opacity="0.85"/>'
    )


def _subclass_lines(boxes: dict[str, Box]) -> Iterator[str]:
    for box in boxes.values():
        for parent in box.above.split(", "):
            if parent in boxes and boxes[parent].column == box.column:
                colour, top = COLUMNS[box.column].colour, boxes[parent]
                x, y1, y2 = box.x, box.y + HEAD // 2, top.y + HEAD - 10
                yield (
                    f'<path d="M{x} {y1}H{x - 11}V{y2}H{x - 7}" fill="none" stroke="{colour}" stroke-width="1.2"/>'
                    f'<path d="M{x} {y2}l-8 -5v10z" fill="#ffffff" stroke="{colour}" stroke-width="1.2"/>'
                )


def _footer(ontology: Graph, anywhere: list[str], bottom: int) -> Iterator[str]:
    y = bottom + 66
    yield _text(MARGIN, y, "On anything", 16, INK, 'font-weight="700"')
    yield _text(
        MARGIN + 108, y, "blue: lineage, from anything to anything; sand: dates, numbers, management", 12, QUIET
    )
    x = float(MARGIN)
    for name in anywhere:
        shown = name.removeprefix("rg:")
        wide = 22 + 7.4 * len(shown)
        fill = "#dfe8f0" if _is_lineage(ontology, _expand(name, ontology)) else "#f4ead9"
        yield f'<rect x="{x:g}" y="{y + 14}" width="{wide:g}" height="26" rx="13" fill="{fill}"/>'
        yield _text(x + wide / 2, y + 32, shown, 12, INK, 'text-anchor="middle" font-weight="600"')
        x += wide + 10
    words = (
        "Filled: classes of this vocabulary. Dashed: what is reused from others. White triangle: subclass. ‹ ›: a code "
        "list. Territory is not authority; a fund is not a programme; a cluster is not its manager."
    )
    yield _text(MARGIN, y + 74, words, 12, QUIET)
    note = "Every statement of the data has an annotation with the sentence that supports it, a confidence and a kind."
    yield _text(MARGIN, y + 94, note, 12, QUIET)


def _is_lineage(ontology: Graph, prop: URIRef) -> bool:
    return (prop, RDF.type, OWL.ObjectProperty) in ontology and (prop, RDFS.range, None) not in ontology
