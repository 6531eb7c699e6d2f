"""Room 3: the things of all pages fall together or stay apart; every thing gets the id under which it is published.

Known things take their authority record's id. The others are grouped over all pages: the same name (punctuation,
case and order of words aside) under the same kind is one thing; names that merely resemble each other stay apart,
with a reason, for an editor to decide. Slugs follow the contract: acronym, English name, alphabetically first name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from regiograph.authority import Authority
from regiograph.model import Claim, EntityType, Thing
from regiograph.terms import ENTITY_PATHS, digest, slug, slug_or_hash, squeezed

_KEPT = frozenset({"Document", "Theme", "Other"})
_LOOSE = ({"Project", "GoodPractice", "Initiative", "Partnership", "Network"}, {"Organisation", "Cluster", "Network"})
_THING_QUALIFIERS = frozenset({"fund"})
_MIN_COMMON = 6
SLUG_LENGTH = 44
"""Longest slug made from a name; longer names end at the last whole word."""


@dataclass(slots=True)
class _Group:
    """One thing over all pages: names with language and form, votes for its type, its local ids."""

    types: Counter[EntityType] = field(default_factory=Counter)
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    code: str | None = None

    @property
    def type(self) -> EntityType:
        return min(self.types, key=lambda t: (-self.types[t], t))

    def best(self) -> tuple[str, str]:
        """The (name, language) to show: the commonest, English first among equals."""
        return min(self.names, key=lambda n: (-self.names[n], n[1] != "en", n))

    def slug(self) -> str:
        """Acronym, else the English name, else the alphabetically first name."""
        own = [a for a in self.acronyms if slug(a)]
        if own:
            return slug(min(own, key=lambda a: (-self.acronyms[a], a)))
        english = sorted(n for n, language in self.names if language == "en")
        whole = slug_or_hash(english[0] if english else min(n for n, _ in self.names))
        return (
            whole if len(whole) <= SLUG_LENGTH else whole[: SLUG_LENGTH + 1].rpartition("-")[0] or whole[:SLUG_LENGTH]
        )


def link(
    claims: Iterable[Claim], authority: Authority, published: Mapping[tuple[str, str], str] | None = None,
    decided: Container[str] = frozenset(),
) -> Iterator[Claim]:  # fmt: skip
    """Claims with published ids in place of local ones; a thing that was left open carries the reason.

    ``published`` maps (path type, squeezed name) to the id an earlier release gave: a published slug never changes.
    ``decided`` are the ids that decisions merge or rename: those are given as before, for each build decides anew.
    """
    rows = list(claims)
    groups, home = _grouped(rows)
    ids = _ids(groups, published or {}, decided)
    reasons = _reasons(groups, ids)
    for claim in rows:
        yield _linked(claim, groups, home, ids, reasons, authority)


def _grouped(rows: list[Claim]) -> tuple[dict[str, _Group], dict[tuple[str, str], str]]:
    """Groups by key, and (document, local id) → key of the group."""
    local: dict[tuple[str, str], _Group] = {}
    for claim in rows:
        for thing in (claim.subject, claim.object):
            if thing is None or thing.type in _KEPT or thing.authority:
                continue
            group = local.setdefault((claim.evidence.document, thing.id), _Group())
            group.types[thing.type] += 1
            group.names[(thing.name, thing.language)] += 1
        _count_forms(claim, local)
    groups: dict[str, _Group] = {}
    home: dict[tuple[str, str], str] = {}
    by_name: dict[str, list[str]] = {}
    for place in sorted(local):
        group = local[place]
        keys = {squeezed(n) for n, _ in group.names} | {squeezed(a) for a in group.acronyms}
        found = next((k for name in sorted(keys) for k in by_name.get(name, ()) if _compatible(groups[k], group)), None)
        if found is None:
            found = f"{group.type}:{min(keys)}"
            groups[found] = _Group()
        _absorb(groups[found], group)
        home[place] = found
        for name in keys:
            if found not in by_name.setdefault(name, []):
                by_name[name].append(found)
    return groups, home


def _count_forms(claim: Claim, local: dict[tuple[str, str], _Group]) -> None:
    group = local.get((claim.evidence.document, claim.subject.id))
    if group is None or claim.predicate != "mention" or claim.value is None:
        return
    form = claim.qualifier("form")
    if form == "acronym":
        group.acronyms[claim.value.lexical] += 1
    elif form in {"name", "alias"}:
        group.names[(claim.value.lexical, claim.value.language or "mul")] += 1


def _compatible(a: _Group, b: _Group) -> bool:
    return a.type == b.type or any(a.type in loose and b.type in loose for loose in _LOOSE)


def _absorb(group: _Group, other: _Group) -> None:
    group.types.update(other.types)
    group.names.update(other.names)
    group.acronyms.update(other.acronyms)
    group.code = group.code or other.code


def _ids(
    groups: Mapping[str, _Group], published: Mapping[tuple[str, str], str], decided: Container[str]
) -> dict[str, str]:
    """Group key → published id. A collision takes six hex digits of the group's key, never a counter."""
    ids: dict[str, str] = {}
    wanted: dict[str, list[str]] = {}
    for key in sorted(groups):
        group = groups[key]
        path = ENTITY_PATHS[group.type]
        names = [squeezed(n) for n, _ in sorted(group.names)] + [squeezed(a) for a in sorted(group.acronyms)]
        own = f"{path}/{group.slug()}"
        before = None if own in decided else next((published[(path, n)] for n in names if (path, n) in published), None)
        if before:
            ids[key] = before
        else:
            wanted.setdefault(own, []).append(key)
    for ident, keys in sorted(wanted.items()):
        keys.sort(key=lambda k: (-sum(groups[k].types.values()), k))
        for position, key in enumerate(keys):
            taken = position > 0 or ident in ids.values()
            ids[key] = f"{ident}-{digest(key, length=6)}" if taken else ident
    return ids


