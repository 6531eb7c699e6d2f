"""Dates in 24 languages: days, ranges, months, years, vague ends, missing years, and what is no date."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from regiograph.extract.pack import languages, load_pack
from regiograph.extract.time.dates import DateSpan, complete, find_dates, month_number


def found(language: str, text: str) -> list[str]:
    return [d.edtf() for d in find_dates(text, load_pack(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # months in digits, ranges of bare months, joins behind a year's full stop
        ("de", "Dauer: 04/2024 – 03/2027", "2024-04/2027-03"),
        ("fr", "mars-juin 2024", "2024-03/2024-06"),
        ("fi", "maalis–kesäkuussa 2024", "2024-03/2024-06"),
        ("hr", "od 1. ožujka 2024. do kraja veljače 2026.", "2024-03-01/2026-02"),
        ("lv", "no 01.03.2024. līdz 28.02.2026.", "2024-03-01/2026-02-28"),
        ("lt", "nuo 2024 m. kovo mėn. iki 2026 m. vasario mėn.", "2024-03/2026-02"),
        ("sk", "od roku 2016 do roku 2019", "2016/2019"),
        ("hu", "2024. március 5-től 7-ig", "2024-03-05/2024-03-07"),
        ("mt", "fl-1 ta' Marzu tal-2024", "2024-03-01"),
        ("it", "dal marzo 2024 all'aprile 2026", "2024-03/2026-04"),
        # whole days, one of each language
        ("bg", "на 18 октомври 2019 г. в Пловдив", "2019-10-18"),
        ("cs", "dne 12. května 2022 v Praze", "2022-05-12"),
        ("da", "den 3. juni 2022 i Aalborg", "2022-06-03"),
        ("de", "am 17. November 2022 in Köln", "2022-11-17"),
        ("de", "am 3. März 2021", "2021-03-03"),
        ("el", "στις 16 Μαΐου 2019 στην Κρήτη", "2019-05-16"),
        ("en", "on 4 March 2020 in Graz", "2020-03-04"),
        ("en", "on the 21st of May 2019", "2019-05-21"),
        ("en", "on May 21st, 2019", "2019-05-21"),
        ("en", "September 9, 2021 was a Thursday", "2021-09-09"),
        ("es", "el 22 de septiembre de 2022", "2022-09-22"),
        ("et", "12. mail 2022 Tallinnas", "2022-05-12"),
        ("fi", "marraskuun 8. päivänä 2022 Kokkolassa", "2022-11-08"),
        ("fi", "maaliskuun 2024 alusta helmikuun 2027 loppuun", "2024-03/2027-02"),
        ("fi", "kesäkuun 2021 ja toukokuun 2024 välisenä aikana", "2021-06/2024-05"),
        ("fi", "vuodesta 2019 vuoteen 2021", "2019/2021"),
        ("et", "2020.–2022. aastal", "2020/2022"),
        ("hu", "2024. március 4. és május 31. között", "2024-03-04/2024-05-31"),
        ("hu", "2023. november 30. és december 2. között", "2023-11-30/2023-12-02"),
        ("hu", "2025. március 3-tól május 30-ig", "2025-03-03/2025-05-30"),
        ("hu", "2024. szeptember 2-án 9 órától 2024. október 31-én délig", "2024-09-02/2024-10-31"),
        ("hu", "2021.01.01.-2022.12.31.", "2021-01-01/2022-12-31"),
        ("hu", "2022.06.16-17. Eger", "2022-06-16/2022-06-17"),
        ("fi", "15. tammikuuta 2020 Oulussa", "2020-01-15"),
        ("fr", "le 1er septembre 2016 à Lille", "2016-09-01"),
        ("ga", "ar an 1 Lúnasa 2019", "2019-08-01"),
        ("hr", "14. svibnja 2021. u Zadru", "2021-05-14"),
        ("hu", "2022. május 12-én Veszprémben", "2022-05-12"),
        ("it", "il 1° giugno 2018 a Verona", "2018-06-01"),
        ("it", "l'8 aprile 2019", "2019-04-08"),
        ("lt", "2022 m. gegužės 19 d. Klaipėdoje", "2022-05-19"),
        ("lv", "2022. gada 12. maijā Rīgā", "2022-05-12"),
        ("mt", "fl-1 ta’ Awwissu 2019", "2019-08-01"),
        ("nl", "op 24 september 2020 in Middelburg", "2020-09-24"),
        ("pl", "15 stycznia 2020 r. w Łodzi", "2020-01-15"),
        ("pt", "no dia 15 de junho de 2023", "2023-06-15"),
        ("ro", "la 31 iulie 2023", "2023-07-31"),
        ("sk", "12. septembra 2019 v Žiline", "2019-09-12"),
        ("sl", "20. januarja 2023 v Kopru", "2023-01-20"),
        ("sv", "den 8 mars 2023 i Umeå", "2023-03-08"),
        # ranges stay ranges
        ("pl", "w dniach 15–16 stycznia 2020 r.", "2020-01-15/2020-01-16"),
        ("pl", "20.02.2017 - 31.12.2018", "2017-02-20/2018-12-31"),
        ("pl", "19.03-21.03.2018", "2018-03-19/2018-03-21"),
        ("fi", "23.-24.5.2017", "2017-05-23/2017-05-24"),
        ("fi", "14.–15.5.2019", "2019-05-14/2019-05-15"),
        ("fr", "du 20 mars au 7 juin 2024", "2024-03-20/2024-06-07"),
        ("fr", "les 5 et 6 octobre 2016", "2016-10-05/2016-10-06"),
        ("es", "del 1 de octubre de 2019 al 30 de septiembre de 2022", "2019-10-01/2022-09-30"),
        ("it", "dal 10 al 12 aprile 2019", "2019-04-10/2019-04-12"),
        ("en", "12-13 September 2017", "2017-09-12/2017-09-13"),
        ("en", "from 30 September to 2 October 2019", "2019-09-30/2019-10-02"),
        ("en", "May 14-16, 2019", "2019-05-14/2019-05-16"),
        ("de", "vom 30. September bis 2. Oktober 2019", "2019-09-30/2019-10-02"),
        ("cs", "ve dnech 2.–3. března 2022", "2022-03-02/2022-03-03"),
        ("nl", "van 1 juli 2020 tot 30 juni 2023", "2020-07-01/2023-06-30"),
        ("da", "fra 1. januar 2019 til 30. juni 2022", "2019-01-01/2022-06-30"),
        ("sv", "den 8–9 mars 2023", "2023-03-08/2023-03-09"),
        ("en", "the period 2014-2020", "2014/2020"),
        ("en", "the season 2019/21", "2019/2021"),
        ("et", "2018. aasta 5. ja 6. aprillil Pärnus", "2018-04-05/2018-04-06"),
        ("et", "alates 2019. aasta novembrist", "2019-11"),
        ("lv", "2022. gada 3. un 4. maijā Liepājā", "2022-05-03/2022-05-04"),
        ("lt", "2022 m. birželio 8–9 d. Alytuje", "2022-06-08/2022-06-09"),
        ("hu", "2022. április 7–8-án Egerben", "2022-04-07/2022-04-08"),
        ("hu", "2021. május 1-től 2023. április 30-ig", "2021-05-01/2023-04-30"),
        ("el", "από τις 3 έως τις 5 Ιουνίου 2021", "2021-06-03/2021-06-05"),
        ("bg", "от 3 до 5 май 2022 г.", "2022-05-03/2022-05-05"),
        ("ga", "idir an 6 agus an 8 Deireadh Fómhair 2021", "2021-10-06/2021-10-08"),
        ("ga", "ó mhí Aibreán 2021 go dtí deireadh mhí na Nollag 2023", "2021-04/2023-12"),
        ("mt", "bejn it-3 u l-5 ta' Mejju 2022", "2022-05-03/2022-05-05"),
        ("mt", "minn Settembru 2020 sa Awwissu 2023", "2020-09/2023-08"),
        ("sl", "3. in 4. maja 2022 v Celju", "2022-05-03/2022-05-04"),
        ("sk", "od 1. 4. 2021 do 31. 3. 2024", "2021-04-01/2024-03-31"),
        ("pl", "01.04.2021 r. – 31.03.2024 r.", "2021-04-01/2024-03-31"),
        ("nl", "tussen april 2019 en juni 2021", "2019-04/2021-06"),
        ("de", "Dienstag, 12., und Mittwoch, 13. März 2024", "2024-03-12/2024-03-13"),
        ("fi", "tammikuusta 2020 joulukuuhun 2022", "2020-01/2022-12"),
        ("sv", "till och med den sista augusti 2025", "2025-08-31"),
        # numbers only
        ("en", "retrieved 2019-05-31.", "2019-05-31"),
        ("fi", "1.4.2019 alkaen", "2019-04-01"),
        ("fr", "le 31/08/2019", "2019-08-31"),
        ("nl", "op 24-09-2020", "2020-09-24"),
        ("en", "on 05/31/2019", "2019-05-31"),
        # months, years, vague parts
        ("en", "in August 2017", "2017-08"),
        ("pl", "w czerwcu 2021 roku", "2021-06"),
        ("fi", "syyskuussa 2018", "2018-09"),
        ("pt", "em março de 2021", "2021-03"),
        ("hu", "2019. augusztusban", "2019-08"),
        ("fi", "Vuoden 2018 lopulla", "[2018-10..2018-12]"),
        ("en", "at the end of 2018", "[2018-10..2018-12]"),
        ("de", "Anfang 2019", "[2019-01..2019-03]"),
        ("pl", "pod koniec 2018 roku", "[2018-10..2018-12]"),
        ("en", "since 2016.", "2016"),
        # the year is not said
        ("en", "on 11 April in Łódź", "XXXX-04-11"),
        ("en", "in mid-March", "XXXX-03"),
        ("pl", "w marcu", "XXXX-03"),
        ("fi", "3.–5. kesäkuuta", "XXXX-06-03/XXXX-06-05"),
    ],
)
def test_one_date(language: str, text: str, expected: str) -> None:
    assert found(language, text) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "88,1%"),
        ("en", "call +358 16 330 1000"),
        ("en", "tel. 020 1234 5678"),
        ("fi", "puh. 040 501 2019"),
        ("en", "room 2.14 on floor 3"),
        ("pl", "zajmuje się tym"),
        ("en", "it may rain, and they march on"),
        ("en", "version 1.2.3"),
        ("en", "ISBN 978-952-1999-2020"),
        ("en", "€2000 or 2000 €"),
        ("en", "1.2019,50"),
        ("en", "May I come?"),
        ("fr", "mars est une planète"),
        ("de", "am 31.02.2020"),
        ("en", "see 13/25/2019"),
        ("en", "page 20190531"),
        ("en", "the 1989ers"),
        ("en", "A1999 and 2001B"),
        ("en", ""),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    assert found(language, text) == []


def test_a_range_whose_end_lies_before_its_start_is_no_range() -> None:
    assert all("/" not in d for d in found("en", "from 20.12.2019 - 1.3.2018"))
    assert found("en", "rooms 2019-2012") == ["2019"]


def test_two_days_with_and_between_them_stay_two_unless_they_share_a_month() -> None:
    assert found("en", "on 3 May 2019 and 7 June 2019") == ["2019-05-03", "2019-06-07"]
    assert found("en", "on 3 and 4 May 2019") == ["2019-05-03/2019-05-04"]


def test_dates_stand_in_order_at_their_offsets() -> None:
    text = "Åland: 1.4.2019, May 2020; at the end of 2021, on 3–4 June 2022."
    spans = find_dates(text, load_pack("en"))
    assert [text[s.start : s.end] for s in spans] == ["1.4.2019", "May 2020", "2021", "3–4 June 2022"]


@pytest.mark.parametrize(
    ("page_date", "expected"),
    [("2019-05-20", "2019-03"), ("2019", "2019-03"), ("2019-11-20", "2019-03"), (None, None)],
)
def test_a_missing_year_comes_from_the_page(page_date: str | None, expected: str | None) -> None:
    whole = complete(DateSpan(0, 5, "XXXX-03"), page_date)
    assert (whole and whole.edtf()) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("bg", "през май догодина", "2021-05"),
        ("en", "on 5 May next year", "2021-05-05"),
        ("pl", "5 maja ubiegłego roku", "2019-05-05"),
        ("sv", "den 5 maj i år", "2020-05-05"),
    ],
)
def test_a_year_told_from_the_page_s_own(language: str, text: str, expected: str) -> None:
    (span,) = find_dates(text, load_pack(language))
    whole = complete(span, "2020-02-01")
    assert (whole and whole.first) == expected


def test_the_nearest_december_of_a_page_of_january_is_the_last_one() -> None:
    whole = complete(DateSpan(0, 5, "XXXX-12-20"), "2024-01-10")
    assert (whole and whole.first) == "2023-12-20"


def test_a_missing_year_of_a_range_comes_to_both_ends() -> None:
    whole = complete(DateSpan(0, 5, "XXXX-06-03", "XXXX-06-05"), "2018-07-01")
    assert whole is not None
    assert whole.edtf() == "2018-06-03/2018-06-05"


def test_a_given_year_is_kept() -> None:
    span = DateSpan(0, 5, "2015-06")
    assert complete(span, "2018-07-01") is span
    assert span.year
    assert not span.day


@pytest.mark.parametrize("language", languages())
def test_every_month_of_every_language_is_known_in_text(language: str) -> None:
    pack = load_pack(language)
    wide = Locale.parse(language).months["format"]["wide"]
    for number, name in wide.items():
        if len(name) > 2 and not name.isdigit():
            assert month_number(name, pack) == number, name
            assert month_number(name.upper(), pack) == number, name


@pytest.mark.parametrize("word", ["", "e", "się", "maybe", "junk"])
def test_common_words_are_no_months(word: str) -> None:
    assert month_number(word, load_pack("en")) is None
    assert month_number(word, load_pack("pl")) is None


PIECES = st.sampled_from(
    ["15", "16", "–", "-", ".", "/", " ", "2019", "May", "tammikuuta", "31", "12", "to", "%", "€", "\n", "éù", "0"]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=14))
def test_whatever_is_found_is_a_real_date_in_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = find_dates(text, load_pack("en"))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        for part in filter(None, (span.first, span.last)):
            if len(part) == 10:
                datetime.date.fromisoformat(part.replace("XXXX", "2000"))
        assert span.last is None or span.first < span.last


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("lv", "Sanāksme būs oktobra sākumā.", ["XXXX-10"]),
        ("fi", "Kokous pidetään syyskuun lopulla.", ["XXXX-09"]),
        ("pl", "Wizyta odbędzie się we wrześniu.", ["XXXX-09"]),
        ("mt", "F'Mejju jiltaqgħu.", ["XXXX-05"]),
        ("es", "La puesta en marcha fue lenta.", []),
        ("it", "I pescherecci di Marche e Istria.", []),
        ("en", "No. 31, July 2021", ["2021-07"]),
    ],
)
def test_months_alone_in_their_cases_and_beside_a_word_for_their_part(
    language: str, text: str, first: list[str]
) -> None:
    assert [d.first for d in find_dates(text, load_pack(language))] == first


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "which the county ran in 2019 and 2020.", ["2019/2020"]),
        ("en", "in 2017 and 2020", ["2017", "2020"]),
        ("hu", "amelyet 2017-ben és 2018-ban valósított meg", ["2017/2018"]),
        ("lv", "īstenoja 2018. gadā un 2019. gadā", ["2018/2019"]),
        ("el", "το 2017 και το 2018", ["2017/2018"]),
        ("fi", "Elokuussa alkava hanke", ["XXXX-08"]),
        ("et", "toimub aprillis Kuressaares", ["XXXX-04"]),
        ("lv", "kur novembrī paredzēta", ["XXXX-11"]),
        ("lt", "laimėjo kovą su laiku", []),
        ("sl", "bo maja v Piranu", ["XXXX-05"]),
        ("ga", "i mí na Samhna chun", ["XXXX-11"]),
    ],
)
def test_years_in_a_row_are_a_range_and_cases_date_lone_months(language: str, text: str, expected: list[str]) -> None:
    assert found(language, text) == expected
