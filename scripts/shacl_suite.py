"""The W3C test suite of SHACL (core and SPARQL) against both engines, set as the gate sets them: shacl_suite.py FOLDER.

The suite comes with the source archive of pyshacl, in the version that is installed; it is fetched into FOLDER once. A
test passes when the report says the same of conformance and has the same results (focus node, constraint component,
severity, path, value), or when the engine refuses the shapes that it must refuse.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlparse

from rdflib import RDF, BNode, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from regiograph.errors import InputError
from regiograph.validate._engine import ENGINES, checker
from regiograph.validate._shacl import quiet, working_copy

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
PARTS = ("core", "sparql")
KEYS = (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity, SH.resultPath, SH.value)
SUITE = "test/resources/sht_tests"


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its name (part/folder/test), its file and its node there."""

    name: str
    file: Path
    node: Node


def fetch(folder: Path) -> Path:
    """The folder of the suite, fetched with pip unless it lies there already."""
    name = f"pyshacl-{version('pyshacl')}"
    suite = folder / name / SUITE
    if not (suite / "manifest.ttl").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps",
                   "--no-binary", "pyshacl", "--dest", str(folder), name.replace("-", "==")]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603 - pip, and a version that pip has installed
        with tarfile.open(folder / f"{name}.tar.gz") as archive:
            wanted = [m for m in archive.getmembers() if m.name.startswith(f"{name}/{SUITE}/")]
            archive.extractall(folder, members=wanted, filter="data")
    return suite


@cache
def parsed(file: Path) -> Graph:
    """A file of the suite; its name is the base, so that its tests have addresses of their own."""
    return Graph().parse(file, format="turtle", publicID=file.as_uri())


def local(address: Node) -> Path:
    """The file that an address names."""
    return Path(unquote(urlparse(str(address)).path))


def cases(manifest: Path, root: Path) -> Iterator[Case]:
    """The validation tests of a manifest and of those it includes, in their order."""
    graph = parsed(manifest)
    for included in sorted(graph.objects(None, MF.include), key=str):
        yield from cases(local(included), root)
    for entries in graph.objects(None, MF.entries):
        for node in Collection(graph, entries):
            if (node, RDF.type, SHT.Validate) in graph:
                yield Case(local(node).relative_to(root).as_posix(), manifest, node)


def term(graph: Graph, node: Node | None) -> str:
    """A term as text; a blank node by what is said of it, since its name differs from graph to graph."""
    if isinstance(node, BNode):
        if (node, RDF.first, None) in graph:
            return "(" + " ".join(term(graph, item) for item in Collection(graph, node)) + ")"
        return "[" + "; ".join(sorted({f"{p} {term(graph, o)}" for p, o in graph.predicate_objects(node)})) + "]"
    return node.n3() if isinstance(node, Literal) else f"<{node}>" if node is not None else ""


def told(graph: Graph, report: Node) -> tuple[bool, Counter[tuple[str, ...]]]:
    """Conformance and the results of a report."""
    conforms = graph.value(report, SH.conforms)
    rows = (tuple(term(graph, graph.value(r, key)) for key in KEYS) for r in graph.objects(report, SH.result))
    return str(conforms) in {"true", "1"}, Counter(rows)


def passes(case: Case, engine: str) -> bool:
    """Whether the engine says of the test what the suite says."""
    source = parsed(case.file)
    action, expected = source.value(case.node, MF.action), source.value(case.node, MF.result)
    data, shapes = (source.value(action, key) for key in (SHT.dataGraph, SHT.shapesGraph))
    if expected is None or data is None or shapes is None:
        raise ValueError(f"{case.name}: a test without data, shapes or result")
    graph = working_copy(parsed(local(data)))
    try:
        found = checker(engine)(graph, working_copy(parsed(local(shapes))))
    except InputError:
        return expected == SHT.Failure
    report = found.value(None, RDF.type, SH.ValidationReport)
    if expected == SHT.Failure or report is None:
        return False
    # A report may say of a blank node a part, or in other blank nodes the same; the data say all.
    return told(found + graph, report) == told(source + graph, expected)


def main(folder: Path) -> int:
    """Run the suite and print the table; returns 0, since a failure is the engine's and no fault of ours."""
    suite = fetch(folder.resolve())
    failed: dict[str, list[str]] = {engine: [] for engine in ENGINES}
    totals: Counter[str] = Counter()
    with quiet():
        found = list(cases(suite / "manifest.ttl", suite))
        for case in found:
            totals[case.name.partition("/")[0]] += 1
            for engine in ENGINES:
                if not passes(case, engine):
                    failed[engine].append(case.name)
    print(f"{'engine':<24}" + "".join(f"{part:>12}" for part in (*PARTS, "all")))
    for engine, names in failed.items():
        lost = Counter(name.partition("/")[0] for name in names)
        row = [f"{totals[p] - lost[p]}/{totals[p]}" for p in PARTS] + [f"{len(found) - len(names)}/{len(found)}"]
        print(f"{engine + ' ' + version(engine):<24}" + "".join(f"{cell:>12}" for cell in row))
    for engine, names in failed.items():
        for name in names:
            print(f"{engine} fails {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".regiograph/shacl-suite")))
