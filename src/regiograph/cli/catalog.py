"""Verbs of the catalogue: catalog, check-catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Format, Json, Out, Quiet, Verbose, Workspace, choice, notices, put, workspace_of


@app.command()
def catalog(
    workspace: Workspace = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder that build --out wrote the release to.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json_: Json = False,
) -> None:
    """Write the catalogue of the newest release anew (ttl, rdf, jsonld, schema.org), after a change in regiograph.toml.

    The data stay as they are; regiograph build writes the catalogue too.

    Example: regiograph catalog my-region
    """
    from regiograph.api import catalog as run

    folder, found = run(workspace_of(workspace), out=out)
    notices(found, quiet=quiet, verbose=verbose)
    if not quiet:
        typer.echo(f"catalogue of {folder}: catalog.ttl, catalog.rdf, catalog.jsonld")


@app.command("check-catalog")
def check_catalog(
    file: Annotated[
        Path | None, typer.Argument(help="DCAT file; by default the catalogue of the release here.")
    ] = None,
    shapes: Annotated[
        list[Path] | None, typer.Option(help="SHACL file, or the folder of --profile; repeat for more files.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="dcat-ap-3.0.1: its official files, taken from --shapes DIR.")
    ] = None,
    base_url_map: Annotated[list[str] | None, typer.Option(help="PUBLIC=LOCAL: ask addresses there with HEAD.")] = None,
    min_score: Annotated[int, typer.Option(help="Exit 1 below this many points of 405.", min=0, max=405)] = 0,
    format: Format = "table",
    out: Out = None,
    verbose: Verbose = False,
    json_: Json = False,
) -> None:
    """Check a catalogue as portals do: DCAT-AP 3.0.1 and the score of data.europa.eu, with what would gain points.

    Exit 1 with violations or below --min-score. --format table or json.

    Example: regiograph check-catalog --base-url-map https://data.example.org/=http://127.0.0.1:8000/ --min-score 405
    """
    from regiograph.api import check_catalog as run
    from regiograph.publish import find_release
    from regiograph.quality import url_map
    from regiograph.quality.check import shape_files

    choice(format, ("table", "json"))
    chosen = file or find_release(workspace_of(None, quiet=True)) / "catalog.ttl"
    report = run(chosen, shapes=shape_files(profile, shapes or ()), served=url_map(base_url_map or ()))
    put(report.to_json() if format == "json" else report.to_text(verbose=verbose), out)
    if not report.passes(min_score):
        raise typer.Exit(1)
