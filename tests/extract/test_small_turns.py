"""Lists, brackets and small words: towns and days below a noun, funds in brackets, what opens or ends a name."""

from __future__ import annotations

import pytest

from extract_reading import read

SAID = [
    ("en", "# Calls\n\nInformation days\n- Graz, 29 January 2025\n- Linz, 5 February 2025",
     ["Information days (Graz) | heldIn | Graz", "Information days (Linz) | date | 2025-02-05"]),
    ("lv", "# Uzsaukumi\n\nInformatīvās dienas\n• Jelgava, 2025. gada 29. janvāris\n• Ogre, 2025. gada 5. februāris",
     ["Informatīvās dienas (Ogre) | heldIn | Ogre", "Informatīvās dienas (Jelgava) | date | 2025-01-29"]),
    ("lt", "# Projektai\n\n» „Šviesa“ (programa „Europos horizontas“, 2022–2025 m.).\n» „Optikos stažuotė“ "
     "(Europos socialinis "
     "fondas, baigta 2020 m. birželį).",
     ["Šviesa | startDate | 2022", "Šviesa | endDate | 2025", "Optikos stažuotė | fundedBy | esf",
      "Optikos stažuotė | endDate | 2020-06"]),
    ("mt", "# Aħbarijiet\n\nMinn korrispondent tagħna, 30 ta' Settembru 2024\n\nIl-laqgħa saret fix-Xewkija "
     "fl-24 ta' "
     "Settembru.", ["doc | publishedOn | 2024-09-30", "~laqgħa | date | 2024-09-24"]),
    ("mt", "Il-proġett ĦAĠAR sar bejn l-2018 u l-2021.", ["ĦAĠAR | startDate | 2018", "ĦAĠAR | endDate | 2021"]),
    ("lv", "Projekts ŪDENSZĪME ilga no 2018. līdz 2021. gadam.",
     ["ŪDENSZĪME | startDate | 2018", "ŪDENSZĪME | endDate | 2021"]),
    ("en", "The ŁĄKA project is led by Heritage Malta and the partners are the University of Malta, Sardinia "
     "and Corsica.",
     ["sardinia | partnerIn | ŁĄKA", "corsica | partnerIn | ŁĄKA"]),
    ("ga", "Is iad Comhairle Contae Mhaigh Eo agus an Queen's Marine Laboratory comhpháirtithe an tionscadail "
     "FEAMAINN.",
     ["Queen's Marine Laboratory | partnerIn | FEAMAINN", "Comhairle Contae Mhaigh Eo | partnerIn | FEAMAINN"]),
    ("el", "Το έργο PATHS υλοποιεί το Πανεπιστήμιο Ιωαννίνων με την Περιφέρεια της Απουλίας στο πλαίσιο του "
     "Interreg Ελλάδα-Ιταλία.",
     ["Πανεπιστήμιο Ιωαννίνων | leads | PATHS", "Περιφέρεια της Απουλίας | partnerIn | PATHS"]),
    ("lt", "Projektui SKILLVAN vadovauja Utenos regioninis profesinio mokymo centras.",
     ["Utenos regioninis profesinio mokymo centras | leads | SKILLVAN"]),
    ("lv", "Partnerību Amber Forest Partnership vada Ziemeļkarēlija.",
     ["north-karelia | leads | Amber Forest Partnership"]),
    ("en", 'The robotics cluster "Smart Hands" in Kaunas has the gold label.', ["Smart Hands | locatedIn | Kaunas"]),
    ("lv", "Klasteris “Gudrās rokas” Rīgā ieguva zelta zīmi.", ["Gudrās rokas | locatedIn | Rīga"]),
    ("lv", "Projektu “Ābeļzieds” vada Dobeles novada pašvaldība. Fonds sedz 80% no 640 000 eiro lielā budžeta.",
     ["Ābeļzieds | totalBudget | 640000"]),
    ("ga", "Beidh seimineár ar siúl i Leitir Ceanainn Dé Céadaoin, 14 Feabhra 2024.",
     ["~seimineár | heldIn | Letterkenny", "~seimineár | date | 2024-02-14"]),
    ("en", "# Åland Links\n\nThe project is shown here. The good practice “Quiet Room” opened in Graz in "
     "2021. It was paid "
     "for by the European Social Fund.", ["Quiet Room | fundedBy | esf"]),
]  # fmt: skip
NEVER = [
    ("en", "# Calls\n\nInformation days\n- Graz, 29 January 2025\n- Linz, 5 February 2025", "doc | "
     "publishedOn | 2025-01-29"),
    ("en", "The ŁĄKA project is led by Heritage Malta and the partners are the University of Malta, Sardinia "
     "and Corsica.",
     "University of Malta | locatedIn | Sardinia"),
    ("en", "CIVIL-2020 began in 2019.", "CIVIL-2020 | startDate | 2020"),
    ("lt", "# Projektai\n\n» „Optikos stažuotė“ (Europos socialinis fondas, baigta 2020 m. birželį).",
     "Optikos stažuotė | partOfProject | Optikos stažuotė"),
    ("en", "The project LAKE cost EUR 2 million, EUR 640,000 of the total budget went to Graz.", "LAKE | "
     "totalBudget | 640000"),
    ("en", "# Åland Links\n\nThe good practice “Quiet Room” opened in 2021. The project ÅLAND was paid for by "
     "the European "
     "Social Fund.", "Quiet Room | fundedBy | esf"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "facts"), SAID)
def test_what_lists_brackets_and_small_words_say(language: str, text: str, facts: list[str]) -> None:
    reading = read(text, language)
    assert [f for f in facts if not reading.says(f)] == []


@pytest.mark.parametrize(("language", "text", "fact"), NEVER)
def test_what_they_do_not_say(language: str, text: str, fact: str) -> None:
    assert not read(text, language).says(fact)


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("lt", "Be universiteto, Lietuvai projekte atstovauja Neringos savivaldybė.", "Be universiteto"),
        ("ga", "Beidh seimineár ar siúl i Leitir Ceanainn Dé Céadaoin, 14 Feabhra 2024.", "Leitir Ceanainn Dé "
     "Céadaoin"),
        ("el", "Το έργο PATHS υλοποιεί το Πανεπιστήμιο Ιωαννίνων με την Περιφέρεια της Απουλίας στο πλαίσιο "
     "του Interreg Ελλάδα-Ιταλία.",
         "Περιφέρεια της Απουλίας στο πλαίσιο του"),
    ],
)  # fmt: skip
def test_small_words_are_no_part_of_a_name(language: str, text: str, body: str) -> None:
    claims = read(text, language).claims
    assert body not in {c.value.lexical for c in claims if c.predicate == "mention" and c.value}
