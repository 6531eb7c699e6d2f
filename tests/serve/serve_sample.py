"""A small release with evidence, odd names and two licences, and a client that speaks to the server in memory."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from regiograph.config import Config, PublisherOptions, WorkspaceOptions
from regiograph.model import Document, Quad, Value
from regiograph.publish import Content, about, counts, describe, publish, render
from regiograph.serve import Server
from regiograph.terms import PREFIXES, RG, VOC, Iris, expand

T = TypeVar("T")
BASE = "https://data.example.org/"
IRIS = Iris(BASE)
SENTENCE = "Lappi johtaa éù-hanketta <b>Łódź & Åland</b> yhdessä muiden kanssa."
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _quads(graph: str, *rows: tuple[str, str, str | Value]) -> list[Quad]:
    def iri(name: str) -> str:
        return name if ":" in name else IRIS.thing(name)

    return [Quad(iri(s), expand(p), iri(o) if isinstance(o, str) else o, IRIS.graph(graph)) for s, p, o in rows]


def _note(number: int, confidence: str, *triples: tuple[str, str, str]) -> Iterator[Quad]:
    note = f"annotation/a{number}"
    here = IRIS.thing(note)
    yield from _quads(
        "north", (note, "rdf:type", expand("oa:Annotation")), (note, "oa:hasTarget", f"{here}#target"),
        (note, "rg:confidence", Value(confidence, "decimal")), (note, "rg:assertionKind", f"{VOC}assertion/implied"),
        (f"{here}#target", "oa:hasSource", "document/north"), (f"{here}#target", "oa:hasSelector", f"{here}#quote"),
        (f"{here}#quote", "oa:exact", Value(SENTENCE)),
    )  # fmt: skip
    for place, (s, p, o) in enumerate(triples):
        statement = f"statement/s{number}-{place}"
        target = o if ":" in o else IRIS.thing(o)
        yield from _quads(
            "north", (note, "oa:hasBody", statement), (statement, "rdf:type", expand("rdf:Statement")),
            (statement, "rdf:subject", s), (statement, "rdf:predicate", expand(p)), (statement, "rdf:object", target),
        )  # fmt: skip


def sample() -> Content:
    """Lapland leads a project; one page may be passed on, the other not."""
    north = _quads(
        "north",
        ("project/remix", "rdf:type", RG + "Project"),
        ("project/remix", "skos:prefLabel", Value("REMIX", language="mul")),
        ("project/remix", "skos:altLabel", Value("<script>alert(1)</script> éù", language="fi")),
        ("project/remix", "rg:underProgramme", "programme/interreg-europe"),
        ("project/remix", "rdfs:seeAlso", "javascript:alert(1)"),
        ("project/remix", "rdfs:seeAlso", "https://example.org/a%2Fb?ä=1"),
        ("project/remix", "rg:totalCost", "amount/remix-total"),
        ("amount/remix-total", "rdf:type", expand("schema:MonetaryAmount")),
        ("amount/remix-total", "schema:value", Value("432760", "decimal")),
        ("project/remix", "rg:reportedQuantity", "quantity/remix-visits"),
        ("quantity/remix-visits", "schema:value", Value("1200", "integer")),
        ("membership/remix-lapland", "rdf:type", expand("org:Membership")),
        ("membership/remix-lapland", "org:organization", "project/remix"),
        ("membership/remix-lapland", "rg:forTerritory", "territory/lapland"),
        ("membership/remix-lapland", "org:role", f"{VOC}role/lead"),
        ("document/north", "rdf:type", expand("foaf:Document")),
        ("document/north", "dcterms:title", Value("Älykäs pohjoinen", language="fi")),
        ("document/north", "schema:mentions", "territory/lapland"),
    )  # fmt: skip
    evidence = [
        *_note(1, "0.91", ("membership/remix-lapland", "rg:forTerritory", "territory/lapland")),
        *_note(2, "0.5", ("document/north", "schema:mentions", "territory/lapland")),
    ]
    south = _quads("south", ("programme/interreg-europe", "rdf:type", RG + "Programme"))
    reference = _quads(
        "reference", ("territory/lapland", "rdf:type", RG + "Territory"),
        ("territory/lapland", "skos:prefLabel", Value("Lapland", language="en")),
        ("territory/lapland", "skos:prefLabel", Value("Lappi", language="fi")),
        ("territory/lapland", "cv:code", PREFIXES["nuts"] + "FI1D7"),
        ("territory/lapland", "dcterms:isPartOf", IRIS.thing("country/FIN")),
        (IRIS.thing("country/FIN"), "skos:prefLabel", Value("Finland", language="en")),
    )  # fmt: skip
    role = f"{VOC}role"
    vocabulary = _quads(
        "vocabulary", (role, "rdf:type", expand("skos:ConceptScheme")),
        (role, "skos:prefLabel", Value("Roles", language="en")),
        (f"{role}/lead", "skos:inScheme", role),
        (f"{role}/lead", "skos:prefLabel", Value("lead partner", language="en")),
        (f"{role}/lead", "skos:prefLabel", Value("pääkumppani", language="fi")),
        (RG + "Project", "rdf:type", expand("owl:Class")),
        (RG + "Project", "rdfs:label", Value("project", language="en")),
        (RG + "Project", "rdfs:label", Value("hanke", language="fi")),
        (RG + "forTerritory", "rdf:type", expand("owl:ObjectProperty")),
        (RG + "forTerritory", "rdfs:label", Value("for territory", language="en")),
    )  # fmt: skip
    documents = (
        Document("north", "north.txt", SENTENCE + "\n", "fi", title="Älykäs pohjoinen", licence="CC_BY_4_0"),
        Document("south", "south.html", "Interreg Europe.\n", "en", url="https://example.org/south"),
    )
    return Content(
        iris=IRIS, documents=documents, domain={"north": north, "south": south}, annotations={"north": evidence},
        reference=reference, vocabulary=vocabulary, reports={"validation.txt": "conforms\n"},
        languages=("en", "fi"), title="Łódź & Åland",
    )  # fmt: skip


def put_release(root: Path, version: str = "2026-01-02", content: Content | None = None) -> Path:
    """Publish the sample (or another content) below a folder."""
    content = content or sample()
    base = content.iris.base
    workspace = WorkspaceOptions(title="Łódź & Åland", base=base)
    publisher = PublisherOptions("Łódź Institute", f"{base}publisher", "data@example.org", "https://example.org/")
    made = describe(content, Config(workspace=workspace, publisher=publisher))
    publish(render(content), root, version, describe=made, counts=counts(content), about=about(content))
    return root


def rebased(content: Content, base: str) -> Content:
    """The same content with another base IRI."""

    def moved(term: str | Value) -> str | Value:
        return base + term[len(BASE) :] if isinstance(term, str) and term.startswith(BASE) else term

    def all_of(quads: Iterable[Quad]) -> list[Quad]:
        return [Quad(str(moved(q.subject)), q.predicate, moved(q.object), str(moved(q.graph))) for q in quads]

    return replace(
        content, iris=Iris(base), reference=all_of(content.reference), vocabulary=all_of(content.vocabulary),
        domain={name: all_of(quads) for name, quads in content.domain.items()},
        annotations={name: all_of(quads) for name, quads in content.annotations.items()},
    )  # fmt: skip


def renamed(content: Content, name: str) -> Content:
    """The same content with one more name for Lapland."""
    more = _quads("reference", ("territory/lapland", "skos:prefLabel", Value(name, language="pl")))
    return replace(content, reference=[*content.reference, *more])


def popular(content: Content, links: int) -> Content:
    """The same content with many more things in Finland."""
    more = _quads(
        "reference",
        *((f"territory/t{n:05}", "dcterms:isPartOf", IRIS.thing("country/FIN")) for n in range(links)),
    )  # fmt: skip
    return replace(content, reference=[*content.reference, *more])


def without(content: Content, ident: str, successor: str = "") -> Content:
    """The same content without a thing of its reference data; with a successor, which it is replaced by."""
    gone = IRIS.thing(ident)
    rest = [q for q in content.reference if gone not in (q.subject, q.object)]
    more = _quads("reference", (ident, "dcterms:isReplacedBy", successor)) if successor else []
    north = [q for q in content.domain["north"] if gone not in (q.subject, q.object)]
    return replace(content, reference=[*rest, *more], domain=dict(content.domain, north=north), annotations={})


class Client:
    """Sends requests to an ASGI application; redirects are not followed, defects come back as 500.

    All requests run in one event loop, like those to a real server; :func:`close_all` ends it.
    """

    def __init__(self, app: Server, address: tuple[str, int] = ("127.0.0.1", 123)) -> None:
        self.app, self._address = app, address
        _OPEN.append(app)

    def get(self, path: str, accept: str | None = None, method: str = "GET", **headers: str) -> httpx.Response:
        """One request without a body; header names are written with underscores."""
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        return self.send(method, path, sent | ({"Accept": accept} if accept else {}))

    def post(self, path: str, body: bytes, kind: str, accept: str = "*/*") -> httpx.Response:
        """One request with a body."""
        return self.send("POST", path, {"Content-Type": kind, "Accept": accept}, body)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> httpx.Response:
        """Any request."""
        return run(self._send, method, path, headers, body)

    async def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=self._address)
        plain = {"Accept": "*/*", "Accept-Encoding": "identity"}
        async with httpx.AsyncClient(transport=transport, base_url="http://test.example") as client:
            return await client.request(method, path, headers=plain | dict(headers), content=body)


_OPEN: list[Server] = []
_PORTALS: list[tuple[ExitStack, BlockingPortal]] = []


def run(work: Callable[..., Awaitable[T]], *arguments: object) -> T:
    """The result of a coroutine function in the event loop of the tests."""
    if not _PORTALS:
        stack = ExitStack()
        _PORTALS.append((stack, stack.enter_context(start_blocking_portal())))
    return _PORTALS[0][1].call(work, *arguments)


def close_all() -> None:
    """End the workers of all applications and the event loop."""
    while _OPEN:
        run(_OPEN.pop().close)
    while _PORTALS:
        _PORTALS.pop()[0].close()


def wait_for(address: str, seconds: float = 30.0) -> float:
    """Wait until a server answers; the seconds that it took."""
    begun = time.monotonic()
    while True:
        try:
            httpx.get(address).raise_for_status()
            return time.monotonic() - begun
        except httpx.HTTPError:
            if time.monotonic() - begun > seconds:
                raise
            time.sleep(0.02)
