"""The workers: fenced in, replaced when they fail, gone when nobody needs them."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from organic_p2p.errors import BadInputError, DeviceTroubleError
from organic_p2p.imaging import Darkroom, Picture, syscalls
from organic_p2p.imaging.process import usual_command
from organic_p2p.priority import PICTURES
from tests.organic_p2p.imaging.rooms import (
    alive,
    encoded,
    ended,
    in_a_loop,
    needs_linux,
    outcomes,
    prepared,
    python,
    refusal_of,
    until_working,
)
from tests.organic_p2p.imaging.scene import a_drawing, a_photograph

PHOTO = encoded(a_photograph((400, 300)), "JPEG")
SLOW = encoded(a_photograph((6000, 4000)), "JPEG")

# Reads as a worker does, and says what it should not.
_SAY = (
    "import sys; out = sys.stdout.buffer; out.write(b'\\0\\0\\0\\6\\xa5ready' + {0!r}); out.flush(); "
    "sys.stdin.buffer.read()"
)


async def prepare(room: Darkroom, source: bytes | Path = PHOTO) -> Picture:
    return await room.prepare(source, original=False, preview_bytes=600)


@in_a_loop
async def test_pictures_are_prepared_by_as_many_processes_as_asked_for() -> None:
    room = Darkroom(2)
    assert room.pids == frozenset()
    pictures = await asyncio.gather(*(prepare(room) for _ in range(8)))
    assert len({picture.shown.data for picture in pictures}) == 1
    assert len(room.pids) == 2
    await room.close()


@needs_linux
@in_a_loop
async def test_a_worker_is_used_again_and_replaced_after_some_pictures() -> None:
    room, used = Darkroom(1, pictures_per_worker=2), []
    for _ in range(4):
        work = asyncio.create_task(prepare(room))
        used.append(await until_working(room))
        await work
    assert used[0] == used[1] != used[2] == used[3]
    await ended(used[0])
    await room.close()


@needs_linux
@in_a_loop
async def test_after_a_refusal_the_worker_is_gone_and_the_next_picture_works() -> None:
    room = Darkroom(1)
    await prepare(room)
    (pid,) = room.pids
    assert await refusal_of(room, PHOTO[: len(PHOTO) // 2]) == "picture-damaged"
    assert pid not in room.pids
    await ended(pid)
    assert isinstance(await prepare(room), Picture)
    await room.close()


@needs_linux
@in_a_loop
async def test_a_worker_that_is_killed_amid_a_picture_gives_a_sentence() -> None:
    room = Darkroom(1)
    work = asyncio.create_task(refusal_of(room, SLOW))
    pid = await until_working(room)
    while not any(worker.ready for worker in room._busy):  # noqa: ASYNC110
        await asyncio.sleep(0)
    os.kill(pid, signal.SIGKILL)
    assert await work == "picture-damaged"
    assert isinstance(await prepare(room), Picture)
    await room.close()


@in_a_loop
async def test_a_worker_that_hangs_is_ended_by_the_clock() -> None:
    room = Darkroom(1, timeout_s=0.2, command=python("import time; time.sleep(1000)"))
    assert await refusal_of(room, PHOTO) == "picture-too-costly"
    assert room.pids == frozenset()
    await room.close()


@in_a_loop
async def test_a_worker_that_does_not_read_is_ended_by_the_clock() -> None:
    room = Darkroom(1, timeout_s=0.2, command=python("import time; time.sleep(1000)"))
    assert await refusal_of(room, PHOTO + bytes(8_000_000)) == "picture-too-costly"
    await room.close()


@needs_linux
def test_a_picture_that_takes_too_long_to_compute_is_refused() -> None:
    frames = [a_photograph((1000, 1000), seed).quantize(64) for seed in range(2)]
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames * 12, duration=20)
    assert outcomes(moving, cpu_s=1) == ["picture-too-costly"]


@needs_linux
def test_a_picture_that_takes_too_much_memory_is_refused_and_the_next_one_works() -> None:
    large = encoded(a_drawing((9000, 9000)), "PNG")
    told = outcomes(large, PHOTO, workers=1, memory_bytes=480 * 1024 * 1024)
    assert told[0] == "picture-too-costly"
    assert isinstance(told[1], Picture)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff\xff\xff\xff",
        b"\0\0\0\1\xc0",
        b"\0\0\0\3\xc1\xc1\xc1",
        b"\0\0\0\x12\x81\xa7refused\xa8whatever",
        b"\0\0\0\1\x80",
    ],
)
@in_a_loop
async def test_a_worker_that_talks_nonsense_is_not_believed(nonsense: bytes) -> None:
    room = Darkroom(1, command=python(_SAY.format(nonsense)))
    assert await refusal_of(room, PHOTO) == "picture-damaged"
    assert room.pids == frozenset()
    await room.close()


@pytest.mark.parametrize("command", [python("raise SystemExit(3)"), ["/nowhere/at/all"]])
@in_a_loop
async def test_a_worker_that_does_not_start_is_trouble_of_the_device(command: list[str]) -> None:
    room = Darkroom(1, command=command)
    with pytest.raises(DeviceTroubleError) as trouble:
        await prepare(room)
    assert trouble.value.kind == "no-worker"
    assert trouble.value.sentence.endswith(".")
    await room.close()


@needs_linux
@in_a_loop
async def test_cancelling_ends_the_process_and_the_next_picture_works() -> None:
    room = Darkroom(1)
    work = asyncio.create_task(prepare(room, SLOW))
    pid = await until_working(room)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert room.pids == frozenset()
    await ended(pid)
    assert isinstance(await prepare(room), Picture)
    await room.close()
    assert not alive(pid)


@needs_linux
@in_a_loop
async def test_cancelling_at_any_moment_leaves_no_process() -> None:
    room, before = Darkroom(2), children()
    for rounds in range(60):
        work = asyncio.create_task(prepare(room))
        for _ in range(rounds):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    await room.close()
    assert children() == before


@in_a_loop
async def test_one_that_is_cancelled_in_the_queue_takes_no_place() -> None:
    room = Darkroom(1)
    first, second, third = (asyncio.create_task(prepare(room)) for _ in range(3))
    second.cancel()
    await asyncio.gather(first, third)
    await room.close()


@needs_linux
@in_a_loop
async def test_idle_workers_end_by_themselves() -> None:
    room = Darkroom(2, idle_s=0.01)
    await asyncio.gather(*(prepare(room) for _ in range(2)))
    for pid in room.pids:
        await ended(pid)
    assert isinstance(await prepare(room), Picture)
    await room.close()


@needs_linux
@in_a_loop
async def test_closing_ends_idle_and_busy_workers_and_leaves_no_child() -> None:
    before, room = children(), Darkroom(2)
    await prepare(room)
    work = asyncio.create_task(prepare(room, SLOW))
    await until_working(room)
    await room.close()
    with pytest.raises((BadInputError, DeviceTroubleError)):
        await work
    await room.close()
    assert children() == before
    with pytest.raises(DeviceTroubleError) as closed:
        await prepare(room)
    assert closed.value.kind == "closing"


@needs_linux
@in_a_loop
async def test_a_worker_dies_with_its_pipe() -> None:
    process = await asyncio.create_subprocess_exec(
        *usual_command(), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.close()
    await process.communicate()
    assert process.returncode == 0


@needs_linux
@in_a_loop
async def test_a_worker_is_fenced_in() -> None:
    room = Darkroom(1, memory_bytes=2**30)
    await prepare(room)
    (pid,) = room.pids
    limits = Path(f"/proc/{pid}/limits").read_text()  # noqa: ASYNC240
    fenced = {line[:25].strip(): line[26:].split()[:2] for line in limits.splitlines()[1:]}
    assert fenced["Max file size"] == ["0", "0"]
    assert fenced["Max core file size"] == ["0", "0"]
    assert fenced["Max address space"] == [str(2**30)] * 2
    assert int(fenced["Max open files"][1]) <= 64
    status = Path(f"/proc/{pid}/status").read_text()  # noqa: ASYNC240
    assert "NoNewPrivs:\t1\n" in status
    assert not syscalls.machine() or "Seccomp:\t2\n" in status
    assert os.getpgid(pid) == pid == os.getsid(pid)
    assert os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, 0) + 5
    # Where sessions share the processor, that alone says nothing to whoever draws in another session.
    session = Path(f"/proc/{pid}/autogroup")
    assert not session.exists() or session.read_text().endswith(f"nice {PICTURES}\n")  # noqa: ASYNC240
    assert Path(f"/proc/{pid}/cwd").stat().st_ino == Path("/").stat().st_ino  # noqa: ASYNC240
    environment = Path(f"/proc/{pid}/environ").read_bytes()  # noqa: ASYNC240
    assert not environment.replace(b"MALLOC_ARENA_MAX=2", b"").replace(b"LD_LIBRARY_PATH", b"").strip(b"\0")
    await room.close()


@needs_linux
@in_a_loop
async def test_a_process_that_is_fenced_in_writes_no_file(tmp_path: Path) -> None:
    there = tmp_path / "there"
    program = (
        "import sys; sys.path += sys.argv[2:]; from organic_p2p.imaging.confinement import confine\n"
        "confine(2**30)\n"
        "with open(sys.argv[1], 'wb', buffering=0) as file: file.write(b'pixels')"
    )
    folders = usual_command()[6:]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-S", "-B", "-c", program, str(there), *folders, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode != 0
    assert b"File too large" in said
    assert there.stat().st_size == 0


@needs_linux
@in_a_loop
async def test_the_loop_goes_on_while_pictures_are_prepared(tmp_path: Path) -> None:
    path = tmp_path / "slow.jpg"
    path.write_bytes(SLOW)
    room = Darkroom(1)
    work, rounds = asyncio.create_task(prepare(room, path)), 0
    while not work.done():
        await asyncio.sleep(0)
        rounds += 1
    assert isinstance(await work, Picture)
    # Each wait for the disk or for a worker lets others go on; a loop that is held up makes a handful.
    assert rounds > 1000
    await room.close()


def test_a_path_and_its_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "picture without an ending"
    path.write_bytes(PHOTO)
    by_path, by_bytes = prepared(path, PHOTO)
    assert by_path == by_bytes


def children() -> set[str]:
    """Return the processes that this one has started, dead ones included."""
    return {
        pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
    }
