"""The SHACL engines behind the gate: data and shapes in, a report graph out, errors in our words.

Both follow SHACL and SHACL-SPARQL (W3C Recommendation of 2017) and run without inference, rules or imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from rdflib import Graph

from regiograph.errors import InputError

Check = Callable[[Graph, Graph], Graph]
"""Data and shapes → the report. Raises InputError when the shapes are no valid SHACL."""

DEFAULT = "pyshacl"
_MEND = "mend the shape that the message names, or take its file out of shapes/"


def checker(name: str) -> Check:
    """The engine of this name, one of :data:`ENGINES`.

    Raises InputError for an unknown name, and for an engine that is not installed.
    """
    if name not in ENGINES:
        near = get_close_matches(name, ENGINES, n=1)
        todo = (f"did you mean {near[0]!r}? " if near else "") + f"One of: {', '.join(ENGINES)}"
        raise InputError(f"the SHACL engine {name!r} is not known", todo=todo)
    return ENGINES[name]()


def first_line(error: object) -> str:
    """The first line of an error that says something, else its kind."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _pyshacl() -> Check:
    import pyshacl

    def check(data: Graph, shapes: Graph) -> Graph:
        try:
            # In place, since the graph is our own copy and nothing is inferred: no second copy is made.
            _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none", advanced=False)
        except Exception as error:  # rdflib's SPARQL raises bare ones, for example for a prefix that is not declared
            raise _unusable(error) from error
        return _graph(report, text)

    return check


def _turbo() -> Check:
    try:
        import pyshacl_turbo
    except ImportError as error:
        what = "the SHACL engine 'pyshacl-turbo' is not installed"
        raise InputError(what, todo="run: pip install 'regiograph[turbo]'") from error

    def check(data: Graph, shapes: Graph) -> Graph:
        try:
            _, report, text = pyshacl_turbo.validate(data, shacl_graph=shapes, inference="none", advanced=False)
        except (pyshacl_turbo.ReportableRuntimeError, ValueError) as error:
            raise _unusable(error) from error
        return _graph(report, text)

    return check


def _graph(report: object, text: object) -> Graph:
    # Either engine gives its failure in the place of the report.
    if not isinstance(report, Graph):
        raise _unusable(text)
    return report


def _unusable(reason: object) -> InputError:
    return InputError(f"the shapes cannot be used: {first_line(reason)}", todo=_MEND)


ENGINES: Mapping[str, Callable[[], Check]] = MappingProxyType({"pyshacl": _pyshacl, "pyshacl-turbo": _turbo})
"""Name → what imports the engine."""
