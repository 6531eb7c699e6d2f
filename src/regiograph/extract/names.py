"""Names that no list knows: projects, clusters, networks, organisations, strategies, practices, found by grammar.

The steps, in order: known names (gazetteer), quoted names, runs of capitalised words, the Finnish-style "name -head",
acronyms in brackets, lists that share a head noun, and last the other places where a name found once stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from regiograph.authority import Record
from regiograph.extract.gazetteer import Gazetteer, Match, Token
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, gap, key_of
from regiograph.model import EntityType

_QUOTES = re.compile(
    r"[\"“„«»”]\s?(?P<a>[^\"“”„«»\n]{2,160}?)\s?[\"”“»«]|(?<!\w)['‘‚](?P<b>[^'’‘\n]{3,120}?)[’'](?!\w)|(?<!\w)'(?P<c>[^'\"\n]{6,120}?)\""
)
_ACRONYM = re.compile(r"[ \u00a0]?\((?P<q>[\"“„]?)(?P<acronym>[A-Z][\w&-]{1,11})(?:[,;][^()]{0,40})?[\"”]?\)")
_LONG_FORM = re.compile(r"[ \u00a0]?\((?P<long>[A-ZÀ-ÞŁ][^()]{6,120})\)")
_COUNTRY_CODE = re.compile(r"(?<=[(\s/,])(?P<code>[A-Z]{2})(?=[)/,])")
_COORDINATION = re.compile(r"\s?[,;/]\s?|\s?[,]?\s(?:&|[^\W\d_]{1,4})\s", re.IGNORECASE)
_CAMEL = re.compile(r"^(?=.*[A-ZÀ-Þ])(?=.*(?:\d|[a-zà-ÿ][A-ZÀ-Þ]))[\w&-]{3,}$")

HEAD_TYPES: dict[str, EntityType] = {
    "project": "Project", "cluster": "Cluster", "programme": "Programme", "fund": "Fund", "partnership": "Partnership",
    "network": "Network", "initiative": "Initiative", "strategy": "Strategy", "organisation": "Organisation",
    "practice": "GoodPractice", "case": "CaseStudy", "region": "Region", "city": "Place", "place": "Place",
}  # fmt: skip
LINKING = frozenset("ja sekä and und et y e i oraz och og en és ir un și in a és και и agus u ou or oder lub".split())
_INSIDE = (
    "organisation",
    "cluster",
    "network",
    "partnership",
    "strategy",
    "initiative",
    "programme",
    "project",
    "place",
    "fund",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that belong together, by token positions (last exclusive) and offsets."""

    first: int
    last: int
    start: int
    end: int
    quoted: bool = False


def find_names(page: Page, gazetteer: Gazetteer) -> None:
    """Fills the page with the mentions of everything that has a name."""
    matches = gazetteer.find(page.text, page.tokens)
    quoted = quotes(page)
    runs = list(capital_runs(page))
    _known_phrases(page, matches)
    _dash_heads(page)
    _typed_runs(page, runs, matches, quoted)
    _territories(page, matches)
    _codes(page, gazetteer)
    _acronyms(page)
    _coordinated(page, runs)
    _repeat(page, runs, quoted)


def quotes(page: Page) -> list[Run]:
    """Quoted stretches that look like names: the first word capitalised, not a whole spoken sentence."""
    found = []
    for m in _QUOTES.finditer(page.text):
        group = next(g for g in ("a", "b", "c") if m[g])
        start, end = m.start(group), m.end(group)
        inner = page.text[start:end]
        if inner[:1].isupper() and not inner.rstrip().endswith((".", ",", "!", "?")) and inner.count(",") < 3:
            first = next((i for i, t in enumerate(page.tokens) if t.start >= start), 0)
            last = first + sum(1 for t in page.tokens[first : first + 40] if t.end <= end)
            if last > first:
                found.append(Run(first, last, start, end, quoted=True))
    return found


def capital_runs(page: Page) -> Iterator[Run]:
    """Runs of capitalised words, connectors inside allowed, cut at punctuation and block borders."""
    tokens, text, pack = page.tokens, page.text, page.pack
    i = 0
    while i < len(tokens):
        if not _capital(tokens[i]):
            i += 1
            continue
        j, last = i + 1, i + 1
        while j < len(tokens):
            between = text[tokens[j - 1].end : tokens[j].start]
            if _capital(tokens[j]) and re.fullmatch(
                r"[ \u00a0]|[-–’'/.]|[ \u00a0]?&[ \u00a0]?|['’]s?[ \u00a0]|[-–][ \u00a0]?", between
            ):
                j += 1
                last = j
            elif tokens[j].folded == "s" and between in {"'", "’"}:
                j += 1
            elif j - last < 2 and between in {" ", "\u00a0"} and _connects(page, tokens, i, j, pack.connectors):
                j += 1
            else:
                break
        start, end = tokens[i].start, tokens[last - 1].end
        yield Run(i, last, start, end)
        i = last


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or bool(_CAMEL.match(token.text)) or (token.text.isdigit() and len(token.text) <= 4)


