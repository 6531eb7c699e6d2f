"""Load for a web server and what came of it: by wrk where it is installed, else by a client of asyncio's."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

STEP, SHIFT, NUMBERS = 7919, 13, 99_991
"""Numbers of things are asked for in this order: n → (n * STEP + SHIFT) % NUMBERS, which seldom comes back."""

WRK = """
local n = %(seed)d
wrk.headers["Accept"] = "%(accept)s"
request = function()
  n = (n * %(step)d + %(shift)d) %% %(numbers)d
  return wrk.format("GET", "%(head)s" .. (n %% %(among)d) .. "%(tail)s")
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %%d %%f %%f %%f %%d %%d\\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """Addresses that differ in one number below ``among``, which stands between ``head`` and ``tail``."""

    head: str
    tail: str
    accept: str
    among: int = NUMBERS

    def path(self, number: int) -> str:
        """One of the addresses."""
        return f"{self.head}{number % self.among}{self.tail}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Answers a second; seconds that the middle one and the slowest but one in a hundred took; answers by status."""

    rate: float
    middle: float
    late: float
    statuses: Counter[str]

    def row(self, name: str, cost: str) -> str:
        """One row of the table."""
        codes = ", ".join(f"{code}: {count:,}" for code, count in sorted(self.statuses.items()))
        return f"| {name} | {self.rate:,.0f} | {self.middle * 1000:.1f} | {self.late * 1000:.1f} | {cost} | {codes} |"


@dataclass(slots=True)
class Tally:
    """Status codes and durations in seconds while a run lasts."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def figures(self, seconds: float) -> Figures:
        """What came of it."""
        ordered = sorted(self.times) or [0.0]
        late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        return Figures(len(self.times) / seconds, ordered[len(ordered) // 2], late, self.statuses)


class Line:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, accept: str = "*/*") -> str:
        """Send a request, read the whole answer, give its status."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        start = head.find(b"content-length:")
        if start < 0:
            while (size := int((await self._reader.readline()) or b"0", 16)) > 0:
                await self._reader.readexactly(size + 2)
            await self._reader.readline()
        else:
            await self._reader.readexactly(int(head[start + 15 : head.index(b"\r", start)]))
        if b"connection: close" in head:
            self.close()
        return head[9:12].decode()

    def close(self) -> None:
        """Let the connection go."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def load(port: int, ask: Ask, connections: int, seconds: float, seed: int = 1) -> Figures:
    """Ask as fast as the server answers, over some connections."""
    if program := shutil.which("wrk"):
        return await asyncio.to_thread(_by_wrk, program, port, ask, connections, seconds, seed)
    tally = Tally()
    await busy(port, [ask], connections, seconds, tally, seed)
    return tally.figures(seconds)


async def busy(port: int, asks: list[Ask], connections: int, seconds: float, tally: Tally, seed: int = 1) -> None:
    """Ask over some connections, each the next of ``asks`` in turn. A broken connection counts as status "broken"."""
    end = time.perf_counter() + seconds

    async def one(number: int) -> None:
        line, turn = Line(port), number
        while (begun := time.perf_counter()) < end:
            number, turn = (number * STEP + SHIFT) % NUMBERS, turn + 1
            ask = asks[turn % len(asks)]
            try:
                tally.statuses[await line.get(ask.path(number), ask.accept)] += 1
            except (OSError, asyncio.IncompleteReadError):
                tally.statuses["broken"] += 1
                line.close()
            tally.times.append(time.perf_counter() - begun)
        line.close()

    await asyncio.gather(*(one(seed + n) for n in range(connections)))


def _by_wrk(program: str, port: int, ask: Ask, connections: int, seconds: float, seed: int) -> Figures:
    script = WRK % {
        "seed": seed, "step": STEP, "shift": SHIFT, "numbers": NUMBERS, "accept": ask.accept, "head": ask.head,
        "tail": ask.tail, "among": ask.among,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "load.lua"
        file.write_text(script, "utf-8")
        command = [program, "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "--latency",
                   "-s", str(file), f"http://127.0.0.1:{port}"]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - found on the PATH
    said = next(line for line in done.stdout.splitlines() if line.startswith("RESULT")).split()
    asked, lasted, middle, late, wrong, broken = int(said[1]), *map(float, said[2:5]), int(said[5]), int(said[6])
    statuses = Counter({"200": asked - wrong}) + Counter({"other": wrong, "broken": broken})
    return Figures(asked / lasted, middle, late, statuses)


async def ready(port: int, path: str, seconds: float = 600) -> float:
    """Wait until a server answers; the seconds that it took. Raises SystemExit when it does not."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        try:
            await Line(port).get(path)
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.05)
        else:
            return time.perf_counter() - begun
    raise SystemExit("the server did not start")


def free() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
