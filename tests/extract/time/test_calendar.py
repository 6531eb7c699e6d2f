"""Dates of pages, events and projects; places, heads and status of events."""

from __future__ import annotations

import pytest

from extract_reading import analysed, read
from regiograph.extract.time.calendar import page_date


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "# News of éù\n\n3 May 2019\n\nText.\n", "2019-05-03"),
        ("en", "# News of éù\n\nPublished: 3 May 2019\n\nText.\n", "2019-05-03"),
        ("en", "# News of éù\n\nFriday, 3 May 2019, 12:40\n\nText.\n", "2019-05-03"),
        ("fi", "# Uutinen\n\nJulkaistu 3.5.2019 klo 12.40\n\nTekstiä.\n", "2019-05-03"),
        ("pl", "# Nowina\n\nOpublikowano: 3 maja 2019\n\nTekst.\n", "2019-05-03"),
        ("bg", "# Новина\n\n3 май 2019 г.\n\nТекст.\n", "2019-05-03"),
        ("lt", "# Naujiena\n\n2019 m. gegužės 3 d.\n\nTekstas.\n", "2019-05-03"),
        (
            "fr",
            "# Nouvelle\n\nMenu > Presse\n\nPublié le 3 mai 2019 à 9 h 40 – Lecture : 4 min\n\nMot.\n",
            "2019-05-03",
        ),
        (
            "it",
            "# Notizia\n\nTorino, 3 maggio 2019 - La valle ha un nuovo sentiero che unisce tutti i suoi borghi, "
            "dal primo all'ultimo, e lo si può fare a piedi.\n",
            "2019-05-03",
        ),
        ("lv", "# Ziņa\n\nTeksts.\n\nLapa atjaunota 03.05.2019.\n", "2019-05-03"),
        ("en", "# News\n\nLast updated: 9 June 2020\n\nPublished: 3 May 2019\n\nText.\n", "2019-05-03"),
        ("lv", "Kur dūmi?\n\nĀboli un Zeme, 2022. gada 9. novembris\n\nTeksts.\n", "2022-11-09"),
        ("hr", "Hrast\n\nAutor: Redakcija | 11. ožujka 2023., 09:42\n\nTekst.\n", "2023-03-11"),
        ("mt", "Ilma\n\nIr-Rabat, Għawdex – 9 ta' Frar 2024\n\nTest.\n", "2024-02-09"),
        ("en", "Shorelines\nNo. 31, July 2021\n\nText.\n", "2021-07"),
        ("en", "ALFA-X\n\nBegun | 3 May 2019\nPlace | Łódź\n\nText.\n", None),
        ("en", "The project meets in Łódź, 3 May 2019\n\nText.\n", None),
        ("da", "# Projekt\n\nResultater pr. 1. marts 2024\n\nTekst.\n", None),
        ("en", "# News\n\nThe seminar was on 3 May 2019.\n", None),
        ("en", "# News\n\nMay 2019\n\nText.\n", None),
        ("en", "# News\n\n3–4 May 2019\n\nText.\n", None),
    ],
)
def test_a_date_alone_in_its_line_is_the_page_s_own(language: str, text: str, date: str | None) -> None:
    found = [c.value.lexical for c in read(text, language).claims if c.predicate == "publishedOn" and c.value]
    assert found == ([date] if date else [])
    assert page_date(analysed(text, language)) == date


