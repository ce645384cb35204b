"""Databases to try things on."""

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from organic_p2p.store.database import Database

KEY = bytes(range(32))
PAGE_BYTES = 4096
# SQLCipher 4 keeps 16 bytes of nonce and 64 of authenticator at the end of each page.
_RESERVED_BYTES = 80
_WAL_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24


@asynccontextmanager
async def a_database(folder: Path) -> AsyncGenerator[Database, None]:
    """Open a new database in `folder`."""
    path = folder / "organic.db"
    await Database.create(path, KEY)
    database = await Database.open(path, KEY)
    try:
        yield database
    finally:
        await database.close()


def raw_connection(path: Path, key: bytes = KEY) -> Any:
    """Return a connection of SQLCipher itself, which knows nothing of this program."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def every_page(path: Path, key: bytes) -> list[bytes]:
    """Return the plaintext of every page in a database and its write-ahead log, free and outdated ones included."""
    data = path.read_bytes()
    pages = [data[at : at + PAGE_BYTES] for at in range(0, len(data), PAGE_BYTES)]
    found = [_decrypt(page, key, 16 if number == 0 else 0) for number, page in enumerate(pages)]
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[_WAL_HEADER_BYTES:] if log.exists() else b""
    step = _FRAME_HEADER_BYTES + PAGE_BYTES
    for at in range(0, len(frames), step):
        number = int.from_bytes(frames[at : at + 4], "big")
        page = frames[at + _FRAME_HEADER_BYTES : at + step]
        found.append(_decrypt(page, key, 16 if number == 1 else 0))
    return found


def _decrypt(page: bytes, key: bytes, start: int) -> bytes:
    end = PAGE_BYTES - _RESERVED_BYTES
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return decryptor.update(page[start:end]) + decryptor.finalize()


def digest(folder: Path) -> dict[str, str]:
    """Return a digest of every file in a folder, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }
