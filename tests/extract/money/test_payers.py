"""Who pays, how much and at what rate, in every language of the Union: the whole, the fund and its share."""

from __future__ import annotations

import pytest

from extract_reading import read

PAGES = {
    "bg": ("Проектът РОДОПЕЯ е на стойност 2,4 млн. лв., като 85% са осигурени от ЕФРР.", "2400000 BGN", "85"),
    "cs": ("Projekt LESOVAN stál 52 milionů korun, z toho 85 % zaplatil EFRR.", "52000000 CZK", "85"),
    "da": ("Projektet SKOVVIND koster 14 mio. kr., hvoraf 75 % kommer fra EFRU.", "14000000 DKK", "75"),
    "de": ("Das Projekt MOORBACH hat 1,8 Mio. Euro gekostet; drei Viertel trug der EFRE.", "1800000 EUR", "75"),
    "el": ("Το έργο ΑΓΡΟΝΕΡΟ κόστισε 1,5 εκατ. ευρώ, το 80% των οποίων κάλυψε το ΕΤΠΑ.", "1500000 EUR", "80"),
    "en": ("The FERNWAY project cost £2.3m, of which the ERDF paid sixty per cent.", "2300000 GBP", "60"),
    "es": ("El proyecto MARISOLA costó 1,2 millones de euros; el FEDER puso tres cuartas partes.", "1200000 EUR", "75"),
    "et": ("Projekti METSALIIN maksumus oli 1,2 miljonit eurot, millest 85% kattis ERF.", "1200000 EUR", "85"),
    "fi": ("SINILAHTI-hankkeen kustannusarvio on 1,2 miljoonaa euroa, josta EAKR-tuen osuus on 70 %.",
           "1200000 EUR", "70"),
    "fr": ("Le projet VENTOURNEL a coûté 2 M€, financés à soixante pour cent par le FEDER.", "2000000 EUR", "60"),
    "ga": ("Chosain an tionscadal COILLEGLAS €1.9 milliún, agus tháinig 75% de ó CFRE.", "1900000 EUR", "75"),
    "hr": ("Projekt ŠUMAR vrijedan je 2,3 milijuna eura, od čega 85 % osigurava EFRR.", "2300000 EUR", "85"),
    "hu": ("A VÍZTÜKÖR projekt 480 millió forintba került, 85%-át az ERFA fedezte.", "480000000 HUF", "85"),
    "it": ("Il progetto LAGOVIVO è costato 1,4 milioni di euro, l'80% dei quali coperto dal FESR.",
           "1400000 EUR", "80"),
    "lt": ("Projektas MIŠKALINIS kainavo 1,4 mln. eurų, iš jų 85 proc. skyrė ERPF.", "1400000 EUR", "85"),
    "lv": ("Projekts MEŽLĪNIJA izmaksāja 1,3 miljonus eiro, no kuriem 85 % sedza ERAF.", "1300000 EUR", "85"),
    "mt": ("Il-proġett ILMAĦAJ jiswa €1.6 miljun, li minnhom 80% jitħallsu mill-FEŻR.", "1600000 EUR", "80"),
    "nl": ("Het project WATERLOOP kost 3,4 miljoen euro; de helft betaalt het EFRO.", "3400000 EUR", "50"),
    "pl": ("Projekt LASOWIR kosztował 4,5 mln zł, z czego 85 proc. pokrył EFRR.", "4500000 PLN", "85"),
    "pt": ("O projeto MARVIVO custou 900 mil euros, 75% dos quais financiados pelo FEDER.", "900000 EUR", "75"),
    "ro": ("Proiectul APELIMPEZI a costat 5,6 milioane de lei, din care 85% din FEDR.", "5600000 RON", "85"),
    "sk": ("Projekt LESOVAN stál 1,8 milióna eur, z čoho osemdesiat percent hradil EFRR.", "1800000 EUR", "80"),
    "sl": ("Projekt GOZDAR je stal 1,1 milijona evrov, 80 % je prispeval ESRR.", "1100000 EUR", "80"),
    "sv": ("Projektet SKOGSVIND kostade 9,4 miljoner kronor, varav hälften kom från Eruf.", "9400000 SEK", "50"),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(PAGES))
