"""How the server listens: the parser of HTTP, the event loop, and the end of it, as arguments of uvicorn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from regiograph.serve.site import Settings


def listening(settings: Settings) -> dict[str, Any]:
    """Keyword arguments of ``uvicorn.run`` beside host and port.

    The quick parser and event loop are taken where they are installed, which is everywhere but on Windows and PyPy.
    """
    # An address with a long query must fit, percent-encoded.
    most = 3 * settings.max_query + 2 * settings.max_headers
    return {
        "log_level": "warning", "server_header": False, "access_log": False, "lifespan": "on", "ws": "none",
        "loop": _loop(), "timeout_graceful_shutdown": int(settings.limits.seconds) + 1,
        # Many idle connections are cheap; clients and proxies keep them for a minute.
        "timeout_keep_alive": 65, "backlog": 2048,
    } | _parser(most)  # fmt: skip


def _parser(most: int) -> dict[str, Any]:
    try:
        from regiograph.serve.wire import limited
    except ImportError:
        return {"http": "h11", "h11_max_incomplete_event_size": most}
    return {"http": limited(most)}


def _loop() -> str | Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop  # noqa: F401
    except ImportError:
        return "asyncio"
    return "uvloop"
