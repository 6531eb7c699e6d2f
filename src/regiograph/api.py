"""The library: build, extract, validate, query. Results are dataclasses; graphs are rdflib graphs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from regiograph.config import find_workspace, load_config
from regiograph.errors import DecisionError
from regiograph.extract.view import view
from regiograph.model import Claim, Document, Finding
from regiograph.pipeline import BuildOptions, BuildResult, Progress, extract_document
from regiograph.pipeline import build as _build
from regiograph.read import read_file
from regiograph.resources import layered
from regiograph.review import Action, Decision, load_decisions, remove_decision, waiting, write_decision
from regiograph.review.session import Session, decision_on, pending
from regiograph.work import WorkFolder

if TYPE_CHECKING:
    from rdflib import Graph

    from regiograph.credentials import Credentials
    from regiograph.push.ckan import PushOptions, PushReport
    from regiograph.quality import CatalogueReport
    from regiograph.results import Result
    from regiograph.validate import Report


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document and the claims found in it, before linking."""

    document: Document
    claims: tuple[Claim, ...]

    def to_json(self) -> dict[str, Any]:
        """Entities with mentions, and binary facts, as ``regiograph extract --format json`` prints them."""
        return view(self.document, self.claims)

    def to_text(self) -> str:
        """The same as text: entities with their names, then facts, each with how sure and from which words."""
        found = self.to_json()
        lines = [f"{self.document.path} ({self.document.language})", ""]
        rows = [(e["type"], e["id"], e["code"] or "", e["name"]) for e in found["entities"]]
        widths = [max((len(row[n]) for row in rows), default=0) for n in range(3)]
        lines += ["  ".join(c.ljust(w) for c, w in zip(row, (*widths, 0), strict=True)).rstrip() for row in rows]
        for fact in found["facts"]:
            target = fact.get("object") or f"{fact['value']} {fact.get('currency', '')}".rstrip()
            quote = " ".join(fact["evidence"]["quote"].split())
            lines += ["", f"{fact['subject']} {fact['predicate']} {target}  ({fact['confidence']:g})", f"    “{quote}”"]
        return "\n".join(lines) + "\n"


def build(
    workspace: Path | str = ".", *, documents: Path | str | None = None, out: Path | str | None = None,
    date: str | None = None, strict: bool = False, progress: Progress | None = None,
) -> BuildResult:  # fmt: skip
    """Build a workspace (or any folder of pages) into a release; see :func:`regiograph.pipeline.build` for errors."""
    options = BuildOptions(
        documents=Path(documents) if documents else None, out=Path(out) if out else None, date=date, strict=strict
    )
    return _build(workspace, options, progress)


def extract(
    path: Path | str, *, language: str | None = None, unmasked: bool = False, extractor: str = "grammar"
) -> Extraction:
    """Read one page and find its claims; names of persons are masked unless ``unmasked``.

    Raises InputError when the file cannot be read, ConfigError for an unknown extractor.
    """
    path = Path(path)
    root = find_workspace(path.parent) or path.parent
    (document,) = read_file(path).documents
    document, claims = extract_document(
        document, load_config(root), language=language, unmasked=unmasked, extractor=extractor
    )
    return Extraction(document, claims)


def validate(
    data: Path | str | Graph, *, shapes: Sequence[Path | str] = (), language: str = "en", engine: str = "pyshacl"
) -> Report:
    """Check an RDF file, a folder of them or an rdflib graph against the shapes (the packaged ones by default).

    ``engine`` is ``pyshacl`` or ``pyshacl-turbo`` (extra ``turbo``). Raises InputError for what is not RDF, for shapes
    that cannot be used, and for an engine that is not known or not installed.
    """
    from rdflib import Graph

    from regiograph.validate import validate as check
    from regiograph.validate import validate_path

    chosen = [Path(s) for s in shapes] or layered("shapes", find_workspace(Path.cwd()), ".ttl")
    if isinstance(data, Graph):
        return check(data, chosen, language=language, engine=engine)
    return validate_path(Path(data), chosen, language=language, engine=engine)


def catalog(workspace: Path | str = ".", *, out: Path | str | None = None) -> tuple[Path, tuple[Finding, ...]]:
    """Write the catalogue of the newest release (in ``out``, if it lies there) anew from regiograph.toml: the release
    folder, and notices.

    Raises ReleaseError without a release, ConfigError for a code that no EU table holds.
    """
    from regiograph.publish import catalogue_findings, rewrite_catalogue

    root = Path(workspace).resolve()
    config = load_config(find_workspace(root) or root)
    found = tuple(catalogue_findings(config))
    return rewrite_catalogue(Path(out) if out else root, config), found


def check_catalog(
    file: Path | str,
    *,
    shapes: Sequence[Path | str] = (),
    served: Mapping[str, str] | None = None,
    workspace: Path | None = None,
) -> CatalogueReport:
    """Check a DCAT catalogue: our DCAT-AP rules, ``shapes`` of others if given, and the score of data.europa.eu.

    ``served`` maps beginnings of public addresses to servers that may be asked (HEAD). Raises InputError.
    """
    from regiograph.publish import load_codes
    from regiograph.quality import Breach, Reach, background, read_catalogue
    from regiograph.quality.check import check
    from regiograph.validate import Background
    from regiograph.validate import validate as against

    graph, codes = read_catalogue(Path(file)), load_codes(workspace)
    official: list[Breach] = []
    if shapes:
        data = graph.to_rdflib(background(graph, codes))
        # One file at a time: the official files use the same names for different shapes.
        for path in shapes:
            results = against(data, [Path(path)], background=Background()).results
            official += [Breach(str(r.focus), replace(r.finding, focus=str(r.focus))) for r in results]
    return check(graph, codes, Reach(served or {}), official, [Path(s).name for s in shapes])


