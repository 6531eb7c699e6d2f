"""Files for crawlers and citing authors: sitemap.xml, robots.txt, CITATION.cff of the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from regiograph.config import Config
from regiograph.publish.catalog_words import load_words
from regiograph.publish.content import Content
from regiograph.publish.datasets import LICENCES, licence_iri
from regiograph.publish.names import subject_order
from regiograph.publish.release import Draft
from regiograph.terms import PATH_TYPES

URLS = 40_000
"""Addresses in one sitemap (the protocol allows 50,000 and 50 MB); more go into numbered ones."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(content: Content, days: Mapping[str, str], modified: str) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of sitemap.xml: the pages of all things, with the day when each last changed (``days`` by IRI).

    Where there are more than :data:`URLS`, sitemap.xml is the index of sitemap-1.xml and so on. Sitemaps 0.90.
    """
    base, home = content.iris.base, f"{content.iris.base}id/"
    things = sorted((t for t in days if t.startswith(home) and _shown(t[len(home) :])), key=subject_order(content.iris))
    rows = [(base, modified), *((f"{base}doc/{t[len(home) :]}", days[t]) for t in things)]
    if len(rows) <= URLS:
        yield "sitemap.xml", _xml("urlset", "url", rows)
        return
    parts = [rows[n : n + URLS] for n in range(0, len(rows), URLS)]
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _xml("urlset", "url", part)
    index = [(f"{base}sitemap-{n}.xml", max(day for _, day in part)) for n, part in enumerate(parts, 1)]
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", index)


def write_robots(content: Content) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of robots.txt: all may be read but what is computed for each caller (RFC 9309)."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /queries/", "Allow: /", "",
             f"Sitemap: {content.iris.base}sitemap.xml")  # fmt: skip
    yield "robots.txt", ("\n".join(lines) + "\n").encode()


def write_citation(content: Content, config: Config, draft: Draft) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of CITATION.cff 1.2.0 for the data. Every value is a JSON string, which YAML reads as its own."""
    licence = LICENCES.get(config.data.licence)
    publisher = [f"  - name: {_quoted(config.publisher.name)}"]
    if config.publisher.homepage:
        publisher.append(f"    website: {_quoted(config.publisher.homepage)}")
    title = load_words(config).titles[config.workspace.default_language]
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"message: {_quoted('If you use these data, please cite them as below.')}",
        f"title: {_quoted(title)}",
        "authors:", *publisher,
        f"version: {_quoted(draft.version)}",
        f"date-released: {_quoted(draft.modified[:10])}",
        f"license: {_quoted(licence[0])}" if licence else f"license-url: {_quoted(licence_iri(config))}",
        f"url: {_quoted(content.iris.base)}",
        "identifiers:", "  - type: url", f"    value: {_quoted(f'{content.iris.base}dataset/core')}",
    ]  # fmt: skip
    yield "CITATION.cff", ("\n".join(lines) + "\n").encode()


def _shown(ident: str) -> bool:
    return ident.partition("/")[0] in PATH_TYPES


def _xml(root: str, item: str, rows: list[tuple[str, str]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_SPACE}">']
    lines += [f"<{item}><loc>{escape(address)}</loc><lastmod>{day}</lastmod></{item}>" for address, day in rows]
    return ("\n".join([*lines, f"</{root}>"]) + "\n").encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
