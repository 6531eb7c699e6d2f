"""Names that no list knows: projects, clusters, networks, organisations, strategies, found by a head noun beside them.

Three shapes: "several lower-case words -head", quoted names, and runs of capitalised words with the head noun inside
them, just before or just after.
"""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.gazetteer import Match, Token
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, gap, key_of, known_mention
from regiograph.extract.runs import (
    ENGLISH,
    LINKING,
    Run,
    apart,
    distinctive,
    is_code,
)
from regiograph.model import EntityType

_NEAR_RUN = 60
"""Characters around a run in which a head noun may explain it."""
_ASIDE = 24
"""Characters before a name in which the noun for a label stands."""
_ARTICLE = 3
"""Letters of the longest word that may be an article."""
_OPENING = " \"“„«‘'»”"
_MARKS = 4
_SPACED = 2
_LEADING = 4
"""Marks, and words, that may stand between a head noun and the name it introduces."""
_YEAR = 4
_ARTICLE_WORDS = frozenset({"l", "il", "mill", "tal", "fil", "bil", "mal", "għall"})
_TITLE = re.compile(r" [^\W\d_]{4,} ")
_JOINED = re.compile(r"\+?[\"”»’'«“]{0,2}(?:['’]s)? ?[-–]? ?")
_DASH = re.compile(r"(?<=[\w\"”’'»)])(?:[ \u00a0]?[-–]|-[ \u00a0])$")
_CRUMBS = re.compile(r"[ \u00a0](?:[>»›|]|/)[ \u00a0]")
_MINISTRY = re.compile(r"m[ií]n[ií]st", re.IGNORECASE)
_PORTFOLIOS = re.compile(
    r"(?:,[ \u00a0][^\W\d_a-zà-ÿ][\w-]+(?:[ \u00a0][^\W\d_a-zà-ÿ][\w-]+)?){1,5},?[ \u00a0]"
    r"(?P<and>[^\W\d_]{1,4})[ \u00a0]"
    r"[^\W\d_a-zà-ÿ][\w-]+"
)
"""What a ministry is for, behind the first of it: ", Innovation and Energy"."""
HEAD_TYPES: dict[str, EntityType] = {
    "project": "Project", "cluster": "Cluster", "compound_cluster": "Cluster", "programme": "Programme", "fund": "Fund",
    "partnership": "Partnership", "network": "Network", "initiative": "Initiative", "strategy": "Strategy",
    "organisation": "Organisation", "practice": "GoodPractice", "case": "CaseStudy", "region": "Region",
    "city": "Place", "place": "Place",
}  # fmt: skip
_INSIDE = ("organisation", "compound_cluster", "cluster", "network", "partnership", "strategy", "initiative",
           "programme", "project", "place", "fund", "region")  # fmt: skip
_OWN_NOUN: frozenset[EntityType] = frozenset({"Cluster", "Network"})
_QUOTED_WORDS = 6
_COLLECTIVE = frozenset({"network", "partnership", "initiative"})
_INTRODUCED = frozenset({"Project", "Programme", "Cluster", "Network", "Partnership", "Initiative"})
_WITH_HEAD = frozenset({"Partnership", "Network", "Cluster", "Event"})
"""Types whose name keeps its head noun ("Packaging Cluster"); a project's or programme's name does not."""


def find_known(page: Page, matches: list[Match]) -> None:
    """Programmes, funds, initiatives and institutions of the authority data."""
    for match in matches:
        record = next((r for r in match.records if r.type not in TERRITORIES), None)
        if record is not None and not any(r.type in TERRITORIES for r in match.records) and not _last_word(page, match):
            page.add(known_mention(page, match, record, "gazetteer", 0.97 if not match.inflected else 0.93))


def _last_word(page: Page, match: Match) -> bool:
    """One word in capitals behind another is the end of a longer name: "SECOND LIFE" is not LIFE."""
    before = page.tokens_in(max(0, match.start - _NEAR_RUN), match.start)[-1:]
    if not page.text[match.start : match.end].isupper() or not before or page.text[before[0].end : match.start] != " ":
        return False
    line = page.text[page.text.rfind("\n", 0, match.start) + 1 : page.text.find("\n", match.end)]
    word = before[0]
    noun = page.heads_in(word.start, word.end)
    return word.text.isupper() and len(word.text) > _ARTICLE and not noun and not line.isupper()


