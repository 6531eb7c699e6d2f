"""Laying down a new workspace: configuration, two small sample pages, empty decisions, a .gitignore."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from regiograph.config import FILE, MARK, load_config
from regiograph.errors import ConfigError
from regiograph.publish.catalog import catalogue_findings

_TEMPLATE = Path(__file__).parent / "template"


@dataclass(frozen=True, slots=True)
class Answers:
    """What ``init`` asks for; the defaults build a valid release."""

    title: str = "Regions, clusters and partnerships"
    base: str = "https://data.example.org/"
    publisher: str = "Example publisher"
    email: str = ""
    licence: str = "CC_BY_4_0"
    languages: tuple[str, ...] = ("en",)
    titles: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ("REGI",)


def create_workspace(folder: Path, answers: Answers) -> list[Path]:
    """Write a workspace into an empty or new folder and return the files made, sorted.

    Raises ConfigError when the folder holds anything already, or an answer is no valid option.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError("the folder is not empty", where=str(folder), todo="choose a new name, or empty it first")
    try:
        shutil.copytree(_TEMPLATE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "data" / "decisions").mkdir(parents=True)
        (folder / FILE).write_text(_config(answers), encoding="utf-8")
        (folder / ".gitignore").write_text(f"/release\n/releases/\n/{MARK}/\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"the workspace cannot be written: {error.strerror}", where=str(error.filename or folder)
        ) from error
    try:
        # Refused here rather than at the first build: portals take codes of the EU tables only.
        catalogue_findings(load_config(folder))
    except ConfigError:
        shutil.rmtree(folder)
        raise
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _config(answers: Answers) -> str:
    """regiograph.toml; JSON strings are TOML basic strings."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    languages, themes = (", ".join(quoted(w) for w in words) for words in (answers.languages, answers.themes))
    titles = "".join(f"{quoted(lang)} = {quoted(text)}\n" for lang, text in answers.titles)
    shown = f"\n# How the data are shown in portals: docs/portals.md\n[catalog.titles]\n{titles}" if titles else ""
    return f"""# What this workspace publishes, and for whom. All options: docs/config.md
[workspace]
title = {quoted(answers.title)}
base = {quoted(answers.base)}  # every published IRI begins with this; it must end with a slash and never change
languages = [{languages}]
default_language = {quoted(answers.languages[0] if answers.languages else "en")}

[publisher]
name = {quoted(answers.publisher)}
iri = {quoted(answers.base + "publisher")}
email = {quoted(answers.email)}  # a functional mailbox, never a person's

[data]
licence = {quoted(answers.licence)}  # code of the EU licence table
themes = [{themes}]  # codes of the EU data themes
{shown}
[build]
min_confidence = 0.5  # claims below this wait for review
"""
