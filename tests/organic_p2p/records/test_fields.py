"""Narrowing of untrusted values."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.records.fields import body_map, get_bool, get_bytes, get_int, get_list, get_text
from sync.errors import MalformedError
from sync.omp1 import Value, encode
from tests.organic_p2p.records.bodies import values

GETTERS: list[tuple[Callable[[dict[str, Value]], Any], Callable[[Any], bool]]] = [
    (lambda m: get_bytes(m, "k", 3), lambda v: type(v) is bytes and len(v) == 3),
    (lambda m: get_text(m, "k", 5), lambda v: type(v) is str and len(v.encode()) <= 5),
    (lambda m: get_int(m, "k", 0, 9), lambda v: type(v) is int and 0 <= v <= 9),
    (lambda m: get_bool(m, "k"), lambda v: type(v) is bool),
    (lambda m: get_list(m, "k", 2), lambda v: type(v) is list and len(v) <= 2),
]
likely = st.one_of(
    values,
    st.binary(min_size=3, max_size=3),
    st.integers(-1, 10),
    st.lists(st.none(), max_size=3),
    st.text(max_size=6),
)


@pytest.mark.parametrize(("get", "fits"), GETTERS)
@given(value=likely)
def test_a_field_is_what_its_getter_says_or_it_is_refused(
    get: Callable[[dict[str, Value]], Any], fits: Callable[[Any], bool], value: Value
) -> None:
    if fits(value):
        assert get({"k": value}) == value
    else:
        with pytest.raises(MalformedError):
            get({"k": value})


@pytest.mark.parametrize("get", [get for get, _ in GETTERS])
def test_a_missing_field_is_refused(get: Callable[[dict[str, Value]], Any]) -> None:
    with pytest.raises(MalformedError):
        get({"other": 1})


def test_true_is_no_number_and_one_is_no_truth() -> None:
    with pytest.raises(MalformedError):
        get_int({"k": True}, "k")
    with pytest.raises(MalformedError):
        get_bool({"k": 1}, "k")


def test_a_text_is_measured_in_bytes() -> None:
    assert get_text({"k": "ää"}, "k", 4) == "ää"
    with pytest.raises(MalformedError):
        get_text({"k": "ää"}, "k", 3)


@given(values)
def test_a_body_is_a_map_or_it_is_refused(value: Value) -> None:
    if isinstance(value, dict):
        assert body_map(encode(value)) == value
    else:
        with pytest.raises(MalformedError):
            body_map(encode(value))


@given(st.binary(max_size=80))
def test_any_bytes_are_a_canonical_map_or_they_are_refused(data: bytes) -> None:
    try:
        found = body_map(data)
    except MalformedError:
        return
    assert encode(found) == data


def test_no_body_is_no_map() -> None:
    with pytest.raises(MalformedError):
        body_map(None)
