"""Strategies for everything that travels over the local socket."""

import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from organic_p2p.api.codec import vocabulary
from organic_p2p.api.value import Value, field_names

_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-(1 << 63), (1 << 63) - 1),
    str: st.text(max_size=20),
    bytes: st.binary(max_size=32),
    bool: st.booleans(),
    type(None): st.none(),
}


@cache
def any_of(kind: type[Value], depth: int = 0) -> st.SearchStrategy[Any]:
    """Return messages of one kind; comments on comments end after a few."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: _fitting(hints[name], depth) for name in field_names(kind)})


def _fitting(hint: Any, depth: int) -> st.SearchStrategy[Any]:
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin = get_origin(hint)
    if origin is tuple:
        if depth > 2:
            return st.just(())
        return st.lists(_fitting(get_args(hint)[0], depth + 1), max_size=2).map(tuple)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_fitting(choice, depth) for choice in get_args(hint)))
    return any_of(hint, depth)


messages = st.sampled_from(vocabulary()).flatmap(any_of)
