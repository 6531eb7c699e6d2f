"""Options that mean the same in every verb, and what verbs print with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from regiograph.errors import ConfigError, RegiographError
from regiograph.model import Finding

Workspace = Annotated[
    Path | None, typer.Argument(help="Folder with regiograph.toml; by default the nearest one at or above here.")
]
Release = Annotated[
    Path | None,
    typer.Option("--release", "-r", help="Release to read: a workspace, an --out folder or a version folder."),
]
Format = Annotated[str, typer.Option("--format", "-f", help="Form of the output; see the examples.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file (or folder, for build) instead.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print every notice.")]
Json = Annotated[bool, typer.Option("--json", help="Errors as JSON on standard error.")]
Timeout = Annotated[float, typer.Option("--timeout", help="Seconds to wait for an endpoint.")]
UserEnv = Annotated[str | None, typer.Option("--user-env", help="Environment variable with the user to log in as.")]
PasswordEnv = Annotated[str | None, typer.Option("--password-env", help="Environment variable with the password.")]
TokenEnv = Annotated[str | None, typer.Option("--token-env", help="Environment variable with a bearer token.")]
Language = Annotated[str, typer.Option("--lang", help="Language of labels and messages.")]


def workspace_of(given: Path | None, *, quiet: bool = False) -> Path:
    """The workspace folder: the given one, else the nearest, else here with a notice.

    Raises ConfigError when the given folder is none.
    """
    from regiograph.config import find_workspace

    if given is not None:
        if not given.is_dir():
            raise ConfigError("there is no such folder", where=str(given), todo="regiograph init makes a workspace")
        return given
    found = find_workspace(Path.cwd())
    if found is None and not quiet:
        typer.echo("No regiograph.toml here or above: using the defaults in this folder.", err=True)
    return found or Path.cwd()


def choice(value: str, known: Iterable[str], what: str = "--format") -> str:
    """The value, if it is one of the known ones. Raises ConfigError naming the nearest."""
    import difflib

    names = list(known)
    if value in names:
        return value
    near = difflib.get_close_matches(value, names, n=1)
    raise ConfigError(
        f"{what} {value!r} is not known",
        todo=(f"did you mean {near[0]!r}? " if near else "") + f"One of: {', '.join(names)}",
    )


def pairs(given: Iterable[str], option: str = "--param", example: str = "region=Lapland") -> dict[str, str]:
    """``name=value`` words as a mapping. Raises ConfigError for a word without a name or a sign of equality."""
    found: dict[str, str] = {}
    for word in given:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise ConfigError(f"{option} {word!r} is not name=value", todo=f"for example {option} {example}")
        found[name.strip()] = value
    return found


def put(data: str | bytes, out: Path | None) -> None:
    """Print, or write the file that was asked for. Raises RegiographError when it cannot be written."""
    raw = data.encode() if isinstance(data, str) else data
    if out is None:
        try:
            sys.stdout.buffer.write(raw if raw.endswith(b"\n") or not raw else raw + b"\n")
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of our output (head, less) left: nothing is wrong, and nothing more can be written.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise RegiographError(f"cannot write: {error.strerror}", where=str(out), todo="choose another --out") from error


def notices(findings: Iterable[Finding], *, quiet: bool, verbose: bool) -> None:
    """Findings on standard error: violations and warnings always, the rest on request; none with --quiet."""
    if quiet:
        return
    hidden = 0
    for finding in findings:
        if finding.severity == "info" and not verbose:
            hidden += 1
            continue
        where = " ".join(x for x in (finding.document, finding.focus) if x)
        typer.echo(f"{finding.severity}: {where + ': ' if where else ''}{finding.message}", err=True)
        if finding.quote:
            typer.echo(f"    “{finding.quote[:160]}”", err=True)
        if finding.remedy:
            typer.echo(f"    → {finding.remedy}", err=True)
    if hidden:
        typer.echo(f"{hidden} notice(s) more; --verbose shows them.", err=True)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, nothing in a pipe: yields the callback for the library."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=1)
        yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=max(total, 1))
