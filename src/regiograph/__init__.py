"""Linked data about regions, clusters, programmes and partnerships, with the sentence behind each statement.

>>> from regiograph import build, extract, open_release, query, validate  # doctest: +SKIP

Each name is imported where it is first used, so that ``import regiograph`` stays quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiograph.api import build, extract, query, validate
    from regiograph.publish.opened import open_release

__version__ = "0.1.0"
__all__ = ["build", "extract", "open_release", "query", "validate"]
_HOMES = dict.fromkeys(("build", "extract", "query", "validate"), "regiograph.api") | {
    "open_release": "regiograph.publish.opened"
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'regiograph' has no attribute {name!r}")


class _Package(ModuleType):
    """The package itself, which gives the functions above although three of its modules bear the same names."""

    def __setattr__(self, name: str, value: object) -> None:
        # Importing a submodule binds it here, where ``from regiograph import extract`` is to find the function.
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
