"""One table of media types: suffix, media type, RDF format names, EU file-type code. Everything else asks here.

Sources: IANA media types; EU Vocabularies file-type authority table; pyoxigraph and rdflib format names.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Media:
    """One format: CLI name, file suffix, media type, rdflib's name, whether it holds graphs, EU file-type code."""

    name: str
    suffix: str
    media_type: str
    rdflib: str | None
    quads: bool
    eu_file_type: str
    label: str


MEDIA: dict[str, Media] = {
    m.name: m
    for m in (
        Media("ttl", ".ttl", "text/turtle", "turtle", False, "RDF_TURTLE", "Turtle"),
        Media("nt", ".nt", "application/n-triples", "nt", False, "RDF_N_TRIPLES", "N-Triples"),
        Media("nq", ".nq", "application/n-quads", "nquads", True, "RDF_N_QUADS", "N-Quads"),
        Media("trig", ".trig", "application/trig", "trig", True, "RDF_TRIG", "TriG"),
        Media("rdf", ".rdf", "application/rdf+xml", "xml", False, "RDF_XML", "RDF/XML"),
        Media("jsonld", ".jsonld", "application/ld+json", "json-ld", False, "JSON_LD", "JSON-LD"),
        Media("json", ".json", "application/json", None, False, "JSON", "JSON"),
        Media("jsonl", ".jsonl", "application/x-ndjson", None, False, "JSON", "JSON Lines"),
        Media("csv", ".csv", "text/csv", None, False, "CSV", "CSV"),
        Media("tsv", ".tsv", "text/tab-separated-values", None, False, "TSV", "TSV"),
        Media("xml", ".xml", "application/xml", None, False, "XML", "XML"),
        Media("html", ".html", "text/html", None, False, "HTML", "HTML"),
        Media("txt", ".txt", "text/plain", None, False, "TXT", "Plain text"),
        Media("md", ".md", "text/markdown", None, False, "MARKDOWN", "Markdown"),
        Media("geojson", ".geojson", "application/geo+json", None, False, "GEOJSON", "GeoJSON"),
        Media("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None, False, "XLSX",
              "Excel workbook"),
        Media("pdf", ".pdf", "application/pdf", None, False, "PDF", "PDF"),
        Media("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None, False,
              "DOCX", "Word document"),
        Media("odt", ".odt", "application/vnd.oasis.opendocument.text", None, False, "ODT", "OpenDocument text"),
        Media("srj", ".srj", "application/sparql-results+json", None, False, "JSON", "SPARQL results JSON"),
        Media("srx", ".srx", "application/sparql-results+xml", None, False, "SPARQLQRES", "SPARQL results XML"),
        Media("patch", ".rdfp", "application/rdf-patch", None, False, "TXT", "RDF patch"),
        Media("cff", ".cff", "application/yaml", None, False, "YAML", "Citation File Format"),
        Media("png", ".png", "image/png", None, False, "PNG", "PNG"),
        Media("css", ".css", "text/css", None, False, "CSS", "CSS"),
    )
}  # fmt: skip


def by_suffix(path: str) -> Media | None:
    """The format a file name ends in, or None."""
    return next((m for m in MEDIA.values() if path.lower().endswith(m.suffix)), None)


def by_media_type(media_type: str) -> Media | None:
    """The format of a media type, parameters ignored, or None."""
    bare = media_type.partition(";")[0].strip().lower()
    return next((m for m in MEDIA.values() if m.media_type == bare), None)
