"""One SPARQL question and its whole answer as bytes: plain values in and out, so that it can run in another process."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from regiograph.model import Quad
from regiograph.serve.problem import TooLarge
from regiograph.store import Store, serialize
from regiograph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, the graphs it is asked of, the format for a table and for a graph (None: not wanted), and the limits."""

    query: str
    table: str | None
    graph: str | None
    max_rows: int
    max_bytes: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: ``select``, ``ask`` or ``graph``, and its bytes in the wanted format; None when none was wanted."""

    kind: str
    body: bytes | None


def answer(store: Store, ask: Ask) -> Answer:
    """Run a query. Raises QueryError, with ``where`` as line:column for bad syntax; TooManyRows and TooLarge."""
    result = store.query(ask.query, default_graphs=ask.default_graphs, named_graphs=ask.named_graphs)
    wanted = ask.graph if result.kind == "graph" else ask.table
    if wanted is None:
        return Answer(result.kind, None)
    if result.kind == "graph":
        rows = result.triples(ask.max_rows)
        body = serialize(rows, wanted, prefixes(rows, PREFIXES))
        _measure(len(body), ask)
        return Answer(result.kind, body)
    pieces: list[bytes] = []
    size = 0
    for piece in result.chunks(wanted, ask.max_rows):
        size += len(piece)
        _measure(size, ask)
        pieces.append(piece)
    return Answer(result.kind, b"".join(pieces))


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


def _measure(size: int, ask: Ask) -> None:
    if size > ask.max_bytes:
        raise TooLarge(
            f"the answer is larger than {ask.max_bytes / 1e6:g} MB", todo="add LIMIT and OFFSET to the query"
        )
