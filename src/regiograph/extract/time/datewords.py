"""The patterns of the date grammar: one set a language, built from its months, weekdays and words for a year.

What joins two days ("20 et 21 juin", "mit-3 sal-5 ta' Mejju", "12. ja 13. märtsil") is the same list for all
languages: the words are short, and a month or a day must stand on either side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from regiograph.extract.pack import Pack, load_pack

_AND = "and|et|und|e|ed|y|i|och|og|en|ja|și|si|şi|a|un|ir|u|agus|és|και|и|in|ter|ou|or|oder|lub|ali|sowie"
TO = (
    r"[-–—−]|to|au|all['’]|alla|bis(?:[ \u00a0]+zum)?|al|a|ao|à|till(?:[ \u00a0]+och[ \u00a0]+med)?|t\.\s?o\.\s?m\.?"
    r"|til(?:[ \u00a0]+og[ \u00a0]+med)?|tot(?:[ \u00a0]+en[ \u00a0]+met)?|t/m|do(?:[ \u00a0]+dnia)?"
    r"|až(?:[ \u00a0]+do)?|la"
    r"|până(?:[ \u00a0]+(?:la|în|pe))?|līdz|iki|kuni|da|until|through|up[ \u00a0]+to|по|до|έως|ως|μέχρι|sa\w{0,2}"
    r"|go(?:[ \u00a0]+dtí)?|hasta|jusqu['’](?:au|en|à)|fino[ \u00a0]+(?:a|al|all['’])|até(?:[ \u00a0]+ao?)?|saakka|asti"
)
_ARTICLE = (
    r"(?:(?:the|an|le|les|el|il|los|den|der|dem|de|het|op|am|on|dne|dnia|dniu|τις|την|στις|η|pe|na|lø|ar|as|o|os"
    r"|dia|dias|día|días|giorno|il[ \u00a0]giorno)[ \u00a0]+|[^\W\d_]{1,4}[-’'](?=\d))?"
)
_DAY = (
    r"(?P<{0}>[0-3]?\d)(?!\d)(?:\.?[-–:](?!\d)[^\W\d_]{{1,5}}|º|°|ª|\.[º°ª]|\.?(?:st|nd|rd|th|er|ère|ος|η|ης|ας|ή|ти|ви|ри|ро|го|en|ú|adh|a|e)"
    r"(?!\w)|\.)?(?:[ \u00a0]d\.)?"
)
_BLANK = "[ \u00a0]"
_OF = (
    r"(?:[\s\u00a0]+(?:(?:of|de|del|da|di|do|mhí|mí|mhí na|luna|mese di|mes de|mês de|του|της)[\s\u00a0]+"
    rf"|d['’]|ta['’][\s\u00a0]*)?|{_BLANK}*)"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_MONTH = r"(?:mh?í[ \u00a0]+(?:na[ \u00a0]+)?)?(?P<m>[^\W\d_]{3,}(?:[ \u00a0]+[Ff]h?ómhair)?)\.?"
_OF_MONTH = rf"(?P<o>{_BLANK}päiv(?:ä|än|änä|ään|inä|iin|ästä)(?!\w))?"
"""The Finnish noun for a day, behind a month's genitive and the number."""
_WEEKDAY_STEM = 4
_MOST_FILLERS = 5
_FILLERS = frozenset(
    (
        "the", "an", "le", "les", "el", "il", "los", "as", "os", "der", "den", "dem", "de", "het", "of", "end", "la",
        "na", "do", "mois", "month", "mí", "mhí", "luna", "mês", "mese", "mes", "lunii", "måned", "månad", "deireadh",
        "konca", "końca", "kraja", "kraju", "konec", "koncu", "τέλος", "τέλη", "του", "την", "τον", "τις", "το", "στις",
        "fin", "fine", "fim", "einde", "ende", "slutet", "slutningen", "sfârșitul", "края", "край", "and", "including",
        "udgangen", "utgången", "af", "av", "roku", "rok", "leta", "letoma", "anul", "anului", "lety", "rokmi",
        "inclus", "incluso", "včetně", "vrátane", "włącznie",
    )
)  # fmt: skip

