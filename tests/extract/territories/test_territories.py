"""Which territory a name means in its place, and when a name is only a word."""

from __future__ import annotations

import pytest

from extract_reading import Reading, read


def territories(reading: Reading) -> list[tuple[str, str]]:
    """(surface, id without its path) of the territories, in order."""
    return [
        (c.value.lexical, c.subject.id.split("/")[1])
        for c in reading.claims
        if c.predicate == "mention" and c.value and c.subject.type in {"Region", "Country", "Place"}
    ]


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind", "code"),
    [
        ("en", "The region of Lapland is large.", "Lapland", "Region", "FI1D7"),
        ("fi", "Kokous pidettiin Kainuussa viime vuonna.", "Kainuussa", "Region", None),
        ("pl", "Projekt obejmuje Województwo Mazowieckie.", "Mazowieckie", "Region", None),
        ("en", "They met in Finland.", "Finland", "Country", "FI"),
        ("en", "The trade of Greece grew.", "Greece", "Country", "GR"),
        ("fi", "Matka Ruotsiin oli pitkä.", "Ruotsiin", "Country", "SE"),
        ("en", "They met in the city of Łódź.", "Łódź", "Place", None),
        ("en", "Castilla y León and Åland took part.", "Castilla y León", "Region", "ES41"),
        ("en", "Castilla y León and Åland took part.", "Åland", "Region", "FI20"),
    ],
)
def test_a_territory_is_found_with_its_type_and_code(
    language: str, text: str, surface: str, kind: str, code: str | None
) -> None:
    things = {c.value.lexical: c.subject for c in read(text, language).claims if c.predicate == "mention" and c.value}
    name = next(s for s in things if s.endswith(surface))
    assert things[name].type == kind
    assert things[name].authority == things[name].id
    assert code is None or things[name].code in {code, code[:-1]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Reading the news, how nice it is to split a bath."),
        ("en", "Nice work! Split the sum, most of it was lost."),
        ("en", "It was on 3 March 2019, in May and in August."),
        ("fr", "à la réunion de jeudi, nous parlerons de la manche"),
        ("es", "Este proyecto, como todos, es nuevo. Este es el norte."),
        ("pl", "Most został otwarty, a program trwa."),
        ("fi", "Salo tässä ei ole kaupunki."),
        ("fi", "Lappilainen ruoka ja lappilaiset yritykset kasvavat."),
        ("de", "Die bayerische Küche und das niederländische Essen."),
        ("en", "Finnish and Polish bodies met European ones."),
        ("en", "the eu, in pl and it"),
    ],
)
def test_common_words_and_adjectives_are_no_territories(language: str, text: str) -> None:
    assert territories(read(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "The seminar was held in the city of Split, Croatia.", "Split"),
        ("fr", "Le département de Manche est partenaire.", "Manche"),
        ("it", "La Regione Marche è partner.", "Marche"),
        ("en", "They went from Nice to Porto in Portugal.", "Nice"),
    ],
)
def test_an_ambiguous_word_is_a_territory_where_a_noun_or_preposition_says_so(
    language: str, text: str, surface: str
) -> None:
    assert any(shown.endswith(surface) for shown, _ in territories(read(text, language)))


def test_the_country_or_region_around_a_list_decides_between_namesakes() -> None:
    # One list names things of one kind: as Belluno, the other two are provinces.
    assert ("Vicenza", "vicenza-province") in territories(read("Veneto (Belluno, Vicenza, Treviso) took part."))
    reading = read("Veneto (Belluno, Vicenza, Treviso) took part.")
    assert reading.facts("locatedIn") == {"Belluno | locatedIn | Veneto", "Vicenza | locatedIn | Veneto",
                                          "Treviso | locatedIn | Veneto"}  # fmt: skip


