"""Does an endpoint hold a release? Its named graphs and how many triples stand in each, asked by SPARQL."""

from __future__ import annotations

from collections import Counter

from regiograph.errors import RemoteError
from regiograph.model import Finding, Quad
from regiograph.publish import OpenRelease
from regiograph.publish.content import triple_line
from regiograph.remote import RemoteEndpoint
from regiograph.store import Store

RULE = "endpoint"


def verify_endpoint(release: OpenRelease, endpoint: RemoteEndpoint) -> list[Finding]:
    """Every graph below the release's base in which release and endpoint differ, by IRI: violations; and, as a warning,
    a default graph that is not the union of the named graphs, without which the named queries find nothing.

    A store that keeps numbers by value may hold ``1.5`` and ``1.50`` as one: both ways of counting are right. Raises
    RemoteError, ReleaseError.
    """
    home = release.iris.graph("")
    quads = set(release.quads())
    wanted = Counter(q.graph for q in quads)
    found = _counts(endpoint, home)
    odd = sorted(g for g in wanted.keys() | found.keys() if wanted[g] != found[g])
    if odd:
        by_value = Counter(q.graph for q in Store.memory(release.read("dumps/all.nq")).quads())
        odd = [g for g in odd if by_value[g] != found[g]]
    findings = [_differs(g, wanted[g], found[g]) for g in odd]
    if not odd and quads and not _shows_union(endpoint, min(quads, key=Quad.line)):
        findings.append(Finding(
            "warning", "the default graph is not the union of the named graphs, so named queries find nothing",
            focus=endpoint.shown, rule=RULE, remedy="docs/stores.md tells how each store can be set so",
        ))  # fmt: skip
    return findings


def _counts(endpoint: RemoteEndpoint, home: str) -> Counter[str]:
    rows = endpoint.query(
        f'SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{home}")) }} '
        "GROUP BY ?g ORDER BY ?g"
    ).rows()
    found: Counter[str] = Counter()
    for graph, number in rows:
        try:
            found[str(graph)] = int(getattr(number, "lexical", ""))
        except ValueError as error:
            raise RemoteError(
                "the answer cannot be read: a count that is no number", where=endpoint.shown,
                todo="check that this is an endpoint",
            ) from error  # fmt: skip
    return found


def _shows_union(endpoint: RemoteEndpoint, quad: Quad) -> bool:
    return bool(endpoint.query(f"ASK {{ {triple_line(quad).removesuffix(' .')} }}").truth)


def _differs(graph: str, wanted: int, found: int) -> Finding:
    if not wanted:
        message = f"the endpoint holds {found} triples in a graph that the release does not have"
    elif not found:
        message = f"the endpoint lacks this graph of {wanted} triples"
    else:
        message = f"the endpoint holds {found} triples in this graph, the release {wanted}"
    return Finding("violation", message, focus=graph, rule=RULE, remedy="regiograph push store sends it; --all again")
