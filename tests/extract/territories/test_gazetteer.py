"""Known names in running text, over a small authority of our own: inflection, letter case, compounds, long names."""

from __future__ import annotations

import pytest

from regiograph.authority import Authority, Record
from regiograph.extract.pack import load_pack
from regiograph.extract.territories.countrylanguages import main_language, native_languages
from regiograph.extract.territories.gazetteer import Gazetteer, tokenize
from regiograph.extract.territories.inflection import Inflector
from regiograph.model import EntityType

NAMES: dict[str, tuple[EntityType, str | None, dict[str, tuple[str, ...]]]] = {
    "territory/kainuu": ("Region", "FI", {"mul": ("Kainuu",)}),
    "territory/lapland": ("Region", "FI", {"fi": ("Lappi",), "sv": ("Lappland",), "en": ("Lapland",)}),
    "territory/north-karelia": ("Region", "FI", {"fi": ("Pohjois-Karjala",), "en": ("North Karelia",)}),
    "territory/mazowieckie": ("Region", "PL", {"pl": ("Województwo mazowieckie", "Mazowieckie"), "en": ("Masovia",)}),
    "territory/lodz": ("Place", "PL", {"mul": ("Łódź",)}),
    "territory/castilla-y-leon": ("Region", "ES", {"es": ("Castilla y León",), "en": ("Castile and León",)}),
    "territory/reunion": ("Region", "FR", {"fr": ("La Réunion",)}),
    "territory/bavaria": ("Region", "DE", {"de": ("Bayern",), "en": ("Bavaria",), "cs": ("Bavorsko",),
                                            "fi": ("Baijeri",)}),
    "territory/crete": ("Region", "EL", {"el": ("Κρήτη",), "en": ("Crete",)}),
    "territory/tuscany": ("Region", "IT", {"it": ("Toscana",), "en": ("Tuscany",), "bg": ("Тоскана",),
                                            "hu": ("Toszkána",)}),
    "territory/kurzeme": ("Region", "LV", {"lv": ("Kurzeme",)}),
    "territory/vilnius": ("Place", "LT", {"lt": ("Vilnius",)}),
    "territory/istria": ("Region", "HR", {"hr": ("Istarska županija",)}),
    "territory/ostrava": ("Place", "CZ", {"mul": ("Ostrava",)}),
    "territory/upper-austria": ("Region", "AT", {"de": ("Oberösterreich",), "en": ("Upper Austria",)}),
    "programme/interreg-europe": ("Programme", None, {"mul": ("Interreg Europe",)}),
    "programme/interreg-central": ("Programme", None, {"pl": ("Interreg Europa Środkowa",)}),
    "programme/interreg-europa": ("Programme", None, {"pl": ("Interreg Europa",)}),
    "fund/erdf": ("Fund", None, {"en": ("ERDF", "European Regional Development Fund"), "fi": ("EAKR",)}),
    "organisation/eu": ("Organisation", None, {"en": ("EU",)}),
}  # fmt: skip
AUTHORITY = Authority(
    {k: Record(k, kind, names, "ours.csv", country=country) for k, (kind, country, names) in NAMES.items()}
)


def found(language: str, text: str) -> list[tuple[str, str]]:
    """(text of the match, id without its path) for every match."""
    gazetteer = Gazetteer(AUTHORITY, load_pack(language))
    return [(text[m.start : m.end], m.records[0].id.split("/")[1]) for m in gazetteer.find(text, tokenize(text))]


def test_words_stand_at_their_offsets() -> None:
    text = "Åland’s éù-Łódź_7"
    tokens = tokenize(text)
    assert [t.text for t in tokens] == ["Åland", "s", "éù", "Łódź", "7"]
    assert all(text[t.start : t.end] == t.text and t.folded == t.text.casefold() for t in tokens)


