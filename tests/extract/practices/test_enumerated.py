"""Practices told one after another or called by a name, and the practice that a page with a label line is about."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The study visit took place in Goes on 3 May 2022. Two good practices were shown. In the first, Eel "
         "Bank, villagers lend nets. The other is Tide to Table: a map.", {"Eel Bank", "Tide to Table"}),
        ("cs", "Studijní návštěva se konala v Telči 3. května 2022. Mluvilo se o dobré praxi nazvané Obchod na kolech, "
         "která pomáhá vesnicím.", {"Obchod na kolech"}),
        ("pl", "Wizyta studyjna odbyła się w Łodzi 3 maja 2022 r. Pokazano dwie dobre praktyki. Pierwsza to Szkoła na "
         "barce, w której uczą się mechanicy. Drugą, o nazwie Port po godzinach, prowadzi związek.",
         {"Szkoła na barce", "Port po godzinach"}),
        ("da", "Studieturen fandt sted i Växjö den 4. oktober 2022. Gæsterne så to gode eksempler. Det første hedder "
         "Skolen på hjul og kører langt. Det andet, Købmandens nøgle, virker om natten.",
         {"Skolen på hjul", "Købmandens nøgle"}),
        ("de", "Das Peer Review fand am 4. Mai 2022 in Plauen statt. Aus Tirol kam das Beispiel, das gefiel. Unter dem "
         "Titel „Fahr mit Éù“ teilen sich Täler einen Bus.", {"Fahr mit Éù"}),
        ("hu", "A tanulmányút 2022. május 3-án volt Egerben. A vendéglátók két jó gyakorlatot mutattak be. Az egyik a "
         "Kaszkád, amely fűt; a másik a Hőtérkép nevet viseli.", {"Kaszkád", "Hőtérkép"}),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_clause_does(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("GoodPractice") == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The study visit took place in Goes on 3 May 2022. Good practices were discussed. The seminar was "
         "called “Warm Łódź Nights”."),
        ("en", "The study visit took place in Goes on 3 May 2022. Two good practices were shown. The first, Kainuu, is "
         "known to all. The second followed in May."),
        ("en", "Two good practices count. The project was named Éù after a lake."),
        ("it", "La visita di studio si è svolta a Matera il 3 maggio 2022. Sono state mostrate due buone pratiche. La "
         "prima è nota; l'altra no."),
    ],
)  # fmt: skip
def test_what_stands_behind_such_words_is_not_always_a_name(language: str, text: str) -> None:
    assert read(text, language).entities("GoodPractice") == set()


@pytest.mark.parametrize("noun", ["a good practice", "good practice"])
def test_an_apposition_needs_no_article(noun: str) -> None:
    assert "Éù Ticket" in read(f"The app Éù Ticket – {noun} from Kainuu – was shown.", "en").entities("GoodPractice")


SECTIONS = "\n\nHow it works\n\n{name} lends tools to whoever asks.\n\nWhat it cost\n\nVery little, they say.\n"


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("Good practices / Energy\n\nThe Łódź Cellar", "Łódź Cellar"),
        ("Éù Cellar: how neighbours keep apples\n\nGood practice | Kainuu", "Éù Cellar"),
        ("Home › Good practices › Food\n\nKeeping apples: the Éù Cellar", "Éù Cellar"),
        ("Home › Good practices › Food\n\nGood practice: “Éù Cellar”", "Éù Cellar"),
    ],
)
def test_the_title_beside_a_label_line_names_the_practice_of_the_page(top: str, name: str) -> None:
    assert read(top + SECTIONS.format(name=f"The {name}"), "en").entities("GoodPractice") == {name}


@pytest.mark.parametrize(
    "top",
    [
        "Home › Good practices › Visits\n\nStudy visit to Kainuu",
        "Five good practices from Kainuu\n\nWhat neighbours do",
        "Home › News › Food\n\nKeeping apples: the Éù Cellar",
    ],
)
def test_other_titles_are_no_practices(top: str) -> None:
    assert read(top + SECTIONS.format(name="The town"), "en").entities("GoodPractice") == set()


def test_a_label_line_without_sections_names_nothing() -> None:
    text = "Good practices / Energy\n\nThe Éù Cellar\n\nThe region asked for ideas and got none of them in time.\n"
    assert read(text, "en").entities("GoodPractice") == set()


def test_the_page_says_where_its_practice_lies_and_where_it_was_shown() -> None:
    reading = read(
        "Good practice | Kainuu\n\nThe Éù Cellar: apples all winter\n\nHow it works\n\nNeighbours share.\n\n"
        "What it cost\n\nThe ERDF paid for the doors.\n\nWho came\n\nAs part of the ROOTS project, a seminar was held "
        "in Graz on 4 May 2022, and guests from Tyrol and Tuscany heard of it.\n",
        "en",
    )
    assert reading.says("Éù Cellar | locatedIn | Kainuu")
    assert reading.says("Éù Cellar | presentedAt | ~seminar")
    assert reading.says("Éù Cellar | fundedBy | erdf")
    assert not reading.says("Éù Cellar | locatedIn | tuscany")


def test_a_practice_was_shown_at_the_visit_that_the_page_tells_of() -> None:
    reading = read(
        "Study visit to Kainuu\n\nThe study visit took place in Kajaani on 4-6 May 2022.\n\nThe next meeting is "
        "planned for June 2023 in Graz.\n\nAmong the good practices was “Éù Cellar”.\n",
        "en",
    )
    assert reading.says("Éù Cellar | presentedAt | ~visit")
    assert not reading.says("Éù Cellar | presentedAt | ~meeting")


def test_a_region_behind_one_practice_is_not_that_of_the_next() -> None:
    text = (
        "The study visit took place in Graz. They saw good practices: “Éù Barge”, brought from Kainuu, and “Łódź Bus”."
    )
    reading = read(text, "en")
    assert reading.says("Éù Barge | locatedIn | kainuu")
    assert not reading.says("Łódź Bus | locatedIn | kainuu")
