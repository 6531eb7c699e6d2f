"""One frozen Config read from regiograph.toml; an argument to whatever needs it, never a global."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from regiograph.errors import ConfigError

FILE = "regiograph.toml"
MARK = ".regiograph"


@dataclass(frozen=True, slots=True)
class WorkspaceOptions:
    """What the workspace is called, where its IRIs begin, which languages it shows."""

    title: str = field(default="Regions, clusters and partnerships", metadata={"doc": "Title of the dataset"})
    base: str = field(default="https://data.example.org/", metadata={"doc": "Base IRI of everything published"})
    languages: tuple[str, ...] = field(default=("en",), metadata={"doc": "Languages of labels in pages and catalogue"})
    default_language: str = field(default="en", metadata={"doc": "Language to show when the reader asks for none"})


@dataclass(frozen=True, slots=True)
class PublisherOptions:
    """Who publishes the data."""

    name: str = field(default="Example publisher", metadata={"doc": "Name of the publishing body"})
    iri: str = field(default="", metadata={"doc": "IRI of the publishing body; empty: BASE/publisher"})
    email: str = field(default="", metadata={"doc": "Functional mailbox of the contact point"})
    homepage: str = field(default="", metadata={"doc": "Home page of the publishing body"})
    type: str = field(default="", metadata={"doc": "Kind of body (ADMS publisher type), e.g. RegionalAuthority"})


@dataclass(frozen=True, slots=True)
class DataOptions:
    """Licence, NUTS version and themes of the data."""

    licence: str = field(default="CC_BY_4_0", metadata={"doc": "EU authority code of the licence"})
    nuts_version: int = field(default=2024, metadata={"doc": "NUTS version of new codes (2021 or 2024)"})
    themes: tuple[str, ...] = field(default=(), metadata={"doc": "EU data themes, e.g. REGI, ECON"})


Words = tuple[tuple[str, str], ...]
"""(language, text) pairs, written in the file as a table ``fi = "…"``."""


@dataclass(frozen=True, slots=True)
class CatalogOptions:
    """How open-data portals see the data: texts by language, codes of the EU tables, where the files are served."""

    titles: Words = field(default=(), metadata={"doc": "Title of the dataset by language", "table": "text"})
    descriptions: Words = field(default=(), metadata={"doc": "Description of the dataset by language", "table": "text"})
    rights: Words = field(default=(), metadata={"doc": "Rights statement of the files by language", "table": "text"})
    keywords: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(), metadata={"doc": "Keywords by language, added to the usual ones", "table": "list"}
    )
    url: str = field(default="", metadata={"doc": "Where the files are served, if not at the base IRI"})
    frequency: str = field(default="IRREG", metadata={"doc": "EU frequency code, e.g. MONTHLY"})
    availability: str = field(default="AVAILABLE", metadata={"doc": "EU planned availability code"})
    status: str = field(default="COMPLETED", metadata={"doc": "EU distribution status code"})
    access_rights: str = field(default="PUBLIC", metadata={"doc": "EU access right code"})
    theme_datasets: bool = field(default=False, metadata={"doc": "One dataset more for each theme of the data"})


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """When a claim is published and when a finding stops the build."""

    min_confidence: float = field(default=0.5, metadata={"doc": "Claims below this wait for review"})
    severity: str = field(default="violation", metadata={"doc": "Findings that stop a release: violation or warning"})


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person whom the workspace may publish, on which legal basis and until when (ISO date)."""

    name: str
    legal_basis: str
    expires: str


@dataclass(frozen=True, slots=True)
class PrivacyOptions:
    """Persons that may be published; empty by default."""

    persons: tuple[PersonEntry, ...] = field(default=(), metadata={"doc": "Persons with legal basis and expiry"})


@dataclass(frozen=True, slots=True)
class Config:
    """All options of a workspace; ``root`` is its folder."""

    root: Path = Path()
    workspace: WorkspaceOptions = WorkspaceOptions()
    publisher: PublisherOptions = PublisherOptions()
    data: DataOptions = DataOptions()
    catalog: CatalogOptions = CatalogOptions()
    build: BuildOptions = BuildOptions()
    privacy: PrivacyOptions = PrivacyOptions()