def _reasons(groups: Mapping[str, _Group], ids: Mapping[str, str]) -> dict[str, str]:
    """Why a thing stays open: its name resembles another's without being the same."""
    reasons: dict[str, str] = {}
    by_word: dict[tuple[str, str], list[str]] = {}
    for key in sorted(groups):
        group = groups[key]
        name = group.best()[0].casefold()
        words = re.findall(r"[^\W_]{3,}", name)
        if len(words) >= 2 and len(name) >= _MIN_COMMON:
            by_word.setdefault((group.type, " ".join(sorted(w[:5] for w in words))), []).append(key)
    for keys in by_word.values():
        for key in keys[1:]:
            reasons[key] = f"may be the same as {ids[keys[0]]}"
    return reasons


def _linked(
    claim: Claim, groups: Mapping[str, _Group], home: Mapping[tuple[str, str], str], ids: Mapping[str, str],
    reasons: Mapping[str, str], authority: Authority,
) -> Claim:  # fmt: skip
    document = claim.evidence.document

    def published_thing(thing: Thing) -> Thing:
        if thing.authority and thing.authority in authority.records:
            record = authority.records[thing.authority]
            return replace(thing, id=record.id, code=record.code)
        key = home.get((document, thing.id))
        if key is None:
            return thing
        group = groups[key]
        name, language = group.best()
        open_reason = reasons.get(key) or ("not in the authority data" if group.type in {"Region", "Place"} else None)
        return replace(thing, id=ids[key], type=group.type, name=name, language=language, reason=open_reason)

    changed = tuple(
        (k, _qualifier(v, document, home, ids) if k in _THING_QUALIFIERS else v) for k, v in claim.qualifiers
    )  # fmt: skip
    return claim.with_(
        subject=published_thing(claim.subject),
        object=published_thing(claim.object) if claim.object else None,
        qualifiers=changed,
    )


def _qualifier(value: str, document: str, home: Mapping[tuple[str, str], str], ids: Mapping[str, str]) -> str:
    key = home.get((document, value))
    return ids[key] if key else value
