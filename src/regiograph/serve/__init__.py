"""Room 8: HTTP. A read-only server over a finished release: SPARQL protocol, linked data, pages. It writes nothing."""

from regiograph.serve.app import create_app
from regiograph.serve.site import Settings

__all__ = ["Settings", "create_app"]
