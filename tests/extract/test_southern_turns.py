"""Turns that Bulgarian, Croatian, Romanian and Slovenian pages use more than others; each has its counterpart that says
something else."""

from __future__ import annotations

import pytest

from extract_reading import read
from regiograph.extract.reading.phrases import phrases


@pytest.mark.parametrize(
    ("language", "text", "said", "unsaid"),
    [
        # a noun for a leader in apposition to a name
        ("hr", "Osim Grada Pazina kao vodećeg partnera, u projektu ALFAREN sudjeluje Veneto.",
         ["~Pazin | leads | ALFAREN", "Veneto | partnerIn | ALFAREN"], ["Veneto | leads | ALFAREN"]),
        ("ro", "Alături de Primăria Brad, lider de parteneriat, în proiectul ALFAREN sunt implicate Toscana și Epir.",
         ["Primăria Brad | leads | ALFAREN", "Toscana | partnerIn | ALFAREN"], ["Toscana | leads | ALFAREN"]),
        # together with A, B leads
        ("ro", "Împreună cu Primăria Brad, Asociația Fagul conduce proiectul ALFAREN.",
         ["Asociația Fagul | leads | ALFAREN"], ["Primăria Brad | leads | ALFAREN"]),
        # "carried out in cooperation with A": who helps, not who leads
        ("hr", "Projekt ALFAREN provodi se u suradnji s Obrtničkom komorom Međimurske županije.",
         ["~komorom | partnerIn | ALFAREN"], ["~komorom | leads | ALFAREN"]),
        ("hr", "Projekt ALFAREN provodi Obrtnička komora Međimurske županije.",
         ["~komora | leads | ALFAREN"], ["~komora | partnerIn | ALFAREN"]),
        # one of N partners
        ("hr", "Istarska županija jedan je od osam partnera projekta ALFAREN.",
         ["Istria County | partnerIn | ALFAREN"], []),
        ("sl", "Gorenjska je ena od sedmih partnerskih regij projekta ALFAREN.",
         ["~Gorenjska | partnerIn | ALFAREN"], []),
        ("bg", "Тоскана е един от деветте партньора в проект АЛФАРЕН.", ["Тоскана | partnerIn | АЛФАРЕН"], []),
        ("de", "Die Toskana ist einer der neun Partner im Projekt ALFAREN.", ["Toskana | partnerIn | ALFAREN"], []),
        # a relative clause says who leads, the list goes on behind it
        ("sl", "V projektu ALFAREN sodeluje osem ljudi iz Toskane, ki je vodilna regija projekta, "
         "ter skupine iz Kantabrije.",
         ["Toskana | leads | ALFAREN", "Cantabria | partnerIn | ALFAREN"], ["Cantabria | leads | ALFAREN"]),
        # a noun for a town with a capital is its town hall; behind "in" it is the town
        ("ro", "Partener în proiectul ALFAREN este Comuna Vama Buzăului.", ["~Comuna | partnerIn | ALFAREN"], []),
        ("sl", "Projekt ALFAREN vodi Zavod Mlin skupaj z Občino Kobarid.", ["~Občino | partnerIn | ALFAREN"], []),
        # the noun of a programme that is part of its name
        ("hr", "Klaster sudjeluje u projektu E-BARKA programa Interreg Italija – Hrvatska.",
         ["E-BARKA | partOfProgramme | interreg-italy-croatia"], []),
        ("hr", "ALFAREN je projekt iz programa Interreg Slovenija-Hrvatska. Projekt ALFAREN traje.",
         ["ALFAREN | partOfProgramme | interreg-slovenia-croatia"], []),
        # the town that hosts, before and behind its verb
        ("sl", "Tretje partnersko srečanje projekta ALFAREN je gostil Ptuj 12. maja 2023.",
         ["~srečanje | heldIn | Ptuj"], []),
        ("hr", "Treći partnerski susret projekta ALFAREN ugostio je Varaždin 12. svibnja 2023.",
         ["~susret | heldIn | Varaždin"], []),
        # an event whose verb opens the next sentence; a bracket says its noun again
        ("sl", "Zato je bil strokovni pregled (peer review) v okviru projekta ALFAREN koristen.\n\n"
         "Potekal je od 16. do 18. maja 2023 v Tolminu.",
         ["~strokovni pregled | startDate | 2023-05-16", "~strokovni pregled | heldIn | Tolmin"], []),
        ("bg", "В рамките на проекта АЛФАРЕН организирахме учебно посещение. "
         "То се проведе от 16 до 18 май 2023 г. в Грац.",
         ["~посещение | heldIn | Graz", "~посещение | endDate | 2023-05-18"], []),
        # a verb of coming, a number and whatever noun
        ("ro", "Ediția din 2023 a rețelei RIVERA, găzduită de Calafat, a adunat 140 de salvatori.",
         ["~Ediția | participants | 140"], []),
        ("ro", "Ediția din 2023 a rețelei RIVERA, găzduită de Calafat, a adunat 14 parteneri.",
         [], ["~Ediția | participants | 14"]),
    ],
)  # fmt: skip
def test_southern_turns(language: str, text: str, said: list[str], unsaid: list[str]) -> None:
    reading = read(text, language)
    assert [f for f in said if not reading.says(f)] == []
    assert [f for f in unsaid if reading.says(f)] == []


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        ("ro", "Asociația Fagul implementează proiectul ALFAREN în parteneriat cu Primăria Brad.",
         {"Asociația Fagul", "Primăria Brad"}),
        ("ro", "Asociația a fost înregistrată la Târgu Mureș în 2013.", set()),
        ("sl", "Projekt ALFAREN izvajamo v sodelovanju z Obrtno-podjetniško zbornico Sežana.",
         {"Obrtno-podjetniško zbornico Sežana"}),
    ],
)  # fmt: skip
def test_a_body_ends_where_something_is_said_of_it(language: str, text: str, bodies: set[str]) -> None:
    assert read(text, language).entities("Organisation") == bodies


def test_a_year_that_opens_a_sentence_is_no_cluster() -> None:
    text = "Grozd Voda združuje 31 podjetij. Leta 2021 je grozd kot prvi v državi prejel zlato oznako odličnosti."
    assert read(text, "sl").entities("Cluster") == {"Grozd Voda"}


def test_a_cluster_told_again_in_another_case_is_one_where_it_opens_a_sentence() -> None:
    name = "Jadranski klaster malih plovila"
    again = "Jadranskom klasteru malih plovila, koji okuplja brodare, jučer je uručena srebrna oznaka izvrsnosti."
    assert read(f"{name} u društvu\n\n{again}", "hr").says("~Jadransk | hasLabel | silver")


def test_a_number_may_stand_in_a_phrase_from_its_third_word_on() -> None:
    counted = phrases(["one of partners"], (), ["nine"])
    assert counted.fullmatch("one of nine partners")
    assert counted.fullmatch("one of 12 partners")
    assert not counted.search("nine of partners")
    assert not phrases(["one of partners"]).search("one of nine partners")
