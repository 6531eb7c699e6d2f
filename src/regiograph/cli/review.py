"""The verb review: what waits for a decision, and decisions taken from the command line."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Json, choice, put, workspace_of

reviews = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="Judge the claims that wait for a decision, the least sure first: one key each on a terminal, a list in a "
    "pipe.\n\n"
    "Decisions go to data/decisions/review.toml and hold from the next build on.\n\n"
    "Example: regiograph review && regiograph review accept 3f0c9a81b2d4",
)
app.add_typer(reviews, name="review")

Claim = Annotated[str, typer.Argument(help="Id of the claim, as the list shows it.")]
Folder = Annotated[Path | None, typer.Option("--workspace", "-w", help="Folder with regiograph.toml.")]
Built = Annotated[
    Path | None, typer.Option("--out", "-o", help="Folder that the build wrote to (its --out), if not the workspace.")
]
Reason = Annotated[str, typer.Option(help="Why, for those who read the decisions later.")]


@reviews.callback()
def waiting(
    context: typer.Context,
    workspace: Folder = None,
    out: Built = None,
    format: Annotated[str, typer.Option("--format", "-f", help="List as table or json, on a terminal too.")] = "",
    json_: Json = False,
) -> None:
    """List what waits, or step through it."""
    if context.invoked_subcommand:
        return
    if not format and sys.stdin.isatty() and sys.stdout.isatty():
        _sit(workspace_of(workspace), out)
        return
    from regiograph.api import waiting_claims
    from regiograph.model import claim_to_json
    from regiograph.review.listing import listing

    shown = choice(format or "table", ("table", "json"))
    held = waiting_claims(workspace_of(workspace), out)
    rows = [claim_to_json(c) for c in held]
    put(json.dumps(rows, ensure_ascii=False, indent=2) if shown == "json" else listing(held), None)


@reviews.command()
def accept(
    claim: Claim, reason: Reason = "accepted", workspace: Folder = None, out: Built = None, json_: Json = False
) -> None:
    """Publish a claim that waits."""
    _decide("accept", claim, reason, workspace, out, {})


@reviews.command()
def reject(
    claim: Claim, reason: Reason = "rejected", workspace: Folder = None, out: Built = None, json_: Json = False
) -> None:
    """Never publish a claim."""
    _decide("reject", claim, reason, workspace, out, {})


@reviews.command()
def correct(
    claim: Claim,
    reason: Reason = "corrected",
    workspace: Folder = None,
    out: Built = None,
    subject: Annotated[str | None, typer.Option(help="The right subject, as type/slug.")] = None,
    predicate: Annotated[str | None, typer.Option(help="The right predicate.")] = None,
    object_: Annotated[str | None, typer.Option("--object", help="The right object, as type/slug.")] = None,
    value: Annotated[str | None, typer.Option(help="The right value.")] = None,
    json_: Json = False,
) -> None:
    """Publish a claim with something put right.

    Example: regiograph review correct 3f0c9a81b2d4 --value 2019-03
    """
    changes = {"subject": subject, "predicate": predicate, "object": object_, "value": value}
    _decide("correct", claim, reason, workspace, out, {k: v for k, v in changes.items() if v is not None})


def _sit(workspace: Path, out: Path | None) -> None:
    """A sitting on the terminal."""
    from regiograph.api import review_session
    from regiograph.review.console import Terminal, converse

    session = review_session(workspace, out)
    if session.left_out:
        typer.echo(f"{session.left_out} more have a decision already, which the next build applies.")
    if session.current is None:
        typer.echo("Nothing waits for a decision.")
        return
    width = shutil.get_terminal_size().columns
    try:
        converse(session, Terminal(_keys(), _line, typer.echo, lambda text: typer.style(text, bold=True), width))
    except (KeyboardInterrupt, EOFError):
        typer.echo()
    finally:
        taken = len(session.taken)
        if taken:
            typer.echo(f"\n{taken} decision(s) in data/decisions/review.toml; regiograph build applies them.")


def _keys() -> Callable[[], str]:
    """A function that waits for one key: what is typed fast comes together and is handed out one by one."""
    typed: list[str] = []

    def key() -> str:
        if not typed:
            got = typer.getchar()
            typed.extend([got] if got.startswith(("\x1b", "\x00", "\xe0")) else got)
        return typed.pop(0) if typed else ""

    return key


def _line(question: str, given: str) -> str | None:
    try:
        return str(typer.prompt(question, default=given, show_default=bool(given)))
    except typer.Abort:
        typer.echo()
        return None


def _decide(
    action: str, claim: str, reason: str, workspace: Path | None, out: Path | None, changes: dict[str, str]
) -> None:
    from regiograph.api import decide

    file = decide(workspace_of(workspace), action, claim, reason, changes, out)
    typer.echo(f"{action}ed {claim} in {file}; regiograph build applies it.", err=True)
