"""Requests to a store that is busy, refuses, wants a login or is none."""

from __future__ import annotations

import base64
import socket
import urllib.request
from collections.abc import Callable, Sequence

import pytest
from push_sample import Asked, Gate, Oxigraph, Said

from regiograph.credentials import Credentials, Login
from regiograph.errors import RemoteError, UnavailableError
from regiograph.push.store_http import Client, Patience

pytest_plugins = ("push_fixtures",)


def client(url: str, who: Credentials | None = None, slept: list[float] | None = None, retries: int = 3) -> Client:
    """A client that notes its pauses instead of waiting."""
    pauses = slept if slept is not None else []
    return Client(url, Login(who), Patience(timeout=0.5, retries=retries, longest=30.0, sleep=pauses.append))


def put(to: Client) -> int:
    """One write."""
    headers = {"Content-Type": "application/n-triples"}
    return to.send(
        "PUT", {"graph": "urn:é"}, "<urn:a> <urn:b> 'Łódź' .".replace("'", '"').encode(), headers=headers
    ).status


def once(*answers: Said | None) -> Callable[[Asked], Said | None]:
    """A rule that gives these answers one after the other, then lets all pass."""
    left = list(answers)
    return lambda _: left.pop(0) if left else None


def test_a_busy_store_is_asked_again_and_as_late_as_it_wants(gate: Gate) -> None:
    slept: list[float] = []
    gate.rule = once((503, (), b""), (429, [("Retry-After", "7")], b""), (502, [("Retry-After", "3600")], b""))
    assert put(client(f"{gate.url}/store", slept=slept)) == 201
    assert slept == [1.0, 7.0, 30.0]
    assert gate.server.counts() == {"urn:é": 1}


def test_patience_ends(gate: Gate) -> None:
    slept: list[float] = []
    gate.rule = lambda _: (503, (), b"<h1>over\nloaded</h1>")
    with pytest.raises(UnavailableError, match="503 Service Unavailable: over loaded"):
        put(client(f"{gate.url}/store", slept=slept))
    assert slept == [1.0, 2.0, 4.0]
    assert len(gate.seen) == 4


def test_a_connection_that_breaks_is_tried_again(gate: Gate) -> None:
    slept: list[float] = []
    gate.rule = once((0, (), b""), (0, (), b""))
    assert put(client(f"{gate.url}/store", slept=slept)) == 201
    assert slept == [1.0, 2.0]


def test_a_silent_store_is_left_at_the_time_limit(gate: Gate) -> None:
    gate.rule = lambda _: (0, (), b"x"[: int(gate.open.wait(10))])
    with pytest.raises(UnavailableError, match=r"no answer within 0\.5 s"):
        put(client(f"{gate.url}/store", retries=0))


def test_nobody_there_and_no_such_name() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(UnavailableError, match=r"broke|reached"):
            put(client(f"http://127.0.0.1:{unused.getsockname()[1]}/store", retries=0))
    slept: list[float] = []
    with pytest.raises(RemoteError, match="no safe way"):
        put(client("http://nobody.invalid/store", slept=slept))
    assert slept == []


@pytest.mark.parametrize(
    ("answer", "what", "todo"),
    [
        ((400, [("Content-Type", "text/plain")], "é at 1:2".encode()), "400 Bad Request: é at", "docs/"),
        ((401, [("WWW-Authenticate", 'Basic realm="x"')], b""), "401 Unauthorized", "--user-env"),
        ((403, [("Content-Type", "application/json")], b'{"message": "full"}'), "403 Forbidden: full", "right"),
        ((404, [("Content-Type", "text/html")], b"<style>x</style><p>No page"), "404 Not Found: No page", "addr"),
        ((405, (), b""), "405 Method Not Allowed", "address"),
        ((413, (), b""), "413", "--batch"),
        ((415, (), b""), "415", "N-Triples"),
        ((500, [("Content-Type", "text/html")], b"<xmp>full</xmp>"), "500 Internal Server Error: full", "keeper"),
        ((302, [("Location", "https://elsewhere.example/")], b""), "302 Found", "https://elsewhere.example/"),
    ],
)  # fmt: skip
def test_refusals_are_told_in_words_and_not_repeated(gate: Gate, answer: Said, what: str, todo: str) -> None:
    gate.rule = lambda _: answer
    with pytest.raises(RemoteError) as error:
        put(client(f"{gate.url}/store"))
    assert what in error.value.what
    assert todo in error.value.todo
    assert error.value.where == f"{gate.url}/store"
    assert len(gate.seen) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "store", "http://", "http://127.0.0.1:x/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(RemoteError, match="not the address"):
        client(url)


def test_a_login_in_the_address_is_refused_and_never_shown() -> None:
    with pytest.raises(RemoteError, match="seen by others") as error:
        client("http://user:geheim@127.0.0.1/store")
    assert "geheim" not in str(error.value)


