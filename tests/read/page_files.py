"""Small files of the formats that are read, made by hand, so that every byte of them is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                         ("meta", "meta"), ("manifest", "manifest"), ("draw", "drawing"))
)  # fmt: skip
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def archive(parts: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, core: str = "", styles: str = "", numbering: str = "", **more: str) -> bytes:
    """A Word document; the arguments are the insides of its parts."""
    parts = {
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "docProps/core.xml": f"<coreProperties {_DC}>{core}</coreProperties>",
    }
    return archive(parts | more)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def odt(body: str, *, meta: str = "", styles: str = "", **more: str) -> bytes:
    """An OpenDocument text; the arguments are the insides of its parts."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {_ODF} {_DC}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest {_ODF}/>",
    }
    return archive(
        parts | {name: text.replace("<manifest>", f"<manifest:manifest {_ODF}>") for name, text in more.items()}
    )


def pdf(
    pages: Sequence[bytes], *, info: str = "", root: str = "", trailer: str = "", objects: Sequence[bytes] = ()
) -> bytes:
    """A PDF of these streams of drawing instructions; ``objects`` follow the information dictionary."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    made = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("cp1252"),
    ]
    forms = " ".join(f"/X{n} {5 + 2 * len(pages) + n} 0 R" for n in range(len(objects)))
    for number, content in enumerate(pages):
        resources = f"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << {forms} >> >>"
        made.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {6 + 2 * number} 0 R >>".encode())
        made.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    made += objects
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, item in enumerate(made, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(made) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def sheet(*lines: tuple[float, str]) -> bytes:
    """The drawing instructions of one page: lines with their sizes in points, from the top."""
    out, y = b"", 800.0
    for size, text in lines:
        y -= size * 1.3
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out += f"BT /F1 {size} Tf 72 {y:.1f} Td (".encode() + shown + b") Tj ET\n"
    return out
