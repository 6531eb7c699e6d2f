"""Turns of Polish, Czech, Slovak and English pages: plurals of towns, names in headings, visitors, one of several."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("pl", "Partnerzy FOREL przyjechali z Kielc, Katowic i Białegostoku.", ["Kielce", "Katowice", "Białystok"]),
        ("cs", "Partneři FOREL přijeli z Drážďan a z Karlových Varů.", ["Drážďany", "Karlovy Vary"]),
        (
            "sk",
            "Partneri FOREL prišli z Košíc, z Banskej Bystrice a zo Spišskej Novej Vsi.",
            ["Košice", "Banská Bystrica", "Spišská Nová Ves"],
        ),
    ],
)
def test_towns_that_are_plurals_are_known_in_the_genitive(language: str, text: str, places: list[str]) -> None:
    reading = read(text, language)
    assert [p for p in places if not reading.has(f"Place {p}")] == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sk", "Prvým schváleným projektom je Éterná voda domu, ktorý vedie mesto Košice.", "Éterná voda domu"),
        ("cs", "Jedním z projektů je Łódka plná nápadů.", "Łódka plná nápadů"),
        (
            "pl",
            "Jednym z pierwszych przedsięwzięć jest „Szyb Gwarków”, które prowadzi Główny Instytut Górnictwa.",
            "Szyb Gwarków",
        ),
        ("en", "One of its flagship projects is Data for Østers, which started in May 2021.", "Data for Østers"),
    ],
)
def test_one_of_several_projects_is_named_behind_the_verb(language: str, text: str, name: str) -> None:
    assert read(text, language).entities("Project") == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Jedním z cílů projektu je Zelená Evropa."),
        ("sk", "Jedným z partnerov projektu je Nová komora."),
        ("en", "One of the projects' aims is Better Åland Water."),
    ],
)
def test_an_aim_or_partner_of_a_project_is_no_project(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()


@pytest.mark.parametrize(
    ("language", "title", "members", "other"),
    [
        (
            "sk",
            "Klaster Drevodom Łódka",
            "Združuje 27 firiem zo Žilinského kraja.",
            "Združuje firmy, ktoré pozná Žilinský kraj.",
        ),
        (
            "cs",
            "Klastr Dřevodům Łódka",
            "Sdružuje 38 podniků ze Zlínského kraje.",
            "Sdružuje podniky, jež zná Zlínský kraj.",
        ),
    ],
)
def test_a_cluster_lies_where_the_members_it_counts_come_from(
    language: str, title: str, members: str, other: str
) -> None:
    name = "Žilinský kraj" if language == "sk" else "Zlínský kraj"
    assert read(f"# {title}\n\n{members}", language).says(f"{title} | locatedIn | {name}")
    assert not read(f"# {title}\n\n{other}", language).says(f"{title} | locatedIn | {name}")


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("cs", "Partnerem projektu FOREL je Éterská asociace malých podniků.", "Éterská asociace malých podniků"),
        ("sk", "Partnerom projektu FOREL je Éterská akadémia vied.", "Éterská akadémia vied"),
        ("cs", "Partnerem projektu FOREL je Vodní centrum Ústeckého kraje.", "Vodní centrum Ústeckého kraje"),
    ],
)
def test_a_bodys_name_goes_on_to_its_genitives(language: str, text: str, body: str) -> None:
    assert body in read(text, language).entities("Organisation")


def test_a_verb_behind_a_body_is_no_part_of_its_name() -> None:
    reading = read("Projekt FOREL je nový. Ve středu Éterská agentura pořádá seminář v Brně.", "cs")
    assert not any("pořádá" in name for name in reading.entities("Organisation"))


HEADED = """# Klastre na východe: prehľad členov iniciatívy Východ éù

BioSarišť
Ide o najmenší klaster na Slovensku, bronzové označenie má od roku 2020.

Spolupráca
Tento klaster spolupracuje so školami.
"""


def test_headings_on_a_page_about_clusters_name_them() -> None:
    reading = read(HEADED, "sk")
    assert reading.entities("Cluster") == {"BioSarišť"}
    assert reading.says("BioSarišť | hasLabel | bronze")


def test_a_title_with_its_short_form_is_what_this_partnership_means() -> None:
    text = "# Heat for Remote Åland (H4RÅ)\n\nThose without a pipeline set up {} interregional partnership in 2019."
    assert read(text.format("this"), "en").has("Partnership Heat for Remote Åland")
    assert not read(text.format("another"), "en").has("Partnership Heat for Remote Åland")


def test_who_leads_stands_behind_the_semicolon() -> None:
    text = "V projekte ÅHERBA spolupracuje firma s Karpatskou univerzitou v Krosne; vedie ho Podkarpatské vojvodstvo."
    reading = read(text, "sk")
    assert reading.says("Podkarpatské vojvodstvo | leads | ÅHERBA")
    assert not any("univerzit" in fact for fact in reading.facts("leads"))


@pytest.mark.parametrize(
    ("language", "event", "visitors"),
    [
        (
            "cs",
            "Vzájemné hodnocení projektu ÅDECARB proběhlo v Chebu 24. října 2018.",
            "Přijeli kolegové z Gorje v Rumunsku, ze Západní Makedonie i z Braniborska.",
        ),
        (
            "en",
            "The peer review of the ÅDECARB project was held in Cheb on 24 October 2018.",
            "Colleagues from Gorj in Romania, Western Macedonia and Brandenburg came.",
        ),
    ],
)
def test_regions_whose_people_come_to_a_projects_meeting_work_in_it(language: str, event: str, visitors: str) -> None:
    reading = read(f"{event}\n\n{visitors}", language)
    assert reading.says("Brandenburg | partnerIn | ÅDECARB")
    assert reading.says("Western Macedonia | partnerIn | ÅDECARB")
    alone = read(visitors, language)
    assert alone.facts("partnerIn") == set()


def test_when_something_joined_an_initiative_is_not_when_that_began() -> None:
    text = "Partnerstvo pre biouhlie éù vstúpilo do iniciatívy Vanguard v máji 2023."
    assert read(text, "sk").facts("startDate", "endDate") == set()


def test_a_partnership_that_joined_an_initiative_did_not_grow_out_of_it() -> None:
    text = (
        "The Åland Peat Partnership builds on the results of BOGLINK, a project that closed in 2021, "
        "and has been part of the Vanguard Initiative."
    )
    assert read(text, "en").facts("ledTo") == {"BOGLINK | ledTo | Åland Peat Partnership"}


def test_a_sentence_begins_with_the_programme_of_its_project() -> None:
    text = "Z programu Interreg Central Europe právě dokončujeme projekt Tavírna 4.0, nad nímž bdí Łódź."
    assert read(text, "cs").says("Tavírna 4.0 | partOfProgramme | interreg-central-europe")


def test_the_text_says_how_the_practice_is_called() -> None:
    page = """# From one oyster bed to three éù

Good practice library

The practice now catalogued as "Neighbourly Åreefs" asked fishermen to return clean shell.

Evidence of success

Within four years shell cover had doubled.

Difficulties encountered

Licences took longer.

Potential for transfer

Any shallow estuary will do.
"""
    assert read(page, "en").entities("GoodPractice") == {"Neighbourly Åreefs"}


def test_two_adjectives_need_their_noun() -> None:
    text = (
        "Ve dnech 18. až 20. září 2018 byla partnerům představena dobrá praxe Éterná řemeslná dílna z Plzeňského kraje."
    )
    assert "Éterná řemeslná dílna" in read(text, "cs").entities("GoodPractice")
