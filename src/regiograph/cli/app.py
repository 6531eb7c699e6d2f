"""The application object, the one place where errors become messages and exit codes."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer

from regiograph.errors import RegiographError

app = typer.Typer(
    name="regiograph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Pages about European regions, clusters and programmes become linked data, each statement with its sentence.\n\n"
    "Example: regiograph init my-region && regiograph build my-region && regiograph query partnership-members",
)


def _version(asked: bool) -> None:
    if asked:
        from regiograph import __version__

        typer.echo(f"regiograph {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Options of every verb."""
    del version


def main() -> None:
    """Run the command line. A user's mistake is a message and an exit code, never a stack trace."""
    from regiograph.cli import data, make, review, serve  # noqa: F401 - they register their verbs

    try:
        app()
    except RegiographError as error:
        if "--json" in sys.argv:
            sys.stderr.write(json.dumps(error.to_json(), ensure_ascii=False) + "\n")
        else:
            sys.stderr.write(f"regiograph: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) left: nothing is wrong, and nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("regiograph: interrupted; the last release is untouched\n")
        sys.exit(130)