def test_metadata_come_before_what_the_page_shows() -> None:
    text = "# News\n\n3 May 2019\n\nThe seminar in Porto was held on 11 April.\n"
    assert any(f.endswith("date | 2017-04-11") for f in read(text, published="2017-06-01").facts("date"))
    assert any(f.endswith("date | 2019-04-11") for f in read(text).facts("date"))


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "The seminar was held in Porto on 3 May 2019.", {"heldIn | Porto", "date | 2019-05-03"}),
        ("en", "The seminar was held in Porto, Portugal, on 3–4 May 2019.",
         {"heldIn | Porto", "startDate | 2019-05-03", "endDate | 2019-05-04"}),
        ("en", "The seminar took place in Lapland in May 2019.", {"heldIn | Lapland", "date | 2019-05"}),
        ("fi", "Seminaari pidettiin Kajaanissa 3.–4.5.2019.",
         {"heldIn | Kajaani", "startDate | 2019-05-03", "endDate | 2019-05-04"}),
        ("fi", "Seminaari pidettiin vuoden 2018 lopulla Kajaanissa.",
         {"heldIn | Kajaani", "date | [2018-10..2018-12]"}),
        ("pl", "Seminarium odbyło się w Gdańsku 3 maja 2019 r.", {"heldIn | Gdańsk", "date | 2019-05-03"}),
        ("pl", "W dniach 3–5 maja 2019 r. w Lublinie odbyła się konferencja.",
         {"heldIn | Lublin", "startDate | 2019-05-03", "endDate | 2019-05-05"}),
        ("de", "Das Seminar fand am 3. Mai 2019 in Graz statt.", {"heldIn | Graz", "date | 2019-05-03"}),
        ("fr", "Le séminaire a eu lieu à Lille du 3 au 5 mai 2019.",
         {"heldIn | Lille", "startDate | 2019-05-03", "endDate | 2019-05-05"}),
        ("es", "El seminario se celebró en Santander el 3 de mayo de 2019.",
         {"heldIn | Santander", "date | 2019-05-03"}),
    ],
)  # fmt: skip
def test_when_and_where_an_event_was(language: str, text: str, facts: set[str]) -> None:
    found = {f.split(" | ", 1)[1] for f in read(text, language).facts("heldIn", "date", "startDate", "endDate")}
    assert found == facts


def test_each_of_two_events_takes_the_date_beside_it() -> None:
    text = "The workshop in Porto was held on 3 May 2019 and the conference in Graz on 4 June 2020."
    assert {f.split(" ")[-3] + f[-11:] for f in read(text).facts("date")} <= {"date 2019-05-03", "date 2020-06-04"}
    assert len(read(text).facts("date")) == 2


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "The seminar in Porto was held on 3 May 2019.", "done"),
        ("en", "The seminar will be held in Porto on 3 May 2019.", "planned"),
        ("fi", "Seminaari pidettiin Kajaanissa 3.5.2019.", "done"),
        ("fi", "Seminaari on tarkoitus pitää Kajaanissa 3.5.2019.", "planned"),
        ("pl", "Planowana jest konferencja w Gdańsku 3 maja 2019 r.", "planned"),
    ],
)
def test_whether_an_event_was_or_will_be(language: str, text: str, status: str) -> None:
    assert {c.value.lexical for c in read(text, language).claims if c.predicate == "status" and c.value} == {status}


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "The first call for proposals opens on 3 May 2021 and closes on 30 June 2021.",
         {"startDate | 2021-05-03", "endDate | 2021-06-30"}),
        ("nl", "De oproep opent op 3 mei en sluit op 30 juni 2021.",
         {"startDate | 2021-05-03", "endDate | 2021-06-30"}),
        ("it", "Il terzo avviso sarà aperto dal 3 maggio e si chiuderà il 30 giugno 2021.",
         {"startDate | 2021-05-03", "endDate | 2021-06-30"}),
        ("hr", "Treći poziv otvara se 3. svibnja i ostaje otvoren do 30. lipnja 2021.",
         {"startDate | 2021-05-03", "endDate | 2021-06-30"}),
        ("en", "The idea came up after the first call for proposals.", set()),
        ("es", "La idea salió en la segunda convocatoria del programa.", set()),
    ],
)  # fmt: skip
def test_when_a_call_is_open(language: str, text: str, facts: set[str]) -> None:
    reading = read(text, language)
    assert {f.split(" | ", 1)[1] for f in reading.facts("startDate", "endDate", "date")} == facts
    assert bool(reading.entities("Event")) == bool(facts)


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("cs",
         "Od dubna 2019 běží projekt HORSKÁSÍŤ, jehož závěrečná konference se konala 9. a 10. listopadu 2021 v Praze.",
         {"startDate | 2019-04", "startDate | 2021-11-09", "endDate | 2021-11-10"}),
        ("en", "The kick-off was held in Porto on 3 May 2019, and the second workshop in Graz on 4 June 2020.",
         {"date | 2019-05-03", "date | 2020-06-04"}),
    ],
)  # fmt: skip
def test_each_date_has_one_owner(language: str, text: str, facts: set[str]) -> None:
    found = {f.split(" | ", 1)[1] for f in read(text, language).facts("startDate", "endDate", "date")}
    assert found == facts


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("sk", "Záverečná konferencia sa konala v Tŕňovciach 3. mája 2019.", "Tŕňovciach"),
        ("lt", "Baigiamoji konferencija vyko Ąžuolėje 2019 m. gegužės 3 d.", "Ąžuolėje"),
        ("es", "Próxima asamblea: Robledal, 3 de mayo de 2019.", "Robledal"),
    ],
)
def test_a_town_that_no_gazetteer_knows(language: str, text: str, place: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("heldIn")} == {place}