def test_the_territory_around_a_list_outweighs_the_larger_namesake() -> None:
    inside = read("Germany met Belgium (Halle, Leuven).")
    assert "Halle | locatedIn | Belgium" in inside.facts("locatedIn")
    town = next(c.subject for c in inside.claims if c.value and c.value.lexical == "Halle")
    other = next(
        c.subject for c in read("They met in Halle, Germany.").claims if c.value and c.value.lexical == "Halle"
    )
    assert town.id != other.id


def test_a_town_in_a_name_of_something_else_is_no_town() -> None:
    assert territories(read("Turku Energia Group met the Porto Business School.")) == []


def test_the_body_is_not_the_territory() -> None:
    reading = read("Lapin liitto rahoittaa Lapin kehittämistä.", "fi")
    assert "Lapin liitto" in reading.surfaces("Organisation")
    assert reading.surfaces("Region") == ["Lapin"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Partners: Kainuu (FI), Bavaria (DE) and Crete (EL)", {"FI", "DE", "GR"}),
        ("The Fern House (PL), the Moss House (SE/NO)", {"PL", "SE", "NO"}),
        ("It is OK, IT IS (XY)", set()),
    ],
)
def test_codes_in_brackets_are_countries(text: str, codes: set[str]) -> None:
    found = {c.subject.code for c in read(text).claims if c.rule == "name/country-code" and c.predicate == "mention"}
    assert found == codes


def test_a_town_is_less_sure_than_a_region_and_an_inflected_name_than_an_exact_one() -> None:
    def sure(text: str, language: str, kind: str) -> float:
        return next(c.confidence for c in read(text, language).claims if c.subject.type == kind)

    region = sure("They live in Lapland.", "en", "Region")
    assert region > sure("They live in Kajaani.", "en", "Place")
    assert region > sure("He asuvat Lapissa.", "fi", "Region") > 0.5


def test_a_town_inside_a_longer_name_is_not_meant() -> None:
    assert read("Partnerem jest gmina Zielonki Nowe w Polsce.", "pl").entities("Place") == set()
    assert read("Partnerem jest gmina Zielonki w Polsce.", "pl").entities("Place") == {"Zielonki"}


@pytest.mark.parametrize(
    ("language", "text", "surface", "ident"),
    [
        ("pt", "Partilha: Norte (Portugal), desde 2024.", "Norte", "norte"),
        ("pt", "Liderança: Valência (ES) e Centro (PT)", "Centro", "centro"),
        ("lt", "Buveinė: Panevėžys\nNariai: 27\n", "Panevėžys", "panevezys"),
        ("it", "DOMODOSSOLA - Tre anni di lavoro e una promessa.", "DOMODOSSOLA", "domodossola"),
        ("bg", "Млякото в Девин и Доспат отиваше за фураж.", "Доспат", "dospat"),
        ("hu", "Idén tavasszal Csíkszereda következik.", "Csíkszereda", "miercurea-ciuc"),
        ("hr", "Radionica je bila u Kotoribi kod škole.", "Kotoribi", "kotoriba"),
        ("mt", "Il-laqgħa saret fil-Mellieħa quddiem in-nies.", "Mellieħa", "melliea"),
        ("el", "Κεντρική Μακεδονία (Π.Ε. Σερρών, Π.Ε. Κιλκίς)", "Σερρών", "serres-regional-unit"),
        ("ro", "Atelierul din jud. Bihor continuă.", "Bihor", "bihor"),
    ],
)
def test_what_stands_beside_a_name_speaks_for_the_territory(language: str, text: str, surface: str, ident: str) -> None:
    found = {name.removeprefix("jud. "): slug for name, slug in territories(read(text, language))}
    assert found.get(surface) == ident


@pytest.mark.parametrize(("language", "text"), [("de", "Der Rahmen: Essen\nund mehr\n"), ("en", "Reading was fun.")])
def test_words_without_such_support_stay_words(language: str, text: str) -> None:
    assert ("Reading", "reading") not in territories(read(text, language))
