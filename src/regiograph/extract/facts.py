"""Facts with a value or of one kind of thing: dates, money, labels, events, practices, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from regiograph.extract.dates import DateSpan, complete
from regiograph.extract.layout import Sentence
from regiograph.extract.numbers import Amount, find_numbers
from regiograph.extract.page import Mention, Page, gap
from regiograph.extract.practices import template_sections
from regiograph.extract.relations import Focus, claim, in_sentence
from regiograph.extract.themes import stem
from regiograph.model import Claim, Thing, Value, qualifiers

_NEAR = 60
"""How many characters before a theme the word of focus may stand."""
_DATE_LINE = re.compile(r"^[\s•*|#>-]*(?:[^\W\d_]{2,12}\.?,?\s*)?$")
_TIME = re.compile(
    r"^[\s,]*(?:(?:at|klo|um|godz\.?|à|a las|r\.|r|g\.)?\s*\d{1,2}[:.]\d{2}(?:\s?(?:h|Uhr|am|pm))?)?[\s|.]*$",
    re.IGNORECASE,
)


def literal(page: Page, subject: Mention | Thing, predicate: str, value: Value, span: tuple[int, int], rule: str, confidence: float,
            **extra: str | None) -> Claim:  # fmt: skip
    """A claim with a value, its evidence the sentence around ``span``."""
    thing = subject if isinstance(subject, Thing) else page.thing(subject)
    sure = confidence if isinstance(subject, Thing) else confidence * min(subject.confidence + 0.1, 1.0)
    return Claim(thing, predicate, page.evidence(*span), None, value, qualifiers(**extra), rule, round(sure, 3))


def document_thing(page: Page) -> Thing:
    """The page itself."""
    doc = page.document
    return Thing(f"document/{doc.id}", "Document", doc.title, doc.language)


def date_lines(page: Page) -> list[DateSpan]:
    """Dates that stand alone in their line, with a weekday, a time or a word such as "published" at most."""
    out = []
    for d in page.dates:
        if not (d.year and d.day) or d.last:
            continue
        start = page.text.rfind("\n", 0, d.start) + 1
        end = page.text.find("\n", d.end)
        before, after = page.text[start : d.start], page.text[d.end : end if end >= 0 else len(page.text)]
        label = before.strip(" \t:|•*#>-–")
        known = bool(label) and len(label) < 30 and bool(page.pack.trigger("published").search(label))
        if (_DATE_LINE.match(before) or known) and _TIME.match(after):
            out.append(d)
    return out


def page_date(page: Page) -> str | None:
    """The page's own date: its metadata's, else the first date line's."""
    if page.document.published:
        return page.document.published
    lines = date_lines(page)
    return lines[0].first if lines else None


def published(page: Page) -> Iterator[Claim]:
    """publishedOn from a date line near the top or the end of the page."""
    for d in date_lines(page)[:1]:
        yield literal(
            page, document_thing(page), "publishedOn", Value(d.first, "date"), (d.start, d.end), "date-line", 0.9
        )


def event_facts(page: Page, focus: Focus, own_date: str | None) -> Iterator[Claim]:
    """Date, place, project, status, number and participants of every event."""
    seen: set[tuple[str, str]] = set()
    for event in page.of("Event"):
        sentence = page.sentence_at(event.start)
        for fact in (*_event_dates(page, event, sentence, own_date), *_event_place(page, event, sentence)):
            if (event.key, fact.predicate) not in seen or fact.predicate == "heldIn":
                yield fact
        seen |= {(event.key, f.predicate) for f in _event_dates(page, event, sentence, own_date)}
        yield from _event_project(page, event, sentence, focus, seen)
        yield from _event_status(page, event, sentence, own_date)
        yield from _participants(page, event, sentence)
    if focus.event and not seen & {(focus.event.key, p) for p in ("date", "startDate")}:
        yield from _focus_event_date(page, focus.event, own_date)


def _near_event(page: Page, event: Mention, d: DateSpan, sentence: Sentence) -> bool:
    """The date belongs to this event and not to another one that stands nearer."""
    others = [m for m in in_sentence(page, sentence, "Event") if m.key != event.key]
    distance = min(abs(d.start - event.end), abs(event.start - d.end))
    return all(distance <= min(abs(d.start - m.end), abs(m.start - d.end)) for m in others)


