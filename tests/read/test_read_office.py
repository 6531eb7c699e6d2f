"""Word and OpenDocument files: structure as the HTML reader keeps it, metadata, and archives that are bombs."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_files import archive, docx, odt, paragraph

from regiograph.errors import InputError
from regiograph.read import ReadResult, read_file

SENTENCE = "Västerbotten och Åland deltar i projektet REMIX tillsammans med åtta andra regioner i Europa."
NUMBERED = """<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>"""
STYLES = """<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:styleId="Rubrik2"><w:name w:val="Rubrik"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>"""


def read(tmp_path: Path, name: str, data: bytes) -> ReadResult:
    (tmp_path / name).write_bytes(data)
    return read_file(tmp_path / name, date="2024-05-17")


def number(list_: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def test_a_word_document_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("Lapland", "432 760 €"))
    body = (
        paragraph("Klustren", '<w:pStyle w:val="Rubrik1"/>')
        + "<w:p><w:r><w:t>Västerbotten </w:t></w:r><w:ins><w:r><w:t>och Åland e\u0301</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>inte detta</w:delText></w:r></w:del><w:r><w:br/><w:t>rad två</w:t></w:r></w:p>"
        + paragraph("Partner", '<w:pStyle w:val="Egen"/>')
        + paragraph("Kainuu", number(2)) + paragraph("Kajaani", number(2, 1)) + paragraph("Castilla y León", number(2))
        + paragraph("första", number(1)) + paragraph("andra", number(1))
        + f"<w:tbl><w:tr>{cells}</w:tr><w:sdt><w:sdtContent><w:tr>{cells}</w:tr></w:sdtContent></w:sdt></w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph(SENTENCE)}</w:sdtContent></w:sdt>"
    )  # fmt: skip
    document = read(tmp_path, "sida.docx", docx(body, styles=STYLES, numbering=NUMBERED)).documents[0]
    assert document.text == (
        "# Klustren\n\nVästerbotten och Åland é\nrad två\n\n## Partner\n\n- Kainuu\n  - Kajaani\n- Castilla y León\n\n"
        f"1. första\n2. andra\n\nLapland | 432 760 €\nLapland | 432 760 €\n\n{SENTENCE}\n"
    )
    assert (document.title, document.language, document.id) == ("Klustren", "sv", "sida")
    assert document.media_type.endswith("wordprocessingml.document")


def test_an_opendocument_text_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    style = '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Lappi", "9"))
    row = f"<table:table-row>{cells}</table:table-row>"

    def listed(style: str, *items: str) -> str:
        inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
        return f'<text:list text:style-name="{style}">{inside}</text:list>'

    body = (
        '<text:h text:outline-level="1">Klustren</text:h>'
        "<text:tracked-changes><text:p>raderat</text:p></text:tracked-changes>"
        "<text:p>Väster<text:span>botten</text:span><text:s text:c='2'/>och<text:note><text:p>not</text:p></text:note>"
        " Åland<text:line-break/>rad två</text:p>"
        + listed(
            "L1",
            f"<text:p>Kainuu</text:p>{listed('L1', '<text:p>Kajaani</text:p>')}",
            "<text:p>Castilla y León</text:p>",
        )
        + listed("L2", "<text:p>första</text:p>")
        + f"<text:section><text:p>{SENTENCE}</text:p></text:section>"
        f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>"
    )
    meta = "<dc:title>Åland &amp; Łódź</dc:title><dc:date>2021-03-04T10:00:00</dc:date><dc:language>sv-FI</dc:language>"
    document = read(tmp_path, "sida.odt", odt(body, meta=meta, styles=style + "</text:list-style>")).documents[0]
    assert document.text == (
        "# Klustren\n\nVästerbotten och Åland\nrad två\n\n- Kainuu\n  - Kajaani\n- Castilla y León\n\n1. första\n\n"
        f"{SENTENCE}\n\nLappi | 9\nLappi | 9\n"
    )
    assert (document.title, document.language, document.published) == ("Åland & Łódź", "sv", "2021-03-04")


def test_metadata_of_word_are_used_but_a_language_that_the_text_contradicts(tmp_path: Path) -> None:
    core = (
        "<dc:title> Åland  2021 </dc:title><dc:language>en-US</dc:language>"
        "<dcterms:created>2019-01-01T00:00:00Z</dcterms:created><dcterms:modified>2021-02-03T00:00:00Z</dcterms:modified>"
    )
    result = read(tmp_path, "sida.docx", docx(paragraph(SENTENCE), core=core))
    document = result.documents[0]
    assert (document.title, document.published, document.language) == ("Åland 2021", "2021-02-03", "sv")
    assert [(f.rule, "en" in f.message) for f in result.findings] == [("read.language", True)]


def test_a_document_part_of_another_name_is_found(tmp_path: Path) -> None:
    relation = '<Relationships><Relationship Type="x/officeDocument" Target="/word/annan.xml"/></Relationships>'
    w = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    data = archive(
        {
            "_rels/.rels": relation,
            "word/annan.xml": f"<w:document {w}><w:body>{paragraph(SENTENCE)}</w:body></w:document>",
        }
    )
    assert read(tmp_path, "a.docx", data).documents[0].text == SENTENCE + "\n"


def test_tables_in_tables_and_lists_in_lists_without_end_are_read_flat_and_said(tmp_path: Path) -> None:
    depth = 60
    table = "<w:tbl><w:tr><w:tc>" * depth + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * depth
    result = read(tmp_path, "a.docx", docx(table + paragraph("djup", number(2, 90))))
    assert result.documents[0].text.startswith(SENTENCE)
    assert "djup" in result.documents[0].text
    assert [f.rule for f in result.findings] == ["read.markup"]
    items = "<text:list><text:list-item>" * depth + "<text:p>djup</text:p>" + "</text:list-item></text:list>" * depth
    assert "djup" in read(tmp_path, "a.odt", odt(items)).documents[0].text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"no archive, \xc3\xa9", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "encrypted"),
        ("a.docx", docx(paragraph(SENTENCE))[:-60], "damaged"),
        ("a.docx", archive({"word/x.xml": "<x/>"}), "no body"),
        ("a.docx", docx(""), "no text"),
        ("a.docx", docx("<w:p>"), "damaged"),
        ("a.docx", archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "document type"),
        ("a.docx", docx(paragraph(SENTENCE + " " * 3_000_000)), "times its size"),
        ("a.docx", archive({f"{n}": "" for n in range(10_001)}, packed=False), "10001 files"),
        ("a.odt", odt("<text:p/>"), "no text"),
        ("a.odt", archive({"mimetype": "x"}), "no text body"),
        ("a.odt", odt(f"<text:p>{SENTENCE}{'x' * 34_000_000}</text:p>"), "larger than 32 MB"),
        (
            "a.odt",
            odt("x", **{"META-INF/manifest.xml": "<manifest><manifest:encryption-data/></manifest:manifest>"}),
            "encrypted",
        ),
    ],
    ids=["junk", "older", "cut", "no-body", "no-text", "broken-xml", "entities", "ratio", "entries", "odt-no-text",
         "odt-no-body", "odt-size", "odt-encrypted"],
)  # fmt: skip
def test_a_bad_archive_is_refused_by_name(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, name, data)
    assert name in caught.value.where
    assert caught.value.todo


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    data = archive({"word/document.xml": b"\xc3\xa9" * 3_000_000})
    size = (6_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(InputError):
        read(tmp_path, "a.docx", data.replace(size, (1_000).to_bytes(4, "little")))
