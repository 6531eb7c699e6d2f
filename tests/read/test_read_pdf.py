"""PDF: lines become paragraphs, headings and items; metadata; and files that are encrypted, endless or broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from page_files import pdf, sheet

from regiograph.errors import InputError
from regiograph.read import ReadResult, read_file
from regiograph.read import pdf as reader

BODY = (
    (10.0, "Västerbotten takes part in the project REMIX with eight other regions of Europe, and the re-"),
    (10.0, "gional council of Lapland leads it until the end of the programme in the year 2021."),
    (10.0, "Partners:"),
    (10.0, "• Castilla y León"),
    (10.0, "• Åland (Finland)"),
)
TEXT = (
    "Västerbotten takes part in the project REMIX with eight other regions of Europe, and the regional council of "
    "Lapland leads it until the end of the programme in the year 2021.\n\n"
    "Partners:\n\n- Castilla y León\n- Åland (Finland)"
)


def read(tmp_path: Path, data: bytes) -> ReadResult:
    (tmp_path / "page.pdf").write_bytes(data)
    return read_file(tmp_path / "page.pdf", date="2024-05-17")


def test_lines_become_headings_paragraphs_and_items(tmp_path: Path) -> None:
    data = pdf(
        [sheet((18, "Regions and their clusters"), *BODY)],
        info="/CreationDate (D:20200301120000Z)",
        root="/Lang (en-GB)",
    )
    document = read(tmp_path, data).documents[0]
    assert document.text == f"# Regions and their clusters\n\n{TEXT}\n"
    assert (document.title, document.language, document.published) == ("Regions and their clusters", "en", "2020-03-01")
    assert document.media_type == "application/pdf"


def test_what_repeats_on_each_page_is_read_once_and_page_numbers_never(tmp_path: Path) -> None:
    pages = [
        sheet(
            (9, "Report on Åland"),
            (9, f"Annual report, page {n} of 4"),
            (10, f"Fact number {('one', 'two', 'six', 'ten')[n]} stands here."),
            (9, f"{n + 1}"),
        )
        for n in range(4)
    ]
    text = read(tmp_path, pdf(pages)).documents[0].text
    assert text.count("Report on Åland") == 1
    assert "Annual report" not in text
    assert text.split()[-1] == "here."
    assert text.count("Fact number") == 4


def test_a_sentence_goes_on_over_the_page_and_a_hanging_hyphen_stays(tmp_path: Path) -> None:
    first = "Mukana ovat teollisuus- ja kiertotalousklusteri sekä teollisuus-"
    pages = [sheet((10, first), (10, "ja kaivosala, jota johtaa")), sheet((10, "lapin liitto vuoteen 2021."))]
    assert read(tmp_path, pdf(pages)).documents[0].text == (
        f"{first} ja kaivosala, jota johtaa lapin liitto vuoteen 2021.\n"
    )


@pytest.mark.parametrize(
    ("title", "taken"), [("(Åland 2021)", "Åland 2021"), ("(rapport.docx)", "Clusters"), ("()", "Clusters")]
)
def test_a_title_that_is_a_file_name_is_none(tmp_path: Path, title: str, taken: str) -> None:
    assert read(tmp_path, pdf([sheet((20, "Clusters"), *BODY)], info=f"/Title {title}")).documents[0].title == taken


def test_ten_thousand_pages_are_cut_with_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 20)
    pages = [
        sheet((10, f"Page {'abcdefghij'[n % 10]}{n} says what no other page says, éù."), (10, "It ends."))
        for n in range(10_000)
    ]
    result = read(tmp_path, pdf(pages))
    assert "j19 says" in result.documents[0].text
    assert "a20 says" not in result.documents[0].text
    (finding,) = [f for f in result.findings if f.rule == "read.limit"]
    assert "10000 pages: the first 20" in finding.message


def test_more_drawing_than_will_be_done_stops_with_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_OPERATIONS", 2_000)
    result = read(tmp_path, pdf([sheet(*BODY), b"0 0 m 1 1 l S\n" * 1_000, sheet((10, "never read"))]))
    assert result.documents[0].text == TEXT + "\n"
    assert any("stopped on page 2" in f.message for f in result.findings)


def test_forms_that_multiply_are_cut_with_a_notice(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    layers = 6

    def form(number: int) -> bytes:
        last = number == layers - 1
        inner = "BT /F1 9 Tf 1 1 Td (bomb) Tj ET" if last else f"/X{number + 1} Do " * 10
        forms = "" if last else f"/XObject << /X{number + 1} {10 + number} 0 R >>"
        kind = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> {forms} >>"
        return f"<< {kind} /Length {len(inner)} >>\nstream\n{inner}\nendstream".encode()

    result = read(tmp_path, pdf([sheet(*BODY), b"/X0 Do"], objects=[form(n) for n in range(layers)]))
    assert result.documents[0].text.startswith("Västerbotten")
    assert len(result.documents[0].text) < 100_000
    assert any("left out" in f.message and f.rule == "read.limit" for f in result.findings)
    assert capfd.readouterr().err == ""


def test_a_page_that_is_a_map_is_left_out_with_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGE_CONTENT", 5_000)
    result = read(tmp_path, pdf([sheet(*BODY), b"0 0 m 1 1 l S\n" * 1_000]))
    assert result.documents[0].text == TEXT + "\n"
    assert any("left out: 2" in f.message for f in result.findings)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\nnothing \xc3\xa9", "damaged"),
        (b"x", "damaged"),
        (pdf([sheet(*BODY)])[:400], "damaged"),
        (pdf([b""]), "holds no text"),
        (pdf([]), "holds no text"),
        (
            pdf([sheet(*BODY)], trailer=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 2 /R 3 "
                f"/Length 128 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"),
            "encrypted",
        ),
    ],
    ids=["junk", "tiny", "cut", "empty", "pageless", "encrypted"],
)  # fmt: skip
def test_a_bad_pdf_is_refused_by_name(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, data)
    assert "page.pdf" in caught.value.where


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(InputError, match=r"regiograph\[pdf\]"):
        read(tmp_path, pdf([sheet(*BODY)]))