def test_a_house_is_no_town_and_a_congress_centre_no_congress() -> None:
    reading = read("La conférence finale a eu lieu à Lille, au Palais des congrès, le 3 mai 2019.", "fr")
    assert {f.split(" | ")[2] for f in reading.facts("heldIn")} == {"Lille"}
    assert len(reading.entities("Event")) == 1


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("hu", "A zárókonferenciát 2019. május 3-án tartották. Mintegy 140-en jöttek el.", "140"),
        ("bg", "Заключителната конференция се проведе в Пловдив на 3 май 2019 г. Дойдоха седемдесет и пет души.", "75"),
        ("ro", "Conferința finală s-a ținut la Cluj-Napoca pe 3 mai 2019, cu 65 de invitați.", "65"),
        ("fr", "Quelque 140 personnes ont fait le déplacement à Lille le 3 mai 2019 pour la conférence finale.", "140"),
    ],
)  # fmt: skip
def test_how_many_came_in_other_words(language: str, text: str, count: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("participants")} == {count}


def test_a_meeting_to_come_takes_no_head_count_of_another() -> None:
    text = "The house was full: 72 people attended.\n\nThe next workshop will be held in Porto on 3 May 2019.\n"
    assert read(text).facts("participants") == set()


@pytest.mark.parametrize(
    ("language", "text", "count", "approximation"),
    [
        ("en", "45 participants attended the conference in Porto on 3 May 2019.", "45", "exactly"),
        ("en", "More than 200 people attended the conference in Porto on 3 May 2019.", "200", "more-than"),
        ("en", "About 1,200 delegates joined the conference in Porto on 3 May 2019.", "1200", "about"),
        ("fi", "Konferenssiin Kajaanissa 3.5.2019 osallistui yli 200 osallistujaa.", "200", "more-than"),
        ("pl", "W konferencji w Gdańsku 3 maja 2019 r. wzięło udział ponad 200 uczestników.", "200", "more-than"),
        ("de", "An der Konferenz in Graz am 3. Mai 2019 nahmen rund 80 Teilnehmer teil.", "80", "about"),
    ],
)
def test_how_many_came(language: str, text: str, count: str, approximation: str) -> None:
    claim = read(text, language).claim("participants")
    assert claim.value is not None
    assert (claim.value.lexical, claim.qualifier("approximation")) == (count, approximation)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The conference in Porto on 3 May 2019 heard that the house employs 200 researchers."),
        ("en", "At the conference in Porto on 3 May 2019, 10% of the participants attended a visit."),
        ("en", "Those who attended the conference in Porto on 3 May 2019 paid 45 euros."),
        ("en", "Those who attended the conference in Porto on 3 May 2019 brought 45 dogs."),
        ("pl", "Na konferencji w Gdańsku 3 maja 2019 r. mówiono, że uczelnia zatrudnia 200 pracowników naukowych."),
    ],
)
def test_what_is_no_head_count(language: str, text: str) -> None:
    assert read(text, language).facts("participants") == set()


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "The FERNWAY project started in May 2017.", {"startDate | 2017-05"}),
        ("en", "The FERNWAY project ends on 31 July 2021.", {"endDate | 2021-07-31"}),
        ("en", "The FERNWAY project runs from 1 May 2017 to 31 July 2021.",
         {"startDate | 2017-05-01", "endDate | 2021-07-31"}),
        ("en", "# The FERNWAY project\n\nDuration: 01/05/2017 – 31/07/2021\n",
         {"startDate | 2017-05-01", "endDate | 2021-07-31"}),
        ("en", "The FERNWAY project was mentioned on 3 May 2019 in a paper.", set()),
        ("en", "The FERNWAY project wants all trees green by 2030.", set()),
        ("fi", "MARJAPOLKU-hanke alkoi 1.4.2019 ja päättyy 30.9.2022.",
         {"startDate | 2019-04-01", "endDate | 2022-09-30"}),
        ("fi", "MARJAPOLKU-hanke käynnistyi vuoden 2018 lopulla.", {"startDate | [2018-10..2018-12]"}),
        ("pl", "Projekt LASOWIR rozpoczął się 1 marca 2018 r. i zakończy się 28 lutego 2021 r.",
         {"startDate | 2018-03-01", "endDate | 2021-02-28"}),
        ("de", "Das Projekt MOORGRÜN läuft vom 1. Januar 2020 bis 31. Dezember 2022.",
         {"startDate | 2020-01-01", "endDate | 2022-12-31"}),
        ("fr", "Le projet VENTOURNEL a débuté le 1er septembre 2016 et s’achève le 31 août 2019.",
         {"startDate | 2016-09-01", "endDate | 2019-08-31"}),
    ],
)  # fmt: skip
def test_start_and_end_of_a_project(language: str, text: str, facts: set[str]) -> None:
    found = {f.split(" | ", 1)[1] for f in read(text, language).facts("startDate", "endDate")}
    assert found == facts


