"""push store, for real against an oxigraph server: what it replaces, what it leaves, what readers see meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from push_sample import BASE, FIRST, FOREIGN, IRIS, SECOND, Asked, Gate, Oxigraph, Said

from regiograph.errors import ReleaseError, RemoteError, UnavailableError
from regiograph.publish import OpenRelease
from regiograph.push.store import Pushed, Target, push_store, query_address
from regiograph.push.store_http import Patience
from regiograph.push.store_record import OURS, VERSION
from regiograph.store import parse
from workspaces import Command

pytest_plugins = ("push_fixtures",)

HASTY = Patience(timeout=5, retries=0)
WAYS = ("graph-store", "update", "update-in-parts", "both-in-parts")
RECORD = f"{BASE}push"
REST = {IRIS.graph("reference"): 1, IRIS.graph("vocabulary"): 1}


def target(url: str, way: str, patience: Patience = HASTY) -> Target:
    """An address as each way wants it; in parts means graphs larger than a request."""
    return Target(
        graph_store=f"{url}/store" if way.startswith(("graph-store", "both")) else "",
        update=f"{url}/update" if way.startswith(("update", "both")) else "",
        patience=patience, batch=7 if way.endswith("parts") else 20_000,
    )  # fmt: skip


def sizes(told: dict[str, tuple[int, str]]) -> dict[str, int]:
    """What the store should hold of ours."""
    return {IRIS.graph(name): count for name, (count, _) in told.items()} | REST


def ours(store: Oxigraph) -> dict[str, int]:
    """What the store holds of ours beside the record."""
    return {g: n for g, n in store.counts().items() if g.startswith(BASE) and g not in (RECORD, FOREIGN)}


def said(pushed: Pushed) -> dict[str, list[str]]:
    """The names of the graphs by what happened to them."""
    found: dict[str, list[str]] = {}
    for step in pushed.steps:
        found.setdefault(step.action, []).append(step.graph.rpartition("/")[2])
    return found


@pytest.mark.parametrize("way", WAYS)
def test_a_release_arrives_word_for_word_and_is_not_sent_twice(gate: Gate, first: OpenRelease, way: str) -> None:
    told: list[tuple[int, int]] = []
    pushed = push_store(first, target(gate.url, way), progress=lambda _, done, total: told.append((done, total)))
    assert said(pushed) == {"new": ["north", "reference", "south", "vocabulary", "west"]}
    assert ours(gate.server) == sizes(FIRST)
    for graph in (IRIS.graph("north"), IRIS.graph("reference")):
        there = parse("\n".join(gate.server.lines(graph)).encode(), "nt")
        assert {replace(q, graph=graph) for q in there} == {q for q in first.quads() if q.graph == graph}
    assert told[-1] == (77, 77)
    gate.seen.clear()
    again = push_store(first, target(gate.url, way))
    assert set(said(again)) == {"keep"}
    assert gate.writes() == []


@pytest.mark.parametrize("way", WAYS)
def test_the_next_release_replaces_and_removes_ours_only(
    store: Oxigraph, first: OpenRelease, second: OpenRelease, way: str
) -> None:
    store.update(
        f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:é> <urn:b> 'Åland' }} <urn:default> <urn:b> <urn:c> . "
        "GRAPH <urn:other> { <urn:a> <urn:b> 7 } }"
    )
    push_store(first, target(store.url, way))
    pushed = push_store(second, target(store.url, way))
    assert said(pushed) == {
        "new": ["east"], "replace": ["north"], "keep": ["reference", "south", "vocabulary"], "remove": ["west"],
    }  # fmt: skip
    assert ours(store) == sizes(SECOND)
    assert all("kaksi" in line for line in store.lines(IRIS.graph("north")))
    assert store.counts()[FOREIGN] == store.counts()["urn:other"] == 1
    assert (
        "<urn:default> <urn:b> <urn:c> ."
        in store.send("GET", "/store?default", Accept="application/n-triples").decode()
    )
    assert {p for _, p, _ in rows_of(store)} == {OURS, VERSION}


def rows_of(store: Oxigraph) -> list[tuple[str, str, str]]:
    """The record in the store."""
    rows = store.rows(f"SELECT ?s ?p ?o {{ GRAPH <{RECORD}> {{ ?s ?p ?o }} }}")
    return [(row["s"], row["p"], row["o"]) for row in rows]


def test_a_graph_that_the_record_names_but_is_not_below_our_base_stays(store: Oxigraph, first: OpenRelease) -> None:
    store.update(
        f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:é> <urn:b> 7 }} "
        f"GRAPH <{RECORD}> {{ <{FOREIGN}> <{OURS}> <{RECORD}> . <{BASE}graph/> <{OURS}> <{RECORD}> }} }}"
    )
    assert "remove" not in said(push_store(first, target(store.url, "update")))
    assert store.counts()[FOREIGN] == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_dry_run_says_what_would_be_and_writes_nothing(
    gate: Gate, first: OpenRelease, second: OpenRelease, way: str
) -> None:
    push_store(first, target(gate.url, way))
    before = gate.server.counts()
    gate.seen.clear()
    planned = push_store(second, target(gate.url, way), dry_run=True)
    assert gate.writes() == []
    assert gate.server.counts() == before
    assert planned.summary().splitlines()[-1] == (
        f"would push 2 graphs with 60 triples of 2026-02-03 to {gate.url}/"
        f"{'update' if way.startswith('update') else 'store'}; 3 unchanged, 1 removed"
    )
    assert planned.steps == push_store(second, target(gate.url, way)).steps


@pytest.mark.parametrize("way", WAYS)
def test_readers_never_see_half_a_graph(store: Oxigraph, first: OpenRelease, second: OpenRelease, way: str) -> None:
    push_store(first, target(store.url, way))
    seen: set[tuple[int, str]] = set()
    done = threading.Event()
    query = (
        f"SELECT (COUNT(*) AS ?n) (MIN(?word) AS ?least) (MAX(?word) AS ?most) {{ GRAPH <{IRIS.graph('north')}> "
        "{ ?s ?p ?o BIND(IF(CONTAINS(?o, 'kaksi'), 'kaksi', 'yksi') AS ?word) } }"
    )

    def read() -> None:
        while not done.is_set():
            (row,) = store.rows(query)
            seen.add((int(row["n"]), row.get("least", "") + row.get("most", "")))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for turn in (second, first, second, first, second):
            push_store(turn, target(store.url, way), everything=True)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert seen == {(40, "yksiyksi"), (57, "kaksikaksi")}


@pytest.mark.parametrize("way", WAYS)
def test_a_push_that_was_killed_goes_on_where_it_stopped(
    gate: Gate, first: OpenRelease, second: OpenRelease, way: str
) -> None:
    push_store(first, target(gate.url, way))
    gate.seen.clear()
    push_store(second, target(gate.url, way))
    whole = len(gate.writes())
    push_store(first, target(gate.url, way))
    reached = threading.Event()

    def hold(_: Asked) -> Said | None:
        if len(gate.writes()) == whole - 2:
            reached.set()
            gate.open.wait(30)
        return None

    gate.seen.clear()
    gate.rule = hold
    aim = target(gate.url, way)
    words = [*(["--graph-store", aim.graph_store] if aim.graph_store else []),
             *(["--update", aim.update] if aim.update else []), "--batch", str(aim.batch)]  # fmt: skip
    command = [sys.executable, "-m", "regiograph", "push", "store", str(second.folder), *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGKILL)
    gate.rule = lambda _: None
    gate.open.set()
    assert ours(gate.server) != sizes(SECOND) or RECORD in gate.server.counts()
    gate.seen.clear()
    push_store(second, target(gate.url, way))
    assert 0 < len(gate.writes()) < whole
    assert ours(gate.server) == sizes(SECOND)
    assert {p for _, p, _ in rows_of(gate.server)} == {OURS, VERSION}


def test_parts_that_have_arrived_are_not_sent_again(gate: Gate, second: OpenRelease) -> None:
    aim = target(gate.url, "update-in-parts")

    gate.rule = lambda asked: (503, (), b"") if asked.body.startswith(b"COPY") else None
    with pytest.raises(UnavailableError, match="the same command goes on"):
        push_store(second, aim)
    assert IRIS.graph("north") not in gate.server.counts()
    gate.rule = lambda _: None
    gate.seen.clear()
    push_store(second, aim)
    sent = [a for a in gate.writes() if a.body.startswith(f"INSERT DATA {{ GRAPH <{RECORD}/north".encode())]
    assert sent == []
    assert ours(gate.server) == sizes(SECOND)


def test_parts_of_a_release_that_was_given_up_are_removed(gate: Gate, first: OpenRelease, second: OpenRelease) -> None:
    gate.rule = lambda asked: (400, (), b"no") if asked.body.startswith(b"COPY") else None
    with pytest.raises(RemoteError):
        push_store(second, target(gate.url, "update-in-parts"))
    assert any(g.startswith(f"{RECORD}/north/") for g in gate.server.counts())
    gate.rule = lambda _: None
    push_store(first, target(gate.url, "update-in-parts"))
    assert set(gate.server.counts()) == {*sizes(FIRST), RECORD}


def test_after_a_break_while_replacing_the_record_does_not_call_the_graph_whole(
    gate: Gate, first: OpenRelease, second: OpenRelease
) -> None:
    """PUT arrives, its note does not; then the older release is pushed again, whose content is no longer there."""
    push_store(first, target(gate.url, "graph-store"))
    arrived = threading.Event()

    def after_the_put(asked: Asked) -> Said | None:
        if "north" in asked.target:
            arrived.set()
            return None
        return (500, (), b"disk full") if arrived.is_set() else None

    gate.rule = after_the_put
    with pytest.raises(RemoteError, match="disk full"):
        push_store(second, target(gate.url, "graph-store"))
    gate.rule = lambda _: None
    assert ours(gate.server)[IRIS.graph("north")] == 57
    push_store(first, target(gate.url, "graph-store"))
    assert ours(gate.server) == sizes(FIRST)


def test_all_sends_what_somebody_removed_behind_our_back(store: Oxigraph, first: OpenRelease) -> None:
    push_store(first, target(store.url, "graph-store"))
    store.update(f"DROP GRAPH <{IRIS.graph('south')}>")
    assert set(said(push_store(first, target(store.url, "graph-store")))) == {"keep"}
    push_store(first, target(store.url, "graph-store"), everything=True)
    assert ours(store) == sizes(FIRST)


def test_another_store_behind_the_query_address_is_noticed(gate: Gate, first: OpenRelease) -> None:
    gate.rule = lambda asked: (
        (200, [("Content-Type", "application/json")], b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}')
        if asked.target.startswith("/query") else None
    )  # fmt: skip
    with pytest.raises(RemoteError, match="cannot be read back") as error:
        push_store(first, target(gate.url, "update"))
    assert "--endpoint" in error.value.todo
    assert IRIS.graph("north") not in gate.server.counts()


def test_a_record_that_is_none_stops_the_push(store: Oxigraph, first: OpenRelease) -> None:
    store.update(f"INSERT DATA {{ GRAPH <{RECORD}> {{ <urn:é> <urn:b> 'somebody’s own' }} }}")
    for way in ("graph-store", "update"):
        with pytest.raises(RemoteError, match="something else"):
            push_store(first, target(store.url, way))


def test_a_release_with_a_graph_that_is_not_ours_is_refused(store: Oxigraph, first: OpenRelease) -> None:
    dump = first.folder / "dumps" / "all.nq"
    for line, why in (
        (f"<urn:é> <urn:b> <urn:c> <{FOREIGN}> .", "not below"),
        ("_:x <urn:b> <urn:c> <urn:g> .", "blank"),
    ):
        dump.write_text(line + "\n", "utf-8")
        with pytest.raises(ReleaseError, match=why):
            push_store(first, target(store.url, "graph-store"))
    assert store.counts() == {}


def test_without_an_address_nothing_is_done(first: OpenRelease) -> None:
    assert query_address("http://127.0.0.1:8890/sparql-auth") == "http://127.0.0.1:8890/sparql-auth"
    with pytest.raises(RemoteError, match="no address of a store"):
        push_store(first, Target())


def test_the_command_line(
    store: Oxigraph, first: OpenRelease, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("push", "store", first.folder, "--graph-store", f"{store.url}/store")
    planned = command(*asked, "--dry-run")
    assert (planned.code, planned.err) == (0, "")
    assert planned.out.startswith("new     https://data.example.org/graph/north  40\n")
    assert store.counts() == {}
    assert "pushed 5 graphs with 77 triples of 2026-01-02" in command(*asked).out
    assert command(*asked, "--quiet").out == ""
    assert ours(store) == sizes(FIRST)
    assert "no address of a store" in command("push", "store", first.folder).err
    lacking = command(*asked, "--user-env", "NOBODY_SET_THIS", "--password-env", "NOR_THIS")
    assert lacking.code == 2
    assert "NOBODY_SET_THIS is not set" in lacking.err
    assert "password" in command(*asked, "--user-env", "HOME").err
    monkeypatch.setenv("SOME_TOKEN", "éù")
    assert "both" in command(*asked, "--user-env", "HOME", "--password-env", "HOME", "--token-env", "SOME_TOKEN").err
    assert os.environ["SOME_TOKEN"] not in lacking.err


def test_a_batch_of_one_triple_works(store: Oxigraph, first: OpenRelease) -> None:
    push_store(first, replace(target(store.url, "update"), batch=1))
    assert ours(store) == sizes(FIRST)
