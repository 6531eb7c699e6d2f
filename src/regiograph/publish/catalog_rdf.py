"""The catalogue as triples: DCAT-AP 3.0.1, every value typed where it stands, no blank nodes.

Importers cut a dataset out with everything it points to, so nothing here leads from a dataset back to the catalogue,
and only services point to datasets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import IANA
from regiograph.publish.catalog_nodes import CatalogueNodes, literal
from regiograph.publish.catalog_plan import DatasetPlan, DistributionPlan
from regiograph.terms import EU

SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
COOL_URIS = "https://www.w3.org/TR/cooluris/"
SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"


@dataclass(slots=True)
class CatalogueWriter(CatalogueNodes):
    """Writes the catalogue, its datasets, their files and the services."""

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
        self.say(iri, "foaf:homepage", self.node(self.url, "foaf:Document"))
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
        self.say(
            iri,
            "dcterms:accrualPeriodicity",
            self.node(f"{EU}frequency/{self.config.catalog.frequency}", "dcterms:Frequency"),
        )
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
        family = name.partition(".")[0]
        if folder == "exports":
            titles = self.words.title(name=self.class_names(family))
        else:
            titles = self.words.title("" if family == "core" else family)
        marked = [Value(f"{t.lexical} ({plan.media.label})", language=t.language) for t in titles]
        self.say(iri, "dcterms:title", marked)
        figures = {"format": plan.media.label, "bytes": plan.entry.bytes, "triples": plan.entry.triples}
        self.say(
            iri, "dcterms:description", self.words.text("file" if plan.entry.triples is None else "graph", **figures)
        )
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
        for key, address, standard in (
            ("sparql", f"{self.url}sparql", SPARQL_PROTOCOL),
            ("pages", self.url, COOL_URIS),
        ):
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
