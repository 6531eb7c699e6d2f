"""Turtle and TriG for people: sorted, short names, one blank line between things, the same bytes every time.

RDF 1.1 Turtle and TriG (W3C Recommendations of 25 February 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from regiograph.model import Quad, Value
from regiograph.publish.names import RDF_TYPE, Names, SubjectOrder, by_subject

WIDTH = 120
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def turtle(quads: Iterable[Quad], prefixes: Mapping[str, str], order: SubjectOrder) -> bytes:
    """The triples (graph names ignored, duplicates dropped) as Turtle."""
    names = Names(prefixes)
    body = "\n".join(_things(quads, names, order, ""))
    return f"{_header(names)}{body}".encode()


def trig(graphs: Iterable[tuple[str, Iterable[Quad]]], prefixes: Mapping[str, str], order: SubjectOrder) -> bytes:
    """(graph IRI, its quads) as TriG, in the order given; an empty graph is left out."""
    names = Names(prefixes)
    blocks: list[str] = []
    for graph, quads in graphs:
        body = "\n".join(_things(quads, names, order, "    "))
        if body:
            blocks.append(f"{iri(graph, names)} {{\n{body}}}\n")
    text = "\n".join(blocks)
    blocks.clear()
    return f"{_header(names)}{text}".encode()


def _header(names: Names) -> str:
    lines = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in names.declared())
    return f"{lines}\n" if lines else ""


def _things(quads: Iterable[Quad], names: Names, order: SubjectOrder, margin: str) -> Iterator[str]:
    for subject, properties in by_subject(quads, order):
        head = f"{margin}{iri(subject, names)} "
        lines = [
            _property(p, objects, names, f"{margin}    ", len(head) if not n else 0)
            for n, (p, objects) in enumerate(properties)
        ]
        yield head + f" ;\n{margin}    ".join(lines) + " .\n"


def _property(predicate: str, objects: list[str | Value], names: Names, margin: str, used: int) -> str:
    name = "a" if predicate == RDF_TYPE else iri(predicate, names)
    terms = [term(o, names) for o in objects]
    line = f"{name} {' , '.join(terms)}"
    if len(terms) == 1 or ("\n" not in line and len(line) + (used or len(margin)) + 2 <= WIDTH):
        return line
    return f"{name}\n{margin}    " + f" ,\n{margin}    ".join(terms)


def iri(value: str, names: Names) -> str:
    """A CURIE, or the IRI in angle brackets."""
    return names.curie(value) or f"<{value}>"


def term(value: str | Value, names: Names) -> str:
    """An IRI or a literal; integers, decimals and booleans stand bare, a text with line feeds between triple quotes."""
    if isinstance(value, str):
        return iri(value, names)
    if value.language:
        return f"{_quoted(value.lexical)}@{value.language}"
    kind, text = value.datatype.removeprefix(_XSD), value.lexical
    if kind == "string":
        return _quoted(text)
    if (
        (kind == "integer" and _INTEGER.fullmatch(text))
        or (kind == "decimal" and _DECIMAL.fullmatch(text))
        or (kind == "boolean" and text in {"true", "false"})
    ):
        return text
    return f"{_quoted(text)}^^{iri(kind if ':' in kind else _XSD + kind, names)}"


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\r", "\\r")
    if _CONTROL.search(text):
        text = _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04X}", text)
    if "\n" not in text:
        return '"' + text.replace('"', '\\"').replace("\t", "\\t") + '"'
    text = text.replace('"""', '\\"\\"\\"')
    if text.endswith('"'):
        text = text[:-1] + '\\"'
    return f'"""{text}"""'
