"""What all requests, replies and events are: small values that do not change.

They are structures of `msgspec` and no dataclasses: the command line and the window make some hundred and thirty of
these classes as they start, and read thousands of such values. A dataclass takes eight times as long to be made, and
forty times as long to be read from bytes and checked by a decoder of our own.
"""

from typing import Any, TypeVar

import msgspec

V = TypeVar("V", bound="Value")


class Value(msgspec.Struct, frozen=True, array_like=True, tag=True, forbid_unknown_fields=True):
    """A request, a reply, an event, or a part of one; as bytes ``[its name, its fields in order]`` (`codec`)."""


def changed(value: V, **fields: Any) -> V:
    """Return the same value but for these fields."""
    return msgspec.structs.replace(value, **fields)


def field_names(kind: type[Value]) -> tuple[str, ...]:
    """Return the names of the fields of a kind of values, in order."""
    return kind.__struct_fields__


def fields_of(value: Value) -> dict[str, Any]:
    """Return the fields of `value` by name; values in them stay values."""
    return msgspec.structs.asdict(value)
