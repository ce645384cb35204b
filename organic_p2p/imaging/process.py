"""One worker process, seen from the parent: started, asked, believed nothing, ended.

Talks over pipes that asyncio reads, so the loop is free while a picture is on its way. `darkroom.py` decides
how many there are and how long they live.
"""

import asyncio
import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar, cast

from organic_p2p.imaging import frames
from organic_p2p.imaging.limits import (
    DAMAGED,
    MAX_CODE_CHARACTERS,
    MAX_CODES,
    MAX_FILM_READ_BYTES,
    MAX_FILM_SECONDS,
    MAX_FILM_SIDE_PX,
    MAX_FRAMES,
    REFUSALS,
    TOO_COSTLY,
    Limits,
    RefusedError,
)
from organic_p2p.imaging.picture import FORMATS, REMOVED, Encoded, Picture, Still
from organic_p2p.imaging.pixels import MAX_SHOWN_BYTES, PIXEL_BYTES, Pixels, Wanted

T = TypeVar("T")

# More than the largest picture takes, as a PNG with transparency.
_MAX_RESULT_BYTES = 512 * 1024 * 1024
_MAX_FRAME_MS = 60_000

# -I and -S: nothing of this user's, and no start-up code of other packages, is run. The folders in which the
# parent found its packages go last, where they cannot stand in for the standard library. -B: nothing is
# written, not even what was compiled. Collecting garbage amid what is loaded would find none, in 20 ms.
_BOOT = "import gc, sys; gc.disable(); sys.path += sys.argv[1:]; from organic_p2p.imaging.worker import main; main()"
_PACKAGES = ("organic_p2p", "PIL", "pi_heif", "_pi_heif", "av", "zxingcpp", "msgpack")

# The rest of our environment is nobody's business in there. Windows loads no library without the first.
_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")


class WorkerStartError(Exception):
    """The process cannot be started, or ended before it was ready."""


class BrokenWorkerError(Exception):
    """The process ended or spoke nonsense amid a picture."""


def usual_command() -> list[str]:
    """Return the command of a worker that finds the packages where this process has found them."""
    folders: list[str] = []
    for package in _PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            package_folder = Path(spec.origin).parent
            folder = str(package_folder.parent if spec.submodule_search_locations else package_folder)
            if folder not in folders:
                folders.append(folder)
    return [sys.executable, "-I", "-S", "-B", "-c", _BOOT, *folders]


