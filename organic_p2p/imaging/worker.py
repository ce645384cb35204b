"""The process that decodes pictures, reads codes, and looks into films.

`process.py` starts it and is the only one to talk to it. It reads a request and a file from standard input and
writes a reply and files to standard output, until its input ends. It opens no file but libraries, and no socket
(`confinement.py`). A refusal is a kind; the parent knows the sentence.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, BinaryIO

from organic_p2p.imaging import frames
from organic_p2p.imaging.asking import AskedFile
from organic_p2p.imaging.confinement import allow_cpu, confine, seal
from organic_p2p.imaging.limits import DAMAGED, TOO_COSTLY, Limits, RefusedError

if TYPE_CHECKING:
    from organic_p2p.imaging.picture import Picture
    from organic_p2p.imaging.pixels import Pixels, Wanted


def main() -> None:
    """Serve the parent until it closes our input. The first frame says how much we may use."""
    inbox, outbox = sys.stdin.buffer, _private_stdout()
    try:
        limits = Limits.from_wire(frames.read(inbox))
        confine(limits.memory_bytes)
        # Under the limits, and while the parent still reads the file.
        from organic_p2p.imaging import developing

        developing.warm_up()
        seal()
        # What is loaded stays; from here on there may be garbage (process.py had its collection put off).
        gc.freeze()
        gc.enable()
        _send(outbox, frames.READY)
        while True:
            match frames.read(inbox):
                case [bool(original), int(preview_bytes), bool(face)]:
                    _send(outbox, *_answer(_file(inbox), original, preview_bytes, face, limits))
                case ["show", int(width), int(height), promised, bool(moving), int(most_pixels)]:
                    from organic_p2p.imaging.pixels import Wanted

                    size = (int(promised[0]), int(promised[1])) if isinstance(promised, list) else None
                    wanted = Wanted(width, height, size, moving, most_pixels)
                    _send(outbox, *_shown(_file(inbox), wanted, limits))
                case ["codes"]:
                    _send(outbox, *_texts(_file(inbox), limits))
                case ["film", int(size), int(preview_bytes)]:
                    _send(outbox, *_still(_asked(size, inbox, outbox), preview_bytes, limits))
                case _:
                    return
    except (EOFError, BrokenPipeError):
        # The parent has what it wants, or is gone.
        return
    finally:
        # An interpreter that tidies up may stumble over what a decoder left behind, and has nothing to save.
        os._exit(0)


def _answer(data: bytes, original: bool, preview_bytes: int, face: bool, limits: Limits) -> list[object]:
    """Return the values to send for one picture."""
    from organic_p2p.imaging import developing

    return _tried(
        lambda: _reply(
            developing.develop(data, limits, original=original, preview_bytes=preview_bytes, face=face)
        ),
        limits,
    )


def _shown(data: bytes, wanted: "Wanted", limits: Limits) -> list[object]:
    """Return the values to send for one picture that is to be looked at."""
    from organic_p2p.imaging import showing

    return _tried(lambda: _pixels(showing.show(data, limits, wanted)), limits)


def _texts(data: bytes, limits: Limits) -> list[object]:
    """Return the values to send for one picture of a code."""

    def made() -> list[object]:
        from organic_p2p.imaging import codes

        return [{"texts": codes.texts_in(data, limits)}]

    return _tried(made, limits, limits.code_cpu_s)


def _still(film: AskedFile, preview_bytes: int, limits: Limits) -> list[object]:
    """Return the values to send for one film."""

    def made() -> list[object]:
        # 100 MB of address space and a tenth of a second, which only films shall cost.
        from organic_p2p.imaging import stills

        seen = stills.still(film, limits, preview_bytes)
        head = {"size": [seen.width, seen.height], "seconds": seen.seconds, "length": len(seen.preview)}
        return [head, *_pieces([seen.preview])]

    return _tried(made, limits, limits.film_cpu_s)


def _asked(size: int, inbox: BinaryIO, outbox: BinaryIO) -> AskedFile:
    def ask(at: int, length: int) -> bytes:
        _send(outbox, ["read", at, length])
        match frames.read(inbox):
            case bytes(piece) if len(piece) <= length:
                return piece
        raise EOFError

    return AskedFile(size, ask)


def _tried(work: Callable[[], list[object]], limits: Limits, cpu_s: int | None = None) -> list[object]:
    allow_cpu(limits.cpu_s if cpu_s is None else cpu_s)
    try:
        return work()
    except RefusedError as refusal:
        return [{"refused": refusal.kind}]
    except MemoryError:
        return [{"refused": TOO_COSTLY}]
    except Exception:
        # A decoder may fail in any way on a file that was cut off, or made to confuse it. The parent ends
        # this process after a refusal, so what state it is in does not matter.
        return [{"refused": DAMAGED}]


def _reply(picture: "Picture") -> list[object]:
    files = [picture.shown.data, picture.original.data if picture.original else b"", picture.preview]
    shapes = [
        [one.format, one.width, one.height] if one else None for one in (picture.shown, picture.original)
    ]
    head = {
        "shapes": shapes,
        "lengths": [len(file) for file in files],
        "frames": picture.frames,
        "removed": list(picture.removed),
        "cut": picture.cut,
    }
    return [head, *_pieces(files)]


def _pixels(pixels: "Pixels") -> list[object]:
    head = {
        "size": [pixels.width, pixels.height],
        "opaque": pixels.opaque,
        "durations": list(pixels.durations_ms),
    }
    return [head, *_pieces(pixels.frames)]


def _pieces(files: Iterable[bytes]) -> list[bytes]:
    step = frames.PIECE_BYTES
    return [file[at : at + step] for file in files for at in range(0, len(file), step)]


def _file(inbox: BinaryIO) -> bytes:
    """Return the file that follows a request."""
    pieces: list[bytes] = []
    while True:
        match frames.read(inbox):
            case b"":
                return b"".join(pieces)
            case bytes(piece):
                pieces.append(piece)
            case _:
                raise EOFError


def _send(outbox: BinaryIO, *values: object) -> None:
    for value in values:
        outbox.write(frames.pack(value))
    outbox.flush()


def _private_stdout() -> BinaryIO:
    # What a library prints must not come between the frames.
    outbox = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return outbox