def _connects(page: Page, tokens: list[Token], first: int, j: int, connectors: frozenset[str]) -> bool:
    """A lower-case word inside a name: a connector, and a linking word only within an "X of Y and Z" name."""
    word = tokens[j].folded
    if word in LINKING and word not in {"e", "en", "i", "in", "a"}:
        inside = any(tokens[k].folded in connectors and not tokens[k].text[0].isupper() for k in range(first, j))
        return inside and word in connectors
    return word in connectors and not tokens[j].text[0].isupper()


def _known_phrases(page: Page, matches: list[Match]) -> None:
    """Programmes, funds, initiatives and institutions of the authority data."""
    for match in matches:
        record = next((r for r in match.records if r.type not in TERRITORIES), None)
        if record is None or any(r.type in TERRITORIES for r in match.records):
            continue
        if _part_of_longer_name(page, match, record):
            continue
        page.add(_known(page, match, record, "gazetteer", 0.97 if not match.inflected else 0.93))


def _part_of_longer_name(page: Page, match: Match, record: Record) -> bool:
    """ "Interreg" of a sentence about something longer, or an acronym that is a piece of a code."""
    after = page.text[match.end : match.end + 1]
    return (
        record.type == "Programme"
        and after == "-"
        and page.text[match.end + 1 : match.end + 2].isalpha()
        and len(match.name) < 4
    )


def _known(page: Page, match: Match, record: Record, rule: str, confidence: float) -> Mention:
    shown = page.text[match.start : match.end]
    form = "inflected" if match.inflected else "acronym" if shown.isupper() and len(shown) <= 8 else "name"
    return Mention(match.start, match.end, record.id, record.type, match.name, rule, confidence, record, form)


def _dash_heads(page: Page) -> None:
    """ "Several lower-case words -hanke": everything from the capital (or the block's start) to the dash is the name."""
    for head in page.heads:
        kind = HEAD_TYPES.get(head.kind) or ("Event" if head.kind.startswith("event") else None)
        if kind is None or kind in TERRITORIES:
            continue
        dash = re.search(r"(?P<gap>[ \u00a0]?[-–][ \u00a0]?)$", page.text[max(0, head.start - 3) : head.start])
        joined = dash is None and kind == "Cluster" and head.start > 0
        if dash is None and not joined:
            continue
        end = head.start - len(dash["gap"]) if dash else head.start
        spaced = bool(dash) and " " in (dash["gap"] if dash else "")
        start = _name_start(page, head, end, spaced)
        if start is None:
            continue
        name = page.text[start:end].strip(" \u00a0\"'“”„»«")
        if len(name) < 3 or name.casefold() in page.pack.ambiguous:
            continue
        whole = page.text[start : head.end] if kind in {"Cluster", "Event"} else name
        base = whole if kind not in {"Cluster", "Event"} else _base_head(page, whole, head)
        page.replace(
            Mention(
                start,
                head.end if kind in {"Cluster", "Event"} else end,
                key_of(kind, base),
                kind,
                base,
                "dash-head",
                0.9,
            )
        )


def _base_head(page: Page, whole: str, head: Head) -> str:
    """The name with its head noun as it stands; inflected forms are grouped later."""
    return whole


def _name_start(page: Page, head: Head, end: int, spaced: bool) -> int | None:
    sentence = page.sentence_at(head.start)
    floor = max(
        [
            sentence.start,
            *(h.end for h in page.heads if h.end < end and h.kind == head.kind and h.start >= sentence.start),
        ]
    )
    stretch = page.text[floor:end]
    cut = max(stretch.rfind(c) for c in ',;:()"“”„»«.')
    floor += cut + 1
    words = [t for t in page.tokens if t.start >= floor and t.end <= end]
    if not words or (not spaced and len(words) > 7):
        return None
    words = words[-9:]
    capital = next((w for w in words if w.text[0].isupper()), None)
    if capital is None:
        return None
    rest = [w for w in words if w.start >= capital.start]
    # "Lapin Arktinen … -klusteri": a place in the genitive before another capitalised word is no part of the name.
    if len(rest) > 1 and rest[1].text[0].isupper() and rest[0].folded.endswith("n") and page.pack.language == "fi":
        return rest[1].start
    return capital.start


