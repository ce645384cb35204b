"""A picture out of a film: of a frame that shows something, upright and small; and none of what is made to break it."""

import asyncio
import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from organic_p2p.cli import landscape
from organic_p2p.errors import BadInputError
from organic_p2p.imaging import Darkroom, Still, named_like_film
from organic_p2p.imaging.asking import AskedFile
from organic_p2p.imaging.frames import PIECE_BYTES
from organic_p2p.imaging.limits import MAX_FILM_READ_BYTES
from organic_p2p.imaging.sniffing import film_kind_of
from organic_p2p.imaging.source import Source
from tests.organic_p2p.imaging.films import KINDS, a_film, bright, claiming, dark, turned
from tests.organic_p2p.imaging.planted import jpeg
from tests.organic_p2p.imaging.rooms import colour_at, in_a_loop, near, needs_linux, python, seen
from tests.organic_p2p.imaging.scene import a_photograph, an_arrow
from tests.organic_p2p.imaging.test_hostile import KINDS as PICTURES
from tests.organic_p2p.imaging.test_hostile import with_size_of_jpeg

FILM = a_film()


def stills(*sources: Source, preview_bytes: int = 8192, **limits: Any) -> list[Still | str]:
    """Return a picture of each film, or the kind of the refusal."""

    async def one(room: Darkroom, source: Source) -> Still | str:
        try:
            return await room.still(source, preview_bytes)
        except BadInputError as refusal:
            return refusal.kind

    async def go() -> list[Still | str]:
        room = Darkroom(**limits)
        try:
            return await asyncio.gather(*(one(room, source) for source in sources))
        finally:
            await room.close()

    return asyncio.run(go())


def still(source: Source, **limits: Any) -> Still:
    (found,) = stills(source, **limits)
    assert isinstance(found, Still), found
    return found


def test_every_kind_of_film_gives_a_picture_its_shape_and_its_length() -> None:
    films = [a_film(kind) for kind in KINDS]
    for kind, found in zip(KINDS, stills(*films), strict=True):
        assert isinstance(found, Still), (kind, found)
        assert (found.width, found.height, found.seconds) == (128, 72, 1), kind
        picture = seen(found.preview)
        assert picture.size == (128, 72), kind
        for place in ((0.2, 0.3), (0.8, 0.6)):
            wanted = colour_at(a_photograph((128, 72)).resize((16, 9), Image.Resampling.BOX), *place)
            assert near(colour_at(picture.resize((16, 9), Image.Resampling.BOX), *place), wanted, 40), kind


def test_a_preview_has_its_room_and_nothing_but_pixels() -> None:
    film = a_film(
        told={"title": "ACME of Anna", "comment": "at 48.2 north", "artist": "ACME"}, size=(640, 360)
    )
    assert b"ACME" in film
    for room in (8192, 1000):
        found = still(film, preview_bytes=room)
        assert 0 < len(found.preview) <= room
        assert b"ACME" not in found.preview
        assert found.preview[:4] + found.preview[8:16] == b"RIFFWEBPVP8 "
        with Image.open(BytesIO(found.preview)) as picture:
            assert not picture.getexif()
            assert picture.width / picture.height == pytest.approx(16 / 9, abs=0.1)
            assert picture.width <= 416


@pytest.mark.parametrize("key_every", [1000, 10])
def test_a_film_that_begins_in_the_dark_shows_what_comes_then(key_every: int) -> None:
    film = a_film(
        frames=60, draw=lambda at, size: (dark if at < 35 else bright)(at, size), key_every=key_every
    )
    assert max(colour_at(seen(still(film).preview), 0.5, 0.5)) > 20


def test_a_film_on_which_nothing_is_to_be_seen_has_no_picture() -> None:
    assert stills(a_film(draw=dark)) == ["not-a-picture"]


@pytest.mark.parametrize(
    ("degrees", "top_left"), [(90, (20, 20, 220)), (180, (220, 200, 20)), (270, (20, 200, 20))]
)
def test_a_telephone_that_was_turned_gives_an_upright_picture(
    degrees: int, top_left: tuple[int, ...]
) -> None:
    film = a_film(draw=lambda _, size: an_arrow().resize(size))
    found = still(turned(film, degrees))
    assert (found.width, found.height) == ((128, 72) if degrees == 180 else (72, 128))
    picture = seen(found.preview)
    assert picture.size == (found.width, found.height)
    assert near(colour_at(picture, 0.2, 0.2), top_left, 40)


def test_a_film_is_read_from_its_path_by_parts_however_long_it_is(tmp_path: Path) -> None:
    path = tmp_path / "film"
    film = a_film("mp4")
    at = film.index(b"moov") - 4
    # As telephones write it: the index at the end, behind gigabytes (of a hole, in this one).
    box = 3_000_000_000
    with path.open("wb") as file:
        file.write(film[:at] + b"\0\0\0\1free" + box.to_bytes(8, "big"))
        file.seek(at + box)
        file.write(film[at:])
    moved = still(path)
    assert (moved.width, moved.height, moved.seconds) == (128, 72, 1)


@given(
    st.binary(max_size=3 * PIECE_BYTES), st.lists(st.tuples(st.integers(0, 700_000), st.integers(1, 300_000)))
)
@settings(max_examples=30)
def test_an_asked_file_reads_as_a_file_does(content: bytes, reads: list[tuple[int, int]]) -> None:
    asked = AskedFile(len(content), lambda at, length: content[at : at + length])
    for at, length in reads:
        assert asked.seek(at) == at
        parts = b""
        while len(parts) < length and (part := asked.read(length - len(parts))):
            parts += part
        assert parts == content[at : at + length]


