"""verify --endpoint and the named queries, against an oxigraph server that holds a pushed release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from push_sample import IRIS, Gate, Oxigraph, oxigraph_server, server_program

from regiograph.errors import RemoteError
from regiograph.publish import OpenRelease, open_release
from regiograph.push.store import Target, push_store
from regiograph.query import named_queries, run
from regiograph.remote import RemoteEndpoint
from regiograph.remote_verify import verify_endpoint
from workspaces import Command

pytest_plugins = ("push_fixtures",)


@pytest.fixture(scope="module")
def published(sample: Path) -> Iterator[Oxigraph]:
    """The sample workspace in a server whose default graph is the union."""
    if server_program() is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    with oxigraph_server("--union-default-graph") as server:
        push_store(open_release(sample), Target(f"{server.url}/store"))
        yield server


@pytest.mark.parametrize("name", named_queries())
def test_named_queries_answer_as_the_store_of_the_release_does(published: Oxigraph, sample: Path, name: str) -> None:
    remote = run(RemoteEndpoint(f"{published.url}/query"), name, language="fi")
    here = run(open_release(sample), name, language="fi")
    assert remote.variables == here.variables
    assert list(remote.rows()) == list(here.rows())


def test_a_pushed_release_is_found_whole(published: Oxigraph, sample: Path, command: Command) -> None:
    said = command("verify", sample, "--endpoint", f"{published.url}/query")
    assert (said.code, said.out, said.err) == (0, "whole: every graph has its triples\n", "")
    asked = ("query", "partnership-members", "--format", "csv")
    assert command(*asked, "--endpoint", f"{published.url}/query").out == command(*asked, "--release", sample).out


def test_differences_are_named_graph_by_graph(store: Oxigraph, first: OpenRelease, command: Command) -> None:
    push_store(first, Target(f"{store.url}/store"))
    north, south, west = (IRIS.graph(name) for name in ("north", "south", "west"))
    store.update(
        f"INSERT DATA {{ GRAPH <{north}> {{ <urn:é> <urn:b> 'Åland' }} "
        f"GRAPH <{IRIS.graph('old')}> {{ <urn:a> a <urn:b> }} "
        f"GRAPH <urn:somebody> {{ <urn:a> a <urn:b> }} }} ; DROP GRAPH <{south}> ; "
        f"DELETE WHERE {{ GRAPH <{west}> {{ <{IRIS.thing('project/west-1')}> ?p ?o }} }}"
    )
    found = verify_endpoint(first, RemoteEndpoint(f"{store.url}/query"))
    assert [(f.focus, f.message) for f in found] == [
        (north, "the endpoint holds 41 triples in this graph, the release 40"),
        (IRIS.graph("old"), "the endpoint holds 1 triples in a graph that the release does not have"),
        (south, "the endpoint lacks this graph of 30 triples"),
        (west, "the endpoint holds 4 triples in this graph, the release 5"),
    ]
    said = command("verify", first.folder, "--endpoint", f"{store.url}/query")
    assert said.code == 1
    assert f"violation: {south}: the endpoint lacks this graph" in said.err


def test_numbers_that_a_store_keeps_by_value_may_be_one(store: Oxigraph, first: OpenRelease) -> None:
    dump = first.folder / "dumps" / "all.nq"
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    more = "".join(f'<urn:é> <urn:b> "{n}"^^<{decimal}> <{IRIS.graph("north")}> .\n' for n in ("1.5", "1.50"))
    dump.write_text(dump.read_text("utf-8") + more, "utf-8")
    push_store(first, Target(f"{store.url}/store"))
    assert store.counts()[IRIS.graph("north")] == 41
    assert verify_endpoint(first, RemoteEndpoint(f"{store.url}/query")) == []


def test_a_default_graph_that_is_no_union_is_a_warning(first: OpenRelease, command: Command) -> None:
    if server_program() is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    with oxigraph_server() as plain:
        push_store(first, Target(update=f"{plain.url}/update"))
        said = command("verify", first.folder, "--endpoint", f"{plain.url}/query")
    assert said.code == 0
    assert "warning: " in said.err
    assert "not the union" in said.err


def test_logins_reach_query_and_verify(
    gate: Gate, first: OpenRelease, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    push_store(first, Target(f"{gate.server.url}/store"))
    monkeypatch.setenv("RG_USER", "anna")
    monkeypatch.setenv("RG_PASSWORD", "geheim")
    monkeypatch.setenv("RG_TOKEN", "abc")
    login = ("--user-env", "RG_USER", "--password-env", "RG_PASSWORD")
    address = ("--endpoint", f"{gate.url}/query")
    digest = [("WWW-Authenticate", 'Digest realm="SPARQL", nonce="1", qop="auth", algorithm=MD5')]
    for challenge, start in (
        ([("WWW-Authenticate", 'Basic realm="x"')], "Basic YW5uYTpnZWhlaW0="),
        (digest, "Digest "),
    ):
        gate.seen.clear()
        gate.rule = lambda a, c=challenge, s=start: None if a.authorization.startswith(s) else (401, c, b"who?")  # type: ignore[misc]
        assert command("verify", first.folder, *address, *login).code == 0
        assert [bool(a.authorization) for a in gate.seen] == [False, True, True]
        # Digest signs the address that it is sent to.
        assert all(f'uri="{a.target}"' in a.authorization for a in gate.seen[1:] if start == "Digest ")
        refused = command("query", "coverage", *address)
        assert refused.code == 2
        assert "--user-env" in refused.err
    gate.rule = lambda a: None if a.authorization == "Bearer abc" else (401, (), b"")
    assert command("query", "coverage", *address, "--token-env", "RG_TOKEN").code == 0


def test_a_login_does_not_follow_a_redirect(gate: Gate, first: OpenRelease) -> None:
    from regiograph.credentials import Credentials, Login

    gate.rule = lambda a: (
        (302, [("Location", f"{gate.url}/elsewhere")], b"") if a.target.startswith("/query") else (403, (), b"")
    )
    gate.rule, redirect = (lambda _: (401, (), b"")), gate.rule
    with pytest.raises(RemoteError, match="this login is not accepted"):
        RemoteEndpoint(f"{gate.url}/query", login=Login(Credentials(token="abc"))).query("ASK {}")
    gate.seen.clear()
    gate.rule = redirect
    with pytest.raises(RemoteError, match="403"):
        RemoteEndpoint(f"{gate.url}/query", login=Login(Credentials(token="abc"))).query("ASK {}")
    assert [a.authorization for a in gate.seen] == ["Bearer abc", ""]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ((404, [("Content-Type", "text/html")], b"<h1>no</h1>"), "404 Not Found"),
        ((200, [("Content-Type", "text/html")], b"<h1>Welcome</h1>"), "web page"),
        ((200, [("Content-Type", "application/json")], b'{"head":{"vars":["g","n"]},"results":{"bindings":'
          b'[{"g":{"type":"uri","value":"urn:a"},"n":{"type":"literal","value":"many"}}]}}'), "count"),
    ],
)  # fmt: skip
def test_answers_that_are_none(
    gate: Gate, first: OpenRelease, said: tuple[int, list[tuple[str, str]], bytes], what: str
) -> None:
    gate.rule = lambda _: said
    with pytest.raises(RemoteError, match=what):
        verify_endpoint(first, RemoteEndpoint(f"{gate.url}/query"))
