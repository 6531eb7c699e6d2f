"""A worker: a process that answers one question at a time from a release opened for reading, and may be killed.

Run as ``python -m regiograph.serve.worker FOLDER MEMORY``: jobs on standard input, frames on standard output (see
frames.py). It ends when its input does. MEMORY is what a query may take, in bytes, above what the open store has.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from regiograph.errors import RegiographError, ReleaseError
from regiograph.serve.ask import answer
from regiograph.serve.frames import END, ERROR, HEAD, PIECE, PREFIX, READY, Failure, Head, Job, frame, pack, unpack
from regiograph.serve.problem import Problem, problem_of
from regiograph.store import Store

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit of the server holds there too
    resource = None  # type: ignore[assignment]

_STORE, _NQUADS = "store", "dumps/all.nq"
_CORES = os.cpu_count() or 1
_GRACE = 2
"""Seconds of processor time that a query may have beyond its limit before the system ends it without the server."""


class Worker:
    """The store of the release asked for last, and the limits of this process."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._store: Store | None = None
        self._stamp: tuple[str, int, int] | None = None

    def open(self, folder: str, stamp: tuple[str, int, int] | None) -> Store:
        """The store of a release, opened anew when it is another one. Raises ReleaseError."""
        if self._store is None or (stamp is not None and stamp != self._stamp):
            self._store = None
            self._limit(None)
            path = Path(folder)
            on_disk = (path / _STORE / "CURRENT").is_file()
            try:
                self._store = Store.open(path / _STORE) if on_disk else Store.memory(path / _NQUADS)
            except OSError as error:
                raise ReleaseError(f"the release cannot be read: {error}", where=folder) from error
            self._stamp = stamp
            self._limit(self._memory)
        return self._store

    def work(self, job: Job, out: BinaryIO) -> None:
        """Answer one job."""
        try:
            store = self.open(job.folder, job.stamp)
            _limit_time(job.seconds)
            found = answer(store, job.ask)
            out.write(frame(HEAD, pack(Head(found.kind, found.rows, found.pieces is not None))))
            out.writelines(frame(PIECE, piece) for piece in found.pieces or ())
            out.write(frame(END))
        except (MemoryError, BrokenPipeError):
            raise
        except RecursionError:
            out.write(frame(ERROR, pack(Failure(400, "the query is nested too deep", "write it flatter"))))
        except Exception as error:
            if not isinstance(error, RegiographError):
                traceback.print_exc()
            out.write(frame(ERROR, pack(Failure.of(problem_of(error)))))
        out.flush()

    def _limit(self, memory: int | None) -> None:
        if resource is None:
            return
        most = resource.RLIM_INFINITY if memory is None else _used() + memory
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main(folder: str, memory: int) -> None:
    """Answer jobs until there are no more."""
    # Whatever a library prints must not come between the frames.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    worker = Worker(memory)
    with suppress(RegiographError):
        worker.open(folder, None)
    jobs = sys.stdin.buffer
    try:
        out.write(frame(READY))
        out.flush()
        while head := jobs.read(PREFIX.size):
            worker.work(unpack(jobs.read(PREFIX.unpack(head)[1])), out)
    except MemoryError:
        too_large = Problem(504, "the query needs more memory than it may have", todo="ask for less at a time")
        out.write(frame(ERROR, pack(Failure.of(too_large))))
        out.flush()
    except BrokenPipeError:
        # The server is gone; nobody reads what is still in the buffer.
        os._exit(0)


def _limit_time(seconds: float) -> None:
    if resource is None:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime + _CORES * seconds) + _GRACE, hard))


def _used() -> int:
    """The address space of this process in bytes, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