def test_today_and_the_next_day_are_days_where_an_event_is_told() -> None:
    text = "Ilma\n\n21 ta' Mejju 2021\n\nDan intqal illum waqt konferenza li għaliha attendew 57 ruħ.\n"
    assert any(f.endswith("date | 2021-05-21") for f in read(text, "mt").facts("date"))
    assert read("News\n\n3 May 2019\n\nToday the network has 30 members.\n").facts("date") == set()
    later = "The seminar was in Porto on 31 May 2019. The next day a workshop followed in Braga."
    assert any(f.endswith("date | 2019-06-01") for f in read(later).facts("date"))


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("hu", "# Hírek\n\n2019. május 3., péntek 9:14\n\nSzöveg.\n", "2019-05-03"),
        ("en", "# News\n\n3 May 2019, Friday\n\nText of éù.\n", "2019-05-03"),
        ("en", "# News\n\nUpcoming\n3 May 2019 · Seaweed Day, Łódź\n", None),
    ],
)
def test_weekdays_date_pages_and_calendars_do_not(language: str, text: str, date: str | None) -> None:
    assert page_date(analysed(text, language)) == date


@pytest.mark.parametrize(("published", "year"), [("2023-10-06", "2023"), ("2023-12-06", "2024")])
def test_a_plan_beside_a_day_of_last_month_does_not_move_it(published: str, year: str) -> None:
    text = "The workshop in Oviedo held on 26 September will be repeated.\n"
    assert {f.split(" | ")[2][:4] for f in read(text, "en", published).facts("date")} == {year}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The workshop in Oviedo was held on 26 September, and it will be repeated.\n"),
        ("de", "Der Workshop in Linz fand am 26. September statt, und der nächste wird bald folgen.\n"),
    ],
)
def test_a_plan_in_another_clause_moves_no_day(language: str, text: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language, "2023-12-06").facts("date")} == {"2023-09-26"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "ÉÙRATA-hankkeen (2018–2021) jälkeen työ jatkui."),
        ("da", "Efter at projektet ÉÙRATA (Interreg Nordsøen, 2018-2021) var afsluttet, gik det bedre."),
        ("en", "The project ÉÙRATA had little money and four years to live (2018-2021)."),
    ],
)
def test_brackets_that_close_with_years_date_the_project(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.says("ÉÙRATA | startDate | 2018")
    assert reading.says("ÉÙRATA | endDate | 2021")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The ÉÙRATA project ends on the 30th of this month.", "2024-06-30"),
        ("cs", "Projekt ÉÙRATA skončí 28. tohoto měsíce.", "2024-06-28"),
        ("el", "Το έργο ÉÙRATA ολοκληρώνεται στις 30 του μήνα.", "2024-06-30"),
    ],
)
def test_a_day_of_this_month_is_one_of_the_pages_own(language: str, text: str, day: str) -> None:
    assert [f.split(" | ")[2] for f in read(f"# 1\n\n{text}\n", language, "2024-06-12").facts("endDate")] == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("mt", "# Aħbarijiet\n\nIt-Tnejn, 11 ta' Marzu 2024 | 10:15\n\nTest.\n", "2024-03-11"),
        ("pt", "# Notícias\n\nÉvora, 12 mar 2024 - 10:30\n\nTexto.\n", "2024-03-12"),
        ("ro", "Acasă / Comunicate / 2023\n\n# Știri\n\nCluj-Napoca, joi, 9 martie 2023\n\nText.\n", "2023-03-09"),
        ("en", "# News\n\nA park opens. This was announced today, 3 July 2025, by Łódź.\n", "2025-07-03"),
        ("en", "# News\n\nA park was opened on 3 July 2025 by Łódź.\n", None),
    ],
)
def test_lines_with_hours_and_the_word_today_date_pages(language: str, text: str, day: str | None) -> None:
    assert page_date(analysed(text, language)) == day
