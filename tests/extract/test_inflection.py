"""Inflected names of towns, regions and countries in running text, and common words that lead to none."""

from __future__ import annotations

from functools import cache

import pytest

from extract_reading import DATA, authority, read
from regiograph.extract.pack import load_pack
from regiograph.extract.territories.gazetteer import Gazetteer, tokenize

FORMS = [
    tuple(line.split("\t"))
    for line in (DATA / "inflected.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
LANGUAGES = sorted({form[0] for form in FORMS})


@cache
def gazetteer(language: str) -> Gazetteer:
    return Gazetteer(authority(), load_pack(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_forms_lead_to_the_place_they_name(language: str) -> None:
    missed = []
    for _, form, ident in (f for f in FORMS if f[0] == language):
        text = f"{form} éù."
        wanted = ident if ident.startswith("country/") else f"territory/{ident}"
        if not any(r.id == wanted for m in gazetteer(language).find(text, tokenize(text)) for r in m.records):
            missed.append(form)
    assert missed == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Целта е да се развият малките предприятия. Мостът беше обновен. Част от средствата остава."),
        (
            "cs",
            "Cílem je podpora malých podniků. Most byl opraven. Práce skončily. Děti i rodiče přišli. Nové znalosti.",
        ),
        ("da", "Målet er at støtte små virksomheder. Vejen er lang. Børn og unge kom. Salen var fuld."),
        (
            "de",
            "Das Ziel ist klar. Die Halle war voll. Im Rahmen der Arbeit. Die Essen sind fertig. Am Ende der Reihe.",
        ),
        ("el", "Στόχος είναι η στήριξη. Το έργο συνεχίζεται. Νέα γνώση. Χώρος για όλους. Η δράση τελείωσε."),
        ("en", "The aim is clear. Reading was useful. March came. Most people agreed. Deal with it. Nice work."),
        ("et", "Eesmärk on toetada ettevõtteid. Uus maja valmis. Lapsed tulid. Vana tee suleti. Tala murdus."),
        (
            "fi",
            "Tavoite on selvä. Uusi talo valmistui. Lapset tulivat. Kylä sai rahaa. Talvella satoi. Järvi on puhdas.",
        ),
        ("ga", "Tá an obair críochnaithe. Bhí an halla lán. Déanfar an obair. Tír álainn í. Nuair a thosaigh sé."),
        ("hr", "Cilj je potpora. Novi most je otvoren. Djeca su došla. Rad je završen. Dan je bio lijep. Nova zgrada."),
        ("hu", "A cél világos. Az új híd elkészült. Gyerekek jöttek. Este találkoztak. Az éger erdőben nőtt."),
        ("lt", "Tikslas aiškus. Naujas tiltas atidarytas. Vaikai atvyko. Diena buvo graži. Darbas baigtas."),
        ("lv", "Mērķis ir skaidrs. Jaunais tilts atvērts. Bērni ieradās. Diena bija skaista. Darbs pabeigts."),
        ("mt", "L-għan huwa ċar. Ix-xogħol intemm. It-tfal ġew. Is-sena l-ġdida bdiet. Il-ħidma tkompli."),
        ("pl", "Cel jest jasny. Nowy most otwarto. Dzieci przyszły. Praca trwa. Dobra wola. Góra była wysoka."),
        ("ro", "Scopul este clar. Podul nou a fost deschis. Copiii au venit. Munca continuă. Marea era calmă."),
        ("sk", "Cieľ je jasný. Nový most otvorili. Deti prišli. Práca pokračuje. Dobrá vôľa. Nová hala stojí."),
        ("sl", "Cilj je jasen. Novi most je odprt. Otroci so prišli. Delo se nadaljuje. Nova dvorana stoji."),
        ("sv", "Målet är klart. Vägen är lång. Barnen kom. Salen var full. Arbetet fortsätter. Ett nytt hus."),
    ],
)
def test_common_words_name_no_place(language: str, text: str) -> None:
    reading = read(text, language)
    named = {
        t.id for c in reading.claims for t in (c.subject, c.object) if t and t.type in {"Place", "Region", "Country"}
    }
    assert named == set()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("lt", "Rugsėjo pradžioje dirbtuvės vyko Rokiškyje ir pavyko puikiai.", "Rokiškis"),
        ("lv", "Otrā tikšanās notika Cēsīs un izdevās labi.", "Cēsis"),
        ("hr", "Druga radionica održana je u Krapini i uspjela je.", "Krapina"),
        ("mt", "Il-laqgħa saret f’Għawdex u marret tajjeb.", "Gozo"),
        ("ga", "Bhí an cruinniú i nGaillimh agus d’éirigh go maith leis.", "Galway"),
        ("el", "Η συνάντηση έγινε στο Λογκρόνιο με επιτυχία.", "Logroño"),
        ("bg", "Срещата се състоя в Дорнбирн и беше успешна.", "Dornbirn"),
    ],
)
def test_places_in_the_case_that_says_where_are_found(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Place {name}") or read(text, language).has(f"Region {name}")
