"""Interreg programmes that are named by their territories: "Interreg V-A España-Portugal", "Interreg SK-CZ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from regiograph.authority import Authority, Record
from regiograph.extract.gazetteer import Inflector
from regiograph.extract.names import LINKING
from regiograph.extract.pack import Pack
from regiograph.extract.page import Mention, Page

_INTERREG = re.compile(
    r"(?<!\w)Interreg(?P<strand>(?:[ \u00a0–-]{0,3}(?:VI|V|IV|III|II|I))?(?:[ \u00a0–-]?[ABC](?!\w))?)"
    r"(?:[ \u00a0]\d{4}[-–]\d{2,4})?(?:[ \u00a0]\(?[^\W\d_]+\)?)??[ \u00a0]+(?=[A-ZÀ-ÞŁΑ-ΩА-Я])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Z])[IV]+(?![A-Z])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINER = re.compile(r"\)?[ \u00a0]?(?:[-–—/]|\()[ \u00a0]?|\)?[ \u00a0](?P<word>[^\W\d_]{1,4})[ \u00a0]")
_LONGEST = 3
"""Words of a territory's name."""


class Strands:
    """Which countries' programme a name with territories in it means; one for each language."""

    def __init__(self, authority: Authority, pack: Pack, inflector: Inflector) -> None:
        self._authority = authority
        self._pack = pack
        self._inflector = inflector

    @cached_property
    def _countries(self) -> Mapping[str, Record]:
        """Case-folded names in every language, and codes as they are, of countries."""
        found: dict[str, Record] = {}
        for record in self._authority.records.values():
            if record.type == "Country":
                for names in record.names.values():
                    for name in names:
                        found.setdefault(name.casefold(), record)
                if record.code:
                    found[record.code] = record
        return found

    @cached_property
    def _programmes(self) -> Mapping[frozenset[str], Record]:
        """The countries in a programme's name → the programme; a set that two programmes share is left out."""
        found: dict[frozenset[str], Record | None] = {}
        for record in self._authority.records.values():
            for name in (n for names in record.names.values() for n in names if record.type == "Programme"):
                head, _, rest = name.partition(" ")
                if head.casefold() != "interreg":
                    continue
                parts = [p.strip().casefold() for p in re.split(r"[-–—/]", rest)]
                known = [self._countries.get(p) for p in parts]
                if len(parts) > 1 and all(known):
                    key = frozenset(r.id for r in known if r)
                    found[key] = record if found.get(key, record) == record else None
        return {key: record for key, record in found.items() if record}

    def find(self, page: Page) -> None:
        """Takes in every such programme of a page."""
        numbers: dict[str, set[str]] = {}
        found: list[tuple[Mention, str]] = []
        for hit in _INTERREG.finditer(page.text):
            parts = list(self._parts(page.text, hit.end()))
            countries = [r for _, r in parts if r]
            if len(parts) < 2 or not countries:
                continue
            start, end = hit.start(), parts[-1][0]
            if any(m.start <= start and m.end >= end for m in page.overlapping(start, end)):
                continue
            whole = len(countries) == len(parts)
            record = self._programmes.get(frozenset(r.id for r in countries)) if whole else None
            name = page.text[start:end]
            codes = "-".join(sorted(r.code or "" for r in countries)).lower()
            rest = "" if whole else "-" + re.sub(r"\W+", "-", name[hit.end() - start :].casefold())
            key = record.id if record else f"programme/interreg-{codes}{rest}"
            shown = record.label(page.pack.language) if record else name
            number = _NUMBER.search(hit["strand"])
            if number:
                numbers.setdefault(key, set()).add(number.group().lower())
            mention = Mention(start, end, key, "Programme", shown, "interreg-strand", 0.9, record)
            found.append((mention, number.group().lower() if number else ""))
        for mention, number_said in found:
            if mention.record is None and number_said and len(numbers[mention.key]) > 1:
                # "Interreg V A-B" beside "Interreg VI A-B": two programmes.
                mention = replace(mention, key=f"{mention.key}-{number_said}")
            page.replace(mention)

    def _parts(self, text: str, at: int) -> Iterator[tuple[int, Record | None]]:
        """(end, country) of each territory in turn; a capitalised name that is no country counts as unknown."""
        while (found := self._part(text, at)) is not None:
            yield found
            joiner = _JOINER.match(text, found[0])
            if joiner is None or (joiner["word"] and joiner["word"].casefold() not in LINKING | self._pack.linking):
                return
            if joiner["word"] and self._part(text, joiner.end(), known=True) is None:
                return
            at = joiner.end()

    def _part(self, text: str, at: int, known: bool = False) -> tuple[int, Record | None] | None:
        words: list[re.Match[str]] = []
        end = at
        while len(words) < _LONGEST and (word := _WORD.match(text, end + (1 if words else 0))):
            if words and text[end] not in " \u00a0":
                break
            words.append(word)
            end = word.end()
        for count in range(len(words), 0, -1):
            name = " ".join(w.group() for w in words[:count])
            record = self._countries.get(name) or self._countries.get(name.casefold())
            if record is None and count == 1:
                bases = self._inflector.bases(name.casefold())
                record = next((self._countries[b] for b in bases if b in self._countries), None)
            if record and (name[0].isupper()):
                return words[count - 1].end(), record
        if known or not words or not words[0].group()[0].isupper():
            return None
        return words[0].end(), None
