"""What is known of one thing: its names, types and every statement from and to it, with the sentences behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from regiograph.binding import write_term
from regiograph.model import Value
from regiograph.resolve import Answers, compact, resolve_term
from regiograph.results import Term
from regiograph.terms import NUTS, PATH_TYPES, PREFIXES, expand

QUOTES = 3
"""Sentences shown for one statement in text; JSON has all."""

NODES = frozenset(p.path for p in PATH_TYPES.values() if p.entity is None) - {"annotation", "statement"}
"""Path types of nodes that only join others (memberships, grants …): their statements are shown with them."""

DEPTH = 2
"""How many such nodes are followed in a row: from a project to its grant to the amount."""

_LABELS = ("rdf:type", "skos:prefLabel", "skos:altLabel")
HIDDEN = ("rdf:subject", "rdf:predicate", "rdf:object", "oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector")
"""Properties by which evidence points to things; they are not shown as links."""

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in ("dcterms", "oa", "rdf", "rdfs", "rg", "skos"))


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document: code points ``start`` to ``end`` of its text, how sure (0 to 1) and of what kind."""

    document: str
    text: str
    start: int
    end: int
    confidence: float
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing: ``value`` is its object, or with ``incoming`` its subject, and ``shown`` its name.

    ``parts`` are the statements of a joining node. Without ``quotes`` it comes from the reference data.
    """

    predicate: str
    label: str
    value: Term
    shown: str
    incoming: bool = False
    quotes: tuple[Quote, ...] = ()
    parts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything known of the thing ``iri``; ``id`` is its ``type/slug``. Names and types are facts as well."""

    iri: str
    id: str
    label: str
    names: tuple[Value, ...]
    types: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class Known:
    """What was gathered for one thing, before it is put in order: triples, the quotes of some, names by IRI."""

    triples: set[tuple[str, str, Term]] = field(default_factory=set)
    quotes: dict[tuple[str, str, Term], set[Quote]] = field(default_factory=dict)
    labels: dict[str, list[Value]] = field(default_factory=dict)


def show(source: Answers, text: str, language: str = "en", types: Sequence[str] = ()) -> Shown:
    """What is known of the thing that ``text`` means: an IRI, ``type/slug``, code or name in any language.

    ``source`` is a release, a store or a remote endpoint; labels come in ``language`` where there are any.
    Raises QueryError when the thing is unknown or ambiguous.
    """
    iri = str(resolve_term(source, text, "thing", types))
    return compose(_gathered(source, iri), iri, language)


def compose(known: Known, iri: str, language: str = "en") -> Shown:
    """Put what was gathered for ``iri`` in order, with names in ``language`` where there are any."""
    out = sorted((t for t in known.triples if t[0] == iri), key=_order)
    back = sorted((t for t in known.triples if t[2] == iri and t[0] != iri), key=_order)
    facts = [_fact(known, t, language, incoming=False, trail=(iri,)) for t in out]
    facts += [_fact(known, t, language, incoming=True, trail=(iri,)) for t in back]
    facts.sort(key=lambda f: (f.incoming, f.label, f.shown.casefold(), f.shown, str(f.value)))
    names = sorted(known.labels.get(iri, ()), key=lambda v: (v.language or "", v.lexical))
    kinds = [f.shown for f in facts if f.predicate == expand("rdf:type") and not f.incoming]
    return Shown(iri, compact(iri), _label(known, iri, language), tuple(names), tuple(sorted(set(kinds))), tuple(facts))


def shown_json(shown: Shown) -> dict[str, Any]:
    """A shown thing as plain JSON."""
    return asdict(shown)


def shown_text(shown: Shown) -> str:
    """A shown thing as text: a head, then its statements grouped by predicate, each with its sentences."""
    lines = [f"{shown.label}  ({shown.id})", shown.iri]
    if shown.types:
        lines.append(f"Type: {', '.join(shown.types)}")
    if shown.names:
        lines.append(
            f"Names: {', '.join(f'{n.lexical} ({n.language})' if n.language else n.lexical for n in shown.names)}"
        )
    group: tuple[bool, str] | None = None
    labels = {expand(name) for name in _LABELS}
    for fact in shown.facts:
        if fact.predicate in labels:
            continue
        if group != (fact.incoming, fact.label):
            group = fact.incoming, fact.label
            lines += ["", f"← {fact.label}" if fact.incoming else fact.label]
        lines += _fact_lines(fact)
    return "\n".join("".join(c if c.isprintable() else " " for c in line).rstrip() for line in lines) + "\n"


def _fact_lines(fact: Fact) -> list[str]:
    lines = [f"  {_named(fact)}", *_part_lines(fact.parts, "    ")]
    # One sentence may carry several claims; the surest is enough for a reader.
    surest: dict[tuple[str, int, str], Quote] = {}
    for quote in sorted(_all_quotes(fact), key=lambda q: (-q.confidence, q.document, q.start, q.text, q.kind)):
        surest.setdefault((quote.document, quote.start, quote.text), quote)
    quotes = list(surest.values())
    for quote in quotes[:QUOTES]:
        kind = "" if quote.kind == "stated" else f", {quote.kind}"
        lines.append(f"    “{' '.join(quote.text.split())}” — {quote.document}, {quote.confidence:g}{kind}")
    if len(quotes) > QUOTES:
        lines.append(f"    … and {len(quotes) - QUOTES} more")
    return lines if quotes else [*lines, "    (reference data)"]