def test_cost_payer_and_rate_in_one_sentence(language: str) -> None:
    text, cost, rate = PAGES[language]
    reading = read(text, language)
    total = reading.claim("totalBudget")
    assert total.value is not None
    assert f"{total.value.lexical} {total.qualifier('currency')}" == cost
    assert {c.value.lexical for c in reading.claims if c.predicate == "fundingRate" and c.value} == {rate}
    assert {c.object.id for c in reading.claims if c.predicate == "fundedBy" and c.object} == {"fund/erdf"}


@pytest.mark.parametrize(
    ("language", "text", "payers"),
    [
        ("en", "The FERNWAY project, paid for by Horizon 2020, mapped the fens.", {"programme/horizon-2020"}),
        ("lv", "Projektu MEŽLĪNIJA finansē „Apvārsnis Eiropa”.", {"programme/horizon-europe"}),
        ("fr", "Le projet VENTOURNEL se tient sous l’égide d’Horizon Europe.", set()),
        ("en", "Norway Grants paid for the FERNWAY project, while the ERDF did not.",
         {"fund/eea-and-norway-grants"}),
    ],
)  # fmt: skip
def test_a_programme_pays_only_where_the_text_says_so(language: str, text: str, payers: set[str]) -> None:
    assert {c.object.id for c in read(text, language).claims if c.predicate == "fundedBy" and c.object} == payers


def test_each_sum_belongs_to_the_project_named_last_before_it() -> None:
    text = "The FERNWAY project cost €2 million. The MOSSLINK project, an Interreg Europe project, cost €3 million."
    reading = read(text)
    assert reading.facts("totalBudget") == {"FERNWAY | totalBudget | 2000000", "MOSSLINK | totalBudget | 3000000"}
    assert {c.subject.name for c in reading.claims if c.predicate == "partOfProgramme"} == {"MOSSLINK"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FERNWAY project bought a boat, and the City of Leeds paid €5,000 for it."),
        ("de", "Das Projekt MOORBACH half Łódź, wo ein Zaun 5 000 Euro gekostet hat."),
        ("sv", "Projektet SKOGSVIND kostade 9 miljoner kronor, varav knappt hälften kom från Eruf."),
    ],
)
def test_what_is_no_cost_of_the_project_and_no_exact_rate(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.facts("fundingRate") == set()
    assert reading.facts("totalBudget") <= {"SKOGSVIND | totalBudget | 9000000"}


def test_a_sheet_with_dots_between_labels_and_values() -> None:
    text = (
        "# Projekt Åland\n\nProjekt ......... FJORDLYS\nProgram ......... Interreg Europe\n"
        "Samlet budget ... 4.612.000 EUR\nHeraf EFRU ...... 2.306.000 EUR (50 %)\n"
    )
    reading = read(text, "da")
    assert reading.facts("totalBudget") == {"FJORDLYS | totalBudget | 4612000"}
    assert reading.facts("fundingRate") == {"FJORDLYS | fundingRate | 50"}


@pytest.mark.parametrize(
    ("language", "text", "programme"),
    [
        ("bg", "Проектът ТОПОЛА се плаща от Интеррег-ИПП програмата за трансгранично сътрудничество България – Сърбия.",
         "interreg-bulgaria-serbia"),
        ("pl", "Projekt BURSZTYN finansuje Program Współpracy Transgranicznej Polska – Słowacja 2021-2027.",
         "interreg-poland-slovakia"),
        ("es", "El proyecto MARISOLA está financiado por el Programa de Cooperación Transfronteriza España – Portugal.",
         "poctep"),
        ("ro", "Proiectul IZVOR este finanțat prin Programul de cooperare transfrontalieră România – Bulgaria.",
         "interreg-romania-bulgaria"),
        ("de", "Das Projekt HAINBUCHE wird vom Kooperationsprogramm Bayern – Österreich gefördert.",
         "interreg-bavaria-austria"),
        ("mt", "Il-proġett ĊEDRU huwa ffinanzjat mill-programm Interreg VI-A Italja-Malta.", "interreg-italia-malta"),
        ("sk", "Projekt JEDĽA financuje Nadnárodný program Dunaj.", "interreg-danube"),
    ],
)  # fmt: skip
def test_programmes_named_by_what_they_join(language: str, text: str, programme: str) -> None:
    found = {c.object.id for c in read(text, language).claims if c.predicate == "partOfProgramme" and c.object}
    assert found == {f"programme/{programme}"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ELMWAY project studies training programmes in Poland – Germany is next."),
        ("de", "Das Projekt HAINBUCHE hat ein Programm für Kinder in Łódź – Åland."),
    ],
)
def test_territories_that_name_no_programme(language: str, text: str) -> None:
    assert not any("interreg" in c.subject.id for c in read(text, language).claims)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("el", "Με ποσό 83 εκατ. ευρώ, το οποίο κατά 80% προέρχεται από το ΕΤΠΑ, το έργο ΠΛΑΤΑΝΟΣ ξεκινά τον Μάιο."),
        ("lt", "Projektui „Žalia upė“ prireikė 83 mln. eurų; 80 proc. šios sumos skyrė ERPF."),
        ("fr", "Le projet ROSELIÈRE mobilise 83 M€. De cette somme, 80 % sont payés par l'Union européenne."),
        ("de", "Das Projekt EIBENWEG kostet 83 Millionen Euro. Vier Fünftel davon (80 Prozent) trägt also die Union."),
        ("pl", "Zaczęło się od projektu LASOWIR: wart 83 mln euro, w 80% opłacony z EFRR."),
    ],
)
def test_the_part_of_a_sum_that_stands_before_it(language: str, text: str) -> None:
    reading = read(text, language)
    total, rate = reading.claim("totalBudget").value, reading.claim("fundingRate").value
    assert total is not None
    assert rate is not None
    assert (total.lexical, rate.lexical) == ("83000000", "80")


