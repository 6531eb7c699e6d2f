"""Names: one skos:prefLabel a language for each thing over all pages, every other spelling a skos:altLabel.

The preferred label of a language is, in this order: what an editor states as skos:prefLabel; the authority's name; the
name that most mentions use, the earliest of those. A thing that pages only abbreviate is labelled by its abbreviation.
Inflected forms are no labels, but where they inflect a name that the authority knows, the page uses that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from regiograph.authority import Record
from regiograph.map.draft import Draft, things
from regiograph.map.values import text
from regiograph.model import Claim, Value, folded

INFLECTED = 0.8
"""Least similarity (Ratcliff/Obershelp) of an inflected form to the name it inflects: Lappi – Lapin has 0.8."""

NAMELESS = ("document/", "theme/", "voc:")
"""Things whose labels are not for pages to say: the page itself, and concepts of the code lists."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name that a page gives to a thing; ``rank`` 0 fixed by an editor, 1 a name, 2 an alias or acronym."""

    claim: Claim
    name: str
    language: str
    rank: int


def labels(draft: Draft, claims: Sequence[Claim]) -> None:
    """mention, skos:prefLabel, skos:altLabel → schema:mentions of the page, and the labels of the thing."""
    forms: dict[str, list[Form]] = {}
    mentions: dict[str, list[Claim]] = {}
    for claim in claims:
        ident = claim.subject.id
        if claim.predicate == "mention" and not ident.startswith("document/"):
            page = draft.iri(f"document/{claim.evidence.document}")
            draft.state(claim, page, "schema:mentions", draft.iri(ident))
        if not ident.startswith(NAMELESS):
            mentions.setdefault(ident, []).append(claim)
            own = forms.setdefault(ident, [])
            form = _form(draft, claim)
            if form is not None:
                own.append(form)
    for ident, own in forms.items():
        record = draft.record(ident)
        if not own and record is None:
            own.extend(_fallback(draft, mentions[ident]))
        chosen = draft.preferred[ident] = _preferred(record, own)
        _state(draft, own, chosen)


def unnamed(draft: Draft, ident: str, claims: Sequence[Claim]) -> None:
    """Label a thing that no mention and no authority names by the name that its claims carry, the surest of these."""
    if ident.startswith(NAMELESS) or draft.preferred.get(ident) or draft.record(ident) is not None:
        return
    for claim in sorted(claims, key=lambda c: -c.confidence):
        thing = next(t for t in things(claim) if t.id == ident)
        if thing.name.strip():
            language = draft.language(claim) if thing.language in {"", "und"} else thing.language
            draft.state(claim, draft.iri(ident), "skos:prefLabel", text(thing.name, language))
            return


def _form(draft: Draft, claim: Claim) -> Form | None:
    if claim.value is None:
        return None
    name, page = " ".join(claim.value.lexical.split()), draft.language(claim)
    if not name:
        return None
    if claim.predicate != "mention":
        return Form(claim, name, claim.value.language or page, 0 if claim.predicate == "skos:prefLabel" else 2)
    kind, record = claim.qualifier("form") or "name", draft.record(claim.subject.id)
    if kind == "inflected":
        base = claim.qualifier("base") or _base(record, name, page)
        if base is None:
            return None
        name, kind = base, "name"
    known = _known(record, name, page)
    if known is not None:
        return Form(claim, *known, 1 if kind == "name" else 2)
    language = claim.value.language or ("mul" if kind == "acronym" else page)
    return Form(claim, name, language, 1 if kind == "name" else 2)


def _known(record: Record | None, name: str, page: str) -> tuple[str, str] | None:
    """The authority's spelling and language of a name, the page's language first."""
    if record is None:
        return None
    for language in (page, "mul", "en", *sorted(record.names)):
        for known in record.names.get(language, ()):
            if folded(known) == folded(name):
                return known, language
    return None


def _base(record: Record | None, form: str, page: str) -> str | None:
    """The authority's name in the page's language that a form inflects, if one is near enough."""
    best, near = INFLECTED, None
    for name in record.names.get(page, ()) if record else ():
        likeness = SequenceMatcher(None, folded(form), folded(name), autojunk=False).ratio()
        if likeness >= best and (near is None or likeness > best):
            best, near = likeness, name
    return near


def _fallback(draft: Draft, claims: Iterable[Claim]) -> list[Form]:
    """The base form that extraction or linking found, for a thing that pages only name in inflected forms."""
    return [
        Form(c, c.subject.name, draft.language(c) if c.subject.language in {"", "und"} else c.subject.language, 1)
        for c in claims
        if c.predicate == "mention" and c.subject.name
    ]


def _preferred(record: Record | None, forms: Sequence[Form]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for form in forms:
        if form.rank == 0:
            chosen.setdefault(form.language, form.name)
    for language, names in (record.names if record else {}).items():
        if names:
            chosen.setdefault(language, names[0])
    for rank in (1,) if chosen or any(f.rank == 1 for f in forms) else (2,):
        ranked = [f for f in forms if f.rank == rank]
        for language, name in _most(ranked):
            chosen.setdefault(language, name)
    return chosen


def _most(forms: Sequence[Form]) -> list[tuple[str, str]]:
    """(language, name) from the most to the least frequent; the earlier first where they are even."""
    # Counter keeps the order of first sight among equals, and forms come sorted by document and place.
    return [pair for pair, _ in Counter((f.language, f.name) for f in forms).most_common()]


def _state(draft: Draft, forms: Sequence[Form], chosen: dict[str, str]) -> None:
    spelling: dict[tuple[str, str], str] = {}
    for language, name in _most(forms):
        spelling.setdefault((language, folded(name)), name)
    for form in forms:
        subject, best = draft.iri(form.claim.subject), chosen.get(form.language)
        if best is not None and folded(best) == folded(form.name):
            draft.state(form.claim, subject, "skos:prefLabel", text(best, form.language))
        else:
            other = spelling[form.language, folded(form.name)]
            draft.state(form.claim, subject, "skos:altLabel", text(other, form.language))


def label_values(record: Record, chosen: dict[str, str], languages: frozenset[str]) -> list[tuple[str, Value]]:
    """(predicate, label) of an authority record in the given languages, against the labels already chosen."""
    found: list[tuple[str, Value]] = []
    for language in sorted(languages & set(record.names)):
        best = chosen.get(language, record.names[language][0])
        for name in record.names[language]:
            if name == best:
                found.append(("skos:prefLabel", text(name, language)))
            elif folded(name) != folded(best):
                found.append(("skos:altLabel", text(name, language)))
    return found
