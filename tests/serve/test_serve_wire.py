"""What comes over the wire before the application sees it: heads without end, tails, and what is no HTTP."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

import pytest

from regiograph.serve import Settings
from regiograph.serve.listen import listening

httptools = pytest.importorskip("httptools", reason="httptools is not installed; h11 has the limit itself")


LAST = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def talk(live: str, *pieces: bytes) -> bytes:
    """All that the server says to some bytes until it closes the connection, which it has to."""
    host, _, port = live.removeprefix("http://").partition(":")
    said = b""
    with socket.create_connection((host, int(port)), timeout=10) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
            while part := line.recv(65_536):
                said += part
        except ConnectionError:
            pass
        except TimeoutError:
            pytest.fail("the server keeps the connection open")
    return said


def problem(said: bytes) -> dict[str, object]:
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head.lower()
    found: dict[str, object] = json.loads(body)
    return found


def test_what_is_no_http_is_told_so_in_the_one_shape(live: str) -> None:
    assert problem(talk(live, b"nonsense\r\n\r\n"))["status"] == 400
    assert problem(talk(live, b"GET / HTTP/1.1\r\nHost: x\r\n nonsense\xff\r\n\r\n"))["status"] == 400


@pytest.mark.parametrize("start", [b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"GET / HTTP/1.1\r\nX"])
def test_a_head_without_end_is_cut_off(live: str, start: bytes) -> None:
    said = talk(live, start, *([b"y" * 65_536] * 16))
    # Bytes that are still on their way when the server closes may take the answer with them.
    assert said == b"" or problem(said)["status"] in {400, 431}


def test_a_tail_without_end_is_cut_off(live: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" \
           b"Content-Type: application/sparql-query\r\n\r\n6\r\nASK {}\r\n0\r\n"  # fmt: skip
    said = talk(live, head, *([b"X-More: " + b"y" * 65_000 + b"\r\n"] * 16))
    assert said == b"" or said.startswith((b"HTTP/1.1 431", b"HTTP/1.1 408"))


def test_a_body_in_pieces_and_several_requests_at_once_are_answered(live: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" \
           b"Content-Type: application/sparql-query\r\n\r\n"  # fmt: skip
    body = b"".join(b"1\r\n%c\r\n" % letter for letter in b"ASK {} #" + b"x" * 5000) + b"0\r\n\r\n"
    said = talk(live, head, body, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 2, LAST)
    assert said.count(b"HTTP/1.1 200") == 4
    assert b'"boolean":true' in said


def test_a_long_query_in_an_address_fits(live: str) -> None:
    query = b"ASK%20%7B%7D%20%23" + b"%C3%A9" * 40_000
    said = talk(live, b"GET /sparql?query=" + query + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200")


def test_without_the_quick_parser_the_other_has_the_limit(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    quick = listening(Settings())
    assert quick["http"].limit >= 300_000
    monkeypatch.delitem(sys.modules, "regiograph.serve.wire", raising=False)
    monkeypatch.setitem(sys.modules, "httptools", None)
    monkeypatch.setitem(sys.modules, "uvicorn.protocols.http.httptools_impl", None)
    monkeypatch.setitem(sys.modules, "uvloop", None)
    slow = listening(Settings())
    assert (slow["http"], slow["loop"]) == ("h11", "asyncio")
    assert slow["h11_max_incomplete_event_size"] == quick["http"].limit
