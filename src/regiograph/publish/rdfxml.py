"""RDF/XML with typed nodes, sorted, one property a line (RDF 1.1 XML Syntax, W3C Recommendation)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish.names import RDF_TYPE, SubjectOrder, by_subject
from regiograph.terms import PREFIXES

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XSD = PREFIXES["xsd"]


def rdf_xml(quads: Iterable[Quad], prefixes: Mapping[str, str], order: SubjectOrder) -> bytes:
    """The triples (graph names ignored) as RDF/XML.

    Raises ReleaseError for a property that no XML name can hold and for a control character that XML 1.0 forbids.
    """
    names = _XmlNames(prefixes)
    body = "".join(_things(quads, names, order))
    spaces = "".join(f"\n    xmlns:{p}={quoteattr(ns)}" for p, ns in names.declared())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{body}</rdf:RDF>\n'.encode()


class _XmlNames:
    """Qualified names; a namespace without a prefix gets ns1, ns2 … in the order of first use."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._spaces = {prefixes[p]: p for p in sorted(prefixes, reverse=True)}
        self._used = {"rdf": PREFIXES["rdf"]}

    def qname(self, iri: str) -> str | None:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        space, local = iri[:cut], iri[cut:]
        if not cut or not _NAME.fullmatch(local):
            return None
        if space not in self._spaces:
            number = 1
            while f"ns{number}" in self._used:
                number += 1
            self._spaces[space] = f"ns{number}"
        self._used[self._spaces[space]] = space
        return f"{self._spaces[space]}:{local}"

    def declared(self) -> list[tuple[str, str]]:
        return sorted(self._used.items())


def _things(quads: Iterable[Quad], names: _XmlNames, order: SubjectOrder) -> Iterator[str]:
    for subject, properties in by_subject(quads, order):
        types = [o for p, objects in properties if p == RDF_TYPE for o in objects if isinstance(o, str)]
        first = next((t for t in types if names.qname(t)), None)
        tag = names.qname(first) if first else "rdf:Description"
        yield f"\n  <{tag} rdf:about={quoteattr(subject)}>\n"
        for predicate, objects in properties:
            name = names.qname(predicate)
            if name is None:
                raise ReleaseError(
                    f"no XML name for the property {predicate}",
                    where=subject,
                    todo="give it a local name that begins with a letter",
                )
            for term in objects:
                if predicate != RDF_TYPE or term != first:
                    yield f"    {_property(name, term, subject)}\n"
        yield f"  </{tag}>\n"


def _property(name: str, term: str | Value, subject: str) -> str:
    if isinstance(term, str):
        return f"<{name} rdf:resource={quoteattr(term)}/>"
    if _ILLEGAL.search(term.lexical):
        raise ReleaseError(
            f"XML cannot hold a control character in {term.lexical[:60]!r}", where=subject,
            todo="remove it from the document, or correct the claim by a decision",
        )  # fmt: skip
    mark = ""
    if term.language:
        mark = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype not in {"string", f"{_XSD}string"}:
        mark = f" rdf:datatype={quoteattr(term.datatype if ':' in term.datatype else _XSD + term.datatype)}"
    return f"<{name}{mark}>{escape(term.lexical, {chr(13): '&#13;'})}</{name}>"
