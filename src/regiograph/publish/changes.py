"""What is new in a release: CHANGES.md, changes.json and changes.rdfp, from its content and the release before it.

Statements are compared over all documents, as a reader of core sees them: one that merely gains or loses a document
is no change of content there, but its quads are in the patch, which turns the one all.nq into the other to the line.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from regiograph.errors import ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish.content import Content, statements, triple_line
from regiograph.publish.names import Names, by_subject, prefixes_for, subject_order
from regiograph.publish.opened import OpenRelease
from regiograph.publish.quoted import Quoted, by_statement
from regiograph.publish.tables import Labels
from regiograph.store import parse

JSON, TEXT, PATCH = "changes.json", "CHANGES.md", "changes.rdfp"
ALL, EVIDENCE = "dumps/all.nq", "dumps/evidence.nq"
_MARKUP = re.compile(r"([\\`*_\[\]<>|#&~])")


@dataclass(frozen=True, slots=True)
class Step:
    """One release in the history: how many statements it has, and how many came and went (None: not recorded)."""

    version: str
    previous: str | None
    statements: int
    added: int | None
    removed: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Statements (triples with an empty graph name) added and removed, the evidence of each, and the history so far.

    ``history`` begins with the release itself. The first release has neither added nor removed statements: all are new.
    """

    content: Content
    history: Sequence[Step]
    added: Mapping[Quad, Sequence[Quoted]]
    removed: Mapping[Quad, Sequence[Quoted]]
    labels: Labels

    @property
    def step(self) -> Step:
        """The release itself."""
        return self.history[0]


def changes(content: Content, version: str, previous: OpenRelease | None) -> Changes:
    """Compare content with the release before it. Raises ReleaseError when that is damaged."""
    now = statements(content)
    if previous is None:
        first = Step(version, None, len(now), None, None)
        return Changes(content, (first,), {}, {}, Labels(now, content.languages, content.iris))
    was = _said(previous)
    here, there = set(now), set(was)
    gone, come = there - here, here - there
    step = Step(version, previous.version, len(here), len(come), len(gone))
    return Changes(
        content, (step, *_history(previous, len(there))),
        added=_backed(come, (q for quads in content.annotations.values() for q in quads), content) if come else {},
        removed=_backed(gone, previous.quads("evidence.nq"), content) if gone else {},
        labels=Labels([*now, *content.reference, *(q for q in was if q in gone)], content.languages, content.iris),
    )  # fmt: skip


def to_json(found: Changes) -> bytes:
    """The changes as JSON: version, previous, counts, things with their statements and evidence, history."""
    step = found.step
    things = [
        {"id": found.content.iris.compact(iri), "iri": iri, "label": found.labels.of(iri),
         "added": [_row(q, found.added[q]) for q in added], "removed": [_row(q, found.removed[q]) for q in removed]}
        for iri, added, removed in _things(found)
    ]  # fmt: skip
    whole = {**asdict(step), "things": things, "history": [asdict(s) for s in found.history]}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def to_text(found: Changes) -> bytes:
    """The changes as Markdown for a person, thing by thing, each statement with the sentences behind it."""
    step = found.step
    lines = [f"# Release {step.version}", ""]
    if step.previous is None:
        lines += [f"The first release: all of its {step.statements} statements are new.", ""]
    elif not found.added and not found.removed:
        lines += [f"No statement has changed since {step.previous}; there are {step.statements}.", ""]
    else:
        counts = f"{step.added} added, {step.removed} removed"
        lines += [f"Statements since {step.previous}: {counts}; there are {step.statements} now.", ""]
    names = Names(prefixes_for(found.content.iris, (*found.added, *found.removed)))
    for iri, added, removed in _things(found):
        lines += [f"## {_plain(found.labels.of(iri))} (`{found.content.iris.compact(iri)}`)", ""]
        for word, quads, notes in (("removed", removed, found.removed), ("added", added, found.added)):
            for q in quads:
                lines.append(f"- {word}: `{names.curie(q.predicate) or q.predicate}` {_target(q.object, found, names)}")
                lines += [f"    - {_sentence(note)}" for note in notes[q]]
        lines.append("")
    lines += ["## All releases", "", "| release | statements | added | removed |", "|---|---:|---:|---:|"]
    lines += [f"| {s.version} | {s.statements} | {_count(s.added)} | {_count(s.removed)} |" for s in found.history]
    return ("\n".join(lines) + "\n").encode()


