"""Results and the report: the same content as text for people, JSON for programs and SHACL Turtle for RDF tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from regiograph.model import Finding
from regiograph.terms import digest

SHAPES = "https://w3id.org/regiograph/shapes#"
SH = "http://www.w3.org/ns/shacl#"
RANK: dict[str, int] = {"violation": 0, "warning": 1, "info": 2}
_SHACL_SEVERITY = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}
_PREFIXES = {"sh": SH, "shape": SHAPES, "xsd": "http://www.w3.org/2001/XMLSchema#"}


@dataclass(frozen=True, slots=True)
class Result:
    """One finding and the RDF terms behind it: what a SHACL report needs beside the words.

    ``shape`` is the nearest shape with an IRI, ``component`` the constraint component that fired, ``messages`` the
    shape's messages in all their languages; ``path`` is None unless it is a single property.
    """

    finding: Finding
    focus: Node
    path: URIRef | None
    value: Node | None
    shape: URIRef
    component: URIRef
    messages: tuple[Literal, ...]

    @property
    def key(self) -> tuple[int, str, str, str, str, str, str]:
        """What results are sorted by; two results with the same key are one."""
        f = self.finding
        return (RANK[f.severity], f.document, str(self.shape), f.focus, f.path, f.value, str(self.component))


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a validation, sorted, one for each rule, thing, property, value and document."""

    results: tuple[Result, ...] = ()

    @classmethod
    def of(cls, results: Iterable[Result]) -> Report:
        """A report of results in any order; of those that only differ in the component the first is kept."""
        kept: dict[tuple[object, ...], Result] = {}
        # Values that differ only in language or datatype share a key; without the rest chance would choose.
        for result in sorted(results, key=lambda r: (r.key, repr(r.value), r.finding.message)):
            kept.setdefault(result.key[:-1], result)
        return cls(tuple(kept.values()))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, worst first."""
        return tuple(r.finding for r in self.results)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many violations, warnings and infos there are."""
        severities = [f.severity for f in self.findings]
        return {name: severities.count(name) for name in ("violation", "warning", "info")}

    @property
    def conforms(self) -> bool:
        """Whether nothing stops a release, that is, there is no violation."""
        return not self.stops()

    def stops(self, severity: str = "violation") -> bool:
        """Whether a finding is at least as severe as ``severity`` (violation, warning or info)."""
        return any(RANK[f.severity] <= RANK[severity] for f in self.findings)

    def to_json(self) -> str:
        """JSON: conforms, counts and the findings with the fields of :class:`regiograph.model.Finding`."""
        found = [asdict(f) for f in self.findings]
        payload = {"conforms": self.conforms, "counts": dict(self.counts), "findings": found}
        return json.dumps(payload, ensure_ascii=False, indent=2) + "\n"

    def to_text(self) -> str:
        """Plain text: a line of counts, then each finding with its remedy, value, place and quote."""
        counts = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in self.counts.items())
        lines = [f"{'conforms' if self.conforms else 'does not conform'}: {counts}"]
        for f in self.findings:
            lines += ["", f"{f.severity}: {f.message}"]
            lines += [f"  → {f.remedy}"] if f.remedy else []
            pairs = (("value", f.value), ("property", f.path), ("rule", f.rule), ("document", f.document))
            lines += ["  " + " · ".join(f"{k} {_flat(v)}" for k, v in pairs if v)]
            lines += [f"  “{_flat(f.quote)}”"] if f.quote else []
        return "\n".join(lines) + "\n"

    def to_turtle(self, iri: str = "urn:regiograph:validation") -> str:
        """The SHACL validation report ``iri`` as Turtle: the same bytes for the same results, no blank nodes.

        ``sh:conforms`` follows SHACL: true only when there is no result of any severity. A blank node of the data is
        written as an IRI ``{iri}#node-…``; a path that is not one property is left out.
        """
        named: dict[str, list[str]] = {}
        for result in self.results:
            name = f"<{iri}#result-{digest(*map(str, result.key))}>"
            named[name] = self._result(result, iri)
        lines = [f"@prefix {p}: <{ns}> ." for p, ns in _PREFIXES.items()]
        conforms = "false" if named else "true"
        tail = [f"    sh:result {name}" for name in named]
        lines += ["", f"<{iri}> a sh:ValidationReport ;", " ;\n".join([f"    sh:conforms {conforms}", *tail]) + " ."]
        for name, pairs in named.items():
            lines += ["", f"{name} a sh:ValidationResult ;", " ;\n".join(pairs) + " ."]
        return "\n".join(lines) + "\n"

    @staticmethod
    def _result(result: Result, iri: str) -> list[str]:
        pairs = [
            f"    sh:focusNode {_turtle(result.focus, iri)}",
            f"    sh:resultSeverity {_SHACL_SEVERITY[result.finding.severity]}",
            f"    sh:sourceShape {_turtle(result.shape, iri)}",
            f"    sh:sourceConstraintComponent {_turtle(result.component, iri)}",
        ]
        pairs += [f"    sh:resultPath {_turtle(result.path, iri)}"] if result.path else []
        pairs += [f"    sh:value {_turtle(result.value, iri)}"] if result.value is not None else []
        return pairs + [f"    sh:resultMessage {_turtle(m, iri)}" for m in result.messages]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _turtle(term: Node, iri: str) -> str:
    if isinstance(term, Literal):
        escaped = "".join(_ESCAPES.get(c, c) for c in str(term))
        if term.language:
            return f'"{escaped}"@{term.language}'
        return f'"{escaped}"' if term.datatype is None else f'"{escaped}"^^{_turtle(term.datatype, iri)}'
    if isinstance(term, BNode):
        return f"<{iri}#node-{term}>"
    text = str(term)
    for prefix, namespace in _PREFIXES.items():
        local = text.removeprefix(namespace)
        if local != text and local.replace("-", "a").isalnum() and local[0].isalpha():
            return f"{prefix}:{local}"
    return "<" + "".join(c if c > " " and c not in '<>"{}|^`\\' else f"%{ord(c):02X}" for c in text) + ">"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
