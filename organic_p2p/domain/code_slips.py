"""Where a person slipped while typing a code.

Given a code that does not fit, find the explanation that fits best and put it into a sentence:

* a few groups do not fit, the others do: those were mistyped;
* nothing fits from some group on, but everything does once the rest is moved by a few characters:
  something is missing, or too much, in that group;
* all groups fit, but there are fewer than the first one announces: the end is missing.

Places in sentences follow the printed form: lines of five groups, where the opening is not counted.
Nothing is corrected: a sentence says where to look, and holds none of the code.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from organic_p2p.domain.code_groups import (
    ALPHABET,
    GROUP_CHARS,
    GROUPS_PER_LINE,
    MAX_BODY_BYTES,
    CodeError,
    CodeFault,
    announced_count,
    fits,
    group_count,
    hidden_slip,
    open_groups,
)

_MOST_GROUPS = group_count(MAX_BODY_BYTES)

# Three lines left out or typed twice are still recognised as such.
_MOST_SHIFT = 3 * GROUPS_PER_LINE * GROUP_CHARS

# More groups than these are named by their lines.
_MOST_NAMED = 3

_COMPARE = "Compare with the code that you were given."


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after the opening: its characters, and how they were parted.

    Attributes:
        characters: Everything but dashes and spaces.
        pieces: Lengths of the runs between them.
        gaps: Offsets into `characters` where a space stood.
    """

    characters: str
    pieces: tuple[int, ...]
    gaps: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Take apart a tidied text, in which dashes and spaces are the only separators."""
        gaps, pieces, length = set(), [], 0
        for part in re.findall(r"[- ]+|[^- ]+", text):
            if part[0] in "- ":
                gaps |= {length} if " " in part else set()
            else:
                length += len(part)
                pieces.append(len(part))
        return cls(re.sub("[- ]", "", text), tuple(pieces), frozenset(gaps))

    def group(self, index: int, shift: int = 0) -> str:
        """Return the four characters of a group, fewer at the end, with the text moved by `shift`."""
        start = index * GROUP_CHARS + shift
        return self.characters[start : start + GROUP_CHARS] if start >= 0 else ""

    def parted_at(self, offset: int) -> bool:
        """Tell whether the text ends at `offset`, or a space stands there."""
        return offset == len(self.characters) or offset in self.gaps


def explain(typed: Typed, letter: str | None, letters: AbstractSet[str]) -> CodeError:
    """Return the best account of what is wrong with a code that could not be read.

    Args:
        typed: What follows the opening.
        letter: The letter of the opening, or None where there was no opening.
        letters: The letters that an opening may have.
    """
    first = typed.group(0)
    count = announced_count(first) if fits(0, first) else 0
    present = len(typed.characters) // GROUP_CHARS
    if present == 0:
        return CodeError(CodeFault.TOO_SHORT, "The code is not complete: it stops after its opening.")
    wrong = [index for index in range(min(count, present) or present) if not fits(index, typed.group(index))]
    if present > _MOST_GROUPS + _MOST_SHIFT and not count:
        return CodeError(CodeFault.TOO_LONG, "This is longer than any code.")
    if wrong:
        return _explain_wrong(typed, wrong, count or present)
    if present < count:
        return _explain_end(typed, present, count)
    return _explain_whole(typed, count, letter, letters)


def _explain_wrong(typed: Typed, wrong: Sequence[int], count: int) -> CodeError:
    first = wrong[0]
    stranger = next((character for character in typed.group(first) if character not in ALPHABET), None)
    if stranger is not None:
        return CodeError(CodeFault.LETTER, _stranger(first, stranger), [first])
    shift = _shift(typed, first, count)
    if shift:
        return _explain_shift(typed, first, shift)
    if len(wrong) > _MOST_NAMED:
        sentence = f"{_lines(wrong)} not fit. {_COMPARE}"
    else:
        verb = "does" if len(wrong) == 1 else "do"
        sentence = f"{_places(wrong)} {verb} not fit. {_COMPARE}"
    return CodeError(CodeFault.MISTYPED, _capital(sentence), wrong)


def _explain_shift(typed: Typed, first: int, shift: int) -> CodeError:
    # A slip late in a group may leave the group fitting by accident. If the person parted the groups, the
    # one whose length is off by as much tells the place better.
    lengths = [*typed.pieces, 0]
    uneven = next(index for index, length in enumerate(lengths) if length != GROUP_CHARS)
    index = min(first, uneven) if lengths[uneven] == GROUP_CHARS + shift else first
    number = abs(shift)
    place = _place(index)
    groups, odd = divmod(number, GROUP_CHARS)
    if odd:
        characters = "a character" if number == 1 else f"{number} characters"
        sentence = f"{place} lacks {characters}." if shift < 0 else f"{place} has {characters} too many."
    elif groups == GROUPS_PER_LINE and index % GROUPS_PER_LINE == 0:
        line = index // GROUPS_PER_LINE + 1
        sentence = f"line {line} is missing." if shift < 0 else f"before line {line} stands a line too many."
    elif groups == 1:
        sentence = f"{place} is missing." if shift < 0 else f"before {place} stands a group too many."
    else:
        sentence = f"from {place} on, {groups} groups are {'missing' if shift < 0 else 'too many'}."
    return CodeError(CodeFault.MISTYPED, _capital(sentence), [index])


def _explain_end(typed: Typed, present: int, count: int) -> CodeError:
    missing = list(range(present, count))
    if len(typed.characters) % GROUP_CHARS:
        sentence = f"The code is not complete: {_place(present)} has too few characters."
    else:
        sentence = f"The code is not complete: it has {count} groups, and {present} of them are here."
    return CodeError(CodeFault.TOO_SHORT, sentence, missing)


def _explain_whole(typed: Typed, count: int, letter: str | None, letters: AbstractSet[str]) -> CodeError:
    groups = [typed.group(index) for index in range(count)]
    fitting = [other for other in sorted(letters) if open_groups(other, groups) is not None]
    if letter in fitting:
        sentence = f"The code is complete after {_place(count - 1)}, but it goes on. Leave out the rest."
        return CodeError(CodeFault.TOO_LONG, sentence)
    if fitting:
        return CodeError(CodeFault.MISTYPED, "The opening is wrong. Compare the letter after ORG1.")
    hidden = hidden_slip(letter, groups) if letter is not None and letter in letters else None
    if hidden is None:
        return CodeError(
            CodeFault.MISTYPED, "One group of this code does not fit, but it hides. Compare them all."
        )
    return CodeError(CodeFault.MISTYPED, _capital(f"{_place(hidden)} does not fit. {_COMPARE}"), [hidden])


def _shift(typed: Typed, first: int, count: int) -> int:
    """Return by how many characters the text after group `first` is too long, below 0 for too short, or 0."""
    best, best_hits = 0, _hits(typed, first, count, 0)
    for shift in sorted(range(-_MOST_SHIFT, _MOST_SHIFT + 1), key=abs):
        hits = _hits(typed, first, count, shift)
        # Two groups that fit by accident, among all these shifts, are nothing rare. Three are.
        if hits > best_hits and hits >= 3:
            best, best_hits = shift, hits
    return best


def _hits(typed: Typed, first: int, count: int, shift: int) -> int:
    return sum(fits(index, typed.group(index, shift)) for index in range(first + 1, count))


def _stranger(index: int, stranger: str) -> str:
    if stranger.isascii() and stranger.isalnum():
        named = f"the {'digit' if stranger.isdigit() else 'letter'} {stranger}"
    else:
        named = "a character"
    return _capital(f"{_place(index)} has {named}, which no code has. {_COMPARE}")


def _places(indices: Sequence[int]) -> str:
    places = [_place(index) for index in indices]
    return " and ".join([", ".join(places[:-1]), places[-1]]) if len(places) > 1 else places[0]


def _lines(indices: Sequence[int]) -> str:
    lines = sorted({index // GROUPS_PER_LINE + 1 for index in indices})
    if len(lines) == 1:
        return f"line {lines[0]} does"
    return f"lines {', '.join(str(line) for line in lines[:-1])} and {lines[-1]} do"


def _place(index: int) -> str:
    line, group = divmod(index, GROUPS_PER_LINE)
    after = " after the opening" if line == 0 else ""
    return f"line {line + 1}, group {group + 1}{after}"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
