"""How far a code has been typed, and which of its groups to look at again.

    text as it stands ── progress() ──▶ groups, each right, wrong or unfinished, and what to say about them

The same rules as in `code_reading` and `code_slips`, asked at every key instead of at the end. A slip is pointed out
in the group where it happened; nothing is corrected.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from organic_p2p.domain.code_groups import (
    ALPHABET,
    GROUP_CHARS,
    CodeError,
    CodeFault,
    announced_count,
    fits,
)
from organic_p2p.domain.code_reading import OPENING, begin, tidied
from organic_p2p.domain.code_slips import Typed, explain

# Nobody types two whole groups that belong to nothing before wondering.
_GROUPS_TO_DOUBT = 2


class GroupState(StrEnum):
    """What can be said of a group."""

    RIGHT = "right"
    WRONG = "wrong"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Group:
    """Up to four characters, as they were typed."""

    text: str
    state: GroupState


@dataclass(frozen=True, slots=True)
class Progress:
    """A code as far as it was typed.

    Attributes:
        groups: What follows the opening, not more groups than the whole code has.
        count: How many groups the whole code has; 0 while its first one is not there.
        fault: What is wrong so far, with its sentence; None if nothing is.
    """

    groups: tuple[Group, ...]
    count: int
    fault: CodeError | None


def progress(text: str, letters: AbstractSet[str]) -> Progress:
    """Return how far the code in `text` has come.

    Args:
        text: Anything a person is typing or has pasted; it need not be complete.
        letters: The letters that an opening may end with.
    """
    tidy = tidied(text)
    begun = begin(tidy)
    if begun is None and _may_become_an_opening(tidy):
        return Progress((), 0, None)
    version, letter, rest = begun if begun is not None else ("1", None, tidy)
    if version not in "1IL":
        sentence = "This code is for a newer version of Organic than this one."
        return Progress((), 0, CodeError(CodeFault.NEWER, sentence))
    typed = Typed.of(rest)
    first = typed.group(0)
    count = announced_count(first) if fits(0, first) else 0
    present = -(-len(typed.characters) // GROUP_CHARS)
    groups = tuple(_group(index, typed.group(index)) for index in range(min(present, count or present)))
    wrong = any(group.state is GroupState.WRONG for group in groups)
    if letter is None and wrong and groups[0].state is not GroupState.RIGHT:
        # Without an opening only the first group can tell that this is a code at all.
        if len(groups) <= _GROUPS_TO_DOUBT:
            return Progress((), 0, None)
        sentence = f"This is not a code of Organic. A code begins with {OPENING}."
        return Progress((), 0, CodeError(CodeFault.NOT_A_CODE, sentence))
    if not wrong:
        return Progress(groups, count, None)
    fault = _fault(typed, letter, letters, groups)
    # Where something is missing, nothing after it fits; only the place itself is to be looked at.
    shown = (_unless_named(index, group, fault) for index, group in enumerate(groups))
    return Progress(tuple(shown), count, fault)


def _unless_named(index: int, group: Group, fault: CodeError) -> Group:
    if group.state is GroupState.WRONG and fault.groups and index not in fault.groups:
        return Group(group.text, GroupState.UNFINISHED)
    return group


def _fault(
    typed: Typed, letter: str | None, letters: AbstractSet[str], groups: tuple[Group, ...]
) -> CodeError:
    fault = explain(typed, letter, letters)
    if fault.groups and groups[-1].state is not GroupState.WRONG:
        return fault
    # The explanation looks at whole groups only; a sign that no code has is seen in the one being typed.
    last = len(groups) - 1
    if len(groups[last].text) == GROUP_CHARS or any(group.state is GroupState.WRONG for group in groups[:-1]):
        return fault
    padded = typed.characters[: last * GROUP_CHARS] + groups[last].text.ljust(GROUP_CHARS, ALPHABET[0])
    return explain(Typed.of(padded), letter, letters)


def _group(index: int, text: str) -> Group:
    if any(character not in ALPHABET for character in text):
        return Group(text, GroupState.WRONG)
    if len(text) < GROUP_CHARS:
        return Group(text, GroupState.UNFINISHED)
    return Group(text, GroupState.RIGHT if fits(index, text) else GroupState.WRONG)


def _may_become_an_opening(tidy: str) -> bool:
    """Tell whether the last word could be how a code or a link begins."""
    word = tidy.split(" ")[-1].replace("-", "").replace("0", "O")
    return any(whole.startswith(word) for whole in (f"{OPENING}C", f"ORGANIC:{OPENING}C"))
