"""Pushing to a real Virtuoso: opt-in (make test-virtuoso), for it needs Debian's virtuoso-opensource."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from push_sample import FIRST, FOREIGN, IRIS, SECOND, release
from virtuoso_server import PASSWORD, PROGRAM, USER, Virtuoso, virtuoso_server

from regiograph.credentials import Credentials, Login
from regiograph.errors import RemoteError
from regiograph.model import Value
from regiograph.publish import OpenRelease, open_release
from regiograph.push.store import Target, push_store
from regiograph.push.store_http import Client, Patience
from regiograph.query import named_queries, run
from regiograph.remote import RemoteEndpoint
from regiograph.remote_verify import verify_endpoint
from regiograph.results import Term
from workspaces import Command

pytestmark = [
    pytest.mark.skipif("REGIOGRAPH_VIRTUOSO" not in os.environ, reason="opt-in: make test-virtuoso"),
    pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="virtuoso-t is not installed: Debian virtuoso-opensource"),
]

WHO = Credentials(USER, PASSWORD)
ALIKE = (
    "cluster-managers", "coverage", "document-statistics", "evidence", "practice-sections", "programmes",
    "regions-in-several", "sources",
)  # fmt: skip
"""Named queries to which this Virtuoso gives the rows of our store. docs/stores.md tells of the others."""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


def aims(server: Virtuoso) -> dict[str, Target]:
    """The ways in, with requests of a size that Virtuoso takes; the last two larger graphs in parts."""
    return {
        "graph-store": Target(server.graph_store, credentials=WHO),
        "update": Target(update=server.update, credentials=WHO, batch=1000),
        "update-in-parts": Target(update=server.update, credentials=WHO, batch=10),
        "both-in-parts": Target(server.graph_store, server.update, credentials=WHO, batch=10),
    }


WAYS = ("graph-store", "update", "update-in-parts", "both-in-parts")


def count(server: Virtuoso, graph: str) -> int:
    """How many triples stand in a graph."""
    (row,) = (
        RemoteEndpoint(server.endpoint).query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows()
    )
    assert isinstance(row[0], Value)
    return int(row[0].lexical)


@pytest.fixture
def two(tmp_path: Path) -> tuple[OpenRelease, OpenRelease]:
    return release(tmp_path / "a", "2026-01-02", FIRST), release(tmp_path / "b", "2026-02-03", SECOND)


@pytest.mark.parametrize("way", WAYS)
def test_releases_replace_each_other_and_nothing_else(
    virtuoso: Virtuoso, two: tuple[OpenRelease, OpenRelease], way: str
) -> None:
    client = Client(virtuoso.update, Login(WHO), Patience(retries=0))
    text = f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> <urn:b> 'Łódź' }} }}"
    client.send("POST", {}, text.encode(), headers={"Content-Type": "application/sparql-update"})
    for turn, told in ((two[0], FIRST), (two[1], SECOND), (two[0], FIRST)):
        pushed = push_store(turn, aims(virtuoso)[way])
        assert pushed.of("new") or pushed.of("replace")
        assert verify_endpoint(turn, RemoteEndpoint(virtuoso.endpoint)) == []
        assert {name: count(virtuoso, IRIS.graph(name)) for name in told} == {n: c for n, (c, _) in told.items()}
        assert {s.action for s in push_store(turn, aims(virtuoso)[way]).steps} == {"keep"}
    assert count(virtuoso, FOREIGN) == 1
    asked = f"SELECT ?name {{ GRAPH <{IRIS.graph('north')}> {{ <{IRIS.thing('project/north-3')}> ?p ?name }} }}"
    assert list(RemoteEndpoint(virtuoso.endpoint).query(asked).rows()) == [
        (Value('éù Łódź "yksi" \\u0041 \t3', language="pl"),)
    ]
    push_store(two[1], aims(virtuoso)[way])


@pytest.mark.parametrize("way", [w for w in WAYS if w != "graph-store"])
def test_readers_never_see_half_where_update_makes_the_switch(
    virtuoso: Virtuoso, two: tuple[OpenRelease, OpenRelease], way: str
) -> None:
    push_store(two[0], aims(virtuoso)[way])
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(count(virtuoso, IRIS.graph("north")))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for turn in (two[1], two[0], two[1], two[0]):
            push_store(turn, aims(virtuoso)[way], everything=True)
    finally:
        done.set()
        reader.join()
    assert seen == {40, 57}


def test_a_wrong_password_and_a_request_that_is_too_long(
    virtuoso: Virtuoso, sample: Path, two: tuple[OpenRelease, OpenRelease]
) -> None:
    stranger = Credentials(USER, "falsch")
    for aim in (
        Target(virtuoso.graph_store, credentials=stranger),
        Target(update=virtuoso.update, credentials=stranger),
    ):
        with pytest.raises(RemoteError, match="401"):
            push_store(two[0], aim)
    with pytest.raises(RemoteError, match="memory exhausted") as error:
        push_store(open_release(sample), Target(update=virtuoso.update, credentials=WHO, batch=20_000), everything=True)
    assert "--batch" in error.value.todo


def test_named_queries_answer_alike_or_as_documented(
    virtuoso: Virtuoso, sample: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RG_USER", USER)
    monkeypatch.setenv("RG_PASSWORD", PASSWORD)
    login = ("--user-env", "RG_USER", "--password-env", "RG_PASSWORD")
    assert command("push", "store", sample, "--update", virtuoso.update, "--batch", 1000, *login).code == 0
    assert command("verify", sample, "--endpoint", virtuoso.endpoint).out == "whole: every graph has its triples\n"
    assert command("verify", sample, "--endpoint", virtuoso.update, *login).code == 0
    assert set(ALIKE) < set(named_queries())
    for name in ALIKE:
        there = run(RemoteEndpoint(virtuoso.endpoint, 60), name, language="fi").rows()
        here = run(open_release(sample), name, language="fi").rows()
        # What it has read before changes how it sorts texts with language tags.
        assert sorted(map(_by_value, there)) == sorted(map(_by_value, here)), name
    with pytest.raises(RemoteError, match="transitive start not given"):
        run(RemoteEndpoint(virtuoso.endpoint), "lineage")


def _by_value(row: tuple[Term | None, ...]) -> list[str]:
    """Numbers by magnitude: Virtuoso keeps xsd:nonNegativeInteger, where our store has made it an integer."""
    numbers = {"integer", "decimal", "nonNegativeInteger"}
    return [
        str(Decimal(c.lexical).normalize()) if isinstance(c, Value) and c.datatype in numbers else repr(c) for c in row
    ]
