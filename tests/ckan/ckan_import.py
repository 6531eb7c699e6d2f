"""Runs ckanext-dcat's RDFParser over catalogues, in CKAN's own environment: ckan_import.py FILE … prints JSON.

For each file by name: the datasets that it becomes, the keywords that CKAN would reject, and the address of the next
page as the harvester reads it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ckan.logic.validators import tag_length_validator, tag_name_validator
from ckanext.dcat.processors import RDFParser

FORMATS = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld"}


def rejected(keyword: str) -> bool:
    """Whether CKAN's own rules for tags refuse a keyword; they want to translate their message, which fails here."""
    try:
        tag_name_validator(tag_length_validator(keyword, {}), {})
    except Exception:  # CKAN's Invalid, or the lack of an application to translate it in
        return True
    return False


def read(file: Path) -> dict[str, Any]:
    """One catalogue, as the harvester of an EU portal reads it."""
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(file.read_text("utf-8"), FORMATS[file.suffix])
    datasets = list(parser.datasets())
    return {
        "datasets": datasets,
        "rejected": [tag["name"] for dataset in datasets for tag in dataset["tags"] if rejected(tag["name"])],
        "next": parser.next_page(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({Path(name).name: read(Path(name)) for name in sys.argv[1:]}))
