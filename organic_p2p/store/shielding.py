"""Work that has to end in order, whoever stops waiting for it."""

import asyncio
from typing import Any


async def wait_out(work: asyncio.Future[Any]) -> bool:
    """Wait until `work` is done, however often the waiter is cancelled, and return whether it was.

    The waiter looks at the result of `work` itself, and raises `asyncio.CancelledError` when it has tidied up.
    """
    cancelled = False
    while not work.done():
        try:
            await asyncio.wait({work})
        except asyncio.CancelledError:
            cancelled = True
    return cancelled
