"""Letters in brackets behind a name: a country's code ("Kainuu (FI)"), an Italian province's ("Foligno (PG)")."""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.authority import Record
from regiograph.extract.reading.page import Mention, Page, known_mention
from regiograph.extract.territories.gazetteer import Gazetteer, Match, tokenize

_ISO = {"EL": "GR", "UK": "GB"}
"""Codes that the Union uses beside those of ISO 3166."""
_SMALL = 3
"""The NUTS level of provinces."""
_COUNTRY_CODES = re.compile(r"\((?:[^()\n]{0,40}, )?(?P<codes>[A-Z]{2}(?:\s?[,/]\s?[A-Z]{2})*)\)")


def _abroad(page: Page, at: int, country: Record) -> bool:
    """ "Foligno (PG)": letters behind a town of another country are its province's."""
    town = next((m for m in page.overlapping(max(0, at - 2), at) if m.type == "Place" and m.record), None)
    return town is not None and town.record is not None and town.record.country not in {None, country.code}


def _province(page: Page, gazetteer: Gazetteer, at: int, letters: str) -> Record | None:
    """ "Foligno (PG)": the Italian province in which a town lies, by the letters of its number plates."""
    name = next((m for m in page.overlapping(max(0, at - 2), at) if m.type in {"Place", "Organisation"}), None)
    found = gazetteer.find(page.text[name.start : name.end], tokenize(page.text[name.start : name.end])) if name else []
    towns = [r for r in found[-1].records if r.type == "Place" and r.country == "IT"] if found else []
    region = {i for r in towns for i in r.within if i.startswith("territory/")}
    if not region:
        return None
    authority = gazetteer.authority
    fits: dict[int, list[Record]] = {}
    for record in authority.records.values():
        if record.type == "Region" and record.level == _SMALL and region & authority.ancestors(record):
            label = record.label("it").upper()
            if label[0] == letters[0] and (second := label.find(letters[1], 1)) > 0:
                fits.setdefault(second, []).append(record)
    likeliest = fits[min(fits)] if fits else []
    return likeliest[0] if len(likeliest) == 1 else None


def find_codes(page: Page, gazetteer: Gazetteer) -> None:
    """Two-letter codes in brackets after a name: a country's ("Kainuu (FI)"), a province's ("Foligno (PG)")."""
    known = gazetteer.countries
    for brackets in _COUNTRY_CODES.finditer(page.text):
        for m in re.compile("[A-Z]{2}").finditer(page.text, *brackets.span("codes")):
            province = _province(page, gazetteer, brackets.start(), m.group())
            if province is not None and not page.overlapping(m.start(), m.end()):
                match = Match(m.start(), m.end(), province.label("it"), (province,), False)
                page.add(replace(known_mention(page, match, province, "country-code", 0.9), form="acronym"))
                continue
            record = known.get(m.group()) or known.get(_ISO.get(m.group(), ""))
            if record and not page.overlapping(m.start(), m.end()) and not _abroad(page, brackets.start(), record):
                label = record.label(page.pack.language)
                page.add(
                    Mention(m.start(), m.end(), record.id, "Country", label, "country-code", 0.9, record, "acronym")
                )
