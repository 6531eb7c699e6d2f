"""DCAT-AP 3.0.1 as one table: what each class must and should say, in what form, from which code list.

Our own encoding of the profile (SEMIC, 2025), so that a catalogue can be checked where its shapes are not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.model import Finding, Severity, Value
from regiograph.publish.catalog_codes import PUBLISHER_TYPE, Codes
from regiograph.quality.graph import CatalogueGraph, Term, iri
from regiograph.terms import EU

CHECKSUM_HOME = "https://spdx.org/rdf/terms"
_LEXICAL = {
    "nonNegativeInteger": re.compile(r"\+?\d+|-0+"), "hexBinary": re.compile(r"(?:[0-9A-Fa-f]{2})*"),
    "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"), "duration": re.compile(r"-?P(?=.)[0-9YMDTHS.]+"),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?"), "gYear": re.compile(r"-?\d{4,}"),
    "gYearMonth": re.compile(r"-?\d{4,}-\d\d"),
    "dateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"),
}  # fmt: skip
_DATES = ("date", "dateTime", "gYear", "gYearMonth")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a class. ``need`` is mandatory, recommended or empty; ``form`` literal, node, iri, date or an XSD
    type; ``kind`` the class of its values; ``codes`` their list, and ``strict`` whether a value outside breaks a rule.
    """

    name: str
    form: str = "node"
    need: str = ""
    single: bool = False
    kind: str = ""
    codes: str = ""
    strict: bool = True


def _p(name: str, form: str = "node", need: str = "", kind: str = "", codes: str = "", *, single: bool = False,
       strict: bool = True) -> Property:  # fmt: skip
    return Property(name, form, need, single, kind, codes, strict)


MUST, SHOULD = "mandatory", "recommended"
_LANGUAGE = _p("dcterms:language", kind="dcterms:LinguisticSystem", codes="language")
_CONTACT = _p("dcat:contactPoint", need=SHOULD, kind="vcard:Kind")
_STANDARD = _p("dcterms:conformsTo", kind="dcterms:Standard")
_THEME = _p("dcat:theme", "iri", SHOULD, "skos:Concept", "data-theme", strict=False)
_ACCESS = _p("dcterms:accessRights", kind="dcterms:RightsStatement", codes="access-right", single=True, strict=False)
_RIGHTS = _p("dcterms:rights", kind="dcterms:RightsStatement", single=True)
_ISSUED, _MODIFIED = _p("dcterms:issued", "date", single=True), _p("dcterms:modified", "date", single=True)
_TITLE, _DESCRIPTION = _p("dcterms:title", "literal", MUST), _p("dcterms:description", "literal", MUST)
_LANDING = _p("dcat:landingPage", kind="foaf:Document")

