"""Accept headers as clients really send them."""

from __future__ import annotations

import pytest
from serve_sample import BROWSER

from regiograph.serve.negotiate import GRAPHS, HTML, TABLES, accepts_gzip, choose, language, offers

KNOWN = (*HTML, *GRAPHS)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "html"), ("", "html"), ("*/*", "html"), (BROWSER, "html"), ("text/turtle", "ttl"),
        ("TEXT/TURTLE; charset=utf-8", "ttl"), ("application/rdf+xml;q=0.5, application/ld+json", "jsonld"),
        ("application/*", "nt"), ("text/*;q=0.5, text/turtle;q=0.1, application/n-triples;q=0.4", "html"),
        ("*/*;q=0.1, application/rdf+xml;q=0.2", "rdf"), ("text/html;q=0, */*;q=0.5", "ttl"),
        ("image/png", None), ("text/html;q=0", None), ("text/turtle;q=oops", None), (",;,", None),
    ],
)  # fmt: skip
def test_the_best_offer_wins(accept: str | None, name: str | None) -> None:
    found = choose(accept, KNOWN)
    assert (found.name if found else None) == name


def test_plain_types_stand_for_the_types_of_sparql() -> None:
    for asked, name in (("application/json", "json"), ("text/xml", "xml"), ("application/sparql-results+xml", "xml")):
        found = choose(asked, TABLES)
        assert found is not None
        assert (found.name, found.media_type) == (name, asked)


def test_no_offer_is_chosen_from_none() -> None:
    assert choose("*/*", offers()) is None


@pytest.mark.parametrize(
    ("asked", "header", "expected"),
    [
        (None, None, "en"), ("pl", "fi", "pl"), ("../x", "fi-FI,fi;q=0.9", "fi"), (None, "sv;q=0.9, fi;q=0.3", "fi"),
        (None, "sv", "sv"), (None, "fi;q=0, en;q=0.2", "en"), (None, "*", "en"),
    ],
)  # fmt: skip
def test_the_reader_s_language(asked: str | None, header: str | None, expected: str) -> None:
    assert language(asked, header, ("en", "fi")) == expected


def test_gzip_only_when_it_is_accepted() -> None:
    assert accepts_gzip("gzip, br")
    assert accepts_gzip("*;q=0.5")
    assert not accepts_gzip("gzip;q=0, *")
    assert not accepts_gzip(None)