def find_dash_names(page: Page, matches: list[Match]) -> None:
    """ "Several lower-case words -hanke" and "Adjective noun- ja nounklusteri": the head's compound ends the name."""
    genitives = frozenset(m.start for m in matches if m.inflected and " " not in m.name)
    for head in page.heads:
        kind = HEAD_TYPES.get(head.kind)
        if kind is None or kind in TERRITORIES or kind in {"Organisation", "GoodPractice", "CaseStudy"}:
            continue
        if (
            page.tokens_in(max(0, head.start - 6), head.start)[-1:]
            and page.tokens_in(max(0, head.start - 6), head.start)[-1].folded in _ARTICLE_WORDS | page.pack.articles
        ):
            continue  # "l-proġett": the article
        dash = re.search(
            r"(?<=[\w\"”’'»)])(?:[ \u00a0]?[-–]|-[ \u00a0])$", page.text[max(0, head.start - 4) : head.start]
        )
        compound = head.kind == "compound_cluster" and not _is_plain(page, head)
        if dash and dash.group().strip(" \u00a0") == "–" and len(dash.group()) > _SPACED:
            dash = None  # "NAME – a programme of …": an apposition
        if dash is None and not compound:
            continue
        end = head.start - len(dash.group()) if dash else head.start
        start = _name_start(page, head, end, bool(dash and " " in dash.group()), genitives)
        if start is None or (compound and dash is None and start == head.start and not _capital_inside(page, head)):
            continue
        keep = kind in _WITH_HEAD
        name = page.text[start : head.end if keep else end].strip(" \u00a0\"'“”„»«")
        if (
            _CRUMBS.search(name)
            or len(name) < 3
            or name.casefold() in page.pack.ambiguous
            or page.dated.meet(start, start + 1)
        ):
            continue
        if page.pack.trigger("s3").fullmatch(page.text, start, end):
            continue  # "S3-kumppanuus": a kind
        known = [m for m in page.overlapping(start, end) if m.record is not None]
        if known and (known[0].start <= start + 1 or kind == known[0].type):
            continue
        page.replace(Mention(start, start + len(name), key_of(kind, name), kind, name, "dash-head", 0.9))


def _capital_inside(page: Page, head: Head) -> bool:
    """A compound noun that has its capital inside sentences too, in a language where common nouns have none."""
    word = page.text[head.start : head.end]
    same = [h for h in page.heads if h.kind == head.kind and page.text[h.start : h.end] == word]
    inside = any(page.sentence_at(h.start).start < h.start - 2 for h in same)
    return inside and word[0].isupper() and not page.pack.nouns_capital


def _is_plain(page: Page, head: Head) -> bool:
    """The word is the head noun alone ("Cluster"), not a compound that ends in it."""
    return any(h.start == head.start and h.kind == "cluster" for h in page.heads_in(head.start, head.end + 40))


def _name_start(page: Page, head: Head, end: int, spaced: bool, genitives: frozenset[int]) -> int | None:
    """Leftwards from the head to the last block of capitalised words, no punctuation crossed."""
    sentence = page.sentence_at(head.start)
    stretch = page.text[sentence.start : end]
    floor = sentence.start + max(stretch.rfind(c) for c in ',;:()"“”„»«.') + 1
    words = page.tokens[page.words_in(floor, max(end, head.end))][-9 if spaced else -7 :]
    capitals = [i for i, w in enumerate(words) if w.text[0].isupper() and w.start < max(end, head.start + 1)]
    if not capitals:
        return None
    first = capitals[-1]
    inside = page.pack.connectors | ENGLISH if spaced else page.pack.connectors
    says = page.pack.trigger("copula")
    opens = [i for i, w in enumerate(words) if w.start == sentence.start]
    while first - 1 in capitals or (
        first - 2 in capitals
        and words[first - 1].folded in inside
        and not (first - 2 in opens and says.fullmatch(words[first - 1].text))
    ):
        first -= 1 if first - 1 in capitals else 2
    light = page.pack.articles | page.pack.locative
    while first < capitals[-1] and words[first].folded in light:
        first += 1  # "Inom Interreg Aurora-projektet"
    # "Lapin Arktinen … -klusteri": a place in the genitive before another capitalised word is no part of the name.
    if first + 1 in capitals and words[first].start in genitives:
        return words[first + 1].start
    return words[first].start


