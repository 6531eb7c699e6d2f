"""A catalogue as an index of its triples, read without the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regiograph.errors import InputError, RegiographError
from regiograph.media import by_suffix
from regiograph.model import Quad, Value
from regiograph.publish.catalog_codes import PUBLISHER_TYPE, Codes
from regiograph.publish.catalog_nodes import CATALOGUE_PREFIXES
from regiograph.store import parse
from regiograph.terms import EU

if TYPE_CHECKING:
    from rdflib import Graph

Term = str | Value
_SCHEMES = (
    "file-type", "language", "access-right", "data-theme", "country", "frequency", "licence", "planned-availability",
    "distribution-status",
)  # fmt: skip
# The official code-list shapes ask of these schemes that they are typed as well.
_TYPED = ("distribution-status",)


def iri(curie: str) -> str:
    """The IRI of a CURIE over the catalogue's prefixes."""
    prefix, _, local = curie.partition(":")
    return CATALOGUE_PREFIXES[prefix] + local


@dataclass(frozen=True, slots=True)
class CatalogueGraph:
    """The triples of a catalogue by subject and property; graph names are left out."""

    triples: Mapping[str, Mapping[str, Sequence[Term]]]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> CatalogueGraph:
        """Index some triples, each once, in their order."""
        found: dict[str, dict[str, list[Term]]] = {}
        for q in quads:
            objects = found.setdefault(q.subject, {}).setdefault(q.predicate, [])
            if q.object not in objects:
                objects.append(q.object)
        return cls(found)

    def quads(self) -> Iterator[Quad]:
        """All triples."""
        for subject, properties in self.triples.items():
            for predicate, objects in properties.items():
                yield from (Quad(subject, predicate, o, "") for o in objects)

    def values(self, subject: str, curie: str) -> Sequence[Term]:
        """The objects of one property."""
        return self.triples.get(subject, {}).get(iri(curie), ())

    def links(self, subject: str, curie: str) -> list[str]:
        """The objects of one property that are nodes."""
        return [o for o in self.values(subject, curie) if isinstance(o, str)]

    def is_a(self, subject: str, curie: str) -> bool:
        """Whether a node has a type."""
        return iri(curie) in self.triples.get(subject, {}).get(iri("rdf:type"), ())

    def of_type(self, curie: str) -> list[str]:
        """The nodes of a type, sorted."""
        return sorted(s for s in self.triples if self.is_a(s, curie))

    def title(self, subject: str) -> str:
        """The English title of a node, else any, else its IRI."""
        found = [o for o in self.values(subject, "dcterms:title") if isinstance(o, Value)]
        best = next((o for o in found if (o.language or "").startswith("en")), found[0] if found else None)
        return best.lexical if best else subject

    def closure(self, dataset: str) -> set[str]:
        """What an importer cuts out with a dataset: all nodes it leads to, other datasets and catalogues apart."""
        seen: set[str] = set()
        todo = [dataset]
        while todo:
            node = todo.pop()
            elsewhere = node != dataset and (self.is_a(node, "dcat:Dataset") or self.is_a(node, "dcat:Catalog"))
            if node not in seen and not elsewhere:
                seen.add(node)
                todo += [o for objects in self.triples.get(node, {}).values() for o in objects if isinstance(o, str)]
        return seen

    def to_rdflib(self, more: Iterable[Quad] = ()) -> Graph:
        """The triples, and ``more``, as an rdflib Graph."""
        from rdflib import BNode, Graph, Literal, URIRef

        def node(name: str) -> URIRef | BNode:
            return BNode(name[2:]) if name.startswith("_:") else URIRef(name)

        def term(value: Term) -> URIRef | BNode | Literal:
            if isinstance(value, str):
                return node(value)
            if value.language:
                return Literal(value.lexical, lang=value.language)
            if value.datatype == "string":
                return Literal(value.lexical)
            kind = value.datatype if ":" in value.datatype else CATALOGUE_PREFIXES["xsd"] + value.datatype
            return Literal(value.lexical, datatype=URIRef(kind), normalize=False)

        graph = Graph(bind_namespaces="none")
        for q in (*self.quads(), *more):
            graph.add((node(q.subject), URIRef(q.predicate), term(q.object)))
        return graph


def read_catalogue(path: Path) -> CatalogueGraph:
    """Read a catalogue; the format goes by the suffix. Nothing is fetched. Raises InputError naming file and line."""
    media = by_suffix(path.name)
    if media is None or not media.rdflib:
        raise InputError("not a format of RDF we know", where=str(path), todo="give a .ttl, .rdf or .jsonld file")
    try:
        return CatalogueGraph.of(parse(path.read_bytes(), media.name, where=str(path)))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), todo="check the path") from error
    except InputError:
        raise
    except RegiographError as error:
        raise InputError(error.what, where=error.where or str(path), todo="mend that line") from error


def background(graph: CatalogueGraph, codes: Codes) -> Iterator[Quad]:
    """The schemes of the authority codes that a catalogue uses, which the official code-list shapes want to see."""
    used = sorted({o for q in graph.quads() for o in (q.subject, q.object) if isinstance(o, str)})
    for term in used:
        for scheme in _SCHEMES:
            if codes.code_of(term, scheme):
                yield Quad(term, iri("skos:inScheme"), f"{EU}{scheme}", "")
        if term.startswith(PUBLISHER_TYPE) and term.removeprefix(PUBLISHER_TYPE) in codes.scheme("publisher-type"):
            yield from _scheme(term, f"{PUBLISHER_TYPE}1.0")
    for name in _TYPED:
        yield from _typed(f"{EU}{name}", name)


def _scheme(term: str, scheme: str) -> Iterator[Quad]:
    yield Quad(term, iri("skos:inScheme"), scheme, "")
    yield from _typed(scheme, "publisher type")


def _typed(scheme: str, title: str) -> Iterator[Quad]:
    yield Quad(scheme, iri("rdf:type"), iri("skos:ConceptScheme"), "")
    yield Quad(scheme, iri("dcterms:title"), Value(title, language="en"), "")
