"""Names of practices and cases: behind a word for them, one after another, as labels, in lists, behind verbs."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "They saw two good practices: the reuse centre Stari Kvart and the bus Popravi Me, which tours.",
         {"Stari Kvart", "Popravi Me"}),
        ("fr", "Parmi les bonnes pratiques retenues figurent la Recyclerie du Canal (Occitanie) et le Pass Vélo Rural.",
         {"Recyclerie du Canal", "Pass Vélo Rural"}),
        ("it", "Sono state illustrate le buone pratiche Orto in Comune e Bottega delle Sementi.",
         {"Orto in Comune", "Bottega delle Sementi"}),
        ("hu", "Három jó gyakorlatot mutattak be: a Zöld Udvar Kört és a „Közös Kert” ötletét.",
         {"Zöld Udvar Kört", "Közös Kert"}),
        ("nl", "De goede praktijk Wijkwerkplaats Noord werd in Gent voorgesteld.", {"Wijkwerkplaats Noord"}),
        ("ro", "Bune practici prezentate: Piața Verde (Cluj-Napoca), Magazia Satului (Sibiu).",
         {"Piața Verde", "Magazia Satului"}),
        ("cs", "Dobrá praxe: Sdílená kolna Říčany", {"Sdílená kolna Říčany"}),
        ("de", "## Gute Praxis 2: Dorfladen Plus (Steiermark)\n\nDer Laden gehört allen.", {"Dorfladen Plus"}),
        ("es", "Buenas prácticas identificadas\n\n- Telar Común (España): mueve talleres.\n- Rural Åland (Finlandia)",
         {"Telar Común", "Rural Åland"}),
        ("en", "It was about good practices. Drenthe presented its Village Heat Loop, and Łódź a plan called Ciepły "
         "Próg.", {"Village Heat Loop", "Ciepły Próg"}),
    ],
)  # fmt: skip
def test_practices_are_named(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("GoodPractice") == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Good practices from Lapland and Aragón follow. The good practices of Interreg Europe help."),
        ("en", "The Good Practice Guide is out."),
        ("en", "Partners exchanged good practices with the Regional Council of Päijät-Häme."),
        ("de", "Die guten Praktiken Beratung und Förderung bleiben."),
        ("en", "Good practices\n\n- Start early, and ask everybody.\n- Involve schools."),
        ("fi", "Käytännöt esiteltiin hankkeen KYLÄVOIMA seminaarissa."),
    ],
)  # fmt: skip
def test_what_stands_near_the_words_is_not_always_a_practice(language: str, text: str) -> None:
    assert read(text, language).entities("GoodPractice") == set()


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "La segunda visita de estudio reunió a 34 técnicos, que conocieron tres experiencias:\n\n"
         "1. «Telar a la carta», de un taller de Łódź.\n2. «El horno que espera», de la sierra.",
         {"Telar a la carta", "El horno que espera"}),
        ("fr", "Quatre pratiques\n\nLe Queyras a raconté l'« Échoppe d'Åland ». Les voisins avaient apporté "
         "« Borgo éù » et d'autres idées.", {"Échoppe d'Åland", "Borgo éù"}),
    ],
)  # fmt: skip
def test_quoted_names_are_practices_where_examples_are_told(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("GoodPractice") == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Examples were told. The seminar was called “Warm Łódź Nights”, they said."),
        ("fi", 'Opintomatkalla koottiin kokemuksia "Näin se syntyi" -tarinoihin.'),
        ("en", "The study visit brought many examples. “We want to learn from you all here today” was the word."),
    ],
)
def test_other_quotes_are_no_practices(language: str, text: str) -> None:
    assert read(text, language).entities("GoodPractice") == set()


def test_case_studies_are_named() -> None:
    assert read("Casen Blå Skole (Fyn) blev vist.", "da").entities("CaseStudy") == {"Blå Skole"}
    assert read("Estudo de caso: Moinho Vivo", "pt").entities("CaseStudy") == {"Moinho Vivo"}
    french = "On lui doit deux études de cas souvent citées, « Ferme d'Éole » et « Clos des Øyer »."
    assert read(french, "fr").entities("CaseStudy") == {"Ferme d'Éole", "Clos des Øyer"}


def test_a_later_sentence_says_where_the_practices_were_shown() -> None:
    text = (
        "Buenas prácticas:\n\n- Telar Común (España)\n- Rural Åland (Finlandia)\n\n"
        "Las prácticas se presentaron en el segundo seminario del proyecto ÉÙTERRA, celebrado en Lugo."
    )
    shown = {c.subject.name for c in read(text, "es").claims if c.predicate == "presentedAt"}
    assert shown == {"Telar Común", "Rural Åland"}


def test_who_shows_a_practice_has_it() -> None:
    text = "All good practices count. Lower Austria brought its Energy Advice Bus to the seminar."
    homes = {
        (c.subject.name, c.object.name) for c in read(text, "en").claims if c.predicate == "locatedIn" and c.object
    }
    assert ("Energy Advice Bus", "Lower Austria") in homes


def test_the_title_of_a_template_loses_its_label() -> None:
    text = (
        "# Good practice: Biogas Ring of Kainuu\n\nFarms share a plant.\n\n## Resources needed\n\n12 000 €.\n\n"
        "## Evidence of success\n\n40 farms joined."
    )
    assert read(text, "en").entities("GoodPractice") == {"Biogas Ring of Kainuu"}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("hu", "A szeminárium 2024. május 3-án volt Egerben. A vendéglátók két megoldást mutattak be részletesen. Az "
         "egyik a Kaszkád, amely fűti az uszodát; a másik a Hőtérkép nevet viseli.", {"Kaszkád", "Hőtérkép"}),
        ("it", "Il seminario si è svolto a Matera il 3 maggio 2024. I padroni di casa hanno mostrato due soluzioni. La "
         "prima è Cascata, che scalda la piscina; l'altra si chiama Mappa del Calore.",
         {"Cascata", "Mappa del Calore"}),
        ("pl", "Co się udało\n\n- Dzwonek u sąsiada: system, dzięki któremu turysta otworzy piwnicę\n- Mistrz "
         "piwnicy – moduł, który jako dobrą praktykę przejmuje Dolny Śląsk\n", {"Dzwonek u sąsiada", "Mistrz piwnicy"}),
        ("nl", "## Goed voorbeeld: de Straatbank\n\nDe Straatbank helpt.", {"Straatbank"}),
        ("bg", "Конференцията беше в Пловдив на 3 май 2024 г. Остава и практиката „Здраве от éù“.", {"Здраве от éù"}),
    ],
)  # fmt: skip
def test_practices_named_one_by_one_or_called_so(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("GoodPractice") == names
