"""Other people's SPARQL endpoints, over SPARQLWrapper: the same queries, the same Result as from a store."""

from __future__ import annotations

import ast
import http.client
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request

from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

from regiograph.credentials import NOT_ACCEPTED, Login
from regiograph.errors import RegiographError, RemoteError, UnavailableError
from regiograph.model import Value
from regiograph.results import Result, Term
from regiograph.store import parse

LONGEST_GET = 2000
"""Bytes of a query beyond which it is sent by POST: some servers and proxies cut longer URLs."""

LARGEST = 256 * 1024 * 1024
"""Bytes of an answer beyond which it is refused."""

USER_AGENT = "regiograph/0.1 (SPARQL client)"

_XSD = "http://www.w3.org/2001/XMLSchema#"
_GRAPHS = {"CONSTRUCT", "DESCRIBE"}
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_RDF = {"application/n-triples": "nt", "text/turtle": "ttl", "application/rdf+xml": "rdf", "text/plain": "nt"}
_LOGINS = 2
_LATER = {408, 425, 429, 502, 503, 504}
_FORM = re.compile(r"(?:\s|#[^\r\n]*|BASE\s*<[^<>]*>|PREFIX\s+[^:\s]*:\s*<[^<>]*>)*([A-Za-z]+)", re.IGNORECASE)
_ADVICE = {
    400: "check that the endpoint knows SPARQL 1.1",
    401: "give a login: --user-env and --password-env, or --token-env",
    403: "this endpoint does not allow it; ask its keeper",
    404: "check the address; the SPARQL endpoint often ends in /sparql",
    413: "shorten the query",
    414: "shorten the query",
    429: "wait a while, the endpoint limits how often one may ask",
    503: "the endpoint is busy; try again later",
    504: "the query takes the endpoint too long; simplify it or add LIMIT",
}


