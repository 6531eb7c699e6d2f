"""From what a reader types to RDF terms: an IRI, ``type/slug``, a NUTS or ISO code, or a name in any language.

Everything is asked of the data by SPARQL, so it works alike on a release, a store and a remote endpoint.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Protocol

from regiograph.binding import write_term
from regiograph.errors import QueryError
from regiograph.model import Value, folded
from regiograph.results import Result, Term
from regiograph.terms import EU, NUTS, PREFIXES, VOC, expand


class Answers(Protocol):
    """Whatever answers a SPARQL query: an open release, a store, a remote endpoint."""

    def query(self, sparql: str, /) -> Result:
        """Run a query over the union of all graphs."""
        ...


KINDS = ("thing", "concept", "predicate", "term", "number", "language", "text")
"""Kinds of parameters: a term is a thing, a concept or any literal of the data; text is a plain string."""

PREFERRED, OTHER = "http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2004/02/skos/core#altLabel"
_TITLE = PREFIXES["dcterms"] + "title"
_NAMES = f"VALUES ?p {{ <{PREFERRED}> <{OTHER}> <{_TITLE}> }} ?x ?p ?name"
_OURS = re.compile(r"^.*/(?:id|voc|authority)/")
_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_TAG = re.compile(r"([A-Za-z]{2,8})(-[A-Za-z0-9]{1,8})*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")

# Eurostat's letters where they are not those of ISO 3166.
_EUROSTAT = {"EL": "GR", "UK": "GB"}


def compact(iri: str) -> str:
    """``type/slug`` of a thing, ``scheme/concept`` of a concept, ``country/FIN``; another IRI as it is.

    >>> compact("https://data.example.org/id/fund/erdf")
    'fund/erdf'
    """
    return _OURS.sub("", iri)


def resolve_term(source: Answers, text: str, kind: str = "thing", types: Sequence[str] = ()) -> Term:
    """The one term that ``text`` means; raises QueryError when it is unknown (with near names) or ambiguous."""
    terms = resolve_terms(source, text, kind, types)
    if len(terms) > 1:
        raise QueryError(f"{text!r} is {len(terms)} different values", todo="give the IRI, or name the language")
    return terms[0]


def resolve_terms(
    source: Answers, text: str, kind: str, types: Sequence[str] = (), *, where: str = ""
) -> tuple[Term, ...]:
    """The terms that ``text`` means as a parameter of ``kind``: one, or for a literal all that read so.

    ``types`` narrows things to path types and concepts to code lists. Raises QueryError: empty, unknown with the
    nearest names, or ambiguous with the candidates; ``where`` names the parameter.
    """
    text = text.strip()
    if kind not in KINDS:
        raise QueryError(f"unknown kind {kind!r}", where=where, todo=f"use one of {', '.join(KINDS)}")
    if not text:
        raise QueryError("the value is empty", where=where, todo="give a value, or leave the parameter out")
    try:
        return _RESOLVERS[kind](source, text, tuple(types))
    except QueryError as error:
        raise QueryError(error.what, where=error.where or where, todo=error.todo) from error


def _thing(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:
    iri = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if "://" in iri and _ABSOLUTE.fullmatch(iri):
        if _exists(source, iri):
            return (iri,)
        raise QueryError(f"the data know nothing of <{iri}>", todo="check the IRI, or give a name")
    for find in (_by_path, _by_code):
        found = [iri for iri in find(source, text) if _fits(iri, types)]
        if found:
            return (_only(text, found),)
    return (_by_name(source, text, types),)


def _by_path(source: Answers, text: str) -> list[str]:
    if not re.fullmatch(r"[a-z-]+/[A-Za-z0-9._-]+", text):
        return []
    heads = [EU, VOC]
    ask = 'SELECT ?x { ?x a ?class FILTER(CONTAINS(STR(?x), "/id/")) } LIMIT 1'
    heads += [str(row[0]).rpartition("/id/")[0] + "/id/" for row in source.query(ask).rows()]
    return [head + text for head in heads if _exists(source, head + text)]


def _by_code(source: Answers, text: str) -> list[str]:
    code = text.upper() if any(c.isdigit() for c in text) else text
    if not _CODE.fullmatch(code):
        return []
    unit = f"SELECT DISTINCT ?x {{ ?x <{PREFIXES['cv']}code> <{NUTS}{code}> }} ORDER BY ?x"
    found = [str(row[0]) for row in source.query(unit).rows()]
    if found or len(code) > 3:
        return found
    if len(code) == 3:
        return [f"{EU}country/{code}"] if _exists(source, f"{EU}country/{code}") else []
    land = (
        f'SELECT DISTINCT ?x {{ ?x <{PREFIXES["skos"]}notation> "{_EUROSTAT.get(code, code)}" '
        f'FILTER(STRSTARTS(STR(?x), "{EU}country/")) }} ORDER BY ?x'
    )
    return [str(row[0]) for row in source.query(land).rows()]


def _by_name(source: Answers, text: str, types: tuple[str, ...]) -> str:
    # Asking for the lower-case spelling first spares a large or remote store from sending all its names.
    spelling = write_term(Value(" ".join(text.lower().split())))
    for condition in (f"FILTER(LCASE(STR(?name)) = {spelling})", ""):
        names = _names(source, condition, lambda iri: _fits(iri, types))
        for wanted in (PREFERRED, None):
            found = sorted({
                iri for iri, predicate, name in names
                if folded(name) == folded(text) and (wanted is None or predicate == wanted)
            })  # fmt: skip
            if found:
                return _only(text, found)
    near = _near(text, {name for _, _, name in names} | {compact(iri) for iri, _, _ in names})
    what = " or ".join(types) or "thing"
    raise QueryError(f"there is no {what} called {text!r}", todo=near)


def _names(source: Answers, condition: str, fits: Callable[[str], bool]) -> list[tuple[str, str, str]]:
    rows = source.query(f"SELECT DISTINCT ?x ?p ?name {{ {_NAMES} {condition} }} ORDER BY ?x ?p ?name").rows()
    return [
        (str(iri), str(predicate), name.lexical)
        for iri, predicate, name in rows
        if isinstance(name, Value) and isinstance(iri, str) and fits(iri)
    ]


def _fits(iri: str, types: tuple[str, ...]) -> bool:
    path = compact(iri).partition("/")[0]
    if types:
        return path in types
    return "/id/" in iri or iri.startswith((f"{EU}country/", f"{VOC}theme/"))


def _only(text: str, found: Sequence[str]) -> str:
    if len(found) > 1:
        raise QueryError(
            f"{text!r} names {len(found)} things", todo=f"choose one of {', '.join(compact(i) for i in found)}"
        )
    return found[0]


def _concept(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:
    iri = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    scheme = PREFIXES["skos"] + "inScheme"
    homes = tuple(f"{VOC}{t}/" for t in types) or VOC
    names = _names(source, f"FILTER EXISTS {{ ?x <{scheme}> ?scheme }}", lambda concept: concept.startswith(homes))
    same = sorted({c for c, _, _ in names if iri in (c, compact(c), compact(c).rpartition("/")[2])})
    same = same or sorted({c for c, p, name in names if p == PREFERRED and folded(name) == folded(text)})
    same = same or sorted({c for c, _, name in names if folded(name) == folded(text)})
    if not same:
        near = _near(text, {name for _, _, name in names} | {compact(c).rpartition("/")[2] for c, _, _ in names})
        raise QueryError(f"there is no {' or '.join(types) or 'concept'} called {text!r}", todo=near)
    return (_only(text, same),)


def _predicate(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:  # noqa: ARG001
    iri = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if "://" in iri and _ABSOLUTE.fullmatch(iri):
        return (iri,)
    prefix, colon, _ = iri.partition(":")
    if colon:
        if prefix not in PREFIXES or not _ABSOLUTE.fullmatch(expand(iri)):
            raise QueryError(f"unknown prefix in {text!r}", todo=_near(prefix, PREFIXES))
        return (expand(iri),)
    rows = source.query(f"SELECT DISTINCT ?p {{ ?s <{PREFIXES['rdf']}predicate> ?p }} ORDER BY ?p").rows()
    known = [str(row[0]) for row in rows]
    found = [p for p in known if re.split(r"[/#]", p)[-1] == text]
    if not found:
        raise QueryError(
            f"no statement has the property {text!r}", todo=_near(text, (re.split(r"[/#]", p)[-1] for p in known))
        )
    return (_only(text, found),)


def _any(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:
    for find in (_thing, _concept):
        try:
            return find(source, text, types)
        except QueryError as error:
            if error.todo.startswith("choose one of"):
                raise
            unknown = error
    ask = (
        f"SELECT DISTINCT ?o {{ ?s <{PREFIXES['rdf']}object> ?o "
        f"FILTER(isLiteral(?o) && STR(?o) = {write_term(Value(text))}) }} ORDER BY ?o"
    )
    found = tuple(row[0] for row in source.query(ask).rows() if row[0] is not None)
    if not found:
        raise unknown
    return found


def _number(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:  # noqa: ARG001
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise QueryError(f"not a number: {text!r}", todo="write it as 0.7") from error
    if not number.is_finite():
        raise QueryError(f"not a finite number: {text!r}", todo="write it as 0.7")
    plain = format(number, "f")
    return (Value(plain if "." in plain else f"{plain}.0", "decimal"),)


def _language(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:  # noqa: ARG001
    found = _TAG.fullmatch(text)
    if not found:
        raise QueryError(f"not a language tag: {text!r}", todo="write it as en, fi or pl")
    # Names carry plain languages, so a reader of en-GB is one of en.
    return (Value(found[1].lower()),)


def _text(source: Answers, text: str, types: tuple[str, ...]) -> tuple[Term, ...]:  # noqa: ARG001
    return (Value(text),)


def _exists(source: Answers, iri: str) -> bool:
    return bool(source.query(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}").truth)


def _near(text: str, names: Iterable[str]) -> str:
    by_fold = {folded(n): n for n in sorted(names)}
    near = difflib.get_close_matches(folded(text), list(by_fold), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(by_fold[n] for n in near)}?" if near else "give its IRI, type/slug, code or name"


_RESOLVERS: dict[str, Callable[[Answers, str, tuple[str, ...]], tuple[Term, ...]]] = {
    "thing": _thing, "concept": _concept, "predicate": _predicate, "term": _any, "number": _number,
    "language": _language, "text": _text,
}  # fmt: skip
