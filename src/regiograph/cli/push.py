"""Verbs that send a release to other people's services: push ckan, and in push_store push store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import Format, Json, Out, Quiet, Verbose, choice, notices, progress, put, workspace_of
from regiograph.errors import ConfigError

push = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(push, name="push")


@push.callback()
def services(json_: Json = False) -> None:
    """Send a finished release to other people's services.

    Example: regiograph push ckan --url https://opendata.example.org/ --api-key-env CKAN_KEY --dry-run
    """


@push.command()
def ckan(
    release: Annotated[
        Path | None, typer.Argument(help="Release to send: a workspace, an --out folder or a version folder.")
    ] = None,
    url: Annotated[str, typer.Option(help="The portal's first page.")] = "",
    api_key_env: Annotated[str, typer.Option(help="Name of the environment variable that holds the API key.")] = "",
    organisation: Annotated[str, typer.Option(help="Organisation that owns the datasets there: name or id.")] = "",
    dataset: Annotated[list[str] | None, typer.Option(help="This dataset only (core …); repeat for more.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the texts; by default the workspace's first.")] = "",
    private: Annotated[bool, typer.Option("--private", help="Hide new datasets until you show them there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for an answer.", min=1)] = 30.0,
    attempts: Annotated[int, typer.Option(help="How often to try when the portal is busy.", min=1, max=10)] = 4,
    format: Format = "table",
    out: Out = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    json_: Json = False,
) -> None:
    """Create or update the release's datasets and their files on a CKAN portal; needs the extra ckan.

    Nothing comes twice, however often it is sent. --format table or json.

    Example: regiograph push ckan --url https://opendata.example.org/ --api-key-env CKAN_KEY --organisation my-region
    """
    from regiograph.api import push_ckan as run
    from regiograph.push.ckan import PushOptions

    choice(format, ("table", "json"))
    key = environment_key(api_key_env, needed=not dry_run)
    options = PushOptions(organisation, private, dry_run)
    folder = release or workspace_of(None, quiet=True)
    with progress(quiet) as bar:
        report = run(
            url, key, release=folder, options=options, datasets=dataset or (), language=lang, timeout=timeout,
            attempts=attempts, progress=bar,
        )  # fmt: skip
    notices(report.findings, quiet=quiet, verbose=verbose)
    put(as_json(report.to_json()) if format == "json" else report.to_text(), out)


def environment_key(name: str, *, needed: bool) -> str:
    """The key in an environment variable, so that it stands in no history of commands.

    Raises ConfigError when it is needed and not there, or when the variable that is named is not set.
    """
    import os

    key = os.environ.get(name, "").strip() if name else ""
    if not key and (needed or name):
        raise ConfigError(
            f"the environment variable {name} is not set" if name else "a key is needed",
            todo=f"set it: export {name or 'CKAN_KEY'}=…" + ("" if name else ", and give --api-key-env CKAN_KEY"),
        )
    return key


def as_json(value: object) -> str:
    """A report as indented JSON."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
