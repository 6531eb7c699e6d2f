"""Who belongs to an initiative: clusters and partnerships, named in the sentence, in its list or meant by "we"."""

from __future__ import annotations

from collections.abc import Iterator

from regiograph.extract.clusters.own import titled_cluster
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.extract.sheets.factsheet import fields
from regiograph.model import Claim

_STRONG = 6
"""Letters above which a phrase says by itself that something belongs to an initiative ("under" does not)."""
_BESIDE = 3
_TOP = 2
_OPENS = 45
_MEMBERS = frozenset({"Cluster", "Partnership"})
_WHOLES = frozenset({"Cluster", "Partnership", "Network", "Project", "Event"})


def memberships(page: Page, focus: Focus) -> Iterator[Claim]:
    """Clusters, partnerships and bodies that belong to an initiative."""
    told = list(_told(page, focus))
    yield from told
    yield from _by_page(page, focus, {c.object.id for c in told if c.object})


def _by_page(page: Page, focus: Focus, told: set[str]) -> Iterator[Claim]:
    """An initiative that nobody is said to belong to is that of the cluster or partnership that its sentence names,
    else of the one that the page is about, else of the one named last before it in its paragraph."""
    titled = titled_cluster(focus)
    if titled is None and focus.partnership and focus.partnership.start < focus.title_end:
        titled = focus.partnership
    for initiative in page.of("Initiative"):
        sentence = page.sentence_at(initiative.start)
        start = page.blocks[sentence.block].start
        if initiative.key in told or page.blocks[sentence.block].kind == "heading":
            continue
        before = [m for m in page.within(sentence.start, initiative.start) if m.type in _WHOLES]
        here = [m for m in before if m.type in _MEMBERS]
        near = [m for m in page.within(start, initiative.start) if m.type in _MEMBERS]
        last = (here or near)[-1:]
        own = titled or (last[0] if last else _only(page, sentence, initiative))
        if own and own.type == "Cluster" and any(m.key == own.key for m in here):
            continue  # what the sentence says of the two is told, or something else
        # "We belong to the partnership A and to the platform B": a partnership may stand beside it.
        beside = {own.key} if own else set()
        other = any(m.key not in beside and (m.type != "Partnership" or own is not titled) for m in before)
        hoped = page.pack.trigger("hopes").search(page.text, sentence.start, sentence.end)
        if own and not other and not hoped:
            told.add(initiative.key)
            yield claim(page, own, "memberOfInitiative", initiative, "member-page", 0.6, at=initiative)


def _only(page: Page, sentence: Sentence, initiative: Mention) -> Mention | None:
    """The one cluster or partnership named so far; else the one of the page that the sentence has the noun for:
    "the platform has taken in a new alliance"."""
    wholes = list({m.key: m for m in reversed(page.of("Cluster", "Partnership"))}.values())
    found = [m for m in wholes if m.start < initiative.start]
    if not found:
        free = [h for h in page.heads_in(sentence.start, sentence.end) if not page.overlapping(h.start, h.end)]
        found = [m for m in wholes if any(h.kind == m.type.casefold() for h in free)]
    return found[0] if len(found) == 1 else None


def _told(page: Page, focus: Focus) -> Iterator[Claim]:
    yield from _labelled(page, focus)
    yield from _headed(page)
    for sentence in page.either(page.naming("Initiative", "Network", "Partnership"), page.telling("partner_in")):
        index = page.index_of(sentence)
        wholes = in_sentence(page, sentence, "Network", "Partnership")
        networks = [m for m in wholes if m.record is None and _member_noun(page, sentence, m)]
        initiatives = [*in_sentence(page, sentence, "Initiative"), *networks]
        for initiative in initiatives:
            yield from _listed(page, index, initiative)
            yield from _belong(page, focus, sentence, initiative)
        partner = page.pack.trigger("partner_in").search(page.text, sentence.start, sentence.end)
        noun = page.heads_in(sentence.start, sentence.end, "initiative")
        target = initiatives[0] if initiatives else focus.initiative if noun else None
        if partner and target and not in_sentence(page, sentence, "Project", "Partnership"):
            for body in in_sentence(page, sentence, "Organisation"):
                if body.end <= partner.start() and len(gap(page.text, body.end, partner.start()).split()) <= _STRONG:
                    yield claim(page, body, "partnerIn", target, "partner-initiative", 0.7, role="partner")


