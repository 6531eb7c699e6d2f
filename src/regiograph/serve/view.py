"""What a thing's page shows: its facts in groups, each with the sentences behind it, ready for a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from regiograph.model import Value
from regiograph.output import NUMBERS
from regiograph.resolve import compact
from regiograph.results import Term
from regiograph.serve.links import Links, outside, short
from regiograph.serve.names import Source
from regiograph.show import NODES, Fact, Quote, Shown
from regiograph.terms import expand

MOST = 200
"""Facts of one group on a page; the rest is in the data."""

_TYPE, _MENTIONS = expand("rdf:type"), expand("schema:mentions")
_NAMES = frozenset(expand(n) for n in ("skos:prefLabel", "skos:altLabel", "dcterms:title", "rdfs:label"))
_WORDS = {
    expand("skos:prefLabel"): "Name", expand("skos:altLabel"): "Other name", expand("dcterms:title"): "Title",
    expand("schema:mentions"): "Mentioned",
}  # fmt: skip
_AMOUNT, _SHARE = expand("schema:value"), expand("rg:fundingShare")
_EVIDENCE = frozenset(
    expand(n)
    for n in (
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "oa:hasBody",
        "oa:hasTarget",
        "oa:hasSource",
        "oa:hasSelector",
    )
)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One sentence: its text and language, the document it stands in, how sure and of what kind."""

    text: str
    language: str
    title: str
    href: str | None
    confidence: str
    level: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value on a page: text, where it leads (``away`` if to another site), its language, its IRI if it is one."""

    text: str
    href: str | None = None
    away: bool = False
    language: str = ""
    iri: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact: its value, the statements of a joining node under it, and its sentences, the surest first."""

    value: Cell
    parts: tuple[Part, ...] = ()
    quotes: tuple[QuoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a joining node (the role of a membership), with those of the node it leads to."""

    label: str
    value: Cell
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one property; ``hidden`` are not shown."""

    label: str
    name: str
    href: str | None
    facts: tuple[FactView, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class ThingView:
    """A page about one thing. ``mentions`` are documents, for a document the things that it names."""

    iri: str
    id: str
    label: str
    names: tuple[Value, ...]
    types: tuple[str, ...]
    facts: tuple[Group, ...]
    incoming: tuple[Group, ...]
    mentions: tuple[Group, ...]
    naming: tuple[Group, ...]
    sentences: int
    documents: int


@dataclass(frozen=True, slots=True)
class Painter:
    """Turns facts into what a template needs, for one reader."""

    links: Links
    language: str
    sources: Mapping[str, Source]

    def thing(self, shown: Shown) -> ThingView:
        """The whole page."""
        facts = [
            f
            for f in shown.facts
            if f.predicate not in _EVIDENCE or shown.id.partition("/")[0] in {"annotation", "statement"}
        ]
        naming = [f for f in facts if not f.incoming and (f.predicate in _NAMES or f.predicate == _TYPE)]
        mentions = [f for f in facts if f.predicate == _MENTIONS]
        rest = [f for f in facts if f.predicate != _MENTIONS and f not in naming]
        quotes = {q for f in facts for q in _quotes(f)}
        return ThingView(
            shown.iri, shown.id, shown.label, shown.names,
            tuple(self.cell(f.value, f.shown).text.rpartition(":")[2] for f in naming if f.predicate == _TYPE),
            self.groups((f for f in rest if not f.incoming), shown.iri),
            self.groups((f for f in rest if f.incoming), shown.iri),
            self.groups(mentions, shown.iri), self.groups(naming, shown.iri),
            len({(q.document, q.start, q.end, q.text) for q in quotes}), len({q.document for q in quotes}),
        )  # fmt: skip

    def groups(self, facts: Iterable[Fact], subject: str) -> tuple[Group, ...]:
        """Facts about ``subject`` by property, in the order they come."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            found.setdefault((fact.label, fact.predicate), []).append(fact)
        return tuple(
            Group(
                _WORDS.get(predicate) or label[:1].upper() + label[1:], short(predicate), self.links.href(predicate),
                tuple(self.fact(f, subject) for f in rows[:MOST]), max(0, len(rows) - MOST),
            )
            for (label, predicate), rows in found.items()
        )  # fmt: skip

    def fact(self, fact: Fact, subject: str = "") -> FactView:
        """One fact about ``subject`` with its sentences: the best reading of each, the surest first."""
        best: dict[tuple[str, str], Quote] = {}
        for quote in sorted(set(_quotes(fact)), key=lambda q: (-q.confidence, q.document, q.start, q.text, q.kind)):
            best.setdefault((quote.document, " ".join(quote.text.split())), quote)
        return FactView(
            self.value(fact, subject),
            self.parts(fact.parts, str(fact.value)),
            tuple(self.quote(q) for q in best.values()),
        )

    def parts(self, facts: Iterable[Fact], node: str) -> tuple[Part, ...]:
        """The statements of the joining node ``node``, without its type."""
        return tuple(
            Part(f.label, self.value(f, node), self.parts(f.parts, str(f.value))) for f in facts if f.predicate != _TYPE
        )

    def value(self, fact: Fact, subject: str) -> Cell:
        """What a fact says of its subject: money with two decimals, a share with its sign."""
        money = fact.predicate == _AMOUNT and compact(subject).startswith("amount/")
        cell = self.cell(fact.value, fact.shown, money=money)
        return replace(cell, text=f"{cell.text}\N{NO-BREAK SPACE}%") if fact.predicate == _SHARE else cell

    def quote(self, quote: Quote) -> QuoteView:
        """One sentence with the document it stands in."""
        source = self.sources.get(quote.document)
        level = "high" if quote.confidence >= 0.8 else "middle" if quote.confidence >= 0.6 else "low"
        return QuoteView(
            " ".join(quote.text.split()), source.language if source else "und",
            source.title if source else quote.document,
            self.links.local(f"/doc/document/{quote.document}"), f"{quote.confidence:.2f}", level, quote.kind,
        )  # fmt: skip

    def cell(self, term: Term, shown: str = "", *, money: bool = False) -> Cell:
        """A value with its link; ``shown`` is its name, if it has one."""
        if isinstance(term, Value):
            if term.datatype in NUMBERS:
                return Cell(number(term.lexical, self.language, money=money), number=True)
            address = term.lexical if term.datatype == "anyURI" and outside(term.lexical) else None
            return Cell(term.lexical, address, away=bool(address), language=term.language or "")
        href = self.links.href(term)
        local = self.links.page(term) is not None
        ident = compact(term)
        if shown in {"", term, ident}:
            path, _, slug = ident.partition("/")
            shown = f"{path} {slug}" if path in NODES and local else short(ident.removeprefix(self.links.base))
        return Cell(shown, href, away=bool(href) and not local, iri=term)


def number(lexical: str, language: str, *, money: bool = False) -> str:
    """A number as the reader's language writes it; money has two decimals.

    >>> number("432760", "en", money=True)
    '432,760.00'
    """
    try:
        figure = Decimal(lexical)
        locale = Locale.parse(language)
    except (InvalidOperation, UnknownLocaleError, ValueError):
        return lexical
    if not figure.is_finite() or (re.fullmatch(r"\d{4}", lexical) and not money):
        return lexical
    pattern = "#,##0.00" if money else "#,##0.##########"
    return str(format_decimal(figure, format=pattern, locale=locale))


def _quotes(fact: Fact) -> Iterable[Quote]:
    yield from fact.quotes
    for part in fact.parts:
        yield from _quotes(part)
