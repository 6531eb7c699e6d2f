"""Room 5, the gate: data and shapes in, findings for people out. Never prints, never reads the store.

    validate(graph, shapes)                          any rdflib graph or dataset
    validate_path(path, shapes)                      any RDF file or folder
    validate_release_data(documents, reference, …)   what the map made, document by document

Each gives a :class:`Report`. The engine is pyshacl, or pyshacl-turbo where it is asked for, on rdflib graphs (SHACL and
SHACL-SPARQL, W3C Recommendation of 2017), without inference. Shapes marked ``shape:scope shape:Release`` ask what must
be there, and run once over all documents, since another page may supply it; the other shapes run on each document with
the reference triples it uses.
"""

from regiograph.validate._background import Background, load_background
from regiograph.validate._evidence import Sources, sources, unquoted
from regiograph.validate._files import validate_path
from regiograph.validate._release import validate_release_data
from regiograph.validate._report import Report, Result
from regiograph.validate._shacl import validate

__all__ = [
    "Background", "Report", "Result", "Sources", "load_background", "sources", "unquoted", "validate",
    "validate_path", "validate_release_data",
]  # fmt: skip
