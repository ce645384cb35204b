"""The canonical encoding: one value, one form, and nothing that a stranger sends gets further."""

from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import omp1
from sync.errors import LocalProtocolError, MalformedError

MANY = 1 << 20

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.binary(max_size=40)
    | st.text(max_size=20)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else 0


@given(values)
def test_a_value_survives_the_round_trip(value: Any) -> None:
    assert omp1.decode(omp1.encode(value), max_bytes=MANY) == value


@given(values)
def test_there_is_one_encoding_whatever_the_order_of_keys(value: Any) -> None:
    def reversed_keys(v: Any) -> Any:
        if isinstance(v, dict):
            return {k: reversed_keys(v[k]) for k in reversed(list(v))}
        return [reversed_keys(x) for x in v] if isinstance(v, list) else v

    assert omp1.encode(reversed_keys(value)) == omp1.encode(value)


@given(st.binary(max_size=200))
def test_bytes_that_are_accepted_are_the_encoding_of_their_value(data: bytes) -> None:
    try:
        value = omp1.decode(data, max_bytes=MANY)
    except MalformedError:
        return
    assert omp1.encode(value) == data


@given(values, st.data())
def test_an_encoding_with_something_cut_off_is_malformed(value: Any, data: st.DataObject) -> None:
    encoded = omp1.encode(value)
    cut = data.draw(st.integers(0, len(encoded) - 1))
    with pytest.raises(MalformedError):
        omp1.decode(encoded[:cut], max_bytes=MANY)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xcc\x01",  # 1 in two bytes
        b"\xcd\x00\x01",
        b"\xcf" + bytes(7) + b"\x01",
        b"\xd0\x01",
        b"\xd9\x01a",  # a short text in the long form
        b"\xc5\x00\x01a",
        b"\xdc\x00\x01\x01",
        b"\xde\x00\x01\xa1a\x01",
        b"\x82\xa1b\x01\xa1a\x01",  # keys out of order
        b"\x82\xa1a\x01\xa1a\x02",  # a key twice
        b"\x81\x01\x01",  # a number for a key
        b"\xca\x00\x00\x00\x00",  # floats
        b"\xcb" + bytes(8),
        b"\xcb\x7f\xf8" + bytes(6),  # not a number
        b"\xd6\xff" + bytes(4),  # a timestamp
        b"\xc7\x00\x05",  # an extension
        b"\xc1",  # never used
        b"\xa2\xc3\x28",  # no UTF-8
        b"\xa3\xed\xa0\x80",  # half a surrogate pair
        b"\x01\x01",  # something behind it
        b"\xdd\xff\xff\xff\xff",  # four billion items
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xcf\xff\xff\xff\xff\xff\xff\xff\xff",  # 2^64 - 1
        b"\x91" * 100_000 + b"\x01",  # deep
        b"\x90" * 2,
        b"\x91\x82\xa1b\x01\xa1a\x01",  # out of order further in
    ],
)
def test_any_other_form_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedError):
        omp1.decode(data, max_bytes=MANY)


def test_eight_levels_are_allowed_and_nine_are_not() -> None:
    assert omp1.decode(omp1.encode(nested(8)), max_bytes=MANY) == nested(8)
    with pytest.raises(LocalProtocolError):
        omp1.encode(nested(9))
    with pytest.raises(MalformedError):
        omp1.decode(msgpack.packb(nested(9)), max_bytes=MANY)


def test_more_bytes_than_allowed_are_not_looked_at() -> None:
    with pytest.raises(MalformedError, match="3 bytes where at most 2"):
        omp1.decode(b"\xa2ab", max_bytes=2)


@pytest.mark.parametrize("empty", [b"\x80", b"\x90"])
def test_a_message_full_of_empty_containers_is_malformed(empty: bytes) -> None:
    # They would take seventy times their length in memory.
    rows = 50
    bomb = b"\xdc\x00" + bytes([rows]) + (b"\xdc\x4e\x20" + empty * 20_000) * rows
    with pytest.raises(MalformedError):
        omp1.decode(bomb, max_bytes=MANY)


@pytest.mark.parametrize(
    "value", [1.5, {1: 2}, {1, 2}, 1 << 63, -(1 << 63) - 1, "\ud800", object(), [b"", 2.0]]
)
def test_what_the_profile_does_not_know_cannot_be_encoded(value: Any) -> None:
    with pytest.raises(LocalProtocolError):
        omp1.encode(value)


def test_the_limits_of_containers_hold() -> None:
    assert omp1.decode(omp1.encode([0] * omp1.MAX_ARRAY_ITEMS), max_bytes=MANY)
    with pytest.raises(MalformedError):
        omp1.decode(msgpack.packb([0] * (omp1.MAX_ARRAY_ITEMS + 1)), max_bytes=MANY)
    full = [0] * omp1.MAX_ARRAY_ITEMS
    rows = omp1.MAX_ITEMS // omp1.MAX_ARRAY_ITEMS - 1
    assert omp1.decode(omp1.encode([full] * rows), max_bytes=MANY)
    with pytest.raises(MalformedError):
        omp1.decode(omp1.encode([full] * (rows + 2)), max_bytes=MANY)
    many = {f"{n:03}": 0 for n in range(omp1.MAX_MAP_ITEMS + 1)}
    with pytest.raises(MalformedError):
        omp1.decode(msgpack.packb(many), max_bytes=MANY)
