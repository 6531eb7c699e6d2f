"""The passages of a page in other languages than its own: found line by line, by the words that make sentences.

Lists of names hold none of those words (``function-words.toml``) and so speak for no language; headings and figures
join their neighbours. What the words say is believed where the identifier of whole texts says the same.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from regiograph.model import Passage
from regiograph.read.language import SURE, UNDETERMINED, likelihoods

PASSAGE = 120
"""Letters that a passage has at least."""
SWITCH = 2.5
"""Words of the other language by which it must lead where a passage begins, and again where it ends."""
MAX_GAP = 60
"""Lines before a passage that may begin it without any such word."""
_CANDIDATES = 4
_KINDS = 3
"""Different words of a language that a page holds at least where a passage is looked for."""
_BEFORE_LOWER = "+"
_FAINTEST = 1e-9
_LEAN = 2.0
"""What one line without sentences, most of it names, may say for a language (a difference of logarithms)."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    hits: Counter[str]


@dataclass(slots=True)
class _Run:
    """Lines ``first`` to ``last`` (inclusive) that are taken to be in one language."""

    first: int
    last: int
    language: str


def passages(text: str, language: str) -> tuple[Passage, ...]:
    """The stretches of a text that are plainly in another of the EU languages than the page's, in order.

    A stretch has whole lines, ``PASSAGE`` letters or more. None are told on a page that has no passage in its own
    language: then it is the page's language that is in doubt.
    """
    rivals = _rivals(text, language)
    if not rivals:
        return ()
    lines = [_Line(m.start(), m.end(), _hits(m.group())) for m in _LINE.finditer(text)]
    runs = _confirmed(text, lines, _runs(lines, [language, *rivals]), language)
    own = language == UNDETERMINED or any(run.language == language for run in runs)
    if not own or all(run.language == language for run in runs):
        return ()
    _settle_gaps(text, lines, runs, language)
    return tuple(
        Passage(lines[run.first].start, lines[run.last].end, run.language) for run in runs if run.language != language
    )


def _rivals(text: str, language: str) -> list[str]:
    """The other languages of which a page has words enough to begin a passage, the likeliest first."""
    table = _table()
    found = Counter(word for word in text.split() if word in table)
    count: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, number in found.items():
        languages = table[word]
        if language not in languages:
            count.update(dict.fromkeys(languages, number))
            kinds.update(languages)
    near = sorted(count, key=lambda code: (-count[code], code))
    return [code for code in near if count[code] > SWITCH and kinds[code] >= _KINDS][:_CANDIDATES]


def _hits(line: str) -> Counter[str]:
    """Language → its words in a line; a word with a capital may be part of a name."""
    table, joining = _table(), _joining()
    hits: Counter[str] = Counter()
    lower = False
    for word in reversed(_WORD.findall(line)):
        codes = table.get(word)
        if codes is None:
            lower = word.islower()
        else:
            hits.update(code for code in codes if lower or (code, word) not in joining)
    return hits


def _runs(lines: Sequence[_Line], languages: Sequence[str]) -> list[_Run]:
    """The likeliest languages of the lines that have any such words, when each change costs ``SWITCH`` of them."""
    told = [n for n, line in enumerate(lines) if any(line.hits[code] for code in languages)]
    score = {code: 0.0 if code == languages[0] else -SWITCH for code in languages}
    came: list[dict[str, str]] = []
    for number in told:
        best = max(languages, key=lambda code: score[code])
        came.append({code: best if score[best] - SWITCH > score[code] else code for code in languages})
        score = {
            code: max(score[code], score[best] - SWITCH) + lines[number].hits[code] for code in languages
        }  # fmt: skip
    code = max(languages, key=lambda code: score[code])
    order: list[tuple[int, str]] = []
    for number, back in zip(reversed(told), reversed(came), strict=True):
        order.append((number, code))
        code = back[code]
    return [
        _Run((found := [n for n, _ in group])[0], found[-1], language)
        for language, group in groupby(reversed(order), key=lambda pair: pair[1])
    ]


def _confirmed(text: str, lines: Sequence[_Line], runs: Sequence[_Run], language: str) -> list[_Run]:
    """The runs, those given to the page's language that are too short or that the identifier takes for another."""
    kept: list[_Run] = []
    for run in runs:
        said = text[lines[run.first].start : lines[run.last].end]
        plain = sum(map(str.isalpha, said)) >= PASSAGE and likelihoods(said).get(run.language, 0.0) >= SURE
        code = run.language if plain else language
        if kept and kept[-1].language == code:
            kept[-1].last = run.last
        else:
            kept.append(_Run(run.first, run.last, code))
    return kept


def _settle_gaps(text: str, lines: Sequence[_Line], runs: list[_Run], language: str) -> None:
    """Gives the lines between runs, which have no such words, to one of the two: those before a point to the former.

    What stands before the first run and behind the last may be the page's language.
    """
    edges = [_Run(-1, -1, language), *runs, _Run(len(lines), len(lines), language)]
    for left, right in pairwise(edges):
        low, high = left.last + 1, right.first
        cut = _cut(text, lines, low, high, left.language, right.language) if left.language != right.language else low
        left.last, right.first = cut - 1, cut


def _cut(text: str, lines: Sequence[_Line], low: int, high: int, left: str, right: str) -> int:
    """Before which of some lines the language changes: at a blank line if there is one."""
    low = max(low, high - MAX_GAP)
    leans = list(_leans([text[line.start : line.end] for line in lines[low:high]], left, right))
    ends = [lines[n - 1].end if n else 0 for n in range(low, high + 1)]
    starts = [lines[n].start if n < len(lines) else len(text) for n in range(low, high + 1)]
    parted = [n for n, (end, start) in enumerate(zip(ends, starts, strict=True)) if "\n" in text[end + 1 : start]]
    places = parted or list(range(len(leans) + 1))
    # Where nothing speaks for either, a heading goes with what follows it.
    return low + max(places, key=lambda n: (sum(leans[:n]), n < len(leans), n))


def _leans(lines: Sequence[str], left: str, right: str) -> Iterator[float]:
    """How much each line is like the language on the left; all but the last rather go on than begin something."""
    for number, line in enumerate(lines, 1):
        found = likelihoods(line)
        lean = math.log(max(found.get(left, 0.0), _FAINTEST)) - math.log(max(found.get(right, 0.0), _FAINTEST))
        yield max(-_LEAN, min(lean, _LEAN)) + (_LEAN / 2 if number < len(lines) else 0.0)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Word → the languages that make sentences with it."""
    table: dict[str, list[str]] = {}
    for code, words in _raw().items():
        for word in dict.fromkeys(words.replace(_BEFORE_LOWER, "").split()):
            table.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in table.items()}


@cache
def _joining() -> frozenset[tuple[str, str]]:
    """(language, word) of those that count before a word in lower case only."""
    return frozenset(
        (code, word[:-1]) for code, words in _raw().items() for word in words.split() if word.endswith(_BEFORE_LOWER)
    )


@cache
def _raw() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads((files("regiograph.read") / "function-words.toml").read_text("utf-8"))
    return words
