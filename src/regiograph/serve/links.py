"""From IRIs to links: our own lead to the local pages about them, others out, and only http and https ever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from regiograph.terms import EU, PATH_TYPES, PREFIXES, RG, VOC

_KEEP = ":/?#[]@!$&'()*+,;=%~"
_COUNTRY = f"{EU}country/"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the links of one answer: ``base`` begins our IRIs, ``prefix`` our addresses; ``lang`` was asked for."""

    base: str
    prefix: str = ""
    lang: str = ""

    def local(self, path: str, **parameters: str) -> str:
        """The address of a page of this server, ``path`` beginning with a slash."""
        given = {k: v for k, v in parameters.items() if v}
        if self.lang:
            given.setdefault("lang", self.lang)
        return self.prefix + quote(path, safe="/#~") + (f"?{urlencode(given)}" if given else "")

    def forms(self, iri: str, suffixes: Sequence[str]) -> list[str]:
        """The addresses of all forms of the page about one of our things, or none; quicker than one by one."""
        page = self.page(iri)
        if page is None or "#" in page:
            return []
        path, mark, rest = page.partition("?")
        return [f"{path}{suffix}{mark}{rest}" for suffix in suffixes]

    def page(self, iri: str, suffix: str = "") -> str | None:
        """The local page about one of our IRIs (or a country, concept or term), or None; ``suffix`` as in ``.ttl``."""
        for head, path in (
            (f"{self.base}id/", "/doc/"),
            (f"{self.base}graph/", "/graph/"),
            (_COUNTRY, "/doc/country/"),
            (VOC, "/voc/"),
        ):
            rest = iri[len(head) :].partition("#")[0]
            if iri.startswith(head) and rest:
                return self.local(f"{path}{rest}{suffix}")
        if iri.startswith(RG) and not suffix:
            return f"{self.local('/ns')}#{quote(iri[len(RG) :])}"
        return None

    def href(self, iri: str) -> str | None:
        """Where an IRI leads to: a local page, a web address, or None, when it must not be a link."""
        return self.page(iri) or (iri if outside(iri) else None)


def outside(iri: str) -> bool:
    """Whether an IRI may be an outward link: http or https with a host, and nothing that could hide in it."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f<>\"'`\\]", iri)


def header(iri: str) -> str:
    """An IRI as it may stand in an HTTP header: ASCII, with everything else percent-encoded."""
    return quote(iri, safe=_KEEP)


def short(iri: str) -> str:
    """``prefix:name`` for an IRI of a known vocabulary, else the IRI."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and re.fullmatch(r"[\w.-]+", iri[len(space) :]):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def known_path(path: str) -> bool:
    """Whether pages exist for things of this path type."""
    return path in PATH_TYPES or path == "country"
