"""What time it is, as the engine counts."""

import time


def now_ms() -> int:
    """Return the milliseconds since 1970."""
    return int(time.time() * 1000)
