"""SPARQL result JSON read back into terms, for the pages that show a table."""

from __future__ import annotations

import json

from regiograph.model import Value
from regiograph.results import Term
from regiograph.terms import PREFIXES


def table_of(body: bytes) -> tuple[list[str], list[list[Term | None]]]:
    """The columns and the rows of a table in SPARQL 1.1 Query Results JSON. A blank node is a plain text."""
    read = json.loads(body)
    columns: list[str] = read["head"]["vars"]
    return columns, [[_term(row[c]) if c in row else None for c in columns] for row in read["results"]["bindings"]]


def _term(said: dict[str, str]) -> Term:
    if said["type"] == "uri":
        return said["value"]
    if said["type"] == "bnode":
        return Value(f"_:{said['value']}")
    kind = said.get("datatype", "string").removeprefix(PREFIXES["xsd"])
    return Value(said["value"], kind, said.get("xml:lang"))
