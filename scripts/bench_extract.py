"""Measure how fast pages are read: documents and megabytes a second on one core and two, and the share of each room.

bench_extract.py [--pages N] [--growth] [--profile]: the pages are made of the sample workspace's sentences, 3.5 kB
each, the same at every run. --growth reads 10,000 pages as well, which takes some minutes.
"""

from __future__ import annotations

import argparse
import cProfile
import html
import json
import multiprocessing
import os
import pstats
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from regiograph.authority import Authority, load_authority
from regiograph.collector import collect_seldom
from regiograph.concepts import label_index
from regiograph.config import PrivacyOptions
from regiograph.extract.grammar import GrammarReader
from regiograph.link import link
from regiograph.map import known_concepts, map_claims
from regiograph.model import Claim, Document
from regiograph.pipeline import known_names
from regiograph.privacy import masked_document
from regiograph.read import READERS, identify, read_documents
from regiograph.terms import Iris

ROOT = Path(__file__).resolve().parents[1]
PAGE = 3500
"""Bytes of a page, as they are on the web once navigation is dropped."""
DATE = "2024-05-17"


@dataclass(frozen=True, slots=True)
class Raw:
    """One page as it lies on disk: id, language, the bytes of its plain text and those of its HTML."""

    id: str
    language: str
    text: bytes
    html: bytes


def made_pages(count: int) -> Iterator[Raw]:
    """Pages of lines drawn from the sample pages of one language; page n is the same at every run."""
    pools: dict[str, list[str]] = {}
    for document in read_documents(ROOT / "data" / "documents", sources=ROOT / "data" / "sources.toml").documents:
        pools.setdefault(document.language, []).extend(line for line in document.text.split("\n") if line.strip())
    languages = sorted(pools)
    for number in range(count):
        language = languages[number % len(languages)]
        draw = random.Random(number)  # noqa: S311 - repeatable on purpose
        lines: list[str] = []
        while sum(len(line.encode()) + 1 for line in lines) < PAGE:
            lines.append(draw.choice(pools[language]))
        body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
        menu = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in range(20))
        head = f'<html lang="{language}"><head><title>{number}</title></head>'
        page = f"{head}<body><nav><ul>{menu}</ul></nav><main>{body}</main></body></html>"
        yield Raw(f"page-{number}", language, "\n".join(lines).encode(), page.encode())


def read(pages: Iterable[Raw]) -> Iterator[Document]:
    """Room 1 on plain text, the language given."""
    for page in pages:
        parsed = READERS[".txt"](page.text)
        yield Document(page.id, f"{page.id}.txt", parsed.text, page.language, parsed.title, retrieved=DATE)


