"""Requests that change another server: log in, try again where that may help, say in words what went wrong.

One connection a request. Redirects are not followed: a login must not travel to an address that nobody gave.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from regiograph.credentials import NOT_ACCEPTED, Login
from regiograph.errors import RemoteError, UnavailableError

T = TypeVar("T")
Body = bytes | Path

USER_AGENT = "regiograph/0.1 (graph store client)"
LARGEST = 64 * 1024 * 1024
"""Bytes of an answer beyond which it is refused."""

_LATER = {408, 425, 429, 502, 503, 504}
_WORDS = 300
_ADVICE = {
    400: "check the address; where a request is too long for the store, give a smaller --batch (docs/stores.md)",
    401: "give a login: --user-env and --password-env, or --token-env",
    403: "this login may not write here; ask the keeper of the store for the right to",
    404: "check the address; docs/stores.md shows it for each store",
    405: "this address takes no such request; docs/stores.md shows the one for each store",
    413: "the store takes no request of this size: raise its limit, or give a smaller --batch, and --update with it",
    415: "this address reads no N-Triples; check that it is a graph store or an update endpoint",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """``timeout`` in seconds for each wait on the network; ``retries`` with pauses that double from ``first`` seconds
    up to ``longest``, or are as long as the server asks, ``longest`` at most.
    """

    timeout: float = 60.0
    retries: int = 5
    first: float = 1.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def run(self, ask: Callable[[], T]) -> T:
        """What ``ask`` gives, asked again while it raises UnavailableError, which is raised after the last try."""
        pause = self.first
        for left in range(self.retries, -1, -1):
            try:
                return ask()
            except UnavailableError as error:
                if not left:
                    raise
                self.sleep(min(pause if error.after is None else error.after, self.longest))
                pause *= 2
        raise AssertionError("a loop that ends by return or raise")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its status, bare media type and body."""

    status: int
    media_type: str
    body: bytes


class Client:
    """Sends requests to one http(s) address. Raises RemoteError for an address that is none or holds a password."""

    def __init__(self, url: str, login: Login, patience: Patience) -> None:
        parts = urlsplit(url)
        self.shown = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        try:
            self._host, self._port = parts.hostname or "", parts.port
        except ValueError:
            self._host = ""
        if parts.scheme not in {"http", "https"} or not self._host:
            raise RemoteError("not the address of a store", where=self.shown, todo="give an http or https URL")
        if "@" in parts.netloc:
            raise RemoteError(
                "a login in the address is seen by others", where=self.shown,
                todo="put it into the environment: --user-env and --password-env",
            )  # fmt: skip
        self._secure, self._target = parts.scheme == "https", urlunsplit(("", "", parts.path or "/", parts.query, ""))
        self._login, self._patience = login, patience

    def send(
        self, method: str, parameters: Mapping[str, str], body: Body | None = None, *, headers: Mapping[str, str],
        fine: Collection[int] = (200, 201, 202, 204),
    ) -> Answer:  # fmt: skip
        """One request with more query parameters; a Path as body is streamed from the file.

        It is sent again when the server is busy, silent or out of reach, so it must do no harm twice. Raises
        RemoteError for a status that is not ``fine``, UnavailableError when patience is at its end.
        """
        joint = "&" if "?" in self._target else "?"
        query = "&".join(f"{k}={quote(v, safe='')}" for k, v in parameters.items())
        target = self._target + (joint + query if query else "")

        def ask() -> Answer:
            for attempt in range(3):
                answer, seen = self._once(method, target, body, headers)
                if answer.status != 401 or not self._login.challenged(seen.get_all("WWW-Authenticate") or (), attempt):
                    break
            if answer.status not in fine:
                raise self._refused(answer, seen)
            return answer

        return self._patience.run(ask)

    def _once(
        self, method: str, target: str, body: Body | None, headers: Mapping[str, str]
    ) -> tuple[Answer, http.client.HTTPMessage]:
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=self._patience.timeout)
        sent = {"User-Agent": USER_AGENT, "Connection": "close", **headers}
        login = self._login.header(method, target)
        if login:
            sent["Authorization"] = login
        try:
            try:
                if isinstance(body, Path):
                    with body.open("rb") as file:
                        size = str(body.stat().st_size)
                        connection.request(method, target, file, sent | {"Content-Length": size})
                else:
                    connection.request(method, target, body, sent)
            except (BrokenPipeError, ConnectionResetError):
                # A server may refuse a long body before it has read it; its answer says why.
                pass
            response = connection.getresponse()
            found = response.read(LARGEST + 1)
        except TimeoutError as error:
            what = f"no answer within {self._patience.timeout:g} s"
            raise UnavailableError(what, where=self.shown, todo="allow more time with --timeout") from error
        except (http.client.HTTPException, ConnectionError) as error:
            what = f"the connection broke: {error or type(error).__name__}"
            raise UnavailableError(what, where=self.shown, todo="check address and network, then try again") from error
        except (ssl.SSLError, socket.gaierror) as error:
            what = f"there is no safe way to the server: {error.strerror or error}"
            raise RemoteError(
                what, where=self.shown, todo="check the name of the server and its certificate"
            ) from error
        except OSError as error:
            what = f"the server cannot be reached: {error.strerror or error}"
            raise UnavailableError(what, where=self.shown, todo="check address and network") from error
        finally:
            connection.close()
        if len(found) > LARGEST:
            raise RemoteError("the answer is too large", where=self.shown, todo="check that this is a store")
        media_type = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return Answer(response.status, media_type, found), response.headers

    def _refused(self, answer: Answer, headers: http.client.HTTPMessage) -> RemoteError:
        said = _words(answer)
        what = f"the server answers {answer.status} {http.client.responses.get(answer.status, '')}".rstrip()
        what += f": {said}" if said else ""
        if answer.status in _LATER:
            after = headers.get("Retry-After") or ""
            wait = float(after) if after.isdecimal() else None
            return UnavailableError(what, where=self.shown, todo="try again later", after=wait)
        if 300 <= answer.status < 400:
            goal = headers.get("Location") or "another address"
            return RemoteError(what, where=self.shown, todo=f"it points to {goal}; if you trust that, give it instead")
        todo = _ADVICE.get(answer.status, "ask the keeper of the store")
        if answer.status == 401 and self._login.known:
            todo = NOT_ACCEPTED
        return RemoteError(what, where=self.shown, todo=todo)


def _words(answer: Answer) -> str:
    """What the body of a refusal says, as one short line without markup."""
    text = answer.body[: 64 * 1024].decode("utf-8", "replace")
    if answer.media_type.endswith("json"):
        try:
            told = json.loads(text)
            text = next(str(told[k]) for k in ("detail", "message", "exception", "error", "title") if told.get(k))
        except (ValueError, AttributeError, StopIteration, TypeError):
            pass
    elif "<" in text and (answer.media_type.endswith(("html", "xml")) or text.lstrip().startswith("<")):
        text = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<[^>]*>", " ", text)
    line = " ".join(text.split())
    return line if len(line) <= _WORDS else line[:_WORDS] + "…"
