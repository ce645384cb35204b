"""Bytes as groups of four characters that a person can type, where each group notices its own slips.

    letter, body ── write() ──▶ ("QPZR", "Y9X8", …)        "QPZR" at index 0: does it fit? ── fits()
    letter, groups ── open_groups() ──▶ body | None

The alphabet is that of bech32 (BIP 173): 32 characters without 1, b, i and o. A group carries 15 bits
and one check character. The check is a weighted sum in the field of 32 elements plus a value that
belongs to the group's place, so that these are *always* seen, in the very group where they happened:

* one wrong character;
* any two characters of a group changed for one another;
* a group, or a line of groups, left out, repeated or moved (places repeat only after 31 groups).

Anything else in a group passes with probability 1/32. Forty bits of BLAKE2b over the whole decide in
the end: groups only tell where to look. Layout of what the groups carry, most significant bit first:

    length of body 1 | body | BLAKE2b of letter and body, first 5 bytes | zero bits to the end of the group

The letter names what the code is for. It is written before the groups, so it costs no room inside them,
but the last five bytes cover it. Reading a person's text is the work of `code_reading`.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations, permutations

from crypto.hashing import digest
from crypto.labels import CODE_CHECK

ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
GROUP_CHARS = 4
GROUPS_PER_LINE = 5

# A code has to be typed and to fit a QR code that a webcam reads from a small screen.
MAX_BODY_BYTES = 149

_CHECK_BYTES = 5
_GROUP_BITS = 15
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def _powers() -> tuple[int, ...]:
    # Powers of the generator x in GF(2)[x]/(x^5 + x^2 + 1): every element but zero, once.
    powers, element = [], 1
    for _ in range(31):
        powers.append(element)
        element <<= 1
        if element & 32:
            element ^= 0b100101
    return tuple(powers)


_POWERS = _powers()
_LOGS = {element: exponent for exponent, element in enumerate(_POWERS)}


def _unseen_changes() -> frozenset[int]:
    # What two wrong characters can do to the 15 bits of a group while its check still fits: an error e
    # at weight x^a is undone by e * x^(a-b) at weight x^b. The check itself is character 3, weight 1.
    weights, changes = (1, 2, 3, 0), []
    for first, second in combinations(range(GROUP_CHARS), 2):
        for exponent in range(31):
            errors = [0] * GROUP_CHARS
            errors[first] = _POWERS[exponent]
            errors[second] = _POWERS[(exponent + weights[first] - weights[second]) % 31]
            changes.append(errors[0] << 10 | errors[1] << 5 | errors[2])
    return frozenset(changes)


_UNSEEN_CHANGES = _unseen_changes()


class CodeFault(StrEnum):
    """What is the matter with a code; the word that a program sees."""

    MISTYPED = "mistyped"
    LETTER = "letter"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    NOT_A_CODE = "not-a-code"
    WRONG_KIND = "wrong-kind"
    NEWER = "newer"
    ADDRESS = "address"


class CodeError(ValueError):
    """A text that is no usable code.

    Attributes:
        kind: What is the matter.
        sentence: The same for a reader, with the place to look at. Holds nothing of the code itself.
        groups: Indices of the groups to look at again, counted from 0 after the opening.
    """

    def __init__(self, kind: CodeFault, sentence: str, groups: Sequence[int] = ()) -> None:
        """Say `sentence` to the reader and point at `groups`."""
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence
        self.groups = tuple(groups)


def write(letter: str, body: bytes) -> tuple[str, ...]:
    """Return the groups that carry `body`, upper case.

    Args:
        letter: One capital letter: what the code is for.
        body: At most `MAX_BODY_BYTES` bytes.

    Raises:
        ValueError: The body is too long.
    """
    if len(body) > MAX_BODY_BYTES:
        raise ValueError(f"a code carries at most {MAX_BODY_BYTES} bytes, got {len(body)}")
    carried = bytes([len(body)]) + body + _check(letter, body)
    count = group_count(len(body))
    bits = int.from_bytes(carried, "big") << (count * _GROUP_BITS - 8 * len(carried))
    return tuple(_group(index, bits >> (count - 1 - index) * _GROUP_BITS) for index in range(count))


def open_groups(letter: str, groups: Sequence[str]) -> bytes | None:
    """Return the body in `groups`, or None if anything at all is wrong with them."""
    if not groups or not all(fits(index, group) for index, group in enumerate(groups)):
        return None
    return _open_bits(letter, _bits(groups), len(groups))


def hidden_slip(letter: str, groups: Sequence[str]) -> int | None:
    """Return the one group in which a slip hides from the group's own check, if the whole gives it away.

    All groups must fit. Two wrong characters of one group, or three and more in the wrong order, pass its
    check once in 31 times; then only the whole fails. That a text so near, and different in one group only,
    satisfies the whole by accident happens once in 10^8 times: enough to say where to look. The text
    itself is thrown away.
    """
    bits, count = _bits(groups), len(groups)
    found = [
        index
        for index, group in enumerate(groups)
        if any(
            _open_bits(letter, bits ^ change << (count - 1 - index) * _GROUP_BITS, count) is not None
            for change in _UNSEEN_CHANGES | _unseen_orders(index, group)
        )
    ]
    return found[0] if len(found) == 1 else None


def fits(index: int, group: str) -> bool:
    """Tell whether `group`, upper case, is whole and right by its own check at place `index`."""
    if len(group) != GROUP_CHARS or any(character not in _VALUES for character in group):
        return False
    return group[-1] == ALPHABET[_check_value(index, [_VALUES[character] for character in group[:-1]])]


def body_length(first_group: str) -> int:
    """Return how many bytes of body the first group announces, 0 to 255. The group must be whole."""
    return _value(first_group) >> (_GROUP_BITS - 8)


def announced_count(first_group: str) -> int:
    """Return how many groups the whole code has, as its first group announces."""
    return group_count(body_length(first_group))


def group_count(body_bytes: int) -> int:
    """Return the number of groups that carry a body of this length."""
    return -(-8 * (1 + body_bytes + _CHECK_BYTES) // _GROUP_BITS)


def _unseen_orders(index: int, group: str) -> set[int]:
    # What the same characters in another order would do to the 15 bits of a group and still fit.
    orders = ("".join(order) for order in permutations(group))
    return {_value(order) ^ _value(group) for order in orders if order != group and fits(index, order)}


def _open_bits(letter: str, bits: int, count: int) -> bytes | None:
    length = bits >> (count * _GROUP_BITS - 8)
    if group_count(length) != count:
        return None
    spare = count * _GROUP_BITS - 8 * (1 + length + _CHECK_BYTES)
    # Exactly one text stands for each body, so the spare bits must be zero.
    if bits & ((1 << spare) - 1):
        return None
    carried = (bits >> spare).to_bytes(1 + length + _CHECK_BYTES, "big")
    body, check = carried[1 : 1 + length], carried[1 + length :]
    return body if check == _check(letter, body) else None


def _bits(groups: Sequence[str]) -> int:
    bits = 0
    for group in groups:
        bits = bits << _GROUP_BITS | _value(group)
    return bits


def _value(group: str) -> int:
    # The 15 bits of the three characters before the check.
    value = 0
    for character in group[:-1]:
        value = value << 5 | _VALUES[character]
    return value


def _group(index: int, bits: int) -> str:
    values = [bits >> 10 & 31, bits >> 5 & 31, bits & 31]
    return "".join(ALPHABET[value] for value in [*values, _check_value(index, values)])


def _check_value(index: int, values: Sequence[int]) -> int:
    # The weights x, x^2, x^3 differ from each other and from the check's own weight, which is 1:
    # that is what makes every exchange of two characters visible.
    total = _POWERS[index % 31]
    for weight, value in enumerate(values, start=1):
        if value:
            total ^= _POWERS[(_LOGS[value] + weight) % 31]
    return total


def _check(letter: str, body: bytes) -> bytes:
    return digest(CODE_CHECK, letter.encode("ascii") + body)[:_CHECK_BYTES]
