"""A release into somebody's store: our named graphs are replaced, each in one step, and no others are touched.

1. read what earlier pushes noted in the store (:mod:`regiograph.push.store_record`)
2. note which graphs are about to be ours, and that those to be sent are not whole; see that the store shows it
3. replace each graph that is new or changed, and note it as whole
4. remove the graphs that an earlier push put there and this release no longer has

A push that breaks off is taken up by the next one, from any machine: what is noted as whole is not sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from regiograph.credentials import Credentials, Login
from regiograph.errors import RemoteError
from regiograph.publish import OpenRelease
from regiograph.push.store_door import Door, GraphStore, Updates
from regiograph.push.store_graphs import GraphFile, split
from regiograph.push.store_http import Client, Patience
from regiograph.push.store_record import OURS, VERSION, Names, Record
from regiograph.remote import RemoteEndpoint

Progress = Callable[[str, int, int], None]
Action = Literal["new", "replace", "keep", "remove"]

BATCH = 20_000
"""Triples a request, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: ``graph_store`` (Graph Store Protocol), ``update`` (SPARQL Update) or both; ``endpoint`` is the SPARQL
    Query address that belongs to ``update``, guessed from it when empty. ``batch`` is in triples a request.
    """

    graph_store: str = ""
    update: str = ""
    endpoint: str = ""
    credentials: Credentials | None = None
    patience: Patience = field(default_factory=Patience)
    batch: int = BATCH


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one graph; ``triples`` is the number it will hold, 0 when it is removed."""

    action: Action
    graph: str
    triples: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """The steps of a push by graph, and whether they were taken or only planned."""

    where: str
    version: str
    steps: tuple[Step, ...]
    done: bool

    def of(self, action: Action) -> list[Step]:
        """The steps of one kind."""
        return [s for s in self.steps if s.action == action]

    def summary(self) -> str:
        """One line a graph that changes, and a line of totals."""
        rows = [f"{s.action:<8}{s.graph}" + (f"  {s.triples}" if s.triples else "") for s in self.steps]
        sent = [*self.of("new"), *self.of("replace")]
        head = "pushed" if self.done else "would push"
        rows = [row for row, s in zip(rows, self.steps, strict=True) if s.action != "keep"]
        return "\n".join([
            *rows,
            f"{head} {len(sent)} graphs with {sum(s.triples for s in sent)} triples of {self.version} to {self.where}; "
            f"{len(self.of('keep'))} unchanged, {len(self.of('remove'))} removed",
        ])  # fmt: skip


def query_address(update: str) -> str:
    """The SPARQL Query address that goes with an update address, by the habits of the stores in docs/stores.md.

    >>> query_address("http://127.0.0.1:3030/ds/update")
    'http://127.0.0.1:3030/ds/query'
    >>> query_address("http://127.0.0.1:7200/repositories/regions/statements")
    'http://127.0.0.1:7200/repositories/regions'
    """
    for end, instead in (("/update", "/query"), ("/statements", "")):
        if update.endswith(end):
            return update.removesuffix(end) + instead
    return update


def push_store(
    release: OpenRelease, target: Target, *, everything: bool = False, dry_run: bool = False,
    progress: Progress | None = None,
) -> Pushed:  # fmt: skip
    """Make a store hold the named graphs of a release, as they stand in its N-Quads.

    ``everything`` sends graphs again that the store is said to hold; ``dry_run`` reads and changes nothing. Raises
    RemoteError (the push can be taken up again), ReleaseError.
    """
    names = Names(release.iris)
    door = _door(target, names)
    with TemporaryDirectory(prefix="regiograph-push-") as folder:
        graphs = split(release, Path(folder))
        record = door.read()
        steps = tuple(_plan(graphs, record, names, everything))
        if not dry_run:
            _Push(door, names, {g.iri: g for g in graphs}, progress or (lambda *_: None)).run(record, steps, everything)
    return Pushed(door.ways.client.shown, release.version, steps, not dry_run)


def _door(target: Target, names: Names) -> Door:
    login = Login(target.credentials)
    graphs = GraphStore(Client(target.graph_store, login, target.patience)) if target.graph_store else None
    updates = None
    if target.update:
        endpoint = RemoteEndpoint(target.endpoint or query_address(target.update), target.patience.timeout, login)
        updates = Updates(Client(target.update, login, target.patience), endpoint, target.patience)
    return Door(names, graphs, updates, max(target.batch, 1))


def _plan(graphs: Sequence[GraphFile], record: Record, names: Names, everything: bool) -> Iterator[Step]:
    there = record.graphs(names)
    for graph in graphs:
        whole = graph.iri in there and record.versions(graph.iri) == {graph.version}
        action: Action = "keep" if whole and not everything else "replace" if graph.iri in there else "new"
        yield Step(action, graph.iri, graph.triples)
    for iri in sorted(there - {g.iri for g in graphs}):
        yield Step("remove", iri, 0)


@dataclass(frozen=True, slots=True)
class _Push:
    door: Door
    names: Names
    graphs: dict[str, GraphFile]
    progress: Progress

    def run(self, record: Record, steps: Sequence[Step], everything: bool) -> None:
        sent = [s for s in steps if s.action in ("new", "replace")]
        total = sum(s.triples for s in sent)
        record = self._begin(record, steps, everything)
        done = 0

        def arrived(triples: int) -> None:
            nonlocal done
            done += triples
            self.progress("push", done, total)

        for place, step in enumerate(sent):
            try:
                record = self.door.replace(self.graphs[step.graph], record, arrived)
            except RemoteError as error:
                error.todo = f"{error.todo}; {place} of {len(sent)} graphs are in, the same command goes on from there"
                raise
        for step in steps:
            if step.action == "remove":
                self.door.drop(step.graph)
                after = record.changed(remove=record.about(step.graph))
                self.door.note(record, after)
                record = after

    def _begin(self, record: Record, steps: Sequence[Step], everything: bool) -> Record:
        """Note what will be true at least: a push that breaks off must leave no graph noted as what it is not."""
        moving = {s.graph for s in steps if s.action in ("replace", "remove", "new")}
        wanted = {self.names.staged(g) for g in self.graphs.values() if g.iri in moving and self.door.is_staged(g)}
        noted = record.changed(
            add=[(s.graph, OURS, self.names.record) for s in steps if s.action != "remove"],
            remove=[r for r in record.rows if r[0] in moving and r[1] == VERSION],
        )
        self.door.note(record, noted)
        if noted != record and self.door.read() != noted:
            raise RemoteError(
                "what was written cannot be read back", where=self.door.ways.client.shown,
                todo="see that --endpoint (or what is guessed from --update) asks the same store, and that nobody else "
                "pushes now",
            )  # fmt: skip
        left = noted.staged(self.names)
        return self.door.sweep(noted, left if everything else left - wanted)