def _typed_runs(page: Page, runs: list[Run], matches: list[Match], quoted: list[Run]) -> None:
    """Runs and quotes that a head noun beside or inside them explains."""
    spans = {(m.start, m.end): m for m in matches}
    for run in sorted([*quoted, *runs], key=lambda r: (not r.quoted, r.start)):
        for part in _trimmed(page, run, spans):
            decided = _decide(page, part)
            if decided is None:
                continue
            kind, start, end, rule, confidence = decided
            taken = page.overlapping(start, end)
            if any(m.start <= start and m.end >= end for m in taken):
                continue
            name = page.text[start:end]
            form = "acronym" if name.isupper() and " " not in name else "name"
            page.replace(Mention(start, end, key_of(kind, name), kind, name, rule, confidence, None, form))


def _trimmed(page: Page, run: Run, known: dict[tuple[int, int], Match]) -> list[Run]:
    """A run without a leading article or common sentence opener, cut before and after what is known already."""
    if run.quoted:
        return [run]
    first = run.first
    tokens = page.tokens
    while first < run.last - 1 and tokens[first].folded in page.pack.articles | page.pack.locative | LINKING:
        first += 1
    if first < run.last - 1 and tokens[first].text.isdigit() and len(tokens[first].text) <= 2:
        first += 1
    parts = [Run(first, run.last, tokens[first].start, run.end)]
    for m in page.overlapping(run.start, run.end):
        parts = [p for part in parts for p in _cut(page, part, m)]
    return [p for p in parts if p.last > p.first]


def _cut(page: Page, run: Run, mention: Mention) -> list[Run]:
    if mention.start <= run.start and mention.end >= run.end:
        return []
    if mention.start > run.start and mention.end < run.end:
        return [run]  # a known name inside a longer one: the longer one decides
    inside = [
        i
        for i in range(run.first, run.last)
        if not (page.tokens[i].start < mention.end and page.tokens[i].end > mention.start)
    ]
    if not inside or mention.record is None or mention.type in {"Organisation", "Region"}:
        return [run]
    return [Run(inside[0], inside[-1] + 1, page.tokens[inside[0]].start, page.tokens[inside[-1]].end)]


def _decide(page: Page, run: Run) -> tuple[EntityType, int, int, str, float] | None:
    """The type of a run: by a head inside it, then by one just before or after it."""
    inner = page.heads_in(run.start, run.end)
    before, after = _beside(page, run)
    if not run.quoted:
        for kind in _INSIDE:
            for head in inner:
                if head.kind == kind and (typed := _inner(page, run, head)):
                    return typed
    events = [h for h in inner if h.kind.startswith("event")]
    if events and not run.quoted:
        return None  # events.py builds these
    for head, side in ((after, "after"), (before, "before")):
        if head is None:
            continue
        kind = HEAD_TYPES.get(head.kind)
        if kind in {"Region", "Place"} and not run.quoted and run.last - run.first <= 4:
            if side == "after" or not page.overlapping(run.start, run.end):
                return kind, run.start, run.end, f"head-{side}", 0.6
        elif kind and kind not in {"Region", "Place", "Organisation"} and (run.quoted or run.last - run.first <= 8):
            if kind in {"GoodPractice", "CaseStudy", "Strategy", "Fund"} and not run.quoted:
                continue
            return kind, run.start, run.end, f"head-{side}", 0.85 if run.quoted else 0.8
    return None


def _inner(page: Page, run: Run, head: Head) -> tuple[EntityType, int, int, str, float] | None:
    """A head noun as first or last word of the run; alone it is no name."""
    kind = HEAD_TYPES[head.kind]
    words = run.last - run.first
    if words < 2 or (head.start == run.start and head.end == run.end):
        return None
    capital = page.text[head.start].isupper()
    if not capital:
        return None
    if (
        kind in {"Project", "Programme", "Partnership", "Initiative", "Fund", "Place"}
        and head.end != run.end
        and head.start != run.start
    ):
        return None
    if kind == "Place" and words > 4:
        return None
    start, end = run.start, run.end
    if kind == "Project" and head.end == run.end:
        end = page.tokens[run.last - 2].end
    if kind == "Project" and head.start == run.start:
        start = page.tokens[run.first + 1].start
    if len(page.text[start:end]) < 3:
        return None
    return kind, start, end, "head-inside", 0.85


