"""Terms put into SPARQL text: serialised by the grammar, at marked places only, never pasted.

A mark is a comment on a line of its own, ``# bind: NAME ?variable``, with or without a VALUES clause before it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from regiograph.errors import QueryError
from regiograph.model import Value
from regiograph.results import Term

MARK = re.compile(r"^([ \t]*)(?:VALUES \?(\w+) \{[^{}\n]*\}[ \t]*)?# bind: (\w+)(?: \?(\w+))?[ \t]*$", re.MULTILINE)
"""Groups: indent, variable of the default, name of the parameter, variable of the mark."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def bind(text: str, terms: Mapping[str, Term | Sequence[Term]]) -> str:
    """The query with terms put at their marks, each serialised by the grammar of SPARQL, never pasted.

    Several terms for one name mean any of them. Raises QueryError for a name without a mark or a term that is none.

    >>> bind("SELECT * {\\n  # bind: who ?x\\n  ?x ?p ?o }", {"who": "https://data.example.org/id/fund/erdf"})
    'SELECT * {\\n  VALUES ?x { <https://data.example.org/id/fund/erdf> }\\n  ?x ?p ?o }'
    """
    marks = {m[3] for m in MARK.finditer(text)}
    written: dict[str, str] = {}
    for name, given in terms.items():
        if name not in marks:
            raise QueryError(f"the query has no place for {name!r}", todo=nearest(name, marks))
        several = (given,) if isinstance(given, str | Value) else given
        written[name] = " ".join(write_term(term) for term in several)

    def put(mark: re.Match[str]) -> str:
        indent, default, name, variable = mark.groups()
        if name not in written:
            return mark[0]
        return f"{indent}VALUES ?{variable or default or name} {{ {written[name]} }}"

    return MARK.sub(put, text)


def write_term(term: Term) -> str:
    """An IRI or literal in SPARQL syntax, escaped; raises QueryError for a term that cannot be written."""
    if isinstance(term, str):
        return f"<{_iri(term)}>"
    try:
        term.lexical.encode()
    except UnicodeEncodeError as error:
        raise QueryError("the text holds half a character (a lone surrogate)", todo="give it as UTF-8") from error
    quoted = f'"{_escaped(term.lexical)}"'
    if term.language:
        if not _TAG.fullmatch(term.language):
            raise QueryError(f"not a language tag: {term.language!r}", todo="write it as en or pt-BR")
        return f"{quoted}@{term.language}"
    if term.datatype == "string":
        return quoted
    return f"{quoted}^^<{_iri(term.datatype if ':' in term.datatype else _XSD + term.datatype)}>"


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the nearest known ones, else all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"known: {', '.join(names)}" if names else "there is none"


def _iri(text: str) -> str:
    if not _IRI.fullmatch(text):
        raise QueryError(f"not an IRI: {text!r}", todo="give an absolute IRI without spaces or brackets")
    return text


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    # Some engines expand code point escapes before they read strings, and would see one in a backslash before a u;
    # rdflib takes eight digits after \u as well, so only the long form is the same everywhere.
    return re.sub(r"\\\\([uU])", lambda found: f"\\\\\\U{ord(found[1]):08X}", escaped)