class Rooms:
    """What the rooms need that no page changes, loaded once."""

    def __init__(self) -> None:
        self.authority: Authority = load_authority(ROOT)
        self.labels = {scheme: label_index(scheme, ROOT) for scheme in ("theme", "actor-type")}
        self.names = known_names(self.authority)
        self.concepts = known_concepts(ROOT)
        # One reader for all calls: its packs and gazetteers are the start that is shown apart.
        self.reader = GrammarReader(self.authority, self.labels["theme"], self.labels["actor-type"])

    def mask(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Persons masked."""
        for document in documents:
            yield masked_document(document, PrivacyOptions(), self.names, date=DATE)[0]

    def extract(self, documents: Iterable[Document]) -> Iterator[Claim]:
        """Claims of the built-in reader."""
        for document in documents:
            yield from self.reader.read(document)

    def map(self, claims: Iterable[Claim], documents: dict[str, Document]) -> int:
        """RDF of linked claims; the number of statements."""
        mapped = map_claims(
            tuple(claims), documents, self.authority, Iris("https://data.example.org/"), languages=("en",),
            concepts=self.concepts,
        )  # fmt: skip
        return mapped.statements

    def warm(self, pages: Iterable[Raw]) -> float:
        """Seconds that the first page of each language costs more than a later one: packs and gazetteers."""
        first = list({page.language: page for page in pages}.values())
        return timed(lambda: sum(1 for _ in self.extract(self.mask(read(first)))))


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process on its core, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def shares(count: int) -> None:
    """Print what each room costs, and the rate of the whole on one core."""
    pages = list(made_pages(count))
    size = sum(len(p.text) for p in pages)
    rooms, cost = Rooms(), {}
    start_up = rooms.warm(pages)
    documents: list[Document] = []
    claims: list[Claim] = []
    linked: list[Claim] = []
    cost["read"] = timed(lambda: documents.extend(read(pages)))
    cost["mask persons"] = timed(lambda: documents.__setitem__(slice(None), rooms.mask(list(documents))))
    cost["extract"] = timed(lambda: claims.extend(rooms.extract(documents)))
    by_id = {d.id: d for d in documents}
    cost["link"] = timed(lambda: linked.extend(link(claims, rooms.authority)))
    cost["map"] = timed(lambda: rooms.map(linked, by_id))
    whole = sum(cost.values())
    print(f"{count} pages of {size / count / 1000:.1f} kB, {len(claims) / count:.0f} claims a page, language given")
    print(f"{'room':<20}{'documents/s':>12}{'MB/s':>8}{'share':>8}")
    for name, seconds in cost.items():
        print(f"{name:<20}{count / seconds:>12.0f}{size / seconds / 1e6:>8.2f}{seconds / whole:>8.1%}")
    print(f"{'all of them':<20}{count / whole:>12.0f}{size / whole / 1e6:>8.2f}{1:>8.0%}")
    languages = len({p.language for p in pages})
    print(f"\nstart (packs and gazetteers of {languages} languages): {start_up:.1f} s, once a process")
    print("\napart from these")
    for name, seconds in (
        ("language detection", timed(lambda: [identify(d.text) for d in documents])),
        ("HTML to text", timed(lambda: [READERS[".html"](p.html) for p in pages])),
    ):
        print(f"{name:<20}{count / seconds:>12.0f}{size / seconds / 1e6:>8.2f}")


def _worker(count: int, part: int, parts: int, ready: multiprocessing.synchronize.Barrier) -> None:
    rooms, pages = Rooms(), list(made_pages(count))[part::parts]
    rooms.warm(pages)
    ready.wait()
    for _ in rooms.extract(read(pages)):
        pass
    ready.wait()


def cores(count: int) -> None:
    """Print the rate of read and extract on one core and two, each process with a share of the pages."""
    size = sum(len(p.text) for p in made_pages(count))
    print(f"\n{'read and extract':<20}{'documents/s':>12}{'MB/s':>8}")
    for parts in (1, 2):
        ready = multiprocessing.Barrier(parts + 1)
        crew = [multiprocessing.Process(target=_worker, args=(count, part, parts, ready)) for part in range(parts)]
        for process in crew:
            process.start()
        ready.wait()
        start = time.perf_counter()
        ready.wait()
        seconds = time.perf_counter() - start
        for process in crew:
            process.join()
        print(f"{f'{parts} core(s)':<20}{count / seconds:>12.0f}{size / seconds / 1e6:>8.2f}")
    if (os.cpu_count() or 1) < 2:
        print("this machine has one core only")


def run_once(count: int, *, linked: bool) -> None:
    """Read and extract a number of pages as a stream, link them if asked, and print seconds and peak memory as JSON."""
    rooms = Rooms()
    rooms.warm(made_pages(3))
    base = _peak(reset=True)
    claims = rooms.extract(read(made_pages(count)))
    seconds = timed(lambda: sum(1 for _ in (link(claims, rooms.authority) if linked else claims)))
    print(json.dumps({"seconds": seconds, "base": base, "peak": _peak()}))


def _peak(*, reset: bool = False) -> float:
    """Most memory so far in MB; where the system allows it, counted from the last reset, what was loaded included."""
    status, clear = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not clear.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if reset:
        clear.write_text("5")
    row = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(row.split()[1]) / 1024


def growth(counts: Iterable[int]) -> None:
    """Print time and peak memory by number of pages, each measured in a process of its own."""
    print(f"\n{'':>8}{'read and extract':>36}{'read, extract and link':>36}")
    print(f"{'pages':>8}" + 2 * f"{'seconds':>16}{'ms a page':>11}{'peak MB':>9}")
    for count in counts:
        row = [f"{count:>8}"]
        for option in ("--stream", "--linked"):
            command = [sys.executable, __file__, option, str(count)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
            row.append(f"{found['seconds']:>16.1f}{found['seconds'] / count * 1000:>11.1f}{found['peak']:>9.0f}")
        print("".join(row), flush=True)


def profile(count: int) -> None:
    """Print where the time of extract goes."""
    rooms, pages = Rooms(), list(made_pages(count))
    documents = [replace(d) for d in read(pages)]
    rooms.warm(pages)
    with cProfile.Profile() as seen:
        for _ in rooms.extract(documents):
            pass
    pstats.Stats(seen).strip_dirs().sort_stats("tottime").print_stats(25)


def main() -> None:
    """Parse the options and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=300, help="pages for the rates (default 300)")
    parser.add_argument("--growth", action="store_true", help="read 100, 1,000 and 10,000 pages, else 100 and 1,000")
    parser.add_argument("--profile", action="store_true", help="print the profile of extract instead")
    parser.add_argument("--stream", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--linked", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    collect_seldom()  # as the command line does
    if given.stream or given.linked:
        run_once(given.stream or given.linked, linked=bool(given.linked))
    elif given.profile:
        profile(given.pages)
    else:
        shares(given.pages)
        cores(given.pages)
        growth((100, 1000, 10000) if given.growth else (100, 1000))


if __name__ == "__main__":
    main()