def push_ckan(
    url: str, key: str, *, release: Path | str = ".", options: PushOptions | None = None, datasets: Sequence[str] = (),
    language: str = "", timeout: float = 30.0, attempts: int = 4, progress: Progress | None = None,
) -> PushReport:  # fmt: skip
    """Create or update the datasets of a release (``datasets``: these only) on the CKAN portal at ``url``.

    Raises ReleaseError without a release, RemoteError for whatever the portal says.
    """
    from regiograph.publish import open_release
    from regiograph.push import ckan
    from regiograph.push.ckan_datasets import ckan_datasets
    from regiograph.push.ckan_portal import CkanPortal
    from regiograph.quality import read_catalogue

    opened = open_release(release)
    first = next(iter(opened.manifest.about.get("languages", ())), "en")
    chosen = ckan.only(ckan_datasets(read_catalogue(opened.folder / "catalog.ttl"), language or first), datasets)
    with CkanPortal(url, key, timeout=timeout, attempts=attempts) as portal:
        return ckan.push_ckan(chosen, portal, options or ckan.PushOptions(), progress)


def query(
    name: str, parameters: Mapping[str, str] | None = None, *, release: Path | str = ".", endpoint: str | None = None,
    language: str = "en", timeout: float = 30.0, credentials: Credentials | None = None,
) -> Result:  # fmt: skip
    """Ask a release, or a remote endpoint, a named query, a .rq file or ``-`` (standard input).

    Parameters are IRIs, ``type/slug``, codes or labels in any language, and are bound as terms; ``credentials`` are for
    the endpoint. Raises QueryError,
    ReleaseError, RemoteError.
    """
    from regiograph.credentials import Login
    from regiograph.publish.opened import open_release
    from regiograph.query import run
    from regiograph.remote import RemoteEndpoint

    here = Path(release)
    root = find_workspace(here)
    # A version folder lies in a workspace too, whose newest release is another one.
    folder = here if any((here / name).exists() for name in ("manifest.json", "release")) else root or here
    source = RemoteEndpoint(endpoint, timeout, Login(credentials)) if endpoint else open_release(folder)
    return run(source, name, parameters, language, root)


def waiting_claims(workspace: Path | str = ".", out: Path | None = None) -> tuple[Claim, ...]:
    """The claims of the last build that wait, the least sure first; ``out`` is where that build went if elsewhere.

    Raises ReleaseError without a build.
    """
    root = Path(workspace)
    _, held = waiting(WorkFolder(out or root).load("review"), load_config(root).build.min_confidence)
    return held


def decide(
    workspace: Path | str, action: str, claim_id: str, reason: str, changes: Mapping[str, str], out: Path | None = None
) -> Path:
    """Write a decision on a claim of the last build into data/decisions/review.toml; returns that file.

    ``out`` is where that build went if elsewhere. Raises DecisionError for an unknown claim, naming the nearest ids.
    """
    root = Path(workspace)
    known = {c.id: c for c in WorkFolder(out or root).load("review")}
    if claim_id not in known:
        near = difflib.get_close_matches(claim_id, known, n=3)
        hint = f"nearest: {', '.join(near)}" if near else "regiograph review lists them"
        raise DecisionError(f"no claim {claim_id!r} in the last build", where=str(out or root), todo=hint)
    file = _reviewed(root)
    write_decision(file, decision_on(known[claim_id], _action(action), reason, changes))
    return file


def review_session(workspace: Path | str = ".", out: Path | None = None) -> Session:
    """A sitting over the claims of the last build that wait and have no decision yet; it writes review.toml.

    ``out`` is where that build went if elsewhere. Raises ReleaseError without a build, DecisionError when a file of
    decisions is not in order.
    """
    root = Path(workspace)
    file = _reviewed(root)

    def save(decision: Decision) -> bool:
        return write_decision(file, decision)

    def drop(decision: Decision) -> bool:
        return remove_decision(file, decision)

    claims = WorkFolder(out or root).load("review")
    known = {t.id for c in claims for t in (c.subject, c.object) if t}
    return Session(waiting_claims(root, out), save, drop, pending(load_decisions(file.parent)), known)


def _reviewed(root: Path) -> Path:
    return root / "data" / "decisions" / "review.toml"


def _action(name: str) -> Action:
    known = get_args(Action)
    if name not in known:
        raise DecisionError(f"unknown action {name!r}", todo=f"one of {', '.join(known)}")
    return cast("Action", name)


def list_queries(workspace: Path | str = ".") -> str:
    """The named queries of a workspace with their titles and parameters, a line each."""
    from regiograph.query import named_queries

    rows = named_queries(Path(workspace)).values()
    width = max((len(q.name) for q in rows), default=0)
    return "\n".join(f"{q.name:<{width}}  {q.title}{_parameters(p.name for p in q.parameters)}" for q in rows)


def _parameters(names: Iterable[str]) -> str:
    listed = [n for n in names if n != "lang"]
    return f" ({', '.join(listed)})" if listed else ""
