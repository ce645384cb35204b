"""Small films, and what somebody might send in place of one."""

import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Final, cast

import av
from av.video.stream import VideoStream
from PIL import Image

from tests.organic_p2p.imaging.scene import a_photograph

# The reader, the encoder and the name of each kind of film that gets a picture.
KINDS: Final = {
    "mp4": ("libx264", {"preset": "ultrafast"}),
    "mov": ("mpeg4", {}),
    "matroska": ("libx265", {"preset": "ultrafast", "x265-params": "log-level=none"}),
    "webm": ("libvpx", {"deadline": "realtime"}),
    "avi": ("mjpeg", {}),
    "mpegts": ("mpeg2video", {}),
    "mpeg": ("mpeg1video", {}),
}


def dark(_: int, size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size)


def bright(_: int, size: tuple[int, int]) -> Image.Image:
    return _photograph(size)


@cache
def _photograph(size: tuple[int, int]) -> Image.Image:
    return a_photograph(size)


def a_film(
    kind: str = "mp4",
    *,
    size: tuple[int, int] = (128, 72),
    frames: int = 25,
    draw: Callable[[int, tuple[int, int]], Image.Image] = bright,
    key_every: int = 1000,
    told: dict[str, str] | None = None,
) -> bytes:
    """Return a film of 25 frames a second; `told` is what it says besides its pictures."""
    codec, options = KINDS[kind]
    file = BytesIO()
    with av.open(file, "w", format=kind) as container:
        container.metadata.update(told or {})
        stream = cast("VideoStream", container.add_stream(codec, rate=25, options=options))
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = min(key_every, 300)
        for number in range(frames):
            frame = av.VideoFrame.from_image(draw(number, size))  # type: ignore[no-untyped-call]  # av
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file.getvalue()


def turned(film: bytes, degrees: int) -> bytes:
    """Return an MP4 as a telephone writes it that was held upright: to be turned clockwise by whoever shows it."""
    one = 1 << 16
    a, b = {90: (0, one), 180: (-one, 0), 270: (0, -one)}[degrees]
    at = film.index(b"tkhd") + 4 + 4 + 20 + 8 + 8
    matrix = struct.pack(">9i", a, b, 0, -b, a, 0, 0, 0, 1 << 30)
    assert film[at : at + 36] == struct.pack(">9i", one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    return film[:at] + matrix + film[at + 36 :]


def claiming(film: bytes, width: int, height: int) -> bytes:
    """Return an MP4 whose headers say that it is so large."""
    at = film.index(b"avc1") + 4 + 24
    return film[:at] + struct.pack(">HH", width, height) + film[at + 4 :]