def _beside(page: Page, run: Run) -> tuple[Head | None, Head | None]:
    text = page.text
    before = after = None
    for head in page.heads_in(max(0, run.start - 60), run.start):
        between = gap(text, head.end, run.start)
        if (
            re.fullmatch(r"[ :]{0,2}[-–]? ?[\"“„«‘'»”(]{0,2} ?", between)
            and between.strip(" \"“„«‘'»”") in {"", ":", "-", "–"}
            and "\n\n" not in text[head.end : run.start]
        ):
            before = head
    for head in page.heads_in(run.end, run.end + 60):
        between = gap(text, run.end, head.start)
        if re.fullmatch(r"[\"”»’'«“]{0,2}(?:['’]s)? ?[-–]? ?", between) and "\n" not in text[run.end : head.start]:
            after = head
            break
    return before, after


def _territories(page: Page, matches: list[Match]) -> None:
    """Regions, countries and towns, each where its context agrees."""
    countries = {r.code for m in matches for r in m.records if r.type == "Country" and not _doubtful(page, m)}
    for match in matches:
        records = [r for r in match.records if r.type in TERRITORIES]
        if not records or page.overlapping(match.start, match.end):
            continue
        record, confidence = _choose(page, match, records, countries)
        if record is not None:
            page.add(_known(page, match, record, "gazetteer", confidence))


def _doubtful(page: Page, match: Match) -> bool:
    """Whether a name is also a common word here, or opens a sentence where any word has a capital."""
    shown = page.text[match.start : match.end]
    return shown.casefold() in page.pack.ambiguous or match.name.casefold() in page.pack.ambiguous


def _choose(page: Page, match: Match, records: list[Record], countries: set[str | None]) -> tuple[Record | None, float]:
    text = page.text
    before = text[max(0, match.start - 40) : match.start]
    near = _near_heads(page, match)
    listed = bool(re.search(r"[,(]\s?$|\s(?:and|und|et|y|e|i|ja|och|sekä|oraz|og|en|és)\s$", before)) or text[
        match.end : match.end + 1
    ] in {",", ")", "("}
    word = before.split()[-1].casefold() if before.split() else ""
    located = word in page.pack.locative
    opening = page.sentence_at(match.start).start == match.start
    best: tuple[float, Record] | None = None
    for record in records:
        score = {"Country": 3.0, "Region": 2.0, "Place": 1.0}[record.type]
        if record.type == "Region":
            score += {1: 0.5, 2: 0.4, 3: 0.0}.get(record.level or 0, 0.3)
            score += 2.0 if "region" in near else -1.5 if "city" in near else 0.0
            if record.level == 3 and any(r.type == "Place" and r.country == record.country for r in records):
                score -= 1.2 if "region" not in near else 0.0
        if record.type == "Place":
            score += 2.0 if "city" in near else 0.0
            score += min(record.population / 1_000_000, 0.9)
        if record.country in countries:
            score += 0.8
        if best is None or score > best[0]:
            best = (score, record)
    if best is None:
        return None, 0.0
    record = best[1]
    confidence = 0.95 if record.type != "Place" else 0.85
    if match.inflected:
        confidence -= 0.04
    supported = bool(near & {"region", "city"}) or located or (listed and not opening)
    if _doubtful(page, match) and not supported:
        return None, 0.0
    if record.type == "Place" or (record.type == "Region" and record.level == 3):
        single = " " not in match.name
        large = record.population >= 100_000 or record.type == "Region"
        if single and len(match.name) < 4 and not supported:
            return None, 0.0
        if not supported and not match.inflected and (opening or not large):
            return None, 0.0
        if _neighbour_capital(page, match) and not (near & {"region", "city"}):
            return None, 0.0
        confidence -= 0.0 if supported else 0.2
    return record, confidence


def _near_heads(page: Page, match: Match) -> set[str]:
    kinds = set()
    for head in page.heads_in(max(0, match.start - 30), match.start):
        between = gap(page.text, head.end, match.start)
        if between in {" ", ": ", " of ", " de ", " di ", " da ", " do ", " del ", " von ", " van "} or (
            between.startswith(" ") and len(between) < 6
        ):
            kinds.add(head.kind)
    for head in page.heads_in(match.end, match.end + 25):
        if gap(page.text, match.end, head.start) in {" ", "-", " -", "n "}:
            kinds.add(head.kind)
    return kinds


def _neighbour_capital(page: Page, match: Match) -> bool:
    """A capitalised word right beside a town's name: more likely a piece of some other name."""
    before = re.search(r"([^\W\d_]\w*)[ \u00a0]$", page.text[max(0, match.start - 30) : match.start])
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", page.text[match.end : match.end + 30])
    first = page.sentence_at(match.start).start
    return bool(
        (before and before[1][0].isupper() and match.start - len(before[0]) > first)
        or (after and after[1][0].isupper())
    )


