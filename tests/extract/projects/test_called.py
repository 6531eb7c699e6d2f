"""Projects that a phrase of naming, a noun for work, a title or a heading tells, and names that are none."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sv", "Projektet, som döpts till Ålvakt och leds från Gävle, kostar. Ålvakt pågår till 2027.", "Ålvakt"),
        ("hr", "Projekt traje do 2027. Proizašao je iz manjeg pothvata Šum Drave, koji je prestao 2020.", "Šum Drave"),
        ("lt", "Projektas pradėtas 2023 m. Ankstesnis sumanymas „Žąsys“, baigtas 2019 m., parodė kelią.", "Žąsys"),
        ("da", "Projektet begyndte i 2023. Det var forstudiet Ørevad, som viste vejen.", "Ørevad"),
        ("sk", "Projekt dostal meno Tichý ôsmak a trvá do roku 2027. Tichý ôsmak má troch partnerov.", "Tichý ôsmak"),
    ],
)
def test_a_phrase_of_naming_or_a_noun_for_work_leads_to_a_project(language: str, text: str, name: str) -> None:
    assert read(text, language).has(f"Project {name}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Projektet är ett samarbete. Förstudien i Gävle, som blev klar 2021, visade vägen."),
        ("da", "Projektet begyndte i 2023. Forstudiet blev afsluttet i Ørevad, som ligger i Danmark."),
    ],
)
def test_a_noun_for_work_with_other_words_behind_it_names_nothing(language: str, text: str) -> None:
    assert not read(text, language).entities("Project")


def test_the_first_line_names_the_project_that_the_text_says_in_another_case() -> None:
    page = "ÄYRÄSTIE\nHankkeen loppuraportti\n\nÄyrästien tavoite oli pitää tiet auki. Hanke päättyi 31.8.2024.\n"
    found = read(page, "fi")
    assert found.has("Project ÄYRÄSTIE")
    assert found.says("ÄYRÄSTIE | endDate | 2024-08-31")


def test_a_first_line_that_the_text_has_in_small_letters_names_nothing() -> None:
    page = "TULOKSIA\nHankkeen loppuraportti\n\nTuloksia saatiin paljon, ja tuloksista kerrotaan. Hanke päättyi 2024.\n"
    assert not read(page, "fi").has("Project TULOKSIA")


def test_labels_below_a_heading_about_a_project_are_no_projects() -> None:
    page = "Projekt i korthet\n\n• Löptid: 2023–2025\n• Kostnad: 2 miljoner euro\n• Samordnare: Åbo universitet\n"
    assert not read(page, "sv").entities("Project")


def test_headings_under_a_heading_name_projects_where_each_text_tells_of_one() -> None:
    page = (
        "Over Éùkracht\n\nSinds jaren maken wij met veel plezier garen van de vezels uit onze streek.\n\n"
        "Waar we aan werken\n\n> Vlaslab\n\nDe lijn kost 2 miljoen euro en is gefinancierd door het EFRO. Looptijd: "
        "mei 2023 tot april 2026.\n\n> Hennep in de muur\n\nMet de Universiteit Gent keken we binnen Interreg "
        "Vlaanderen-Nederland of het kan. Het onderzoek is in juni 2022 afgerond.\n"
    )
    found = read(page, "nl")
    assert found.has("Project Vlaslab")
    assert found.has("Project Hennep in de muur")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("el", "Με το ΟΙΝΟΔΡΟΜΟΣ, ένα έργο του Interreg Euro-MED, δοκιμάζουμε νέες μεθόδους.", "ΟΙΝΟΔΡΟΜΟΣ"),
        ("pl", "Druga wizyta studyjna ŁĄKOSZ odbyła się w Lublinie. W projekcie uczestniczy Podlaskie.", "ŁĄKOSZ"),
        ("de", "Beim Projekt „Stilles Öd“ arbeiten drei Gemeinden zusammen.", "Stilles Öd"),
    ],
)
def test_what_opens_a_sentence_or_is_shown_to_guests_is_no_part_of_a_name(language: str, text: str, name: str) -> None:
    found = read(text, language).entities("Project")
    assert found == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ro", "Proiectul a început în 2021, spune managerul de proiect, Oana Tămășdan-Ilieș."),
        ("hu", "ÁRTÉRŐR: felhívás az aszály ellen\n\nMegnyílt a második felhívás, az ÁRTÉRŐR, amely nyárig tart."),
        ("mt", "“L-ebda xmara, imma ħafna ilma”: il-mistednin jistaqsu\n\nIl-proġett beda f'Marzu 2024."),
    ],
)
def test_persons_calls_and_quotations_are_no_projects(language: str, text: str) -> None:
    assert not read(text, language).entities("Project")


def test_a_page_with_a_label_and_a_trail_is_about_a_cluster() -> None:
    page = (
        "Home > Cluster > Scheda\n\nFiloÈtere – il tessile che respira\n\nDati generali\n• Soci: 38\n"
        "• Sede: Biella, Piemonte\n• Etichetta ESCA: bronzo, dal 2021\n\nFiloÈtere riunisce i lanifici.\n"
    )
    found = read(page, "it")
    assert found.has("Cluster FiloÈtere")
    assert not found.has("Project FiloÈtere")
