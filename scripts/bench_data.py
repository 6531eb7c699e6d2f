"""Write a release of about a million triples for measuring: projects, their regions and their names.

    python scripts/bench_data.py FOLDER [--triples 1000000]

Nothing is random, so every run writes the same data; a folder that holds them already is left as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from regiograph.publish.manifest import FILE, Manifest
from regiograph.store import Store
from regiograph.terms import PREFIXES, RG

BASE = "https://data.example.org/"
PER_PROJECT = 10
REGIONS = 1000


def lines(triples: int) -> Iterator[str]:
    """N-Quads, ten for each project."""
    a, label, part = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['skos']}prefLabel>", f"<{PREFIXES['dcterms']}isPartOf>"
    for n in range(REGIONS):
        yield f'<{BASE}id/territory/t{n}> {label} "Łódź {n}"@pl <{BASE}graph/reference> .'
    for n in range(triples // PER_PROJECT):
        graph, project = f"<{BASE}graph/d{n % 500}>", f"<{BASE}id/project/p{n}>"
        said = [
            (a, f"<{RG}Project>"), (label, f'"Project éù {n}"@en'), (label, f'"Hanke {n}"@fi'),
            (f"<{RG}underProgramme>", f"<{BASE}id/programme/g{n % 50}>"),
            (f"<{PREFIXES['dcterms']}spatial>", f"<{BASE}id/territory/t{n % REGIONS}>"),
            (f"<{PREFIXES['dcterms']}spatial>", f"<{BASE}id/territory/t{n * 7 % REGIONS}>"),
            (f"<{RG}earliest>", f'"{2000 + n % 25}-10-01"^^<{PREFIXES["xsd"]}date>'),
            (f"<{RG}totalCost>", f'"{n}.50"^^<{PREFIXES["xsd"]}decimal>'),
            (f"<{RG}participants>", f'"{n % 90}"^^<{PREFIXES["xsd"]}integer>'),
            (part, f"<{BASE}id/initiative/i{n % 2000}>"),
        ]  # fmt: skip
        for predicate, term in said:
            yield f"{project} {predicate} {term} {graph} ."


def write(folder: Path, triples: int) -> None:
    """Make the release, with its store, unless it is there."""
    if (folder / FILE).is_file():
        return
    (folder / "dumps").mkdir(parents=True, exist_ok=True)
    nquads = folder / "dumps" / "all.nq"
    with nquads.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(triples))
    Store.build(folder / "store", nquads)
    about = {"title": "Bench", "base": BASE, "languages": ["en", "fi"], "documents": []}
    (folder / FILE).write_bytes(Manifest("2026-01-01", "2026-01-01", "2026-01-01", about=about).to_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    given = parser.parse_args()
    write(given.folder, given.triples)
    print(f"{given.folder}: about {given.triples:,} triples")
