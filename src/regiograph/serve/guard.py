"""What stands before the application: limits on headers and on how often one client may ask."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

from regiograph.serve.problem import Problem

DEFAULT = 6000
"""Requests a minute of one client that is not on this machine."""

_HOST = re.compile(rb"[A-Za-z0-9._-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
_BURST = 0.2
_ONCE = frozenset({b"host", b"content-length"})
_MOST_CLIENTS = 10_000
_MOST_FIELDS = 100


class Rate:
    """A token bucket for each client: ``rate`` requests a minute, a fifth of them at once.

    None stands for :data:`DEFAULT` for all but clients on this machine, 0 for no limit.
    """

    def __init__(self, rate: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._spare_local, self._rate = rate is None, (DEFAULT if rate is None else rate) / 60
        self._burst = max(1.0, self._rate * 60 * _BURST)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Count one request. Raises Problem 429 with Retry-After when it is one too many."""
        if not self._rate or (self._spare_local and _local(client)):
            return
        now = self._clock()
        tokens, before = self._buckets.pop(client, (self._burst, now))
        tokens = min(self._burst, tokens + (now - before) * self._rate)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if not allowed:
            wait = max(1, round((1 - tokens) / self._rate + 0.5))
            raise Problem(
                429, "too many requests from this address", todo=f"wait {wait} seconds, or take the dumps",
                headers={"Retry-After": str(wait)},
            )  # fmt: skip


def check_headers(scope: Scope, limit: int, most: int) -> None:
    """Raise Problem 431 for more than ``limit`` bytes of header fields, or more than a hundred; 414 for a long path;
    400 for two Content-Length or Host fields, or one that is none; 413 when a body of more than ``most`` is announced.
    """
    fields: list[tuple[bytes, bytes]] = scope["headers"]
    if len(fields) > _MOST_FIELDS or sum(len(k) + len(v) for k, v in fields) > limit:
        raise Problem(431, f"the header fields have more than {limit:,} bytes", todo="send shorter ones")
    if len(scope.get("raw_path") or b"") > limit:
        raise Problem(414, f"the path has more than {limit:,} bytes", todo="check the address")
    seen = set()
    for name, value in fields:
        if name not in _ONCE:
            continue
        if name in seen:
            raise Problem(400, "a header field that may stand once stands twice", todo="send it once")
        seen.add(name)
        if name == b"content-length":
            _check_length(value, most)
        elif not _HOST.fullmatch(value):
            raise Problem(400, "the Host header is no name of a host")


def _check_length(given: bytes, most: int) -> None:
    if not given.isdigit() or len(given) > 15:
        raise Problem(400, "Content-Length is no number", todo="send the length of the body in bytes")
    if int(given) > most:
        raise Problem(413, f"the body is longer than {most:,} bytes", todo="shorten it")


@lru_cache(maxsize=1024)
def _local(client: str) -> bool:
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return False
