"""Content negotiation (RFC 9110, 12.5): which format, language and coding a client gets. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from regiograph.media import MEDIA

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9-]+)?")
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that can be sent: its name in the media table, and the media type it is sent under."""

    name: str
    media_type: str


def offers(*names: str) -> tuple[Offer, ...]:
    """Offers for names of the media table, in the server's order of preference."""
    return tuple(Offer(name, MEDIA[name].media_type) for name in names)


GRAPHS = offers("ttl", "nt", "rdf", "jsonld")
"""Forms of triples."""

TABLES = (
    Offer("json", MEDIA["srj"].media_type), Offer("xml", MEDIA["srx"].media_type), *offers("csv", "tsv", "json", "xml"),
    Offer("xml", "text/xml"),
)  # fmt: skip
"""Forms of a table or a truth value; the plain JSON and XML types stand for the SPARQL ones."""

ANSWERS = (*GRAPHS, Offer("ttl", "text/n3"), Offer("ttl", "text/rdf+n3"))
"""Forms of triples as SPARQL clients ask for them: Turtle is Notation 3 too, which older ones know it by."""

HTML = offers("html")


def choose(accept: str | None, known: Sequence[Offer]) -> Offer | None:
    """The offer with the highest quality in an Accept header, the server's earlier one among equals, or None.

    The most specific range decides the quality of a type; a missing or empty header accepts everything.

    >>> choose("text/*;q=0.5, text/turtle;q=0.1, application/n-triples;q=0.4", offers("ttl", "nt", "html")).name
    'html'
    """
    return _chosen(accept or "*/*", tuple(known))


@lru_cache(maxsize=1024)
def _chosen(accept: str, known: tuple[Offer, ...]) -> Offer | None:
    ranges = _weighted(accept)
    best, quality = None, 0.0
    for offer in known:
        found = _quality(offer.media_type, ranges)
        if found > quality:
            best, quality = offer, found
    return best


def language(asked: str | None, header: str | None, known: Sequence[str]) -> str:
    """The reader's language: the ``lang`` parameter, else the first known one of Accept-Language, else its first,
    else the first known, else English. Primary subtags only.

    >>> language(None, "sv;q=0.4, fi-FI;q=0.9, *;q=0.1", ("en", "fi"))
    'fi'
    """
    found = _TAG.fullmatch(asked or "")
    if found:
        return found[1].lower()
    wanted = sorted(_weighted(header or ""), key=lambda pair: -pair[1])
    tags = [m[1].lower() for name, quality in wanted if quality > 0 and (m := _TAG.fullmatch(name))]
    return next((t for t in tags if t in known), None) or next(iter(tags), None) or next(iter(known), "en")


@lru_cache(maxsize=256)
def accepts_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    table = dict(_weighted(header or ""))
    return table.get("gzip", table.get("*", 0.0)) > 0


def types(known: Iterable[Offer]) -> list[str]:
    """The media types of offers, each once, in their order."""
    return list(dict.fromkeys(o.media_type for o in known))


def _weighted(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        name, *parameters = (p.strip() for p in part.split(";"))
        quality = "1"
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = value.strip()
        if name:
            found.append((name.lower(), float(quality) if _QUALITY.fullmatch(quality) else 0.0))
    return found


def _quality(media_type: str, ranges: Iterable[tuple[str, float]]) -> float:
    main = media_type.partition("/")[0]
    rank, quality = 0, 0.0
    for name, value in ranges:
        fit = 3 if name == media_type else 2 if name == f"{main}/*" else 1 if name in {"*/*", "*"} else 0
        if fit > rank or (fit and fit == rank and value > quality):
            rank, quality = fit, value
    return quality
