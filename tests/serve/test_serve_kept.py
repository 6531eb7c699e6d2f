"""Answers that are kept: the same to the same question, noted like any other, never those of the moment."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serve_sample import Client, put_release, renamed, sample

from regiograph.serve import Settings, create_app
from regiograph.serve.kept import Kept
from regiograph.serve.protocol import repeatable

NAMES = 'SELECT ?n { ?x <http://www.w3.org/2004/02/skos/core#prefLabel> ?n FILTER(LANG(?n) = "pl") }'
MOMENT = "SELECT (RAND() AS ?r) {}"


def address(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


@pytest.fixture
def lines(root: Path) -> tuple[Client, list[str]]:
    written: list[str] = []
    return Client(create_app(root, Settings(log=written.append))), written


def test_a_kept_answer_is_logged_like_the_first(lines: tuple[Client, list[str]]) -> None:
    client, written = lines
    query = address("SELECT * { ?s ?p ?o } LIMIT 3")
    first, second = client.get(query), client.get(query)
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    asked = client.app.site.pool.answered
    assert asked == 1
    one, two = (json.loads(line) for line in written)
    assert (one["query"], one["rows"], one["bytes"]) == (two["query"], two["rows"], two["bytes"])
    assert one["rows"] == 3


def test_a_kept_answer_is_not_sent_to_whom_has_it(lines: tuple[Client, list[str]]) -> None:
    client, _ = lines
    query = address("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 4")
    tag = client.get(query).headers["etag"]
    again = client.get(query, If_None_Match=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert "content-type" not in again.headers
    assert client.app.site.pool.answered == 1


def test_a_query_of_the_moment_is_asked_each_time(lines: tuple[Client, list[str]]) -> None:
    client, _ = lines
    assert client.get(address(MOMENT)).content != client.get(address(MOMENT)).content
    assert client.app.site.pool.answered == 2


@pytest.mark.parametrize(
    ("query", "same"),
    [("ASK {}", True), ("SELECT (UUID() AS ?u) {}", False), ("SELECT (struuid() AS ?u) {}", False),
     ("SELECT (NOW#\n() AS ?u) {}", False), (r"SELECT (\u004eOW() AS ?u) {}", False),
     ("SELECT (BNODE() AS ?u) {}", False), ("SELECT * { ?known ?p ?o }", True)],
)  # fmt: skip
def test_which_queries_are_of_the_moment(query: str, same: bool) -> None:
    assert repeatable(query) is same


def test_a_new_release_has_answers_of_its_own(tmp_path: Path) -> None:
    root = put_release(tmp_path / "out")
    client = Client(create_app(root))
    for _ in range(2):
        assert client.get(address(NAMES), "text/csv").text.split() == ["n"]
    put_release(root, "2026-02-03", renamed(sample(), "Laponia éù"))
    assert "Laponia éù" in client.get(address(NAMES), "text/csv").text


def test_what_differs_in_the_request_is_kept_apart(client: Client) -> None:
    query = address("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40")
    table, page, zipped = (
        client.get(query, "text/csv"), client.get(query, "text/html"),
        client.get(query, "text/csv", Accept_Encoding="gzip"),
    )  # fmt: skip
    for _ in range(2):
        assert client.get(query, "text/csv").content == table.content
        assert client.get(query, "text/html").content == page.content
        assert client.get(query, "text/csv", Accept_Encoding="gzip").headers["etag"] == zipped.headers["etag"]
    assert len({found.headers["etag"] for found in (table, page, zipped)}) == 3


def test_the_oldest_answers_make_room(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiograph.serve.app.Kept", lambda: Kept(most=600_000))
    client = Client(create_app(root))
    queries = [address(f"SELECT ({number} AS ?n) {{}}") for number in range(400)]
    for query in queries:
        client.get(query)
    assert client.app.site.pool.answered == 400
    client.get(queries[-1])
    assert client.app.site.pool.answered == 400
    client.get(queries[0])
    assert client.app.site.pool.answered == 401
