"""Measure the server over loopback, beside rdflib-endpoint with the same data, and print what came of it.

    python scripts/bench_http.py FOLDER [--seconds 10] [--connections 8] [--soak 60] [--rdflib PYTHON]

FOLDER is what bench_data.py wrote; PYTHON is the interpreter of an environment that has rdflib-endpoint, which
`make bench-http` makes. Both servers run at the same time and are asked in turn, so that a machine that does other
work disturbs both alike. The soak holds 200 idle and 50 busy connections; an answer other than 200, or 503 and 504,
which tell of a limit, is an error and makes the exit status 1.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from bench_load import Ask, Figures, Line, Tally, busy, free, load, ready

BASE = "https://data.example.org/"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
TABLE = "application/sparql-results+json"
RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), port=int(sys.argv[2]), log_level="critical")
"""
ROUNDS = 3
"""How often the two servers are asked in turn; the middle one of the ratios is printed."""

EMPTY = Ask("/robots.txt?", "", "*/*")
PAGE = Ask("/doc/project/p", ".ttl", "*/*")
SAME = Ask("/doc/project/p", ".ttl", "*/*", 500)
HTML = Ask("/doc/project/p", ".html", "*/*")


def asking(before: str, after: str) -> Ask:
    """A query with a number between two parts of it."""
    return Ask(f"/sparql?query={quote(before, safe='')}", quote(after, safe=""), TABLE)


SELECT = asking(f"SELECT ?n {{ <{BASE}id/project/p", f"> <{LABEL}> ?n }}")
AGAIN = replace(SELECT, among=500)
SORTED = asking(f"SELECT ?s ?n {{ ?s <{LABEL}> ?n FILTER(STRENDS(?n, '", "')) } ORDER BY ?n LIMIT 10")


class Running:
    """A server and what it costs."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def processes(self) -> list[int]:
        """The server and its workers."""
        found = [self.process.pid]
        for status in Path("/proc").glob("[0-9]*/status"):
            said = _fields(status)
            if said.get("PPid") == str(self.process.pid):
                found.append(int(said["Pid"]))
        return found

    def cpu(self) -> float:
        """Seconds of processor time that the server and its workers have used."""
        spent = 0.0
        for pid in self.processes():
            parts = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            spent += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
        return spent

    def memory(self) -> str:
        """Resident memory of each process, and how much of it is its own (the rest is shared pages of files)."""
        rows = []
        for number, pid in enumerate(self.processes()):
            said = _fields(Path(f"/proc/{pid}/smaps_rollup"))
            own = sum(int(said[name].split()[0]) for name in ("Private_Clean", "Private_Dirty"))
            kind = "server" if number == 0 else f"worker {number}"
            rows.append(f"{kind} {int(said['Rss'].split()[0]) / 1000:.0f} MB, {own / 1000:.0f} of them its own")
        return "; ".join(rows)

    async def measure(self, ask: Ask, given: argparse.Namespace, seed: int = 1) -> tuple[Figures, str]:
        """The figures of one kind of request, and milliseconds of processor time for each."""
        before = self.cpu()
        found = await load(self.port, ask, given.connections, given.seconds, seed)
        asked = sum(found.statuses.values()) or 1
        return found, f"{(self.cpu() - before) / asked * 1000:.2f}"


def _fields(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


@contextmanager
def running(command: list[str], port: int) -> Iterator[Running]:
    """A server for as long as the block lasts."""
    with subprocess.Popen(command) as process:  # noqa: S603 - our own program, or the script above
        try:
            yield Running(process, port)
        finally:
            process.terminate()


def ours(folder: Path, port: int, *more: str) -> list[str]:
    """The command of our server."""
    return [
        sys.executable,
        "-m",
        "regiograph",
        "serve",
        str(folder),
        "--port",
        str(port),
        "--quiet",
        "--rate",
        "0",
        *more,
    ]


async def soak(given: argparse.Namespace) -> bool:
    """200 connections that say nothing and 50 that ask; whether nothing went wrong."""
    port, tally = free(), Tally()
    with running(ours(given.folder, port, "--query-timeout", "2"), port) as server:
        await ready(port, "/health")
        idle = [Line(port) for _ in range(200)]
        await asyncio.gather(*(line.get("/health") for line in idle))
        # The sorted queries keep the workers busy, some beyond the limit, so that others wait or are turned away.
        await busy(port, [PAGE, SELECT, SELECT, HTML, SELECT, SORTED], 50, given.soak, tally)
        awake: list[str | BaseException] = list(
            await asyncio.gather(*(line.get("/health") for line in idle), return_exceptions=True)
        )
        for line in idle:
            line.close()
        print(f"\n200 idle and 50 busy connections for {given.soak:g} s; they ask for pages, SELECTs and now and "
              f"then a sorted SELECT over everything, limit 2 s:\n\n{HEAD}")  # fmt: skip
        print(tally.figures(given.soak).row("all together", ""))
        well = awake.count("200")
        print(
            f"\nidle connections that were answered afterwards: {well} of 200; after it {server.memory()}", flush=True
        )
    wrong = set(tally.statuses) - {"200", "503", "504"}
    return not wrong and well == 200


HEAD = """| | requests/s | median ms | p99 ms | CPU ms each | answers |
|---|--:|--:|--:|--:|---|"""


async def main(given: argparse.Namespace) -> int:
    """Run everything and print it."""
    with ExitStack() as stack:
        port = free()
        server = stack.enter_context(running(ours(given.folder, port), port))
        print(f"ready in {await ready(port, '/health'):.1f} s; before the first question: {server.memory()}\n\n{HEAD}")
        first: dict[str, Figures] = {}
        for name, ask in (
            ("an empty page", EMPTY), ("a page in Turtle, another each time", PAGE),
            ("a page in Turtle, one of 500", SAME), ("a page in HTML, another each time", HTML),
        ):  # fmt: skip
            found, cost = await server.measure(ask, given)
            first[name] = found
            print(found.row(name, cost), flush=True)
        other = None
        if given.rdflib:
            with_rdflib = free()
            command = [given.rdflib, "-c", RDFLIB, str(given.folder / "dumps" / "all.nq"), str(with_rdflib)]
            other = stack.enter_context(running(command, with_rdflib))
            loaded = await ready(with_rdflib, "/sparql?query=" + quote("ASK {}"))
        ratios: dict[str, list[float]] = {}
        for number in range(ROUNDS):
            for name, ask in (("a SELECT, another each time", SELECT), ("a SELECT, one of 500", AGAIN)):
                found, cost = await server.measure(ask, given, 7 * number + 1)
                print(found.row(name, cost), flush=True)
                if other is not None:
                    theirs, spent = await other.measure(ask, given, 7 * number + 1)
                    ratios.setdefault(name, []).append(found.rate / theirs.rate)
                    print(theirs.row("the same, rdflib-endpoint", spent), flush=True)
        print(f"\nmemory after it: {server.memory()}")
        if other is None:
            print("rdflib-endpoint was not measured: name an interpreter that has it with --rdflib")
        else:
            print(f"rdflib-endpoint: ready in {loaded:.0f} s; {other.memory()}")
            for name, times in ratios.items():
                print(f"{name}: {sorted(times)[len(times) // 2]:.1f} times rdflib-endpoint "
                      f"(of {', '.join(f'{r:.1f}' for r in times)})")  # fmt: skip
    return 0 if not given.soak or await soak(given) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--soak", type=float, default=60)
    parser.add_argument("--rdflib", default="", help="interpreter that has the package rdflib-endpoint")
    raise SystemExit(asyncio.run(main(parser.parse_args())))
