"""Measure the gate of a build: seconds for 1,000 statements and 1,000 pages, in one process and with two workers.

bench_validate.py [--pages N]: the pages are those of bench_extract.py, read, extracted, linked and mapped first; that
is not measured. Every statement's evidence is checked as well. The figures are by the clock.
"""

from __future__ import annotations

import argparse
import time

from bench_extract import ROOT, Rooms, made_pages, read
from regiograph.link import link
from regiograph.map import Mapped, known_concepts, map_claims
from regiograph.resources import layered
from regiograph.terms import Iris
from regiograph.validate import Report, load_background, validate_release_data


def mapped_pages(count: int) -> Mapped:
    """The statements and evidence of a number of pages, as a build would check them."""
    rooms = Rooms()
    documents = {d.id: d for d in rooms.mask(read(made_pages(count)))}
    claims = tuple(link(rooms.extract(documents.values()), rooms.authority))
    return map_claims(
        claims, documents, rooms.authority, Iris("https://data.example.org/"), languages=("en",),
        concepts=known_concepts(ROOT),
    )  # fmt: skip


def gate(mapped: Mapped, workers: int) -> tuple[float, Report]:
    """Seconds of the gate, and what it found."""
    background = load_background()
    start = time.perf_counter()
    report = validate_release_data(
        mapped.domain, mapped.reference, layered("shapes", None, ".ttl"), annotations=mapped.annotations,
        background=background, workers=workers,
    )  # fmt: skip
    return time.perf_counter() - start, report


def main() -> None:
    """Parse the options and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=80, help="pages to check (default 80)")
    mapped = mapped_pages(parser.parse_args().pages)
    pages, statements = len(mapped.domain), sum(map(len, mapped.domain.values()))
    print(f"{pages} pages, {statements / pages:.0f} statements a page, evidence included")
    print(f"{'workers':<10}{'seconds':>10}{'s / 1,000 statements':>22}{'s / 1,000 pages':>18}{'ratio':>8}")
    runs = [(workers, *gate(mapped, workers)) for workers in (1, 2)]
    for workers, seconds, _ in runs:
        rates = f"{seconds / statements * 1000:>22.2f}{seconds / pages * 1000:>18.0f}"
        print(f"{workers:<10}{seconds:>10.1f}{rates}{seconds / runs[0][1]:>8.2f}")
    same = "the same" if runs[0][2] == runs[1][2] else "DIFFERENT"
    print(f"{len(runs[0][2].findings)} findings, {same} with both")


if __name__ == "__main__":
    main()
