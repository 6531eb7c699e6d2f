"""Writes docs/ontology.html (by pyLODE, ``pip install "pylode<3.4"``) and docs/ontology.svg from the vocabulary.

    python scripts/make_ontology_docs.py [--svg-only] [--out DIR]

Works offline, and writes the same bytes for the same ontology.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import re
import sys
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import DCTERMS

from ontology_diagram import draw

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology" / "regiograph.ttl"
RG = "https://w3id.org/regiograph/ns#"
IRI = URIRef("https://w3id.org/regiograph/ns")
TONGUES = {"fi": "Suomeksi", "pl": "Po polsku"}
ALTERNATIVE = r"<span>\s*<a [^>]*>[^<]*</a>(?:\s*<sup[^>]*>[^<]*</sup>)?\s*</span>"
OR = '<span class="cardinality">or</span>'
ALTERNATIVES = re.compile(rf"{ALTERNATIVE}(?:\s*{OR}\s*{ALTERNATIVE})+")
"""The members of a union in pyLODE's page; it writes them in random order."""


def for_pylode(ontology: Graph) -> Graph:
    """Our own terms only, English labels and definitions, the other languages as notes.

    pyLODE joins labels of all languages into one heading and documents every declared term of other vocabularies.
    """
    shown = Graph()
    for prefix, namespace in ontology.namespaces():
        shown.bind(prefix, namespace)
    for s, p, o in sorted(to_canonical_graph(ontology)):
        if isinstance(s, URIRef) and s != IRI and not s.startswith(RG):
            continue
        if isinstance(o, Literal) and o.language in TONGUES and p in {RDFS.label, SKOS.definition, DCTERMS.title}:
            continue
        if (s == IRI and p == RDFS.label) or (p == RDF.type and o == OWL.AllDisjointClasses):
            continue
        shown.add((s, p, o))
    for term in sorted(s for s in set(shown.subjects(SKOS.definition)) if isinstance(s, URIRef)):
        for language, tongue in TONGUES.items():
            label, definition = (_in(ontology, term, p, language) for p in (RDFS.label, SKOS.definition))
            shown.add((term, SKOS.scopeNote, Literal(f"{tongue}: {label}. {definition}")))
    return shown


def _in(ontology: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    return next(str(o) for o in ontology.objects(term, predicate) if isinstance(o, Literal) and o.language == language)


def html(ontology: Graph) -> str:
    """The page of pyLODE with the diagram on top, and each term's local name as the anchor of its entry.

    Raises ValueError where the page is not built as pyLODE 3.3 does it.
    """
    pylode = importlib.import_module("pylode")
    logging.disable(logging.CRITICAL)
    page = str(pylode.OntPub(ontology=for_pylode(ontology)).make_html())
    page = ALTERNATIVES.sub(lambda m: OR.join(sorted(re.findall(ALTERNATIVE, m[0]))), page)
    for old, local in re.findall(rf'class="property entity" id="(\w+)">.*?<code>{RG}(\w+)</code>', page, re.DOTALL):
        page = re.sub(rf'(id="|href="#){old}"', rf'\g<1>{local}"', page)
    figure = '<img src="ontology.svg" alt="Classes and properties of the vocabulary" style="width:100%">'
    page, found = re.subn(r'(<div[^>]* id="classes"[^>]*>)', rf"{figure}\1", page, count=1)
    page, styled = re.subn(r"</head>", "<style>pre { white-space: pre-wrap }</style></head>", page, count=1)
    if not (found and styled):
        raise ValueError("pyLODE's page has no head or no section of classes; does its version differ?")
    return "\n".join(line.rstrip() for line in page.splitlines()) + "\n"


def main() -> None:
    """Parse the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    parser.add_argument("--svg-only", action="store_true", help="leave pyLODE and the page out")
    arguments = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        # pyLODE iterates over sets: only a fixed seed gives the same page twice.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})  # noqa: S606
    ontology = Graph().parse(ONTOLOGY)
    pages = {"ontology.svg": draw(ontology)}
    if not arguments.svg_only:
        pages["ontology.html"] = html(ontology)
    for name, text in pages.items():
        (arguments.out / name).write_text(text, "utf-8")
        print(f"{arguments.out / name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