@pytest.mark.parametrize(
    ("language", "text", "funded"),
    [
        ("et", "Hindamine tehti projekti SÖEPUU raames, mida Interreg Europe toetab 80 protsendi ulatuses.", True),
        ("sk", "Projekt JEDĽA podporil program Interreg Europe sumou 1,2 milióna eur.", True),
        ("sk", "Projekt JEDĽA podporil program Interreg Europe.", False),
        ("el", "Το έργο ΠΛΑΤΑΝΟΣ εντάσσεται στο Interreg Europe και κοστίζει 2 εκατ. ευρώ.", False),
    ],
)
def test_support_with_a_figure_is_pay(language: str, text: str, funded: bool) -> None:
    found = {c.object.id for c in read(text, language).claims if c.predicate == "fundedBy" and c.object}
    assert ("programme/interreg-europe" in found) is funded


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Проект: РОДОПЕЯ (Interreg Европа)\nПартньори: Област Смолян\n"),
        ("fi", "Hanke: RODOPEIA, Interreg Europe -ohjelma\nKumppanit: Kainuun liitto\n"),
        ("pt", "Projeto: RODOPEIA – Interreg Europe\nParceiros: Universidade de Aveiro\n"),
    ],
)
def test_a_project_line_that_names_the_programme_too(language: str, text: str) -> None:
    found = read(text, language).claim("partOfProgramme")
    assert found.object is not None
    assert found.object.id == "programme/interreg-europe"
    assert len(found.subject.name.split()) == 1


def test_a_programme_inside_a_longer_name() -> None:
    text = "Toen de partners van het project SECOND LIFE bijeenkwamen, betaalde Interreg Europe de trein."
    found = read(text, "nl").claim("partOfProgramme")
    assert found.subject.name == "SECOND LIFE"
    assert found.object is not None
    assert found.object.id == "programme/interreg-europe"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call for proposals “Quiet Quays”\n\nThe call for proposals “Quiet Quays” of the programme Interreg "
               "North Sea is open until 3 May 2024.\n\nEUR 9 million of the ERDF are available."),
        ("it", "Bando “Terre Quiete”\n\nIl bando “Terre Quiete” del programma Interreg Italia-Austria è aperto fino al "
               "3 maggio 2024.\n\nSono disponibili 9 milioni di euro del FESR."),
    ],
)  # fmt: skip
def test_the_page_of_a_call_names_who_pays_it(language: str, text: str) -> None:
    claims = [c for c in read(text, language).claims if c.predicate == "fundedBy" and c.subject.type == "Event"]
    paid = {c.object.authority for c in claims if c.object}
    assert len(paid) == 2