def test_the_film_of_the_demonstration_is_one(tmp_path: Path) -> None:
    path = landscape.film(tmp_path / "wind.mp4", 3, seconds=1)
    assert path is not None
    found = still(path)
    assert (found.width, found.height, found.seconds) == (960, 540, 1)


def test_names_of_films_are_known_by_their_ending() -> None:
    assert all(named_like_film(name) for name in ("a.mp4", "IMG_1.MOV", "x.y.webm"))
    assert not any(named_like_film(name) for name in ("", "mp4", "a.mp4.exe", "film.pdf", "song.mp3"))


# -- what is none, or is made to break things ------------------------------------------------------


def test_what_is_no_film_is_not_looked_into() -> None:
    none = [
        b"",
        b"hello",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<?xml version='1.0'?><MPD></MPD>",
        b"RIFF\x24\0\0\0WAVEfmt ",
        *PICTURES.values(),
    ]
    assert [film_kind_of(start[:512]) for start in none] == [None] * len(none)
    assert stills(*none) == ["not-a-picture"] * len(none)


def test_a_film_that_was_cut_off_gives_a_picture_or_a_refusal() -> None:
    film = a_film("matroska", key_every=5)
    half, start = stills(film[: len(film) // 2], film[:60])
    assert isinstance(half, Still)
    assert start == "picture-damaged"


def test_a_film_larger_than_any_screen_is_refused_before_it_is_decoded() -> None:
    avi = a_film("avi")
    frame = avi.index(b"\xff\xd8\xff")
    bomb = avi[:frame] + with_size_of_jpeg(avi[frame:], 60_000, 60_000)
    assert stills(FILM, film_pixels=128 * 72 - 1) == ["picture-too-large"]
    (bombed,) = stills(bomb)
    assert bombed in ("picture-too-large", "picture-damaged")
    # The header of this one lies, and its stream tells the truth.
    assert isinstance(stills(claiming(FILM, 65_000, 65_000))[0], (Still, str))


@needs_linux
def test_memory_that_does_not_suffice_ends_the_worker_and_not_the_engine() -> None:
    large = a_film(size=(3840, 2160), frames=2)
    assert stills(large, memory_bytes=130 << 20)[0] in ("picture-too-costly", "picture-damaged")
    assert isinstance(still(large), Still)


def test_no_more_is_read_than_a_picture_is_worth(tmp_path: Path) -> None:
    path = tmp_path / "endless.mts"
    packet = b"G\x1f\xff\x10" + bytes(184)
    with path.open("wb") as file:
        file.write(packet * 4)
        file.truncate(2 * MAX_FILM_READ_BYTES)
    assert stills(path)[0] in ("picture-damaged", "not-a-picture")


def test_films_with_other_bytes_in_them_give_a_picture_or_a_refusal() -> None:
    chance, films = random.Random(4), []
    for film in (FILM, a_film("webm", frames=3), a_film("mpegts", frames=3)):
        for _ in range(4):
            broken = bytearray(film)
            for _ in range(8):
                broken[chance.randrange(12, len(film))] = chance.randrange(256)
            films.append(bytes(broken))
    for found in stills(*films):
        assert isinstance(found, Still) or found in (
            "picture-damaged",
            "picture-too-large",
            "picture-too-costly",
            "not-a-picture",
        )


READY = b"\0\0\0\6\xa5ready"


def frame(value: object) -> bytes:
    body: bytes = msgpack.packb(value)
    return len(body).to_bytes(4, "big") + body


@pytest.mark.parametrize(
    "said",
    [
        ["read", -1, 10],
        ["read", 0, PIECE_BYTES + 1],
        ["read", "here", 1],
        {"size": [1, 1], "seconds": 0, "length": 9000},
        {"size": [0, 1], "seconds": 0, "length": 1},
        {"size": [1, 70_000], "seconds": 0, "length": 1},
        {"size": [1, 1], "seconds": 360_000, "length": 1},
        {"refused": "a-word-of-its-own"},
    ],
)
def test_a_worker_that_was_taken_over_is_believed_nothing(said: object) -> None:
    program = (
        f"import sys; out = sys.stdout.buffer; out.write({READY + frame(said) + frame(b'x')!r}); out.flush(); "
        "sys.stdin.buffer.read()"
    )
    assert stills(FILM, command=python(program)) == ["picture-damaged"]


@in_a_loop
async def test_a_worker_that_hangs_over_a_film_is_ended_by_the_clock() -> None:
    room = Darkroom(1, film_timeout_s=0.2, command=python("import time; time.sleep(1000)"))
    with pytest.raises(BadInputError) as refusal:
        await room.still(FILM, 1000)
    assert refusal.value.kind == "picture-too-costly"
    assert room.pids == frozenset()
    await room.close()


@needs_linux
@in_a_loop
async def test_what_has_read_a_film_prepares_no_picture_after_it() -> None:
    room = Darkroom(1)
    await room.prepare(jpeg(a_photograph((40, 30))), original=False, preview_bytes=600)
    (pid,) = room.pids
    await room.still(FILM, 1000)
    assert pid not in room.pids
    await room.close()


def test_nothing_loads_ffmpeg_before_a_film_comes() -> None:
    """It takes a tenth of a second and a hundred megabytes of address space, and has faults of its own."""
    program = (
        "import sys, organic_p2p.engine, organic_p2p.imaging.worker, organic_p2p.imaging.showing as showing\n"
        "from organic_p2p.imaging import developing; developing.warm_up()\n"
        "sys.exit('av' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
