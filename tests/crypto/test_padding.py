"""Padding that can be taken off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import UnopenableError
from crypto.padding import fill, padme, strip


@given(st.binary(max_size=60), st.integers(0, 60))
def test_what_was_padded_comes_back(data: bytes, room: int) -> None:
    padded = fill(data, len(data) + 1 + room)
    assert len(padded) == len(data) + 1 + room
    assert strip(padded) == data


@given(st.binary(max_size=60))
def test_padding_is_accepted_in_the_one_form_in_which_it_is_made(padded: bytes) -> None:
    try:
        data = strip(padded)
    except UnopenableError:
        return
    assert fill(data, len(padded)) == padded


@pytest.mark.parametrize("padded", [b"", b"\0", b"text", b"text\x80\0\x01"])
def test_bytes_without_a_marker_are_refused(padded: bytes) -> None:
    with pytest.raises(UnopenableError):
        strip(padded)


def test_data_that_leaves_no_room_for_the_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fill(b"four", 4)


def test_the_first_padme_sizes() -> None:
    # From the definition: the mantissa keeps as many bits as the exponent's own length.
    sizes = sorted({padme(size) for size in range(1, 65)})
    assert sizes == [*range(1, 9), *range(10, 17, 2), *range(18, 33, 2), *range(36, 65, 4)]


@given(st.integers(2, 2**40))
def test_a_padme_size_costs_at_most_an_eighth(size: int) -> None:
    assert size <= padme(size) <= size + size // 8
    assert padme(padme(size)) == padme(size)


def test_nothing_needs_no_padding() -> None:
    assert padme(0) == 0