def _event_dates(page: Page, event: Mention, sentence: Sentence, own_date: str | None) -> Iterator[Claim]:
    lines = {(d.start, d.end) for d in date_lines(page)}
    for d in page.dates:
        if (
            not sentence.start <= d.start < sentence.end
            or (d.start, d.end) in lines
            or not _near_event(page, event, d, sentence)
        ):
            continue
        full = complete(d, own_date)
        if full is None or (
            len(full.first) == 4 and not full.vague and not re.search(r"\w", page.text[event.end : d.start][:1] or " ")
        ):
            if full is None or len(full.first) == 4 and d.last:
                continue
        yield from _dated(page, event, full, (d.start, d.end), "event-date", 0.85 if d.year else 0.75)
        return


def _dated(
    page: Page, subject: Mention, d: DateSpan, span: tuple[int, int], rule: str, confidence: float
) -> Iterator[Claim]:
    if d.last:
        yield literal(page, subject, "startDate", Value(d.first, "edtf"), span, rule, confidence)
        yield literal(page, subject, "endDate", Value(d.last, "edtf"), span, rule, confidence)
    else:
        yield literal(page, subject, "date", Value(d.edtf(), "edtf"), span, rule, confidence)


def _focus_event_date(page: Page, event: Mention, own_date: str | None) -> Iterator[Claim]:
    """The page's event without a date of its own: the first whole date of the first sentences that say it was held."""
    lines = {(d.start, d.end) for d in date_lines(page)}
    limit = page.sentences[min(len(page.sentences) - 1, 7)].end if page.sentences else 0
    for d in page.dates:
        full = complete(d, own_date)
        if full is None or not full.day or (d.start, d.end) in lines or d.start > limit:
            continue
        sentence = page.sentence_at(d.start)
        if in_sentence(page, sentence, "Event") and all(
            m.key != event.key for m in in_sentence(page, sentence, "Event")
        ):
            continue
        yield from _dated(page, event, full, (d.start, d.end), "event-date-page", 0.65)
        return


def _event_place(page: Page, event: Mention, sentence: Sentence) -> Iterator[Claim]:
    """The most specific place in the event's sentence: inside its name, else behind it."""
    places = [m for m in in_sentence(page, sentence, "Place", "Region", "Country") if m.form != "acronym"]
    inside = [m for m in places if m.start >= event.start and m.end <= event.end]
    behind = [m for m in places if m.start >= event.end and _near_mention(page, event, m, sentence)]
    chosen = inside or [m for m in behind if _led_to_place(page, event, m)]
    if not chosen:
        return
    specific = [m for m in chosen if m.type == "Place"] or [m for m in chosen if m.type == "Region"] or chosen
    yield claim(page, event, "heldIn", specific[0], "event-place", 0.85)


def _near_mention(page: Page, event: Mention, place: Mention, sentence: Sentence) -> bool:
    others = [
        m for m in in_sentence(page, sentence, "Event") if m.key != event.key and event.end <= m.start < place.start
    ]
    return not others


def _led_to_place(page: Page, event: Mention, place: Mention) -> bool:
    """A word or a case ending that leads to a place stands right before it (or inflects it)."""
    before = page.text[max(0, place.start - 40) : place.start].split()
    words = [w.casefold().strip("(,") for w in before[-3:]]
    led = any(w in page.pack.locative for w in words) or (before and before[-1].endswith("("))
    block = page.blocks[page.sentence_at(event.start).block]
    if block.kind in {"item", "row"} and before and before[-1].endswith((",", "|", ":")):
        return True  # "Kick-off: 19 September, Karlstad"
    held = page.pack.trigger("held").search(page.text, event.end, place.start)
    return bool(led or held or (place.form == "inflected" and page.pack.language in {"fi", "et", "hu", "lt", "lv"}))


def _event_project(
    page: Page, event: Mention, sentence: Sentence, focus: Focus, seen: set[tuple[str, str]]
) -> Iterator[Claim]:
    if (event.key, "partOfProject") in seen:
        return
    projects = [m for m in in_sentence(page, sentence, "Project")]
    inside = [m for m in projects if event.start <= m.start < event.end]
    near = inside or [m for m in projects if abs(m.start - event.end) < 120 or abs(event.start - m.end) < 60]
    if near:
        seen.add((event.key, "partOfProject"))
        yield claim(page, event, "partOfProject", near[0], "event-project", 0.9 if inside else 0.8)
    elif focus.project and event.key not in {
        m.key for m in page.of("Event") if in_sentence(page, page.sentence_at(m.start), "Project")
    }:
        seen.add((event.key, "partOfProject"))
        yield claim(page, event, "partOfProject", focus.project, "event-focus-project", 0.6)


