"""The worker processes: a short queue before them, a time limit on each question, a new one for each that is killed.

An Oxigraph query cannot be stopped from within its process, so a process is what is stopped.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regiograph.serve.frames import ERROR, HEAD, PIECE, Failure, Head, Job, unpack
from regiograph.serve.problem import Problem, problem_of
from regiograph.serve.process import Worker

AHEAD = 8_000_000
"""Bytes of an answer that are kept for a client slower than its worker, so that the worker is free again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``workers`` processes; ``seconds`` a question may take; ``memory`` bytes it may take; ``queue`` questions wait
    for a worker, each for ``patience`` seconds.
    """

    workers: int = 2
    seconds: float = 10.0
    memory: int = 1_000_000_000
    queue: int = 32
    patience: float = 5.0


class Pool:
    """A fixed number of workers for the questions of one server; it belongs to the event loop that first asks.

    ``folder`` tells which release a new worker opens to begin with; every job names its own.
    """

    def __init__(self, folder: Callable[[], Path], limits: Limits) -> None:
        self.limits, self._folder = limits, folder
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._jobs: set[asyncio.Task[None]] = set()
        self._started = self._closed = False
        self.busy = self.killed = self.answered = 0

    @property
    def waiting(self) -> int:
        """How many questions wait for a worker."""
        return len(self._waiting)

    def start(self) -> None:
        """Begin to start the workers; questions wait until they have."""
        if not self._started:
            self._started = True
            for _ in range(self.limits.workers):
                _kept(self._add(), self._tasks)

    async def ask(self, job: Job) -> Running:
        """Give a job to the next free worker. Raises Problem 503 when the queue is full or the wait too long."""
        self.start()
        worker = await self._take()
        self.busy += 1
        running = Running(self, worker, job)
        running.begin()
        return running

    async def close(self) -> None:
        """End what runs, what waits for it, and all workers."""
        self._closed = True
        for waiting in self._waiting:
            waiting.cancel()
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        # Ending a process is never broken off, so that none stays behind.
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(w.end() for w in self._idle))
        self._idle.clear()

    def give_back(self, worker: Worker, *, whole: bool) -> None:
        """A worker is done; unless it is ``whole`` it is killed and replaced."""
        self.busy -= 1
        self.answered += whole
        if whole and worker.alive and not self._closed:
            self._give(worker)
            return
        self.killed += not whole
        _kept(self._replace(worker), self._tasks)

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if worker.alive:
                return worker
            _kept(self._replace(worker), self._tasks)
        if len(self._waiting) >= self.limits.queue:
            raise _busy()
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await asyncio.wait({place}, timeout=self.limits.patience)
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._give(place.result())
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)
            if not place.done():
                place.cancel()
        if place.cancelled():
            raise _busy()
        return place.result()

    def _give(self, worker: Worker) -> None:
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin a job, which closing the pool breaks off."""
        return _kept(work, self._jobs)

    async def _add(self) -> None:
        delay = 0.1
        while not self._closed:
            try:
                worker = await Worker.start(self._folder(), self.limits.memory)
            except (OSError, TimeoutError):
                await asyncio.sleep(delay)
                delay = min(1.0, delay * 2)
                continue
            if self._closed:
                await worker.end()
            else:
                self._give(worker)
            return

    async def _replace(self, worker: Worker) -> None:
        await worker.end()
        await self._add()


class Running:
    """A job at a worker. What comes is read ahead, so that a slow client does not hold the worker."""

    def __init__(self, pool: Pool, worker: Worker, job: Job) -> None:
        self._pool, self._worker, self._job = pool, worker, job
        self._come: asyncio.Queue[Head | bytes | Problem | None] = asyncio.Queue()
        self._stored = 0
        self._room = asyncio.Event()
        self._room.set()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Hand the job over and read what comes."""
        self._task = self._pool.run(self._read())

    async def head(self) -> Head:
        """What the answer will be. Raises Problem: what is wrong with the query, or 504 at a limit."""
        found = await self._come.get()
        if isinstance(found, Head):
            return found
        raise found if isinstance(found, Problem) else problem_of(ValueError("a worker sends the head first"))

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes of the answer, once. Raises Problem when it cannot be finished."""
        while (found := await self._come.get()) is not None:
            if isinstance(found, Problem):
                raise found
            if isinstance(found, bytes):
                self._stored -= len(found)
                if self._stored < AHEAD:
                    self._room.set()
                yield found

    def stop(self) -> None:
        """Nobody wants the rest: if the worker is still at it, it is killed and replaced."""
        if self._task is not None:
            self._task.cancel()

    async def _read(self) -> None:
        whole = False
        worker, seconds = self._worker, self._job.seconds
        try:
            async with asyncio.timeout(seconds):
                await worker.write(self._job)
                while True:
                    tag, body = await worker.read()
                    if tag == HEAD:
                        self._come.put_nowait(unpack(body))
                    elif tag == PIECE:
                        self._stored += len(body)
                        self._come.put_nowait(body)
                        if self._stored >= AHEAD:
                            self._room.clear()
                        await self._room.wait()
                    else:
                        break
            whole = True
            failure: Failure | None = unpack(body) if tag == ERROR else None
            self._come.put_nowait(failure.problem() if failure else None)
        except TimeoutError:
            self._come.put_nowait(
                Problem(504, f"the query took longer than {seconds:g} seconds and was stopped",
                        todo="ask for less at a time, or add LIMIT")
            )  # fmt: skip
        except (asyncio.IncompleteReadError, ConnectionError):
            self._come.put_nowait(
                Problem(504, "the query needed more memory or time than it may have and was stopped",
                        todo="ask for less at a time, or add LIMIT")
            )  # fmt: skip
        finally:
            self._pool.give_back(worker, whole=whole)


def _kept(work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> asyncio.Task[None]:
    task = asyncio.get_running_loop().create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)
    return task


def _busy() -> Problem:
    return Problem(
        503, "all workers are busy with other queries", todo="try again in a moment", headers={"Retry-After": "5"}
    )
