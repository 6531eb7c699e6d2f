"""Small makers of terms: literals in their canonical form, concepts, and the IRI behind an id."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from regiograph.model import Claim, Value
from regiograph.terms import PATH_TYPES, PREFIXES, VOC, Iris, expand, slug, slug_or_hash

CENT = Decimal("0.01")

_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f]")

MAX_DIGITS = 24
"""Most digits of a number that a page may give; decimal arithmetic is exact below 28."""

MAX_SLUG = 72
"""Longest slug of a node; longer ones are cut at a hyphen."""


def encoded(iri: str) -> str:
    """An address from a page's metadata as an IRI: what RFC 3987 forbids is percent-encoded."""
    return _FORBIDDEN.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), iri)


def resolve(ident: str, iris: Iris) -> str:
    """The IRI of an id: ``project/remix``, ``country/FIN``, ``voc:status/model-region``, another CURIE, a full IRI.

    Raises KeyError for an id of no known kind.
    """
    if _FORBIDDEN.search(ident):
        raise KeyError(ident)
    if ident.startswith("voc:"):
        return VOC + ident[4:]
    if "://" in ident:
        return ident
    path, _, rest = ident.partition("/")
    if rest and (path in PATH_TYPES or path in {"country", "theme"}):
        return iris.thing(ident)
    if ":" in ident:
        return expand(ident)
    raise KeyError(ident)


def is_term(name: str) -> bool:
    """Whether a name is a CURIE over the known prefixes."""
    prefix, colon, rest = name.partition(":")
    return bool(colon and rest) and prefix in PREFIXES


def concept(scheme: str, name: str) -> str:
    """The IRI of a concept of a code list."""
    return f"{VOC}{scheme}/{slug(name)}"


def code_of(claim: Claim) -> str:
    """The concept slug that a claim names as its object or its value."""
    return (claim.object.id if claim.object else claim.value.lexical if claim.value else "").rpartition("/")[2]


def local(ident: str) -> str:
    """The slug part of a thing id."""
    return slug_or_hash(ident.partition("/")[2])


def cut(name: str) -> str:
    """A slug no longer than :data:`MAX_SLUG`, cut at a hyphen where there is one."""
    if len(name) <= MAX_SLUG:
        return name
    return name[:MAX_SLUG].rpartition("-")[0] or name[:MAX_SLUG]


def text(lexical: str, language: str) -> Value:
    """A literal with a language tag, white space collapsed."""
    return Value(" ".join(lexical.split()), language=language)


def integer(number: int | Decimal) -> Value:
    """An xsd:integer."""
    return Value(str(int(number)), "integer")


def decimal(number: Decimal) -> Value:
    """An xsd:decimal without an exponent or needless zeros."""
    plain = format(number, "f")
    return Value(plain.rstrip("0").rstrip(".") if "." in plain else plain, "decimal")


def amount(number: Decimal) -> Value:
    """An xsd:decimal of money: two decimals, more where the source has more."""
    exponent = number.as_tuple().exponent
    return Value(
        format(number.quantize(CENT) if isinstance(exponent, int) and exponent > -2 else number, "f"), "decimal"
    )


def number_of(claim: Claim) -> Decimal:
    """The number a claim gives; raises ValueError where its value is none."""
    lexical = claim.value.lexical if claim.value else ""
    try:
        number = Decimal(lexical)
    except InvalidOperation as error:
        raise ValueError(f"{lexical!r} is not a number") from error
    if not number.is_finite():
        raise ValueError(f"{lexical!r} is not a finite number")
    if number.adjusted() > MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
        raise ValueError(f"{lexical!r} is beyond all money and people")
    return number
