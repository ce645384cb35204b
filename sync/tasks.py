"""Work whose failure must not end the work beside it."""

import logging
from collections.abc import Coroutine
from typing import Any

from sync.errors import SyncError

_log = logging.getLogger("organic.sync")


async def quietly(work: Coroutine[Any, Any, object]) -> None:
    """Run one piece of work to its end, whatever that is. What is no ordinary failure is logged with its traceback."""
    try:
        await work
    except (SyncError, OSError) as cause:
        _log.info("not done: %s", type(cause).__name__)
    except Exception:
        _log.exception("not done")
