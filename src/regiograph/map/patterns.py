"""Claim predicates to RDF patterns: the table of docs/claims.md, row by row.

Each handler gets all claims of its predicates at once, sorted, because some patterns join several claims in one node
(a lead partner, a grant, an award). Money, dates and names have files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from regiograph.map.dates import dates, issued, published
from regiograph.map.draft import Draft, left_out
from regiograph.map.labels import labels
from regiograph.map.money import money
from regiograph.map.values import code_of, concept, decimal, integer, local, number_of, text
from regiograph.model import Claim, Value
from regiograph.terms import expand, slug

Handler = Callable[[Draft, Sequence[Claim]], None]

RELATIONS = frozenset({"ledTo", "operationalisedBy", "precursorOf", "sisterOf"})
"""What the ``relation`` of a ledTo claim may be; each is a property of the ontology."""

TERRITORIAL = ("territory/", "country/")


def each(pattern: Callable[[Draft, Claim], None]) -> Handler:
    """A handler that treats every claim by itself."""

    def handler(draft: Draft, claims: Sequence[Claim]) -> None:
        for claim in claims:
            pattern(draft, claim)

    return handler


def link(choose: Callable[[Claim], str]) -> Handler:
    """A handler that writes subject, the chosen predicate (a CURIE), object."""

    def pattern(draft: Draft, claim: Claim) -> None:
        if claim.object is not None:
            draft.state(claim, draft.iri(claim.subject), choose(claim), draft.iri(claim.object))

    return each(pattern)


def coded(predicate: str, scheme: str) -> Handler:
    """A handler that writes subject, ``predicate``, the concept of ``scheme`` that the claim names."""
    return each(lambda d, c: d.state(c, d.iri(c.subject), predicate, concept(scheme, code_of(c))))


def memberships(draft: Draft, claims: Sequence[Claim]) -> None:
    """partnerIn, leads → org:Membership; who leads is not also given the partner role."""
    leaders = {(c.object.id, c.subject.id) for c in claims if c.object and _role(c) == "lead"}
    for claim in claims:
        if claim.object is None:
            continue
        whole, member, role = claim.object.id, claim.subject.id, _role(claim)
        node = draft.node(claim, "membership", f"{local(whole)}-{local(member)}", whole, member)
        predicate = "rg:forTerritory" if member.startswith(TERRITORIAL) else "org:member"
        draft.state(claim, node, "org:organization", draft.iri(whole))
        draft.state(claim, node, predicate, draft.iri(member))
        if role != "partner" or (whole, member) not in leaders:
            draft.state(claim, node, "org:role", concept("role", role))


def _role(claim: Claim) -> str:
    return "lead" if claim.predicate == "leads" else claim.qualifier("role") or "partner"


def presented(draft: Draft, claims: Sequence[Claim]) -> None:
    """presentedAt → the event presented the case, which has one place in the order: that of the surest claim."""
    placed: dict[str, Claim] = {}
    for claim in claims:
        if claim.object is not None:
            draft.state(claim, draft.iri(claim.object), "rg:presented", draft.iri(claim.subject))
        if int(_position(claim) or 0) > 0:
            best = placed.setdefault(claim.subject.id, claim)
            placed[claim.subject.id] = max(best, claim, key=lambda c: c.confidence)
    for claim in claims:
        best = placed.get(claim.subject.id, claim)
        if _position(claim) and _position(claim) == _position(best):
            draft.state(claim, draft.iri(claim.subject), "schema:position", integer(int(_position(claim))))


def _position(claim: Claim) -> str:
    position = claim.qualifier("position") or ""
    return str(int(position)) if re.fullmatch("0*[1-9][0-9]{0,5}", position) else ""


def lineage(draft: Draft, claims: Sequence[Claim]) -> None:
    """ledTo → the relation of the claim; of two claims that run both ways only the surer is kept."""
    surest: dict[tuple[str, str], float] = {}
    for claim in claims:
        if claim.object is not None and claim.qualifier("relation") != "sisterOf":
            pair = (claim.subject.id, claim.object.id)
            surest[pair] = max(surest.get(pair, 0.0), claim.confidence)
    for claim in claims:
        if claim.object is None:
            continue
        relation, pair = claim.qualifier("relation") or "ledTo", (claim.subject.id, claim.object.id)
        back = surest.get((pair[1], pair[0])) if relation != "sisterOf" else None
        if back is not None and (back, pair[1]) > (surest[pair], pair[0]):
            draft.findings.append(left_out(claim, f"a surer claim says that {pair[1]} came before {pair[0]}"))
        else:
            draft.state(claim, draft.iri(claim.subject), f"rg:{relation}", draft.iri(claim.object))


def statuses(draft: Draft, claims: Sequence[Claim]) -> None:
    """status → rg:realisationStatus at the date of the page: one a page, that of the surest claim."""
    best: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        place = (claim.evidence.document, claim.subject.id)
        best[place] = max(best.get(place, claim), claim, key=lambda c: c.confidence)
    for claim in claims:
        chosen = best[claim.evidence.document, claim.subject.id]
        if code_of(claim) == code_of(chosen):
            draft.state(claim, draft.iri(claim.subject), "rg:realisationStatus", concept("realisation", code_of(claim)))
        else:
            draft.findings.append(left_out(claim, f"the page rather says {code_of(chosen)}", severity="info"))


def theme(draft: Draft, claim: Claim) -> None:
    """hasTheme → a concept of the scheme, or a keyword where the scheme has none."""
    subject, thing = draft.iri(claim.subject), claim.object
    if thing is None:
        draft.state(claim, subject, "schema:keywords", _words(draft, claim))
    elif not thing.reason and in_scheme(draft, thing.id):
        draft.state(claim, subject, "dcterms:subject", draft.iri(thing))
    else:
        language = draft.language(claim) if thing.language in {"", "und"} else thing.language
        draft.state(claim, subject, "schema:keywords", text(thing.name or thing.id.rpartition("/")[2], language))


def in_scheme(draft: Draft, ident: str) -> bool:
    """Whether an id is that of a theme of the code list."""
    name = ident.removeprefix("voc:")
    return name.startswith("theme/") and (draft.concepts is None or name in draft.concepts)


def awards(draft: Draft, claims: Sequence[Claim]) -> None:
    """hasLabel, labelIssuedBy → rg:LabelAward, known by the date of the first page that says so."""
    held = [c for c in claims if c.predicate == "hasLabel"]
    pages, known = published(draft), dict[str, dict[str, list[Claim]]]()
    for claim in held:
        node = _award(draft, claim, code_of(claim))
        draft.state(claim, node, "rg:designated", draft.iri(claim.subject))
        draft.state(claim, node, "rg:labelLevel", concept("label-level", code_of(claim)))
        if claim.evidence.document in pages:
            day, dated = pages[claim.evidence.document]
            known.setdefault(node, {}).setdefault(day, []).extend(filter(None, (claim, dated)))
    for node, by_day in known.items():
        for claim in by_day[min(by_day)]:
            draft.state(claim, node, "rg:latest", Value(min(by_day), "date"), kind="computed")
    for claim in claims:
        if claim.predicate != "labelIssuedBy" or claim.object is None:
            continue
        same = [c for c in held if c.subject.id == claim.subject.id]
        near = [c for c in same if c.evidence.document == claim.evidence.document] or same
        levels = {claim.qualifier("level") or ""} - {""} or {code_of(c) for c in near}
        if not levels:
            draft.findings.append(left_out(claim, "no page gives the label that was issued"))
        for level in sorted(levels):
            draft.state(claim, _award(draft, claim, level), "schema:issuedBy", draft.iri(claim.object))


def _award(draft: Draft, claim: Claim, level: str) -> str:
    return draft.node(claim, "award", f"{local(claim.subject.id)}-{slug(level)}", claim.subject.id, slug(level))


def participants(draft: Draft, claim: Claim) -> None:
    """participants → rg:attendance of a quantity, unless the event is still planned."""
    sheet = draft.sheets.get(claim.evidence.document, {})
    status = (draft.iri(claim.subject), expand("rg:realisationStatus"), concept("realisation", "planned"))
    if status in sheet:
        draft.findings.append(left_out(claim, "the page only plans the event", severity="info"))
        return
    unit = text(claim.qualifier("unit") or "participants", claim.qualifier("unit_language") or "en")
    _quantity(draft, claim, "rg:attendance", "participants", unit)


def quantity(draft: Draft, claim: Claim) -> None:
    """quantity → rg:reportedQuantity with its unit in words."""
    words = claim.qualifier("unit") or ""
    unit = text(words, claim.qualifier("unit_language") or draft.language(claim)) if words else None
    _quantity(draft, claim, "rg:reportedQuantity", words or "number", unit)


def _quantity(draft: Draft, claim: Claim, predicate: str, name: str, unit: Value | None) -> None:
    how = slug(claim.qualifier("approximation") or "exactly")
    number = None if how == "several" else number_of(claim)
    shown = "" if number is None else decimal(number).lexical
    ident = claim.subject.id
    node = draft.node(claim, "quantity", f"{local(ident)}-{slug(name)}", ident, slug(name), how, shown)
    draft.state(claim, draft.iri(claim.subject), predicate, node)
    draft.state(claim, node, "rg:approximation", concept("approximation", how))
    if unit is not None:
        draft.state(claim, node, "schema:unitText", unit)
    if number is None:
        draft.state(claim, node, "schema:minValue", decimal(Decimal(2)))
        return
    draft.state(claim, node, "schema:value", decimal(number))
    if how == "more-than":
        exponent = number.as_tuple().exponent
        step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
        draft.state(claim, node, "schema:minValue", decimal(number + step))
    elif how == "top-share":
        draft.state(claim, node, "schema:maxValue", decimal(number))


def sections(draft: Draft, claims: Sequence[Claim]) -> None:
    """section → rg:PracticeSection, in the order of the page."""
    count: dict[tuple[str, str], int] = {}
    for claim in claims:
        practice, kind = claim.subject.id, slug(claim.qualifier("type") or "description")
        place = (claim.evidence.document, practice)
        count[place] = count.get(place, 0) + 1
        number = int(_position(claim) or count[place])
        body = claim.value or Value("")
        name = f"{local(practice)}-{kind}-{number}"
        node = draft.node(claim, "section", name, practice, kind, str(number), body.lexical)
        words = Value(body.lexical.strip(), language=body.language or draft.language(claim))
        draft.state(claim, draft.iri(practice), "rg:hasSection", node)
        draft.state(claim, node, "dcterms:type", concept("section-type", kind))
        draft.state(claim, node, "schema:position", integer(number))
        draft.state(claim, node, "schema:text", words)


def direct(draft: Draft, claim: Claim) -> None:
    """A CURIE as predicate → that triple."""
    target = draft.iri(claim.object) if claim.object is not None else claim.value
    draft.state(claim, draft.iri(claim.subject), claim.predicate, target or Value(""))


def _words(draft: Draft, claim: Claim) -> Value:
    value = claim.value or Value("")
    return text(value.lexical, value.language or draft.language(claim))


PATTERNS: dict[str, Handler] = {
    "mention": labels,
    "skos:prefLabel": labels,
    "skos:altLabel": labels,
    "partnerIn": memberships,
    "leads": memberships,
    "partOfProgramme": link(lambda _: "rg:underProgramme"),
    "fundedBy": money,
    "memberOfInitiative": link(lambda _: "rg:underInitiative"),
    "locatedIn": link(lambda c: "dcterms:isPartOf" if c.subject.id.startswith("territory/") else "dcterms:spatial"),
    "heldIn": link(lambda _: "schema:location"),
    "partOfProject": link(lambda c: "rg:eventOf" if c.subject.id.startswith("event/") else "rg:identifiedIn"),
    "presentedAt": presented,
    "ledTo": lineage,
    "hasTheme": each(theme),
    "hasLabel": awards,
    "labelIssuedBy": awards,
    "totalBudget": money,
    "fundAmount": money,
    "fundingRate": money,
    "startDate": dates,
    "endDate": dates,
    "date": dates,
    "rg:edtf": dates,
    "publishedOn": issued,
    "status": statuses,
    "participants": each(participants),
    "quantity": each(quantity),
    "eventNumber": each(lambda d, c: d.state(c, d.iri(c.subject), "cv:eventNumber", integer(number_of(c)))),
    "section": sections,
    "aim": each(lambda d, c: d.state(c, d.iri(c.subject), "org:purpose", _words(d, c))),
    "classification": coded("org:classification", "actor-type"),
}
"""Predicate of a claim to the handler of its row; any other CURIE goes to :func:`direct`."""

HANDLERS: tuple[Handler, ...] = (*dict.fromkeys(PATTERNS.values()), each(direct))
"""Every handler once, in the order of the table."""


def handler_of(predicate: str) -> Handler:
    """The handler of a predicate; for a CURIE without a row of its own the last of :data:`HANDLERS`."""
    return PATTERNS.get(predicate, HANDLERS[-1])