PROFILE: dict[str, tuple[Property, ...]] = {
    "dcat:Catalog": (
        _TITLE, _DESCRIPTION, _p("dcterms:publisher", need=MUST, kind="foaf:Agent", single=True),
        _p("dcat:dataset", need=SHOULD, kind="dcat:Dataset"), _p("dcat:service", kind="dcat:DataService"),
        _p("dcterms:license", need=SHOULD, kind="dcterms:LicenseDocument", single=True), _RIGHTS,
        _p("dcterms:language", need=SHOULD, kind="dcterms:LinguisticSystem", codes="language"),
        _p("dcterms:issued", "date", SHOULD, single=True), _p("dcterms:modified", "date", SHOULD, single=True),
        _p("dcterms:spatial", need=SHOULD, kind="dcterms:Location"),
        _p("dcat:themeTaxonomy", need=SHOULD, kind="skos:ConceptScheme"),
        _p("foaf:homepage", need=SHOULD, kind="foaf:Document", single=True),
        _p("dcterms:creator", kind="foaf:Agent", single=True), _p("dcat:record", kind="dcat:CatalogRecord"),
        _p("dcat:catalog", kind="dcat:Catalog"), _p("dcterms:hasPart", kind="dcat:Catalog"),
    ),
    "dcat:Dataset": (
        _TITLE, _DESCRIPTION, _CONTACT, _THEME, _LANGUAGE, _ACCESS, _STANDARD, _ISSUED, _MODIFIED, _LANDING,
        _p("dcat:distribution", need=SHOULD, kind="dcat:Distribution"), _p("dcat:keyword", "literal", SHOULD),
        _p("dcterms:publisher", need=SHOULD, kind="foaf:Agent", single=True),
        _p("dcterms:spatial", need=SHOULD, kind="dcterms:Location"),
        _p("dcterms:temporal", need=SHOULD, kind="dcterms:PeriodOfTime"),
        _p("dcterms:accrualPeriodicity", kind="dcterms:Frequency", codes="frequency", single=True),
        _p("dcterms:identifier", "literal"), _p("dcat:version", "literal", single=True),
        _p("adms:versionNotes", "literal"), _p("dcterms:creator", kind="foaf:Agent"),
        _p("foaf:page", kind="foaf:Document"), _p("dcterms:provenance", kind="dcterms:ProvenanceStatement"),
        _p("dcterms:type", kind="skos:Concept"),
        _p("dcterms:source", kind="dcat:Dataset"), _p("adms:sample", kind="dcat:Distribution"),
        _p("adms:identifier", kind="adms:Identifier"), _p("dcat:inSeries", kind="dcat:DatasetSeries"),
        _p("dcat:qualifiedRelation", kind="dcat:Relationship"),
        _p("prov:qualifiedAttribution", kind="prov:Attribution"),
        _p("prov:wasGeneratedBy", kind="prov:Activity"), _p("dcatap:applicableLegislation", "iri"),
        _p("dcat:spatialResolutionInMeters", "decimal", single=True),
        _p("dcat:temporalResolution", "duration", single=True),
    ),
    "dcat:Distribution": (
        _p("dcat:accessURL", need=MUST), _p("dcat:downloadURL"), _p("dcterms:title", "literal"),
        _p("dcterms:description", "literal", SHOULD), _STANDARD, _RIGHTS, _ISSUED, _MODIFIED, _LANGUAGE,
        _p("dcatap:availability", need=SHOULD, kind="skos:Concept", codes="planned-availability", single=True),
        _p("dcterms:format", need=SHOULD, kind="dcterms:MediaTypeOrExtent", codes="file-type", single=True),
        _p("dcterms:license", need=SHOULD, kind="dcterms:LicenseDocument", single=True),
        _p("dcat:mediaType", kind="dcterms:MediaType", codes="media-type", single=True),
        _p("dcat:compressFormat", kind="dcterms:MediaType", codes="media-type", single=True),
        _p("dcat:packageFormat", kind="dcterms:MediaType", codes="media-type", single=True),
        _p("adms:status", kind="skos:Concept", codes="distribution-status", single=True),
        _p("dcat:byteSize", "nonNegativeInteger", single=True), _p("spdx:checksum", kind="spdx:Checksum", single=True),
        _p("dcat:accessService", kind="dcat:DataService"), _p("foaf:page", kind="foaf:Document"),
        _p("dcat:temporalResolution", "duration", single=True),
    ),
    "dcat:DataService": (
        _TITLE, _p("dcat:endpointURL", need=MUST), _p("dcat:endpointDescription", need=SHOULD),
        _p("dcat:servesDataset", need=SHOULD, kind="dcat:Dataset"), _p("dcterms:description", "literal"),
        _CONTACT, _THEME,
        _p("dcterms:publisher", need=SHOULD, kind="foaf:Agent", single=True), _p("dcat:keyword", "literal", SHOULD),
        _p("dcterms:conformsTo", need=SHOULD, kind="dcterms:Standard"), _ACCESS, _LANDING,
        _p("dcterms:license", kind="dcterms:LicenseDocument", single=True),
        _p("dcterms:format", kind="dcterms:MediaTypeOrExtent", codes="file-type"),
    ),
    "foaf:Agent": (
        _p("foaf:name", "literal", MUST),
        _p("dcterms:type", kind="skos:Concept", codes="publisher-type", single=True, strict=False),
    ),
    "spdx:Checksum": (
        _p("spdx:algorithm", need=MUST, kind="spdx:ChecksumAlgorithm", codes="checksum", single=True),
        _p("spdx:checksumValue", "hexBinary", MUST, single=True),
    ),
    "dcterms:Location": (_p("dcat:bbox", "literal", single=True), _p("dcat:centroid", "literal", single=True)),
    "dcterms:PeriodOfTime": (
        _p("dcat:startDate", "date", SHOULD, single=True), _p("dcat:endDate", "date", SHOULD, single=True),
    ),
    "skos:Concept": (_p("skos:prefLabel", "literal", MUST),),
    "skos:ConceptScheme": (_p("dcterms:title", "literal", MUST),),
}  # fmt: skip
"""Class → its properties."""

