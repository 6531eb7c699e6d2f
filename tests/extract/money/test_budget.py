"""Money of projects and programmes: the whole, the rate, a fund's part, and the sums that are none of these."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The total budget of the FERNWAY project is EUR 1,432,500.", "1432500"),
        ("en", "# The FERNWAY project\n\nTotal budget: €1.2 million\n", "1200000"),
        ("en", "# The FERNWAY project\n\n## Total budget\n\n€1,200,000\n", "1200000"),
        ("en", "# The FERNWAY project\n\n| Total budget | 1 200 000 € |\n", "1200000"),
        ("fi", "MARJAPOLKU-hankkeen kokonaisbudjetti on 1,6 miljoonaa euroa.", "1600000"),
        ("fi", "MARJAPOLKU-hankkeen kokonaisrahoitus on 1 997 655€, ja siitä Kainuun liitto saa 301 200€.",
         "1997655"),
        ("pl", "Całkowity budżet projektu LASOWIR wynosi 2,15 mln euro.", "2150000"),
        ("de", "Das Gesamtbudget des Projekts MOORGRÜN beträgt 2,4 Millionen Euro.", "2400000"),
        ("fr", "Le budget total du projet VENTOURNEL s’élève à 1 845 300 €.", "1845300"),
        ("es", "El presupuesto total del proyecto MARISOLA es de 1,25 millones de euros.", "1250000"),
        ("it", "Il bilancio totale del progetto LAGOVIVO è di 1,9 milioni di euro.", "1900000"),
    ],
)  # fmt: skip
def test_the_whole_budget(language: str, text: str, value: str) -> None:
    claim = read(text, language).claim("totalBudget")
    assert claim.value is not None
    assert (claim.value.lexical, claim.value.datatype) == (value, "decimal")
    assert claim.qualifier("currency") == "EUR"
    assert claim.qualifier("approximation") == "exactly"


def test_how_exact_a_budget_is_and_its_currency() -> None:
    claim = read("The total budget of the FERNWAY project is about 12,5 million SEK.").claim("totalBudget")
    assert (claim.qualifier("approximation"), claim.qualifier("currency")) == ("about", "SEK")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FERNWAY project pays up to 5 000 € per partner."),
        ("en", "The FERNWAY project gave a grant of 5 000 € to a school."),
        ("en", "The FERNWAY project met a firm with a turnover of 5 million €."),
        ("fi", "MARJAPOLKU-hankkeesta Kainuun liiton osuus on 301 200 €."),
        ("pl", "W projekcie LASOWIR udział partnera wynosi 301 200 euro."),
        ("en", "In the budget of the FERNWAY project a grant of 5 000 € is for trees."),
        ("en", "The total budget is 5 million €."),
    ],
)
def test_a_share_is_no_whole(language: str, text: str) -> None:
    assert read(text, language).facts("totalBudget") == set()


@pytest.mark.parametrize(
    ("language", "text", "rate"),
    [
        ("en", "85% of the FERNWAY project is co-financed by the ERDF.", "85"),
        ("en", "The FERNWAY project has a co-financing rate of 88.1% from the ERDF.", "88.1"),
        ("fi", "MARJAPOLKU-hankkeesta 88,1 % rahoitetaan Euroopan aluekehitysrahastosta.", "88.1"),
        ("pl", "Dofinansowanie projektu LASOWIR z EFRR stanowi 80%.", "80"),
        ("de", "Das Projekt MOORGRÜN wird zu 80 Prozent aus dem EFRE finanziert.", "80"),
    ],
)
def test_the_rate_names_its_fund(language: str, text: str, rate: str) -> None:
    claim = read(text, language).claim("fundingRate")
    assert claim.value is not None
    assert claim.value.lexical == rate
    assert claim.qualifier("fund") == "fund/erdf"


@pytest.mark.parametrize(
    "text",
    [
        "The FERNWAY project reached 10% of the European clusters.",
        "The FERNWAY project has 120% more visitors.",
        "In the FERNWAY project, 40% of the trees are oaks.",
        "The wood of the FERNWAY project covers 40% of the island.",
    ],
)
def test_a_percentage_without_money_is_no_rate(text: str) -> None:
    assert read(text).facts("fundingRate") == set()


def test_a_sum_beside_a_fund_is_that_fund_s_part() -> None:
    reading = read("The total budget of the FERNWAY project is €2,400,000, ERDF: €1,920,000.")
    claim = reading.claim("fundAmount")
    assert claim.value is not None
    assert (claim.value.lexical, claim.qualifier("fund")) == ("1920000", "fund/erdf")
    assert reading.facts("totalBudget") == {"FERNWAY | totalBudget | 2400000"}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("nl", "Het project ALFA-X. De totale kosten van het project zijn 9,2 miljoen euro; het EFRO betaalt de helft.",
         "9200000"),
        ("et", "Projekti ALFA-X kogueelarve on 3,3 miljonit eurot ja ERF katab sellest 80%.", "3300000"),
        ("pl", "Całość prac projektu ALFA-X, wycenionych na 1,45 mln euro, opłaca w 85% EFRR.", "1450000"),
        ("da", "Projektet ALFA-X har et samlet budget på 12,3 mio. kr., heraf 40 pct. fra EFRU.", "12300000"),
    ],
)  # fmt: skip
def test_a_whole_beside_the_fund_that_pays_a_part(language: str, text: str, value: str) -> None:
    assert {f.split(" | ")[2] for f in read(text, language).facts("totalBudget")} == {value}


def test_the_budget_of_a_call_is_not_the_programme_s() -> None:
    text = "# Interreg Baltic Sea Region\n\nThe budget of the call for proposals is €17.8 million.\n"
    assert read(text).facts("totalBudget") == set()
    text = "# Interreg VI-A Ausztria–Magyarország\n\nA programban 68,5 millió euró áll rendelkezésre.\n"
    assert {f.split(" | ")[2] for f in read(text, "hu").facts("totalBudget")} == {"68500000"}


def test_of_two_rates_that_of_the_fund_holds() -> None:
    reading = read(
        "Projekt HECKENRING\n\nHECKENRING kostet 1,9 Millionen Euro; 80 Prozent der Kosten übernimmt der EFRE, "
        "8 Prozent der Freistaat Sachsen.",
        "de",
    )
    assert reading.says("HECKENRING | fundingRate | 80")
    assert not reading.says("HECKENRING | fundingRate | 8")


def test_a_small_sum_is_no_whole_of_a_programme() -> None:
    small = read("Interreg Baltic Sea Region in brief\n\nIts total budget is EUR 1.2 million.")
    large = read("Interreg Baltic Sea Region in brief\n\nIts total budget is EUR 250 million.")
    assert not small.facts("totalBudget")
    assert len(large.facts("totalBudget")) == 1


def test_a_lone_sum_told_of_a_project_is_its_whole() -> None:
    reading = read("The REEDRING project\n\nREEDRING set out with EUR 2.3 million for three years.")
    assert reading.says("REEDRING | totalBudget | 2300000")
    grant = read("The REEDRING project\n\nFor REEDRING the town of Łódź paid a share of EUR 230,000.")
    assert not grant.facts("totalBudget")
