"""Queries that run away, wait, are left or are large: each ends as the protocol says, and the next one is answered."""

from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serve_sample import Client, put_release, renamed, run, sample
from starlette.types import Message, Scope

from regiograph.serve import Server, Settings, create_app
from regiograph.serve.pool import Limits
from regiograph.serve.process import Worker

JOIN = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
RUNAWAY = f"SELECT (COUNT(*) AS ?n) {{ {JOIN} }}"
GREEDY = f"SELECT * {{ {JOIN} }} ORDER BY ?s0 ?o5"
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
MANY = f"SELECT * {{ {JOIN} }} LIMIT 5000"
NAMES = 'SELECT ?n { ?x <http://www.w3.org/2004/02/skos/core#prefLabel> ?n FILTER(LANG(?n) = "pl") }'


def address(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


def scope_of(query: str, **more: object) -> Scope:
    return {
        "type": "http", "method": "GET", "path": "/sparql", "query_string": urlencode({"query": query}).encode(),
        "headers": [(b"host", b"test.example"), (b"accept", b"text/csv")], "scheme": "http", "http_version": "1.1",
        "server": ("test.example", 80), "client": ("127.0.0.1", 1), "root_path": "",
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def single(root: Path) -> Client:
    """One worker, short limits, a queue of one."""
    limits = Limits(workers=1, seconds=0.6, memory=200_000_000, queue=1, patience=0.3)
    client = Client(create_app(root, Settings(limits=limits, hold=500)))

    async def start() -> None:
        client.app.site.pool.start()
        await settled(client.app)

    run(start)
    return client


def test_a_runaway_query_is_504_and_its_worker_is_replaced(single: Client) -> None:
    assert single.get(address("ASK {}")).status_code == 200
    (worker,) = single.app.site.pool._idle
    found = single.get(address(RUNAWAY))
    assert found.status_code == 504
    assert found.headers["content-type"].startswith("application/problem+json")
    assert "0.6 seconds" in found.json()["detail"]
    run(settled, single.app)
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)
    assert single.get(address("ASK {}")).json()["boolean"] is True


def test_a_greedy_query_is_504_and_never_an_answer(root: Path) -> None:
    client = Client(create_app(root, Settings(limits=Limits(workers=1, seconds=20, memory=60_000_000))))
    found = client.get(address(GREEDY))
    assert found.status_code == 504
    assert "memory" in found.json()["detail"]
    assert client.get(address("ASK {}")).status_code == 200


def test_a_query_nested_too_deep_ends_its_worker_at_most(single: Client) -> None:
    assert single.get(address("SELECT * {" + "{" * 9000)).status_code in {400, 504}
    run(settled, single.app)
    assert single.get(address("ASK {}")).status_code == 200


def test_a_named_query_has_the_limits_too(root: Path, tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "endless.rq").write_text(f"# title: Endless\n# question: Why?\n{RUNAWAY}\n", "utf-8")
    client = Client(create_app(root, Settings(workspace=tmp_path, limits=Limits(workers=1, seconds=0.3))))
    assert client.get("/queries/endless?format=csv").status_code == 504


def test_queries_wait_and_the_queue_is_short(single: Client) -> None:
    async def three() -> list[int]:
        sent = [asyncio.create_task(single._send("GET", address(RUNAWAY), {})) for _ in range(3)]
        return sorted([(await task).status_code for task in sent])

    assert run(three) == [503, 503, 504]
    run(settled, single.app)

    async def two() -> list[int]:
        sent = [asyncio.create_task(single._send("GET", address("ASK {}"), {})) for _ in range(2)]
        return [(await task).status_code for task in sent]

    assert run(two) == [200, 200]


def test_503_says_when_to_come_back(single: Client) -> None:
    async def late() -> str:
        first = asyncio.create_task(single._send("GET", address(RUNAWAY), {}))
        await asyncio.sleep(0.1)
        second = await single._send("GET", address("ASK { ?late ?p ?o }"), {})
        await first
        assert second.status_code == 503
        return str(second.headers["retry-after"])

    assert int(run(late)) > 0
    run(settled, single.app)


def test_a_client_that_leaves_frees_its_worker(root: Path) -> None:
    client = Client(create_app(root, Settings(limits=Limits(workers=1, seconds=60))))
    assert client.get(address("ASK {}")).status_code == 200
    app = client.app

    async def leave() -> None:
        waited = asyncio.Event()

        async def receive() -> Message:
            if waited.is_set():
                await asyncio.sleep(0.2)
                return {"type": "http.disconnect"}
            waited.set()
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            pass

        await asyncio.wait_for(app(scope_of(RUNAWAY), receive, send), 5)
        await settled(app)

    run(leave)
    assert app.site.pool.killed == 1


def test_a_large_answer_is_streamed_whole(single: Client, client: Client) -> None:
    whole = client.get(address(ALL), "text/csv")
    streamed = single.get(address(ALL), "text/csv")
    assert "content-length" not in streamed.headers
    assert "etag" not in streamed.headers
    assert streamed.content == whole.content
    zipped = single.get(address(ALL), "text/csv", Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == whole.content
    assert single.get(address(ALL), "text/csv", method="HEAD").status_code == 200
    run(settled, single.app)


def test_an_answer_that_cannot_be_finished_has_no_last_chunk(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regiograph.serve.pool.AHEAD", 100)
    # Enough for the first rows on a machine that does other work, too little for a reader who takes ten naps of 0.8 s.
    limits = Limits(workers=1, seconds=2.5)
    app = Client(create_app(root, Settings(limits=limits, hold=100))).app
    sent = run(slow_reader, app, scope_of(MANY))
    assert sent[0]["status"] == 200
    assert all(m["more_body"] for m in sent[1:])


def test_before_http_1_1_nothing_is_streamed(single: Client) -> None:
    sent = run(slow_reader, single.app, scope_of(ALL, http_version="1.0"))
    assert (b"content-length", str(len(sent[1]["body"])).encode()) in sent[0]["headers"]
    assert not sent[1].get("more_body")


async def slow_reader(app: Callable[..., Awaitable[None]], scope: Scope) -> list[Message]:
    sent: list[Message] = []
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and message.get("more_body"):
            await asyncio.sleep(0.8)

    await app(scope, receive, send)
    return sent


def test_a_waiting_query_ends_on_the_release_it_began_with(tmp_path: Path) -> None:
    root = put_release(tmp_path / "out")
    limits = Limits(workers=1, seconds=1.5)
    client = Client(create_app(root, Settings(limits=limits)))

    async def switch() -> tuple[str, str]:
        first = asyncio.create_task(client._send("GET", address(RUNAWAY), {}))
        await asyncio.sleep(0.5)
        second = asyncio.create_task(client._send("GET", address(NAMES), {"Accept": "text/csv"}))
        await asyncio.sleep(0.1)
        put_release(root, "2026-02-03", renamed(sample(), "Laponia éù"))
        await first
        old = (await second).text
        return old, (await client._send("GET", address(NAMES), {"Accept": "text/csv"})).text

    old, new = run(switch)
    assert old.split() == ["n"]
    assert "Laponia éù" in new


def test_a_worker_that_died_while_idle_is_replaced(root: Path) -> None:
    client = Client(create_app(root, Settings(limits=Limits(workers=1))))
    assert client.get(address("ASK {}")).status_code == 200
    (worker,) = client.app.site.pool._idle
    os.kill(worker.pid, 9)

    async def pause() -> None:
        await asyncio.sleep(0.2)

    run(pause)
    assert client.get(address("ASK {}")).status_code == 200


def test_a_release_without_its_store_is_asked_in_memory(tmp_path: Path) -> None:
    root = put_release(tmp_path / "out")
    for file in (root / "release" / "store").iterdir():
        file.unlink()
    (root / "release" / "store").rmdir()
    client = Client(create_app(root))
    assert client.get(address("ASK { ?s ?p ?o }")).json()["boolean"] is True


def test_a_worker_that_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(OSError, match="does not start"):
        run(Worker.start, tmp_path, 1)


async def settled(app: Server) -> None:
    """Wait until no query runs and all workers are there again."""
    pool = app.site.pool
    for _ in range(200):
        if not pool.busy and len(pool._idle) == pool.limits.workers:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("a worker is missing")


def test_gzip_of_a_stream_is_one_member(single: Client) -> None:
    headers = [(b"host", b"x"), (b"accept", b"text/csv"), (b"accept-encoding", b"gzip")]
    sent = run(slow_reader, single.app, scope_of(ALL, headers=headers))
    assert gzip.decompress(b"".join(m["body"] for m in sent[1:])).count(b"\r\n") > 50