def _codes(page: Page, gazetteer: Gazetteer) -> None:
    """Two-letter country codes in brackets after a name: "Kainuu (FI)"."""
    known = gazetteer.countries
    for m in _COUNTRY_CODE.finditer(page.text):
        record = known.get(m["code"])
        before = page.text[max(0, m.start() - 60) : m.start()]
        if record and "(" in before[-12:] and not page.overlapping(m.start(), m.end()):
            page.add(
                Mention(
                    m.start(),
                    m.end(),
                    record.id,
                    "Country",
                    record.label(page.pack.language),
                    "country-code",
                    0.9,
                    record,
                    "acronym",
                )
            )


def _acronyms(page: Page) -> None:
    """ "Long Name (LN)" and "LN (Long Name)": both name one thing, for the rest of the page."""
    for mention in list(page.mentions):
        if mention.type in TERRITORIES:
            continue
        m = _ACRONYM.match(page.text, mention.end)
        if (
            m
            and not page.overlapping(m.start("acronym"), m.end("acronym"))
            and _initials_fit(m["acronym"], mention.name)
        ):
            page.add(replace(mention, start=m.start("acronym"), end=m.end("acronym"), form="acronym", rule="acronym"))
        long = _LONG_FORM.match(page.text, mention.end)
        if long and mention.name.isupper() and _initials_fit(mention.name, long["long"]):
            page.replace(
                replace(mention, start=long.start("long"), end=long.end("long"), form="alias", rule="long-form")
            )


def _initials_fit(acronym: str, name: str) -> bool:
    letters = [c for c in acronym.casefold() if c.isalpha()]
    initials = [w[0].casefold() for w in re.findall(r"[^\W_]+", name)]
    position, hits = 0, 0
    for letter in letters:
        while position < len(initials) and initials[position] != letter:
            position += 1
        if position < len(initials):
            hits += 1
            position += 1
    return hits >= max(2, len(letters) // 2) or "".join(letters) in "".join(initials) or hits == len(letters)


def _coordinated(page: Page, runs: list[Run]) -> None:
    """Names in one list share the type of the one that a head noun explains ("projects A and B", "A, B and C clusters")."""
    order = [r for r in runs if r.start not in {m.start for m in page.mentions if m.type in TERRITORIES}]
    for direction in (order, order[::-1]):
        previous: Run | None = None
        for run in direction:
            if previous is not None:
                left, right = (previous, run) if direction is order else (run, previous)
                anchor = next((m for m in page.overlapping(previous.start, previous.end)), None)
                free = not page.overlapping(run.start, run.end)
                if (
                    anchor
                    and free
                    and anchor.type in {"Project", "Cluster", "Programme"}
                    and anchor.record is None
                    and run.last - run.first <= 6
                ):
                    between = page.text[left.end : right.start]
                    if (
                        _COORDINATION.fullmatch(between)
                        and "\n" not in between
                        and (between.strip() in {",", ";", "/", "&"} or between.strip(" ,").casefold() in LINKING)
                    ):
                        start = _without_opener(page, run)
                        name = page.text[start : run.end]
                        if len(name) > 2:
                            page.add(
                                Mention(
                                    start, run.end, key_of(anchor.type, name), anchor.type, name, "coordination", 0.7
                                )
                            )
            previous = run


def _without_opener(page: Page, run: Run) -> int:
    first = run.first
    while first < run.last - 1 and page.tokens[first].folded in page.pack.articles | LINKING:
        first += 1
    return page.tokens[first].start


def _repeat(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """A name that was explained once is known wherever it stands again on the page, inflected forms included."""
    known: dict[str, Mention] = {}
    for m in page.mentions:
        if m.record is None:
            known.setdefault(page.text[m.start : m.end].casefold(), m)
    suffix = re.compile(r"(?:['’:-]?[a-zà-ÿ]{1,5})?")
    for name, origin in sorted(known.items(), key=lambda kv: -len(kv[0])):
        single = re.fullmatch(r"[\w&+-]+", name) is not None
        if len(name) < 3 or (single and name in page.pack.ambiguous):
            continue
        shown = page.text[origin.start : origin.end]
        pattern = re.compile(
            rf"(?<![\w-]){re.escape(shown)}(?P<s>{suffix.pattern if single else ''})(?![\w])", re.IGNORECASE
        )
        for m in pattern.finditer(page.text):
            text = m.group()
            if not page.overlapping(m.start(), m.end()) and (text[0].isupper() or not shown[0].isupper()):
                form = "inflected" if m["s"] else origin.form
                page.add(replace(origin, start=m.start(), end=m.start() + len(shown), rule="repeat", form=form))
