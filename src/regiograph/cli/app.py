"""The application object, the one place where errors become messages and exit codes."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Annotated, Any, cast

import typer

from regiograph.collector import collect_seldom
from regiograph.errors import RegiographError, UsageError

# Typer brings its own copy of click or uses the installed one, as its version goes: the base of its errors of usage.
_Usage: type[Exception] = cast(type[Exception], typer.BadParameter.__mro__[1])
_INTERRUPTED = 130

app = typer.Typer(
    name="regiograph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Pages on European regions, clusters and programmes become linked data, each statement with its sentence.\n\n"
    "Example: regiograph init my-region && regiograph build my-region && regiograph query partnership-members",
)


def _version(asked: bool) -> None:
    if asked:
        from regiograph import __version__

        typer.echo(f"regiograph {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of every verb."""
    del version


def with_verbs() -> typer.Typer:
    """The application with all its verbs, in the order in which help lists them."""
    modules = [
        f"regiograph.cli.{name}" for name in ("make", "review", "data", "catalog", "push", "push_store", "serve")
    ]
    for module in modules:
        import_module(module)
    # A verb is registered when its module is imported, which another import may have done before.
    app.registered_commands.sort(key=lambda verb: modules.index(getattr(verb.callback, "__module__", modules[-1])))
    return app


def main() -> None:
    """Run the command line. A user's mistake is a message and an exit code, never a stack trace."""
    collect_seldom()
    try:
        code = with_verbs()(standalone_mode=False) or 0
    except RegiographError as error:
        code = _say(error)
    except _Usage as error:
        code = _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except OSError as error:
        what = error.strerror or str(error)
        code = _say(RegiographError(what, where=str(error.filename or ""), todo="check the disk and the permissions"))
    if code == _INTERRUPTED:
        sys.stderr.write("regiograph: interrupted; the last release is untouched\n")
    sys.exit(code)


def _say(error: RegiographError) -> int:
    """Print an error as text, or with --json as one JSON object; its exit code."""
    if "--json" in sys.argv:
        sys.stderr.write(json.dumps(error.to_json(), ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"regiograph: {error}\n")
    return error.exit_code


def _usage(error: Any) -> int:
    """Print what is wrong with the command itself: the help where nothing was asked for, else one sentence."""
    path = error.ctx.command_path if error.ctx else "regiograph"
    if error.ctx and (len(sys.argv) == 1 or type(error).__name__ == "NoArgsIsHelpError"):
        sys.stdout.write(error.ctx.get_help() + "\n")
        return RegiographError.exit_code
    return _say(UsageError(error.format_message(), todo=f"see: {path} --help"))
