"""The verb that serves: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Json, Quiet, workspace_of


@app.command()
def serve(
    release: Annotated[
        Path | None, typer.Argument(help="Release to serve: a workspace, an --out folder or a version folder.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=0, max=65535)] = 8000,
    public_url: Annotated[str, typer.Option(help="Where readers find this server, if a proxy stands before it.")] = "",
    max_rows: Annotated[int, typer.Option(help="Most rows of one answer.", min=1)] = 100_000,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Serve a release: pages, linked data and SPARQL, read-only. A new release is followed without a restart.

    Example: regiograph serve my-region --port 8080 --public-url https://data.example.org/
    """
    import uvicorn

    from regiograph.config import find_workspace
    from regiograph.serve import Settings, create_app

    folder = workspace_of(release, quiet=True)
    made = create_app(folder, Settings(public_url, find_workspace(folder), max_rows))
    if not quiet:
        typer.echo(f"Serving {folder} at http://{host}:{port}/ (Ctrl-C ends)", err=True)
    uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False, access_log=False)
