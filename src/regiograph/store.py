"""Room 6: the store, an index built from N-Quads files, and SPARQL over it. The only room that imports pyoxigraph.

The N-Quads are the truth: an Oxigraph store normalises literals ("1.50" becomes 1.5), so nothing is ever dumped
from it, and it can be built again at any time. Queries see the union of all named graphs unless they say FROM.

Oxigraph's own union (before 0.6) gives a triple once for every graph it stands in, which doubles rows and sums; so
the index, and only the index, also holds the union in its default graph, where each triple stands once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from regiograph.errors import QueryError, ReleaseError
from regiograph.media import MEDIA
from regiograph.model import Quad, Value
from regiograph.results import GRAPH_FORMATS, Result, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
_FORMATS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip

# Oxigraph accepts keywords without a space behind them, and would call any server a SERVICE clause names; so the
# clause is searched for in the raw text, which at worst refuses a string literal that spells out a whole clause.
_GAP = r"(?:\s|\#[^\r\n]*[\r\n])*"
_SERVICE = re.compile(
    rf"(?<![:?$@])SERVICE{_GAP}(?:SILENT)?{_GAP}(?:<[^<>{{}}\s]*>|[?$][^\s{{}}\#]+|[^\s{{}}<>]*:(?:\\.|[^\s{{}}\\\#])*){_GAP}\{{",
    re.IGNORECASE,
)
_POSITION = re.compile(r"error at (\d+):(\d+): ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the graphs say about one thing: the quads it is subject of, and those that point to it."""

    outgoing: tuple[Quad, ...]
    incoming: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Reifier:
    """RDF 1.2: ``iri rdf:reifies <<( triple )>>`` in the graph that the triple names; it does not state the triple."""

    iri: str
    triple: Quad


