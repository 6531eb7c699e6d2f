"""The verb that serves: serve."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Json, Quiet, workspace_of


class Log(StrEnum):
    """Forms of the access log."""

    none = "none"
    json = "json"


@app.command()
def serve(
    release: Annotated[
        Path | None, typer.Argument(help="Release to serve: a workspace, an --out folder or a version folder.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 for any free one.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that run queries.", min=1, max=64)] = 2,
    query_timeout: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 10.0,
    query_memory: Annotated[int, typer.Option(help="Megabytes that a query may take.", min=16)] = 1000,
    max_rows: Annotated[int, typer.Option(help="Most rows of one answer; more are refused.", min=1)] = 100_000,
    rate: Annotated[
        int | None,
        typer.Option(help="Requests a minute of one client; 0 for any. Not given: 6000, loopback any.", min=0),
    ] = None,
    public_url: Annotated[str, typer.Option(help="Where readers find this server, if a proxy stands before it.")] = "",
    log: Annotated[Log, typer.Option(help="Access log on standard output.")] = Log.none,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Serve a release: pages, linked data and SPARQL, read-only. A new release is followed without a restart.

    Example: regiograph serve my-region --port 8080 --public-url https://data.example.org/
    """
    import uvicorn

    from regiograph.config import find_workspace
    from regiograph.serve import Settings, create_app
    from regiograph.serve.listen import listening
    from regiograph.serve.pool import Limits

    folder = workspace_of(release, quiet=True)
    limits = Limits(workers, query_timeout, query_memory * 1_000_000)
    write = typer.echo if log is Log.json else None
    settings = Settings(public_url, find_workspace(folder), max_rows, limits=limits, rate=rate, log=write)
    made = create_app(folder, settings)
    if not quiet:
        typer.echo(f"Serving {folder} at http://{host}:{port}/ (Ctrl-C ends)", err=True)
    uvicorn.run(made, host=host, port=port, **listening(settings))
