"""Frames, the door, and the first words."""

import asyncio
from pathlib import Path

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.api.codec import MAX_FRAME_BYTES, CodecError
from organic_p2p.api.frames import TOKEN_BYTES, Door, frame, greeting, read_greeting
from organic_p2p.api.streams import read_frame

FROZEN_DOOR = bytes.fromhex("93a92f612f736f636b6574c420" + "07" * 32 + "cd1092")


async def frames_of(stream: bytes) -> list[bytes]:
    reader = asyncio.StreamReader()
    reader.feed_data(stream)
    reader.feed_eof()
    found = []
    while (data := await read_frame(reader)) is not None:
        found.append(data)
    return found


@given(st.lists(st.binary(max_size=50), max_size=5), st.binary(max_size=3))
def test_frames_come_out_as_they_went_in_and_half_a_frame_is_the_end(
    messages: list[bytes], rest: bytes
) -> None:
    assert asyncio.run(frames_of(b"".join(map(frame, messages)) + rest)) == messages


@pytest.mark.parametrize("length", [MAX_FRAME_BYTES + 1, (1 << 32) - 1])
def test_a_frame_that_is_longer_than_any_message_is_refused_before_it_is_read(length: int) -> None:
    with pytest.raises(CodecError):
        asyncio.run(frames_of(length.to_bytes(4, "big")))


@given(st.integers(0, 1 << 32), st.binary(max_size=40))
def test_a_greeting_survives_the_round_trip(version: int, token: bytes) -> None:
    assert read_greeting(greeting(version, token)) == (version, token)


@given(st.binary(max_size=60))
def test_any_other_first_frame_is_refused(data: bytes) -> None:
    try:
        version, token = read_greeting(data)
    except CodecError:
        return
    assert type(version) is int
    assert type(token) is bytes


@pytest.mark.parametrize("value", [[1], ["1", b""], [1, "token"], {}, None, [1, b"", b""]])
def test_a_greeting_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(CodecError):
        read_greeting(msgpack.packb(value))


def test_a_door_survives_the_round_trip(tmp_path: Path) -> None:
    door = Door.new("/a/socket", 4242)
    assert len(door.token) == TOKEN_BYTES
    (tmp_path / "engine").write_bytes(door.encode())
    assert Door.read(tmp_path / "engine") == door
    assert Door.new("/a/socket", 4242) != door


def test_a_door_of_version_1(tmp_path: Path) -> None:
    (tmp_path / "engine").write_bytes(FROZEN_DOOR)
    assert Door.read(tmp_path / "engine") == Door("/a/socket", b"\7" * 32, 4242)


@given(data=st.one_of(st.binary(max_size=100), st.builds(lambda n: FROZEN_DOOR[:n], st.integers(0, 30))))
def test_any_other_file_is_no_door(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("home") / "engine"
    path.write_bytes(data)
    assert Door.read(path) is None


def test_where_there_is_no_file_there_is_no_door(tmp_path: Path) -> None:
    assert Door.read(tmp_path / "engine") is None
    assert Door.read(tmp_path) is None
