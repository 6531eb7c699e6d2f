"""One question and its answer as pieces of bytes: plain values in and out, so that it runs in another process."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from regiograph.model import Quad
from regiograph.query import NamedQuery, run
from regiograph.results import Result
from regiograph.store import Store, serialize
from regiograph.terms import PREFIXES

PIECE = 65_536
"""Most bytes of one piece of a graph; a table comes in pieces of some hundred rows."""


@dataclass(frozen=True, slots=True)
class Named:
    """A named query with its parameters as the reader wrote them, and the reader's language."""

    query: NamedQuery
    given: tuple[tuple[str, str], ...]
    language: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, the format for a table and for a graph (None: not wanted), most rows, the graphs it is asked of."""

    query: str | Named
    table: str | None
    graph: str | None
    max_rows: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        # What a slotted dataclass does by itself takes three times as long, and each question is pickled.
        return Ask, (self.query, self.table, self.graph, self.max_rows, self.default_graphs, self.named_graphs)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: ``select``, ``ask`` or ``graph``, how many rows, and its bytes; None when no format was wanted."""

    kind: str
    rows: int = 0
    pieces: Iterator[bytes] | None = None


def answer(store: Store, ask: Ask) -> Answer:
    """Run a query. All rows are counted before the first piece, so that too many are refused and never cut off.

    Raises QueryError, with ``where`` as line:column for bad syntax, and TooManyRows.
    """
    if isinstance(ask.query, str):
        result = store.query(ask.query, default_graphs=ask.default_graphs, named_graphs=ask.named_graphs)
    else:
        result = run(store, ask.query.query, dict(ask.query.given), ask.query.language)
    wanted = ask.graph if result.kind == "graph" else ask.table
    if wanted is None:
        return Answer(result.kind)
    if result.kind == "graph":
        triples = result.triples(ask.max_rows)
        return Answer(result.kind, len(triples), _graph(triples, wanted))
    rows, counted = _counted(result, ask.max_rows)
    return Answer(result.kind, rows, counted.chunks(wanted))


def prefixes(quads: Iterable[Quad], known: Mapping[str, str]) -> dict[str, str]:
    """Those of the known prefixes that the quads use."""
    spaces = {
        iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        for q in quads
        for iri in (q.subject, q.predicate, q.object if isinstance(q.object, str) else q.object.datatype)
    }
    table = {p: space for p, space in known.items() if space in spaces}
    if any(not isinstance(q.object, str) and q.object.datatype != "string" for q in quads):
        table["xsd"] = known["xsd"]
    return table


@contextmanager
def one_thread() -> Iterator[None]:
    """Let an error pass without what its frames hold: a store's answer must die in the thread that made it."""
    try:
        yield
    except Exception as error:
        linked: BaseException | None = error
        while linked is not None:
            traceback.clear_frames(linked.__traceback__)
            linked = linked.__cause__ or linked.__context__
        raise


def _counted(result: Result, limit: int) -> tuple[int, Result]:
    if result.kind == "ask":
        return 1, result
    rows = list(result.rows(limit))
    return len(rows), replace(result, source=iter(rows))


def _graph(triples: list[Quad], form: str) -> Iterator[bytes]:
    body = serialize(triples, form, prefixes(triples, PREFIXES))
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]
