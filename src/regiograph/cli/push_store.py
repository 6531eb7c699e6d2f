"""The verb push store: our named graphs into a SPARQL store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.options import Json, PasswordEnv, Quiet, TokenEnv, UserEnv, progress, workspace_of
from regiograph.cli.push import push


@push.command("store")
def store(
    release: Annotated[Path | None, typer.Argument(help="Release to send; by default the one here.")] = None,
    graph_store: Annotated[str, typer.Option(help="Address for the SPARQL 1.1 Graph Store Protocol.")] = "",
    update: Annotated[
        str, typer.Option(help="Address for SPARQL 1.1 Update; with --graph-store, for the switch.")
    ] = "",
    endpoint: Annotated[
        str, typer.Option(help="Address for SPARQL Query of the same store; by default guessed from --update.")
    ] = "",
    user_env: UserEnv = None,
    password_env: PasswordEnv = None,
    token_env: TokenEnv = None,
    batch: Annotated[int, typer.Option(help="Triples a request; Virtuoso's Update takes about 1000.", min=1)] = 20_000,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for each answer.")] = 60.0,
    retries: Annotated[int, typer.Option(help="Times to try again what a busy server did not take.", min=0)] = 5,
    all_: Annotated[bool, typer.Option("--all", help="Send all graphs, also those noted there as unchanged.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Replace our named graphs in a SPARQL store, and only those, each in one step for its readers.

    Unchanged graphs are not sent, those that the release no longer has are removed. A push that broke off goes on
    where it stopped. docs/stores.md has the addresses and traps of Fuseki, GraphDB, Virtuoso, QLever and Oxigraph.

    Example: regiograph push store release --graph-store http://127.0.0.1:3030/ds/data --dry-run
    """
    import os

    from regiograph.credentials import from_environment
    from regiograph.publish import open_release
    from regiograph.push.store import Target, push_store
    from regiograph.push.store_http import Patience

    who = from_environment(os.environ, user=user_env, password=password_env, token=token_env)
    target = Target(graph_store, update, endpoint, who, Patience(timeout, retries), batch)
    with progress(quiet) as told:
        pushed = push_store(
            open_release(workspace_of(release, quiet=True)), target, everything=all_, dry_run=dry_run, progress=told
        )
    if not quiet:
        typer.echo(pushed.summary())
