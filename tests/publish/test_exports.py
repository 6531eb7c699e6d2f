"""Exports of one class: csv, xlsx, geojson, jsonl, RDF, and the CSVW metadata."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from release_sample import ODD, quads_of, sample

from regiograph.errors import QueryError
from regiograph.model import Quad, Value
from regiograph.publish import EXPORTS, Content, about, content_of, export_class, open_release, publish, render
from regiograph.publish.exports import exports
from regiograph.store import parse
from regiograph.terms import RG


@pytest.fixture
def content() -> Content:
    return sample()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def with_quads(content: Content, *more: tuple[str, str, str | Value]) -> Content:
    return replace(content, domain={**content.domain, "south": [*content.domain["south"], *quads_of("south", *more)]})


def test_one_csv_a_class_and_one_row_a_thing(content: Content) -> None:
    files = dict(exports(content))
    names = ["territory", "programme", "project", "membership"]
    assert list(files) == [*(f"exports/{n}.csv" for n in names), "exports/csv-metadata.json"]
    (remix,) = rows(files["exports/project.csv"])
    assert list(remix)[:3] == ["id", "iri", "label"]
    assert remix["id"] == "project/remix"
    assert remix["iri"] == "https://data.example.org/id/project/remix"
    assert remix["label"] == "REMIX"
    assert remix["prefLabel_pl"] == 'Łódź – Åland "éù"'
    assert (remix["spatial"], remix["spatial_id"]) == ("Lapland", "territory/lapland")
    assert remix["totalCost"] == "432760.00"
    assert remix["text"] == ODD
    assert remix["documents"] == "north | south"
    (member,) = rows(files["exports/membership.csv"])
    assert (member["role"], member["role_id"]) == ("lead partner", "role/lead")


def test_labels_fall_back_from_the_readers_language(content: Content) -> None:
    finnish = replace(content, languages=("fi", "en"))
    (member,) = rows(export_class(finnish, "membership", "csv"))
    assert (member["forTerritory"], member["role"], member["organization"]) == ("Lappi", "lead partner", "REMIX")


def test_spreadsheets_never_run_a_text(content: Content) -> None:
    formulas = [Value(t, language="sv") for t in ("=1+1", "@SUM(A1)", "+358", "-x")]
    evil = with_quads(
        content,
        *(("cluster/c", "skos:altLabel", v) for v in formulas),
        ("cluster/c", "skos:prefLabel", Value("=HYPERLINK()", language="en")),
        ("cluster/c", "schema:value", Value("-5", "integer")),
        ("cluster/c", "schema:minValue", Value("-0.5", "decimal")),
    )
    (cluster,) = rows(export_class(evil, "cluster", "csv"))
    assert cluster["label"] == cluster["prefLabel_en"] == "'=HYPERLINK()"
    assert cluster["altLabel_sv"] == "'+358 | -x | =1+1 | @SUM(A1)"
    assert (cluster["value"], cluster["minValue"]) == ("-5", "-0.5")
    sheet = openpyxl.load_workbook(io.BytesIO(export_class(evil, "cluster", "xlsx"))).active
    assert {c.data_type for c in sheet[2] if c.value is not None} == {"s", "n"}
    cells = dict(zip((c.value for c in sheet[1]), (c.value for c in sheet[2]), strict=True))
    assert (cells["label"], cells["value"], cells["minValue"]) == ("'=HYPERLINK()", -5, "-0.5")
    assert json.loads(export_class(evil, "cluster", "jsonl"))["label"] == "=HYPERLINK()"


def test_a_value_that_holds_the_separator_stays_one_value(content: Content) -> None:
    names = with_quads(content, *(("cluster/c", "skos:altLabel", Value(t, language="sv")) for t in ("a | b", "c")))
    (cluster,) = rows(export_class(names, "cluster", "csv"))
    assert cluster["altLabel_sv"].split(" | ") == ["a ¦ b", "c"]


def test_properties_of_one_name_get_columns_of_their_own(content: Content) -> None:
    one, two = ("event/e", "schema:location", "territory/lapland"), ("event/e", "dcterms:location", Value("x"))
    both = with_quads(content, one, two)
    (event,) = rows(export_class(both, "event", "csv"))
    assert {event["location"], event["location2"]} == {"x", "Lapland"}


def test_excel_gives_the_same_bytes_and_no_time(content: Content) -> None:
    one, two = (export_class(content, "project", "xlsx") for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {i.date_time[0] for i in archive.infolist()} == {1980}
        assert re.findall(rb">(\d{4})-", archive.read("docProps/core.xml")) == [b"1980", b"1980"]


def test_jsonl_keeps_links_and_numbers(content: Content) -> None:
    lines = export_class(content, "project", "jsonl").decode().splitlines()
    (remix,) = map(json.loads, lines)
    assert remix["spatial"] == {"id": "territory/lapland", "label": "Lapland"}
    assert remix["position"] == 3
    assert remix["totalCost"] == "432760.00"
    assert remix["altLabel_fi"] == ["-30 °C", "Älykäs"]
    assert remix["documents"] == ["north", "south"]


def test_geojson_draws_no_borders(content: Content) -> None:
    collection = json.loads(export_class(content, "territory", "geojson"))
    assert collection["type"] == "FeatureCollection"
    (lapland,) = collection["features"]
    assert lapland["geometry"] is None
    assert lapland["id"] == "https://data.example.org/id/territory/lapland"
    assert lapland["properties"]["label"] == "Lapland"


@pytest.mark.parametrize("name", ["ttl", "jsonld"])
def test_rdf_of_one_class_holds_its_things_only(content: Content, name: str) -> None:
    subjects = {q.subject for q in parse(export_class(content, "project", name), name)}
    assert subjects == {"https://data.example.org/id/project/remix"}


def test_what_is_not_there_is_named(content: Content) -> None:
    with pytest.raises(QueryError, match="choose one of csv, geojson"):
        export_class(content, "project", "docx")
    with pytest.raises(QueryError, match="choose one of territory, programme, project"):
        export_class(content, "strategy", "csv")


def test_csvw_describes_every_column(content: Content) -> None:
    files = dict(exports(content))
    group = json.loads(files.pop("exports/csv-metadata.json"))
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert {f"exports/{t['url']}" for t in group["tables"]} == set(files)
    for table in group["tables"]:
        columns = table["tableSchema"]["columns"]
        (header, *_) = csv.reader(io.StringIO(files[f"exports/{table['url']}"].decode(), newline=""))
        assert [c["titles"] for c in columns] == [c["name"] for c in columns] == header
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", c["name"]) for c in columns)
        assert len(set(header)) == len(header)
        assert table["tableSchema"]["primaryKey"] == "id"
    project = {c["name"]: c for t in group["tables"] if t["url"] == "project.csv" for c in t["tableSchema"]["columns"]}
    assert project["earliest"] == {
        "name": "earliest", "titles": "earliest", "datatype": "date", "propertyUrl": f"{RG}earliest",
    }  # fmt: skip
    assert project["altLabel_fi"]["separator"] == " | "
    assert project["altLabel_fi"]["lang"] == "fi"
    assert "propertyUrl" not in project["spatial"]


def test_a_finished_release_exports_the_same(tmp_path: Path, content: Content) -> None:
    publish(render(content), tmp_path / "out", "2026-11-20", about=about(content))
    again = content_of(open_release(tmp_path / "out"))
    assert {k: sorted(v, key=Quad.line) for k, v in again.domain.items()} == {
        k: sorted(v, key=Quad.line) for k, v in content.domain.items()
    }
    for name in EXPORTS:
        if name != "jsonld":
            assert export_class(again, "project", name) == export_class(content, "project", name)
    wanted = set(parse(export_class(content, "project", "jsonld"), "jsonld"))
    assert set(parse(export_class(again, "project", "jsonld"), "jsonld")) == wanted
