"""Files that are no pictures, broken pictures, and pictures made to break things: a sentence each."""

import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.errors import BadInputError
from organic_p2p.imaging import REMOVED, Picture
from organic_p2p.imaging.sniffing import Kind, kind_of
from organic_p2p.imaging.traces import traces_in
from tests.organic_p2p.imaging import planted
from tests.organic_p2p.imaging.planted import VECTORS
from tests.organic_p2p.imaging.rooms import encoded, outcomes, prepared
from tests.organic_p2p.imaging.scene import a_drawing, a_photograph

KINDS: dict[Kind, bytes] = {
    "jpeg": planted.jpeg(a_photograph((160, 120))),
    "png": planted.png(a_photograph((80, 60))),
    "webp": planted.webp(a_photograph((160, 120))),
    "gif": planted.gif(a_drawing((80, 60))),
    "avif": planted.avif(a_photograph((80, 60))),
    "heic": planted.heic(0),
}
REFUSALS = {"not-a-picture", "picture-too-large", "picture-damaged", "picture-too-costly"}


def png_of(width: int, height: int, rows: int = 4) -> bytes:
    """Return a PNG of one bit that says it is so large, and holds so many rows."""
    body = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1 + (width + 7) // 8) * rows, 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in ((b"IHDR", body), (b"IDAT", pixels), (b"IEND", b""))
    )


