"""The nominative of a name that a page gives in another case only: "Rady Regionalnej" → "Rada Regionalna".

The pack knows the nouns that begin names, or end them where heads do (``lemmas``); the adjectives right behind agree
with the noun, and what follows them is a genitive that stays as it is.
"""

from __future__ import annotations

import re

from regiograph.extract.pack import Pack

_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "m": (("iego", "i"), ("ego", "y"), ("iemu", "i"), ("emu", "y"), ("im", "i"), ("ym", "y")),
    "f": (("iej", "a"), ("ej", "a"), ("ą", "a")),
    "n": (("iego", "ie"), ("ego", "e"), ("iemu", "ie"), ("emu", "e"), ("im", "ie"), ("ym", "e")),
}
"""Ending of an adjective in another case → its ending in the nominative, by the noun's gender."""
_LONG = 5


def nominative(name: str, pack: Pack) -> str:
    """A name with its noun, and the adjectives that agree with it, in the nominative; others unchanged.

    >>> from regiograph.extract.pack import load_pack
    >>> nominative("Instytutu Rzecznego Województwa Łódzkiego", load_pack("pl"))
    'Instytut Rzeczny Województwa Łódzkiego'
    """
    words = re.split(r"( )", name)
    if pack.heads_follow:
        return "".join([*words[:-1], pack.lemmas.get(words[-1], words[-1])])
    base = pack.lemmas.get(words[0].casefold())
    if base is None or words[0].isupper():
        return name
    words[0] = base[0].upper() + base[1:] if words[0][0].isupper() else base
    gender = "f" if base.endswith("a") else "n" if base.endswith(("o", "e", "um")) else "m"
    for at in range(2, len(words), 2):
        ending = next((e for e in _ENDINGS[gender] if words[at].endswith(e[0]) and len(words[at]) > _LONG), None)
        if ending is None:
            break
        words[at] = words[at][: -len(ending[0])] + ending[1]
    return "".join(words)
