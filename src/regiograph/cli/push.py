"""The verb push: a finished release to other people's services; each service is a verb of its own below it."""

from __future__ import annotations

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Json

pushes = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Send a finished release to somebody's service.\n\n"
    "Example: regiograph push store release --graph-store http://127.0.0.1:3030/ds/data",
)
app.add_typer(pushes, name="push")


@pushes.callback()
def options(json_: Json = False) -> None:
    """Options of all services."""