def _labelled(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "Networks: X, Y" in the sheet of a cluster or partnership: the initiatives that it belongs to."""
    own = focus.cluster or (
        focus.partnership if not focus.project or focus.collaboration() is focus.partnership else None
    )
    for field in fields(page) if own else ():
        low, high = field.parts[0]
        nouns = {h.kind for h in page.heads_in(field.start, low)}
        if nouns & {"network", "initiative", "partnership"} or page.pack.trigger("members").search(
            page.text, field.start, low
        ):
            for m in page.within(low, high):
                if m.type == "Initiative" and own:
                    yield claim(page, own, "memberOfInitiative", m, "member-label", 0.75, at=m)


def _headed(page: Page) -> Iterator[Claim]:
    """The title announces the members of an initiative; the clusters whose names are headings are they."""
    top = page.blocks[:_TOP]
    for block in top:
        initiative = next((m for m in page.within(block.start, block.end) if m.type == "Initiative"), None)
        if initiative is None or not page.pack.trigger("members").search(page.text, block.start, block.end):
            continue
        for m in page.of("Cluster", "Partnership"):
            own = page.blocks[page.sentence_at(m.start).block]
            if own.kind == "heading" and own not in top and m.start <= own.start + 1 and m.end >= own.end - 1:
                yield claim(page, m, "memberOfInitiative", initiative, "member-heading", 0.75, at=m)


def _listed(page: Page, index: int, initiative: Mention) -> Iterator[Claim]:
    """ "Members of X: A, B and C", "four X members received …: A and B. Two other members …: C"."""
    sentence = page.sentences[index]
    if not _member_noun(page, sentence, initiative):
        return
    following = page.sentences[index + 1 : index + 2]
    stretches = [sentence] + [
        s
        for s in following
        if s.block == sentence.block
        and page.pack.trigger("members").search(page.text, s.start, s.end)
        and not in_sentence(page, s, "Initiative")
    ]
    for stretch in stretches:
        colon = page.text.find(":", stretch.start, stretch.end)
        for m in in_sentence(page, stretch, "Cluster"):
            if m.start > colon >= 0:
                yield claim(page, m, "memberOfInitiative", initiative, "member-list", 0.8, at=m)


def _member_noun(page: Page, sentence: Sentence, initiative: Mention) -> bool:
    """A word for members stands right before or behind the initiative."""
    for hit in page.pack.trigger("members").finditer(page.text, sentence.start, sentence.end):
        low, high = (initiative.end, hit.start()) if initiative.end <= hit.start() else (hit.end(), initiative.start)
        if low <= high and len(page.tokens_in(low, high)) <= _BESIDE:
            return True
    return False


def _belong(page: Page, focus: Focus, sentence: Sentence, initiative: Mention) -> Iterator[Claim]:
    hits = list(page.pack.trigger("member_of").finditer(page.text, sentence.start, sentence.end))
    if not hits:
        return
    named = [m for m in in_sentence(page, sentence, "Cluster", "Partnership", "Network") if _may_belong(focus, m)]
    before = [m for m in named if m.end <= initiative.start]
    opens = initiative.start - sentence.start <= _OPENS
    after = [m for m in named if m.start >= initiative.end] if opens and initiative.type == "Initiative" else []
    members = before or after
    if initiative.type != "Initiative":
        members = [m for m in members if m.type == "Cluster"]
    rule, sure = "member-of", 0.75
    if before and _companions(page, sentence, before[0]):
        other = _meant(page, focus, sentence, initiative) or focus.cluster
        members = [*before, other] if other and other.type == "Cluster" else before
    taken_up = page.heads_in(sentence.start, initiative.start, "cluster")  # "the cluster is part of X"
    if not members and (two := _both(page, sentence)):
        members, rule, sure = two, "member-meant", 0.7
    elif not members and (taken_up or any(len(h.group()) > _STRONG for h in hits)):
        meant = _meant(page, focus, sentence, initiative)
        members, rule, sure = [meant] if meant else [], "member-meant", 0.7
    elif (
        not members
        and focus.partnership
        and focus.partnership.start < sentence.end
        and page.heads_in(sentence.start, initiative.start, "partnership")
    ):
        members = [focus.partnership]
    for m in members:
        generic = page.pack.trigger("generic").search(page.text, max(sentence.start, m.start - 12), m.start)
        if m.key != initiative.key and not generic:
            yield claim(page, m, "memberOfInitiative", initiative, rule, sure, at=initiative)


def _both(page: Page, sentence: Sentence) -> list[Mention]:
    """ "Both belong to …": the two clusters that the page has named so far."""
    if page.pack.trigger("both").search(page.text, sentence.start, sentence.end) is None:
        return []
    named = list({m.key: m for m in page.of("Cluster") if m.start < sentence.start}.values())
    return named if len(named) == 2 else []


def _may_belong(focus: Focus, m: Mention) -> bool:
    """A cluster, a partnership, or the network that the page is about as others are about a partnership."""
    return m.type != "Network" or (focus.partnership is not None and m.key == focus.partnership.key)


def _companions(page: Page, sentence: Sentence, first: Mention) -> bool:
    """ "Together with A and B it belongs to …": the names before are not all that belong."""
    return any(
        len(page.tokens_in(hit.end(), first.start)) <= _BESIDE
        for hit in page.pack.trigger("with").finditer(page.text, sentence.start, first.start)
    )


def _meant(page: Page, focus: Focus, sentence: Sentence, initiative: Mention) -> Mention | None:
    """What "it", "we" or "the partnership" means: the one named last in the block, else what the page is about."""
    own = focus.partnership
    if own and own.start < sentence.start and page.heads_in(sentence.start, initiative.start, "partnership"):
        return own
    if any(m.type in {"Project", "Organisation", "Event"} for m in page.within(sentence.start, initiative.start)):
        return None
    block = page.blocks[sentence.block]
    last = [m for m in page.within(block.start, sentence.start) if m.type in {"Cluster", "Partnership", "Project"}]
    partnerships = [m for m in last if m.type == "Partnership"]
    if partnerships and last[-1].type != "Project":
        return partnerships[-1]
    if last:
        return last[-1] if last[-1].type == "Cluster" and len({m.key for m in last}) == 1 else None
    other = focus.partnership is not None and focus.partnership.start < sentence.start
    return None if other else focus.cluster
