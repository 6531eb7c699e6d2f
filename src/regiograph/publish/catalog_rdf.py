"""The catalogue as triples: DCAT-AP 3.0.1, every value typed where it stands, no blank nodes.

Importers cut a dataset out with everything it points to, so nothing here leads from a dataset back to the catalogue,
and only services point to datasets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from regiograph.authority import load_authority
from regiograph.config import Config
from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import IANA, PUBLISHER_TYPE, Box, Codes
from regiograph.publish.catalog_facts import METRICS, Facts
from regiograph.publish.catalog_plan import DatasetPlan, DistributionPlan, folder_of
from regiograph.publish.catalog_words import Words
from regiograph.terms import EU, NUTS, PATH_TYPES, PREFIXES, RG, expand

CATALOGUE_PREFIXES: dict[str, str] = PREFIXES | {
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dqv": "http://www.w3.org/ns/dqv#",
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
SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
COOL_URIS = "https://www.w3.org/TR/cooluris/"
SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
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
class CatalogueWriter:
    """Collects the triples of one catalogue."""

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
        shown = {lang: names[lang] for lang in self.words.languages if lang in names} or {"en": names.get("en", default)}
        self.say(iri, "skos:prefLabel", [Value(text, language=lang) for lang, text in shown.items()])
        return self.node(iri, kind)

    def code(self, scheme: str, code: str) -> str:
        """A concept of an EU table, typed and named."""
        label = self.codes.listed.get(scheme, {}).get(code, code)
        return self.named(f"{EU}{scheme}/{code}", "skos:Concept", default=label)

    def catalogue(self, datasets: Sequence[DatasetPlan]) -> list[Quad]:
        """All triples of the catalogue over these datasets, each once."""
        iri = f"{self.base}catalog"
        made = [self.dataset(d) for d in datasets]
        services = self.services(made)
        self.node(iri, "dcat:Catalog")
        self.say(iri, "dcterms:title", self.words.title("catalogue"))
        self.say(iri, "dcterms:description", self.words.text("about_catalogue"))
        self.say(iri, "dcterms:identifier", literal(iri))
        self.say(iri, "dcterms:publisher", self.publisher())
        self.say(iri, "dcterms:license", self.licence())
        self.say(iri, "dcterms:rights", self.rights())
        self.say(iri, "dcterms:language", self.languages(self.words.languages))
        self.say(iri, "dcterms:spatial", self.places())
        self.say(iri, "dcterms:issued", literal(min((d.dated.issued for d in datasets), default=""), "date"))
        self.say(iri, "dcterms:modified", literal(max((d.dated.modified for d in datasets), default=""), "date"))
        self.say(iri, "foaf:homepage", self.node(self.config.publisher.homepage or self.url, "foaf:Document"))
        taxonomy = self.node(f"{EU}data-theme", "skos:ConceptScheme")
        self.say(taxonomy, "dcterms:title", Value("Data theme", language="en"))
        self.say(iri, "dcat:themeTaxonomy", taxonomy)
        self.say(iri, "dcat:dataset", made)
        self.say(iri, "dcat:service", services)
        return list(self.quads)

    def dataset(self, plan: DatasetPlan) -> str:
        """One dataset with its distributions, places, times, sources and quality figures."""
        iri, counts = f"{self.base}dataset/{plan.key}", self.version.counts
        self.node(iri, "dcat:Dataset")
        figures = {"statements": 0, "documents": 0, "annotations": 0} | dict(counts)
        if plan.theme:
            names = self.facts.labels.get(plan.theme, {})
            self.say(iri, "dcterms:title", self.words.title(name=names or {"en": plan.key.removeprefix("theme-")}))
            self.say(iri, "dcterms:description", self.words.text("about_theme", theme=names.get("en", plan.key)))
        elif plan.key == "core":
            self.say(iri, "dcterms:title", self.words.title())
            self.say(iri, "dcterms:description", self.words.description(**figures))
        else:
            self.say(iri, "dcterms:title", self.words.title(plan.key))
            self.say(iri, "dcterms:description", self.words.text(f"about_{plan.key}", **figures))
        self.say(iri, "dcterms:identifier", literal(iri))
        self.say(iri, "dcterms:issued", literal(plan.dated.issued, "date"))
        self.say(iri, "dcterms:modified", literal(plan.dated.modified, "date"))
        self.described(iri)
        self.say(iri, "dcterms:accrualPeriodicity", self.node(f"{EU}frequency/{self.config.catalog.frequency}", "dcterms:Frequency"))
        self.say(iri, "dcterms:conformsTo", self.standards())
        self.say(iri, "dcterms:language", self.languages((*self.words.languages, *self.facts.languages)))
        self.say(iri, "dcterms:spatial", self.places())
        self.say(iri, "dcterms:temporal", self.period())
        self.say(iri, "dcat:landingPage", self.node(self.url, "foaf:Document"))
        self.say(iri, "dcat:version", literal(self.version.name))
        self.say(iri, "adms:versionNotes", self.words.text("notes", version=self.version.name, **figures))
        if self.version.previous:
            self.say(iri, "dcat:previousVersion", f"{iri}/version/{self.version.previous}")
        if plan.key != "vocabulary":
            self.say(iri, "prov:wasDerivedFrom", self.sources())
            self.say(iri, "dqv:hasQualityMeasurement", self.measurements(iri))
        self.say(iri, "dcat:distribution", [self.distribution(iri, f) for f in plan.files])
        return iri

    def described(self, iri: str) -> None:
        """What datasets and services share: publisher, contact, keywords, themes, access rights."""
        self.say(iri, "dcterms:publisher", self.publisher())
        self.say(iri, "dcat:contactPoint", self.contact())
        self.say(iri, "dcat:keyword", self.words.keywords())
        self.say(iri, "dcat:theme", [self.theme(c) for c in self.config.data.themes or ("REGI",)])
        right = self.node(f"{EU}access-right/{self.config.catalog.access_rights}", "dcterms:RightsStatement")
        self.say(iri, "dcterms:accessRights", right)

    def distribution(self, dataset: str, plan: DistributionPlan) -> str:
        """One file: where it is, what it is, its size and sha256."""
        iri = self.node(f"{dataset}/{plan.name}", "dcat:Distribution")
        address = self.url + plan.entry.path
        folder, _, name = plan.entry.path.rpartition("/")
        subject = self.class_names(name.partition(".")[0]) if folder == "exports" else {"en": name.partition(".")[0]}
        about = {lang: f"{subject.get(lang) or subject['en']} ({plan.media.label})" for lang in self.words.languages}
        self.say(iri, "dcterms:title", [Value(text, language=lang) for lang, text in about.items()])
        figures = {"format": plan.media.label, "bytes": plan.entry.bytes, "triples": plan.entry.triples}
        self.say(iri, "dcterms:description", self.words.text("file" if plan.entry.triples is None else "graph", **figures))
        self.say(iri, "dcat:accessURL", address)
        self.say(iri, "dcat:downloadURL", address)
        kind = self.node(f"{EU}file-type/{plan.media.eu_file_type}", "dcterms:MediaTypeOrExtent")
        self.say(iri, "dcterms:format", kind)
        self.say(iri, "dcat:mediaType", self.node(IANA + plan.media.media_type, "dcterms:MediaType"))
        self.say(iri, "dcat:byteSize", literal(str(plan.entry.bytes), "nonNegativeInteger"))
        check = self.node(f"{iri}/checksum", "spdx:Checksum")
        self.say(check, "spdx:algorithm", self.node(SHA256, "spdx:ChecksumAlgorithm"))
        self.say(check, "spdx:checksumValue", literal(plan.entry.sha256, "hexBinary"))
        self.say(iri, "spdx:checksum", check)
        self.say(iri, "dcterms:issued", literal(plan.dated.issued, "date"))
        self.say(iri, "dcterms:modified", literal(plan.dated.modified, "date"))
        self.say(iri, "dcterms:license", self.licence())
        self.say(iri, "dcterms:rights", self.rights())
        self.say(iri, "dcatap:availability", self.code("planned-availability", self.config.catalog.availability))
        self.say(iri, "adms:status", self.code("distribution-status", self.config.catalog.status))
        self.say(iri, "dcterms:language", self.languages((*self.words.languages, *self.facts.languages)))
        if plan.media.rdflib:
            self.say(iri, "dcterms:conformsTo", self.standards())
        return iri

    def services(self, datasets: Sequence[str]) -> list[str]:
        """The SPARQL endpoint and the linked-data pages."""
        made = []
        for key, address, standard in (("sparql", f"{self.url}sparql", SPARQL_PROTOCOL), ("pages", self.url, COOL_URIS)):
            iri = self.node(f"{self.base}service/{key}", "dcat:DataService")
            self.say(iri, "dcterms:title", self.words.title(key))
            self.say(iri, "dcterms:description", self.words.text(f"about_{key}"))
            self.say(iri, "dcterms:identifier", literal(iri))
            self.say(iri, "dcat:endpointURL", address)
            self.say(iri, "dcat:endpointDescription", address)
            self.say(iri, "dcat:landingPage", self.node(self.url, "foaf:Document"))
            self.say(iri, "dcat:servesDataset", datasets)
            self.say(iri, "dcterms:conformsTo", self.standard(standard, standard.rstrip("/").rpartition("/")[2]))
            self.say(iri, "dcterms:license", self.licence())
            self.described(iri)
            made.append(iri)
        return made

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
        """The countries and NUTS regions of the data, and the box around those countries."""
        names = load_authority(folder_of(self.config.root)).records
        made, boxes = [], []
        for code in self.facts.countries:
            record = names.get(f"country/{code}")
            labels = {lang: found[0] for lang, found in record.names.items() if found} if record else {}
            iri = self.named(f"{EU}country/{code}", "dcterms:Location", labels, code)
            if code in self.codes.boxes:
                boxes.append(self.codes.boxes[code])
                self.boxed(iri, boxes[-1])
            made.append(iri)
        for code in self.facts.nuts:
            iri = self.node(NUTS + code, "dcterms:Location")
            self.say(iri, "skos:notation", literal(code))
            made.append(iri)
        if boxes:
            made.append(self.boxed(self.node(f"{self.base}coverage/space", "dcterms:Location"), reduce(Box.around, boxes)))
        return made

    def boxed(self, iri: str, box: Box) -> str:
        """Give a place its box and the middle of it."""
        self.say(iri, "dcat:bbox", Value(box.wkt(), _WKT))
        self.say(iri, "dcat:centroid", Value(box.centre(), _WKT))
        return iri

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
            self.say(kind, "dqv:inDimension", self.node(f"{CATALOGUE_PREFIXES['ldqd']}{metric.dimension}", "dqv:Dimension"))
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
