"""Any RDF file or folder through the gate."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph

from regiograph.errors import InputError
from regiograph.media import MEDIA, Media, by_suffix
from regiograph.validate._background import Background, load_background
from regiograph.validate._engine import DEFAULT, checker
from regiograph.validate._evidence import Triple, evidence_nodes, sources
from regiograph.validate._release import check_evidence
from regiograph.validate._report import Report
from regiograph.validate._shacl import load_shapes, quiet, validate

_RDF = [m.suffix for m in MEDIA.values() if m.rdflib]


def validate_path(
    path: Path,
    shapes: Sequence[Path],
    *,
    language: str = "en",
    background: Background | None = None,
    engine: str = DEFAULT,
) -> Report:
    """Check an RDF file, or all RDF files of a folder taken together; formats by file suffix.

    Every named graph that holds annotations is also checked for its evidence, and findings carry the quotes found.
    Hidden folders are left out and nothing is fetched from the web. ``engine`` is ``pyshacl`` or ``pyshacl-turbo``.
    Raises InputError naming file and line for what is not RDF, for shape files that are not, and for an engine that
    is not known or not installed.
    """
    checker(engine)  # an engine that is not there is told before a long read
    data = Dataset(default_union=True)
    with quiet():
        for file, media in _files(path):
            _parse(file, media, data)
        known = load_background() if background is None else background
        graphs: dict[str, list[Triple]] = {}
        for s, p, o, graph in data.quads():
            graphs.setdefault(str(graph or ""), []).append((s, p, o))
        cited = sources(triple for rows in graphs.values() for triple in rows)
        report = validate(data, shapes, language=language, evidence=cited, background=known, engine=engine)
        results = list(report.results)
        gate = load_shapes(shapes)
        for name, rows in sorted(graphs.items()):
            nodes = evidence_nodes(rows)
            if nodes:
                # In one plain file reference and documents are mixed, so only the annotations can be judged there.
                own = [t for t in rows if t[0] not in nodes] if name != str(data.default_graph.identifier) else []
                document = name.rpartition("/")[2] if own else ""
                annotations = [t for t in rows if t[0] in nodes]
                results += check_evidence(own, annotations, gate, language, known, document, engine)
        return Report.of(results)


def _files(path: Path) -> list[tuple[Path, Media]]:
    if path.is_dir():
        inner = sorted(p for p in path.rglob("*") if p.is_file())
        shown = [p for p in inner if not any(part.startswith(".") for part in p.relative_to(path).parts)]
        what = "no RDF file in this folder"
    elif path.is_file():
        shown, what = [path], "not a format of RDF we know"
    else:
        raise InputError("no such file or folder", where=str(path), todo="check the path")
    found = [(p, media) for p in shown if (media := by_suffix(p.name)) and media.rdflib]
    if not found:
        raise InputError(what, where=str(path), todo=f"RDF files end in {', '.join(_RDF)}")
    return found


def _parse(path: Path, media: Media, into: Dataset) -> None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), todo="check the file") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError("not UTF-8 text", where=f"{path}:{line}", todo="save the file as UTF-8") from error
    if media.name == "jsonld":
        _no_remote_context(path, text)
    target: Graph = into if media.quads or media.name == "jsonld" else into.default_graph
    try:
        target.parse(data=text, format=media.rdflib, publicID=path.resolve().as_uri())
    except Exception as error:  # each of rdflib's parsers has its own errors, some of them bare
        where = f"{path}:{_line(error, text, media.name)}"
        raise InputError(f"not {media.label}: {_reason(error)}", where=where, todo="mend that line") from error


def _no_remote_context(path: Path, text: str) -> None:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON-LD: {error.msg}", where=f"{path}:{error.lineno}", todo="mend that line") from error
    remote = next((c for c in _contexts(parsed) if re.match(r"[a-z][a-z0-9+.-]*:", c)), None)
    if remote:
        line = text[: max(text.find(remote), 0)].count("\n") + 1
        raise InputError(
            f"refers to a context on the web: {remote}", where=f"{path}:{line}", todo="write the context into the file"
        )


def _contexts(node: Any) -> Iterable[str]:
    """The context references at any depth, imports included."""
    if isinstance(node, list):
        for item in node:
            yield from _contexts(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in {"@context", "@import"}:
                yield from (v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))
            yield from _contexts(value)


def _line(error: Exception, text: str, media: str) -> int:
    passed = getattr(error, "lines", None)  # rdflib's Notation 3 reader counts the lines it has read
    if isinstance(passed, int):
        return passed + 1
    locate = getattr(error, "getLineNumber", None)  # the XML reader
    if callable(locate):
        return int(locate() or 1)
    if media in {"nt", "nq"}:
        for number, line in enumerate(text.split("\n"), 1):
            try:
                Dataset().parse(data=line + "\n", format=MEDIA[media].rdflib)
            except Exception:
                return number
    return 1


def _reason(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    lines = [line.strip() for line in str(message).splitlines() if line.strip()]
    return lines[0].rstrip(":")[:200] if lines else type(error).__name__
