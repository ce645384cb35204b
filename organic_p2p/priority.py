"""Who waits when more is wanted of the processor than it can do: never the window that somebody looks at.

Linux shares a processor among sessions before it shares it within one (sched(7), "The autogroup feature"). Each worker
is in a session of its own, and so is the engine that a window starts. How nice such a program is then matters to nobody
else; how nice its session is does.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

# A step is a quarter more or less of the processor for whoever competes for it.
ENGINE: Final = 3
# Pictures take all that they get.
PICTURES: Final = 10

_SESSION: Final = Path("/proc/self/autogroup")


def lower_session(niceness: int) -> None:
    """Let other sessions go first, by so many steps, if we lead one and the system has such a thing.

    A session cannot be nicer for some of its programs: those of a terminal share one with whoever types there.
    """
    if hasattr(os, "getsid") and os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):
            _SESSION.write_text(str(niceness), encoding="ascii")
