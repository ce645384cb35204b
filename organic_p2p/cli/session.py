"""Asks the engine that runs in a home, or opens the home itself for the length of one command.

So everything that is written needs neither a network nor a running engine; it travels when an engine runs
next.
"""

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import BinaryIO

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import ClientError, connected
from organic_p2p.api.value import changed
from organic_p2p.cli import passphrase
from organic_p2p.errors import HomeError, NotFoundError, OrganicError
from organic_p2p.store.home import HomeLock, prepare

# Commands that open a home by themselves take turns; an engine that is starting listens within this time.
_PATIENCE_S = 10.0
_RETRY_S = 0.05
# What needs the network runs it for the length of the command.
_NETWORKED = (q.Join, q.Connect)


async def ask(folder: Path, request: q.Request) -> object:
    """Return the reply to `request` from whoever can give it.

    Raises:
        OrganicError: The home cannot be opened.
    """
    prepare(folder)
    deadline = asyncio.get_running_loop().time() + _PATIENCE_S
    lock = HomeLock(folder)
    while True:
        try:
            async with connected(folder) as client:
                if client is not None:
                    return await client.ask(request)
        except ClientError as cause:
            raise HomeError("engine", str(cause)) from cause
        if lock.try_acquire():
            if isinstance(request, q.Stop):
                lock.release()
                raise NotFoundError("not-running", "No engine runs in this home.")
            break
        if asyncio.get_running_loop().time() > deadline:
            raise HomeError("in-use", f"Another program uses the home {folder} and does not answer.")
        await asyncio.sleep(_RETRY_S)
    with lock:
        return await _ask_alone(folder, request)


async def copy(folder: Path, request: q.ReadFile, target: BinaryIO) -> object:
    """Write the content of a picture or file to `target`; return the last reply.

    Raises:
        OrganicError: The home cannot be opened.
    """
    while True:
        reply = await ask(folder, request)
        if not isinstance(reply, r.FileReply):
            return reply
        target.write(reply.data)
        request = changed(request, offset=request.offset + len(reply.data))
        if not reply.data or request.offset >= reply.size:
            target.flush()
            return reply


async def _ask_alone(folder: Path, request: q.Request) -> object:
    # Imported here: a command that talks to a running engine needs none of it, and starts in half the time.
    from organic_p2p.engine import Engine
    from organic_p2p.handlers import handle

    if isinstance(request, q.Lock):
        secret: str | None = request.current
    elif isinstance(request, q.Unlock):
        secret = request.passphrase
    else:
        secret = passphrase_for(folder)
    engine = await Engine.open(folder, secret)
    try:
        if not isinstance(request, _NETWORKED):
            reply = await handle(engine, request)
            await engine.settle()
            return reply
        async with engine.running():
            return await handle(engine, request)
    finally:
        await engine.close()


def passphrase_for(folder: Path) -> str | None:
    """Return the passphrase of a home that needs one: from its file, or typed if there is a terminal; else None."""
    # Imported here, as above: what makes keys of passphrases takes a seventh of a command's start.
    from organic_p2p.store import diskkey

    if not diskkey.exists(folder) or diskkey.protection(folder) is not diskkey.Protection.PASSPHRASE:
        return None
    found = passphrase.given()
    if found is None and sys.stdin.isatty():
        with contextlib.suppress(OrganicError):
            found = passphrase.asked("Passphrase of this home: ")
    return found