def find_workspace(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds regiograph.toml, or None."""
    start = start.resolve()
    return next((p for p in (start, *start.parents) if (p / FILE).is_file()), None)


def load_config(root: Path) -> Config:
    """The Config of a workspace folder; defaults when it has no regiograph.toml.

    Raises ConfigError naming file, line and the nearest known option.
    """
    path = root / FILE
    if not path.is_file():
        return Config(root=root)
    text = path.read_text("utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), todo="mend that line") from error
    sections = {f.name: type(f.default) for f in fields(Config) if f.name != "root"}
    made: dict[str, Any] = {}
    for name, table in raw.items():
        if name not in sections:
            raise _unknown(path, text, name, list(sections), "section")
        if not isinstance(table, dict):
            raise ConfigError(f"[{name}] must be a table", where=str(path), todo=f"write it as [{name}]")
        made[name] = _section(path, text, name, sections[name], table)
    config = Config(root=root, **made)
    _check(path, text, config)
    return config


def line_of(text: str, needle: str) -> int:
    """The number of the first line whose key or table is ``needle``, or 1."""
    for number, line in enumerate(text.splitlines(), 1):
        head = line.strip().strip("[]").partition("=")[0].strip()
        if head == needle:
            return number
    return 1


def _unknown(path: Path, text: str, name: str, known: list[str], what: str) -> ConfigError:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    return ConfigError(f"unknown {what} {name!r}", where=f"{path}:{line_of(text, name)}", todo=hint)


def _section(path: Path, text: str, name: str, cls: type[Any], table: dict[str, Any]) -> Any:
    known = {f.name: f for f in fields(cls)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise _unknown(path, text, key, list(known), f"option in [{name}]")
        default = known[key].default
        if cls is PrivacyOptions and key == "persons":
            values[key] = tuple(_person(path, text, row) for row in value)
            continue
        shape = known[key].metadata.get("table")
        if shape:
            value = _by_language(path, text, key, value, shape)
        elif isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise _wrong(path, text, key, "a list of strings")
            value = tuple(value)
        elif isinstance(default, float) and isinstance(value, int):
            value = float(value)
        elif type(value) is not type(default):
            raise _wrong(path, text, key, f"a {type(default).__name__}")
        values[key] = value
    return cls(**values)


def _by_language(path: Path, text: str, key: str, value: Any, shape: str) -> tuple[tuple[str, Any], ...]:
    """A table of language → text, or of language → list of texts, as sorted pairs."""
    if not isinstance(value, dict):
        raise _wrong(path, text, key, "a table by language")
    for inner in value.values():
        plain = isinstance(inner, str)
        if plain != (shape == "text") or not (
            plain or (isinstance(inner, list) and all(isinstance(v, str) for v in inner))
        ):
            raise _wrong(
                path, text, key, f"a table by language, each with {'a text' if shape == 'text' else 'a list of texts'}"
            )
    return tuple((lang, v if shape == "text" else tuple(v)) for lang, v in sorted(value.items()))


def _person(path: Path, text: str, row: Any) -> PersonEntry:
    names = [f.name for f in fields(PersonEntry)]
    if not isinstance(row, dict) or set(row) != set(names):
        raise _wrong(path, text, "persons", f"a list of tables with {', '.join(names)}")
    return PersonEntry(**{k: str(v) for k, v in row.items()})


def _wrong(path: Path, text: str, key: str, wanted: str) -> ConfigError:
    return ConfigError(f"{key} must be {wanted}", where=f"{path}:{line_of(text, key)}", todo="see docs/config.md")


def _check(path: Path, text: str, config: Config) -> None:
    parts = urlsplit(config.workspace.base)
    if parts.scheme not in {"http", "https"} or not parts.netloc or not config.workspace.base.endswith("/"):
        raise _wrong(path, text, "base", "an http(s) IRI that ends with a slash")
    if config.catalog.url and (
        urlsplit(config.catalog.url).scheme not in {"http", "https"} or config.catalog.url[-1] != "/"
    ):
        raise _wrong(path, text, "url", "an http(s) address that ends with a slash")
    if config.data.nuts_version not in {2021, 2024}:
        raise _wrong(path, text, "nuts_version", "2021 or 2024")
    if config.build.severity not in {"violation", "warning"}:
        raise _wrong(path, text, "severity", "violation or warning")
    if not 0 <= config.build.min_confidence <= 1:
        raise _wrong(path, text, "min_confidence", "between 0 and 1")


def options_table() -> list[tuple[str, str, str]]:
    """(option, default, meaning) of every option, for docs/config.md."""
    rows: list[tuple[str, str, str]] = []
    for section in fields(Config):
        if not is_dataclass(section.default):
            continue
        for option in fields(section.default):
            default = option.default
            shown = list(default) if isinstance(default, tuple) else default
            rows.append((f"[{section.name}] {option.name}", f"{shown!r}", option.metadata["doc"]))
    return rows
