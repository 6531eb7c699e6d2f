"""Good practices with the sections of the template, practices shown to others, numbered case studies."""

from __future__ import annotations

import pytest

from extract_reading import analysed, read
from regiograph.extract.practices.practices import template_sections

TEMPLATE = """# Shared sawmill of éù

Country: Finland

One mill serves twelve villages.

The mill stands in Kainuu and saws for everybody.

It was built by neighbours.

## Resources needed

A hall and 40 000 €.

## Evidence of success

- Twelve villages use it.
- Two more asked.

## Difficulties encountered

The winter was long.

## Further information

https://example.org/mill
"""


def test_the_sections_of_a_template_page() -> None:
    page = analysed(TEMPLATE)
    found = [(s.kind, page.text[s.start : s.end], s.position) for s in template_sections(page)]
    assert found == [
        ("summary", "One mill serves twelve villages.", 1),
        ("description", "The mill stands in Kainuu and saws for everybody.\n\nIt was built by neighbours.", 2),
        ("resources", "A hall and 40 000 €.", 3),
        ("evidence", "Twelve villages use it.", 4),
        ("evidence", "Two more asked.", 5),
        ("difficulties", "The winter was long.", 6),
    ]


def test_the_title_is_the_practice_and_the_sections_are_its() -> None:
    reading = read(TEMPLATE)
    assert reading.entities("GoodPractice") == {"Shared sawmill of éù"}
    sections = [c for c in reading.claims if c.predicate == "section"]
    assert [c.qualifier("type") for c in sections] == [
        "summary", "description", "resources", "evidence", "evidence", "difficulties",
    ]  # fmt: skip
    assert {c.subject.name for c in sections} == {"Shared sawmill of éù"}
    assert {c.value.language for c in sections if c.value} == {"en"}
    assert "Shared sawmill of éù | locatedIn | Kainuu" in reading.facts("locatedIn")


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("fi", ("Tarvittavat resurssit", "Haasteet")),
        ("de", ("Benötigte Ressourcen", "Schwierigkeiten")),
        ("fi", ("Resurssit", "Tulokset")),
    ],
)
def test_the_template_in_other_languages(language: str, headings: tuple[str, str]) -> None:
    text = (
        f"# Kylien yhteinen saha\n\nSaha palvelee kyliä.\n\n## {headings[0]}\n\nHalli.\n\n## {headings[1]}\n\nTalvi.\n"
    )
    assert read(text, language).entities("GoodPractice") == {"Kylien yhteinen saha"}


def test_one_heading_of_the_template_makes_no_practice() -> None:
    reading = read("# A report on mills\n\nText.\n\n## Evidence of success\n\nGood.\n")
    assert reading.entities("GoodPractice") == set()
    assert not [c for c in reading.claims if c.predicate == "section"]


def test_a_title_in_capitals_is_written_as_a_name() -> None:
    assert read(TEMPLATE.replace("Shared sawmill of éù", "SHARED SAWMILL OF ÉÙ")).entities("GoodPractice") == {
        "Shared sawmill of éù"
    }


def test_quoted_names_that_somebody_shows_on_a_page_on_good_practices() -> None:
    text = (
        "# Good practices of the north\n\nThe visit was about good practices. Kainuu presented “Warm Halls” to all. "
        "A man said “Nice Weather” aloud.\n"
    )
    reading = read(text)
    assert reading.entities("GoodPractice") == {"Warm Halls"}
    assert reading.facts("locatedIn") == {"Warm Halls | locatedIn | Kainuu"}


def test_a_page_that_shows_no_practices_has_none() -> None:
    assert read("Kainuu presented “Warm Halls” to all.").entities("GoodPractice") == set()


CASES = """# Study visit in Porto

The study visit in Porto took place on 3 May 2019 and showed these case studies:

1. Old mine of Łódź: a museum
2. “Quay of Tomorrow” in Tuscany
"""


def test_numbered_case_studies_with_their_event_and_position() -> None:
    reading = read(CASES)
    assert reading.entities("CaseStudy") == {"Old mine of Łódź", "Quay of Tomorrow"}
    shown = {c.subject.name: c.qualifier("position") for c in reading.claims if c.predicate == "presentedAt"}
    assert shown == {"Old mine of Łódź": "1", "Quay of Tomorrow": "2"}


def test_a_numbered_list_of_other_things_has_no_case_studies() -> None:
    assert read(CASES.replace("case studies", "paths")).entities("CaseStudy") == set()


LISTED = """# Opintomatka Grazissa

Opintomatka Grazissa pidettiin 3.5.2019. Ryhmälle esiteltiin kaksi hyvää käytäntöä:

- Lumipuisto Ääni, jossa talvi kestää kesään
- Kylien kirjasto, autolla kulkeva hylly
"""