def _event_status(page: Page, event: Mention, sentence: Sentence, own_date: str | None) -> Iterator[Claim]:
    planned = page.pack.trigger("planned").search(page.text, sentence.start, sentence.end)
    dated = any(sentence.start <= d.start < sentence.end for d in page.dates)
    if planned:
        yield literal(page, event, "status", Value("planned"), (event.start, event.end), "event-planned", 0.8)
    elif dated:
        yield literal(page, event, "status", Value("done"), (event.start, event.end), "event-done", 0.75)


def _participants(page: Page, event: Mention, sentence: Sentence) -> Iterator[Claim]:
    if not page.pack.trigger("attended").search(page.text, sentence.start, sentence.end):
        return
    units = list(page.pack.trigger("participants").finditer(page.text, sentence.start, sentence.end))
    spans = [
        *((a.start, a.end) for a in page.money),
        *((p.start, p.end) for p in page.percentages),
        *((d.start, d.end) for d in page.dates),
    ]
    for n in find_numbers(page.text, page.pack, sentence.start, sentence.end):
        if any(s <= n.start < e for s, e in spans) or n.value != int(n.value):
            continue
        unit = next((u for u in units if 0 <= u.start() - n.end <= 25), None)
        if unit and len(gap(page.text, n.end, unit.start()).split()) <= 2:
            yield literal(page, event, "participants", Value(str(int(n.value)), "integer"), (n.start, unit.end()), "participants", 0.8,
                          approximation=n.approximation)  # fmt: skip
            return


def money(page: Page, focus: Focus) -> Iterator[Claim]:
    """The whole budget and the rate of a project or programme, and a named fund's part of it."""
    for sentence in page.sentences:
        sums = [a for a in page.money if sentence.start <= a.start < sentence.end]
        subject = _budget_subject(page, focus, sentence)
        if subject is None:
            continue
        yield from _totals(page, sentence, sums, subject)
        yield from _fund_amounts(page, sentence, sums, subject)
        yield from _rates(page, sentence, subject, sums)


