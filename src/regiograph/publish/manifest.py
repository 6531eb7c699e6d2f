"""manifest.json: what a release holds, byte for byte, and where it comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from regiograph.errors import ReleaseError
from regiograph.media import by_suffix
from regiograph.store import count

FILE = "manifest.json"
GENERATOR = "regiograph"
_COUNTABLE = {"ttl", "nt", "nq", "trig", "rdf", "jsonld"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a release: path below its folder, sha256 in hex, size in bytes, media type, statements if RDF."""

    path: str
    sha256: str
    bytes: int
    media_type: str
    triples: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release's own description. Dates are versions (ISO dates): ``issued`` that of the first release, ``modified``
    that of the last one whose data changed. ``content`` is the sha256 over the data files' names and hashes.
    """

    version: str
    issued: str
    modified: str
    previous: str | None = None
    content: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Entry] = ()

    def to_bytes(self) -> bytes:
        """The manifest as indented JSON with its keys in a fixed order, files sorted by path."""
        rows = [{k: v for k, v in asdict(e).items() if v is not None} for e in sorted(self.files, key=lambda e: e.path)]
        whole = {
            "generator": GENERATOR, "format": 1, "version": self.version, "previous": self.previous,
            "issued": self.issued, "modified": self.modified, "content": self.content, "counts": dict(self.counts),
            "about": dict(self.about), "files": rows,
        }  # fmt: skip
        return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()

    def entry(self, path: str) -> Entry | None:
        """The entry of one file, or None."""
        return next((e for e in self.files if e.path == path), None)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release folder. Raises ReleaseError when it is missing, damaged or not ours."""
    path = folder / FILE
    try:
        raw = json.loads(path.read_text("utf-8"))
        if raw["generator"] != GENERATOR or raw["format"] != 1:
            raise ReleaseError("not a release of this program", where=str(path), todo="choose another folder")
        files = tuple(Entry(**row) for row in raw["files"])
        return Manifest(
            version=raw["version"], issued=raw["issued"], modified=raw["modified"], previous=raw["previous"],
            content=raw["content"], counts=raw["counts"], about=raw["about"], files=files,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise ReleaseError("there is no release here", where=str(folder), todo="run: regiograph build") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"the manifest is damaged: {error}", where=str(path), todo="run: regiograph build"
        ) from error


def entry(path: str, data: bytes) -> Entry:
    """Describe one file. Raises ReleaseError when an RDF file does not parse."""
    media = by_suffix(path)
    triples = count(data, media.name, where=path) if media and media.name in _COUNTABLE else None
    return Entry(path, sha256(data), len(data), media.media_type if media else "application/octet-stream", triples)


def sha256(data: bytes) -> str:
    """The sha256 of some bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def content_hash(entries: Iterable[Entry], about: Mapping[str, Any]) -> str:
    """One hash over the names and hashes of files and what the manifest says about their content."""
    lines = sorted(f"{e.sha256}  {e.path}" for e in entries)
    return sha256("\n".join([*lines, json.dumps(about, sort_keys=True, ensure_ascii=False)]).encode())
