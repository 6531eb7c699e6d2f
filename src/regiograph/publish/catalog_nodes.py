"""What the parts of a catalogue share: publisher, licence, places, times, sources, quality figures, typed inline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

from regiograph.authority import load_authority
from regiograph.config import Config
from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import PUBLISHER_TYPE, Box, Codes
from regiograph.publish.catalog_facts import METRICS, Facts
from regiograph.publish.catalog_plan import folder_of
from regiograph.publish.catalog_words import Words
from regiograph.terms import EU, NUTS, PATH_TYPES, PREFIXES, RG, expand

CATALOGUE_PREFIXES: dict[str, str] = PREFIXES | {
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "country": f"{EU}country/",
    "data-theme": f"{EU}data-theme/",
    "file-type": f"{EU}file-type/",
    "lang": f"{EU}language/",
    "licence": f"{EU}licence/",
}
ONTOLOGY, SHAPES = RG.rstrip("#"), "https://w3id.org/regiograph/shapes"
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"

Objects = str | Value | Iterable[str | Value]


@dataclass(frozen=True, slots=True)
class Version:
    """The release that the catalogue describes: its name and that of the one before; counts of things by name."""

    name: str
    previous: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def literal(text: str, datatype: str = "string") -> Value:
    """A literal without language; ``datatype`` is an XSD local name or an IRI."""
    return Value(text, datatype)


@dataclass(slots=True)
class CatalogueNodes:
    """Collects triples, and makes the nodes that datasets and services point to."""

    config: Config
    codes: Codes
    words: Words
    facts: Facts
    version: Version
    quads: dict[Quad, None] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The base IRI of the workspace, which all IRIs here begin with."""
        return self.config.workspace.base

    @property
    def url(self) -> str:
        """Where the files are served."""
        return self.config.catalog.url or self.base

    def say(self, subject: str, predicate: str, objects: Objects) -> None:
        """Add triples; ``predicate`` is a CURIE, a single object or several."""
        name = _iri(predicate)
        for term in [objects] if isinstance(objects, (str, Value)) else objects:
            self.quads[Quad(subject, name, term, "")] = None

    def node(self, iri: str, *types: str) -> str:
        """Type a node inline and give its IRI back."""
        self.say(iri, "rdf:type", [_iri(t) for t in types])
        return iri

    def named(self, iri: str, kind: str, labels: Mapping[str, str] | None = None, default: str = "") -> str:
        """A typed node with names in the configured languages, else in English, else ``default``."""
        names = labels or {}
        shown = {lang: names[lang] for lang in self.words.languages if lang in names} or {
            "en": names.get("en", default)
        }
        self.say(iri, "skos:prefLabel", [Value(text, language=lang) for lang, text in shown.items()])
        return self.node(iri, kind)

    def code(self, scheme: str, code: str) -> str:
        """A concept of an EU table, typed and named."""
        label = self.codes.listed.get(scheme, {}).get(code, code)
        return self.named(f"{EU}{scheme}/{code}", "skos:Concept", default=label)

    def publisher(self) -> str:
        """The publishing body."""
        given = self.config.publisher
        iri = self.node(given.iri or f"{self.base}publisher", "foaf:Agent", "foaf:Organization")
        self.say(iri, "foaf:name", Value(given.name, language=self.config.workspace.default_language))
        if given.homepage:
            self.say(iri, "foaf:homepage", self.node(given.homepage, "foaf:Document"))
        if given.type:
            label = self.codes.listed.get("publisher-type", {}).get(given.type, given.type)
            self.say(iri, "dcterms:type", self.named(PUBLISHER_TYPE + given.type, "skos:Concept", default=label))
        return iri

    def contact(self) -> str:
        """The contact point: a functional mailbox, else a page."""
        given = self.config.publisher
        iri = self.node(f"{self.base}contact", "vcard:Kind", "vcard:Organization")
        self.say(iri, "vcard:fn", literal(given.name))
        if given.email:
            self.say(iri, "vcard:hasEmail", f"mailto:{given.email}")
        self.say(iri, "vcard:hasURL", given.homepage or self.url)
        return iri

    def licence(self) -> str:
        """The licence, with the title by which CKAN knows it."""
        code = self.config.data.licence
        title = self.codes.listed.get("licence-title", {}).get(code, code.replace("_", " "))
        iri = self.node(f"{EU}licence/{code}", "dcterms:LicenseDocument")
        self.say(iri, "dcterms:title", Value(title, language="en"))
        return iri

    def rights(self) -> str:
        """The rights statement of the files."""
        iri = self.node(f"{self.base}rights", "dcterms:RightsStatement")
        self.say(iri, "rdfs:label", self.words.rights())
        return iri

    def theme(self, code: str) -> str:
        """An EU data theme."""
        return self.named(f"{EU}data-theme/{code}", "skos:Concept", self.codes.themes.get(code), code)

    def languages(self, codes: Iterable[str]) -> list[str]:
        """EU language IRIs of ISO 639-1 codes; unknown ones are left out."""
        known = (self.codes.languages.get(c) for c in dict.fromkeys(codes))
        return [self.node(f"{EU}language/{c}", "dcterms:LinguisticSystem") for c in known if c]

    def standards(self) -> list[str]:
        """Our ontology and shapes."""
        return [self.standard(ONTOLOGY, "regiograph vocabulary"), self.standard(SHAPES, "regiograph shapes")]

    def standard(self, iri: str, title: str) -> str:
        """A specification."""
        self.say(iri, "dcterms:title", Value(title, language="en"))
        return self.node(iri, "dcterms:Standard")

    def places(self) -> list[str]:
        """The countries and NUTS regions of the data, and the box around those countries.

        That place alone has a box, and the names of all countries: an importer keeps one box and one name, of
        whichever place it meets.
        """
        names = load_authority(folder_of(self.config.root)).records
        made, boxes, shown = [], [], list[dict[str, str]]()
        for code in self.facts.countries:
            record = names.get(f"country/{code}")
            labels = {lang: found[0] for lang, found in record.names.items() if found} if record else {}
            iri = self.named(f"{EU}country/{code}", "dcterms:Location", labels, code)
            if code in self.codes.boxes:
                boxes.append(self.codes.boxes[code])
            made.append(iri)
            shown.append({"en": code} | labels)
        for code in self.facts.nuts:
            iri = self.node(NUTS + code, "dcterms:Location")
            self.say(iri, "skos:notation", literal(code))
            made.append(iri)
        if boxes:
            whole = reduce(Box.around, boxes)
            all_names = {
                lang: ", ".join(sorted(names.get(lang, names["en"]) for names in shown))
                for lang in self.words.languages
            }
            iri = self.named(f"{self.base}coverage/space", "dcterms:Location", all_names)
            self.say(iri, "dcat:bbox", Value(whole.wkt(), _WKT))
            self.say(iri, "dcat:centroid", Value(whole.centre(), _WKT))
            made.append(iri)
        return made

    def period(self) -> list[str]:
        """The time from the first to the last date in the data, if there is one."""
        if not (self.facts.start and self.facts.end):
            return []
        iri = self.node(f"{self.base}coverage/time", "dcterms:PeriodOfTime")
        self.say(iri, "dcat:startDate", literal(self.facts.start, "date"))
        self.say(iri, "dcat:endDate", literal(self.facts.end, "date"))
        return [iri]

    def sources(self) -> list[str]:
        """The pages that the data come from, with their licences."""
        made = []
        for row in self.facts.documents:
            iri = self.node(f"{self.base}id/document/{row['id']}", "foaf:Document", "prov:Entity")
            if row.get("title"):
                self.say(iri, "dcterms:title", Value(str(row["title"]), language=row.get("language") or "und"))
            licence = row.get("licence")
            if licence:
                address = licence if "://" in licence else f"{EU}licence/{licence}"
                self.say(iri, "dcterms:license", self.node(address, "dcterms:LicenseDocument"))
            made.append(iri)
        return made

    def measurements(self, dataset: str) -> list[str]:
        """Our own quality figures as DQV measurements."""
        made = []
        for metric in METRICS:
            value = self.facts.measures.get(metric.key)
            if value is None:
                continue
            kind = self.node(f"{self.base}quality/{metric.key}", "dqv:Metric")
            self.say(kind, "skos:definition", Value(metric.label, language="en"))
            self.say(kind, "dqv:expectedDataType", expand(f"xsd:{metric.datatype}"))
            self.say(
                kind, "dqv:inDimension", self.node(f"{CATALOGUE_PREFIXES['ldqd']}{metric.dimension}", "dqv:Dimension")
            )
            iri = self.node(f"{dataset}/quality/{metric.key}", "dqv:QualityMeasurement")
            self.say(iri, "dqv:computedOn", dataset)
            self.say(iri, "dqv:isMeasurementOf", kind)
            self.say(iri, "dqv:value", literal(value, metric.datatype))
            made.append(iri)
        return made

    def class_names(self, path: str) -> dict[str, str]:
        """The names of a class of things by language; its path where the vocabulary has none."""
        kind = PATH_TYPES.get(path)
        return {"en": path} | dict(self.facts.labels.get(expand(kind.rdf_class), {})) if kind else {"en": path}


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return CATALOGUE_PREFIXES[prefix] + local
