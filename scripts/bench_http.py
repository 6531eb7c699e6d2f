"""Measure the server over loopback: requests a second, how long the slowest took, memory of each process.

    python scripts/bench_http.py FOLDER [--seconds 10] [--connections 8] [--soak 0]

FOLDER is what bench_data.py wrote. If the package rdflib-endpoint is installed, it answers the same SELECT over the
same data in the same run. With --soak, 200 idle and 50 busy connections are held for that many seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

BASE = "https://data.example.org/"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), port=int(sys.argv[2]), log_level="critical")
"""


@dataclass(slots=True)
class Figures:
    """Status codes and durations in seconds of one run."""

    seconds: float
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table."""
        ordered = sorted(self.times) or [0.0]
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        codes = " ".join(f"{code}:{count}" for code, count in sorted(self.statuses.items()))
        rate = len(self.times) / self.seconds
        return f"{name:32} {rate:9,.0f}/s  median {middle * 1000:7.2f} ms  p99 {late * 1000:7.2f} ms  {codes}"


class Line:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, accept: str) -> int:
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
        return int(head[9:12])

    def close(self) -> None:
        """Let the connection go."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def load(port: int, path: Callable[[int], str], accept: str, connections: int, seconds: float) -> Figures:
    """Ask as fast as the server answers, over some connections."""
    made = Figures(seconds)
    end = time.perf_counter() + seconds

    async def one(number: int) -> None:
        line = Line(port)
        while (begun := time.perf_counter()) < end:
            number = (number * 7919 + 13) % 99_991
            made.statuses[await line.get(path(number), accept)] += 1
            made.times.append(time.perf_counter() - begun)
        line.close()

    await asyncio.gather(*(one(n + 1) for n in range(connections)))
    return made


async def soak(port: int, seconds: float) -> Figures:
    """200 connections that say nothing and 50 that ask."""
    idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
    made = await load(port, select, "application/sparql-results+json", 50, seconds)
    for _, writer in idle:
        writer.close()
    return made


def page(number: int) -> str:
    """The Turtle of one of a hundred thousand things."""
    return f"/doc/project/p{number}.ttl"


def select(number: int) -> str:
    """A simple SELECT, another one each time."""
    return "/sparql?query=" + quote(f"SELECT ?n {{ <{BASE}id/project/p{number}> <{LABEL}> ?n }}", safe="")


def memory(process: subprocess.Popen[bytes]) -> list[str]:
    """Resident memory of a process and of its children, in MB."""
    rows = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines() if ":" in line)
        except OSError:
            continue
        if process.pid in (int(said["Pid"]), int(said["PPid"])):
            kind = "server" if int(said["Pid"]) == process.pid else "worker"
            rows.append(f"{kind} {int(said['VmRSS'].split()[0]) / 1000:.0f} MB")
    return sorted(rows)


async def ready(port: int, path: str) -> None:
    """Wait until a server answers."""
    for _ in range(3000):
        try:
            await Line(port).get(path, "*/*")
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def free() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def main(given: argparse.Namespace) -> None:
    """Run everything and print it."""
    port, table = free(), "application/sparql-results+json"
    command = [sys.executable, "-m", "regiograph", "serve", str(given.folder), "--port", str(port), "--quiet"]
    with subprocess.Popen([*command, "--rate", "0"]) as server:  # noqa: S603 - our own program
        begun = time.perf_counter()
        await ready(port, "/health")
        print(f"ready in {time.perf_counter() - begun:.1f} s")
        for name, path, accept in (
            ("regiograph: health", lambda _: "/health", "*/*"), ("regiograph: a page in Turtle", page, "*/*"),
            ("regiograph: the same 500 pages", lambda n: page(n % 500), "*/*"),
            ("regiograph: a SELECT", select, table),
        ):  # fmt: skip
            print((await load(port, path, accept, given.connections, given.seconds)).line(name), flush=True)
        print(", ".join(memory(server)))
        if given.soak:
            print((await soak(port, given.soak)).line("regiograph: 200 idle, 50 busy"))
        server.terminate()
    if importlib.util.find_spec("rdflib_endpoint") is None:
        print("rdflib-endpoint is not installed: pip install rdflib-endpoint to see it beside")
        return
    port = free()
    data = str(given.folder / "dumps" / "all.nq")
    with subprocess.Popen([sys.executable, "-c", RDFLIB, data, str(port)]) as other:  # noqa: S603 - the script above
        await ready(port, "/sparql?query=" + quote("ASK {}"))
        print((await load(port, select, table, given.connections, given.seconds)).line("rdflib-endpoint: a SELECT"))
        other.terminate()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--soak", type=float, default=0)
    asyncio.run(main(parser.parse_args()))
