"""Small pages, claims and authority records in several languages, and readable views of what the map makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiograph.authority import Authority, Record
from regiograph.map import Mapped, map_claims
from regiograph.model import Claim, Document, EntityType, Evidence, Quad, Thing, Value, qualifiers
from regiograph.terms import ENTITY_PATHS, PREFIXES, Iris

IRIS = Iris("https://data.example.org/")
CODES = {"fi": "FIN", "en": "ENG", "pl": "POL"}

FI = Document(
    "fi-hanke", "fi.txt",
    "Lappi ja Łódź kehittävät hanketta Åland Æther. Kokonaisrahoitus on 432 760 €, josta 88,1 % tulee EAKR:stä.\n"
    "Yli 200 osallistujaa tuli Rovaniemelle 14.2.2018. Lapin liitto johtaa hanketta.",
    language="fi", title="Hanke éù", url="https://example.org/fi", licence="CC_BY_4_0", published="2018-02-14",
)  # fmt: skip
PL = Document(
    "pl-projekt", "pl.txt", "Projekt Åland Æther (2017) łączy Laponię i Łódź. Budżet: 400 000 PLN.", language="pl"
)

AUTHORITY = Authority(
    {
        r.id: r
        for r in (
            Record(
                "country/FIN", "Country", {"en": ("Finland",), "fi": ("Suomi",)}, "countries.csv", "FI", ("FI",), 0,
                "FI",
            ),
            Record(
                "territory/lapland", "Region",
                {"en": ("Lapland",), "fi": ("Lappi",), "pl": ("Laponia",), "el": ("Λαπωνία",), "sv": ("Lappland",)},
                "nuts.csv", "FI1D7", ("FI1D7",), 3, "FI", ("country/FIN",),
            ),
            Record(
                "fund/erdf", "Fund",
                {
                    "en": ("European Regional Development Fund", "ERDF"),
                    "fi": ("Euroopan aluekehitysrahasto", "EAKR"),
                    "pl": ("Europejski Fundusz Rozwoju Regionalnego", "EFRR"),
                },
                "funds.toml",
            ),
            Record(
                "organisation/regional-council-of-lapland", "Organisation", {"fi": ("Lapin liitto",)},
                "organisations.toml", country="FI", governs="territory/lapland",
            ),
        )
    },
    {"FI": "country/FIN", "FI1D7": "territory/lapland"},
)  # fmt: skip


def thing(ident: str, name: str = "", **rest: Any) -> Thing:
    """A linked thing; its type from the path of its id."""
    types: dict[str, EntityType] = {"country": "Country", "theme": "Theme"}
    types |= {path: kind for kind, path in ENTITY_PATHS.items() if kind != "Place"}  # type: ignore[misc]
    return Thing(ident, types.get(ident.partition("/")[0], "Other"), name, **rest)


def claim(
    document: Document, subject: str | Thing, predicate: str, target: str | Thing | None = None, *,
    value: str | None = None, datatype: str = "string", language: str | None = None, quote: str | None = None,
    rule: str = "test/rule", confidence: float = 0.9, kind: Any = "stated", **pairs: str,
) -> Claim:  # fmt: skip
    """A claim whose quote is the first line of the page unless another is given."""
    words = document.text.partition("\n")[0] if quote is None else quote
    start = document.text.index(words)
    return Claim(
        subject=thing(subject) if isinstance(subject, str) else subject, predicate=predicate,
        evidence=Evidence(document.id, start, start + len(words), words),
        object=thing(target) if isinstance(target, str) else target,
        value=None if value is None else Value(value, datatype, language),
        qualifiers=qualifiers(**pairs), rule=rule, confidence=confidence, kind=kind,
    )  # fmt: skip


def mention(document: Document, ident: str | Thing, surface: str, form: str = "name", **rest: Any) -> Claim:
    """A mention of a thing by its surface form."""
    return claim(document, ident, "mention", value=surface, form=form, **rest)


def mapped(claims: Iterable[Claim], *documents: Document, **options: Any) -> Mapped:
    """Claims of the sample pages (or of those given) mapped with the small authority."""
    pages = {d.id: d for d in documents or (FI, PL)}
    authority = options.pop("authority", AUTHORITY)
    return map_claims(claims, pages, authority, IRIS, codes=CODES, **options)


def shown(term: str | Value) -> str:
    """A term for people: thing id, CURIE, or the lexical form with its language."""
    if isinstance(term, Value):
        return f"{term.lexical}@{term.language}" if term.language else term.lexical
    short = IRIS.compact(term)
    if short != term:
        return short
    best = max((p for p in PREFIXES.items() if term.startswith(p[1])), key=lambda p: len(p[1]), default=("", ""))
    return f"{best[0]}:{term[len(best[1]) :]}" if best[1] else term


def rows(quads: Iterable[Quad]) -> set[tuple[str, str, str]]:
    """Quads as readable triples."""
    return {(shown(q.subject), shown(q.predicate), shown(q.object)) for q in quads}


def domain(result: Mapped, document: Document | None = None) -> set[tuple[str, str, str]]:
    """The readable domain triples of one document, or of all."""
    graphs: Mapping[str, tuple[Quad, ...]] = result.domain
    if document is not None:
        return rows(graphs.get(document.id, ()))
    return {row for quads in graphs.values() for row in rows(quads)}
