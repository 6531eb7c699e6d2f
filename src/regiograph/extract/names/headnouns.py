"""The head nouns right beside a name, and whether the name can be theirs."""

from __future__ import annotations

import re

from regiograph.extract.money.spoken import spoken_number
from regiograph.extract.names.runs import Run, apart, words_like
from regiograph.extract.reading.page import TERRITORIES, Head, Page, gap
from regiograph.extract.reading.spelling import LINKING, distinctive
from regiograph.model import EntityType

ARTICLE = 3
"""Letters of the longest word that may be an article."""
INTRODUCED = frozenset({"Project", "Programme", "Cluster", "Network", "Partnership", "Initiative"})
OPENING = " \"“„«‘'»”"
"""What may stand between a noun and the name that it leads to."""
_MARKS = 4
_LEADING = 4
"""Marks, and words, that may stand between a head noun and the name it introduces."""
_STEP = re.compile(r" [»›] ")
"""Between two steps of a path of pages; a quote has no blank behind its mark."""
_TITLE = re.compile(r" [^\W\d_]{4,} ")
_CALL = 40
"""Characters of a noun for a call ("appel à propositions de projets")."""
_DESCRIBING = {
    "fr": re.compile(
        r"(?:ais|aise|ois|oise|ien|ienne|ains?|aine|éen|éenne|and|ande|aque|ique|al|ale|aire|if|ive|eux|euse|in|ine|ard|arde)$"
    ),
    "es": re.compile(r"(?:an[oa]|eñ[oa]|ense|és|esa|in[oa]|al|ar|ario|ic[oa]|ico|iv[oa]|os[oa]|ón|ona|ac[oa]|án)$"),
    "it": re.compile(r"(?:an[oa]|es[ei]|in[oa]|ic[oa]|ale|ar[ei]|iv[oa]|eo|asc[oa]|os[oa]|ario|ense)$"),
    "ro": re.compile(
        r"(?:ic|ică|ice|ici|al|ală|ale|ali|ar|ară|are|ari|iv|ivă|ive|ivi|ean|eană|ene|eni|os|oasă|oase|esc|ească|ești)$"
    ),
    "pt": re.compile(r"(?:an[oa]|ês|esa|ense|in[oa]|ic[oa]|al|iv[oa]|ário|ária|eir[oa]|os[oa]|ego|ega|enh[oa])$"),
}
"""Endings of adjectives that follow their noun, those of origin among them ("clúster sajón", "pôle lyonnais")."""
_SAYS = re.compile(
    r"(?:i[mn]pli(?:que|ca)|expli(?:que|ca)|(?:ap|re)?pli(?:que|ca)|apl?ica|communi(?:que|ca)|comunica|indi(?:que|ca)|publica|dedica"
    r"|identifica|fabri(?:que|ca)|modifica|combin[ae]|culmin[ae]|termin[ae]|destina|ilumina|denomina|gana|emana|expresa|interesa"
    r"|menciona|funciona|financi?ona|soluciona|gestiona|selecciona|relaciona|proporciona|signale|égale|éclaire|compare|domine)"
)
"""Verbs that end as such adjectives do."""
_PURPOSED = frozenset({"project", "cluster"})
_S3_KINDS = frozenset({"Partnership", "Network"})
_LATE = frozenset({"partnership"})
"""Kinds whose noun an adjective may part from a name of several words before it."""
_JOINED = re.compile(r"\+?[\"”»’'«“]{0,2}(?:['’]s)? ?[-–]? ?")
HEAD_TYPES: dict[str, EntityType] = {
    "project": "Project", "cluster": "Cluster", "compound_cluster": "Cluster", "programme": "Programme", "fund": "Fund",
    "partnership": "Partnership", "network": "Network", "initiative": "Initiative", "strategy": "Strategy",
    "organisation": "Organisation", "practice": "GoodPractice", "case": "CaseStudy", "region": "Region",
    "city": "Place", "place": "Place",
}  # fmt: skip


_HUBS: dict[str, EntityType] = {
    "project": "Project", "network": "Network", "partnership": "Partnership", "cluster": "Cluster",
}  # fmt: skip


def apposed_kind(page: Page, start: int) -> EntityType:
    """ "… a network of communes, LanaViva, …": what the last noun of the clause before a comma says; else a project."""
    floor = page.sentence_at(start).start
    if page.text[max(floor, start - 2) : start] != ", ":
        return "Project"
    low = max(floor, *(page.text.rfind(mark, floor, start - 2) for mark in ",;:("))
    kinds = [h.kind for h in page.heads_in(low, start) if h.kind in _HUBS]
    return _HUBS[kinds[-1]] if kinds else "Project"


