"""The same work on many things, in processes when there is enough of it; answers come in the order of the things."""

from __future__ import annotations

import copyreg
import io
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Answer = TypeVar("Answer")

_job: list[tuple[Callable[[Any, Any], Any], Any]] = []


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    work: Callable[[Shared, Item], Answer], shared: Shared, items: Sequence[Item], workers: int, share: int
) -> Iterator[Answer]:
    """``work(shared, item)`` for each item, in order, whatever the number of workers.

    ``share`` is how many items make a process worth its start: with fewer than two shares the work is done in this
    process. ``work`` is a function of a module. ``shared`` goes to each worker once, where it may keep what it makes
    of itself; the items must not hold RDF literals.
    Raises what the work raises, and BrokenProcessPool when a worker is killed.
    """
    crew = min(workers, len(items) // share)
    # A daemonic process may not have children.
    if crew < 2 or multiprocessing.current_process().daemon:
        for item in items:
            yield work(shared, item)
        return
    # Not fork: the caller may have threads, which a copy of the process would wait for in vain.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(crew, context, _begin, (packed((work, shared)),)) as pool:
        for answer in pool.map(_do, items):
            yield pickle.loads(answer)  # noqa: S301 - from our own worker


def packed(content: object) -> bytes:
    """Pickled, literals as they are spelt: rdflib's own pickles turn 01.50 into 1.50."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out)
    pickler.dispatch_table = _TABLE
    pickler.dump(content)
    return out.getvalue()


def _begin(job: bytes) -> None:
    _job[:] = [pickle.loads(job)]  # noqa: S301 - from the process that started this one


def _do(item: object) -> bytes:
    work, shared = _job[0]
    return packed(work(shared, item))


def _literal(text: str, language: str | None, datatype: URIRef | None) -> Literal:
    return Literal(text, lang=language, datatype=datatype, normalize=False)


def _graph(triples: Sequence[tuple[Node, Node, Node]]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


_TABLE: dict[type, Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    Literal: lambda term: (_literal, (str(term), term.language, term.datatype)),
    Graph: lambda graph: (_graph, (list(graph),)),
}
