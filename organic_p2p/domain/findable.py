"""What a text is found by: its words without case and accents, in every script, and where they stand in it.

The same folding is applied to what is kept and to what is typed, so the index needs no language of its own: it splits
at spaces and compares bytes. A script that puts no spaces between its words (Chinese, Japanese, Thai…) is found by its
signs, one after the other; an emoji is a word.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

MAX_TERMS: Final = 16
# Nobody types longer words, and the longest that is kept in one piece is no longer either.
MAX_TERM_CHARS: Final = 64

_SPACE: Final = " "
# Marks that readers leave out when they type: accents, Hebrew points, Arabic vowels, what makes an emoji colourful.
_DROPPED: Final = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
    (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200C, 0x200F),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0x1F3FB, 0x1F3FF),
)  # fmt: skip
# Ideographs, Kana, Bopomofo; Thai, Lao, Myanmar, Khmer: each sign is a word, since none ends with a space.
_SINGLE: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3041, 0x30FF),
    (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)  # fmt: skip
_VOICED: Final = (0x3041, 0x30FF)
# More signs than anybody reads. Who writes a text of every sign that there is makes nobody remember them for ever.
MAX_REMEMBERED: Final = 20_000
_ASCII_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class _Folding(dict[int, str]):
    """What each character becomes; worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        folded = self[code] = _fold(chr(code))
        return folded


_folding = _Folding()


def folded(text: str) -> str:
    """Return the words of a text as they are kept and compared, between spaces."""
    return text.translate(_folding)


def terms_of(typed: str) -> list[str]:
    """Return what was typed as terms to look for: each one word, or several that stand side by side."""
    found = (_SPACE.join(folded(run[:MAX_TERM_CHARS]).split()) for run in typed[:4096].split())
    return [term for term in found if term][:MAX_TERMS]


def places(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the terms stand in a text: first character and the one after the last, in order, none overlapping.

    A term stands where its words do, the last of the last term also as the beginning of a longer one.
    """
    kept, origin = [], []
    for at, character in enumerate(text):
        for piece in _folding[ord(character)]:
            kept.append(piece)
            origin.append(at)
    flat = "".join(kept)
    found: list[tuple[int, int]] = []
    for number, term in enumerate(terms):
        words = r"[ ]+".join(map(re.escape, term.split(_SPACE)))
        end = "" if number == len(terms) - 1 else r"(?![^ ])"
        found += [
            (origin[match.start()], _whole(text, origin[match.end() - 1] + 1))
            for match in re.finditer(rf"(?<![^ ]){words}{end}", flat)
        ]
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _whole(text: str, end: int) -> int:
    """Return where the character that ends before `end` is over: marks behind it belong to it."""
    while end < len(text) and (not _folding[ord(text[end])] or unicodedata.category(text[end])[0] == "M"):
        end += 1
    return end


def _fold(character: str) -> str:
    if _within(ord(character), _DROPPED):
        return ""
    if _VOICED[0] <= ord(character) <= _VOICED[1]:
        # What would be dropped from these signs is no accent: it makes other ones of them.
        return _word(unicodedata.normalize("NFKC", character))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_word(piece) for piece in plain)


def _word(piece: str) -> str:
    if piece in _ASCII_WORD:
        return piece
    code = ord(piece[0])
    if code < 0x80 or len(piece) > 1:
        return _SPACE
    if _within(code, _DROPPED):
        return ""
    category = unicodedata.category(piece)
    if category == "So" or (_within(code, _SINGLE) and category[0] in "LMN"):
        return f"{_SPACE}{piece}{_SPACE}"
    # Vowel signs of the Indian scripts are marks, and parts of their words.
    return piece if category[0] in "LNM" else _SPACE


def _within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)