def wants(challenges: Sequence[str], accepts: Callable[[Asked], bool]) -> Callable[[Asked], Said | None]:
    """A rule: who is not accepted is asked who is there."""
    return lambda asked: None if accepts(asked) else (401, [("WWW-Authenticate", c) for c in challenges], b"")


def test_a_token_goes_with_every_request(gate: Gate) -> None:
    gate.rule = wants(["Bearer"], lambda asked: asked.authorization == "Bearer abc")
    assert put(client(f"{gate.url}/store", Credentials(token="abc"))) == 201
    assert len(gate.seen) == 1
    with pytest.raises(RemoteError, match="401"):
        put(client(f"{gate.url}/store", Credentials(token="abd")))


def test_basic_is_sent_only_when_it_is_asked_for(gate: Gate) -> None:
    secret = base64.b64encode("éù:Łódź".encode()).decode()
    gate.rule = wants(['Basic realm="store", charset="UTF-8"'], lambda asked: asked.authorization == f"Basic {secret}")
    to = client(f"{gate.url}/store", Credentials("éù", "Łódź"))
    assert put(to) == 201
    assert put(to) == 204
    assert [bool(a.authorization) for a in gate.seen] == [False, True, True]
    gate.seen.clear()
    with pytest.raises(RemoteError, match=r"401 Unauthorized\n.*this login is not accepted"):
        put(client(f"{gate.url}/store", Credentials("éù", "falsch")))
    assert len(gate.seen) == 2


class Judge(urllib.request.HTTPDigestAuthHandler):
    """Python's own client, made to answer as another did."""

    nonce_count: int
    last_nonce: str

    def __init__(self, manager: urllib.request.HTTPPasswordMgr, cnonce: str) -> None:
        super().__init__(manager)
        self._cnonce = cnonce

    def get_cnonce(self, nonce: str) -> str:
        return self._cnonce if nonce else ""


def digest_server(store: Oxigraph, algorithm: str) -> Callable[[Asked], Said | None]:
    """A rule that wants Digest; what an answer must be is worked out by Python's own client. A nonce holds twice."""
    challenge = f'realm="a, \\"store\\"", nonce="N{{}}", opaque="o", qop="auth,auth-int", algorithm={algorithm}'
    state = {"nonce": 0, "uses": 0}
    manager = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    manager.add_password(None, f"http://127.0.0.1:{store.port}/", "anna", "geheim")

    def right(asked: Asked) -> bool:
        kind, _, text = asked.authorization.partition(" ")
        if kind != "Digest" or f'nonce="N{state["nonce"]}"' not in text:
            return False
        told = urllib.request.parse_keqv_list(urllib.request.parse_http_list(text))
        judge = Judge(manager, told["cnonce"])
        judge.nonce_count, judge.last_nonce = int(told["nc"], 16) - 1, told["nonce"]
        request = urllib.request.Request(f"http://127.0.0.1:{store.port}{asked.target}", method=asked.method)
        challenge = {"realm": told["realm"], "nonce": told["nonce"], "qop": "auth", "algorithm": algorithm}
        wanted = judge.get_authorization(request, challenge) or ""
        return f'response="{told["response"]}"' in wanted

    def rule(asked: Asked) -> Said | None:
        if right(asked) and state["uses"] < 2:
            state["uses"] += 1
            return None
        stale = ", stale=true" if state["uses"] else ""
        state.update(nonce=state["nonce"] + 1, uses=0)
        return 401, [("WWW-Authenticate", f'Basic realm="x", Digest {challenge.format(state["nonce"])}{stale}')], b""

    return rule


@pytest.mark.parametrize("algorithm", ["MD5", "SHA"])
def test_digest_where_the_store_wants_it(gate: Gate, algorithm: str) -> None:
    if algorithm == "SHA":
        gate.rule = lambda _: (401, [("WWW-Authenticate", 'Digest realm="x", nonce="1", algorithm=SHA-512')], b"")
        with pytest.raises(RemoteError, match="401"):
            put(client(f"{gate.url}/store", Credentials("anna", "geheim")))
        assert len(gate.seen) == 1
        return
    gate.rule = digest_server(gate.server, algorithm)
    to = client(f"{gate.url}/store", Credentials("anna", "geheim"))
    assert [put(to) for _ in range(4)] == [201, 204, 204, 204]
    # Asked once, and once again when the nonce was used up; the password itself is never sent.
    assert [bool(a.authorization) for a in gate.seen] == [False, True, True, True, True, True]
    assert not any("Basic" in a.authorization for a in gate.seen)
    gate.seen.clear()
    gate.rule = digest_server(gate.server, algorithm)
    with pytest.raises(RemoteError, match="401"):
        put(client(f"{gate.url}/store", Credentials("anna", "falsch")))
    assert len(gate.seen) == 2