DEPRECATED: dict[str, str] = {
    "dcterms:hasVersion": "dcat:hasVersion",
    "dcterms:isVersionOf": "dcat:isVersionOf",
    "owl:versionInfo": "dcat:version",
}
"""Properties of a dataset that DCAT-AP 3 replaced."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding and the node it is on."""

    node: str
    finding: Finding


def rule_findings(graph: CatalogueGraph, codes: Codes) -> list[Breach]:
    """Every way in which a catalogue leaves the profile: violations of what must be, warnings of what should be."""
    if not graph.of_type("dcat:Catalog"):
        what = Finding("violation", "there is no dcat:Catalog", rule="dcat:Catalog", remedy="describe one catalogue")
        return [Breach("", what)]
    return [
        breach
        for kind, properties in PROFILE.items()
        for node in graph.of_type(kind)
        for rule in properties
        for breach in _property(graph, node, kind, rule, codes)
    ] + [
        _breach("warning", node, old, f"DCAT-AP 3 has {new} instead of {old}", f"write {new}")
        for node in graph.of_type("dcat:Dataset")
        for old, new in DEPRECATED.items()
        if graph.values(node, old)
    ]


def _property(graph: CatalogueGraph, node: str, kind: str, rule: Property, codes: Codes) -> Iterator[Breach]:
    values = graph.values(node, rule.name)
    if not values and rule.need:
        severity: Severity = "violation" if rule.need == MUST else "warning"
        yield _breach(severity, node, rule.name, f"{kind} has no {rule.name} ({rule.need})", f"add {rule.name}")
    if rule.single and len(values) > 1:
        yield _breach("violation", node, rule.name, f"{rule.name} stands {len(values)} times", "keep one")
    for value in values:
        problem = _form(value, rule.form)
        if problem:
            yield _breach("violation", node, rule.name, problem, f"{rule.name} takes {_wanted(rule)}", value)
            continue
        if not isinstance(value, str):
            continue
        if rule.kind and not graph.is_a(value, rule.kind):
            yield _breach(
                "violation", node, rule.name, f"the value is not typed as {rule.kind}", f"add: a {rule.kind}", value
            )
        if rule.codes and not _listed(value, rule.codes, codes):
            yield _breach(
                "violation" if rule.strict else "warning", node, rule.name,
                f"the value is not in the list {rule.codes}", f"take a code from {_home(rule.codes)}", value,
            )  # fmt: skip


def _form(value: Term, form: str) -> str:
    """What is wrong with the form of a value, or nothing."""
    if form in {"node", "iri"}:
        if isinstance(value, Value):
            return "a text stands where an IRI belongs"
        return "a blank node stands where an IRI belongs" if form == "iri" and value.startswith("_:") else ""
    if isinstance(value, str):
        return "an IRI stands where a text belongs"
    allowed = _DATES if form == "date" else (form,)
    if form == "literal":
        return ""
    if value.datatype not in allowed or value.language:
        typed = "a text with a language" if value.language else value.datatype
        return f"the text is typed as {typed}, not as {' or '.join(allowed)}"
    return "" if _LEXICAL[value.datatype].fullmatch(value.lexical) else f"{value.lexical!r} is no {value.datatype}"


def _wanted(rule: Property) -> str:
    names = {"node": "an IRI", "iri": "an IRI", "literal": "a text", "date": "a date typed xsd:date or xsd:dateTime"}
    return names.get(rule.form, f"a value typed xsd:{rule.form}")


def _listed(value: str, name: str, codes: Codes) -> bool:
    if name == "media-type":
        return codes.media_type_of(value) is not None
    if name == "checksum":
        return value.startswith(CHECKSUM_HOME)
    if name == "publisher-type":
        return value.removeprefix(PUBLISHER_TYPE) in codes.scheme(name)
    return codes.code_of(value, name) is not None


def _home(name: str) -> str:
    homes = {
        "media-type": "http://www.iana.org/assignments/media-types/",
        "checksum": CHECKSUM_HOME,
        "publisher-type": PUBLISHER_TYPE,
    }
    return homes.get(name, f"{EU}{name}/")


def _breach(severity: Severity, node: str, name: str, message: str, remedy: str, value: Term = "") -> Breach:
    shown = value if isinstance(value, str) else value.lexical
    return Breach(node, Finding(severity, message, node, iri(name), shown, f"dcat-ap {name}", remedy=remedy))
