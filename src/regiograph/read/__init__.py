"""Room 1: files in, Documents out. Every format is one function and one line of ``READERS``.

    bytes → decode or unpack → parse (HTML: main text) → normalise (NFC, LF, no BOM)
          → id, title, language, dates → Document

A file that cannot be read is named in a finding and the rest goes on; nothing here touches the network or the
clock but :mod:`regiograph.read.fetch`, which the verb of that name calls alone.
"""

from __future__ import annotations

from regiograph.read.folder import MAX_BYTES, ReadResult, read_documents, read_file
from regiograph.read.formats import READERS
from regiograph.read.language import EU_LANGUAGES, identify
from regiograph.read.parsed import Notice, Parsed
from regiograph.read.passages import passages
from regiograph.read.sources import Source, Sources, load_sources
from regiograph.read.text import normalise

__all__ = [
    "EU_LANGUAGES",
    "MAX_BYTES",
    "READERS",
    "Notice",
    "Parsed",
    "ReadResult",
    "Source",
    "Sources",
    "identify",
    "load_sources",
    "normalise",
    "passages",
    "read_documents",
    "read_file",
]
