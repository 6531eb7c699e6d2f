"""JSON-LD that reads like plain JSON: a context written into the file, one flat object a thing, sorted.

JSON-LD 1.1 (W3C Recommendation). Understands the parts of a context that the ontology's uses: prefixes, aliases of
keywords, type coercion, @language and @set containers; a property outside the context keeps a full or prefixed name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from regiograph.model import Quad, Value
from regiograph.publish.names import RDF_TYPE, SubjectOrder, by_subject
from regiograph.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_RELATIVE = re.compile(r"[a-z]+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_USABLE = ({"@set"}, {"@language"}, {"@language", "@set"}, set[str]())


def json_ld(
    quads: Iterable[Quad], context: Mapping[str, Any], prefixes: Mapping[str, str], order: SubjectOrder
) -> bytes:
    """The triples (graph names ignored) as one JSON-LD document with ``context`` inside it.

    Ids of own things are relative (``project/remix``) to ``@base``; prefixes are added to the context as needed.
    """
    shaped = Context(context, prefixes, order.home)
    nodes = [shaped.node(subject, properties) for subject, properties in by_subject(quads, order)]
    document = {"@context": shaped.complete(), "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _TermDefinition:
    name: str
    iri: str
    type: str | None
    container: frozenset[str]
    language: str | None


class Context:
    """A JSON-LD context, used backwards: from RDF terms to short JSON."""

    def __init__(self, context: Mapping[str, Any], prefixes: Mapping[str, str], home: str) -> None:
        self._given = {k: v for k, v in context.items() if k != "@base"}
        self._home = home
        self._spaces: dict[str, str] = {}
        for name, value in sorted(self._given.items(), reverse=True):
            if isinstance(value, str) and value.endswith(("/", "#")) and not name.startswith("@"):
                self._spaces[value] = name
        taken = set(self._spaces)
        self._extra = {
            ns: p for p, ns in sorted(prefixes.items(), reverse=True) if p not in self._given and ns not in taken
        }
        self._extra.pop(home, None)
        self._added: dict[str, str] = {}
        self._terms: dict[str, list[_TermDefinition]] = {}
        self._simple: dict[str, str] = {}
        self._alias = {"@id": "@id", "@type": "@type", "@value": "@value", "@language": "@language"}
        for name, value in self._given.items():
            self._define(name, value)

    def complete(self) -> dict[str, Any]:
        """The context to write: the one given, ``@base``, and the prefixes that were needed besides."""
        head = {k: v for k, v in self._given.items() if k.startswith("@")}
        rest = {k: v for k, v in self._given.items() if not k.startswith("@")}
        return {**head, "@base": self._home, **dict(sorted(self._added.items())), **rest}

    def node(self, subject: str, properties: Iterable[tuple[str, list[str | Value]]]) -> dict[str, Any]:
        """One thing as a JSON object: id, type, then its properties."""
        made: dict[str, Any] = {self._alias["@id"]: self.reference(subject)}
        for predicate, objects in properties:
            if predicate == RDF_TYPE and all(isinstance(o, str) for o in objects):
                types = [self.vocabulary_name(o) for o in objects if isinstance(o, str)]
                made[self._alias["@type"]] = types[0] if len(types) == 1 else types
                continue
            lists: dict[str, list[Any]] = {}
            maps: dict[str, dict[str, Any]] = {}
            sets: set[str] = set()
            for term in objects:
                key, definition, value = self._entry(predicate, term)
                if definition and "@language" in definition.container and isinstance(term, Value) and term.language:
                    entry = maps.setdefault(key, {})
                    known = entry.get(term.language)
                    entry[term.language] = (
                        value if known is None else [*([known] if isinstance(known, str) else known), value]
                    )
                    continue
                lists.setdefault(key, []).append(value)
                if definition and "@set" in definition.container:
                    sets.add(key)
            made.update(maps)
            made.update({k: v if k in sets or len(v) > 1 else v[0] for k, v in lists.items()})
        return made

    def reference(self, iri: str) -> str:
        """An IRI where JSON-LD expects an ``@id``: relative to @base, prefixed, or in full."""
        if iri.startswith(self._home) and _RELATIVE.fullmatch(iri, len(self._home)):
            return iri[len(self._home) :]
        return self._prefixed(iri)

    def vocabulary_name(self, iri: str) -> str:
        """An IRI where JSON-LD expects a term (``@type``, property names): a term, prefixed, or in full."""
        return self._simple.get(iri) or self._prefixed(iri)

    def _prefixed(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        space, local = iri[:cut], iri[cut:]
        if not local:
            return iri
        if space in self._spaces:
            return f"{self._spaces[space]}:{local}"
        if space in self._extra:
            self._added[self._extra[space]] = space
            return f"{self._extra[space]}:{local}"
        return iri

    def _define(self, name: str, value: Any) -> None:
        if name.startswith("@"):
            return
        table = value if isinstance(value, dict) else {"@id": value}
        target = table.get("@id", name)
        if target in self._alias:
            self._alias[target] = name
            return
        if not isinstance(target, str) or target.startswith("@") or {"@reverse", "@context", "@nest"} & set(table):
            return
        iri = self._expand(target)
        kind = table.get("@type")
        found = table.get("@container", [])
        container = frozenset([found] if isinstance(found, str) else found)
        if ":" not in iri or set(container) not in _USABLE:
            return
        typed = self._expand(kind) if isinstance(kind, str) and not kind.startswith("@") else kind
        language = table.get("@language", self._given.get("@language"))
        self._terms.setdefault(iri, []).append(_TermDefinition(name, iri, typed, container, language))
        if isinstance(value, str) or set(table) == {"@id"}:
            self._simple.setdefault(iri, name)

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        space = self._given.get(prefix)
        if colon and isinstance(space, str) and not local.startswith("//"):
            return space + local
        if not colon and "@vocab" in self._given:
            return f"{self._given['@vocab']}{name}"
        return name

    def _entry(self, predicate: str, term: str | Value) -> tuple[str, _TermDefinition | None, Any]:
        definitions = self._terms.get(predicate, [])
        for definition in definitions:
            short = self._short(definition, term)
            if short is not None:
                return definition.name, definition, short
        open_ = next((d for d in definitions if "@language" not in d.container), None)
        if open_ is None and isinstance(term, Value) and not term.language and "@language" not in self._given:
            bare = _TermDefinition("", predicate, None, frozenset(), None)
            short = self._short(bare, term)
            return self._key(predicate), None, self._long(term) if short is None else short
        return open_.name if open_ else self._key(predicate), open_, self._long(term)

    def _key(self, predicate: str) -> str:
        """A property name that no coercion of the context touches."""
        name = self._prefixed(predicate)
        return predicate if name in self._given else name

    def _short(self, definition: _TermDefinition, term: str | Value) -> Any:
        if isinstance(term, str):
            if definition.type == "@id":
                return self.reference(term)
            return self._prefixed(term) if definition.type == "@vocab" else None
        if term.language:
            if "@language" in definition.container or (
                definition.language == term.language and definition.type is None
            ):
                return term.lexical
            return None
        if "@language" in definition.container:
            return None
        kind = term.datatype if ":" in term.datatype else _XSD + term.datatype
        if definition.type in {None, kind}:
            native = _native(term, kind)
            if native is not None:
                return native
        if definition.type == kind or (definition.type is None and kind == f"{_XSD}string" and not definition.language):
            return term.lexical
        return None

    def _long(self, term: str | Value) -> Any:
        if isinstance(term, str):
            return {self._alias["@id"]: self.reference(term)}
        if term.language:
            return {self._alias["@language"]: term.language, self._alias["@value"]: term.lexical}
        kind = term.datatype if ":" in term.datatype else _XSD + term.datatype
        if kind == f"{_XSD}string":
            return {self._alias["@value"]: term.lexical}
        return {self._alias["@type"]: self.vocabulary_name(kind), self._alias["@value"]: term.lexical}


def _native(term: Value, kind: str) -> int | bool | None:
    if kind == f"{_XSD}integer" and _INTEGER.fullmatch(term.lexical):
        return int(term.lexical)
    if kind == f"{_XSD}boolean" and term.lexical in {"true", "false"}:
        return term.lexical == "true"
    return None
