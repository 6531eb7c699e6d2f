"""Events told without their noun: the next one, another in a town, partners who meet."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "first", "second", "name", "date", "place"),
    [
        ("en", "The first peer review of ALFA-X was held in Valmiera in May 2023.",
         "The third will take place in Bruges on 12 March 2024.", "the third", "2024-03-12", "Bruges"),
        ("de", "Das erste Partnertreffen fand am 3. März 2023 in Graz statt.",
         "Das nächste ist für Oktober 2023 in Maribor geplant.", "das nächste", "2023-10", "Maribor"),
        ("fr", "Le premier séminaire a eu lieu à Metz le 3 mars 2023.",
         "Le suivant se tiendra à Nancy en octobre 2023.", "le suivant", "2023-10", "Nancy"),
        ("el", "Η πρώτη συνάντηση έγινε στα Χανιά στις 12 Φεβρουαρίου 2024.",
         "Η επόμενη θα γίνει τον Οκτώβριο του 2024 στην Πάτρα.", "η επόμενη", "2024-10", "Πάτρα"),
        ("fi", "Ensimmäinen seminaari pidettiin Oulussa 3.3.2023.",
         "Seuraava järjestetään Kuopiossa lokakuussa 2023.", "seuraava", "2023-10", "Kuopio"),
        ("pt", "Houve uma sessão de esclarecimento na Guarda, a 16 de abril de 2024.",
         "No dia seguinte há outra em Badajoz.", "outra", "2024-04-17", "Badajoz"),
        ("bg", "Информационен ден ще се проведе на 20 юни 2024 г. в Русе.",
         "Седмица по-късно такъв ще има и в Крайова.", "такъв", "2024-06-27", "Крайова"),
    ],
)  # fmt: skip
def test_an_event_without_its_noun_has_its_own_date_and_place(
    language: str, first: str, second: str, name: str, date: str, place: str
) -> None:
    reading = read(f"{first} {second}", language)
    shown = [e for e in reading.surfaces("Event") if e.casefold().startswith(name)]
    assert len(shown) == 1
    assert reading.says(f"{shown[0]} | date | {date}")
    assert reading.says(f"{shown[0]} | heldIn | {place}")


@pytest.mark.parametrize(
    ("language", "text", "date", "place"),
    [
        ("en", "In May 2024 the partners will meet in Ragusa.", "2024-05", "Ragusa"),
        ("mt", "F'Mejju 2024, is-sħab jiltaqgħu f'Ragusa.", "2024-05", "Ragusa"),
        ("fi", "Kumppanit kokoontuvat Ioanninassa 16.4.2024.", "2024-04-16", "Ioannina"),
        ("cs", "V květnu 2024 se partneři setkají v Brně.", "2024-05", "Brno"),
        ("it", "A maggio 2024 i partner si incontreranno a Udine.", "2024-05", "Udine"),
    ],
)
def test_partners_who_meet_are_an_event(language: str, text: str, date: str, place: str) -> None:
    reading = read(text, language)
    (shown,) = reading.surfaces("Event")
    assert reading.says(f"{shown} | date | {date}")
    assert reading.says(f"{shown} | heldIn | {place}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The first seminar was held in Oulu in May 2023. The second goal is growth in Lapland."),
        ("en", "The partners meet all requirements. They are from Lapland."),
        ("es", "El primer taller se celebró en Lugo en mayo de 2023. Otro objetivo es crecer."),
    ],
)
def test_an_ordinal_or_a_verb_alone_is_no_event(language: str, text: str) -> None:
    assert len(read(text, language).entities("Event")) <= 1


def test_the_next_meeting_is_not_the_last_one_again() -> None:
    text = "2024. gada 29. maijā Daugavpilī notika projekta „Upju ceļi” otrā sanāksme. Nākamo sanāksmi rīkos oktobrī."
    assert len(read(text, "lv").entities("Event")) == 2


def test_a_weekday_is_no_fair() -> None:
    text = "A sessão de abertura realizou-se na quinta-feira, dia 12 de abril de 2018, nas Furnas."
    assert read(text, "pt").entities("Event") == {"sessão de abertura"}


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Upcoming\n12 May 2024 · Seaweed Day, Lemvig\n", "Seaweed Day | date | 2024-05-12"),
        ("en", "Upcoming\n12 May 2024 · Seaweed Day, Lemvig\n", "Seaweed Day | heldIn | Lemvig"),
        ("pl", "Kalendarz\n\n- 12.05.2024 | Święto Wełny | Łódź\n", "Święto Wełny | heldIn | Łódź"),
        ("fi", "Tapahtumat\n\n12.5.2024 – Villan päivä, Oulu\n", "Villan päivä | date | 2024-05-12"),
        (
            "es",
            "Próximas citas\n12 de mayo de 2024: Fiesta del Queso, Teruel\n",
            "Fiesta del Queso | heldIn | Teruel",
        ),
        ("hu", "Naptár\n2024. május 12. – Gyapjúnap, Eger\n", "Gyapjúnap | heldIn | Eger"),
        ("en", "Information days\n\n- 12 May 2024, Kuopio\n- 14 May 2024, Oulu\n", "~Oulu | date | 2024-05-14"),
        ("de", "Infotage\n\n- 12. Mai 2024, Kassel\n- 14. Mai 2024, Fulda\n", "~Kassel | heldIn | Kassel"),
    ],
)
def test_a_line_of_a_calendar_is_an_event(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


@pytest.mark.parametrize(
    "text",
    [
        "News\n\n12 May 2024 · The project éù has a new site, Oulu\n",
        "Upcoming\n\n12 May 2024 · work begins\n",
        "Upcoming\n\n12 May 2024, 10.00\n",
    ],
)
def test_other_lines_with_a_day_are_none(text: str) -> None:
    assert read(text).entities("Event") == set()
