"""How hard a passphrase is to guess, in four steps. An estimate, on the safe side. No Qt.

It counts what a guesser would have to try: characters that do not follow from the ones before, or whole words. Each
guess costs the guesser half a second and much memory (`crypto/passphrase.py`), so fewer bits go further than usual.
"""

import math
import re
from enum import Enum
from typing import Final

LEAST_CHARACTERS: Final = 8
# Words that people can think of, and rarely more.
_BITS_A_WORD: Final = 11.0
_WEAK_BITS, _GOOD_BITS = 32.0, 50.0
_KINDS: Final = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 32))
_USUAL: Final = frozenset(
    [
        *(
            "password",
            "passwort",
            "passphrase",
            "qwertyui",
            "qwertzui",
            "iloveyou",
            "letmein",
            "welcome",
            "admin",
        ),
        *(
            "organic",
            "football",
            "baseball",
            "sunshine",
            "princess",
            "superman",
            "dragon",
            "monkey",
            "master",
        ),
        *("whatever", "starwars", "hallo", "hello", "geheim", "secret"),
    ]
)


class Strength(Enum):
    """What can be said of a passphrase."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def strength_of(passphrase: str) -> Strength:
    """Return how hard `passphrase` is to guess."""
    if len(passphrase) < LEAST_CHARACTERS:
        return Strength.SHORT
    bits = _bits(passphrase)
    if bits < _WEAK_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _GOOD_BITS else Strength.GOOD


def _bits(passphrase: str) -> float:
    words = [word for word in re.split(r"[\W\d_]+", passphrase.casefold()) if len(word) > 2]
    rest = re.sub(r"[^\W\d_]{3,}", "", passphrase.casefold())
    by_words = _BITS_A_WORD * len(set(words) - _USUAL) + 4.0 * len(set(rest.replace(" ", "")))
    pool = sum(size for kind, size in _KINDS if re.search(kind, passphrase))
    by_characters = _surprises(passphrase) * math.log2(max(2, pool))
    return min(by_characters, by_words) if words else by_characters


def _surprises(passphrase: str) -> int:
    """Return how many characters neither repeat nor continue what was before: `aaaa` and `1234` have one each."""
    fresh, seen = 0, ""
    for at, character in enumerate(passphrase):
        step = ord(character) - ord(passphrase[at - 1]) if at else 99
        pair = passphrase[max(0, at - 1) : at + 1]
        if abs(step) > 1 and not (len(pair) == 2 and pair in seen):
            fresh += 1
        seen = passphrase[: at + 1][:-1]
    return fresh
