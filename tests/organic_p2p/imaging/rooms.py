"""A darkroom in a loop of its own, and processes watched from outside."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from functools import wraps
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from organic_p2p.errors import BadInputError
from organic_p2p.imaging import Darkroom, Picture
from organic_p2p.imaging.source import Source

# Longer than anything here takes; a test that needs it has failed.
_PATIENCE_S = 60


def in_a_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), _PATIENCE_S))

    return run


def prepared(
    *sources: Source, original: bool = False, preview_bytes: int = 2000, **limits: Any
) -> list[Picture]:
    """Return what becomes of `sources`, prepared at once."""

    async def go() -> list[Picture]:
        room = Darkroom(**limits)
        try:
            return await asyncio.gather(
                *(room.prepare(one, original=original, preview_bytes=preview_bytes) for one in sources)
            )
        finally:
            await room.close()

    return asyncio.run(go())


def outcomes(*sources: Source, **limits: Any) -> list[Picture | str]:
    """Return what becomes of `sources`, or the kind of the refusal; each refusal has a sentence."""

    async def one(room: Darkroom, source: Source) -> Picture | str:
        try:
            return await room.prepare(source, original=False, preview_bytes=600)
        except BadInputError as refusal:
            return refusal.kind if refusal.sentence.endswith(".") else refusal.sentence

    async def go() -> list[Picture | str]:
        room = Darkroom(**limits)
        try:
            return await asyncio.gather(*(one(room, source) for source in sources))
        finally:
            await room.close()

    return asyncio.run(go())


async def refusal_of(room: Darkroom, source: Source) -> str:
    with pytest.raises(BadInputError) as refusal:
        await room.prepare(source, original=False, preview_bytes=600)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.kind


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, format=kind, **options)
    return file.getvalue()


def seen(data: bytes, mode: str = "RGB") -> Image.Image:
    """Return the pixels of a file."""
    with Image.open(BytesIO(data)) as picture:
        return picture.convert(mode)


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """Return the colour at a place given in parts of the width and the height."""
    pixel = picture.getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)


def near(one: tuple[int, ...], other: tuple[int, ...], tolerance: int = 12) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def alive(pid: int) -> bool:
    """Tell whether there is such a process; one that is dead and not yet collected counts as alive."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def ended(pid: int) -> None:
    """Wait until the process `pid` is dead."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, done.set)
    try:
        await done.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


async def until_working(room: Darkroom) -> int:
    """Return the process of `room` as soon as there is one."""
    while not room.pids:  # noqa: ASYNC110
        # It is started by others in this loop; each round lets them go on.
        await asyncio.sleep(0)
    return next(iter(room.pids))


def python(program: str) -> list[str]:
    """Return the command of a worker that is no worker."""
    return [sys.executable, "-I", "-S", "-c", program]


needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="watches processes as Linux does")
