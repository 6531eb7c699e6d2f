"""Verbs that read a release: query, show, export, diff, verify."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from regiograph.cli.app import app
from regiograph.cli.options import (
    Format,
    Json,
    Language,
    Out,
    PasswordEnv,
    Quiet,
    Release,
    Timeout,
    TokenEnv,
    UserEnv,
    choice,
    notices,
    pairs,
    put,
    workspace_of,
)


@app.command()
def query(
    name: Annotated[
        str | None, typer.Argument(help="Named query, a .rq file, or - for standard input; none lists them.")
    ] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="name=value; repeat for more.")] = None,
    release: Release = None,
    endpoint: Annotated[str | None, typer.Option(help="Ask this SPARQL endpoint instead of a release.")] = None,
    timeout: Timeout = 30.0,
    user_env: UserEnv = None,
    password_env: PasswordEnv = None,
    token_env: TokenEnv = None,
    format: Format = "table",
    out: Out = None,
    lang: Language = "en",
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Ask a release, or an endpoint, a named query or your own SPARQL.

    A thing is given by IRI, type/slug, NUTS code or label in any language. --format table, csv, tsv, json, xml;
    for graphs ttl, nt, rdf, jsonld.

    Example: regiograph query partnership-members --format csv
    """
    from regiograph.api import list_queries
    from regiograph.api import query as run
    from regiograph.credentials import from_environment
    from regiograph.output import render

    who = from_environment(os.environ, user=user_env, password=password_env, token=token_env)
    root = release or (Path.cwd() if endpoint else workspace_of(None, quiet=True))
    if name is None:
        put(list_queries(root), out)
        return
    answer = run(
        name,
        pairs(param or ()),
        release=root,
        endpoint=endpoint,
        language=lang,
        timeout=timeout,
        credentials=who,
    )
    put(render(answer, format), out)


@app.command()
def show(
    thing: Annotated[str, typer.Argument(help="IRI, type/slug, code or label of a thing.")],
    release: Release = None,
    format: Format = "table",
    out: Out = None,
    lang: Language = "en",
    json_: Json = False,
) -> None:
    """What is known of a thing, each statement with the sentence it came from.

    --format table or json.

    Example: regiograph show Lapland
    """
    import json

    from regiograph.publish import open_release
    from regiograph.show import show as run
    from regiograph.show import shown_json, shown_text

    choice(format, ("table", "json"))
    shown = run(open_release(workspace_of(release, quiet=True)), thing, lang)
    put(json.dumps(shown_json(shown), ensure_ascii=False, indent=2) if format == "json" else shown_text(shown), out)


@app.command()
def export(
    class_: Annotated[str | None, typer.Option("--class", help="Type of thing, e.g. project, event, cluster.")] = None,
    release: Release = None,
    format: Format = "csv",
    out: Out = None,
    json_: Json = False,
) -> None:
    """One class of things as a file: csv, xlsx, geojson, jsonl, jsonld or ttl.

    Example: regiograph export --class project --format xlsx --out projects.xlsx
    """
    from regiograph.errors import ConfigError
    from regiograph.publish import EXPORTS, content_of, export_class, open_release

    if class_ is None:
        raise ConfigError("no class was asked for", todo="add --class project (or event, cluster …)")
    choice(format, EXPORTS)
    put(export_class(content_of(open_release(workspace_of(release, quiet=True))), class_, format), out)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Earlier release.")],
    new: Annotated[Path, typer.Argument(help="Later release.")],
    format: Format = "table",
    out: Out = None,
    json_: Json = False,
) -> None:
    """Statements added and removed between two releases: table, json or patch (RDF patch).

    Example: regiograph diff releases/2026-01-10 release --format patch
    """
    from regiograph.diff import FORMATS
    from regiograph.diff import diff as run
    from regiograph.publish import open_release

    name = {"table": "text"}.get(format, format)
    choice(name, FORMATS)
    put(FORMATS[name](run(open_release(old), open_release(new))), out)


@app.command()
def verify(
    release: Annotated[Path | None, typer.Argument(help="Release to check.")] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="Compare this SPARQL endpoint with the release: triples by named graph.")
    ] = None,
    timeout: Timeout = 30.0,
    user_env: UserEnv = None,
    password_env: PasswordEnv = None,
    token_env: TokenEnv = None,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Check a release: checksums, equal triples in all forms, the store, each quote at its place.

    With --endpoint, check instead that somebody's store holds the release. Exit 1 on a mismatch.

    Example: regiograph verify release
    """
    from regiograph.credentials import from_environment
    from regiograph.publish import open_release
    from regiograph.publish import verify as run

    opened = open_release(workspace_of(release, quiet=True))
    if endpoint:
        from regiograph.credentials import Login
        from regiograph.remote import RemoteEndpoint
        from regiograph.remote_verify import verify_endpoint

        who = from_environment(os.environ, user=user_env, password=password_env, token=token_env)
        found = verify_endpoint(opened, RemoteEndpoint(endpoint, timeout, Login(who)))
    else:
        found = run(opened)
    notices(found, quiet=False, verbose=True)
    if any(f.severity == "violation" for f in found):
        raise typer.Exit(1)
    if not quiet:
        told = "every graph has its triples" if endpoint else "every checksum, count and quote is right"
        typer.echo(f"whole: {told}")
