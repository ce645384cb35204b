"""Canonical msgpack: one value, one encoding.

Bodies and messages are hashed, signed and compared as bytes, so two encodings of one value would be two truths.
msgpack by itself accepts long forms of short integers, duplicate and unsorted keys, floats and extension types;
`decode` therefore encodes again what it read and refuses bytes that differ.

Allowed are nil, bool, int in [-2^63, 2^63), bin, UTF-8 str, array, and map with str keys in the order of their
UTF-8 bytes, nested at most eight deep.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

import msgpack

from sync.errors import LocalProtocolError, MalformedError

Value: TypeAlias = bool | int | bytes | str | Sequence["Value"] | Mapping[str, "Value"] | None

MAX_DEPTH = 8
# One megabyte of empty maps becomes seventy in memory: lengths are bounded before anything is built.
MAX_ARRAY_ITEMS = 20_000
MAX_MAP_ITEMS = 64
# Nor may short ones be many: a full message of operations has a few thousand, with nine items each.
MAX_CONTAINERS = 50_000
# A million small numbers fit a message too, and going through them takes half a second.
MAX_ITEMS = 200_000

_INT_MIN, _INT_MAX = -(1 << 63), (1 << 63) - 1


def encode(value: Value) -> bytes:
    """Return the only encoding of `value`.

    Raises:
        LocalProtocolError: The value holds a type, a number or a depth that the profile does not allow.
    """
    try:
        packed: bytes = msgpack.packb(_ordered(value, 0), use_bin_type=True)
    except (MalformedError, ValueError, TypeError, OverflowError, UnicodeEncodeError) as cause:
        raise LocalProtocolError(f"not encodable: {type(cause).__name__}") from cause
    return packed


def decode(data: bytes, *, max_bytes: int) -> Value:
    """Return the value of `data`, which comes from a stranger.

    Args:
        data: The whole encoding and nothing after it.
        max_bytes: Refuse longer input before reading it.

    Raises:
        MalformedError: Too long, truncated, not canonical, or outside the profile.
    """
    if len(data) > max_bytes:
        raise MalformedError(f"{len(data)} bytes where at most {max_bytes} are allowed")
    counter = _Counter()
    try:
        value: Value = msgpack.unpackb(
            data,
            raw=False,
            strict_map_key=True,
            ext_hook=_refuse_extension,
            max_array_len=MAX_ARRAY_ITEMS,
            max_map_len=MAX_MAP_ITEMS,
            list_hook=counter.count,
            object_hook=counter.count,
        )
        again = msgpack.packb(_ordered(value, 0), use_bin_type=True)
    # msgpack raises ValueError, OverflowError, StackError, UnicodeDecodeError… by turns: none of them may escape.
    except Exception as cause:
        raise MalformedError(f"{len(data)} bytes that are no message: {type(cause).__name__}") from cause
    if again != data:
        raise MalformedError(f"{len(data)} bytes in a form that is not canonical")
    return value


class _Counter:
    """Counts arrays and maps, and what is in them, while they are built, to stop before they fill the memory."""

    def __init__(self) -> None:
        self._left, self._items_left = MAX_CONTAINERS, MAX_ITEMS

    def count(self, container: Any) -> Any:
        self._left -= 1
        self._items_left -= len(container)
        if self._left < 0 or self._items_left < 0:
            raise MalformedError(f"more than {MAX_CONTAINERS} arrays and maps, or {MAX_ITEMS} items in them")
        return container


def _ordered(value: Any, depth: int) -> Any:
    kind = type(value)
    if kind is bytes or kind is str or kind is bool or value is None:
        return value
    if kind is int:
        if not _INT_MIN <= value <= _INT_MAX:
            raise MalformedError("an integer of more than 64 bits")
        return value
    if depth >= MAX_DEPTH:
        raise MalformedError(f"nested deeper than {MAX_DEPTH}")
    if kind is list or kind is tuple:
        return [_ordered(item, depth + 1) for item in value]
    if kind is dict:
        if any(type(key) is not str for key in value):
            raise MalformedError("a map key that is no text")
        return {key: _ordered(value[key], depth + 1) for key in sorted(value, key=_utf8)}
    raise MalformedError(f"a value of type {kind.__name__}")


def _utf8(key: str) -> bytes:
    return key.encode()


def _refuse_extension(code: int, data: bytes) -> NoReturn:
    raise MalformedError(f"extension type {code}")