@dataclass(frozen=True, slots=True)
class RemoteEndpoint:
    """A SPARQL 1.1 endpoint at an http(s) ``url``; ``timeout`` in seconds for each wait on the network.

    ``login`` answers where the endpoint asks who we are. Its default graph must be the union of its named graphs for
    the named queries to find everything.
    """

    url: str
    timeout: float = 30.0
    login: Login = field(default_factory=lambda: Login(None), repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise RemoteError("not the address of an endpoint", where=self.shown, todo="give an http or https URL")

    @property
    def shown(self) -> str:
        """The address without user name and password."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

    def query(self, sparql: str) -> Result:
        """Run a query, by GET or when it is long by POST.

        Raises RemoteError for any answer that is not a result, UnavailableError where asking later may help.
        """
        wrapper = self._wrapper(sparql)
        graph = wrapper.queryType in _GRAPHS
        if graph:
            wrapper.addCustomHttpHeader("Accept", _TRIPLES)
        body, media_type = self._answer(wrapper)
        if media_type in {"text/html", "application/xhtml+xml"}:
            raise RemoteError(
                "the server answers with a web page, not with a result", where=self.shown, todo=_ADVICE[404]
            )
        if graph:
            return Result("graph", source=iter(self._graph(body, media_type)))
        found = self._table(body)
        return _truth(found) if wrapper.queryType == "ASK" and found.kind == "select" else found

    def _wrapper(self, sparql: str) -> SPARQLWrapper:
        wrapper = _Wrapper(self.url, agent=USER_AGENT)
        wrapper.login = self.login
        with warnings.catch_warnings():
            # SPARQLWrapper warns where it cannot tell the form of a query; the server will say so in better words.
            warnings.simplefilter("ignore", RuntimeWarning)
            wrapper.setQuery(sparql)
        # Its own guess of the form also reads comments, where "described" is a word like others.
        wrapper.queryType = _form(sparql)
        wrapper.setReturnFormat(TURTLE if wrapper.queryType in _GRAPHS else JSON)
        wrapper.setOnlyConneg(True)
        wrapper.setMethod(POST if len(sparql.encode()) > LONGEST_GET else GET)
        # SPARQLWrapper makes its time limit a whole number; a part of a second would become none at all.
        wrapper.timeout = self.timeout  # type: ignore[assignment]
        return wrapper

    def _answer(self, wrapper: SPARQLWrapper, attempt: int = 0) -> tuple[bytes, str]:
        try:
            with closing(wrapper.query().response) as response:
                body = response.read(LARGEST + 1)
                missing = getattr(response, "length", None) or 0
                media_type = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        except SPARQLExceptions.SPARQLWrapperException as error:
            asked = error.__context__
            challenges = asked.headers.get_all("WWW-Authenticate") if isinstance(asked, HTTPError) else None
            unknown = isinstance(error, SPARQLExceptions.Unauthorized) and attempt < _LOGINS
            if unknown and self.login.challenged(challenges or (), attempt):
                return self._answer(wrapper, attempt + 1)
            raise self._refused(error) from error
        except HTTPError as error:
            with error:
                raise self._status(error.code, after=error.headers.get("Retry-After") or "") from error
        except TimeoutError as error:
            raise self._late() from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            raise UnavailableError(
                f"the server cannot be reached: {error.reason}", where=self.shown, todo="check address and network"
            ) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnavailableError(
                f"the connection broke: {error or type(error).__name__}", where=self.shown, todo="try again"
            ) from error
        if len(body) > LARGEST:
            raise RemoteError("the answer is too large", where=self.shown, todo="add LIMIT to the query")
        if missing:
            raise UnavailableError(
                f"the connection broke, {missing} bytes are missing", where=self.shown, todo="try again"
            )
        return body, media_type

    def _refused(self, error: SPARQLExceptions.SPARQLWrapperException) -> RemoteError:
        codes = {
            SPARQLExceptions.QueryBadFormed: 400, SPARQLExceptions.Unauthorized: 401,
            SPARQLExceptions.EndPointNotFound: 404, SPARQLExceptions.URITooLong: 414,
            SPARQLExceptions.EndPointInternalError: 500,
        }  # fmt: skip
        _, _, detail = str(error.args[0] if error.args else "").partition("Response:\n")
        try:
            # SPARQLWrapper gives the server's words as Python writes bytes.
            said = ast.literal_eval(detail)
        except (SyntaxError, ValueError):
            said = detail
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return self._status(codes.get(type(error), 0), words)

    def _status(self, status: int, detail: str = "", after: str = "") -> RemoteError:
        words = http.client.responses.get(status, "an unknown error")
        said = " ".join(detail.split())[:200]
        shown = f": {said}" if said and "<" not in said else ""
        todo = _ADVICE.get(status, "try again later, or ask the keeper of the endpoint")
        if status == 401 and self.login.known:
            todo = NOT_ACCEPTED
        what = f"the server answers {status} {words}{shown}"
        if status in _LATER:
            wait = float(after) if after.isdecimal() else None
            return UnavailableError(what, where=self.shown, todo=todo, after=wait)
        return RemoteError(what, where=self.shown, todo=todo)

    def _late(self) -> RemoteError:
        return UnavailableError(
            f"no answer within {self.timeout:g} s", where=self.shown, todo="simplify the query or allow more time"
        )

    def _graph(self, body: bytes, media_type: str) -> Iterator[Any]:
        if media_type not in _RDF:
            raise self._invalid(f"{media_type or 'an answer without a media type'} is no RDF format")
        try:
            return iter(list(parse(body, _RDF[media_type], where=self.shown)))
        except RegiographError as error:
            raise self._invalid(error.what) from error

    def _table(self, body: bytes) -> Result:
        try:
            answer = json.loads(body)
            if "boolean" in answer:
                if not isinstance(answer["boolean"], bool):
                    raise TypeError("a truth value that is none")
                return Result("ask", truth=answer["boolean"])
            names = tuple(str(name) for name in answer["head"]["vars"])
            rows = [tuple(_term(row.get(name)) for name in names) for row in answer["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._invalid("not SPARQL results in JSON") from error
        return Result("select", names, source=iter(rows))

    def _invalid(self, why: str) -> RemoteError:
        return RemoteError(f"the answer cannot be read: {why}", where=self.shown, todo="check that this is an endpoint")


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper's own login by Digest changes all of the process's requests, and follows redirects to anywhere."""

    login = Login(None)

    def _createRequest(self) -> Request:  # noqa: N802 - SPARQLWrapper's name
        request: Request = super()._createRequest()
        header = self.login.header(request.get_method(), request.selector)
        if header:
            request.add_unredirected_header("Authorization", header)
        return request


def _truth(table: Result) -> Result:
    """Virtuoso answers ASK in JSON with a table, whose only cell is 1 where it holds."""
    return Result(
        "ask", truth=any(isinstance(c, Value) and c.lexical in {"1", "true"} for r in table.rows() for c in r)
    )


def _form(sparql: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: the first word behind comments and prologue."""
    found = _FORM.match(sparql)
    return found[1].upper() if found else "SELECT"


def _term(cell: Mapping[str, str] | None) -> Term | None:
    if cell is None:
        return None
    kind, value = cell["type"], cell["value"]
    if not isinstance(value, str):
        raise TypeError("a value that is no text")
    if kind == "uri":
        return value
    if kind == "bnode":
        return f"_:{value}"
    language: str | None = cell.get("xml:lang")
    if language:
        return Value(value, language=language)
    return Value(value, cell.get("datatype", f"{_XSD}string").removeprefix(_XSD))