BETWEEN = re.compile(
    r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|mellem|mellan|między|pomiędzy|mezi|medzi|između|med|между|μεταξύ"
    r"|starp|tarp|bejn|idir|od|z|von|vom|from|de|du|del|da|dal|από|от|no|nuo|från|van|din|între|minn|ó)"
    r"(?:[ \u00a0]+(?:[^\W\d_]{1,6}|l-))?[ \u00a0]*$",
    re.IGNORECASE,
)
"""What makes an "and" behind it the middle of a range, right before a date."""
RANGE_GAP = re.compile(
    rf"[\s\u00a0]*,?[\s\u00a0]*(?:(?:and|et|und|e|y|i|og|och|en|ja|și|u|agus|и|και|a|in)[\s\u00a0]+)?(?:{TO})(?!\w)(?P<rest>[^.;:()\n]{{0,40}})",
    re.IGNORECASE,
)
"""What stands between the two ends of a range, with fillers ("to the end of") in ``rest``."""
AND_GAP = re.compile(rf"[\s\u00a0]*(?:{_AND})(?!\w)(?P<rest>[^.;:()\n]{{0,25}})", re.IGNORECASE)
BETWEEN_BEHIND = re.compile(
    r"[ \u00a0](?:között\w{0,2}|közti|välisenä|välillä|välise\w+|vahel\w{0,4})(?!\w)", re.IGNORECASE
)
"""What makes an "and" before it the middle of a range, right behind a date (hu, fi, et)."""
FROM_BEHIND = re.compile(
    r"[ \u00a0](?:alusta|alkaen|lähtien|algusest|alguse|elejétől|kezdetétől|kezdve|vuoteen|aastani)[ \u00a0]"
    r"|-?t[őó]l[ \u00a0]"
    r"|[ \u00a0]\d\d?(?:[.:]\d\d)?[ \u00a0]órától[ \u00a0]"
    r"|[ \u00a0](?:klo|kell|kl)\.?[ \u00a0]\d\d?(?:[.:]\d\d)?[ \u00a0]?[-–—][ \u00a0]?",
    re.IGNORECASE,
)
"""What alone stands between the two ends of a range, where an ending or a word behind the date says "from"."""
FROM_ENDING = re.compile(r"(?:t[őó]l|st[aä]|(?<=[iu])st|alkaen|aastani|aastast)[\s\d]*$", re.IGNORECASE)
"""The ending of a first date that alone opens a range (hu, fi, et)."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The compiled patterns of one language. Groups: y year, m month, d last day, d0 first day, p first of three."""

    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    year_first: re.Pattern[str]
    month_year: re.Pattern[str]
    year_month: re.Pattern[str]
    year_suffix: re.Pattern[str]
    day_suffix: re.Pattern[str]


@cache
def date_words(language: str) -> DateWords:
    """The patterns of a language's pack, compiled once."""
    return _compiled(load_pack(language))


def _compiled(pack: Pack) -> DateWords:
    weekday = _weekdays(pack)
    between = (
        rf"(?:{_BLANK}*(?:[-–—−/]){_BLANK}*|,?[\s\u00a0]+(?:{_AND}|{TO})[\s\u00a0]+"
        r"|,?[\s\u00a0]+sa[lstdnrxzżċ]{1,2}-|(?<=t[őó]l)[ \u00a0])"
        rf"{weekday}{_ARTICLE}"
    )
    listed = rf",[\s\u00a0]+{weekday}{_ARTICLE}"
    days = rf"(?:(?:{_DAY.format('p')}{listed})?{_DAY.format('d0')}{between})?{_DAY.format('d')}"
    own = "|".join(re.escape(w) for w in sorted(pack.year_words, key=lambda w: (-len(w), w)))
    suffix = rf"(?:{_BLANK}*(?:{own})(?!\w))?" if own else ""
    marked = rf"\.?{_BLANK}*(?:{own})(?!\w)|\." if own else r"\."
    bare = "|,|" if pack.month_first else ""
    behind = (
        rf"(?P<m2>[^\W\d_]{{3,}})[\s\u00a0]+(?:{_DAY.format('e0')}{between})?{_DAY.format('e')}(?![\d%])"
        if pack.month_first
        else r"(?P<m2>(?!))(?P<e0>)(?P<e>)"
    )
    words = "of|de|del|do|di|du|του|ta['’]|vuonna|anul"
    lead = rf"(?:[ \u00a0]tal-|[,.]?[\s\u00a0]*(?:{words}|roku|año|ano|an|le)?[\s\u00a0]*)"
    of_year = rf"(?:[\s\u00a0]+(?:{words})[\s\u00a0]+|[ \u00a0]tal-|[,.]?[\s\u00a0]*)"
    open_end = rf"(?:{lead}{_YEAR.format('y')}(?!\d){suffix})?"
    month_day = rf"(?<!\w){_MONTH}[\s\u00a0]+{days}{_OF_MONTH}(?:,?[\s\u00a0]*{_YEAR.format('y')}(?!\d))?(?!\d)"
    return DateWords(
        re.compile(rf"(?<![\d.,/:]){days},?{_OF}{_MONTH}{open_end}(?!\d)", re.IGNORECASE),
        re.compile(month_day, re.IGNORECASE),
        re.compile(
            rf"(?<![\d.,/]){_YEAR.format('y')}(?:{marked}{bare})[,]?[\s\u00a0]+(?:{behind}|(?:{days}[\s\u00a0]+)?{_MONTH})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w){_MONTH}{of_year}{_YEAR.format('y')}(?!\d){suffix}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\d){_YEAR.format('y')}(?:{marked})?,?[\s\u00a0]+{_MONTH}", re.IGNORECASE),
        re.compile(rf"\.?{_BLANK}*(?:{own})(?!\w)" if own else r"(?!)", re.IGNORECASE),
        re.compile(r"[ \u00a0](?:d\.|mėn\.|mėnes[^\W\d_]*|dien[^\W\d_]*|nap[^\W\d_]*)(?!\w)"),
    )


def _weekdays(pack: Pack) -> str:
    stems = sorted({w[: max(_WEEKDAY_STEM, len(w) - 2)] for w in pack.weekdays}, key=lambda w: (-len(w), w))
    if not stems:
        return ""
    return rf"(?:(?:{'|'.join(map(re.escape, stems))})\w*[.,]?,?[\s\u00a0]+)?"


def only_fillers(rest: str, pack: Pack) -> bool:
    """Whether a stretch inside a range holds nothing but light words ("the end of", "mhí na")."""
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    known = _FILLERS | pack.articles | pack.locative | pack.weekdays
    return len(words) <= _MOST_FILLERS and all(w in known or pack.trigger("end_of").fullmatch(w) for w in words)
