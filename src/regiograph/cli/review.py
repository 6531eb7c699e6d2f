"""The verb review: what waits for a decision, and decisions taken from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Json, choice, put, workspace_of

reviews = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="List the claims that wait for a decision, the least sure first; accept, reject or correct one.\n\n"
    "Decisions go to data/decisions/review.toml and hold from the next build on.\n\n"
    "Example: regiograph review && regiograph review accept 3f0c9a81b2d4",
)
app.add_typer(reviews, name="review")

Claim = Annotated[str, typer.Argument(help="Id of the claim, as the list shows it.")]
Folder = Annotated[Path | None, typer.Option("--workspace", "-w", help="Folder with regiograph.toml.")]
Reason = Annotated[str, typer.Option(help="Why, for those who read the decisions later.")]


@reviews.callback()
def waiting(
    context: typer.Context,
    workspace: Folder = None,
    format: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    json_: Json = False,
) -> None:
    """List what waits."""
    if context.invoked_subcommand:
        return
    from regiograph.api import waiting_claims
    from regiograph.model import claim_to_json
    from regiograph.review.listing import listing

    choice(format, ("table", "json"))
    held = waiting_claims(workspace_of(workspace))
    rows = [claim_to_json(c) for c in held]
    put(json.dumps(rows, ensure_ascii=False, indent=2) if format == "json" else listing(held), None)


@reviews.command()
def accept(claim: Claim, reason: Reason = "accepted", workspace: Folder = None, json_: Json = False) -> None:
    """Publish a claim that waits."""
    _decide("accept", claim, reason, workspace, {})


@reviews.command()
def reject(claim: Claim, reason: Reason = "rejected", workspace: Folder = None, json_: Json = False) -> None:
    """Never publish a claim."""
    _decide("reject", claim, reason, workspace, {})


@reviews.command()
def correct(
    claim: Claim,
    reason: Reason = "corrected",
    workspace: Folder = None,
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
    _decide("correct", claim, reason, workspace, {k: v for k, v in changes.items() if v is not None})


def _decide(action: str, claim: str, reason: str, workspace: Path | None, changes: dict[str, str]) -> None:
    from regiograph.api import decide

    file = decide(workspace_of(workspace), action, claim, reason, changes)
    typer.echo(f"{action}ed {claim} in {file}; regiograph build applies it.", err=True)
