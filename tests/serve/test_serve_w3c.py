"""The query part of the W3C SPARQL 1.1 protocol tests (data-sparql11/protocol), written out as a table."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from serve_sample import IRIS

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, TURTLE = "application/sparql-results+json", "text/turtle"
NORTH, SOUTH = IRIS.graph("north"), IRIS.graph("south")
PROGRAMME, PROJECT = IRIS.thing("programme/interreg-europe"), IRIS.thing("project/remix")
DEFAULT = f"ASK {{ <{PROGRAMME}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{PROGRAMME}> a ?type }} }}"
BOTH = f"ASK {{ <{PROGRAMME}> a ?t . <{PROJECT}> a ?u }}"


def q(text: str) -> str:
    return quote(text, safe="")


# Name in the suite, method, what stands after ? in the address, type and content of the body, answer
GOOD = [
    ("query_get", "GET", f"query={q('ASK {}')}", None, "", True),
    ("query_post_form", "POST", "", FORM, f"query={q('ASK {}')}", True),
    ("query_post_direct", "POST", "", DIRECT, "ASK {}", True),
    ("query_dataset_default_graph get", "GET", f"query={q(DEFAULT)}&default-graph-uri={q(SOUTH)}", None, "", True),
    ("query_dataset_default_graph other", "GET", f"query={q(DEFAULT)}&default-graph-uri={q(NORTH)}", None, "", False),
    ("query_dataset_default_graph post", "POST", f"default-graph-uri={q(SOUTH)}", DIRECT, DEFAULT, True),
    ("query_dataset_default_graphs get", "GET",
     f"query={q(BOTH)}&default-graph-uri={q(NORTH)}&default-graph-uri={q(SOUTH)}", None, "", True),
    ("query_dataset_default_graphs post", "POST",
     f"default-graph-uri={q(NORTH)}&default-graph-uri={q(SOUTH)}", DIRECT, BOTH, True),
    ("query_dataset_default_graphs form", "POST", "", FORM,
     f"query={q(BOTH)}&default-graph-uri={q(NORTH)}&default-graph-uri={q(SOUTH)}", True),
    ("query_dataset_named_graphs get", "GET",
     f"query={q(NAMED)}&named-graph-uri={q(NORTH)}&named-graph-uri={q(SOUTH)}", None, "", True),
    ("query_dataset_named_graphs post", "POST", f"named-graph-uri={q(NORTH)}", DIRECT, NAMED, False),
    ("query_dataset_full", "GET",
     f"query={q(NAMED)}&default-graph-uri={q(NORTH)}&named-graph-uri={q(SOUTH)}", None, "", True),
    ("query_multiple_dataset: the protocol wins over FROM", "POST", f"default-graph-uri={q(SOUTH)}", DIRECT,
     f"ASK FROM <{NORTH}> {{ <{PROGRAMME}> a ?type }}", True),
]  # fmt: skip

BAD = [
    ("bad_query_method", "PUT", f"query={q('ASK {}')}", None, "", {405}),
    ("bad_multiple_queries", "GET", f"query={q('ASK {}')}&query={q('SELECT * {}')}", None, "", {400}),
    ("bad_query_wrong_media_type", "POST", "", "text/plain", "ASK {}", {400, 415}),
    ("bad_query_missing_form_type", "POST", "", None, f"query={q('ASK {}')}", {400, 415}),
    ("bad_query_missing_direct_type", "POST", "", None, "ASK {}", {400, 415}),
    ("bad_query_non_utf8", "POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}", {400, 415}),
    ("bad_query_syntax", "GET", f"query={q('ASK {')}", None, "", {400}),
    ("bad_multiple_queries form", "POST", "", FORM, f"query={q('ASK {}')}&query={q('ASK {}')}", {400}),
    ("no update by query", "POST", "", "application/sparql-update", "CLEAR ALL", {403, 405, 415}),
    ("no update by form", "POST", "", FORM, f"update={q('CLEAR ALL')}", {400, 403}),
]

TYPES = [
    ("query_content_type_select", "SELECT (1 AS ?x) {}", "application/sparql-results+xml, text/csv;q=0.1"),
    ("query_content_type_ask", "ASK {}", "application/sparql-results+json"),
    ("query_content_type_describe", f"DESCRIBE <{PROJECT}>", "application/rdf+xml"),
    ("query_content_type_construct", f"CONSTRUCT {{ <{PROJECT}> a 1 }} {{}}", "text/turtle"),
]


def send(live: str, method: str, address: str, kind: str | None, body: str, accept: str) -> httpx.Response:
    headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
    content = body.encode("utf-16") if kind and "UTF-16" in kind else body.encode()
    return httpx.request(method, f"{live}/sparql?{address}".rstrip("?"), headers=headers, content=content or None)


@pytest.mark.parametrize(("name", "method", "address", "kind", "body", "truth"), GOOD, ids=[row[0] for row in GOOD])
def test_a_right_request_is_answered(
    live: str, name: str, method: str, address: str, kind: str | None, body: str, truth: bool
) -> None:
    found = send(live, method, address, kind, body, JSON)
    assert found.status_code == 200, found.text
    assert found.json()["boolean"] is truth


@pytest.mark.parametrize(("name", "method", "address", "kind", "body", "statuses"), BAD, ids=[row[0] for row in BAD])
def test_a_wrong_request_is_refused(
    live: str, name: str, method: str, address: str, kind: str | None, body: str, statuses: set[int]
) -> None:
    found = send(live, method, address, kind, body, "*/*")
    assert found.status_code in statuses
    assert found.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(("name", "query", "accept"), TYPES, ids=[row[0] for row in TYPES])
def test_the_type_of_the_answer_is_the_one_asked_for(live: str, name: str, query: str, accept: str) -> None:
    found = send(live, "GET", f"query={q(query)}", None, "", accept)
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == accept.partition(",")[0]
