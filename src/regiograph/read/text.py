"""Bytes to normalised text (contract, Documents and text), and the title a plain text gives itself."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from regiograph.errors import InputError
from regiograph.read.language import identify

ENCODINGS = ("cp1252", "cp1250", "cp1257", "cp1253", "cp1251", "iso8859_15", "iso8859_2", "iso8859_13", "iso8859_7",
             "iso8859_5", "koi8_r", "iso8859_3")  # fmt: skip
"""Legacy encodings in which the EU languages were written, the likelier first; nothing else is guessed."""

ALPHABETS: dict[str, str] = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "cs": "áčďéěíňóřšťúůýž", "da": "æøåé", "de": "äöüß", "es": "áéíñóúü",
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", "et": "äõöüšž", "fi": "äöåšž", "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú", "hr": "čćđšž", "hu": "áéíóöőúüű", "it": "àèéìíîòóùú", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
    "mt": "ċġħżàèìòù", "nl": "éëïóöüáèê", "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõúü", "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sv": "åäöé", "en": "éïöüñ",
}  # fmt: skip
"""Letters beyond a–z of each language (CLDR main exemplar characters), to tell a right decoding from a wrong one."""

_STRANGER = re.compile(r"[\x80-\x9f¡-ª¬®-¶¸¹¼-¿](?=[^\W\d_])|(?<=[^\W\d_])[\x80-\x9f¡-ª¬®-¶¸¹¼-¿]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64 * 1024
_MAX_CONTROL_SHARE = 0.01
_MAX_CONTROLS = 8
_MAX_BROKEN_SHARE = 0.2
_REPLACED = "\ufffd"
_MIN_LIKELIHOOD = 0.5
_PLAIN_LIKELIHOOD = 0.8
_MAX_MARKS = 30
"""Marks on one letter that the Stream-Safe Text Format of UAX #15 allows for; real texts need four."""
_PILE = re.compile(r"[^\w\s\x00-\u02ff\u2010-\u20cf\u2100-\u2bff\u3000-\u3029\uf000-\uf8ff]{31,}")
_TITLE_LENGTH = 120
_TITLE_WORDS = 4
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_SKIP_LINKS = re.compile(
    r"\W*(?:(?:skip|jump) to (?:main |the )?content|(?:siirry |hyppää )?(?:suoraan )?sisältöön|hoppa (?:till|över)"
    r"|zum (?:haupt)?inhalt|(?:aller|passer) au contenu|(?:saltar|ir) al contenido|(?:ir|saltar) para o conte"
    r"|(?:vai|salta) al contenuto|przejdź do|ga naar (?:de )?inhoud|(?:spring|gå) til(?: hoved)?indhold"
    r"|liigu (?:edasi )?(?:põhi)?sisu|přejít (?:na|k)|preskočiť na|prejsť na|preskoči na|ugrás a|sari la conținut"
    r"|salt la conținut|към съдържанието|преминаване към|μετάβαση στο|pereiti prie|pāriet uz|aqbeż għall)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded characters, the encoding that was used, and a notice where it had to be guessed (else empty)."""

    text: str
    encoding: str
    notice: str = ""


def normalise(text: str) -> str:
    """The normalised text of the contract: no BOM, LF line ends, NFC; nothing else stripped.

    Raises InputError for marks piled up on one letter, which no language does and which take NFC quadratic time.

    >>> normalise("\\ufeffa\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    for run in _PILE.finditer(text):
        piles = (len(list(group)) for mark, group in groupby(run[0], lambda c: unicodedata.combining(c) > 0) if mark)
        if max(piles, default=0) > _MAX_MARKS:
            raise InputError(
                f"more than {_MAX_MARKS} accents stand on one letter, at character {run.start()}",
                todo="remove them: they are an attack or a broken conversion",
            )
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The characters of a file: by BOM, as UTF-8, by the encoding that markup declares, else by guess with a notice.

    Raises InputError for an empty file, for binary data, and where no encoding fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by_bom(data, encoding)
    if not data.strip():
        raise InputError("the file is empty", todo="remove the file or put text into it")
    head = data[:_SAMPLE]
    if b"\x00" in data or len(_CONTROL.findall(head)) > max(_MAX_CONTROLS, _MAX_CONTROL_SHARE * len(head)):
        raise InputError("the file holds binary data, not text", todo="export it as UTF-8 text or HTML")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    declared = _declared(data) if markup else None
    if declared:
        try:
            return _trusted(data, first, declared)
        except UnicodeDecodeError:
            pass
    return _guess(data, first, markup=markup)


def _trusted(data: bytes, first: int, declared: str) -> Decoded:
    """Decoded as the page declares, unless it then reads as no language and as another encoding it does."""
    text = data.decode(declared)
    likely = _likelihood(data, first, declared, markup=True)
    if likely < _MIN_LIKELIHOOD:
        best = max(ENCODINGS, key=lambda encoding: _likelihood(data, first, encoding, markup=True))
        if best != declared and _likelihood(data, first, best, markup=True) >= max(_PLAIN_LIKELIHOOD, 2 * likely):
            try:
                return Decoded(
                    data.decode(best), best, f"declares {declared}, which it is not: read as {best} (a guess)"
                )
            except UnicodeDecodeError:
                pass
    return Decoded(text, declared)


def _by_bom(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _guess(data, error.start)
        raise InputError(f"the file begins as {encoding.upper()} but is not", todo="save it as UTF-8") from error
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("the file is empty", todo="remove the file or put text into it")
    notice = "" if encoding == "utf-8" else f"read as {encoding.upper()} (byte order mark)"
    return Decoded(text, encoding, notice)


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "ignore")).name
    except LookupError:
        return None
    # Browsers read these as their Windows supersets (WHATWG Encoding), and so do the pages that declare them.
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name) if not name.startswith("utf") else None


def _guess(data: bytes, first: int, *, markup: bool = False) -> Decoded:
    start = max(0, first - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE].decode("utf-8", "replace")
    broken = sample.count(_REPLACED)
    valid = sum(c > "\x7f" for c in sample) - broken
    if valid and broken <= _MAX_BROKEN_SHARE * valid:
        lenient = data.decode("utf-8", "replace")
        return Decoded(lenient, "utf-8", f"{lenient.count(_REPLACED)} bytes are not UTF-8 and were replaced by U+FFFD")
    ranked = sorted(ENCODINGS, key=lambda encoding: -_likelihood(data, first, encoding, markup=markup))
    if _likelihood(data, first, ranked[0], markup=markup) >= _MIN_LIKELIHOOD:
        try:
            return Decoded(data.decode(ranked[0]), ranked[0], f"not UTF-8: read as {ranked[0]} (a guess)")
        except UnicodeDecodeError:
            pass
    raise InputError("the file is not UTF-8 and no other encoding fits", todo="save it as UTF-8")


def _likelihood(data: bytes, first: int, encoding: str, *, markup: bool = False) -> float:
    """The share of letters beyond ASCII that belong to the alphabet of the language which the decoded text is in."""
    start = max(0, first - _SAMPLE // 8)
    try:
        text = data[start : start + _SAMPLE // 4].decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if markup:
        # Names of tags and classes are English on every page.
        text = re.sub(r"<[^<>]*>?|^[^<>]*>", " ", text)
    beyond = [c for c in text.lower() if c > "\x7f" and c.isalpha()]
    known = ALPHABETS.get(identify(text), "")
    counted = len(beyond) + len(_STRANGER.findall(text))
    return sum(c in known for c in beyond) / counted if counted else _MIN_LIKELIHOOD


def title_of(text: str) -> str:
    """The first markdown heading, else the first line that looks like a title, else the beginning of the first line."""
    lines = [line.strip()[:1000] for line in text[:_SAMPLE].split("\n")]
    fence = False
    for number, line in enumerate(lines):
        fence ^= line.startswith(("```", "~~~"))
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if not fence and heading and heading[1]:
            return _plain(heading[1])
        if number and re.fullmatch(r"={3,}", line) and lines[number - 1]:
            return _plain(lines[number - 1])
    filled = [line for line in lines if line]
    # What stands above a skip link is the site's banner, not the page's title.
    skip = next((i for i, line in enumerate(filled[:6]) if _SKIP_LINKS.match(line)), -1)
    filled = filled[skip + 1 :] or filled
    for line in filled[:3]:
        if _looks_like_title(line):
            return _plain(line)
        if len(line.split()) > _TITLE_WORDS and line[-1] in ".!?":
            return _shortened(line)
    return _shortened(filled[0]) if filled else ""


def _looks_like_title(line: str) -> bool:
    letters = sum(c.isalpha() for c in line)
    if len(line) > 2 * _TITLE_LENGTH or letters < 4 or letters < len(line) / 2:
        return False
    return not re.match(r"[-*•–>|]\s|\[.*\]\(", line) and not re.search(r"(?<!\.)[.;,:]$", line)


def _plain(line: str) -> str:
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return " ".join(re.sub(r"[*_`]{1,3}(\S.*?\S|\S)[*_`]{1,3}(?!\w)", r"\1", line).split())


def _shortened(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
