"""Whose events are: a project's, or those of a partnership, network, programme or call that the page tells of."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("sv", "Projektet SKÄRGLAS visades den 9 maj 2023 upp på programmets årskonferens i Kalmar.\n",
         "~årskonferens | partOfProject | SKÄRGLAS"),
        ("da", "KORNÉÙ slutter\n\nKORNÉÙ-projektets slutkonference fandt sted i Viborg den 3. juni 2022. Partnerne "
         "fortsætter i netværket Levende Korn, som holder sit første møde i Kolding den 4. oktober 2022.\n",
         "~første møde | partOfProject | KORNÉÙ"),
        ("it", "Puglia e Baviera guidano la Partnership Fibre Verdi. Tutto era cominciato con CANAPRO, progetto di "
         "Interreg Central Europe.\n\nL'assemblea annuale si è svolta a Lecce il 5 maggio 2023.\n",
         "~assemblea | partOfProject | CANAPRO"),
    ],
)  # fmt: skip
def test_what_others_hold_is_no_projects_event(language: str, text: str, wrong: str) -> None:
    reading = read(text, language)
    assert reading.entities("Event")
    assert not reading.says(wrong)


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "The kick-off of the Interreg Europe project FOGLINK was in Łódź on 3 May 2021.\n",
         "~kick-off | partOfProject | FOGLINK"),
        ("da", "KORNÉÙ slutter\n\nProjektet KORNÉÙ begyndte i 2019. Slutkonferencen fandt sted i Viborg den 3. juni "
         "2022.\n", "~Slutkonference | partOfProject | KORNÉÙ"),
        ("sv", "Projektet MYRÉÙ leds av Umeå universitet. Startskottet går i Luleå den 3 mars 2024, då partnerna "
         "samlas till uppstartsmöte.\n", "~tart | partOfProject | MYRÉÙ"),
    ],
)  # fmt: skip
def test_a_project_keeps_its_events(language: str, text: str, fact: str) -> None:
    reading = read(text, language)
    assert reading.says(fact)
    assert len(reading.entities("Event")) >= 1


@pytest.mark.parametrize(
    ("language", "text", "number", "other"),
    [
        ("cs", "Konference projektu LOUKA se konala v Telči 9. dubna 2024. Přihlásilo se 45 lidí, dorazilo jich 38.\n",
         38, 45),
        ("de", "Die Konferenz des Projekts ÉÙ fand am 6. Juni 2023 in Landshut statt. Erwartet hatte man 80 Gäste, "
         "gekommen sind 115.\n", 115, 80),
        ("pl", "Warsztaty projektu ÉÙ odbyły się w Łodzi 11 marca 2024 r. Zapisało się 60 osób, a przyszły 52.\n",
         52, 60),
        ("en", "The study visit of FOGLINK was held in Łódź on 4 June 2024. Some 40 guests had been invited and 26 "
         "came.\n", 26, 40),
    ],
)  # fmt: skip
def test_who_was_expected_did_not_come(language: str, text: str, number: int, other: int) -> None:
    found = {c.value.lexical for c in read(text, language).claims if c.predicate == "participants" and c.value}
    assert found == {str(number)}
    assert str(other) not in found


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "The study visit of FOGLINK took place in Łódź on 4 June 2024.\n\nNext stop: Graz, 12 November 2024.\n",
         "~Next stop | heldIn | Graz"),
        ("pt", "A visita de estudo do projeto SAL decorreu em Aveiro a 3 de abril de 2024.\n\nA próxima paragem será "
         "em Nantes, no mês de outubro.\n", "~próxima paragem | partOfProject | SAL"),
        ("lv", "Projekta NIEDRE pieredzes brauciens notika Kuldīgā 2024. gada 14. maijā.\n\nNākamais galamērķis – "
         "Turku, 2024. gada septembrī.\n", "~galamērķis | heldIn | Turku"),
        ("hr", "Studijski posjet projekta ÉÙ održan je u Osijeku 3. svibnja 2024. Idući posjet? U Pori, u "
         "listopadu.\n", "~Idući posjet | heldIn | Pori"),
    ],
)  # fmt: skip
def test_the_next_stop_is_an_event(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Projektin ÉÙ opintomatka oli Oulussa 3.5.2023. Seuraavana vuonna oli Tornion vuoro.\n"),
        ("en", "The study visit of FOGLINK took place in Łódź on 4 June 2024. Next, farmers in Graz tried it.\n"),
    ],
)
def test_a_coming_year_is_no_event(language: str, text: str) -> None:
    assert len({c.subject.id for c in read(text, language).claims if c.subject.type == "Event"}) == 1


def test_a_room_with_a_place_is_no_event() -> None:
    text = "Partenerii din Asturias au apreciat un atelier din Oradea. Seminarul a avut loc la Arad pe 8 mai 2023.\n"
    assert not any("atelier" in name for name in read(text, "ro").entities("Event"))


def test_a_second_meeting_is_not_the_founding_one() -> None:
    text = (
        "Partnerstvo za modro gospodarstvo je v Kopru 12. maja 2023 pripravilo ustanovno srečanje. "
        "Drugo srečanje bo prihodnje leto gostil Split.\n"
    )
    reading = read(text, "sl")
    assert reading.says("~Drugo srečanje | heldIn | Split")
    assert not reading.says("~Drugo srečanje | heldIn | Koper")
