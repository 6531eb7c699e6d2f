"""Writes docs/config.md and docs/cli.md from the program itself; without changes, the same bytes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from regiograph.cli import with_verbs
from regiograph.config import PersonEntry, options_table

DOCS = Path(__file__).resolve().parents[1] / "docs"

_CONFIG = """# Configuration: regiograph.toml

A folder with a `regiograph.toml` is a workspace. Every option has a default, so the file may be empty; an option or
section that is not known stops the program with file, line and the nearest known name. This page is written by
`make docs`.

"""

_CONFIG_END = """
## Persons

Persons are masked wherever they stand. One that may be named needs an entry with a legal basis and an expiry:

    [[privacy.persons]]
{keys}

## What else a workspace may hold

| folder or file | what it is for |
|---|---|
| `data/documents/` | the pages: text, Markdown, HTML, DOCX, ODT and, with the extra `pdf`, PDF |
| `data/sources.toml` | where each page comes from: title, url, language, licence, retrieved, published |
| `data/decisions/*.toml` | what editors settled; see [decisions.md](decisions.md) |
| `data/authority/` | your own regions, organisations, programmes; a file of the same name replaces the packaged one |
| `shapes/*.ttl`, `queries/*.rq`, `ontology/codes/*.ttl` | your rules, questions, code lists; the same name replaces |
"""

_CLI = """# Commands

Every verb prints its options with `--help`. This page is written from the program by `make docs`.

| exit code | means |
|---|---|
| 0 | done; with `validate`: the data conform |
| 1 | the data break a rule: violations, a person would be published, a damaged release, stale decisions (`--strict`) |
| 2 | a mistake in what was asked or given: an unknown verb, option, file or query, no page to read, no space left |
| 130 | interrupted; the last release is untouched |

Results go to standard output, messages and the progress bar (on a terminal only) to standard error. With `--json` an
error is one JSON object on standard error: `{"error": …, "message": …, "where": …, "todo": …}`.

"""


def config_page() -> str:
    """docs/config.md."""
    rows = "\n".join(f"| `{name}` | `{default}` | {doc} |" for name, default, doc in options_table())
    keys = "\n".join(f'    {name} = "…"' for name in inspect.signature(PersonEntry).parameters)
    return f"{_CONFIG}| option | default | meaning |\n|---|---|---|\n{rows}\n{_CONFIG_END.format(keys=keys)}"


def cli_page() -> str:
    """docs/cli.md."""
    group = typer.main.get_command(with_verbs())
    return _CLI + "\n".join("\n".join(_section(name, command)) for name, command in _walk("regiograph", group))


def _walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    for name, child in getattr(command, "commands", {}).items():
        yield f"{path} {name}", child
        yield from _walk(f"{path} {name}", child)


def _section(path: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    words = " ".join(_word(a) for a in arguments)
    yield f"## {path}"
    yield ""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        head, _, rest = paragraph.partition("Example: ")
        if head.strip():
            yield from (" ".join(head.split()), "")
        if rest:
            yield from (f"    {' '.join(rest.split())}", "")
    if words:
        yield from (f"Usage: `{path} [options] {words}`", "")
    yield from ("| option | default | meaning |", "|---|---|---|")
    for a in arguments:
        yield f"| `{_word(a)}` | | {a.help} |"
    for o in options:
        yield f"| {', '.join(f'`{name}`' for name in _names(o))} | {_default(o)} | {o.help} |"
    yield ""


def _word(argument: Any) -> str:
    name = argument.name.upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _names(option: Any) -> list[str]:
    return [*option.opts, *option.secondary_opts]


def _default(option: Any) -> str:
    given = option.default
    return f"`{given}`" if given not in (None, False, (), []) and isinstance(given, str | int | float) else ""


def main() -> None:
    """Write both pages and say so."""
    for name, text in (("config.md", config_page()), ("cli.md", cli_page())):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