def may_name(page: Page, run: Run, head: Head, kind: EntityType, side: str) -> bool:
    """Whether a run beside a head noun can be the head's name: common words that only open a sentence cannot."""
    if kind in {"GoodPractice", "CaseStudy", "Strategy", "Fund"}:
        return run.quoted
    if kind in TERRITORIES:
        return False
    word = page.tokens[run.first]
    if run.words == 1 and word.folded in page.pack.articles:
        return False
    if kind in _S3_KINDS and run.words == 1 and page.pack.trigger("s3").fullmatch(word.text):
        whole = page.folded[min(run.start, head.start) : max(head.end, run.end)]
        return page.folded.count(whole) > 1  # "S3 partnership" once: a kind, no name
    if run.words == 1 and page.pack.trigger("qualifier").fullmatch(word.text) and not distinctive(word.text):
        return False  # "program Evropské unie": an adjective
    if all(t.text.isdigit() for t in page.tokens[run.first : run.last]):
        return False
    strange = (
        run.quoted or run.words > 1 or distinctive(word.text) or bool(page.pack.trigger("s3").fullmatch(word.text))
    )
    if kind == "Organisation":
        if side == "after":
            if run.words == 1 and spoken_number(word.folded, page.pack):
                return False  # "Tizenkét vállalkozás": how many, not which
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
        again = len(list(words_like(page.text, word.text))) > 1
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
    before = page.tokens_in(max(0, head.start - 50), head.start)[-ARTICLE:]
    nearer = head.start
    for token in reversed(before):
        if page.text[token.end : nearer].strip() or token.folded in LINKING | page.pack.linking:
            return True
        if token.text[0].isupper():
            return page.sentence_at(token.start).start == token.start and token.folded in page.pack.articles
        nearer = token.start
    return True


def beside(page: Page, run: Run, near: list[Head]) -> list[tuple[Head, str]]:
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
        title = page.pack.heads_follow and (head.kind == "organisation" or (head.kind in _LATE and run.words > 1))
        title = title and _TITLE.fullmatch(between) is not None
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
        if known or apart(page, head.end, run.start) or labels_other(page, head) or _STEP.fullmatch(between):
            continue  # "Projektejer: Vejle Kommune", "projektleder Åse Østergård"
        if _of_call(page, head):
            continue  # "appel à projets « Vergers partagés »"
        listed = between == ", " and distinctive(page.tokens[run.first].text)
        plain = listed or (between.strip(OPENING) in {"", ":"} and len(between) <= _MARKS)
        if (plain or _introduces(page, head, between)) and page.sentence_at(head.start) is page.sentence_at(run.start):
            found.append((head, "before"))
    return found


def _of_call(page: Page, head: Head) -> bool:
    """The last word of a longer noun for a call."""
    calls = page.heads_in(max(0, head.start - _CALL), head.end, "event_call")
    return any(c.start < head.start and c.end >= head.end for c in calls)


def labels_other(page: Page, head: Head) -> bool:
    """A compound with "project" in it that labels its leader, its partners, its time or its cost."""
    word = page.text[head.start : head.end]
    names = ("fact_lead", "fact_partners", "period", "total", "lead_by")
    return head.kind == "project" and any(page.pack.trigger(n).fullmatch(word) for n in names)


def _introduces(page: Page, head: Head, between: str) -> bool:
    """Words between a head noun and its name that lead to it: "proyecto europeo X", "project called X"."""
    words = between.strip(OPENING + ":,").split()
    if head.kind == "organisation" and page.pack.adjectives_follow and len(words) == 1 and words[0].islower():
        return (
            words[0].isalpha() and page.pack.trigger("qualifier").fullmatch(words[0]) is not None
        )  # "agence sarde ABC"
    if HEAD_TYPES.get(head.kind) not in INTRODUCED:
        return False
    if not words or len(words) > _LEADING:
        return False
    if page.pack.trigger("called").fullmatch(" ".join(words)):
        return True
    if _of_a_kind(page, head, words):
        return True
    rest = " ".join(words[1:])
    return (
        page.pack.adjectives_follow
        and _describes(page, words[0])
        and (not rest or bool(page.pack.trigger("called").fullmatch(rest) or _describes(page, rest)))
    )


def _of_a_kind(page: Page, head: Head, words: list[str]) -> bool:
    """ "cluster da pedra ABC", "progetto di cooperazione transfrontaliera ABC": what it is for, a name behind."""
    if not page.pack.adjectives_follow or head.kind not in _PURPOSED or not 1 < len(words) < _LEADING:
        return False
    light = page.pack.connectors - page.pack.linking
    nouns = [w for w in words if w.casefold() not in light | page.pack.articles]
    led = words[0].casefold() in light and words[-1].casefold() not in light | page.pack.articles
    plain = all(w.isalpha() and w.islower() and len(w) > ARTICLE for w in nouns)
    return led and plain and 0 < len(nouns) < ARTICLE and all(_describes(page, w) for w in nouns[1:])


def _describes(page: Page, word: str) -> bool:
    """An adjective: one that the pack knows, or a word in lower case with the ending of one and no verb's."""
    if page.pack.trigger("qualifier").fullmatch(word):
        return True
    ending = _DESCRIBING.get(page.pack.language)
    plain = ending is not None and word.isalpha() and word.islower() and len(word) > ARTICLE
    return plain and bool(ending and ending.search(word)) and not _SAYS.fullmatch(word) and word not in page.pack.light
