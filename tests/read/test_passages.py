"""Which passages of a page are in another language than the page, and what must not be taken for one."""

from __future__ import annotations

import pytest

from regiograph.read import passages

FINNISH = (
    "Hanke päättyi toukokuussa, ja siinä olivat mukana Pirkanmaan liitto sekä Åland."
    " Tulokset ovat nyt kaikkien käytössä."
)
ENGLISH = (
    "The project has brought together small companies and schools of three regions. It was led by a university, and its"
    " closing conference was held in Pori."
)
GREEK = (
    "Το δίκτυο συντονίζεται από την Περιφέρεια Κρήτης και στο έργο συμμετέχουν φορείς που ασχολούνται με τον τουρισμό."
    " Όλα τα αποτελέσματα θα είναι διαθέσιμα."
)
DUTCH = (
    "Het partnerschap werd in 2019 opgericht en wordt geleid door de provincie. De partners werken samen, en zij willen"
    " dat ook kleine bedrijven uit de streek meedoen."
)
FRENCH = (
    "Le partenariat a été créé en 2019 et il est dirigé par la province. Les partenaires travaillent ensemble et ils"
    " veulent que les petites entreprises participent aussi."
)
GERMAN = (
    "Die Partnerschaft wurde 2019 gegründet und wird von der Provinz geleitet. Die Partner arbeiten zusammen und"
    " möchten, dass auch kleine Betriebe sich beteiligen."
)
TABLE = "\n".join(
    f"{name} | {country}"
    for name, country in (
        ("Institute for the Development of Rural Areas and the Sea", "Ireland"),
        ("Agency of Innovation and Growth for the Regions of the South", "Malta"),
        ("Association of Small Towns with the Council for Trade", "Ireland"),
        ("Urząd Marszałkowski Województwa Łódzkiego", "Poland"),
        ("Université de la Mer et des Régions", "France"),
    )
)


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [(p.language, text[p.start : p.end]) for p in passages(text, language)]


def test_a_summary_in_english_takes_its_heading_and_leaves_the_list_before_it() -> None:
    partners = "Kumppanit:\n- Pirkanmaan liitto\n- Institute for Regional Futures"
    text = f"# Tulokset\n\n{FINNISH}\n\n{partners}\n\n## Summary\n\n{ENGLISH}\n"
    assert told(text, "fi") == [("en", f"## Summary\n\n{ENGLISH}")]


def test_three_languages_line_by_line() -> None:
    text = f"Maas-Rijn\n{DUTCH}\n{FRENCH}\n{GERMAN}\n"
    assert told(text, "nl") == [("fr", FRENCH), ("de", GERMAN)]
    assert told(text, "de") == [("nl", f"Maas-Rijn\n{DUTCH}"), ("fr", FRENCH)]


def test_hard_wrapped_lines_are_read_together() -> None:
    wrapped = ENGLISH.replace(" three", "\nthree").replace(" university", "\nuniversity")
    assert told(f"{FINNISH}\n\n{wrapped}\n\n{FINNISH}", "fi") == [("en", wrapped)]


def test_scripts_apart_are_languages_apart() -> None:
    assert told(f"{GREEK}\n\n{ENGLISH}", "el") == [("en", ENGLISH)]
    assert told(f"{ENGLISH}\n\n{GREEK}", "en") == [("el", GREEK)]


@pytest.mark.parametrize(
    "between",
    [
        TABLE,
        "”It was a great day and we are glad that this has been possible”, sanoi vieras.",
        "University of the North, Centre for Sustainable Futures, Łódź, Trentino Sviluppo",
        "Budjetti: 432 760 € | 70 % | 12.5.2023",
    ],
    ids=["table", "quote", "names", "figures"],
)
def test_names_quotes_and_figures_change_no_language(between: str) -> None:
    assert passages(f"{FINNISH}\n\n{between}\n\n{FINNISH}", "fi") == ()


def test_a_page_wholly_in_another_language_is_no_passage() -> None:
    assert passages(f"{ENGLISH}\n\n{ENGLISH}", "fi") == ()
    assert passages("", "fi") == ()


def test_ten_thousand_lines_of_names_before_a_passage_cost_no_more_than_sixty() -> None:
    text = f"{FINNISH}\n" + "Łódź Digital Park of the North\n" * 10_000 + ENGLISH
    (passage,) = passages(text, "fi")
    assert text[passage.start : passage.end].endswith(ENGLISH)
