"""One worker process as the server sees it: started, given jobs, read from, killed."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from regiograph.serve.frames import PREFIX, READY, Job, frame, pack

START = 30.0
"""Seconds that a worker may take to open its release."""


class Worker:
    """One worker process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a worker is made with pipes")
        self._process, self._to, self._from = process, process.stdin, process.stdout

    @classmethod
    async def start(cls, folder: Path, memory: int) -> Worker:
        """Start a process that opens the release in ``folder``. Raises OSError or TimeoutError when it does not."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "regiograph.serve.worker", str(folder), str(memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            # A session of its own, so that Ctrl-C reaches the server alone, which then ends its workers in order.
            start_new_session=True,
        )  # fmt: skip
        worker = cls(process)
        try:
            async with asyncio.timeout(START):
                tag, _ = await worker.read()
            if tag != READY:
                raise OSError("a worker process does not start")
        except BaseException as error:
            await worker.end()
            if isinstance(error, asyncio.IncompleteReadError):
                raise OSError("a worker process does not start") from error
            raise
        return worker

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs, as far as is known."""
        return self._process.returncode is None and not self._from.at_eof()

    async def write(self, job: Job) -> None:
        """Hand over a job."""
        self._to.write(frame(b"J", pack(job)))
        await self._to.drain()

    async def read(self) -> tuple[bytes, bytes]:
        """The next frame. Raises IncompleteReadError when the process has ended."""
        tag, size = PREFIX.unpack(await self._from.readexactly(PREFIX.size))
        return tag, await self._from.readexactly(size)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._to.close()
        # The end of a process is not noticed before its pipe is read to the end.
        await self._from.read()
        await self._process.wait()
