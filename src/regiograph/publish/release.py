"""Writing a release and switching to it: all or nothing.

``releases/VERSION/`` is made in a staging folder beside it and renamed when whole; then ``release``, a relative
symlink, is switched by one rename. Whatever stops a build before that leaves the last release as it was.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from regiograph.config import FILE as CONFIG_FILE
from regiograph.config import MARK
from regiograph.errors import ReleaseError
from regiograph.model import Release
from regiograph.publish.manifest import FILE, Entry, Manifest, content_hash, entry, read_manifest
from regiograph.store import Store

RELEASES = "releases"
LINK = "release"
STORE = "store"
NQUADS = "dumps/all.nq"
_LOCK = ".regiograph.lock"
_STAGING = ".staging-"
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}")

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A release about to be: what the files that describe it (catalogue, change log, pages) need to know.

    ``folder`` holds the data files already written; ``previous_folder`` the previous release, if there is one and it is
    at hand; ``known_folder`` the release that this may turn out to be again, if it bears the same version.
    """

    version: str
    issued: str
    modified: str
    previous: str | None
    folder: Path
    files: tuple[Entry, ...]
    previous_folder: Path | None = None
    known_folder: Path | None = None


Describe = Callable[[Draft], Files]


@dataclass(slots=True)
class _Staging:
    """The folder a release grows in."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> None:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or parts.parts[0] in {STORE, FILE} or path in self.entries:
            raise ReleaseError("a file may not be written there twice or outside", where=path, todo="this is a defect")
        described = entry(path, data)
        _write(self.folder / path, data)
        self.entries[path] = described

    def drop(self, paths: Iterable[str]) -> None:
        for path in paths:
            (self.folder / path).unlink()
            del self.entries[path]


def publish(
    files: Files,
    root: Path,
    version: str,
    *,
    describe: Describe | None = None,
    counts: Mapping[str, int] | None = None,
    about: Mapping[str, Any] | None = None,
    previous: Path | None = None,
    keep: int | None = None,
) -> Release:
    """Write ``files`` (path, bytes) as a release below ``root`` and switch to it.

    ``version`` is an ISO date; a second content on one date becomes ``2026-11-20-2``. ``describe`` gives the files
    that speak of the release itself, so that an unchanged content can be told from a new one: then nothing is
    rewritten and ``changed`` is False. ``previous`` is the folder of the release this one follows, by default the one
    that ``release`` points to. ``about`` goes into the manifest. ``keep`` is how many releases may stay in the folder,
    never fewer than the current one and its predecessor; without it all do. Raises ReleaseError when the folder is not
    ours, another build runs, or writing fails; the last release is then untouched.
    """
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"{version!r} is no version", todo="give an ISO date such as 2026-11-20")
    if keep is not None and keep < 1:
        raise ReleaseError(f"{keep} releases cannot be kept", todo="keep 1 or more; the current one always stays")
    check_folder(root)
    try:
        with lock(root):
            for stale in (root / RELEASES).glob(f"{_STAGING}*"):
                shutil.rmtree(stale)
            staging = _Staging(root / RELEASES / f"{_STAGING}{version}")
            staging.folder.mkdir()
            try:
                for path, data in files:
                    staging.add(path, data)
                written = tuple(staging.entries.values())
                said = about or {}
                content = content_hash(written, said)
                plain = Manifest(version, version, version, None, content, counts or {}, said)
                made = _Build(root, staging, plain, written, describe, _base(root, previous)).run()
            finally:
                shutil.rmtree(staging.folder, ignore_errors=True)
            if keep is not None:
                _prune(root, made.version, keep)
            return made
    except OSError as error:
        raise ReleaseError(
            f"the release cannot be written: {error.strerror or error}", where=str(error.filename or root),
            todo="free space or mend the permissions, then build again; the last release is untouched",
        ) from error  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Build:
    """One build whose data files are written: is it new, what is it called, and the switch to it."""

    root: Path
    staging: _Staging
    plain: Manifest
    written: tuple[Entry, ...]
    describe: Describe | None
    base_folder: Path | None

    def run(self) -> Release:
        base = read_manifest(self.base_folder) if self.base_folder else None
        for known in self.candidates(base):
            made = self.described(known.version, known.issued, known.modified, known.previous, known is base)
            if made.to_bytes() == known.to_bytes():
                folder = self.root / RELEASES / known.version
                if not _whole(folder, known):
                    _finish(self.root, self.staging, made)
                _switch(self.root, known.version)
                return Release(str(folder), known.version, known.counts, changed=known is not base)
        version = self.free_version(base)
        if base is None:
            made = self.described(version, version, version, None)
        else:
            modified = base.modified if base.content == self.plain.content else version
            made = self.described(version, base.issued, modified, base.version)
        _finish(self.root, self.staging, made)
        _switch(self.root, version)
        return Release(str(self.root / RELEASES / version), version, made.counts)

    def candidates(self, base: Manifest | None) -> list[Manifest]:
        """Releases that this may turn out to be: the last one, or one that a build left whole but did not switch to."""
        before = base.version if base else None
        orphans = [m for m in _versions(self.root) if m.previous == before]
        return [m for m in ([base] if base else []) + orphans if m.content == self.plain.content]

    def described(
        self, version: str, issued: str, modified: str, previous: str | None, again: bool = False
    ) -> Manifest:
        """The manifest under that name, with the files that describe it written anew; ``again`` as the base itself."""
        data = {e.path for e in self.written}
        self.staging.drop([p for p in self.staging.entries if p not in data])
        known = self.base_folder if again else None
        before = self.before(previous)
        draft = Draft(version, issued, modified, previous, self.staging.folder, self.written, before, known)
        for path, content in self.describe(draft) if self.describe else ():
            self.staging.add(path, content)
        files = tuple(self.staging.entries.values())
        return replace(self.plain, version=version, issued=issued, modified=modified, previous=previous, files=files)

    def before(self, previous: str | None) -> Path | None:
        """The folder of the previous release: the base, one beside it, or one of ours."""
        if previous is None:
            return None
        if self.base_folder and self.base_folder.name == previous:
            return self.base_folder
        homes = ([self.base_folder.parent] if self.base_folder else []) + [self.root / RELEASES]
        return next((h / previous for h in homes if (h / previous / FILE).is_file()), None)

    def free_version(self, base: Manifest | None) -> str:
        """The date, or the date and the first number that is not taken."""
        taken = {p.name for p in (self.root / RELEASES).iterdir()} | ({base.version} if base else set())
        name, number = self.plain.version, 1
        while name in taken:
            number += 1
            name = f"{self.plain.version}-{number}"
        return name


def _finish(root: Path, staging: _Staging, manifest: Manifest) -> None:
    if NQUADS in staging.entries:
        Store.build(staging.folder / STORE, staging.folder / NQUADS)
    _write(staging.folder / FILE, manifest.to_bytes())
    target = root / RELEASES / manifest.version
    if target.exists():
        # Only a damaged release is replaced in place; the next build sweeps away what it is renamed to.
        target.rename(root / RELEASES / f"{_STAGING}damaged")
    staging.folder.rename(target)


def _switch(root: Path, version: str) -> None:
    if _current(root) == root / RELEASES / version:
        return
    fresh = root / f".{LINK}-new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(RELEASES) / version)
    fresh.replace(root / LINK)
    _sync(root)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        handle.write(data)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _current(root: Path) -> Path | None:
    link = root / LINK
    if not link.is_symlink():
        return None
    target = root / link.readlink()
    return target if (target / FILE).is_file() else None


def _base(root: Path, previous: Path | None) -> Path | None:
    return _current(root) if previous is None else find_release(previous)


def find_release(path: Path) -> Path:
    """The release folder that a workspace, a ``release`` link or a version folder stands for, links resolved.

    Raises ReleaseError when there is none.
    """
    for candidate in (path, path / LINK):
        if (candidate / FILE).is_file():
            return candidate.resolve()
    raise ReleaseError("there is no release here", where=str(path), todo="run: regiograph build")


def _versions(root: Path) -> Iterator[Manifest]:
    for path in sorted((root / RELEASES).glob(f"[0-9]*/{FILE}")):
        try:
            found = read_manifest(path.parent)
            if found.version == path.parent.name:
                yield found
        except ReleaseError:  # a damaged neighbour must not stop a build
            continue


def _prune(root: Path, current: str, keep: int) -> None:
    """Remove releases but the current one, its predecessor and the newest others up to ``keep`` in all.

    Only folders whose manifest is ours and names them are touched; age goes by the chain of predecessors, then by name.
    """
    ours = {m.version: m for m in _versions(root) if not (root / RELEASES / m.version).is_symlink()}
    chain: list[str] = []
    name: str | None = current
    while name in ours and name not in chain:
        chain.append(name)
        name = ours[name].previous
    others = sorted((v for v in ours if v not in chain), key=_age, reverse=True)
    for version in [*chain, *others][max(keep, 2) if len(chain) > 1 else keep :]:
        # Renamed first: what a crash leaves half removed is then no release, and the next build sweeps it away.
        gone = root / RELEASES / f"{_STAGING}pruned-{version}"
        (root / RELEASES / version).rename(gone)
        shutil.rmtree(gone)


def _age(version: str) -> tuple[str, int]:
    day, number = version[:10], version[11:]
    return day, int(number) if number.isdecimal() else 1


def _whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file is there with its size, and the store with it."""
    if not (folder / FILE).is_file() or (manifest.entry(NQUADS) and not (folder / STORE / "CURRENT").is_file()):
        return False
    return all((folder / e.path).is_file() and (folder / e.path).stat().st_size == e.bytes for e in manifest.files)