class Store:
    """Quads that answer SPARQL: on disk and read-only (:meth:`open`), or in memory (:meth:`memory`).

    >>> store = Store.memory(b'<urn:a> <urn:p> "\\xc3\\xa9\\xc3\\xb9"@fr <urn:g> .\\n')
    >>> [row for row in store.query("SELECT ?o { ?s ?p ?o }").rows()]
    [(Value(lexical='éù', datatype='string', language='fr'),)]
    """

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    @classmethod
    def build(cls, path: Path, nquads: Path) -> None:
        """Make an on-disk store in the new folder ``path`` from an N-Quads file.

        Raises ReleaseError when the file does not parse or the disk is full.
        """
        try:
            inner = ox.Store(str(path))
            inner.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
            inner.bulk_extend(_in_default(ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS)))
            inner.flush()
        except (OSError, SyntaxError, ValueError) as error:
            raise ReleaseError(
                f"the store cannot be built: {error}", where=str(path), todo="free space, then build again"
            ) from error

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a finished store for reading; many processes may do so at once. Raises ReleaseError."""
        if not (path / "CURRENT").is_file():
            raise ReleaseError("there is no store here", where=str(path), todo="run: regiograph build")
        try:
            return cls(ox.Store.read_only(str(path)))
        except OSError as error:
            raise ReleaseError(
                f"the store cannot be opened: {error}", where=str(path), todo="run: regiograph build"
            ) from error

    @classmethod
    def memory(cls, nquads: bytes | Path) -> Store:
        """A store in memory with the content of N-Quads bytes or of a file; ReleaseError when they do not parse."""
        inner = ox.Store()
        try:
            data = nquads.read_bytes() if isinstance(nquads, Path) else nquads
            inner.bulk_load(data, ox.RdfFormat.N_QUADS)
            inner.bulk_extend(_in_default(ox.parse(data, ox.RdfFormat.N_QUADS)))
        except (OSError, SyntaxError) as error:
            raise ReleaseError(f"not valid N-Quads: {error}", todo="build the release again") from error
        return cls(inner)

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self._inner.named_graphs())

    def quads(
        self, subject: str | None = None, predicate: str | None = None, object: Term | None = None,  # noqa: A002
        graph: str | None = None,
    ) -> Iterator[Quad]:  # fmt: skip
        """The quads of named graphs that match a pattern; None matches anything."""
        found = self._inner.quads_for_pattern(
            ox.NamedNode(subject) if subject is not None else None,
            ox.NamedNode(predicate) if predicate is not None else None,
            _native(object) if object is not None else None,
            ox.NamedNode(graph) if graph is not None else None,
        )
        return (_quad(q) for q in found if not isinstance(q.graph_name, ox.DefaultGraph))

    def union(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: Term | None = None,  # noqa: A002
    ) -> Iterator[Quad]:
        """The triples of all graphs that match a pattern, each once, with an empty graph name: what queries see."""
        found = self._inner.quads_for_pattern(
            ox.NamedNode(subject) if subject is not None else None,
            ox.NamedNode(predicate) if predicate is not None else None,
            _native(object) if object is not None else None,
            ox.DefaultGraph(),
        )
        return (_quad(q) for q in found)

    def difference(self, other: Store) -> str | None:
        """The N-Quads line of one quad that only one of the two stores holds, default graphs included, or None."""
        for mine, yours in ((self._inner, other._inner), (other._inner, self._inner)):
            for quad in mine:
                if quad not in yours:
                    return f"{quad} ."
        return None

    def quads_for(self, iri: str, incoming: int = 1000) -> Neighbourhood:
        """The quads about one thing and at most ``incoming`` that point to it, both sorted. Raises QueryError."""
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise QueryError(f"not an IRI: {iri}", todo="write it in full, or as type/slug") from error
        ahead = sorted(self.quads(subject=iri), key=Quad.line)
        back = sorted(islice(self.quads(object=iri), incoming), key=Quad.line)
        return Neighbourhood(tuple(ahead), tuple(back))

    def incoming(self, iri: str, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """(predicate, subject) of each triple that points to an IRI, once and sorted; some predicates may be left out.

        Quick for tens of thousands of them.
        """
        return sorted(pair for pair in self.pointing(iri) if pair[0] not in without)

    def pointing(self, iri: str) -> Iterator[tuple[str, str]]:
        """(predicate, subject) of each triple that points to an IRI, once, as they come."""
        found = self._inner.quads_for_pattern(None, None, ox.NamedNode(iri), ox.DefaultGraph())
        pairs = ((q.predicate.value, q.subject) for q in found)
        return ((p, s.value) for p, s in pairs if isinstance(s, ox.NamedNode))

    def query(
        self, sparql: str, *, bindings: Mapping[str, Term] | None = None, prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = (),
    ) -> Result:  # fmt: skip
        """Run a SPARQL 1.1 query. The default graph is the union of all graphs, unless the query says FROM.

        ``bindings`` puts terms in the place of variables that the query selects; ``prefixes`` need no declaration;
        ``default_graphs`` and ``named_graphs`` are those of the SPARQL protocol and win over FROM. Raises QueryError,
        with ``where`` as line:column for a syntax error, here or while the rows are read. Updates, LOAD and SERVICE
        are refused.
        """
        if _SERVICE.search(sparql):
            raise QueryError(
                "SERVICE is not allowed: this store asks no other server", todo="remove the SERVICE clause"
            )
        chosen = bool(default_graphs or named_graphs)
        try:
            answer = self._inner.query(
                sparql,
                prefixes=dict(prefixes) if prefixes else None,
                default_graph=[ox.NamedNode(g) for g in default_graphs] if chosen else None,
                named_graphs=[ox.NamedNode(g) for g in named_graphs] if chosen else None,
                substitutions={ox.Variable(k): _native(v) for k, v in bindings.items()} if bindings else None,
            )
        except SyntaxError as error:
            raise _syntax(error) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}", todo="check the IRIs and names it uses") from error
        if isinstance(answer, ox.QueryBoolean):
            return Result("ask", truth=bool(answer))
        if isinstance(answer, ox.QuerySolutions):
            return Result("select", tuple(v.value for v in answer.variables), source=_solutions(answer))
        return Result("graph", source=_triples(answer))


def parse(data: bytes, format: str, *, where: str = "") -> Iterator[Quad]:  # noqa: A002
    """The statements of an RDF file (ttl, nt, nq, trig, rdf, jsonld) in file order; a triple has an empty graph name.

    Blank nodes come as ``_:name``. Raises ReleaseError naming ``where`` and the line.
    """
    try:
        for quad in ox.parse(data, _FORMATS[format]):
            yield _quad(quad)
    except (SyntaxError, ValueError) as error:
        message = error.args[0] if error.args else error
        raise ReleaseError(
            f"not valid {MEDIA[format].label}: {message}", where=where, todo="mend or rebuild that file"
        ) from error


def count(data: bytes, format: str, *, where: str = "") -> int:  # noqa: A002
    """How many statements an RDF file holds, which also proves that it parses. Raises ReleaseError."""
    try:
        return sum(1 for _ in ox.parse(data, _FORMATS[format]))
    except (SyntaxError, ValueError) as error:
        raise ReleaseError(
            f"not valid {MEDIA[format].label}: {error}", where=where, todo="this is a defect, please report it"
        ) from error


def to_rdf12(quads: Iterable[Quad], reifiers: Iterable[Reifier]) -> bytes:
    """Quads and reifiers as N-Quads 1.2 (W3C Candidate Recommendation of RDF 1.2), lines sorted, each once."""
    native = [ox.Quad(*_parts(q), ox.NamedNode(q.graph)) for q in quads]
    native += [
        ox.Quad(ox.NamedNode(r.iri), ox.NamedNode(_REIFIES), ox.Triple(*_parts(r.triple)), ox.NamedNode(r.triple.graph))
        for r in reifiers
    ]
    lines = (ox.serialize(native, format=ox.RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def from_rdf12(data: bytes, *, where: str = "") -> Iterator[Quad | Reifier]:
    """The inverse of :func:`to_rdf12`. Raises ReleaseError for bytes that are not N-Quads, or not of that kind."""
    try:
        for quad in ox.parse(data, ox.RdfFormat.N_QUADS):
            if isinstance(quad.object, ox.Triple) and quad.predicate.value == _REIFIES:
                name = _quad(quad.object)
                graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
                yield Reifier(str(_term(quad.subject)), Quad(name.subject, name.predicate, name.object, graph))
            else:
                yield _quad(quad)
    except (SyntaxError, ValueError, QueryError) as error:
        message = error.args[0] if error.args else error
        raise ReleaseError(f"not valid N-Quads: {message}", where=where, todo="mend or rebuild that file") from error


def serialize(quads: Iterable[Quad], format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
    """Statements in an RDF syntax, as they come; with graphs where the format has them.

    Plain and quick, for answers over HTTP; the dumps have writers of their own. Raises QueryError for an unknown
    format.
    """
    if format not in GRAPH_FORMATS:
        raise QueryError(f"no RDF format {format!r}", todo=f"choose one of {', '.join(GRAPH_FORMATS)}")
    keep = MEDIA[format].quads
    native = (
        ox.Quad(_native(q.subject), ox.NamedNode(q.predicate), _native(q.object), ox.NamedNode(q.graph))  # type: ignore[arg-type]
        if keep and q.graph
        else ox.Triple(_native(q.subject), ox.NamedNode(q.predicate), _native(q.object))  # type: ignore[arg-type]
        for q in quads
    )
    used = dict(sorted((prefixes or {}).items()))
    return ox.serialize(native, format=_FORMATS[format], prefixes=used) or b""  # type: ignore[arg-type]


def _parts(quad: Quad) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    return ox.NamedNode(quad.subject), ox.NamedNode(quad.predicate), _native(quad.object)  # type: ignore[return-value]


def _native(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, str):
        return ox.BlankNode(term[2:]) if term.startswith("_:") else ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    kind = term.datatype if ":" in term.datatype else _XSD + term.datatype
    return ox.Literal(term.lexical, datatype=ox.NamedNode(kind))


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if term.language:
            return Value(term.value, language=term.language)
        return Value(term.value, kind.removeprefix(_XSD))
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    raise QueryError("RDF 1.2 triple terms are not supported", todo="leave << >> out of the query")


def _in_default(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in quads)


def _quad(quad: ox.Quad | ox.Triple) -> Quad:
    graph = quad.graph_name if isinstance(quad, ox.Quad) else None
    name = "" if graph is None or isinstance(graph, ox.DefaultGraph) else graph.value
    subject = _term(quad.subject)
    return Quad(subject if isinstance(subject, str) else "", quad.predicate.value, _term(quad.object), name)


def _solutions(answer: ox.QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    try:
        for solution in answer:
            yield tuple(None if term is None else _term(term) for term in solution)
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed while running: {error}", todo="simplify the query") from error


def _triples(answer: ox.QueryTriples) -> Iterator[Quad]:
    try:
        for triple in answer:
            yield _quad(triple)
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed while running: {error}", todo="simplify the query") from error


def _syntax(error: SyntaxError) -> QueryError:
    message = str(error.args[0]) if error.args else str(error)
    found = _POSITION.match(message)
    where = f"{found[1]}:{found[2]}" if found else ""
    rest = message[found.end() :] if found else message
    if "Prefix not found" in rest:
        rest = "a prefix is not declared"
    return QueryError(f"not a SPARQL query: {rest}", where=where, todo="mend the query at that line and column")
