"""Where packaged data lie: in a wheel, an editable install and a checkout. One function, asked by everybody."""

from __future__ import annotations

from pathlib import Path

from regiograph.errors import ReleaseError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]
_PLACES = {"ontology": "ontology", "shapes": "shapes", "queries": "queries", "authority": "data/authority"}


def packaged(name: str) -> Path:
    """The folder of packaged ``name`` (ontology, shapes, queries, authority).

    Raises ReleaseError when the installation lacks it.
    """
    for folder in (_PACKAGE / "_data" / name, _CHECKOUT / _PLACES[name]):
        if folder.is_dir():
            return folder
    raise ReleaseError(f"this installation lacks its {name} data", todo="install regiograph again")


def layered(name: str, workspace: Path | None, suffix: str) -> list[Path]:
    """The packaged files of ``name`` ending in ``suffix`` plus the workspace's own; the same name replaces. Sorted."""
    files = {p.relative_to(root).as_posix(): p for root in [packaged(name)] for p in root.rglob(f"*{suffix}")}
    own = workspace / _PLACES[name] if workspace else None
    if own and own.is_dir():
        files |= {p.relative_to(own).as_posix(): p for p in own.rglob(f"*{suffix}")}
    return [files[k] for k in sorted(files)]
