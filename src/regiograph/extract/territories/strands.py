"""Programmes named by their territories: "Interreg V-A España-Portugal", "programme Bayern – Österreich"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from regiograph.authority import Authority, Record
from regiograph.extract.pack import Pack
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.reading.spelling import LINKING
from regiograph.extract.territories.inflection import Inflector

_INTERREG = re.compile(
    r"(?<!\w)Interreg(?P<strand>(?:[ \u00a0–-]{0,3}(?:VI|V|IV|III|II|I))?(?:[ \u00a0–-]?[ABC](?!\w))?)"
    r"(?:[ \u00a0](?:IPA|NEXT|ENI|CBC)(?!\w))*"
    r"(?:[ \u00a0]\d{4}[-–]\d{2,4})?(?:[ \u00a0]\(?[^\W\d_]+\)?)??[ \u00a0]+(?=[A-ZÀ-ÞŁΑ-ΩА-Я])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<=[ \u00a0-])[IV]+(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINER = re.compile(r"\)?[ \u00a0]?(?:[-–—/]|\()[ \u00a0]?|\)?[ \u00a0](?P<word>[^\W\d_]{1,4})[ \u00a0]")
_STRAND = re.compile(r"(?:Interreg|Интеррег)(?:[ -](?:IPA|ИПП|NEXT|CBC|ENI|V?I*V?-?[ABC]))*[ ]", re.IGNORECASE)
_CAPITAL = re.compile(r"[ \u00a0](?=[^\W\d_a-zà-ÿα-ωа-я])")
_PLAIN = re.compile(r"(?:[ \u00a0-]\(?[^\W\d_]+\)?){0,6}")
"""Words between a noun for a programme and the territories in its name."""
_BEFORE = re.compile(r"(?<!\w)(?:Interreg|Интеррег)[\w-]*[ \u00a0](?:[\w-]+[ \u00a0])?\Z", re.IGNORECASE)
_REACH = 90
_SHORT = 2
_LONGEST = 3
"""Words of a territory's name."""


def _territories(name: str) -> list[str]:
    """The territories in the name of an Interreg programme, case-folded: "Interreg IPA Bulgaria-Serbia"."""
    strand = _STRAND.match(name)
    parts = [p.strip().casefold() for p in re.split(r"[-–—/]", name[strand.end() :])] if strand else []
    return parts if all(len(p) > _SHORT for p in parts) else []


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
                        found.setdefault(self._bare(name.casefold()), record)
                if record.code:
                    found[record.code] = record
        return found

    def _bare(self, name: str) -> str:
        """A name without its language's article ("l-Italja", "an Iodáil")."""
        first = re.match(r"([^\W\d_]+)[ -](?=\w{3})", name)
        return name[first.end() :] if first and first[1] in self._pack.articles else name

    @cached_property
    def _programmes(self) -> Mapping[frozenset[str], Record]:
        """The countries in a programme's name → the programme; a set that two programmes share is left out."""
        found: dict[frozenset[str], Record | None] = {}
        for record in self._authority.records.values():
            for name in (n for names in record.names.values() for n in names if record.type == "Programme"):
                parts = _territories(name)
                known = [self._countries.get(p) for p in parts]
                if len(parts) > 1 and all(known):
                    key = frozenset(r.id for r in known if r)
                    found[key] = record if found.get(key, record) == record else None
        return {key: record for key, record in found.items() if record}

    @cached_property
    def _spelt(self) -> Mapping[frozenset[str], Record]:
        """The territories in a programme's name, as any language writes them → the programme."""
        found: dict[frozenset[str], Record] = {}
        for record in self._authority.records.values():
            for name in (n for names in record.names.values() for n in names if record.type == "Programme"):
                parts = _territories(name)
                if len(parts) > 1:
                    found.setdefault(frozenset(parts), record)
        return found

    def find(self, page: Page) -> None:
        """Takes in every such programme of a page."""
        for hit in _INTERREG.finditer(page.text):
            self._take(page, hit.start(), hit.end())
        for head in page.heads:
            if head.kind == "programme":
                before = _BEFORE.search(page.text, max(0, head.start - _REACH), head.start)
                high = min(head.end + _REACH, page.sentence_at(head.start).end)
                for word in _CAPITAL.finditer(page.text, head.end, high):
                    plain = _PLAIN.fullmatch(page.text, head.end, word.start())
                    last = plain.group().split()[-1:] if plain else []
                    if page.pack.locative.intersection(w.casefold() for w in last):
                        continue  # "programmes in Poland – Germany"
                    first = before.start() if before else head.start
                    if not plain or self._take(page, first, word.end(), spelt=True):
                        break
        _part_numbers(page)

    def _take(self, page: Page, start: int, at: int, spelt: bool = False) -> bool:
        """Whether territories that begin at an offset name a programme, which is then taken in.

        With ``spelt``, dashes alone join them, and the programme is known, or each of them a country.
        """
        parts = list(self._parts(page.text, at, spelt))
        countries = [r for _, r in parts if r]
        if len(parts) < 2 or not (countries or spelt):
            return False
        end = parts[-1][0]
        taken = page.overlapping(start, end)
        if any(m.start <= start and m.end >= end for m in taken) or (
            spelt and any(m.rule == "interreg-strand" for m in taken)
        ):
            return spelt
        whole = len(countries) == len(parts)
        record = self._programmes.get(frozenset(r.id for r in countries)) if whole else None
        if spelt and not record:
            record = self._spelt.get(frozenset(re.split(r" ?[-–—/] ?", page.text[at:end].casefold())))
        if spelt and not (record or whole):
            return False
        name = page.text[start:end]
        codes = "-".join(sorted(r.code or "" for r in countries)).lower()
        rest = "" if whole else "-" + re.sub(r"\W+", "-", page.text[at:end].casefold())
        key = record.id if record else f"programme/interreg-{codes}{rest}"
        shown = record.label(page.pack.language) if record else name
        page.replace(Mention(start, end, key, "Programme", shown, "interreg-strand", 0.9, record))
        return True

    def _parts(self, text: str, at: int, dashes: bool = False) -> Iterator[tuple[int, Record | None]]:
        """(end, country) of each territory in turn; a capitalised name that is no country counts as unknown."""
        count = 0
        while (found := self._part(text, at)) is not None:
            yield found
            count += 1
            joiner = _JOINER.match(text, found[0])
            if joiner and count > 1 and "(" in joiner.group():
                return  # "Eesti-Läti (Est-Lat)": the short name
            if joiner is None or (dashes and (joiner["word"] or "(" in joiner.group())):
                return
            if joiner["word"] and joiner["word"].casefold() not in LINKING | self._pack.linking:
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


def _part_numbers(page: Page) -> None:
    """ "Interreg V A-B" beside "Interreg VI A-B": two programmes, told apart by their numbers."""
    numbered: dict[str, list[tuple[Mention, str]]] = {}
    for m in page.of("Programme"):
        number = _NUMBER.search(page.text, m.start, m.end) if m.rule == "interreg-strand" and not m.record else None
        if number:
            numbered.setdefault(m.key, []).append((m, number.group().lower()))
    for told in numbered.values():
        if len({shown for _, shown in told}) > 1:
            for m, shown in told:
                page.replace(replace(m, key=f"{m.key}-{shown}"))
