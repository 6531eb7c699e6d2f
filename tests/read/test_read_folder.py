"""A folder of good and bad files: ids, dates, languages, and one finding for each thing that is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from page_files import docx, odt, paragraph, pdf, sheet

from regiograph.errors import InputError
from regiograph.model import Finding
from regiograph.read import READERS, ReadResult, read_documents, read_file

FINNISH = "Lapin liitto jakoi viime vuonna tukea alueen kehittämiseen, ja sitä saivat kunnat ja yritykset.\n"
POLISH = "Łódź i Województwo Mazowieckie uczestniczyły w wizycie studyjnej, która odbyła się w styczniu.\n"
DATE = "2024-05-17"


def write(folder: Path, **files: str | bytes) -> Path:
    """Files by name, ``__`` standing for a slash and ``_`` at the last place for the dot."""
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem.replace('__', '/')}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def about(result: ReadResult, path: str) -> Finding:
    found = [f for f in result.findings if f.path == path]
    assert len(found) == 1, result.findings
    return found[0]


def test_documents_come_in_the_order_of_their_ids_with_languages_and_titles(tmp_path: Path) -> None:
    write(tmp_path, z_txt="Wizyta w Łodzi\n\n" + POLISH, sub__a_md="# Lapin *klusterit*\n\n" + FINNISH)
    result = read_documents(tmp_path, date=DATE)
    assert [(d.id, d.path, d.language, d.title) for d in result.documents] == [
        ("sub-a", "sub/a.md", "fi", "Lapin klusterit"),
        ("z", "z.txt", "pl", "Wizyta w Łodzi"),
    ]
    assert {d.retrieved for d in result.documents} == {DATE}
    assert result.documents[0].media_type == "text/markdown"
    assert result.findings == ()


def test_text_is_normalised_and_nothing_else_is_stripped(tmp_path: Path) -> None:
    write(tmp_path, a_txt="\ufeff  Åland e\u0301\r\n\r\n\tx \rend  ".encode())
    text = read_documents(tmp_path, date=DATE).documents[0].text
    assert text == "  Åland é\n\n\tx \nend  "


def test_same_name_with_two_suffixes_gives_both_their_suffix_whatever_the_order(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FINNISH, a_html=f"<p>{POLISH}</p>", b_txt=FINNISH)
    write(tmp_path, **{"x__y_txt": FINNISH, "x-y_txt": POLISH})
    ids = [d.id for d in read_documents(tmp_path, date=DATE).documents]
    assert ids[:3] == ["a-html", "a-txt", "b"]
    assert len(ids) == len(set(ids)) == 5
    assert all(i.startswith("x-y-txt-") for i in ids[3:])


def test_names_beyond_ascii_have_ids_too(tmp_path: Path) -> None:
    (tmp_path / "Łódź éù.txt").write_text(POLISH, "utf-8")
    (tmp_path / "Στερεά.txt").write_text(POLISH, "utf-8")
    ids = [d.id for d in read_documents(tmp_path, date=DATE).documents]
    assert "lodz-eu" in ids
    assert all(i and i.isascii() for i in ids)


def test_without_a_date_the_files_own_is_used_and_said_once(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FINNISH, b_txt=POLISH)
    for name in ("a.txt", "b.txt"):
        os.utime(tmp_path / name, (1_550_000_000, 1_550_000_000))
    result = read_documents(tmp_path)
    assert {d.retrieved for d in result.documents} == {"2019-02-12"}
    assert [f.rule for f in result.findings] == ["read.retrieved"]
    assert "2 documents" in result.findings[0].message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"PK\x03\x04\x00\x00\x00binary", "binary"),
        (bytes(range(1, 9)) * 40, "binary"),
        (b"x" * 5000, "larger than"),
        (b"\x81\x8d\x8f\x90\x9d\xfe\xff" * 3, "not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_the_rest_goes_on(tmp_path: Path, content: bytes, says: str) -> None:
    write(tmp_path, bad_txt=content, good_txt=FINNISH)
    result = read_documents(tmp_path, date=DATE, max_bytes=4096)
    assert [d.id for d in result.documents] == ["good"]
    finding = about(result, "bad.txt")
    assert says in finding.message
    assert (finding.severity, finding.document) == ("warning", "bad")
    assert finding.remedy
    with pytest.raises(InputError, match=says) as caught:
        read_file(tmp_path / "bad.txt", max_bytes=4096)
    assert "bad.txt" in caught.value.where


def test_fifty_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge.txt").open("wb") as handle:
        handle.truncate(50 * 1024 * 1024)
    write(tmp_path, good_txt=FINNISH)
    monkeypatch.setitem(READERS, ".txt", lambda data, read=READERS[".txt"]: read(data) if len(data) < 1000 else 1 / 0)
    assert "larger than 20 MB" in about(read_documents(tmp_path, date=DATE), "huge.txt").message


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [
        ("cp1250", POLISH, "pl"),
        ("iso8859_2", POLISH, "pl"),
        ("cp1252", FINNISH + "Mukana ovat myös Castilla y León ja Västerbotten.", "fi"),
        ("cp1253", "Η Περιφέρεια Στερεάς Ελλάδας συμμετέχει στο έργο με άλλες περιφέρειες της Ευρώπης.", "el"),
        ("cp1251", "Областта участва в проекта заедно с други региони на Европейския съюз.", "bg"),
        ("cp1257", "Reģiona attīstības programma atbalsta uzņēmumus un pētniecību, šādi projekti ir svarīgi.", "lv"),
        ("utf-16", FINNISH, "fi"),
    ],
)
def test_old_encodings_are_recognised_with_a_notice(tmp_path: Path, encoding: str, text: str, language: str) -> None:
    write(tmp_path, old_txt=text.encode(encoding))
    result = read_documents(tmp_path, date=DATE)
    assert (result.documents[0].text, result.documents[0].language) == (text, language)
    assert "read as" in about(result, "old.txt").message


def test_a_few_broken_bytes_do_not_spoil_a_utf8_page(tmp_path: Path) -> None:
    write(tmp_path, cut_txt=(POLISH * 3).encode() + b"\xc5")
    result = read_documents(tmp_path, date=DATE)
    assert result.documents[0].text == POLISH * 3 + "\ufffd"
    assert "U+FFFD" in about(result, "cut.txt").message


def test_links_loops_pipes_and_hidden_files(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret_txt=FINNISH)
    folder = write(tmp_path / "docs", good_txt=FINNISH, _hidden_txt=POLISH)
    (folder / "_hidden.txt").rename(folder / ".hidden.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "good.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    os.mkfifo(folder / "pipe.txt")
    result = read_documents(folder, date=DATE)
    assert [d.id for d in result.documents] == ["good", "in"]
    assert [f.path for f in result.findings] == ["gone.txt", "loop", "out.txt", "pipe.txt", "self.txt"]


def test_a_suffix_without_reader_is_said_and_skipped(tmp_path: Path) -> None:
    write(tmp_path, good_txt=FINNISH, slides_pptx=b"PK", UPPER_TXT=POLISH)
    result = read_documents(tmp_path, date=DATE)
    assert [d.id for d in result.documents] == ["good", "upper"]
    assert "no reader for .pptx" in about(result, "slides.pptx").message


@pytest.mark.parametrize(
    ("error", "says"),
    [(PermissionError(13, "Permission denied"), "no permission"), (FileNotFoundError(2, "gone"), "vanished"),
     (OSError(5, "Input/output error"), "Input/output error")],
)  # fmt: skip
def test_a_file_that_the_system_withholds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str
) -> None:
    write(tmp_path, bad_txt=FINNISH, good_txt=FINNISH)
    really_open = os.open

    def withheld(path: object, *args: int, **more: int) -> int:
        if str(path).endswith("bad.txt"):
            raise error
        return really_open(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", withheld)
    result = read_documents(tmp_path, date=DATE)
    assert [d.id for d in result.documents] == ["good"]
    assert says in about(result, "bad.txt").message


def test_a_name_that_is_not_utf8_is_shown_not_fatal(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(raw, "wb") as handle:  # noqa: PTH123 - pathlib takes no bytes
        handle.write(FINNISH.encode())
    document = read_documents(tmp_path, date=DATE).documents[0]
    assert document.path.encode("utf-8")
    assert document.id.isascii()


def test_no_folder_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_documents(tmp_path / "none")
    with pytest.raises(InputError, match="no documents"):
        read_documents(tmp_path)
    with pytest.raises(InputError, match="no date"):
        read_documents(tmp_path, date="17.5.2024")


def test_a_folder_of_bad_files_only_still_reports_them(tmp_path: Path) -> None:
    write(tmp_path, bad_txt=b"")
    result = read_documents(tmp_path, date=DATE)
    assert result.documents == ()
    assert "empty" in about(result, "bad.txt").message


def test_too_little_text_has_no_language_and_one_line_of_a_megabyte_has(tmp_path: Path) -> None:
    write(tmp_path, few_txt="REMIX 2019", long_txt=FINNISH.strip() * 10_000)
    result = read_documents(tmp_path, date=DATE)
    assert [(d.id, d.language) for d in result.documents] == [("few", "und"), ("long", "fi")]
    assert "language" in about(result, "few.txt").message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("intro\n\n## Łódź – *plan*\n", "Łódź – plan"),
        ("```\n# no heading\n```\n# Heading [of](http://x.example) a page #\n", "Heading of a page"),
        ("Title above\n===========\n", "Title above"),
        ("\n\n20.05.2019\n\nThe region and its clusters\n", "The region and its clusters"),
        ("Banner of a site\nSkip to main content Map Print\n\nWhat the page is about\n", "What the page is about"),
        ("Otsikko: äö\n" + FINNISH, "Otsikko: äö"),
        ("This sentence is all there is.\nPartners\n", "This sentence is all there is."),
        ("word " * 60 + ".", " ".join(["word"] * 24) + "…"),
    ],
)
def test_titles_of_plain_text(tmp_path: Path, text: str, title: str) -> None:
    write(tmp_path, a_txt=text)
    assert read_file(tmp_path / "a.txt", date=DATE).documents[0].title == title


def test_every_format_is_read_from_one_folder_and_offsets_are_of_the_normalised_text(tmp_path: Path) -> None:
    text = "Lapin liitto e\u0301 ja Åland jakoivat tukea alueen kehittämiseen, ja sitä saivat kunnat ja yritykset."
    write(tmp_path, a_txt=text, b_md=text, c_html=f"<p>{text}</p>", d_docx=docx(paragraph(text)))
    write(tmp_path, e_odt=odt(f"<text:p>{text}</text:p>"), f_pdf=pdf([sheet((10, text.replace("e\u0301", "é")))]))
    documents = read_documents(tmp_path, date=DATE).documents
    assert [d.id for d in documents] == list("abcdef")
    assert {d.text.strip() for d in documents} == {text.replace("e\u0301", "é")}
    assert {d.language for d in documents} == {"fi"}


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path, a_txt=FINNISH, b_html=f"<h1>Łódź</h1><p>{POLISH}</p>", c_txt=POLISH.encode("cp1250"), d_pdf="x")
    assert read_documents(tmp_path, date=DATE) == read_documents(tmp_path, date=DATE)
