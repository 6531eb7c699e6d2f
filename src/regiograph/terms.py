"""Namespaces, the table of path types, and the minting of IRIs: stable, readable, no blank nodes.

``{base}/id/{path}/{slug}`` names a thing, ``{base}/graph/{document}`` a named graph; vocabulary terms live under
https://w3id.org/regiograph/. See docs/modelling.md and the ontology for what the terms mean.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

RG = "https://w3id.org/regiograph/ns#"
VOC = "https://w3id.org/regiograph/voc/"
EU = "http://publications.europa.eu/resource/authority/"
NUTS = "http://data.europa.eu/nuts/code/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: dict[str, str] = {
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "nuts": NUTS,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rg": RG,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix the house uses; a data file declares only those it needs."""


@dataclass(frozen=True, slots=True)
class PathType:
    """One kind of thing: its path in IRIs, its class (CURIE), its entity type in claims if it has one."""

    path: str
    rdf_class: str
    entity: str | None


PATH_TYPES: dict[str, PathType] = {
    p.path: p
    for p in (
        PathType("territory", "rg:Territory", "Region"),
        PathType("cluster", "rg:Cluster", "Cluster"),
        PathType("organisation", "org:Organization", "Organisation"),
        PathType("programme", "rg:Programme", "Programme"),
        PathType("fund", "rg:Fund", "Fund"),
        PathType("initiative", "rg:Initiative", "Initiative"),
        PathType("project", "rg:Project", "Project"),
        PathType("partnership", "rg:Partnership", "Partnership"),
        PathType("network", "rg:Network", "Network"),
        PathType("event", "schema:Event", "Event"),
        PathType("practice", "rg:GoodPractice", "GoodPractice"),
        PathType("section", "rg:PracticeSection", None),
        PathType("case", "rg:CaseStudy", "CaseStudy"),
        PathType("strategy", "rg:Strategy", "Strategy"),
        PathType("designation", "rg:Designation", None),
        PathType("award", "rg:LabelAward", None),
        PathType("membership", "org:Membership", None),
        PathType("grant", "schema:MonetaryGrant", None),
        PathType("amount", "schema:MonetaryAmount", None),
        PathType("quantity", "schema:QuantitativeValue", None),
        PathType("capability", "rg:CapabilityStatement", None),
        PathType("linkage", "rg:Linkage", None),
        PathType("map", "rg:TerritorialMap", None),
        PathType("demonstration", "rg:DemonstrationOpportunity", None),
        PathType("document", "foaf:Document", "Document"),
        PathType("annotation", "oa:Annotation", None),
        PathType("statement", "rdf:Statement", None),
    )
}
"""The path types of the contract, in the order of a reader's interest."""

ENTITY_PATHS: dict[str, str] = {p.entity: p.path for p in PATH_TYPES.values() if p.entity} | {"Place": "territory"}
"""Entity type of a claim to path type. Countries are EU authority IRIs, themes concepts of the theme scheme."""

CLAIM_PREDICATES = frozenset({
    "mention", "partnerIn", "leads", "partOfProgramme", "fundedBy", "memberOfInitiative", "locatedIn", "heldIn",
    "partOfProject", "presentedAt", "ledTo", "hasTheme", "hasLabel", "labelIssuedBy", "totalBudget", "fundAmount",
    "fundingRate", "startDate", "endDate", "date", "publishedOn", "participants", "quantity", "eventNumber", "status",
    "section", "aim", "classification",
})  # fmt: skip
"""The predicates of the claim table in docs/claims.md; editorial claims may use a CURIE instead."""

_FOLD = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
                       "œ": "oe", "Œ": "Oe", "þ": "th", "ð": "d", "ı": "i"})  # fmt: skip


_NO_SLUG = re.compile(r"[^a-z0-9]+")
_NO_LETTER = re.compile(r"[\W_]+")
_S3 = re.compile(r"\bS3\b")
_KEPT = 65_536
"""Names whose slug and squeezed form are remembered."""
_LONG = 200
"""Characters from which a text is no name and is not remembered."""


def slug(text: str) -> str:
    """ASCII-folded, lower-case, hyphenated; empty only when nothing folds to ASCII (use :func:`slug_or_hash`).

    >>> slug("Łódź – Åland (éù)")
    'lodz-aland-eu'
    """
    return _slug(text) if len(text) > _LONG else _slug_of_name(text)


def _slug(text: str) -> str:
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_FOLD)).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", plain.lower()).strip("-")


_slug_of_name = lru_cache(maxsize=_KEPT)(_slug)


def slug_or_hash(text: str) -> str:
    """The slug, or six hex digits of the text's hash where no letter folds to ASCII (Greek, Cyrillic)."""
    return slug(text) or hashlib.sha256(text.encode()).hexdigest()[:6]


def squeezed(name: str) -> str:
    """Letters and digits of a name, case-folded; "S3" is spelt out as smart specialisation. For comparing names.

    >>> squeezed("Klaster éù-Łódź") == squeezed("klaster ÉÙ Łódź")
    True
    """
    return _squeezed(name) if len(name) > _LONG else _squeezed_name(name)


def _squeezed(name: str) -> str:
    spelt = _S3.sub("smart specialisation", name) if "S3" in name else name
    return _NO_LETTER.sub("", spelt.casefold()).replace("specialization", "specialisation")


_squeezed_name = lru_cache(maxsize=_KEPT)(_squeezed)


def digest(*parts: str, length: int = 12) -> str:
    """Hex digits of the sha256 of the parts, for nodes that have no name of their own."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


@cache
def expand(curie: str) -> str:
    """The full IRI of a CURIE over :data:`PREFIXES`; raises KeyError for an unknown prefix."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


@cache
def _prefixes(base: str) -> dict[str, str]:
    own = {path: f"{base}id/{path}/" for path in PATH_TYPES}
    return PREFIXES | own | {"voc": VOC, "country": f"{EU}country/", "lang": f"{EU}language/"}


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of one workspace; ``base`` ends with a slash (``https://data.example.org/``)."""

    base: str

    def thing(self, ident: str) -> str:
        """``project/remix`` → its IRI; ``country/FIN`` and ``theme/mining-industry`` have homes elsewhere."""
        path, _, rest = ident.partition("/")
        if path == "country":
            return f"{EU}country/{rest}"
        if path == "theme":
            return f"{VOC}theme/{rest}"
        return f"{self.base}id/{ident}"

    def graph(self, name: str) -> str:
        """The named graph of a document, or of ``reference`` or ``vocabulary``."""
        return f"{self.base}graph/{name}"

    def compact(self, iri: str) -> str:
        """The inverse of :meth:`thing`: ``type/slug`` where the IRI is ours, else the IRI unchanged."""
        for head, prefix in ((f"{self.base}id/", ""), (f"{EU}country/", "country/"), (VOC, ""), (RG, "")):
            if iri.startswith(head):
                return prefix + iri[len(head) :]
        return iri

    def prefixes(self) -> dict[str, str]:
        """The general prefixes plus one for each type of thing and the code lists."""
        return dict(_prefixes(self.base))