def to_patch(old: OpenRelease, new: OpenRelease) -> bytes:
    """RDF Patch: one transaction of D and A lines that turns the old all.nq into the new one."""
    before, after = _lines(old, ALL), _lines(new, ALL)
    lines = [f"H id <{_urn(new)}> .".encode(), f"H prev <{_urn(old)}> .".encode(), b"TX ."]
    lines += [b"D " + line for line in sorted(before - after)]
    lines += [b"A " + line for line in sorted(after - before)]
    return b"\n".join([*lines, b"TC ."]) + b"\n"


def write_changes(content: Content, draft: OpenRelease, previous: OpenRelease | None) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of CHANGES.md and changes.json, and of changes.rdfp if there is a release before."""
    found = changes(content, draft.version, previous)
    yield TEXT, to_text(found)
    yield JSON, to_json(found)
    if previous is not None:
        yield PATCH, to_patch(previous, draft)


def _said(release: OpenRelease) -> dict[Quad, None]:
    """The statements of a finished release; only the lines of documents' graphs that are no evidence are parsed."""
    outside = tuple(f"<{release.iris.graph(g)}> .".encode() for g in ("reference", "vocabulary"))
    own = [line for line in _lines(release, ALL) - _lines(release, EVIDENCE) if not line.endswith(outside)]
    quads = parse(b"\n".join(sorted(own)), "nq", where=str(release.folder / ALL))
    return dict.fromkeys(Quad(q.subject, q.predicate, q.object, "") for q in quads)


def _lines(release: OpenRelease, path: str) -> set[bytes]:
    return {line for line in release.read(path).split(b"\n") if line}


def _backed(wanted: set[Quad], evidence: Iterable[Quad], content: Content) -> dict[Quad, Sequence[Quoted]]:
    known = by_statement(evidence, content.iris)
    return {q: known.get(q, ()) for q in sorted(wanted, key=triple_line)}


def _history(previous: OpenRelease, count: int) -> list[Step]:
    try:
        rows = json.loads(previous.read(JSON))["history"]
        return [Step(**row) for row in rows]
    except ReleaseError:
        return [Step(previous.version, previous.manifest.previous, count, None, None)]
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            "the list of changes is damaged", where=str(previous.folder / JSON), todo="run: regiograph verify"
        ) from error


def _things(found: Changes) -> Iterator[tuple[str, list[Quad], list[Quad]]]:
    """(IRI, added, removed) of each thing with changes, in reading order."""
    order = subject_order(found.content.iris)
    both = by_subject((*found.added, *found.removed), order)
    for iri, properties in both:
        quads = [Quad(iri, predicate, term, "") for predicate, terms in properties for term in terms]
        yield iri, [q for q in quads if q in found.added], [q for q in quads if q in found.removed]


def _row(quad: Quad, notes: Sequence[Quoted]) -> dict[str, Any]:
    term = quad.object
    shown: dict[str, Any] = {"iri": term} if isinstance(term, str) else {"value": term.lexical}
    if isinstance(term, Value):
        shown |= {"language": term.language} if term.language else {"datatype": term.datatype}
    evidence = [
        {"document": n.document, "quote": n.quote, "start": n.start, "end": n.end, "confidence": n.confidence,
         "kind": n.kind, "annotation": n.annotation}
        for n in notes
    ]  # fmt: skip
    return {"predicate": quad.predicate, "object": shown, "evidence": evidence}


def _target(term: str | Value, found: Changes, names: Names) -> str:
    if isinstance(term, Value):
        return f"“{_plain(term.lexical)}”" + (f" ({term.language})" if term.language else "")
    short = found.content.iris.compact(term)
    label = found.labels.of(term)
    code = f"`{names.curie(term) or term if short == term else short}`"
    return code if label in {term, short} else f"{_plain(label)} ({code})"


def _sentence(note: Quoted) -> str:
    place = f", {note.start}–{note.end}" if note.start is not None else ""
    sure = ", ".join(x for x in (note.kind, note.confidence) if x)
    return f"“{_plain(note.quote)}” — {note.document}{place}" + (f" ({sure})" if sure else "")


def _plain(text: str) -> str:
    """Text in one line, with what Markdown would take for markup escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)


def _urn(release: OpenRelease) -> str:
    """The id of a release in a chain of patches; the same as in ``regiograph diff --format patch``."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{release.version} {release.manifest.content}").urn
