"""The words beside names, read from words.toml and given-names.toml, and the questions asked of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

_MAX_ENDING = 5
"""Letters that an ending adds to a role ("dyrektorami")."""
_KEPT = 65_536
"""Words whose answer is remembered; then the memory starts anew."""
_MIN_HEAD = 5
_MIN_COMPOUND = 4
"""Letters from which a role may be the last part of a compound ("klusterijohtaja")."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language (with English, since titles are often given in it) and those common to all."""

    roles: re.Pattern[str]
    honorifics: frozenset[str]
    speech: frozenset[str]
    speech_stems: tuple[str, ...]
    no_roles: tuple[str, ...]
    particles: frozenset[str]
    heads: re.Pattern[str]
    stop: frozenset[str]
    stop_stems: tuple[str, ...]
    surname_ends: tuple[str, ...]
    named_after: frozenset[str]
    wary: bool
    head_first: bool
    two_surnames: bool
    inflected: bool
    seen: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False, compare=False)

    def is_role(self, word: str) -> bool:
        """Whether a word is what a person does: dyrektor, klusterijohtaja, Vizepräsidentin."""
        return self._remembered(word, "roles")

    def is_honorific(self, word: str) -> bool:
        """Whether a word is a form of address or an academic title."""
        return word.lower() in self.honorifics

    def is_speech(self, word: str) -> bool:
        """Whether a word says that somebody said something."""
        low = word.lower()
        return low in self.speech or low.startswith(self.speech_stems)

    def is_head(self, word: str) -> bool:
        """Whether a word heads the name of an organisation, place, street, prize or programme."""
        return self._remembered(word, "heads")

    def _remembered(self, word: str, which: Literal["roles", "heads"]) -> bool:
        found = self.seen.get((word, which))
        if found is None:
            if len(self.seen) >= _KEPT:
                self.seen.clear()
            low = word.lower()
            pattern = self.roles if which == "roles" else self.heads
            wrong = which == "roles" and low.startswith(self.no_roles)
            found = not wrong and any(pattern.fullmatch(part) for part in {low, low.rsplit("-", 1)[-1]})
            self.seen[word, which] = found
        return found

    def is_stop(self, word: str) -> bool:
        """Whether a capitalised word is in no person's name."""
        low = word.lower()
        return low in self.stop or low.startswith(self.stop_stems)

    def is_surname_like(self, word: str) -> bool:
        """Whether a word ends as surnames do: -nen, -ski, -sson, -escu, -πουλος."""
        return len(word) > 5 and word.lower().endswith(self.surname_ends)


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names in lower case, those that are other things as well, and the first letters of the sure ones."""

    sure: frozenset[str]
    ambiguous: frozenset[str]
    seen: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def is_sure(self, word: str) -> bool:
        """Whether a word is a given name and hardly anything else; parts of Anna-Maria count."""
        low = word.lower()
        return low in self.sure or ("-" in low and all(p in self.sure or p in self.ambiguous for p in low.split("-")))

    def is_ambiguous(self, word: str) -> bool:
        """Whether a word is a given name, and a place, a month or a word too."""
        return word.lower() in self.ambiguous

    def is_inflected(self, word: str) -> bool:
        """Whether a word may be a case form of a sure given name: Kristiinan, Jana, Małgorzaty."""
        found = self.seen.get(word)
        if found is None:
            if len(self.seen) >= _KEPT:
                self.seen.clear()
            found = self.seen[word] = self._is_form(word.lower())
        return found

    def _is_form(self, low: str) -> bool:
        for cut in range(1, min(5, len(low) - 2)):
            stem = low[:-cut]
            if stem in self.sure or (len(stem) >= 4 and any(stem + last in self.sure for last in "aeoiyаяо")):
                return True
        return False


@cache
def words(language: str) -> Words:
    """The words for a text in a language (ISO 639-1); those of all languages where it is not known."""
    raw: dict[str, dict[str, list[str]]] = _toml("words.toml")
    common = raw["common"]
    known = [code for code in raw if code != "common"]
    chosen = [language, "en"] if language in known else known
    speech = [w for code in chosen for w in raw[code]["speech"]]
    return Words(
        roles=_roles(_all(raw[code]["roles"] for code in chosen)),
        honorifics=frozenset(_all(raw[code]["honorifics"] for code in chosen)),
        speech=frozenset(w for w in speech if not w.endswith("*")),
        speech_stems=tuple(sorted(w[:-1] for w in speech if w.endswith("*"))),
        no_roles=tuple(common["no_roles"]),
        particles=frozenset(common["particles"]),
        heads=_heads(common["heads"]),
        stop=frozenset(common["stop"]),
        stop_stems=tuple(s for s in common["stop"] if len(s) > _MAX_ENDING + 1),
        surname_ends=tuple(common["surname_ends"]),
        named_after=frozenset(common["named_after"]),
        wary=language not in known or language in common["wary"],
        head_first=language not in known or language in common["head_first"],
        two_surnames=language in common["two_surnames"],
        inflected=language not in common["uninflected"],
    )


@cache
def given_names() -> GivenNames:
    """All given names: they travel, so no language is asked for."""
    raw: dict[str, str] = _toml("given-names.toml")
    ambiguous = frozenset(raw["ambiguous"].lower().split())
    every = {name for key, names in raw.items() if key != "ambiguous" for name in names.lower().split()}
    return GivenNames(frozenset(every) - ambiguous, ambiguous)


@cache
def common_words(name: str) -> frozenset[str]:
    """A list of words.toml that belongs to no language: phone, mailbox."""
    listed: list[str] = _toml("words.toml")["common"][name]
    return frozenset(listed)


def _roles(roles: Iterable[str]) -> re.Pattern[str]:
    every = "|".join(map(re.escape, roles))
    last = "|".join(re.escape(r) for r in roles if len(r) >= _MIN_COMPOUND)
    return re.compile(rf"(?:{every})\w{{0,{_MAX_ENDING}}}|\w{{1,30}}(?:{last})\w{{0,{_MAX_ENDING}}}")


def _heads(heads: Iterable[str]) -> re.Pattern[str]:
    """Short heads (ab, oy, lab, via) are whole words; longer ones are inflected."""
    short = "|".join(re.escape(h) for h in sorted(set(heads)) if len(h) < _MIN_HEAD)
    long = "|".join(re.escape(h) for h in sorted(set(heads)) if len(h) >= _MIN_HEAD)
    return re.compile(rf"(?:{short})|(?:{long})\w{{0,{_MAX_ENDING + 1}}}")


def _all(lists: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(sorted({word for words_ in lists for word in words_}))


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("regiograph.privacy") / name).read_text("utf-8"))
