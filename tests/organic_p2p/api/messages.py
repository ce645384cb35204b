"""Strategies for everything that travels over the local socket."""

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from organic_p2p.api import events, replies, requests

_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-(1 << 63), (1 << 63) - 1),
    str: st.text(max_size=20),
    bytes: st.binary(max_size=32),
    bool: st.booleans(),
    type(None): st.none(),
}


@cache
def vocabulary() -> tuple[type, ...]:
    """Return every request, reply and event."""
    return tuple(
        value
        for module in (requests, replies, events)
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
    )


def any_of(kind: type) -> st.SearchStrategy[Any]:
    """Return messages of one kind."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: _fitting(hints[field.name]) for field in fields(kind)})


def _fitting(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin = get_origin(hint)
    if origin is tuple:
        return st.lists(_fitting(get_args(hint)[0]), max_size=2).map(tuple)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(_fitting, get_args(hint)))
    return st.deferred(lambda: any_of(hint))


messages = st.sampled_from(vocabulary()).flatmap(any_of)
