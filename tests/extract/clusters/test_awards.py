"""Who holds which label: fact lines, brackets, climbing to the next level, and what "the cluster" was given."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "holders"),
    [
        ("sv", "Andra kluster har märkning från ESCA: Glasriket Hav i Nybro (brons) och Smart Skog i Växjö (silver).",
         {"Glasriket Hav bronze", "Smart Skog silver"}),
        ("pl", "Klaster z Łodzi. Gold Label sekretariat ESCA dał klastrowi Zielony Len.",
         {"Zielony Len gold"}),
        ("lt", "Klasteris „Medžio Kelias“\n\nBuveinė: Panevėžys\nKokybės ženklas: sidabrinis (ESCA)\n",
         {"Medžio Kelias silver"}),
        ("fi", "Metsävirta-klusteri\n\nLaatumerkki: kulta\n", {"Metsävirta-klusteri gold"}),
        ("da", "Klyngen Tang & Hav ligger i Thisted. I april 2022 tildelte ESCA klyngen guld.",
         {"Klyngen Tang & Hav gold"}),
        ("en", "The cluster Blue Wave has climbed from bronze to silver in the benchmarking run by ESCA.",
         {"Blue Wave silver"}),
        ("es", "El clúster Agua Viva trabaja en Galicia. Desde 2021 ostenta el sello de plata a la excelencia.",
         {"Agua Viva silver"}),
    ],
)  # fmt: skip
def test_who_holds_a_label(language: str, text: str, holders: set[str]) -> None:
    claims = [c for c in read(text, language).claims if c.predicate == "hasLabel" and c.value]
    assert {f"{c.subject.name} {c.value.lexical}" for c in claims if c.value} == holders


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The cluster Blue Wave sells gold and silver from Åland."),
        ("de", "Der Cluster Nordlicht hat kein Siegel; andere Cluster tragen das Siegel in Gold oder Silber."),
        ("sv", "Klustret Blå Våg firar guld i Łódź."),
    ],
)
def test_metals_that_are_no_label(language: str, text: str) -> None:
    assert read(text, language).facts("hasLabel") == set()