def _budget_subject(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    own = in_sentence(page, sentence, "Project")
    if own:
        return own[0]
    programme = in_sentence(page, sentence, "Programme")
    near = focus.project_at(sentence)
    if near and (page.blocks[sentence.block].start <= near.start < sentence.start or not _programme_page(page, focus)):
        return near
    return focus.programme or (programme[0] if programme else None)


def _programme_page(page: Page, focus: Focus) -> bool:
    """A programme stands in the title, and the page's project does not."""
    title = page.blocks[0].end if page.blocks else 0
    return bool(
        focus.programme and focus.programme.start <= title and not (focus.project and focus.project.start <= title)
    )


def _totals(page: Page, sentence: Sentence, sums: list[Amount], subject: Mention) -> Iterator[Claim]:
    previous = sentence.start
    block = page.blocks[sentence.block]
    for amount in sums:
        before = page.text[previous : amount.start]
        if amount is sums[0] and block.kind in {"row", "item", "para"} and sentence.start == block.start:
            before = _heading_before(page, sentence.block) + before
        total = list(page.pack.trigger("total").finditer(before))
        after = page.text[amount.end : min(sentence.end, amount.end + 40)]
        share = list(page.pack.trigger("share").finditer(before))
        whole = total and (not share or (share[-1].start() < total[-1].end() and len(total[-1].group()) > 5))
        of_fund = any(
            m.type == "Fund" and m.start - amount.end < 12 and "," not in page.text[amount.end : m.start]
            for m in page.within(amount.end, min(sentence.end, amount.end + 20))
        )
        previous = amount.end
        if whole and not of_fund:
            yield literal(page, subject, "totalBudget", Value(_plain(amount.value), "decimal"), (amount.start, amount.end), "total", 0.85,
                          currency=amount.currency, approximation=amount.approximation)  # fmt: skip
        elif not total:
            later = page.pack.trigger("total").match(after.lstrip(" ,–-"))
            if later and len(later.group()) > 5 and not share:
                yield literal(page, subject, "totalBudget", Value(_plain(amount.value), "decimal"), (amount.start, amount.end), "total-after",
                              0.7, currency=amount.currency, approximation=amount.approximation)  # fmt: skip


def _fund_amounts(page: Page, sentence: Sentence, sums: list[Amount], subject: Mention) -> Iterator[Claim]:
    """A sum right beside a fund's name: "ERDF: €1,920,000", "€379 million ERDF"."""
    for amount in sums:
        for fund in in_sentence(page, sentence, "Fund"):
            between = (
                page.text[fund.end : amount.start] if fund.end <= amount.start else page.text[amount.end : fund.start]
            )
            if len(between) <= 12 and not re.search(r"\w{4,}|,\s", between):
                yield literal(page, subject, "fundAmount", Value(_plain(amount.value), "decimal"), (amount.start, amount.end), "fund-amount",
                              0.75, currency=amount.currency, fund=fund.key, approximation=amount.approximation)  # fmt: skip


def _heading_before(page: Page, index: int) -> str:
    """The text of the heading right above a block: "Budget" above the line with the sum."""
    if index and page.blocks[index - 1].kind == "heading":
        above = page.blocks[index - 1]
        return page.text[above.start : above.end] + " "
    return ""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _rates(page: Page, sentence: Sentence, subject: Mention, sums: list[Amount]) -> Iterator[Claim]:
    for percent in page.percentages:
        if not sentence.start <= percent.start < sentence.end or percent.value > 100:
            continue
        low, high = max(sentence.start, percent.start - 90), min(sentence.end, percent.end + 70)
        funds = any(low <= m.start <= high for m in in_sentence(page, sentence, "Fund"))
        if not funds and not page.pack.trigger("rate").search(page.text, low, high):
            continue
        money_near = (
            bool(sums)
            or page.pack.trigger("total").search(page.text, low, high)
            or in_sentence(page, sentence, "Fund", "Programme")
        )
        if not money_near:
            continue
        fund = next(iter(in_sentence(page, sentence, "Fund")), None)
        yield literal(page, subject, "fundingRate", Value(_plain(percent.value), "decimal"), (percent.start, percent.end), "rate", 0.8,
                      fund=fund.key if fund else None)  # fmt: skip


def periods(page: Page, focus: Focus) -> Iterator[Claim]:
    """Start and end of a project, of a call, of an initiative."""
    lines = {(d.start, d.end) for d in date_lines(page)}
    for sentence in page.sentences:
        for d in page.dates:
            if not sentence.start <= d.start < sentence.end or (d.start, d.end) in lines or not d.year:
                continue
            if any(m.start <= d.start < m.end for m in page.within(sentence.start, sentence.end)):
                continue
            subject, sure = _period_subject(page, focus, sentence, d)
            if subject is None:
                continue
            if len(d.first) == 4 and any(
                m.type in {"Strategy", "Programme"} for m in page.within(max(sentence.start, d.start - 60), d.start)
            ):
                continue
            before = page.text[max(sentence.start, d.start - 70) : d.start]
            if sentence.start == page.blocks[sentence.block].start and len(before) < 30:
                before = _heading_before(page, sentence.block) + before
            period = page.pack.trigger("period").search(before)
            if d.last and (period or (d.day and page.heads_in(sentence.start, sentence.end, "project"))):
                yield literal(page, subject, "startDate", Value(d.first, "edtf"), (d.start, d.end), "period", sure)
                yield literal(page, subject, "endDate", Value(d.last, "edtf"), (d.start, d.end), "period", sure)
                continue
            if d.last:
                continue
            ends = [(m.end(), "endDate") for m in page.pack.trigger("end").finditer(before)]
            starts = [(m.end(), "startDate") for m in page.pack.trigger("start").finditer(before)]
            if len(d.first) == 4:  # "by 2030", "do 2030 roku": a preposition alone ends no project
                ends = [(at, what) for at, what in ends if len(before[:at].split()[-1]) > 2]
            nearest = max(ends + starts, default=None)
            after = page.text[d.end : d.end + 25].split()[:2]
            if nearest is None and after and page.pack.trigger("end").match(after[0]):
                nearest = (len(before), "endDate")
            if nearest and len(before) - nearest[0] <= 25:
                value = d.first if not d.vague else d.edtf()
                yield literal(
                    page, subject, nearest[1], Value(value, "edtf"), (d.start, d.end), "start-or-end", sure - 0.05
                )


def _period_subject(page: Page, focus: Focus, sentence: Sentence, d: DateSpan) -> tuple[Mention | None, float]:
    events = in_sentence(page, sentence, "Event")
    if events:
        return None, 0.0
    own = in_sentence(page, sentence, "Project")
    if own:
        return own[0], 0.8
    initiative = in_sentence(page, sentence, "Initiative")
    if initiative and not page.heads_in(sentence.start, sentence.end, "project"):
        return initiative[0], 0.7
    if page.heads_in(sentence.start, sentence.end, "initiative") and focus.initiative:
        return focus.initiative, 0.6
    titled = focus.event is not None and focus.event.start < page.blocks[0].end
    near = focus.project_at(sentence)
    if near and page.heads_in(sentence.start, sentence.end, "project"):
        return near, 0.75
    period = page.pack.trigger("period").search(page.text, max(sentence.start, d.start - 60), d.start)
    if period and _programme_page(page, focus):
        return focus.programme, 0.7
    if near and not titled and period:
        return near, 0.7
    opening = page.text[sentence.start : d.start][:40]
    labelled = any(page.pack.trigger(name).match(opening) for name in ("start", "end", "period")) and ":" in opening
    if focus.project and labelled:
        return focus.project, 0.75
    above = _heading_before(page, sentence.block)
    if focus.project and above and page.pack.trigger("period").search(above):
        return focus.project, 0.7
    return None, 0.0


def _issuer(page: Page) -> Mention | None:
    """The one body that the page says gives labels, in whichever sentence."""
    found = {
        m.key: m
        for sentence in page.sentences
        if page.heads_in(sentence.start, sentence.end, "label") and page.pack.trigger("label_issuer").search(
            page.text, sentence.start, sentence.end
        )
        for m in in_sentence(page, sentence, "Organisation")
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


def labels(page: Page) -> Iterator[Claim]:
    """Gold, silver and bronze labels of clusters, with who gives them."""
    giver = _issuer(page)
    for sentence in page.sentences:
        clusters = in_sentence(page, sentence, "Cluster")
        levels = [(h, h.kind.removeprefix("label_")) for h in page.heads_in(sentence.start, sentence.end, "label_")]
        if not clusters or not levels:
            continue
        labelled = page.heads_in(sentence.start, sentence.end, "label") or page.pack.trigger("label_given").search(
            page.text, sentence.start, sentence.end
        )  # fmt: skip
        if not labelled or len({level for _, level in levels}) > 1:
            continue
        head, level = levels[0]
        issuer = next((m for m in in_sentence(page, sentence, "Organisation")), None)
        for cluster in {c.key: c for c in clusters}.values():
            yield literal(page, cluster, "hasLabel", Value(level), (head.start, head.end), "label", 0.85)
            if by := issuer or giver:
                yield claim(page, cluster, "labelIssuedBy", by, "label-issuer", 0.75 if issuer else 0.65, level=level)


def cluster_places(page: Page) -> Iterator[Claim]:
    """Where a cluster is: the region whose name (or an adjective made from it) stands in its sentences."""
    regions = page.of("Region")
    stems = {stem(page.text[m.start : m.end].casefold())[:6]: m for m in regions if m.end - m.start >= 5}
    for region in regions:
        if region.record:
            for names in (region.record.names.get(page.pack.language, ()), region.record.names.get("en", ())):
                for name in names[:1]:
                    if len(name) >= 5 and " " not in name:
                        stems.setdefault(name.casefold()[:5], region)
    done: set[str] = set()
    for cluster in page.of("Cluster"):
        if cluster.key in done:
            continue
        sentence = page.sentence_at(cluster.start)
        near = in_sentence(page, sentence, "Region")
        if near:
            done.add(cluster.key)
            yield claim(
                page, cluster, "locatedIn", min(near, key=lambda m: abs(m.start - cluster.start)), "cluster-region", 0.7
            )
            continue
        for token in page.tokens:
            if sentence.start <= token.start < sentence.end and len(token.folded) >= 6:
                named = next((r for s, r in stems.items() if len(s) >= 5 and token.folded.startswith(s[:5])), None)
                if named:
                    done.add(cluster.key)
                    yield claim(page, cluster, "locatedIn", named, "cluster-adjective", 0.6)
                    break


def practices(page: Page, focus: Focus) -> Iterator[Claim]:
    """Practices and case studies: whose project they belong to, where they come from, at which event they were shown."""
    for case in {m.key: m for m in page.of("CaseStudy")}.values():
        if focus.event:
            position = page.blocks[page.sentence_at(case.start).block].number
            yield claim(
                page, case, "presentedAt", focus.event, "case-event", 0.8, position=str(position) if position else None
            )
        if focus.project:
            yield claim(page, case, "partOfProject", focus.project, "case-project", 0.6)
    for practice in {m.key: m for m in page.of("GoodPractice")}.values():
        if practice.rule == "practice-template":
            yield from _own_practice(page, practice)
            continue
        if focus.project:
            yield claim(page, practice, "partOfProject", focus.project, "practice-project", 0.7)
        sentence = page.sentence_at(practice.start)
        near = in_sentence(page, sentence, "Region", "Country", "Place")
        before = [m for m in near if m.end <= practice.start and m.type != "Place"]
        after = [m for m in near if m.start >= practice.end and len(gap(page.text, practice.end, m.start).split()) <= 4]
        if after:
            yield claim(page, practice, "locatedIn", after[0], "practice-of", 0.75)
        elif before:
            own = [m for m in before if m.type == "Region"] or before
            yield claim(page, practice, "locatedIn", own[-1], "practice-by", 0.7)
        if focus.project:
            for owner in [m for m in in_sentence(page, sentence, "Organisation", "Region") if m.end <= practice.start]:
                yield claim(page, owner, "partnerIn", focus.project, "practice-owner", 0.6, role="partner")


def _own_practice(page: Page, practice: Mention) -> Iterator[Claim]:
    """The sections of the page's practice, the region it speaks of most, and the project that a fact line names."""
    for project in page.of("Project"):
        line = page.text.rfind("\n", 0, project.start) + 1
        label = page.text[line : project.start]
        if ":" in label and page.heads_in(line, project.start, "project"):
            yield claim(page, practice, "partOfProject", project, "practice-fact-line", 0.85)
            break
    for section in template_sections(page):
        text = page.text[section.start : section.end]
        yield literal(page, practice, "section", Value(text, "string", page.document.language), (section.start, section.end), "section",
                      0.9, type=section.kind, position=str(section.position))  # fmt: skip
    regions = page.of("Region")
    if regions:
        counts: dict[str, int] = {}
        for m in regions:
            counts[m.key] = counts.get(m.key, 0) + 1
        main = max(counts, key=lambda k: counts[k])
        yield claim(page, practice, "locatedIn", next(m for m in regions if m.key == main), "practice-region", 0.6)


def themes(page: Page, focus: Focus) -> Iterator[Claim]:
    """Themes of the page's main thing, where a sentence or list speaks of focus and themes."""
    subject = focus.partnership or focus.project or focus.practice
    listed = False
    for block in page.blocks:
        text = page.text[block.start : block.end]
        if block.kind in {"heading", "para"}:
            listed = bool(page.pack.trigger("themes_list").search(text)) and (
                text.rstrip().endswith(":") or block.kind == "heading"
            )
        found = [m for m in page.within(block.start, block.end) if m.type == "Theme"]
        for m in found:
            if subject is None:
                continue
            sentence = page.sentence_at(m.start)
            if listed and block.kind in {"item", "row"}:
                yield claim(page, subject, "hasTheme", m, "theme-list", 0.9)
                continue
            about = page.pack.trigger("focus").search(page.text, max(sentence.start, m.start - _NEAR), m.start)
            owners = [c for c in in_sentence(page, sentence, "Cluster", "Project", "Partnership") if c.end <= m.start]
            noun = page.heads_in(sentence.start, m.start, "partnership") or page.heads_in(
                sentence.start, m.start, "project"
            )
            if about and (owners or noun):
                yield claim(page, owners[-1] if owners else subject, "hasTheme", m, "theme-focus", 0.75)


def aims(page: Page, focus: Focus) -> Iterator[Claim]:
    """List items under a line that announces aims."""
    subject = focus.collaboration()
    position = 0
    listed = False
    for block in page.blocks:
        text = page.text[block.start : block.end]
        if block.kind in {"heading", "para"}:
            listed = (
                len(text) < 120
                and bool(page.pack.trigger("aims_list").search(text))
                and (text.rstrip().endswith(":") or block.kind == "heading")
            )
            position = 0
        elif listed and subject and block.kind == "item":
            position += 1
            value = Value(text.rstrip(" ;.,"), "string", page.document.language)
            yield literal(
                page, subject, "aim", value, (block.start, block.end), "aim-item", 0.85, position=str(position)
            )
