"""Requests, replies and events as bytes: msgpack ``[name of the dataclass, its fields in order]``.

Decoding follows the type annotations and refuses anything that does not fit them, on both sides: a client may
be older than the engine it talks to, and any program of this user can open the socket.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgpack

from organic_p2p.api import events, replies, requests

MAX_FRAME_BYTES = 64 * 1024 * 1024
# The name of a file, or a word of a command line, may hold bytes that are no text. It travels as it is: a request that
# could not be sent would leave all that were asked after it with the answers to others.
_ODD = "surrogatepass"


class CodecError(ValueError):
    """The bytes are no request, reply or event of this vocabulary."""


def encode(value: object) -> bytes:
    """Return the bytes of a request, reply or event."""
    packed: bytes = msgpack.packb(
        [type(value).__name__, _plain(value)], use_bin_type=True, unicode_errors=_ODD
    )
    return packed


def decode(data: bytes) -> object:
    """Return the request, reply or event that `data` encodes.

    Raises:
        CodecError: It is none.
    """
    try:
        match msgpack.unpackb(data, raw=False, strict_map_key=True, unicode_errors=_ODD):
            case [str(name), list(values)] if name in _vocabulary():
                return _build(_vocabulary()[name], values)
    # msgpack raises errors of many families for hostile input, and none may pass.
    except Exception as cause:
        raise CodecError(f"{len(data)} bytes that fit no request, reply or event") from cause
    raise CodecError(f"{len(data)} bytes of an unknown kind")


def to_json(value: object) -> Any:
    """Return a reply as values for a JSON document: bytes as hex, dataclasses as objects."""
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


@cache
def _vocabulary() -> Mapping[str, type]:
    found: dict[str, type] = {}
    for module in (requests, replies, events):
        for value in vars(module).values():
            if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__:
                if value.__name__ in found:
                    raise AssertionError(f"two messages are called {value.__name__}")
                found[value.__name__] = value
    return found


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _build(kind: type, values: list[object]) -> object:
    hints = _hints(kind)
    names = [f.name for f in fields(kind)]
    if len(values) != len(names):
        raise CodecError(f"{kind.__name__} with {len(values)} fields")
    return kind(**{name: _fit(hints[name], value) for name, value in zip(names, values, strict=True)})


def _fit(hint: Any, value: object) -> object:
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, list):
        return _build(hint, value)
    origin = get_origin(hint)
    if origin is tuple and isinstance(value, list):
        return tuple(_fit_all(get_args(hint)[0], value))
    if origin in (Union, types.UnionType):
        return _fit_any(get_args(hint), value)
    if hint is type(None) and value is None:
        return None
    if hint in (int, str, bytes, bool) and type(value) is hint:
        return value
    raise CodecError(f"a value of type {type(value).__name__} where {hint} belongs")


def _fit_all(hint: Any, values: Iterable[object]) -> Iterable[object]:
    return (_fit(hint, value) for value in values)


def _fit_any(choices: Iterable[Any], value: object) -> object:
    for choice in choices:
        try:
            return _fit(choice, value)
        except CodecError:
            continue
    raise CodecError(f"a value of type {type(value).__name__} that fits no choice")
