"""A CKAN portal's action API over the package ckanapi: one call at a time, every refusal in words, faults retried."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

from regiograph.errors import RegiographError, RemoteError

ATTEMPTS = 4
"""How often a piece of work is tried in all."""

LONGEST_WAIT = 60.0
"""Seconds: no pause between two attempts is longer, whatever a portal asks for."""

USER_AGENT = "regiograph/0.1 (CKAN client)"

_PASSING = {408, 425, 429, 500, 502, 503, 504}
_LOGIN = "check the key, and that it is one of this portal; keys are made on your profile page there"
_RIGHTS = (
    "check the key, and that its user is editor or administrator of the organisation; name it with --organisation NAME"
)
_ADDRESS = "give the address of the portal's first page, as --url https://opendata.example.org/"

T = TypeVar("T")


class PassingError(RemoteError):
    """A fault that may be over at the next attempt: no answer, a busy server. ``wait``: seconds, if the portal says."""

    def __init__(self, what: str, *, where: str = "", todo: str = "", wait: float = 0.0) -> None:
        super().__init__(what, where=where, todo=todo)
        self.wait = wait


class RefusedError(RemoteError):
    """The portal does not take what was sent: ``fields`` says what is wrong with which."""

    def __init__(self, what: str, *, where: str, todo: str, fields: Mapping[str, Any]) -> None:
        super().__init__(what, where=where, todo=todo)
        self.fields = fields


class CkanPortal:
    """The action API of a portal at an http(s) ``url``; ``key`` is an API token, never shown; ``timeout`` in seconds.

    ``sleep`` waits between attempts: 1, 2, 4 … seconds, or as long as the portal asks for, a minute at most. Raises
    RemoteError for an address that is none and RegiographError when the package ckanapi is not installed.
    """

    def __init__(
        self, url: str, key: str = "", *, timeout: float = 30.0, attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        parts = urlsplit(url)
        bare = parts.netloc.rpartition("@")[2]
        self.url = urlunsplit((parts.scheme, bare, parts.path.rstrip("/"), "", ""))
        if parts.scheme not in {"http", "https"} or not parts.hostname or bare != parts.netloc:
            raise RemoteError("not the address of a portal", where=self.url, todo=_ADDRESS)
        self._timeout, self._attempts, self._sleep = timeout, max(attempts, 1), sleep
        self._errors = _ckanapi().errors
        self._session = _session()
        self._session.hooks["response"] = [self._note]
        self._status, self._headers = 0, dict[str, str]()
        self._api = _ckanapi().RemoteCKAN(self.url, apikey=key or None, user_agent=USER_AGENT, session=self._session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def page(self, name: str) -> str:
        """The address at which the portal shows a dataset."""
        return f"{self.url}/dataset/{name}"

    def again(self, work: Callable[[], T]) -> T:
        """Do some work, and all of it once more after a passing fault: what was written before that must be asked for.

        Raises the last fault when there are no attempts left.
        """
        for attempt in range(self._attempts - 1):
            try:
                return work()
            except PassingError as fault:
                self._sleep(min(max(fault.wait, 2.0**attempt), LONGEST_WAIT))
        return work()

    def find(self, action: str, name: str) -> Any:
        """The result of a ``…_show`` action, or None when the portal has no such thing."""
        try:
            return self._call(action, {"id": name})
        except self._errors.NotFound:
            return None

    def call(self, action: str, data: Mapping[str, Any]) -> Any:
        """The result of an action, once. Raises PassingError, RefusedError or another RemoteError."""
        try:
            return self._call(action, data)
        except self._errors.NotFound as error:
            raise RemoteError(
                f"{action}: the portal does not find it: {error}", where=self.url, todo=_RIGHTS
            ) from error

    def _call(self, action: str, data: Mapping[str, Any]) -> Any:
        from requests.exceptions import ConnectionError as Unreachable
        from requests.exceptions import RequestException, SSLError, Timeout

        self._status, self._headers = 0, {}
        try:
            return self._api.call_action(action, dict(data), requests_kwargs={"timeout": self._timeout})
        except self._errors.NotFound:
            raise
        except self._errors.NotAuthorized as error:
            raise self._forbidden(_message(error)) from error
        except self._errors.ValidationError as error:
            raise self._refused(error.error_dict) from error
        except (self._errors.CKANAPIError, self._errors.ServerIncompatibleError) as error:
            raise self._odd(action) from error
        except Timeout as error:
            raise PassingError(
                f"no answer within {self._timeout:g} s", where=self.url, todo="try again, or allow more with --timeout"
            ) from error
        except SSLError as error:
            raise RemoteError(
                f"the connection is not safe: {_short(error)}",
                where=self.url,
                todo="check the address; else ask the portal",
            ) from error
        except Unreachable as error:
            raise PassingError(
                f"the portal cannot be reached: {_cause(error)}", where=self.url, todo="check address and network"
            ) from error
        except RequestException as error:
            raise RemoteError(f"the request failed: {_short(error)}", where=self.url, todo=_ADDRESS) from error

    def _note(self, response: Any, *_: Any, **__: Any) -> None:
        """Keep what ckanapi does not hand on: status and headers of the last answer."""
        self._status, self._headers = int(response.status_code), {k.lower(): v for k, v in response.headers.items()}

    def _odd(self, action: str) -> RemoteError:
        """An answer that is no answer of CKAN's."""
        media_type = self._headers.get("content-type", "").partition(";")[0] or "nothing"
        if self._status in _PASSING:
            asked = self._headers.get("retry-after", "")
            return PassingError(
                f"the portal answers {self._status}, which may pass", where=self.url, todo="try again later",
                wait=float(asked) if asked.isdecimal() else 0.0,
            )  # fmt: skip
        if self._status in {401, 403}:
            return self._forbidden(f"status {self._status}")
        if 300 <= self._status < 400:
            to = self._headers.get("location", "elsewhere").partition("/api/")[0]
            return RemoteError("the portal has another address", where=self.url, todo=f"give --url {to}")
        if self._status == 404:
            return RemoteError("there is no CKAN here (404)", where=self.url, todo=_ADDRESS)
        return RemoteError(
            f"{action}: the answer is not CKAN's (status {self._status}, {media_type})", where=self.url, todo=_ADDRESS
        )

    def _forbidden(self, said: str) -> RemoteError:
        shown = f": {said}" if said else ""
        # A key that CKAN does not know makes a user without a name.
        unknown = self._status == 401 or "User  not" in said
        return RemoteError(
            f"the portal does not allow this{shown}", where=self.url, todo=_LOGIN if unknown else _RIGHTS
        )

    def _refused(self, fields: Mapping[str, Any]) -> RefusedError:
        wrong = {key: said for key, said in fields.items() if not key.startswith("__")}
        what = "; ".join(f"{key}: {_words(said)}" for key, said in sorted(wrong.items()))
        todo = (
            "name the organisation: --organisation NAME"
            if "owner_org" in wrong
            else "ask the portal what it wants there"
        )
        return RefusedError(f"the portal does not take this: {what}", where=self.url, todo=todo, fields=wrong)


def _ckanapi() -> ModuleType:
    try:
        import ckanapi
    except ImportError as error:
        raise RegiographError("CKAN portals need ckanapi", todo="run: pip install 'regiograph[ckan]'") from error
    return ckanapi  # type: ignore[no-any-return]


def _session() -> Any:
    """A session that sends our key: without this, an entry for the portal in ~/.netrc would take its place."""
    from requests import Session

    session = Session()
    session.auth = lambda request: request
    return session


def _message(error: Exception) -> str:
    said = error.args[0] if error.args else getattr(error, "extra_msg", "")
    return str(said.get("message", "")) if isinstance(said, Mapping) else str(said or "")


def _words(said: Any) -> str:
    if isinstance(said, Mapping):
        return ", ".join(f"{key}: {_words(inner)}" for key, inner in sorted(said.items()))
    if isinstance(said, list):
        return " ".join(_words(inner) for inner in said if inner)
    return str(said)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _cause(error: Exception) -> str:
    """The last of the causes that requests and urllib3 put into one another."""
    inner = error.args[0] if error.args else error
    return " ".join(str(getattr(inner, "reason", inner)).rpartition(": ")[2].split())[:200]
