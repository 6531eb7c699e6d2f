"""The sample pages: complete, described in sources.toml, rich in facts, and in words of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from regiograph.model import Document
from regiograph.read import load_sources, read_documents
from regiograph.read.sources import is_date

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "data" / "documents"
SOURCES = ROOT / "data" / "sources.toml"
SHARED = ROOT.parent / "shared"
MODELS = (
    "seeds/*.txt", "eval/dev/docs/02*", "eval/dev/docs/06*", "eval/dev/docs/09*", "eval/dev/docs/12*",
    "eval/dev/docs/14*", "eval/dev/docs/17*", "eval/dev/docs/33*",
)  # fmt: skip
"""Pages of the same kind that ours must not repeat."""

RUN = 8
TITLES = (
    "Ruhr region’s experience with the Lead Market approach",
    "Organizing regional change in a multi-actor environment – the role of WiN in the Emscher-Lippe region",
    "Healthcare industry in the city of Essen – international cooperation potential",
    "Discovering the Arctic Future - as Part of Europe",
)
"""Titles of talks and events, which are names and cannot be said otherwise."""

# fmt: off
FACTS: dict[str, tuple[str, ...]] = {
    "pl-mining-network": (
        "Laponia", "REMIX", "MIREU", "European Network of Mining and Metallurgy Regions", "H2020", "Interreg Europe",
        "Horyzont 2020", "EIT raw materials", "EFRR", "IIP (2016)", "LAPIN LIITTO", "Rada Regionalna Laponii",
        "w 2014 r.", "Europejskie Centrum Monitorowania Klastrow", "Fundacja została stworzona", "siostrzany",
        "kilka projektów", "Potrzebne zasoby", "Dowód sukcesu", "Napotkane trudności", "Możliwości wykorzystania",
        "gospodarka o obiegu zamkniętym",
    ),
    "en-s3-mining": (
        "Mon, 20/05/2019", "Lapland", "North Karelia", "Castilla y León", "Sterea Ellada", "Västerbotten",
        "Kainuu (FI)", "Asturias (ES)", "Smart Specialisation Platform for Industrial Modernisation", "in March",
        "Joensuu, Finland", "9th REMIX Peer Review Visit", "three thematic S3 platforms", "Joint Research Centre",
        "Critical raw material production", "Empowerment of SMEs in global value chains", "Social acceptance of mining",
        "New technologies and sustainable mining", "Education and training in mining", "joint demonstration",
    ),
    "fi-lappi-hanke": (
        "Lappi - arktinen ja kansainvälinen menestyjä", "Lappi - kansainvälinen ja arktinen menestyjä", "432 760 €",
        "88,1%", "(EAKR)", "20.02.2017 - 31.12.2018", "Marraskuussa 2017", "yli 200 osallistujaa", "Alueiden komitean",
        "Discovering the Arctic Future - as Part of Europe", "Vuoden 2018 lopulla", "seminaari Brysselissä",
        "20 yrittäjää ja elinkeinokehittäjää", "Parastamismatkat", "European Cluster of Excellence -ohjelman",
        "Arctic Smartness", "kansainvälistymisstrategia",
    ),
    "fi-lappi-klusterit": (
        "Euroopan komissio on valinnut Lapin mallialueeksi", "Arktinen teollisuus- ja kiertotalousklusteri",
        "Arktinen teollisuus-ja kiertotalousklusteri", "Arktinen teollisuus ja kiertotalousklusteri",
        "Arktinen teollisuus ja kiertotalous -klusteri", "Arktinen älykäs maaseutuverkosto -klusteri",
        "Arktinen Älykäs Maaseutuverkosto -klusteri", "Arktinen älykäs maaseutuverkosto - klusteri",
        "European Cluster Excellence Initiative (ECEI)", "European Secretariat For Cluster Analysis", "yli 1000",
        "41 maasta", "noin 20 organisaatiota", "parhaan 20 %", "Hopeatason merkki", "DG Grow", "Cosme -ohjelma",
        "25.1.2018", "14.02.2018 14:46", "Lapin liitto", "Kemin Digipolis", "ProAgria Lappi", "yliopistot",
        "kunnat ja kaupungit", "rahoittajat", "alueviranomaiset", "pk-yritykset",
    ),
    "pl-essen": (
        "15-16 stycznia 2020 r.", "28-29 kwietnia 2020 r.", "Essen (Zagłębie Ruhry)", "Kalabrii (Włochy)",
        "Urzędu Marszałkowskiego Województwa Mazowieckiego", "COHES3ION", "Interreg Europa", "drugiej wizycie",
        "8 rynków wiodących", "200 pracowników naukowych", "Cube5", "Instytutu Bezpieczeństwa IT im. Horsta Görtza",
        "German Cyber Security Cluster Ruhr", "1)", "4)", "inteligentna mapa terytorialna", "jest zaplanowane",
        *TITLES[:3],
    ),
    "en-remix-mireu": ("12/02/2019", "sister project", "Delphi", "Sterea Ellada", "Fundão", "Centro", "Eight partners"),
    "fi-lapin-tuki": ("16 miljoonaa euroa", "8,2 miljoonaa", "34 hanketta", "7,8 miljoonaa", "JTF", "noin miljoona"),
    "fi-interreg-europe": ("29 maata", "379 miljoonaa euroa", "80 %", "2021–2027", "Interreg Keski-Eurooppa"),
    "en-cluster-labels": ("5 November 2021", "28 October", "gold", "silver", "bronze", "Alentejo", "150 participants"),
    "pl-klaster-opakowan": ("ponad 60 firm", "1 250 000 zł", "85%", "18 maja 2023 r.", "240 uczestników", "Radomiu"),
    "pl-zielone-przelecze": ("1,97 mln euro", "80%", "402 500 euro", "12-13 czerwca", "Interreg Europa Środkowa"),
    "pl-nabor": ("od 20 marca do 7 czerwca 2024 r.", "12,5 mln zł", "do 85%", "FST", "96 mln zł"),
    "en-test-pier": (
        "EUR 1.2 million", "70%", "Lääne-Eesti", "21-22 September 2021", "SHORELINES", "Resources needed",
        "Evidence of success", "Difficulties encountered", "Potential for learning or transfer", "Further information",
    ),
    "fi-jarvireitit": ("23.–24.5.2023", "696 160,35 €", "120 400 €", "75 prosentilla", "Savonlinnassa", "noin 70"),
    "en-woodloop": ("2.4 million €", "€1,920,000 (80%)", "349.396 euros", "01/09/2023", "19.09-20.09.2023", "11 April"),
}
# fmt: on

FURNITURE = ("Exampleton", "Puhelinvaihde", "Siirry sisältöön", "window.", "console.", "float: left", "Ostatnia zmiana",
             "Log in", "Printed 01/02/2022", "999999", "Last crawl")  # fmt: skip
CONTACTS = {
    "fi-lappi-klusterit": ("Maija Mallikas", "Pekka Esimerkkinen", "Onni Keksitty"),
    "pl-klaster-opakowan": ("Ewa Zmyślona",),
    "pl-nabor": ("Tomasz Nieistniejący",),
    "en-test-pier": ("Mari Väljamõeldis",),
    "fi-lapin-tuki": ("Liisa Olematon",),
}
"""Invented people, for the masking of names."""


@cache
def documents() -> dict[str, Document]:
    return {d.id: d for d in read_documents(PAGES, sources=SOURCES).documents}


def plain(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    yield from zip(*(found[n:] for n in range(RUN)), strict=False)


def is_name(run: tuple[str, ...]) -> bool:
    """Whether a run of words, but for a number in front, lies inside one of the titles."""
    text = f" {' '.join(w for w in run if not w.isdigit())} "
    return any(text in f" {' '.join(words(title))} " for title in TITLES)


def test_enough_pages_languages_and_suffixes() -> None:
    kinds = Counter(Path(d.path).suffix for d in documents().values())
    tongues = Counter(d.language for d in documents().values())
    assert len(documents()) >= 12
    assert set(kinds) == {".txt", ".html", ".md"}
    assert min(kinds.values()) >= 3
    assert set(tongues) == {"fi", "pl", "en"}
    assert min(tongues.values()) >= 3


def test_pages_are_read_without_a_notice() -> None:
    assert read_documents(PAGES, sources=SOURCES).findings == ()


def test_every_page_has_its_entry_and_every_entry_its_page() -> None:
    entries = load_sources(SOURCES).entries
    assert {e.path for e in entries} == {p.name for p in PAGES.iterdir()}
    assert {e.id for e in entries} == set(documents()) == set(FACTS)


@pytest.mark.parametrize("entry", load_sources(SOURCES).entries, ids=lambda e: e.id)
def test_entry_is_complete(entry: object) -> None:
    values = {k: getattr(entry, k) for k in ("title", "url", "licence", "retrieved", "published", "language")}
    assert values["title"]
    assert str(values["url"]).startswith("https://pages.example.org/")
    assert values["licence"] == "CC_BY_4_0"
    assert is_date(values["retrieved"])
    assert values["published"] is None or (is_date(values["published"]) and values["published"] <= values["retrieved"])
    assert values["language"] in {None, "fi", "pl", "en"}


def test_some_entries_leave_language_and_publication_to_the_reader() -> None:
    entries = load_sources(SOURCES).entries
    assert any(e.language is None for e in entries)
    assert any(e.published for e in entries)
    for entry in entries:
        assert entry.id is not None
        assert documents()[entry.id].language == entry.id[:2]


@pytest.mark.parametrize("ident", FACTS)
def test_facts_stand_in_the_text(ident: str) -> None:
    text = plain(documents()[ident].text)
    assert [fact for fact in FACTS[ident] if fact not in text] == []


@pytest.mark.parametrize("ident", FACTS)
def test_web_furniture_is_not_in_the_text(ident: str) -> None:
    if documents()[ident].path.endswith(".html"):
        assert [bit for bit in FURNITURE if bit in documents()[ident].text] == []


def test_difficulties_of_the_practice_are_five_and_in_order() -> None:
    text = documents()["pl-mining-network"].text
    section = text.split("## Napotkane trudności\n", 1)[1].split("\n## ", 1)[0]
    items = [line.removeprefix("- ") for line in section.splitlines() if line.startswith("- ")]
    assert len(items) == 5
    hints = ("zysków", "współpracy", "Komunikacja", "Cele polityki", "Zasoby")
    assert all(hint in item for hint, item in zip(hints, items, strict=True))


def test_case_studies_are_numbered_one_to_four() -> None:
    text = documents()["pl-essen"].text
    assert re.findall(r"^(\d)\)", text, re.MULTILINE) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("name", "least"),
    [("REMIX", 2), ("MIREU", 2), ("ECEI", 2), ("Interreg Europ", 4), ("ERDF|EAKR|EFRR", 5), ("Lapland|Lapi|Lapon", 4)],
)
def test_things_come_back_on_other_pages(name: str, least: int) -> None:
    assert sum(bool(re.search(name, d.text)) for d in documents().values()) >= least


@pytest.mark.parametrize("ident", CONTACTS)
def test_contacts_are_invented_and_carry_no_real_number(ident: str) -> None:
    text = documents()[ident].text
    assert all(name in text for name in CONTACTS[ident])
    numbers = re.findall(r"(?:p\.|tel\.|,) (\+?\d[\d ]{6,}\d)", text)
    assert numbers
    assert all("000 0" in n or "00 00" in n for n in numbers)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the pages to compare with are not here")
@pytest.mark.parametrize("ident", FACTS)
def test_no_sentence_is_copied(ident: str) -> None:
    theirs = {run for model in MODELS for path in SHARED.glob(model) for run in runs(path.read_text("utf-8-sig"))}
    assert theirs
    copied = {" ".join(run) for run in runs(documents()[ident].text) if run in theirs and not is_name(run)}
    assert copied == set()
