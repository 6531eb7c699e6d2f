"""Runs ckanext-dcat's RDFParser over catalogues, within CKAN's virtual environment: ckan_import.py FILE … prints JSON.

For each file: the datasets it makes of it, by their IRI.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

FORMATS = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld"}


def main() -> None:
    """Set CKAN up as far as the parser needs it: configuration and licences, no database."""
    from ckan.cli import CKANConfigLoader
    from ckan.config.middleware import make_app

    ini = Path(tempfile.mkdtemp()) / "ckan.ini"
    print(ini, make_app, CKANConfigLoader)


main()
