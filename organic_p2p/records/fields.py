"""Narrow untrusted values: each function returns what it names or raises `MalformedError`.

Maps may hold keys that this version does not know: they are ignored, so that later versions can add some.
"""

from collections.abc import Mapping, Sequence

from sync.errors import MalformedError
from sync.omp1 import Value, decode
from sync.ops import MAX_BODY_BYTES


def body_map(body: bytes | None) -> Mapping[str, Value]:
    """Return the map that a body encodes."""
    if body is None:
        raise MalformedError("a body that is not there")
    value = decode(body, max_bytes=MAX_BODY_BYTES)
    if not isinstance(value, Mapping):
        raise MalformedError("a body that is no map")
    return value


def get_bytes(fields: Mapping[str, Value], key: str, length: int) -> bytes:
    """Return the byte string of exactly `length` bytes under `key`."""
    value = fields.get(key)
    if not isinstance(value, bytes) or len(value) != length:
        raise MalformedError(f"field {key!r} is not {length} bytes")
    return value


def get_text(fields: Mapping[str, Value], key: str, max_bytes: int) -> str:
    """Return the text under `key`, at most `max_bytes` long in UTF-8."""
    value = fields.get(key)
    if not isinstance(value, str) or len(value.encode()) > max_bytes:
        raise MalformedError(f"field {key!r} is no text of at most {max_bytes} bytes")
    return value


def get_int(fields: Mapping[str, Value], key: str, low: int = 0, high: int = (1 << 63) - 1) -> int:
    """Return the integer under `key`, between `low` and `high`."""
    value = fields.get(key)
    if type(value) is not int or not low <= value <= high:  # bool is an int to isinstance
        raise MalformedError(f"field {key!r} is no number between {low} and {high}")
    return value


def get_bool(fields: Mapping[str, Value], key: str) -> bool:
    """Return the boolean under `key`."""
    value = fields.get(key)
    if not isinstance(value, bool):
        raise MalformedError(f"field {key!r} is neither true nor false")
    return value


def get_list(fields: Mapping[str, Value], key: str, max_items: int) -> Sequence[Value]:
    """Return the array under `key`, of at most `max_items`."""
    value = fields.get(key)
    if not isinstance(value, list) or len(value) > max_items:
        raise MalformedError(f"field {key!r} is no list of at most {max_items}")
    return value


def get_places(fields: Mapping[str, Value], key: str, max_items: int) -> tuple[int, ...]:
    """Return the sequence numbers under `key`."""
    places = get_list(fields, key, max_items)
    found = tuple(place for place in places if type(place) is int and place >= 0)
    if len(found) != len(places):
        raise MalformedError(f"field {key!r} holds what is no sequence number")
    return found
