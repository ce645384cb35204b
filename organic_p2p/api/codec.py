"""Requests, replies and events as bytes: msgpack ``[name of the class, its fields in order]``.

Decoding follows the type annotations and refuses anything that does not fit them, on both sides: a client may
be older than the engine it talks to, and any program of this user can open the socket.
"""

from functools import cache
from typing import Any, Final, Union

import msgpack
import msgspec

from organic_p2p.api import events, replies, requests
from organic_p2p.api.value import Value, field_names

MAX_FRAME_BYTES = 64 * 1024 * 1024
# The name of a file, or a word of a command line, may hold bytes that are no text. It travels as it is: a request that
# could not be sent would leave all that were asked after it with the answers to others. `msgspec` takes text only.
_ODD: Final = "surrogatepass"


class CodecError(ValueError):
    """The bytes are no request, reply or event of this vocabulary."""


def encode(value: object) -> bytes:
    """Return the bytes of a request, reply or event."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value, builtin_types=(bytes,))
        odd: bytes = msgpack.packb(plain, use_bin_type=True, unicode_errors=_ODD)
        return odd


def decode(data: bytes) -> Value:
    """Return the request, reply or event that `data` encodes.

    Raises:
        CodecError: It is none.
    """
    try:
        return _decoder().decode(data)
    except msgspec.ValidationError as cause:
        raise CodecError(f"{len(data)} bytes that fit no request, reply or event") from cause
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _decode_odd(data)


def _decode_odd(data: bytes) -> Value:
    try:
        plain = msgpack.unpackb(data, raw=False, strict_map_key=True, unicode_errors=_ODD)
        value: Value = msgspec.convert(plain, _any_of_it(), builtin_types=(bytes,))
    # msgpack raises errors of many families for hostile input, and none may pass.
    except Exception as cause:
        raise CodecError(f"{len(data)} bytes that are no request, reply or event") from cause
    return value


def to_json(value: object) -> Any:
    """Return a reply as values for a JSON document: bytes as hex, values as objects."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Value):
        return {name: to_json(getattr(value, name)) for name in field_names(type(value))}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


@cache
def vocabulary() -> tuple[type[Value], ...]:
    """Return everything that can be said: the requests, the replies with their parts, and the events."""
    return tuple(
        value
        for module in (requests, replies, events)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Value) and value.__module__ == module.__name__
    )


@cache
def _decoder() -> msgspec.msgpack.Decoder[Value]:
    return msgspec.msgpack.Decoder(_any_of_it())


def _any_of_it() -> Any:
    return Union[vocabulary()]  # noqa: UP007 — with bars it would have to be written out
