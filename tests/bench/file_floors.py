"""What nobody who sends and keeps files can do without: encrypt once, carry the bytes, make each file safe.

    take FOLDER          one connection, its files into a folder: each written under another name, fsync, rename, fsync
    give PORT FILE…      read files, encrypt their pieces as they go out, and say how long until all of them were safe
    develop PHOTO…       decode, shrink and encode photographs by Pillow alone, and say how long the median of them took

The first two are two programs, as two engines are, with blocking sockets. Neither encrypts the connection, hashes,
asks, answers or knows a database. The third judges and cleans nothing, and writes the same kind of JPEG.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

from PIL import Image

from crypto.files import seal_file, sealed_bytes
from organic_p2p.imaging import MAX_SHOWN_SIDE_PX
from organic_p2p.imaging.encoding import JPEG_QUALITY
from tests.bench.figures import median

_SELF = [sys.executable, "-m", "tests.bench.file_floors"]
_ROOT = Path(__file__).parents[2]
# As much as an engine reads at once.
_BUFFER_BYTES = 256 * 1024
_SIZE_BYTES = 8
_SAFE = b"!"


def sent_s(files: Sequence[Path], folder: Path) -> float:
    """Return how long it takes to get these files into `folder`, which must be new, over loopback."""
    folder.mkdir()
    taker = subprocess.Popen([*_SELF, "take", str(folder)], cwd=_ROOT, stdout=subprocess.PIPE, text=True)
    assert taker.stdout is not None
    port = taker.stdout.readline().strip()
    giver = subprocess.run(
        [*_SELF, "give", port, *map(str, files)], cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    taker.stdout.close()
    assert taker.wait() == 0, "the floor of files did not hold"
    return float(giver.stdout)


def kept_s(file: Path, folder: Path) -> float:
    """Return how long it takes to encrypt one file into `folder` and to make it safe there."""
    folder.mkdir()
    size = file.stat().st_size
    started_s = time.perf_counter()
    with file.open("rb") as source, (folder / "new").open("xb", buffering=0) as target:
        for piece in seal_file(size, source.read)[1]:
            target.write(piece)
        os.fsync(target.fileno())
    _name(folder, "new", "kept")
    return time.perf_counter() - started_s


def bare_s(photos: Sequence[Path]) -> float:
    """Return how long Pillow alone takes for one of these photographs, in a process of its own that is warm."""
    command = [*_SELF, "develop", *map(str, photos)]
    said = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return float(said)


def _give(port: int, files: Sequence[str]) -> None:
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        started_s = time.perf_counter()
        for file in files:
            with Path(file).open("rb") as source:
                size = os.fstat(source.fileno()).st_size
                line.sendall(size.to_bytes(_SIZE_BYTES, "big"))
                for piece in seal_file(size, source.read)[1]:
                    line.sendall(piece)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == _SAFE, "the other end went away"
        print(time.perf_counter() - started_s)


def _take(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        line, _ = server.accept()
    buffer = memoryview(bytearray(_BUFFER_BYTES))
    with closing(line):
        number = 0
        while size := line.recv(_SIZE_BYTES, socket.MSG_WAITALL):
            _keep(line, sealed_bytes(int.from_bytes(size, "big")), folder, f"{number}", buffer)
            number += 1
        line.sendall(_SAFE)


def _keep(line: socket.socket, left: int, folder: Path, name: str, buffer: memoryview) -> None:
    with (folder / f"{name}.part").open("xb", buffering=0) as target:
        while left:
            got = line.recv_into(buffer[: min(left, len(buffer))])
            assert got, "the other end went away"
            target.write(buffer[:got])
            left -= got
        os.fsync(target.fileno())
    _name(folder, f"{name}.part", name)


def _name(folder: Path, before: str, name: str) -> None:
    (folder / before).rename(folder / name)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _develop(photos: Sequence[str]) -> None:
    times = []
    for photo in [photos[0], *photos]:
        started_s = time.perf_counter()
        with Image.open(photo) as image:
            image.load()
            scale = MAX_SHOWN_SIDE_PX / max(image.size)
            size = round(image.width * scale), round(image.height * scale)
            image.resize(size, Image.Resampling.LANCZOS).save(
                BytesIO(), "JPEG", quality=JPEG_QUALITY, subsampling="4:2:0", progressive=True, optimize=True
            )
        times.append(time.perf_counter() - started_s)
    # The first one loads what the others find loaded.
    print(median(times[1:]))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["take", folder]:
            _take(Path(folder))
        case ["give", port, *files]:
            _give(int(port), files)
        case ["develop", *photos]:
            _develop(photos)
        case _:
            sys.exit(__doc__)
