"""Who we are to another server: a token, or a user and a password for Basic or Digest, always from the environment.

Nothing is sent before the server asks, but a token; so a server that wants Digest never sees the password itself.
Specifications: RFC 6750 (Bearer), RFC 7617 (Basic), RFC 7616 (Digest: MD5 and SHA-256, with and without ``-sess``).
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from regiograph.errors import ConfigError

NOT_ACCEPTED = "this login is not accepted here; check the user and the password, or the token"
"""What to do about a 401 that comes although a login was given."""

_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_SCHEME = re.compile(r"(?:^|,\s*)(Basic|Digest|Bearer)(?=\s|,|$)", re.IGNORECASE)
_PARAMETER = re.compile(r'([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')


@dataclass(frozen=True, slots=True)
class Credentials:
    """A bearer ``token``, or ``user`` and ``password``; the secrets are in no ``repr``."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def from_environment(
    environ: Mapping[str, str], *, user: str | None = None, password: str | None = None, token: str | None = None
) -> Credentials | None:
    """The credentials in the named environment variables; None when no name is given.

    Raises ConfigError when a variable is not set, for a user without a password (or the reverse), or for both kinds.
    """
    if token and (user or password):
        raise ConfigError(
            "both a token and a user were given", todo="give --token-env, or --user-env and --password-env"
        )
    if bool(user) != bool(password):
        lacking = "--password-env" if user else "--user-env"
        raise ConfigError("a user and a password belong together", todo=f"give {lacking} too")
    for name in (user, password, token):
        if name and not environ.get(name):
            raise ConfigError(f"the environment variable {name} is not set", todo=f"set it: export {name}=…")
    if token:
        return Credentials(token=environ[token])
    return Credentials(environ[user], environ[password]) if user and password else None


class Login:
    """Answers a server's challenges, and remembers the last one so that further requests need none.

    >>> login = Login(Credentials("éù", "Łódź"))
    >>> login.header("GET", "/") is None
    True
    >>> login.challenged(['Basic realm="x"'])
    True
    >>> login.header("GET", "/")
    'Basic w6nDuTrFgcOzZMW6'
    """

    def __init__(
        self, credentials: Credentials | None, nonce: Callable[[], str] = lambda: secrets.token_hex(8)
    ) -> None:
        self._who, self._nonce = credentials, nonce
        self._basic, self._digest, self._count = False, dict[str, str](), 0

    @property
    def known(self) -> bool:
        """Whether there are credentials to answer with."""
        return self._who is not None

    def header(self, method: str, target: str) -> str | None:
        """The Authorization header for a request for ``target`` (path and query), or None.

        It is UTF-8 whose bytes were read as Latin-1, since that is how Python sends headers.
        """
        if self._who is None:
            return None
        if self._who.token:
            return f"Bearer {self._who.token}"
        if self._digest:
            return self._answer(self._who, method, target)
        if self._basic:
            return "Basic " + base64.b64encode(f"{self._who.user}:{self._who.password}".encode()).decode()
        return None

    def challenged(self, challenges: Sequence[str], attempt: int = 0) -> bool:
        """Take the ``WWW-Authenticate`` headers of a 401 (``attempt``: how many before); may asking again help?"""
        if self._who is None or self._who.token:
            return False
        found = {name: parameters for text in challenges for name, parameters in _challenges(_utf8(text))}
        digest = found.get("digest")
        if digest and _algorithm(digest) in _HASHES and "nonce" in digest:
            self._digest, self._count = digest, 0
            return not attempt or digest.get("stale", "").lower() == "true"
        if self._basic or (found and "basic" not in found):
            return False
        # A server that says 401 and no more is taken to mean Basic.
        self._basic = True
        return True

    def _answer(self, who: Credentials, method: str, target: str) -> str:
        asked, algorithm = self._digest, _algorithm(self._digest)

        def hashed(*parts: str) -> str:
            return _HASHES[algorithm](":".join(parts).encode(), usedforsecurity=False).hexdigest()

        self._count += 1
        count, own = f"{self._count:08x}", self._nonce()
        realm, nonce = asked.get("realm", ""), asked["nonce"]
        secret = hashed(who.user, realm, who.password)
        if asked.get("algorithm", "").lower().endswith("-sess"):
            secret = hashed(secret, nonce, own)
        what = hashed(method, target)
        quoted = {"username": who.user, "realm": realm, "nonce": nonce, "uri": target}
        bare = {}
        if "auth" in [word.strip() for word in asked.get("qop", "").split(",")]:
            quoted["response"] = hashed(secret, nonce, count, own, "auth", what)
            quoted["cnonce"] = own
            bare = {"qop": "auth", "nc": count}
        else:
            quoted["response"] = hashed(secret, nonce, what)
        if "opaque" in asked:
            quoted["opaque"] = asked["opaque"]
        if "algorithm" in asked:
            bare["algorithm"] = asked["algorithm"]
        words = [f'{k}="{_quote(v)}"' for k, v in quoted.items()] + [f"{k}={v}" for k, v in bare.items()]
        return ("Digest " + ", ".join(words)).encode().decode("latin-1")


def _challenges(text: str) -> list[tuple[str, dict[str, str]]]:
    """The challenges of one header, by scheme in lower case: a server may put several into one."""
    starts = list(_SCHEME.finditer(text))
    found = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        pairs = _PARAMETER.findall(text[start.end() : end])
        found.append((start[1].lower(), {k.lower(): re.sub(r"\\(.)", r"\1", q) or w for k, q, w in pairs}))
    return found


def _utf8(header: str) -> str:
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _algorithm(challenge: Mapping[str, str]) -> str:
    return challenge.get("algorithm", "MD5").upper().removesuffix("-SESS")


def _quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
