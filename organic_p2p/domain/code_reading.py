"""From what a person pastes or types to the bytes of a code.

    text ── tidy ──▶ capitals, single dashes and spaces ── find the opening ──▶ groups ──▶ letter, body
                                                                    └─ slips.explain() ──▶ CodeError

Texts arrive through messengers, mail, scanners and fingers. What cannot change a code is ignored: case,
white space, line ends, dashes of any length, quotation marks, invisible characters, words before the
code and, once it is complete, after it. A character that no code has is pointed at, never replaced.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet

from organic_p2p.domain.code_groups import (
    GROUP_CHARS,
    CodeError,
    CodeFault,
    announced_count,
    fits,
    open_groups,
)
from organic_p2p.domain.code_slips import Typed, explain

OPENING = "ORG1"

# The longest code has about 400 characters with its dashes; the rest is room for a friendly letter around it.
MAX_TEXT_CHARS = 4096

# The opening is no secret and no choice, so here, and only here, look-alikes are let through.
_OPENING = re.compile(r"(?<![0-9A-Z])[O0][- ]?R[- ]?G[- ]?([0-9IL])[- ]?([0-9A-Z])")

# What a sentence or a messenger puts directly around a code.
_AROUND = frozenset("\"'`*|<>.,;!")
_AROUND_CATEGORIES = frozenset({"Ps", "Pe", "Pi", "Pf", "So", "Zs", "Zl", "Zp"})


def read(text: str, letters: AbstractSet[str]) -> tuple[str, bytes]:
    """Return the letter and the body of the code in `text`.

    Args:
        text: Anything a person gives for a code.
        letters: The letters that an opening may end with.

    Raises:
        CodeError: Every kind but WRONG_KIND and ADDRESS.
    """
    if len(text) > MAX_TEXT_CHARS:
        raise CodeError(CodeFault.TOO_LONG, "This text is far longer than any code.")
    tidy = tidied(text)
    openings = list(_OPENING.finditer(tidy))
    if not openings:
        return _read_without_opening(tidy, letters)
    for opening in openings:
        version, letter = opening.groups()
        typed = Typed.of(tidy[opening.end() :])
        body = _body(typed, letter) if version in "1IL" and letter in letters else None
        if body is not None:
            return letter, body
    version, letter = openings[0].groups()
    if version not in "1IL":
        raise CodeError(CodeFault.NEWER, "This code is for a newer version of Organic than this one.")
    raise explain(Typed.of(tidy[openings[0].end() :]), letter, letters)


def _read_without_opening(tidy: str, letters: AbstractSet[str]) -> tuple[str, bytes]:
    typed = Typed.of(tidy)
    for letter in sorted(letters):
        body = _body(typed, letter)
        if body is not None:
            return letter, body
    # Four groups in place by accident: once in a million texts.
    if all(fits(index, typed.group(index)) for index in range(4)):
        raise explain(typed, None, letters)
    raise CodeError(CodeFault.NOT_A_CODE, f"This is not a code of Organic. A code begins with {OPENING}.")


def _body(typed: Typed, letter: str) -> bytes | None:
    # The code ends where its first group says; what follows must not be stuck to it.
    first = typed.group(0)
    if not fits(0, first):
        return None
    count = announced_count(first)
    if not typed.parted_at(count * GROUP_CHARS):
        return None
    return open_groups(letter, [typed.group(index) for index in range(count)])


def begin(tidy: str) -> tuple[str, str, str] | None:
    """Return version, letter and what follows of the first opening in a tidied text; None if there is none."""
    opening = _OPENING.search(tidy)
    return None if opening is None else (opening[1], opening[2], tidy[opening.end() :])


def tidied(text: str) -> str:
    """Return `text` in capitals, with dashes and spaces as the only separators, without what cannot be seen."""
    return "".join(_tidied_character(character) for character in unicodedata.normalize("NFKC", text))


def _tidied_character(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or character in _AROUND or category in _AROUND_CATEGORIES:
        return " "
    if category == "Pd" or character in "_\N{MINUS SIGN}":
        return "-"
    # Format and control characters, and the marks that choose how the character before them looks.
    if category in ("Cf", "Cc", "Mn"):
        return ""
    return character.upper() if character.isascii() else character