def find_typed_runs(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Runs and quotes that a head noun beside or inside them explains."""
    for run in sorted([*quoted, *runs], key=lambda r: (not r.quoted, r.start)):
        part = run if run.quoted else _trimmed(page, run)
        if part is None or (not part.quoted and page.dated.meet(part.start, part.end)):
            continue
        if is_code(page.text[part.start : part.end]):
            continue
        decided = _decide(page, part)
        if decided is None:
            continue
        kind, start, end, rule, confidence = decided
        if any(m.start <= start and m.end >= end for m in page.overlapping(start, end)):
            continue
        name = page.text[start:end]
        form = "acronym" if name.isupper() and " " not in name else "name"
        page.replace(Mention(start, end, key_of(kind, name), kind, name, rule, confidence, None, form))


def _trimmed(page: Page, run: Run) -> Run | None:
    """A run without leading articles, prepositions and numbers, and without known names at its borders."""
    tokens, first, last = page.tokens, run.first, run.last
    pack = page.pack
    while first < last - 1 and (
        tokens[first].folded in pack.articles
        or tokens[first].folded in pack.locative
        or tokens[first].folded in LINKING
        or (tokens[first].text.isdigit() and len(tokens[first].text) <= 2)
    ):
        first += 1
    while last - 1 > first and _in_years(page, tokens[last - 1]):
        last -= 1  # "Programme ABC 2021-2027": the years are no part of the name
    start = tokens[first].start
    short = first < last - 1 and len(tokens[first].text) <= _ARTICLE and distinctive(tokens[first + 1].text)
    if short and page.sentence_at(start).start == start:
        first += 1  # an article of a language without a pack
    taken = page.overlapping(tokens[first].start, run.end)
    if not taken:
        return run if (first, last) == run[:2] else Run(first, last, tokens[first].start, tokens[last - 1].end)
    known = [m for m in taken if m.record is not None and m.type not in TERRITORIES]
    rest = [t for t in tokens[first:last] if not any(m.start <= t.start < m.end for m in known) and len(t.text) > 1]
    if known and not [t for t in rest if t.folded not in page.pack.connectors]:
        return None
    for m in taken:
        if m.record is None or m.type in {"Organisation", *TERRITORIES}:
            continue
        inside = [i for i in range(first, last) if tokens[i].end <= m.start or tokens[i].start >= m.end]
        if not inside:
            return None
        if m.start <= tokens[first].start:
            first = inside[0]
        elif m.end >= tokens[last - 1].end:
            last = inside[-1] + 1
    while first < last - 1 and tokens[first].text[0].islower() and tokens[first].folded in pack.articles:
        first += 1  # behind a known name: "… Initiative die Qualität"
    return Run(first, last, tokens[first].start, tokens[last - 1].end)


def _in_years(page: Page, token: Token) -> bool:
    """The token is a year, or one of a span of years."""
    return token.text.isdigit() and any(d.start <= token.start < d.end and len(d.first) == _YEAR for d in page.dates)


def _decide(page: Page, run: Run) -> tuple[EntityType, int, int, str, float] | None:
    """The type of a run: by a head inside it, then by one just before or after it."""
    near = page.heads_in(max(0, run.start - _NEAR_RUN), run.end + _NEAR_RUN)
    if not near:
        return None
    beside = _beside(page, run, near)
    if run.quoted and any(s == "before" and h.kind == "event_call" for h, s in beside):
        return None  # "poziv „Klasteri 4.0”"
    if distinctive(page.tokens[run.first].text) and any(h.kind == "project" and s == "before" for h, s in beside):
        return "Project", run.start, _before_place(page, run), "head-before", 0.85
    for head, side in beside:
        called = side == "after" and page.pack.trigger("called").fullmatch(gap(page.text, run.end, head.start).strip())
        if called and HEAD_TYPES.get(head.kind) in _INTRODUCED:
            return HEAD_TYPES[head.kind], run.start, run.end, "head-called", 0.85
    inner = [h for h in near if run.start <= h.start < run.end and h.end <= run.end]
    if not run.quoted and any(h.kind.startswith("event") and h.end == run.end for h in inner):
        return None  # events.py builds these
    if not run.quoted and inner:
        last = [h for h in inner if run.end == h.end or (run.start == h.start and page.pack.adjectives_follow)]
        for head in last if not any(h.kind == "organisation" for h in last) else ():
            if head.kind in _COLLECTIVE and (typed := _inner(page, run, head)):
                return typed  # "Wood Clusters Alliance" is no cluster
        for kind in _INSIDE:
            for head in inner:
                if head.kind == kind and (typed := _inner(page, run, head)):
                    return typed
        if any(h.kind.startswith("event") for h in inner):
            return None  # events.py builds these
    for head, side in beside:
        meant = HEAD_TYPES.get(head.kind)
        if meant is None or not _may_name(page, run, head, meant, side):
            continue
        end = head.end if side == "after" and (meant in _WITH_HEAD or meant == "Organisation") else run.end
        return meant, run.start, end, f"head-{side}", 0.85 if run.quoted else 0.8
    return _own_noun(page, run, inner) if run.quoted else None


def _own_noun(page: Page, run: Run, inner: list[Head]) -> tuple[EntityType, int, int, str, float] | None:
    """A quoted name that ends or begins with its own noun: "„Ignalinos pirčių klasteris“"."""
    if not 1 < run.words <= _QUOTED_WORDS or any(h.kind.startswith("event") for h in inner):
        return None
    for head in inner:
        meant = HEAD_TYPES.get(head.kind)
        if (
            meant is not None
            and meant in _OWN_NOUN
            and (head.end == run.end or (head.start == run.start and page.pack.adjectives_follow))
        ):
            return meant, run.start, run.end, "head-inside", 0.8
    return None


def _before_place(page: Page, run: Run) -> int:
    """The end of a name of its own spelling, before a preposition of place: "the project ABC in Łódź"."""
    tokens = page.tokens[run.first : run.last]
    for a, b in pairwise(tokens):
        if b.text[0].islower() and b.folded in page.pack.locative - page.pack.articles and not run.quoted:
            return a.end if distinctive(a.text) else run.end
    return run.end


def _may_name(page: Page, run: Run, head: Head, kind: EntityType, side: str) -> bool:
    """Whether a run beside a head noun can be the head's name: common words that only open a sentence cannot."""
    if kind in {"GoodPractice", "CaseStudy", "Strategy", "Fund"}:
        return run.quoted
    if kind in TERRITORIES:
        return False
    word = page.tokens[run.first]
    if run.words == 1 and word.folded in page.pack.articles:
        return False
    if kind == "Partnership" and run.words == 1 and page.pack.trigger("s3").fullmatch(word.text):
        return page.folded.count(page.folded[run.start : head.end]) > 1  # "S3 partnership" once: a kind, no name
    if run.words == 1 and page.pack.trigger("qualifier").fullmatch(word.text) and not distinctive(word.text):
        return False  # "program Evropské unie": an adjective
    if all(t.text.isdigit() for t in page.tokens[run.first : run.last]):
        return False
    strange = (
        run.quoted or run.words > 1 or distinctive(word.text) or bool(page.pack.trigger("s3").fullmatch(word.text))
    )
    if kind == "Organisation":
        if side == "after":
            return page.pack.heads_follow and not run.quoted and page.text[head.start].islower() and run.words <= 4
        if run.quoted or (run.words == 1 and distinctive(word.text)):
            return not run.quoted or _bears(page, run, head)
        if page.pack.nouns_capital or page.text[head.start].isupper():
            return False
        return _common_noun(page, head) and not (
            page.heads_in(run.start, run.end) or any(m.record for m in page.overlapping(run.start, run.end))
        )  # "het bedrijf Scheldestroom"
    if run.words > 8:
        return False
    opens = page.sentence_at(run.start).start >= run.start - 2
    plural = page.text[head.start : head.end].casefold().endswith("s") and side == "after"
    if side == "after" and kind in {"Network", "Partnership"} and run.words == 1 and not (opens or _crumb(page, run)):
        noun = page.text[head.start].islower() and not (page.pack.nouns_capital or page.pack.adjectives_capital)
        noun = noun and not any(m.record for m in page.overlapping(run.start, run.end))
        return (noun and not plural) or strange  # "Dunajská sieť": where adjectives have capitals in names only
    if side == "after" and not strange:
        again = len(re.findall(rf"(?<!\w){re.escape(word.text)}", page.text)) > 1
        return kind == "Project" and not opens and not plural and again and not page.heads_in(run.start, run.end)
    if not strange and opens:
        return False
    return not (
        run.words > 1 and opens and side == "after" and not run.quoted and kind in {"Cluster", "Network"} and plural
    )


def _bears(page: Page, run: Run, head: Head) -> bool:
    """ "Association „Green Meadow“": a body's own name; not a patron's, which the town follows: "„A. B.” din Arad"."""
    if run.words > _LEADING + 1 or page.pack.trigger("joint").fullmatch(page.text[head.start : head.end]):
        return False
    behind = page.tokens_in(run.end, run.end + 20)[:2]
    of = len(behind) > 1 and behind[0].folded in page.pack.locative | page.pack.connectors - page.pack.linking
    return not (of and behind[1].text[0].isupper())


def _crumb(page: Page, run: Run) -> bool:
    """The words open a part of a trail of links, where any word has a capital."""
    return page.text[max(0, run.start - 3) : run.start].strip() in {"/", ">", "»", "›", "|"}


def _common_noun(page: Page, head: Head) -> bool:
    """No capital right before a noun in lower case: it belongs to no name ("Mestský úrad …")."""
    before = page.tokens_in(max(0, head.start - 50), head.start)[-_ARTICLE:]
    nearer = head.start
    for token in reversed(before):
        if page.text[token.end : nearer].strip() or token.folded in LINKING | page.pack.linking:
            return True
        if token.text[0].isupper():
            return page.sentence_at(token.start).start == token.start and token.folded in page.pack.articles
        nearer = token.start
    return True


def _inner(page: Page, run: Run, head: Head) -> tuple[EntityType, int, int, str, float] | None:
    """A capitalised head noun as first or last word of the run (of an organisation, anywhere); alone it is no name."""
    kind = HEAD_TYPES[head.kind]
    if kind == "Cluster" and (page.heads_in(run.start, run.end, "label") or _of_label(page, run)):
        return None  # "Cluster Excellence Gold Label": what is awarded
    tokens = page.tokens
    at_start, at_end = head.start == run.start, head.end == run.end
    if run.words < 2 or (at_start and at_end) or not page.text[head.start].isupper():
        return None
    start, end = run.start, run.end
    if _CRUMBS.search(page.text, start, end):
        return None  # "Home / Projects / …": a path of pages
    if page.pack.nouns_capital and not at_start and kind in {"Organisation", "Cluster"} and _led_up_to(page, run, head):
        start, at_start = head.start, True  # "ABC von der Hochschule für Technik"
        if at_end:
            return None
    if kind == "Project" and (_shouted(page, start, end) or _fund_last(page, run)):
        return None
    if kind in {"Project", "Programme"} and not at_end:
        behind = next((t for t in tokens[run.first : run.last] if t.start >= head.end), None)
        if behind and distinctive(behind.text):
            return kind, behind.start, end, "head-inside", 0.85  # "Laufzeit des Projekts ABC": the name stands behind
    if not at_start and not at_end and kind not in {"Organisation", "Cluster", "Strategy", "Network"}:
        return None
    if page.pack.nouns_capital and at_end and kind not in {"Organisation", "Cluster"} and _joined_words(page, run):
        return None  # "Rahmen des Programms": where every noun has a capital this is no name
    region = page.heads_in(head.start, head.end, "region") and page.text[run.end : run.end + 2].strip() in {":", "("}
    if kind == "Organisation" and region:
        return None  # "Regione di Epirus: Arta, …": the territory, not its body
    if kind == "Place" and any(m.type in {"Country", "Region"} and m.record for m in page.overlapping(start, end)):
        return None
    if kind in {"Place", "Region"} and (run.words > 4 or (kind == "Region" and _taken_or_inner(page, run, at_end))):
        return None
    opens = page.sentence_at(start).start >= start - 2
    if kind == "Organisation" and page.pack.nouns_capital:
        start = _behind_preposition(page, run, head)
    leads = page.pack.adjectives_follow or page.pack.adjectives_lead
    if kind == "Organisation" and opens and leads and head.start == tokens[run.first + 1].start:
        start = head.start  # "Delegacja Urzędu …": the first word only opens the sentence
    if kind == "Organisation" and _MINISTRY.match(page.text, head.start):
        end = _portfolios(page, end)
    if kind == "Project" and at_end:
        end = tokens[run.last - 2].end
        if tokens[run.last - 2].folded in page.pack.connectors | page.pack.articles | page.pack.locative:
            return None  # "FICHA DE PROJETO"
    if kind == "Project" and at_start:
        start = tokens[run.first + 1].start
        if not page.text[start].isupper() and not distinctive(tokens[run.first + 1].text):
            return None  # "Abwärmeprojekt mit 2,7 Millionen"
        if page.pack.nouns_capital and _common(page, run):
            return None
    long_opener = at_start and opens and run.words > 6 and kind in {"Project", "Programme", "Initiative"}
    if len(page.text[start:end]) < 3 or long_opener:
        return None
    return kind, start, end, "head-inside", 0.85


def _behind_preposition(page: Page, run: Run, head: Head) -> int:
    """ "Cottbus an die Technische Universität": a body's name begins behind the words that lead to it."""
    start = run.start
    for a, b in pairwise(page.tokens[run.first : run.last]):
        if b.start > head.start:
            break
        if page.heads_in(a.start, a.end, "organisation"):
            return start
        if a.text[0].islower() and b.text[0].isupper():
            start = b.start
    return start


def _of_label(page: Page, run: Run) -> bool:
    """A noun for a label stands right before the name ("srebrną odznaką Cluster …")."""
    low = max(page.sentence_at(run.start).start, run.start - _ASIDE)
    labels = [h for h in page.heads_in(low, run.start, "label") if h.kind == "label"]
    return bool(labels) and not page.text[labels[-1].end : run.start].strip(_OPENING)


def _portfolios(page: Page, end: int) -> int:
    """The end of a ministry's name with a list of what it is for: "Ministry of Economy, Innovation and Energy"."""
    sentence = page.sentence_at(end - 1)
    listed = _PORTFOLIOS.match(page.text, end, sentence.end)
    if listed is None or (listed["and"].casefold() not in LINKING | page.pack.linking):
        return end
    taken = any(m.type != "Theme" for m in page.overlapping(end, listed.end()))
    return end if taken or page.heads_in(end, listed.end()) else listed.end()


def _common(page: Page, run: Run) -> bool:
    """One plain noun behind "Projekt", where all nouns have capitals: a name is said again or stands before a mark."""
    word = page.tokens[run.first + 1]
    if run.words > 2 or distinctive(word.text):
        return False
    if word.folded in page.pack.locative or page.heads_in(word.start, word.end):
        return True  # "das Projekt Ende 2026"
    again = len(re.findall(rf"(?<!\w){re.escape(word.text)}", page.text)) > 1
    verb = re.match(r" [a-zäöüß]+en[,.;:]", page.text[word.end :])
    return not again and verb is not None  # "soll das Projekt Antworten geben"


def _led_up_to(page: Page, run: Run, head: Head) -> bool:
    """A preposition or article stands right before the first noun for a body or cluster in a run."""
    before = page.tokens_in(run.start, head.start)
    first = not [h for h in page.heads_in(run.start, head.start) if h.kind in {"organisation", "cluster"}]
    return first and before[-1].text[0].islower() and before[-1].folded not in page.pack.linking


def _shouted(page: Page, start: int, end: int) -> bool:
    """A line all in capitals, where they mark no name: "OUR PROJECTS"."""
    block = page.blocks[page.sentence_at(start).block]
    line = page.text[block.start : block.end]
    return block.kind == "heading" and line.isupper() and page.folded.count(page.folded[start:end]) == 1


def _fund_last(page: Page, run: Run) -> bool:
    """A fund's noun ends the name: "Small Project Fund"."""
    return any(h.end == run.end for h in page.heads_in(run.start, run.end, "fund"))


def _joined_words(page: Page, run: Run) -> bool:
    connectors, articles = page.pack.connectors, page.pack.articles
    return any(t.folded in connectors or t.folded in articles for t in page.tokens[run.first : run.last])


def _taken_or_inner(page: Page, run: Run, at_end: bool) -> bool:
    return not at_end or bool(page.overlapping(run.start, run.end))


def _beside(page: Page, run: Run, near: list[Head]) -> list[tuple[Head, str]]:
    """Of the head nouns near a run those right after and right before, with nothing but a space, a colon or an opening
    mark between."""
    text = page.text
    found: list[tuple[Head, str]] = []
    for head in near:
        if head.start < run.end:
            continue
        between = gap(text, run.end, head.start)
        if apart(page, run.end, head.start):
            continue
        title = page.pack.heads_follow and head.kind == "organisation" and _TITLE.fullmatch(between) is not None
        title = title and not page.pack.trigger("copula").fullmatch(between.strip())
        called = page.pack.trigger("called").fullmatch(between.strip(' ,"”“»’'))
        if not (title or called or _JOINED.fullmatch(between)) or "\n" in text[run.end : head.start]:
            continue
        # "Foi o Programa Operacional …": the noun belongs to the known name behind
        if not any(m.record is not None for m in page.overlapping(head.start, head.end)):
            found.append((head, "after"))
    for head in near:
        if head.end > run.start:
            continue
        between = gap(text, head.end, run.start)
        known = any(m.record is not None and m.type not in TERRITORIES for m in page.overlapping(head.start, head.end))
        if known or apart(page, head.end, run.start) or _labels_other(page, head):
            continue  # "Projektejer: Vejle Kommune", "projektleder Åse Østergård"
        listed = between == ", " and distinctive(page.tokens[run.first].text)
        plain = listed or (between.strip(_OPENING) in {"", ":"} and len(between) <= _MARKS)
        if (plain or _introduces(page, head, between)) and page.sentence_at(head.start) is page.sentence_at(run.start):
            found.append((head, "before"))
    return found


def _labels_other(page: Page, head: Head) -> bool:
    """A compound with "project" in it that labels its leader, its partners, its time or its cost."""
    word = page.text[head.start : head.end]
    names = ("fact_lead", "fact_partners", "period", "total", "lead_by")
    return head.kind == "project" and any(page.pack.trigger(n).fullmatch(word) for n in names)


def _introduces(page: Page, head: Head, between: str) -> bool:
    """Words between a head noun and its name that lead to it: "proyecto europeo X", "project called X"."""
    if HEAD_TYPES.get(head.kind) not in _INTRODUCED:
        return False
    words = between.strip(_OPENING + ":,").split()
    if not words or len(words) > _LEADING:
        return False
    if page.pack.trigger("called").fullmatch(" ".join(words)):
        return True
    first = page.pack.trigger("qualifier").fullmatch(words[0])
    rest = " ".join(words[1:])
    return bool(first and page.pack.adjectives_follow) and (
        not rest or bool(page.pack.trigger("called").fullmatch(rest) or page.pack.trigger("qualifier").fullmatch(rest))
    )
