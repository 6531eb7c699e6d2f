"""regiograph: linked data about regions, clusters, programmes and partnerships, with the sentence behind each statement.

>>> from regiograph import build, extract, open_release, query, validate  # doctest: +SKIP

Each name is imported where it is first used, so that ``import regiograph`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiograph.api import build, extract, query, validate
    from regiograph.publish.opened import open_release

__version__ = "0.1.0"
__all__ = ["build", "extract", "open_release", "query", "validate"]
_HOMES = {name: "regiograph.api" for name in ("build", "extract", "query", "validate")} | {
    "open_release": "regiograph.publish.opened"
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'regiograph' has no attribute {name!r}")