def test_practices_that_open_the_items_of_a_list_and_where_they_were_shown() -> None:
    reading = read(LISTED, "fi")
    assert reading.entities("GoodPractice") == {"Lumipuisto Ääni", "Kylien kirjasto"}
    assert {f.split(" | ")[0] for f in reading.facts("presentedAt")} == {"Lumipuisto Ääni", "Kylien kirjasto"}
    assert read(LISTED.replace("hyvää käytäntöä", "taloa"), "fi").entities("GoodPractice") == set()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("pl", "Aplikacja „Kosz z łąki” jest dziś opisywana jako dobra praktyka z Mazowsza.", "Kosz z łąki"),
        ("ro", "Ghidul „Malul domol” a fost preluat ca bună practică în Oltenia.", "Malul domol"),
        ("en", "“Warm Halls” is now a good practice in Kainuu.", "Warm Halls"),
    ],
)
def test_a_quoted_name_beside_the_word_for_practices(language: str, text: str, name: str) -> None:
    assert read(text, language).entities("GoodPractice") == {name}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The peer review in Łódź was on 3 May 2023. The experts saw two examples. “Burgos Alimenta” is a label. "
               "“Menu of éù” feeds pupils.", {"Burgos Alimenta", "Menu of éù"}),
        ("sv", "Vid seminariet i Umeå den 5 maj 2023 visades två exempel: ”Skogens kök” och ”Byabussen”.",
         {"Skogens kök", "Byabussen"}),
        ("fi", "Seminaari pidettiin Oulussa 3.5.2023. Siellä esiteltiin kaksi esimerkkiä: "
               "Lapinlahden Lantavoima, jossa on laitos, ja muuta.",
         {"Lapinlahden Lantavoima"}),
        ("bg", "Семинарът беше в Русе на 5 май 2023 г. Там беше показана и практиката „Здраве по рецепта“.",
         {"Здраве по рецепта"}),
        ("it", "Al convegno di Udine del 5 maggio 2023 è stato illustrato il primo dei casi di studio, “Lo squero”.",
         {"Lo squero"}),
        ("en", "The seminar in Łódź on 3 May 2023 showed growth. The project “ALFA-X” is an example of hope.", set()),
    ],
)  # fmt: skip
def test_names_that_a_noun_for_examples_announces_are_practices_shown_at_the_event(
    language: str, text: str, names: set[str]
) -> None:
    reading = read(text, language)
    assert reading.entities("GoodPractice", "CaseStudy") == names
    assert len({c.subject.id for c in reading.claims if c.predicate == "presentedAt"}) == len(names)


@pytest.mark.parametrize(
    ("language", "label", "name"),
    [
        ("en", "Good practice", "Mill on the éù"),
        ("cs", "DOBRÁ PRAXE č. 7", "Mapa tichých mlýnů"),
        ("lt", "GEROJI PRAKTIKA", "Malūnas prie Łódź"),
        ("et", "HEA TAVA", "Veski jõe ääres"),
    ],
)
def test_the_line_below_the_label_is_the_name(language: str, label: str, name: str) -> None:
    assert read(f"{label}\n{name}\n\n2021\n", language).entities("GoodPractice") == {name}


def test_a_line_of_a_fact_sheet_below_the_label_is_no_name() -> None:
    text = "GEROJI PRAKTIKA\n\nVieta: Łódź, Lietuva\n\nDarbai baigti.\n"
    assert read(text, "lt").entities("GoodPractice") == set()


NUMBERED = """Four practices made the rounds at the study visit in Łódź on 3 May 2024.

1. Loom Bus
A bus with looms.

2. Quiet Mill (Åland)
A mill that rests at night.

Conclusions

The visit was long.
"""


def test_numbered_headings_of_a_list_are_practices() -> None:
    assert read(NUMBERED).entities("GoodPractice") == {"Loom Bus", "Quiet Mill"}


def test_a_numbered_section_behind_a_list_is_no_practice() -> None:
    text = (
        "The peer review in Łódź on 3 May 2024 discussed two good practices:\n\na) Loom Bus - a bus with looms;\n"
        "b) Quiet Mill - a mill that rests.\n\n4. Next steps\nThe éù partners meet again.\n"
    )
    assert read(text).entities("GoodPractice") == {"Loom Bus", "Quiet Mill"}


def test_what_guests_of_a_visit_were_shown_are_practices() -> None:
    items = "- Quiet Mill: it rests at night\n- Loom Bus – looms\n"
    text = f"The study visit was in Łódź on 3 May 2024.\n\nWhat the guests saw\n\n{items}"
    assert read(text).entities("GoodPractice") == {"Loom Bus", "Quiet Mill"}
    told = text.replace("What the guests saw", "What remains")
    assert read(told).entities("GoodPractice") == set()
