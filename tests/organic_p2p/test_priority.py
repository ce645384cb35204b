"""What a program gives up of the processor, as the system sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

from organic_p2p.priority import ENGINE, lower_session

_LOWERED = """
from pathlib import Path
from organic_p2p.priority import ENGINE, lower_session
lower_session(ENGINE)
print(Path("/proc/self/autogroup").read_text())
"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/autogroup").exists(), reason="this system does not share among sessions"
)


def lowered(*, session: bool) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", _LOWERED],
        start_new_session=session,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.strip()


def test_a_session_of_our_own_lets_others_go_first() -> None:
    assert lowered(session=True).endswith(f" nice {ENGINE}")


def test_a_session_that_is_shared_stays_as_it_is() -> None:
    before = Path("/proc/self/autogroup").read_text().strip()
    assert lowered(session=False) == before
    lower_session(ENGINE)
    assert Path("/proc/self/autogroup").read_text().strip() == before
