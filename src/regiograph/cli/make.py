"""Verbs that make something: init, fetch, build, extract, validate."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import (
    Format,
    Json,
    Language,
    Out,
    Quiet,
    Verbose,
    Workspace,
    choice,
    notices,
    pairs,
    progress,
    put,
    workspace_of,
)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="New folder for the workspace.")],
    title: Annotated[str | None, typer.Option(help="Title of the dataset.")] = None,
    base: Annotated[str | None, typer.Option(help="Base IRI, with a slash at the end.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Name of the publishing body.")] = None,
    email: Annotated[str | None, typer.Option(help="Functional mailbox of the contact point.")] = None,
    licence: Annotated[str | None, typer.Option(help="EU licence code, e.g. CC_BY_4_0.")] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", help="Language of labels; repeat for more.")
    ] = None,
    title_in: Annotated[
        list[str] | None, typer.Option("--title-in", help="fi=…: title in one more language; repeat for more.")
    ] = None,
    theme: Annotated[
        list[str] | None, typer.Option("--theme", help="EU data theme, e.g. REGI; repeat for more.")
    ] = None,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Lay down a workspace with two small sample pages.

    Without a terminal nothing is asked and the defaults hold.

    Example: regiograph init my-region --publisher "Regional Council of Example" --language en --language fi
    """
    from regiograph.workspace import Answers, create_workspace

    plain = Answers()
    given = {"title": title, "base": base, "publisher": publisher, "email": email, "licence": licence}
    if sys.stdin.isatty() and sys.stdout.isatty():
        for name in ("publisher", "email", "base", "licence"):
            given[name] = given[name] or typer.prompt(name.capitalize(), default=getattr(plain, name))
        language = language or typer.prompt("Languages", default=" ".join(plain.languages)).split()
    values = {name: value if value is not None else getattr(plain, name) for name, value in given.items()}
    spoken, themes = tuple(language or plain.languages), tuple(theme or plain.themes)
    titles = tuple(pairs(title_in or (), "--title-in", "fi=Lappi").items())
    made = create_workspace(folder, Answers(**values, languages=spoken, titles=titles, themes=themes))
    if not quiet:
        typer.echo(f"Made {len(made)} files in {folder}. Next: regiograph build {folder}")


@app.command()
def fetch(
    urls: Annotated[list[str], typer.Argument(help="Addresses of pages (http or https).")],
    to: Annotated[
        Path | None, typer.Option("--to", help="Folder of pages; by default the workspace's data/documents.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(help="Date of retrieval (yyyy-mm-dd), where the server names none.")
    ] = None,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Save pages from the web among the documents, and note in sources.toml where and when they were found.

    The only verb that reads from the web: public addresses only, within limits, and as robots.txt allows.

    Example: regiograph fetch https://example.org/clusters.html --to data/documents
    """
    from regiograph.read.fetch import Fetcher
    from regiograph.read.saved import save

    folder = to if to is not None else workspace_of(None, quiet=quiet) / "data" / "documents"
    fetcher = Fetcher()
    for url in urls:
        path = save(fetcher.fetch(url), folder, day=date)
        if not quiet:
            typer.echo(f"{path}")


@app.command()
def build(
    workspace: Workspace = None,
    documents: Annotated[Path | None, typer.Option(help="Folder of pages to read instead of data/documents.")] = None,
    out: Out = None,
    date: Annotated[
        str | None, typer.Option(help="Date of the release (yyyy-mm-dd) where sources.toml names none.")
    ] = None,
    first: Annotated[str, typer.Option("--from", help="Start at this stage with what an earlier build kept.")] = "read",
    last: Annotated[str, typer.Option("--until", help="Stop after this stage.")] = "publish",
    strict: Annotated[
        bool, typer.Option("--strict", help="A decision that cannot be applied stops the build.")
    ] = False,
    previous: Annotated[Path | None, typer.Option(help="Release that this one follows.")] = None,
    workers: Annotated[int, typer.Option(help="Processes at most; 0 for as many as there are cores.", min=0)] = 0,
    keep: Annotated[
        int | None, typer.Option(help="Remove older releases but for this many; this one and the one before stay.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json_: Json = False,
) -> None:
    """Read the pages, find and link the claims, check them and publish a release.

    Stages: read extract link review map validate publish. The last good release stays until the new one is whole.

    Example: regiograph build --documents pages/ --out site/
    """
    from regiograph.pipeline import BuildOptions
    from regiograph.pipeline import build as run
    from regiograph.processes import cores

    options = BuildOptions(
        documents, out, date, first, last, strict, previous=previous, keep=keep, workers=workers or cores()
    )
    with progress(quiet) as tell:
        result = run(workspace_of(workspace, quiet=quiet or documents is not None), options, tell)
    notices(result.findings, quiet=quiet, verbose=verbose)
    if not quiet:
        typer.echo(result.summary())


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Pages to read: files, or addresses (http or https).")],
    format: Format = "table",
    out: Out = None,
    language: Annotated[str | None, typer.Option("--language", help="Language of the pages, if you know it.")] = None,
    extractor: Annotated[str, typer.Option(help="Reader to use.")] = "grammar",
    unmasked: Annotated[bool, typer.Option("--unmasked", help="Show names of persons (for your own eyes).")] = False,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Show what a page says: entities and facts, each with its place in the text.

    --format table or json; several files give JSON Lines.

    Example: regiograph extract page.html --format json
    """
    from regiograph.api import extract as run

    choice(format, ("table", "json"))
    with TemporaryDirectory(prefix="regiograph-") as folder:
        paths = [_local(name, Path(folder)) for name in files]
        found = [run(path, language=language, unmasked=unmasked, extractor=extractor) for path in paths]
    if format == "table":
        put("\n".join(e.to_text() for e in found), out)
    elif len(found) == 1:
        put(json.dumps(found[0].to_json(), ensure_ascii=False, indent=2), out)
    else:
        put("\n".join(json.dumps(e.to_json(), ensure_ascii=False) for e in found), out)


def _local(name: str, folder: Path) -> Path:
    """The file of this name, or for an address the page, fetched into the folder."""
    if not name.lower().startswith(("http://", "https://")):
        return Path(name)
    from regiograph.read.fetch import Fetcher
    from regiograph.read.saved import copy

    return copy(Fetcher().fetch(name), folder)


@app.command()
def validate(
    path: Annotated[Path, typer.Argument(help="RDF file, or folder of RDF files.")],
    shapes: Annotated[list[Path] | None, typer.Option(help="SHACL files instead of ours; repeat for more.")] = None,
    engine: Annotated[str, typer.Option(help="SHACL engine: pyshacl, or pyshacl-turbo (extra turbo).")] = "pyshacl",
    format: Format = "table",
    out: Out = None,
    lang: Language = "en",
    json_: Json = False,
) -> None:
    """Check RDF against our shapes or yours: exit 0 conforms, 1 violations, 2 error.

    --format table, json or ttl (the SHACL report).

    Example: regiograph validate release/dumps/core.ttl --format json
    """
    from regiograph.api import validate as run

    choice(format, ("table", "json", "ttl"))
    report = run(path, shapes=shapes or (), language=lang, engine=engine)
    put({"table": report.to_text, "json": report.to_json, "ttl": report.to_turtle}[format](), out)
    if not report.conforms:
        raise typer.Exit(1)