def with_size_of_jpeg(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><img src=x onerror=alert(1)></html>",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40),
        b"MZ" + bytes(60),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as refusal:
        prepared(path)
    assert refusal.value.kind == "not-a-picture"
    for word in ("holiday.jpg", "JPEG", "HEIC", "--file"):
        assert word in refusal.value.sentence


def test_a_name_is_made_harmless_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred\u202e.jpg"
    with pytest.raises(BadInputError) as refusal:
        prepared(path)
    assert refusal.value.kind == "no-such-file"
    assert "\x1b" not in refusal.value.sentence
    assert "\u202e" not in refusal.value.sentence
    assert str(tmp_path) not in refusal.value.sentence


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    told = outcomes(tmp_path, tmp_path / "missing.png", Path("x" * 5000), Path("a\0b"), b"")
    assert told == ["not-a-picture", "no-such-file", "not-readable", "not-readable", "not-a-picture"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
def test_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert outcomes(tmp_path / "pipe.jpg", Path("/dev/zero"), Path("/dev/null")) == ["not-a-picture"] * 3


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.png"
    path.write_bytes(KINDS["png"])
    path.chmod(0)
    # Everything that is imported on the way is imported before: not everybody may read it either.
    assert outcomes(tmp_path / "nothing.png") == ["no-such-file"]
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root may read everything
    try:
        assert outcomes(path) == ["not-readable"]
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "locked.png"
    path.write_bytes(KINDS["png"])
    monkeypatch.setattr("organic_p2p.imaging.source.os.open", refuse)
    with pytest.raises(BadInputError) as refusal:
        prepared(path)
    assert refusal.value.kind == "not-readable"


@pytest.mark.parametrize("size", [(12_000, 12_000), (40_000, 10), (10, 40_000), (65_535, 65_535)])
def test_a_small_file_with_a_huge_picture_is_refused_undecoded(size: tuple[int, int]) -> None:
    assert outcomes(png_of(*size), cpu_s=2) == ["picture-too-large"]


def test_any_container_that_says_it_is_huge_is_refused() -> None:
    jpeg = with_size_of_jpeg(encoded(a_photograph((160, 120)), "JPEG"), 65_000, 65_000)
    gif = KINDS["gif"][:6] + struct.pack("<HH", 65_535, 65_535) + KINDS["gif"][10:]
    webp = bytearray(encoded(a_photograph((160, 120)), "WEBP"))
    webp[26:30] = struct.pack("<HH", 16_383, 16_383)
    assert outcomes(jpeg, gif, bytes(webp)) == ["picture-too-large"] * 3
    small = [KINDS[kind] for kind in ("png", "webp", "avif", "heic", "gif")]
    assert outcomes(*small, pixels=4000) == ["picture-too-large"] * 5


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(KINDS["png"])
    length = len(KINDS["png"])
    assert outcomes(path, KINDS["png"], file_bytes=length - 1) == ["picture-too-large"] * 2
    assert all(isinstance(one, Picture) for one in outcomes(path, KINDS["png"], file_bytes=length))


def test_a_header_that_promises_more_than_there_is_costs_no_more_than_it_promises() -> None:
    # Both files end as they should, so their decoders leave the rest grey or black.
    jpeg = with_size_of_jpeg(encoded(a_photograph((160, 120)), "JPEG"), 8000, 8000)
    for told in outcomes(jpeg, png_of(5000, 5000), cpu_s=10):
        assert told == "picture-damaged" or (isinstance(told, Picture) and 1024 < told.shown.width <= 2048)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_off_anywhere_is_refused_or_whole(kind: Kind) -> None:
    whole = KINDS[kind]
    (there,) = outcomes(whole)
    assert isinstance(there, Picture)
    cuts = [whole[:length] for length in range(0, len(whole), max(1, len(whole) // 16))]
    for told in outcomes(*cuts):
        if isinstance(told, Picture):
            assert (told.shown.width, told.shown.height) == (there.shown.width, there.shown.height)
        else:
            assert told in REFUSALS


def test_half_a_picture_is_refused() -> None:
    jpeg, png = encoded(a_photograph((160, 120)), "JPEG"), encoded(a_photograph((160, 120)), "PNG")
    webp, heic = encoded(a_photograph((160, 120)), "WEBP"), (VECTORS / "planted-0.heic").read_bytes()
    avif = encoded(a_photograph((160, 120)), "AVIF", speed=10)
    halves = [data[: len(data) // 2] for data in (jpeg, png, webp, heic, avif)]
    assert outcomes(*halves) == ["picture-damaged"] * 5


damages = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6)


def damaged(data: bytes, damage: list[tuple[float, bytes]]) -> bytes:
    broken = bytearray(data)
    for part, piece in damage:
        at = int(part**3 * (len(broken) - 1))
        broken[at : at + len(piece)] = piece
    return bytes(broken)


@settings(max_examples=12)
@given(st.sampled_from(sorted(KINDS)), damages)
def test_a_damaged_picture_is_refused_or_read(kind: Kind, damage: list[tuple[float, bytes]]) -> None:
    (told,) = outcomes(damaged(KINDS[kind], damage), timeout_s=30)
    assert isinstance(told, Picture) or told in REFUSALS


@settings(max_examples=600)
@given(st.sampled_from(sorted(KINDS)), damages, st.floats(0, 1))
def test_the_search_for_traces_reads_anything(
    kind: Kind, damage: list[tuple[float, bytes]], part: float
) -> None:
    broken = damaged(KINDS[kind], damage)
    for data in (broken, broken[: int(part * len(broken))]):
        assert set(traces_in(data, kind)) <= set(REMOVED)


@settings(max_examples=300)
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_the_search_for_traces_reads_nonsense(kind: Kind, nonsense: bytes) -> None:
    for data in (nonsense, KINDS[kind][:16] + nonsense, KINDS[kind][:64] + nonsense):
        assert set(traces_in(data, kind)) <= set(REMOVED)


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_a_kind_is_told_of_anything(start: bytes) -> None:
    assert kind_of(start) in (None, *KINDS)
    assert kind_of(b"\0\0\0\x20ftyp" + start) in (None, "heic", "avif")


def test_directories_that_lead_in_circles_are_read_once() -> None:
    entry = struct.pack(">HHII", 0x8769, 4, 1, 8)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 8)
    data = encoded(a_photograph((60, 40)), "JPEG", exif=b"Exif\0\0" + tiff)
    assert isinstance(outcomes(data)[0], Picture)
