"""What the shapes must know beside the data: code lists, NUTS codes by version, persons that may be published."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from regiograph.config import PersonEntry
from regiograph.model import folded
from regiograph.resources import layered
from regiograph.terms import NUTS
from regiograph.validate._report import SHAPES

IN_VERSION = URIRef(SHAPES + "inVersion")
PERMITTED = URIRef(SHAPES + "permitted")
_SCHEMA = ("https://schema.org/", "http://schema.org/")
_FOAF = "http://xmlns.com/foaf/0.1/"
PERSON_CLASSES = frozenset(
    URIRef(iri)
    for iri in (
        _FOAF + "Person", *(s + "Person" for s in _SCHEMA), "http://www.w3.org/ns/prov#Person",
        "http://www.w3.org/2006/vcard/ns#Individual", "http://www.w3.org/ns/person#Person",
    )
)  # fmt: skip
NAME_PROPERTIES = (SKOS.prefLabel, SKOS.altLabel, URIRef(_FOAF + "name"), *(URIRef(s + "name") for s in _SCHEMA))


@dataclass(frozen=True, slots=True)
class Background:
    """Concept IRI → its schemes, NUTS code → the versions it exists in, folded names of permitted persons."""

    schemes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    def permitting(self, persons: Iterable[PersonEntry], date: str) -> Background:
        """The same with those persons who have a legal basis and whose entry has not expired on ``date`` (ISO 8601).

        >>> entry = PersonEntry("Aino Esimerkki", "consent of 2024", "2027-01-01")
        >>> Background().permitting([entry], "2026-11-22").persons
        frozenset({'aino esimerkki'})
        >>> Background().permitting([entry], "2027-01-02").persons
        frozenset()
        """
        valid = (p for p in persons if p.name.strip() and p.legal_basis.strip() and date and p.expires >= date)
        return replace(self, persons=frozenset(folded(p.name) for p in valid))

    def add_to(self, graph: Graph) -> None:
        """Add to ``graph`` what is known of the concepts, codes and persons it holds."""
        for term in sorted({str(o) for o in graph.objects() if isinstance(o, URIRef)}):
            for scheme in self.schemes.get(term, ()):
                graph.add((URIRef(term), SKOS.inScheme, URIRef(scheme)))
            for version in self.versions.get(term.removeprefix(NUTS), ()) if term.startswith(NUTS) else ():
                graph.add((URIRef(term), IN_VERSION, Literal(version)))
        people = {s for c in PERSON_CLASSES for s in graph.subjects(RDF.type, c)} if self.persons else set()
        for person in people:
            names = {folded(str(name)) for p in NAME_PROPERTIES for name in graph.objects(person, p)}
            if names and names <= self.persons:
                graph.add((person, PERMITTED, Literal(True)))


@cache
def load_background(workspace: Path | None = None) -> Background:
    """The code lists and NUTS codes of the package and of the workspace; no person is permitted."""
    schemes: dict[str, tuple[str, ...]] = {}
    for path in layered("ontology", workspace, ".ttl"):
        graph = Graph().parse(path, format="turtle")
        for concept in {s for s in graph.subjects(SKOS.inScheme, None) if isinstance(s, URIRef)}:
            known = {str(o) for o in graph.objects(concept, SKOS.inScheme)}
            schemes[str(concept)] = tuple(sorted(known | set(schemes.get(str(concept), ()))))
    codes = [p for p in layered("authority", workspace, ".csv") if p.name == "nuts.csv"]
    return Background(schemes, _nuts_versions(codes))


def _nuts_versions(files: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    versions: dict[str, tuple[str, ...]] = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                versions[row["code"]] = tuple(sorted(set(row["versions"].split()) | set(versions.get(row["code"], ()))))
    return versions
