"""Persons planted in pages of eight languages are in no byte of the release. All persons and numbers are invented."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from regiograph.pipeline import BuildOptions, build
from regiograph.privacy import BLOCK
from regiograph.store import Store
from regiograph.terms import slug
from regiograph.workspace import Answers, create_workspace

HTML = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"><link rel="canonical" href="https://example.org/{lang}/{address}"></head>
<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"""

PAGES: dict[str, str] = {
    "fi-tuulikki-aavekorpi.html": HTML.format(
        lang="fi", title="Tuulikki Aavekorpi johtaa Lapin klusteria", author="Tuulikki Aavekorpi",
        address="tuulikki-aavekorpi",
        body="<p>Lapin liitto johtaa hanketta Revontulten reitit. Hankkeen kokonaisbudjetti on 432 760 €.</p>"
        "<blockquote><p>– Klusteri kasvaa, sanoo kehitysjohtaja Tuulikki Aavekorpi Lapin liitosta.</p></blockquote>"
        "<p>Aavekorven mukaan Kemin Digipolis on mukana. Aavekorvelta saa lisätietoja.</p>"
        "<h2>Lisätietoja</h2><ul><li>Tuulikki Aavekorpi, p. 040 000 0199, tuulikki.aavekorpi@lapinliitto.example</li>"
        "<li>kirjaamo@lapinliitto.example</li></ul>",
    ),
    "pl-klaster.md": "# Klaster w Łodzi\n\nSpotkanie otworzyła dyrektor Zdzisława Bajkowska z Urzędu Marszałkowskiego "
    "Województwa Łódzkiego. Rozmawiano ze Zdzisławą Bajkowską i z koordynatorem Januszem Nibylandzkim.\n\n"
    "> „Jesteśmy gotowi” – powiedział Janusz Nibylandzki.\n\n## Kontakt\n\n- Janusz Nibylandzki, tel. 22 000 00 01, "
    "j.nibylandzki@lodz.example\n- biuro@lodz.example\n\nNagrodę przyznał Instytut im. Horsta Görtza w Bochum.\n",
    "de-netz.html": HTML.format(
        lang="de", title="Drei Fragen an Almut Traumfelder", author="Redaktion", address="netz",
        body="<p>„Das Netzwerk wächst“, sagt Geschäftsführerin Dr. Almut Traumfelder vom Cluster Ruhr. Die Metropole "
        "Ruhr dankt Frau Traumfelder. Das Horst Görtz Institute aus Bochum ist Partner des Projekts Ruhrwege.</p>"
        "<table><tr><th>Name</th><th>Telefon</th></tr><tr><td>Xaverius Wolkenbauer</td><td>+49 201 0000001</td></tr>"
        "</table><p>Ansprechpartner: Xaverius Wolkenbauer, x.wolkenbauer@ruhr.example, info@ruhr.example</p>",
    ),
    "fr-pole.txt": "Le pôle et Solène Brumechamp\n\nLa région Bretagne, explique Solène Brumechamp, directrice du "
    "pôle, soutient les PME.\nM. Gaëtan Nuagebleu, président de Bretagne Développement Innovation, a "
    "salué Mme Brumechamp.\n"
    "Contact : Gaëtan Nuagebleu, tél. 02 00 00 00 01, gaetan.nuagebleu@pole.example ou contact@pole.example\n",
    "es-cluster.md": "# El clúster crece, dice Íñigo Soñador Nubes\n\nEl director general, Íñigo Soñador Nubes, "
    "presentó el clúster de Castilla y León.\nSegún Soñador, Asturias y Navarra participan.\n\n* Begoña Nievesfalsas "
    "(teléfono 985 000 001), begona.nievesfalsas@cluster.example\n* informacion@cluster.example\n",
    "sv-projekt.html": HTML.format(
        lang="sv", title="Skogsvägar", author="Torbjörn Dimmskog", address="skogsvagar",
        body="<p>Projektet Skogsvägar leds av Region Västerbotten, säger projektledare Torbjörn Dimmskog.</p>"
        "<h2>Torbjörn Dimmskog svarar</h2><p>Dimmskogs kollega Åsa Molnvall arbetar på Åland.</p>"
        "<p>Kontakt: Åsa Molnvall, tfn +358 18 000 001, asa.molnvall@skog.example, registrator@skog.example</p>",
    ),
    "el-sterea.txt": "Η Στερεά Ελλάδα στο δίκτυο\n\nΗ διευθύντρια Δέσποινα Ονειροπούλου τόνισε ότι η Στερεά Ελλάδα "
    "συμμετέχει.\nΗ κ. Ονειροπούλου μίλησε στους Δελφούς. Τηλ. 2231 000 001, "
    "d.oneiropoulou@sterea.example, info@sterea.example\n",
    "en-cluster.html": HTML.format(
        lang="en", title="Fiona Notreal joins the Northern Lights project", author="Fiona Notreal",
        address="people/fiona-notreal?x=1",
        body="<p>The Minister for Business and Knowledge, Fearghal Neverwhere, told the Beauty Cluster Barcelona that "
        "it matters. The Northern Lights project has a total budget of €1,250,000.</p><blockquote>"
        "Neverwhere's colleague Fiona Notreal works at Catalonia Trade &amp; Investment.</blockquote>"
        "<h3>Fearghal Neverwhere</h3><p>Phone: +353 1 000 0001, fiona.notreal@trade.example, press@trade.example</p>"
        "<p>Agnieszka Zgodna signed for the Mazowieckie Region; "
        "Bartłomiej Przeterminowany signed as well.</p>",
    ),
}  # fmt: skip

