"""The gate for files: every RDF format, folders, and clear words for what is not RDF or no shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, Graph

import gate_sample as sample
from gate_sample import IRIS, SHAPES
from regiograph.errors import InputError
from regiograph.media import MEDIA
from regiograph.validate import Background, Report, load_background, validate, validate_path

BAD = """
@prefix rg: <https://w3id.org/regiograph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://data.example.org/id/project/x> a rg:Project ; skos:prefLabel "Łódź éù"@pl ;
  rg:underProgramme <https://data.example.org/id/fund/y> .
<https://data.example.org/id/fund/y> a rg:Fund ; skos:prefLabel "Åland"@sv .
"""
RDF_FORMATS = sorted(name for name, media in MEDIA.items() if media.rdflib)


def rules(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, IRIS.compact(f.focus)) for f in report.findings]


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_every_rdf_format_says_the_same(name: str, tmp_path: Path) -> None:
    media = MEDIA[name]
    file = tmp_path / f"data{media.suffix}"
    written = "nt" if name == "nq" else media.rdflib or ""
    file.write_bytes(Graph().parse(data=BAD, format="turtle").serialize(format=written, encoding="utf-8"))
    report = validate_path(file, SHAPES)
    assert rules(report) == [("Under-a-programme", "project/x")]
    assert report.findings[0].message.startswith("Łódź éù (project/x): ")


def test_a_folder_is_one_graph_and_hidden_files_stay_out(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".work").mkdir()
    head, tail = BAD.split("<https://data.example.org/id/fund/y> a ")
    (tmp_path / "sub" / "one.ttl").write_text(head, "utf-8")
    (tmp_path / "two.ttl").write_text(BAD.split("<https://data.example.org/id/project/x>")[0]
                                      + "<https://data.example.org/id/fund/y> a " + tail, "utf-8")  # fmt: skip
    (tmp_path / ".work" / "broken.ttl").write_text("this is no Turtle", "utf-8")
    (tmp_path / "page.html").write_text("<p>éù</p>", "utf-8")
    assert rules(validate_path(tmp_path, SHAPES)) == [("Under-a-programme", "project/x")]


def write_dump(folder: Path, quads: list[str]) -> Path:
    file = folder / "all.nq"
    file.write_text("".join(f"{line}\n" for line in sorted(quads)), "utf-8")
    return file


def test_a_dump_with_evidence_is_checked_like_the_build_that_made_it(tmp_path: Path) -> None:
    documents = sample.pages()
    documents["page-1"] += sample.quads("page-1", ("membership/lodz-lapland", "org:role", "voc:role/boss"))
    quotes = sample.all_evidence(documents)
    removed = quotes["page-2"].pop()
    lines = [q.line() for part in (documents, quotes) for rows in part.values() for q in rows]
    file = write_dump(tmp_path, lines + [q.line() for q in sample.reference()])
    report = validate_path(file, SHAPES, background=load_background())
    assert report.findings == sample.check(documents, quotes=quotes).findings
    assert removed.predicate.endswith("object")
    assert [(f.rule, f.document) for f in report.findings] == [
        ("Membership-role", "page-1"),
        ("Statement-quoted", "page-2"),
    ]
    assert report.findings[0].quote.startswith("Lause ")


def test_a_dump_without_evidence_is_not_asked_for_quotes(tmp_path: Path) -> None:
    lines = [q.line() for rows in sample.pages().values() for q in rows] + [q.line() for q in sample.reference()]
    assert validate_path(write_dump(tmp_path, lines), SHAPES).findings == ()


def test_in_one_plain_file_reference_triples_need_no_quote(tmp_path: Path) -> None:
    documents = sample.pages()
    parts = [*documents.values(), *sample.all_evidence(documents).values(), sample.reference()]
    file = tmp_path / "all.nt"
    file.write_text("".join(q.line().rpartition(" <")[0] + " .\n" for part in parts for q in part), "utf-8")
    assert validate_path(file, SHAPES).findings == ()


def test_blank_nodes_are_told_and_named_alike_each_time(tmp_path: Path) -> None:
    file = tmp_path / "blank.ttl"
    file.write_text(
        "@prefix rg: <https://w3id.org/regiograph/ns#> . @prefix schema: <https://schema.org/> .\n"
        "<https://data.example.org/id/project/x> rg:totalCost [ a schema:MonetaryAmount ; schema:value 1.0 ] , "
        "[ a schema:MonetaryAmount ; schema:value 2.0 ] .",
        "utf-8",
    )
    first, second = validate_path(file, SHAPES), validate_path(file, SHAPES)
    assert (first.to_json(), first.to_turtle()) == (second.to_json(), second.to_turtle())
    assert [r for r, _ in rules(first)].count("Node") == 2
    assert "_:" not in first.to_turtle()
    assert "[" not in first.to_turtle()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.ttl", b"@prefix x: <http://x/> .\nx:a x:b x:c .\nx:a x:b ;;; c d .\n", 3),
        ("a.nt", b"<http://x/a> <http://x/b> <http://x/c> .\n\n<http://x/a> <http://x/b> \xc5\x81 .\n", 3),
        ("a.nq", b"<http://x/a> <http://x/b> <http://x/c> <http://x/g> .\nnonsense\n", 2),
        ("a.trig", b"@prefix x: <http://x/> .\nx:g { x:a x:b x:c .\n x:a x:b ! }\n", 3),
        ("a.rdf", b"<?xml version='1.0'?>\n<rdf:RDF>\n</rdf:RDF>\n", 2),
        ("a.rdf", b"<html>\n<p>\n</html>\n", 3),
        ("a.jsonld", b'{\n "@id": "http://x/a",\n "http://x/b": \n}\n', 4),
        ("a.jsonld", b'{\n "@context": "https://schema.org/",\n "@id": "http://x/a"\n}\n', 2),
        ("a.ttl", b"# ok\n<http://x/a> <http://x/b> \"\xff\" .\n", 2),
    ],
)  # fmt: skip
def test_what_is_not_rdf_is_refused_with_its_line(name: str, content: bytes, line: int, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        validate_path(file, SHAPES)
    assert caught.value.where == f"{file}:{line}"
    assert caught.value.todo
    assert "Traceback" not in str(caught.value)


def test_what_is_no_rdf_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b\n", "utf-8")
    for path, what in (
        (tmp_path / "missing.ttl", "no such file or folder"),
        (tmp_path / "table.csv", "not a format of RDF we know"),
        (tmp_path, "no RDF file in this folder"),
    ):
        with pytest.raises(InputError, match=what) as caught:
            validate_path(path, SHAPES)
        assert caught.value.where == str(path)


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("this is no Turtle", "not a shapes file"),
        ("sh:property [ sh:minCount 1 ]", "the shapes cannot be used"),
        ("sh:sparql [ sh:select 'SELECT $this WHERE {' ]", "the shapes cannot be used"),
        ("sh:sparql [ sh:select 'SELECT $this { VALUES ?x { 1 } }' ]", "the shapes cannot be used"),
    ],
)  # fmt: skip
def test_what_is_no_shape_is_refused(shape: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rg: <https://w3id.org/regiograph/ns#> .\n"
    head = "<https://example.org/s#own> a sh:NodeShape ; sh:targetClass rg:Project ; "
    file.write_text(shape if "Turtle" in shape else f"{prefixes}{head}{shape} .", "utf-8")
    with pytest.raises(InputError, match=what) as caught:
        validate(Graph().parse(data=BAD), [file], background=Background())
    assert caught.value.todo


def test_missing_shape_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        validate(Graph(), [tmp_path / "gone.ttl"], background=Background())
    assert caught.value.where == str(tmp_path / "gone.ttl")


def test_a_rule_is_named_by_the_nearest_shape_with_an_iri(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rg: <https://w3id.org/regiograph/ns#> .\n"
        "<https://example.org/s#own> a sh:NodeShape ; sh:targetClass rg:Project ; sh:property [\n"
        "  sh:path rg:sisterOf ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message 'No sister → find one' ] ;\n"
        "  sh:property [ sh:path ( rg:underProgramme rg:ledTo ) ; sh:minCount 1 ; sh:severity sh:Info ] .",
        "utf-8",
    )
    report = validate(Graph().parse(data=BAD), [file], background=Background())
    warning, info = report.findings
    assert (warning.rule, warning.severity, warning.remedy) == ("https://example.org/s#own", "warning", "find one")
    assert warning.path == "rg:sisterOf"
    assert info.severity == "info"
    assert "sh:resultPath <https://w3id.org/regiograph/ns#sisterOf>" in report.to_turtle()
    assert report.to_turtle().count("sh:resultPath") == 1


def test_the_terminal_stays_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Ill-typed literals make rdflib log; a library that prints nothing lets the findings speak."""
    file = tmp_path / "a.ttl"
    file.write_text('<https://data.example.org/id/event/x> <https://w3id.org/regiograph/ns#latest> '
                    '"soon"^^<http://www.w3.org/2001/XMLSchema#date> .', "utf-8")  # fmt: skip
    assert rules(validate_path(file, SHAPES)) == [("Date-latest", "event/x")]
    assert capfd.readouterr() == ("", "")


def test_nothing_is_fetched_from_the_web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    file = tmp_path / "a.ttl"
    file.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://example.org/o> a owl:Ontology ; owl:imports <https://example.org/other> .",
        "utf-8",
    )
    assert validate_path(file, SHAPES).conforms
    dataset = Dataset()
    dataset.default_graph.parse(data=BAD, format="turtle")
    assert not validate(dataset, SHAPES).conforms