def check_folder(root: Path) -> None:
    """Make ``root`` fit for releases, or refuse: it must be a workspace, empty, or hold our releases already.

    Raises ReleaseError and changes nothing in a folder that is not ours.
    """
    try:
        found = {p.name for p in root.iterdir()} if root.exists() else set()
    except NotADirectoryError as error:
        raise ReleaseError("this is a file, not a folder", where=str(root), todo="name another folder") from error
    home, link = root / RELEASES, root / LINK
    ours = (home / _LOCK).is_file() or any(home.glob(f"*/{FILE}"))
    if found and not ours and not found & {CONFIG_FILE, MARK}:
        raise ReleaseError(
            "the folder is not empty and not ours", where=str(root), todo="name an empty or a new folder"
        )
    if home.exists() and not ours and any(home.iterdir()):
        raise ReleaseError("the folder holds files that are not ours", where=str(home), todo="move them elsewhere")
    if link.exists() and not link.is_symlink():
        raise ReleaseError("a file or folder stands where the link goes", where=str(link), todo="move it elsewhere")


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the one lock of ``root``; raises ReleaseError at once when another build holds it."""
    import fcntl  # absent on Windows, where releases can still be read

    home = root / RELEASES
    home.mkdir(parents=True, exist_ok=True)
    with (home / _LOCK).open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(
                "another build is running here", where=str(root), todo="wait until it has ended"
            ) from error
        yield