@pytest.mark.parametrize(
    ("language", "text", "surface", "slug"),
    [
        ("fi", "Hanke toimii Lapissa ja muualla.", "Lapissa", "lapland"),
        ("fi", "matka Lapista Kainuuseen", "Lapista", "lapland"),
        ("fi", "Pohjois-Karjalassa tavattiin", "Pohjois-Karjalassa", "north-karelia"),
        ("fi", "Lapin kehittämiseen", "Lapin", "lapland"),
        ("fi", "Baijerissa asti", "Baijerissa", "bavaria"),
        ("pl", "w Łodzi odbyło się", "Łodzi", "lodz"),
        ("pl", "Zarząd Województwa Mazowieckiego", "Województwa Mazowieckiego", "mazowieckie"),
        ("de", "die Wälder Bayerns", "Bayerns", "bavaria"),
        ("cs", "setkání v Ostravě", "Ostravě", "ostrava"),
        ("cs", "lidé z Bavorska", "Bavorska", "bavaria"),
        ("lv", "uzņēmumi Kurzemē", "Kurzemē", "kurzeme"),
        ("lt", "susitikimas Vilniuje", "Vilniuje", "vilnius"),
        ("hr", "poduzeća iz Istarske županije", "Istarske županije", "istria"),
        ("el", "τα δάση της Κρήτης", "Κρήτης", "crete"),
        ("hu", "cégek Toszkánában", "Toszkánában", "tuscany"),
        ("sv", "Lapplands skogar", "Lapplands", "lapland"),
        ("en", "Lapland's forests", "Lapland", "lapland"),
        ("bg", "фирми от Тоскана", "Тоскана", "tuscany"),
    ],
)
def test_an_inflected_name_leads_to_its_record(language: str, text: str, surface: str, slug: str) -> None:
    assert (surface, slug) in found(language, text)


def test_a_match_tells_whether_a_rule_led_to_it() -> None:
    gazetteer = Gazetteer(AUTHORITY, load_pack("fi"))
    text = "Kainuu ja Lapissa"
    assert [(m.name, m.inflected) for m in gazetteer.find(text, tokenize(text))] == [("Kainuu", False), ("Lappi", True)]


def test_the_page_may_use_its_own_language_english_and_the_language_of_the_place() -> None:
    text = "Castilla y León, Bayern, Upper Austria and Oberösterreich"
    assert [s for _, s in found("en", text)] == ["castilla-y-leon", "bavaria", "upper-austria", "upper-austria"]
    # A Finnish page does not speak of Bavaria in Czech.
    assert found("fi", "Bavorsko") == []
    assert found("cs", "Bavorsko") == [("Bavorsko", "bavaria")]


def test_the_longest_name_wins() -> None:
    assert found("pl", "Interreg Europa Środkowa i Interreg Europa") == [
        ("Interreg Europa Środkowa", "interreg-central"), ("Interreg Europa", "interreg-europa"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "à la réunion de jeudi", "lapland", "eu", "erdf", "the Interreg-Lapland-X", "lapland’s", "Interreg\n\n\nEurope",
        "www.lapland.eu", "info@lapland", "Pre-Lapland", "Lapland-Tuscany", "Lapland_7",
    ],
)  # fmt: skip
def test_what_is_no_name(text: str) -> None:
    assert [s for _, s in found("en", text) if s != "tuscany"] == []


def test_every_capital_of_an_island_s_name_counts() -> None:
    assert found("fr", "à La Réunion") == [("La Réunion", "reunion")]
    assert found("fr", "La réunion de jeudi") == []


@pytest.mark.parametrize("text", ["ERDF", "EU’s ERDF", "the ERDF-programme", "(ERDF)", "ERDF,"])
def test_an_acronym_keeps_its_capitals(text: str) -> None:
    assert ("ERDF", "erdf") in found("en", text)


def test_a_name_may_cross_a_hyphen_a_blank_or_one_line_break() -> None:
    assert found("fi", "Pohjois Karjala") == [("Pohjois Karjala", "north-karelia")]
    assert found("en", "Interreg\nEurope") == [("Interreg\nEurope", "interreg-europe")]
    assert found("en", "North, Karelia") == []


def test_what_is_too_general_is_left_out() -> None:
    general = Authority(
        {"programme/interreg": Record("programme/interreg", "Programme", {"mul": ("Interreg",)}, "ours.csv")}
    )
    assert Gazetteer(general, load_pack("en")).find("Interreg", tokenize("Interreg")) == []


def test_bases_are_known_words_only_and_never_the_word_itself() -> None:
    inflector = Inflector(load_pack("fi"), frozenset({"lappi", "kainuu", "lapissa"}))
    assert inflector.bases("lapissa") == ("lappi",)
    assert inflector.bases("kainuussa") == ("kainuu",)
    assert inflector.bases("lappi") == ()
    assert inflector.bases("virossa") == ()
    assert inflector.bases("") == ()


def test_languages_of_countries() -> None:
    assert "sv" in native_languages("FI")
    assert "fi" in native_languages("FI")
    assert main_language("FI") == "fi"
    assert native_languages("XX") == frozenset()
