"""One picture out of a film, inside a worker: what its card shows while the film itself is not here, and never plays.

    kind ── reader ── judge the size ── a key frame now and then ── upright ── small new pixels ── preview
                                             └─ none says anything: frame by frame from the beginning

FFmpeg reads more than we want it to: lists that name other files, and addresses. It gets one reader, by the first bytes
of the film, a few decoders, and neither files nor a network.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import av
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream
from PIL import Image, ImageStat

from organic_p2p.imaging.asking import AskedFile
from organic_p2p.imaging.frames import PIECE_BYTES
from organic_p2p.imaging.limits import (
    DAMAGED,
    MAX_FILM_SECONDS,
    MAX_FILM_SIDE_PX,
    NOT_A_PICTURE,
    TOO_LARGE,
    Limits,
    RefusedError,
)
from organic_p2p.imaging.picture import Still
from organic_p2p.imaging.previews import FILM_SIDE_PX, preview_of
from organic_p2p.imaging.shaping import fitted, fresh
from organic_p2p.imaging.sniffing import FILM_SNIFF_BYTES, film_kind_of

if TYPE_CHECKING:
    from av.container import InputContainer

# What telephones and cameras of the last twenty years write.
_DECODERS: Final = (
    "h264",
    "hevc",
    "libdav1d",
    "vp8",
    "vp9",
    "mpeg4",
    "mpeg2video",
    "mpeg1video",
    "mjpeg",
    "h263",
    "prores",
    "dvvideo",
)
_CONTAINER: Final = {
    "codec_whitelist": ",".join(_DECODERS),
    "protocol_whitelist": "none",
    "enable_drefs": "0",
    "probesize": str(5 << 20),
}
# Where a film is looked into: many begin in the dark, or with a hand before the lens.
_LOOKS_S: Final = (0, 1, 2, 4, 8, 16)
# Decoded, over all frames, if there is nothing to be seen at those places: three seconds of full HD.
_SEARCH_PIXELS: Final = 200_000_000
_SEARCH_FRAMES: Final = 240
_SIDE_PX: Final = 640
# Of grey, from 0 to 255. Below the first it is the dark or a wall, below the second there is nothing at all.
_CONTRAST, _LEAST_CONTRAST = 18.0, 3.0
_GREY_SIDE_PX: Final = 48
# Of a pixel: nobody films narrower ones.
_MOST_STRETCHED: Final = 4


@dataclass(frozen=True, slots=True)
class _Look:
    """A frame, upright and small, and how much there is to be seen."""

    image: Image.Image
    width: int
    height: int
    contrast: float


def still(film: AskedFile, limits: Limits, preview_bytes: int) -> Still:
    """Return a picture of the film, with nothing of it but pixels, its shape and its length.

    Raises:
        RefusedError: NOT_A_PICTURE if there is nothing to be seen, TOO_LARGE, or DAMAGED.
        MemoryError: There is not enough for it.
        Exception: A decoder stumbled.
    """
    kind = film_kind_of(film.read(FILM_SNIFF_BYTES))
    if kind is None:
        raise RefusedError(NOT_A_PICTURE)
    film.seek(0)
    with av.open(
        film,
        "r",
        format=kind,
        container_options=_CONTAINER,
        buffer_size=PIECE_BYTES,
        metadata_errors="ignore",
        io_open=_nothing_else,
    ) as container:
        stream = _moving(container, limits)
        found = _best(container, stream, limits)
        seconds = _seconds(container, stream)
    preview = preview_of(found.image, preview_bytes, FILM_SIDE_PX)
    if not preview:
        raise RefusedError(NOT_A_PICTURE)
    return Still(preview, found.width, found.height, seconds)


def _nothing_else(*_: object) -> None:
    raise RefusedError(DAMAGED)


def _moving(container: "InputContainer", limits: Limits) -> VideoStream:
    """Return what moves; the picture on the cover of a song does not."""
    for stream in container.streams.video:
        if stream.disposition & av.stream.Disposition.attached_pic:
            continue
        decoder = stream.codec_context
        if decoder.codec.name not in _DECODERS:
            raise RefusedError(NOT_A_PICTURE)
        _judge(decoder.width, decoder.height, limits)
        # Frames may turn out larger than the film said.
        decoder.options = {"max_pixels": str(limits.film_pixels)}
        # Each thread has frames of its own.
        decoder.thread_count = 1
        return stream
    raise RefusedError(NOT_A_PICTURE)


def _judge(width: int, height: int, limits: Limits) -> None:
    if width < 1 or height < 1:
        raise RefusedError(DAMAGED)
    if max(width, height) > limits.side_px or width * height > limits.film_pixels:
        raise RefusedError(TOO_LARGE)


def _best(container: "InputContainer", stream: VideoStream, limits: Limits) -> _Look:
    """Return the first frame on which there is something to be seen, or the one on which there is most."""
    best: _Look | None = None
    for frames in (_key_frames, _all_frames):
        try:
            for frame in frames(container, stream):
                look = _looked(frame, stream, limits)
                if best is None or look.contrast > best.contrast:
                    best = look
                if best.contrast >= _CONTRAST:
                    return best
        except av.FFmpegError:
            # It breaks off. What was seen so far is a picture of it all the same.
            continue
    if best is None:
        raise RefusedError(DAMAGED)
    if best.contrast < _LEAST_CONTRAST:
        raise RefusedError(NOT_A_PICTURE)
    return best


def _key_frames(container: "InputContainer", stream: VideoStream) -> Iterator[VideoFrame]:
    seen: set[int | None] = set()
    for second in _LOOKS_S:
        if second:
            container.seek((container.start_time or 0) + second * av.time_base)
        frame = next(container.decode(stream), None)
        if frame is None or frame.pts in seen:
            # Of a film without an end, or one key frame, no more is to be had that way.
            return
        seen.add(frame.pts)
        yield frame


def _all_frames(container: "InputContainer", stream: VideoStream) -> Iterator[VideoFrame]:
    container.seek(container.start_time or 0)
    pixels = 0
    for number, frame in enumerate(container.decode(stream)):
        yield frame
        pixels += frame.width * frame.height
        if pixels > _SEARCH_PIXELS or number >= _SEARCH_FRAMES:
            return


def _looked(frame: VideoFrame, stream: VideoStream, limits: Limits) -> _Look:
    _judge(frame.width, frame.height, limits)
    width, height = frame.width, frame.height
    stretched = stream.sample_aspect_ratio
    if stretched and 1 / _MOST_STRETCHED <= stretched <= _MOST_STRETCHED:
        width = max(1, round(width * stretched))
    size = fitted((width, height), _SIDE_PX)
    small = frame.reformat(*size, format="rgb24", interpolation=Interpolation.AREA).to_image()  # type: ignore[no-untyped-call]  # av
    turned = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    turn = turned.get(frame.rotation % 360)
    if turn is not None:
        small = small.transpose(turn)
    if frame.rotation % 180 == 90:
        width, height = height, width
    grey = small.convert("L").resize((_GREY_SIDE_PX, _GREY_SIDE_PX), Image.Resampling.BOX)
    return _Look(
        fresh(small),
        min(width, MAX_FILM_SIDE_PX),
        min(height, MAX_FILM_SIDE_PX),
        ImageStat.Stat(grey).stddev[0],
    )


def _seconds(container: "InputContainer", stream: VideoStream) -> int:
    if container.duration is not None:
        length = container.duration / av.time_base
    elif stream.duration is not None and stream.time_base is not None:
        length = float(stream.duration * stream.time_base)
    else:
        return 0
    return max(1, round(length)) if 0 < length <= MAX_FILM_SECONDS else 0