GONE = (
    "Tuulikki", "Aavekor", "Bajkowsk", "Zdzisław", "Nibyland", "Traumfelder", "Wolkenbauer", "Xaverius", "Brumechamp",
    "Nuagebleu", "Soñador", "Nievesfalsas", "Dimmskog", "Molnvall", "Ονειροπούλου", "Δέσποινα", "oneiropoulou",
    "Notreal", "Neverwhere", "Przeterminowan",
)  # fmt: skip
"""Names of persons, cut before what inflects."""

NUMBERS = (
    "0400000199",
    "220000001",
    "492010000001",
    "0200000001",
    "985000001",
    "35818000001",
    "2231000001",
    "35310000001",
)

STAYS = (
    "kirjaamo@lapinliitto.example", "biuro@lodz.example", "info@ruhr.example", "contact@pole.example",
    "informacion@cluster.example", "registrator@skog.example", "info@sterea.example", "press@trade.example",
    "Horst Görtz Institute", "Horsta Görtza", "Beauty Cluster Barcelona", "Catalonia Trade & Investment",
    "Castilla y León", "Bretagne Développement Innovation", "Στερεά Ελλάδα", "Kemin Digipolis", "Agnieszka Zgodna",
    "432 760 €",
)  # fmt: skip
"""Mailboxes of functions, bodies called after persons, and one person who may be named."""

PERSONS = """
[[privacy.persons]]
name = "Agnieszka Zgodna"
legal_basis = "consent of 2023-01-02"
expires = "2030-12-31"

[[privacy.persons]]
name = "Bartłomiej Przeterminowany"
legal_basis = "consent of 2020-01-02"
expires = "2024-05-16"
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The eight pages as a release. Not to be changed."""
    folder = tmp_path_factory.mktemp("persons") / "w"
    create_workspace(folder, Answers())
    documents = folder / "data" / "documents"
    shutil.rmtree(documents)
    (folder / "data" / "sources.toml").unlink()
    documents.mkdir()
    for name, text in PAGES.items():
        (documents / name).write_text(text, "utf-8")
    config = folder / "regiograph.toml"
    config.write_text(config.read_text("utf-8") + PERSONS, "utf-8")
    build(folder, BuildOptions(date="2024-05-17"))
    return folder


def contents(root: Path) -> Iterator[tuple[str, str]]:
    """(where, text) of every file of a folder and of what is packed in it: as it stands, unescaped, and its name."""
    for path in sorted(root.rglob("*")):
        where = str(path.relative_to(root))
        yield f"name of {where}", where
        if path.is_file():
            for raw in unpacked(path.read_bytes()):
                text = raw.decode("utf-8", "ignore")
                plain = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), unescape(unquote(text)))
                yield where, text
                yield where, unicodedata.normalize("NFC", plain)
                yield where, raw.decode("utf-16-le", "ignore")


def unpacked(raw: bytes) -> Iterator[bytes]:
    yield raw
    if raw.startswith(b"\x1f\x8b"):
        yield gzip.decompress(raw)
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for name in packed.namelist():
                yield from unpacked(packed.read(name))


def planted(text: str) -> list[str]:
    """Which planted words, slugs and numbers a text holds."""
    low, plain = text.casefold(), text.casefold().replace("\u00ad", "")
    found = [name for name in GONE if name.casefold() in low or (slug(name) or name) in plain]
    digits = re.sub(r"(?<=\d)[\s\u00a0()./-]{1,2}(?=\d)", "", text)
    return found + [number for number in NUMBERS if re.search(rf"(?<!\d){number}(?!\d)", digits)]


def test_the_search_finds_what_was_planted() -> None:
    """Else the next test would prove nothing."""
    whole = "\n".join([*PAGES, *PAGES.values()])
    assert sorted(planted(whole)) == sorted([*GONE, *NUMBERS])
    assert planted("id/tuulikki-aavekorpi") == ["Tuulikki", "Aavekor"]


def test_no_byte_of_the_release_tells_of_a_person(released: Path) -> None:
    root = (released / "release").resolve()
    found = {(where, word) for where, text in contents(root) for word in planted(text)}
    assert found == set()


def test_no_statement_of_the_store_tells_of_a_person(released: Path) -> None:
    """The store packs its files, so that its bytes alone prove nothing."""
    lines = [quad.line() for quad in Store.open((released / "release").resolve() / "store").quads()]
    assert len(lines) > 100
    assert [line for line in lines if planted(line)] == []


def test_functions_bodies_and_permitted_persons_stay(released: Path) -> None:
    texts = "\n".join(p.read_text("utf-8") for p in sorted((released / "release" / "texts").iterdir()))
    assert [part for part in STAYS if part not in texts] == []
    assert texts.count(BLOCK) > 200


def test_blocks_keep_every_offset_of_the_release(released: Path) -> None:
    published = {p.stem: p.read_text("utf-8") for p in (released / "release" / "texts").iterdir()}
    for name, written in PAGES.items():
        if not name.endswith(".html"):
            text = published[name.partition(".")[0]]
            assert len(text) == len(written)
            assert {b for a, b in zip(written, text, strict=True) if a != b} == {BLOCK}


def test_a_name_in_the_name_of_a_file_is_in_no_id(released: Path) -> None:
    ids = {p.stem for p in (released / "release" / "texts").iterdir()}
    assert len(ids) == len(PAGES)
    (renamed,) = ids - {name.partition(".")[0] for name in PAGES}
    assert renamed.startswith("fi-")


def test_working_files_are_for_the_user_alone(released: Path) -> None:
    assert (released / ".regiograph").stat().st_mode & 0o777 == 0o700
