"""Persons are found and masked, everything else stays. All names and numbers of persons here are invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regiograph.config import PersonEntry, PrivacyOptions
from regiograph.model import Document
from regiograph.privacy import (
    BLOCK,
    Span,
    find_persons,
    is_functional,
    leaks,
    mask,
    mask_names,
    masked_document,
    names_in,
)
from regiograph.read import read_documents

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
DATE = "2024-05-17"

PAGES = {
    "fi": (
        "– Klusteri kasvaa, kertoo kehitysjohtaja Tuulikki Aavekorpi Lapin liitosta.\n"
        "Aavekorven mukaan Kemin Digipolis on mukana. Aavekorvelta saa tietoja.\n"
        "Lisätietoja: Tuulikki Aavekorpi, Lapin liitto, p. 040 000 0199,"
        " tuulikki.aavekorpi@lapinliitto.example",
        ("Aavekor", "040 000 0199", "tuulikki"),
        ("Lapin liitosta", "Kemin Digipolis", "Lapin liitto", "kehitysjohtaja", "Lisätietoja"),
    ),
    "pl": (
        "Spotkanie otworzyła dyrektor Zdzisława Bajkowska z Urzędu Marszałkowskiego Województwa Mazowieckiego.\n"
        "Rozmawiano z Zdzisławą Bajkowską i z koordynatorem Januszem Nibylandzkim w Łodzi.\nKontakt: tel. 22 000 00 01",
        ("Bajkowsk", "Nibyland", "22 000 00 01"),
        ("Urzędu Marszałkowskiego Województwa Mazowieckiego", "dyrektor", "w Łodzi"),
    ),
    "de": (
        "„Das Netzwerk wächst“, sagt Geschäftsführerin Dr. Almut Traumfelder vom Cluster Ruhr.\nDie Metropole Ruhr "
        "dankt Frau Traumfelder.\nAnsprechpartner: Xaverius Wolkenbauer, Tel.: +49 201 0000001, "
        "x.wolkenbauer@ruhr.example",
        ("Traumfelder", "Wolkenbauer", "+49 201 0000001", "x.wolkenbauer"),
        ("Cluster Ruhr", "Metropole Ruhr", "Ansprechpartner"),
    ),
    "fr": (
        "La région Bretagne, explique Solène Brumechamp, directrice du pôle, soutient les PME de Haute-Normandie.\n"
        "M. Gaëtan Nuagebleu, président de Bretagne Développement Innovation, a salué Mme Brumechamp. "
        "Tél. 02 00 00 00 01",
        ("Brumechamp", "Nuagebleu", "02 00 00 00 01"),
        ("région Bretagne", "Haute-Normandie", "Bretagne Développement Innovation"),
    ),
    "es": (
        "El director general, Íñigo Soñador Nubes, presentó el clúster de Castilla y León.\n"
        "Según Soñador, Asturias y Navarra participan. Contacto: Begoña Nievesfalsas (teléfono 985 000 001)",
        ("Soñador", "Nievesfalsas", "985 000 001"),
        ("Castilla y León", "Asturias y Navarra", "director general"),
    ),
    "sv": (
        "Projektet leds av Region Västerbotten, säger projektledare Torbjörn Dimmskog.\nDimmskogs kollega "
        "Åsa Molnvall arbetar på Åland. Kontakt: Åsa Molnvall, tfn +358 18 000 001",
        ("Dimmskog", "Molnvall", "+358 18 000 001"),
        ("Region Västerbotten", "på Åland"),
    ),
    "el": (
        "Η διευθύντρια Δέσποινα Ονειροπούλου τόνισε ότι η Στερεά Ελλάδα συμμετέχει.\n"
        "Η κ. Ονειροπούλου μίλησε στους Δελφούς. Τηλ. 2231 000 001",
        ("Ονειροπούλου", "2231 000 001"),
        ("Στερεά Ελλάδα", "Δελφούς", "διευθύντρια"),
    ),
    "en": (
        "The Minister for Business and Knowledge, Fearghal Neverwhere, told the Beauty Cluster Barcelona "
        "that it matters.\n"
        "Neverwhere's colleague Fiona Notreal works at Catalonia Trade & Investment. Phone: +353 1 000 0001",
        ("Neverwhere", "Notreal", "+353 1 000 0001"),
        ("Minister for Business and Knowledge", "Beauty Cluster Barcelona", "Catalonia Trade & Investment"),
    ),
    "hu": (
        "Álmos Gábor, a klaszter igazgatója elmondta, hogy Pannon és Győr részt vesz. Álmos szerint jó a program.",
        ("Álmos", "Gábor"),
        ("Pannon", "Győr", "igazgatója"),
    ),
    "cs": (
        "Ředitel klastru Zdeněk Smyšlený uvedl, že Moravskoslezský kraj projekt podporuje. Se Smyšleným jednal kraj.",
        ("Smyšlen",),
        ("Ředitel klastru", "Moravskoslezský kraj"),
    ),
}


def masked(text: str, language: str) -> str:
    return mask(text, find_persons(text, language))


@pytest.mark.parametrize("language", PAGES)
def test_persons_of_many_languages_are_masked_and_all_else_stays(language: str) -> None:
    text, gone, stays = PAGES[language]
    after = masked(text, language)
    assert len(after) == len(text)
    assert [part for part in gone if part in after] == []
    assert [part for part in stays if part not in after] == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("el", "«Ήρθε η ώρα», είπε ο υπεύθυνος του έργου Λάζαρος Συννεφίδης στη Λάρισα.", "Λάζαρος Συννεφίδης"),
        ("bg", "Срещата откри Лъчезара Облакова от община Русе.", "Лъчезара Облакова"),
        ("hu", "A megnyitón Mohafelhő Dorka beszélt Győrben.", "Mohafelhő Dorka"),
        ("lv", "Par ceļu stāstīja Ilmārs Mākoņkalns no Cēsīm.", "Ilmārs Mākoņkalns"),
        ("fi", "Sanoo kyläverkon koordinaattori Ulla-Maija Utupilvi.", "Ulla-Maija Utupilvi"),
    ],
)
def test_rarer_given_names(language: str, text: str, name: str) -> None:
    assert name not in masked(text, language)


def test_a_name_that_runs_on_over_the_end_of_a_wrapped_line_is_masked_whole() -> None:
    line = "Further details about the closing conference in Łódź can be had from the coordinator "
    text = f"{line}Mary\nFernworth-Hill, who answers in Åland.\n"
    document, _ = masked_document(Document("p", "p.txt", text, "en"), PrivacyOptions(), date=DATE)
    assert document.text == f"{line}{BLOCK * 4}\n{BLOCK * 14}, who answers in Åland.\n"


def test_blocks_keep_every_offset() -> None:
    text, _, _ = PAGES["fi"]
    spans = find_persons(text, "fi")
    after = mask(text, spans)
    hidden = {at for s in spans for at in range(s.start, s.end)}
    assert all(after[at] == text[at] for at in range(len(text)) if at not in hidden)
    assert all(after[at] in {BLOCK, " "} for at in hidden)
    assert {s.kind for s in spans} == {"name", "phone", "email"}
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Instytut Bezpieczeństwa IT im. Horsta Görtza w Bochum", "pl"),
        ("Horst Görtz Institute for IT Security in Bochum", "en"),
        ("Die Konrad-Adenauer-Stiftung und das Heinz-Nixdorf-Institut fördern Łódź", "de"),
        ("Marie Skłodowska-Curie Actions pay for researchers", "en"),
        ("Fundacja Stefana Batorego i Uniwersytet Jana Kochanowskiego", "pl"),
        ("La Fundación Ramón Areces y el Centro Severo Ochoa", "es"),
        ("Alvar Aalto -säätiö ja Lönnrot-seura", "fi"),
        ("Fundacija Edmund Mraz in Knjižnica Otona Župančiča", "sl"),
        ("A megyei Balázs Ferenc Kórház és a Kiss József Könyvtár Győrben", "hu"),
        ("Ředitel klastru Kovo Moravia a vedoucí projektu Voda Bez Hranic", "cs"),
        ("Francie, Argentina a Peru; La Spagna, l'Italia e Costanza; Silver Label", "cs"),
        ("San Pietro Terme, Sankt Georgen and Saint Martin", "en"),
        ("Lapland, North Karelia, Castilla y León, Sterea Ellada and Västerbotten", "en"),
        ("Emilia Romagna Region, Bretagne Développement Innovation, Cork City Council", "en"),
        ("Lapin liitto, Kemin Digipolis ja ProAgria Lappi: johtaja vaihtuu", "fi"),
        ("Spotkanie projektu Central Mountains w Bieszczadach, Interreg Europa Środkowa", "pl"),
        ("The European Commission, the European Secretariat for Cluster Analysis and Packaging Cluster", "en"),
        ("Minister Funduszy i Polityki Regionalnej oraz Marszałek Województwa Śląskiego", "pl"),
        ("Director General Regional Development, Head of Unit Smart Specialisation", "en"),
        ("Geschäftsführer Vertrieb Deutschland, Leiter Abteilung Regionale Entwicklung", "de"),
        ("Smart Specialisation Platform, Digital Innovation Hub Slovenia", "en"),
        ("Ministerstwo Rozwoju, Ministry Foreign Affairs, Innenministerium Nordrhein Westfalen", "de"),
    ],
)
def test_organisations_places_and_prizes_are_no_persons(text: str, language: str) -> None:
    assert [text[s.start : s.end] for s in find_persons(text, language)] == []


@pytest.mark.parametrize(
    "text",
    [
        "15-16 stycznia 2020 r.", "20.02.2017 - 31.12.2018", "432 760 €", "696 160,35 €", "349.396 euros",
        "2014-2020 ja 2021/2027", "p. 12, s. 34", "FI1D3 NUTS 2024", "EU27, 88,1% ja 9 000 organisations",
        "14.02.2018 14:46", "1 997 655€, ja siitä 301 200€", "2018-02-14T14:46:00+02:00", "ISBN 978-92-76-00000-1",
        "+35 % in 2021 and +1 200 jobs", "€379 million 2021-2027", "Project 101000001", "p. 432 760 €",
    ],
)  # fmt: skip
def test_dates_money_and_codes_are_no_telephone_numbers(text: str) -> None:
    assert find_persons(text, "en") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("puh. 040 000 0101", "040 000 0101"),
        ("Tel.: (0201) 000-0001", "(0201) 000-0001"),
        ("+48 (22) 000 00 00", "+48 (22) 000 00 00"),
        ("0048 22 000 00 00", "0048 22 000 00 00"),
        ("tel. kom. 600 000 001", "600 000 001"),
        ("тел. 02 000 0001", "02 000 0001"),
        ("τηλ.: 2231 000 001", "2231 000 001"),
        ("tālr. 67000001", "67000001"),
        ("T: +32 2 000 00 01 | M: +32 470 00 00 01", "+32 470 00 00 01"),
        ("tel. 22 000 00 01, 22 000 00 02", "22 000 00 02"),
        ("Åsa Molnvall 090-000 00 01", "090-000 00 01"),
    ],
)
def test_telephone_numbers(text: str, number: str) -> None:
    assert number in [text[s.start : s.end] for s in find_persons(text, "und") if s.kind == "phone"]


def test_two_numbers_on_two_lines_stay_apart_and_the_date_below_stays() -> None:
    assert masked("p. 040 000 0101\n14.02.2018 14:46", "fi").endswith("\n14.02.2018 14:46")


@pytest.mark.parametrize(
    ("address", "functional"),
    [
        ("info@region.example", True), ("kirjaamo@lapinliitto.example", True), ("office-eu@x.example", True),
        ("remix@lapinliitto.example", True), ("etunimi.sukunimi@lapinliitto.example", True),
        ("lapinliitto@lapinliitto.example", True), ("tuulikki.aavekorpi@x.example", False),
        ("t.aavekorpi@x.example", False),
        ("aavekorpi (at) lapinliitto.example", False),
    ],
)  # fmt: skip
def test_boxes_of_functions_stay_and_those_of_persons_go(address: str, functional: bool) -> None:
    text = f"REMIX: {address}"
    assert (masked(text, "fi") == text) is functional
    assert "@" not in masked(text, "fi") or functional


def test_is_functional() -> None:
    assert is_functional("sekretariat")
    assert not is_functional("zdzislawa.bajkowska")


def test_protected_spans_win_and_may_be_computed() -> None:
    text = "Anna Paulowna signed. Jan Kowalonierzecki signed."
    protect = [(m.start(), m.end()) for m in re.finditer("Anna Paulowna", text)]
    for protected in (protect, lambda _: protect):
        assert mask(text, find_persons(text, "en", protected)).startswith("Anna Paulowna signed. ███ █")
    assert masked(text, "en").startswith("████ ████████")


def test_a_surname_that_is_a_place_is_masked_beside_its_given_name_only() -> None:
    text = "Johtaja Pekka Lahti kävi siellä. Lahti on kaupunki."
    spans = [(m.start(), m.end()) for m in re.finditer("Lahti", text)]
    assert mask(text, find_persons(text, "fi", spans)) == "Johtaja █████ █████ kävi siellä. Lahti on kaupunki."


PERSON = PersonEntry("Tuulikki Aavekorpi", "consent of 2023-01-02", "2024-12-31")


@pytest.mark.parametrize(
    ("entry", "date", "stays"),
    [
        (PERSON, DATE, True),
        (PERSON, "2024-12-31", True),
        (PERSON, "2025-01-01", False),
        (PersonEntry(PERSON.name, " ", "2099-01-01"), DATE, False),
        (PersonEntry("Joku Muu", "consent", "2099-01-01"), DATE, False),
    ],
)
def test_a_person_stays_with_a_legal_basis_until_the_entry_expires(entry: PersonEntry, date: str, stays: bool) -> None:
    document = Document("a", "a.txt", PAGES["fi"][0], "fi", "Uutinen")
    after, spans = masked_document(document, PrivacyOptions((entry,)), date=date)
    assert ("Tuulikki Aavekorpi Lapin" in after.text) is stays
    assert ("Aavekorvelta" in after.text) is stays
    assert "040 000 0199" not in after.text
    assert "tuulikki.aavekorpi@" not in after.text
    assert ("name" in {s.kind for s in spans}) is not stays


def test_title_path_address_and_id_are_masked_too() -> None:
    document = Document(
        "news-fiona-notreal", "news/Fiona Notreal.txt", "Director Fiona Notreal said so. " + "Ms Notreal left.",
        "en", "Fiona Notreal leaves", "https://example.org/people/fiona-notreal?x=1",
    )  # fmt: skip
    after, _ = masked_document(document, PrivacyOptions(), date=DATE)
    said = " ".join([after.id, after.path, after.text, after.title, after.url or ""]).lower()
    assert "notreal" not in said
    assert "fiona" not in said
    assert after.id.startswith("news-")
    assert after.url == "https://example.org/"
    assert (len(after.path), len(after.title)) == (len(document.path), len(document.title))
    untouched = Document("b", "b.txt", "Lapin liitto", "fi", "Lappi", "https://example.org/lappi")
    assert masked_document(untouched, PrivacyOptions(), date=DATE) == (untouched, ())


def test_authority_names_shield_what_looks_like_a_person() -> None:
    text = "Anna Paulowna and Marco Simone joined REMIX, says Fiona Notreal."
    document = Document("a", "a.txt", text, "en", "Anna Paulowna")
    after, _ = masked_document(document, PrivacyOptions(), frozenset({"Anna Paulowna", "Marco Simone"}), date=DATE)
    assert after.text == "Anna Paulowna and Marco Simone joined REMIX, says █████ ███████."
    assert after.title == "Anna Paulowna"


def test_names_found_on_the_page_are_masked_in_other_texts() -> None:
    text, _, _ = PAGES["pl"]
    names = names_in(text, find_persons(text, "pl"))
    assert "Zdzisława Bajkowska" in names
    assert mask_names("Zdjęcie: Bajkowska w Łodzi", names, "pl") == "Zdjęcie: █████████ w Łodzi"


@pytest.mark.parametrize(
    "content",
    [
        "… TUULIKKI  aavekorpi …", b'{"x": "Tuulikki Aavekorpi"}', "<p>Tuulikki&nbsp;Aavekorpi</p>",
        "<https://data.example.org/id/organisation/tuulikki-aavekorpi>", '"Tuulikki \\u0041avekorpi"',
        "https://example.org/Tuulikki%20Aavekorpi", b"p. 040 000 0199", b"x +358 40 000 0199",
        b"tuulikki.aavekorpi@x.example",
    ],
)  # fmt: skip
def test_leaks_are_found_in_every_disguise(content: str | bytes) -> None:
    assert leaks(content, {"Tuulikki Aavekorpi"}) != []


def test_a_clean_release_leaks_nothing() -> None:
    turtle = (
        '<https://data.example.org/id/event/a> schema:startDate "2018-02-14T14:46:00+02:00"^^xsd:dateTime ;\n'
        ' schema:value 432760.00 ; rdfs:label "Lapin liitto ████ █████████"@fi ;\n'
        " vcard:hasEmail <mailto:info@x.example> ."
    )
    assert leaks(turtle.encode(), {"Tuulikki Aavekorpi"}) == []
    assert leaks("press.officer@x.example a.b@x.example", set(), allowed={"a.b@x.example"}) == []


def test_spans_outside_a_text_do_no_harm() -> None:
    assert mask("éù", [Span(-3, 1, "name"), Span(1, 9, "phone")]) == BLOCK * 2


def test_a_long_page_takes_no_time() -> None:
    text = (PAGES["fi"][0] + "\n" + PAGES["en"][0] + "\n") * 150
    assert "Aavekor" not in masked(text, "fi")


def test_hostile_lines_do_not_stall() -> None:
    for text in ("Anna " * 20_000, "1 " * 50_000, "a.b@" * 20_000, "(" * 50_000, "+1" * 50_000, "A-" * 50_000):
        find_persons(text, "en")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside this checkout")
def test_the_shared_page_in_finnish_names_three_persons_and_no_region_is_masked() -> None:
    documents = {d.path[:3]: d for d in read_documents(SEEDS, date=DATE).documents}
    document = documents["003"]
    after, spans = masked_document(document, PrivacyOptions(), date=DATE)
    assert len({n.casefold() for n in names_in(document.text, spans)}) == 3
    beside = re.findall(r"johtaja ((?:[A-ZÅÄÖ][a-zåäö]+) (?:[A-ZÅÄÖ][a-zåäö]+))", document.text)
    assert len(beside) == 6
    assert [name for name in beside if name in after.text] == []
    assert re.findall(r"p\. \d", after.text) == []
    kinds = [s.kind for s in spans]
    assert (kinds.count("name"), kinds.count("phone"), kinds.count("email")) == (6, 3, 0)
    for word in ("Lapin liit", "Kemin Digipoli", "ProAgria", "Lappi", "Euroopan komissio", "Arktinen", "14.02.2018"):
        assert after.text.count(word) == document.text.count(word)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside this checkout")
def test_the_other_shared_pages_name_no_person() -> None:
    others = [d for d in read_documents(SEEDS, date=DATE).documents if not d.path.startswith("003")]
    assert [masked_document(d, PrivacyOptions(), date=DATE)[1] for d in others] == [()] * 4


def test_the_employer_in_a_contact_line_is_no_person() -> None:
    text = "Klusterijohtaja Pekka Esimerkkinen, Åland Digipolis, p. 040 000 0102\n"
    names = [text[s.start : s.end] for s in find_persons(text, "fi") if s.kind == "name"]
    assert names == ["Pekka Esimerkkinen"]