def _part_lines(parts: Iterable[Fact], indent: str) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if part.predicate != expand("rdf:type"):
            lines += [f"{indent}{part.label}: {_named(part)}", *_part_lines(part.parts, indent + "  ")]
    return lines


def _named(fact: Fact) -> str:
    ident = compact(fact.value) if isinstance(fact.value, str) else ""
    return f"{fact.shown} ({ident})" if "/id/" in str(fact.value) and ident != fact.shown else fact.shown


def _all_quotes(fact: Fact) -> Iterable[Quote]:
    yield from fact.quotes
    for part in fact.parts:
        yield from _all_quotes(part)


def _gathered(source: Answers, iri: str) -> Known:
    known = Known()
    hidden = ", ".join(HIDDEN)
    here = write_term(iri)
    for s, p in _rows(source, f"SELECT DISTINCT ?s ?p {{ ?s ?p {here} FILTER(?p NOT IN ({hidden})) }}"):
        known.triples.add((str(s), str(p), iri))
    waiting, seen = {iri}, set[str]()
    for _ in range(DEPTH + 1):
        for s, p, o in _rows(source, f"SELECT DISTINCT ?s ?p ?o {{ {_values('s', waiting)} ?s ?p ?o }}"):
            known.triples.add((str(s), str(p), o))
        seen |= waiting
        ends = {str(t) for s, _, o in known.triples for t in (s, o) if isinstance(t, str)}
        waiting = {t for t in ends - seen if "/id/" in t and compact(t).partition("/")[0] in NODES}
        if not waiting:
            break
    subjects = {s for s, _, _ in known.triples}
    for row in _rows(source, _evidence(_values("s", subjects))):
        triple, quote = _quoted(row)
        if triple in known.triples:
            known.quotes.setdefault(triple, set()).add(quote)
    named = subjects | {p for _, p, _ in known.triples} | {o for _, _, o in known.triples if isinstance(o, str)}
    labels = f"SELECT DISTINCT ?x ?name {{ {_values('x', named)} ?x skos:prefLabel|rdfs:label|dcterms:title ?name }}"
    for x, name in _rows(source, labels):
        if isinstance(name, Value):
            known.labels.setdefault(str(x), []).append(name)
    return known


def _evidence(values: str) -> str:
    return f"""SELECT DISTINCT ?s ?p ?o ?page ?quote ?start ?end ?confidence ?kind {{ {values}
      ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
      ?note oa:hasBody ?statement ; oa:hasTarget ?target .
      ?target oa:hasSource ?page ; oa:hasSelector ?exact . ?exact oa:exact ?quote .
      OPTIONAL {{ ?target oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }}
      OPTIONAL {{ ?note rg:confidence ?confidence }} OPTIONAL {{ ?note rg:assertionKind ?kind }} }}"""


def _quoted(row: Sequence[Any]) -> tuple[tuple[str, str, Term], Quote]:
    s, p, o, page, quote, start, end, confidence, kind = row
    document = compact(str(page)).removeprefix("document/")
    kind = compact(kind).rpartition("/")[2] if kind else "stated"
    numbers = (int(start.lexical) if start else 0, int(end.lexical) if end else 0)
    sure = float(confidence.lexical) if confidence else 1.0
    return (str(s), str(p), o), Quote(document, quote.lexical, *numbers, sure, kind)


def _rows(source: Answers, sparql: str) -> Iterable[Sequence[Any]]:
    return source.query(_HEAD + sparql).rows()


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(write_term(i) for i in sorted(iris) if not i.startswith('_:'))} }}"


def _order(triple: tuple[str, str, Term]) -> tuple[str, str, str]:
    return triple[0], triple[1], str(triple[2])


def _fact(
    known: Known, triple: tuple[str, str, Term], language: str, *, incoming: bool, trail: tuple[str, ...]
) -> Fact:
    subject, predicate, target = triple
    value: Term = subject if incoming else target
    parts: list[Fact] = []
    if isinstance(value, str) and compact(value).partition("/")[0] in NODES and len(trail) <= DEPTH:
        inner = sorted((t for t in known.triples if t[0] == value and t[2] not in trail), key=_order)
        parts = [_fact(known, t, language, incoming=False, trail=(*trail, value)) for t in inner]
        parts.sort(key=lambda f: (f.label, f.shown, str(f.value)))
    quotes = sorted(known.quotes.get(triple, ()), key=lambda q: (q.document, q.start, q.text, q.confidence, q.kind))
    return Fact(
        predicate, _words(known, predicate, language), value, _label(known, value, language), incoming, tuple(quotes),
        tuple(parts),
    )  # fmt: skip


def _words(known: Known, predicate: str, language: str) -> str:
    if predicate in known.labels:
        return _label(known, predicate, language)
    local = re.split(r"[/#]", predicate)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _label(known: Known, term: Term, language: str) -> str:
    if isinstance(term, Value):
        return term.lexical
    return best_label(known.labels.get(term, ()), language) or compact(term).removeprefix(NUTS)


def best_label(labels: Iterable[Value], language: str = "en") -> str:
    """The label for a reader: in ``language``, else en, else mul, else the first of any; empty without labels."""
    order: Mapping[str | None, int] = {language: 0} if language == "en" else {language: 0, "en": 1}
    ranked = sorted(labels, key=lambda v: (order.get(v.language, 2 if v.language == "mul" else 3), v.lexical))
    return ranked[0].lexical if ranked else ""
