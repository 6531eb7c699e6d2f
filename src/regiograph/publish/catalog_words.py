"""The catalogue's texts by language: titles, descriptions, and keywords that no importer stumbles over."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from regiograph.config import Config
from regiograph.errors import ConfigError
from regiograph.model import Finding, Value
from regiograph.publish.catalog_codes import Codes
from regiograph.resources import layered

SHORTEST, LONGEST = 2, 100
"""How long a keyword may be in CKAN; one that is not rejects its whole dataset."""

_UNSAFE = re.compile(r"[^\w \-.]")
_APOSTROPHES = re.compile("['\u2019`]")


def safe_keywords(text: str) -> tuple[str, ...]:
    """What importers take for a keyword: cut at commas, 2 to 100 letters, digits, spaces, - _ .

    >>> safe_keywords("R&D: Łódź (PL), éù")
    ('R D Łódź PL', 'éù')
    >>> safe_keywords("x")
    ()
    """
    parts = (" ".join(_UNSAFE.sub(" ", _APOSTROPHES.sub("", p)).split()) for p in re.split("[,;]", text))
    return tuple(p[:LONGEST].rstrip() for p in parts if len(p) >= SHORTEST)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one workspace in its languages. Every method gives literals with language tags."""

    config: Config
    known: Mapping[str, Mapping[str, Any]]

    @property
    def titles(self) -> dict[str, str]:
        """The title of the dataset by language: the configured ones, and the workspace's in its default language."""
        space = self.config.workspace
        given = dict(self.config.catalog.titles)
        return {space.default_language: space.title} | {k: v for k, v in given.items() if v.strip()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The configured languages, the default one first."""
        space = self.config.workspace
        return tuple(dict.fromkeys((space.default_language, *space.languages)))

    def title(self, part: str = "", **names: Mapping[str, str]) -> list[Value]:
        """The title of the dataset, or of a part of it (``evidence``, ``sparql`` …; or ``name=`` by language)."""
        made = []
        for lang in self.languages:
            head = self.titles.get(lang)
            tail = names["name"].get(lang) or names["name"].get("en", "") if names else self._word(lang, part)
            if head:
                made.append(Value(f"{head} \N{EN DASH} {tail}" if part or names else head, language=lang))
        return made

    def text(self, key: str, **numbers: object) -> list[Value]:
        """A text of the word list with its figures filled in, in the languages that have it, else in English."""
        there = [lang for lang in self.languages if key in self.known.get(lang, {})] or ["en"]
        return [Value(str(self.known[lang][key]).format(**numbers), language=lang) for lang in there]

    def description(self, **numbers: object) -> list[Value]:
        """The description of the dataset: the configured ones, and ours in the languages that have none."""
        given = {k: v for k, v in self.config.catalog.descriptions if v.strip()}
        ours = [v for v in self.text("about_core", **numbers) if v.language not in given]
        return [*(Value(text, language=lang) for lang, text in sorted(given.items())), *ours]

    def rights(self) -> list[Value]:
        """The rights statement: the configured one, else ours."""
        given = [Value(text, language=lang) for lang, text in self.config.catalog.rights if text.strip()]
        return given or self.text("rights")

    def keywords(self) -> list[Value]:
        """The usual and the configured keywords of every configured language, made safe."""
        own = dict(self.config.catalog.keywords)
        return [
            Value(safe, language=lang)
            for lang in self.languages
            for word in (*self.known.get(lang, {}).get("keywords", ()), *own.get(lang, ()))
            for safe in safe_keywords(word)
        ]

    def _word(self, lang: str, part: str) -> str:
        return str(self.known.get(lang, {}).get(part) or self.known["en"].get(part, part))


def load_words(config: Config) -> Words:
    """The texts of a workspace. Raises ConfigError when its own words.toml cannot be read."""
    workspace = config.root if config.root != Path() else None
    found = [p for p in layered("authority", workspace, "words.toml") if p.parent.name == "dcat"]
    return Words(config, {k: v for path in found for k, v in _read(path).items()})


@cache
def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), todo="mend that line") from error


def catalogue_notices(config: Config, words: Words, codes: Codes) -> Iterator[Finding]:
    """What the configuration lacks for a good catalogue, and which keywords are published otherwise than written.

    Raises ConfigError for a code that is in no EU table: portals would refuse the catalogue.
    """
    catalog = config.catalog
    asked = (
        ("licence", config.data.licence, "licence"), ("access_rights", catalog.access_rights, "access-right"),
        ("frequency", catalog.frequency, "frequency"), ("availability", catalog.availability, "planned-availability"),
        ("status", catalog.status, "distribution-status"), ("type", config.publisher.type, "publisher-type"),
        *(("themes", theme, "data-theme") for theme in config.data.themes),
    )  # fmt: skip
    for option, code, scheme in asked:
        if code and code not in codes.scheme(scheme):
            raise ConfigError(
                f"{option}: {code!r} is not in the EU table {scheme}", where=str(config.root / "regiograph.toml"),
                todo=_nearest(code, codes.scheme(scheme)),
            )  # fmt: skip
    for lang in words.languages:
        if lang not in words.titles:
            yield _notice(f"the catalogue has no title in {lang!r}", f'add {lang} = "…" to [catalog.titles]')
    if not config.data.themes:
        yield _notice("the catalogue names no EU data theme, so REGI is used", 'add themes = ["REGI"] to [data]')
    if not config.publisher.email:
        yield _notice("the catalogue has no contact address", 'add email = "…" to [publisher]: a functional mailbox')
    for lang, listed in catalog.keywords:
        for word in listed:
            safe = safe_keywords(word)
            if safe != (word,):
                shown = " and ".join(repr(s) for s in safe) or "nothing"
                yield Finding(
                    "info", f"importers would reject the keyword {word!r} ({lang}); published as {shown}",
                    focus="catalog", rule="keyword", value=word, remedy="2 to 100 letters, digits, spaces, - _ .",
                )  # fmt: skip


def _nearest(code: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(code, sorted(known), n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"one of {', '.join(sorted(known)[:40])}"


def _notice(message: str, remedy: str) -> Finding:
    return Finding("info", message, focus="catalog", rule="catalog", remedy=remedy)
