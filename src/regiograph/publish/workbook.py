"""A plain Excel workbook with the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from regiograph.errors import ReleaseError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_CELL_LIMIT = 32_767
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], whole: frozenset[str]) -> bytes:
    """One sheet; the columns named in ``whole`` hold integers, all others text of at most 32,767 characters.

    Raises ReleaseError when the extra ``xlsx`` is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise ReleaseError("Excel files need openpyxl", todo="run: pip install 'regiograph[xlsx]'") from error
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.append(list(header))
    sheet.freeze_panes = "D2"
    for number, row in enumerate(rows, 2):
        for place, (name, text) in enumerate(zip(header, row, strict=True), 1):
            if text:
                target = sheet.cell(number, place)
                if name in whole and re.fullmatch(r"-?\d{1,15}", text):
                    target.value = int(text)
                else:
                    target.value = _NOT_XML.sub(" ", text)[:_CELL_LIMIT]
                    # A leading "=" never gets here, but openpyxl would also guess error codes such as #N/A.
                    target.data_type = "s"
    book.properties.created = book.properties.modified = datetime(*_EPOCH)  # noqa: DTZ001
    out = io.BytesIO()
    book.save(out)
    return _repacked(out.getvalue())


def _repacked(data: bytes) -> bytes:
    """The same archive without any time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