class Worker:
    """A process that prepares one picture after another. Whoever has started it must `kill` or `end` it."""

    def __init__(self, process: Process) -> None:
        """Take over `process`, which has pipes to talk to."""
        self.pid = process.pid
        self.pictures = 0
        self._process = process
        self._stdin = cast("asyncio.StreamWriter", process.stdin)
        self._stdout = cast("asyncio.StreamReader", process.stdout)
        self.ready = False

    @classmethod
    async def start(cls, command: Sequence[str], limits: Limits) -> "Worker":
        """Start `command` and send it its limits.

        Raises:
            WorkerStartError: The system has no room for it, or there is no such program.
        """
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=os.sep,
                # Each thread may otherwise claim address space of its own for what it allocates.
                env={**environment, "MALLOC_ARENA_MAX": "2"},
                start_new_session=True,
                limit=frames.PIECE_BYTES,
            )
        except OSError as cause:
            raise WorkerStartError from cause
        worker = cls(process)
        worker._stdin.write(frames.pack(limits.to_wire()))
        return worker

    async def prepare(
        self, pieces: AsyncIterator[bytes], *, original: bool, preview_bytes: int, face: bool = False
    ) -> Picture:
        """Send the file in `pieces` and return what comes of it.

        Raises:
            RefusedError: The worker's refusal, or that of `pieces`. Kill the worker.
            WorkerStartError: It ended before it was ready.
            BrokenWorkerError: It ended later, or said what it should not. Kill it, and see `why_it_ended`.
        """
        return await self._ask([original, preview_bytes, face], pieces, lambda: self._picture(preview_bytes))

    async def show(self, pieces: AsyncIterator[bytes], wanted: Wanted) -> Pixels:
        """Send the file in `pieces` and return its pixels. Raises as `prepare` does."""
        promised = None if wanted.promised is None else list(wanted.promised)
        request = ["show", wanted.width, wanted.height, promised, wanted.moving, wanted.most_pixels]
        return await self._ask(request, pieces, lambda: self._pixels(wanted))

    async def texts(self, pieces: AsyncIterator[bytes]) -> list[str]:
        """Send the file in `pieces` and return the texts of the codes on it. Raises as `prepare` does."""
        return await self._ask(["codes"], pieces, self._texts)

    async def still(
        self, size: int, read: Callable[[int, int], Awaitable[bytes]], preview_bytes: int
    ) -> Still:
        """Let the worker read what it wants of a film of `size` bytes, and return its picture. Raises as `prepare`."""
        return await self._ask(["film", size, preview_bytes], None, lambda: self._still(read, preview_bytes))

    async def _ask(
        self, request: list[object], pieces: AsyncIterator[bytes] | None, answer: Callable[[], Awaitable[T]]
    ) -> T:
        self.pictures += 1
        try:
            await self._send(request)
            if pieces is not None:
                async for piece in pieces:
                    await self._send(piece)
                await self._send(b"")
            await self._until_ready()
            return await answer()
        except (EOFError, OSError, ValueError) as cause:
            # asyncio.IncompleteReadError is an EOFError, FrameError a ValueError.
            with contextlib.suppress(EOFError, OSError, ValueError):
                # It may have been ready, and ended before it had read the whole file.
                await self._until_ready()
            if not self.ready:
                raise WorkerStartError from cause
            raise BrokenWorkerError from cause

    def kill(self) -> None:
        """End the process and all it may have started, now."""
        if self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                # It leads a group of its own, so this reaches nobody else.
                os.killpg(self.pid, signal.SIGKILL)
            else:
                self._process.kill()

    async def end(self) -> int:
        """Kill the process, wait until it is gone, and return its exit code, or minus its signal."""
        self.kill()
        self._stdin.close()
        # What it had written is read, since asyncio waits for the end of the pipe.
        await self._process.communicate()
        return self._process.returncode or 0

    def why_it_ended(self) -> str:
        """Return the refusal for the picture during which the process ended on its own."""
        ended_by = -(self._process.returncode or 0)
        return TOO_COSTLY if ended_by == getattr(signal, "SIGXCPU", None) else DAMAGED

    async def _until_ready(self) -> None:
        if not self.ready:
            self.ready = await self._receive() == frames.READY

    async def _send(self, value: object) -> None:
        self._stdin.write(frames.pack(value))
        await self._stdin.drain()

    async def _receive(self) -> object:
        length = frames.body_length(await self._stdout.readexactly(frames.LENGTH_BYTES))
        return frames.unpack(await self._stdout.readexactly(length))

    async def _picture(self, preview_bytes: int) -> Picture:
        match await self._receive():
            case {"refused": str(kind)} if kind in REFUSALS:
                raise RefusedError(kind)
            case {
                "shapes": [shown, original],
                "lengths": [int(shown_length), int(original_length), int(preview_length)],
                "frames": int(count),
                "removed": [*removed],
                "cut": bool(cut),
            } if shown_length + original_length <= _MAX_RESULT_BYTES and 0 <= preview_length <= preview_bytes:
                files = [await self._file(n) for n in (shown_length, original_length, preview_length)]
                return Picture(
                    shown=_encoded(shown, files[0]),
                    original=None if original is None else _encoded(original, files[1]),
                    preview=files[2],
                    frames=max(1, count),
                    removed=tuple(word for word in REMOVED if word in removed),
                    cut=cut,
                )
        raise frames.FrameError("no reply")

    async def _pixels(self, wanted: Wanted) -> Pixels:
        match await self._receive():
            case {"refused": str(kind)} if kind in REFUSALS:
                raise RefusedError(kind)
            case {"size": [int(width), int(height)], "opaque": bool(opaque), "durations": [*durations]} if (
                0 < width <= max(1, wanted.width)
                and 0 < height <= max(1, wanted.height)
                and 0 < len(durations) <= (MAX_FRAMES if wanted.moving else 1)
                and len(durations) * width * height * PIXEL_BYTES <= MAX_SHOWN_BYTES
                and all(type(ms) is int and 0 <= ms <= _MAX_FRAME_MS for ms in durations)
            ):
                files = [await self._file(width * height * PIXEL_BYTES) for _ in durations]
                return Pixels(width, height, tuple(files), tuple(durations), opaque)
        raise frames.FrameError("no reply")

    async def _texts(self) -> list[str]:
        match await self._receive():
            case {"refused": str(kind)} if kind in REFUSALS:
                raise RefusedError(kind)
            case {"texts": [*texts]} if len(texts) <= MAX_CODES:
                if all(isinstance(text, str) and len(text) <= MAX_CODE_CHARACTERS for text in texts):
                    return [str(text) for text in texts]
        raise frames.FrameError("no reply")

    async def _still(self, read: Callable[[int, int], Awaitable[bytes]], preview_bytes: int) -> Still:
        left = MAX_FILM_READ_BYTES
        while True:
            match await self._receive():
                case ["read", int(at), int(length)] if at >= 0 and 0 < length <= frames.PIECE_BYTES:
                    # What was read must do: a film has no end that anybody waits for.
                    await self._send(await read(at, length) if left > 0 else b"")
                    left -= length
                case {"refused": str(kind)} if kind in REFUSALS:
                    raise RefusedError(kind)
                case {"size": [int(width), int(height)], "seconds": int(seconds), "length": int(count)} if (
                    min(width, height) > 0
                    and max(width, height) <= MAX_FILM_SIDE_PX
                    and 0 <= seconds <= MAX_FILM_SECONDS
                    and 0 < count <= preview_bytes
                ):
                    return Still(await self._file(count), width, height, seconds)
                case _:
                    raise frames.FrameError("no reply")

    async def _file(self, length: int) -> bytes:
        pieces: list[bytes] = []
        while length > 0:
            piece = await self._receive()
            if not isinstance(piece, bytes) or not 0 < len(piece) <= length:
                raise frames.FrameError("no piece")
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)


def _encoded(shape: object, data: bytes) -> Encoded:
    match shape:
        case [str(kind), int(width), int(height)] if kind in FORMATS and min(width, height) > 0 and data:
            return Encoded(data, kind, width, height)
    raise frames.FrameError("no shape")
