"""Frames: cuts mean nothing, and a length is refused before anything is stored for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import LocalProtocolError, RemoteProtocolError
from sync.frames import MAX_FRAME_BYTES, FrameReader, frame
from tests.sync.strategies import cuts

payloads = st.lists(st.binary(min_size=1, max_size=50), max_size=6)


@given(payloads, st.data())
def test_any_cut_of_the_stream_gives_the_same_payloads(sent: list[bytes], data: st.DataObject) -> None:
    reader = FrameReader()
    pieces = data.draw(cuts(b"".join(map(frame, sent))))
    assert [payload for piece in pieces for payload in reader.feed(piece)] == sent


@given(payloads.filter(bool), st.data())
def test_what_is_cut_off_is_not_delivered(sent: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(map(frame, sent))
    at = data.draw(st.integers(0, len(stream) - 1))
    got = FrameReader().feed(stream[:at])
    assert got == sent[: len(got)]
    assert len(got) < len(sent)


@pytest.mark.parametrize("length", [0, MAX_FRAME_BYTES + 1, (1 << 32) - 1])
def test_a_length_out_of_bounds_is_refused_at_once(length: int) -> None:
    with pytest.raises(RemoteProtocolError):
        FrameReader().feed(length.to_bytes(4, "big"))


def test_the_longest_frame_is_read() -> None:
    assert FrameReader().feed(frame(b"x" * MAX_FRAME_BYTES)) == [b"x" * MAX_FRAME_BYTES]


def test_a_reader_may_be_stricter() -> None:
    assert FrameReader(3).feed(frame(b"abc")) == [b"abc"]
    with pytest.raises(RemoteProtocolError):
        FrameReader(3).feed(frame(b"abcd"))


@pytest.mark.parametrize("payload", [b"", b"x" * (MAX_FRAME_BYTES + 1)])
def test_a_frame_that_nobody_would_read_is_not_made(payload: bytes) -> None:
    with pytest.raises(LocalProtocolError):
        frame(payload)
