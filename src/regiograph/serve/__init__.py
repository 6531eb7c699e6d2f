"""Room 8: HTTP. A read-only server over a finished release: SPARQL protocol, linked data, pages. It writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiograph.serve.app import Server, create_app
    from regiograph.serve.site import Settings

__all__ = ["Server", "Settings", "create_app"]


def __getattr__(name: str) -> Any:
    # A worker process needs the questions of this package and not its pages, and starts in half the time without.
    if name == "Settings":
        from regiograph.serve.site import Settings

        return Settings
    if name in __all__:
        from regiograph.serve import app

        return getattr(app, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
