"""Events: the noun for a kind of event with a name, number, date or place; which mentions are one event."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The kick-off meeting was held in Oviedo on 3 May 2019.", "kick-off meeting"),
        ("en", "The Mossland Summit took place on 3 May 2019.", "Mossland Summit"),
        ("en", "The study visit went to Porto on 3 May 2019.", "study visit"),
        ("fi", "Opintomatka järjestettiin Kainuussa 3.5.2019.", "Opintomatka"),
        ("fi", "Kajaanin seminaari pidettiin 3.5.2019.", "Kajaanin seminaari"),
        ("pl", "Dnia 3 maja 2019 r. odbyło się seminarium.", "seminarium"),
        ("de", "Die Konferenz fand am 3. Mai 2019 statt.", "Konferenz"),
        ("fr", "Le séminaire a eu lieu le 3 mai 2019 à Lille.", "séminaire"),
        ("es", "El congreso se celebró el 3 de mayo de 2019.", "congreso"),
        ("sv", "Konferensen hölls den 3 maj 2019 i Umeå.", "Konferensen"),
        ("en", 'The conference "Forests of éù" was on 3 May 2019.', "Forests of éù"),
    ],
)
def test_an_event_with_a_date_or_place_is_found(language: str, text: str, name: str) -> None:
    assert name in read(text, language).entities("Event")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meetings are useful, and every event helps."),
        ("en", "The budget covers seminars and 12 meetings."),
        ("fi", "Kokoukset ovat hyödyllisiä."),
        ("pl", "Spotkania są pożyteczne."),
    ],
)
def test_events_in_general_are_none(language: str, text: str) -> None:
    assert read(text, language).entities("Event") == set()


def test_a_later_mention_is_the_same_event() -> None:
    text = (
        "# Study visit in Porto\n\nThe study visit in Porto took place on 3 May 2019. "
        "The study visit in Porto was a success.\n"
    )
    reading = read(text)
    assert len({c.subject.id for c in reading.claims if c.predicate == "mention" and c.subject.type == "Event"}) == 1
    surfaces = [s.casefold() for s in reading.surfaces("Event")]
    assert sorted(surfaces) == ["study visit"] * 3 + ["study visit in porto"] * 3


def test_other_dates_and_numbers_make_other_events() -> None:
    text = "The 2nd seminar was held in Porto on 3 May 2019.\n\nThe 3rd seminar was held in Graz on 4 June 2020.\n"
    facts = read(text).facts("date")
    assert {f.split(" | ")[2] for f in facts} == {"2019-05-03", "2020-06-04"}
    assert len({f.split(" | ")[0] for f in facts}) == 2


def test_other_numbers_alone_make_other_events() -> None:
    numbers = read("The 2nd seminar was held in Porto. The 3rd seminar was held in Porto.").entities("Event")
    assert len(numbers) == 2


@pytest.mark.parametrize(
    ("language", "text", "project"),
    [
        ("en", "The kick-off of the FERNWAY project was held in Porto on 3 May 2019.", "FERNWAY"),
        ("fi", "MARJAPOLKU-hankkeen aloitusseminaari pidettiin Kajaanissa 3.5.2019.", "MARJAPOLKU"),
        ("pl", "Spotkanie projektu LASOWIR odbyło się w Gdańsku 3 maja 2019 r.", "LASOWIR"),
    ],
)
def test_an_event_belongs_to_the_project_of_its_sentence(language: str, text: str, project: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("partOfProject")} == {project}


def test_a_year_in_the_name_makes_another_event() -> None:
    reading = read(
        "Forum Opakowań 2023 odbyło się 18 maja 2023 r. w Radomiu. Przyjechało na nie 240 uczestników. "
        "Forum Opakowań 2025 jest planowane na wrzesień 2025 r. w Płocku.",
        "pl",
        "2024-01-02",
    )
    assert {"Forum Opakowań 2023", "Forum Opakowań 2025"} <= reading.entities("Event")
    facts = reading.facts("date", "participants", "status")
    assert "Forum Opakowań 2023 | date | 2023-05-18" in facts
    assert "Forum Opakowań 2025 | date | 2025-09" in facts
    assert "Forum Opakowań 2023 | participants | 240" in facts
    assert "Forum Opakowań 2025 | status | planned" in facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hanke alkoi avauskokouksessa, joka pidettiin 23.5.2023 Porissa.", "avauskokous"),
        ("Hausta kerrotaan 20.8.2025 pidettävässä infotilaisuudessa.", "infotilaisuus"),
        ("Aloitustapaaminen pidettiin 3.5.2019 Porissa.", "Aloitustapaaminen"),
    ],
)
def test_an_event_is_called_by_its_nominative(text: str, name: str) -> None:
    assert name in read(text, "fi").entities("Event")


def test_a_word_that_opens_a_table_cell_names_no_call() -> None:
    text = "# Nabór wniosków: łąki\n\nNabór trwa od 20 marca do 7 czerwca 2024 r.\n\n| Pula naboru | 5 mln zł |\n"
    assert read(text, "pl").entities("Event") == {"Nabór wniosków"}


def test_a_bare_name_is_the_event_that_has_a_place() -> None:
    text = "The Fern Innovation Day in Porto took place on 3 May 2019.\n\nThe Fern Innovation Day is made up."
    assert len(read(text).entities("Event")) == 1


@pytest.mark.parametrize(("published", "status"), [("2024-03-01", "planned"), ("2024-05-01", "done"), (None, None)])
def test_the_dates_of_page_and_event_tell_what_is_planned(published: str | None, status: str | None) -> None:
    reading = read("The workshop in Łódź: 4 April.", "en", published)
    assert {f.rpartition(" | ")[2] for f in reading.facts("status")} == ({status} if status else set())


def test_what_happens_on_a_clusters_page_belongs_to_no_project() -> None:
    text = (
        "# Mossland Wood Cluster\n\nThere is much wood in Mossland, and little else.\n\n"
        "The Mossland Wood Cluster runs the project FERNWAY.\n\n"
        "The Fern Forum took place in Oviedo on 3 May 2019.\n"
    )
    assert read(text).facts("partOfProject") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Een week later, op 3 mei 2019, stond men in Turnhout weer aan de lijn."),
        ("pt", "Desde a abertura, em setembro de 2018, passaram por aqui muitas pessoas."),
        ("hr", "Naslovnica > Natječaji > Otvoreni pozivi"),
        ("cs", "Do kongresového centra přišli 3. května 2019 jen sousedé."),
    ],
)
def test_what_is_no_event(language: str, text: str) -> None:
    assert read(text, language).entities("Event") == set()


def test_one_noun_with_two_days_and_towns_is_two_events() -> None:
    facts = read("Workshops will be held on 12 June 2024 in Porto and on 18 June 2024 in Graz.").facts("date", "heldIn")
    told: dict[str, set[str]] = {}
    for fact in facts:
        subject, _, value = fact.split(" | ")
        told.setdefault(subject, set()).add(value)
    assert sorted(map(sorted, told.values())) == [["2024-06-12", "Porto"], ["2024-06-18", "Graz"]]


def test_an_event_on_a_page_of_a_cluster_belongs_to_no_project_of_its_list() -> None:
    text = (
        "# Kuopio Wood Cluster\n\nThe annual meeting will be held in Porto on 3 May 2019.\n\n"
        "- The FERNWAY project\n- The MOSSLINK project\n"
    )
    assert read(text).facts("partOfProject") == set()


def test_a_call_is_dated_by_its_own_sentences_and_a_previous_one_is_another() -> None:
    text = (
        "Interreg POCTEP abre nova convocatória em abril\n\nO programa vai receber candidaturas de 8 de abril a 31 de "
        "maio de 2024.\n\nNa convocatória anterior, encerrada a 30 de junho de 2023, houve 44 projetos.\n"
    )
    found = read(text, "pt").facts("startDate", "endDate")
    assert {f.split(" | ", 1)[1] for f in found} >= {
        "startDate | 2024-04-08",
        "endDate | 2024-05-31",
        "endDate | 2023-06-30",
    }
    text = (
        "Projekt Éù put je započeo 1. travnja 2021., a zadnji dan provedbe je 30. rujna 2023.\n\n"
        "Slijedi prvi poziv novog programa, koji se zatvara 15. studenoga 2023.\n"
    )
    starts = read(text, "hr").facts("startDate")
    assert not any("poziv" in f for f in starts)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("cs", "Na zahajovací jednání projektu ÉÙNA v Brně 3. května 2019 dorazilo osmapadesát.", 58),
        ("it", "Il convegno finale si è tenuto a Lecco il 3 maggio 2019 davanti a oltre 80 persone.", 80),
        ("ro", "Conferința de lansare a avut loc la Cluj-Napoca pe 3 mai 2019. În sală s-au aflat 72 de persoane.", 72),
        ("et", "Seminar toimus Tartus 3. mail 2019, kohale tuli kahesaja kohaliku ringis.", 200),
        ("en", "The workshop in Łódź was on 3 May 2019. In the room were 64 people.", 64),
        ("sv", "Konferensen hölls den 3 maj 2019 i Umeå inför femtioåtta åhörare.", 58),
    ],
)
def test_those_who_came_are_counted(language: str, text: str, number: int) -> None:
    assert [f.split(" | ")[2] for f in read(text, language).facts("participants")] == [str(number)]


def test_people_that_no_event_is_told_of_are_not_counted() -> None:
    assert read("The clinic treats 64 people. The workshop in Łódź is on 3 May 2019.").facts("participants") == set()


def test_a_report_from_a_town_in_capitals_places_its_event() -> None:
    text = "DOMODOSSOLA - Tre anni di lavoro. Con il convegno finale del 24 novembre 2023 si è chiuso il progetto.\n"
    assert "convegno finale | heldIn | Domodossola" in read(text, "it").facts("heldIn")
    assert read(text.replace("DOMODOSSOLA - ", "Domodossola lavora. "), "it").facts("heldIn") == set()


def test_a_place_far_behind_is_not_where_the_event_was() -> None:
    text = (
        "Le séminaire du 3 mai 2019 a clos un projet qui avait fait dialoguer pendant trois longues années des "
        "éleveurs, des bergères et des fromagers de villages perdus dans la montagne en Savoie."
    )
    assert read(text, "fr").facts("heldIn") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("lt", "Apie tai kalbėta vakar, ir viskas įvyko 2024 m. balandžio 18 d. Pasvalyje."),
        ("sl", "Novice   Razpisi   Projekti   Dokumenti\n\nDanes je lep dan v Kopru.\n"),
        ("de", "Startseite   Veranstaltungen   Aufrufe   Kontakt\n\nHeute ist ein schöner Tag in Kassel.\n"),
    ],
)
def test_verbs_and_bars_of_links_are_no_events(language: str, text: str) -> None:
    assert read(text, language).entities("Event") == set()
