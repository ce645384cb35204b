"""The queue of pictures and the few worker processes behind it. This is what the engine holds.

    prepare() ── waits for one of `workers` places ── an idle worker, or a new one ──▶ Picture
                                                          └─ kept for the next picture, or killed

A worker that has refused, failed, been too slow or been left alone by a cancelled caller is killed: what a
hostile picture may have done to it ends there. The others are replaced after some pictures and end when there
is nothing to do.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from organic_p2p.errors import BadInputError, DeviceTroubleError
from organic_p2p.imaging.confinement import unsealed
from organic_p2p.imaging.limits import (
    CODE_CPU_S,
    CPU_S,
    MAX_ANIMATION_MS,
    MAX_ANIMATION_PIXELS,
    MAX_FILE_BYTES,
    MAX_FILM_PIXELS,
    MAX_FRAMES,
    MAX_PIXELS,
    MAX_SIDE_PX,
    MEMORY_BYTES,
    TOO_COSTLY,
    Limits,
    RefusedError,
)
from organic_p2p.imaging.picture import Picture, Still
from organic_p2p.imaging.pixels import Pixels, Wanted
from organic_p2p.imaging.process import BrokenWorkerError, Worker, WorkerStartError, usual_command
from organic_p2p.imaging.sentences import refusal
from organic_p2p.imaging.source import Source, opened, opened_film

T = TypeVar("T")

logger = logging.getLogger("organic.imaging")

# The largest animation takes some twenty seconds on a small computer.
TIMEOUT_S = 60.0
# Whoever posts a film does not wait long for a picture of it.
FILM_TIMEOUT_S = 20.0
# A member who picks photographs takes a while between two of them.
IDLE_S = 15.0
# Between two looks at whether all have gone.
_CLOSING_S = 0.01
# Decoders leak, a little.
PICTURES_PER_WORKER = 50

_NO_WORKER = (
    "Pictures cannot be prepared right now: the program that does it does not start on this computer. "
    "Close other programs and try again, or send the picture as a file, with --file."
)

_CLOSING = "The program is being closed; this picture was not prepared. Start it again and try once more."


class Darkroom:
    """Prepares pictures, several at a time. Belongs to one event loop; close it before the loop ends."""

    def __init__(
        self,
        workers: int | None = None,
        *,
        file_bytes: int = MAX_FILE_BYTES,
        pixels: int = MAX_PIXELS,
        film_pixels: int = MAX_FILM_PIXELS,
        side_px: int = MAX_SIDE_PX,
        frames: int = MAX_FRAMES,
        animation_ms: int = MAX_ANIMATION_MS,
        animation_pixels: int = MAX_ANIMATION_PIXELS,
        memory_bytes: int = MEMORY_BYTES,
        cpu_s: int = CPU_S,
        code_cpu_s: int = CODE_CPU_S,
        timeout_s: float = TIMEOUT_S,
        film_timeout_s: float = FILM_TIMEOUT_S,
        idle_s: float = IDLE_S,
        pictures_per_worker: int = PICTURES_PER_WORKER,
        command: Sequence[str] | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            workers: How many pictures are prepared at a time; by default one for each processor.
            file_bytes: The largest file.
            pixels: The largest picture, width times height; of an animation, of one frame.
            film_pixels: The largest frame of a film.
            side_px: The longest side.
            frames: An animation is cut behind so many frames,
            animation_ms: behind so much time,
            animation_pixels: or behind so many pixels over all frames.
            memory_bytes: Address space of a worker.
            cpu_s: Time to compute for one picture.
            code_cpu_s: The same for the codes on one.
            timeout_s: Time on the clock for one picture, without the time in the queue.
            film_timeout_s: The same for a picture of a film.
            idle_s: How long a worker waits for another picture.
            pictures_per_worker: How many a worker prepares before it is replaced.
            command: The program of a worker, for tests and for a program that is frozen into one file.
        """
        self._limits = Limits(
            pixels=pixels,
            film_pixels=film_pixels,
            side_px=side_px,
            frames=frames,
            animation_ms=animation_ms,
            animation_pixels=animation_pixels,
            memory_bytes=memory_bytes,
            cpu_s=cpu_s,
            code_cpu_s=code_cpu_s,
        )
        self._file_bytes = file_bytes
        self._timeout_s, self._film_timeout_s, self._idle_s = timeout_s, film_timeout_s, idle_s
        self._pictures_per_worker = pictures_per_worker
        self._command = None if command is None else list(command)
        self._places = asyncio.Semaphore(workers or os.cpu_count() or 1)
        # The one that was used last is taken first, so that the others can end.
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._endings: set[asyncio.Task[int]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False
        self._told_what_lacks = False

    @property
    def pids(self) -> frozenset[int]:
        """The processes that are there now, busy or idle."""
        return frozenset(worker.pid for worker in (*self._idle, *self._busy))

    async def prepare(self, source: Source, *, original: bool, preview_bytes: int) -> Picture:
        """Return the picture in `source`, ready to be posted.

        Cancelling this ends the process that works on it.

        Args:
            source: The path of a file, or a whole file.
            original: Whether the full size is wanted too.
            preview_bytes: Room for the preview; from some 150 bytes on there is one.

        Raises:
            BadInputError: ``no-such-file``, ``not-readable``, ``not-a-picture``, ``picture-too-large``,
                ``picture-damaged`` or ``picture-too-costly``.
            DeviceTroubleError: ``no-worker``: the process cannot be started; ``closing``: see `close`.
        """
        return await self._in_turn(
            source,
            lambda worker, pieces: worker.prepare(pieces, original=original, preview_bytes=preview_bytes),
        )

    async def face(self, source: Source, most_bytes: int) -> tuple[bytes, tuple[str, ...]]:
        """Return the picture in `source` as a small square, to stand for a person, and what the file told besides.

        Args:
            source: The path of a file, or a whole file.
            most_bytes: Room for the square, a WebP; without room for any picture there are no bytes.

        Raises:
            BadInputError: As from `prepare`.
            DeviceTroubleError: As from `prepare`.
        """
        ready = await self._in_turn(
            source,
            lambda worker, pieces: worker.prepare(
                pieces, original=False, preview_bytes=most_bytes, face=True
            ),
        )
        return ready.preview, ready.removed

    async def show(self, source: Source, wanted: Wanted) -> Pixels:
        """Return the pixels of the picture in `source`, which may come from anybody. Raises as `prepare` does."""
        return await self._in_turn(source, lambda worker, pieces: worker.show(pieces, wanted))

    async def texts(self, source: Source) -> list[str]:
        """Return the texts of the square codes in `source`, which may come from anybody. Raises as `prepare` does."""
        return await self._in_turn(source, lambda worker, pieces: worker.texts(pieces))

    async def still(self, source: Source, preview_bytes: int) -> Still:
        """Return a picture out of the film in `source`, of at most so many bytes.

        Raises:
            BadInputError: As from `prepare`; ``not-a-picture`` also if there is nothing to be seen on it.
            DeviceTroubleError: As from `prepare`.
        """
        async with (
            self._place(source),
            opened_film(source) as (size, read),
            self._worker(last=True) as worker,
            asyncio.timeout(self._film_timeout_s),
        ):
            return await worker.still(size, read, preview_bytes)

    async def _in_turn(
        self, source: Source, work: Callable[[Worker, AsyncIterator[bytes]], Awaitable[T]]
    ) -> T:
        async with (
            self._place(source),
            opened(source, self._file_bytes) as pieces,
            self._worker() as worker,
            asyncio.timeout(self._timeout_s),
        ):
            return await work(worker, pieces)

    @asynccontextmanager
    async def _place(self, source: Source) -> AsyncIterator[None]:
        """Wait for a place, and say of what goes wrong within what the reader is told."""
        async with self._places:
            if self._closed:
                raise DeviceTroubleError("closing", _CLOSING)
            try:
                yield
            except RefusedError as refused:
                raise self._refusal(refused.kind, source) from None
            except TimeoutError:
                raise self._refusal(TOO_COSTLY, source) from None
            except WorkerStartError as cause:
                if self._closed:
                    raise DeviceTroubleError("closing", _CLOSING) from None
                raise DeviceTroubleError("no-worker", _NO_WORKER) from cause

    async def close(self) -> None:
        """End all processes, also those that work, and wait until they are gone. May be called twice."""
        self._closed = True
        self._end_idle()
        for worker in self._busy:
            worker.kill()
        while self._busy or self._endings:
            # Whoever waits for a busy one hears that it has ended, and sees to the rest.
            await asyncio.gather(*self._endings)
            await asyncio.sleep(_CLOSING_S if self._busy else 0)

    @asynccontextmanager
    async def _worker(self, *, last: bool = False) -> AsyncIterator[Worker]:
        """Yield a worker; keep it for the next picture if all goes well and this was not its last, otherwise end it.

        Raises:
            RefusedError: In place of the BrokenWorkerError of the block, for why it ended.
        """
        if self._idle:
            worker = self._idle.pop()
        else:
            self._tell_what_lacks()
            worker = await Worker.start(self._command or usual_command(), self._limits)
        self._busy.add(worker)
        went_well = False
        try:
            yield worker
            # What has read a film is heavy, and reads nothing else.
            went_well = not last
        except BrokenWorkerError:
            await worker.end()
            if self._closed:
                raise WorkerStartError from None
            raise RefusedError(worker.why_it_ended()) from None
        finally:
            self._busy.discard(worker)
            if went_well and not self._closed and worker.pictures < self._pictures_per_worker:
                self._idle.append(worker)
                self._end_later()
            else:
                self._end(worker)

    def _tell_what_lacks(self) -> None:
        if not self._told_what_lacks:
            self._told_what_lacks = True
            for name in unsealed():
                logger.debug("this system has no %s: pictures are decoded without", name)

    def _end(self, worker: Worker) -> None:
        # Dead at once; that it is gone from the list of processes is seen to by a task.
        worker.kill()
        ending = asyncio.get_running_loop().create_task(worker.end())
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)

    def _end_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._idle_s, self._end_idle)

    def _end_idle(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._idle:
            self._end(self._idle.pop())

    def _refusal(self, kind: str, source: Source) -> BadInputError:
        limits = self._limits
        return refusal(
            kind, source, pixels=limits.pixels, side_px=limits.side_px, file_bytes=self._file_bytes
        )
