"""Figures for Prometheus (text format 0.0.4) and the access log as JSON lines; neither names a client."""

from __future__ import annotations

import json
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from starlette.types import Message, Scope

from regiograph.serve.notes import note_of
from regiograph.serve.pool import Pool

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds of the classes that durations are counted in."""

KINDS = frozenset({
    "sparql", "queries", "id", "doc", "class", "ns", "voc", "graph", "dumps", "exports", "reports", "texts", "catalog",
    "ldes", "schema", "health", "metrics", "static",
})  # fmt: skip
"""First parts of addresses that are told apart; everything else is counted as "other"."""


class Meter:
    """Counts requests, durations and bytes by the first part of their address."""

    def __init__(self, pool: Pool, log: Callable[[str], None] | None = None) -> None:
        self._pool, self._log = pool, log
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._durations: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._bytes = 0

    def begin(self, scope: Scope) -> Entry:
        """A request has come."""
        return Entry(self, scope)

    def count(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        """A request is done."""
        kind = _kind(scope["path"])
        method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        self._requests[kind, method, status] += 1
        self._seconds[kind] += seconds  # type: ignore[assignment]
        self._durations[kind, bisect_left(BOUNDS, seconds)] += 1
        self._bytes += size
        if self._log is not None:
            note = note_of(scope)
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"), "method": scope["method"],
                "path": scope["path"], "status": status, "ms": round(seconds * 1000, 1), "bytes": size,
            } | {k: v for k, v in (("rows", note.rows), ("query", note.query), ("ending", note.ending))
                 if v not in (None, "")}  # fmt: skip
            self._log(json.dumps(line, ensure_ascii=False))

    def text(self) -> str:
        """All figures."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "# HELP regiograph_requests_total Requests answered."
        yield "# TYPE regiograph_requests_total counter"
        for (kind, method, status), count in sorted(self._requests.items()):
            yield f'regiograph_requests_total{{kind="{kind}",method="{method}",status="{status}"}} {count}'
        yield "# HELP regiograph_request_seconds Time from a request to the end of its answer."
        yield "# TYPE regiograph_request_seconds histogram"
        totals: Counter[str] = Counter()
        for (kind, _, _), count in self._requests.items():
            totals[kind] += count
        for kind, total in sorted(totals.items()):
            count = 0
            for place, bound in enumerate(BOUNDS):
                count += self._durations[kind, place]
                yield f'regiograph_request_seconds_bucket{{kind="{kind}",le="{bound:g}"}} {count}'
            yield f'regiograph_request_seconds_bucket{{kind="{kind}",le="+Inf"}} {total}'
            yield f'regiograph_request_seconds_sum{{kind="{kind}"}} {self._seconds[kind]:.6f}'
            yield f'regiograph_request_seconds_count{{kind="{kind}"}} {total}'
        pool = self._pool
        for name, sort, words, figure in (
            ("response_bytes_total", "counter", "Bytes of answers, without headers.", self._bytes),
            ("workers", "gauge", "Processes that run queries.", pool.limits.workers),
            ("workers_busy", "gauge", "Queries that run.", pool.busy),
            (
                "queries_answered_total",
                "counter",
                "Queries that a worker has answered; the others were kept answers.",
                pool.answered,
            ),
            ("workers_killed_total", "counter", "Processes that were ended before their query.", pool.killed),
            ("queries_waiting", "gauge", "Queries that wait for a worker.", pool.waiting),
        ):
            yield f"# HELP regiograph_{name} {words}"
            yield f"# TYPE regiograph_{name} {sort}"
            yield f"regiograph_{name} {figure}"


class Entry:
    """One request while it is answered."""

    def __init__(self, meter: Meter, scope: Scope) -> None:
        self._meter, self._scope = meter, scope
        self._begun = time.perf_counter()
        self._status, self._size = 499, 0

    def see(self, message: Message) -> None:
        """A message of the answer goes out."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
        else:
            self._size += len(message.get("body", b""))

    def end(self) -> None:
        """The answer is done."""
        self._meter.count(self._scope, self._status, self._size, time.perf_counter() - self._begun)


def _kind(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return first if first in KINDS else "other" if first else "home"
